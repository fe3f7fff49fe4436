"""A routine cut to what somebody has: things, and time."""

from collections.abc import Iterable
from itertools import chain, combinations, pairwise, product

import pytest

from skill.catalogue.model import Catalogue, Kit, Level, Place
from skill.coach.answers import Moment, length_of
from skill.coach.asides import how_long
from skill.coach.history import Finished, History, Practice
from skill.coach.keys import Key
from skill.coach.preferences import Asking, Pace, Preferences, Talk
from skill.coach.reply import About, Line
from skill.coach.state import Part, Phase, Plan, Progress, State, Underway
from skill.coach.steps import ON_FLOOR, CountIn, GetReady, SetUp, stands_like
from skill.coach.tailoring import (
    NEAR_S,
    as_wished,
    for_time,
    lasts_s,
    left_out,
    made_for,
    possible,
    stand_ins,
    tailored,
)
from skill.coach.workout import block_end, done_in, expand, kit_of, total_s
from skill.frozen import replace
from skill.rehearsal import replies
from skill.speech.words import about

MINUTE_S = 60

LENGTHS = {
    (Level.BEGINNER, Place.HOME): range(3, 26),
    (Level.INTERMEDIATE, Place.HOME): range(3, 31),
    (Level.ADVANCED, Place.HOME): range(3, 52),
    (Level.BEGINNER, Place.GYM): range(3, 39),
    (Level.INTERMEDIATE, Place.GYM): range(3, 47),
    (Level.ADVANCED, Place.GYM): range(3, 61),
}
"""Minutes from the shortest workout to the longest, for which there is one."""

OTHER_KIT = tuple(thing for thing in Kit if thing is not Kit.MAT)
ALL_LACKING = tuple(chain.from_iterable(combinations(OTHER_KIT, count) for count in range(len(OTHER_KIT) + 1)))


def _plan(routine: str, catalogue: Catalogue, level: Level | None = None) -> Plan:
    return Plan(level or catalogue.routines[routine].level or Level.BEGINNER, routine=routine)


@pytest.mark.parametrize(("level", "place"), LENGTHS, ids=str)
def test_a_workout_for_every_time(level: Level, place: Place, catalogue: Catalogue) -> None:
    """From three minutes to the longest there is, a workout is found that is within a minute of the time."""
    for minutes in LENGTHS[level, place]:
        plan = for_time(level, place, minutes * MINUTE_S, (), catalogue)
        assert abs(lasts_s(plan, catalogue) - minutes * MINUTE_S) <= NEAR_S, minutes


WISHES = (
    Preferences(),
    Preferences(Pace.SLOWER, talk=Talk.FULL),
    Preferences(Pace.FASTER, asking=Asking.EACH_SET),
    Preferences(asking=Asking.RARELY, talk=Talk.SHORT),
)


@pytest.mark.parametrize("wished", WISHES, ids=str)
@pytest.mark.parametrize(("level", "place"), LENGTHS, ids=str)
def test_the_time_that_was_asked_for_is_announced(
    level: Level, place: Place, wished: Preferences, catalogue: Catalogue
) -> None:
    """However somebody is coached, who has so many minutes is told of them, or of one more or less."""
    for minutes in range(5, 24):
        plan = for_time(level, place, minutes * MINUTE_S, (), catalogue)
        length = length_of(made_for(plan, Progress(preferences=wished), catalogue), Moment(catalogue, 0))
        nearby = {about(60 * (minutes + more)) for more in (-1, 0, 1)}
        assert about(length.seconds) in nearby, minutes


@pytest.mark.parametrize("wished", WISHES, ids=str)
def test_one_clock(wished: Preferences, plan: Plan, catalogue: Catalogue) -> None:
    """What is announced is what a workout takes: all of its blocks, and eight seconds for each of its questions."""
    moment = Moment(catalogue, 0)
    made = made_for(plan, Progress(preferences=wished), catalogue)
    played = [each.timeline.length_ms // 1000 for each in replies(made, catalogue, wished)]
    assert length_of(made, moment) == About(sum(played) + 8 * len(played))
    steps = expand(made, catalogue)
    at_set = next(index for index, step in enumerate(steps) if isinstance(step, CountIn))
    state = State(Phase.PAUSED, Progress(preferences=wished, underway=Underway(made, at_set)))
    starts = [at_set]
    while (end := block_end(steps, starts[-1], wished.asking)) < len(steps):
        starts.append(end)
    left = total_s(steps[at_set:]) + 8 * len(starts)
    assert how_long(state, moment)[-1] == Line.of(Key.LEFT_ALL, length=About(left))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ((Level.BEGINNER, Place.HOME, 5), ("five-minute", ())),
        ((Level.BEGINNER, Place.HOME, 10), ("home-beginner", (1, 3, 1))),
        ((Level.BEGINNER, Place.HOME, 13), ("home-beginner", ())),
        ((Level.INTERMEDIATE, Place.HOME, 20), ("home-intermediate", ())),
        ((Level.ADVANCED, Place.GYM, 20), ("gym-advanced", (1, 1, 1, 1, 2))),
        ((Level.BEGINNER, Place.HOME, 600), ("home-beginner", (5, 5, 5))),
    ],
)
def test_a_time_changes_little(
    asked: tuple[Level, Place, int], found: tuple[str, tuple[int, ...]], catalogue: Catalogue
) -> None:
    """A routine that is near enough stays as it is; else sets go or come before an exercise does."""
    level, place, minutes = asked
    plan = for_time(level, place, minutes * MINUTE_S, (), catalogue)
    assert (plan.routine, tuple(part.sets for part in plan.parts)) == found


@pytest.mark.parametrize(
    ("routine", "lacks", "done", "instead"),
    [
        ("home-beginner-ball", (Kit.BALL,), ("torso-lift", "reverse-plank"), ()),
        (
            "gym-intermediate",
            (Kit.BALL,),
            ("romanian-deadlift", "hyperextension", "torso-lift", "reverse-plank"),
            (("torso-lift", "ball-roll"),),
        ),
        (
            "infill-gym",
            (Kit.BAR,),
            ("kettlebell-deadlift", "hyperextension"),
            (("kettlebell-deadlift", "romanian-deadlift"),),
        ),
        ("home-intermediate", (Kit.BROOMSTICK,), ("good-morning", "torso-lift", "reverse-plank"), ()),
        ("infill-replace", OTHER_KIT, ("good-morning",), (("good-morning", "kettlebell-deadlift"),)),
        ("five-minute", OTHER_KIT, ("torso-lift", "reverse-plank"), ()),
    ],
)
def test_without_kit(
    routine: str,
    lacks: tuple[Kit, ...],
    done: tuple[str, ...],
    instead: tuple[tuple[str, str], ...],
    catalogue: Catalogue,
) -> None:
    """What can't be done has another in its place, or is left out where that one is done already."""
    plan = tailored(_plan(routine, catalogue), lacks, catalogue)
    assert (done_in(plan, catalogue), stand_ins(plan, catalogue)) == (done, instead)


@pytest.mark.parametrize(
    ("routine", "lacks", "gone"),
    [
        ("learn-the-seven", OTHER_KIT, ("ball-roll", "hyperextension", "kettlebell-deadlift", "romanian-deadlift")),
        ("learn-the-seven", (Kit.BENCH,), ("hyperextension",)),
        ("gym-beginner", (Kit.BENCH,), ()),
        ("home-beginner", OTHER_KIT, ()),
    ],
)
def test_left_out(routine: str, lacks: tuple[Kit, ...], gone: tuple[str, ...], catalogue: Catalogue) -> None:
    """What has nothing in its place is told; where time is short, what is done says it all."""
    plan = tailored(_plan(routine, catalogue), lacks, catalogue)
    assert left_out(plan, catalogue) == gone
    assert left_out(replace(plan, within_s=600), catalogue) == ()


def test_one_exercise_without_its_kit(catalogue: Catalogue) -> None:
    """Whatever is lacking, of every exercise at every level something can be done, and nothing harder."""
    levels = tuple(Level)
    for exercise, level, lacks in product(catalogue.exercises, levels, ALL_LACKING):
        found = possible(exercise, level, lacks, catalogue)
        assert found is not None
        assert not {*catalogue.exercises[found.exercise].kit_at(found.level)} & {*lacks}
        assert levels.index(found.level) <= levels.index(level)


def test_one_kettlebell(catalogue: Catalogue) -> None:
    """With one bell where two are meant, the same is done in the form for one."""
    plan = tailored(_plan("infill-replace", catalogue), (Kit.KETTLEBELLS,), catalogue)
    assert plan.parts == (Part("kettlebell-deadlift", 3, Level.BEGINNER),)
    assert [step.level for step in expand(plan, catalogue) if isinstance(step, GetReady)] == [Level.BEGINNER]


def test_whatever_is_lacking(catalogue: Catalogue) -> None:
    """With any things lacking, every routine at every level has something to do, each thing once, needing none."""
    for routine, level, lacks in product(catalogue.routines, Level, ALL_LACKING):
        plan = tailored(_plan(routine, catalogue, level), lacks, catalogue)
        done = done_in(plan, catalogue)
        assert 0 < len(done) == len({*done})
        assert not {*kit_of(plan, catalogue)} & {*lacks}, (routine, level, lacks)


def test_it_comes_back(catalogue: Catalogue) -> None:
    """What was cut for kit and time is whole again without them."""
    plan = _plan("gym-intermediate", catalogue)
    cut = tailored(replace(plan, within_s=900), (Kit.BALL, Kit.BAR), catalogue)
    assert cut.parts
    assert tailored(replace(cut, within_s=None), (), catalogue) == plan


def _gets_up(steps: Iterable[object]) -> int:
    """Count how often somebody gets up from the floor on the way."""
    talks = [step for step in steps if isinstance(step, SetUp)]
    places = [*(stands_like(talk.before) in ON_FLOOR for talk in talks), talks[-1].exercise.position in ON_FLOOR]
    return sum(before and not after for before, after in pairwise(places))


def test_up_from_the_floor_once(catalogue: Catalogue) -> None:
    """In every routine, for any kit and for any time, somebody gets up from the floor once at most on the way."""
    for routine, lacks in product(catalogue.routines, ALL_LACKING):
        assert _gets_up(expand(tailored(_plan(routine, catalogue), lacks, catalogue), catalogue)) <= 1, (routine, lacks)
    for (level, place), minutes in LENGTHS.items():
        plans = (for_time(level, place, minute * MINUTE_S, (), catalogue) for minute in minutes)
        assert max(_gets_up(expand(plan, catalogue)) for plan in plans) <= 1


DONE = History((Practice("torso-lift", 1, 12),), (Finished(12, 5, routine="five-minute"),))


@pytest.mark.parametrize(
    ("talk", "known"),
    [(Talk.USUAL, ("torso-lift",)), (Talk.FULL, ()), (Talk.SHORT, ("torso-lift", "reverse-plank"))],
)
def test_talk_that_fades(talk: Talk, known: tuple[str, ...], catalogue: Catalogue) -> None:
    """What was done before is told shortly; all of it, or none of it, on request. Each workout has another cue."""
    progress = Progress(preferences=Preferences(pace=Pace.SLOWER, talk=talk), history=DONE)
    plan = as_wished(_plan("five-minute", catalogue), progress, catalogue)
    assert (plan.known, plan.turn, plan.pace) == (known, 1, Pace.SLOWER)
    talks = {step.exercise.id: step.cue for step in expand(plan, catalogue) if isinstance(step, SetUp)}
    assert talks == {exercise: 1 if exercise in known else None for exercise in ("torso-lift", "reverse-plank")}


def test_what_stands_for_nothing(catalogue: Catalogue) -> None:
    """A plan made from other content than today's may hold an exercise that is done in place of none."""
    plan = Plan(Level.BEGINNER, routine="home-beginner", parts=(Part("kettlebell-deadlift", 2, Level.BEGINNER),))
    gone = {
        exercise for exercise in catalogue.exercises if "kettlebell-deadlift" in catalogue.exercises[exercise].instead
    }
    assert stand_ins(replace(plan, left_out=tuple(gone)), catalogue) == ()
