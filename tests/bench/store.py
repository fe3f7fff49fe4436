"""What remembering costs: the share that SQLite has in the CPU time of one turn, beside the goal.

A turn is everything from the request's bytes to the answer's, but for the web server and the signature, which would
only make the share smaller. The store's part is loading and saving, with the text taken apart and put together.
"""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from statistics import median
from time import thread_time_ns
from typing import Any

import click
from flask import Flask
from werkzeug.test import EnvironBuilder

from skill import record
from skill.app import create_app
from skill.settings import Settings
from tests.store.people import Person, workout

TURNS = 400
GOAL_PERCENT = 25


@dataclass
class Meter:
    """CPU time that this thread spends in some functions."""

    ns: int = 0
    calls: int = 0

    def metered(self, do: Callable[..., Any]) -> Callable[..., Any]:
        """Give a function that is counted."""

        def counted(*given: Any) -> Any:  # noqa: ANN401 - any function's
            began = thread_time_ns()
            try:
                return do(*given)
            finally:
                self.ns += thread_time_ns() - began
                self.calls += 1

        return counted


@dataclass
class Costs:
    """Of every turn: microseconds in all, and of these in the store."""

    turns: list[tuple[float, float]] = field(default_factory=list)
    saves: int = 0

    def row(self, name: str, turns: list[tuple[float, float]]) -> str:
        """Give one line of the table."""
        whole, store = (median(column) for column in zip(*turns, strict=True))
        share = 100 * sum(part for _, part in turns) / sum(turn for turn, _ in turns)
        verdict = "reached" if share <= GOAL_PERCENT else "MISSED"
        return f"{name:<62} {whole / 1000:>9.3f} {store / 1000:>9.3f} {share:>7.1f} {GOAL_PERCENT:>6}  {verdict}"


def measure(app: Flask, turns: int) -> Costs:
    """Let somebody go through workouts."""
    person, costs, loads, keeps = Person(), Costs(), Meter(), Meter()
    real = record.load, record.keep
    record.load, record.keep = loads.metered(real[0]), keeps.metered(real[1])
    try:
        for request, later_s in islice(workout(), turns):
            body = json.dumps(person.request(request, later_s)).encode()
            environ = EnvironBuilder("/alexa", method="POST", input_stream=BytesIO(body)).get_environ()
            environ["CONTENT_LENGTH"] = str(len(body))
            before, began = loads.ns + keeps.ns, thread_time_ns()
            answer = b"".join(app(environ, lambda *_: lambda _: None))
            whole = thread_time_ns() - began
            costs.turns.append((whole / 1000, (loads.ns + keeps.ns - before) / 1000))
            person.hear(json.loads(answer))
    finally:
        record.load, record.keep = real
    costs.saves = keeps.calls
    return costs


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        costs = measure(create_app(Settings(verify=False, store=f"sqlite:///{folder}/bench.sqlite")), TURNS)
    cheapest = sorted(costs.turns)[: TURNS // 4]
    click.echo(
        f"\n{'median CPU time of one turn in a workout, with SQLite':<62} {'ms':>9} {'store ms':>9} {'%':>7} goal %"
    )
    click.echo(costs.row(f"every turn ({TURNS}, of which {costs.saves} saved)", costs.turns))
    click.echo(costs.row("the quarter of them that costs least", cheapest))


if __name__ == "__main__":
    main()
