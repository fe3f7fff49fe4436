"""A client that costs little: one connection, kept where the server keeps it."""

from collections.abc import Callable
from socket import socket
from typing import NamedTuple

from tests.bench.signed import Request


class Answer(NamedTuple):
    """What came back."""

    status: int
    body: bytes


class Client:
    """Sends requests one after another."""

    def __init__(self, connect: Callable[[], socket]) -> None:
        self._connect = connect
        self._socket: socket | None = None

    def post(self, request: Request) -> Answer:
        """Send a request and give the whole answer."""
        self.send(wire(request))
        return self.receive()

    def send(self, request: bytes) -> None:
        """Send a request as it goes over the wire; its answer is to be received before the next is sent."""
        if self._socket is None:
            self._socket = self._connect()
        self._socket.sendall(request)

    def receive(self) -> Answer:
        """Give the whole answer to what was sent."""
        assert self._socket is not None, "nothing was sent"
        head, body = self._received(self._socket)
        if b"connection: close" in head.lower():
            self._socket.close()
            self._socket = None
        return Answer(int(head[9:12]), body)

    def _received(self, connection: socket) -> tuple[bytes, bytes]:
        received = b""
        while b"\r\n\r\n" not in received:
            received += _more(connection)
        head, _, body = received.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        while len(body) < length:
            body += _more(connection)
        return head, body


def wire(request: Request) -> bytes:
    """Give a request as it goes over the wire."""
    lines = [f"{name}: {value}" for name, value in request.headers.items()]
    head = ["POST /alexa HTTP/1.1", "Host: localhost", f"Content-Length: {len(request.body)}", *lines, "", ""]
    return "\r\n".join(head).encode() + request.body


def _more(connection: socket) -> bytes:
    piece = connection.recv(65536)
    if not piece:
        message = "the server hung up in the middle of an answer"
        raise ConnectionError(message)
    return piece
