"""What somebody has done: each exercise how often and when last, and the workouts they finished."""

from collections.abc import Iterable
from typing import Self

from msgspec import Struct

from skill.coach.steps import Step, WorkSet

KEPT_WORKOUTS = 30
"""Finished workouts that are remembered, the latest: three a week for ten weeks (house)."""


class Practice(Struct, frozen=True):
    """One exercise, as often as it was done to its last set."""

    exercise: str
    times: int
    last_ms: int
    """When it was done last, in milliseconds since 1970."""


class Finished(Struct, frozen=True):
    """One workout that came to its end."""

    ended_ms: int
    sets: int
    """Sets that were done to their end, the lighter first ones not counted."""
    routine: str | None = None
    exercise: str | None = None
    """The exercise that was done alone; neither for a hold of one's own."""
    own: bool = False
    """True for a routine of somebody's own; the routine is then the one it was made from."""


class History(Struct, frozen=True):
    """All of it."""

    practice: tuple[Practice, ...] = ()
    finished: tuple[Finished, ...] = ()
    """The oldest first."""

    def of(self, exercise: str) -> Practice | None:
        """Give what was done of an exercise; None for nothing."""
        return next((known for known in self.practice if known.exercise == exercise), None)

    def with_steps(self, passed: Iterable[Step], now_ms: int) -> Self:
        """Add the exercises whose last set is among steps that were done."""
        history = self
        for step in passed:
            if isinstance(step, WorkSet) and step.exercise is not None and step.number == step.dose.sets:
                history = history._with(step.exercise.id, now_ms)
        return history

    def with_finished(self, workout: Finished) -> Self:
        """Add a workout; one without a set is none."""
        if not workout.sets:
            return self
        return type(self)(self.practice, (*self.finished, workout)[-KEPT_WORKOUTS:])

    def _with(self, exercise: str, now_ms: int) -> Self:
        before = self.of(exercise)
        others = tuple(known for known in self.practice if known is not before)
        done = Practice(exercise, before.times + 1 if before else 1, now_ms)
        return type(self)((*others, done), self.finished)


def sets_in(passed: Iterable[Step]) -> int:
    """Count the sets among steps that were done."""
    return sum(isinstance(step, WorkSet) and step.number > 0 for step in passed)


NOTHING_DONE = History()
