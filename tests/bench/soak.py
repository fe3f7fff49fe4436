"""``python -m tests.bench.soak``: very many turns by very many listeners, and neither time nor memory grows."""

import logging
import os
import sys
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time_ns
from typing import Any

import click

warnings.simplefilter("ignore")

from skill.simulator.envelope import Session, intent_request, launch_request  # noqa: E402
from tests.bench.client import Client  # noqa: E402
from tests.bench.processes import Server  # noqa: E402
from tests.bench.signed import SKILL_ID, Alexa, attributes_of, listeners  # noqa: E402

TURNS = 200_000
LISTENERS = 20_000
WINDOWS = 40
"""Parts of the run that are compared with one another."""

GROWTH = 1.05
"""The last quarter may spend this much of what the second quarter spent; the first still fills its stores."""

SAID = ("RoutinesIntent", "ReadyIntent", "AMAZON.PauseIntent", "HowLongIntent", "AMAZON.ResumeIntent", "SlowerIntent")
"""What listeners say in turn; each begins with a launch, and says the next of these at every later visit."""


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the run."""

    turns: int
    cpu_ms: float
    """Per turn."""
    resident_mib: float
    yard_ms: float
    """What a fixed piece of work took the same machine meanwhile, which others may keep busy."""


YARDS = 60
"""Times that the fixed piece of work is done in each part, spread over it."""


def yard_ms() -> float:
    """Do a fixed amount of plain Python, and give its CPU time."""
    began = process_time_ns()
    sum(number * number for number in range(10_000))
    return (process_time_ns() - began) / 1e6


def soak(alexa: Alexa, server: Server, turns: int, people: Sequence[str]) -> Iterator[Window]:
    """Let everybody take turns, and give what each part of the run spends."""
    client, sessions = Client(server.connect), dict[str, Mapping[str, Any]]()
    began_ns, size = server.cpu_ns(), turns // WINDOWS
    yards: list[float] = []
    for number in range(turns):
        listener = people[number % len(people)]
        visit, attributes = number // len(people), sessions.get(listener)
        said = SAID[(visit - 1) % len(SAID)]
        asked = intent_request(said, (), (), SKILL_ID) if attributes is not None else launch_request()
        answer = client.post(alexa.signed(listener, Session(attributes or {}, new=attributes is None), asked))
        if answer.status != 200 or b'"ssml"' not in answer.body:
            raise AssertionError(answer)
        sessions[listener] = attributes_of(answer.body)
        if number % max(1, size // YARDS) == 0:
            yards.append(yard_ms())
        if (number + 1) % size == 0:
            spent_ns = server.cpu_ns()
            yield Window(number + 1, (spent_ns - began_ns) / size / 1e6, server.resident_mib(), median(yards))
            began_ns = server.cpu_ns()
            yards.clear()


def grown(values: Sequence[float]) -> float:
    """Give what the last quarter is of the second."""
    quarter = len(values) // 4
    return median(values[-quarter:]) / median(values[quarter : 2 * quarter])


@click.command()
@click.option("--turns", default=TURNS, show_default=True)
@click.option("--listeners", "people", default=LISTENERS, show_default=True)
def main(turns: int, people: int) -> None:
    """Soak the server that `serve` runs."""
    logging.disable()
    with TemporaryDirectory() as folder:
        alexa = Alexa(Path(folder))
        environ = {**alexa.environ(), "BACK_COACH_STORE": f"sqlite:///{folder}/soak.sqlite"}
        os.environ.update(environ)
        with Server("us*", (sys.executable, "-m", "tests.bench.served", "{port}"), environ) as server:
            windows, began = [], time.monotonic()
            for one in soak(alexa, server, turns, listeners("soak", people)):
                windows.append(one)
                told = f"{one.turns:,} of {turns:,} turns, {time.monotonic() - began:.0f} s"
                click.echo(f"{told}: {one.cpu_ms:.3f} ms CPU a turn, {one.resident_mib:.1f} MiB", err=True)
    cpu, memory = grown([one.cpu_ms / one.yard_ms for one in windows]), grown([one.resident_mib for one in windows])
    click.echo(f"{turns:,} turns of {people:,} listeners: the last quarter spends {cpu:.3f} of the second's CPU, both")
    click.echo(
        f"in lengths of plain Python done meanwhile, and holds {memory:.3f} of its memory; at most {GROWTH} is none"
    )
    sys.exit(max(cpu, memory) > GROWTH)


if __name__ == "__main__":
    main()
