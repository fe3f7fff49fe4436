"""Where somebody is, and what is left to play from there."""

from collections.abc import Iterator

import pytest

from skill.catalogue.model import Catalogue, Level
from skill.coach.position import Position, after, reached, steps_left
from skill.coach.reply import CueKind, Timeline, TimerKind
from skill.coach.state import Plan, Underway
from skill.coach.steps import CountIn, Rest, Step, WorkSet
from skill.coach.timeline import timeline
from skill.coach.workout import block_end, expand
from skill.frozen import replace
from skill.speech.duration import estimate_ms
from skill.speech.lines import Lines
from skill.speech.script import fitting

SECOND_MS = 1000
LIFTS = Plan(Level.BEGINNER, exercise="torso-lift")
TABLE = Plan(Level.ADVANCED, exercise="reverse-plank")


def _blocks(steps: tuple[Step, ...]) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(steps):
        end = block_end(steps, start)
        yield start, end
        start = end


def _effort(block: Timeline, elapsed_s: int) -> list[int]:
    """Give the numbers that were said, and a one for each second that was held."""
    done = []
    for cue in block.cues:
        left_ms = elapsed_s * SECOND_MS - cue.at_ms
        if cue.kind is CueKind.COUNT and cue.rep is not None and left_ms >= 0:
            done.append(cue.rep)
        if cue.timer and cue.timer.kind is TimerKind.HOLD:
            done += [1] * max(0, min(cue.timer.length_ms, left_ms) // SECOND_MS)
    return done


@pytest.mark.parametrize(
    ("plan", "elapsed_s", "position"),
    [
        (LIFTS, 0, Position(0)),
        (LIFTS, 29, Position(1)),
        (LIFTS, 41, Position(3)),
        (LIFTS, 43, Position(3)),
        (LIFTS, 43 + 6, Position(3)),
        (LIFTS, 43 + 7, Position(3, 1)),
        (LIFTS, 43 + 8 * 5 + 3, Position(3, 5)),
        (LIFTS, 43 + 8 * 8 - 1, Position(5)),
        (LIFTS, 43 + 64 + 12, Position(5, 12)),
        (LIFTS, 43 + 64 + 42 + 1, Position(6)),
        (TABLE, 43 + 1, Position(3)),
        (TABLE, 43 + 2 + 12, Position(3, 12)),
        (TABLE, 43 + 2 + 30, Position(5)),
    ],
)
def test_a_place(plan: Plan, elapsed_s: int, position: Position, catalogue: Catalogue) -> None:
    """A set is taken up at its count-in, with the repetitions whose number was said, or the seconds held, done."""
    assert reached(expand(plan, catalogue), 0, elapsed_s * SECOND_MS) == position


def test_the_end_of_a_block(catalogue: Catalogue) -> None:
    """A block that has sounded to its end leads to the next one."""
    steps = expand(Plan(Level.BEGINNER, routine="home-beginner"), catalogue)
    assert reached(steps, 0, 135 * SECOND_MS) == Position(4, ended=True)


def test_what_was_done_and_what_is_left_is_the_dose(plan: Plan, catalogue: Catalogue) -> None:
    """Cut at any second and played on, repetitions and seconds sum exactly to the dose, in every set of every plan."""
    steps = expand(plan, catalogue)
    for start, end in _blocks(steps):
        elapsed_s = 0
        for index in range(start, end):
            whole = timeline(steps[index : index + 1])
            dose = _effort(whole, steps[index].length_s)
            left: dict[Position, list[int]] = {}
            for second in range(steps[index].length_s):
                position = reached(steps, start, (elapsed_s + second) * SECOND_MS)
                if position not in left:
                    rest = after(steps, position)
                    assert rest == (*steps[:index], rest[index], *steps[index + 1 :])
                    ahead = rest[position.step : index + 1]
                    left[position] = _effort(timeline(ahead), sum(step.length_s for step in ahead))
                assert _effort(whole, second) + left[position] == dose
            elapsed_s += steps[index].length_s


def test_what_was_counted_is_done(plan: Plan, catalogue: Catalogue) -> None:
    """The repetitions that are done are those whose number has been said by then."""
    steps = expand(plan, catalogue)
    for index, step in enumerate(steps):
        if isinstance(step, WorkSet) and not step.is_hold:
            said = [cue.at_ms for cue in timeline([step]).cues if cue.kind is CueKind.COUNT]
            for elapsed_ms in range(0, step.length_s * SECOND_MS, SECOND_MS):
                position = reached((steps[index - 1], step, *steps[index + 1 :]), 1, elapsed_ms)
                done = step.count if position.step == 2 else position.done
                assert done == sum(at_ms <= elapsed_ms for at_ms in said)


def test_a_set_cut_into_twice(catalogue: Catalogue) -> None:
    """What was done before the first cut counts at the second."""
    once = after(expand(LIFTS, catalogue), Position(3, 5))
    assert reached(once, 3, (3 + 8 + 2) * SECOND_MS) == Position(3, 6)


def test_cut_into_the_count_in(catalogue: Catalogue) -> None:
    """Interrupted while being counted back in, one has still done what was done."""
    assert reached(after(expand(LIFTS, catalogue), Position(3, 5)), 3, SECOND_MS) == Position(3, 5)


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (
            0,
            {
                0: "hold.start",
                4: "cues",
                15: "halfway",
                20: "encouragement",
                25: "count",
                29: "count",
                30: "tempo",
            },
        ),
        (12, {0: "hold.start", 8: "encouragement", 13: "count", 17: "count", 18: "tempo"}),
        (24, {0: "hold.start", 1: "count", 5: "count", 6: "tempo"}),
        (29, {0: "hold.start", 1: "tempo"}),
    ],
)
def test_what_is_left_of_a_hold(done: int, said: dict[int, str], catalogue: Catalogue) -> None:
    """What is left of a hold is counted down to the second, and says only what there is time for."""
    step = expand(TABLE, catalogue)[4]
    assert isinstance(step, WorkSet)
    cues = timeline([replace(step, done=done)]).cues
    told = {cue.at_ms // SECOND_MS - 2: cue.line.key for cue in cues}
    assert {at_s: next((part for part in said.values() if part in told[at_s]), None) for at_s in said} == said
    assert all(cue.window_ms > 0 for cue in cues)
    assert sum(cue.window_ms for cue in cues) == (34 - done) * SECOND_MS


def test_more_rest(catalogue: Catalogue) -> None:
    """A rest can grow beyond its dose."""
    steps = steps_left(Underway(LIFTS, 5, done=-10), catalogue)
    assert isinstance(steps[5], Rest)
    assert steps[5].length_s == 45 - 3 + 10


def test_nothing_done_changes_nothing(catalogue: Catalogue) -> None:
    """At the start of a set the steps are the plan's own."""
    steps = expand(LIFTS, catalogue)
    assert isinstance(steps[3], CountIn)
    assert after(steps, Position(3)) == steps


def test_words_fit_what_is_left(plan: Plan, catalogue: Catalogue, lines: Lines) -> None:
    """What is left of a set or a rest, after any repetition or second, has room for every word that must be said."""
    for step in expand(plan, catalogue):
        if isinstance(step, WorkSet | Rest):
            whole = step.count if isinstance(step, WorkSet) else step.length_s
            for done in range(whole):
                cues = timeline([replace(step, done=done)]).cues
                said = [(cue, words) for cue in cues if (words := fitting(cue, lines)) is not None]
                assert all(cue.window_ms > 0 or cue.optional for cue in cues)
                assert [words for cue, words in said if estimate_ms(words) > cue.window_ms] == []


@pytest.mark.parametrize("elapsed_ms", [0, -1400])
def test_before_the_first_second(elapsed_ms: int, catalogue: Catalogue) -> None:
    """While the line before a block is said, nothing more is done than when it began."""
    steps = after(expand(LIFTS, catalogue), Position(3, 5))
    assert reached(steps, 3, elapsed_ms) == Position(3, 5)
    assert reached(after(steps, Position(5, -15)), 5, elapsed_ms) == Position(5, -15)
