"""Where in a workout somebody is: found from the clock, kept as a place, and turned back into what is left to play."""

from msgspec import Struct

from skill.catalogue.model import Catalogue
from skill.coach.preferences import Asking
from skill.coach.state import Underway
from skill.coach.steps import CountIn, Move, Opening, Rest, Step, WorkSet
from skill.coach.workout import block_end, expand, next_exercise, step_at
from skill.frozen import replace


class Position(Struct, frozen=True):
    """A place from which a workout can be played on."""

    step: int
    """Of a set its count-in, so that nobody is dropped into the middle of one."""
    done: int = 0
    """Repetitions, seconds of the hold, of the rest, or of a move."""
    ended: bool = False
    """True at the end of a block; False where one was cut into."""


def steps_left(underway: Underway, catalogue: Catalogue) -> tuple[Step, ...]:
    """Give the steps of a workout, with what is done of the one at hand taken off."""
    return after(expand(underway.plan, catalogue), Position(underway.step, underway.done))


def after(steps: tuple[Step, ...], position: Position) -> tuple[Step, ...]:
    """Take what is done off the set that a count-in leads to, off a rest, or off a move."""
    index = position.step + isinstance(steps[position.step], CountIn)
    match steps[index]:
        case WorkSet() | Rest() | Move() as step if position.done:
            return (*steps[:index], replace(step, done=position.done), *steps[index + 1 :])
        case _:
            return steps


def reached(steps: tuple[Step, ...], start: int, elapsed_ms: int, asking: Asking = Asking.EACH_EXERCISE) -> Position:
    """Give where somebody is, a time after the block at ``start`` began to sound."""
    end = block_end(steps, start, asking)
    here = step_at(steps, start, elapsed_ms)
    if here >= end:
        return Position(end, ended=True)
    before_ms = 1000 * sum(step.length_s for step in steps[start:here])
    inside = _inside(steps, here, max(0, elapsed_ms - before_ms) // 1000)
    return replace(inside, ended=inside.step == end)


def following(steps: tuple[Step, ...], index: int) -> int:
    """Give what comes after the opening, the move or the exercise at hand; after the closing, the closing."""
    return index + 1 if isinstance(steps[index], Opening | Move) else next_exercise(steps, index)


def _inside(steps: tuple[Step, ...], here: int, elapsed_s: int) -> Position:
    match steps[here]:
        case WorkSet() as step:
            done = step.done_after(elapsed_s)
            return Position(here + 1) if done == step.count else Position(here - 1, done)
        case CountIn() if isinstance(following := steps[here + 1], WorkSet):
            return Position(here, following.done)
        case Rest() | Move() as step:
            return Position(here, step.done + elapsed_s)
        case _:
            return Position(here)
