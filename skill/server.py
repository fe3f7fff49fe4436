"""Serving: granian for Alexa, and a small server on loopback for the simulator."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from flask import Flask
from granian.constants import HTTPModes, Interfaces
from granian.server import Server as Granian
from werkzeug.serving import make_server

from skill.app import create_app
from skill.settings import Settings


def serve(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve until told to stop. Raises SettingError when unverified requests could come from elsewhere."""
    settings.refuse_if_exposed(host)
    server = Granian("skill", host, port, interface=Interfaces.WSGI, workers=workers, http=HTTPModes.http1)
    # Each worker wires its own app, in its own process.
    server.serve(target_loader=partial(create_app, settings), wrap_loader=False)


@contextmanager
def on_loopback(app: Flask) -> Iterator[str]:
    """Serve an app on a free port of this machine for as long as the block runs; give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
