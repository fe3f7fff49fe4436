"""When somebody speaks of pain. Nothing of it is remembered, and nothing is asked about it."""

from skill.coach import easing
from skill.coach.answers import Moment, Transition, Turn, close, easing_open, in_workout, stay
from skill.coach.events import Event, HurtSaid
from skill.coach.here import here
from skill.coach.keys import Key
from skill.coach.reply import Line, Reply
from skill.coach.settling import placed
from skill.coach.state import Phase, State
from skill.coach.steps import Move
from skill.frozen import replace


def hurt(state: State, event: Event, moment: Moment) -> Turn:
    """Ease off: say what is only effort and what is not, and make the exercise easier; a second time, leave it out.

    At rest, advise to stay so, and offer no unfinished workout after that.
    """
    if not in_workout(state):
        resting = placed(replace(state, phase=Phase.DONE, plan=None), None)
        return stay(resting, moment, Line.of(Key.HURT_REST), Line.of(Key.HURT_SHARP_REST))
    paused = replace(state, phase=Phase.PAUSED)
    begun = easing.has_begun(state, moment)
    easier = easing.eased(paused, moment) if begun else None
    out = easing.no_more(paused, moment) if begun and easier is None else None
    ease, normal, sharp = Line.of(Key.HURT_EASE), _normal(event), Line.of(Key.HURT_SHARP)
    if out is not None:
        said_before = easing.is_eased(paused, moment)
        return replace(out, reply=replace(out.reply, say=(ease, *out.reply.say, *(() if said_before else (sharp,)))))
    if easier is None:
        smaller = (Line.of(Key.HURT_SMALLER),) if _moves(state, moment) else ()
        return stay(paused, moment, ease, normal, *smaller, sharp)
    say = (ease, normal, *easing.told(easier, moment), sharp)
    return Turn(easier, Reply(say, ask=Line.of(Key.EASED_ASK), reprompt=Line.of(Key.EASED_REPROMPT)))


def unless_asked_which(other: Transition) -> Transition:
    """Ask again whether it is sharp or only work, where that is asked: a yes tells neither. Else do the other."""

    def answered(state: State, event: Event, moment: Moment) -> Turn:
        if easing_open(state):
            return stay(state, moment, Line.of(Key.HURT_SHARP))
        turn: Turn = other(state, event, moment)
        return turn

    return answered


def _normal(event: Event) -> Line:
    """Say what is only effort, and of a joint that it is not."""
    joint = isinstance(event, HurtSaid) and event.joint
    return Line.of(Key.HURT_JOINT if joint else Key.HURT_NORMAL)


def _moves(state: State, moment: Moment) -> bool:
    """Say whether a move of the warm-up or the cool-down was cut into."""
    at = here(state, moment.catalogue)
    return state.phase is Phase.PAUSED and at is not None and isinstance(at.step, Move)


def sharp_pain(state: State, _event: Event, _moment: Moment) -> Turn:
    """End for today and say when to seek help. Nothing of it is remembered, not even the workout."""
    emergency = Line.of(Key.EMERGENCY_NUMBER)
    return close(
        _gentle(state),
        Line.of(Key.SHARP_STOP),
        Line.of(Key.SHARP_FINISH),
        Line.of(Key.SHARP_SEE),
        Line.of(Key.SHARP_LEGS, emergency=emergency),
        Line.of(Key.SHARP_BLADDER),
    )


def unwell(state: State, _event: Event, _moment: Moment) -> Turn:
    """End for today, and say what to do until it passes, and when to seek help."""
    return close(
        _gentle(state),
        Line.of(Key.UNWELL_STOP),
        Line.of(Key.SHARP_FINISH),
        Line.of(Key.UNWELL_SEE),
        Line.of(Key.UNWELL_CALL, emergency=Line.of(Key.EMERGENCY_NUMBER)),
    )


def emergency(state: State, _event: Event, _moment: Moment) -> Turn:
    """End at once and name the number to call."""
    return close(
        _gentle(state),
        Line.of(Key.EMERGENCY_STOP),
        Line.of(Key.EMERGENCY_CALL, emergency=Line.of(Key.EMERGENCY_NUMBER)),
        Line.of(Key.EMERGENCY_NOT_ME),
    )


def _gentle(state: State) -> State:
    """Drop the workout and the level it had: the next one begins gently, whatever the reason."""
    return placed(replace(state, progress=replace(state.progress, level=None)), None)
