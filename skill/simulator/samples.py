"""Samples: the templates of the interaction model, ready to be laid over what is said."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

from msgspec import Struct

from skill.simulator.amazon import SLOT_TYPES
from skill.simulator.spoken import words

LONGEST_UNLISTED = 4
"""How many words a slot takes that none of its values lists."""
LONGEST_NUMERAL = 9
"""How many words a spoken number or duration takes."""

_SLOT = re.compile(r"\{(\w+)\}(['\u2019]s(?!\w))?")


class SlotMatch(Struct, frozen=True):
    """One slot, filled with what was said in its place."""

    name: str
    spoken: str
    """The words, normalised."""
    matches: tuple[tuple[str, str], ...]
    """``(id, value)`` of every value that lists the words; several when a synonym is shared, none when unlisted."""
    slot_type: str = ""
    written: str | None = None
    """Only of Amazon's slot types: what Alexa puts in place of the words, such as ``PT40S``."""

    @property
    def meaning(self) -> str:
        """What the skill is told that the words mean; the words themselves, marked, where they are unlisted."""
        return self.written or " or ".join(id_ or value for id_, value in self.matches) or f"{self.spoken}?"


class CustomType(Struct, frozen=True):
    """A slot type of the model: values with synonyms. It is no enumeration: Alexa passes other words through too."""

    name: str
    values: Mapping[tuple[str, ...], tuple[tuple[str, str], ...]]
    longest: int

    @classmethod
    def from_model(cls, declared: Mapping[str, Any]) -> Self:
        """Read one entry of the model's ``types``. A text that two values list keeps both."""
        values: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}
        for value in declared["values"]:
            match = (str(value.get("id", "")), str(value["name"]["value"]))
            for text in (match[1], *value["name"].get("synonyms", ())):
                known = values.get(words(text), ())
                values[words(text)] = known if match in known else (*known, match)
        return cls(declared["name"], values, max(map(len, values), default=0))

    def fill(self, slot: str, spoken: tuple[str, ...]) -> SlotMatch | None:
        """Fill the slot with every value that lists the words."""
        matches = self.values.get(spoken)
        return SlotMatch(slot, " ".join(spoken), matches, self.name) if matches else None

    def fill_unlisted(self, slot: str, spoken: tuple[str, ...]) -> SlotMatch | None:
        """Fill the slot with a few words that no value lists."""
        if len(spoken) > LONGEST_UNLISTED:
            return None
        return SlotMatch(slot, " ".join(spoken), self.values.get(spoken, ()), self.name)


class BuiltInType(Struct, frozen=True):
    """A slot type of Amazon's: the words are read, or they do not fit."""

    name: str
    longest: int = LONGEST_NUMERAL

    def fill(self, slot: str, spoken: tuple[str, ...]) -> SlotMatch | None:
        """Fill the slot with what Alexa writes for the words."""
        written = SLOT_TYPES[self.name](spoken)
        return None if written is None else SlotMatch(slot, " ".join(spoken), (), self.name, written)

    def fill_unlisted(self, slot: str, spoken: tuple[str, ...]) -> None:
        """Give None: words that are no number never fill a slot of Amazon's."""
        del slot, spoken


SlotType = CustomType | BuiltInType
"""What a slot can be filled with."""


class Hole(Struct, frozen=True):
    """The place of a slot in a sample."""

    slot: str
    slot_type: SlotType
    possessive: bool
    """True where the sample has ``{exercise}'s``: the last word then carries an s more."""


class Sample(Struct, frozen=True):
    """One sample utterance of one intent."""

    intent: str
    text: str
    """As the model has it."""
    parts: tuple[str | Hole, ...]

    @classmethod
    def of(cls, intent: str, text: str, slot_types: Mapping[str, SlotType]) -> Self:
        """Compile a sample. Raises ValueError when it names a slot that the intent does not declare."""
        return cls(intent, text, tuple(_parts(intent, text, slot_types)))

    @property
    def own_words(self) -> tuple[str, ...]:
        """The words that must be said exactly so."""
        return tuple(part for part in self.parts if isinstance(part, str))

    @property
    def literals(self) -> int:
        """How many words must be said exactly so."""
        return len(self.own_words)

    def fit(self, spoken: Sequence[str], *, unlisted: bool = False) -> tuple[SlotMatch, ...] | None:
        """Lay the sample over all the words, and give its slots; None if it does not fit as a whole."""
        return _fit(self.parts, tuple(spoken), unlisted=unlisted)


def _parts(intent: str, text: str, slot_types: Mapping[str, SlotType]) -> Iterator[str | Hole]:
    pieces = _SLOT.split(text)
    for literal, slot, possessive in zip(pieces[::3], [*pieces[1::3], None], [*pieces[2::3], None], strict=True):
        yield from words(literal or "")
        if slot is not None and slot not in slot_types:
            message = f"{intent}: the sample {text!r} names the slot {slot!r}, which the intent does not declare."
            raise ValueError(message)
        if slot is not None:
            yield Hole(slot, slot_types[slot], bool(possessive))


def _fit(parts: tuple[str | Hole, ...], spoken: tuple[str, ...], *, unlisted: bool) -> tuple[SlotMatch, ...] | None:
    if not parts or len(spoken) < len(parts):
        return None if parts or spoken else ()
    head, rest = parts[0], parts[1:]
    if isinstance(head, str):
        return _fit(rest, spoken[1:], unlisted=unlisted) if spoken[0] == head else None
    for match, length in _fillings(head, spoken, unlisted=unlisted):
        following = _fit(rest, spoken[length:], unlisted=unlisted)
        if following is not None:
            return (match, *following)
    return None


def _fillings(hole: Hole, spoken: tuple[str, ...], *, unlisted: bool) -> Iterator[tuple[SlotMatch, int]]:
    """Give every way to fill the hole from the front of the words: listed before unlisted, long before short."""
    readers = [(hole.slot_type.fill, hole.slot_type.longest)]
    if unlisted:
        readers.append((hole.slot_type.fill_unlisted, LONGEST_UNLISTED))
    for read, longest in readers:
        for length in range(min(longest, len(spoken)), 0, -1):
            inside = without_s(spoken[:length]) if hole.possessive else spoken[:length]
            match = read(hole.slot, inside) if inside else None
            if match is not None:
                yield match, length


def without_s(spoken: tuple[str, ...]) -> tuple[str, ...]:
    """Take the s of a possessive from the last word; nothing is left of words that have none."""
    last = spoken[-1]
    return (*spoken[:-1], last[:-1]) if len(last) > 1 and last.endswith("s") else ()
