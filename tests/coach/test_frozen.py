"""A frozen value with other fields is what the library makes of it."""

import pytest

from skill.coach.events import Greeted, Launched
from skill.coach.frozen import replace
from skill.coach.reply import Seconds
from skill.coach.state import Phase, Progress, State


@pytest.mark.parametrize(
    "changes", [{}, {"phase": Phase.DONE}, {"phase": Phase.DONE, "progress": Progress(introduced=True)}]
)
def test_replaced(changes: dict[str, object]) -> None:
    """All that is named is changed, all else stays, and the value itself is as it was."""
    state = State(subject="torso-lift", missed=2)
    assert replace(state, **changes) == State(subject="torso-lift", missed=2, **changes)  # type: ignore[arg-type] # by name
    assert state == State(subject="torso-lift", missed=2)


def test_of_a_dataclass() -> None:
    """A dataclass is replaced as what is kept is, and so is one without any fields."""
    assert replace(Seconds(1), count=2) == Seconds(2)
    assert replace(Launched()) == Launched()


def test_a_field_there_is_not() -> None:
    """A name that no field has is a mistake of ours, as it is to the library."""
    with pytest.raises(TypeError):
        replace(Seconds(1), counts=2)  # type: ignore[call-arg] # the mistake
    with pytest.raises(TypeError):
        replace(State(), counts=2)  # type: ignore[call-arg] # the mistake


def test_an_event_has_room_for_its_fields_alone() -> None:
    """What has nothing to tell is equal to its like, to nothing else, and can't be given more."""
    assert len({Launched(), Launched(), Greeted()}) == 2
    with pytest.raises(AttributeError):
        setattr(Launched(), "more", 1)  # noqa: B010 - a type checker would not let it be written otherwise
