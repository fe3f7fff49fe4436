"""What the person asked about: the article, an exercise, the workout at hand, what they have done."""

from dataclasses import dataclass
from enum import StrEnum

from skill.coach.events.bare import Bare
from skill.coach.events.named import UNNAMED, Named


@dataclass(frozen=True, slots=True)
class TechniqueAsked:
    """Asked how an exercise is done."""

    exercise: Named = UNNAMED


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
    exercise: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class MusclesAsked:
    """Asked what an exercise works."""

    exercise: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class KitAsked:
    """Asked what is needed for an exercise, or for the routine at hand."""

    exercise: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class TopicAsked:
    """Asked about something the article teaches."""

    topic: Named = UNNAMED


class ContentsAsked(Bare):
    """Asked which exercises a workout has."""


class ListAsked(Bare):
    """Asked which exercises there are."""


class RoutinesAsked(Bare):
    """Asked which routines there are."""


class HowManyAsked(Bare):
    """Asked how many there are: technique points, or exercises."""


class RemindAsked(Bare):
    """Asked to hear again how the exercise at hand goes."""


class GettingDownAsked(Bare):
    """Asked how to get down to the floor."""


class GettingUpAsked(Bare):
    """Asked how to get up from the floor."""


class HowLongAsked(Bare):
    """Asked how much is left."""


class WhichSetAsked(Bare):
    """Asked which set this is."""


class WhatsNextAsked(Bare):
    """Asked what comes next."""


class ProgressAsked(Bare):
    """Asked how they are doing."""


class WeekAsked(Bare):
    """Asked what they did in the last days."""


@dataclass(frozen=True, slots=True)
class LastDoneAsked:
    """Asked when they last did an exercise."""

    exercise: Named = UNNAMED


class FormAsked(Bare):
    """Asked whether they are doing it right."""


@dataclass(frozen=True, slots=True)
class DoseAsked:
    """Asked how much of an exercise is done, or of each in the routine at hand."""

    exercise: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class LengthAsked:
    """Asked how long a workout takes: the one at hand, or the routine of a level."""

    level: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class DoctorAsked:
    """Asked whether to see a doctor, or whether the coach is one."""

    of_coach: bool = False


class EmergencyNumberAsked(Bare):
    """Asked for the number to call in an emergency."""


class AboutAsked(Bare):
    """Asked what this is: the exercise at hand, or the whole skill."""


class AbilitiesAsked(Bare):
    """Asked what the coach can do."""


class MoreAsked(Bare):
    """Asked to be told more of what was just spoken of."""


class HelpAsked(Bare):
    """Asked for help."""


Question = (
    TechniqueAsked
    | DetailAsked
    | MusclesAsked
    | KitAsked
    | TopicAsked
    | ContentsAsked
    | ListAsked
    | RoutinesAsked
    | HowManyAsked
    | RemindAsked
    | GettingDownAsked
    | GettingUpAsked
    | HowLongAsked
    | WhichSetAsked
    | WhatsNextAsked
    | ProgressAsked
    | WeekAsked
    | LastDoneAsked
    | FormAsked
    | DoseAsked
    | LengthAsked
    | DoctorAsked
    | EmergencyNumberAsked
    | AboutAsked
    | AbilitiesAsked
    | MoreAsked
    | HelpAsked
)
