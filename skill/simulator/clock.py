"""Clocks: the time of a conversation, waited for or only added up."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """The time since a conversation began. It never goes back."""

    @property
    def is_real(self) -> bool:
        """Whether a second of it takes a second."""

    def elapsed_ms(self) -> int:
        """Give the milliseconds since the beginning."""

    def wait_until(self, ms: int) -> None:
        """Let time pass until so many milliseconds since the beginning; do nothing if they have passed."""

    def now(self) -> datetime:
        """Give the date and time, with its zone."""


class RealClock:
    """The time of the world: waiting takes as long as it says."""

    is_real = True

    def __init__(self) -> None:
        self._began = time.monotonic()

    def elapsed_ms(self) -> int:
        """Give the milliseconds since the clock was made."""
        return round((time.monotonic() - self._began) * 1000)

    def wait_until(self, ms: int) -> None:
        """Sleep until then."""
        time.sleep(max(0, ms - self.elapsed_ms()) / 1000)

    def now(self) -> datetime:
        """Give the date and time of this machine."""
        return datetime.now(UTC)  # noqa: TID251 - the simulator stands for the world outside, where time comes from


class VirtualClock:
    """Time that is added up: every second of waiting is accounted for, and none is waited."""

    is_real = False

    def __init__(self, began: datetime) -> None:
        self._began = began
        self._elapsed_ms = 0

    def elapsed_ms(self) -> int:
        """Give the milliseconds added so far."""
        return self._elapsed_ms

    def wait_until(self, ms: int) -> None:
        """Add what is missing."""
        self._elapsed_ms = max(self._elapsed_ms, ms)

    def now(self) -> datetime:
        """Give the date and time it began at, and the time added since."""
        return self._began + timedelta(milliseconds=self._elapsed_ms)
