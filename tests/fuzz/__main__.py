"""``python -m tests.fuzz [CASES]``: at least so many cases, and not one answer that must never be given."""

import importlib.util
import logging
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from tests.alexa.authority import Authority
from tests.fuzz import cases
from tests.fuzz.door import Door, Mistakes

CASES = 100_000
BATCH = 2_000

Sent = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Target:
    """What is fuzzed."""

    name: str
    share: float
    """Of the cases."""
    door: Door
    send: Sent
    bodies: SearchStrategy[bytes] | None = None
    """None: damaged envelopes, by a generator that is fast and guided by nothing."""


def targets(authority: Authority, mistakes: Mistakes) -> Iterator[Target]:
    """Give everything that is fuzzed."""
    open_, locked = (Door.make(authority, mistakes, verify=verify) for verify in (False, True))
    documents = (cases.spoilt() | cases.envelopes() | cases.anything).map(cases.encoded)
    yield Target("raw bytes, by hypothesis", 0.04, open_, open_.send, cases.raw)
    yield Target("raw bytes, damaged envelopes", 0.21, open_, open_.send)
    yield Target("the same on the event loop", 0.1, open_, open_.promptly)
    yield Target("raw bytes, unsigned", 0.15, locked, locked.send)
    yield Target("envelopes, by hypothesis", 0.2, open_, open_.send, documents)
    yield Target("signed but malformed, by hypothesis", 0.05, locked, locked.signed, documents)
    yield Target("signed but damaged", 0.25, locked, locked.signed)


def fuzz(target: Target, count: int) -> None:
    """Send so many cases, in batches, and say how far it is."""
    began = time.monotonic()
    for done in range(0, count, BATCH):
        batch = min(BATCH, count - done)
        if target.bodies is None:
            for body in cases.damaged(batch, seed=done):
                target.send(body)
        else:
            explore(target.send, target.bodies, batch)
        seconds = time.monotonic() - began
        click.echo(f"{target.name}: {done + batch:,} of {count:,} cases, {seconds:.0f} s", err=True)


def explore(send: Sent, bodies: SearchStrategy[bytes], count: int) -> None:
    """Let hypothesis make up so many cases."""
    phases, health = [Phase.generate, Phase.shrink], list(HealthCheck)
    with_these = settings(max_examples=count, deadline=None, database=None, phases=phases, suppress_health_check=health)
    with_these(given(bodies)(lambda body: send(body)))()  # noqa: PLW0108 - hypothesis wants a function of one argument


def guided(seconds: int) -> None:
    """Let atheris look for bytes that lead further, where it is installed."""
    if importlib.util.find_spec("atheris") is None:
        click.echo("atheris: missing; pip install atheris adds the search that coverage guides")
        return
    run = subprocess.run([sys.executable, "-m", "tests.fuzz.guided", f"-max_total_time={seconds}"], check=False)  # noqa: S603 - our own words
    if run.returncode:
        sys.exit(f"atheris: found something, exit code {run.returncode}")
    click.echo(f"atheris: {seconds} s without a finding")


@click.command()
@click.argument("cases_", metavar="CASES", type=int, default=CASES)
@click.option("--guided-s", type=int, default=60, show_default=True, help="How long atheris may look.")
def main(cases_: int, guided_s: int) -> None:
    """Fuzz the door."""
    warnings.simplefilter("ignore")
    mistakes = Mistakes()
    logging.basicConfig(handlers=[mistakes])
    total = 0
    for target in targets(Authority(), mistakes):
        seen = target.door.seen
        before = seen.total()
        fuzz(target, round(cases_ * target.share))
        total += seen.total() - before
        click.echo(f"{target.name}: {seen.total() - before:,} cases; so far at this door {dict(seen)}")
    click.echo(f"{total:,} cases: no 500, no traceback, no answer that Alexa would refuse")
    guided(guided_s)


if __name__ == "__main__":
    main()
