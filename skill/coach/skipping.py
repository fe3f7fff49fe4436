"""The exercise at hand left out, whatever the reason."""

from skill.coach.answers import Moment, Turn, exercise_underway, prefaced, stay
from skill.coach.keys import Key
from skill.coach.playing import play_after
from skill.coach.position import Position, following
from skill.coach.reply import Line
from skill.coach.settling import placed
from skill.coach.state import Phase, State, Underway
from skill.coach.steps import Closing, SetUp
from skill.coach.tailoring import without
from skill.coach.workout import expand
from skill.frozen import replace


def left_out(state: State, moment: Moment) -> Turn | None:
    """Leave the exercise at hand out, and wait before what follows, or end where nothing does; None where none is."""
    underway, exercise = state.progress.underway, exercise_underway(state, moment)
    if underway is None or exercise is None:
        return None
    after = placed(state, _after(underway, exercise.id, state, moment))
    return ended(after, moment, Line.of(Key.LEFT_OUT)) or prefaced(
        stay(replace(after, phase=Phase.WAITING), moment), Line.of(Key.LEFT_OUT)
    )


def ended(state: State, moment: Moment, *say: Line) -> Turn | None:
    """Say something and play the closing where nothing else is left of the workout; None where something is."""
    underway = state.progress.underway
    if underway is None or not isinstance(expand(underway.plan, moment.catalogue)[underway.step], Closing):
        return None
    return play_after(state, underway.plan, Position(underway.step), moment, *say)


def _after(underway: Underway, exercise: str, state: State, moment: Moment) -> Underway:
    """Give the place after an exercise. While nobody is in its place yet, the next one follows the one before it."""
    steps = expand(underway.plan, moment.catalogue)
    coming = isinstance(steps[underway.step], SetUp) and Phase.WAITING in {state.phase, state.back_to}
    fewer = without(underway.plan, exercise, moment.catalogue) if coming else None
    if fewer is not None:
        return replace(underway, plan=fewer, done=0)
    return replace(underway, step=following(steps, underway.step), done=0)
