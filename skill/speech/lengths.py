"""How long words take to say, in milliseconds. Data, so that figures measured on a device can take their place.

`make measure LENGTHS=write` writes this file, measuring the same words anew with espeak-ng: each between two breaks,
as it stands in a count. A word added here is measured next time. The rule for other words is right on the average
for everything that the coach says to the second.
"""

from collections.abc import Mapping
from typing import Final

ORIGIN: Final = "espeak-ng 1.51 -v en-us -s 160, 2026-11-22"

SPOKEN_MS: Final[Mapping[str, int]] = {
    "one": 320,
    "two": 284,
    "three": 308,
    "four": 343,
    "five": 405,
    "six": 452,
    "seven": 446,
    "eight": 253,
    "nine": 354,
    "ten": 354,
    "eleven": 452,
    "twelve": 467,
    "thirteen": 520,
    "fourteen": 540,
    "fifteen": 529,
    "sixteen": 589,
    "seventeen": 641,
    "eighteen": 386,
    "nineteen": 515,
    "twenty": 506,
    "twenty-one": 685,
    "twenty-two": 727,
    "twenty-three": 736,
    "twenty-four": 774,
    "twenty-five": 833,
    "twenty-six": 840,
    "twenty-seven": 882,
    "twenty-eight": 692,
    "twenty-nine": 777,
    "thirty": 392,
    "forty": 420,
    "fifty": 474,
    "sixty": 535,
    "seventy": 577,
    "eighty": 300,
    "ninety": 461,
    "up": 261,
    "down": 316,
    "hold": 431,
    "pause": 399,
    "stand": 423,
    "squeeze": 500,
    "and up": 456,
    "and out": 456,
    "roll in": 530,
    "halfway": 489,
    "two more": 555,
    "last one": 604,
    "rest": 360,
    "ready": 336,
    "go": 263,
    "seconds": 618,
    "minute": 354,
    "minutes": 455,
    "ten seconds": 902,
    "five seconds": 935,
    "well done": 614,
    "steady": 413,
    "smooth": 411,
    "solid": 427,
}
"""Words and phrases that are counted and cued, said alone."""

START_MS: Final = 86
"""What a word loses when another stands beside it: "twenty" and "one" are longer than "twenty-one"."""

LETTER_MS: Final = 68
"""Each letter of a word that is not in the table."""

COMMA_MS: Final = 139
STOP_MS: Final = 381
"""Pauses inside a text, over and above the start of the words after them."""

MARGIN_PERCENT: Final = 15
MARGIN_MS: Final = 100
"""What is added, by hand, before words count as fitting their window: in no text of the content was more needed.
Other voices differ up to twofold on single words, so most of it falls on the short ones."""
