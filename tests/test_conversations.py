"""Whole conversations as people hold them, one story a file: an Echo, a fake clock and the real app.

A story is a list of turns. A turn is something said (``user``) or nobody saying anything (``silence``), and what is
expected of the answer: ``coach``, line keys that are among those said and in this order, and all of them where the
session closes or nothing is said; ``phase``, where the conversation then stands; ``says``, words that are heard;
``session``. With ``wait`` something is said so long into the coach's voice; where no session is open, so long after
the last one.

A story that the coach doesn't follow yet says what is ``wrong``. Once it does, the test fails until that is taken out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet
from flask.testing import FlaskClient

from skill.alexa.interaction_model import build
from skill.app import create_app
from skill.catalogue.model import Catalogue
from skill.coach.state import Phase
from skill.settings import Settings
from skill.simulator.device import LISTENING_MS, Device
from skill.simulator.envelope import Echo
from skill.simulator.heard import Heard, Microphone
from skill.simulator.recognizer import Recognizer
from skill.store import open_store
from skill.strict_yaml import read

STORIES = Path(__file__).parent / "conversations"

BEGAN = datetime(2026, 11, 22, 9, tzinfo=UTC)

UNITS = {"s": "seconds", "m": "minutes", "h": "hours"}

KEYS = frozenset({"wait", "user", "silence", "coach", "phase", "says", "session"})

Json = Mapping[str, Any]


def duration(text: str) -> timedelta:
    """Read ``40s``, ``3m`` or ``23h``."""
    return timedelta(**{UNITS[text[-1]]: float(text[:-1])})


@dataclass(frozen=True)
class Answer:
    """What came back in one turn."""

    heard: Heard
    said: tuple[str, ...]
    """Keys of the lines said; none when the skill said nothing of its own."""
    phase: str
    """Where the conversation stands, by the last answer that told."""

    @property
    def words(self) -> str:
        """Everything heard, as one text."""
        return " ".join(sound.text for sound in self.heard.timeline.sounds)


class Room:
    """Somebody with an Echo and a clock of their own."""

    def __init__(self, client: FlaskClient, recognizer: Recognizer, person: str) -> None:
        self._client = client
        self._now = self._began = BEGAN
        self._ends = BEGAN
        self._phase = ""
        echo = Echo("amzn1.ask.skill.story", person, "echo")
        self.device = Device(self._post, recognizer, echo, lambda: self._now)

    def take(self, turn: Json) -> Answer:
        """Let one turn happen, and give the answer to it."""
        if "silence" in turn:
            self._now = self._ends + timedelta(milliseconds=LISTENING_MS)
            return self._answer(self.device.silence())
        if "wait" not in turn:
            self._now = self._ends
            return self._answer(self.device.say(turn["user"]))
        return self._answer(self._after(duration(turn["wait"]), turn["user"]))

    def _after(self, wait: timedelta, utterance: str) -> Heard:
        if self.device.microphone is Microphone.OFF:
            self._now = self._ends + wait
            return self.device.say(utterance)
        self._now = self._began + wait
        assert self._now < self._ends, f"the coach is silent after {self._ends - self._began}"
        return self.device.barge_in(utterance)

    def _answer(self, heard: Heard) -> Answer:
        self._began = self._now
        self._ends = self._now + timedelta(milliseconds=heard.timeline.length_ms)
        answer = heard.response or {}
        spoke = "outputSpeech" in answer.get("response", {})
        attributes = answer["sessionAttributes"] if spoke else {}
        self._phase = attributes.get("phase", self._phase)
        return Answer(heard, tuple(attributes.get("said", ())), self._phase)

    def _post(self, envelope: Json) -> Json:
        answer = self._client.post("/alexa", json=envelope)
        assert answer.status_code == 200
        return dict(answer.get_json())


@pytest.fixture(scope="module")
def client(root: Path) -> FlaskClient:
    """Give a client of the skill as it is served, with a store of its own."""
    return create_app(Settings(verify=False), root=root, store=open_store("sqlite://")).test_client()


@pytest.fixture(scope="module")
def recognizer(root: Path, catalogue: Catalogue) -> Recognizer:
    """Give what hears by the interaction model of the content."""
    return Recognizer(build(root, catalogue))


def _story(name: str) -> Mapping[str, Any]:
    document = read(STORIES / f"{name}.yaml", f"{name}.yaml").data
    assert isinstance(document, dict)
    return document


def _stories() -> Iterator[ParameterSet]:
    for name in sorted(path.stem for path in STORIES.glob("*.yaml")):
        wrong = _story(name).get("wrong")
        yield pytest.param(name, marks=[pytest.mark.xfail(strict=True, reason=wrong)] if wrong else [])


@pytest.mark.parametrize("name", [*_stories()])
def test_the_coach_answers_as_the_story_tells(name: str, client: FlaskClient, recognizer: Recognizer) -> None:
    """Each answer has the story's lines in their order, leaves its phase, and keeps or closes the session."""
    room = Room(client, recognizer, name)
    for number, turn in enumerate(_story(name)["turns"], 1):
        answer = room.take(turn)
        place = f"turn {number}, {turn.get('user', 'silence')!r}: {answer.said} ({answer.phase}) {answer.words!r}"
        faults = tuple(_faults(turn, answer))
        assert not faults, f"{place}: {'; '.join(faults)}"


@pytest.mark.parametrize("path", sorted(STORIES.iterdir()), ids=lambda path: path.stem)
def test_a_story_is_written_as_stories_are(path: Path) -> None:
    """Nothing in a story is misspelt, and so left out of what is tested."""
    story = _story(path.stem)

    assert path.suffix == ".yaml"
    assert {"story", "turns"} <= story.keys() <= {"story", "wrong", "turns"}
    for turn in story["turns"]:
        assert {"coach", "silence" if "silence" in turn else "user"} <= turn.keys() <= KEYS
        assert turn.get("session", "open") in {"open", "closed"}
        assert turn.get("phase", "home") in set(Phase)


def _faults(turn: Json, answer: Answer) -> Iterator[str]:
    if answer.heard.note:
        yield answer.heard.note
    if not _told(turn, answer.said):
        yield f"expected {turn['coach']}"
    if turn.get("phase", answer.phase) != answer.phase:
        yield f"expected phase {turn['phase']}"
    if turn.get("says", "") not in answer.words:
        yield f"expected to hear {turn['says']!r}"
    if "session" in turn and (turn["session"] == "open") is not answer.heard.session_open:
        yield f"expected session {turn['session']}"


def _told(turn: Json, said: tuple[str, ...]) -> bool:
    if not turn["coach"] or turn.get("session") == "closed":
        return tuple(turn["coach"]) == said
    coming = iter(said)
    return all(key in coming for key in turn["coach"])
