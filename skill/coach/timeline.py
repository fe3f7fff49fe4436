"""When each line of a workout falls, to the millisecond. Equal steps give equal timelines.

Repetitions count up: a word on each stage of the tempo, the number on the repetition's last second. Holds count
down: halfway from 20 s, the last five seconds (three when 10 s or shorter), and the word that ends a hold falls on
its last second's end. A rest is announced, coached in one breath, quiet, announced again at ten seconds, and runs
into the count-in of the next set. Encouragement comes about every 20 s of effort and never over a count.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, zip_longest
from typing import assert_never

from skill.catalogue.model import HOLD, SETTLE, Counting, Dose
from skill.coach.keys import Key
from skill.coach.reply import Cue, CueKind, Line, Seconds, Timeline, Timer, TimerKind, exercise_line
from skill.coach.steps import Closing, CountIn, GetReady, Move, Opening, Rest, SetUp, Step, WorkSet
from skill.coach.workout import RAMP_REPS

BREATH_MS = 10_000
"""A breath of 25 words at 2.5 words a second."""

SECOND_MS = 1000

EFFORT_MS = 20_000
"""Encouragement every 20 s of effort helped a maximal effort; every 180 s did nothing (Andreacci 2002)."""

HALFWAY_REPS = 8
HALFWAY_HOLD_S = 20
SHORT_HOLD_S = 10
"""From these on, halfway is said; a hold no longer than the last is counted for three seconds, not five."""

NEAR_END_REPS = 3
"""A set no longer than this needs no "two more"."""

CUE_MS = 2000
"""A form cue of six words needs this; where there is less room only encouragement is said."""

LAST_MS = 5 * SECOND_MS
FORM_MS = 3500
RAMP_MS = 8000
HOLD_CUE_MS = 4000
REST_COACHING_MS = 4000
"""When, inside their steps, these are said: after the announcement's words, before the next count."""

TEN_SECONDS_FROM_S = 20
"""A rest shorter than this needs no ten-second warning."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A cue before its window is known."""

    at_ms: int
    line: Line
    kind: CueKind = CueKind.TALK
    optional: bool = False
    timer: Timer | None = None
    rep: int | None = None


def timeline(steps: Iterable[Step]) -> Timeline:
    """Lay steps one after another and give every cue its moment and its window."""
    cues: list[Cue] = []
    start_ms = 0
    for step in steps:
        length_ms = step.length_s * SECOND_MS
        cues += _cues(step, tuple(_marks(step)), start_ms, length_ms)
        start_ms += length_ms
    return Timeline(tuple(cues), start_ms)


def _cues(step: Step, marks: tuple[_Mark, ...], start_ms: int, length_ms: int) -> Iterator[Cue]:
    ends = [*(mark.at_ms for mark in marks[1:]), length_ms]
    for mark, end_ms in zip(marks, ends, strict=True):
        yield Cue(
            at_ms=start_ms + mark.at_ms,
            window_ms=end_ms - mark.at_ms,
            line=mark.line,
            kind=mark.kind,
            optional=mark.optional,
            timer=mark.timer,
            exercise=None if isinstance(step, Opening | Move | Closing) else step.exercise.id,
            set=step.number if isinstance(step, CountIn | WorkSet | Rest) else None,
            rep=mark.rep,
        )


def _marks(step: Step) -> Iterator[_Mark]:  # noqa: PLR0911 - one return for each kind of step
    match step:
        case Opening():
            return _opening(step)
        case Move():
            return _move(step)
        case SetUp():
            return _set_up(step)
        case GetReady():
            return _get_ready(step)
        case CountIn():
            return _count_down(0, step.length_s)
        case WorkSet():
            return _hold_set(step) if step.exercise.counting is Counting.HOLD else _rep_set(step)
        case Rest():
            return _rest(step)
        case Closing():
            return _closing(step)
        case _:
            assert_never(step)


def _opening(step: Opening) -> Iterator[_Mark]:
    yield _Mark(0, Line.of(Key.OPENING_SAFETY))
    warm = Key.OPENING_WARM_UP if step.warm_up else Key.OPENING_ALREADY_WARM
    yield _Mark(step.length_s * SECOND_MS // 2, Line.of(warm))


def _closing(step: Closing) -> Iterator[_Mark]:
    later = step.length_s * SECOND_MS * 3 // 5
    if step.after is None:
        yield _Mark(0, Line.of(Key.CLOSING_DONE))
        yield _Mark(later, Line.of(Key.CLOSING_TIP), optional=True)
    else:
        yield _Mark(0, exercise_line(step.after.id, "finish"))
        yield _Mark(later, Line.of(Key.CLOSING_DONE))


def _move(step: Move) -> Iterator[_Mark]:
    length_ms = step.length_s * SECOND_MS
    yield _Mark(0, Line(f"moves.{step.name}"), timer=Timer(TimerKind.MOVE, length_ms))
    if step.length_s > HALFWAY_HOLD_S:
        yield _Mark(length_ms // 2, Line.of(Key.MOVE_HALFWAY), CueKind.CUE)
        yield _Mark(length_ms - LAST_MS, Line.of(Key.MOVE_LAST), CueKind.CUE)


def _set_up(step: SetUp) -> Iterator[_Mark]:
    yield _Mark(0, exercise_line(step.exercise.id, "set_up.0"))
    yield _Mark(BREATH_MS, exercise_line(step.exercise.id, "set_up.1"))


def _get_ready(step: GetReady) -> Iterator[_Mark]:
    length_ms = step.length_s * SECOND_MS
    timer = Timer(TimerKind.GET_READY, length_ms)
    yield _Mark(0, Line.of(Key.GET_READY, seconds=Seconds(step.length_s)), timer=timer)
    yield _Mark(FORM_MS, exercise_line(step.exercise.id, f"form.{step.level}"))
    if step.ramp:
        yield _Mark(length_ms - RAMP_MS, Line.of(Key.GET_READY_RAMP, reps=RAMP_REPS))


def _rep_set(step: WorkSet) -> Iterator[_Mark]:
    rep_ms = step.dose.rep_s * SECOND_MS
    remarks = _remarks(step)
    for rep in range(step.done + 1, step.dose.reps + 1):
        marks = sorted([*_rep(step, rep), *remarks.get(rep, ())], key=lambda mark: mark.at_ms)
        yield from (replace(mark, at_ms=mark.at_ms + (rep - 1 - step.done) * rep_ms, rep=rep) for mark in marks)


def _rep(step: WorkSet, rep: int) -> Iterator[_Mark]:
    """One repetition from its own zero: a word on each stage, the number on the last second."""
    at_ms = 0
    for stage, seconds in step.dose.tempo.items():
        if stage != SETTLE:
            key = _tempo_key(rep, step.dose.reps) if at_ms == 0 else Key.TEMPO
            yield _Mark(at_ms, Line.of(key, word=_tempo_word(step, stage)), CueKind.CUE)
        at_ms += seconds * SECOND_MS
    yield _Mark(at_ms - SECOND_MS, Line.of(Key.COUNT, number=rep), CueKind.COUNT)


def _tempo_key(rep: int, reps: int) -> Key:
    if rep == reps and reps > 1:
        return Key.TEMPO_LAST
    if rep == reps - 1 and reps > NEAR_END_REPS:
        return Key.TEMPO_TWO_MORE
    if rep == reps // 2 + 1 and reps >= HALFWAY_REPS:
        return Key.TEMPO_HALFWAY
    return Key.TEMPO


def _remarks(step: WorkSet) -> dict[int, tuple[_Mark, ...]]:
    """Place encouragement and form cues, turn about, in the longest stage of plain repetitions."""
    at_ms, room_ms = _room(step.dose)
    cues = _all(step, "cues") if room_ms >= CUE_MS else ()
    said = [line for pair in zip_longest(_all(step, "encouragement"), cues) for line in pair if line]
    placed: dict[int, tuple[_Mark, ...]] = {}
    turn, due_ms = step.number * (step.length_s * SECOND_MS // EFFORT_MS), EFFORT_MS
    for rep in range(step.done + 1, step.dose.reps + 1):
        now_ms = (rep - 1 - step.done) * step.dose.rep_s * SECOND_MS + at_ms
        if room_ms > 0 and now_ms >= due_ms and _tempo_key(rep, step.dose.reps) is Key.TEMPO:
            placed[rep] = (_Mark(at_ms, said[turn % len(said)], CueKind.CUE, optional=True),)
            turn, due_ms = turn + 1, now_ms + EFFORT_MS
    return placed


def _room(dose: Dose) -> tuple[int, int]:
    """Give when a remark can begin in a repetition, and how long it may last: after the word of the longest stage."""
    longest = max(dose.tempo, key=lambda stage: dose.tempo[stage])
    starts = dict(zip(dose.tempo, accumulate(dose.tempo.values(), initial=0), strict=False))
    number_s = 1 if longest == list(dose.tempo)[-1] else 0
    return (starts[longest] + 1) * SECOND_MS, (dose.tempo[longest] - 1 - number_s) * SECOND_MS


def _hold_set(step: WorkSet) -> Iterator[_Mark]:
    at_ms = 0
    for stage, seconds in step.dose.tempo.items():
        if stage == HOLD:
            yield from (replace(mark, at_ms=mark.at_ms + at_ms) for mark in _hold(step, seconds))
            seconds -= step.done  # noqa: PLW2901 - what is left of the hold
        else:
            yield _Mark(at_ms, Line.of(Key.TEMPO, word=_tempo_word(step, stage)), CueKind.CUE)
        at_ms += seconds * SECOND_MS


def _hold(step: WorkSet, seconds: int) -> list[_Mark]:
    """Give what is left of one hold, from its own zero. What follows it says the word that ends it."""
    left_s = seconds - step.done
    last_s = min(3 if seconds <= SHORT_HOLD_S else 5, left_s - 1)
    counts_ms = (left_s - last_s) * SECOND_MS
    said = [mark for mark in _in_hold(step, seconds) if HOLD_CUE_MS <= mark.at_ms <= counts_ms - SECOND_MS]
    start = Line.of(Key.HOLD_START, word=_tempo_word(step, HOLD), hold=Seconds(left_s))
    timer = Timer(TimerKind.HOLD, left_s * SECOND_MS)
    first = _Mark(0, start, CueKind.CUE, timer=timer)
    return [first, *sorted(said, key=lambda mark: mark.at_ms), *_count_down(counts_ms, last_s)]


def _in_hold(step: WorkSet, seconds: int) -> Iterator[_Mark]:
    """Give what may be said while holding: one form cue, halfway, encouragement; each where the whole hold has it."""
    cues, words = _all(step, "cues"), _all(step, "encouragement")
    done_ms, turn = step.done * SECOND_MS, step.number - 1
    yield _Mark(HOLD_CUE_MS, cues[turn % len(cues)], CueKind.CUE, optional=True)
    if seconds >= HALFWAY_HOLD_S:
        yield _Mark(seconds * SECOND_MS // 2 - done_ms, Line.of(Key.HOLD_HALFWAY), CueKind.COUNT)
    if seconds * SECOND_MS > EFFORT_MS + LAST_MS:
        yield _Mark(EFFORT_MS - done_ms, words[turn % len(words)], CueKind.CUE, optional=True)


def _count_down(at_ms: int, count: int) -> Iterator[_Mark]:
    for number in range(count, 0, -1):
        yield _Mark(at_ms + (count - number) * SECOND_MS, Line.of(Key.COUNT, number=number), CueKind.COUNT)


def _rest(step: Rest) -> Iterator[_Mark]:
    left_s = step.rest_s - step.done
    yield _Mark(0, _rest_named(step), CueKind.REST, timer=Timer(TimerKind.REST, left_s * SECOND_MS))
    if not step.done:
        mend = f"faults.{(step.number - 1) % len(step.exercise.faults)}"
        yield _Mark(REST_COACHING_MS, exercise_line(step.exercise.id, mend), CueKind.REST, optional=True)
    if left_s >= TEN_SECONDS_FROM_S:
        yield _Mark((left_s - 10) * SECOND_MS, Line.of(Key.REST_TEN), CueKind.REST)


def _rest_named(step: Rest) -> Line:
    rest = Seconds(step.rest_s - step.done)
    if step.done:
        return Line.of(Key.REST_LEFT, rest=rest)
    return Line.of(Key.REST_START if step.number else Key.REST_RAMP, rest=rest)


def _tempo_word(step: WorkSet, stage: str) -> Line:
    return exercise_line(step.exercise.id, f"tempo_words.{stage}")


def _all(step: WorkSet, name: str) -> tuple[Line, ...]:
    count = len(getattr(step.exercise, name))
    return tuple(exercise_line(step.exercise.id, f"{name}.{index}") for index in range(count))
