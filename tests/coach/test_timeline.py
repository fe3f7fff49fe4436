"""When each line falls, to the millisecond."""

from itertools import pairwise

import pytest

from skill.catalogue.model import HOLD, Catalogue, Counting, Level
from skill.coach.keys import Key
from skill.coach.preferences import Pace
from skill.coach.reply import Cue, CueKind, Line, Seconds, Timeline, Timer, TimerKind, exercise_line
from skill.coach.state import Plan
from skill.coach.steps import Closing, CountIn, GetReady, Move, Opening, Rest, SetUp, Step, WorkSet
from skill.coach.timeline import timeline
from skill.coach.workout import expand
from skill.frozen import replace
from skill.speech.duration import estimate_ms
from skill.speech.lines import Lines

BEGINNER, INTERMEDIATE, ADVANCED = Level
TALK, CUE, COUNT, REST = CueKind
line = Line.of


def _lift(field: str) -> Line:
    return exercise_line("torso-lift", field)


def _plank(field: str) -> Line:
    return exercise_line("reverse-plank", field)


def _word(stage: str, key: Key = Key.TEMPO, name: str = "torso-lift") -> Line:
    return line(key, word=exercise_line(name, f"tempo_words.{stage}"))


def _count(number: int) -> Line:
    return line(Key.COUNT, number=number)


def _sets(plan: Plan, catalogue: Catalogue, counting: Counting) -> list[tuple[WorkSet, tuple[Cue, ...]]]:
    """Give each set of a workout that counts in one way, with its cues from the set's own zero."""
    found = [step for step in expand(plan, catalogue) if isinstance(step, WorkSet)]
    return [(step, timeline((step,)).cues) for step in found if step.is_hold is (counting is Counting.HOLD)]


UP, HOLD_IT, DOWN = _word("lift"), _word("hold"), _word("lower")

REPS = (
    # rep, at, until the next, what, kind
    (1, 0, 2000, UP, CUE),
    (1, 2000, 2000, HOLD_IT, CUE),
    (1, 4000, 3000, DOWN, CUE),
    (1, 7000, 1000, _count(1), COUNT),
    (2, 8000, 2000, UP, CUE),
    (2, 10_000, 2000, HOLD_IT, CUE),
    (2, 12_000, 1000, DOWN, CUE),
    (2, 13_000, 2000, _lift("cues.0"), CUE),
    (2, 15_000, 1000, _count(2), COUNT),
    (3, 16_000, 2000, UP, CUE),
    (3, 18_000, 2000, HOLD_IT, CUE),
    (3, 20_000, 1000, DOWN, CUE),
    (3, 21_000, 2000, _lift("encouragement.3"), CUE),
    (3, 23_000, 1000, _count(3), COUNT),
    (4, 24_000, 2000, UP, CUE),
    (4, 26_000, 2000, HOLD_IT, CUE),
    (4, 28_000, 3000, DOWN, CUE),
    (4, 31_000, 1000, _count(4), COUNT),
    (5, 32_000, 2000, _word("lift", Key.TEMPO_HALFWAY), CUE),
    (5, 34_000, 2000, HOLD_IT, CUE),
    (5, 36_000, 3000, DOWN, CUE),
    (5, 39_000, 1000, _count(5), COUNT),
    (6, 40_000, 2000, UP, CUE),
    (6, 42_000, 2000, HOLD_IT, CUE),
    (6, 44_000, 1000, DOWN, CUE),
    (6, 45_000, 2000, _lift("encouragement.0"), CUE),
    (6, 47_000, 1000, _count(6), COUNT),
    (7, 48_000, 2000, _word("lift", Key.TEMPO_TWO_MORE), CUE),
    (7, 50_000, 2000, HOLD_IT, CUE),
    (7, 52_000, 3000, DOWN, CUE),
    (7, 55_000, 1000, _count(7), COUNT),
    (8, 56_000, 2000, _word("lift", Key.TEMPO_LAST), CUE),
    (8, 58_000, 2000, HOLD_IT, CUE),
    (8, 60_000, 3000, DOWN, CUE),
    (8, 63_000, 1000, _count(8), COUNT),
)


def test_a_set_of_repetitions(catalogue: Catalogue) -> None:
    """Each stage has its word, each repetition its number; remarks fall into lowerings, none near the end."""
    lift = catalogue.exercises["torso-lift"]
    cues = tuple(
        Cue(at, window, said, kind, said.key.startswith("exercise"), exercise="torso-lift", set=1, rep=rep)
        for rep, at, window, said, kind in REPS
    )
    assert timeline((WorkSet(lift, lift.doses[BEGINNER], 1),)) == Timeline(cues, 64_000)


def _lifts(catalogue: Catalogue, tempo: dict[str, int]) -> Timeline:
    """Play twelve torso lifts at a tempo."""
    lift = catalogue.exercises["torso-lift"]
    return timeline((WorkSet(lift, replace(lift.doses[BEGINNER], tempo=tempo, reps=12), 1),))


@pytest.mark.parametrize(
    ("tempo", "said"),
    [
        (
            {"lift": 2, "hold": 5, "lower": 3, "settle": 1},
            [
                *((14_000, 4000, "cues.0"), (25_000, 4000, "encouragement.2"), (47_000, 4000, "encouragement.3")),
                *((80_000, 4000, "encouragement.0"), (102_000, 4000, "encouragement.1")),
            ],
        ),
        (
            {"lift": 2, "lower": 4},
            [(9000, 2000, "cues.0"), (21_000, 2000, "encouragement.3"), (45_000, 2000, "encouragement.0")],
        ),
        (
            {"lower": 3, "lift": 2, "settle": 1},
            [(13_000, 2000, "cues.0"), (25_000, 2000, "encouragement.3"), (43_000, 2000, "encouragement.0")],
        ),
        ({"in": 2, "squeeze": 1, "out": 3}, [(22_000, 1000, "encouragement.3"), (46_000, 1000, "encouragement.0")]),
        ({"lift": 2, "lower": 3}, [(23_000, 1000, "encouragement.3"), (43_000, 1000, "encouragement.0")]),
        ({"lift": 2, "lower": 2}, [(21_000, 1000, "encouragement.2")]),
    ],
    ids=str,
)
def test_remarks_that_fit(catalogue: Catalogue, tempo: dict[str, int], said: list[tuple[int, int, str]]) -> None:
    """Where a word leaves two seconds, a form cue comes before encouragement; where it leaves one, only the latter."""
    remarks = [cue for cue in _lifts(catalogue, tempo).cues if cue.optional]
    assert [(cue.at_ms, cue.window_ms, cue.line) for cue in remarks] == [(*when, _lift(what)) for *when, what in said]


def test_no_room_for_a_remark(catalogue: Catalogue) -> None:
    """Where word and number leave no second between them, nothing is said, and every number keeps its second."""
    cues = _lifts(catalogue, {"lift": 1, "lower": 2}).cues
    assert [cue for cue in cues if cue.optional] == []
    assert [cue.window_ms for cue in cues if cue.kind is COUNT] == [1000] * 12


HOLDS = {
    BEGINNER: (
        (0, 2000, _word("lift", name="reverse-plank"), CUE),
        (2000, 4000, line(Key.HOLD_START, word=_plank("tempo_words.hold"), hold=Seconds(10)), CUE),
        (6000, 3000, _plank("cues.1"), CUE),
        (9000, 1000, _count(3), COUNT),
        (10_000, 1000, _count(2), COUNT),
        (11_000, 1000, _count(1), COUNT),
        (12_000, 2000, _word("lower", name="reverse-plank"), CUE),
    ),
    ADVANCED: (
        (0, 2000, _word("lift", name="reverse-plank"), CUE),
        (2000, 4000, line(Key.HOLD_START, word=_plank("tempo_words.hold"), hold=Seconds(30)), CUE),
        (6000, 11_000, _plank("cues.1"), CUE),
        (17_000, 5000, line(Key.HALFWAY), COUNT),
        (22_000, 5000, _plank("encouragement.1"), CUE),
        (27_000, 1000, _count(5), COUNT),
        (28_000, 1000, _count(4), COUNT),
        (29_000, 1000, _count(3), COUNT),
        (30_000, 1000, _count(2), COUNT),
        (31_000, 1000, _count(1), COUNT),
        (32_000, 2000, _word("lower", name="reverse-plank"), CUE),
    ),
}


@pytest.mark.parametrize(("level", "seconds"), [(BEGINNER, 10), (ADVANCED, 30)])
def test_a_hold(catalogue: Catalogue, level: Level, seconds: int) -> None:
    """A hold is coached once, halved from twenty seconds, counted down, and ended by a word as it ends."""
    plank = catalogue.exercises["reverse-plank"]
    timer = Timer(TimerKind.HOLD, seconds * 1000)
    cues = tuple(
        Cue(
            at,
            window,
            said,
            kind,
            optional=said.key.startswith("exercise"),
            timer=timer if said.key == Key.HOLD_START else None,
            exercise="reverse-plank",
            set=2,
        )
        for at, window, said, kind in HOLDS[level]
    )
    played = timeline((WorkSet(plank, plank.doses[level], 2),))
    assert played == Timeline(cues, (seconds + 4) * 1000)


def test_a_rest(catalogue: Catalogue) -> None:
    """A rest is announced, coached in one breath, announced again at ten seconds, and leaves three to the count-in."""
    lift = catalogue.exercises["torso-lift"]
    rest = Timer(TimerKind.REST, 45_000)
    assert timeline((Rest(lift, 45, 1), CountIn(lift, 2, 3))) == Timeline(
        (
            Cue(0, 4000, line(Key.REST_START, rest=Seconds(45)), REST, timer=rest, exercise="torso-lift", set=1),
            Cue(4000, 31_000, _lift("faults.0"), REST, optional=True, exercise="torso-lift", set=1),
            Cue(35_000, 7000, line(Key.REST_TEN), REST, exercise="torso-lift", set=1),
            Cue(42_000, 1000, _count(3), COUNT, exercise="torso-lift", set=2),
            Cue(43_000, 1000, _count(2), COUNT, exercise="torso-lift", set=2),
            Cue(44_000, 1000, _count(1), COUNT, exercise="torso-lift", set=2),
        ),
        45_000,
    )


def test_getting_ready(catalogue: Catalogue) -> None:
    """The dose and the seconds to get into place are said first, then the form of the level."""
    lift = catalogue.exercises["torso-lift"]
    timer = Timer(TimerKind.GET_READY, 10_000)
    said = line(Key.GET_READY, dose=line(Key.DOSE_REPS, sets=3, reps=8), seconds=Seconds(10))
    assert timeline((GetReady(lift, lift.doses[ADVANCED], ADVANCED, 10, ramp=False),)) == Timeline(
        (
            Cue(0, 4500, said, timer=timer, exercise="torso-lift", kind=TALK),
            Cue(4500, 5500, _lift("form.advanced"), exercise="torso-lift", kind=TALK),
        ),
        10_000,
    )


@pytest.mark.parametrize(("pace", "form_ms"), [(Pace.SLOWER, 5400), (Pace.USUAL, 4500), (Pace.FASTER, 4500)])
def test_getting_ready_at_a_pace(pace: Pace, form_ms: int, catalogue: Catalogue) -> None:
    """Slower words have more time before the form of the level."""
    steps = expand(Plan(BEGINNER, exercise="torso-lift", pace=pace), catalogue)
    ready = next(step for step in steps if isinstance(step, GetReady))
    assert [cue.at_ms for cue in timeline((ready,)).cues] == [0, form_ms]


@pytest.mark.parametrize("pace", list(Pace))
def test_time_to_get_into_a_hold_of_ones_own(pace: Pace, catalogue: Catalogue, lines: Lines) -> None:
    """After "find your place" come ten seconds to do so, as before any hold on the floor."""
    cues = timeline(expand(Plan(BEGINNER, amount=90, pace=pace), catalogue)).cues
    place, count_in = cues[1:3]
    said_ms = estimate_ms(lines.say(place.line)) * 100 // pace.talk_percent
    assert (place.line.key, count_in.line.key) == (Key.OPENING_ALREADY_WARM, Key.COUNT)
    assert count_in.at_ms - place.at_ms - said_ms >= 9000


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Opening(15, warm_up=True), [(0, "opening.safety"), (7500, "opening.warm_up")]),
        (Opening(10, warm_up=False), [(0, "opening.safety"), (5000, "opening.already_warm")]),
        (Opening(20, warm_up=False, place_s=10), [(0, "opening.safety"), (5000, "opening.already_warm")]),
        (Move("march", 60), [(0, "moves.march"), (30_000, "rep.halfway"), (55_000, "move.last")]),
        (Move("march", 60, done=20), [(0, "moves.march"), (10_000, "rep.halfway"), (35_000, "move.last")]),
        (Move("march", 60, done=25), [(0, "moves.march"), (30_000, "move.last")]),
        (Move("march", 60, done=48), [(0, "moves.march")]),
        (Closing(10, None, tip=False), [(0, "closing.done")]),
        (Move("knee-hug", 15), [(0, "moves.knee-hug")]),
        (Move("hip-hinges", 20), [(0, "moves.hip-hinges")]),
        (Closing(15, None), [(0, "closing.done"), (9000, "closing.tip")]),
    ],
)
def test_what_needs_no_exercise(step: Step, said: list[tuple[int, str]]) -> None:
    """Opening, moves and closing have their lines at their moments; a long move also its half and its end."""
    assert [(cue.at_ms, cue.line.key) for cue in timeline((step,)).cues] == said


SET_UP = ((5800, "exercise.good-morning.set_up.0"), (13_300, "exercise.good-morning.set_up.1"))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("set-up", [(0, "next.exercise"), *SET_UP]),
        ("set-up at the start of a block", [(0, "positions.front.standing"), *SET_UP]),
        (
            "ramp",
            [(0, "get_ready.now"), (5400, "exercise.good-morning.form.beginner"), (12_000, "get_ready.ramp")],
        ),
        ("ramp rest", [(0, "rest.ramp"), (4000, "exercise.good-morning.faults.3"), (50_000, "rest.ten")]),
        ("short rest", [(0, "rest.start"), (4000, "exercise.good-morning.faults.1")]),
        ("closing", [(0, "exercise.good-morning.finish"), (6000, "closing.done")]),
    ],
)
def test_around_a_set(catalogue: Catalogue, kind: str, said: list[tuple[int, str]]) -> None:
    """Set-up talk, ramp, its rest, a rest too short for a warning, and a closing after an exercise have their lines."""
    bow = catalogue.exercises["good-morning"]
    steps: dict[str, Step] = {
        "set-up": SetUp(bow, bow.doses[BEGINNER]),
        "set-up at the start of a block": SetUp(
            bow, bow.doses[BEGINNER], before=catalogue.exercises["torso-lift"], named=False
        ),
        "ramp": GetReady(bow, bow.doses[BEGINNER], BEGINNER, 20, ramp=True),
        "ramp rest": Rest(bow, 60, 0),
        "short rest": Rest(bow, 19, 2),
        "closing": Closing(10, bow),
    }
    assert [(cue.at_ms, cue.line.key) for cue in timeline((steps[kind],)).cues] == said


def test_nothing_to_play() -> None:
    """No steps make an empty timeline."""
    assert timeline(()) == Timeline()


def test_windows_tile_the_whole(catalogue: Catalogue, plan: Plan) -> None:
    """Cues come in order from zero, each lasting until the next, the last until the end."""
    steps = expand(plan, catalogue)
    played = timeline(steps)
    starts = [cue.at_ms for cue in played.cues]
    assert starts[0] == 0
    assert played.length_ms == 1000 * sum(step.length_s for step in steps)
    assert all(cue.window_ms > 0 for cue in played.cues)
    assert [cue.at_ms + cue.window_ms for cue in played.cues] == [*starts[1:], played.length_ms]


def test_equal_steps_give_equal_timelines(catalogue: Catalogue, plan: Plan) -> None:
    """Steps played one after another are the same cues, moved, as each played alone."""
    steps = expand(plan, catalogue)
    cues, start_ms = [], 0
    for step in steps:
        alone = timeline((step,))
        cues += [replace(cue, at_ms=cue.at_ms + start_ms) for cue in alone.cues]
        start_ms += alone.length_ms
    assert timeline(steps) == Timeline(tuple(cues), start_ms)


def test_repetitions_count_up(catalogue: Catalogue, plan: Plan) -> None:
    """Each set announces its repetitions, one to the last, each on that repetition's last second."""
    for step, cues in _sets(plan, catalogue, Counting.REPS):
        counts = [(cue.at_ms, cue.window_ms, cue.rep, cue.line) for cue in cues if cue.kind is COUNT]
        rep_ms = step.dose.rep_s * 1000
        assert counts == [(rep * rep_ms - 1000, 1000, rep, _count(rep)) for rep in range(1, step.dose.reps + 1)]


def test_the_way_to_the_end_is_told(catalogue: Catalogue, plan: Plan) -> None:
    """Once each: halfway after half of eight or more repetitions, two more before two, last one before the last."""
    told = (Key.TEMPO_HALFWAY, Key.TEMPO_TWO_MORE, Key.TEMPO_LAST)
    for step, cues in _sets(plan, catalogue, Counting.REPS):
        reps = step.dose.reps
        due = [(Key.TEMPO_HALFWAY, reps // 2)] if reps >= 8 else []
        due += [(Key.TEMPO_TWO_MORE, reps - 2), (Key.TEMPO_LAST, reps - 1)]
        rep_ms = step.dose.rep_s * 1000
        assert [(cue.line.key, cue.at_ms / rep_ms) for cue in cues if cue.line.key in told] == due


def test_holds_count_down(catalogue: Catalogue, plan: Plan) -> None:
    """The last five seconds are counted, the last three up to ten seconds, and a word falls on the hold's end."""
    for step, cues in _sets(plan, catalogue, Counting.HOLD):
        (start,) = (cue.at_ms for cue in cues if cue.line.key == Key.HOLD_START)
        seconds = step.dose.tempo[HOLD]
        end = start + seconds * 1000
        last = 3 if seconds <= 10 else 5
        counts = [(cue.at_ms, cue.window_ms, cue.line) for cue in cues if cue.line.key == Key.COUNT]
        assert counts == [(end - number * 1000, 1000, _count(number)) for number in range(last, 0, -1)]
        assert [cue.line.key for cue in cues if cue.at_ms == end] == [Key.TEMPO]
        halves = [cue.at_ms for cue in cues if cue.line.key == Key.HALFWAY]
        assert halves == ([start + seconds * 500] if seconds >= 20 else [])


def test_a_count_has_its_second(catalogue: Catalogue, plan: Plan) -> None:
    """A count is never optional, and nothing else begins within its second: no remark falls over it."""
    counts = [cue for cue in timeline(expand(plan, catalogue)).cues if cue.kind is COUNT]
    assert counts
    assert [cue for cue in counts if cue.optional or cue.window_ms < 1000] == []


def test_no_remark_twice_running(catalogue: Catalogue, plan: Plan) -> None:
    """Within a workout, no encouragement and no form cue follows itself."""
    said = [cue.line for cue in timeline(expand(plan, catalogue)).cues if cue.optional]
    assert not [one for one, other in pairwise(said) if one == other]


def test_remarks_keep_their_distance(catalogue: Catalogue, plan: Plan) -> None:
    """In a set of repetitions, encouragement comes once in each twenty seconds after the first, and a form cue before.

    Only the repetitions that are announced, and the first, go without.
    """
    for _, cues in _sets(plan, catalogue, Counting.REPS):
        praise = [cue.at_ms for cue in cues if cue.optional and ".encouragement." in cue.line.key]
        form = [cue.at_ms for cue in cues if cue.optional and ".cues." in cue.line.key]
        assert [at_ms // 20_000 for at_ms in praise] == sorted({at_ms // 20_000 for at_ms in praise} - {0})
        assert len(form) <= 1
        assert all(8000 <= at_ms < 24_000 for at_ms in form)


def test_form_cues_have_time(catalogue: Catalogue, plan: Plan) -> None:
    """In a set of repetitions, no form cue has less than two seconds, and no encouragement less than one."""
    least = {"cues": 2000, "encouragement": 1000}
    for _, cues in _sets(plan, catalogue, Counting.REPS):
        remarks = [(cue.line.key.split(".")[2], cue.window_ms) for cue in cues if cue.optional]
        assert all(window_ms >= least[field] for field, window_ms in remarks)


def test_what_is_left_of_a_set(catalogue: Catalogue, plan: Plan) -> None:
    """After any repetition, what must be said is said as in the whole set, only that much earlier."""
    for step, cues in _sets(plan, catalogue, Counting.REPS):
        for done in range(1, step.count):
            left = timeline((replace(step, done=done),))
            done_ms = done * step.dose.rep_s * 1000
            due = [replace(cue, at_ms=cue.at_ms - done_ms) for cue in cues if cue.at_ms >= done_ms and not cue.optional]
            assert left.length_ms == step.length_s * 1000 - done_ms
            assert [_timeless(cue) for cue in left.cues if not cue.optional] == [_timeless(cue) for cue in due]


def test_what_is_left_of_a_hold(catalogue: Catalogue, plan: Plan) -> None:
    """After any second, a hold begins again, says how much is left, and is counted down to the same end.

    Of what is left, halfway would be another second than of the whole.
    """
    for step, cues in _sets(plan, catalogue, Counting.HOLD):
        seconds = step.dose.tempo[HOLD]
        (start,) = (cue.at_ms for cue in cues if cue.line.key == Key.HOLD_START)
        for done in range(1, seconds):
            played = timeline((replace(step, done=done),))
            (begun,) = (cue for cue in played.cues if cue.line.key == Key.HOLD_START)
            left = seconds - done
            assert step.exercise is not None
            word = exercise_line(step.exercise.id, "tempo_words.hold")
            assert (begun.at_ms, begun.line) == (start, line(Key.HOLD_START, word=word, hold=Seconds(left)))
            assert begun.timer == Timer(TimerKind.HOLD, left * 1000)
            end = start + left * 1000
            last = min(3 if seconds <= 10 else 5, left - 1)
            counts = [(cue.at_ms, cue.line) for cue in played.cues if cue.line.key == Key.COUNT]
            assert counts == [(end - number * 1000, _count(number)) for number in range(last, 0, -1)]
            assert [cue.line.key for cue in played.cues if cue.at_ms == end] == [Key.TEMPO]
            assert played.length_ms == (step.length_s - done) * 1000
            assert [cue for cue in played.cues if cue.line.key == Key.HALFWAY] == []


def _timeless(cue: Cue) -> Cue:
    """Leave out the window: remarks may fall otherwise."""
    return replace(cue, window_ms=0)


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ((45, 1, 12), [(0, "rest.left", 33), (23_000, "rest.ten", None)]),
        ((45, 1, 25), [(0, "rest.left", 20), (10_000, "rest.ten", None)]),
        ((45, 1, 26), [(0, "rest.left", 19)]),
        ((45, 1, 41), [(0, "rest.left", 4)]),
        ((45, 1, -15), [(0, "rest.left", 60), (50_000, "rest.ten", None)]),
        ((60, 0, 20), [(0, "rest.left", 40), (30_000, "rest.ten", None)]),
    ],
)
def test_what_is_left_of_a_rest(
    rest: tuple[int, int, int], said: list[tuple[int, str, int | None]], catalogue: Catalogue
) -> None:
    """What is left of a rest is announced, its coaching is over, and ten seconds are told if twenty are left."""
    rest_s, number, done = rest
    played = timeline((Rest(catalogue.exercises["torso-lift"], rest_s, number, done=done),))
    values = [(cue.at_ms, cue.line.key, dict(cue.line.values).get("rest")) for cue in played.cues]
    assert values == [(at_ms, key, seconds and Seconds(seconds)) for at_ms, key, seconds in said]
    assert played.cues[0].timer == Timer(TimerKind.REST, (rest_s - done) * 1000)
    assert played.length_ms == (rest_s - done - 3) * 1000
