"""Kills servers: ``python -m tests.store.killing 200``, half of them on SQLite and half on PostgreSQL.

People go through workouts without a pause, each from a thread of their own, until the server is killed at some moment.
Then the store is looked into, the server is started again, and whoever had no answer asks again, as Alexa does. Every
answer has to be the one of a server that is never killed, to which each request came exactly once.
"""

import json
import random  # noqa: TID251 - the moments of the kills are to be any
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event

import click
import psycopg
import requests

from skill.store import migrate, open_store
from skill.store.base import Store

from .people import Json, Oracle, Person, post, progress, told, workout
from .services import Served, free_port, postgresql, serving

PEOPLE = 4

LINE_EACH = 10
"""Kills between two plain lines."""

LONGEST_S = 0.4
"""From the first answer after a start to the kill: some forty turns."""


@dataclass
class Trainee:
    """Somebody who goes through workouts, and remembers what has been answered."""

    person: Person = field(default_factory=Person)
    oracle: Oracle = field(default_factory=Oracle)
    says: Iterator[tuple[Json, float]] = field(default_factory=workout)
    unanswered: Json | None = None
    right: Json | None = None
    """The right answer to the last request."""
    before: Json | None = None
    """The progress before that."""
    answered: int = 0

    def train(self, url: str, begun: Event) -> None:
        """Talk until there is no answer; what was asked last is asked again first."""
        while True:
            if self.unanswered is None:
                self.before = progress(self.right) if self.right else None
                self.unanswered = self.person.request(*next(self.says))
                self.right = self.oracle.answer(self.unanswered)
            try:
                answer = post(url, self.unanswered)
            except requests.RequestException:
                return
            assert told(answer) == told(self.right or {}), self.unanswered
            self.person.hear(answer)
            self.unanswered, self.answered = None, self.answered + 1
            begun.set()

    def check(self, store: Store) -> None:
        """Find every answered turn in the store; the one without an answer may be there or not."""
        text = store.load(self.person.user).progress
        found = (
            {name: value for name, value in json.loads(text).items() if name not in {"turns", "settled", "born_ms"}}
            if text
            else None
        )
        allowed: list[Json | None] = [progress(self.right)] if self.right else []
        if self.unanswered is not None or not self.right:
            allowed.append(self.before)
        assert found in allowed, f"after {self.answered} answers: {found} is none of {allowed}"


def kill(store_url: str, kills: int, seed: int) -> Iterator[int]:
    """Kill a server so many times, and give after each how many turns have been answered in all."""
    chance, port, store = random.Random(seed), free_port(), open_store(store_url)  # noqa: S311 - no secret
    trainees = [Trainee() for _ in range(PEOPLE)]
    with ThreadPoolExecutor(PEOPLE) as pool:
        for _ in range(kills):
            with serving(store_url, port, workers=1) as served:
                begun = Event()
                talks = [pool.submit(trainee.train, served.url, begun) for trainee in trainees]
                _kill_after(served, begun, chance.uniform(0, LONGEST_S))
                for talk in talks:
                    talk.result()
            for trainee in trainees:
                trainee.check(store)
            yield sum(trainee.answered for trainee in trainees)


def _kill_after(served: Served, begun: Event, seconds: float) -> None:
    begun.wait(30)
    Event().wait(seconds)
    served.kill()


def _shown(kills: Iterator[int], of: int, label: str) -> Iterator[int]:
    """Show how far it is: a bar on a terminal, a plain line now and then anywhere else."""
    if sys.stderr.isatty():
        with click.progressbar(kills, of, label, show_pos=True, file=sys.stderr) as bar:
            yield from bar
        return
    for done, turns in enumerate(kills, 1):
        if done % LINE_EACH == 0 or done == of:
            click.echo(f"{label}: {done} of {of}", err=True)
        yield turns


def main(kills: int) -> None:
    """Kill on both stores, with a progress bar."""
    with tempfile.TemporaryDirectory() as folder, postgresql() as server:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE killed")
        migrate(f"{server}/killed")
        stores = {"SQLite": f"sqlite:///{folder}/killed.sqlite", "PostgreSQL": f"{server}/killed"}
        for name, url in stores.items():
            answered = list(_shown(kill(url, kills // 2, seed=kills), kills // 2, f"killed on {name}"))
            click.echo(f"{name}: {len(answered)} kills, {answered[-1]} turns answered, none lost, none counted twice")


if __name__ == "__main__":
    main(int(sys.argv[1]))
