"""The technique points of an exercise, read one at a time."""

from skill.coach.answers import Moment, Turn, asking, interrupted, question, stay
from skill.coach.blocks import named
from skill.coach.events import Event
from skill.coach.keys import Key
from skill.coach.reply import Line, Reply, exercise_line
from skill.coach.state import UNDER_WAY, Phase, State
from skill.frozen import replace


def read(state: State, exercise: str, moment: Moment) -> Turn:
    """Begin to read an exercise's technique points."""
    reading = replace(state, phase=Phase.READING, subject=exercise, point=0, back_to=interrupted(state))
    count = len(moment.catalogue.exercises[exercise].points)
    lead = Line.of(Key.POINTS_LEAD, exercise=named(moment.catalogue.exercises[exercise]), count=count)
    turn = stay(reading, moment, lead, _point(reading))
    return asking(turn, Line.of(Key.POINTS_ASK_FIRST))


def next_point(state: State, _event: Event, moment: Moment) -> Turn:
    """Read the next point; after the last, offer to do the exercise or to go back to the workout."""
    if state.point + 1 < _count(state, moment):
        return _say_point(replace(state, point=state.point + 1), moment)
    return _left(state, Line.of(Key.POINTS_OVER), moment)


def previous_point(state: State, _event: Event, moment: Moment) -> Turn:
    """Read the point before; the first has none."""
    if state.point == 0:
        return stay(state, moment, Line.of(Key.POINTS_FIRST), _point(state))
    return _say_point(replace(state, point=state.point - 1), moment)


def same_point(state: State, _event: Event, moment: Moment) -> Turn:
    """Read the point again."""
    return _say_point(state, moment)


def first_point(state: State, _event: Event, moment: Moment) -> Turn:
    """Read from the first point again."""
    return _say_point(replace(state, point=0), moment)


def how_many_points(state: State, _event: Event, moment: Moment) -> Turn:
    """Say how many points there are, and which one this is."""
    return stay(state, moment, Line.of(Key.COUNT_POINTS, number=state.point + 1, count=_count(state, moment)))


def leave(state: State, _event: Event, moment: Moment) -> Turn:
    """Stop reading before the last point."""
    return _left(state, Line.of(Key.OTHERWISE), moment)


def _left(state: State, say: Line, moment: Moment) -> Turn:
    """Go back to what was interrupted; where nothing was, offer to do the exercise."""
    if state.back_to is not None:
        back = (Line.of(Key.BACK_TO_WORKOUT),) if state.back_to in UNDER_WAY else ()
        return stay(replace(state, phase=state.back_to), moment, say, *back)
    talking = replace(state, phase=Phase.TALKING)
    ask = Line.of(Key.POINTS_DO_IT, exercise=named(moment.catalogue.exercises[state.subject or ""]))
    return Turn(talking, Reply((say,), ask=ask, reprompt=question(talking, moment)[1]))


def _say_point(state: State, moment: Moment) -> Turn:
    return stay(state, moment, _point(state))


def _point(state: State) -> Line:
    return exercise_line(state.subject or "", f"points.{state.point}")


def _count(state: State, moment: Moment) -> int:
    return len(moment.catalogue.exercises[state.subject or ""].points)
