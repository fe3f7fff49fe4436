"""How a listener wants to be coached: how fast, how much is counted, where the coach asks. Remembered until changed."""

from enum import StrEnum

from msgspec import Struct

from skill.catalogue.model import Dose
from skill.frozen import replace

MOVING = frozenset({"lift", "lower", "in", "out"})
"""The stages of a tempo that a pace changes. A hold's seconds are the dose, and a pause is there to be kept."""

LEAST_S = {"lower": 2, "out": 2}
"""Nobody is asked to come down in less; any other stage takes a second at least (house)."""


class Pace(StrEnum):
    """How fast the coach talks and counts."""

    SLOWER = "slower"
    USUAL = "usual"
    FASTER = "faster"

    @property
    def talk_percent(self) -> int:
        """The speed of talk, in percent of a voice's own; counts keep theirs, for they have a second each."""
        return {Pace.SLOWER: 90, Pace.USUAL: 100, Pace.FASTER: 110}[self]

    def talk_s(self, seconds: int) -> int:
        """Give the seconds of a step that is talked through: slower words, and getting into place, take longer."""
        return seconds * 6 // 5 if self is Pace.SLOWER else seconds

    def dose(self, dose: Dose, *, loaded: bool) -> Dose:
        """Give a dose at this pace: a second more or less for each move. With a weight nothing gets faster (house)."""
        if self is Pace.USUAL or (loaded and self is Pace.FASTER):
            return dose
        more_s = 1 if self is Pace.SLOWER else -1
        return replace(dose, tempo={stage: _paced_s(stage, seconds, more_s) for stage, seconds in dose.tempo.items()})


def _paced_s(stage: str, seconds: int, more_s: int) -> int:
    least_s = min(seconds, LEAST_S.get(stage, 1))
    return max(least_s, seconds + more_s) if stage in MOVING else seconds


class CountStyle(StrEnum):
    """How much is counted aloud."""

    USUAL = "usual"
    """Repetitions up, with a word on each move; of a hold its half and its last seconds."""
    EVERY_SECOND = "every-second"
    EVERY_FIVE = "every-five"
    """Of a hold every five seconds; repetitions as usual."""
    QUIET = "quiet"
    """Of a repetition its first word and its number, of a hold the last three seconds, and no remarks."""


class Asking(StrEnum):
    """Where a workout stops to ask whether somebody is ready."""

    EACH_EXERCISE = "each-exercise"
    EACH_SET = "each-set"
    RARELY = "rarely"
    """Only before the cool-down, and where the platform takes no more in one answer."""


class Talk(StrEnum):
    """How much is said before an exercise."""

    USUAL = "usual"
    """All of it the first time, later its name, its dose and one cue: feedback that fades is kept (domain A20)."""
    FULL = "full"
    SHORT = "short"


class Preferences(Struct, frozen=True):
    """What a listener has chosen."""

    pace: Pace = Pace.USUAL
    count: CountStyle = CountStyle.USUAL
    asking: Asking = Asking.EACH_EXERCISE
    talk: Talk = Talk.USUAL


AS_USUAL = Preferences()
"""Those of somebody who has chosen nothing."""
