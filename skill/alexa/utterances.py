"""What people say, as authored in ``content/intents``: shared by all locales, and what a locale adds and takes out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from skill.alexa.authored import CATALOGUE_TYPES, FOLDER, SOURCE, Overlay, Said, Utterances, Written, expanded
from skill.alexa.utterance_rules import Problem, added_problems, overlay_problems, problems
from skill.catalogue.model import Catalogue
from skill.errors import ContentError, Finding
from skill.forms import shaped
from skill.frozen import replace
from skill.speech.loader import LOCALES, stray_locales
from skill.strict_yaml import Document, Route, read

Values = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By slot type and id, what a value is called."""


def load_utterances(root: Path, catalogue: Catalogue) -> dict[str, Said]:
    """Read ``content/intents`` under a root, by locale. Raises ContentError with every finding."""
    document = read(root / SOURCE, SOURCE)
    utterances = shaped(document, SOURCE, Utterances)
    listed = _catalogue_values(catalogue)
    wrong = (*problems(utterances), *added_problems(utterances, listed))
    findings = [*stray_locales(root, FOLDER), *_located(wrong, document, SOURCE)]
    shared = _shared(utterances, document, listed)
    said = {locale: _local(root, f"{FOLDER}/{locale}.yaml", shared, findings) for locale in LOCALES}
    if findings:
        raise ContentError(tuple(sorted(set(findings))))
    return said


def _located(problems: Iterable[Problem], document: Document, name: str) -> Iterator[Finding]:
    return (Finding(name, document.line_of(place), text) for place, text in problems)


def _shared(utterances: Utterances, document: Document, listed: Values) -> Said:
    def written(intent: str) -> dict[str, Written]:
        found: dict[str, Written] = {}
        for index, pattern in enumerate(utterances.intents[intent].samples):
            place = Written(SOURCE, document.line_of(("intents", intent, "samples", index)))
            for sample in expanded(pattern):
                found.setdefault(sample, place)
        return found

    own = {
        kind: {value: _called(kind, value, names) for value, names in values.items()}
        for kind, values in utterances.types.items()
    }
    return Said(
        utterances.invocation,
        {name: intent.slots for name, intent in utterances.intents.items()},
        {name: written(name) for name in utterances.intents},
        {kind: {**listed.get(kind, {}), **own.get(kind, {})} for kind in (*own, *listed)},
    )


def _called(kind: str, value: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Give what a value is called; beside the catalogue's own an id such as ``first`` is no name."""
    return names if kind in CATALOGUE_TYPES else _texts(value.replace("-", " "), names)


def _catalogue_values(catalogue: Catalogue) -> Values:
    exercises = {
        found.id: _texts(found.name, found.synonyms + found.shared_synonyms) for found in catalogue.exercises.values()
    }
    nearby = {found.id: found.synonyms for found in catalogue.nearby.values() if found.synonyms}
    routines = {found.id: _texts(found.name, found.synonyms) for found in catalogue.routines.values()}
    topics = {found.id: _texts(found.name, found.synonyms) for found in catalogue.topics.values()}
    conditions = {found.id: _texts(found.name, found.synonyms) for found in catalogue.conditions.values()}
    return dict(zip(CATALOGUE_TYPES, ({**exercises, **nearby}, routines, topics, conditions), strict=True))


def _texts(name: str, synonyms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name.removeprefix("the "), *synonyms)))


def _local(root: Path, name: str, shared: Said, findings: list[Finding]) -> Said:
    """Lay a locale's file over what is shared; a locale without one says nothing otherwise."""
    if not (root / name).exists():
        return shared
    try:
        document = read(root / name, name)
        overlay = shaped(document, name, Overlay)
    except ContentError as error:
        findings += error.findings
        return shared
    wrong = tuple(_located(overlay_problems(shared, overlay), document, name))
    findings += wrong
    return shared if wrong else _overlaid(shared, overlay, lambda place: Written(name, document.line_of(place)))


def _overlaid(said: Said, overlay: Overlay, written: Callable[[Route], Written]) -> Said:
    samples = {name: dict(known) for name, known in said.samples.items()}
    for name, changes in overlay.intents.items():
        for sample in chain.from_iterable(map(expanded, changes.remove)):
            del samples[name][sample]
    for name, changes in overlay.intents.items():
        for index, pattern in enumerate(changes.add):
            samples[name] |= dict.fromkeys(expanded(pattern), written(("intents", name, "add", index)))
    values = {kind: dict(known) for kind, known in said.values.items()}
    for kind, changed in overlay.types.items():
        for id_, changes in changed.items():
            kept = (text for text in values[kind][id_] if text not in changes.remove)
            values[kind][id_] = (*kept, *changes.add)
    return replace(said, samples=samples, values=values)
