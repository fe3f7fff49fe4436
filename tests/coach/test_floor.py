"""Down to the floor: what is let go of before, and where somebody then is."""

import pytest

from skill.catalogue.model import Catalogue, Level
from skill.coach.blocks import cools_after, lead
from skill.coach.floor import DOWN, first_time
from skill.coach.history import History
from skill.coach.keys import Key
from skill.coach.position import Position, after
from skill.coach.reply import Line
from skill.coach.state import Plan
from skill.coach.workout import expand

COOL_DOWN = Line.of(Key.LEAD_COOL_DOWN)


@pytest.mark.parametrize(
    ("routine", "told", "say"),
    [
        ("learn-the-seven", DOWN, (COOL_DOWN, Line("positions.loaded.standing"), *DOWN, Line("positions.side.back"))),
        ("learn-the-seven", (), (COOL_DOWN, Line("positions.loaded.back"))),
        ("home-beginner", DOWN, (COOL_DOWN, *DOWN, Line("positions.side.back"))),
    ],
)
def test_down_to_the_cool_down(
    routine: str, told: tuple[Line, ...], say: tuple[Line, ...], catalogue: Catalogue
) -> None:
    """A weight is put down first, and nobody who has been helped down is told to get down."""
    steps = expand(Plan(Level.BEGINNER, routine=routine), catalogue)
    first = next(index for index in range(len(steps)) if cools_after(steps, index))
    assert lead(steps, first, told) == say


def test_going_on_with_the_cool_down(catalogue: Catalogue) -> None:
    """Who was cut into in its first move lies there, and isn't told how to get down once more."""
    steps = expand(Plan(Level.BEGINNER, routine="home-beginner"), catalogue)
    first = next(index for index in range(len(steps)) if cools_after(steps, index))
    left = after(steps, Position(first, 5))
    assert first_time(steps, first, History()) == DOWN
    assert first_time(left, first, History()) == ()
    assert lead(left, first, ()) == (Line.of(Key.LEAD_GO),)
