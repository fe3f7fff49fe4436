"""A frozen value with other fields is what the library makes of it."""

import dataclasses

import pytest

from skill.coach.frozen import replace
from skill.coach.state import Phase, Progress, State


@pytest.mark.parametrize(
    "changes", [{}, {"phase": Phase.DONE}, {"phase": Phase.DONE, "progress": Progress(introduced=True)}]
)
def test_replaced(changes: dict[str, object]) -> None:
    """All that is named is changed, all else stays, and the value itself is as it was."""
    state = State(subject="torso-lift", missed=2)
    assert replace(state, **changes) == dataclasses.replace(state, **changes)  # type: ignore[arg-type] # by name
    assert state == State(subject="torso-lift", missed=2)
