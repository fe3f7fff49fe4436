"""The gateway awaits a body for so long, answers so many at a time, and hands the rest to the app unchanged."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Event, Thread, current_thread, main_thread
from typing import Any

import pytest

from skill.alexa.limits import BODY_BYTES
from skill.alexa.webservice import Answer
from skill.gateway import Gateway

Start = Callable[..., object]


class Headers(dict[str, str]):
    """Headers as granian gives them; a value that came by two headers is written with a bar."""

    def get_all(self, name: str) -> list[str]:
        """Give the values of a header."""
        return self[name].split("|") if name in self else []


@dataclass
class Scope:
    """A request without its body."""

    headers: Headers
    method: str = "POST"
    path: str = "/alexa"
    query_string: str = "a=b"
    scheme: str = "http"
    http_version: str = "1.1"
    client: str = "10.0.0.1:5"
    server: str = "[::1]:8000"


@dataclass
class Exchange:
    """A body that arrives, or does not, and the answer that was sent."""

    pieces: tuple[bytes | Exception, ...] = ()
    never: bool = False
    sent: list[tuple[int, list[tuple[str, str]], bytes]] = field(default_factory=list)

    async def __call__(self) -> bytes:
        """Give the whole body."""
        return b"".join([piece async for piece in self])

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Give the body by pieces."""
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece
        if self.never:
            await asyncio.Event().wait()

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        """Take an answer without a body."""
        self.response_bytes(status, headers, b"")

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        """Take an answer."""
        self.sent.append((status, headers, body))


def echo(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """Answer with what came."""
    start("201 Created", [("a", "b")])
    return [environ["wsgi.input"].read(), b"!"]


def answers(gateway: Gateway, *requests: tuple[Scope, Exchange]) -> list[int]:
    """Have requests answered at once, and give the statuses."""

    async def all_of_them() -> None:
        served: list[Coroutine[Any, Any, None]] = [gateway.__rsgi__(*request) for request in requests]  # type: ignore[arg-type] # stand-ins
        await asyncio.gather(*served)

    asyncio.run(all_of_them())
    return [exchange.sent[0][0] for _, exchange in requests]


def sized(length: int) -> Scope:
    """Give a request that tells the length of its body."""
    return Scope(Headers({"content-length": str(length)}))


CHUNKED = Scope(Headers({"transfer-encoding": "chunked"}))


@pytest.mark.parametrize(
    ("scope", "exchange", "body"),
    [
        (sized(5), Exchange((b"he", b"llo")), b"hello!"),
        (CHUNKED, Exchange((b"he", b"llo")), b"hello!"),
        (Scope(Headers()), Exchange(never=True), b"!"),
        (sized(BODY_BYTES), Exchange((bytes(BODY_BYTES),)), bytes(BODY_BYTES) + b"!"),
    ],
)
def test_a_body_reaches_the_app_and_its_answer_the_sender(scope: Scope, exchange: Exchange, body: bytes) -> None:
    """A body goes through whole, however it comes; where none was announced none is awaited."""
    answers(Gateway(echo), (scope, exchange))
    assert exchange.sent == [(201, [("a", "b")], body)]


@pytest.mark.parametrize(
    ("scope", "exchange", "reason"),
    [
        (sized(5), Exchange(never=True), "did not arrive in 0.01 seconds"),
        (CHUNKED, Exchange((b"{",), never=True), "did not arrive in 0.01 seconds"),
        (sized(5), Exchange((RuntimeError("private words"),)), "did not arrive: RuntimeError"),
        (sized(BODY_BYTES + 1), Exchange(never=True), "larger than"),
        (Scope(Headers({"content-length": "five"})), Exchange(never=True), "larger than"),
    ],
)
def test_a_body_that_does_not_come_is_refused(
    scope: Scope, exchange: Exchange, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Who is too slow, too long or breaks off gets an empty 400 and leaves one line; the app is not asked."""

    def app(*_: object) -> Iterable[bytes]:
        raise AssertionError

    assert answers(Gateway(app, body_s=0.01), (scope, exchange)) == [400]
    assert exchange.sent[0][2] == b""
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert reason in caplog.text
    assert "private" not in caplog.text


def test_of_a_body_without_end_no_more_is_read_than_is_needed_to_refuse_it() -> None:
    """The app is given a byte too much, and refuses it itself."""
    exchange = Exchange((bytes(BODY_BYTES), b"x", RuntimeError()))
    answers(Gateway(echo), (CHUNKED, exchange))
    assert len(exchange.sent[0][2]) == BODY_BYTES + 2


def test_so_many_are_answered_at_a_time() -> None:
    """While the first are being answered, the next is told to come again; afterwards it is welcome."""
    began, go = Event(), Event()

    def slow(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        began.set()
        assert go.wait(10)
        return echo(environ, start)

    gateway = Gateway(slow, most=1)
    first, second, third = Exchange((b"1",)), Exchange((b"2",)), Exchange((b"3",))

    async def one_and_another() -> None:
        answering = asyncio.create_task(gateway.__rsgi__(sized(1), first))  # type: ignore[arg-type] # stand-ins
        await asyncio.to_thread(began.wait, 10)
        await gateway.__rsgi__(sized(1), second)  # type: ignore[arg-type]
        go.set()
        await answering
        await gateway.__rsgi__(sized(1), third)  # type: ignore[arg-type]

    asyncio.run(one_and_another())
    assert [exchange.sent[0][0] for exchange in (first, second, third)] == [201, 503, 201]


def test_a_request_is_described_as_wsgi_wants_it() -> None:
    """Path, query, addresses and headers are where every app looks for them, and none poses as another."""
    seen: dict[str, Any] = {}

    def app(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        seen.update(environ)
        return echo(environ, start)

    names = {"content-length": "1", "content-type": "text/x", "signature-256": "s", "signature_256": "t", "host": "h"}
    answers(Gateway(app), (Scope(Headers(names), path="/a%C3%BC"), Exchange((b"1",))))
    expected = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/a\u00c3\u00bc",
        "QUERY_STRING": "a=b",
        "SERVER_NAME": "[::1]",
        "SERVER_PORT": "8000",
        "REMOTE_ADDR": "10.0.0.1",
        "CONTENT_LENGTH": "1",
        "CONTENT_TYPE": "text/x",
        "HTTP_SIGNATURE_256": "s",
        "HTTP_HOST": "h",
    }
    assert {name: value for name, value in seen.items() if not name.startswith("wsgi.")} == expected | {
        "SCRIPT_NAME": "",
        "SERVER_PROTOCOL": "HTTP/1.1",
    }


def test_a_header_that_is_repeated_is_none_of_alexas() -> None:
    """Its values stand side by side, as in WSGI, so that whoever adds a second signature spoils the first."""
    door, exchange = Prompt(), Exchange((b"1",))
    scope = Scope(Headers({"content-length": "1", "prompt": "yes", "c": "x|y"}))
    answers(Gateway(echo, door), (scope, exchange))  # type: ignore[arg-type] # a stand-in
    assert exchange.sent[0][2] == b"x,y"


@dataclass
class Prompt:
    """A door that knows by a header whether it has to wait, and answers with what came."""

    threads: list[Thread] = field(default_factory=list)

    def is_prompt(self, headers: Headers) -> bool:
        """Say what the header says."""
        return headers.get("prompt") == "yes"

    def answer(self, headers: Headers, body: bytes) -> Answer:
        """Answer with a header, or else the body."""
        self.threads.append(current_thread())
        return Answer(HTTPStatus.OK, (headers.get("c") or "").encode() or body, (("c", "d"),))


@pytest.mark.parametrize(
    ("path", "method", "prompt", "by_the_door"),
    [
        ("/alexa", "POST", "yes", True),
        ("/alexa", "POST", "no", False),
        ("/alexa", "PUT", "yes", False),
        ("/healthz", "POST", "yes", False),
    ],
)
def test_what_is_prompt_needs_no_thread(path: str, method: str, prompt: str, *, by_the_door: bool) -> None:
    """What waits for nobody is answered on the event loop, and whatever may wait holds nobody else up."""
    threads: list[Thread] = []

    def app(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        threads.append(current_thread())
        return echo(environ, start)

    door, exchange = Prompt(), Exchange((b"1",))
    scope = Scope(Headers({"content-length": "1", "prompt": prompt}), path=path, method=method)
    answers(Gateway(app, door), (scope, exchange))  # type: ignore[arg-type] # a stand-in
    if by_the_door:
        assert (exchange.sent, door.threads, threads) == ([(200, [("c", "d")], b"1")], [main_thread()], [])
    else:
        assert (exchange.sent, door.threads) == ([(201, [("a", "b")], b"1!")], [])
        assert main_thread() not in threads


def test_an_app_that_breaks_answers_500_without_a_word(caplog: pytest.LogCaptureFixture) -> None:
    """A mistake of ours leaves a traceback in the log and nothing on the wire."""

    def broken(*_: object) -> Iterable[bytes]:
        raise LookupError

    exchange = Exchange((b"1",))
    answers(Gateway(broken), (sized(1), exchange))
    assert exchange.sent == [(500, [], b"")]
    assert "Traceback" in caplog.text


def test_what_an_app_writes_and_gives_is_sent_and_closed() -> None:
    """An app may write first, as old ones do, and is told when its answer has been taken."""
    closed = Event()

    class Pieces(list[bytes]):
        def close(self) -> None:
            closed.set()

    def app(_: dict[str, Any], start: Any) -> Iterable[bytes]:  # noqa: ANN401 - WSGI's
        start("200 OK", [])(b"a")
        return Pieces([b"b"])

    exchange = Exchange((b"1",))
    answers(Gateway(app), (sized(1), exchange))
    assert exchange.sent == [(200, [], b"ab")]
    assert closed.is_set()
