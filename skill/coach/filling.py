"""What means something else where a routine of somebody's own is made, or is at hand."""

from skill.coach import answering, making, routines, small_talk
from skill.coach.answers import Moment, Turn
from skill.coach.asides import which_set
from skill.coach.asking import detail
from skill.coach.doing import started
from skill.coach.events import (
    NUMBERED,
    UNNAMED,
    AddAsked,
    Detail,
    DetailAsked,
    DoneSaid,
    Event,
    ExerciseAsked,
    LengthAsked,
    Named,
    NumberSaid,
    OwnAsked,
    TwoNamed,
    WorkoutStarted,
)
from skill.coach.guiding import not_now, not_understood
from skill.coach.keys import Key
from skill.coach.naming import at_hand
from skill.coach.reply import Line
from skill.coach.state import Phase, State
from skill.coach.training import go_on_after

AT_HAND = frozenset({Phase.BRIEFED, Phase.RESUMABLE, Phase.WAITING, Phase.PAUSED})
"""The phases in which "my routine" is the one at hand, to somebody who has no other."""


def done(state: State, event: DoneSaid, moment: Moment) -> Turn:
    """End the making of a routine; where none is made, what is going on."""
    making_one = Phase.MAKING in {state.phase, state.back_to}
    return (making.finish if making_one else small_talk.done)(state, event, moment)


def do_it(state: State, _event: Event, moment: Moment) -> Turn:
    """Describe the routine that is made; as long as there is nothing in it, ask on."""
    return routines.own(state, OwnAsked(), moment)


def do_it_or_add(state: State, event: ExerciseAsked, moment: Moment) -> Turn:
    """Take "do it" for the routine that is made, and a name for what goes into it."""
    if event.exercise == UNNAMED:
        return do_it(state, event, moment)
    return making.add(state, AddAsked(event.exercise), moment)


def easier(state: State, _event: Event, moment: Moment) -> Turn:
    """Tell the easier form of the exercise that was put in last."""
    return told(state, DetailAsked(Detail.EASIER), moment)


def told(state: State, event: DetailAsked, moment: Moment) -> Turn:
    """Say something particular about an exercise; where none is in it yet, that is nobody's to choose now."""
    nothing = event.exercise == UNNAMED and at_hand(state, moment) is None
    return (not_now if nothing else detail)(state, event, moment)


def two_named(state: State, event: TwoNamed, moment: Moment) -> Turn:
    """Put both in."""
    return making.add(state, AddAsked(event.exercise, event.other), moment)


def length(state: State, event: LengthAsked, moment: Moment) -> Turn:
    """Say how long the routine that is made takes, or one of ours that was named by its level."""
    return (making.again if event.level == UNNAMED else answering.aside)(state, event, moment)


def numbered(state: State, event: NumberSaid, moment: Moment) -> Turn:
    """Put in the exercise of a number."""
    if event.number is None or not 1 <= event.number <= len(NUMBERED):
        return not_understood(state, event, moment)
    return making.add(state, AddAsked(Named((NUMBERED[event.number - 1],), str(event.number))), moment)


def own(state: State, event: OwnAsked, moment: Moment) -> Turn:
    """Describe their own routine, or begin or go on with it where it is at hand: any one, where they have none.

    Who says so in the midst of a set hears where it stands, or that there is no other.
    """
    if event.seconds is None and state.phase in AT_HAND and _is_own(state):
        if state.phase is Phase.PAUSED:
            none = () if state.progress.own else (Line.of(Key.MINE_NONE),)
            return go_on_after(state, moment, *(none or which_set(state, moment)))
        return started(state, WorkoutStarted(), moment)
    return routines.own(state, event, moment)


def _is_own(state: State) -> bool:
    underway = state.progress.underway
    plan = state.plan if state.phase is Phase.BRIEFED else underway.plan if underway else None
    return not state.progress.own or (plan is not None and bool(plan.own))
