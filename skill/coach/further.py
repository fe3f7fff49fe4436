"""What people ask about the coach itself, about doctors, and to be told more: answered, and back to where they were."""

from skill.coach import asides, guiding, reading, training
from skill.coach.answers import Moment, Turn, prefaced, stay
from skill.coach.asking import detail, introduce, topic
from skill.coach.doses import of_workout
from skill.coach.events import Detail, DetailAsked, DoctorAsked, Event, Named, TopicAsked
from skill.coach.here import here
from skill.coach.keys import Key
from skill.coach.naming import at_hand
from skill.coach.reply import Line, exercise_line
from skill.coach.state import UNDER_WAY, Phase, State

SPEAKS_OF_NONE = frozenset({Phase.HOME, Phase.DONE, Phase.CLOSED, Phase.FORGETTING})
"""The phases in which no exercise is at hand, even where an unfinished workout would have one."""

MORE = (Detail.WHY, Detail.FEEL, Detail.BREATHING, Detail.MISTAKES, Detail.EASIER, Detail.HARDER, Detail.CARE)
"""What is told of an exercise to somebody who wants to hear more and more."""


def about_it(state: State, event: Event, moment: Moment) -> Turn:
    """Say what is at hand: the move, the exercise or the routine; with none, what the coach is."""
    if _moving(state, moment):
        return stay(state, moment, *asides.which_set(state, moment))
    exercise = _spoken_of(state, moment)
    if exercise is not None:
        return introduce(state, exercise, moment)
    if state.phase is Phase.BRIEFED:
        return training.brief_again(state, event, moment)
    return stay(state, moment, Line.of(Key.ABOUT_COACH), Line.of(Key.ABOUT_WAYS))


def abilities(state: State, event: Event, moment: Moment) -> Turn:
    """Say what the coach is, and what can be said here."""
    return prefaced(guiding.help_(state, event, moment), Line.of(Key.ABOUT_COACH))


def more(state: State, event: Event, moment: Moment) -> Turn:
    """Tell the next thing about what was just spoken of: a topic, an exercise, the routine; else name the topics."""
    told = [names[1] for key in state.said if (names := key.split("."))[0] == "topic" and names[2:3] == ["sentences"]]
    if told and told[-1] in moment.catalogue.topics:
        return _next_topic(state, told[-1], moment)
    if state.phase is Phase.READING:
        return reading.next_point(state, event, moment)
    exercise = _spoken_of(state, moment)
    if exercise is not None:
        return _next_detail(state, exercise, moment)
    if state.phase is Phase.BRIEFED and (doses := of_workout(state, moment)):
        return stay(state, moment, *doses)
    return topic(state, TopicAsked(), moment)


def form(state: State, _event: Event, moment: Moment) -> Turn:
    """Say that the coach can't see anybody, and what they can check themselves."""
    if (move := asides.move_at_hand(state, moment)) is not None:
        return stay(state, moment, Line.of(Key.FORM_UNSEEN), move)
    exercise = _spoken_of(state, moment)
    if exercise is None:
        return stay(state, moment, Line.of(Key.FORM_UNSEEN))
    count = len(moment.catalogue.exercises[exercise].set_up)
    points = (*(f"set_up.{index}" for index in range(count)), "feel")
    return stay(state, moment, Line.of(Key.FORM_UNSEEN), *(exercise_line(exercise, point) for point in points))


def doctor(state: State, event: DoctorAsked, moment: Moment) -> Turn:
    """Say who should see a doctor, and what a coach is not. Nothing is asked, and nothing kept."""
    if event.of_coach:
        return stay(state, moment, Line.of(Key.NO_DOCTOR), Line.of(Key.DISCLAIMER_HELP))
    return stay(state, moment, Line.of(Key.ADVICE_DOCTOR), Line.of(Key.DISCLAIMER_STOP))


def emergency_number(state: State, _event: Event, moment: Moment) -> Turn:
    """Say the number of the place where somebody is, and who has to call it."""
    number = Line.of(Key.EMERGENCY_NUMBER)
    return stay(state, moment, Line.of(Key.EMERGENCY_NUMBER_IS, emergency=number), Line.of(Key.EMERGENCY_NOT_ME))


def _spoken_of(state: State, moment: Moment) -> str | None:
    return None if state.phase in SPEAKS_OF_NONE else at_hand(state, moment)


def _moving(state: State, moment: Moment) -> bool:
    """Say whether a move of the warm-up or the cool-down is at hand."""
    at = here(state, moment.catalogue)
    if at is None or state.phase not in UNDER_WAY:
        return False
    return at.exercise is None or at.around


def _next_topic(state: State, told: str, moment: Moment) -> Turn:
    topics = [*moment.catalogue.topics]
    following = topics[(topics.index(told) + 1) % len(topics)]
    turn = topic(state, TopicAsked(Named((following,))), moment)
    return stay(turn.state, moment, Line.of(Key.MORE_TOPIC, topic=Line(f"topic.{following}.name")), *turn.reply.say)


def _next_detail(state: State, exercise: str, moment: Moment) -> Turn:
    prefix = f"exercise.{exercise}."
    told = {key.removeprefix(prefix).partition(".")[0] for key in state.said if key.startswith(prefix)}
    last = max((index for index, one in enumerate(MORE) if one in told), default=-1)
    if last + 1 == len(MORE):
        return stay(state, moment, Line.of(Key.MORE_OVER))
    return detail(state, DetailAsked(MORE[last + 1], Named((exercise,))), moment)
