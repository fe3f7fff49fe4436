"""Counting on request: so many seconds of a hold, or so many repetitions of an exercise, and nothing around them."""

from skill.catalogue.model import Counting
from skill.coach.answers import Moment, Turn, prefaced, stay
from skill.coach.blocks import named
from skill.coach.briefing import brief
from skill.coach.keys import Key
from skill.coach.reply import Line, Seconds
from skill.coach.state import LARGEST_AMOUNT, Phase, Plan, State
from skill.frozen import replace

HOLD_S = range(3, LARGEST_AMOUNT + 1)
REPS = range(1, 31)
"""What is counted on request (house): shorter is over before it is counted in, and longer is no exercise for a back."""


def hold_of_own(state: State, seconds: int, moment: Moment) -> Turn:
    """Describe a hold of the person's own, of seconds in `HOLD_S`."""
    return brief(state, Plan(state.progress.usual_level, amount=seconds), moment)


def hold_of(state: State, exercise: str, moment: Moment) -> Turn:
    """Describe one hold of an exercise, of as many seconds as were asked for and no longer than is good for it."""
    found, seconds = moment.catalogue.exercises[exercise], state.amount or HOLD_S.start
    if found.counting is not Counting.HOLD:
        return stay(spoken_of(state, exercise), moment, Line.of(Key.NOT_HELD, exercise=named(found)))
    most = found.hold_max_s or LARGEST_AMOUNT
    turn = brief(state, Plan(state.progress.usual_level, exercise=exercise, amount=min(seconds, most)), moment)
    told = Line.of(Key.HOLD_MOST, exercise=named(found), hold=Seconds(most))
    return prefaced(turn, told) if seconds > most else turn


def count_of(state: State, exercise: str, moment: Moment) -> Turn:
    """Describe as many repetitions of an exercise as were asked for; where no number was said, ask for one."""
    found = moment.catalogue.exercises[exercise]
    if found.counting is Counting.HOLD:
        return stay(spoken_of(state, exercise), moment, Line.of(Key.NOT_REPEATED, exercise=named(found)))
    if state.amount is None:
        return stay(spoken_of(state, exercise), moment, Line.of(Key.REPS_HOW_MANY))
    return brief(state, Plan(state.progress.usual_level, exercise=exercise, amount=state.amount), moment)


def asks_seconds(state: State) -> bool:
    """Say whether a number of seconds is what was just asked for."""
    return bool({Key.HOLD_HOW_LONG, Key.HOLD_BOUNDS, Key.NOT_REPEATED} & {*state.said})


def asks_reps(state: State) -> bool:
    """Say whether a number of repetitions is what was just asked for."""
    return bool({Key.REPS_HOW_MANY, Key.REPS_BOUNDS, Key.NOT_HELD} & {*state.said})


def spoken_of(state: State, exercise: str | None) -> State:
    """Keep in mind what is to be counted, or that it is nothing in particular, until the number has been said."""
    return state if state.phase in KEEPS_SUBJECT else replace(state, subject=exercise)


KEEPS_SUBJECT = frozenset({Phase.READING, Phase.MAKING})
"""The phases in which the subject is what is read or was put in last, whatever is counted."""
