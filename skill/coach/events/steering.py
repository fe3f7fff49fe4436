"""What the person said to move on, back, out or nowhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadySaid:
    """Said to begin or to go on."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """Said yes."""


@dataclass(frozen=True, slots=True)
class Declined:
    """Said no."""


@dataclass(frozen=True, slots=True)
class OtherAsked:
    """Asked for something else than what was offered."""


@dataclass(frozen=True, slots=True)
class NextAsked:
    """Asked for the next one."""


@dataclass(frozen=True, slots=True)
class SkipAsked:
    """Asked to leave one out."""


@dataclass(frozen=True, slots=True)
class NextExerciseAsked:
    """Asked for the next exercise."""


@dataclass(frozen=True, slots=True)
class ExerciseSkipped:
    """Asked to leave out the exercise at hand."""


@dataclass(frozen=True, slots=True)
class PreviousAsked:
    """Asked for the one before."""


@dataclass(frozen=True, slots=True)
class RepeatAsked:
    """Asked to hear it again."""


@dataclass(frozen=True, slots=True)
class StartOverAsked:
    """Asked to begin from the start."""


@dataclass(frozen=True, slots=True)
class SetAgainAsked:
    """Asked to begin the set at hand again."""


@dataclass(frozen=True, slots=True)
class MoreRestAsked:
    """Asked for a longer rest."""

    seconds: int | None = None
    """By so much; None where no time was named."""


@dataclass(frozen=True, slots=True)
class RestSkipped:
    """Asked for the rest to end."""


@dataclass(frozen=True, slots=True)
class WarmUpSkipped:
    """Asked to leave out the warm-up."""


@dataclass(frozen=True, slots=True)
class SetFinished:
    """Said that the set at hand is done."""


@dataclass(frozen=True, slots=True)
class PauseAsked:
    """Asked to wait."""


@dataclass(frozen=True, slots=True)
class ResumeAsked:
    """Asked to go on after a pause, or with what was left unfinished."""


@dataclass(frozen=True, slots=True)
class HomeAsked:
    """Asked to go home: out of whatever is going on, to the first question."""


@dataclass(frozen=True, slots=True)
class StopAsked:
    """Asked to stop altogether."""


@dataclass(frozen=True, slots=True)
class CancelAsked:
    """Asked to leave what is going on."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Said something that fits nothing."""


Step = (
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
    | SetFinished
    | PauseAsked
    | ResumeAsked
    | HomeAsked
    | StopAsked
    | CancelAsked
    | NotUnderstood
)
