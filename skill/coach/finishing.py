"""Leaving out what somebody has done without the coach or doesn't want: a warm-up, the rest of a set, the stretches."""

from skill.coach.answers import Moment, Turn, asking, going_on, prefaced, stay
from skill.coach.blocks import closing_question
from skill.coach.briefing import brief
from skill.coach.events import Event
from skill.coach.here import Here, here
from skill.coach.keys import Key
from skill.coach.playing import play, play_after, play_on
from skill.coach.position import Position
from skill.coach.reply import Line, exercise_line
from skill.coach.settling import passed, placed
from skill.coach.skipping import ended
from skill.coach.state import Phase, State
from skill.coach.steps import Closing, CountIn, Move, Rest, SetUp
from skill.coach.to_come import plan_at_hand
from skill.coach.training import begin, begun, go_on, skip, skip_exercise
from skill.coach.workout import cool_down_start, expand, warm_up_end
from skill.frozen import replace


def begin_warm(state: State, event: Event, moment: Moment) -> Turn:
    """Begin the workout that was described at its first exercise. How to stay safe is said all the same."""
    plan = state.plan
    steps = expand(plan, moment.catalogue) if plan else ()
    first = warm_up_end(steps)
    if plan is None or not any(isinstance(step, Move) for step in steps[:first]):
        return prefaced(begin(state, event, moment), Line.of(Key.NO_WARM_UP))
    say = Line.of(Key.WARM_ALREADY), Line.of(Key.OPENING_SAFETY)
    return play(begun(state, plan), plan, Position(first), moment, *say)


def skip_warm_up(state: State, _event: Event, moment: Moment) -> Turn:
    """Go on to the first exercise; after the warm-up, say that there is none to come."""
    at = here(state, moment.catalogue)
    if at is None or not at.before_exercises:
        return stay(state, moment, Line.of(Key.NO_WARM_UP))
    return play(state, at.plan, Position(warm_up_end(at.steps)), moment, Line.of(Key.WARM_ALREADY))


def skip_cool_down(state: State, _event: Event, moment: Moment) -> Turn:
    """Leave out the stretches at the end of what is at hand, or what is left of them, and of whatever comes later."""
    state, told = replace(state, cools_down=False), Line.of(Key.WITHOUT_COOL_DOWN)
    plan, underway = plan_at_hand(state, own=False), state.progress.underway
    if plan is None:
        return stay(state, moment, told)
    start = cool_down_start(expand(plan, moment.catalogue))
    if start is None:
        return stay(state, moment, Line.of(Key.NO_COOL_DOWN))
    without = replace(plan, cools_down=False)
    if underway is None or plan is state.plan:
        return prefaced(brief(state, without, moment), told)
    if underway.step > start or (underway.step == start and Phase.PAUSED in going_on(state)):
        # Whoever lies there already is told how to get up from there.
        return play_after(state, plan, Position(len(expand(plan, moment.catalogue)) - 1), moment, told)
    fewer_left = placed(state, replace(underway, plan=without))
    return ended(fewer_left, moment, told) or stay(fewer_left, moment, told)


def set_finished(state: State, event: Event, moment: Moment) -> Turn:
    """Go on after the set or the move at hand, and count it as done."""
    at = here(state, moment.catalogue)
    if at is None or state.phase is not Phase.PAUSED:
        return go_on(state, event, moment)
    if not isinstance(at.step, CountIn | Move):
        return play_on(state, moment)
    return after_it(state, at, moment, Line.of(Key.WELL_DONE))


def skip_set(state: State, event: Event, moment: Moment) -> Turn:
    """Go on after the set at hand, or in a rest after the one that comes; anything else at hand is left out."""
    at = here(state, moment.catalogue)
    if at is not None and isinstance(at.step, Rest):
        at = replace(at, underway=replace(at.underway, step=at.index + 1, done=0))
    if at is None or not isinstance(at.step, CountIn):
        return skip(state, event, moment)
    return after_it(state, at, moment, Line.of(Key.OTHERWISE), counts=False)


def after_it(state: State, at: Here, moment: Moment, *say: Line, counts: bool = True) -> Turn:
    """Go on after the set or the move at hand, counted as done or not: say something, and rest or wait.

    After an exercise it is told how to come out of it: the seconds of what follows don't wait for that.
    """
    following = at.index + 1 + isinstance(at.step, CountIn)
    after = (
        passed(state, at, Position(following), moment)
        if counts
        else placed(state, replace(at.underway, step=following, done=0))
    )
    match at.step, at.steps[following]:
        case (_, Rest()) | (Move(), Move() | Closing()):
            return play_after(after, at.plan, Position(following), moment, *say)
        case CountIn(exercise=exercise), Closing():
            finish = (exercise_line(exercise.id, "finish"),) if exercise else ()
            return play_after(after, at.plan, Position(following), moment, *say, *finish)
        case _:
            ask, _ = closing_question(at.steps, following)
            return asking(stay(replace(after, phase=Phase.WAITING), moment, *say), ask)


def next_exercise(state: State, event: Event, moment: Moment) -> Turn:
    """Go on to the next exercise: the one that is waited for, or what follows the one at hand."""
    at = here(state, moment.catalogue)
    coming = at is not None and state.phase is Phase.WAITING and isinstance(at.step, SetUp | Move)
    return (go_on if coming else skip_exercise)(state, event, moment)
