"""What somebody has done: each exercise how often and when last, and the workouts they finished."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from skill.coach.steps import Step, WorkSet

KEPT_WORKOUTS = 30
"""Finished workouts that are remembered, the latest: three a week for ten weeks (house)."""


@dataclass(frozen=True, slots=True)
class Practice:
    """One exercise, as often as it was done to its last set."""

    exercise: str
    times: int
    last_ms: int
    """When it was done last, in milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Finished:
    """One workout that came to its end."""

    ended_ms: int
    sets: int
    """Sets that were done to their end, the lighter first ones not counted."""
    routine: str | None = None
    exercise: str | None = None
    """The exercise that was done alone; neither for a hold of one's own."""
    own: bool = False
    """True for a routine of somebody's own; the routine is then the one it was made from."""


@dataclass(frozen=True, slots=True)
class History:
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

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read what ``asdict`` gave; what is missing is empty. Raises KeyError, TypeError or ValueError otherwise."""
        if not isinstance(value, Mapping):
            message = f"{value!r} is no history"
            raise ValueError(message)  # noqa: TRY004 - the caller takes any other JSON for a fresh start
        practice, finished = (list(value.get(name, ())) for name in ("practice", "finished"))
        return cls(tuple(map(_practice, practice)), tuple(map(_finished, finished)))


def sets_in(passed: Iterable[Step]) -> int:
    """Count the sets among steps that were done."""
    return sum(isinstance(step, WorkSet) and step.number > 0 for step in passed)


def _practice(value: Mapping[str, Any]) -> Practice:
    return Practice(str(value["exercise"]), int(value["times"]), int(value["last_ms"]))


def _finished(value: Mapping[str, Any]) -> Finished:
    routine, exercise = value["routine"], value["exercise"]
    return Finished(
        int(value["ended_ms"]),
        int(value["sets"]),
        routine=None if routine is None else str(routine),
        exercise=None if exercise is None else str(exercise),
        own=bool(value.get("own")),
    )


NOTHING_DONE = History()
