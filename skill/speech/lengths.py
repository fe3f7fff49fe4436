"""How long words take to say, in milliseconds. Data, so that figures measured on a device can take their place.

`make measure LENGTHS=write` measures the same words anew with espeak-ng, and whatever else is said inside sets, and
writes this file. A word is measured between two breaks, by what is longer with it than without it, on the average of
the words most often beside it. The rule for other words is right for all that is said to the second, taken together.
"""

from collections.abc import Mapping
from typing import Final

ORIGIN: Final = "espeak-ng 1.51 -v en-us -s 160, 2026-11-28"

SPOKEN_MS: Final[Mapping[str, int]] = {
    "one": 334,
    "two": 325,
    "three": 324,
    "four": 348,
    "five": 422,
    "six": 447,
    "seven": 442,
    "eight": 258,
    "nine": 393,
    "ten": 385,
    "eleven": 432,
    "twelve": 468,
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
    "up": 266,
    "down": 322,
    "hold": 417,
    "pause": 414,
    "stand": 417,
    "squeeze": 500,
    "and up": 469,
    "and out": 467,
    "roll in": 530,
    "halfway": 495,
    "two more": 538,
    "last one": 587,
    "rest": 347,
    "ready": 323,
    "go": 276,
    "seconds": 584,
    "minute": 362,
    "minutes": 463,
    "ten seconds": 908,
    "five seconds": 943,
    "well done": 602,
    "steady": 406,
    "smooth": 410,
    "solid": 437,
    "belt buckle high": 1097,
    "eyes on the mat": 751,
    "flat as a board": 978,
    "good and still": 758,
    "good control": 851,
    "good hinge": 643,
    "good line": 545,
    "good work": 554,
    "head to heels": 878,
    "hips back": 763,
    "hips to the wall behind": 1464,
    "keep breathing": 838,
    "keep the weight close": 1289,
    "knees soft and still": 1384,
    "long": 398,
    "nice and steady": 910,
    "nicely held": 782,
    "no swinging": 697,
    "not high": 604,
    "one line": 579,
    "press the floor away": 1130,
    "push the floor away": 1117,
    "reach for the wall": 940,
    "slow the bar down": 1067,
    "slower on the way down": 1176,
    "slower to the floor": 1075,
    "smooth and even": 869,
    "steady and tall": 903,
    "stop at straight": 1007,
    "strong and calm": 982,
    "that's it": 504,
    "thirty seconds": 928,
    "twenty seconds": 1056,
    "well controlled": 995,
    "well lifted": 772,
    "hold for ten seconds": 1524,
    "hold for thirty seconds": 1566,
    "hold for twenty seconds": 1696,
    "down. halfway": 1257,
    "down. last one": 1368,
    "down. two more": 1314,
    "head to heels. one line": 1868,
    "long. not high": 1486,
    "roll in. halfway": 1462,
    "roll in. last one": 1552,
    "roll in. two more": 1519,
    "up. halfway": 1156,
    "up. last one": 1247,
    "up. two more": 1229,
    "bar close to your legs": 1319,
    "feet heavy": 741,
    "flat back": 772,
    "nice and smooth": 920,
    "nice work": 616,
    "nicely done": 694,
    "soft knees": 770,
    "steady pace": 735,
    "straight back down": 1067,
}
"""Words and phrases that are counted and cued, said alone."""

START_MS: Final = 95
"""What a word loses when another stands beside it: "twenty" and "one" are longer than "twenty-one"."""

LETTER_MS: Final = 67
"""Each letter of a word that is not in the table."""

COMMA_MS: Final = 239
STOP_MS: Final = 416
"""Pauses inside a text, with what the word before them gains by standing at an end."""

MARGIN_PERCENT: Final = 10
MARGIN_MS: Final = 100
"""What is added, by hand, before words count as fitting their window: in no text of the content was more needed.
Other voices differ up to twofold on single words, so most of it falls on the short ones."""
