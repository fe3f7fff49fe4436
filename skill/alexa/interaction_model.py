"""The interaction models that Amazon trains on, one a locale: made from ``content``, never edited by hand."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from skill.alexa.authored import Said
from skill.alexa.utterances import load_utterances
from skill.catalogue.model import Catalogue
from skill.speech.loader import LOCALES


def target(locale: str) -> str:
    """Name the file where the ASK CLI looks for a locale's model, below the folder that holds the skill package."""
    return f"interaction_model/interactionModels/custom/{locale}.json"


def build(root: Path, catalogue: Catalogue, locale: str = LOCALES[0]) -> dict[str, Any]:
    """Make a locale's model. Raises ContentError with every finding in the intents files."""
    return model(load_utterances(root, catalogue)[locale])


def build_all(root: Path, catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """Make the models of all locales. Raises ContentError with every finding in the intents files."""
    return {locale: model(said) for locale, said in load_utterances(root, catalogue).items()}


def model(said: Said) -> dict[str, Any]:
    """Make the model of what people say."""
    language_model = {
        "invocationName": said.invocation,
        "intents": [_intent(name, said) for name in said.samples],
        "types": [
            {"name": kind, "values": [_value(id_, *texts) for id_, texts in values.items()]}
            for kind, values in said.values.items()
        ],
    }
    return {"interactionModel": {"languageModel": language_model}}


def text(model: Mapping[str, Any]) -> str:
    """Give a model as the file that is committed."""
    return json.dumps(model, indent=2, ensure_ascii=False) + "\n"


def _intent(name: str, said: Said) -> dict[str, Any]:
    slots = [{"name": slot, "type": kind} for slot, kind in said.slots[name].items()]
    return {"name": name, **({"slots": slots} if slots else {}), "samples": list(said.samples[name])}


def _value(id_: str, name: str, *synonyms: str) -> dict[str, Any]:
    return {"id": id_, "name": {"value": name, "synonyms": list(synonyms)}}
