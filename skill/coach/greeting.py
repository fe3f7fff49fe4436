"""How a conversation opens, and how a greeting in the midst of one is answered."""

from skill.coach import asides, routines
from skill.coach import events as on
from skill.coach.answers import Moment, Turn, stay
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.state import Phase, Purpose, State
from skill.coach.training import cooled
from skill.frozen import replace

REST_MS = 20 * 60 * 60 * 1000
"""Between two workouts a day of rest is left (house); tomorrow at about the same time is a day later."""


def launch(state: State, _event: on.Launched, moment: Moment) -> Turn:
    """Greet, and offer one thing to say yes to: the unfinished workout, or the usual routine."""
    say = (Line.of(Key.WELCOME_BACK),) if state.progress.introduced else ()
    if state.progress.underway is not None:
        return stay(replace(state, phase=Phase.RESUMABLE), moment, *say, *cooled(state, moment))
    rest = (Line.of(Key.WELCOME_REST),) if _has_trained(state, moment) else ()
    return stay(replace(state, phase=Phase.HOME, plan=routines.usual_plan(state, moment)), moment, *say, *rest)


def _has_trained(state: State, moment: Moment) -> bool:
    """Say whether a workout, and not an exercise alone, was finished a short while ago."""
    finished = state.progress.history.finished
    return any(one.routine is not None and moment.now_ms - one.ended_ms < REST_MS for one in finished[-3:])


def greet(state: State, event: on.Greeted, moment: Moment) -> Turn:
    """Greet back; who begins with a greeting is welcomed. While an exercise is chosen, ask whether one was named."""
    if state.phase is Phase.HOME and state.plan is None and not state.said:
        return launch(state, on.Launched(), moment)
    choosing = state.phase is Phase.CHOOSING and state.purpose is not Purpose.ROUTINE
    if choosing and event.exercise.one in moment.catalogue.exercises:
        return stay(replace(state, among=event.exercise.ids), moment)
    return stay(state, moment, *asides.hello(state, moment))
