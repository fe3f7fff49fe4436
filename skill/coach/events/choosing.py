"""What the person did to choose: a routine, an exercise, a time, the kit there is."""

from dataclasses import dataclass

from skill.catalogue.model import Level
from skill.coach.events.bare import Bare
from skill.coach.events.named import UNNAMED, Named


class Launched(Bare):
    """Opened the skill without saying what for."""


@dataclass(frozen=True, slots=True)
class Greeted:
    """Said hello, perhaps in words that are an exercise's name as well."""

    exercise: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class RoutineAsked:
    """Asked for a routine by level and place; either may be missing."""

    level: Named = UNNAMED
    place: Named = UNNAMED


class WorkoutStarted(Bare):
    """Asked for the workout to start, without saying which."""


@dataclass(frozen=True, slots=True)
class NamedRoutineAsked:
    """Asked for one routine by its name."""

    routine: Named = UNNAMED


class UsualAsked(Bare):
    """Asked for what they usually do, or for whatever the coach thinks best."""


@dataclass(frozen=True, slots=True)
class OtherLevelAsked:
    """Asked for the routine of the next level, or of the one below."""

    harder: bool


@dataclass(frozen=True, slots=True)
class TimeNamed:
    """Said how much time there is for a workout."""

    seconds: int | None = None
    """None where it wasn't understood as a time."""
    place: Named = UNNAMED
    level: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class NumberSaid:
    """Said a number and nothing more; what of depends on what was asked."""

    number: int | None = None


@dataclass(frozen=True, slots=True)
class QuickAsked:
    """Asked for something that takes little time, or said that there is little."""

    seconds: int | None = None
    """What was said to be left; None where it wasn't said."""


class GentleAsked(Bare):
    """Asked for something easy."""


@dataclass(frozen=True, slots=True)
class PractisedSaid:
    """Said how practised they are."""

    level: Level


@dataclass(frozen=True, slots=True)
class KitLacked:
    """Said what they don't have."""

    kit: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class KitOwned:
    """Said what they have now: one thing or two."""

    kit: Named = UNNAMED
    besides: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class OnlyKitOwned:
    """Said what they have, one thing or two, and that it is all."""

    kit: Named = UNNAMED
    besides: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class ExerciseAsked:
    """Asked to be coached through one exercise alone."""

    exercise: Named = UNNAMED
    level: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class ExerciseNamed:
    """Said the name of an exercise and nothing more."""

    exercise: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class TwoNamed:
    """Named two exercises at once."""

    exercise: Named = UNNAMED
    other: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class HoldAsked:
    """Asked for a hold of so many seconds to be counted, of an exercise or of anything."""

    seconds: int | None = None
    exercise: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class RepsAsked:
    """Asked for so many repetitions of an exercise to be counted."""

    count: int | None = None
    exercise: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class LevelNamed:
    """Said a level and nothing more."""

    level: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class PlaceNamed:
    """Said a place and nothing more."""

    place: Named = UNNAMED


class BothAsked(Bare):
    """Asked for both of what was offered."""


class HomeSaid(Bare):
    """Said "home" and nothing more: the place, or the way out."""


Choice = (
    Launched
    | Greeted
    | RoutineAsked
    | WorkoutStarted
    | NamedRoutineAsked
    | UsualAsked
    | OtherLevelAsked
    | TimeNamed
    | NumberSaid
    | QuickAsked
    | GentleAsked
    | PractisedSaid
    | KitLacked
    | KitOwned
    | OnlyKitOwned
    | ExerciseAsked
    | ExerciseNamed
    | TwoNamed
    | HoldAsked
    | RepsAsked
    | LevelNamed
    | PlaceNamed
    | BothAsked
    | HomeSaid
)
