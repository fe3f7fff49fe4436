"""A workout as steps and blocks, in whole seconds."""

from itertools import pairwise

import pytest

from skill.catalogue.model import Catalogue, Kit, Level
from skill.coach.preferences import Pace
from skill.coach.state import Plan
from skill.coach.steps import Closing, CountIn, GetReady, Move, Opening, Rest, SetUp, Step, WorkSet
from skill.coach.workout import (
    BLOCK_S,
    block_end,
    exercise_start,
    expand,
    kit_of,
    next_exercise,
    step_at,
    total_s,
)
from skill.frozen import replace

BEGINNER, INTERMEDIATE, ADVANCED = Level
HOME_BEGINNER = Plan(BEGINNER, routine="home-beginner")


def _blocks(steps: tuple[Step, ...], start: int = 0) -> list[tuple[int, int]]:
    """Play from a step to the end, block by block."""
    blocks = []
    while start < len(steps):
        end = block_end(steps, start)
        assert end > start
        blocks.append((start, end))
        start = end
    return blocks


def _seconds(plan: Plan, catalogue: Catalogue) -> list[int]:
    steps = expand(plan, catalogue)
    return [total_s(steps[start:end]) for start, end in _blocks(steps)]


@pytest.mark.parametrize(("level", "seconds"), [(BEGINNER, 756), (INTERMEDIATE, 1201), (ADVANCED, 1285)])
def test_length(catalogue: Catalogue, level: Level, seconds: int) -> None:
    """A routine lasts what its parts add up to; asked for at another level, it takes the whole dose of that."""
    assert total_s(expand(Plan(level, routine="home-beginner"), catalogue)) == seconds


def test_steps_of_a_routine(catalogue: Catalogue) -> None:
    """The beginner's routine is opening, warm-up, three exercises set by set, cool-down and closing."""
    lift, plank, bow = (catalogue.exercises[name] for name in ("torso-lift", "reverse-plank", "good-morning"))
    lifts, planks = lift.doses[BEGINNER], plank.doses[BEGINNER]
    bows = replace(bow.doses[BEGINNER], get_ready_s=10)
    assert expand(HOME_BEGINNER, catalogue) == (
        Opening(15, warm_up=True),
        Move("march", 60),
        Move("knee-lifts", 30),
        Move("hip-hinges", 30),
        SetUp(lift, lifts),
        GetReady(lift, lifts, BEGINNER, 10, ramp=False),
        CountIn(lift, 1, 2),
        WorkSet(lift, lifts, 1),
        Rest(lift, 45, 1),
        CountIn(lift, 2, 2),
        WorkSet(lift, lifts, 2),
        SetUp(plank, planks, before=lift),
        GetReady(plank, planks, BEGINNER, 10, ramp=False),
        CountIn(plank, 1, 3),
        WorkSet(plank, planks, 1),
        Rest(plank, 30, 1),
        CountIn(plank, 2, 3),
        WorkSet(plank, planks, 2),
        Rest(plank, 30, 2),
        CountIn(plank, 3, 3),
        WorkSet(plank, planks, 3),
        SetUp(bow, bows, before=plank),
        GetReady(bow, bows, BEGINNER, 10, ramp=False),
        CountIn(bow, 1, 2),
        WorkSet(bow, bows, 1),
        Rest(bow, 60, 1),
        CountIn(bow, 2, 2),
        WorkSet(bow, bows, 2),
        Move("knee-hug", 15),
        Move("other-knee-hug", 15),
        Move("knees-left", 15),
        Move("knees-right", 15),
        Closing(15, None),
    )


def test_steps_of_a_ramp(catalogue: Catalogue) -> None:
    """A lighter set of six and a minute's rest come before the first set, without a warm-up where none is written."""
    lift = catalogue.exercises["romanian-deadlift"]
    dose = lift.doses[INTERMEDIATE]
    assert expand(Plan(INTERMEDIATE, routine="infill-gym"), catalogue)[:7] == (
        Opening(10, warm_up=False),
        SetUp(lift, dose),
        GetReady(lift, dose, INTERMEDIATE, 20, ramp=True),
        CountIn(lift, 0, 3),
        WorkSet(lift, replace(dose, reps=6), 0),
        Rest(lift, 60, 0),
        CountIn(lift, 1, 3),
    )


def test_steps_of_one_exercise(catalogue: Catalogue) -> None:
    """One exercise alone is its own routine, between ten seconds of opening and of closing."""
    plank = catalogue.exercises["reverse-plank"]
    dose = plank.doses[ADVANCED]
    assert expand(Plan(ADVANCED, exercise="reverse-plank"), catalogue) == (
        Opening(10, warm_up=False),
        SetUp(plank, dose),
        GetReady(plank, dose, ADVANCED, 10, ramp=False),
        CountIn(plank, 1, 3),
        WorkSet(plank, dose, 1),
        Rest(plank, 45, 1),
        CountIn(plank, 2, 3),
        WorkSet(plank, dose, 2),
        Rest(plank, 45, 2),
        CountIn(plank, 3, 3),
        WorkSet(plank, dose, 3),
        Closing(10, plank),
    )


def test_dose_of_another_level(catalogue: Catalogue) -> None:
    """A routine of one level, asked for at another, takes that level's whole dose, its get-ready and rest as well."""
    names = "torso-lift", "reverse-plank", "good-morning"
    lift, plank, bow = (catalogue.exercises[name].at(ADVANCED) for name in names)
    steps = expand(replace(HOME_BEGINNER, level=ADVANCED), catalogue)
    assert [step for step in steps if isinstance(step, SetUp | GetReady)] == [
        SetUp(lift, lift.doses[ADVANCED]),
        GetReady(lift, lift.doses[ADVANCED], ADVANCED, 10, ramp=False),
        SetUp(plank, plank.doses[ADVANCED], before=lift),
        GetReady(plank, plank.doses[ADVANCED], ADVANCED, 10, ramp=False),
        SetUp(bow, bow.doses[ADVANCED], before=plank),
        GetReady(bow, bow.doses[ADVANCED], ADVANCED, 20, ramp=False),
    ]


@pytest.mark.parametrize(
    ("level", "eased", "fast_s", "comes_from"),
    [
        (BEGINNER, (), 5 * 8, "standing"),
        (INTERMEDIATE, (), 5 * 10, "standing"),
        (ADVANCED, (), 7 * 10, "loaded"),
        (ADVANCED, ("good-morning",), 5 * 5, "standing"),
    ],
)
def test_a_weight_by_level(
    level: Level, eased: tuple[str, ...], fast_s: int, comes_from: str, catalogue: Catalogue
) -> None:
    """An advanced bow is one with a bar: it gets no faster, and the bar is put down before the floor."""
    plan = Plan(level, routine="home-intermediate", eased=eased, pace=Pace.FASTER)
    steps = expand(plan, catalogue)
    after = next(step for step in steps if isinstance(step, SetUp) and step.before is not None)

    assert next(step.length_s for step in steps if isinstance(step, WorkSet)) == fast_s
    assert after.comes_from == comes_from


def test_form_of_another_level(catalogue: Catalogue) -> None:
    """A routine for any level keeps its dose and takes the form of the level asked for."""
    lift, plank = catalogue.exercises["torso-lift"], catalogue.exercises["reverse-plank"]
    once = replace(lift.doses[BEGINNER], sets=1)
    steps = expand(Plan(ADVANCED, routine="five-minute"), catalogue)
    assert [step for step in steps if isinstance(step, SetUp | GetReady)] == [
        SetUp(lift, once),
        GetReady(lift, once, ADVANCED, 10, ramp=False),
        SetUp(plank, plank.doses[BEGINNER], before=lift),
        GetReady(plank, plank.doses[BEGINNER], ADVANCED, 10, ramp=False),
    ]


@pytest.mark.parametrize("plan", [Plan(BEGINNER, routine="nap"), Plan(BEGINNER, exercise="nap")])
def test_unknown_plan(catalogue: Catalogue, plan: Plan) -> None:
    """A plan for something the catalogue doesn't have has no steps."""
    with pytest.raises(KeyError):
        expand(plan, catalogue)


@pytest.mark.parametrize(
    ("plan", "kit"),
    [
        (HOME_BEGINNER, (Kit.MAT,)),
        (replace(HOME_BEGINNER, level=ADVANCED), (Kit.MAT, Kit.BROOMSTICK)),
        (Plan(INTERMEDIATE, routine="home-intermediate"), (Kit.MAT,)),
        (Plan(BEGINNER, routine="gym-beginner"), (Kit.KETTLEBELL, Kit.BENCH, Kit.MAT)),
        (
            Plan(ADVANCED, routine="gym-advanced"),
            (Kit.BAR, Kit.KETTLEBELLS, Kit.BENCH, Kit.MAT, Kit.BALL),
        ),
        (Plan(BEGINNER, exercise="good-morning"), ()),
        (Plan(ADVANCED, exercise="good-morning"), (Kit.BROOMSTICK,)),
        (Plan(BEGINNER, exercise="ball-roll"), (Kit.MAT, Kit.BALL)),
    ],
)
def test_kit(catalogue: Catalogue, plan: Plan, kit: tuple[Kit, ...]) -> None:
    """What a workout needs is named once, in the order of use, without what is only useful."""
    assert kit_of(plan, catalogue) == kit


@pytest.mark.parametrize(
    ("plan", "seconds"),
    [
        (HOME_BEGINNER, [135, 206, 135, 205, 75]),
        (replace(HOME_BEGINNER, level=INTERMEDIATE), [135, 165, 228, 195, 185, 218, 75]),
        (Plan(BEGINNER, routine="gym-beginner"), [195, 180, 215, 215, 206, 135, 75]),
        (Plan(BEGINNER, routine="five-minute"), [55, 97, 148]),
        (Plan(INTERMEDIATE, routine="infill-gym"), [152, 146, 205, 170, 213]),
        (Plan(BEGINNER, exercise="torso-lift"), [226]),
    ],
)
def test_block_lengths(catalogue: Catalogue, plan: Plan, seconds: list[int]) -> None:
    """Blocks end where a person changes position, or at the last rest before they would grow too long."""
    assert _seconds(plan, catalogue) == seconds


def test_blocks_of_a_routine(catalogue: Catalogue) -> None:
    """The beginner's five blocks are the warm-up, each exercise, and the cool-down with the closing."""
    assert _blocks(expand(HOME_BEGINNER, catalogue)) == [(0, 4), (4, 11), (11, 21), (21, 28), (28, 33)]


@pytest.mark.parametrize(("rest_s", "seconds"), [(47, [228]), (48, [152, 77])])
def test_the_longest_block(catalogue: Catalogue, rest_s: int, seconds: list[int]) -> None:
    """228 seconds still fit one answer, which plays 240 and asks a question; one more second and there are two."""
    lift = catalogue.exercises["torso-lift"]
    dose = replace(lift.doses[BEGINNER], rest_s=rest_s)
    slower = replace(lift, doses={**lift.doses, BEGINNER: dose})
    changed = replace(catalogue, exercises={**catalogue.exercises, "torso-lift": slower})
    assert _seconds(Plan(BEGINNER, exercise="torso-lift"), changed) == seconds


def test_no_block_is_too_long_or_cuts_a_set(catalogue: Catalogue, plan: Plan) -> None:
    """From wherever a workout is taken up, its blocks are whole sets and rests, each short enough for one answer."""
    steps = expand(plan, catalogue)
    for first in (index for index, step in enumerate(steps) if not isinstance(step, WorkSet)):
        blocks = _blocks(steps, first)
        assert [start for start, _ in blocks] + [len(steps)] == [first] + [end for _, end in blocks]
        for start, end in blocks:
            assert 0 < total_s(steps[start:end]) <= BLOCK_S
            assert end == len(steps) or isinstance(steps[end], SetUp | CountIn | Move)
            assert end == len(steps) or isinstance(steps[end - 1], Move | Rest | WorkSet)


def test_a_set_follows_its_count_in(catalogue: Catalogue, plan: Plan) -> None:
    """Before every set comes its own count-in, and nowhere else is counted in."""
    for before, after in pairwise(expand(plan, catalogue)):
        if isinstance(after, WorkSet):
            assert isinstance(before, CountIn)
        if isinstance(before, CountIn):
            assert isinstance(after, WorkSet)
            assert (before.exercise, before.number) == (after.exercise, after.number)


@pytest.mark.parametrize(
    ("elapsed_ms", "step"),
    [
        (-5000, 4),
        (0, 4),
        (19_999, 4),
        (20_000, 5),
        (29_999, 5),
        (30_000, 6),
        (33_000, 7),
        (96_999, 7),
        (97_000, 8),
        (138_999, 8),
        (139_000, 9),
        (142_000, 10),
        (205_999, 10),
        (206_000, 11),
        (626_000, 33),
        (10**12, 33),
    ],
)
def test_step_at(catalogue: Catalogue, elapsed_ms: int, step: int) -> None:
    """A step sounds from its first millisecond until the next one's; after the last, the workout is over."""
    assert step_at(expand(HOME_BEGINNER, catalogue), 4, elapsed_ms) == step


@pytest.mark.parametrize(
    ("step", "starts", "skips"),
    [
        (0, 0, 4),  # opening
        (2, 2, 4),  # a move of the warm-up
        (4, 4, 11),  # set-up talk
        (5, 4, 11),  # get ready
        (6, 4, 11),  # count-in
        (7, 4, 11),  # first set
        (8, 4, 11),  # rest
        (10, 4, 11),  # second set
        (11, 11, 21),  # next set-up talk
        (20, 11, 21),  # last set of the plank
        (21, 21, 28),  # last set-up talk
        (27, 21, 28),  # last set of all
        (28, 28, 29),  # cool-down
        (31, 31, 32),  # its last move
    ],
)
def test_places(catalogue: Catalogue, step: int, starts: int, skips: int) -> None:
    """Each step knows where its exercise starts, and where the next one does."""
    steps = expand(HOME_BEGINNER, catalogue)
    assert (exercise_start(steps, step), next_exercise(steps, step)) == (starts, skips)


def test_last_step(catalogue: Catalogue) -> None:
    """The closing starts at itself."""
    assert exercise_start(expand(HOME_BEGINNER, catalogue), 32) == 32


def test_skip_of_the_last_exercise(catalogue: Catalogue) -> None:
    """Where there is no cool-down, the closing follows the last exercise."""
    steps = expand(Plan(BEGINNER, exercise="torso-lift"), catalogue)
    assert next_exercise(steps, 1) == len(steps) - 1
