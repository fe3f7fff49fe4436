"""Talking to a skill over HTTP, as ``back-coach talk`` does."""

import io
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from skill.simulator import shell
from skill.simulator.clock import Clock
from skill.simulator.envelope import SKILL_ID
from skill.simulator.shell import talk

Json = dict[str, Any]

GOODBYE = {"outputSpeech": {"type": "PlainText", "text": "Goodbye."}, "shouldEndSession": True}


@contextmanager
def _skill(status: int, body: bytes, received: list[Json] | None = None) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            if received is not None:
                received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.001}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/alexa"
        server.shutdown()


def _talk(url: str, model: Json, *utterances: str) -> int:
    return talk(url, model, utterances, clock="virtual", locale="en-GB", skill_id=None, user="amzn1.ask.account.a")


def test_a_scripted_talk_reaches_the_skill(model: Json, capsys: pytest.CaptureFixture[str]) -> None:
    """What is said is posted as JSON with the locale and the user, and the answer is written to the output."""
    received: list[Json] = []
    with _skill(200, json.dumps({"version": "1.0", "response": GOODBYE}).encode(), received) as url:
        code = _talk(url, model, "open back coach")

    assert code == 0
    assert capsys.readouterr().out.splitlines()[1] == "  0:00.0  coach  Goodbye."
    assert (received[0]["request"]["locale"], received[0]["session"]["user"]["userId"]) == (
        "en-GB",
        "amzn1.ask.account.a",
    )


@pytest.mark.parametrize(
    ("status", "body", "advice"),
    [
        (400, b"", "refused the request (400): serve it on loopback with BACK_COACH_VERIFY=off"),
        (500, b"", "failed (500): its log says why"),
        (200, b"<html>", "is not JSON: give the skill's own address"),
    ],
)
def test_a_skill_that_gives_no_answer_is_one_line_and_a_failure(
    model: Json, capsys: pytest.CaptureFixture[str], status: int, body: bytes, advice: str
) -> None:
    """What to do about it is said in one line, and the exit code is 1."""
    with _skill(status, body) as url:
        code = _talk(url, model, "open back coach")

    (line,) = capsys.readouterr().err.splitlines()
    assert code == 1
    assert advice in line


def test_nobody_there_is_one_line_and_a_failure(model: Json, capsys: pytest.CaptureFixture[str]) -> None:
    """A skill that isn't running is no traceback."""
    assert _talk("http://127.0.0.1:1/alexa", model, "open back coach") == 1
    assert capsys.readouterr().err == (
        "Nothing answers at http://127.0.0.1:1/alexa: start the skill with back-coach serve, and give its address.\n"
    )


def test_a_keyboard_is_read_to_its_end(model: Json, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:  # noqa: ANN401 - a path
    """Without utterances the standard input is the conversation."""
    (tmp_path / "typed").write_text("open back coach\n")
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    with (
        (tmp_path / "typed").open() as typed,
        _skill(200, json.dumps({"version": "1.0", "response": GOODBYE}).encode()) as url,
    ):
        monkeypatch.setattr(sys, "stdin", typed)
        assert _talk(url, model) == 0

    assert out.getvalue().splitlines()[1:] == [
        "  0:00.0  you    open back coach",
        "  0:00.0  coach  Goodbye.",
        "  0:00.4         session ended (by the coach)",
    ]


@pytest.mark.parametrize(("clock", "is_real"), [("real", True), ("virtual", False)])
def test_the_clock_is_the_one_asked_for(
    model: Json,
    monkeypatch: pytest.MonkeyPatch,
    clock: str,
    is_real: bool,  # noqa: FBT001 - a parameter
) -> None:
    """Real time is waited for, virtual time is not."""
    seen: list[bool] = []

    def converse(_: object, clock: Clock, *__: object, **___: object) -> int:
        seen.append(clock.is_real)
        return 0

    monkeypatch.setattr(shell, "converse", converse)

    assert talk("http://127.0.0.1:1", model, ["stop"], clock=clock, locale="en-US", skill_id="s", user="u") == 0
    assert seen == [is_real]


@pytest.mark.parametrize(("skill_id", "spoken_to"), [(None, SKILL_ID), ("amzn1.ask.skill.1", "amzn1.ask.skill.1")])
def test_the_skill_spoken_to_is_named(model: Json, skill_id: str | None, spoken_to: str) -> None:
    """Requests carry the skill id given, or the simulator's own."""
    received: list[Json] = []
    with _skill(200, json.dumps({"version": "1.0", "response": GOODBYE}).encode(), received) as url:
        talk(url, model, ["open back coach"], clock="virtual", locale="en-US", skill_id=skill_id, user="u")

    assert received[0]["session"]["application"]["applicationId"] == spoken_to


def test_an_interruption_is_quiet(model: Json, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with its exit code and no traceback."""

    def interrupted(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(shell, "converse", interrupted)

    assert _talk("http://127.0.0.1:1/alexa", model, "open back coach") == 130
