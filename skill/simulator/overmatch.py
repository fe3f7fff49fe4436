"""Overmatch: what is said as one intent has it, and taken for another."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from skill.simulator.grammar import Grammar
from skill.simulator.recognizer import Recognition, Recognizer
from skill.simulator.samples import Sample, SlotMatch

Models = Mapping[str, Mapping[str, Any]]
"""Interaction models by locale."""


class Theft(Struct, frozen=True):
    """One utterance of one intent that another takes."""

    locale: str
    """The first in which it does."""
    utterance: str
    intent: str
    """Whose sample it is."""
    sample: str
    """As the model has it; also one of Amazon's own utterances."""
    slots: tuple[SlotMatch, ...]
    taken: Recognition
    """What it was taken for."""


def thefts(models: Models) -> Iterator[Theft]:
    """Try every sample of every model with every value of its slots, and give each utterance that goes astray once.

    What two locales have in common is tried once: only where samples compete in all of them taken together can they
    compete in one, and there each locale's own recognizer has the last word.
    """
    recognizers = {locale: Recognizer(model) for locale, model in models.items()}
    together = Recognizer(united(models))
    grammar = Grammar(together.samples)
    for sample in together.samples:
        for spoken in grammar.contested(sample):
            found = (_theft(locale, recognizer, sample, spoken) for locale, recognizer in recognizers.items())
            yield from [theft for theft in found if theft][:1]


def _theft(locale: str, recognizer: Recognizer, sample: Sample, spoken: tuple[str, ...]) -> Theft | None:
    own = (known for known in recognizer.samples if (known.intent, known.text) == (sample.intent, sample.text))
    slots = next((known.fit(spoken) for known in own), None)
    if slots is None:
        return None
    taken = recognizer.recognize(" ".join(spoken))
    if taken.intent == sample.intent:
        return None
    return Theft(locale, " ".join(spoken), sample.intent, sample.text, slots, taken)


def united(models: Models) -> dict[str, Any]:
    """Give one model with all that any of several has."""
    languages = [model["interactionModel"]["languageModel"] for model in models.values()]
    intents: dict[str, dict[str, Any]] = {}
    types: dict[str, dict[str, dict[str, Any]]] = {}
    for language in languages:
        for intent in language["intents"]:
            known = intents.setdefault(intent["name"], {**intent, "samples": {}})
            known["samples"] |= dict.fromkeys(intent.get("samples", ()))
        for kind in language.get("types", ()):
            for value in kind["values"]:
                _add(types.setdefault(kind["name"], {}), value)
    united_intents = [{**intent, "samples": [*intent["samples"]]} for intent in intents.values()]
    united_types = [{"name": name, "values": [*values.values()]} for name, values in types.items()]
    language_model = {**languages[0], "intents": united_intents, "types": united_types}
    return {"interactionModel": {"languageModel": language_model}}


def _add(values: dict[str, dict[str, Any]], value: Mapping[str, Any]) -> None:
    name = value["name"]
    known = values.setdefault(value["id"], {"id": value["id"], "name": {"value": name["value"], "synonyms": []}})
    known["name"]["synonyms"] += [text for text in name["synonyms"] if text not in known["name"]["synonyms"]]
