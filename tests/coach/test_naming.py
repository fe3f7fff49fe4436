"""Which exercise a name comes to, as a table: done at once, said and done, asked about, or none."""

from typing import NamedTuple

import pytest

from skill.catalogue.model import Catalogue, Kit, Level, Place
from skill.coach import events as on
from skill.coach.answers import Moment
from skill.coach.events import Event, Named
from skill.coach.keys import Key
from skill.coach.reply import Line, exercise_line
from skill.coach.state import Phase, Plan, Progress, Purpose, State, Underway, plain
from skill.coach.transitions import advance
from skill.frozen import replace

NOW = 1_800_000_000_000
PLAN = Plan(Level.BEGINNER, routine="home-beginner")
KNOWN = Progress(introduced=True)
HOME = State(progress=KNOWN)
AT_HOME = replace(HOME, progress=replace(KNOWN, place=Place.HOME))
ADVANCED = replace(HOME, progress=replace(KNOWN, level=Level.ADVANCED))
NO_BAR = replace(HOME, progress=replace(KNOWN, lacks=(Kit.BAR,)))
NO_WEIGHTS = replace(HOME, progress=replace(KNOWN, lacks=(Kit.KETTLEBELL, Kit.KETTLEBELLS, Kit.BAR)))
BRIEFED = State(Phase.BRIEFED, KNOWN, plan=PLAN)
AT_PLANKS = State(Phase.WAITING, replace(KNOWN, underway=Underway(PLAN, 11, touched_ms=NOW)))
IN_A_HOLD = State(Phase.PAUSED, replace(KNOWN, underway=Underway(PLAN, 13, done=4, touched_ms=NOW)))
WARMING_UP = State(Phase.PAUSED, replace(KNOWN, underway=Underway(PLAN, 1, touched_ms=NOW)))
CHOOSING = State(Phase.CHOOSING, KNOWN, purpose=Purpose.MUSCLES)
CHOOSING_LEVEL = State(Phase.CHOOSING, KNOWN, purpose=Purpose.ROUTINE)

LIFT, PLANK, ROLL, HYPER = "torso-lift", "reverse-plank", "ball-roll", "hyperextension"
BOW, BELL, BAR = "good-morning", "kettlebell-deadlift", "romanian-deadlift"


def _among(*exercises: str) -> State:
    return replace(CHOOSING, among=exercises)


def _named(*ids: str) -> Event:
    return on.MusclesAsked(Named(ids, "these words"))


def _which(*exercises: str) -> Line:
    return Line.of(Key.WHICH_OF_THESE, which=tuple(exercise_line(name, "name") for name in exercises))


def _that_one(exercise: str) -> Line:
    return Line.of(Key.THAT_ONE, exercise=exercise_line(exercise, "name"))


class Row(NamedTuple):
    """Somebody asks for the muscles of something named: the exercise told of, or those asked about, and the words."""

    state: State
    event: Event
    told: str | None = None
    among: tuple[str, ...] = ()
    says: tuple[Line, ...] = ()
    asks: Line | None = None


DEADLIFT_ASK = Line("nearby.deadlift.ask")
UNKNOWN = Line.of(Key.UNKNOWN_EXERCISE, words="these words")

ROWS = {
    "ours": Row(HOME, _named(LIFT), LIFT),
    "another name for ours": Row(HOME, _named("superman"), LIFT, says=(Line("nearby.superman.say"),)),
    "near to one": Row(HOME, _named("plank"), None, (PLANK,), (Line("nearby.plank.say"),), Line("nearby.plank.ask")),
    "near to one, asked as usual": Row(
        HOME, _named("squat"), None, (BELL,), (Line("nearby.squat.say"),), _that_one(BELL)
    ),
    "near to two": Row(
        HOME,
        _named("reverse-hyper"),
        None,
        (PLANK, HYPER),
        (Line("nearby.reverse-hyper.say"),),
        Line("nearby.reverse-hyper.ask"),
    ),
    "near to none": Row(HOME, _named("elsewhere"), None, (), (UNKNOWN,)),
    "nothing we know": Row(HOME, _named(), None, (), (UNKNOWN,)),
    "one of two": Row(HOME, _named(HYPER, LIFT), None, (LIFT, HYPER), (), Line("nearby.back-extension.ask")),
    "one of two without words of their own": Row(HOME, _named(LIFT, BOW), None, (LIFT, BOW), (), _which(LIFT, BOW)),
    "one of two, at home": Row(AT_HOME, _named(HYPER, LIFT), LIFT, says=(Line("nearby.back-extension.assumed.home"),)),
    "one of two, for a beginner": Row(
        HOME, _named(BAR, BELL), None, (BELL, BAR), (Line("nearby.deadlift.to_beginners"),), Line("nearby.deadlift.ask")
    ),
    "one of two, for others": Row(ADVANCED, _named(BAR, BELL), None, (BELL, BAR), (), Line("nearby.deadlift.ask")),
    "one of two, without the other's kit": Row(
        NO_BAR,
        _named(BAR, BELL),
        BELL,
        says=(Line.of(Key.WITHOUT_KIT, lacked=(Line("kit_names.bar"),), exercise=exercise_line(BELL, "name")),),
    ),
    "one of two, without either's kit": Row(
        NO_WEIGHTS, _named(BAR, BELL), None, (BELL, BAR), (Line("nearby.deadlift.to_beginners"),), DEADLIFT_ASK
    ),
    "one of two, and one of them offered": Row(_among(PLANK, HYPER), _named(LIFT, HYPER), HYPER),
    "one of two, both offered": Row(
        _among(LIFT, HYPER), _named(LIFT, HYPER), None, (LIFT, HYPER), (), Line("nearby.back-extension.ask")
    ),
    "ours and what is near to it": Row(HOME, _named("plank", PLANK), None, (PLANK,), (), Line("nearby.plank.ask")),
    "perhaps health": Row(HOME, _named("hypertension"), None, (HYPER,), (), Line("health.hypertension.ask")),
    "perhaps health, and ours": Row(
        HOME, _named(HYPER, "hypertension"), None, (HYPER,), (), Line("health.hypertension.ask")
    ),
    "perhaps health, and another of ours": Row(
        HOME, _named(LIFT, "hypertension"), None, (HYPER,), (), Line("health.hypertension.ask")
    ),
    "health out of the blue": Row(HOME, _named("blood-pressure"), None, (HYPER,), (), Line("health.hypertension.ask")),
    "yes to what is perhaps health": Row(
        _among(HYPER), on.Agreed(), None, (HYPER,), (), Line("health.hypertension.ask")
    ),
    "yes": Row(_among(PLANK), on.Agreed(), PLANK),
    "the exercise": Row(_among(HYPER), on.ExerciseNamed(), HYPER),
    "it": Row(_among(PLANK), on.MusclesAsked(), PLANK),
    "yes to two": Row(_among(PLANK, ROLL), on.Agreed(), None, (PLANK, ROLL), (), Line("nearby.bridge.ask")),
    "the exercise, of two": Row(
        _among(PLANK, ROLL), on.ExerciseNamed(), None, (PLANK, ROLL), (), Line("nearby.bridge.ask")
    ),
    "a greeting that is a name": Row(
        CHOOSING, on.Greeted(Named((BOW,), "good morning")), None, (BOW,), (), _that_one(BOW)
    ),
    "the third": Row(HOME, _named("third"), ROLL),
    "the last": Row(HOME, _named("last"), BAR),
    "the second of two": Row(_among(BAR, BELL), _named("second"), BELL),
    "the last of two": Row(_among(BAR, BELL), _named("last"), BELL),
    "the third of two": Row(
        _among(BAR, BELL),
        _named("third"),
        None,
        (BAR, BELL),
        (Line.of(Key.ONLY_SO_MANY, count=2),),
        Line("nearby.deadlift.ask"),
    ),
    "the third, where one is offered": Row(_among(PLANK), _named("third"), ROLL),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_name(row: Row, catalogue: Catalogue) -> None:
    """What is clear is told of, with what there is to say of its name; everything else is asked."""
    turn = advance(row.state, row.event, Moment(catalogue, NOW))
    state, reply = turn.state, turn.reply

    if row.told is not None:
        name, muscles = exercise_line(row.told, "name"), exercise_line(row.told, "muscles")
        assert (state.phase, state.subject) == (Phase.TALKING, row.told)
        assert reply.say == (*row.says, Line.of(Key.MUSCLES, exercise=name, muscles=muscles))
        return
    assert (state.phase, state.purpose, state.among) == (Phase.CHOOSING, Purpose.MUSCLES, row.among)
    assert reply.say == row.says
    everything = tuple(exercise_line(name, "name") for name in catalogue.exercises)
    assert reply.ask == (row.asks or Line.of(Key.WHICH_EXERCISE, exercises=everything))


@pytest.mark.parametrize(
    ("state", "event", "say"),
    [
        (BRIEFED, _named("second"), Line.of(Key.MUSCLES, exercise=exercise_line(PLANK, "name"),
            muscles=exercise_line(PLANK, "muscles"))),
        (BRIEFED, _named("fourth"), Line.of(Key.ONLY_SO_MANY, count=3)),
        (AT_PLANKS, _named("last"), Line.of(Key.MUSCLES, exercise=exercise_line(LIFT, "name"),
            muscles=exercise_line(LIFT, "muscles"))),
        (IN_A_HOLD, _named("last"), Line.of(Key.MUSCLES, exercise=exercise_line(LIFT, "name"),
            muscles=exercise_line(LIFT, "muscles"))),
        (WARMING_UP, _named("last"), Line.of(Key.NOTHING_BEFORE)),
        (AT_PLANKS, on.Greeted(), Line.of(Key.HELLO)),
        (CHOOSING_LEVEL, on.Greeted(Named((BOW,), "good morning")), Line.of(Key.HELLO)),
    ],
    ids=["second", "no fourth", "one before", "one before this", "none before", "hello", "hello of a level"],
)  # fmt: skip
def test_a_place_in_what_goes_on(state: State, event: Event, say: Line, catalogue: Catalogue) -> None:
    """In a routine described its own exercises are counted, in a workout the last is the one before; both go on."""
    turn = advance(state, event, Moment(catalogue, NOW))

    # Before a workout that is described, what was asked about is what "do it" means.
    subject = PLANK if state is BRIEFED and event == _named("second") else state.subject
    assert (turn.reply.say, replace(turn.state, said=())) == ((say,), replace(state, subject=subject))


@pytest.mark.parametrize("asked", [Named((), "squids"), Named(("elsewhere",), "push ups")])
def test_a_bare_name_of_nothing_near(asked: Named, catalogue: Catalogue) -> None:
    """Whoever names what we have nothing like hears what we have."""
    turn = advance(HOME, on.ExerciseNamed(asked), Moment(catalogue, NOW))
    everything = tuple(exercise_line(name, "name") for name in catalogue.exercises)
    assert turn.reply.say == (Line.of(Key.UNKNOWN_EXERCISE, words=asked.words),)
    assert turn.reply.ask == Line.of(Key.WHICH_EXERCISE, exercises=everything)


@pytest.mark.parametrize(
    ("place", "routine"), [("first", "home-beginner"), ("third", "home-advanced-kit"), ("last", "home-advanced-kit")]
)
def test_a_level_by_its_place(place: str, routine: str, catalogue: Catalogue) -> None:
    """While a level is chosen, the first one is a level."""
    chosen = advance(CHOOSING_LEVEL, on.ExerciseNamed(Named((place,), place)), Moment(catalogue, NOW)).state
    assert chosen.plan is not None
    assert chosen.plan.routine == routine


def test_no_level_at_that_place(catalogue: Catalogue) -> None:
    """The fourth of three levels is none, and an exercise neither."""
    turn = advance(CHOOSING_LEVEL, on.ExerciseNamed(Named(("fourth",), "number four")), Moment(catalogue, NOW))
    assert (turn.reply.say, turn.state.phase) == ((Line.of(Key.ONLY_SO_MANY, count=3),), Phase.CHOOSING)


def test_a_matter_of_health_leaves_no_trace(catalogue: Catalogue) -> None:
    """Asked about and answered, it is sent to a doctor; neither the session nor the store holds a word of it."""
    moment = Moment(catalogue, NOW)
    asked = advance(AT_PLANKS, on.ExerciseNamed(Named(("hypertension",), "hypertension")), moment)
    answered = advance(asked.state, on.ExerciseNamed(Named(("blood-pressure",), "high blood pressure")), moment)

    assert (asked.reply.ask, asked.reply.reprompt) == (Line("health.hypertension.ask"), Line.of(Key.EITHER_REPROMPT))
    assert answered.reply.say[0] == Line.of(Key.ADVICE_CHECK)
    # The plank that is waited for is held longer than it then should be.
    leaving = replace(AT_PLANKS, phase=Phase.LEAVING, among=(PLANK,), back_to=Phase.WAITING)
    assert replace(answered.state, said=()) == leaving
    for state in (asked.state, answered.state):
        assert not any(word in str(plain(state)) for word in ("health", "pressure", "hypertension"))


@pytest.mark.parametrize("purpose", [Purpose.DO, Purpose.LEARN, Purpose.KIT, Purpose.WHY, None])
def test_no_gives_up(purpose: Purpose | None, catalogue: Catalogue) -> None:
    """Whatever it was for, no to what comes near goes back to what it interrupted."""
    offered = replace(AT_PLANKS, phase=Phase.CHOOSING, purpose=purpose, among=(PLANK,), back_to=Phase.WAITING)
    offered = replace(offered, level=Level.ADVANCED, amount=10)
    turn = advance(offered, on.Declined(), Moment(catalogue, NOW))
    assert (turn.reply.say, replace(turn.state, said=())) == ((Line.of(Key.OTHERWISE),), AT_PLANKS)


@pytest.mark.parametrize(
    "event", [on.Agreed(), on.ExerciseNamed(Named((BELL,), "kettlebell")), on.ExerciseAsked(Named((BELL,), "that"))]
)
def test_the_level_asked_for_is_kept(event: Event, catalogue: Catalogue) -> None:
    """Whichever way the exercise is made clear, it is done at the level that was asked for at first."""
    offered = replace(CHOOSING, purpose=Purpose.DO, among=(BELL,), level=Level.ADVANCED)
    turn = advance(offered, event, Moment(catalogue, NOW))
    assert turn.state.plan == Plan(Level.ADVANCED, exercise=BELL)
    assert turn.state.level is None


@pytest.mark.parametrize("phase", [Phase.HOME, Phase.TALKING, Phase.DONE])
def test_a_greeting_where_no_exercise_is_chosen(phase: Phase, catalogue: Catalogue) -> None:
    """Good morning is a greeting and nothing else, and the open question is asked again."""
    state = State(phase, KNOWN, subject=LIFT, said=("home.ask",))
    turn = advance(state, on.Greeted(Named((BOW,), "good morning")), Moment(catalogue, NOW))
    assert (turn.reply.say, turn.state.phase, turn.state.subject) == ((Line.of(Key.HELLO),), phase, LIFT)


def test_a_greeting_first_of_all(catalogue: Catalogue) -> None:
    """Who begins with a greeting is answered as whoever opens the skill."""
    moment = Moment(catalogue, NOW)
    assert advance(HOME, on.Greeted(), moment) == advance(HOME, on.Launched(), moment)


@pytest.mark.parametrize(
    "event", [on.AboutAsked(), on.TechniqueAsked(), on.MoreAsked(), on.LastDoneAsked(), on.FormAsked()]
)
def test_another_workout_is_open(event: on.Event, catalogue: Catalogue) -> None:
    """While a routine is described, nothing is told of the exercise at hand in the workout that is open beside it."""
    described = State(Phase.BRIEFED, AT_PLANKS.progress, plan=Plan(Level.BEGINNER, routine="five-minute"))
    moment, nothing_open = (
        Moment(catalogue, NOW),
        replace(described, progress=replace(AT_PLANKS.progress, underway=None)),
    )
    told, as_told = (advance(state, event, moment).reply for state in (described, nothing_open))
    replaces = Line.of(Key.BRIEF_REPLACES)
    assert tuple(line for line in told.say if line != replaces) == as_told.say
    assert told.ask == as_told.ask
