"""When each line of a workout falls, to the millisecond. Equal steps give equal timelines.

Between exercises the next one is named, then how to get into its place, then how to move; where nothing was asked in
between, how to come out of the one before is said first. A rest is announced, coached
in one breath, quiet, announced again at ten seconds, and runs into the count-in of the next set. What is counted
inside a set is in `counting`.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from skill.coach.blocks import dose_named, named
from skill.coach.counting import HALFWAY_HOLD_S, SECOND_MS, Mark, count_down, work_set
from skill.coach.keys import Key
from skill.coach.preferences import CountStyle
from skill.coach.reply import Cue, CueKind, Line, Seconds, Timeline, Timer, TimerKind, exercise_line
from skill.coach.steps import Closing, CountIn, GetReady, Move, Opening, Rest, SetUp, Step, WorkSet
from skill.coach.workout import RAMP_REPS

LAST_MS = 5 * SECOND_MS

SET_UP_TWENTIETHS = (5.8, 13.3)
"""When the two breaths of a set-up talk begin, in twentieths of it: the first needs more time than the second."""

SHORT_TENTHS = 7
"""When the one cue of a short set-up talk begins, in tenths of it."""

FORM_PERCENT = 45
FORM_MS = 5400
"""When the form is told while somebody gets into place: after the dose, in ten seconds or in the twelve of the slower
pace; however long it takes to get there, no later than that."""

RAMP_MS = 8000
REST_COACHING_MS = 4000
"""When, inside their steps, these are said: after the announcement's words, before the next count."""

MOVE_TALK_MS = 7500
"""What saying a move takes at most; where less of it is left, it is only told to go on."""

TEN_SECONDS_FROM_S = 20
"""A rest shorter than this needs no ten-second warning."""


def timeline(steps: Iterable[Step], style: CountStyle = CountStyle.USUAL) -> Timeline:
    """Lay steps one after another and give every cue its moment and its window."""
    cues: list[Cue] = []
    start_ms = 0
    for step in steps:
        length_ms = step.length_s * SECOND_MS
        cues += _cues(step, tuple(_marks(step, style)), start_ms, length_ms)
        start_ms += length_ms
    return Timeline(tuple(cues), start_ms)


def _cues(step: Step, marks: tuple[Mark, ...], start_ms: int, length_ms: int) -> Iterator[Cue]:
    ends = [*(mark.at_ms for mark in marks[1:]), length_ms]
    for mark, end_ms in zip(marks, ends, strict=True):
        yield Cue(
            at_ms=start_ms + mark.at_ms,
            window_ms=end_ms - mark.at_ms,
            line=mark.line,
            kind=mark.kind,
            optional=mark.optional,
            timer=mark.timer,
            exercise=_exercise_id(step),
            set=step.number if isinstance(step, CountIn | WorkSet | Rest) else None,
            rep=mark.rep,
        )


def _exercise_id(step: Step) -> str | None:
    return None if isinstance(step, Opening | Move | Closing) or step.exercise is None else step.exercise.id


def _marks(step: Step, style: CountStyle) -> Iterator[Mark]:  # noqa: PLR0911 - one return for each kind of step
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
            return count_down(0, step.length_s)
        case WorkSet():
            return work_set(step, style)
        case Rest():
            return _rest(step)
        case Closing():
            return _closing(step)
        case _:
            assert_never(step)


def _opening(step: Opening) -> Iterator[Mark]:
    yield Mark(0, Line.of(Key.OPENING_SAFETY))
    warm = Key.OPENING_WARM_UP if step.warm_up else Key.OPENING_ALREADY_WARM
    yield Mark((step.length_s - step.place_s) * SECOND_MS // 2, Line.of(warm))


def _closing(step: Closing) -> Iterator[Mark]:
    later = step.length_s * SECOND_MS * 3 // 5
    if step.after is not None:
        yield Mark(0, exercise_line(step.after.id, "finish"))
        yield Mark(later, Line.of(Key.CLOSING_DONE))
    else:
        yield Mark(0, Line.of(Key.CLOSING_DONE))
        if step.tip:
            yield Mark(later, Line.of(Key.CLOSING_TIP), optional=True)


def _move(step: Move) -> Iterator[Mark]:
    length_ms, done_ms = step.length_s * SECOND_MS, step.done * SECOND_MS
    told = Line(f"moves.{step.name}") if length_ms >= MOVE_TALK_MS else Line.of(Key.MOVE_ON)
    yield Mark(0, told, timer=Timer(TimerKind.MOVE, length_ms))
    if step.whole_s > HALFWAY_HOLD_S:
        later = (
            Mark(step.whole_s * SECOND_MS // 2 - done_ms, Line.of(Key.HALFWAY), CueKind.CUE),
            Mark(length_ms - LAST_MS, Line.of(Key.MOVE_LAST), CueKind.CUE),
        )
        yield from (mark for mark in later if mark.at_ms >= MOVE_TALK_MS)


def _set_up(step: SetUp) -> Iterator[Mark]:
    leaving_ms = step.leaving_s * SECOND_MS if step.named else 0
    if leaving_ms and step.before:
        yield Mark(0, exercise_line(step.before.id, "finish"), CueKind.REST)
    move = Line(f"positions.{step.comes_from}.{step.exercise.position}")
    first = Line.of(Key.NEXT_EXERCISE, exercise=named(step.exercise), move=move) if step.named else move
    yield Mark(leaving_ms, first, CueKind.REST if step.before else CueKind.TALK)
    yield from (mark.later(leaving_ms) for mark in _talk(step, step.length_s * SECOND_MS - leaving_ms))


def _talk(step: SetUp, length_ms: int) -> Iterator[Mark]:
    """Say how to move, in so long a talk: one cue to who knows the exercise."""
    if step.cue is not None:
        cue = exercise_line(step.exercise.id, f"cues.{step.cue}")
        yield Mark(length_ms * SHORT_TENTHS // 10, cue, optional=True)
        return
    for index, twentieths in enumerate(SET_UP_TWENTIETHS):
        yield Mark(int(length_ms * twentieths / 20), exercise_line(step.exercise.id, f"set_up.{index}"))


def _get_ready(step: GetReady) -> Iterator[Mark]:
    length_ms = step.length_s * SECOND_MS
    timer = Timer(TimerKind.GET_READY, length_ms)
    dose = dose_named(step.exercise, step.dose)
    yield Mark(0, Line.of(Key.GET_READY, dose=dose, seconds=Seconds(step.length_s)), timer=timer)
    yield Mark(min(length_ms * FORM_PERCENT // 100, FORM_MS), exercise_line(step.exercise.id, f"form.{step.level}"))
    if step.ramp:
        yield Mark(length_ms - RAMP_MS, Line.of(Key.GET_READY_RAMP, reps=RAMP_REPS))


def _rest(step: Rest) -> Iterator[Mark]:
    left_s = step.rest_s - step.done
    yield Mark(0, _rest_named(step), CueKind.REST, timer=Timer(TimerKind.REST, left_s * SECOND_MS))
    if not step.done:
        mend = f"faults.{(step.number - 1) % len(step.exercise.faults)}"
        yield Mark(REST_COACHING_MS, exercise_line(step.exercise.id, mend), CueKind.REST, optional=True)
    if left_s >= TEN_SECONDS_FROM_S:
        yield Mark((left_s - 10) * SECOND_MS, Line.of(Key.REST_TEN), CueKind.REST)


def _rest_named(step: Rest) -> Line:
    rest = Seconds(step.rest_s - step.done)
    if step.done:
        return Line.of(Key.REST_LEFT, rest=rest)
    return Line.of(Key.REST_START if step.number else Key.REST_RAMP, rest=rest)
