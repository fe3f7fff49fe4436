"""The workout at hand, be it offered, described or in flight, and what of it is still to come."""

from skill.catalogue.model import Exercise
from skill.coach.answers import (
    Moment,
    Turn,
    go_home,
    going_on,
    in_workout,
    interrupted_or_home,
    stay,
)
from skill.coach.blocks import exercise_of
from skill.coach.events import LeaveOutAsked
from skill.coach.here import here
from skill.coach.settling import placed
from skill.coach.state import TRAINING, Phase, Plan, State
from skill.coach.workout import done_in
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


def begun(state: State, moment: Moment) -> Exercise | None:
    """Give the exercise at hand in a workout that is going on; none in the warm-up."""
    at = here(state, moment.catalogue)
    return at.exercise if at and in_workout(state) and not at.warms_up else None


def shall_leave_out(state: State, exercises: frozenset[str], moment: Moment) -> Turn:
    """Ask whether to leave exercises out, of what is at hand and of whatever is asked for later.

    In the midst of a workout that has none of them to come nothing is asked, for somebody lies there. A workout at hand
    that has nothing else is not offered any more. What is asked already is asked together with these; where there is
    none to ask about, what was being asked is asked again.
    """
    if state.phase in ASKING:
        return stay(state, moment)
    meant = exercises | frozenset(state.among if state.phase is Phase.LEAVING else ())
    state = _offering_no_more(state, meant, moment)
    among = tuple(name for name in moment.catalogue.exercises if name in meant and name not in state.not_today)
    if not among or (in_workout(state) and meant.isdisjoint(_coming(state, moment))):
        return stay(state, moment)
    asking = replace(state, phase=Phase.LEAVING, purpose=None, among=among)
    return stay(replace(asking, back_to=interrupted_or_home(state)), moment)


ASKING = frozenset({Phase.DROPPING, Phase.FORGETTING})
"""Whose question is not to be lost for another."""


def _offering_no_more(state: State, exercises: frozenset[str], moment: Moment) -> State:
    """Go home from a workout that doesn't go on, and that has nothing but these exercises to come."""
    coming, offered = _coming(state, moment), plan_at_hand(state, own=False) is state.plan
    if in_workout(state) or not coming or not exercises.issuperset(coming):
        return state
    return go_home(state if offered else placed(state, None), LeaveOutAsked(), moment).state


def _coming(state: State, moment: Moment) -> tuple[str, ...]:
    """Give what the workout at hand has yet to come, with what is unfinished where it isn't going on."""
    plan, at = plan_at_hand(state, own=False), here(state, moment.catalogue)
    if plan is None:
        return ()
    if at is None or plan is state.plan:
        return done_in(plan, moment.catalogue)
    coming = (each.id for step in at.left if (each := exercise_of(step)) is not None)
    return tuple(dict.fromkeys(coming))
