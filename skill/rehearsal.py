"""A workout read through without a clock: every word with its second, for authors, reviewers and tests."""

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from skill.catalogue.model import Catalogue, Level
from skill.coach.answers import Moment, Turn
from skill.coach.events import ReadySaid
from skill.coach.preferences import AS_USUAL, Preferences
from skill.coach.reply import Reply
from skill.coach.state import Phase, Plan, Progress, State
from skill.coach.timeline import timeline
from skill.coach.transitions import advance
from skill.coach.workout import expand
from skill.frozen import replace
from skill.speech.lines import Lines
from skill.speech.script import Beat, script

BREAK_MS = 60_000
"""How long somebody takes between the end of a block and saying that they are ready."""


class Row(Struct, frozen=True):
    """One thing said; the fields are the interface of ``rehearse --json``."""

    at_ms: int
    window_ms: int
    say: str
    kind: str
    exercise: str | None
    set: int | None
    """Counted from 1; 0 is the ramp-up set."""
    rep: int | None


def plan_for(name: str, level: Level | None, catalogue: Catalogue) -> Plan | None:
    """Give the plan for a routine's id, or an exercise's done alone; None when there is no such thing."""
    if name in catalogue.routines:
        return Plan(level or catalogue.routines[name].level or Level.BEGINNER, routine=name)
    if name in catalogue.exercises:
        return Plan(level or Level.BEGINNER, exercise=name)
    return None


def rehearse(plan: Plan, catalogue: Catalogue, lines: Lines, wished: Preferences = AS_USUAL) -> tuple[Row, ...]:
    """Give every word of a workout, in order, as somebody wishes to be coached."""
    steps = expand(replace(plan, pace=wished.pace, asking=wished.asking), catalogue)
    return tuple(_row(beat) for beat in script(timeline(steps, wished.count), lines, wished.pace))


def replies(plan: Plan, catalogue: Catalogue, wished: Preferences = AS_USUAL) -> Iterator[Reply]:
    """Give the answers that play a workout, block after block, to somebody who is ready whenever the coach asks."""
    return (turn.reply for turn in turns(plan, catalogue, wished))


def turns(plan: Plan, catalogue: Catalogue, wished: Preferences = AS_USUAL) -> Iterator[Turn]:
    """Give the same answers, each with the state it leaves."""
    moment, plan = Moment(catalogue, now_ms=0), replace(plan, pace=wished.pace, asking=wished.asking)
    turn = advance(State(Phase.BRIEFED, Progress(introduced=True, preferences=wished), plan=plan), ReadySaid(), moment)
    while turn.reply.timeline.cues:
        yield turn
        moment = replace(moment, now_ms=moment.now_ms + turn.reply.timeline.length_ms + BREAK_MS)
        turn = advance(turn.state, ReadySaid(), moment)


def as_text(rows: Sequence[Row]) -> Iterator[str]:
    """Lay rows out for reading: minutes and seconds, the kind, the words; last the whole length."""
    for row in rows:
        yield f"{clock(row.at_ms)}  {row.kind:5} {row.say}"
    yield f"{clock(rows[-1].at_ms + rows[-1].window_ms)}  the end"


def as_objects(rows: Sequence[Row]) -> Iterator[dict[str, object]]:
    """Give rows as JSON objects."""
    return (structs.asdict(row) for row in rows)


def clock(at_ms: int) -> str:
    """Write a time down as minutes and seconds, to the tenth: ``  2:05.0``."""
    minutes, milliseconds = divmod(at_ms, 60_000)
    return f"{minutes:3}:{milliseconds / 1000:04.1f}"


def _row(beat: Beat) -> Row:
    cue = beat.cue
    return Row(beat.at_ms, beat.window_ms, beat.say, cue.kind.value, cue.exercise, cue.set, cue.rep)
