"""What to say to words that fit nothing: what works here, otherwise the second time, and then the simplest way on."""

from collections.abc import Mapping
from dataclasses import replace

from skill.coach import routines
from skill.coach.answers import Moment, Turn, stay
from skill.coach.asking import unchosen_word
from skill.coach.events import Event
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.state import Phase, Purpose, State

WAYS: Mapping[Phase, tuple[Key, Key, Key]] = {
    Phase.RESUMABLE: (Key.WAYS_RESUMABLE, Key.WAYS_RESUMABLE_TOO, Key.JUST_YES),
    Phase.BRIEFED: (Key.WAYS_BRIEFED, Key.WAYS_BRIEFED_TOO, Key.JUST_READY),
    Phase.WAITING: (Key.WAYS_WORKOUT, Key.WAYS_WORKOUT_TOO, Key.JUST_READY),
    Phase.PAUSED: (Key.WAYS_WORKOUT, Key.WAYS_WORKOUT_TOO, Key.JUST_READY),
    Phase.READING: (Key.WAYS_READING, Key.WAYS_READING_TOO, Key.JUST_NEXT),
    Phase.TALKING: (Key.WAYS_TALKING, Key.WAYS_TALKING_TOO, Key.JUST_DO_IT),
    Phase.FORGETTING: (Key.WAYS_FORGETTING, Key.WAYS_FORGETTING_TOO, Key.JUST_NO),
    Phase.DONE: (Key.WAYS_DONE, Key.WAYS_DONE_TOO, Key.JUST_STOP),
}
"""In each phase: what to say first, what the second time, and the one word that goes on. Elsewhere as at home."""

AT_HOME = Key.WAYS_HOME, Key.WAYS_HOME_TOO, Key.JUST_YES

TIMES = (Key.NOT_UNDERSTOOD, Key.NOT_UNDERSTOOD_AGAIN, Key.NOT_UNDERSTOOD_STILL)


def not_understood(state: State, _event: Event, moment: Moment) -> Turn:
    """Say so, and what can be said here; at the third time one word that is enough, with something to say it to."""
    time = min(state.missed, len(TIMES) - 1)
    if state.phase is Phase.HOME and time == len(TIMES) - 1:
        state = replace(state, plan=routines.usual_plan(state, moment))
    way = WAYS.get(state.phase, AT_HOME)[time]
    return stay(state, moment, Line.of(TIMES[time]), Line.of(way))


def unchosen(state: State, event: Event, moment: Moment) -> Turn:
    """Say what there is to choose from; at the third time one word that is enough."""
    if state.missed < len(TIMES) - 1:
        return unchosen_word(state, event, moment)
    just = Key.JUST_BEGINNER if state.purpose is Purpose.ROUTINE else Key.JUST_LIST
    return stay(state, moment, Line.of(Key.NOT_UNDERSTOOD_STILL), Line.of(just))
