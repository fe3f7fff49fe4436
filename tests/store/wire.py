"""A wire between the skill and a database, on which a test can let nothing pass: neither an answer nor an error."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from .services import free_port


class Wire:
    """Forwards every connection to a port of this machine."""

    def __init__(self, to_port: int) -> None:
        self.port = free_port()
        self._to_port = to_port
        self._listening = socket.create_server(("127.0.0.1", self.port))
        self._flows = Event()
        self._flows.set()
        self._sockets: list[socket.socket] = []
        Thread(target=self._accept, daemon=True).start()

    def hang(self) -> None:
        """Let nothing pass from now on; connections stay, and new ones come about."""
        self._flows.clear()

    def go_on(self) -> None:
        """Let all pass that has waited, and what comes."""
        self._flows.set()

    def close(self) -> None:
        """End everything."""
        self._flows.set()
        for each in (self._listening, *self._sockets):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                ours, _ = self._listening.accept()
                theirs = socket.create_connection(("127.0.0.1", self._to_port))
                self._sockets += [ours, theirs]
                Thread(target=self._pump, args=(ours, theirs), daemon=True).start()
                Thread(target=self._pump, args=(theirs, ours), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(65536):
                self._flows.wait()
                target.sendall(piece)
            target.shutdown(socket.SHUT_WR)


@contextmanager
def wire(to_port: int) -> Iterator[Wire]:
    """Give a wire to a port of this machine."""
    wired = Wire(to_port)
    try:
        yield wired
    finally:
        wired.close()
