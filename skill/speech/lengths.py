"""How long words take to say, in milliseconds. Data, so that figures measured on a device can take their place.

`make measure LENGTHS=write` writes this file, measuring the same words anew with espeak-ng: from its
sound to that of what follows it in a workout, less the break between. It adds what the content says inside sets and
the table lacks. The rule for other words is right for everything that the coach says to the second, taken together.
"""

from collections.abc import Mapping
from typing import Final

ORIGIN: Final = "espeak-ng 1.51 -v en-us -s 160, 2026-11-22"

SPOKEN_MS: Final[Mapping[str, int]] = {
    "one": 325,
    "two": 236,
    "three": 312,
    "four": 341,
    "five": 399,
    "six": 404,
    "seven": 441,
    "eight": 260,
    "nine": 358,
    "ten": 301,
    "eleven": 475,
    "twelve": 415,
    "thirteen": 518,
    "fourteen": 498,
    "fifteen": 507,
    "sixteen": 548,
    "seventeen": 641,
    "eighteen": 399,
    "nineteen": 474,
    "twenty": 453,
    "twenty-one": 686,
    "twenty-two": 728,
    "twenty-three": 737,
    "twenty-four": 774,
    "twenty-five": 834,
    "twenty-six": 841,
    "twenty-seven": 882,
    "twenty-eight": 691,
    "twenty-nine": 777,
    "thirty": 432,
    "forty": 420,
    "fifty": 452,
    "sixty": 493,
    "seventy": 577,
    "eighty": 313,
    "ninety": 419,
    "up": 274,
    "down": 332,
    "hold": 399,
    "pause": 345,
    "stand": 424,
    "squeeze": 487,
    "and up": 465,
    "and out": 466,
    "roll in": 544,
    "halfway": 486,
    "two more": 518,
    "last one": 608,
    "rest": 364,
    "ready": 362,
    "go": 276,
    "seconds": 590,
    "minute": 380,
    "minutes": 482,
    "ten seconds": 849,
    "five seconds": 923,
    "well done": 606,
    "steady": 453,
    "smooth": 408,
    "solid": 428,
    "belt buckle high": 1033,
    "eyes on the mat": 791,
    "flat as a board": 977,
    "good and still": 758,
    "good control": 829,
    "good hinge": 670,
    "good line": 584,
    "good work": 533,
    "head to heels": 866,
    "hips back": 711,
    "hips to the wall behind": 1482,
    "keep breathing": 777,
    "keep the weight close": 1194,
    "knees soft and still": 1424,
    "long": 406,
    "nice and steady": 938,
    "nice bow": 649,
    "nicely held": 796,
    "no swinging": 756,
    "not high": 610,
    "one line": 618,
    "press the floor away": 1095,
    "push the floor away": 1064,
    "reach for the wall": 933,
    "slow the bar down": 1094,
    "slower into the bow": 1119,
    "slower on the way down": 1189,
    "slower to the floor": 1074,
    "smooth and even": 910,
    "smooth bar": 742,
    "steady and tall": 944,
    "steady ball": 716,
    "steady bow": 751,
    "stop at straight": 1005,
    "strong and calm": 982,
    "that's it": 557,
    "thirty seconds": 948,
    "twenty seconds": 1022,
    "well controlled": 1005,
    "well lifted": 762,
    "hold for ten seconds": 1536,
    "hold for thirty seconds": 1574,
    "hold for twenty seconds": 1680,
    "nice rolling": 678,
}
"""Words and phrases that are counted and cued, said alone."""

START_MS: Final = 23
"""What a word loses when another stands beside it: "twenty" and "one" are longer than "twenty-one"."""

LETTER_MS: Final = 68
"""Each letter of a word that is not in the table."""

COMMA_MS: Final = 237
STOP_MS: Final = 414
"""Pauses inside a text, with what the word before them gains by standing at an end."""

MARGIN_PERCENT: Final = 10
MARGIN_MS: Final = 100
"""What is added, by hand, before words count as fitting their window: in no text of the content was more needed.
Other voices differ up to twofold on single words, so most of it falls on the short ones."""
