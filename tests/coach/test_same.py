"""Keys by identity."""

from skill.coach.same import Same


def test_a_value_is_the_same_as_itself_alone() -> None:
    """An equal value is another key, and another kind of thing none at all."""
    here, there = [1], [1]
    assert Same(here) == Same(here)
    assert hash(Same(here)) == hash(Same(here))
    assert Same(here) != Same(there)
    assert Same(here) != here
