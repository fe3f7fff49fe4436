"""The workout at hand, be it offered, described or in flight, and what of it is still to come."""

from skill.catalogue.model import Exercise
from skill.coach.answers import (
    Moment,
    Turn,
    exercise_underway,
    go_home,
    going_on,
    in_workout,
    interrupted_or_home,
    stay,
    warms_up,
)
from skill.coach.blocks import exercise_of
from skill.coach.events import LeaveOutAsked
from skill.coach.settling import placed
from skill.coach.state import TRAINING, Phase, Plan, Purpose, State
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


def begun(state: State, moment: Moment) -> Exercise | None:
    """Give the exercise at hand in a workout that is going on; none in the warm-up."""
    underway, exercise = state.progress.underway, exercise_underway(state, moment)
    if underway is None or exercise is None or not in_workout(state):
        return None
    return None if warms_up(expand(underway.plan, moment.catalogue)[underway.step]) else exercise


def shall_leave_out(state: State, exercises: frozenset[str], moment: Moment) -> Turn | None:
    """Ask whether to leave exercises out of the workout at hand; None where it has none of them still to come.

    Where it has nothing else, it is not offered any more. What is asked already is asked together with these.
    """
    plan = plan_at_hand(state, own=False)
    if plan is None or state.phase in ASKING:
        return None
    meant = exercises | frozenset(state.among if state.purpose is Purpose.LEAVE_OUT_ALL else ())
    coming = _coming(state, plan, moment)
    among = tuple(name for name in coming if name in meant)
    if not among:
        return None
    if len(among) == len(coming) and not in_workout(state):
        return go_home(state if plan is state.plan else placed(state, None), LeaveOutAsked(), moment)
    if state.progress.lacks and plan is state.plan:
        # What can't be done for want of kit is replaced, by none of these.
        among = tuple(name for name in moment.catalogue.exercises if name in meant)
    asking = replace(state, phase=Phase.CHOOSING, purpose=Purpose.LEAVE_OUT_ALL, among=among)
    return stay(replace(asking, back_to=interrupted_or_home(state)), moment)


ASKING = frozenset({Phase.DROPPING, Phase.FORGETTING})
"""Whose question is not to be lost for another."""


def _coming(state: State, plan: Plan, moment: Moment) -> tuple[str, ...]:
    """Give what a workout has yet to come, with what is unfinished where it isn't going on."""
    underway = state.progress.underway
    if underway is None or plan is state.plan:
        return done_in(plan, moment.catalogue)
    left = expand(plan, moment.catalogue)[underway.step :]
    coming = (each.id for step in left if (each := exercise_of(step)) is not None)
    at_hand = begun(state, moment)
    return tuple(name for name in dict.fromkeys(coming) if at_hand is None or name != at_hand.id)
