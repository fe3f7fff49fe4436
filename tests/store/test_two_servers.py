"""Outgrowing one machine: two servers behind nginx, on one store, and one of them is killed in mid-workout."""

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from threading import Barrier

import pytest
import requests

from .people import Oracle, Person, post, told, workout
from .services import ROOT, Served, free_port, needs, program, serving

PEOPLE = 6
TURNS = 30
KILLED_AFTER = 10

CONFIGURATION = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    log_format served "$upstream_addr";
    access_log {folder}/served.log served;
{told}
}}
"""


def _told(port: int, servers: list[Served]) -> str:
    """Give what the README tells an operator to write, for these servers and this port."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    configuration = text[text.index("    upstream back_coach") :].split("\n\n")[0]
    for name, served in zip(("10.0.0.1:8000", "10.0.0.2:8000"), servers, strict=True):
        assert name in configuration
        configuration = configuration.replace(name, served.url.removeprefix("http://"))
    # Whose certificate it is only the operator knows; here nobody listens from elsewhere.
    plain = [line for line in configuration.splitlines() if not line.strip().startswith("ssl_certificate")]
    return "\n".join(plain).replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")


@contextmanager
def _nginx(folder: Path, servers: list[Served]) -> Iterator[str]:
    """Run nginx before servers, and give its address."""
    command = program("nginx", "/usr/sbin")
    needs("nginx", found=command, remedy="apt-get install nginx")
    port = free_port()
    (folder / "nginx.conf").write_text(CONFIGURATION.format(folder=folder, told=_told(port, servers)))
    # Root's processes would become nobody's, who may not enter the folder.
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    arguments = [str(command), *user, "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    log = (folder / "error.log").open("ab+")
    with log, subprocess.Popen(arguments) as running:  # noqa: S603 - a program found above
        try:
            Served(f"http://127.0.0.1:{port}", running, log).wait_until_healthy()
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()


def _train(url: str, barriers: dict[int, Barrier]) -> int:
    """Go through a workout, and give how many right answers came."""
    person, oracle = Person(), Oracle()
    for number, (request, later_s) in enumerate(islice(workout(), TURNS)):
        if number in barriers:
            barriers[number].wait()
        document = person.request(request, later_s)
        answer = post(url, document)
        assert told(answer) == told(oracle.answer(document))
        person.hear(answer)
    return TURNS


@pytest.mark.parametrize("shared", ["postgresql_url", "dynamodb_url"])
def test_one_of_two_servers_is_killed(shared: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Every session goes on with the next answer, whichever server gave the last one, and every answer is right."""
    store: str = request.getfixturevalue(shared)
    with serving(store) as one, serving(store) as other, _nginx(tmp_path, [one, other]) as url:
        kill = Barrier(PEOPLE + 1, timeout=60)
        with ThreadPoolExecutor(PEOPLE) as pool:
            talks = [pool.submit(_train, url, {KILLED_AFTER: kill}) for _ in range(PEOPLE)]
            kill.wait()
            one.kill()  # While all of them speak.
            assert [talk.result() for talk in talks] == [TURNS] * PEOPLE
        assert requests.get(f"{url}/healthz", timeout=10).status_code == 200
        _assert_both_served(tmp_path / "served.log", one, other)


def _assert_both_served(log: Path, killed: Served, left: Served) -> None:
    """Both answered before the kill, so sessions went to and fro."""
    by = Counter(line.split(",")[-1].strip() for line in log.read_text().splitlines())
    assert by[killed.url.removeprefix("http://")] >= PEOPLE
    assert by[left.url.removeprefix("http://")] >= PEOPLE * (TURNS - KILLED_AFTER)
