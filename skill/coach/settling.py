"""The state brought up to the moment somebody speaks, so that no transition has to think about time."""

from skill.coach.answers import Moment
from skill.coach.here import Here
from skill.coach.history import Finished, sets_in
from skill.coach.position import Position, reached, steps_left
from skill.coach.state import TRAINING, Phase, Plan, State, Underway
from skill.coach.steps import Closing, Step, WorkSet
from skill.coach.workout import expand, total_s
from skill.frozen import replace

KEPT_MS = 24 * 60 * 60 * 1000
"""An unfinished workout is offered again for a day, and not a word of it after."""


def settle(state: State, moment: Moment) -> State:
    """Find the place in the workout.

    A block that has sounded to its end leaves the workout waiting for "ready", or done; one cut into leaves it paused
    at the repetition or second that sounded. What is too old, or what the content no longer has, is forgotten.
    """
    state = _sound(state, moment)
    underway = state.progress.underway
    if underway is None:
        return state
    if underway.began_ms is None:
        return replace(state, phase=Phase.PAUSED) if state.phase is Phase.PLAYING else state
    steps = steps_left(underway, moment.catalogue)
    asking = state.progress.preferences.asking
    position = reached(steps, underway.step, moment.now_ms - underway.began_ms, asking)
    # What is left when the closing sounds is no workout: it is done, and not to be offered again.
    over = position.step == len(steps) or isinstance(steps[position.step], Closing)
    passed = tuple(step for step in steps[underway.step : position.step] if not isinstance(step, Closing))
    # Whoever speaks now may do so long after the last of it has sounded.
    heard_ms = min(moment.now_ms, underway.began_ms + 1000 * total_s(passed))
    state = _recorded(state, underway, passed, over=over, heard_ms=heard_ms)
    sets = underway.sets + sets_in(passed)
    left = replace(underway, step=position.step, done=position.done, began_ms=None, sets=sets)
    settled = placed(state, None if over else left)
    if state.phase is not Phase.PLAYING:
        return _standing(settled)
    return replace(settled, phase=_phase(position, over=over))


def _recorded(state: State, underway: Underway, passed: tuple[Step, ...], *, over: bool, heard_ms: int) -> State:
    """Remember what was done since the block began, and the workout once it is over."""
    history = state.progress.history.with_steps(passed, heard_ms)
    if over:
        plan, sets = underway.plan, underway.sets + sets_in(passed)
        history = history.with_finished(Finished(heard_ms, sets, plan.routine, plan.exercise, bool(plan.own)))
    return replace(state, progress=replace(state.progress, history=history))


def _phase(position: Position, *, over: bool) -> Phase:
    if over:
        return Phase.DONE
    return Phase.WAITING if position.ended else Phase.PAUSED


def _sound(state: State, moment: Moment) -> State:
    """Forget what is too old, and what the content no longer has: it may have changed since the state was saved."""
    underway = state.progress.underway
    if underway is not None and not _usable(underway, moment):
        state = placed(state, None)
    if state.plan is not None and not _known(state.plan, moment):
        state = replace(state, plan=None)
    known = moment.catalogue.exercises.keys()
    if not {*state.not_today} <= known:
        state = replace(state, not_today=tuple(name for name in state.not_today if name in known))
    if not _has_point(state, moment) or not set(state.among) <= moment.catalogue.exercises.keys():
        state = replace(state, phase=Phase.HOME, subject=None, point=0, among=())
    return _standing(state)


def _standing(state: State) -> State:
    """Leave phases that have lost what they need: a workout in flight, or one described."""
    gone = (TRAINING if state.progress.underway is None else frozenset()) | (
        frozenset({Phase.BRIEFED}) if state.plan is None else frozenset()
    )
    if state.phase not in gone and state.back_to not in gone:
        return state
    back_to = None if state.back_to in gone else state.back_to
    if state.phase not in gone:
        return replace(state, back_to=back_to)
    # At home a routine is offered, and none of the exercises that may have been described.
    offered = state.plan if state.plan and state.plan.routine else None
    return replace(state, phase=Phase.HOME, plan=offered, back_to=back_to)


def _usable(underway: Underway, moment: Moment) -> bool:
    if moment.now_ms - underway.touched_ms > KEPT_MS or not _known(underway.plan, moment):
        return False
    steps = expand(underway.plan, moment.catalogue)
    if not 0 <= underway.step < len(steps):
        return False
    return all(_has_something_left(step) for step in steps_left(underway, moment.catalogue))


def _has_something_left(step: Step) -> bool:
    return step.done < step.count if isinstance(step, WorkSet) else step.length_s > 0


def _known(plan: Plan, moment: Moment) -> bool:
    known = moment.catalogue
    if not {*plan.own, *plan.left_out, *(part.exercise for part in plan.parts)} <= known.exercises.keys():
        return False
    if plan.exercise is not None:
        return plan.exercise in known.exercises
    return plan.routine is None or plan.routine in known.routines


def _has_point(state: State, moment: Moment) -> bool:
    if state.subject is None:
        return state.phase not in {Phase.READING, Phase.TALKING}
    found = moment.catalogue.exercises.get(state.subject)
    return found is not None and 0 <= state.point < len(found.points)


def passed(state: State, at: Here, position: Position, moment: Moment) -> State:
    """Go on from a later place, and count what lies before it as done."""
    done = at.steps[at.index : position.step]
    history = state.progress.history.with_steps(done, moment.now_ms)
    sets = at.underway.sets + sets_in(done)
    counted = replace(state, progress=replace(state.progress, history=history))
    return placed(counted, replace(at.underway, step=position.step, done=position.done, sets=sets))


def placed(state: State, underway: Underway | None) -> State:
    """Put the workout in flight at a place, or drop it."""
    return replace(state, progress=replace(state.progress, underway=underway))
