"""Sets as they are sent where APL for Audio failed, and as they were naively, against what was planned."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from skill.alexa.responses import Voice, response
from skill.catalogue.loader import load_catalogue
from skill.catalogue.model import HOLD, Catalogue, Counting, Exercise, Level
from skill.coach.keys import Key
from skill.coach.reply import Cue, CueKind, Line, Reply, Timeline
from skill.coach.steps import WorkSet
from skill.coach.timeline import timeline
from skill.frozen import replace
from skill.settings import content_root
from skill.sounding.espeak import Espeak
from skill.speech.lines import Lines, first
from skill.speech.loader import load_lines
from skill.speech.script import script, sparing
from skill.speech.ssml import pause, plain

from .sound import Sound, synthesised

SECOND_MS = 1000
HOLDS_S = (10, 20, 30, 60)
MOST_OFF_MS = 400
MOST_PERCENT, MOST_PERCENT_EVERY_SECOND = 3.0, 6.0

SHORT_PERCENT = 10
"""A break may be heard as this much shorter than it is."""

_PIECE = re.compile(r'[^<>]+(?:<break time="\d+ms"/>\s*)+')
_BREAK = re.compile(r'"(\d+)ms"')
"""The words of one beat and the breaks after them; the space between breaks is a kind of space to Python too."""


@dataclass(frozen=True, slots=True)
class Case:
    """Something counted: how it is sent, and the naive way to say the same."""

    name: str
    played: Timeline
    naive: str
    """Markup."""
    most_percent: float = MOST_PERCENT


@dataclass(frozen=True, slots=True)
class Result:
    """What was heard of a case."""

    case: Case
    sent_ms: int
    naive_ms: int
    off_ms: tuple[int, ...]
    """How late each word is, or below zero how early."""

    @property
    def most_off_ms(self) -> int:
        """Of the word furthest off its place."""
        return max(self.off_ms, key=abs)

    @property
    def percent(self) -> float:
        """How much longer than planned."""
        return _over(self.sent_ms, self.case.played.length_ms)

    @property
    def naive_percent(self) -> float:
        """How much longer than planned the naive way is."""
        return _over(self.naive_ms, self.case.played.length_ms)

    @property
    def holds(self) -> bool:
        """Whether length and every word are within bounds."""
        return abs(self.percent) <= self.case.most_percent and abs(self.most_off_ms) <= MOST_OFF_MS


def spoken_content() -> tuple[Catalogue, Lines]:
    """Read the content of this checkout."""
    catalogue = load_catalogue(content_root())
    return catalogue, load_lines(content_root(), catalogue)


def cases(catalogue: Catalogue, lines: Lines) -> Iterator[Case]:
    """Give everything that is measured: holds, the same with every second counted, sets of each exercise and level."""
    for seconds in HOLDS_S:
        yield hold(seconds, catalogue, lines)
    for seconds in HOLDS_S:
        name, played = f"hold {seconds} s, every second", every_second(seconds)
        yield Case(name, played, _naive_count(seconds, lines), MOST_PERCENT_EVERY_SECOND)
    for exercise, level in product(catalogue.exercises.values(), Level):
        if exercise.counting is Counting.REPS:
            yield _repetitions(exercise, level, lines)


def hold(seconds: int, catalogue: Catalogue, lines: Lines) -> Case:
    """Give the reverse plank's first set, held for some seconds and nothing else."""
    plank = catalogue.exercises["reverse-plank"]
    dose = replace(plank.doses[Level.BEGINNER], tempo={HOLD: seconds})
    return Case(f"hold {seconds} s", timeline([WorkSet(plank, dose, 1)]), _naive_count(seconds, lines))


def every_second(seconds: int) -> Timeline:
    """Count each second of a hold down to one."""
    counts = (Line.of(Key.COUNT, number=number) for number in range(seconds, 0, -1))
    cues = (Cue(at * SECOND_MS, SECOND_MS, line, CueKind.COUNT) for at, line in enumerate(counts))
    return Timeline(tuple(cues), seconds * SECOND_MS)


def measured(case: Case, lines: Lines, espeak: Espeak) -> Result:
    """Listen to a case, sent and naive. Raises ValueError where its words can't be told apart."""
    whole = synthesised(espeak, "".join(sent(case.played, lines)))
    naive = synthesised(espeak, case.naive)
    return Result(case, whole.length_ms, naive.length_ms, tuple(off_ms(case.played, lines, whole)))


def off_ms(played: Timeline, lines: Lines, heard: Sound) -> list[int]:
    """Give how far each word is off its place. Raises ValueError where they can't be told apart."""
    breaks = [sum(map(int, _BREAK.findall(piece))) for piece in sent(played, lines)]
    begins = heard.begins(length_ms * (100 - SHORT_PERCENT) // 100 for length_ms in breaks)
    beats = script(sparing(played), lines)
    return [at_ms - beat.at_ms for at_ms, beat in zip(begins, beats, strict=True)]


def sent(played: Timeline, lines: Lines) -> list[str]:
    """Give the speech that Alexa would be sent, parted before each beat. Raises ValueError where it has others."""
    output: Any = response(Reply(timeline=played), Voice(lines, first, apla=False)).output_speech
    inside = output.ssml.removeprefix("<speak>").removesuffix("</speak>")
    pieces: list[str] = _PIECE.findall(inside)
    if "".join(pieces) != inside or len(pieces) != len(script(sparing(played), lines)):
        message = f"this is not words and breaks for each beat: {inside}"
        raise ValueError(message)
    return pieces


def _repetitions(exercise: Exercise, level: Level, lines: Lines) -> Case:
    """Give an exercise's first set; naively every word is followed by its whole window."""
    dose = exercise.doses[level]
    played = timeline([WorkSet(exercise, dose, 1)])
    naive = _spaced((beat.say, beat.window_ms) for beat in script(played, lines))
    return Case(f"{dose.reps} {exercise.id} {level}", played, naive)


def _naive_count(seconds: int, lines: Lines) -> str:
    """Count a hold down by a number and a break of one second."""
    words = (lines.say(cue.line) for cue in every_second(seconds).cues)
    return _spaced((word, SECOND_MS) for word in words)


def _spaced(words: Iterable[tuple[str, int]]) -> str:
    return " ".join(plain(word) + pause(length_ms) for word, length_ms in words)


def _over(heard_ms: int, planned_ms: int) -> float:
    return 100 * (heard_ms - planned_ms) / planned_ms
