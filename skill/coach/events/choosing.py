"""What the person did to choose: a routine, an exercise, a time, the kit there is."""

from msgspec import Struct

from skill.catalogue.model import Level
from skill.coach.events.named import UNNAMED, Named


class Launched(Struct, frozen=True):
    """Opened the skill without saying what for."""


class Greeted(Struct, frozen=True):
    """Said hello, perhaps in words that are an exercise's name as well."""

    exercise: Named = UNNAMED


class RoutineAsked(Struct, frozen=True):
    """Asked for a routine by level and place, perhaps without something to train with; each may be missing."""

    level: Named = UNNAMED
    place: Named = UNNAMED
    without: Named = UNNAMED


class WorkoutStarted(Struct, frozen=True):
    """Asked for the workout to start, without saying which."""


class NamedRoutineAsked(Struct, frozen=True):
    """Asked for one routine by its name."""

    routine: Named = UNNAMED


class UsualAsked(Struct, frozen=True):
    """Asked for what they usually do, or for whatever the coach thinks best."""


class OtherLevelAsked(Struct, frozen=True):
    """Asked for the routine of the next level, or of the one below."""

    harder: bool


class TimeNamed(Struct, frozen=True):
    """Said how much time there is for a workout."""

    seconds: int | None = None
    """None where it wasn't understood as a time."""
    place: Named = UNNAMED
    level: Named = UNNAMED
    without: Named = UNNAMED
    """What there isn't to train with."""


class NumberSaid(Struct, frozen=True):
    """Said a number and nothing more; what of depends on what was asked."""

    number: int | None = None


class QuickAsked(Struct, frozen=True):
    """Asked for something that takes little time, or said that there is little."""

    seconds: int | None = None
    """What was said to be left; None where it wasn't said."""


class GentleAsked(Struct, frozen=True):
    """Asked for something easy."""


class PractisedSaid(Struct, frozen=True):
    """Said how practised they are."""

    level: Level


class KitLacked(Struct, frozen=True):
    """Said what they don't have: one thing or two."""

    kit: Named = UNNAMED
    besides: Named = UNNAMED


class KitOwned(Struct, frozen=True):
    """Said what they have now: one thing or two."""

    kit: Named = UNNAMED
    besides: Named = UNNAMED


class OnlyKitOwned(Struct, frozen=True):
    """Said what they have, one thing or two, and that it is all."""

    kit: Named = UNNAMED
    besides: Named = UNNAMED


class ExerciseAsked(Struct, frozen=True):
    """Asked to be coached through one exercise alone."""

    exercise: Named = UNNAMED
    level: Named = UNNAMED


class ExerciseNamed(Struct, frozen=True):
    """Said the name of an exercise and nothing more."""

    exercise: Named = UNNAMED


class TwoNamed(Struct, frozen=True):
    """Named two exercises at once."""

    exercise: Named = UNNAMED
    other: Named = UNNAMED


class HoldAsked(Struct, frozen=True):
    """Asked for a hold of so many seconds to be counted, of an exercise or of anything."""

    seconds: int | None = None
    exercise: Named = UNNAMED


class RepsAsked(Struct, frozen=True):
    """Asked for so many repetitions of an exercise to be counted."""

    count: int | None = None
    exercise: Named = UNNAMED


class LevelNamed(Struct, frozen=True):
    """Said a level and nothing more."""

    level: Named = UNNAMED


class PlaceNamed(Struct, frozen=True):
    """Said a place and nothing more."""

    place: Named = UNNAMED


class BothAsked(Struct, frozen=True):
    """Asked for both of what was offered."""


class HomeSaid(Struct, frozen=True):
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
