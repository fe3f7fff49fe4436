"""How long words take to say: what to expect, and a length that is safe to plan with.

Pauses between words are set by what is expected, so that errors even out. Whether words fit their window is decided
by the safe length. Both come from one table, `skill.speech.lengths`.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from skill.speech import lengths

STOP = ". "
"""What joins the clauses of a text that is in the table as a whole."""

DIGIT_LETTERS = 6
"""A digit is a word: "120" is "one hundred twenty"."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_PAUSE = re.compile(r"[,.?!:]+(?:\s+|$)")
_STOP = re.compile(r"[.?!:]\s+(?=[A-Z\d])")
"""Before a small letter a stop is no more than a comma to a speech synthesiser."""


class Lengths(Struct, frozen=True):
    """What a voice needs for its words, in milliseconds."""

    spoken: Mapping[str, int]
    """Words and phrases said alone, in small letters; also several, as "down. two more", with their stops."""
    start: int
    """The part of a word said alone that is gone inside a phrase."""
    letter: int
    """For words that are not in the table."""
    comma: int
    stop: int
    """Pauses inside a text; the silence after its last word is not counted."""


MEASURED = Lengths(lengths.SPOKEN_MS, lengths.START_MS, lengths.LETTER_MS, lengths.COMMA_MS, lengths.STOP_MS)


def expected_ms(text: str, voice: Lengths = MEASURED) -> int:
    """Give the milliseconds that a plain text should take to say, as likely too many as too few; 0 for no words."""
    said = clauses(text)
    stops = len(_STOP.findall(text))
    commas = max(0, len(said) - 1 - stops)
    if stops and not commas and (whole := voice.spoken.get(STOP.join(said))):
        return whole
    return sum(_clause_ms(clause, voice) for clause in said) + voice.comma * commas + voice.stop * stops


@lru_cache(maxsize=4096)
def estimate_ms(text: str) -> int:
    """Give the milliseconds that are enough to say a plain text: the expected ones and the margin; 0 for no words."""
    expected = expected_ms(text)
    return expected * (100 + lengths.MARGIN_PERCENT) // 100 + lengths.MARGIN_MS if expected else 0


def clauses(text: str) -> list[str]:
    """Give what stands between pauses, in small letters."""
    return [clause.lower() for clause in _PAUSE.split(text.strip()) if _WORD.search(clause)]


def _clause_ms(clause: str, voice: Lengths) -> int:
    return voice.spoken.get(clause) or voice.start + _words_ms(_WORD.findall(clause), voice)


def _words_ms(words: Sequence[str], voice: Lengths) -> int:
    known = [voice.spoken[word] - voice.start for word in words if word in voice.spoken]
    letters = sum(_letters(word) for word in words if word not in voice.spoken)
    return sum(known) + voice.letter * letters


def _letters(word: str) -> int:
    return sum(DIGIT_LETTERS if letter.isdigit() else 1 for letter in word)
