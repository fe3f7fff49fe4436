"""Values to words, as tables."""

import pytest

from skill.speech import words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "zero"),
        (1, "one"),
        (12, "twelve"),
        (19, "nineteen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (40, "forty"),
        (99, "ninety-nine"),
        (100, "one hundred"),
        (101, "one oh one"),
        (105, "one oh five"),
        (109, "one oh nine"),
        (110, "one ten"),
        (120, "one twenty"),
        (121, "121"),
        (-1, "-1"),
    ],
)
def test_number(value: int, said: str) -> None:
    """Numbers up to ninety-nine are words."""
    assert words.number(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "zero seconds"),
        (1, "one second"),
        (45, "forty-five seconds"),
        (60, "one minute"),
        (61, "sixty-one seconds"),
        (90, "ninety seconds"),
        (120, "two minutes"),
        (150, "two minutes thirty"),
    ],
)
def test_seconds(value: int, said: str) -> None:
    """A length of time is said to the second."""
    assert words.seconds(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "one minute"),
        (59, "one minute"),
        (89, "one minute"),
        (90, "two minutes"),
        (120, "two minutes"),
        (756, "thirteen minutes"),
        (2764, "forty-six minutes"),
    ],
)
def test_about(value: int, said: str) -> None:
    """A rough length is whole minutes, and never none."""
    assert words.about(value) == said


@pytest.mark.parametrize(
    ("items", "listed", "alternatives"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a or b"),
        (["a", "b", "c"], "a, b and c", "a, b or c"),
    ],
)
def test_joined(items: list[str], listed: str, alternatives: str) -> None:
    """Items are joined as one says them."""
    assert (words.listed(items), words.alternatives(items)) == (listed, alternatives)
