"""What is counted and said inside a set, from the set's own zero: repetitions upwards, a hold's seconds downwards.

Repetitions have a word on each stage of the tempo and the number on their last second. Holds have halfway from 20 s,
the last five seconds (three when 10 s or shorter), and the word that ends a hold falls on its last second's end.
Encouragement comes about every 20 s of effort and never over a count. `CountStyle` says more, or less.
"""

from collections.abc import Iterator
from itertools import accumulate

from msgspec import Struct

from skill.catalogue.model import HOLD, SETTLE, Dose
from skill.coach.keys import Key
from skill.coach.preferences import CountStyle
from skill.coach.reply import CueKind, Line, Seconds, Timer, TimerKind, exercise_line
from skill.coach.steps import WorkSet
from skill.coach.workout import DoseInParts
from skill.frozen import replace

SECOND_MS = 1000

EFFORT_MS = 20_000
"""Encouragement every 20 s of effort helped a maximal effort; every 180 s did nothing (Andreacci 2002)."""

APART_REPS_MS = 15_000
"""Between two encouragements at least: a repetition that has its own announcement can put one off."""

HALFWAY_REPS = 8
HALFWAY_HOLD_S = 20
SHORT_HOLD_S = 10
"""From these on, halfway is said; a hold no longer than the last is counted for three seconds, not five."""

NEAR_END_REPS = 3
"""A set no longer than this needs no "two more"."""

CUE_MS = 2000
"""A form cue of six words needs this; where there is less room only encouragement is said."""

FORM_CUE_MS = 8000
"""From here on a form cue may come among repetitions: the first is done without (house)."""

HOLD_WORDS_MS = 3000
"""What announcing a hold takes: nothing else is said before."""

HOLD_CUE_MS = 4000
"""When a form cue comes inside a hold: after the announcement's words."""

APART_MS = 2000
"""Between halfway and encouragement, so that the two don't run into one another."""

WHOLE_NUMBERS = 20
"""Seconds counted one by one have no time for "twenty-seven": above this the ten is said once, and then the ones.
Only the first of all is said whole where its second is enough."""


class Mark(Struct, frozen=True):
    """A cue before its window is known."""

    at_ms: int
    line: Line
    kind: CueKind = CueKind.TALK
    optional: bool = False
    timer: Timer | None = None
    rep: int | None = None

    def later(self, ms: int) -> "Mark":
        """Give the same so much later."""
        return replace(self, at_ms=self.at_ms + ms)


def work_set(step: WorkSet, style: CountStyle) -> Iterator[Mark]:
    """Give what is left of a set, counted in a style."""
    return _hold_set(step, style) if step.is_hold else _rep_set(step, style)


def count_down(at_ms: int, count: int) -> Iterator[Mark]:
    """Count down to one, a number a second; the first is said whole where it fits, for no ten was said before it."""
    for number in range(count, 0, -1):
        line = Line.of(Key.COUNT, number=_short(number))
        if number == count and number != _short(number):
            line = Line.of(Key.COUNT_FIRST, whole=number, ones=_short(number))
        yield Mark(at_ms + (count - number) * SECOND_MS, line, CueKind.COUNT)


def _short(number: int) -> int:
    return number if number <= WHOLE_NUMBERS or number % 10 == 0 else number % 10


def _rep_set(step: WorkSet, style: CountStyle) -> Iterator[Mark]:
    rep_ms = step.dose.rep_s * SECOND_MS
    remarks = _remarks(step) if style in {CountStyle.USUAL, CountStyle.EVERY_FIVE} else {}
    for rep in range(step.done + 1, step.dose.reps + 1):
        marks = sorted([*_rep(step, rep, style), *remarks.get(rep, ())], key=lambda mark: mark.at_ms)
        yield from (replace(mark.later((rep - 1 - step.done) * rep_ms), rep=rep) for mark in marks)


def _rep(step: WorkSet, rep: int, style: CountStyle) -> Iterator[Mark]:
    """One repetition from its own zero: a word on each stage, the number on the last second."""
    remark, stages = _remark(rep, step.dose), _starts(step.dose)
    remarked = next((stage for stage in stages if step.dose.tempo[stage] > 1), "")
    for stage, at_s in stages.items():
        if stage != SETTLE and (at_s == 0 or style is not CountStyle.QUIET):
            apart = style is CountStyle.EVERY_SECOND
            key = _WITH_REMARK[remark] if stage == remarked and remark and not apart else Key.TEMPO
            yield Mark(at_s * SECOND_MS, Line.of(key, word=_tempo_word(step, stage)), CueKind.CUE)
            if apart:
                yield from _seconds_of(step.dose, stage, at_s, remark if stage == remarked else None)
    yield Mark((step.dose.rep_s - 1) * SECOND_MS, Line.of(Key.COUNT, number=rep), CueKind.COUNT)


def _seconds_of(dose: Dose, stage: str, at_s: int, remark: Key | None) -> Iterator[Mark]:
    """Count the seconds of a stage after its word; a remark takes the place of "two".

    The last stage has only its word, so that no number comes before the repetition's own: "two, three, four" would be
    seconds.
    """
    last = stage == [moving for moving in dose.tempo if moving != SETTLE][-1]
    for second in range(2, dose.tempo[stage] + 1):
        said = remark if second == 2 else None  # noqa: PLR2004 - "two"
        now_s = at_s + second - 1
        if now_s < dose.rep_s - 1 and (said or not last):
            yield Mark(now_s * SECOND_MS, Line.of(said) if said else Line.of(Key.COUNT, number=second), CueKind.CUE)


def _remark(rep: int, dose: Dose) -> Key | None:
    """Give what is said of the way to the end of a set; half of one is not half of what was asked for in parts."""
    reps = dose.reps
    if rep == reps and reps > 1:
        return Key.REP_LAST
    if rep == reps - 1 and reps > NEAR_END_REPS:
        return Key.REP_TWO_MORE
    if rep == reps // 2 + 1 and reps >= HALFWAY_REPS and not isinstance(dose, DoseInParts):
        return Key.HALFWAY
    return None


_WITH_REMARK = {
    Key.REP_LAST: Key.TEMPO_LAST,
    Key.REP_TWO_MORE: Key.TEMPO_TWO_MORE,
    Key.HALFWAY: Key.TEMPO_HALFWAY,
}
"""The line that says a remark after a stage's word, where both share a window."""


def _remarks(step: WorkSet) -> dict[int, tuple[Mark, ...]]:
    """Place remarks in the longest stage of plain repetitions: encouragement every 20 s, and a form cue before it.

    They are placed in the whole set, so that none comes again after an interruption.
    """
    at_ms, room_ms = _room(step.dose)
    words, cues = _all(step, "encouragement"), _all(step, "cues") if room_ms >= CUE_MS else ()
    turn, due_ms = step.number * (step.dose.set_s * SECOND_MS // EFFORT_MS), EFFORT_MS
    placed: dict[int, tuple[Mark, ...]] = {}
    for rep in range(1, step.dose.reps + 1):
        now_ms = (rep - 1) * step.dose.rep_s * SECOND_MS + at_ms
        if room_ms <= 0 or _remark(rep, step.dose) is not None:
            continue
        if now_ms >= due_ms:
            placed[rep] = (Mark(at_ms, words[turn % len(words)], CueKind.CUE, optional=True),)
            turn, due_ms = turn + 1, max(due_ms + EFFORT_MS, now_ms + APART_REPS_MS)
        elif cues and not placed and now_ms >= FORM_CUE_MS:
            placed[rep] = (Mark(at_ms, cues[(step.number - 1) % len(cues)], CueKind.CUE, optional=True),)
    return placed


def _room(dose: Dose) -> tuple[int, int]:
    """Give when a remark can begin in a repetition, and how long it may last: after the word of the longest stage."""
    longest = max(dose.tempo, key=lambda stage: dose.tempo[stage])
    number_s = 1 if longest == list(dose.tempo)[-1] else 0
    return (_starts(dose)[longest] + 1) * SECOND_MS, (dose.tempo[longest] - 1 - number_s) * SECOND_MS


def _starts(dose: Dose) -> dict[str, int]:
    """Give the second of a repetition at which each stage begins."""
    return dict(zip(dose.tempo, accumulate(dose.tempo.values(), initial=0), strict=False))


def _hold_set(step: WorkSet, style: CountStyle) -> Iterator[Mark]:
    at_ms = 0
    for stage, seconds in step.dose.tempo.items():
        if stage == HOLD:
            yield from (mark.later(at_ms) for mark in _hold(step, style))
            at_ms -= step.done * SECOND_MS
        else:
            yield Mark(at_ms, Line.of(Key.TEMPO, word=_tempo_word(step, stage)), CueKind.CUE)
        at_ms += seconds * SECOND_MS


def _hold(step: WorkSet, style: CountStyle) -> list[Mark]:
    """Give what is left of one hold, from its own zero. What follows it says the word that ends it."""
    left_s = step.count - step.done
    last_s = min(_counted_s(left_s if style is CountStyle.EVERY_SECOND else step.count, style), left_s - 1)
    counts_ms = (left_s - last_s) * SECOND_MS
    said = [mark for mark in _in_hold(step, style) if SECOND_MS <= mark.at_ms <= counts_ms - SECOND_MS]
    start = Line.of(Key.HOLD_START, word=_tempo_word(step, HOLD), hold=Seconds(left_s))
    timer = Timer(TimerKind.HOLD, left_s * SECOND_MS)
    first = Mark(0, start, CueKind.CUE, timer=timer)
    return [first, *sorted(said, key=lambda mark: mark.at_ms), *count_down(counts_ms, last_s)]


def _counted_s(hold_s: int, style: CountStyle) -> int:
    """Give how many of a hold's last seconds are counted one by one."""
    if style is CountStyle.EVERY_SECOND:
        return hold_s if hold_s <= SHORT_HOLD_S else hold_s - 1
    return 3 if hold_s <= SHORT_HOLD_S or style is CountStyle.QUIET else 5


def _in_hold(step: WorkSet, style: CountStyle) -> Iterator[Mark]:
    match style:
        case CountStyle.USUAL:
            yield from (mark for mark in _remarks_in_hold(step) if mark.at_ms >= HOLD_WORDS_MS)
        case CountStyle.EVERY_FIVE:
            yield from _fives(step.count - step.done)
        case _:
            return


def _fives(left_s: int) -> Iterator[Mark]:
    for number in range(5 * ((left_s - 1) // 5), 5, -5):
        yield Mark((left_s - number) * SECOND_MS, Line.of(Key.COUNT, number=number), CueKind.COUNT)


def _remarks_in_hold(step: WorkSet) -> Iterator[Mark]:
    """Give what may be said while holding: one form cue, halfway, encouragement; each where the whole hold has it.

    After an interruption it has just been said how much is left, of which halfway would be another second.
    """
    cues, words = _all(step, "cues"), _all(step, "encouragement")
    done_ms, turn, hold_ms = step.done * SECOND_MS, step.number - 1, step.count * SECOND_MS
    half_ms = hold_ms // 2 if step.count >= HALFWAY_HOLD_S else -EFFORT_MS
    if cues:
        yield Mark(HOLD_CUE_MS - done_ms, cues[turn % len(cues)], CueKind.CUE, optional=True)
    if half_ms > 0 and not step.done:
        yield Mark(half_ms - done_ms, Line.of(Key.HALFWAY), CueKind.COUNT)
    for nth, at_ms in enumerate(range(EFFORT_MS, hold_ms - 5 * SECOND_MS, EFFORT_MS)):
        if abs(at_ms - half_ms) > APART_MS:
            yield Mark(at_ms - done_ms, words[(turn + nth) % len(words)], CueKind.CUE, optional=True)


def _tempo_word(step: WorkSet, stage: str) -> Line:
    if step.exercise is None:
        return Line.of(Key.OWN_HOLD if stage == HOLD else Key.OWN_END)
    return exercise_line(step.exercise.id, f"tempo_words.{stage}")


def _all(step: WorkSet, name: str) -> tuple[Line, ...]:
    if step.exercise is None:
        return () if name == "cues" else (Line.of(Key.OWN_STEADY), Line.of(Key.OWN_BREATHE))
    count = len(getattr(step.exercise, name))
    return tuple(exercise_line(step.exercise.id, f"{name}.{index}") for index in range(count))
