"""How long words are taken to last."""

from itertools import pairwise

import pytest

from skill.speech.duration import COMMA_MS, LETTER_MS, START_MS, STOP_MS, WORD_MS, estimate_ms
from skill.speech.words import number


@pytest.mark.parametrize(
    ("text", "words", "letters", "pauses_ms"),
    [
        ("", 0, 0, 0),
        ("...", 0, 0, 0),
        ("Up.", 1, 2, 0),
        ("Now up", 2, 5, 0),
        ("Up, down.", 2, 6, COMMA_MS),
        ("Up. Down.", 2, 6, STOP_MS),
        ("Ready? Up! Now.", 3, 10, 2 * STOP_MS),
        ("twenty-one", 1, 10, 0),
        ("don't", 1, 5, 0),
        ("don\u2019t", 1, 5, 0),
        ("d\u00e9j\u00e0 vu", 2, 6, 0),
    ],
)
def test_estimate(text: str, words: int, letters: int, pauses_ms: int) -> None:
    """A start, words, letters and the pauses between take time, the silence at the end takes none."""
    assert estimate_ms(text) == START_MS + WORD_MS * words + LETTER_MS * letters + pauses_ms


@pytest.mark.parametrize("text", ["Up", "Up and down", "One breath, all the way down. And again."])
def test_longer_takes_longer(text: str) -> None:
    """Each word more takes more time."""
    parts = text.split()
    lengths = [estimate_ms(" ".join(parts[:count])) for count in range(len(parts) + 1)]
    assert all(shorter < longer for shorter, longer in pairwise(lengths))


def test_a_count_fits_its_second() -> None:
    """Every number up to twenty fits the second in which a repetition is counted."""
    assert [value for value in range(1, 21) if estimate_ms(number(value)) > 1000] == []
