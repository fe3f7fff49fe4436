"""Counting on request: so many seconds of a hold, or so many repetitions of an exercise, and nothing around them."""

from dataclasses import replace

from skill.catalogue.model import Counting, Level
from skill.coach.answers import INTERRUPTIBLE, Moment, Turn, prefaced, stay
from skill.coach.blocks import named
from skill.coach.briefing import brief
from skill.coach.keys import Key
from skill.coach.reply import Line, Seconds
from skill.coach.state import LARGEST_AMOUNT, Plan, State

HOLD_S = range(3, LARGEST_AMOUNT + 1)
REPS = range(1, 31)
"""What is counted on request (house): shorter is over before it is counted in, and longer is no exercise for a back."""


def hold_of_own(state: State, seconds: int, moment: Moment) -> Turn:
    """Describe a hold of the person's own, of seconds in `HOLD_S`."""
    return brief(state, Plan(_level(state), amount=seconds), moment)


def hold_of(state: State, exercise: str, moment: Moment) -> Turn:
    """Describe one hold of an exercise, of as many seconds as were asked for and no longer than is good for it."""
    found, seconds = moment.catalogue.exercises[exercise], state.amount or HOLD_S.start
    if found.counting is not Counting.HOLD:
        return stay(state, moment, Line.of(Key.NOT_HELD, exercise=named(found)))
    most = found.hold_max_s or LARGEST_AMOUNT
    turn = brief(state, Plan(_level(state), exercise=exercise, amount=min(seconds, most)), moment)
    told = Line.of(Key.HOLD_MOST, exercise=named(found), hold=Seconds(most))
    return prefaced(turn, told) if seconds > most else turn


def count_of(state: State, exercise: str, moment: Moment) -> Turn:
    """Describe as many repetitions of an exercise as were asked for; where no number was said, ask for one."""
    found = moment.catalogue.exercises[exercise]
    if found.counting is Counting.HOLD:
        return stay(state, moment, Line.of(Key.NOT_REPEATED, exercise=named(found)))
    if state.amount is None:
        spoken_of = state if state.phase in INTERRUPTIBLE else replace(state, subject=exercise)
        return stay(spoken_of, moment, Line.of(Key.REPS_HOW_MANY))
    return brief(state, Plan(_level(state), exercise=exercise, amount=state.amount), moment)


def _level(state: State) -> Level:
    return state.progress.level or Level.BEGINNER
