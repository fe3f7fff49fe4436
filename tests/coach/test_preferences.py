"""How somebody wishes to be coached: pace, counting, and where to be asked, over every workout there is."""

from collections.abc import Iterable, Iterator
from itertools import pairwise, product

import pytest
from msgspec import Struct

from skill.catalogue.model import HOLD, Catalogue, Level
from skill.coach.answers import Moment
from skill.coach.counting import HALFWAY_REPS, work_set
from skill.coach.events import PaceAsked
from skill.coach.keys import Key
from skill.coach.position import after, reached
from skill.coach.preferences import Asking, CountStyle, Pace, Preferences, Talk
from skill.coach.reply import Cue, CueKind, Line, Reply, TimerKind, exercise_line
from skill.coach.state import Phase, Plan, Progress, State, Underway
from skill.coach.steps import LEAVING_S, CountIn, GetReady, Move, Rest, SetUp, Step, WorkSet
from skill.coach.tailoring import as_wished
from skill.coach.timeline import timeline
from skill.coach.transitions import advance
from skill.coach.workout import BLOCK_S, block_end, cool_down_start, done_in, expand, total_s
from skill.frozen import replace
from skill.rehearsal import rehearse, replies
from skill.speech.duration import estimate_ms
from skill.speech.lines import Lines
from skill.speech.script import fitting, rate_of

TEN_TO_ONE = "Ten Nine Eight Seven Six Five Four Three Two One"

PACES = pytest.mark.parametrize("pace", list(Pace))
ASKED = pytest.mark.parametrize("asking", list(Asking))
FEW = ((Pace.SLOWER, CountStyle.EVERY_SECOND), (Pace.FASTER, CountStyle.QUIET), (Pace.SLOWER, CountStyle.EVERY_FIVE))


def _wishes(plan: Plan) -> Iterator[tuple[Pace, CountStyle]]:
    """Give every pace with every style for one exercise, and some for routines, which string exercises together."""
    return iter(FEW) if plan.routine else product(Pace, CountStyle)


LIFTS = Plan(Level.BEGINNER, exercise="torso-lift")


def _set(style: CountStyle, lines: Lines, step: WorkSet) -> list[str]:
    return [lines.say(mark.line).removesuffix(".") for mark in work_set(step, style)]


@pytest.mark.parametrize(
    ("level", "name", "tempos"),
    [
        (Level.BEGINNER, "torso-lift", ([3, 2, 4, 1], [2, 2, 3, 1], [1, 2, 2, 1])),
        (Level.ADVANCED, "reverse-plank", ([3, 30, 3], [2, 30, 2], [1, 30, 2])),
        (Level.BEGINNER, "ball-roll", ([3, 1, 4], [2, 1, 3], [1, 1, 2])),
        (Level.BEGINNER, "hyperextension", ([4, 1, 3, 1], [3, 1, 2, 1], [2, 1, 1, 1])),
        (Level.BEGINNER, "good-morning", ([4, 1, 3, 1], [3, 1, 2, 1], [2, 1, 1, 1])),
        (Level.ADVANCED, "good-morning", ([4, 1, 3, 1], [3, 1, 2, 1], [3, 1, 2, 1])),
        (Level.ADVANCED, "romanian-deadlift", ([4, 1, 3, 1], [3, 1, 2, 1], [3, 1, 2, 1])),
    ],
)
def test_tempos(level: Level, name: str, tempos: tuple[list[int], ...], catalogue: Catalogue) -> None:
    """Moves take a second more or less, none less than is safe; holds and pauses stay; no weight moves faster."""
    found = catalogue.exercises[name]
    dose = found.doses[level]
    assert tuple(list(pace.dose(dose, loaded=found.loaded_at(level)).tempo.values()) for pace in Pace) == tempos


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (Phase.PAUSED, Key.PACE_FASTER_LOADED),
        (Phase.WAITING, Key.PACE_FASTER_LOADED),
        (Phase.HOME, Key.PACE_FASTER),
    ],
)
def test_faster_with_a_weight(state: Phase, told: Key, catalogue: Catalogue) -> None:
    """Who lifts a weight is told that it goes no faster; nobody else is."""
    lifting = Underway(Plan(Level.ADVANCED, exercise="romanian-deadlift"), 3)
    turn = advance(
        State(state, Progress(introduced=True, underway=lifting)), PaceAsked(faster=True), Moment(catalogue, 0)
    )
    assert turn.reply.say == (Line.of(told),)


def test_every_word_fits(plan: Plan, catalogue: Catalogue, lines: Lines) -> None:
    """At every pace and in every style of counting, what must be said has time, and nothing falls over a count."""
    for pace, style in _wishes(plan):
        cues = timeline(expand(replace(plan, pace=pace), catalogue), style).cues
        said = [(cue, words) for cue in cues if (words := fitting(cue, lines, pace)) is not None]
        assert [words for cue, words in said if estimate_ms(words) * 100 > cue.window_ms * rate_of(cue, pace)] == []
        assert all(cue.window_ms >= 1000 for cue in cues if cue.kind is CueKind.COUNT)
        assert all(cue.at_ms + cue.window_ms == after.at_ms for cue, after in pairwise(cues))


def _sets(plan: Plan, catalogue: Catalogue) -> Iterator[tuple[WorkSet, CountStyle]]:
    for pace, style in _wishes(plan):
        found = expand(replace(plan, pace=pace), catalogue)
        yield from ((step, style) for step in found if isinstance(step, WorkSet))


def test_counts_are_the_dose(plan: Plan, catalogue: Catalogue) -> None:
    """However it is counted, a set has its repetitions, each with its number, or its hold's own seconds."""
    for step, style in _sets(plan, catalogue):
        cues = timeline([step], style).cues
        numbers = [cue.rep for cue in cues if cue.kind is CueKind.COUNT and cue.rep is not None]
        holds = [cue.timer.length_ms for cue in cues if cue.timer and cue.timer.kind is TimerKind.HOLD]
        wanted = ([], [1000 * step.dose.tempo[HOLD]]) if step.is_hold else ([*range(1, step.count + 1)], [])
        assert (numbers, holds) == wanted


@pytest.mark.parametrize(
    ("style", "said"),
    [
        (CountStyle.USUAL, "Hold Press the floor away Halfway Five Four Three Two One"),
        (
            CountStyle.EVERY_SECOND,
            f"Hold Nineteen Eighteen Seventeen Sixteen Fifteen Fourteen Thirteen Twelve Eleven {TEN_TO_ONE}",
        ),
        (CountStyle.EVERY_FIVE, "Hold Fifteen Ten Five Four Three Two One"),
        (CountStyle.QUIET, "Hold Three Two One"),
    ],
)
def test_a_hold_in_each_style(style: CountStyle, said: str, catalogue: Catalogue, lines: Lines) -> None:
    """Twenty seconds are counted as usual, each, every five, or the last three only."""
    plank = catalogue.exercises["reverse-plank"]
    told = _set(style, lines, WorkSet(plank, plank.doses[Level.INTERMEDIATE], 1))
    assert " ".join(told) == f"Up {said} Down".replace("Hold ", "Hold for twenty seconds ", 1)


@pytest.mark.parametrize(
    ("style", "first", "last"),
    [
        (CountStyle.USUAL, "Up Hold Down One", "Up. Last one Hold Down Eight"),
        (CountStyle.EVERY_FIVE, "Up Hold Down One", "Up. Last one Hold Down Eight"),
        (CountStyle.EVERY_SECOND, "Up Two Hold Two Down One", "Up Last one Hold Two Down Eight"),
        (CountStyle.QUIET, "Up One", "Up. Last one Eight"),
    ],
)
def test_repetitions_in_each_style(
    style: CountStyle, first: str, last: str, catalogue: Catalogue, lines: Lines
) -> None:
    """A repetition has a word on each move, its seconds but the last when each is counted, or only its first word."""
    lift = catalogue.exercises["torso-lift"]
    told = " ".join(_set(style, lines, WorkSet(lift, lift.doses[Level.BEGINNER], 1)))
    assert told.startswith(first)
    assert told.endswith(last)


def test_long_counts_are_short_words(catalogue: Catalogue, lines: Lines) -> None:
    """Two minutes counted second by second say each ten once and the ones between: "twenty-seven" is too long.

    The first is said whole: no ten has been said that the ones could belong to.
    """
    hold = next(step for step in expand(Plan(Level.BEGINNER, amount=120), catalogue) if isinstance(step, WorkSet))
    cues = timeline([hold], CountStyle.EVERY_SECOND).cues
    told = [fitting(cue, lines) for cue in cues]
    assert told[:3] == ["Hold.", "One nineteen.", "Eight."]
    assert [told[120 - left] for left in (110, 100, 99, 70, 27, 20, 19)] == [
        *("One ten.", "One hundred.", "Nine.", "Seventy.", "Seven.", "Twenty.", "Nineteen."),
    ]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (20, ["Hold for twenty seconds.", "Nineteen.", "Eighteen."]),
        (30, ["Hold.", "Twenty-nine.", "Eight.", "Seven."]),
        (45, ["Hold.", "Forty-four.", "Three.", "Two.", "One.", "Forty."]),
        (90, ["Hold.", "Eighty-nine.", "Eight."]),
    ],
)
def test_the_first_second_is_said_whole(seconds: int, said: list[str], catalogue: Catalogue, lines: Lines) -> None:
    """Counting every second of a hold begins with how many are left, be it begun or gone on with."""
    plank = catalogue.exercises["reverse-plank"]
    dose = replace(plank.doses[Level.ADVANCED], tempo={HOLD: seconds + 5})
    for step in (WorkSet(plank, replace(dose, tempo={HOLD: seconds}), 1), WorkSet(plank, dose, 1, done=5)):
        told = [fitting(cue, lines) for cue in timeline([step], CountStyle.EVERY_SECOND).cues]
        assert told[1 : len(said)] == said[1:]


def test_no_second_is_taken_for_a_repetition(plan: Plan, catalogue: Catalogue) -> None:
    """Counting every second, a repetition's number comes right after a word, not after the second before it."""
    for pace in Pace:
        for step in expand(replace(plan, pace=pace), catalogue):
            cues = timeline([step], CountStyle.EVERY_SECOND).cues if isinstance(step, WorkSet) else ()
            numbers = ((before, cue) for before, cue in pairwise(cues) if cue.kind is CueKind.COUNT and cue.rep)
            assert all(before.line.key != Key.COUNT for before, _ in numbers)


def _blocks(steps: tuple[Step, ...], asking: Asking) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(steps):
        end = block_end(steps, start, asking)
        yield start, end
        start = end


@PACES
@ASKED
def test_blocks(pace: Pace, asking: Asking, plan: Plan, catalogue: Catalogue) -> None:
    """Wherever one wants to be asked, blocks fit one answer and are cut after a set, a rest, a move or a talk."""
    steps = expand(replace(plan, pace=pace), catalogue)
    for start, end in _blocks(steps, asking):
        assert total_s(steps[start:end]) <= BLOCK_S
        assert end == len(steps) or isinstance(steps[end], SetUp | GetReady | CountIn | Rest | Move)
        assert not isinstance(steps[start], WorkSet)


def test_asked_before_each_set(plan: Plan, catalogue: Catalogue) -> None:
    """Somebody who wants to be waited for is asked before every set, and begins it with its count-in."""
    steps = expand(plan, catalogue)
    starts = {start for start, _ in _blocks(steps, Asking.EACH_SET)}
    assert {index for index, step in enumerate(steps) if isinstance(step, CountIn)} <= starts


def test_asked_rarely(plan: Plan, catalogue: Catalogue) -> None:
    """Who wants to be left alone is asked before the cool-down, and where the next piece is more than an answer."""
    steps = expand(replace(plan, asking=Asking.RARELY), catalogue)
    blocks = [*_blocks(steps, Asking.RARELY)]
    for (start, end), (_, later) in pairwise(blocks):
        cut = next(index for index in range(end + 1, later + 1) if index == later or _is_cut(steps, index))
        assert total_s(steps[start:cut]) > BLOCK_S or end == cool_down_start(steps)
    assert len(blocks) <= len([*_blocks(steps, Asking.EACH_EXERCISE)])


@ASKED
@PACES
@pytest.mark.parametrize("talk", [Talk.FULL, Talk.SHORT])
def test_nobody_is_left_in_an_exercise(
    asking: Asking, pace: Pace, talk: Talk, plan: Plan, catalogue: Catalogue
) -> None:
    """After its last set comes how to leave an exercise, and time for it: with the question, or before the next."""
    wished = Preferences(pace, asking=asking, talk=talk)
    plan = as_wished(plan, Progress(preferences=wished), catalogue)
    spoken = [said for reply in replies(plan, catalogue, wished) for said in _spoken(reply)]
    finished = {exercise_line(exercise, "finish"): exercise for exercise in catalogue.exercises}
    assert [finished[each.line] for each in spoken if each.line in finished] == [*done_in(plan, catalogue)]
    for before, cue in pairwise(spoken):
        if before.line in finished and cue.at_ms and before.at_ms is not None:
            least_ms = 6000 if cue.line.key == Key.CLOSING_DONE else LEAVING_S * 1000
            assert cue.at_ms - before.at_ms >= least_ms


@ASKED
@PACES
def test_no_rest_is_lost(asking: Asking, pace: Pace, plan: Plan, catalogue: Catalogue) -> None:
    """To who is ready at every question, all the rests that a workout has are played, and each as long as it is."""
    wished = Preferences(pace, asking=asking)
    for amount in (None, 30) if plan.exercise else (None,):
        asked = replace(plan, amount=amount)
        wanted = [step.rest_s for step in expand(asked, catalogue) if isinstance(step, Rest)]
        assert _rests_s(replies(asked, catalogue, wished)) == wanted


def _rests_s(answers: Iterable[Reply]) -> list[int]:
    timers = (cue.timer for reply in answers for cue in reply.timeline.cues)
    return [timer.length_ms // 1000 for timer in timers if timer and timer.kind is TimerKind.REST]


class _Said(Struct, frozen=True):
    line: Line
    at_ms: int | None


def _spoken(reply: Reply) -> Iterator[_Said]:
    """Give what is said in time, and what the question at its end begins with."""
    yield from (_Said(cue.line, cue.at_ms) for cue in reply.timeline.cues)
    yield from (_Said(value, None) for _, value in (reply.ask.values if reply.ask else ()) if isinstance(value, Line))


@ASKED
@PACES
def test_ready_for_the_cool_down_is_asked_before_it(
    asking: Asking, pace: Pace, plan: Plan, catalogue: Catalogue
) -> None:
    """Whoever comes to a cool-down is asked for it once, before its first move, and told how to lie down for it."""
    wished = Preferences(pace, asking=asking)
    answers = [*replies(plan, catalogue, wished)]
    ready = Line.of(Key.READY_COOL_DOWN)
    asked = [index for index, each in enumerate(answers) if each.ask and ready in dict(each.ask.values).values()]
    start = cool_down_start(expand(plan, catalogue))
    assert len(asked) == (start is not None)
    for index in asked:
        lead, place = answers[index + 1].say[0], answers[index + 1].say[-1]
        assert (lead, place.key.split(".")[-1]) == (Line.of(Key.LEAD_COOL_DOWN), "back")


def _is_cut(steps: tuple[Step, ...], index: int) -> bool:
    ends = isinstance(steps[index - 1], Rest | Move)
    return ends or (isinstance(steps[index - 1], WorkSet) and isinstance(steps[index], SetUp | Move))


@pytest.mark.parametrize(
    ("pace", "asking"),
    [(Pace.SLOWER, Asking.EACH_EXERCISE), (Pace.FASTER, Asking.RARELY), (Pace.USUAL, Asking.EACH_SET)],
)
def test_nothing_is_lost_at_any_second(pace: Pace, asking: Asking, plan: Plan, catalogue: Catalogue) -> None:
    """Paused at any second, what was done and what is left is the whole: repetitions, seconds held or moved."""
    steps = expand(replace(plan, pace=pace), catalogue)
    for start, end in _blocks(steps, asking):
        block = steps[start:end]
        played = timeline(block).cues
        whole = _effort(played, total_s(block))
        for second in range(0, total_s(block), 1 if plan.exercise else 11):
            place = reached(steps, start, second * 1000, asking)
            left = after(steps, place)[place.step : end] if place.step < end else ()
            assert _effort(played, second) + _effort(timeline(left).cues, total_s(left)) == whole, (start, second)


def _effort(cues: tuple[Cue, ...], elapsed_s: int) -> int:
    """Give how many repetitions were counted, and how many seconds held or moved, so many seconds on."""
    numbers = sum(cue.rep is not None and cue.kind is CueKind.COUNT and cue.at_ms <= elapsed_s * 1000 for cue in cues)
    timers = [(cue.at_ms, cue.timer) for cue in cues if cue.timer]
    seconds = sum(
        max(0, min(timer.length_ms, elapsed_s * 1000 - at_ms)) // 1000
        for at_ms, timer in timers
        if timer.kind in {TimerKind.HOLD, TimerKind.MOVE}
    )
    return numbers + seconds


def test_rehearsed_as_wished(catalogue: Catalogue, lines: Lines) -> None:
    """A rehearsal is at the pace and in the style that is wished for."""
    usual, slower = (rehearse(LIFTS, catalogue, lines, Preferences(pace)) for pace in (Pace.USUAL, Pace.SLOWER))
    every = rehearse(LIFTS, catalogue, lines, Preferences(count=CountStyle.EVERY_SECOND))
    assert slower[-1].at_ms > usual[-1].at_ms
    assert len(every) > len(usual)
    assert [one.pace for one in replies(LIFTS, catalogue, Preferences(Pace.SLOWER))] == [Pace.SLOWER, Pace.SLOWER]


def test_the_next_exercise_is_named_on_the_way(plan: Plan, catalogue: Catalogue) -> None:
    """Between two exercises the next one is named, and how to get from where one lies or stands to its place."""
    for step in (step for step in expand(plan, catalogue) if isinstance(step, SetUp)):
        first = timeline([step]).cues[0]
        before = "standing" if step.before is None else "loaded" if step.before.loaded else step.before.position
        move = Line(f"positions.{before}.{step.exercise.position}")
        name = Line(f"exercise.{step.exercise.id}.name")
        assert dict(first.line.values) == {"exercise": name, "move": move}
        assert first.kind is (CueKind.REST if step.before else CueKind.TALK)


@pytest.mark.parametrize(
    ("amount", "reps"), [(1, [1]), (10, [10]), (18, [18]), (19, [10, 9]), (29, [15, 14]), (30, [15, 15])]
)
def test_many_repetitions_are_done_in_parts(amount: int, reps: list[int], catalogue: Catalogue) -> None:
    """As many repetitions are done as were asked for, in several sets where one answer can't hold them."""
    steps = expand(replace(LIFTS, amount=amount), catalogue)
    sets = [step for step in steps if isinstance(step, WorkSet)]
    assert [step.count for step in sets] == reps
    # Half of a part is not half of what was asked for.
    halves = [cue for step in sets for cue in timeline([step]).cues if cue.line.key == Key.TEMPO_HALFWAY]
    assert len(halves) == (len(sets) == 1 and amount >= HALFWAY_REPS)


@pytest.mark.parametrize("amount", range(1, 31))
def test_a_change_of_pace_keeps_the_sets(amount: int, catalogue: Catalogue) -> None:
    """However many were asked for, the steps are the same at every pace, so that a place in them stays one."""
    steps = [expand(replace(LIFTS, amount=amount, pace=pace), catalogue) for pace in Pace]
    shapes = [[(type(step), step.count if isinstance(step, WorkSet) else None) for step in some] for some in steps]
    assert shapes[0] == shapes[1] == shapes[2]


@pytest.mark.parametrize("style", list(CountStyle))
def test_a_move_that_is_nearly_over(style: CountStyle, lines: Lines) -> None:
    """What is left of a move after any second has room for what is said."""
    for name, whole_s in (("hip-hinges", 20), ("march", 60), ("knee-hug", 15)):
        for done in range(whole_s):
            cues = timeline([Move(name, whole_s, done=done)], style).cues
            assert [cue for cue in cues if estimate_ms(fitting(cue, lines) or "") > cue.window_ms] == []


@pytest.mark.parametrize(("name", "level"), [*product(("ball-roll", "torso-lift", "romanian-deadlift"), Level)])
@PACES
def test_whatever_is_asked_for_fits(name: str, level: Level, pace: Pace, catalogue: Catalogue) -> None:
    """Any number of repetitions from one to thirty sums up, and every block of it fits one answer."""
    for amount in range(1, 31):
        steps = expand(Plan(level, exercise=name, amount=amount, pace=pace), catalogue)
        assert sum(step.count for step in steps if isinstance(step, WorkSet)) == amount
        assert all(total_s(steps[start:end]) <= BLOCK_S for start, end in _blocks(steps, Asking.RARELY))
