"""Serving: gunicorn for Alexa, and a small server on loopback for the simulator."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from gunicorn.app.base import BaseApplication
from werkzeug.serving import make_server

from skill.app import create_app
from skill.settings import Settings


class _Gunicorn(BaseApplication):
    """Gunicorn configured from here instead of from a file; each worker wires its own app, after the fork."""

    def __init__(self, settings: Settings, options: dict[str, object]) -> None:
        self._settings = settings
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn its options."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:  # type: ignore[override]  # the stubs don't see that Flask is a WSGI application
        """Wire the app of one worker."""
        return create_app(self._settings)


def serve(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve until told to stop. Raises SettingError when unverified requests could come from elsewhere."""
    settings.refuse_if_exposed(host)
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    _Gunicorn(settings, {"bind": bind, "workers": workers, "control_socket_disable": True}).run()


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
