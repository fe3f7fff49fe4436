"""The two clocks; the real one runs on a time that the tests turn."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from skill.simulator.clock import RealClock, VirtualClock


def test_the_virtual_clock_adds_what_is_waited_for() -> None:
    """Time passes by exactly what is missing, and never goes back."""
    began = datetime(2026, 11, 22, 9, tzinfo=UTC)
    clock = VirtualClock(began)
    assert (clock.is_real, clock.elapsed_ms()) == (False, 0)

    clock.wait_until(1500)
    clock.wait_until(1000)

    assert clock.elapsed_ms() == 1500
    assert clock.now() == began + timedelta(seconds=1.5)


def test_the_real_clock_waits_for_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It sleeps until the moment asked for, and not at all for one that has passed."""
    slept: list[float] = []
    monkeypatch.setattr(time, "monotonic", lambda: 100.0 + sum(slept))
    monkeypatch.setattr(time, "sleep", slept.append)
    clock = RealClock()

    clock.wait_until(1500)
    clock.wait_until(1000)

    assert (clock.is_real, slept, clock.elapsed_ms()) == (True, [1.5, 0.0], 1500)
    assert clock.now().tzinfo is UTC
