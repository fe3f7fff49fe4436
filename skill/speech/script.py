"""A timeline with words: for each cue the longest wording that fits its window."""

from functools import lru_cache

from msgspec import Struct

from skill.coach.preferences import Pace
from skill.coach.reply import Cue, CueKind, Line, Timeline
from skill.coach.same import Same
from skill.frozen import replace
from skill.speech.duration import estimate_ms
from skill.speech.lengths import STOP_MS
from skill.speech.lines import Lines


class Beat(Struct, frozen=True):
    """Words at their moment, with the silence after them until the next."""

    at_ms: int
    window_ms: int
    say: str
    cue: Cue
    rate: int = 100
    """How fast it is said, in percent of the voice's own speed."""


def script(timeline: Timeline, lines: Lines, pace: Pace = Pace.USUAL) -> tuple[Beat, ...]:
    """Give a timeline its words, the talk at a pace.

    An optional cue for which no wording fits is left out, and its window joins the one before. Any other cue is
    said in its shortest wording at worst; the content check refuses content in which that would not fit.
    """
    return _scripted(Same(timeline), lines, pace)


@lru_cache(maxsize=64)
def _scripted(same: Same[Timeline], lines: Lines, pace: Pace) -> tuple[Beat, ...]:
    timeline = same.it
    said = [(cue, words) for cue in timeline.cues if (words := fitting(cue, lines, pace)) is not None]
    ends = (*(cue.at_ms for cue, _ in said[1:]), timeline.length_ms)
    return tuple(
        Beat(cue.at_ms, end - cue.at_ms, words, cue, rate_of(cue, pace))
        for (cue, words), end in zip(said, ends, strict=False)
    )


def sparing(timeline: Timeline) -> Timeline:
    """Give a timeline without the remarks inside its sets, for where words are only estimated to end in time."""
    kept = (cue for cue in timeline.cues if not (cue.optional and cue.kind is CueKind.CUE))
    return replace(timeline, cues=tuple(kept))


def rate_of(cue: Cue, pace: Pace) -> int:
    """Give how fast a cue is said: counts and the words between them keep the voice's own speed, in percent 100."""
    return pace.talk_percent if cue.kind in {CueKind.TALK, CueKind.REST} else 100


def fitting(cue: Cue, lines: Lines, pace: Pace = Pace.USUAL) -> str | None:
    """Give the first wording that fits a cue's window; else None for an optional cue, or the shortest."""
    wordings, rate = lines.all_of(cue.line), rate_of(cue, pace)
    fits = (words for words in wordings if estimate_ms(words) * 100 <= cue.window_ms * rate)
    return next(fits, None if cue.optional else wordings[-1])


def spoken_ms(lines: Lines, say: tuple[Line, ...]) -> int:
    """Estimate how long lines take to say one after another, with the pause before what follows."""
    return estimate_ms(" ".join(lines.say(line) for line in say)) + STOP_MS if say else 0
