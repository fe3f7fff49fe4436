"""What is wrong with what people say, as written: names, letters, and samples that belong to two intents."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from skill.alexa.authored import (
    AMAZON_TYPES,
    CATALOGUE_TYPES,
    SOURCE,
    Changes,
    Overlay,
    Said,
    Utterances,
    expanded,
)
from skill.alexa.requests import INTENTS
from skill.coach.events import Order
from skill.strict_yaml import Route

Problem = tuple[Route, str]


def problems(utterances: Utterances) -> Iterator[Problem]:
    """Give what is wrong with what everybody says."""
    types = {*utterances.types, *CATALOGUE_TYPES, *AMAZON_TYPES}
    owners: dict[str, str] = {}
    for name, intent in utterances.intents.items():
        if name not in INTENTS:
            yield ("intents", name), f"nothing answers {name}: rename it, or give it an event in alexa/requests.py"
        for slot, kind in intent.slots.items():
            if kind not in types:
                message = f"{kind} is not a slot type: write one of {', '.join(sorted(types))}"
                yield ("intents", name, "slots", slot), message
        yield from _sample_problems(name, "samples", intent.samples, intent.slots, owners)


def added_problems(utterances: Utterances, listed: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Iterator[Problem]:
    """Give what is wrong with values that are written beside the catalogue's own: places in a list, and no others."""
    for kind in CATALOGUE_TYPES:
        owners = {text: id_ for id_, texts in listed[kind].items() for text in texts}
        for value, names in utterances.types.get(kind, {}).items():
            if kind != "EXERCISE" or value not in set(Order):
                yield ("types", kind, value), f"{value} is nothing the coach knows: write it in content, or take it out"
            for index, name in enumerate(names):
                if name in owners:
                    yield ("types", kind, value, index), f"{name!r} means {owners[name]} already: take it out"


def overlay_problems(said: Said, overlay: Overlay) -> Iterator[Problem]:
    """Give what is wrong with what one locale says otherwise than everybody."""
    owners = {sample: name for name, samples in said.samples.items() for sample in samples}
    for name, changes in overlay.intents.items():
        if name not in said.samples:
            yield ("intents", name), f"{SOURCE} has no {name}: add the intent there first"
        for index, pattern in enumerate(changes.remove if name in said.samples else ()):
            for sample in expanded(pattern):
                if owners.pop(sample, None) != name:
                    yield ("intents", name, "remove", index), f"{sample!r} is no sample of {name} in {SOURCE}"
    for name, changes in overlay.intents.items():
        for sample in said.samples.get(name, {}).keys() & set(chain.from_iterable(map(expanded, changes.add))):
            if owners.get(sample) == name:
                yield ("intents", name, "add"), f"{sample!r} is in {SOURCE} already: take it out"
        yield from _sample_problems(name, "add", changes.add, said.slots.get(name, {}), owners)
    for kind, changed in overlay.types.items():
        yield from _value_problems(kind, changed, said.values)


def _sample_problems(
    name: str, field_: str, patterns: tuple[str, ...], slots: Mapping[str, str], owners: dict[str, str]
) -> Iterator[Problem]:
    for index, pattern in enumerate(patterns):
        place = ("intents", name, field_, index)
        yield from ((place, problem) for problem in _misformed(pattern, slots))
        for sample in expanded(pattern):
            if owners.setdefault(sample, name) != name:
                yield place, f"{sample!r} belongs to {owners[sample]} already: take it out of one of them"


def _value_problems(
    kind: str, changed: Mapping[str, Changes], values: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Iterator[Problem]:
    known = values.get(kind, {})
    owners = {text: id_ for id_, texts in known.items() for text in texts}
    for id_, changes in changed.items():
        if id_ not in known:
            yield (
                ("types", kind, id_),
                f"there is no {id_} of the type {kind}: write one of {', '.join(known) or 'none'}",
            )
        for index, text in enumerate(changes.remove):
            if text not in known.get(id_, ())[1:]:
                yield ("types", kind, id_, "remove", index), f"{text!r} is no synonym of {id_}: take it out"
        for index, text in enumerate(changes.add):
            place = ("types", kind, id_, "add", index)
            if text in owners:
                yield place, f"{text!r} means {owners[text]} already: take it out"
            yield from ((place, problem) for problem in _unsayable(text))


def _misformed(pattern: str, slots: Mapping[str, str]) -> Iterator[str]:
    for sample in expanded(pattern):
        yield from _unsayable(sample, re.sub(r"\{\w+\}", "x", sample))
    for slot in sorted(set(re.findall(r"\{(\w+)\}", pattern)) - set(slots)):
        yield f"{{{slot}}} is no slot of this intent, which has {', '.join(slots) or 'none'}: add it under slots"


def _unsayable(text: str, bare: str | None = None) -> Iterator[str]:
    letters = text if bare is None else bare
    if not letters or not all(letter.isalpha() or letter in " .'-" for letter in letters):
        yield f"{text!r} may hold letters, spaces, periods, apostrophes and hyphens only: spell it out"
