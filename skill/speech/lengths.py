"""How long words take to say, in milliseconds. Data, so that figures measured on a device can take their place.

`make measure LENGTHS=write` writes this file, measuring the same words anew with espeak-ng: each between two breaks,
as it stands in a count, on the average of two places. It adds what the content says inside sets and the table
lacks. The rule for other words is right for everything that the coach says to the second, taken together.
"""

from collections.abc import Mapping
from typing import Final

ORIGIN: Final = "espeak-ng 1.51 -v en-us -s 160, 2026-11-22"

SPOKEN_MS: Final[Mapping[str, int]] = {
    "one": 333,
    "two": 306,
    "three": 321,
    "four": 357,
    "five": 418,
    "six": 418,
    "seven": 433,
    "eight": 266,
    "nine": 372,
    "ten": 367,
    "eleven": 440,
    "twelve": 454,
    "thirteen": 486,
    "fourteen": 506,
    "fifteen": 516,
    "sixteen": 571,
    "seventeen": 628,
    "eighteen": 373,
    "nineteen": 506,
    "twenty": 514,
    "twenty-one": 698,
    "twenty-two": 740,
    "twenty-three": 749,
    "twenty-four": 786,
    "twenty-five": 846,
    "twenty-six": 852,
    "twenty-seven": 895,
    "twenty-eight": 704,
    "twenty-nine": 790,
    "thirty": 379,
    "forty": 408,
    "fifty": 461,
    "sixty": 516,
    "seventy": 564,
    "eighty": 313,
    "ninety": 452,
    "up": 274,
    "down": 329,
    "hold": 418,
    "pause": 412,
    "stand": 410,
    "squeeze": 487,
    "and up": 458,
    "and out": 464,
    "roll in": 518,
    "halfway": 476,
    "two more": 538,
    "last one": 587,
    "rest": 347,
    "ready": 323,
    "go": 276,
    "seconds": 584,
    "minute": 362,
    "minutes": 463,
    "ten seconds": 889,
    "five seconds": 922,
    "well done": 602,
    "steady": 400,
    "smooth": 407,
    "solid": 424,
    "belt buckle high": 1096,
    "eyes on the mat": 764,
    "flat as a board": 966,
    "good and still": 746,
    "good control": 860,
    "good hinge": 631,
    "good line": 532,
    "good work": 521,
    "head to heels": 878,
    "hips back": 742,
    "hips to the wall behind": 1461,
    "keep breathing": 866,
    "keep the weight close": 1255,
    "knees soft and still": 1371,
    "long": 398,
    "nice and steady": 910,
    "nice bow": 622,
    "nicely held": 770,
    "no swinging": 697,
    "not high": 604,
    "one line": 579,
    "press the floor away": 1128,
    "push the floor away": 1100,
    "reach for the wall": 940,
    "slow the bar down": 1059,
    "slower into the bow": 1066,
    "slower on the way down": 1176,
    "slower to the floor": 1042,
    "smooth and even": 862,
    "smooth bar": 706,
    "steady and tall": 890,
    "steady ball": 710,
    "steady bow": 698,
    "stop at straight": 994,
    "strong and calm": 968,
    "that's it": 525,
    "thirty seconds": 928,
    "twenty seconds": 1056,
    "well controlled": 982,
    "well lifted": 758,
}
"""Words and phrases that are counted and cued, said alone."""

START_MS: Final = 88
"""What a word loses when another stands beside it: "twenty" and "one" are longer than "twenty-one"."""

LETTER_MS: Final = 66
"""Each letter of a word that is not in the table."""

COMMA_MS: Final = 242
STOP_MS: Final = 419
"""Pauses inside a text, with what the word before them gains by standing at an end."""

MARGIN_PERCENT: Final = 10
MARGIN_MS: Final = 100
"""What is added, by hand, before words count as fitting their window: in no text of the content was more needed.
Other voices differ up to twofold on single words, so most of it falls on the short ones."""
