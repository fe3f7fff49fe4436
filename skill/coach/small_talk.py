"""What is said beside the point: thanks, "got it", "I don't know", "I'm done". It never costs anybody their place."""

from skill.coach import feedback, reading, routines, training
from skill.coach.answers import Moment, Turn, prefaced, rating_open, stay
from skill.coach.asking import exercise_named, technique
from skill.coach.events import Event, ExerciseNamed, Named, RatingGiven, TechniqueAsked
from skill.coach.keys import Key
from skill.coach.ratings import Rating
from skill.coach.reply import Line, Reply
from skill.coach.state import Phase, Purpose, State
from skill.frozen import replace


def thanked(state: State, event: Event, moment: Moment) -> Turn:
    """Say that they are welcome. Thanks for an answer to "anything else?" are a goodbye."""
    if state.phase is Phase.DONE and not rating_open(state):
        return prefaced(training.stop(state, event, moment), Line.of(Key.WELCOME_TO_IT))
    return stay(replace(state, said=()), moment, Line.of(Key.WELCOME_TO_IT))


def acknowledged(state: State, event: Event, moment: Moment) -> Turn:
    """Go on where going on is all there is to agree to; anywhere else ask again."""
    if rating_open(state):
        return feedback.given(state, RatingGiven(Rating.RIGHT), moment)
    match state.phase:
        case Phase.READING:
            return reading.next_point(state, event, moment)
        case Phase.WAITING | Phase.PAUSED:
            return training.go_on(state, event, moment)
        case _:
            return stay(state, moment)


GIVEN_TIME = {
    Phase.BRIEFED: Key.TAKE_YOUR_TIME,
    Phase.WAITING: Key.TAKE_YOUR_TIME,
    Phase.PAUSED: Key.TAKE_YOUR_TIME,
    Phase.READING: Key.TAKE_YOUR_TIME,
    Phase.RESUMABLE: Key.WAYS_RESUMABLE,
    Phase.DONE: Key.OTHERWISE,
}
"""The phases in which nobody can choose for them, and what is said then."""


def undecided(state: State, event: Event, moment: Moment) -> Turn:
    """Choose for them what can be chosen; give time where only they can say."""
    match state.phase:
        case phase if phase in GIVEN_TIME:
            return stay(replace(state, said=()), moment, Line.of(GIVEN_TIME[phase]))
        case Phase.TALKING:
            return technique(state, TechniqueAsked(), moment)
        case Phase.CHOOSING if state.purpose is not Purpose.ROUTINE:
            return lightest(state, event, moment)
        case _:
            return routines.usual(state, event, moment)


def choice_left(state: State, event: Event, moment: Moment) -> Turn:
    """Choose for them; while a workout is described, the one that the coach would offer."""
    return (routines.usual if state.phase is Phase.BRIEFED else undecided)(state, event, moment)


def lightest(state: State, _event: Event, moment: Moment) -> Turn:
    """Take the lightest of the exercises there are to choose from. A question about health is nobody's but theirs."""
    asking = moment.catalogue.question_for(state.among)
    if asking and asking.health:
        return stay(state, moment)
    among = [name for name in moment.catalogue.exercises if not state.among or name in state.among]
    return exercise_named(state, ExerciseNamed(Named((among[0],))), moment)


def done(state: State, event: Event, moment: Moment) -> Turn:
    """Ask whether the set is done or the day, in the midst of a workout; said again, it is the day. Elsewhere stop."""
    if state.phase is Phase.READING:
        return reading.leave(state, event, moment)
    if state.phase is not Phase.PAUSED or Key.DONE_WHICH in state.said:
        return training.stop(state, event, moment)
    return Turn(state, Reply((), ask=Line.of(Key.DONE_WHICH), reprompt=Line.of(Key.DONE_WHICH_REPROMPT)))
