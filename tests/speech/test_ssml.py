"""Plain text and beats to speech markup."""

import pytest

from skill.coach.reply import Cue, CueKind, Line
from skill.speech.duration import estimate_ms
from skill.speech.script import Beat
from skill.speech.ssml import pause, plain, speak, timed


@pytest.mark.parametrize(
    ("length_ms", "markup"),
    [
        (-1, ""),
        (0, ""),
        (1, '<break time="1ms"/>'),
        (10_000, '<break time="10000ms"/>'),
        (10_001, '<break time="10000ms"/><break time="1ms"/>'),
        (25_000, '<break time="10000ms"/><break time="10000ms"/><break time="5000ms"/>'),
    ],
)
def test_pause(length_ms: int, markup: str) -> None:
    """A silence is breaks of at most ten seconds."""
    assert pause(length_ms) == markup


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
    """Each beat is its words and the rest of its window, and never less than no silence."""
    cue = Cue(0, 0, Line("x"), CueKind.CUE)
    up_ms, late_ms = estimate_ms("Up & up."), estimate_ms("Late.")
    beats = [Beat(0, up_ms + 10_500, "Up & up.", cue), Beat(0, late_ms - 1, "Late.", cue)]
    assert timed(beats) == 'Up &amp; up.<break time="10000ms"/><break time="500ms"/> Late.'
