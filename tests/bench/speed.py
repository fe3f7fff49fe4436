"""What an answer costs: ``make bench`` prints CPU times beside the goals, and judges nothing.

Machines differ, and so does one from minute to minute. So each measurement alternates with a yardstick, a fixed piece
of plain Python, and its median is given in milliseconds and in lengths of the yardstick; the latter can be compared
between machines. What the coach remembers of earlier answers is forgotten before each.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import process_time_ns
from typing import Any

import click
from ask_sdk_core.serialize import DefaultSerializer

from skill.alexa import audio
from skill.alexa.responses import Voice, response
from skill.catalogue.loader import load_catalogue
from skill.catalogue.model import Catalogue, Level
from skill.coach import playing, workout
from skill.coach.answers import Moment, Turn
from skill.coach.events import ReadySaid
from skill.coach.state import Phase, Plan, State
from skill.coach.transitions import advance
from skill.frozen import replace
from skill.rehearsal import rehearse, turns
from skill.settings import content_root
from skill.speech import lines as words
from skill.speech import script as scripts
from skill.speech.duration import estimate_ms
from skill.speech.lines import Lines, first
from skill.speech.loader import load_lines
from skill.speech.script import script

ROUNDS = 101
SLOW_ROUNDS = 7
"""Of what takes long, fewer rounds are steady enough."""

NOW_MS = 1_800_000_000_000


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be timed."""

    name: str
    do: Callable[[], object]
    rounds: int = ROUNDS
    goal_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """What a task takes."""

    task: Task
    ms: float
    yards: float

    def __str__(self) -> str:
        goal = self.task.goal_ms
        verdict = "" if goal is None else f"{goal:>8}  {'reached' if self.ms <= goal else 'MISSED'}"
        return f"{self.task.name:<62} {self.ms:>9.3f} {self.yards:>9.2f}{verdict}"


def yardstick() -> int:
    """Do a fixed amount of plain Python: some 10,000 multiplications and additions."""
    return sum(number * number for number in range(10_000))


def cost(task: Task) -> Cost:
    """Time a task and the yardstick in turn, and give the medians."""
    task.do()
    pairs = [(_spent_ms(task.do), _spent_ms(yardstick)) for _ in range(task.rounds)]
    ms = median(spent for spent, _ in pairs)
    return Cost(task, ms, ms / median(yard for _, yard in pairs))


REMEMBERING = (
    playing._end,  # noqa: SLF001 - what the coach remembers is forgotten from outside
    playing._block,  # noqa: SLF001
    workout._expanded,  # noqa: SLF001
    words.Lines._filled,  # noqa: SLF001
    scripts._scripted,  # noqa: SLF001
    audio._bound,  # noqa: SLF001
    estimate_ms,
)


def forget() -> None:
    """Let everything be made as for the first time; a server makes a block once and then knows it."""
    for remembering in REMEMBERING:
        remembering.cache_clear()


def _spent_ms(do: Callable[[], object]) -> float:
    forget()
    began = process_time_ns()
    do()
    return (process_time_ns() - began) / 1_000_000


def largest(catalogue: Catalogue) -> Turn:
    """Give the turn that plays the block with the most cues of all routines at all levels."""
    every = (turn for plan in plans(catalogue) for turn in turns(plan, catalogue))
    return max(every, key=lambda turn: len(turn.reply.timeline.cues))


def plans(catalogue: Catalogue) -> tuple[Plan, ...]:
    """Give every routine at every level."""
    return tuple(Plan(level, routine=name) for name in catalogue.routines for level in Level)


def before(turn: Turn) -> State:
    """Give a state in which "ready" plays the same block again."""
    underway = turn.state.progress.underway
    if underway is None:
        message = "the largest block leaves nothing under way"
        raise ValueError(message)
    waiting = replace(underway, began_ms=None, touched_ms=NOW_MS)
    return replace(turn.state, phase=Phase.WAITING, progress=replace(turn.state.progress, underway=waiting))


def tasks(catalogue: Catalogue, lines: Lines) -> Iterator[Task]:
    """Give what is timed: one answer and its parts, and the rehearsal of everything."""
    turn, voice = largest(catalogue), Voice(lines, first, apla=True)
    compiled = partial(advance, before(turn), ReadySaid(), Moment(catalogue, NOW_MS))
    cues, steps = len(turn.reply.timeline.cues), turn.state.progress.underway
    where = f"{steps.plan.routine}, {steps.plan.level}, {cues} cues" if steps else ""
    serialize: Callable[[object], Any] = DefaultSerializer().serialize
    answered = response(turn.reply, voice)
    answer = serialize(answered)
    yield Task(f"the largest block ({where})", lambda: response(compiled().reply, voice), goal_ms=5)
    yield Task("  its timeline: advance (expand, block, timeline)", compiled)
    yield Task("  its answer: response (script, APL-A, speech)", lambda: response(turn.reply, voice))
    yield Task("    its words alone: script", lambda: script(turn.reply.timeline, lines))
    yield Task("beyond the goal: the SDK's serializer on that answer", lambda: serialize(answered))
    yield Task("beyond the goal: json.dumps of that answer", lambda: json.dumps(answer))
    every = plans(catalogue)
    everything = partial(_rehearse_all, every, catalogue, lines)
    yield Task(f"all routines at all levels rehearsed ({len(every)})", everything, SLOW_ROUNDS, goal_ms=2000)


def _rehearse_all(every: tuple[Plan, ...], catalogue: Catalogue, lines: Lines) -> int:
    return sum(len(rehearse(plan, catalogue, lines)) for plan in every)


def main() -> None:
    """Print the table, the dearest first."""
    root = content_root()
    catalogue = load_catalogue(root)
    costs = [cost(task) for task in tasks(catalogue, load_lines(root, catalogue))]
    click.echo("median CPU time, each task alternating with the yardstick: sum(n * n for n in range(10_000))")
    click.echo(f"{'':<62} {'ms':>9} {'yards':>9} {'goal ms':>8}")
    for one in sorted(costs, key=lambda one: one.ms, reverse=True):
        click.echo(str(one).rstrip())


if __name__ == "__main__":
    main()
