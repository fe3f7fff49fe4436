"""Values as plain dicts, as the standard library gives them."""

import dataclasses

import pytest

from skill.catalogue.model import Level
from skill.coach.plain import asdict
from skill.coach.state import Phase, Plan, Progress, State, Underway

PLAN = Plan(Level.BEGINNER, routine="home-beginner")

VALUES = [
    State(),
    State(Phase.PLAYING, Progress(level=Level.BEGINNER, underway=Underway(PLAN, 3, 1, 5, 7)), PLAN, among=("a", "b")),
]


@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_as_plain_as_the_standard_library_makes_it(value: State) -> None:
    """Every field is there, and what it holds is taken apart likewise."""
    assert asdict(value) == dataclasses.asdict(value)
