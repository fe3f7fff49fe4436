"""``python -m tests.fuzz [CASES]``: at least so many cases, and not one answer that must never be given."""

import importlib.util
import logging
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator

import click
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from tests.alexa.authority import Authority
from tests.fuzz import cases
from tests.fuzz.door import Door, Mistakes

CASES = 100_000
BATCH = 2_000

Sent = Callable[[bytes], None]


def targets(authority: Authority, mistakes: Mistakes) -> Iterator[tuple[str, float, Door, Sent, SearchStrategy[bytes]]]:
    """Give what is fuzzed: its name, its share of the cases, the door, how to send, and what."""
    open_, locked = (Door.make(authority, mistakes, verify=verify) for verify in (False, True))
    documents = cases.spoilt() | cases.envelopes() | cases.anything
    yield "raw bytes, unverified", 0.2, open_, open_.send, cases.raw
    yield "raw bytes, unsigned", 0.1, locked, locked.send, cases.raw
    yield "envelopes", 0.4, open_, open_.send, documents.map(cases.encoded)
    yield "signed but malformed envelopes", 0.2, locked, locked.signed, documents.map(cases.encoded)
    yield "signed bytes", 0.1, locked, locked.signed, cases.raw


def fuzz(name: str, count: int, send: Sent, bodies: SearchStrategy[bytes]) -> None:
    """Send so many cases, in batches, and say how far it is."""
    began = time.monotonic()
    for done in range(0, count, BATCH):
        batch = settings(
            max_examples=min(BATCH, count - done),
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        batch(given(bodies)(lambda body: send(body)))()  # noqa: PLW0108 - hypothesis wants a function of one argument
        seconds = time.monotonic() - began
        click.echo(f"{name}: {min(done + BATCH, count):,} of {count:,} cases, {seconds:.0f} s", err=True)


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
    for name, share, door, send, bodies in targets(Authority(), mistakes):
        before = door.seen.total()
        fuzz(name, round(cases_ * share), send, bodies)
        total += door.seen.total() - before
        click.echo(f"{name}: {door.seen.total() - before:,} cases; so far {dict(door.seen)}")
    click.echo(f"{total:,} cases: no 500, no traceback, no answer that Alexa would refuse")
    guided(guided_s)


if __name__ == "__main__":
    main()
