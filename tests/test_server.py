"""The server as it is run: in its own processes, over sockets, stopped by a signal."""

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from skill.errors import SettingError
from skill.server import UNVERIFIED, Serving, serve
from skill.settings import Settings

from .alexa.authority import Authority, pem

SKILL = "amzn1.ask.skill.12345678-1234-1234-1234-123456789abc"

PROGRAM = """
import sys, time
from skill.app import create_app
from skill.server import UNVERIFIED, Serving, serve
from skill.settings import Settings
from pathlib import Path

def make(settings):
    app = create_app(settings)
    def slow():
        Path(sys.argv[2]).touch()
        time.sleep(1)
        return "slow"
    app.add_url_rule("/slow", view_func=slow)
    return app

files = [Path(name) for name in sys.argv[3:]] or [None, None]
serve(Settings.from_environ(), Serving("127.0.0.1", int(sys.argv[1]), 1, *files), make)
"""
"""The skill, and beside it a page that takes its time: the only way to hold a turn up from outside."""


@contextmanager
def served(folder: Path, *files: Path) -> Iterator[tuple[int, "subprocess.Popen[str]"]]:
    """Serve the skill; give the port and the process."""
    port = _free_port()
    environ = {**os.environ, "BACK_COACH_VERIFY": "off", "BACK_COACH_STORE": f"sqlite:///{folder}/s.sqlite"}
    command = [sys.executable, "-c", PROGRAM, str(port), str(folder / "busy"), *map(str, files)]
    with subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own words
        try:
            _wait(lambda: _listens(port))
            yield port, process
        finally:
            process.terminate()


def _wait(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.01)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return False
    return True


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def asked(port: int, method: str, path: str, body: bytes | None = None) -> tuple[HTTPResponse, bytes]:
    """Ask the server."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request(method, path, body)
        response = connection.getresponse()
        return response, response.read()


def _https(port: int, context: ssl.SSLContext) -> HTTPSConnection:
    return HTTPSConnection("localhost", port, context=context, timeout=30)


def launch() -> bytes:
    """Give a launch request of now."""
    application = {"application": {"applicationId": "a"}, "user": {"userId": "somebody"}}
    stamp = {"requestId": "request", "timestamp": datetime.now(UTC).isoformat(), "locale": "en-US"}  # noqa: TID251 - now
    document = {"version": "1.0", "context": {"System": application}, "request": {"type": "LaunchRequest", **stamp}}
    return json.dumps(document).encode()


def test_the_skill_is_served_and_stops_when_what_was_begun_is_answered(tmp_path: Path) -> None:
    """A turn that is being taken when the server is told to stop is answered; the log is JSON, and names nobody."""
    with served(tmp_path) as (port, process):
        answer, body = asked(port, "POST", "/alexa", launch())
        assert (answer.status, json.loads(body)["version"]) == (200, "1.0")
        assert asked(port, "POST", "/alexa", b"garbage")[0].status == 400
        assert asked(port, "GET", "/healthz")[1] == b"ok\n"
        answers: list[bytes] = []
        turn = Thread(target=lambda: answers.append(asked(port, "GET", "/slow")[1]))
        turn.start()
        _wait((tmp_path / "busy").exists)
        process.send_signal(signal.SIGTERM)
        turn.join(30)
        log = process.communicate(timeout=30)[1]
    assert answers == [b"slow"]
    assert process.returncode == 0
    lines = [json.loads(line) for line in log.splitlines()]
    assert [line["intent"] for line in lines if line["message"] == "answered"] == [None]
    assert [line["level"] for line in lines if "refused" in line["message"]] == ["warning"]
    assert "somebody" not in log
    unverified = [line["message"] for line in lines if line["logger"] == "skill.server"]
    assert unverified == [UNVERIFIED]


def ended(store: str, *arguments: str) -> str:
    """Serve where that can't be, and give the last line the operator sees: one sentence, not where it happened."""
    environ = {**os.environ, "BACK_COACH_VERIFY": "off", "BACK_COACH_STORE": store}
    command = [sys.executable, "-m", "skill", "serve", *arguments]
    process = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=30)  # noqa: S603 - our own words
    assert process.returncode == 1
    assert "Traceback" not in process.stderr
    return process.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("host", "address", "family"),
    [
        ("127.0.0.1", "127.0.0.1", socket.AF_INET),
        ("localhost", "127.0.0.1", socket.AF_INET),
        ("::1", "::1", socket.AF_INET6),
    ],
)
def test_a_port_that_is_taken_is_told(tmp_path: Path, host: str, address: str, family: int) -> None:
    """Here, however this machine is called: localhost is 127.0.0.1."""
    with socket.create_server((address, 0), family=family) as other:
        port = str(other.getsockname()[1])
        told = ended(f"sqlite:///{tmp_path}/a.sqlite", "--host", host, "--port", port)
    assert told == (
        f"Nobody can listen at {address}, port {port}: Address already in use (os error 98). "
        "Choose another --host or --port."
    )


@pytest.fixture
def _unserved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be served, and no log be changed, by a test that waits for a refusal."""
    monkeypatch.setattr("skill.server.write_json_lines", lambda: None)
    monkeypatch.setattr("skill.server._server", lambda _: pytest.fail("this is served"))


@pytest.mark.usefixtures("_unserved")
@pytest.mark.parametrize("host", ["", "back-coach.example", "127.0.0.1.example", "127.0.0.1:8000", "::1%lo", "[::1]"])
def test_a_host_by_its_name_is_told_what_to_write(host: str) -> None:
    """The server listens at an address, and looks no names up."""
    with pytest.raises(SettingError) as raised:
        serve(Settings(SKILL), Serving(host))
    told = f"--host {host!r} is no IP address: write 127.0.0.1, or 0.0.0.0 for all addresses of this machine."
    assert str(raised.value) == told


@pytest.mark.usefixtures("_unserved")
@pytest.mark.parametrize("store", ["sqlite://", "sqlite:///:memory:", "sqlite:///"])
def test_workers_do_not_keep_memories_of_their_own(store: str) -> None:
    """What one worker remembers in its memory no other would know."""
    with pytest.raises(SettingError, match=f"^BACK_COACH_STORE='{store}' is the memory of one process.*--workers 1"):
        serve(Settings(SKILL, store), Serving(workers=2))


def test_one_worker_may_remember_in_its_memory() -> None:
    """Nobody else would have to know; what is told here is only that the port is taken."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert ended("sqlite://", "--port", port, "--workers", "1").startswith("Nobody can listen")
    assert "add --workers 1" in ended("sqlite://", "--workers", "2")


def test_a_server_that_is_killed_leaves_nobody_behind(tmp_path: Path) -> None:
    """Its workers end as well, so that the next one finds the port free."""
    with served(tmp_path) as (port, process):
        process.kill()
        process.wait(30)
        _wait(lambda: not _listens(port))


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 20_000 + b"\r\n\r\n", b"431"),
        (b"\x16\x03\x01\r\n\r\n", b"400"),
        (b"POST /alexa HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"400"),
        (b"POST /alexa HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999\r\n\r\n", b"400"),
        (b"POST /alexa HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x8b", b"400"),
    ],
)
def test_what_is_no_request_is_refused(server: int, sent: bytes, status: bytes) -> None:
    """Headers without end, another protocol, broken chunks: refused, and the server goes on."""
    with socket.create_connection(("127.0.0.1", server), timeout=30) as connection:
        connection.sendall(sent)
        assert connection.recv(1000).split()[1] == status
    assert asked(server, "GET", "/healthz")[0].status == 200


def test_slow_bodies_hold_up_nobody(server: int) -> None:
    """While many bodies fail to arrive, others are answered."""
    head = b"POST /alexa HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{"
    waiting = [socket.create_connection(("127.0.0.1", server), timeout=30) for _ in range(64)]
    for connection in waiting:
        connection.sendall(head)
    assert asked(server, "POST", "/alexa", launch())[0].status == 200
    for connection in waiting:
        connection.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Serve for several tests; give the port."""
    with served(tmp_path_factory.mktemp("server")) as (port, process):
        draining = Thread(target=process.stderr.read if process.stderr else int, daemon=True)
        draining.start()
        yield port


def _files(folder: Path) -> tuple[Authority, Path, Path]:
    """Write a chain and its key; give who signed it, and both."""
    authority = Authority()
    leaf = authority.intermediate_issuer.sign_for(authority.key, "localhost")
    chain, key = folder / "chain.pem", folder / "key.pem"
    chain.write_bytes(pem(leaf, authority.intermediate))
    key.write_bytes(_private(authority, NoEncryption()))
    return authority, chain, key


def _private(authority: Authority, encryption: KeySerializationEncryption) -> bytes:
    return authority.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)


def test_https_is_served_where_there_is_a_certificate(tmp_path: Path) -> None:
    """With a chain and its key the skill needs no web server in front."""
    authority, chain, key = _files(tmp_path)
    context = ssl.create_default_context(cadata=pem(authority.root).decode())
    with served(tmp_path, chain, key) as (port, _), closing(_https(port, context)) as connection:
        connection.request("GET", "/healthz")
        assert connection.getresponse().read() == b"ok\n"
        version: Any = connection.sock
        assert version.version() in {"TLSv1.2", "TLSv1.3"}


@pytest.mark.usefixtures("_unserved")
def test_a_certificate_or_key_that_is_none_is_told(tmp_path: Path) -> None:
    """A file of something else, somebody else's key, and one behind a password: one sentence names the file."""
    authority, chain, key = _files(tmp_path)
    other, locked, text = tmp_path / "other.pem", tmp_path / "locked.pem", tmp_path / "text.pem"
    other.write_bytes(_private(Authority(), NoEncryption()))
    locked.write_bytes(_private(authority, BestAvailableEncryption(b"hunter2")))
    text.write_text("no certificate")
    no_key = f" is no PEM key of --certfile {chain}: name the certificate's own, without a password."
    no_chain = " is no PEM certificate: name the file with the chain that you were given."
    for files, told in [
        ((text, key), f"--certfile {text}{no_chain}"),
        ((key, key), f"--certfile {key}{no_chain}"),
        ((chain, text), f"--keyfile {text}{no_key}"),
        ((chain, chain), f"--keyfile {chain}{no_key}"),
        ((chain, other), f"--keyfile {other}{no_key}"),
        ((chain, locked), f"--keyfile {locked}{no_key}"),
    ]:
        with pytest.raises(SettingError) as raised:
            serve(Settings(SKILL), Serving("127.0.0.1", 8000, 1, *files))
        assert str(raised.value) == told
