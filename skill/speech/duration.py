"""How long words take to say: an estimate with a margin, good enough to keep a word inside its window.

The figures are read off an English synthetic voice at about 160 words a minute and rounded upwards by a tenth.
They are a table so that lengths measured on a device can take their place.
"""

import re

WORD_MS = 130
LETTER_MS = 58
COMMA_MS = 200
STOP_MS = 380
"""A pause after a stop inside the text; the silence after the last one belongs to nobody."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")


def estimate_ms(text: str) -> int:
    """Estimate the milliseconds that a plain text takes to say, on the long side."""
    words = _WORD.findall(text)
    letters = sum(len(word) for word in words)
    inner = text.rstrip(" .,?!")
    pauses = COMMA_MS * inner.count(",") + STOP_MS * sum(inner.count(mark) for mark in ".?!:")
    return WORD_MS * len(words) + LETTER_MS * letters + pauses
