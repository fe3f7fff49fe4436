"""Between the server and the app: a body is awaited for so long, a few requests are answered at a time.

Granian hands over a request as soon as its headers are there. Read by Flask, a body that never comes would hold a
thread for ever; awaited here, on the event loop, it holds nothing, and a thread is only taken to wait for others.
"""

import asyncio
import logging
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import unquote
from wsgiref.types import WSGIApplication

from granian.rsgi import HTTPProtocol, Scope  # type: ignore[attr-defined] # exported at run time

from skill.alexa.limits import BODY_BYTES, FETCHES, WAITING
from skill.alexa.webservice import PATH, Door

log = logging.getLogger(__name__)

BODY_S = 5
"""How long a body may take. Alexa sends it with the headers."""

THREADS = FETCHES + WAITING + 12
"""Answering at a time, in one process: as many as may wait for certificates, and some for everybody else."""

MOST = 128
"""Requests at a time in one process, those that wait for a thread among them. A turn takes a millisecond or two."""


class Sent(NamedTuple):
    """What the server sends."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Gateway:
    """Serves a WSGI app to granian (its RSGI protocol), within the limits above.

    What the door answers promptly it answers here, on the event loop, everything else the app does in a thread. To
    describe a turn as WSGI does and hand it to a thread and its answer back takes 0.3 ms of CPU, a quarter of it; and
    Python runs one thread at a time anyway.
    """

    def __init__(
        self, app: WSGIApplication, door: Door | None = None, body_s: float = BODY_S, most: int = MOST
    ) -> None:
        self._app = app
        self._door = door
        self._body_s = body_s
        self._most = most
        self._here = 0
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="turn")

    async def __rsgi__(self, scope: Scope, exchange: HTTPProtocol) -> None:
        """Answer one request."""
        if self._here >= self._most:
            log.warning("refused a request: %s others are being answered", self._here)
            exchange.response_empty(503, [("retry-after", "1")])
            return
        self._here += 1
        try:
            await self._answer(scope, exchange)
        finally:
            self._here -= 1

    async def _answer(self, scope: Scope, exchange: HTTPProtocol) -> None:
        body = await self._body(scope, exchange)
        if body is None:
            exchange.response_empty(400, [("connection", "close")])
            return
        sent = self._promptly(scope, body) or await self._in_a_thread(scope, body)
        exchange.response_bytes(sent.status, sent.headers, sent.body)

    def _promptly(self, scope: Scope, body: bytes) -> Sent | None:
        """Answer what is for the door and waits for no other machine; None for everything else."""
        door, headers = self._door, _Headers(scope)
        if door is None or scope.path != PATH or scope.method != "POST" or not door.is_prompt(headers):
            return None
        answer = door.answer(headers, body)
        return Sent(answer.status, list(answer.headers), answer.body)

    async def _in_a_thread(self, scope: Scope, body: bytes) -> Sent:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, answered, self._app, environ(scope, body))

    async def _body(self, scope: Scope, exchange: HTTPProtocol) -> bytes | None:
        """Give the whole body; None, with a line in the log, for one that is too long or too slow."""
        length = scope.headers.get("content-length")
        if length is None and scope.headers.get("transfer-encoding") is None:
            return b""
        if length is not None and (not length.isdecimal() or int(length) > BODY_BYTES):
            return _refuse(f"the body is larger than {BODY_BYTES} bytes")
        try:
            async with asyncio.timeout(self._body_s):
                return await (_pieces(exchange) if length is None else exchange())
        except TimeoutError:
            return _refuse(f"the body did not arrive in {self._body_s} seconds")
        except Exception as error:  # noqa: BLE001 - the server's own, of whatever class
            return _refuse(f"the body did not arrive: {type(error).__name__}")


class _Headers(NamedTuple):
    """The headers of a request, as granian has them; the values of one that is repeated side by side, as in WSGI."""

    scope: Scope

    def get(self, name: str, /) -> str | None:
        values: list[str] = self.scope.headers.get_all(name)  # type: ignore[attr-defined] # missing in its types alone
        return ",".join(values) if values else None


def answered(app: WSGIApplication, request: dict[str, Any]) -> Sent:
    """Call a WSGI app and give its whole answer. An app that raises is a mistake of ours, and answers 500."""
    started: list[tuple[int, list[tuple[str, str]]]] = []
    written: list[bytes] = []

    def start(status: str, headers: list[tuple[str, str]], _: object = None, /) -> Callable[[bytes], object]:
        started.append((int(status[:3]), headers))
        return written.append

    pieces: Iterable[bytes] = ()
    try:
        pieces = app(request, start)
        written.extend(pieces)
        return Sent(*started[-1], b"".join(written))
    except Exception:
        log.exception("the app failed to answer")
        return Sent(500, [], b"")
    finally:
        getattr(pieces, "close", int)()


def environ(scope: Scope, body: bytes) -> dict[str, Any]:
    """Describe a request as WSGI does (PEP 3333)."""
    host, _, port = scope.server.rpartition(":")
    request: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(scope.path, "latin-1"),
        "QUERY_STRING": scope.query_string,
        "CONTENT_LENGTH": str(len(body)),
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        _add_header(request, name, value)
    return request


def _add_header(request: dict[str, Any], name: str, value: str) -> None:
    if name == "content-type":
        request["CONTENT_TYPE"] = value
    elif name not in {"content-length", "transfer-encoding"} and "_" not in name:
        # A name with an underscore would pass for the one with a hyphen.
        key = "HTTP_" + name.upper().replace("-", "_")
        request[key] = f"{request[key]},{value}" if key in request else value


async def _pieces(exchange: HTTPProtocol) -> bytes:
    """Give a body that does not tell its length, as far as it is not too long."""
    body = bytearray()
    async for piece in exchange:
        body += piece
        if len(body) > BODY_BYTES:
            break
    return bytes(body)


def _refuse(reason: str) -> bytes | None:
    log.warning("refused a request: %s", reason)
    return None
