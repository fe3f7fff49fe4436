"""What the person asked about: the article, an exercise, the workout at hand, what they have done."""

from enum import StrEnum

from msgspec import Struct

from skill.coach.events.named import UNNAMED, Named


class TechniqueAsked(Struct, frozen=True):
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


class DetailAsked(Struct, frozen=True):
    """Asked something particular about an exercise."""

    detail: Detail
    exercise: Named = UNNAMED


class MusclesAsked(Struct, frozen=True):
    """Asked what an exercise works."""

    exercise: Named = UNNAMED


class KitAsked(Struct, frozen=True):
    """Asked what is needed for an exercise, or for the routine at hand."""

    exercise: Named = UNNAMED


class TopicAsked(Struct, frozen=True):
    """Asked about something the article teaches."""

    topic: Named = UNNAMED


class ContentsAsked(Struct, frozen=True):
    """Asked which exercises a workout has."""


class ListAsked(Struct, frozen=True):
    """Asked which exercises there are."""


class RoutinesAsked(Struct, frozen=True):
    """Asked which routines there are."""


class HowManyAsked(Struct, frozen=True):
    """Asked how many there are: technique points, or exercises."""


class RemindAsked(Struct, frozen=True):
    """Asked to hear again how the exercise at hand goes."""


class GettingDownAsked(Struct, frozen=True):
    """Asked how to get down to the floor."""


class GettingUpAsked(Struct, frozen=True):
    """Asked how to get up from the floor."""


class StandingAsked(Struct, frozen=True):
    """Asked what is done standing, or said that the floor is no place for them."""


class HowLongAsked(Struct, frozen=True):
    """Asked how much is left."""


class WhichSetAsked(Struct, frozen=True):
    """Asked which set this is."""


class WhatsNextAsked(Struct, frozen=True):
    """Asked what comes next."""


class ProgressAsked(Struct, frozen=True):
    """Asked how they are doing."""


class WeekAsked(Struct, frozen=True):
    """Asked what they did in the last days."""


class LastDoneAsked(Struct, frozen=True):
    """Asked when they last did an exercise."""

    exercise: Named = UNNAMED


class FormAsked(Struct, frozen=True):
    """Asked whether they are doing it right."""


class DoseAsked(Struct, frozen=True):
    """Asked how much of an exercise is done, or of each in the routine at hand."""

    exercise: Named = UNNAMED


class OftenAsked(Struct, frozen=True):
    """Asked on how many days of a week to do an exercise."""

    exercise: Named = UNNAMED


class LengthAsked(Struct, frozen=True):
    """Asked how long a workout takes: the one at hand, or the routine of a level."""

    level: Named = UNNAMED


class DoctorAsked(Struct, frozen=True):
    """Asked whether to see a doctor, or whether the coach is one."""

    of_coach: bool = False


class EmergencyNumberAsked(Struct, frozen=True):
    """Asked for the number to call in an emergency."""


class AboutAsked(Struct, frozen=True):
    """Asked what this is: the exercise at hand, or the whole skill."""


class AbilitiesAsked(Struct, frozen=True):
    """Asked what the coach can do."""


class MoreAsked(Struct, frozen=True):
    """Asked to be told more of what was just spoken of."""


class HelpAsked(Struct, frozen=True):
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
    | StandingAsked
    | HowLongAsked
    | WhichSetAsked
    | WhatsNextAsked
    | ProgressAsked
    | WeekAsked
    | LastDoneAsked
    | FormAsked
    | DoseAsked
    | OftenAsked
    | LengthAsked
    | DoctorAsked
    | EmergencyNumberAsked
    | AboutAsked
    | AbilitiesAsked
    | MoreAsked
    | HelpAsked
)
