"""How "shall I leave those out?" is answered: a no keeps them, a question leaves it open, all else is the safe way."""

from skill.coach.answers import Moment, Transition, Turn, go_home, prefaced, stay
from skill.coach.briefing import not_today, without_today
from skill.coach.events import (
    UNNAMED,
    AddAsked,
    CoolDownSkipped,
    DropOwnAsked,
    EaseAsked,
    Event,
    ExerciseAsked,
    ExerciseNamed,
    ForgetAsked,
    GentleAsked,
    HoldAsked,
    HomeSaid,
    HurtSaid,
    LeaveOutAsked,
    LevelNamed,
    MakeAsked,
    NamedRoutineAsked,
    NumberSaid,
    OtherLevelAsked,
    OwnAsked,
    OwnContentsAsked,
    PlaceNamed,
    PractisedSaid,
    PutBackAsked,
    QuickAsked,
    RatingGiven,
    RepsAsked,
    RoutineAsked,
    TimeNamed,
    TwoNamed,
    UsualAsked,
)
from skill.coach.keys import Key
from skill.coach.leaving import leave_out, leave_out_now
from skill.coach.naming import after_choice, nearest
from skill.coach.reply import Line
from skill.coach.settling import placed
from skill.coach.state import Phase, State
from skill.coach.to_come import plan_at_hand
from skill.coach.workout import done_in
from skill.frozen import replace

GOES_ON = (
    *(RoutineAsked, NamedRoutineAsked, UsualAsked, OtherLevelAsked, TimeNamed, NumberSaid, QuickAsked, GentleAsked),
    *(PractisedSaid, LevelNamed, PlaceNamed, HomeSaid, HoldAsked, RepsAsked, EaseAsked, CoolDownSkipped),
    *(MakeAsked, AddAsked, OwnAsked, OwnContentsAsked, DropOwnAsked, RatingGiven, HurtSaid, ForgetAsked),
)
"""What somebody says who goes on to something else, and has not said no."""


def unless_answered(state: State, event: Event, moment: Moment) -> State:
    """Take for a yes what goes on to something else while it is asked what to leave out."""
    another = isinstance(event, ExerciseAsked) and event.exercise != UNNAMED
    goes_on = another or isinstance(event, GOES_ON)
    return leave_out_all(state, event, moment).state if state.phase is Phase.LEAVING and goes_on else state


def leave_out_all(state: State, event: Event, moment: Moment) -> Turn:
    """Leave out all that it was asked of: of what is at hand, and of whatever is described later in the session.

    A workout of which nothing would be left is not offered any more.
    """
    stands = _let_go(after_choice(not_today(state, state.among)), state.among, moment)
    at_hand = plan_at_hand(stands, own=False)
    if at_hand is None or not {*done_in(at_hand, moment.catalogue)} & {*state.among}:
        return stay(stands, moment, without_today(state.among, moment))
    turn = leave_out_now(stands, at_hand, state.among, moment)
    if turn is not None:
        return turn
    home = go_home(stands if at_hand is stands.plan else placed(stands, None), event, moment)
    return prefaced(home, Line.of(Key.WITHOUT_NOTHING_LEFT))


def _let_go(state: State, exercises: tuple[str, ...], moment: Moment) -> State:
    """Leave exercises out of a workout that is open beside the one at hand, too; let it go where nothing is left."""
    underway = state.progress.underway
    if underway is None or plan_at_hand(state, own=False) is underway.plan:
        return state
    left = leave_out_now(state, underway.plan, exercises, moment)
    return placed(state, None if left is None or left.reply.timeline.cues else left.state.progress.underway)


def by_name(state: State, event: ExerciseNamed, moment: Moment) -> Turn:
    """Take one of these for a yes: all of them are to be left out. Another name leaves the question open."""
    named = event.exercise.order is not None or {*nearest(event.exercise, moment.catalogue)} & {*state.among}
    return leave_out_all(state, event, moment) if named else stay(state, moment)


def with_others(state: State, event: LeaveOutAsked, moment: Moment) -> Turn:
    """Leave out all of these; what else was named as well."""
    if event.exercise == UNNAMED or {*nearest(event.exercise, moment.catalogue)} & {*state.among}:
        return leave_out_all(state, event, moment)
    return leave_out(leave_out_all(state, event, moment).state, event, moment)


def both(state: State, event: TwoNamed, moment: Moment) -> Turn:
    """Take two of these for a yes; any other two leave the question open."""
    named = {*nearest(event.exercise, moment.catalogue), *nearest(event.other, moment.catalogue)}
    return leave_out_all(state, event, moment) if named and named <= {*state.among} else stay(state, moment)


def keep_one(state: State, event: PutBackAsked, moment: Moment) -> Turn:
    """Leave out the others, where one of several is to be kept; what is kept unnamed is all of them."""
    kept = {*nearest(event.exercise, moment.catalogue)}
    others = tuple(name for name in state.among if name not in kept)
    if event.exercise == UNNAMED or not others:
        return keep(state, event, moment)
    return leave_out_all(replace(state, among=others), event, moment)


def asking_again(transition: Transition) -> Transition:
    """Answer as where it was asked, and ask again: no question leads past this one."""

    def answered(state: State, event: Event, moment: Moment) -> Turn:
        turn: Turn = transition(after_choice(state), event, moment)
        return stay(state, moment, *turn.reply.say)

    return answered


def keep(state: State, _event: Event, moment: Moment) -> Turn:
    """Leave out nothing, and go back to what was interrupted."""
    return stay(after_choice(state), moment, Line.of(Key.OTHERWISE))
