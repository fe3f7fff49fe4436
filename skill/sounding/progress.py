"""How far something long has come: a bar on a terminal, a plain line now and then anywhere else."""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Self, TextIO

import click
from msgspec import Struct

WIDTH = 24
LINES = 4
"""How many plain lines there are in all."""


class Paper(Struct, frozen=True):
    """Where it is shown."""

    out: TextIO
    terminal: bool
    """True where a line can be written over."""
    colour: bool

    @classmethod
    def of(cls, out: TextIO, environ: Mapping[str, str] = os.environ) -> Self:
        """Find out: colour only on a terminal and where NO_COLOR is unset, and nothing of the kind on a dumb one."""
        terminal = out.isatty() and environ.get("TERM") != "dumb"
        return cls(out, terminal, colour=terminal and not environ.get("NO_COLOR"))

    def watch(self, texts: Sequence[str]) -> Iterator[str]:
        """Give texts one by one, and show how many of them have been spoken."""
        for done, text in enumerate(texts):
            self._show(done, len(texts))
            yield text
        self._show(len(texts), len(texts))

    def _show(self, done: int, of: int) -> None:
        if self.terminal:
            self.out.write(f"\r{self._bar(done, of)}" + ("\n" if done == of else ""))
        elif done * LINES // of > (done - 1) * LINES // of >= 0:
            self.out.write(f"{done} of {of} texts spoken\n")
        self.out.flush()

    def _bar(self, done: int, of: int) -> str:
        full = "#" * (done * WIDTH // of)
        empty = "-" * (WIDTH - len(full))
        return f"speaking {click.style(full, fg='cyan') if self.colour else full}{empty} {done * 100 // of:>3} %"
