"""The table of word lengths, measured anew: the same words, and a rule for others fitted to what the coach says."""

import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import product
from statistics import mean

from skill.catalogue.model import Catalogue, Level
from skill.coach.reply import CueKind
from skill.coach.state import Plan
from skill.coach.timeline import timeline
from skill.coach.workout import expand
from skill.frozen import replace
from skill.sounding.espeak import VOICE, Espeak
from skill.speech import lengths
from skill.speech.duration import STOP, Lengths, clauses, expected_ms
from skill.speech.lines import Lines
from skill.speech.script import Beat, script
from skill.speech.ssml import pause, plain
from skill.speech.words import UNITS, number

from .sound import synthesised

APART_MS = 1000
"""The breaks between which words are measured."""

NEIGHBOURS = (("Three.", "Two."), ("Hold.", "Down."))
"""What is said before and after words that no workout says."""

MOST_NEIGHBOURS = 24

PAIRS = (("halfway", "up"), ("two more", "down"), ("last one", "hold"), ("steady", "smooth"), ("rest", "ready"))
"""The words between which pauses are measured."""


def timed_beats(catalogue: Catalogue, lines: Lines) -> list[Beat]:
    """Give everything that is said to the second in any workout."""
    alone = [Plan(level, exercise=id_) for id_, level in product(catalogue.exercises, Level)]
    plans = alone + [Plan(level, routine=id_) for id_, level in product(catalogue.routines, Level)]
    return [beat for plan in plans for beat in script(timeline(expand(plan, catalogue)), lines)]


def table_words(beats: Iterable[Beat]) -> list[str]:
    """Give what the table holds: what it holds today, and all that is said inside sets, its parts and as a whole."""
    inside = {beat.say for beat in beats if beat.cue.kind in {CueKind.COUNT, CueKind.CUE}}
    parts = {part for say in inside for part in clauses(say)}
    return list(dict.fromkeys([*lengths.SPOKEN_MS, *sorted(parts), *sorted(STOP.join(clauses(say)) for say in inside)]))


def neighbours(beats: Sequence[Beat]) -> dict[str, list[tuple[str, str]]]:
    """Give what is said before and after each text most often."""
    says = [beat.say for beat in beats]
    found: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for before, say, after in zip(says, says[1:], says[2:], strict=False):
        found[say][before, after] += 1
    return {say: [pair for pair, _ in counter.most_common(MOST_NEIGHBOURS)] for say, counter in found.items()}


def word_ms(text: str, around: Sequence[tuple[str, str]], espeak: Espeak) -> int:
    """Measure words where they stand in a count: between two breaks, by what the whole is shorter without them."""
    return round(mean(_more_ms(before, text, after, espeak) for before, after in around))


def fitted(measure: Callable[[str], int], words: Iterable[str], said: Collection[str]) -> Lengths:
    """Measure words alone and the pauses between them; for letters take what is right for texts in all."""
    spoken = {word: measure(_written(word)) for word in words}
    twenties = [spoken["twenty"] + spoken[UNITS[one]] - spoken[number(20 + one)] for one in range(1, 10)]
    voice = Lengths(
        spoken,
        start=round(mean(twenties)),
        letter=0,
        comma=round(mean(measure(f"{a.capitalize()}, {b}.") - spoken[a] - spoken[b] for a, b in PAIRS)),
        stop=round(mean(measure(f"{a.capitalize()}. {b.capitalize()}.") - spoken[a] - spoken[b] for a, b in PAIRS)),
    )
    letters = _all_ms(said, replace(voice, letter=1)) - _all_ms(said, voice)
    return replace(voice, letter=round((sum(map(measure, said)) - _all_ms(said, voice)) / letters))


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
    told = subprocess.run([espeak.program, "--version"], capture_output=True, check=True, text=True).stdout  # noqa: S603 (our own fixed words)
    version = told.partition("Data at")[0].removeprefix("eSpeak NG text-to-speech:").strip()
    return f"espeak-ng {version} {' '.join(VOICE)}, {time.strftime('%Y-%m-%d')}"


def _written(words: str) -> str:
    """Write words of the table as the coach says them: "Down. Two more."."""
    return "".join(f"{part.capitalize()}{STOP}" for part in words.split(STOP)).rstrip()


def _more_ms(before: str, text: str, after: str, espeak: Espeak) -> int:
    return _apart_ms([before, text, after], espeak) - _apart_ms([before, after], espeak) - APART_MS


def _apart_ms(texts: Iterable[str], espeak: Espeak) -> int:
    return synthesised(espeak, f"{pause(APART_MS)} ".join(map(plain, texts))).length_ms


def _all_ms(texts: Iterable[str], voice: Lengths) -> int:
    return sum(expected_ms(text, voice) for text in texts)


TEMPLATE = '''\
"""How long words take to say, in milliseconds. Data, so that figures measured on a device can take their place.

`make measure LENGTHS=write` measures the same words anew with espeak-ng, and whatever else is said inside sets, and
writes this file. A word is measured between two breaks, by what is longer with it than without it, on the average of
the words most often beside it. The rule for other words is right for all that is said to the second, taken together.
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
"""Pauses inside a text, with what the word before them gains by standing at an end."""

MARGIN_PERCENT: Final = {percent}
MARGIN_MS: Final = {margin}
"""What is added, by hand, before words count as fitting their window: in no text of the content was more needed.
Other voices differ up to twofold on single words, so most of it falls on the short ones."""
'''
