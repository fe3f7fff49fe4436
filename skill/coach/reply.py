"""What the coach answers, before words and platform: line keys with values, cues in time, a question."""

from enum import StrEnum
from typing import Self

from msgspec import Struct

from skill.catalogue.model import Nearby
from skill.coach.keys import PATIENT, Key
from skill.coach.preferences import Pace


class Seconds(Struct, frozen=True):
    """A length of time to be spoken, such as ``forty-five seconds`` or ``two minutes``."""

    count: int


class About(Struct, frozen=True):
    """A length of time to be spoken roughly, in whole minutes: nobody trains to the second."""

    seconds: int


class Line(Struct, frozen=True):
    """One sayable unit: the key of its words, and the values that the words have places for."""

    key: str
    values: tuple[tuple[str, "Value"], ...] = ()

    @classmethod
    def of(cls, key: Key, **values: "Value") -> Self:
        """Make a line, refusing (ValueError) values that the key doesn't declare."""
        if frozenset(values) != key.places:
            message = f"{key} takes {sorted(key.places)}, not {sorted(values)}"
            raise ValueError(message)
        return cls(key, tuple(values.items()))


Value = int | str | Seconds | About | Line | tuple[Line, ...]
"""What a place in a line can hold. A str is what the person said, never the coach's own words."""


LOADED = "loaded"
"""Beside the positions of the catalogue in the keys ``positions.<before>.<after>``: with a weight in hand."""

SIDE = "side"
"""Another beside them: on one's side, where somebody lies who has been told how to get down."""


def exercise_line(exercise: str, field: str) -> Line:
    """Give a line of an exercise's own file: ``set_up.0``, ``form.beginner``, ``finish``."""
    return Line(f"exercise.{exercise}.{field}")


def nearby_line(named: Nearby, field: str) -> Line:
    """Give a line about what comes near an exercise; those about health have keys of their own."""
    return Line(f"{'health' if named.health else 'nearby'}.{named.id}.{field}")


class CueKind(StrEnum):
    """What a cue is for; the word that ``rehearse`` prints."""

    TALK = "talk"
    CUE = "cue"
    COUNT = "count"
    REST = "rest"


class TimerKind(StrEnum):
    """What runs down, for whoever shows it."""

    HOLD = "hold"
    MOVE = "move"
    REST = "rest"
    GET_READY = "get ready"


class Timer(Struct, frozen=True):
    """Something that begins to run down with a cue, and for how long."""

    kind: TimerKind
    length_ms: int


class Cue(Struct, frozen=True):
    """One line at its moment, counted from the start of the timeline it stands in."""

    at_ms: int
    window_ms: int
    """Until the next cue: nothing said here may last longer."""
    line: Line
    kind: CueKind
    optional: bool = False
    """True where silence is better than words that don't fit. A count is never optional."""
    timer: Timer | None = None
    exercise: str | None = None
    set: int | None = None
    """Counted from 1; 0 is the ramp-up set."""
    rep: int | None = None


class Timeline(Struct, frozen=True):
    """Cues in order, none overlapping the next, and the whole length."""

    cues: tuple[Cue, ...] = ()
    length_ms: int = 0


class Reply(Struct, frozen=True):
    """One answer. It either asks something and listens, or asks nothing and ends the session."""

    say: tuple[Line, ...] = ()
    """Said first, in the listener's own time."""
    timeline: Timeline = Timeline()
    """Played after that, to the second."""
    ask: Line | None = None
    """The question at the end; None ends the session."""
    reprompt: Line | None = None
    """Asked again after silence. None exactly when ``ask`` is."""
    silent: bool = False
    """True where the platform allows no answer: a notification, or a session already gone."""
    pace: Pace = Pace.USUAL
    """How fast all of it is said but what is counted."""
    forgets: bool = False
    """True where it promises that everything is erased: it is given once that is done."""

    @property
    def waits(self) -> bool:
        """Whether the reprompt leaves time before the question is asked again."""
        return self.reprompt is not None and self.reprompt.key in PATIENT
