"""What the person wished to be otherwise from now on, or forgotten."""

from msgspec import Struct

from skill.coach.preferences import Asking, CountStyle, Talk
from skill.coach.ratings import Rating


class PaceAsked(Struct, frozen=True):
    """Asked for a slower or a faster pace, or for the usual one."""

    faster: bool | None = None
    """None for the usual one."""


class CountStyleChosen(Struct, frozen=True):
    """Said how much to count."""

    style: CountStyle


class AskingChosen(Struct, frozen=True):
    """Said where to be asked whether to go on."""

    asking: Asking


class TalkChosen(Struct, frozen=True):
    """Said how much to say before an exercise."""

    talk: Talk


class QuietAsked(Struct, frozen=True):
    """Asked for as little talk and counting as there can be."""


class VolumeAsked(Struct, frozen=True):
    """Asked for a louder or a softer voice, which is the device's and not the coach's."""


class EaseAsked(Struct, frozen=True):
    """Asked for something easier, with no exercise named."""


class RatingGiven(Struct, frozen=True):
    """Said how hard it is or was; what that means depends on when it is said."""

    rating: Rating


class ForgetAsked(Struct, frozen=True):
    """Asked that everything remembered of them be forgotten."""


Wish = (
    PaceAsked
    | CountStyleChosen
    | AskingChosen
    | TalkChosen
    | QuietAsked
    | VolumeAsked
    | EaseAsked
    | RatingGiven
    | ForgetAsked
)
