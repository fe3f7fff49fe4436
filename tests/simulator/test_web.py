"""The page: what it is served, and what it may post."""

import json
import re
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import skill.simulator
from skill.__main__ import main
from skill.simulator import listeners
from skill.simulator.device import NOT_FOR_US, NOT_HEARD, Device, Post
from skill.simulator.envelope import Echo
from skill.simulator.listeners import MOST_LISTENERS, Now, echoes
from skill.simulator.recognizer import Recognizer
from skill.simulator.web import page
from skill.simulator.wire import NoAnswerError

Json = dict[str, Any]
Answer = Callable[..., Json]

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ANNA, BEN = "a" * 16, "b" * 16
PAGE = Path(skill.simulator.__file__).parent / "page"


@pytest.fixture
def urls() -> list[str]:
    """Give the addresses at which devices were to find the skill."""
    return []


@pytest.fixture
def client(post: Post, recognizer: Recognizer, urls: list[str]) -> FlaskClient:
    """Give a browser on the page, whose devices reach the laid out skill."""

    def make(url: str, listener: str, now: Now) -> Device:
        urls.append(url)
        return Device(post, recognizer, Echo("skill-1", listener, "device-1"), now)

    app = Flask("page", static_folder=None)
    app.register_blueprint(page(make, lambda: NOW))
    return app.test_client()


def _say(client: FlaskClient, utterance: str, **fields: object) -> TestResponse:
    return client.post("/simulator/say", json={"listener": ANNA, "utterance": utterance, **fields})


@pytest.mark.parametrize(
    ("path", "kind", "of"),
    [("/", "text/html", "index.html"), *((f"/simulator/page/{name}", kind, name) for name, kind in {
        "page.css": "text/css", "page.js": "javascript", "player.js": "javascript", "view.js": "javascript",
        "icon.svg": "image/svg+xml",
    }.items())],
)  # fmt: skip
def test_the_page_is_served_under_a_strict_policy(client: FlaskClient, path: str, kind: str, of: str) -> None:
    """Every file of it comes from this origin, which allows no script but its own and nothing inline."""
    with client.get(path) as answer:
        assert (answer.status_code, answer.data) == (200, (PAGE / of).read_bytes())

    assert kind in answer.content_type
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_page_names_only_files_of_its_own() -> None:
    """Nothing is fetched from elsewhere, and no style or script stands in the page itself."""
    html = (PAGE / "index.html").read_text()

    assert "://" not in html
    assert "<style" not in html
    assert "style=" not in html
    assert html.count("<script") == html.count('<script type="module" src="/simulator/page/page.js">') == 1


def test_what_happens_is_read_aloud_once() -> None:
    """A screen reader hears each line as the transcript grows, and what the device does, but not every second of it."""
    html = (PAGE / "index.html").read_text()

    assert re.findall(r'id="(\w+)" role="(log|status)"', html) == [("transcript", "log"), ("microphone", "status")]
    assert re.findall(r'id="(\w+)" aria-hidden="true"', html) == ["listening"]
    assert "aria-live" not in html


def test_an_answer_comes_with_everything_that_is_played(
    client: FlaskClient, answers: deque[Any], answer: Answer, urls: list[str]
) -> None:
    """Sounds have their times, timers and numbers; the question, the reprompt and the microphone are told."""
    beats = ({"say": "Two.", "ms": 1000}, {"say": "Rest.", "ms": 2000, "timer": "rest", "timer_ms": 2000})
    answers.append(answer("Go.", beats=beats, ask="Ready?", reprompt="Are you?"))

    assert _say(client, "open back coach").get_json() == {
        "sounds": [
            {"at_ms": 0, "length_ms": 400, "text": "Go.", "timer": None, "timer_ms": 0, "count": None},
            {"at_ms": 400, "length_ms": 400, "text": "Two.", "timer": None, "timer_ms": 0, "count": 2},
            {"at_ms": 1400, "length_ms": 400, "text": "Rest.", "timer": "rest", "timer_ms": 2000, "count": None},
            {"at_ms": 3400, "length_ms": 400, "text": "Ready?", "timer": None, "timer_ms": 0, "count": None},
        ],
        "length_ms": 3800,
        "question": "Ready?",
        "reprompt": "Are you?",
        "microphone": "open",
        "listening_ms": 8000,
        "understood": "",
        "note": "",
        "ended": None,
        "taken": True,
    }  # fmt: skip
    assert urls == ["http://127.0.0.1:80/alexa"]


def test_what_was_understood_is_told(client: FlaskClient, answers: deque[Any], answer: Answer) -> None:
    """Of every utterance the page is told the intent and its slots, as the terminal is, and of silence nothing."""
    answers.extend([answer("Ready?"), answer("Good."), answer("Sorry?")])

    one_shot = _say(client, "ask back coach for a beginner routine").get_json()
    nonsense = _say(client, "bananas and cream").get_json()
    silent = client.post("/simulator/silence", json={"listener": ANNA}).get_json()

    assert one_shot["understood"] == "StartRoutine, level: beginner (exact)"
    assert nonsense["understood"] == "AMAZON.FallbackIntent (nothing fits)"
    assert silent["understood"] == ""
    assert "answer.understood" in (PAGE / "page.js").read_text(encoding="utf-8")


def test_silence_brings_the_reprompt_and_then_the_end(
    client: FlaskClient, answers: deque[Any], answer: Answer, sent: list[Json]
) -> None:
    """When the listening time ran out on the page, the device does what it does then."""
    answers.append(answer("Ready?", reprompt="Are you?"))
    _say(client, "open back coach")

    reprompt, end = (client.post("/simulator/silence", json={"listener": ANNA}).get_json() for _ in range(2))

    assert [sound["text"] for sound in reprompt["sounds"]] == ["Are you?"]
    assert (end["ended"], end["microphone"], end["listening_ms"]) == ("no answer", "off", 0)
    assert sent[-1]["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"


def test_over_the_coach_only_the_wake_word_is_taken(client: FlaskClient, answers: deque[Any], answer: Answer) -> None:
    """What the device doesn't take in is told apart, so that what plays goes on."""
    answers.extend([answer("Ready?"), answer("Paused. Ready?")])
    _say(client, "open back coach")

    unheard = _say(client, "pause", barge_in=True).get_json()
    heard = _say(client, "alexa, pause", barge_in=True).get_json()

    assert (unheard["taken"], unheard["note"], unheard["sounds"]) == (False, NOT_HEARD, [])
    assert (heard["taken"], heard["sounds"][0]["text"]) == (True, "Paused.")


def test_two_listeners_do_not_mix(client: FlaskClient, answers: deque[Any], answer: Answer, sent: list[Json]) -> None:
    """Each has a device, a session and an id of their own."""
    answers.extend([answer("Ready, Anna?"), answer("Up, Anna.")])
    _say(client, "open back coach")

    assert _say(client, "ready", listener=BEN).get_json()["note"] == NOT_FOR_US
    assert _say(client, "ready").get_json()["sounds"][0]["text"] == "Up, Anna."
    assert [envelope["session"]["user"]["userId"] for envelope in sent] == [ANNA, ANNA]


@pytest.mark.parametrize(("others", "kept"), [(MOST_LISTENERS - 2, True), (MOST_LISTENERS - 1, False)])
def test_whoever_was_silent_longest_is_forgotten(
    client: FlaskClient,
    answers: deque[Any],
    answer: Answer,
    others: int,
    kept: bool,  # noqa: FBT001 - a parameter
) -> None:
    """The number of listeners is bounded; Anna, silent since Ben spoke again, is the first to go."""
    answers.extend([answer("Ready?")] * 5)
    for utterance, listener in (("open back coach", BEN), ("open back coach", ANNA), ("ready", BEN)):
        _say(client, utterance, listener=listener)
    for other in range(others):
        _say(client, "open the door", listener=f"{other:016x}")

    assert _say(client, "ready", listener=BEN).get_json()["taken"]
    assert _say(client, "ready").get_json()["taken"] is kept


def test_time_skipped_on_the_page_has_passed(client: FlaskClient, answers: deque[Any], sent: list[Json]) -> None:
    """A request is stamped with the world's time and everything that its own listener has skipped so far."""
    answers.extend([{"version": "1.0", "response": {"shouldEndSession": False}}] * 3)
    _say(client, "open back coach", skipped_ms=60_000)
    _say(client, "open back coach", skipped_ms=30_000)
    _say(client, "open back coach", listener=BEN)

    stamps = [datetime.fromisoformat(envelope["request"]["timestamp"]) for envelope in sent]
    assert [stamp - NOW for stamp in stamps] == [timedelta(seconds=60), timedelta(seconds=90), timedelta()]


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"listener": None}, "The listener is"),
        ({"listener": "a" * 15}, "The listener is"),
        ({"listener": "a" * 65}, "The listener is"),
        ({"listener": "../" + "a" * 16}, "The listener is"),
        ({"listener": "a" * 16 + "\n"}, "The listener is"),
        ({"utterance": None}, "The utterance is"),
        ({"utterance": " "}, "The utterance is"),
        ({"utterance": "a" * 201}, "The utterance is"),
        ({"barge_in": 1}, "barge_in is"),
        ({"skipped_ms": True}, "skipped_ms is"),
        ({"skipped_ms": 1.5}, "skipped_ms is"),
        ({"skipped_ms": -1}, "skipped_ms is"),
        ({"skipped_ms": 86_400_001}, "skipped_ms is"),
    ],
)
def test_a_field_that_is_not_as_it_should_be_is_named(
    client: FlaskClient, sent: list[Json], fields: Json, complaint: str
) -> None:
    """The answer is 400 with one sentence, and the skill hears nothing."""
    answer = _say(client, **{"utterance": "open back coach", **fields})

    assert (answer.status_code, answer.mimetype, sent) == (400, "text/plain", [])
    assert answer.text.startswith(complaint)
    assert answer.text.endswith(".\n")
    assert answer.text.count("\n") == 1


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b"[" * 4096, b"null"])
def test_a_body_that_is_no_object_is_refused(client: FlaskClient, body: bytes) -> None:
    """Whatever else was posted, the answer is one sentence."""
    answer = client.post("/simulator/say", data=body, content_type="application/json")

    assert (answer.status_code, answer.text) == (400, "The body is to be a JSON object.\n")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "back-coach.example"}, 403),
        ({"Host": "127.0.0.1.example:80"}, 403),
        ({"Host": "localhost:5000", "Origin": "http://localhost:5000"}, 200),
        ({"Host": "[::1]:5000"}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "http://localhost:81"}, 403),
        ({"Origin": "https://localhost"}, 403),
        ({"Origin": "null"}, 403),
        ({"Content-Type": "application/json; charset=utf-8"}, 200),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Length": "4096"}, 200),
        ({"Content-Length": "4097"}, 413),
    ],
)
def test_only_the_page_itself_is_listened_to(
    client: FlaskClient,
    headers: dict[str, str],
    status: int,
    sent: list[Json],
) -> None:
    """Another name for this machine, another origin, another type or too much is refused before it is read."""
    said = json.dumps({"listener": ANNA, "utterance": "open back coach"}).ljust(4097)
    length = int(headers.get("Content-Length") or 4096)
    stated = {"Content-Type": "application/json", "Content-Length": str(length), **headers}
    answer = client.post("/simulator/say", data=said[:length], headers=stated)

    assert answer.status_code == status
    assert len(sent) == (status == 200)


def test_a_body_without_a_stated_length_is_refused(client: FlaskClient) -> None:
    """Nobody knows how much of it there would be to read."""
    assert client.post("/simulator/say", content_type="application/json").status_code == 413


def test_the_page_itself_is_not_shown_under_another_name(client: FlaskClient) -> None:
    """A name that somebody else lets resolve to this machine gets nothing."""
    answer = client.get("/", headers={"Host": "rebound.example"})

    assert (answer.status_code, answer.text) == (
        403,
        "This page is for the machine it runs on: open it at 127.0.0.1.\n",
    )


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/simulator/say"), ("PUT", "/simulator/say"), ("GET", "/simulator/silence"), ("POST", "/")],
)
def test_an_unknown_method_is_refused(client: FlaskClient, method: str, path: str) -> None:
    """The page is read, and what is said is posted; nothing else."""
    assert client.open(path, method=method).status_code == 405


def test_a_skill_that_gives_no_answer_is_one_sentence(model: Json, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is told what to do about it, with 502."""

    def broken(url: str) -> Post:
        def post(_: Json) -> Json:
            message = f"Nothing answers at {url}."
            raise NoAnswerError(message)

        return post

    monkeypatch.setattr(listeners, "over_http", broken)
    app = Flask("page", static_folder=None)
    app.register_blueprint(page(echoes(model, "en-US")))

    answer = _say(app.test_client(), "open back coach")

    assert (answer.status_code, answer.text) == (502, "Nothing answers at http://127.0.0.1:80/alexa.\n")


def test_a_listener_of_the_page_is_nobody_elses(
    model: Json, post: Post, monkeypatch: pytest.MonkeyPatch, sent: list[Json]
) -> None:
    """What the skill remembers of one tab is kept apart from other tabs and from the terminal, in the locale given."""
    monkeypatch.setattr(listeners, "over_http", lambda _: post)

    echoes(model, "en-GB")("http://127.0.0.1/alexa", ANNA, lambda: NOW).launch()

    assert sent[0]["session"]["user"]["userId"] == f"page-{ANNA}"
    assert sent[0]["request"]["locale"] == "en-GB"


def test_talk_prints_the_address_of_the_page() -> None:
    """Whoever talks in the terminal is told where to talk in a browser."""
    result = CliRunner().invoke(main, ["talk", "--clock", "virtual", "stop"])

    skill_at, page_at = result.stdout.splitlines()[:2]
    assert page_at == skill_at.replace("Back Coach listens", "Talk to it in a browser").removesuffix("alexa")
