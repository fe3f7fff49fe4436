"""The interaction model that Amazon trains on: made from ``content``, never edited by hand."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, product
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from skill.alexa.requests import INTENTS
from skill.catalogue.loader import form_findings
from skill.catalogue.model import Catalogue
from skill.errors import ContentError, Finding
from skill.strict_yaml import Document, read

SOURCE = "content/intents/en.yaml"

TARGET = "interaction_model/interactionModels/custom/en-US.json"
"""Where the ASK CLI looks for it, below the folder that holds the skill package."""

CATALOGUE_TYPES = ("EXERCISE", "ROUTINE", "TOPIC")
"""Slot types whose values are the catalogue's own names and synonyms."""

AMAZON_TYPES = ("AMAZON.DURATION", "AMAZON.NUMBER")
"""Slot types of Amazon's own that an intent may use; a model doesn't list their values."""


@dataclass(frozen=True, slots=True)
class Intent:
    """One intent as authored."""

    slots: Mapping[str, str] = field(default_factory=dict)
    """Slot name to slot type."""
    samples: tuple[str, ...] = ()
    """Patterns; see `expanded`."""


@dataclass(frozen=True, slots=True)
class Utterances:
    """What people say, as authored in one file."""

    invocation: str
    intents: Mapping[str, Intent]
    types: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Slot types with values of their own: type, value, synonyms."""


def build(root: Path, catalogue: Catalogue) -> dict[str, Any]:
    """Make the model. Raises ContentError with every finding in the intents file."""
    document = read(root / SOURCE, SOURCE)
    utterances = _utterances(document)
    findings = tuple(Finding(SOURCE, document.line_of(place), text) for place, text in _problems(utterances))
    if findings:
        raise ContentError(findings)
    language_model = {
        "invocationName": utterances.invocation,
        "intents": [_intent(name, intent) for name, intent in utterances.intents.items()],
        "types": [*_own_types(utterances), *_catalogue_types(catalogue)],
    }
    return {"interactionModel": {"languageModel": language_model}}


def text(model: Mapping[str, Any]) -> str:
    """Give a model as the file that is committed."""
    return json.dumps(model, indent=2, ensure_ascii=False) + "\n"


def expanded(pattern: str) -> tuple[str, ...]:
    """Give every sample that a pattern stands for: (a|b) is a or b, [a|b] is a, b or nothing; no nesting."""
    parts = re.split(r"(\([^()]*\)|\[[^\[\]]*\])", pattern)
    return tuple(" ".join("".join(chosen).split()) for chosen in product(*map(_choices, parts)))


def _choices(part: str) -> list[str]:
    if not re.fullmatch(r"\(.*\)|\[.*\]", part):
        return [part]
    return part[1:-1].split("|") + ([""] if part[0] == "[" else [])


def _utterances(document: Document) -> Utterances:
    try:
        read_as = TypeAdapter(dict[str, Utterances], config=ConfigDict(extra="forbid"))
        return read_as.validate_python({SOURCE: document.data})[SOURCE]
    except ValidationError as error:
        raise ContentError(tuple(form_findings(error.errors(), document, SOURCE, Utterances))) from None


def _samples(intent: Intent) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(expanded(pattern) for pattern in intent.samples)))


def _intent(name: str, intent: Intent) -> dict[str, Any]:
    slots = [{"name": slot, "type": kind} for slot, kind in intent.slots.items()]
    return {"name": name, **({"slots": slots} if slots else {}), "samples": list(_samples(intent))}


def _own_types(utterances: Utterances) -> Iterator[dict[str, Any]]:
    for name, values in utterances.types.items():
        yield {"name": name, "values": [_value(value, value, synonyms) for value, synonyms in values.items()]}


def _catalogue_types(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    exercises = [
        _value(found.id, found.name, found.synonyms + found.shared_synonyms) for found in catalogue.exercises.values()
    ]
    routines = [_value(found.id, found.name, found.synonyms) for found in catalogue.routines.values()]
    topics = [_value(found.id, found.name, found.synonyms) for found in catalogue.topics.values()]
    for name, values in zip(CATALOGUE_TYPES, (exercises, routines, topics), strict=True):
        yield {"name": name, "values": values}


def _value(identifier: str, name: str, synonyms: Iterable[str]) -> dict[str, Any]:
    value = name.removeprefix("the ")
    others = [synonym for synonym in dict.fromkeys(synonyms) if synonym != value]
    return {"id": identifier, "name": {"value": value, "synonyms": others}}


Place = tuple[str | int, ...]


def _problems(utterances: Utterances) -> Iterator[tuple[Place, str]]:
    types = {*utterances.types, *CATALOGUE_TYPES, *AMAZON_TYPES}
    owner: dict[str, str] = {}
    for name, intent in utterances.intents.items():
        if name not in INTENTS:
            yield (
                ("intents", name),
                f"nothing answers {name}: rename it, or give it an event in alexa/requests.py",
            )
        for slot, kind in intent.slots.items():
            if kind not in types:
                yield (
                    ("intents", name, "slots", slot),
                    f"{kind} is not a slot type: write one of {', '.join(sorted(types))}",
                )
        for index, pattern in enumerate(intent.samples):
            for problem in _misformed(pattern, intent):
                yield ("intents", name, "samples", index), problem
        for sample in _samples(intent):
            if owner.setdefault(sample, name) != name:
                yield ("intents", name), f"{sample!r} belongs to {owner[sample]} already: take it out of one of them"


def _misformed(pattern: str, intent: Intent) -> Iterator[str]:
    for sample in expanded(pattern):
        bare = re.sub(r"\{\w+\}", "x", sample)
        if not bare or not all(letter.isalpha() or letter in " .'-" for letter in bare):
            yield f"{sample!r} may hold letters, spaces, periods, apostrophes and hyphens only: spell it out"
    for slot in sorted(set(re.findall(r"\{(\w+)\}", pattern)) - set(intent.slots)):
        yield f"{{{slot}}} is no slot of this intent, which has {', '.join(intent.slots) or 'none'}: add it under slots"
