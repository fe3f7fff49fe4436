"""How much of an exercise is done, and how often: of the one at hand, of each in a routine, or of one that is named."""

from collections.abc import Iterator

from skill.coach.answers import Moment, Turn, stay
from skill.coach.blocks import dose_named, named
from skill.coach.events import UNNAMED, DoseAsked, OftenAsked
from skill.coach.here import here
from skill.coach.keys import Key
from skill.coach.naming import with_exercise
from skill.coach.playing import play_on
from skill.coach.reply import Line, exercise_line
from skill.coach.state import OPEN, Phase, Purpose, State
from skill.coach.steps import SetUp
from skill.coach.workout import expand


def dose(state: State, event: DoseAsked, moment: Moment) -> Turn:
    """Say how much, and ask again."""
    told = of_workout(state, moment) if event.exercise == UNNAMED else ()
    return stay(state, moment, *told) if told else with_exercise(state, event.exercise, Purpose.DOSE, dose_of, moment)


def dose_and_on(state: State, event: DoseAsked, moment: Moment) -> Turn:
    """Say how much is done of the exercise at hand, and go on with it."""
    told = of_workout(state, moment) if event.exercise == UNNAMED else ()
    return play_on(state, moment, *told) if told else dose(state, event, moment)


def dose_of(state: State, exercise: str, moment: Moment) -> Turn:
    """Say how much of an exercise is done at somebody's level; the conversation stands where it stood."""
    found = moment.catalogue.exercises[exercise]
    return stay(state, moment, _line(SetUp(found, found.doses[state.level_meant])))


def often(state: State, event: OftenAsked, moment: Moment) -> Turn:
    """Say on how many days of a week, and ask again."""
    return with_exercise(state, event.exercise, Purpose.OFTEN, often_of, moment)


def often_of(state: State, exercise: str, moment: Moment) -> Turn:
    """Say on how many days an exercise is done at somebody's level; the conversation stands where it stood."""
    days = exercise_line(exercise, f"per_week.{state.level_meant}")
    name = named(moment.catalogue.exercises[exercise])
    return stay(state, moment, Line.of(Key.DOSE_OFTEN, exercise=name, often=days))


def of_workout(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say how much of each exercise of the workout described, or of the one at hand in the workout in flight."""
    if state.phase is Phase.BRIEFED and state.plan is not None:
        return tuple(_line(talk) for talk in _talks(expand(state.plan, moment.catalogue)))
    at = here(state, moment.catalogue)
    if at is None or state.phase not in OPEN:
        return ()
    return tuple(_line(talk) for talk in _talks(at.steps) if talk.exercise == at.exercise)


def _talks(steps: tuple[object, ...]) -> Iterator[SetUp]:
    return (step for step in steps if isinstance(step, SetUp))


def _line(talk: SetUp) -> Line:
    return Line.of(Key.LEAD_EXERCISE, exercise=named(talk.exercise), dose=dose_named(talk.exercise, talk.dose))
