"""What the person did about a routine of their own, and to leave exercises out of one."""

from msgspec import Struct

from skill.coach.events.named import UNNAMED, Named


class MakeAsked(Struct, frozen=True):
    """Asked to make a routine of their own, or to change it."""


class AddAsked(Struct, frozen=True):
    """Asked to put an exercise into it, or two."""

    exercise: Named = UNNAMED
    other: Named = UNNAMED


class LeaveOutAsked(Struct, frozen=True):
    """Asked to leave exercises out, of whatever is at hand or of their own routine."""

    exercise: Named = UNNAMED
    own: bool | None = None
    """True where it was said to be out of their own routine; False where only for today."""


class PutBackAsked(Struct, frozen=True):
    """Asked to do after all what was left out; all of it, where nothing is named."""

    exercise: Named = UNNAMED


class OwnAsked(Struct, frozen=True):
    """Asked to do the routine of their own."""

    seconds: int | None = None
    """For as long; None for as long as it takes."""


class OwnContentsAsked(Struct, frozen=True):
    """Asked what is in it."""


class DropOwnAsked(Struct, frozen=True):
    """Asked to delete it."""


Own = MakeAsked | AddAsked | LeaveOutAsked | PutBackAsked | OwnAsked | OwnContentsAsked | DropOwnAsked
