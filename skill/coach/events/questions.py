"""What the person asked about: the article, an exercise, the workout at hand, what they have done."""

from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class ContentsAsked:
    """Asked which exercises a workout has."""


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
class RemindAsked:
    """Asked to hear again how the exercise at hand goes."""


@dataclass(frozen=True, slots=True)
class GettingDownAsked:
    """Asked how to get down to the floor."""


@dataclass(frozen=True, slots=True)
class GettingUpAsked:
    """Asked how to get up from the floor."""


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
class ProgressAsked:
    """Asked how they are doing."""


@dataclass(frozen=True, slots=True)
class WeekAsked:
    """Asked what they did in the last days."""


@dataclass(frozen=True, slots=True)
class LastDoneAsked:
    """Asked when they last did an exercise."""

    exercise: Named = UNNAMED


@dataclass(frozen=True, slots=True)
class FormAsked:
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


@dataclass(frozen=True, slots=True)
class EmergencyNumberAsked:
    """Asked for the number to call in an emergency."""


@dataclass(frozen=True, slots=True)
class AboutAsked:
    """Asked what this is: the exercise at hand, or the whole skill."""


@dataclass(frozen=True, slots=True)
class AbilitiesAsked:
    """Asked what the coach can do."""


@dataclass(frozen=True, slots=True)
class MoreAsked:
    """Asked to be told more of what was just spoken of."""


@dataclass(frozen=True, slots=True)
class HelpAsked:
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
