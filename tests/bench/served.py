"""``python -m tests.bench.served PORT``: the skill of `tests.bench.ours` as ``back-coach serve`` runs it."""

import sys

from skill.__main__ import loaded

if __name__ == "__main__":
    loaded("tests.bench.ours").serve_at(int(sys.argv[1]))
