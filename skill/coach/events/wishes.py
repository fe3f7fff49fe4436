"""What the person wished to be otherwise from now on, or forgotten."""

from dataclasses import dataclass

from skill.coach.events.bare import Bare
from skill.coach.preferences import Asking, CountStyle, Talk
from skill.coach.ratings import Rating


@dataclass(frozen=True, slots=True)
class PaceAsked:
    """Asked for a slower or a faster pace, or for the usual one."""

    faster: bool | None = None
    """None for the usual one."""


@dataclass(frozen=True, slots=True)
class CountStyleChosen:
    """Said how much to count."""

    style: CountStyle


@dataclass(frozen=True, slots=True)
class AskingChosen:
    """Said where to be asked whether to go on."""

    asking: Asking


@dataclass(frozen=True, slots=True)
class TalkChosen:
    """Said how much to say before an exercise."""

    talk: Talk


class QuietAsked(Bare):
    """Asked for as little talk and counting as there can be."""


class VolumeAsked(Bare):
    """Asked for a louder or a softer voice, which is the device's and not the coach's."""


class EaseAsked(Bare):
    """Asked for something easier, with no exercise named."""


@dataclass(frozen=True, slots=True)
class RatingGiven:
    """Said how hard it is or was; what that means depends on when it is said."""

    rating: Rating


class ForgetAsked(Bare):
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
