"""Serving: granian for Alexa, and a small server on loopback for the simulator."""

import gc
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from ipaddress import ip_address
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from secrets import token_hex
from ssl import PROTOCOL_TLS_SERVER, SSLContext, SSLError
from typing import Any
from wsgiref.types import WSGIApplication

from flask import Flask
from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.http import HTTP1Settings
from granian.server.mp import MPServer
from msgspec import Struct
from werkzeug.serving import make_server

from skill.alexa.doorway import Doorway
from skill.app import create_app
from skill.errors import SettingError
from skill.frozen import replace
from skill.gateway import Gateway
from skill.logs import write_json_lines
from skill.settings import Settings
from skill.store import in_memory

log = logging.getLogger(__name__)

HEADER_S = 15
"""How long the headers of a request may take, and how long a connection may lie idle."""

HEADER_BYTES = 16 * 1024
"""Of all headers together; Alexa's have some two thousand."""

CONNECTIONS = 512
"""At a time, in one process."""

STOP_S = 10
"""How long a worker that is told to stop may go on answering; Alexa does not wait that long."""

UNVERIFIED = (
    "BACK_COACH_VERIFY=off: requests go unverified; whoever reaches this port, through a proxy, too, "
    "can speak as anybody"
)

OWN_LINES = {"version": 1, "disable_existing_loggers": False, "loggers": {"_granian": {"propagate": True}}}
"""The server's lines go where all others go."""


def default_workers() -> int:
    """Give how many processes to serve with: one a core, and two at least, so that one may fall over."""
    return max(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2)


class Serving(Struct, frozen=True):
    """Where and how to serve."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    certfile: Path | None = None
    """With the key, HTTPS; without both, HTTP, for a web server in front."""
    keyfile: Path | None = None


def serve(settings: Settings, serving: Serving, make: Callable[[Settings], WSGIApplication] = create_app) -> None:
    """Serve until told to stop, and then until what was begun is answered.

    Raises SettingError when unverified requests could come from elsewhere, for what can't be served by or remembered
    in, and where nobody can listen.
    """
    settings.refuse_if_exposed(serving.host)
    serving = replace(serving, host=_address(serving.host))
    _refuse_useless_files(serving)
    _refuse_memories(settings.store, serving.workers)
    write_json_lines()
    if not settings.verify:
        log.warning(UNVERIFIED)
    salted = settings if settings.log_salt else replace(settings, log_salt=token_hex(16))
    worker: Any = partial(_worker, salted, make)
    try:
        _server(serving).serve(target_loader=worker, wrap_loader=False)
    except RuntimeError as error:
        reason = str(error).partition("\n")[0]  # Further down stands how the server got there.
        message = (
            f"Nobody can listen at {serving.host}, port {serving.port}: {reason}. Choose another --host or --port."
        )
        raise SettingError(message) from error


def _address(host: str) -> str:
    """Give the IP address to listen at. Raises SettingError for a name, save localhost: the server looks none up."""
    if host == "localhost":
        return "127.0.0.1"
    with suppress(ValueError):
        if "%" not in str(ip_address(host)):  # An interface beside it, as in fe80::1%eth0, the server can't read.
            return host
    message = f"--host {host!r} is no IP address: write 127.0.0.1, or 0.0.0.0 for all addresses of this machine."
    raise SettingError(message)


def _refuse_useless_files(serving: Serving) -> None:
    """Raise SettingError for a certificate that is none, and for a key that isn't its own or that wants a password."""
    if serving.certfile is None or serving.keyfile is None:
        return
    context = SSLContext(PROTOCOL_TLS_SERVER)
    try:
        context.load_verify_locations(serving.certfile)
    except SSLError as error:
        message = (
            f"--certfile {serving.certfile} is no PEM certificate: name the file with the chain that you were given."
        )
        raise SettingError(message) from error
    try:
        # Without a password to try, a key that wants one would ask for it, of nobody.
        context.load_cert_chain(serving.certfile, serving.keyfile, password="")
    except SSLError as error:
        message = (
            f"--keyfile {serving.keyfile} is no PEM key of --certfile {serving.certfile}: "
            "name the certificate's own, without a password."
        )
        raise SettingError(message) from error


def _refuse_memories(store: str, workers: int) -> None:
    """Raise SettingError where every worker would remember something else."""
    if workers > 1 and in_memory(store):
        message = (
            f"BACK_COACH_STORE={store!r} is the memory of one process, and of {workers} each would have its own: "
            "add --workers 1, or name a file, for example sqlite:////var/lib/back-coach.sqlite."
        )
        raise SettingError(message)


def _server(serving: Serving) -> MPServer:
    return MPServer(
        "skill",
        serving.host,
        serving.port,
        interface=Interfaces.RSGI,
        workers=serving.workers,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_S,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_S * 1000, max_buffer_size=HEADER_BYTES),
        websockets=False,
        backpressure=CONNECTIONS,
        log_dictconfig=OWN_LINES,
        ssl_cert=serving.certfile,
        ssl_key=serving.keyfile,
        ssl_protocol_min=SSLProtocols.tls12,
    )


def _worker(settings: Settings, make: Callable[[Settings], WSGIApplication]) -> Gateway:
    """Wire one worker's app, in its own process: connections to a store don't survive a fork."""
    gc.disable()
    write_json_lines()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    app = make(settings)
    doorway = getattr(app, "wsgi_app", None)
    gateway = Gateway(app, doorway.door if isinstance(doorway, Doorway) else None)
    # What is loaded now lives as long as the worker: looking through it for garbage would hold a turn up for nothing.
    gc.freeze()
    gc.enable()
    return gateway


def _end_with_parent() -> None:
    """End this worker when whoever started it is gone: killed, it can't tell, and the port would stay taken."""
    if (parent := parent_process()) is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


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
