"""The workout at hand, be it offered, described or in flight, and what of it is still to come."""

from skill.coach.answers import Moment, Turn, exercise_underway, go_home, going_on, in_workout, interrupted, stay
from skill.coach.events import LeaveOutAsked
from skill.coach.state import TRAINING, Phase, Plan, Purpose, State
from skill.coach.steps import SetUp
from skill.coach.workout import done_in, expand
from skill.frozen import replace


def plan_at_hand(state: State, *, own: bool | None = None) -> Plan | None:
    """Give the workout that is being done, described or offered.

    None where their own is meant, which is then changed for good: where they said so, or described and not just today.
    """
    phases = going_on(state)
    if phases & TRAINING and state.progress.underway:
        return state.progress.underway.plan if not own else None
    described = state.plan if phases & {Phase.BRIEFED, Phase.HOME} else None
    theirs = own or (own is None and described is not None and described.own)
    return None if theirs else described


def shall_leave_out(state: State, exercises: frozenset[str], moment: Moment) -> Turn | None:
    """Ask whether to leave exercises out of the workout at hand; None where it has none of them still to come.

    Where it has nothing else, it is not offered any more.
    """
    plan = plan_at_hand(state, own=False)
    coming = tuple(name for name in _coming(state, plan, moment) if name in exercises) if plan else ()
    if plan is None or not coming:
        return None
    underway = state.progress.underway
    if {*done_in(plan, moment.catalogue)} <= {*coming} and (underway is None or underway.plan is not plan):
        return go_home(state, LeaveOutAsked(), moment)
    # At home there is nothing to go back to but what is offered, which is to stay.
    back_to = Phase.HOME if state.phase is Phase.HOME else interrupted(state)
    asking = replace(state, phase=Phase.CHOOSING, purpose=Purpose.LEAVE_OUT_ALL, among=coming, back_to=back_to)
    return stay(asking, moment)


def _coming(state: State, plan: Plan, moment: Moment) -> tuple[str, ...]:
    """Give what a workout has yet to come; what is at hand in one in flight is not."""
    underway, at_hand = state.progress.underway, exercise_underway(state, moment)
    if underway is None or underway.plan is not plan:
        return done_in(plan, moment.catalogue)
    left = expand(plan, moment.catalogue)[underway.step :]
    begun = at_hand.id if at_hand and in_workout(state) else None
    return tuple(step.exercise.id for step in left if isinstance(step, SetUp) and step.exercise.id != begun)
