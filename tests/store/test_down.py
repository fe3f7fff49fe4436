"""The store is down or slow: the coach goes on, says so once, and catches up. A minute's outage on a virtual clock."""

import json
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from time import monotonic
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from skill.app import create_app
from skill.settings import Settings
from skill.store import open_store, patience
from skill.store.base import Store
from skill.store.patience import Attempt

from .flaky import Flaky
from .people import BEGIN, Json, Oracle, Person, intent, progress
from .services import free_port
from .wire import wire

TOLD = "remember anything new just now"

DISABLED = {"type": "AlexaSkillEvent.SkillDisabled"}

READY, PAUSE, STOP = (intent(name) for name in ("ReadyIntent", "AMAZON.PauseIntent", "AMAZON.StopIntent"))


@dataclass
class Stage:
    """A server in this process on a store that can be down, somebody who trains, and one whose store never is."""

    watching: list[Attempt]
    flaky: Flaky = field(default_factory=Flaky)
    person: Person = field(default_factory=Person)
    oracle: Oracle = field(default_factory=Oracle)
    right: Json = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client = create_app(Settings(verify=False), store=self.flaky).test_client()

    def say(self, request: Json, later_s: float = 10) -> Json:
        """Say something, check that it counts as if nothing were wrong, and give the answer."""
        document = self.person.request(request, later_s)
        self.right = self.oracle.answer(document)
        answer: Json = self.client.post("/alexa", json=document).get_json()
        assert progress(answer) == progress(self.right)
        self.person.hear(answer)
        return answer

    def stored(self) -> Json:
        """Give what the store holds of them."""
        return _stored(self.flaky.store, self.person.user)

    def health(self) -> int:
        """Give what whoever asks for the health is told."""
        return self.client.get("/healthz").status_code


def _stored(store: Store, listener: str) -> Json:
    found = json.loads(store.load(listener).progress or "{}")
    return {name: value for name, value in found.items() if name not in {"turns", "settled", "born_ms"}}


def _speech(answer: Json) -> str:
    return str(answer["response"].get("outputSpeech", {}).get("ssml", ""))


@pytest.fixture
def watching(monkeypatch: pytest.MonkeyPatch) -> list[Attempt]:
    """Give the attempts to reach a store that is down, to be made when the test says so."""
    attempts: list[Attempt] = []
    monkeypatch.setattr(patience, "every_second", attempts.append)
    return attempts


@pytest.fixture
def stage(watching: list[Attempt]) -> Stage:
    """Give a stage on which everything works, and somebody in the middle of a workout."""
    stage = Stage(watching)
    for request in BEGIN:
        stage.say(request)
    return stage


def test_a_minute_without_a_store(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """The workout goes on through all of it, it's said once, and then the store holds what it would hold anyway."""
    before = stage.stored()
    stage.flaky.down = True
    answers = [stage.say(request) for request in (PAUSE, READY) * 3]
    assert [TOLD in _speech(answer) for answer in answers] == [True] + [False] * 5
    assert (stage.health(), stage.stored()) == (503, before)
    stage.flaky.down = False
    assert [attempt() for attempt in stage.watching] == [True, True]  # and once more, for what failed just before
    assert stage.health() == 200
    assert stage.stored() == progress(stage.right) != before
    assert TOLD not in _speech(stage.say(PAUSE))
    assert stage.stored() == progress(stage.right)
    levels = [(record.levelname, record.name) for record in caplog.records]
    assert levels == [
        ("ERROR", "skill.store.patience"),
        ("WARNING", "skill.outage"),
        ("WARNING", "skill.store.patience"),
    ]
    assert stage.person.user not in caplog.text


def test_the_store_comes_back_with_the_next_word(stage: Stage) -> None:
    """A session that speaks before anything else has been done catches up by itself."""
    stage.flaky.down = True
    stage.say(PAUSE)
    stage.say(READY)
    stage.flaky.down = False
    patient_again = stage.watching[0]
    assert patient_again()
    stage.say(intent("AMAZON.HelpIntent"))
    assert stage.stored() == progress(stage.right)


@pytest.mark.parametrize("last", [STOP, {"type": "SessionEndedRequest", "reason": "USER_INITIATED"}])
def test_who_stops_in_the_outage(stage: Stage, last: Json) -> None:
    """Somebody whose session ends while the store is down finds the workout where they left it, in another session."""
    stage.flaky.down = True
    stage.say(PAUSE)
    stage.say(last)
    stage.flaky.down = False
    stage.watching[0]()
    assert stage.stored() == progress(stage.right)
    assert stage.stored()["underway"] is not None


def test_no_call_while_it_is_down(stage: Stage) -> None:
    """After the first failure nobody waits for the store again, and it's left in peace."""
    stage.flaky.down = True
    stage.flaky.asked.clear()
    for request in (PAUSE, READY) * 3:
        stage.say(request)
    assert stage.flaky.asked == ["load"]


def test_once_each_in_a_turn(stage: Stage) -> None:
    """A turn reads the store once, and writes it once at most."""
    for request in (PAUSE, READY, intent("SlowerIntent"), intent("AMAZON.HelpIntent"), STOP):
        stage.flaky.asked.clear()
        stage.say(request)
        assert stage.flaky.asked in (["load"], ["load", "save"])


def test_switched_off_while_it_is_down(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Alexa gets an error, so that it tells us again; and all the same they are erased when the store is back."""
    stage.flaky.down = True
    stage.say(PAUSE)
    answer = stage.client.post("/alexa", json=stage.person.request(DISABLED))
    assert (answer.status_code, answer.data) == (503, b"")
    assert "switched the skill off" in caplog.text
    stage.flaky.down = False
    stage.watching[0]()
    assert stage.flaky.store.load(stage.person.user).version == 0
    assert stage.client.post("/alexa", json=stage.person.request(DISABLED)).status_code == 200


@dataclass
class Hanging:
    """A store that can be made to hang: its URL, and how."""

    url: str
    hang: Callable[[], object]
    go_on: Callable[[], object]


@contextmanager
def _locked(url: str) -> Iterator[Hanging]:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        yield Hanging(url, lambda: other.execute("BEGIN EXCLUSIVE"), lambda: other.execute("COMMIT"))


@pytest.fixture(params=["file", "postgresql", "dynamodb"])
def hanging(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hanging]:
    """Give a store that can be made to hang, of each kind: a file somebody locks, and servers that answer nothing."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    if request.param == "file":
        open_store(url)
        with _locked(url) as locked:
            yield locked
        return
    address = url if request.param == "postgresql" else os.environ["AWS_ENDPOINT_URL_DYNAMODB"]
    port = urlsplit(address).port
    assert port is not None
    with wire(port) as wired:
        if request.param == "dynamodb":
            monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", f"http://127.0.0.1:{wired.port}")
        yield Hanging(url.replace(f":{port}/", f":{wired.port}/"), wired.hang, wired.go_on)


def _timed(client: FlaskClient, document: Json) -> tuple[Json, float]:
    began = monotonic()
    answer: Json = client.post("/alexa", json=document).get_json()
    return answer, monotonic() - began


def test_a_store_that_hangs(hanging: Hanging, watching: list[Attempt], caplog: pytest.LogCaptureFixture) -> None:
    """The first answer comes within three seconds, the next ones at once; when the store goes on, nothing is lost."""
    caplog.set_level(logging.ERROR)
    client = create_app(Settings(verify=False, store=hanging.url)).test_client()
    person = Person()
    for request in BEGIN:
        person.hear(client.post("/alexa", json=person.request(request, 10)).get_json())
    hanging.hang()
    first, first_s = _timed(client, person.request(PAUSE, 10))
    person.hear(first)
    second, second_s = _timed(client, person.request(READY, 10))
    person.hear(second)
    assert (first_s < 3, second_s < 0.5) == (True, True), (first_s, second_s)
    assert [TOLD in _speech(answer) for answer in (first, second)] == [True, False]
    assert client.get("/healthz").status_code == 503
    assert not watching[0]()
    hanging.go_on()
    assert any(attempt() for attempt in islice(iter(lambda: watching[0], None), 5))
    assert _stored(open_store(hanging.url), person.user) == progress(second)
    assert len(caplog.records) == 1


@pytest.mark.parametrize("kind", ["postgresql", "dynamodb"])
def test_a_store_that_is_not_there(kind: str, dynamodb_server: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - for the credentials
    """A server on whose port nobody listens costs no time, and a process that starts meanwhile starts."""
    port = free_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", f"http://127.0.0.1:{port}")
    url = {"postgresql": f"postgresql://coach@127.0.0.1:{port}/coach", "dynamodb": "dynamodb://coach"}[kind]
    monkeypatch.setattr(patience, "every_second", lambda _: None)
    client = create_app(Settings(verify=False, store=url)).test_client()
    answer, took_s = _timed(client, Person().request(BEGIN[0]))
    assert (TOLD in _speech(answer), took_s < 1) == (True, True)
