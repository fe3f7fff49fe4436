"""Plain text and beats to speech markup."""

import re
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.coach.reply import Cue, CueKind, Line
from skill.speech.duration import expected_ms
from skill.speech.script import Beat
from skill.speech.ssml import APART, BREAK_MAX_MS, BREAK_MIN_MS, pause, plain, speak, timed

SAID = ("Up.", "Halfway. Down.", "Twenty-seven.", "Long, not high.")


def _beats(windows: list[tuple[str, int]]) -> list[Beat]:
    starts = accumulate((window for _, window in windows), initial=0)
    cue = Cue(0, 0, Line("x"), CueKind.CUE)
    return [Beat(at, window, say, cue) for at, (say, window) in zip(starts, windows, strict=False)]


def _gaps(markup: str) -> list[int]:
    """Give the silence after each beat."""
    runs = re.findall(r'(?:<break time="\d+ms"/>\s?)+', markup)
    return [sum(map(int, re.findall(r"\d+", run))) for run in runs]


@pytest.mark.parametrize(
    ("length_ms", "markup"),
    [
        (-1, ""),
        (0, ""),
        (1, '<break time="1ms"/>'),
        (10_000, '<break time="10000ms"/>'),
        (10_001, f'<break time="10000ms"/>{APART}<break time="1ms"/>'),
        (25_000, f'<break time="10000ms"/>{APART}<break time="10000ms"/>{APART}<break time="5000ms"/>'),
    ],
)
def test_pause(length_ms: int, markup: str) -> None:
    """A silence is breaks of at most ten seconds, with something silent between them."""
    assert pause(length_ms) == markup


def test_apart_is_silent() -> None:
    """What keeps breaks apart is a space, and one that needs no escaping."""
    assert APART.isspace()
    assert plain(APART) == APART


def test_plain() -> None:
    """All five special characters are escaped, whatever they would spell."""
    assert plain("""<a b="c">R&B's</a> &amp;""") == ("&lt;a b=&quot;c&quot;&gt;R&amp;B&apos;s&lt;/a&gt; &amp;amp;")


@pytest.mark.parametrize(
    ("parts", "markup"),
    [((), "<speak></speak>"), (("a", "", "b"), "<speak>a b</speak>")],
)
def test_speak(parts: tuple[str, ...], markup: str) -> None:
    """Parts make one utterance, and empty ones leave no trace."""
    assert speak(*parts) == markup


def test_timed() -> None:
    """Each beat is its words, escaped, and the rest of its window by what the words should take."""
    windows = [("Up & up.", expected_ms("Up & up.") + 10_500), ("Down.", expected_ms("Down.") + 700)]
    words = f'Up &amp; up.<break time="10000ms"/>{APART}<break time="500ms"/> Down.<break time="700ms"/>'
    assert timed(_beats(windows)) == words


def test_a_long_word_takes_from_the_next_pause() -> None:
    """Words longer than their window get the shortest break, and the next one is shorter by what they took."""
    up_ms = expected_ms("Up.")
    windows = [("Up.", up_ms - 99), ("Up.", up_ms + 1000), ("Up.", up_ms + 1000)]
    assert _gaps(timed(_beats(windows))) == [BREAK_MIN_MS, 1000 - 99 - BREAK_MIN_MS, 1000]


@given(st.lists(st.tuples(st.sampled_from(SAID), st.integers(1, 40_000)), min_size=1))
def test_no_error_builds_up(windows: list[tuple[str, int]]) -> None:
    """After each beat the words and pauses so far last as planned, or longer only by words that had no room."""
    gaps = _gaps(timed(_beats(windows)))
    planned = accumulate(window for _, window in windows)
    passed = accumulate(expected_ms(say) + gap for (say, _), gap in zip(windows, gaps, strict=True))
    for plan_ms, past_ms, gap_ms in zip(planned, passed, gaps, strict=True):
        assert past_ms == plan_ms or (past_ms > plan_ms and gap_ms == BREAK_MIN_MS)


@given(st.lists(st.tuples(st.sampled_from(SAID), st.integers(1, 40_000)), min_size=1))
def test_no_break_is_too_long(windows: list[tuple[str, int]]) -> None:
    """No break lasts nothing, or longer than Alexa allows."""
    lengths = [int(found) for found in re.findall(r'time="(\d+)ms"', timed(_beats(windows)))]
    assert all(1 <= length <= BREAK_MAX_MS for length in lengths)


@pytest.mark.parametrize("character", ["\x00", "\x1f", "\x0b", "\ud800", "\ufffe", "\uffff"])
def test_what_markup_cannot_hold_is_left_out(character: str) -> None:
    """No character that somebody's words hold makes the answer unspeakable."""
    assert plain(f"a{character}b") == "a b"
    assert plain("a\tb\U0001f600") == "a\tb\U0001f600"
