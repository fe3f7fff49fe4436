"""How long words are taken to last."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.frozen import replace
from skill.speech import lengths
from skill.speech.duration import MEASURED, STOP, Lengths, clauses, estimate_ms, expected_ms
from skill.speech.words import number

VOICE = Lengths({"up": 300, "two": 400, "two more": 600, "twenty": 500}, start=100, letter=10, comma=1000, stop=5000)


@pytest.mark.parametrize(
    ("text", "length_ms"),
    [
        ("", 0),
        ("...", 0),
        ("Up.", 300),
        ("Two more.", 600),
        ("Now up", 100 + 30 + 200),
        ("twenty-two", 100 + 400 + 300),
        ("don't", 100 + 50),
        ("don\u2019t", 100 + 50),
        ("d\u00e9j\u00e0 vu", 100 + 60),
        ("120", 100 + 180),
    ],
)
def test_a_clause(text: str, length_ms: int) -> None:
    """What the table holds lasts as long as it says, less inside a phrase; another word as long as its letters."""
    assert expected_ms(text, VOICE) == length_ms


@pytest.mark.parametrize(
    ("text", "pauses_ms"),
    [
        ("Up, two.", 1000),
        ("Up, two, up", 2000),
        ("Up. Two.", 5000),
        ("Up? Two! Up: Two.", 15_000),
        ("Up, two. Up.", 6000),
        ("Up. two.", 1000),
        ("  Up. ", 0),
    ],
)
def test_pauses(text: str, pauses_ms: int) -> None:
    """A pause inside counts, longer after a stop than after a comma, and the silence at the end does not."""
    assert expected_ms(text, VOICE) - sum(VOICE.spoken[word] for word in clauses(text)) == pauses_ms


def test_measured_as_a_whole() -> None:
    """Clauses with stops between them that were measured together last as long as that, not as their sum."""
    voice = replace(VOICE, spoken={**VOICE.spoken, "up. two more": 1200})
    assert [expected_ms(text, voice) for text in ("Up. Two more.", "Up, two more.")] == [1200, 300 + 1000 + 600]


@pytest.mark.parametrize("text", ["Up", "Up and down", "One breath, all the way down. And again."])
def test_longer_takes_longer(text: str) -> None:
    """Each word more takes more time."""
    parts = text.split()
    taken = [expected_ms(" ".join(parts[:count])) for count in range(len(parts) + 1)]
    assert all(shorter < longer for shorter, longer in pairwise(taken))


@given(st.text())
def test_safe_is_expected_and_the_margin(text: str) -> None:
    """Enough time is what is expected and the stated margin, and no words need none."""
    expected = expected_ms(text)
    margin = expected * lengths.MARGIN_PERCENT // 100 + lengths.MARGIN_MS
    assert estimate_ms(text) == (expected + margin if expected else 0)


def test_counts_are_measured() -> None:
    """Every number up to thirty stands in the table itself."""
    assert [number(value) for value in range(1, 31) if number(value) not in MEASURED.spoken] == []


def test_larger_numbers_follow() -> None:
    """A number that isn't in the table takes about as long as one that is and sounds like it."""
    assert abs(expected_ms("sixty-seven") - expected_ms("twenty-seven")) < 50


def test_the_table_is_reached() -> None:
    """Each key is written as it is looked up: small letters, and no pause inside but stops."""
    assert [word for word in MEASURED.spoken if STOP.join(clauses(f"{word.capitalize()}.")) != word] == []


def test_a_count_fits_its_second() -> None:
    """Every number up to twenty fits the second in which a repetition is counted, with the margin."""
    assert [value for value in range(1, 21) if estimate_ms(number(value)) > 1000] == []
