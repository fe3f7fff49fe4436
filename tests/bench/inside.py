"""A turn without sockets: apps called as a server would call them, in this process."""

import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import process_time_ns
from typing import Any

from flask import Flask

from tests.bench.client import Answer
from tests.bench.signed import Request


@dataclass
class Called:
    """An app under measurement."""

    app: Flask
    check: Callable[[Answer], None]
    turns_ms: list[float] = field(default_factory=list)

    def post(self, request: Request) -> Answer:
        """Call the app."""
        return _answer(*self._called(_environ(request)))

    def take(self, requests: Sequence[Request]) -> float:
        """Have the requests answered, and give the CPU time of each in milliseconds: the app's, not this server's."""
        environs = [_environ(request) for request in requests]
        began = process_time_ns()
        answers = [self._called(environ) for environ in environs]
        spent = process_time_ns() - began
        for answer in answers:
            self.check(_answer(*answer))
        return spent / len(requests) / 1e6

    def _called(self, environ: dict[str, Any]) -> tuple[list[Any], bytes]:
        head: list[Any] = []

        def start(*told: Any) -> Any:  # noqa: ANN401 - what a server takes and gives here is never looked at
            head.extend(told)

        return head, b"".join(self.app(environ, start))


def _answer(head: Sequence[Any], body: bytes) -> Answer:
    return Answer(int(head[0][:3]), body)


def _environ(request: Request) -> dict[str, Any]:
    names = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
    return {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/alexa",
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_LENGTH": str(len(request.body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": sys.stderr,
        **names,
    }
