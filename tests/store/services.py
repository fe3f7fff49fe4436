"""The servers that the tests of the stores need: each started here, on a free port, and ended here."""

import logging
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
import requests
from requests.adapters import HTTPAdapter
from urllib3 import Retry

ROOT = Path(__file__).parent.parent.parent

DYNALITE = ROOT / ".venv/dynalite/node_modules/dynalite/cli.js"


def needs(what: str, *, found: object, remedy: str) -> None:
    """Skip a test that needs something that is not installed; where everything has to be tested, fail it."""
    if found:
        return
    message = f"not run: {what} is not installed ({remedy})"
    if os.environ.get("BACK_COACH_TEST_ALL"):
        pytest.fail(message)
    pytest.skip(message)


def free_port() -> int:
    """Give a port of this machine that nobody uses."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def program(name: str, *places: str) -> str | None:
    """Find a program in one of those folders, or where the shell would."""
    found = (place for pattern in places for place in sorted(Path("/").glob(pattern.lstrip("/")), reverse=True))
    return next((str(place / name) for place in found if (place / name).exists()), None) or shutil.which(name)


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a PostgreSQL with nothing in it, and give the URL of its server, to which a database's name is added."""
    control = program("pg_ctl", "/usr/lib/postgresql/*/bin")
    needs("PostgreSQL", found=control, remedy="apt-get install postgresql")
    folder, port = Path(tempfile.mkdtemp(prefix="back-coach-")), free_port()
    # PostgreSQL refuses to run as root; its package brings a user to run it as.
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
    options = f"-h 127.0.0.1 -p {port} -c unix_socket_directories={folder} -c fsync=off -c max_connections=200"

    def run(*arguments: str) -> None:
        environ = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        command = [str(control), *arguments, "-D", str(folder / "data")]
        subprocess.run(  # noqa: S603 - a program found above
            command, user=user, cwd=folder, env=environ, check=True, stdout=subprocess.DEVNULL
        )

    try:
        run("initdb", "-s", "-o", "--no-sync --auth=trust --username=coach --encoding=UTF8 --locale=C.UTF-8")
        run("start", "-s", "-w", "-l", str(folder / "log"), "-o", options)
        try:
            yield f"postgresql://coach@127.0.0.1:{port}"
        finally:
            run("stop", "-s", "-w", "-m", "immediate")
    finally:
        shutil.rmtree(folder)


@contextmanager
def dynamodb() -> Iterator[str]:
    """Run a server that speaks as Amazon's DynamoDB does, and give its address."""
    node = shutil.which("node") or shutil.which("nodejs")
    needs("dynalite", found=node and DYNALITE.exists(), remedy="apt-get install nodejs npm, then make dynalite")
    port = free_port()
    command = [str(node), str(DYNALITE), "--port", str(port), "--createTableMs", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as running:  # noqa: S603 - a program found above
        try:
            assert running.stdout is not None
            assert running.stdout.readline().startswith(b"Listening at")
            yield f"http://127.0.0.1:{port}"
        finally:
            running.kill()


@contextmanager
def serving(store: str, port: int | None = None, workers: int = 2) -> Iterator["Served"]:
    """Run ``back-coach serve`` on a store, and give it once it is healthy."""
    port = port or free_port()
    environ = {**os.environ, "BACK_COACH_STORE": store, "BACK_COACH_VERIFY": "off"}
    command = [sys.executable, "-m", "skill", "serve", "--port", str(port), "--workers", str(workers)]
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(  # noqa: S603 - this very program
            command, cwd=ROOT, env=environ, stdout=log, stderr=log, start_new_session=True
        ) as running,
    ):
        served = Served(f"http://127.0.0.1:{port}", running, log)
        try:
            served.wait_until_healthy()
            yield served
        finally:
            served.kill()


@dataclass
class Served:
    """A server and all its processes."""

    url: str
    _running: subprocess.Popen[bytes]
    _log: IO[bytes]

    def wait_until_healthy(self) -> None:
        """Return when it answers; fail with its log when it doesn't."""
        logging.getLogger("urllib3").setLevel(logging.ERROR)  # It tells of every attempt.
        with requests.Session() as session:
            attempts = Retry(total=None, connect=200, backoff_factor=0.02, backoff_max=0.1)
            session.mount("http://", HTTPAdapter(max_retries=attempts))
            try:
                session.get(f"{self.url}/healthz", timeout=10).raise_for_status()
            except requests.RequestException as error:
                pytest.fail(f"{error}\n{self.log()}")

    def kill(self) -> None:
        """End every process at once, as a power cut does."""
        with suppress(ProcessLookupError):
            os.killpg(self._running.pid, signal.SIGKILL)
        self._running.wait()

    def log(self) -> str:
        """Give what it has written."""
        self._log.seek(0)
        return self._log.read().decode()
