"""The table of word lengths, measured anew: the same words, and a rule for others fitted to what the coach says."""

import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import product
from statistics import mean

from skill.catalogue.model import Catalogue, Level
from skill.coach.state import Plan
from skill.coach.timeline import timeline
from skill.coach.workout import expand
from skill.sounding.espeak import VOICE, Espeak
from skill.speech import lengths
from skill.speech.duration import Lengths, expected_ms
from skill.speech.lines import Lines
from skill.speech.script import script
from skill.speech.ssml import pause, plain
from skill.speech.words import UNITS, number

from .sound import synthesised

APART_MS = 1000
"""The breaks between which words are measured."""


def timed_lines(catalogue: Catalogue, lines: Lines) -> list[str]:
    """Give everything that is said to the second in any workout, each text once."""
    alone = [Plan(level, exercise=id_) for id_, level in product(catalogue.exercises, Level)]
    plans = alone + [Plan(level, routine=id_) for id_, level in product(catalogue.routines, Level)]
    said = (script(timeline(expand(plan, catalogue)), lines) for plan in plans)
    return sorted({beat.say for beats in said for beat in beats})


def word_ms(text: str, espeak: Espeak) -> int:
    """Measure words where they stand in a count: between two breaks, without them."""
    around = f"Go.{pause(APART_MS)} "
    with_words = synthesised(espeak, f"{around}{plain(text)}{pause(APART_MS)} Go.").length_ms
    return with_words - synthesised(espeak, f"{around}Go.").length_ms - APART_MS


def fitted(spoken: Mapping[str, int], said: Mapping[str, int]) -> Lengths:
    """Give lengths that hold for measured words and are right on the average for measured texts."""
    twenties = [spoken["twenty"] + spoken[UNITS[one]] - spoken[number(20 + one)] for one in range(1, 10)]
    voice = Lengths(spoken, start=round(mean(twenties)), letter=0, comma=0, stop=0)
    for pauses, field in ((0, "letter"), (1, "comma"), (2, "stop")):
        texts = {text: ms for text, ms in said.items() if _pauses(text) == pauses}
        voice = replace(voice, **{field: round(_rate(field, voice, texts))})
    return voice


def as_python(voice: Lengths, origin: str) -> str:
    """Write lengths as the module that holds them. The margin stays as it is."""
    words = "".join(f'    "{word}": {length},\n' for word, length in voice.spoken.items())
    return TEMPLATE.format(
        origin=origin,
        words=words,
        voice=voice,
        percent=lengths.MARGIN_PERCENT,
        margin=lengths.MARGIN_MS,
    )


def origin(espeak: Espeak) -> str:
    """Say what is measured here, and when."""
    told = subprocess.run([espeak.program, "--version"], capture_output=True, check=True, text=True).stdout  # noqa: S603
    version = told.partition("Data at")[0].removeprefix("eSpeak NG text-to-speech:").strip()
    return f"espeak-ng {version} {' '.join(VOICE)}, {time.strftime('%Y-%m-%d')}"


def _pauses(text: str) -> int:
    """Give 0 for one clause, 1 for commas only, 2 for stops only, 3 for both."""
    stops, commas = divmod(expected_ms(text, Lengths({}, start=0, letter=0, comma=1, stop=1000)), 1000)
    return (3 if commas else 2) if stops else min(commas, 1)


def _rate(field: str, voice: Lengths, said: Mapping[str, int]) -> float:
    """Give the one figure, of those that lengths are added up from, with which texts last what they should in all."""
    without, once = voice, replace(voice, **{field: 1})
    times = _all_ms(said, once) - _all_ms(said, without)
    return (sum(said.values()) - _all_ms(said, without)) / times


def _all_ms(texts: Iterable[str], voice: Lengths) -> int:
    return sum(expected_ms(text, voice) for text in texts)


TEMPLATE = '''\
"""How long words take to say, in milliseconds. Data, so that figures measured on a device can take their place.

`make measure LENGTHS=write` writes this file, measuring the same words anew with espeak-ng: each between two breaks,
as it stands in a count. A word added here is measured next time. The rule for other words is right on the average
for everything that the coach says to the second.
"""

from collections.abc import Mapping
from typing import Final

ORIGIN: Final = "{origin}"

SPOKEN_MS: Final[Mapping[str, int]] = {{
{words}}}
"""Words and phrases that are counted and cued, said alone."""

START_MS: Final = {voice.start}
"""What a word loses when another stands beside it: "twenty" and "one" are longer than "twenty-one"."""

LETTER_MS: Final = {voice.letter}
"""Each letter of a word that is not in the table."""

COMMA_MS: Final = {voice.comma}
STOP_MS: Final = {voice.stop}
"""Pauses inside a text, over and above the start of the words after them."""

MARGIN_PERCENT: Final = {percent}
MARGIN_MS: Final = {margin}
"""What is added, by hand, before words count as fitting their window: in no text of the content was more needed.
Other voices differ up to twofold on single words, so most of it falls on the short ones."""
'''
