"""The exercise at hand left out, whatever the reason."""

from skill.coach.answers import Moment, Turn, prefaced, stay
from skill.coach.here import Here, here
from skill.coach.keys import Key
from skill.coach.playing import play_after
from skill.coach.position import Position, following
from skill.coach.reply import Line
from skill.coach.settling import placed
from skill.coach.state import Phase, State, Underway
from skill.coach.steps import Closing, SetUp
from skill.coach.tailoring import without
from skill.frozen import replace


def left_out(state: State, moment: Moment) -> Turn | None:
    """Leave the exercise at hand out, and wait before what follows, or end where nothing does; None where none is."""
    at = here(state, moment.catalogue)
    if at is None or at.exercise is None:
        return None
    after = placed(state, _after(at, at.exercise.id, state, moment))
    return ended(after, moment, Line.of(Key.LEFT_OUT)) or prefaced(
        stay(replace(after, phase=Phase.WAITING), moment), Line.of(Key.LEFT_OUT)
    )


def ended(state: State, moment: Moment, *say: Line) -> Turn | None:
    """Say something and play the closing where nothing else is left of the workout; None where something is."""
    at = here(state, moment.catalogue)
    if at is None or not isinstance(at.step, Closing):
        return None
    return play_after(state, at.plan, Position(at.index), moment, *say)


def _after(at: Here, exercise: str, state: State, moment: Moment) -> Underway:
    """Give the place after an exercise. While nobody is in its place yet, the next one follows the one before it."""
    coming = isinstance(at.step, SetUp) and Phase.WAITING in {state.phase, state.back_to}
    fewer = without(at.plan, exercise, moment.catalogue) if coming else None
    if fewer is not None:
        return replace(at.underway, plan=fewer, done=0)
    return replace(at.underway, step=following(at.steps, at.index), done=0)
