"""What the person did about a routine of their own, and to leave exercises out of one."""

from dataclasses import dataclass

from skill.coach.events.bare import Bare
from skill.coach.events.named import UNNAMED, Named


class MakeAsked(Bare):
    """Asked to make a routine of their own, or to change it."""


@dataclass(frozen=True, slots=True)
class AddAsked:
    """Asked to put an exercise into it, or two."""

    exercise: Named = UNNAMED
    other: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class LeaveOutAsked:
    """Asked to leave exercises out, of whatever is at hand or of their own routine."""

    exercise: Named = UNNAMED
    own: bool | None = None
    """True where it was said to be out of their own routine; False where only for today."""


@dataclass(frozen=True, slots=True)
class OwnAsked:
    """Asked to do the routine of their own."""

    seconds: int | None = None
    """For as long; None for as long as it takes."""


class OwnContentsAsked(Bare):
    """Asked what is in it."""


class DropOwnAsked(Bare):
    """Asked to delete it."""


Own = MakeAsked | AddAsked | LeaveOutAsked | OwnAsked | OwnContentsAsked | DropOwnAsked
