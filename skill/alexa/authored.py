"""What people say, as authors write it, and spelled out for one locale."""

import re
from collections.abc import Mapping
from itertools import product

from msgspec import Struct, field

FOLDER = "content/intents"
SOURCE = f"{FOLDER}/en.yaml"

CATALOGUE_TYPES = ("EXERCISE", "ROUTINE", "TOPIC", "CONDITION")
"""Slot types whose values are the catalogue's own names and synonyms."""

AMAZON_TYPES = ("AMAZON.DURATION", "AMAZON.NUMBER")
"""Slot types of Amazon's own that an intent may use; a model doesn't list their values."""


class Intent(Struct, frozen=True):
    """One intent as authored."""

    slots: Mapping[str, str] = field(default_factory=dict)
    """Slot name to slot type."""
    samples: tuple[str, ...] = ()
    """Patterns; see `expanded`."""


class Utterances(Struct, frozen=True):
    """What people say, as authored in ``en.yaml``."""

    invocation: str
    intents: Mapping[str, Intent]
    types: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Slot types with values of their own: type, value, synonyms."""


class Changes(Struct, frozen=True):
    """What a locale has besides, and what it has not; of samples, patterns."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


class Overlay(Struct, frozen=True):
    """What is said otherwise in one locale, as authored in its file."""

    intents: Mapping[str, Changes] = field(default_factory=dict)
    types: Mapping[str, Mapping[str, Changes]] = field(default_factory=dict)
    """Slot types, by the id of a value: synonyms."""


class Written(Struct, frozen=True):
    """Where a sample is written."""

    file: str
    line: int


class Said(Struct, frozen=True):
    """What people say in one locale."""

    invocation: str
    slots: Mapping[str, Mapping[str, str]]
    """By intent, slot name to slot type."""
    samples: Mapping[str, Mapping[str, Written]]
    """By intent, every sample spelled out."""
    values: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By slot type and id, what a value is called: its name, then its synonyms."""


def expanded(pattern: str) -> tuple[str, ...]:
    """Give every sample that a pattern stands for: (a|b) is a or b, [a|b] is a, b or nothing; no nesting."""
    parts = re.split(r"(\([^()]*\)|\[[^\[\]]*\])", pattern)
    return tuple(" ".join("".join(chosen).split()) for chosen in product(*map(_choices, parts)))


def _choices(part: str) -> list[str]:
    if not re.fullmatch(r"\(.*\)|\[.*\]", part):
        return [part]
    return part[1:-1].split("|") + ([""] if part[0] == "[" else [])
