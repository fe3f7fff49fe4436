"""What is remembered: of one session, and across sessions. Frozen, and its JSON is what the types below say.

Whoever reads JSON from outside gets a value that its types allow, or a fresh start. A field that is missing has its
default, so that what was saved before there was one is read; one that isn't known is left out.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct, ValidationError, convert, json

from skill.catalogue.model import Kit, Level, Place
from skill.coach.history import NOTHING_DONE, History
from skill.coach.preferences import AS_USUAL, Asking, Pace, Preferences
from skill.coach.ratings import Rated
from skill.frozen import replace

VERSION = 1
"""Raised when the JSON changes its meaning; what an older version wrote is then forgotten, not misread."""


LARGEST_AMOUNT = 120
"""Repetitions or seconds that can be asked for at most; `counted` has the bounds of each."""

LONGEST_S = 24 * 60 * 60
"""The longest time for a workout that anybody can name."""

Amount = Annotated[int, Meta(ge=1, le=LARGEST_AMOUNT)]
"""Repetitions, or seconds of a hold."""

Ids = tuple[str, ...]
"""Of exercises."""


class Phase(StrEnum):
    """Where the conversation stands."""

    HOME = "home"
    """Nothing is under way; something has been offered."""
    RESUMABLE = "resumable"
    """An unfinished workout has been offered."""
    BRIEFED = "briefed"
    """A workout is described and waits for "ready"."""
    PLAYING = "playing"
    """A block sounds, or has sounded to its question; `settling.settle` tells which by the clock."""
    WAITING = "waiting"
    """Between two blocks: "ready?" has been asked."""
    PAUSED = "paused"
    """Interrupted inside a block."""
    DONE = "done"
    """The last block has sounded; asked whether there is anything else."""
    READING = "reading"
    """Technique points are read one at a time."""
    CHOOSING = "choosing"
    """Asked which exercise, or which level."""
    TALKING = "talking"
    """An exercise has been spoken of: do it, or hear how?"""
    MAKING = "making"
    """Exercises of somebody's own routine are named, one after another."""
    DROPPING = "dropping"
    """Asked whether somebody's own routine is to be deleted."""
    LEAVING = "leaving"
    """Asked whether some exercises are to be left out."""
    FORGETTING = "forgetting"
    """Asked whether everything is to be forgotten."""
    CLOSED = "closed"
    """Said goodbye; the session is over."""


UNDER_WAY = frozenset({Phase.WAITING, Phase.PAUSED})
"""The phases in which somebody is in the midst of a workout."""

OPEN = UNDER_WAY | {Phase.RESUMABLE}
"""The phases in which a workout is spoken of that can be gone on with."""

TRAINING = OPEN | {Phase.PLAYING}
"""The phases that need a workout in flight."""


class Purpose(StrEnum):
    """What a choice that was asked for is to be used for."""

    DO = "do"
    LEARN = "learn"
    MUSCLES = "muscles"
    KIT = "kit"
    HOLD = "hold"
    COUNT = "count"
    ROUTINE = "routine"
    LAST = "last"
    DOSE = "dose"
    OFTEN = "often"
    ADD = "add"
    LEAVE_OUT = "leave-out"
    WHY = "why"
    """This and those below are for a `Detail` of the same value."""
    MISTAKES = "faults"
    FEEL = "feel"
    BREATHING = "breathing"
    EASIER = "easier"
    HARDER = "harder"
    LOAD = "load"
    CARE = "cautions"


class Part(Struct, frozen=True):
    """One exercise of a workout that is not done as its routine has it."""

    exercise: str
    sets: Amount
    level: Level
    """Whose dose is done."""


class Plan(Struct, frozen=True):
    """Which workout: a routine of the catalogue, one exercise alone, or a hold of the person's own."""

    level: Level
    routine: str | None = None
    exercise: str | None = None
    """At most one of the two is given; without either, the amount is the seconds of a hold."""
    amount: Amount | None = None
    """Repetitions, or seconds of a hold, that were asked for, instead of the dose."""
    pace: Pace = Pace.USUAL
    asking: Asking = Asking.EACH_EXERCISE
    """Where nothing is asked between two exercises, how to come out of the first takes time of its own."""
    within_s: Annotated[int, Meta(ge=1, le=LONGEST_S)] | None = None
    """The time that was asked for; `tailoring` cuts the routine to it."""
    parts: tuple[Part, ...] = ()
    """What is done instead of the routine's own exercises; empty where it is done as it stands."""
    known: Ids = ()
    """The exercises that somebody needs no full talk for any more."""
    turn: int = 0
    """Of workouts, so that the one cue which is given instead is not the same each time."""
    eased: Ids = ()
    """The exercises that are done in their easier form, half as often or half as long."""
    own: Ids = ()
    """The exercises of a routine of somebody's own, in order; the routine then only gives what is around them."""
    left_out: Ids = ()
    """The exercises that somebody doesn't want this time."""
    cools_down: bool = True
    """False where somebody doesn't want the stretches at the end either."""

    def __post_init__(self) -> None:
        """Raise ValueError for what is no plan."""
        named = (self.routine is not None) + (self.exercise is not None)
        if named > 1 or (named == 0 and self.amount is None) or (self.routine and self.amount):
            message = "a plan is a routine, an exercise or a hold"
            raise ValueError(message)


class Underway(Struct, frozen=True):
    """The workout in flight and the place in it."""

    plan: Plan
    step: int
    """Index of the first step of the block that sounds, or that comes next."""
    done: int = 0
    """What is done of that step, or of the set that its count-in leads to; see `WorkSet.done` and `Rest.done`."""
    began_ms: int | None = None
    """When the block began to sound, in milliseconds since 1970; None while none sounds."""
    touched_ms: int = 0
    """When this was last moved on, so that an old workout is not offered again."""
    sets: int = 0
    """Sets done to their end so far."""


class Progress(Struct, frozen=True, tag_field="version", tag=VERSION):
    """What outlives a session. Nothing about health, no names, nothing that was said."""

    introduced: bool = False
    """True once the disclaimer has been said in full."""
    level: Level | None = None
    """Of the last workout that was begun."""
    place: Place | None = None
    underway: Underway | None = None
    audio_failed: bool = False
    """True once this listener's device failed to play timed audio."""
    preferences: Preferences = AS_USUAL
    lacks: tuple[Kit, ...] = ()
    """What this listener said they don't have, in the order of the catalogue."""
    history: History = NOTHING_DONE
    ratings: tuple[Rated, ...] = ()
    """How hard finished workouts were found."""
    own: Ids = ()
    """The exercises of this listener's own routine, as they were named; empty where there is none."""

    @property
    def usual_level(self) -> Level:
        """The level of the last workout, or the first of all."""
        return self.level or Level.BEGINNER

    @classmethod
    def from_json(cls, value: Any) -> "Progress":  # noqa: ANN401 - JSON from outside has any shape
        """Read what `plain` gave; anything else, or what tells another version, is a fresh start and no error."""
        try:
            return convert(value, cls)
        except ValidationError:
            return cls()


class State(Struct, frozen=True):
    """Everything remembered between two turns."""

    phase: Phase = Phase.HOME
    progress: Progress = Progress()
    plan: Plan | None = None
    """The workout offered or described, not yet begun."""
    subject: str | None = None
    """The exercise last spoken of: "do it" and "how" mean this one."""
    point: int = 0
    """Index of the technique point last read."""
    purpose: Purpose | None = None
    """None unless choosing for something."""
    among: Ids = ()
    """The exercises to choose from, all of them when empty, or to be left out. Empty unless choosing or leaving."""
    amount: Amount | None = None
    """Repetitions, or seconds of a hold, that were asked for, of an exercise that is still to be chosen."""
    back_to: Phase | None = None
    """What reading, choosing or asking to delete interrupted and gives way to again, and the workout that the making
    of a routine did; None in every other phase."""
    place: Place | None = None
    """Asked for together with a level that is still to be chosen."""
    level: Level | None = None
    """Asked for together with an exercise that is still to be chosen."""
    not_today: Ids = ()
    """The exercises that somebody doesn't want in any workout of this session."""
    cools_down: bool = True
    """False where somebody doesn't want the stretches at the end of any workout of this session."""
    notice_ms: int = 0
    """When the disclaimer has been said, where this session began with it; in milliseconds since 1970."""
    missed: Annotated[int, Meta(ge=0)] = 0
    """How often in a row nothing was understood."""
    said: tuple[str, ...] = ()
    """Keys of the lines of the last reply, without the timed ones."""

    @property
    def level_meant(self) -> Level:
        """The level that was asked for, or else the usual one."""
        return self.level or self.progress.usual_level

    @classmethod
    def from_json(cls, value: Mapping[str, Any], progress: Progress) -> "State":
        """Read all but the progress, which is given. What can't be read is a state in which nothing has been said."""
        try:
            read = convert({**value, "progress": {}}, cls)
        except ValidationError:
            return cls(progress=progress)
        return replace(read, progress=progress)


def plain(value: object) -> Any:  # noqa: ANN401 - any JSON
    """Give JSON in dicts, lists and scalars alone: what is made here holds frozen values as they are."""
    return json.decode(json.encode(value))
