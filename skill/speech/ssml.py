"""Speech markup: the only place that escapes text and writes a tag."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from skill.speech.duration import estimate_ms
from skill.speech.script import Beat

BREAK_MAX_MS = 10_000
"""The longest pause of one break tag."""

ENTITIES = {'"': "&quot;", "'": "&apos;"}


def speak(*parts: str) -> str:
    """Wrap finished markup as one utterance."""
    return f"<speak>{' '.join(part for part in parts if part)}</speak>"


def plain(text: str) -> str:
    """Give plain text as markup, every special character escaped."""
    return escape(text, ENTITIES)


def timed(beats: Iterable[Beat]) -> str:
    """Give beats as words and pauses, each pause its window less the estimated length of the words."""
    return " ".join(f"{plain(beat.say)}{pause(beat.window_ms - estimate_ms(beat.say))}" for beat in beats)


def pause(length_ms: int) -> str:
    """Give a silence in whole milliseconds as one or more breaks of at most ten seconds; nothing for none."""
    whole, rest = divmod(max(0, length_ms), BREAK_MAX_MS)
    lengths = [BREAK_MAX_MS] * whole + ([rest] if rest else [])
    return "".join(f'<break time="{length}ms"/>' for length in lengths)
