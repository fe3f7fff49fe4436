"""A time, or a bare number, for which a workout is made; and what there is for somebody in a hurry or new to it."""

from skill.catalogue.model import Level
from skill.coach import easing, wishes
from skill.coach.answers import Moment, Turn, going_on, stay
from skill.coach.asides import how_long
from skill.coach.asking import hold, reps
from skill.coach.counted import asks_reps, asks_seconds
from skill.coach.events import (
    NUMBERED,
    Event,
    ExerciseNamed,
    HoldAsked,
    LevelNamed,
    Named,
    NumberSaid,
    PractisedSaid,
    QuickAsked,
    RepsAsked,
    TalkChosen,
    TimeNamed,
)
from skill.coach.guiding import not_understood
from skill.coach.keys import Key
from skill.coach.preferences import Talk
from skill.coach.reply import Line
from skill.coach.routines import SHORTEST_S, for_time, level_named, level_or_exercise
from skill.coach.small_talk import lightest
from skill.coach.state import LARGEST_AMOUNT, UNDER_WAY, Phase, Purpose, State

MINUTE_S = 60

QUICK_S = 5 * MINUTE_S
"""What is quick (house): the shortest routine there is."""

MINUTES = range(SHORTEST_S // MINUTE_S, LARGEST_AMOUNT + 1)
"""The numbers that are taken for minutes by somebody who was not asked for any."""


def number(state: State, event: NumberSaid, moment: Moment) -> Turn:
    """Take a number for the answer to what was asked: seconds, repetitions, a place in a list, or minutes."""
    said = event.number
    if not said:
        return not_understood(state, event, moment)
    if asks_seconds(state):
        return hold(state, HoldAsked(said), moment)
    if asks_reps(state):
        return reps(state, RepsAsked(said), moment)
    if Key.TIME_WHAT in state.said or (_takes_minutes(state, said) and said in MINUTES):
        return for_time(state, TimeNamed(said * MINUTE_S), moment)
    if state.phase is Phase.CHOOSING and said <= len(NUMBERED):
        return level_or_exercise(state, ExerciseNamed(Named((NUMBERED[said - 1],), str(said))), moment)
    return not_understood(state, event, moment)


def moments(state: State, event: TimeNamed, moment: Moment) -> Turn:
    """Wait for somebody who asks in a workout for less than a workout takes; for more, describe one."""
    if event.seconds and event.seconds < SHORTEST_S and not asks_seconds(state):
        return stay(state, moment, Line.of(Key.TAKE_YOUR_TIME))
    return for_time(state, event, moment)


def quick(state: State, event: QuickAsked, moment: Moment) -> Turn:
    """Describe a quick workout, or one for the time that is left."""
    return for_time(state, TimeNamed(event.seconds or QUICK_S), moment)


def quicker(state: State, _event: Event, moment: Moment) -> Turn:
    """Say what is left of the workout at hand, and how to shorten it."""
    return stay(state, moment, *how_long(state, moment), Line.of(Key.TIME_QUICKER))


def gentle(state: State, event: Event, moment: Moment) -> Turn:
    """Take the lightest of what there is to choose from: an exercise, or the routine for a beginner."""
    if state.phase is Phase.CHOOSING and state.purpose is not Purpose.ROUTINE:
        return lightest(state, event, moment)
    if going_on(state) & UNDER_WAY:
        return easing.ease(state, event, moment)
    return level_named(state, LevelNamed(_named(Level.BEGINNER)), moment)


def practised(state: State, event: PractisedSaid, moment: Moment) -> Turn:
    """Describe the routine of a level."""
    return level_named(state, LevelNamed(_named(event.level)), moment)


def practised_here(state: State, event: PractisedSaid, moment: Moment) -> Turn:
    """Say more or less of how each exercise goes, in a workout or a reading."""
    return wishes.grant(state, _talk_for(event), moment)


def _talk_for(event: PractisedSaid) -> TalkChosen:
    return TalkChosen(Talk.FULL if event.level is Level.BEGINNER else Talk.SHORT)


def _named(level: Level) -> Named:
    return Named((level.value,), level.value)


def _takes_minutes(state: State, said: int) -> bool:
    """Say whether a number can only be minutes: while routines are spoken of, and more than there are levels."""
    if state.phase is Phase.BRIEFED:
        return state.plan is not None and state.plan.routine is not None
    return state.phase is Phase.HOME or (state.purpose is Purpose.ROUTINE and said > len(Level))
