"""What was just said, said again: the answer to "what did you say", as far as it can be made anew from its keys."""

from skill.coach.answers import Moment, Turn, stay
from skill.coach.asking import introduce
from skill.coach.events import RepeatAsked
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.state import State

KEYS = frozenset(key.value for key in Key)

WITH_VALUES = frozenset({"nearby"})
"""Authored lines whose words may have places for values."""


def everything(state: State, _event: RepeatAsked, moment: Moment) -> Turn:
    """Say again what was said, but for lines whose values nobody kept, and ask the open question again."""
    return stay(state, moment, *_said(state, moment))


def told(state: State, _event: RepeatAsked, moment: Moment) -> Turn:
    """Say an answer again, and not what a block began with; then ask the open question again."""
    return stay(state, moment, *_told(state, moment))


def about_exercise(state: State, event: RepeatAsked, moment: Moment) -> Turn:
    """Say an answer about an exercise again; what it is, where that was all that was said."""
    if _told(state, moment) or state.subject is None:
        return told(state, event, moment)
    return introduce(state, state.subject, moment)


def _told(state: State, moment: Moment) -> tuple[Line, ...]:
    """Give what was told of an exercise or a topic."""
    return tuple(line for line in _said(state, moment) if line.key not in KEYS)


def _said(state: State, moment: Moment) -> tuple[Line, ...]:
    kept = (key for key in state.said[:-1] if key not in KEYS or not Key(key).places)
    bare = (key for key in kept if key.partition(".")[0] not in WITH_VALUES)
    return tuple(Line(key) for key in bare if moment.has_words(key))
