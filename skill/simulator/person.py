"""The person in the room: somebody who reads from a script, or somebody who types."""

import queue
import re
from collections.abc import Iterable
from typing import Protocol

from msgspec import Struct

from skill.simulator.clock import Clock
from skill.simulator.heard import Heard
from skill.simulator.spoken import words

MOST_READIES = 100
"""How often "ready" is said for you in one conversation; no workout has as many questions."""

_TIMED = re.compile(r"@(\d+(?:\.\d+)?)\s+(.+)")


class Spoken(Struct, frozen=True):
    """Something said, and by whom it was thought of."""

    words: str
    for_you: bool = False
    """True for the "ready" that a one-shot's person would say, and didn't have to."""
    echoed: bool = False
    """True when it was typed just now: the terminal has it on the line above the cursor."""


class GoneError(Exception):
    """The person has left: nothing more will be said."""


class Person(Protocol):
    """Says something, or nothing, and lets the clock run meanwhile. Times are since the conversation began."""

    @property
    def is_timed(self) -> bool:
        """Whether the microphone closes on a person who takes too long."""

    def opening(self) -> Spoken | None:
        """Say something while there is no session; None when there is nothing left to say."""

    def over_the_coach(self, began_ms: int, until_ms: int) -> Spoken | None:
        """Let the coach, who began to speak then, speak until then; give what is said over her, at once."""

    def into_the_microphone(self, heard: Heard, until_ms: int) -> Spoken | None:
        """Answer what was heard while the microphone is open; None when it closes first."""


class Line(Struct, frozen=True):
    """One utterance of a script."""

    words: str
    over_ms: int | None = None
    """How long into the coach's speech it is said; None to wait for the microphone."""


def read_script(utterances: Iterable[str]) -> tuple[Line, ...]:
    """Read a script: ``;`` separates utterances, and ``@12 alexa, pause`` is said 12 s into the coach's speech."""
    texts = (text.strip() for utterance in utterances for text in utterance.split(";"))
    return tuple(_line(text) for text in texts if text)


def _line(text: str) -> Line:
    timed = _TIMED.fullmatch(text)
    return Line(timed[2], round(float(timed[1]) * 1000)) if timed else Line(text)


class Reader:
    """Reads a script, and after its last line keeps silent.

    A script of one line is a one-shot: every question whether one is ready is then answered "ready", so that it plays
    to its end. There is an end to this too, in case the coach never stops asking.
    """

    is_timed = True

    def __init__(self, script: Iterable[Line], clock: Clock) -> None:
        self._left = list(script)
        self._clock = clock
        self._readies_left = MOST_READIES if len(self._left) == 1 else 0

    def opening(self) -> Spoken | None:
        """Say the next line."""
        return Spoken(self._left.pop(0).words) if self._left else None

    def over_the_coach(self, began_ms: int, until_ms: int) -> Spoken | None:
        """Say the next line if its time comes."""
        over_ms = self._left[0].over_ms if self._left else None
        if over_ms is None or began_ms + over_ms > until_ms:
            self._clock.wait_until(until_ms)
            return None
        self._clock.wait_until(began_ms + over_ms)
        return self.opening()

    def into_the_microphone(self, heard: Heard, until_ms: int) -> Spoken | None:
        """Say the next line at once, or "ready" for a person who is; else let the microphone close."""
        if self._left:
            return self.opening()
        if self._readies_left and "ready" in words(heard.question):
            self._readies_left -= 1
            return Spoken("ready", for_you=True)
        self._clock.wait_until(until_ms)
        return None


class Typist:
    """Types lines, which arrive in a queue; None in it says that no more will come.

    At a keyboard and on the real clock the person can talk over the coach, and has as long to answer as the device
    listens. Lines from a pipe are for the microphone only. On the virtual clock nothing tells how long typing takes, so
    the microphone waits for it without a time-out.
    """

    def __init__(self, lines: "queue.Queue[str | None]", clock: Clock, *, at_keyboard: bool, timed: bool) -> None:
        self._lines = lines
        self._clock = clock
        self._at_keyboard = at_keyboard
        self.is_timed = timed

    def opening(self) -> Spoken | None:
        """Wait for a line, as long as it takes."""
        return self._said(None)

    def over_the_coach(self, began_ms: int, until_ms: int) -> Spoken | None:
        """Give a line typed meanwhile. Only a person at a keyboard, in real time, types while she speaks."""
        del began_ms
        if self._at_keyboard and self.is_timed:
            return self._typed_until(until_ms)
        self._clock.wait_until(until_ms)
        return None

    def into_the_microphone(self, heard: Heard, until_ms: int) -> Spoken | None:
        """Give the line typed before the microphone closes."""
        del heard
        return self._typed_until(until_ms) if self.is_timed else self.opening()

    def _typed_until(self, until_ms: int) -> Spoken | None:
        """Give what is said before the time is over."""
        try:
            return self._said(until_ms)
        except queue.Empty:
            return None

    def _said(self, until_ms: int | None) -> Spoken:
        """Give the first line that says anything. One that lay there already was echoed before what stands there now.

        Raises queue.Empty when the time is over, and GoneError at the end of the lines.
        """
        while True:
            early = not self._lines.empty()
            line = self._lines.get(timeout=self._seconds_until(until_ms))
            if line is None:
                raise GoneError
            if words := line.strip():
                return Spoken(words, echoed=self._at_keyboard and not early)

    def _seconds_until(self, ms: int | None) -> float | None:
        return None if ms is None else max(0, ms - self._clock.elapsed_ms()) / 1000
