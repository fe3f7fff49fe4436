"""The table of word lengths, measured anew: the same words, and a rule for others fitted to what the coach says."""

import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from itertools import chain, pairwise, product
from statistics import mean

from skill.catalogue.model import Catalogue, Level
from skill.coach.reply import CueKind
from skill.coach.state import Plan
from skill.coach.timeline import timeline
from skill.coach.workout import expand
from skill.sounding.espeak import VOICE, Espeak
from skill.speech import lengths
from skill.speech.duration import Lengths, clauses, expected_ms
from skill.speech.lines import Lines
from skill.speech.script import Beat, script
from skill.speech.ssml import pause, plain
from skill.speech.words import UNITS, number

from .sound import synthesised

APART_MS = 1000
"""The breaks between which words are measured."""

FOLLOWERS = ("Two.", "Up.")
"""What is said after words that no workout says."""

MOST_FOLLOWERS = 4

PAIRS = (("halfway", "up"), ("two more", "down"), ("last one", "hold"), ("steady", "smooth"), ("rest", "ready"))
"""The words between which pauses are measured."""


def timed_beats(catalogue: Catalogue, lines: Lines) -> list[Beat]:
    """Give everything that is said to the second in any workout."""
    alone = [Plan(level, exercise=id_) for id_, level in product(catalogue.exercises, Level)]
    plans = alone + [Plan(level, routine=id_) for id_, level in product(catalogue.routines, Level)]
    return [beat for plan in plans for beat in script(timeline(expand(plan, catalogue)), lines)]


def table_words(beats: Iterable[Beat]) -> list[str]:
    """Give what the table holds: what it holds today, and all that is said inside sets."""
    inside = [beat.say for beat in beats if beat.cue.kind in {CueKind.COUNT, CueKind.CUE}]
    return list(dict.fromkeys([*lengths.SPOKEN_MS, *sorted(said for say in inside for said in clauses(say))]))


def followers(beats: Sequence[Beat]) -> dict[str, list[str]]:
    """Give what is said next most often, for each text; after a number, in a long count, the one below it."""
    says = [beat.say for beat in beats]
    down = [f"{number(value).capitalize()}." for value in range(99, 0, -1)]
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for say, after in chain(pairwise(says), pairwise(down)):
        found[say][after] += 1
    return {say: [after for after, _ in counter.most_common(MOST_FOLLOWERS)] for say, counter in found.items()}


def word_ms(text: str, after: Sequence[str], espeak: Espeak) -> int:
    """Measure words where they stand in a count: up to the sound of what follows, less the break between."""
    return round(mean(_until(text, follower, espeak) for follower in after))


def fitted(measure: Callable[[str], int], words: Iterable[str], said: Collection[str]) -> Lengths:
    """Measure words alone and the pauses between them; for letters take what is right for texts in all."""
    spoken = {word: measure(f"{word.capitalize()}.") for word in words}
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
    told = subprocess.run([espeak.program, "--version"], capture_output=True, check=True, text=True).stdout  # noqa: S603
    version = told.partition("Data at")[0].removeprefix("eSpeak NG text-to-speech:").strip()
    return f"espeak-ng {version} {' '.join(VOICE)}, {time.strftime('%Y-%m-%d')}"


def _until(text: str, after: str, espeak: Espeak) -> int:
    said = pause(APART_MS).join(plain(words) for words in ("Go.", text, after))
    _, begin_ms, next_ms = synthesised(espeak, said).begins([APART_MS * 9 // 10] * 2)[:3]
    return next_ms - begin_ms - APART_MS


def _all_ms(texts: Iterable[str], voice: Lengths) -> int:
    return sum(expected_ms(text, voice) for text in texts)


TEMPLATE = '''\
"""How long words take to say, in milliseconds. Data, so that figures measured on a device can take their place.

`make measure LENGTHS=write` writes this file, measuring the same words anew with espeak-ng: from its
sound to that of what follows it in a workout, less the break between. It adds what the content says inside sets and
the table lacks. The rule for other words is right for everything that the coach says to the second, taken together.
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
