"""Making an exercise easier in the middle of it: its easier form and half as much; a second time it is left out."""

from dataclasses import replace

from skill.catalogue.model import Level
from skill.coach.answers import Moment, Turn, exercise_underway
from skill.coach.asking import detail
from skill.coach.blocks import dose_named
from skill.coach.events import Detail, DetailAsked, Event
from skill.coach.keys import Key
from skill.coach.playing import play_on
from skill.coach.position import Position
from skill.coach.reply import Line, exercise_line
from skill.coach.settling import placed
from skill.coach.skipping import left_out
from skill.coach.state import State
from skill.coach.steps import CountIn, GetReady, Rest, SetUp, Step, WorkSet
from skill.coach.training import go_on
from skill.coach.workout import exercise_start, expand


def ease(state: State, _event: Event, moment: Moment) -> Turn:
    """Go on with the exercise at hand in its easier form; asked again, leave it out. In no workout, tell the form."""
    easier = eased(state, moment)
    if easier is not None:
        return play_on(easier, moment, *told(easier, moment))
    return left_out(state, moment) or detail(state, DetailAsked(Detail.EASIER), moment)


def ease_or_on(state: State, event: Event, moment: Moment) -> Turn:
    """Said to an open question, ease what hasn't been eased yet; what has is what goes on."""
    if exercise_underway(state, moment) is not None and eased(state, moment) is None:
        return go_on(state, event, moment)
    return ease(state, event, moment)


def has_begun(state: State, moment: Moment) -> bool:
    """Say whether an exercise is being done: somebody is in its place, in a set, or resting between two."""
    underway = state.progress.underway
    steps = expand(underway.plan, moment.catalogue) if underway else ()
    return underway is not None and isinstance(steps[underway.step], GetReady | CountIn | Rest)


def eased(state: State, moment: Moment) -> State | None:
    """Give the state with the exercise at hand made easier; None where there is none, or it has been already."""
    underway, exercise = state.progress.underway, exercise_underway(state, moment)
    if underway is None or exercise is None or exercise.id in underway.plan.eased:
        return None
    plan = replace(underway.plan, eased=(*underway.plan.eased, exercise.id))
    position = _unless_done(expand(plan, moment.catalogue), Position(underway.step, underway.done))
    return placed(state, replace(underway, plan=plan, step=position.step, done=position.done))


def told(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say the easier form of the exercise at hand, and how much of it is done now."""
    underway, exercise = state.progress.underway, exercise_underway(state, moment)
    if underway is None or exercise is None:
        return ()
    steps = expand(underway.plan, moment.catalogue)
    talk = steps[exercise_start(steps, underway.step)]
    as_written = expand(replace(underway.plan, eased=()), moment.catalogue)
    easiest = isinstance(talk, SetUp) and _form(as_written, underway.step) is Level.BEGINNER
    dose = (Line.of(Key.EASED, dose=dose_named(exercise, talk.dose)),) if isinstance(talk, SetUp) else ()
    return dose if easiest else (exercise_line(exercise.id, "easier"), *dose)


def _form(steps: tuple[Step, ...], index: int) -> Level | None:
    """Give the level whose form is done; a beginner's has no easier one."""
    ready = (step for step in steps[exercise_start(steps, index) :] if isinstance(step, GetReady))
    return next((step.level for step in ready), None)


def _unless_done(steps: tuple[Step, ...], position: Position) -> Position:
    """Go on after a set of which enough was done already."""
    step = steps[position.step + 1] if isinstance(steps[position.step], CountIn) else None
    over = isinstance(step, WorkSet) and position.done >= step.count
    return Position(position.step + 2) if over else position
