"""What can be said here: on request, to what means nothing here, and to words that fit nothing.

Whoever goes on missing it hears other ways the second time, the third time what is simplest, which in a workout is what
to say when it hurts, and then the first ones again.
"""

from collections.abc import Mapping

from skill.coach import routines
from skill.coach.answers import Moment, Turn, stay
from skill.coach.blocks import named
from skill.coach.events import Event
from skill.coach.keys import Key
from skill.coach.reply import Line, Reply
from skill.coach.state import Phase, Purpose, State
from skill.frozen import replace

Ways = tuple[Key, Key, Key]
"""What to say first, what the second time, and what is simplest."""

WORKOUT: Ways = Key.WAYS_WORKOUT, Key.WAYS_WORKOUT_TOO, Key.JUST_READY

WAYS: Mapping[Phase, Ways] = {
    Phase.RESUMABLE: (Key.WAYS_RESUMABLE, Key.WAYS_RESUMABLE_TOO, Key.JUST_YES),
    Phase.BRIEFED: (Key.WAYS_BRIEFED, Key.WAYS_BRIEFED_TOO, Key.JUST_YES),
    Phase.WAITING: WORKOUT,
    Phase.PAUSED: WORKOUT,
    Phase.READING: (Key.WAYS_READING, Key.WAYS_READING_TOO, Key.JUST_NEXT),
    Phase.TALKING: (Key.WAYS_TALKING, Key.WAYS_TALKING_TOO, Key.JUST_DO_IT),
    Phase.DROPPING: (Key.WAYS_DROPPING, Key.WAYS_DROPPING_TOO, Key.JUST_NO),
    Phase.LEAVING: (Key.WITHOUT_WAYS, Key.WITHOUT_REPROMPT, Key.JUST_YES),
    Phase.FORGETTING: (Key.WAYS_FORGETTING, Key.WAYS_FORGETTING_TOO, Key.JUST_NO),
    Phase.MAKING: (Key.WAYS_MAKING, Key.WAYS_MAKING_TOO, Key.JUST_DONE),
    Phase.DONE: (Key.WAYS_DONE, Key.WAYS_DONE_TOO, Key.JUST_STOP),
    Phase.CHOOSING: (Key.WAYS_EXERCISES, Key.WAYS_EXERCISES_TOO, Key.JUST_LIST),
}
"""In each phase; elsewhere as at home."""

LEVELS: Ways = Key.WAYS_LEVELS, Key.WAYS_LEVELS_TOO, Key.JUST_BEGINNER
AT_HOME: Ways = Key.WAYS_HOME, Key.WAYS_HOME_TOO, Key.JUST_YES

HELP: Mapping[Phase, Key] = {
    Phase.WAITING: Key.HELP_WORKOUT,
    Phase.PAUSED: Key.HELP_WORKOUT,
    Phase.BRIEFED: Key.HELP_BRIEFED,
    Phase.READING: Key.HELP_READING,
    Phase.MAKING: Key.HELP_MAKING,
    Phase.HOME: Key.HELP_HOME,
}
"""What help says in a phase, where that is more than the first ways."""

NOT_UNDERSTOOD = Key.NOT_UNDERSTOOD, Key.NOT_UNDERSTOOD_AGAIN, Key.NOT_UNDERSTOOD_STILL
NOT_NOW = Key.NOT_NOW, Key.NOT_NOW_AGAIN, Key.NOT_UNDERSTOOD_STILL
TIMES = len(NOT_UNDERSTOOD)


def help_(state: State, _event: Event, moment: Moment) -> Turn:
    """Say what can be said here, and what to say in pain; asked for again, say other ways."""
    first, second, _ = _ways(state)
    first = HELP.get(state.phase, first)
    if first in state.said:
        return stay(state, moment, Line.of(second))
    disclaimer = (Line.of(Key.DISCLAIMER_HELP),) if state.phase is Phase.HOME else ()
    return stay(state, moment, Line.of(first), *disclaimer, Line.of(Key.HELP_PAIN))


def not_understood(state: State, _event: Event, moment: Moment) -> Turn:
    """Say so, and what can be said here; at the third time what is simplest, with something to say it to."""
    return _missed(state, NOT_UNDERSTOOD, moment)


def not_now(state: State, _event: Event, moment: Moment) -> Turn:
    """Say that this means nothing here, and what does."""
    return _missed(state, NOT_NOW, moment)


def missed(reply: Reply) -> bool:
    """Say whether a reply is one to somebody who was not understood, or asked for what can't be had here."""
    return any(line.key in {*NOT_UNDERSTOOD, *NOT_NOW} for line in reply.say)


def _missed(state: State, times: tuple[Key, Key, Key], moment: Moment) -> Turn:
    time = state.missed % TIMES
    if state.phase is Phase.HOME and time == TIMES - 1:
        state = replace(state, plan=routines.usual_plan(state, moment))
    simplest = _simplest(state, moment) if time == TIMES - 1 else None
    return stay(state, moment, Line.of(times[time]), simplest or Line.of(_ways(state)[time]))


def _simplest(state: State, moment: Moment) -> Line | None:
    """Give the shortest answer where a few exercises are offered. Nobody is led past a question about health."""
    asking = moment.catalogue.question_for(state.among)
    if state.phase is not Phase.CHOOSING or not state.among or (asking and asking.health):
        return None
    if len(state.among) == 1:
        return Line.of(Key.JUST_YES)
    return Line.of(Key.JUST_NAME, exercise=named(moment.catalogue.exercises[state.among[0]]))


def _ways(state: State) -> Ways:
    if state.phase is Phase.CHOOSING and state.purpose is Purpose.ROUTINE:
        return LEVELS
    return WAYS.get(state.phase, AT_HOME)
