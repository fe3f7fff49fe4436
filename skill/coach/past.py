"""What somebody has done so far, when they ask. It is only ever what was done, never what was not.

How long ago is told by the hours that have passed, since nobody's time of day is known here.
"""

from skill.coach.answers import Moment, Turn, stay, the_routine
from skill.coach.blocks import named
from skill.coach.events import UNNAMED, LastDoneAsked
from skill.coach.history import KEPT_WORKOUTS, Finished
from skill.coach.keys import Key
from skill.coach.naming import at_hand, with_exercise
from skill.coach.reply import Line
from skill.coach.state import Purpose, State

DAY_MS = 24 * 60 * 60 * 1000
WEEK_DAYS = 7
MONDAY = 3
"""Days from the Monday before the first of January 1970, a Thursday."""


def doing(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say how many workouts there were, how many of them lately, when the last was, and how many weeks running."""
    finished = state.progress.history.finished
    if not finished:
        return (Line.of(Key.PAST_NONE),)
    last = Line.of(Key.PAST_LAST, ago=_ago(finished[-1].ended_ms, moment))
    if len(finished) == 1:
        return (Line.of(Key.PAST_ONE), last)
    lately = len(_lately(finished, moment))
    whole = Key.PAST_MANY if len(finished) == KEPT_WORKOUTS else Key.PAST_SOME
    week = (Line.of(Key.PAST_LATELY, count=lately),) if lately > 1 else ()
    return (Line.of(whole, count=len(finished)), *week, last, *_streak(finished, moment))


def week(state: State, moment: Moment) -> tuple[Line, ...]:
    """Name what was done in the last seven days, each thing once."""
    names = dict.fromkeys(_name(workout, moment) for workout in _lately(state.progress.history.finished, moment))
    return (Line.of(Key.PAST_WEEK, done=tuple(names)) if names else Line.of(Key.PAST_WEEK_NONE),)


def last_done(state: State, event: LastDoneAsked, moment: Moment) -> Turn:
    """Say when an exercise was done last; of none, how somebody is doing at all."""
    if event.exercise == UNNAMED and not state.among and at_hand(state, moment) is None:
        return stay(state, moment, *doing(state, moment))
    return with_exercise(state, event.exercise, Purpose.LAST, last_of, moment)


def last_of(state: State, exercise: str, moment: Moment) -> Turn:
    """Say when one exercise was done last; the conversation stands where it stood."""
    practice, name = state.progress.history.of(exercise), named(moment.catalogue.exercises[exercise])
    if practice is None:
        return stay(state, moment, Line.of(Key.PAST_NEVER, exercise=name))
    ago = _ago(practice.last_ms, moment)
    return stay(state, moment, Line.of(Key.PAST_EXERCISE, exercise=name, ago=ago))


def _lately(finished: tuple[Finished, ...], moment: Moment) -> list[Finished]:
    return [workout for workout in finished if moment.now_ms - workout.ended_ms < WEEK_DAYS * DAY_MS]


def _ago(then_ms: int, moment: Moment) -> Line:
    days = max(0, moment.now_ms - then_ms) // DAY_MS
    if days > 1:
        return Line.of(Key.AGO_DAYS, count=days)
    return Line.of(Key.AGO_DAY if days else Key.AGO_TODAY)


def _streak(finished: tuple[Finished, ...], moment: Moment) -> tuple[Line, ...]:
    """Say how many calendar weeks running had a workout; this week breaks nothing as long as it lasts."""
    weeks = {_week(workout.ended_ms) for workout in finished}
    now = _week(moment.now_ms)
    first = last = now if now in weeks else now - 1
    while first in weeks:
        first -= 1
    count = last - first
    if count < 2:  # noqa: PLR2004 - one week is no row of weeks
        return ()
    further = len(finished) == KEPT_WORKOUTS and first + 1 == _week(finished[0].ended_ms)
    return (Line.of(Key.PAST_STREAK_MANY if further else Key.PAST_STREAK, count=count),)


def _week(at_ms: int) -> int:
    return (at_ms // DAY_MS + MONDAY) // WEEK_DAYS


def _name(workout: Finished, moment: Moment) -> Line:
    """Name a workout; one that the content no longer has is named as a hold is: it was something of one's own."""
    if workout.own:
        return Line.of(Key.MINE_NAME)
    if workout.routine in moment.catalogue.routines:
        return the_routine(workout.routine or "")
    if workout.exercise in moment.catalogue.exercises:
        return named(moment.catalogue.exercises[workout.exercise or ""])
    return Line.of(Key.OWN_NAME)
