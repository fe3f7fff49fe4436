"""Getting down to the floor and up from it: talked through when asked, and the first time it comes up."""

from skill.catalogue.model import Catalogue
from skill.coach.answers import Moment, Turn, stay
from skill.coach.blocks import cools_after
from skill.coach.events import Event
from skill.coach.history import History
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.state import Plan, State
from skill.coach.steps import ON_FLOOR, SetUp, Step, stands_like
from skill.coach.workout import routine_of

DOWN = Line.of(Key.FLOOR_DOWN), Line.of(Key.FLOOR_DOWN_ON)
UP = Line.of(Key.FLOOR_UP), Line.of(Key.FLOOR_UP_ON)


def down(state: State, _event: Event, moment: Moment) -> Turn:
    """Say how to get down to the floor, and ask again."""
    return stay(state, moment, *DOWN)


def up(state: State, _event: Event, moment: Moment) -> Turn:
    """Say how to get up from the floor, and ask again."""
    return stay(state, moment, *UP)


def first_time(steps: tuple[Step, ...], index: int, history: History) -> tuple[Line, ...]:
    """Say how to get down or up before what needs it, to somebody who has not finished a workout yet."""
    if history.finished:
        return ()
    match steps[index]:
        case SetUp(exercise=exercise, before=before):
            was, will_be = stands_like(before) in ON_FLOOR, exercise.position in ON_FLOOR
        case _:
            done = cools_after(steps, index)
            was, will_be = done is None or stands_like(done) in ON_FLOOR, True
    if was == will_be:
        return ()
    return UP if was else DOWN


def before_it_begins(steps: tuple[Step, ...], history: History) -> tuple[Line, ...]:
    """Say how to get down before what begins on the floor at once: after "ready" the seconds run."""
    return first_time(steps, 1, history) if len(steps) > 1 and isinstance(steps[1], SetUp) else ()


def up_at_last(plan: Plan, history: History, catalogue: Catalogue, reprompt: Line) -> Line:
    """Put how to get up before a workout's last question asked again: who is silent after the first lies there yet."""
    if history.finished or not ends_on_floor(plan, catalogue):
        return reprompt
    return Line.of(Key.FLOOR_UP_THEN, up=UP[0], after=UP[1], ask=reprompt)


def ends_on_floor(plan: Plan, catalogue: Catalogue) -> bool:
    """Say whether a workout leaves somebody on the floor, with a cool-down or without."""
    routine = routine_of(plan, catalogue)
    if routine is None:
        return False
    return bool(routine.cool_down) or catalogue.exercises[routine.items[-1].exercise].position in ON_FLOOR
