"""The recognizer: from an utterance to an intent and its slots, as Alexa would, from the interaction model alone.

It is stricter than Alexa on purpose. Alexa generalises from samples; this one takes what a sample says, or nearly so,
or nothing, so that what works here works there, and a sample that another intent steals shows up in a check.

1. A sample fits when its words are said exactly and each slot is filled with a listed value or synonym.
2. Of the samples that fit, the one with more words of its own wins; then a custom intent before a built-in one, since
   that is Alexa's rule for equal utterances; then the model's order.
3. If none fits, the nearest sample of a custom intent does, by the few differences that `nearly` lists. If samples of
   several intents are as near, it is nobody's.
4. If none is near, a slot among at least two words of its sample takes up to four unlisted words: a custom slot type
   is no enumeration, and the skill has to cope.
5. If still none fits, it is AMAZON.FallbackIntent.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from skill.simulator.amazon import FALLBACK, SLOT_TYPES, UTTERANCES
from skill.simulator.grammar import Grammar
from skill.simulator.invocation import Invocation, read_invocation
from skill.simulator.nearly import nearest
from skill.simulator.samples import BuiltInType, CustomType, Sample, SlotMatch, SlotType
from skill.simulator.spoken import without_wake_word, words

__all__ = ["Invocation", "Recognition", "Recognizer", "SlotMatch"]

WITHOUT_MEANING = frozenset({"a", "an", "the", "some", "at", "in", "for", "of"})
"""A sample whose own words are all among these says nothing yet: its slots take listed words only."""


class Recognition(Struct, frozen=True):
    """What an utterance was taken for."""

    intent: str
    slots: tuple[SlotMatch, ...] = ()
    """The filled ones, in the order spoken."""
    sample: str = ""
    """The sample that fitted, as the model has it; empty when nothing did."""
    near: bool = False
    """True where the sample was not said exactly; see `nearly`."""

    def __str__(self) -> str:
        """Tell what was understood and how, for a transcript: ``RoutineIntent, level: beginner (exact)``."""
        if not self.sample:
            return f"{self.intent} (nothing fits)"
        slots = "".join(f", {slot.name}: {slot.meaning}" for slot in self.slots)
        return f"{self.intent}{slots} ({'near' if self.near else 'exact'})"


class Recognizer:
    """One interaction model, compiled once. Returns no intent that the model does not declare."""

    def __init__(self, model: Mapping[str, Any]) -> None:
        language = model["interactionModel"]["languageModel"]
        self.invocation_name: str = language["invocationName"]
        types = {declared["name"]: CustomType.from_model(declared) for declared in language.get("types", ())}
        self._slots = {intent["name"]: _slot_types(intent, types) for intent in language["intents"]}
        if FALLBACK not in self._slots:
            message = f"The model has to declare {FALLBACK}: it is what an utterance is that fits nothing."
            raise ValueError(message)
        samples = [sample for intent in language["intents"] for sample in self._samples(intent)]
        self.samples: tuple[Sample, ...] = tuple(sorted(samples, key=_rank))
        """Every sample, and Amazon's own utterances, the better ones first."""
        self._grammar = Grammar(self.samples)

    def recognize(self, utterance: str) -> Recognition:
        """Take an utterance for an intent; AMAZON.FallbackIntent rather than a guess."""
        spoken = without_wake_word(utterance)
        return self._exactly(spoken) or self._nearly(spoken) or self._unlisted(spoken) or Recognition(FALLBACK)

    def invocation(self, utterance: str) -> Invocation | None:
        """Find the skill called by its name; None when an utterance is not for this skill."""
        return read_invocation(utterance, self.invocation_name)

    def slot_types(self, intent: str) -> Mapping[str, SlotType]:
        """Give the slots that the model declares for an intent. Raises KeyError for an intent it does not declare."""
        return self._slots[intent]

    def fill(self, intent: str, slot: str, text: str) -> SlotMatch:
        """Fill one slot as if the text had been said in its place, listed or not."""
        slot_type = self._slots[intent][slot]
        spoken = words(text)
        return slot_type.fill(slot, spoken) or SlotMatch(slot, " ".join(spoken), (), slot_type.name)

    def _exactly(self, spoken: tuple[str, ...]) -> Recognition | None:
        for sample in self._grammar.fitting(spoken):
            return Recognition(sample.intent, sample.fit(spoken) or (), sample.text)
        return None

    def _nearly(self, spoken: tuple[str, ...]) -> Recognition | None:
        found = nearest(self.samples, spoken)
        if len({near.sample.intent for near in found}) != 1 or found[0].sample.intent in UTTERANCES:
            return None
        return Recognition(found[0].sample.intent, found[0].slots, found[0].sample.text, near=True)

    def _unlisted(self, spoken: tuple[str, ...]) -> Recognition | None:
        for sample in self.samples:
            if WITHOUT_MEANING.issuperset(sample.own_words):
                continue
            slots = sample.fit(spoken, unlisted=True)
            if slots is not None:
                return Recognition(sample.intent, slots, sample.text)
        return None

    def _samples(self, intent: Mapping[str, Any]) -> Iterator[Sample]:
        name = intent["name"]
        for text in (*intent.get("samples", ()), *UTTERANCES.get(name, ())):
            yield Sample.of(name, text, self._slots[name])


def _rank(sample: Sample) -> tuple[int, bool]:
    return (-sample.literals, sample.intent in UTTERANCES)


def _slot_types(intent: Mapping[str, Any], types: Mapping[str, CustomType]) -> dict[str, SlotType]:
    return {slot["name"]: _slot_type(slot["type"], types) for slot in intent.get("slots", ())}


def _slot_type(name: str, types: Mapping[str, CustomType]) -> SlotType:
    if name in types:
        return types[name]
    if name not in SLOT_TYPES:
        message = f"The slot type {name!r} is neither in the model nor one that the simulator knows."
        raise ValueError(message)
    return BuiltInType(name)
