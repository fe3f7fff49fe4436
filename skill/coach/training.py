"""The workout itself: described, begun, played block by block, interrupted, taken up again."""

from skill.catalogue.model import Posture
from skill.coach import guiding, reading
from skill.coach.answers import Moment, Turn, close, go_home, in_workout, prefaced, stay
from skill.coach.blocks import COOL_DOWN_POSITION, cools_after, exercise_of, standing
from skill.coach.briefing import brief
from skill.coach.events import Event
from skill.coach.here import Here, here
from skill.coach.keys import Key
from skill.coach.playing import play, play_on
from skill.coach.position import Position, following
from skill.coach.reply import Line, Reply
from skill.coach.settling import placed
from skill.coach.state import Phase, Plan, State
from skill.coach.steps import Closing, CountIn, GetReady, Move, Opening, Rest, SetUp, Step, stands_like
from skill.coach.tailoring import without
from skill.coach.workout import exercise_start
from skill.frozen import replace


def accept(state: State, event: Event, moment: Moment) -> Turn:
    """Take what was offered; where nothing was, go on with what is unfinished."""
    return brief(state, state.plan, moment) if state.plan else go_on(state, event, moment)


def agree(state: State, event: Event, moment: Moment) -> Turn:
    """Take what was offered. A yes to no offer starts nothing, but what is unfinished is offered then."""
    if state.plan is None and state.progress.underway is not None:
        return stay(replace(state, phase=Phase.RESUMABLE), moment)
    return accept(state, event, moment)


def begin(state: State, event: Event, moment: Moment) -> Turn:
    """Begin the workout that was described."""
    plan = state.plan
    if plan is None:
        return guiding.not_now(state, event, moment)
    return play(begun(state, plan), plan, Position(0), moment)


def begun(state: State, plan: Plan) -> State:
    """Give the state in which a workout begins that was described: its level is theirs now."""
    return replace(state, plan=None, progress=replace(state.progress, level=plan.level, underway=None))


def resume(state: State, event: Event, moment: Moment) -> Turn:
    """Go on with the workout that is open, not with the one described in its place; where none is, begin."""
    if state.progress.underway is None:
        return begin(state, event, moment)
    return go_on(replace(state, plan=None), event, moment)


def brief_again(state: State, _event: Event, moment: Moment) -> Turn:
    """Describe the workout once more."""
    return brief(state, state.plan, moment) if state.plan else stay(state, moment)


def not_this(state: State, event: Event, moment: Moment) -> Turn:
    """Drop what was offered or described; an unfinished workout then goes on. Who wants nothing twice may go."""
    if state.plan is None:
        return (
            stop(state, event, moment) if Key.THATS_ALL in state.said else stay(state, moment, Line.of(Key.THATS_ALL))
        )
    phase = Phase.PAUSED if state.phase is Phase.BRIEFED and state.progress.underway else Phase.HOME
    dropped = replace(state, phase=phase, plan=None)
    return stay(dropped, moment, Line.of(Key.OTHERWISE))


def not_that_one(state: State, _event: Event, moment: Moment) -> Turn:
    """Drop the unfinished workout that was offered."""
    return stay(placed(replace(state, phase=Phase.HOME, plan=None), None), moment, Line.of(Key.DROPPED))


def go_on(state: State, event: Event, moment: Moment) -> Turn:
    """Play the block that comes next, or what is left of the one that was interrupted."""
    if state.progress.underway is None:
        return guiding.not_now(state, event, moment)
    if in_workout(state):
        return go_on_after(state, moment)
    return take_up(state, moment)


def take_up(state: State, moment: Moment) -> Turn:
    """Go on with a workout that was left: somebody may have got up since, so a set waits until they are in place.

    So do the stretches at its end, once they have begun.
    """
    at = here(state, moment.catalogue)
    position = _lies(at) if at else None
    if position is None:
        return go_on_after(state, moment)
    place = Line(f"positions.{stands_like(None)}.{position}")
    cold = () if Key.WELCOME_COLD in state.said else cooled(state, moment)
    return prefaced(stay(replace(state, phase=Phase.WAITING, plan=None), moment), *cold, place)


def _lies(at: Here) -> Posture | None:
    """Give how somebody lies or stands here; None where they get there first, or move about."""
    if at.in_place_for is not None:
        return at.in_place_for.position
    stretches = isinstance(at.step, Move) and not at.before_exercises
    return COOL_DOWN_POSITION if stretches and cools_after(at.steps, at.index) is None else None


WARM_MS = 30 * 60 * 1000
"""How long somebody who has warmed up stays warm without moving (house)."""


def cooled(state: State, moment: Moment) -> tuple[Line, ...]:
    """Tell who left a workout too long ago to get warm again: neither in its warm-up, nor where no exercise is left."""
    at = here(state, moment.catalogue)
    if at is None or at.exercise is None or moment.now_ms - at.underway.touched_ms <= WARM_MS:
        return ()
    return () if at.before_exercises else (Line.of(Key.WELCOME_COLD),)


def go_on_after(state: State, moment: Moment, *say: Line) -> Turn:
    """Say something first, then go on. A rest that was paused goes on; one that was left has passed meanwhile."""
    at = here(state, moment.catalogue)
    if at is None:
        return stay(state, moment, *say)
    left = isinstance(at.step, Rest) and at.underway.done != 0
    over = left and Phase.PAUSED not in {state.phase, state.back_to}
    return play(state, at.plan, Position(at.index + 1) if over else at.position, moment, *say)


def skip(state: State, event: Event, moment: Moment) -> Turn:
    """Leave out what is at hand: the rest, the set that was asked for, the exercise, or the move."""
    at = here(state, moment.catalogue)
    if at is None:
        return go_on(state, event, moment)
    if isinstance(at.step, Rest):
        return play(state, at.plan, Position(at.index + 1), moment)
    if _counts_in_after_rest(at):
        after_it = at.index + 2 if state.phase is Phase.WAITING else at.index
        rested = after_it + isinstance(at.steps[after_it], Rest)
        return play(state, at.plan, Position(rested), moment)
    return skip_exercise(state, event, moment)


def skip_exercise(state: State, event: Event, moment: Moment) -> Turn:
    """Leave out the exercise at hand, or the move, for what follows it."""
    at = here(state, moment.catalogue)
    if at is None:
        return go_on(state, event, moment)
    if isinstance(at.step, SetUp) and state.phase is Phase.WAITING:
        # Nobody is in its place yet: how to get into the next one depends on what was done before it.
        fewer = without(at.plan, at.step.exercise.id, moment.catalogue)
        if fewer is not None:
            return play(state, fewer, Position(at.index), moment)
    return play(state, at.plan, Position(following(at.steps, at.index)), moment)


def _counts_in_after_rest(at: Here) -> bool:
    """Say whether the count-in of a later set is at hand, and nothing of the set is done."""
    return isinstance(at.step, CountIn) and isinstance(at.steps[at.index - 1], Rest) and not at.underway.done


def back(state: State, event: Event, moment: Moment) -> Turn:
    """Go back to the start of this exercise, or of the one before when this one hasn't begun."""
    return _from_exercise(state, event, moment, 1)


def again(state: State, event: Event, moment: Moment) -> Turn:
    """Say the talk at hand again; a set or a rest goes on where it is, once more counted in."""
    at = here(state, moment.catalogue)
    if at is None:
        return go_on(state, event, moment)
    talks = isinstance(at.step, Opening | Move | SetUp | Closing)
    return play(state, at.plan, Position(at.index) if talks else at.position, moment)


def set_again(state: State, event: Event, moment: Moment) -> Turn:
    """Go back to the start of the set at hand, or of the one just done; where there is none, go on."""
    at = here(state, moment.catalogue)
    if at is None:
        return go_on(state, event, moment)
    # A set of which something is done has been left in its midst, and is not yet to come.
    before = at.index - (state.phase is Phase.WAITING and not at.underway.done)
    own = range(exercise_start(at.steps, before), before + 1)
    counts_in = [index for index in own if isinstance(at.steps[index], CountIn)]
    if not counts_in or _unwanted(at.steps[counts_in[-1]], state):
        return play_on(state, moment)
    return play(state, at.plan, Position(counts_in[-1]), moment)


def from_the_start(state: State, event: Event, moment: Moment) -> Turn:
    """Begin the workout again; who is in place for an exercise gets up first, or stays for the only one there is."""
    at = here(state, moment.catalogue)
    if at is None:
        return go_on(state, event, moment)
    exercise, anew = at.in_place_for, placed(state, None)
    plan = _wanted(at.plan, state, moment)
    if exercise is None:
        return play(anew, plan, Position(0), moment)
    if isinstance(at.steps[1], SetUp) and at.steps[1].exercise == exercise:
        return play(anew, plan, Position(2), moment)
    return play(anew, plan, Position(0), moment, Line(f"positions.{stands_like(exercise)}.standing"))


def pause(state: State, _event: Event, moment: Moment) -> Turn:
    """Wait, keeping the place."""
    at = here(state, moment.catalogue)
    where = standing(at.steps, at.index) if at else ()
    return stay(replace(state, phase=Phase.PAUSED), moment, Line.of(Key.PAUSED), *where)


def stop(state: State, _event: Event, _moment: Moment) -> Turn:
    """Say goodbye. An unfinished workout stays saved."""
    saved = (Line.of(Key.SAVED),) if state.progress.underway else ()
    return close(state, *saved, Line.of(Key.GOODBYE))


def lost(state: State, _event: Event, _moment: Moment) -> Turn:
    """Keep the place when the session is closed from outside; nothing can be said."""
    return Turn(replace(state, phase=Phase.CLOSED), Reply(silent=True))


def _wanted(plan: Plan, state: State, moment: Moment) -> Plan:
    """Give a plan without what isn't wanted in this session, where something else is left."""
    for exercise in state.not_today:
        plan = without(plan, exercise, moment.catalogue) or plan
    return plan


def _unwanted(step: Step, state: State) -> bool:
    """Say whether a step is of an exercise that isn't wanted in this session."""
    exercise = exercise_of(step)
    return exercise is not None and exercise.id in state.not_today


def _from_exercise(state: State, event: Event, moment: Moment, before: int) -> Turn:
    at = here(state, moment.catalogue)
    if at is None:
        return go_on(state, event, moment)
    at_start = isinstance(at.step, GetReady)
    start = exercise_start(at.steps, max(0, at.index - before - at_start))
    # Who is in its place already isn't told how to get there.
    talk = at.steps[start]
    if _unwanted(talk, state):
        return stay(state, moment, Line.of(Key.LEFT_OUT))
    there = isinstance(talk, SetUp) and at.in_place_for == talk.exercise
    exercise = at.in_place_for if isinstance(talk, Move) else None
    up = (Line(f"positions.{stands_like(exercise)}.standing"),) if exercise else ()
    return play(state, at.plan, Position(start + there), moment, *up)


def cancel(state: State, event: Event, moment: Moment) -> Turn:
    """Leave what is going on for what it interrupted, or for home; where nothing is going on, say goodbye."""
    if state.back_to is Phase.MAKING:
        return stay(replace(state, phase=Phase.MAKING), moment, Line.of(Key.OTHERWISE))
    if state.phase is Phase.READING and state.back_to is not None:
        return reading.leave(state, event, moment)
    if state.phase is Phase.BRIEFED and state.progress.underway is not None:
        return not_this(state, event, moment)
    leaves = {Phase.READING, Phase.TALKING, Phase.CHOOSING, Phase.BRIEFED}
    return go_home(state, event, moment) if state.phase in leaves else stop(state, event, moment)
