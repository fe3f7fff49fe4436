"""Getting down to the floor and up from it: talked through when asked, and the first time it comes up."""

from skill.catalogue.model import Catalogue, Level, Posture
from skill.coach.answers import Moment, Turn, in_workout, interrupted_or_home, stay
from skill.coach.blocks import cools_after, named
from skill.coach.events import Event
from skill.coach.history import History
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.state import Phase, Plan, Purpose, State
from skill.coach.steps import ON_FLOOR, SetUp, Step, stands_like
from skill.coach.workout import routine_of
from skill.frozen import replace

DOWN = Line.of(Key.FLOOR_DOWN), Line.of(Key.FLOOR_DOWN_ON)
UP = Line.of(Key.FLOOR_UP), Line.of(Key.FLOOR_UP_ON)


def down(state: State, _event: Event, moment: Moment) -> Turn:
    """Say how to get down to the floor, and ask again."""
    return stay(state, moment, *DOWN)


def up(state: State, _event: Event, moment: Moment) -> Turn:
    """Say how to get up from the floor, and ask again."""
    return stay(state, moment, *UP)


def standing(state: State, _event: Event, moment: Moment) -> Turn:
    """Say what is done on one's feet, and offer the lightest that there is all for; in a workout, say it alone."""
    found = [each for each in moment.catalogue.exercises.values() if each.position is Posture.STANDING]
    told = Line.of(Key.FLOOR_STANDING, exercises=tuple(map(named, found))), Line.of(Key.FLOOR_ELSE)
    at_hand = [each.id for each in found if not {*each.kit_at(Level.BEGINNER)} & {*state.progress.lacks}]
    if in_workout(state) or not at_hand:
        return stay(state, moment, *told)
    offering = replace(state, phase=Phase.CHOOSING, purpose=Purpose.DO, among=(at_hand[0],))
    return stay(replace(offering, back_to=interrupted_or_home(state)), moment, *told)


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
