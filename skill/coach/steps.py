"""The stops of a workout: what happens one after another, each with its exact length."""

from msgspec import Struct

from skill.catalogue.model import DOWN, HOLD, Counting, Dose, Exercise, Level, Posture
from skill.coach.reply import LOADED, SIDE

SET_UP_S = 20
"""Two breaths of ten seconds (house)."""

SHORT_SET_UP_S = 10
"""One breath and a cue: name, place, and one thing to think of (house)."""

ON_FLOOR = frozenset(position for position, down in DOWN.items() if down)

LEAVING_S = 10
"""One breath on how to come out of an exercise, and the time to do so: putting a weight down, rolling over (house)."""

COUNT_IN_S = 3
"""Three, two, one (house). Before a later set it is the end of the rest."""


class Opening(Struct, frozen=True):
    """The greeting of a workout: how to stay safe, and what comes first."""

    length_s: int
    warm_up: bool
    """False where the listener is taken to be warm already."""
    place_s: int = 0
    """Seconds at its end to get into place in, where nothing else comes before the count-in."""


class Move(Struct, frozen=True):
    """One move of the warm-up or the cool-down."""

    name: str
    whole_s: int
    done: int = 0
    """Seconds of it that were done before an interruption."""

    @property
    def length_s(self) -> int:
        """What is left of it."""
        return self.whole_s - self.done


class SetUp(Struct, frozen=True):
    """The talk that gets somebody into place for an exercise: what it is, how to get there, how to move."""

    exercise: Exercise
    dose: Dose
    """Of the whole exercise, to be announced."""
    length_s: int = SET_UP_S
    before: Exercise | None = None
    """The exercise before it, which tells how somebody lies or stands; without one, standing."""
    named: bool = True
    """False at the start of a block, where the exercise has just been named."""
    cue: int | None = None
    """Which cue is given instead of the talk, to somebody who knows the exercise; None for the whole talk."""
    leaving_s: int = 0
    """Seconds of it in which to come out of the exercise before; none where a question in between tells how."""
    helped: bool = False
    """True where how to get down or up has just been told: they have got there, and needn't be told so again."""

    @property
    def comes_from(self) -> str:
        """Where somebody is when the talk begins; see `stands_like`."""
        if not self.helped:
            return stands_like(self.before)
        return SIDE if self.exercise.position in ON_FLOOR else Posture.STANDING


class GetReady(Struct, frozen=True):
    """The seconds to get into place."""

    exercise: Exercise
    dose: Dose
    """Of the whole exercise, to be announced."""
    level: Level
    """Whose form is done; the dose may be another level's."""
    length_s: int
    ramp: bool
    """True where the lighter set comes first and has to be told of."""


class CountIn(Struct, frozen=True):
    """Three, two, one, before every set."""

    exercise: Exercise | None
    """None for a hold of the person's own."""
    number: int
    """Of the set that follows; 0 is the ramp-up set."""
    of: int
    length_s: int = COUNT_IN_S


class WorkSet(Struct, frozen=True):
    """One set at its tempo."""

    exercise: Exercise | None
    """None for a hold of the person's own."""
    dose: Dose
    number: int
    """Counted from 1; 0 is the ramp-up set."""
    done: int = 0
    """Repetitions, or seconds of the hold, that were done before an interruption."""

    @property
    def is_hold(self) -> bool:
        """Whether seconds are counted, not repetitions."""
        return self.exercise is None or self.exercise.counting is Counting.HOLD

    @property
    def length_s(self) -> int:
        """What is left of the set, at its tempo."""
        return self.dose.set_s - self.done * (1 if self.is_hold else self.dose.rep_s)

    @property
    def count(self) -> int:
        """Repetitions, or seconds of the hold, of the whole set."""
        return self.dose.tempo[HOLD] if self.is_hold else self.dose.reps

    def done_after(self, elapsed_s: int) -> int:
        """Give the repetitions, or seconds of the hold, that are done some seconds after this has begun.

        A repetition is done once its number is said, which is on its last second.
        """
        if not self.is_hold:
            return self.done + (elapsed_s + 1) // self.dose.rep_s
        stages = list(self.dose.tempo)
        lead_s = sum(self.dose.tempo[stage] for stage in stages[: stages.index(HOLD)])
        return self.done + min(max(0, elapsed_s - lead_s), self.dose.tempo[HOLD] - self.done)


class Rest(Struct, frozen=True):
    """The rest between two sets, up to the count-in."""

    exercise: Exercise
    rest_s: int
    """As announced: the count-in is its last seconds."""
    number: int
    """Of the set just done; 0 is the ramp-up set."""
    done: int = 0
    """Seconds rested before an interruption; less when more rest was asked for, and then it may be negative."""

    @property
    def length_s(self) -> int:
        """What is left, without the count-in."""
        return self.rest_s - COUNT_IN_S - self.done


class Closing(Struct, frozen=True):
    """Well done."""

    length_s: int
    after: Exercise | None
    """The exercise just done, when no cool-down says how to come out of it."""
    tip: bool = True
    """False where it was too little to rest from."""


def stands_like(exercise: Exercise | None) -> str:
    """Give where somebody is after an exercise, or before any: with a weight in hand, or in a position."""
    if exercise is None:
        return Posture.STANDING
    return LOADED if exercise.loaded else exercise.position


Step = Opening | Move | SetUp | GetReady | CountIn | WorkSet | Rest | Closing
