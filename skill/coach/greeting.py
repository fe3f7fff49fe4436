"""How a conversation opens, and how a greeting in the midst of one is answered."""

from skill.coach import asides, routines
from skill.coach import events as on
from skill.coach.answers import Moment, Turn, stay
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.state import Phase, Purpose, State
from skill.frozen import replace


def launch(state: State, _event: on.Launched, moment: Moment) -> Turn:
    """Greet, and offer one thing to say yes to: the unfinished workout, or the usual routine."""
    say = (Line.of(Key.WELCOME_BACK),) if state.progress.introduced else ()
    if state.progress.underway is not None:
        return stay(replace(state, phase=Phase.RESUMABLE), moment, *say)
    return stay(replace(state, phase=Phase.HOME, plan=routines.usual_plan(state, moment)), moment, *say)


def greet(state: State, event: on.Greeted, moment: Moment) -> Turn:
    """Greet back; who begins with a greeting is welcomed. While an exercise is chosen, ask whether one was named."""
    if state.phase is Phase.HOME and state.plan is None and not state.said:
        return launch(state, on.Launched(), moment)
    choosing = state.phase is Phase.CHOOSING and state.purpose is not Purpose.ROUTINE
    if choosing and event.exercise.one in moment.catalogue.exercises:
        return stay(replace(state, among=event.exercise.ids), moment)
    return stay(state, moment, *asides.hello(state, moment))
