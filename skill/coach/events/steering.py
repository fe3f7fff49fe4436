"""What the person said to move on, back, out or nowhere."""

from msgspec import Struct


class ReadySaid(Struct, frozen=True):
    """Said to begin or to go on."""


class Agreed(Struct, frozen=True):
    """Said yes."""


class Declined(Struct, frozen=True):
    """Said no."""


class OtherAsked(Struct, frozen=True):
    """Asked for something else than what was offered."""


class NextAsked(Struct, frozen=True):
    """Asked for the next one."""


class SkipAsked(Struct, frozen=True):
    """Asked to leave one out."""


class NextExerciseAsked(Struct, frozen=True):
    """Asked for the next exercise."""


class ExerciseSkipped(Struct, frozen=True):
    """Asked to leave out the exercise at hand."""


class PreviousAsked(Struct, frozen=True):
    """Asked for the one before."""


class RepeatAsked(Struct, frozen=True):
    """Asked to hear it again."""


class StartOverAsked(Struct, frozen=True):
    """Asked to begin from the start."""


class SetAgainAsked(Struct, frozen=True):
    """Asked to begin the set at hand again."""


class MoreRestAsked(Struct, frozen=True):
    """Asked for a longer rest."""

    seconds: int | None = None
    """By so much; None where no time was named."""


class RestSkipped(Struct, frozen=True):
    """Asked for the rest to end."""


class WarmUpSkipped(Struct, frozen=True):
    """Asked to leave out the warm-up."""


class CoolDownSkipped(Struct, frozen=True):
    """Asked to leave out the stretches at the end."""


class SetFinished(Struct, frozen=True):
    """Said that the set at hand is done."""


class SetSkipped(Struct, frozen=True):
    """Asked to leave out what is left of the set at hand, and no more."""


class PauseAsked(Struct, frozen=True):
    """Asked to wait."""


class ResumeAsked(Struct, frozen=True):
    """Asked to go on after a pause, or with what was left unfinished."""


class HomeAsked(Struct, frozen=True):
    """Asked to go home: out of whatever is going on, to the first question."""


class StopAsked(Struct, frozen=True):
    """Asked to stop altogether."""


class CancelAsked(Struct, frozen=True):
    """Asked to leave what is going on."""


class NotUnderstood(Struct, frozen=True):
    """Said something that fits nothing."""


Steering = (
    ReadySaid
    | Agreed
    | Declined
    | OtherAsked
    | NextAsked
    | SkipAsked
    | NextExerciseAsked
    | ExerciseSkipped
    | PreviousAsked
    | RepeatAsked
    | StartOverAsked
    | SetAgainAsked
    | MoreRestAsked
    | RestSkipped
    | WarmUpSkipped
    | CoolDownSkipped
    | SetFinished
    | SetSkipped
    | PauseAsked
    | ResumeAsked
    | HomeAsked
    | StopAsked
    | CancelAsked
    | NotUnderstood
)
