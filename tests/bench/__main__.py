"""``python -m tests.bench``: what a turn costs, beside the SDK's own way, bare Flask and Node."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.bench.ratios import Bench
from tests.bench.signed import Alexa

if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        alexa = Alexa(Path(folder))
        os.environ.update(alexa.environ())
        bench = Bench(alexa, Path(folder))
        for line in bench.report():
            click.echo(line)
    sys.exit(0)
