"""Speech markup: the only place that escapes text and writes a tag."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from skill.speech.duration import expected_ms
from skill.speech.script import Beat

BREAK_MAX_MS = 10_000
"""The longest pause of one break tag."""

BREAK_MIN_MS = 1
"""A break stands for the pause that a synthesiser makes after a stop, so that even words without room have one."""

APART = "\u00a0"
"""Between two breaks: a space that is text. Of breaks side by side espeak-ng plays only one."""

USUAL_RATE = 100

UNWRITABLE = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""Control characters and the like (XML 1.0, 2.2): one of them, said back from a slot, would silence the answer."""

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}

_SPECIAL = re.compile(f"[{''.join(ENTITIES)}]")


def speak(*parts: str) -> str:
    """Wrap finished markup as one utterance."""
    return f"<speak>{' '.join(part for part in parts if part)}</speak>"


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """Give plain text as markup, every special character escaped, and a space for each that markup can't hold."""
    # What can be printed can be written; the other pattern takes long to compile, and is hardly ever needed.
    writable = text if text.isprintable() else re.sub(UNWRITABLE, " ", text)
    return _SPECIAL.sub(lambda special: ENTITIES[special.group()], writable)


def at_rate(markup: str, rate: int) -> str:
    """Have markup said at a rate in percent; at 100 it stays as it is."""
    return markup if rate == USUAL_RATE or not markup else f'<prosody rate="{rate}%">{markup}</prosody>'


def timed(beats: Iterable[Beat]) -> str:
    """Give beats as words and pauses, each pause up to the moment of the next beat by the words' expected lengths.

    Expected lengths and pauses add up to the windows: what a word takes from the next one's time, the next pause
    gives back.
    """
    return " ".join(f"{at_rate(plain(beat.say), beat.rate)}{pause(gap_ms)}" for beat, gap_ms in _gaps(beats))


def pause(length_ms: int) -> str:
    """Give a silence in whole milliseconds as one or more breaks of at most ten seconds; nothing for none."""
    whole, rest = divmod(max(0, length_ms), BREAK_MAX_MS)
    lengths = [BREAK_MAX_MS] * whole + ([rest] if rest else [])
    return APART.join(f'<break time="{length}ms"/>' for length in lengths)


def _gaps(beats: Iterable[Beat]) -> Iterator[tuple[Beat, int]]:
    left_ms = 0
    for beat in beats:
        left_ms += beat.window_ms - expected_ms(beat.say) * 100 // beat.rate
        gap_ms = max(BREAK_MIN_MS, left_ms)
        yield beat, gap_ms
        left_ms -= gap_ms
