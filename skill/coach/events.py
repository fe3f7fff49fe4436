"""What the person did, platform-free and in the past tense. An event that exists is legal."""

from dataclasses import dataclass
from enum import StrEnum

from skill.coach.preferences import Asking, CountStyle, Talk
from skill.coach.ratings import Rating


@dataclass(frozen=True, slots=True)
class Named:
    """A thing somebody named: the ids it can mean in the catalogue, and the words used.

    No id and no words: nothing was named. No id but words: we have no such thing. Several ids: ask which.
    An exercise may also be named by its place in a list, see `Order`, or by what comes near it in the catalogue.
    """

    ids: tuple[str, ...] = ()
    words: str = ""

    @property
    def one(self) -> str | None:
        """The id, when there is exactly one."""
        return self.ids[0] if len(self.ids) == 1 else None


class Order(StrEnum):
    """A place in a list; the value is an id beside those of the exercises."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    FIFTH = "fifth"
    SIXTH = "sixth"
    SEVENTH = "seventh"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Launched:
    """Opened the skill without saying what for."""


@dataclass(frozen=True, slots=True)
class Greeted:
    """Said hello, perhaps in words that are an exercise's name as well."""

    exercise: Named = Named()


@dataclass(frozen=True, slots=True)
class RoutineAsked:
    """Asked for a routine by level and place; either may be missing."""

    level: Named = Named()
    place: Named = Named()


@dataclass(frozen=True, slots=True)
class NamedRoutineAsked:
    """Asked for one routine by its name."""

    routine: Named = Named()


@dataclass(frozen=True, slots=True)
class UsualAsked:
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


@dataclass(frozen=True, slots=True)
class KitLacked:
    """Said what they don't have."""

    kit: Named = Named()


@dataclass(frozen=True, slots=True)
class KitOwned:
    """Said what they have now."""

    kit: Named = Named()


@dataclass(frozen=True, slots=True)
class OnlyKitOwned:
    """Said what they have, and that it is all."""

    kit: Named = Named()


@dataclass(frozen=True, slots=True)
class ExerciseAsked:
    """Asked to be coached through one exercise alone."""

    exercise: Named = Named()
    level: Named = Named()


@dataclass(frozen=True, slots=True)
class ExerciseNamed:
    """Said the name of an exercise and nothing more."""

    exercise: Named = Named()


@dataclass(frozen=True, slots=True)
class TechniqueAsked:
    """Asked how an exercise is done."""

    exercise: Named = Named()


class Detail(StrEnum):
    """What can be asked of an exercise beyond its points; the value is the field of its file."""

    WHY = "why"
    MISTAKES = "faults"
    FEEL = "feel"
    BREATHING = "breathing"
    EASIER = "easier"
    HARDER = "harder"
    LOAD = "load"
    CARE = "cautions"


@dataclass(frozen=True, slots=True)
class DetailAsked:
    """Asked something particular about an exercise."""

    detail: Detail
    exercise: Named = Named()


@dataclass(frozen=True, slots=True)
class HoldAsked:
    """Asked for a hold of so many seconds to be counted, of an exercise or of anything."""

    seconds: int | None = None
    exercise: Named = Named()


@dataclass(frozen=True, slots=True)
class RepsAsked:
    """Asked for so many repetitions of an exercise to be counted."""

    count: int | None = None
    exercise: Named = Named()


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


@dataclass(frozen=True, slots=True)
class QuietAsked:
    """Asked for as little talk and counting as there can be."""


@dataclass(frozen=True, slots=True)
class EaseAsked:
    """Asked for something easier, with no exercise named."""


@dataclass(frozen=True, slots=True)
class RemindAsked:
    """Asked to hear again how the exercise at hand goes."""


@dataclass(frozen=True, slots=True)
class LevelNamed:
    """Said a level and nothing more."""

    level: Named = Named()


@dataclass(frozen=True, slots=True)
class PlaceNamed:
    """Said a place and nothing more."""

    place: Named = Named()


@dataclass(frozen=True, slots=True)
class MusclesAsked:
    """Asked what an exercise works."""

    exercise: Named = Named()


@dataclass(frozen=True, slots=True)
class KitAsked:
    """Asked what is needed for an exercise, or for the routine at hand."""

    exercise: Named = Named()


@dataclass(frozen=True, slots=True)
class TopicAsked:
    """Asked about something the article teaches."""

    topic: Named = Named()


@dataclass(frozen=True, slots=True)
class ListAsked:
    """Asked which exercises there are."""


@dataclass(frozen=True, slots=True)
class RoutinesAsked:
    """Asked which routines there are."""


@dataclass(frozen=True, slots=True)
class HowManyAsked:
    """Asked how many there are: technique points, or exercises."""


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
class NextAsked:
    """Asked for the next one."""


@dataclass(frozen=True, slots=True)
class SkipAsked:
    """Asked to leave one out."""


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


@dataclass(frozen=True, slots=True)
class GettingDownAsked:
    """Asked how to get down to the floor."""


@dataclass(frozen=True, slots=True)
class GettingUpAsked:
    """Asked how to get up from the floor."""


@dataclass(frozen=True, slots=True)
class RestSkipped:
    """Asked for the rest to end."""


@dataclass(frozen=True, slots=True)
class HowLongAsked:
    """Asked how much is left."""


@dataclass(frozen=True, slots=True)
class WhichSetAsked:
    """Asked which set this is."""


@dataclass(frozen=True, slots=True)
class WhatsNextAsked:
    """Asked what comes next."""


@dataclass(frozen=True, slots=True)
class PauseAsked:
    """Asked to wait."""


@dataclass(frozen=True, slots=True)
class ResumeAsked:
    """Asked to go on after a pause, or with what was left unfinished."""


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """Asked for help."""


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


@dataclass(frozen=True, slots=True)
class HurtSaid:
    """Said that it hurts, aches, burns or is more than they can do."""


@dataclass(frozen=True, slots=True)
class SharpPainSaid:
    """Spoke of a sharp, shooting or nerve-like pain, or of dizziness."""


@dataclass(frozen=True, slots=True)
class EmergencySaid:
    """Spoke of a sign that can need emergency care."""


@dataclass(frozen=True, slots=True)
class ConditionSaid:
    """Spoke of a condition, an operation, a pregnancy or an age. No id: of none that there is advice for."""

    condition: Named = Named()


@dataclass(frozen=True, slots=True)
class RatingGiven:
    """Said how hard it is or was; what that means depends on when it is said."""

    rating: Rating


@dataclass(frozen=True, slots=True)
class ProgressAsked:
    """Asked how they are doing."""


@dataclass(frozen=True, slots=True)
class WeekAsked:
    """Asked what they did in the last days."""


@dataclass(frozen=True, slots=True)
class LastDoneAsked:
    """Asked when they last did an exercise."""

    exercise: Named = Named()


@dataclass(frozen=True, slots=True)
class ForgetAsked:
    """Asked that everything remembered of them be forgotten."""


@dataclass(frozen=True, slots=True)
class SessionLost:
    """The platform closed the session; nothing can be said any more."""


@dataclass(frozen=True, slots=True)
class AudioFailed:
    """The device could not play the timed audio it was sent; nothing can be said to this."""


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """Switched the skill off: nothing may be said any more, nor remembered."""


@dataclass(frozen=True, slots=True)
class Unheeded:
    """The platform sent a notification that changes nothing and may not be answered with speech."""


Event = (
    Launched
    | Greeted
    | RoutineAsked
    | NamedRoutineAsked
    | UsualAsked
    | OtherLevelAsked
    | TimeNamed
    | KitLacked
    | KitOwned
    | OnlyKitOwned
    | ExerciseAsked
    | ExerciseNamed
    | TechniqueAsked
    | DetailAsked
    | HoldAsked
    | RepsAsked
    | PaceAsked
    | CountStyleChosen
    | AskingChosen
    | TalkChosen
    | QuietAsked
    | EaseAsked
    | RemindAsked
    | LevelNamed
    | PlaceNamed
    | MusclesAsked
    | KitAsked
    | TopicAsked
    | ListAsked
    | RoutinesAsked
    | HowManyAsked
    | ReadySaid
    | Agreed
    | Declined
    | NextAsked
    | SkipAsked
    | PreviousAsked
    | RepeatAsked
    | StartOverAsked
    | SetAgainAsked
    | MoreRestAsked
    | GettingDownAsked
    | GettingUpAsked
    | RestSkipped
    | HowLongAsked
    | WhichSetAsked
    | WhatsNextAsked
    | PauseAsked
    | ResumeAsked
    | HelpAsked
    | HomeAsked
    | StopAsked
    | CancelAsked
    | NotUnderstood
    | HurtSaid
    | SharpPainSaid
    | EmergencySaid
    | ConditionSaid
    | RatingGiven
    | ProgressAsked
    | WeekAsked
    | LastDoneAsked
    | ForgetAsked
    | SessionLost
    | AudioFailed
    | SwitchedOff
    | Unheeded
)
