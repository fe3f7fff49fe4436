"""Getting down to the floor and up from it: talked through when asked, and the first time it comes up."""

from skill.catalogue.model import Position
from skill.coach.answers import Moment, Turn, stay
from skill.coach.events import Event
from skill.coach.history import History
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.state import State
from skill.coach.steps import SetUp, Step, stands_like

ON_FLOOR = frozenset({Position.FRONT, Position.SITTING, Position.BACK})

DOWN = Line.of(Key.FLOOR_DOWN), Line.of(Key.FLOOR_DOWN_ON)
UP = Line.of(Key.FLOOR_UP), Line.of(Key.FLOOR_UP_ON)


def down(state: State, _event: Event, moment: Moment) -> Turn:
    """Say how to get down to the floor, and ask again."""
    return stay(state, moment, *DOWN)


def up(state: State, _event: Event, moment: Moment) -> Turn:
    """Say how to get up from the floor, and ask again."""
    return stay(state, moment, *UP)


def first_time(step: Step, history: History) -> tuple[Line, ...]:
    """Say how to get down or up before an exercise that needs it, to somebody who has not finished a workout yet."""
    if not isinstance(step, SetUp) or history.finished:
        return ()
    was, will_be = (where in ON_FLOOR for where in (stands_like(step.before), step.exercise.position))
    if was == will_be:
        return ()
    return UP if was else DOWN
