"""What the person said to move on, back, out or nowhere."""

from dataclasses import dataclass

from skill.coach.events.bare import Bare


class ReadySaid(Bare):
    """Said to begin or to go on."""


class Agreed(Bare):
    """Said yes."""


class Declined(Bare):
    """Said no."""


class OtherAsked(Bare):
    """Asked for something else than what was offered."""


class NextAsked(Bare):
    """Asked for the next one."""


class SkipAsked(Bare):
    """Asked to leave one out."""


class NextExerciseAsked(Bare):
    """Asked for the next exercise."""


class ExerciseSkipped(Bare):
    """Asked to leave out the exercise at hand."""


class PreviousAsked(Bare):
    """Asked for the one before."""


class RepeatAsked(Bare):
    """Asked to hear it again."""


class StartOverAsked(Bare):
    """Asked to begin from the start."""


class SetAgainAsked(Bare):
    """Asked to begin the set at hand again."""


@dataclass(frozen=True, slots=True)
class MoreRestAsked:
    """Asked for a longer rest."""

    seconds: int | None = None
    """By so much; None where no time was named."""


class RestSkipped(Bare):
    """Asked for the rest to end."""


class WarmUpSkipped(Bare):
    """Asked to leave out the warm-up."""


class SetFinished(Bare):
    """Said that the set at hand is done."""


class PauseAsked(Bare):
    """Asked to wait."""


class ResumeAsked(Bare):
    """Asked to go on after a pause, or with what was left unfinished."""


class HomeAsked(Bare):
    """Asked to go home: out of whatever is going on, to the first question."""


class StopAsked(Bare):
    """Asked to stop altogether."""


class CancelAsked(Bare):
    """Asked to leave what is going on."""


class NotUnderstood(Bare):
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
