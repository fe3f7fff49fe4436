"""``python -m tests.bench``: what a turn costs, beside the SDK's own way, bare Flask and Node."""

import logging
import os
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import click

# What is measured is imported below with warnings of its own, about the SDK's age.
warnings.simplefilter("ignore")

from tests.bench.ratios import Bench  # noqa: E402
from tests.bench.signed import Alexa  # noqa: E402


def tell(words: str) -> None:
    """Say how far it is, beside the table."""
    click.echo(words, err=True)


def main() -> None:
    """Measure, and print the tables."""
    logging.disable()
    with TemporaryDirectory() as folder:
        alexa = Alexa(Path(folder))
        os.environ.update(alexa.environ())
        for line in Bench(alexa, Path(folder), tell).run().lines():
            click.echo(line)


if __name__ == "__main__":
    main()
