"""Where somebody is in the workout in flight: its steps, the one at hand, and what that tells of them."""

from msgspec import Struct

from skill.catalogue.model import Catalogue, Exercise
from skill.coach.blocks import exercise_of
from skill.coach.position import Position, steps_left
from skill.coach.state import Plan, State, Underway
from skill.coach.steps import CountIn, GetReady, Move, Opening, Rest, Step
from skill.coach.workout import warm_up_end


class Here(Struct, frozen=True):
    """A place in a workout that has been begun."""

    underway: Underway
    steps: tuple[Step, ...]
    """All of them, with what is done of the one at hand taken off."""

    @property
    def plan(self) -> Plan:
        """The workout."""
        return self.underway.plan

    @property
    def index(self) -> int:
        """The place of the step at hand among all of them."""
        return self.underway.step

    @property
    def position(self) -> Position:
        """What to play on from."""
        return Position(self.underway.step, self.underway.done)

    @property
    def step(self) -> Step:
        """The step at hand: of a set its count-in."""
        return self.steps[self.index]

    @property
    def left(self) -> tuple[Step, ...]:
        """The step at hand, and all that come."""
        return self.steps[self.index :]

    @property
    def exercise(self) -> Exercise | None:
        """The exercise at hand; the coming one during the warm-up, none at the very end."""
        return next((found for step in self.left if (found := exercise_of(step))), None)

    @property
    def in_place(self) -> bool:
        """Whether somebody is in place for an exercise: getting there, in a set, or resting between two."""
        return isinstance(self.step, GetReady | CountIn | Rest)

    @property
    def in_place_for(self) -> Exercise | None:
        """The exercise they are in place for; none also in a hold of their own."""
        return self.step.exercise if isinstance(self.step, GetReady | CountIn | Rest) else None

    @property
    def around(self) -> bool:
        """Whether this comes before or after the exercises: a move, or the opening."""
        return isinstance(self.step, Move | Opening)

    @property
    def warms_up(self) -> bool:
        """Whether this belongs to the warm-up, where an exercise is to come."""
        return isinstance(self.step, Move) or (isinstance(self.step, Opening) and self.step.warm_up)

    @property
    def before_exercises(self) -> bool:
        """Whether the first exercise hasn't come."""
        return self.index < warm_up_end(self.steps)


def here(state: State, catalogue: Catalogue) -> Here | None:
    """Give where the workout in flight stands, be it going on or not; None where there is none."""
    underway = state.progress.underway
    return Here(underway, steps_left(underway, catalogue)) if underway else None
