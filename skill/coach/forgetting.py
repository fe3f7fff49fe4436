"""Forgetting somebody who asks for it: asked once, done on a clear yes, and on nothing else."""

from skill.coach.answers import Moment, Turn, close, interrupted, stay
from skill.coach.events import (
    Agreed,
    CancelAsked,
    ChoiceLeft,
    ConditionSaid,
    Declined,
    Event,
    ForgetAsked,
    HelpAsked,
    NotUnderstood,
    OtherAsked,
    RepeatAsked,
    Undecided,
)
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.state import UNDER_WAY, Phase, Progress, State
from skill.frozen import replace

KEEPS_ASKING = (
    *(Agreed, Declined, OtherAsked, Undecided, ChoiceLeft, CancelAsked),
    *(ConditionSaid, ForgetAsked, HelpAsked, NotUnderstood, RepeatAsked),
)
"""What is answered where the question stands; whatever else is said leaves it, and nothing is forgotten."""


def ask(state: State, _event: Event, moment: Moment) -> Turn:
    """Ask whether everything is to be forgotten."""
    return stay(replace(state, phase=Phase.FORGETTING, back_to=interrupted(state)), moment)


def forget(_state: State, _event: Event, _moment: Moment) -> Turn:
    """Forget everything, of this session too, and end it. An empty progress is what erases the row in the store."""
    turn = close(State(progress=Progress()), Line.of(Key.FORGET_DONE))
    return replace(turn, reply=replace(turn.reply, forgets=True))


def keep(state: State, _event: Event, moment: Moment) -> Turn:
    """Forget nothing, and go back to what was interrupted."""
    back = (Line.of(Key.BACK_TO_WORKOUT),) if state.back_to in UNDER_WAY else ()
    return stay(left(state), moment, Line.of(Key.FORGET_KEPT), *back)


def left(state: State) -> State:
    """Give the state without the question: what it interrupted, or home."""
    return replace(state, phase=state.back_to or Phase.HOME, back_to=None)


def unless_asking(state: State, event: Event) -> State:
    """Leave the question what to delete when something else is said to it."""
    asks = state.phase not in {Phase.DROPPING, Phase.FORGETTING} or isinstance(event, KEEPS_ASKING)
    return state if asks else left(state)
