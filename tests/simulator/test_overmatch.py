"""Samples that compete: what fits an utterance, and what is taken by another intent."""

from collections.abc import Iterator
from itertools import islice, product
from typing import Any

import pytest

from skill.alexa.interaction_model import build_all
from skill.catalogue.loader import load_catalogue
from skill.settings import content_root
from skill.simulator.grammar import NUMERALS, Grammar
from skill.simulator.overmatch import thefts, united
from skill.simulator.recognizer import Recognizer
from skill.simulator.samples import BuiltInType, Hole, Sample

Json = dict[str, Any]


def _model(*intents: Json, **types: dict[str, list[str]]) -> Json:
    declared = [
        {
            "name": name,
            "values": [{"id": id_, "name": {"value": id_, "synonyms": more}} for id_, more in values.items()],
        }
        for name, values in types.items()
    ]
    named = [*intents, {"name": "AMAZON.FallbackIntent"}]
    return {
        "interactionModel": {
            "languageModel": {"invocationName": "back coach", "intents": named, "types": declared},
        }
    }


def _intent(name: str, *samples: str, **slots: str) -> Json:
    return {"name": name, "samples": [*samples], "slots": [{"name": slot, "type": of} for slot, of in slots.items()]}


LEVEL = {"easy": ["a beginner"], "hard": []}
EXERCISE = {"plank": ["planks", "hard plank"], "lift": ["torso lift", "lift today"]}


@pytest.mark.parametrize(
    ("intents", "stolen"),
    [
        ([_intent("A", "go"), _intent("B", "stay")], []),
        ([_intent("A", "{level}", level="LEVEL"), _intent("B", "a beginner")], [("a beginner", "A", "B")]),
        ([_intent("A", "do {level}", level="LEVEL"), _intent("B", "do hard {x}", x="EXERCISE")], []),
        (
            [_intent("A", "do {level} {x}", level="LEVEL", x="EXERCISE"), _intent("B", "do {x}", x="EXERCISE")],
            [("do hard plank", "B", "A")],
        ),
        (
            [_intent("A", "{x}", x="EXERCISE"), _intent("B", "{x} today", x="EXERCISE")],
            [("lift today", "A", "B")],
        ),
        (
            [_intent("A", "{level}", "a beginner", level="LEVEL"), _intent("C", "a beginner")],
            [("a beginner", "C", "A")],
        ),
        ([_intent("A", "{level}", "easy", level="LEVEL"), _intent("B", "{x}", x="LEVEL")], [
            ("a beginner", "B", "A"), ("easy", "B", "A"), ("hard", "B", "A"),
        ]),
        ([_intent("A", "{level}'s", level="LEVEL"), _intent("B", "hards")], [("hards", "A", "B")]),
        (
            [_intent("A", "{n} more", n="AMAZON.NUMBER"), _intent("B", "twelve more"), _intent("C", "nine more")],
            [("nine more", "A", "C"), ("twelve more", "A", "B")],
        ),
        ([_intent("A", "hold {t}", t="AMAZON.DURATION"), _intent("B", "hold a minute")], [("hold a minute", "A", "B")]),
        ([_intent("A", "stop"), _intent("AMAZON.StopIntent", "stop it")], [("stop", "AMAZON.StopIntent", "A")]),
    ],
)  # fmt: skip
def test_what_is_taken_by_another_intent_is_found(intents: list[Json], stolen: list[tuple[str, str, str]]) -> None:
    """Every utterance of a sample with every value counts, wherever the words of the other sample begin and end."""
    found = thefts({"en-GB": _model(*intents, LEVEL=LEVEL, EXERCISE=EXERCISE)})

    assert sorted((theft.utterance, theft.intent, theft.taken.intent) for theft in found) == stolen


def test_a_theft_in_one_locale_is_found_there() -> None:
    """What two locales have apart competes in neither; what one has together does."""
    apart = {"en-US": _model(_intent("A", "go"), _intent("B")), "en-GB": _model(_intent("A"), _intent("B", "go"))}
    slotted = _model(_intent("A", "{level}", level="LEVEL"), _intent("B", "hard"), LEVEL=LEVEL)
    both = {"en-US": _model(_intent("A", "go", level="LEVEL"), LEVEL={"easy": []}), "en-IN": slotted}

    assert list(thefts(apart)) == []
    assert [(theft.locale, theft.utterance) for theft in thefts(both)] == [("en-IN", "hard")]


def test_united_models_have_what_any_has() -> None:
    """Intents, samples, values and synonyms, each once and in the order in which they come."""
    first = _model(_intent("A", "go", "run"), LEVEL={"easy": ["light"]})
    second = _model(_intent("A", "go", "walk"), LEVEL={"easy": ["light", "simple"], "hard": []})
    language = united({"en-US": first, "en-GB": second})["interactionModel"]["languageModel"]

    assert [intent["samples"] for intent in language["intents"]] == [["go", "run", "walk"], []]
    assert language["types"] == second["interactionModel"]["languageModel"]["types"]


def _values(hole: Hole) -> tuple[tuple[str, ...], ...]:
    kind = hole.slot_type
    return NUMERALS[kind.name] if isinstance(kind, BuiltInType) else tuple(kind.values)


def _said(sample: Sample) -> Iterator[tuple[str, ...]]:
    choices = [((part,),) if isinstance(part, str) else _values(part) for part in sample.parts]
    for chosen in product(*choices):
        yield tuple(word for words in chosen for word in words)


def test_the_automaton_finds_what_trying_every_sample_finds() -> None:
    """Over the samples of our own model, every fiftieth utterance: the same samples, in the same order."""
    root = content_root()
    samples = Recognizer(build_all(root, load_catalogue(root))["en-GB"]).samples
    grammar = Grammar(samples)
    utterances = [spoken for sample in samples for spoken in _said(sample)]

    for spoken in islice(utterances, None, None, len(utterances) // 200):
        tried = [sample.text for sample in samples if sample.fit(spoken) is not None]
        assert [sample.text for sample in grammar.fitting(spoken)] == tried, spoken
        assert tried
