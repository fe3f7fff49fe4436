"""What Amazon certifies, over random walks: whatever is said, in whatever order, every answer is one Alexa takes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random  # noqa: TID251 - a walk by a seed that hypothesis draws
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as some

from skill.alexa.interaction_model import build_all
from skill.app import create_app
from skill.catalogue.model import Catalogue
from skill.settings import Settings
from skill.simulator.device import Device
from skill.simulator.envelope import Echo
from skill.simulator.heard import Heard, Microphone
from skill.simulator.recognizer import Recognizer
from skill.speech.lines import Lines
from skill.store import open_store

WALKS, TURNS = 50, 220
"""More than ten thousand turns in all."""

AMAZONS = {"AMAZON.NUMBER": ("ten", "thirty", "ninety"), "AMAZON.DURATION": ("ten seconds", "five minutes", "an hour")}

Json = Mapping[str, Any]


@pytest.fixture(scope="module")
def models(root: Any, catalogue: Catalogue) -> dict[str, Json]:  # noqa: ANN401 - a path
    """Give the interaction model of each locale."""
    return dict(build_all(root, catalogue))


@dataclass
class Walk:
    """Somebody who says anything at all, at any time."""

    client: FlaskClient
    model: Json
    random: Random
    locale: str
    now: datetime = datetime(2026, 11, 27, 9, tzinfo=UTC)
    answer: Json = field(default_factory=dict)
    launched: bool = False
    """Whether the last step began a session."""

    def __post_init__(self) -> None:
        """Take an Echo, with a screen or without."""
        echo = Echo(
            "amzn1.ask.skill.walk",
            f"walker {self.random.random()}",
            "echo",
            self.locale,
            screen=self.random.random() < 0.5,
        )
        self.device = Device(self._post, Recognizer(self.model), echo, lambda: self.now)

    def step(self) -> Heard:
        """Say one thing, or nothing, or open the skill, after some seconds or some hours."""
        self.answer = {}
        self.now += timedelta(seconds=self.random.choice((1, 7, 40, 130, 300, 90_000)))
        chance = self.random.random()
        self.launched = chance < 0.05 or self.device.microphone is Microphone.OFF
        if self.launched:
            return self.device.launch()
        return self.device.silence() if chance < 0.1 else self._intend()

    def _intend(self) -> Heard:
        language = self.model["interactionModel"]["languageModel"]
        intent = self.random.choice(language["intents"])
        kinds = {kind["name"]: [value["name"]["value"] for value in kind["values"]] for kind in language["types"]}
        slots = [slot for slot in intent.get("slots", ()) if self.random.random() < 0.7]
        filled = {slot["name"]: self.random.choice((kinds | AMAZONS)[slot["type"]]) for slot in slots}
        return self.device.intend(intent["name"], **filled)

    def _post(self, envelope: Json) -> Json:
        answer = self.client.post("/alexa", json=envelope)
        assert answer.status_code == 200
        self.answer = dict(answer.get_json())
        return self.answer


@given(seed=some.integers(0, 2**32))
@settings(derandomize=True, database=None, deadline=None, max_examples=WALKS)
def test_any_walk(models: dict[str, Json], lines: Lines, seed: int) -> None:
    """An open session asks and has a reprompt, a closed one asks nothing, and no wording comes twice running."""
    random = Random(seed)  # noqa: S311 - no secret
    locale = random.choice(sorted(models))
    client = create_app(Settings(verify=False), store=open_store("sqlite://")).test_client()
    walk, last = Walk(client, models[locale], random, locale), dict[str, str]()
    for _ in range(TURNS):
        heard = walk.step()
        last = {} if walk.launched else last
        assert heard.note == ""
        if not walk.answer or not heard.timeline.sounds:
            continue
        response = walk.answer["response"]
        assert isinstance(response["shouldEndSession"], bool)
        assert ("reprompt" in response) is heard.session_open
        asks = heard.timeline.sounds[-1].text.endswith("?")
        assert asks is heard.session_open, heard.timeline.sounds[-1].text
        worded = dict(_worded(heard, walk.answer["sessionAttributes"]["wordings"], lines.of(locale)))
        assert [key for key, wording in worded.items() if last.get(key) == wording] == []
        last = last | worded if heard.session_open else {}


def _worded(heard: Heard, keys: Iterable[str], lines: Lines) -> Iterator[tuple[str, str]]:
    """Give the wording that is heard of each of these lines, which have several; of those without values in them."""
    words = " ".join(sound.text for sound in heard.timeline.sounds)
    for key in keys:
        found = [wording for wording in lines.variations[key] if "{" not in wording and wording in words]
        yield from ((key, wording) for wording in found[:1])
