"""The speech files to lines. Every key the coach can ask for has words, and no words ask for what no key offers.

``en.yaml`` has words for every key, right wherever English is spoken. The file of a locale holds only the keys that
differ there; it may also put other words for a spoken field of the catalogue, as in ``exercise: {torso-lift: …}``.
"""

from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import partial
from itertools import product
from pathlib import Path
from string import Formatter
from typing import Any

from skill.catalogue.model import Catalogue, Kit, Kits, Level, Posture
from skill.coach.keys import Key
from skill.coach.reply import LOADED, SIDE
from skill.coach.steps import ON_FLOOR
from skill.errors import ContentError, Finding
from skill.speech.lines import Lines, catalogue_lines
from skill.strict_yaml import Route, read

Wordings = Mapping[Route, tuple[str, ...]]

LOCALES = ("en-US", "en-GB", "en-AU", "en-CA", "en-IN")
"""The locales of the skill. All share ``en.yaml``, and each has a file with what is said otherwise there."""

FOLDER = "content/speech"
SOURCE = f"{FOLDER}/en.yaml"

HALF = 0.5
"""How much of a sentence stays as it is when only a word differs between locales."""

OWN = ("emergency.number",)
"""Keys that every locale says for itself: what holds elsewhere would be wrong there."""


def load_lines(root: Path, catalogue: Catalogue) -> Lines:
    """Read ``content/speech`` under a root: the lines, and by locale. Raises ContentError with every finding."""
    findings: list[Finding] = list(stray_locales(root, FOLDER))
    wanted = _wanted(catalogue)
    shared = _read(root, SOURCE, partial(_problems, wanted=wanted), findings)
    spoken = catalogue_lines(catalogue)
    overlaid = partial(_local_problems, wanted=wanted, spoken=spoken)
    local = {locale: _read(root, local_source(locale), overlaid, findings) for locale in LOCALES}
    if findings:
        raise ContentError(tuple(sorted(findings)))
    base = {**_by_key(shared), **spoken}
    return Lines(base, {locale: Lines({**base, **_by_key(words)}) for locale, words in local.items()})


def local_source(locale: str) -> str:
    """Give the name of the file with what a locale says otherwise."""
    return f"{FOLDER}/{locale}.yaml"


def stray_locales(root: Path, folder: str) -> Iterator[Finding]:
    """Find files that are named by no locale of the skill, in a folder that holds one for each."""
    for path in sorted((root / folder).glob("*.yaml")):
        if path.stem not in {"en", *LOCALES}:
            message = f"{path.stem} is no locale of the skill: name the file en or one of {', '.join(LOCALES)}"
            yield Finding(f"{folder}/{path.name}", 1, message)


def _read(
    root: Path,
    name: str,
    problems: Callable[[Wordings], Iterator[tuple[Route, str]]],
    findings: list[Finding],
) -> Wordings:
    try:
        document = read(root / name, name)
    except ContentError as error:
        findings += error.findings
        return {}
    wordings = dict(_wordings(document.data, ()))
    findings += (Finding(name, document.line_of(place), text) for place, text in problems(wordings))
    return wordings


def _by_key(wordings: Wordings) -> dict[str, tuple[str, ...]]:
    return {_key(place): texts for place, texts in wordings.items()}


def _key(place: Route) -> str:
    return ".".join(map(str, place))


def _wordings(tree: Any, place: Route) -> Iterator[tuple[Route, tuple[str, ...]]]:  # noqa: ANN401 - a YAML tree
    if isinstance(tree, Mapping):
        for key, below in tree.items():
            yield from _wordings(below, (*place, key))
    else:
        yield place, (tree,) if isinstance(tree, str) else tuple(str(wording) for wording in tree)


def _wanted(catalogue: Catalogue) -> dict[str, frozenset[str]]:
    return {key: key.places for key in Key} | dict.fromkeys(_names(catalogue), frozenset())


def _problems(wordings: Wordings, wanted: Mapping[str, frozenset[str]]) -> Iterator[tuple[Route, str]]:
    for place, texts in wordings.items():
        if _key(place) not in wanted:
            yield place, f"{_key(place)} is a key that the coach never asks for: take it out"
        yield from _misplacements(place, texts, wanted)
    for key in sorted(wanted.keys() - _by_key(wordings).keys()):
        yield tuple(key.split(".")), f"{key} has no words: add them"


def _local_problems(
    wordings: Wordings, wanted: Mapping[str, frozenset[str]], spoken: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Route, str]]:
    for place, texts in wordings.items():
        key = _key(place)
        if key not in wanted and key not in spoken:
            yield place, f"{key} is a key that {SOURCE} lacks: write one that it has, or take it out"
        if key in spoken and not _alike(texts[:1], spoken[key]):
            yield place, f"{key} is {spoken[key][0]!r}, and this says something else: move it to the number it is for"
        yield from _misplacements(place, texts, wanted)
    for key in OWN:
        if key not in _by_key(wordings):
            yield tuple(key.split(".")), f"{key} has no words here, and every locale has its own: add them"


def _alike(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Say whether two texts are one sentence in other words: a catalogue's sentences go by their number, and move."""
    said, meant = (" ".join(texts).casefold().split() for texts in (ours, theirs))
    return SequenceMatcher(None, said, meant).ratio() >= HALF


def _misplacements(
    place: Route, texts: tuple[str, ...], wanted: Mapping[str, frozenset[str]]
) -> Iterator[tuple[Route, str]]:
    for text in texts:
        yield from ((place, problem) for problem in _misplaced(text, wanted.get(_key(place), frozenset())))


def _names(catalogue: Catalogue) -> Iterator[str]:
    yield from (f"kit_names.{thing}" for thing in (*Kit, *Kits))
    yield from (f"levels.{level}" for level in Level)
    yield from (f"positions.{before}.{after}" for before, after in product((*Posture, LOADED), Posture))
    yield from (f"positions.{SIDE}.{after}" for after in ON_FLOOR)
    for routine in catalogue.routines.values():
        yield from (f"moves.{move}" for move in (*routine.warm_up, *routine.cool_down))


def _misplaced(text: str, places: frozenset[str]) -> Iterator[str]:
    try:
        used = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        yield "a brace is open or closed alone: write {place} with both, or no brace"
        return
    offered = ", ".join(f"{{{name}}}" for name in sorted(places)) or "none"
    yield from (f"{{{name}}} is not filled in here; this line offers {offered}" for name in sorted(used - places))
