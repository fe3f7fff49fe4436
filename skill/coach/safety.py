"""When somebody speaks of pain. Nothing of it is remembered, and nothing is asked about it."""

from dataclasses import replace

from skill.coach.answers import Moment, Turn, close, stay
from skill.coach.events import Event
from skill.coach.keys import Key
from skill.coach.reply import Line, Reply
from skill.coach.settling import placed
from skill.coach.state import Phase, State


def hurt(state: State, _event: Event, moment: Moment) -> Turn:
    """Ease off: say what is only effort and what is not, and let the person choose. At rest, advise to stay so."""
    if not {state.phase, state.back_to} & {Phase.WAITING, Phase.PAUSED}:
        return stay(replace(state, phase=Phase.DONE, plan=None), moment, Line.of(Key.HURT_REST))
    say = (Line.of(Key.HURT_EASE), Line.of(Key.HURT_NORMAL), Line.of(Key.HURT_SHARP))
    ask, reprompt = Line.of(Key.HURT_ASK), Line.of(Key.HURT_REPROMPT)
    return Turn(replace(state, phase=Phase.PAUSED), Reply(say, ask=ask, reprompt=reprompt))


def sharp_pain(state: State, _event: Event, _moment: Moment) -> Turn:
    """End for today and say when to seek help. Nothing of it is remembered, not even the workout."""
    emergency = Line.of(Key.EMERGENCY_NUMBER)
    return close(
        placed(state, None),
        Line.of(Key.SHARP_STOP),
        Line.of(Key.SHARP_FINISH),
        Line.of(Key.SHARP_SEE),
        Line.of(Key.SHARP_LEGS, emergency=emergency),
        Line.of(Key.SHARP_BLADDER),
    )


def emergency(state: State, _event: Event, _moment: Moment) -> Turn:
    """End at once and name the number to call."""
    return close(
        placed(state, None),
        Line.of(Key.EMERGENCY_STOP),
        Line.of(Key.EMERGENCY_CALL, emergency=Line.of(Key.EMERGENCY_NUMBER)),
        Line.of(Key.EMERGENCY_NOT_ME),
    )
