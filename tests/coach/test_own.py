"""A routine of somebody's own: how it is put in order, made, changed, done and deleted, turn by turn."""

from collections.abc import Iterable
from itertools import chain, combinations, pairwise, product
from typing import NamedTuple

import pytest

from skill.catalogue.model import DOWN, Catalogue, Kit, Level, Posture
from skill.coach import events as on
from skill.coach.answers import Moment, Turn
from skill.coach.events import Event, Named
from skill.coach.history import Finished, History
from skill.coach.keys import Key
from skill.coach.own import own_plan
from skill.coach.progression import change
from skill.coach.ratings import Rated, Rating
from skill.coach.reply import About, Line, Reply, exercise_line
from skill.coach.routines import usual_plan
from skill.coach.state import Part, Phase, Plan, Progress, Purpose, State, Underway
from skill.coach.steps import ON_FLOOR, SetUp, WorkSet, stands_like
from skill.coach.tailoring import LEFT_OUT, MOST_SETS, NEAR_S, lasts_s, stand_ins, tailored
from skill.coach.transitions import advance
from skill.coach.workout import done_in, expand, total_s
from skill.frozen import replace

BEGINNER, INTERMEDIATE, ADVANCED = Level
NOW = 1_800_000_000_000
DAY_MS = 24 * 60 * 60 * 1000
LIFT, PLANK, ROLL, HYPER = "torso-lift", "reverse-plank", "ball-roll", "hyperextension"
BOW, BELL, BAR = "good-morning", "kettlebell-deadlift", "romanian-deadlift"
ALL = (LIFT, PLANK, ROLL, HYPER, BOW, BELL, BAR)
OTHER_KIT = tuple(thing for thing in Kit if thing is not Kit.MAT)

KNOWN = Progress(introduced=True)
HOME_ASK = Line.of(Key.HOME_ASK), Line.of(Key.HOME_REPROMPT)
ASK = Line.of(Key.MINE_ASK), Line.of(Key.MINE_REPROMPT)
ASK_FIRST = Line.of(Key.MINE_ASK_FIRST), Line.of(Key.MINE_REPROMPT)
SHALL_WE = Line.of(Key.MINE_SHALL_WE), Line.of(Key.OFFER_REPROMPT)
BRIEF_ASK = Line.of(Key.BRIEF_ASK), Line.of(Key.BRIEF_REPROMPT)
DROP_ASK = Line.of(Key.MINE_DROP_ASK), Line.of(Key.MINE_DROP_REPROMPT)
CARRY_ON = (
    Line.of(Key.OFFER_CARRY_ON, exercise=exercise_line(BOW, "name")),
    Line.of(Key.OFFER_REPROMPT),
)
READY_BOW = (
    Line.of(Key.READY_EXERCISE, exercise=exercise_line(BOW, "name")),
    Line.of(Key.READY_REPROMPT),
)


def _names(*exercises: str) -> tuple[Line, ...]:
    return tuple(exercise_line(exercise, "name") for exercise in exercises)


def _owning(*own: str, level: Level | None = None) -> Progress:
    return replace(KNOWN, own=own, level=level)


def _plan(catalogue: Catalogue, *own: str, level: Level = BEGINNER) -> Plan:
    plan = own_plan(_owning(*own, level=level), Moment(catalogue, NOW))
    assert plan is not None
    return plan


@pytest.mark.parametrize(
    ("level", "own", "done", "around"),
    [
        (BEGINNER, (BOW, PLANK, LIFT), (LIFT, PLANK, BOW), "home-beginner"),
        (INTERMEDIATE, (PLANK, LIFT, BOW), (BOW, LIFT, PLANK), "home-intermediate"),
        (BEGINNER, (PLANK, LIFT, HYPER, BELL), (BELL, HYPER, LIFT, PLANK), "gym-beginner"),
        (BEGINNER, (PLANK, BAR), (BAR, PLANK), "gym-beginner"),
        (INTERMEDIATE, (LIFT, ROLL, BELL, PLANK), (BELL, ROLL, LIFT, PLANK), "home-intermediate-kit"),
        (INTERMEDIATE, (PLANK, ROLL, HYPER, BAR), (BAR, HYPER, ROLL, PLANK), "gym-intermediate"),
        (ADVANCED, (PLANK, BELL), (BELL, PLANK), "home-advanced-kit"),
        (ADVANCED, ALL, (BAR, BELL, BOW, HYPER, ROLL, LIFT, PLANK), "gym-advanced"),
        (BEGINNER, ("no-longer-there", ROLL), (ROLL,), "home-beginner"),
    ],
)
def test_order(level: Level, own: tuple[str, ...], done: tuple[str, ...], around: str, catalogue: Catalogue) -> None:
    """It is done in the order of our own routines, with the warm-up of one that begins with the same weight."""
    plan = _plan(catalogue, *own, level=level)
    assert (plan.own, done_in(plan, catalogue), plan.routine) == (done, done, around)


def test_every_position_has_its_place() -> None:
    """A new one would end a routine of somebody's own in an error, and nobody would be told how to get down to it."""
    assert {*DOWN} == {*Posture}
    assert [*DOWN.values()] == sorted(DOWN.values())


def test_a_weight_is_warmed_up_for(catalogue: Catalogue) -> None:
    """With a weight in it there is a warm-up for weights, in whatever order the content names its routines."""
    backwards = replace(catalogue, routines=dict(reversed([*catalogue.routines.items()])))
    for known, exercise in product((catalogue, backwards), (BELL, BAR)):
        around = known.routines[_plan(known, exercise).routine or ""]
        assert sum(around.warm_up.values()) == 360, exercise


@pytest.mark.parametrize("routine", ["home-beginner", "home-intermediate", "home-advanced-kit", "gym-intermediate"])
def test_one_of_ours_put_together(routine: str, catalogue: Catalogue) -> None:
    """Who names the exercises of one of our routines has that very routine: doses, lighter set, warm-up and all."""
    ours = catalogue.routines[routine]
    level = ours.level or BEGINNER
    plan = _plan(catalogue, *(item.exercise for item in ours.items), level=level)
    assert plan == Plan(level, routine=routine, own=done_in(plan, catalogue))
    assert expand(plan, catalogue) == expand(Plan(level, routine=routine), catalogue)


@pytest.mark.parametrize("own", [(LIFT, PLANK, BOW), (BELL, BAR, LIFT), (ROLL,), ALL])
def test_the_release_before_plays_it(own: tuple[str, ...], catalogue: Catalogue) -> None:
    """A release that knows nothing of one's own, or of what is left out, does the same steps, by another name."""
    for level, left_out in product(Level, ((), (PLANK, LIFT))):
        plan = tailored(replace(_plan(catalogue, BOW, *own, level=level), left_out=left_out), (), catalogue)
        assert expand(replace(plan, own=(), left_out=()), catalogue) == expand(plan, catalogue)


def _gets_up(plan: Plan, catalogue: Catalogue) -> int:
    """Count how often somebody gets up from the floor on the way."""
    talks = [step for step in expand(plan, catalogue) if isinstance(step, SetUp)]
    places = [*(stands_like(talk.before) in ON_FLOOR for talk in talks), talks[-1].exercise.position in ON_FLOOR]
    return sum(before and not after for before, after in pairwise(places))


SUBSETS = tuple(chain.from_iterable(combinations(ALL, count) for count in range(1, len(ALL) + 1)))
LACKING: tuple[tuple[Kit, ...], ...] = ((), OTHER_KIT, *((thing,) for thing in OTHER_KIT))


@pytest.mark.parametrize("level", Level)
def test_whatever_is_in_it(level: Level, catalogue: Catalogue) -> None:
    """Whatever is in it and whatever is lacking, each thing is done once, and nobody gets up from the floor twice."""
    for own, lacks in product(SUBSETS, LACKING):
        progress = replace(_owning(*own, level=level), lacks=lacks)
        plan = own_plan(progress, Moment(catalogue, NOW))
        assert plan is not None
        done = done_in(plan, catalogue)
        assert len(done) == len({*done}), (own, lacks)
        assert done == plan.own or lacks, own
        assert _gets_up(plan, catalogue) <= 1, (own, lacks)


@pytest.mark.parametrize(("level", "minutes"), [(BEGINNER, 10), (INTERMEDIATE, 20), (ADVANCED, 40)])
def test_all_seven_in_a_time(level: Level, minutes: int, catalogue: Catalogue) -> None:
    """All seven are cut to a time as our routines are."""
    plan = tailored(replace(_plan(catalogue, *ALL, level=level), within_s=minutes * 60), (), catalogue)
    assert abs(lasts_s(plan, catalogue) - minutes * 60) <= NEAR_S


def _miss(plan: Plan, within_s: int, catalogue: Catalogue) -> tuple[int, int, int]:
    """Give how far a plan is from a time beyond what is near, how much was changed, and how far it is at all."""
    off_s = abs(lasts_s(plan, catalogue) - within_s)
    sets = {part.exercise: part.sets for part in plan.parts}
    doses = ((sets.get(name, 0), catalogue.exercises[name].doses[plan.level].sets) for name in plan.own)
    changes = sum(abs(count - usual) + LEFT_OUT * (not count) for count, usual in doses)
    return max(0, off_s - NEAR_S), changes, off_s


@pytest.mark.parametrize("minutes", [5, 9, 11, 20])
def test_nothing_fits_a_time_better(minutes: int, catalogue: Catalogue) -> None:
    """Of all numbers of sets there are, none comes nearer to a time with fewer changes."""
    plan = _plan(catalogue, LIFT, ROLL, BOW)
    found = tailored(replace(plan, within_s=minutes * 60), (), catalogue)
    every = (
        replace(
            plan, parts=tuple(Part(name, count, BEGINNER) for name, count in zip(plan.own, sets, strict=True) if count)
        )
        for sets in product(range(MOST_SETS + 1), repeat=3)
        if any(sets)
    )
    assert _miss(found, minutes * 60, catalogue) == min(_miss(one, minutes * 60, catalogue) for one in every)


def test_without_kit(catalogue: Catalogue) -> None:
    """What can't be done has another in its place, as in our routines."""
    progress = replace(_owning(ROLL, LIFT, level=BEGINNER), lacks=(Kit.BALL,))
    plan = own_plan(progress, Moment(catalogue, NOW))
    assert plan is not None
    assert stand_ins(plan, catalogue) == ((PLANK, ROLL),)
    assert done_in(tailored(plan, (), catalogue), catalogue) == (LIFT, ROLL)


OWN_DONE = History(finished=(Finished(NOW - DAY_MS, 4, routine="gym-beginner", own=True),))
EASY = (Rated(1, BEGINNER, Rating.EASY), Rated(2, BEGINNER, Rating.EASY))


@pytest.mark.parametrize(
    ("progress", "own", "level"),
    [
        (replace(_owning(LIFT, level=BEGINNER), history=OWN_DONE), (LIFT,), BEGINNER),
        (replace(_owning(LIFT, level=BEGINNER), history=OWN_DONE, ratings=EASY), (LIFT,), INTERMEDIATE),
        (replace(_owning(level=BEGINNER), history=OWN_DONE), (), BEGINNER),
        (_owning(LIFT, level=BEGINNER), (), BEGINNER),
    ],
)
def test_the_usual(progress: Progress, own: tuple[str, ...], level: Level, catalogue: Catalogue) -> None:
    """Who did their own last is offered it again, a level up when it is time, as long as there is one."""
    plan = usual_plan(State(progress=progress), Moment(catalogue, NOW))
    assert (plan.own, plan.level) == (own, level)


def test_three_weeks_away_from_it(catalogue: Catalogue) -> None:
    """Three weeks away step down from one's own as from any other, by one level."""
    progress = replace(_owning(LIFT, level=INTERMEDIATE), history=OWN_DONE)
    away = replace(OWN_DONE.finished[0], ended_ms=NOW - 22 * DAY_MS, routine=_plan(catalogue, LIFT).routine)
    assert change(replace(progress, history=History(finished=(away,))), NOW, catalogue) == -1


class Row(NamedTuple):
    """One event in one state, and what comes of it: the phase, what is in the routine, and the words."""

    title: str
    state: State
    event: Event
    phase: Phase
    own: tuple[str, ...]
    say: tuple[Line, ...]
    ask: tuple[Line, Line] | tuple[None, None] = ASK


def _one(exercise: str) -> Named:
    return Named((exercise,), exercise)


DEADLIFTS, DEADLIFT = Named((BELL, BAR), "deadlifts"), Named((BELL, BAR), "deadlift")
HOME = State(progress=KNOWN)
MAKING = State(Phase.MAKING, KNOWN)
WITH_PLANK = State(Phase.MAKING, _owning(PLANK), subject=PLANK)
OWNING = State(progress=_owning(PLANK, LIFT))
OWN_TWO = Plan(
    BEGINNER,
    routine="home-beginner",
    parts=(Part(LIFT, 2, BEGINNER), Part(PLANK, 3, BEGINNER)),
    own=(LIFT, PLANK),
)
BRIEFED_OWN = State(Phase.BRIEFED, _owning(PLANK, LIFT), plan=OWN_TWO)
PLAN = Plan(BEGINNER, routine="home-beginner")
AT_BOWS = State(Phase.WAITING, replace(KNOWN, underway=Underway(PLAN, 21, touched_ms=NOW)))
HEAVY = State(Phase.MAKING, _owning(BELL, BAR, LIFT))


def _has(key: Key, seconds: int, *exercises: str) -> Line:
    return Line.of(key, exercises=_names(*exercises), length=About(seconds))


def _added(exercise: str) -> Line:
    return Line.of(Key.MINE_ADDED, exercise=exercise_line(exercise, "name"))


def _out(*exercises: str) -> Line:
    return Line.of(Key.MINE_TAKEN_OUT, exercises=_names(*exercises))


HAS_TWO = _has(Key.MINE_HAS, 583, LIFT, PLANK)
NOW_PLANK = _has(Key.MINE_HAS_NOW, 369, PLANK)
NONE, HELLO = Line.of(Key.MINE_NONE), Line.of(Key.HELLO)
SAVED, GOODBYE = Line.of(Key.MINE_SAVED), Line.of(Key.GOODBYE)
WHICH = Line("nearby.deadlift.ask"), Line.of(Key.WHICH_REPROMPT)
MAKE_ONE = Line.of(Key.MINE_MAKE_ONE), Line.of(Key.MINE_MAKE_ONE_REPROMPT)
BRIEF_TWO = (
    Line.of(Key.MINE_BRIEF, length=About(583)),
    Line.of(Key.BRIEF_EXERCISES, exercises=_names(LIFT, PLANK)),
    Line.of(Key.BRIEF_KIT, kit=(Line("kit_names.mat"),)),
)
GREETING = on.Greeted(Named((BOW,), "good morning"))

ROWS = (
    Row("make one", HOME, on.MakeAsked(), Phase.MAKING, (), (Line.of(Key.MINE_HOW),), ASK_FIRST),
    Row("make one that is there", OWNING, on.MakeAsked(), Phase.MAKING, (PLANK, LIFT),
        (HAS_TWO, Line.of(Key.MINE_HOW_MORE))),
    Row("the first", MAKING, on.ExerciseNamed(_one(PLANK)), Phase.MAKING, (PLANK,), (_added(PLANK), NOW_PLANK)),
    Row("one more", WITH_PLANK, on.AddAsked(_one(LIFT)), Phase.MAKING, (PLANK, LIFT),
        (_added(LIFT), _has(Key.MINE_HAS_NOW, 583, LIFT, PLANK))),
    Row("do it, with a name", WITH_PLANK, on.ExerciseAsked(_one(LIFT)), Phase.MAKING, (PLANK, LIFT),
        (_added(LIFT), _has(Key.MINE_HAS_NOW, 583, LIFT, PLANK))),
    Row("the same again", WITH_PLANK, on.ExerciseNamed(_one(PLANK)), Phase.MAKING, (PLANK,),
        (Line.of(Key.MINE_ALREADY, exercise=exercise_line(PLANK, "name")),)),
    Row("no name", WITH_PLANK, on.ExerciseNamed(), Phase.MAKING, (PLANK,), ()),
    Row("one of two", WITH_PLANK, on.ExerciseNamed(DEADLIFT), Phase.CHOOSING, (PLANK,),
        (Line("nearby.deadlift.to_beginners"),), WHICH),
    Row("good morning", WITH_PLANK, GREETING, Phase.CHOOSING, (PLANK,), (),
        (Line.of(Key.THAT_ONE, exercise=exercise_line(BOW, "name")), Line.of(Key.THAT_ONE_REPROMPT))),
    Row("hello", WITH_PLANK, on.Greeted(), Phase.MAKING, (PLANK,), (HELLO,)),
    Row("take it out", WITH_PLANK, on.SkipAsked(), Phase.MAKING, (), (_out(PLANK), Line.of(Key.MINE_EMPTY)), ASK_FIRST),
    Row("take it out, of nothing", MAKING, on.SkipAsked(), Phase.MAKING, (), (), ASK_FIRST),
    Row("next", WITH_PLANK, on.NextAsked(), Phase.MAKING, (PLANK,), ()),
    Row("yes", WITH_PLANK, on.Agreed(), Phase.MAKING, (PLANK,),
        (_has(Key.MINE_HAS, 369, PLANK), Line.of(Key.MINE_HOW_MORE))),
    Row("again", WITH_PLANK, on.RepeatAsked(), Phase.MAKING, (PLANK,), (_has(Key.MINE_HAS, 369, PLANK),)),
    Row("again, of nothing", MAKING, on.RepeatAsked(), Phase.MAKING, (), (Line.of(Key.MINE_HOW),), ASK_FIRST),
    *(
        Row(f"{type(event).__name__} ends it", WITH_PLANK, event, Phase.HOME, (PLANK,),
            (Line.of(Key.MINE_KEPT, length=About(369)),), SHALL_WE)
        for event in (on.DoneSaid(), on.ReadySaid(), on.Declined())
    ),
    Row("done with nothing", MAKING, on.DoneSaid(), Phase.HOME, (), (Line.of(Key.OTHERWISE),), HOME_ASK),
    Row("done in a choice", replace(WITH_PLANK, phase=Phase.CHOOSING, purpose=Purpose.ADD, back_to=Phase.MAKING),
        on.DoneSaid(), Phase.HOME, (PLANK,), (Line.of(Key.MINE_KEPT, length=About(369)),), SHALL_WE),
    Row("done in a workout", replace(AT_BOWS, phase=Phase.MAKING, progress=replace(AT_BOWS.progress, own=(PLANK,))),
        on.DoneSaid(), Phase.RESUMABLE, (PLANK,), (Line.of(Key.MINE_KEPT, length=About(369)),), CARRY_ON),
    Row("done anywhere else", HOME, on.DoneSaid(), Phase.CLOSED, (), (GOODBYE,), (None, None)),
    Row("cancel", WITH_PLANK, on.CancelAsked(), Phase.HOME, (PLANK,), (SAVED,), HOME_ASK),
    Row("cancel a choice", replace(WITH_PLANK, phase=Phase.CHOOSING, purpose=Purpose.ADD, back_to=Phase.MAKING),
        on.CancelAsked(), Phase.MAKING, (PLANK,), (Line.of(Key.OTHERWISE),)),
    Row("cancel a reading", replace(WITH_PLANK, phase=Phase.READING, back_to=Phase.MAKING), on.CancelAsked(),
        Phase.MAKING, (PLANK,), (Line.of(Key.OTHERWISE),)),
    Row("go home", WITH_PLANK, on.HomeAsked(), Phase.HOME, (PLANK,), (), HOME_ASK),
    Row("stop", WITH_PLANK, on.StopAsked(), Phase.CLOSED, (PLANK,), (SAVED, GOODBYE), (None, None)),
    Row("stop with nothing", MAKING, on.StopAsked(), Phase.CLOSED, (), (GOODBYE,), (None, None)),
    Row("ten minutes", replace(WITH_PLANK, progress=_owning(PLANK, LIFT)), on.TimeNamed(600), Phase.BRIEFED,
        (PLANK, LIFT), (Line.of(Key.MINE_CUT, length=About(583)), *BRIEF_TWO[1:]), BRIEF_ASK),
    Row("do it", replace(WITH_PLANK, progress=_owning(PLANK, LIFT)), on.ExerciseAsked(), Phase.BRIEFED, (PLANK, LIFT),
        BRIEF_TWO, BRIEF_ASK),
    # from anywhere else
    Row("do mine", OWNING, on.OwnAsked(), Phase.BRIEFED, (PLANK, LIFT), BRIEF_TWO, BRIEF_ASK),
    Row("do mine, where none is", HOME, on.OwnAsked(), Phase.MAKING, (), (NONE,), MAKE_ONE),
    Row("do mine, where another is described", replace(BRIEFED_OWN, plan=PLAN), on.OwnAsked(), Phase.BRIEFED,
        (PLANK, LIFT), BRIEF_TWO, BRIEF_ASK),
    Row("what is in mine in a workout, where none is", AT_BOWS, on.OwnContentsAsked(), Phase.WAITING, (), (NONE,),
        READY_BOW),
    Row("one", WITH_PLANK, on.NumberSaid(1), Phase.MAKING, (PLANK, LIFT),
        (_added(LIFT), _has(Key.MINE_HAS_NOW, 583, LIFT, PLANK))),
    Row("thirty", WITH_PLANK, on.NumberSaid(30), Phase.MAKING, (PLANK,),
        (Line.of(Key.NOT_UNDERSTOOD), Line.of(Key.WAYS_MAKING))),
    Row("start it", replace(WITH_PLANK, progress=_owning(PLANK, LIFT)), on.WorkoutStarted(), Phase.BRIEFED,
        (PLANK, LIFT), BRIEF_TWO, BRIEF_ASK),
    Row("something else", WITH_PLANK, on.OtherAsked(), Phase.MAKING, (PLANK,), ()),
    Row("not this one", WITH_PLANK, on.ExerciseSkipped(), Phase.MAKING, (), (_out(PLANK), Line.of(Key.MINE_EMPTY)),
        ASK_FIRST),
    Row("I don't know", WITH_PLANK, on.Undecided(), Phase.MAKING, (PLANK,),
        (Line.of(Key.LIST_ALL, exercises=_names(*ALL)),)),
    *(
        Row(f"{type(event).__name__} tells what is in it", WITH_PLANK, event, Phase.MAKING, (PLANK,),
            (_has(Key.MINE_HAS, 369, PLANK),))
        for event in (on.ContentsAsked(), on.LengthAsked(), on.HowLongAsked())
    ),
    *(
        Row(f"{type(event).__name__} keeps it", replace(WITH_PLANK, phase=Phase.DROPPING, back_to=Phase.MAKING), event,
            Phase.MAKING, (PLANK,), (Line.of(Key.MINE_NOT_DROPPED),))
        for event in (on.OtherAsked(), on.Undecided(), on.ChoiceLeft())
    ),
    Row("do mine in the making of the first", MAKING, on.OwnAsked(), Phase.MAKING, (), (), ASK_FIRST),
    Row("what is in it", OWNING, on.OwnContentsAsked(), Phase.HOME, (PLANK, LIFT), (HAS_TWO,), SHALL_WE),
    Row("what is in it, described", BRIEFED_OWN, on.OwnContentsAsked(), Phase.BRIEFED, (PLANK, LIFT), (HAS_TWO,),
        BRIEF_ASK),
    Row("add the first", HOME, on.AddAsked(_one(PLANK)), Phase.MAKING, (PLANK,), (_added(PLANK), NOW_PLANK)),
    Row("add to it", State(progress=_owning(PLANK)), on.AddAsked(_one(LIFT)), Phase.HOME, (PLANK, LIFT),
        (_added(LIFT), HAS_TWO), SHALL_WE),
    Row("add to the one described", replace(BRIEFED_OWN, progress=_owning(PLANK)), on.AddAsked(_one(LIFT)),
        Phase.BRIEFED, (PLANK, LIFT), (_added(LIFT), *BRIEF_TWO), BRIEF_ASK),
    Row("add in a workout", AT_BOWS, on.AddAsked(_one(PLANK)), Phase.WAITING, (PLANK,),
        (_added(PLANK), _has(Key.MINE_HAS, 369, PLANK)), READY_BOW),
    Row("what is too much for one day", State(Phase.MAKING, _owning(BOW)), on.AddAsked(_one(BAR)), Phase.MAKING,
        (BOW, BAR), (_added(BAR), _has(Key.MINE_HAS_NOW, 958, BAR, BOW),
        Line.of(Key.MINE_DAYS, exercises=_names(BOW, BAR)))),
    Row("too many with a weight", State(Phase.MAKING, _owning(BOW, BAR, level=ADVANCED)), on.AddAsked(_one(BELL)),
        Phase.MAKING, (BOW, BAR, BELL), (_added(BELL), _has(Key.MINE_HAS_NOW, 2295, BAR, BELL, BOW),
        Line.of(Key.MINE_HINGES))),
    # leaving out of it
    Row("leave one out", HEAVY, on.LeaveOutAsked(_one(BAR)), Phase.MAKING, (BELL, LIFT),
        (_out(BAR), _has(Key.MINE_HAS_NOW, 911, BELL, LIFT))),
    Row("leave the deadlifts out", HEAVY, on.LeaveOutAsked(DEADLIFTS), Phase.MAKING, (LIFT,),
        (_out(BAR, BELL), _has(Key.MINE_HAS_NOW, 440, LIFT))),
    Row("leave the deadlift out", HEAVY, on.LeaveOutAsked(DEADLIFT), Phase.CHOOSING, HEAVY.progress.own, (), WHICH),
    Row("leave the only deadlift out", State(Phase.MAKING, _owning(BELL, LIFT)), on.LeaveOutAsked(DEADLIFT),
        Phase.MAKING, (LIFT,), (_out(BELL), _has(Key.MINE_HAS_NOW, 440, LIFT))),
    Row("leave the second out", HEAVY, on.LeaveOutAsked(Named(("second",), "number two")), Phase.MAKING, (BAR, LIFT),
        (_out(BELL), _has(Key.MINE_HAS_NOW, 949, BAR, LIFT))),
    Row("leave out what isn't in", WITH_PLANK, on.LeaveOutAsked(_one(BOW)), Phase.MAKING, (PLANK,),
        (Line.of(Key.MINE_NOT_IN, which=_names(BOW)),)),
    Row("leave out what is none", WITH_PLANK, on.LeaveOutAsked(Named((), "sit-ups")), Phase.MAKING, (PLANK,),
        (Line.of(Key.UNKNOWN_EXERCISE, words="sit-ups"),)),
    Row("leave the fourth of one out", WITH_PLANK, on.LeaveOutAsked(Named(("fourth",), "number four")), Phase.MAKING,
        (PLANK,), (Line.of(Key.ONLY_SO_MANY, count=1),)),
    Row("leave the only one out of what is offered", State(progress=_owning(PLANK), plan=OWN_TWO),
        on.LeaveOutAsked(_one(PLANK)), Phase.HOME, (), (_out(PLANK), Line.of(Key.MINE_EMPTY)), HOME_ASK),
    Row("leave out of none", HOME, on.LeaveOutAsked(DEADLIFTS), Phase.HOME, (), (NONE,), HOME_ASK),
    # deleting it
    Row("delete it", OWNING, on.DropOwnAsked(), Phase.DROPPING, (PLANK, LIFT), (), DROP_ASK),
    Row("start over", WITH_PLANK, on.StartOverAsked(), Phase.DROPPING, (PLANK,), (), DROP_ASK),
    Row("delete none", HOME, on.DropOwnAsked(), Phase.MAKING, (), (NONE,), MAKE_ONE),
    Row("yes, delete it", replace(OWNING, phase=Phase.DROPPING), on.Agreed(), Phase.HOME, (),
        (Line.of(Key.MINE_DROPPED),), HOME_ASK),
    Row("yes, start over", replace(WITH_PLANK, phase=Phase.DROPPING, back_to=Phase.MAKING), on.Agreed(), Phase.MAKING,
        (), (Line.of(Key.MINE_DROPPED),), ASK_FIRST),
    Row("yes, delete the one described", replace(BRIEFED_OWN, phase=Phase.DROPPING, back_to=Phase.BRIEFED),
        on.Agreed(), Phase.HOME, (), (Line.of(Key.MINE_DROPPED),), HOME_ASK),
    Row("no, keep it", replace(WITH_PLANK, phase=Phase.DROPPING, back_to=Phase.MAKING), on.Declined(), Phase.MAKING,
        (PLANK,), (Line.of(Key.MINE_NOT_DROPPED),)),
    Row("never mind", replace(OWNING, phase=Phase.DROPPING), on.CancelAsked(), Phase.HOME, (PLANK, LIFT),
        (Line.of(Key.MINE_NOT_DROPPED),), HOME_ASK),
    Row("anything else keeps it", replace(OWNING, phase=Phase.DROPPING), on.OwnAsked(), Phase.BRIEFED, (PLANK, LIFT),
        BRIEF_TWO, BRIEF_ASK),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_rows(row: Row, catalogue: Catalogue) -> None:
    """Each word about a routine of one's own leads where it should, and is saved with the answer."""
    turn = advance(row.state, row.event, Moment(catalogue, NOW))
    assert turn.reply == Reply(row.say, ask=row.ask[0], reprompt=row.ask[1])
    assert (turn.state.phase, turn.state.progress.own) == (row.phase, row.own)


def _left(turn: Turn) -> tuple[Plan | None, Phase]:
    underway = turn.state.progress.underway
    return underway.plan if underway else turn.state.plan, turn.state.phase


@pytest.mark.parametrize(
    ("state", "plan"),
    [
        (BRIEFED_OWN, OWN_TWO),
        (State(Phase.BRIEFED, KNOWN, plan=PLAN), PLAN),
        (AT_BOWS, PLAN),
        (State(Phase.RESUMABLE, replace(_owning(PLANK), underway=Underway(OWN_TWO, 0, touched_ms=NOW))), OWN_TWO),
    ],
    ids=["described", "none and another described", "none and another waits", "unfinished"],
)
def test_mine_is_at_hand(state: State, plan: Plan, catalogue: Catalogue) -> None:
    """Who says "my routine" to it begins it or goes on; who has none means the one that is there."""
    turn = advance(state, on.OwnAsked(), Moment(catalogue, NOW))
    assert _left(turn) == (plan, Phase.PLAYING)


def _today(*exercises: str) -> Line:
    return Line.of(Key.WITHOUT_TODAY, exercises=_names(*exercises))


GYM = Plan(ADVANCED, routine="gym-advanced")


def test_leave_out_of_what_is_described(catalogue: Catalogue) -> None:
    """Of a routine that is described or offered, it is left out today; one's own that is saved stays as it is."""
    for phase, own in product((Phase.BRIEFED, Phase.HOME), ((), (BAR, PLANK))):
        state = State(phase, replace(KNOWN, own=own), plan=GYM)
        turn = advance(state, on.LeaveOutAsked(DEADLIFTS), Moment(catalogue, NOW))
        plan = turn.state.plan
        assert plan is not None
        assert (plan.left_out, done_in(plan, catalogue)) == ((BAR, BELL), (HYPER, ROLL, PLANK))
        assert (turn.state.phase, turn.state.progress.own) == (Phase.BRIEFED, own)
        assert turn.reply.say[0] == _today(BAR, BELL)


def test_what_is_left_out_stays_out(catalogue: Catalogue) -> None:
    """Kit and time change nothing of it, and nothing that was left out stands in for another."""
    plan = replace(GYM, left_out=(PLANK,))
    assert done_in(tailored(plan, (Kit.BALL,), catalogue), catalogue) == (BAR, BELL, HYPER, LIFT)
    for minutes in (8, 20, 45):
        assert PLANK not in done_in(tailored(replace(plan, within_s=minutes * 60), (), catalogue), catalogue)
    assert tailored(replace(plan, left_out=()), (), catalogue) == GYM
    nothing = replace(_plan(catalogue, HYPER), left_out=(LIFT, BOW))
    assert done_in(tailored(nothing, (Kit.BENCH,), catalogue), catalogue) == (HYPER,)


@pytest.mark.parametrize("left_out", [(BAR,), (BAR, HYPER)])
def test_a_lighter_set_first(left_out: tuple[str, ...], catalogue: Catalogue) -> None:
    """Who leaves out the first weight has the lighter set before the next one, and once."""
    described = tailored(replace(GYM, left_out=left_out), (), catalogue)
    waiting = State(Phase.WAITING, replace(KNOWN, underway=Underway(GYM, 1, touched_ms=NOW)))
    begun, _ = _left(advance(waiting, on.LeaveOutAsked(Named(left_out, "these lifts")), Moment(catalogue, NOW)))
    for plan in (described, begun):
        assert plan is not None
        lighter = [step.exercise for step in expand(plan, catalogue) if isinstance(step, WorkSet) and not step.number]
        assert lighter == [catalogue.exercises[BELL]]


def test_of_my_routine(catalogue: Catalogue) -> None:
    """Who says "of my routine" changes that, whatever is described."""
    state = State(Phase.BRIEFED, replace(KNOWN, own=(BAR, PLANK)), plan=GYM)
    turn = advance(state, on.LeaveOutAsked(DEADLIFTS, own=True), Moment(catalogue, NOW))
    assert (turn.state.plan, turn.state.progress.own) == (GYM, (PLANK,))
    assert turn.reply.say == (_out(BAR), _has(Key.MINE_HAS, 369, PLANK))


@pytest.mark.parametrize(
    "state",
    [replace(BRIEFED_OWN, plan=OWN_TWO), replace(OWNING, plan=OWN_TWO), OWNING],
    ids=["described", "offered", "only saved"],
)
def test_of_ones_own_just_today(state: State, catalogue: Catalogue) -> None:
    """Who says "today" keeps in their own what is left out of it."""
    turn = advance(state, on.LeaveOutAsked(_one(PLANK), own=False), Moment(catalogue, NOW))
    assert turn.state.plan is not None
    assert (turn.state.plan.left_out, done_in(turn.state.plan, catalogue)) == ((PLANK,), (LIFT,))
    assert (turn.reply.say[0], turn.state.progress.own) == (_today(PLANK), (PLANK, LIFT))


@pytest.mark.parametrize(("plan", "left"), [(OWN_TWO, (LIFT,)), (PLAN, (LIFT, PLANK, BOW))], ids=["own", "another"])
def test_of_ones_own_while_it_is_done(plan: Plan, left: tuple[str, ...], catalogue: Catalogue) -> None:
    """Who is doing their own and takes something out of it doesn't do it now, either; another workout stays whole."""
    underway = Underway(plan, 4, touched_ms=NOW)
    state = State(Phase.WAITING, replace(_owning(PLANK, LIFT), underway=underway))
    turn = advance(state, on.LeaveOutAsked(_one(PLANK), own=True), Moment(catalogue, NOW))
    at_hand, phase = _left(turn)
    assert at_hand is not None
    assert (done_in(at_hand, catalogue), phase, turn.state.progress.own) == (left, Phase.WAITING, (LIFT,))
    assert turn.reply.say[0] == _out(PLANK)


def _talk(plan: Plan, exercise: str, catalogue: Catalogue) -> int:
    """Give the set-up talk of an exercise."""
    steps = enumerate(expand(plan, catalogue))
    return next(index for index, step in steps if isinstance(step, SetUp) and step.exercise.id == exercise)


class Left(NamedTuple):
    """At the talk of an exercise, what is left out, and what comes of it."""

    phase: Phase
    at: str
    named: Named
    left: tuple[str, ...]
    then: Phase
    say: tuple[Line, ...]


LEFT = (
    Left(Phase.WAITING, BELL, _one(ROLL), (BAR, BELL, HYPER, PLANK), Phase.WAITING, (_today(ROLL),)),
    Left(Phase.WAITING, BELL, _one(BELL), (BAR, HYPER, ROLL, PLANK), Phase.WAITING, (_today(BELL),)),
    Left(Phase.WAITING, HYPER, DEADLIFTS, (BAR, BELL, HYPER, ROLL, PLANK), Phase.WAITING,
         (Line.of(Key.WITHOUT_PAST, exercises=_names(BAR, BELL)),)),
    Left(Phase.PAUSED, BELL, _one(BELL), (BAR, BELL, HYPER, ROLL, PLANK), Phase.WAITING, (Line.of(Key.LEFT_OUT),)),
    Left(Phase.PAUSED, BAR, DEADLIFTS, (BAR, HYPER, ROLL, PLANK), Phase.WAITING, (_today(BELL), Line.of(Key.LEFT_OUT))),
    Left(Phase.RESUMABLE, BELL, _one(PLANK), (BAR, BELL, HYPER, ROLL), Phase.RESUMABLE, (_today(PLANK),)),
)  # fmt: skip


@pytest.mark.parametrize("row", LEFT)
def test_leave_out_of_a_workout(row: Left, catalogue: Catalogue) -> None:
    """What is still to come goes, what is being done gives way to the next, and what is over stays done."""
    underway = Underway(GYM, _talk(GYM, row.at, catalogue), touched_ms=NOW)
    state = State(row.phase, replace(KNOWN, underway=underway))
    turn = advance(state, on.LeaveOutAsked(row.named), Moment(catalogue, NOW))
    plan, phase = _left(turn)
    assert plan is not None
    assert (done_in(plan, catalogue), phase, turn.reply.say) == (row.left, row.then, row.say)


def test_the_only_one_stays(catalogue: Catalogue) -> None:
    """Before the only exercise has begun there is nothing else to go on with."""
    alone = Plan(BEGINNER, exercise=LIFT)
    for state in (
        State(Phase.BRIEFED, KNOWN, plan=alone),
        State(Phase.WAITING, replace(KNOWN, underway=Underway(alone, 1, touched_ms=NOW))),
    ):
        turn = advance(state, on.LeaveOutAsked(_one(LIFT)), Moment(catalogue, NOW))
        assert (turn.reply.say, _left(turn)) == ((Line.of(Key.WITHOUT_NOTHING_LEFT),), (alone, state.phase))


def test_said_into_a_block(catalogue: Catalogue) -> None:
    """What is to come is left out, or one's own changed, while the block goes on where it was."""
    sounding = Underway(GYM, _talk(GYM, BAR, catalogue), began_ms=NOW - 5000, touched_ms=NOW - 5000)
    state = State(Phase.PLAYING, replace(KNOWN, underway=sounding))
    for event in (on.LeaveOutAsked(_one(PLANK)), on.AddAsked(_one(PLANK)), on.OwnContentsAsked()):
        turn = advance(state, event, Moment(catalogue, NOW))
        assert (turn.state.phase, bool(turn.reply.timeline.cues)) == (Phase.PLAYING, True), event


def test_the_second_of_what_was_described(catalogue: Catalogue) -> None:
    """A place in the list is one in the routine as it was described, their own or cut."""
    for plan in (_plan(catalogue, ROLL, LIFT), replace(GYM, parts=_plan(catalogue, ROLL, LIFT).parts)):
        second = on.MusclesAsked(Named(("second",), "number two"))
        turn = advance(State(Phase.BRIEFED, KNOWN, plan=plan), second, Moment(catalogue, NOW))
        works = Line.of(Key.MUSCLES, exercise=exercise_line(ROLL, "name"), muscles=exercise_line(ROLL, "muscles"))
        assert turn.reply.say == (works,)


def test_which_routines_there_are(catalogue: Catalogue) -> None:
    """Who asks which routines there are hears of their own, or that they can make one."""
    for state, hint in ((HOME, Key.MINE_HINT), (OWNING, Key.MINE_HINT_HAS)):
        turn = advance(state, on.RoutinesAsked(), Moment(catalogue, NOW))
        assert turn.reply.say == (Line.of(Key.LIST_ROUTINES), Line.of(hint))


def test_an_unfinished_one_stays_as_it_was_begun(catalogue: Catalogue) -> None:
    """Who changes or deletes their own goes on with what they had begun of it."""
    begun = State(Phase.HOME, replace(_owning(PLANK, LIFT), underway=Underway(OWN_TWO, 11, touched_ms=NOW)))
    for event in (on.LeaveOutAsked(_one(PLANK), own=True), on.AddAsked(_one(BOW))):
        after = advance(begun, event, Moment(catalogue, NOW)).state
        assert after.progress.own != begun.progress.own
        assert after.progress.underway == begun.progress.underway


def _lengths(plans: Iterable[Plan], catalogue: Catalogue) -> list[int]:
    return [total_s(expand(plan, catalogue)) for plan in plans]


def test_longer_than_any_of_ours(catalogue: Catalogue) -> None:
    """A beginner hears that it is longer than our longest for them with the exercise that makes it so."""
    state, said = MAKING, []
    for exercise in ALL:
        turn = advance(state, on.AddAsked(_one(exercise)), Moment(catalogue, NOW))
        state = turn.state
        said.append(Line.of(Key.MINE_TOO_LONG) in turn.reply.say)
    ours = [Plan(BEGINNER, routine=name) for name, found in catalogue.routines.items() if found.level is BEGINNER]
    growing = [_plan(catalogue, *ALL[:count]) for count in range(1, len(ALL) + 1)]
    longer = [length > max(_lengths(ours, catalogue)) for length in _lengths(growing, catalogue)]
    assert said.index(True) == longer.index(True)
    assert sum(said) == 1
