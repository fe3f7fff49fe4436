"""What is said about health, in every phase: answered at once, and nowhere to be found afterwards."""

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from skill.app import create_app
from skill.carried import Carried
from skill.catalogue.model import Catalogue, Kit, Level
from skill.coach import events as on
from skill.coach.answers import Moment, Turn
from skill.coach.blocks import exercise_of
from skill.coach.keys import Key
from skill.coach.reply import Line, Reply, exercise_line
from skill.coach.state import Phase, Plan, Progress, State, Underway, plain
from skill.coach.steps import SetUp, Step
from skill.coach.transitions import advance
from skill.coach.workout import done_in, expand
from skill.frozen import replace
from skill.settings import Settings
from skill.simulator.envelope import Echo, Session, envelope, intent_request
from skill.simulator.samples import SlotMatch
from skill.store import open_store
from skill.store.base import Store

NOW = 1_800_000_000_000
LATER = datetime.fromtimestamp(NOW / 1000, UTC)
PLAN = Plan(Level.BEGINNER, routine="home-beginner")
KNOWN = Progress(introduced=True, level=Level.BEGINNER)
MIDWAY = replace(KNOWN, underway=Underway(PLAN, 6, done=3, touched_ms=NOW))
SOUNDING = replace(KNOWN, underway=Underway(PLAN, 6, done=3, began_ms=NOW - 1000, touched_ms=NOW))

STATES = {
    Phase.HOME: State(Phase.HOME, KNOWN),
    Phase.RESUMABLE: State(Phase.RESUMABLE, MIDWAY),
    Phase.BRIEFED: State(Phase.BRIEFED, KNOWN, plan=PLAN),
    Phase.PLAYING: State(Phase.PLAYING, SOUNDING),
    Phase.WAITING: State(Phase.WAITING, replace(KNOWN, underway=Underway(PLAN, 11, touched_ms=NOW))),
    Phase.PAUSED: State(Phase.PAUSED, MIDWAY),
    Phase.DONE: State(Phase.DONE, KNOWN),
    Phase.READING: State(Phase.READING, MIDWAY, subject="torso-lift", point=2, back_to=Phase.PAUSED),
    Phase.CHOOSING: State(Phase.CHOOSING, KNOWN),
    Phase.TALKING: State(Phase.TALKING, KNOWN, subject="ball-roll"),
    Phase.MAKING: State(Phase.MAKING, replace(KNOWN, own=("reverse-plank",)), subject="reverse-plank"),
    Phase.LEAVING: State(Phase.LEAVING, KNOWN, plan=PLAN, among=("good-morning",), back_to=Phase.BRIEFED),
    Phase.DROPPING: State(Phase.DROPPING, replace(KNOWN, own=("reverse-plank",))),
    Phase.FORGETTING: State(Phase.FORGETTING, KNOWN),
    Phase.CLOSED: State(Phase.CLOSED, KNOWN),
}

EASE, REST = Line.of(Key.HURT_EASE), Line.of(Key.HURT_REST)


def test_every_phase_is_tried() -> None:
    """There is a state for each phase."""
    assert set(STATES) == set(Phase)


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize(
    ("event", "first"),
    [
        (on.HurtSaid(), {EASE, REST}),
        (on.SharpPainSaid(), {Line.of(Key.SHARP_STOP)}),
        (on.UnwellSaid(), {Line.of(Key.UNWELL_STOP)}),
        (on.EmergencySaid(), {Line.of(Key.EMERGENCY_STOP)}),
    ],
)
def test_pain_is_answered_before_anything_else(
    catalogue: Catalogue, phase: Phase, event: on.Event, first: set[Line]
) -> None:
    """Whatever is going on, the first words are what to do now; a sign to stop ends the session."""
    turn = advance(STATES[phase], event, Moment(catalogue, NOW))

    assert turn.reply.say[0] in first
    assert turn.reply.timeline.cues == ()
    assert (turn.state.phase is Phase.CLOSED) == (not isinstance(event, on.HurtSaid))


def _names(*exercises: str) -> tuple[Line, ...]:
    return tuple(exercise_line(exercise, "name") for exercise in exercises)


def _said(*ids: str) -> on.ConditionSaid:
    return on.ConditionSaid(on.Named(ids, "this"))


CHECK, UNKNOWN, ASK_ALL = Line.of(Key.ADVICE_CHECK), Line.of(Key.ADVICE_UNKNOWN), Line.of(Key.ADVICE_ASK_ALL)
OF_THIS_WORKOUT = {str(Key.LEFT_OUT), str(Key.ADVICE_STOP)}
IN_TORSO_LIFTS = {Phase.PLAYING, Phase.PAUSED, Phase.READING}
PREGNANT = (
    CHECK,
    Line.of(
        Key.ADVICE_ASK_ABOUT,
        exercises=_names("reverse-plank", "good-morning", "kettlebell-deadlift", "romanian-deadlift"),
    ),
    Line("condition.pregnancy.advice.0"),
    Line("condition.pregnancy.advice.1"),
    Line.of(Key.ADVICE_LEAVE_OUT, exercises=_names("torso-lift", "ball-roll", "hyperextension")),
)
BOWS_AND_HINGES = "hyperextension", "good-morning", "kettlebell-deadlift", "romanian-deadlift"
DISC = (
    CHECK,
    Line.of(Key.ADVICE_ASK_ABOUT, exercises=_names("torso-lift", "reverse-plank", "ball-roll")),
    Line.of(Key.ADVICE_LEAVE_OUT, exercises=_names(*BOWS_AND_HINGES)),
)
PRESSURE = (
    CHECK,
    Line.of(Key.ADVICE_ASK_ABOUT, exercises=_names(*BOWS_AND_HINGES)),
    Line("condition.blood-pressure.advice.0"),
    Line("condition.blood-pressure.advice.1"),
)


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.CLOSED])
@pytest.mark.parametrize(
    ("event", "say"),
    [
        (_said("pregnancy"), PREGNANT),
        (_said("disc"), DISC),
        (_said("blood-pressure"), PRESSURE),
        (_said("recovery"), (CHECK, ASK_ALL, Line("condition.recovery.advice.0"))),
        (_said(), (UNKNOWN, Line.of(Key.ADVICE_UNKNOWN_KIT))),
        (on.ConditionSaid(), (UNKNOWN,)),
        (_said("gone-from-the-content"), (UNKNOWN, Line.of(Key.ADVICE_UNKNOWN_KIT))),
    ],
)
def test_a_condition_is_answered_at_once_and_the_question_stands(
    catalogue: Catalogue, phase: Phase, event: on.Event, say: tuple[Line, ...]
) -> None:
    """First whom to ask, then what to leave out and to ask about; then the open question, at the same place."""
    moment = Moment(catalogue, NOW)
    turn, helped = advance(STATES[phase], event, moment), advance(STATES[phase], on.HelpAsked(), moment)

    assert tuple(line for line in turn.reply.say if line.key not in OF_THIS_WORKOUT) == say
    if event == _said("pregnancy") and phase in IN_TORSO_LIFTS:
        return  # Those are left out.
    assert turn.reply.timeline.cues == ()
    if turn.state.phase is Phase.LEAVING:
        return  # That is asked first.
    assert (turn.reply.ask, turn.reply.reprompt) == (helped.reply.ask, helped.reply.reprompt)
    assert replace(turn.state, said=()) == replace(helped.state, said=())


@pytest.mark.parametrize(("event", "first"), [(on.HurtSaid(), REST), (_said("disc"), CHECK), (_said(), UNKNOWN)])
def test_it_is_answered_before_the_very_first_words(catalogue: Catalogue, event: on.Event, first: Line) -> None:
    """Somebody new is told what to do first, and only then what everybody is told first."""
    turn = advance(State(), event, Moment(catalogue, NOW))

    assert turn.reply.say[0] == first
    assert [line.key for line in turn.reply.say[-3:]] == ["welcome.first", "disclaimer.check", "disclaimer.stop"]
    assert turn.state.progress.introduced


@pytest.mark.parametrize("phase", Phase)
def test_the_exercise_at_hand_may_be_one_to_leave_out(catalogue: Catalogue, phase: Phase) -> None:
    """In the torso lifts, whoever is pregnant does them no more, whatever they say next; at the planks they go on."""
    turn = advance(STATES[phase], _said("pregnancy"), Moment(catalogue, NOW))

    assert (turn.reply.say[-1] == Line.of(Key.LEFT_OUT)) == (phase in IN_TORSO_LIFTS)
    if phase in IN_TORSO_LIFTS:
        ready = Line.of(Key.READY_EXERCISE, exercise=_names("reverse-plank")[0])
        assert (turn.reply.ask, turn.state.phase) == (ready, Phase.WAITING)


def test_left_out_before_anybody_is_in_its_place(catalogue: Catalogue) -> None:
    """Waiting for the bows, whoever has a slipped disc goes from the planks to the cool-down, without a bow."""
    waiting = State(Phase.WAITING, replace(KNOWN, underway=Underway(PLAN, 21, touched_ms=NOW)))
    turn = advance(waiting, _said("disc"), Moment(catalogue, NOW))
    on_floor = advance(turn.state, on.ReadySaid(), Moment(catalogue, NOW))

    assert turn.reply.ask == Line.of(Key.READY_COOL_DOWN)
    assert on_floor.reply.say[:2] == (Line.of(Key.LEAD_COOL_DOWN), Line("positions.sitting.back"))


THOSE = Line.of(Key.WITHOUT_ASK_THOSE), BOWS_AND_HINGES
"""What is asked where all that has just been named is meant."""


@pytest.mark.parametrize(
    ("state", "back_to", "asks"),
    [
        (State(Phase.HOME, KNOWN, plan=PLAN), Phase.HOME, THOSE),
        (STATES[Phase.RESUMABLE], Phase.RESUMABLE, THOSE),
        (STATES[Phase.BRIEFED], Phase.BRIEFED, THOSE),
        (STATES[Phase.PLAYING], Phase.PAUSED, THOSE),
        (STATES[Phase.PAUSED], Phase.PAUSED, THOSE),
        (STATES[Phase.READING], Phase.PAUSED, THOSE),
    ],
    ids=["offered", "unfinished", "described", "into a set", "in a set", "in a reading"],
)
def test_what_is_to_be_left_out_of_this_workout(
    state: State, back_to: Phase, asks: tuple[Line, tuple[str, ...]], catalogue: Catalogue
) -> None:
    """It is asked, and unasked nothing is left out, for that would be kept."""
    moment = Moment(catalogue, NOW)
    asked = advance(state, _said("disc"), moment)
    kept = advance(asked.state, on.Declined(), moment)
    left = advance(asked.state, on.Agreed(), moment)

    assert (asked.reply.ask, asked.state.among) == asks
    assert (asked.state.phase, asked.state.back_to, asked.state.plan) == (Phase.LEAVING, back_to, state.plan)
    assert (kept.state.phase, kept.state.plan) == (back_to, state.plan)
    assert left.reply.say[0] == Line.of(Key.WITHOUT_TODAY, exercises=_names("good-morning"))
    bows = on.Named(("good-morning",), "good mornings")
    unsure = on.ReadySaid(), on.ResumeAsked(), on.SkipAsked(), on.ExerciseSkipped(), on.ExerciseAsked(), on.Undecided()
    for said in (*unsure, on.BothAsked(), on.ExerciseNamed(bows), on.LeaveOutAsked(bows)):
        assert advance(asked.state, said, moment).reply.say[0] == left.reply.say[0]


@pytest.mark.parametrize(
    "state",
    [
        *(STATES[Phase.TALKING], STATES[Phase.MAKING], STATES[Phase.DONE]),
        State(Phase.BRIEFED, KNOWN, plan=Plan(Level.BEGINNER, exercise="torso-lift")),
    ],
    ids=["an exercise spoken of", "a routine made", "done", "another described"],
)
def test_what_is_asked_for_later(state: State, catalogue: Catalogue) -> None:
    """Whatever is at hand, a yes is heeded by all that is described in the session, and a no by none of it."""
    asked = advance(state, _said("disc"), Moment(catalogue, NOW))
    assert (asked.reply.ask, asked.state.among) == THOSE

    left = _after(asked.state, catalogue, on.Agreed(), AT_GYM)
    assert left.reply.say[0] == Line.of(Key.WITHOUT_TODAY, exercises=_names(*HINGES_AT_GYM))
    assert _has(left, catalogue) == ("ball-roll", "reverse-plank")
    kept = _after(asked.state, catalogue, on.Declined(), AT_GYM)
    assert _has(kept, catalogue)[:3] == HINGES_AT_GYM


AT_GYM = on.RoutineAsked(on.Named(("advanced",)), on.Named(("gym",)))
HINGES_AT_GYM = "romanian-deadlift", "kettlebell-deadlift", "hyperextension"


def _after(state: State, catalogue: Catalogue, *events: on.Event) -> Turn:
    turn = Turn(state, Reply())
    for event in events:
        turn = advance(turn.state, event, Moment(catalogue, NOW))
    return turn


def _has(turn: Turn, catalogue: Catalogue) -> tuple[str, ...]:
    assert turn.state.plan is not None
    return done_in(turn.state.plan, catalogue)


def test_nothing_tells_what_was_not_in_the_workout(catalogue: Catalogue) -> None:
    """Of a whole list to leave out, what a store keeps of the workout names only what that would have."""
    begun = _after(State(Phase.HOME, KNOWN, plan=PLAN), catalogue, _said("disc"), on.Agreed(), on.ReadySaid()).state
    assert begun.progress.underway is not None
    assert begun.progress.underway.plan.left_out == ("good-morning",)


def test_what_is_open_beside_it(catalogue: Catalogue) -> None:
    """While another workout is described, a yes leaves it out of the one that is open, too; of nothing else it goes."""
    described = replace(STATES[Phase.BRIEFED], progress=MIDWAY)
    kept = _after(described, catalogue, _said("disc"), on.Agreed()).state.progress.underway
    assert kept is not None
    assert "good-morning" not in done_in(kept.plan, catalogue)

    alone = Underway(Plan(Level.BEGINNER, exercise="good-morning"), 3, touched_ms=NOW)
    bows = replace(described, progress=replace(KNOWN, underway=alone))
    assert _after(bows, catalogue, _said("disc"), on.Agreed()).state.progress.underway is None


@pytest.mark.parametrize("event", [on.PreviousAsked(), on.SetAgainAsked(), on.StartOverAsked()])
def test_nothing_leads_back_to_it(event: on.Event, catalogue: Catalogue) -> None:
    """What was begun and left out isn't played by going back, by the set again, or from the start."""
    moment = Moment(catalogue, NOW)
    left = advance(STATES[Phase.PAUSED], _said("pregnancy"), moment).state
    turn = advance(left, event, moment)
    assert not any(cue.exercise == "torso-lift" for cue in turn.reply.timeline.cues)
    underway = turn.state.progress.underway
    assert underway is not None
    assert all(_is_of(step) != "torso-lift" for step in expand(underway.plan, catalogue)[underway.step :])


def _is_of(step: Step) -> str | None:
    exercise = exercise_of(step)
    return exercise.id if exercise else None


def test_one_of_them_is_kept(catalogue: Catalogue) -> None:
    """Who keeps one by name is asked no more, and the others are left out; two of them by name are a yes."""
    asked = _after(State(Phase.HOME, KNOWN), catalogue, _said("disc")).state
    bows, bench = (on.Named((name,), name) for name in ("good-morning", "hyperextension"))
    one = _after(asked, catalogue, on.PutBackAsked(bows)).state
    two = _after(asked, catalogue, on.TwoNamed(bows, bench)).state
    assert one.not_today == tuple(name for name in BOWS_AND_HINGES if name != "good-morning")
    assert two.not_today == BOWS_AND_HINGES


def test_what_the_content_has_no_more(catalogue: Catalogue) -> None:
    """An exercise that was renamed since is nothing that could be put back."""
    turn = _after(State(Phase.HOME, KNOWN, not_today=("gone",)), catalogue, on.PutBackAsked())
    assert turn.reply.say == (Line.of(Key.WITHOUT_NONE),)


def test_their_own_in_no_time(catalogue: Catalogue) -> None:
    """A time of nothing is no time: what is to be left out is left out of a routine of one's own."""
    owning = State(Phase.HOME, replace(KNOWN, own=("good-morning", "torso-lift")), not_today=("good-morning",))
    assert _has(_after(owning, catalogue, on.OwnAsked(0)), catalogue) == ("torso-lift",)


@pytest.mark.parametrize("seconds", [None, 600])
def test_their_own_of_nothing_else(seconds: int | None, catalogue: Catalogue) -> None:
    """Of their own routine nothing is left: it becomes no other one, and "ready" begins nothing."""
    owning = State(Phase.HOME, replace(KNOWN, own=("torso-lift",)), not_today=("torso-lift",))
    turn = _after(owning, catalogue, on.OwnAsked(seconds))
    assert (turn.reply.say, turn.state.phase) == ((Line.of(Key.WITHOUT_NOTHING_LEFT),), Phase.HOME)
    assert _after(turn.state, catalogue, on.ReadySaid()).state.progress.underway is None


def test_their_own_is_left_out_once_it_is_described(catalogue: Catalogue) -> None:
    """The same, said the other way round: it stays described, as nothing else can be done of it."""
    owning = State(Phase.HOME, replace(KNOWN, own=("ball-roll",)))
    rolls = on.Named(("ball-roll",), "ball rolls")
    turn = _after(owning, catalogue, on.OwnAsked(), on.LeaveOutAsked(rolls, own=False))
    assert turn.reply.say == (Line.of(Key.WITHOUT_NOTHING_LEFT),)
    assert turn.state.plan is not None
    assert turn.state.plan.left_out == ()


def test_a_workout_is_no_no(catalogue: Catalogue) -> None:
    """Who names a workout in place of a yes gets it without what was asked about."""
    turn = _after(State(Phase.HOME, KNOWN), catalogue, _said("disc"), AT_GYM)
    assert _has(turn, catalogue) == ("ball-roll", "reverse-plank")


def test_a_routine_of_nothing_else(catalogue: Catalogue) -> None:
    """It is not described, and what was is offered by its name; the exercise asked for is described, being a wish."""
    described = replace(STATES[Phase.BRIEFED], not_today=BOWS_AND_HINGES)
    learning = replace(KNOWN, lacks=tuple(kit for kit in Kit if kit is not Kit.MAT))
    turn = _after(replace(described, progress=learning), catalogue, on.NamedRoutineAsked(on.Named(("infill-gym",))))
    assert turn.reply.say == (Line.of(Key.WITHOUT_NOTHING_LEFT),)
    assert (turn.state.phase, turn.state.plan) == (Phase.HOME, described.plan)
    assert turn.reply.ask is not None
    assert turn.reply.ask.key == Key.OFFER_ROUTINE

    alone = _after(described, catalogue, on.ExerciseAsked(on.Named(("good-morning",))))
    assert _has(alone, catalogue) == ("good-morning",)


def test_all_of_it_is_to_be_left_out(catalogue: Catalogue) -> None:
    """What was described is not offered any more where it is nothing else, once and again."""
    bows = State(Phase.BRIEFED, KNOWN, plan=Plan(Level.BEGINNER, exercise="good-morning"))
    asked = _after(bows, catalogue, _said("disc"))
    again = _after(replace(bows, not_today=BOWS_AND_HINGES), catalogue, _said("disc"))
    for turn, phase in ((asked, Phase.LEAVING), (again, Phase.HOME)):
        assert (turn.state.phase, turn.state.plan) == (phase, None)


def test_nothing_else_is_left_of_what_is_unfinished(catalogue: Catalogue) -> None:
    """It is not offered any more."""
    bows = replace(KNOWN, underway=Underway(Plan(Level.BEGINNER, exercise="good-morning"), 3, touched_ms=NOW))
    turn = advance(State(Phase.RESUMABLE, bows), _said("disc"), Moment(catalogue, NOW))
    assert (turn.state.back_to, turn.state.progress.underway) == (Phase.HOME, None)


def test_unfinished_in_what_is_to_be_left_out(catalogue: Catalogue) -> None:
    """Stopped in the torso lifts, whoever is pregnant is asked about them before the workout goes on."""
    moment = Moment(catalogue, NOW)
    asked = advance(STATES[Phase.RESUMABLE], _said("pregnancy"), moment)
    left = advance(asked.state, on.Agreed(), moment)

    assert asked.reply.ask == Line.of(Key.WITHOUT_ASK_THOSE)
    assert left.reply.ask == Line.of(Key.READY_EXERCISE, exercise=_names("reverse-plank")[0])


def test_in_the_warm_up(catalogue: Catalogue) -> None:
    """What comes after it is asked about; the warm-up itself goes on."""
    moment = Moment(catalogue, NOW)
    warming = State(Phase.PAUSED, replace(KNOWN, underway=Underway(PLAN, 1, touched_ms=NOW)))
    asked = advance(warming, _said("pregnancy"), moment)
    left = advance(asked.state, on.Agreed(), moment)

    assert asked.reply.ask == Line.of(Key.WITHOUT_ASK_THOSE)
    assert left.state.progress.underway is not None
    assert (left.state.progress.underway.step, left.state.progress.underway.plan.left_out) == (1, ("torso-lift",))


def test_a_second_condition(catalogue: Catalogue) -> None:
    """What both leave out is asked about together."""
    moment = Moment(catalogue, NOW)
    first = advance(State(Phase.HOME, KNOWN, plan=PLAN), _said("disc"), moment)
    second = advance(first.state, _said("pregnancy"), moment)
    assert {*second.state.among} == {"torso-lift", "ball-roll", *BOWS_AND_HINGES}
    assert second.reply.ask == Line.of(Key.WITHOUT_ASK, exercises=_names(*second.state.among))


def test_nothing_is_put_in_its_place(catalogue: Catalogue) -> None:
    """Where the kit for something is missing, none of those is done instead."""
    moment = Moment(catalogue, NOW)
    state = State(Phase.HOME, replace(KNOWN, lacks=(Kit.BAR,)))
    gym = on.RoutineAsked(on.Named(("intermediate",)), on.Named(("gym",)))
    for said in (gym, _said("disc"), on.Agreed(), on.ReadySaid()):
        state = advance(state, said, moment).state

    assert state.progress.underway is not None
    assert not {*done_in(state.progress.underway.plan, catalogue)} & {*catalogue.conditions["disc"].skip}


@pytest.mark.parametrize("lacks", [(), (Kit.BALL,)])
def test_in_a_workout_with_less_kit(lacks: tuple[Kit, ...], catalogue: Catalogue) -> None:
    """What it has is left out, whatever else is missing."""
    moment = Moment(catalogue, NOW)
    paused = STATES[Phase.PAUSED]
    asked = advance(replace(paused, progress=replace(paused.progress, lacks=lacks)), _said("disc"), moment)
    left = advance(asked.state, on.Agreed(), moment)
    assert left.reply.say == (Line.of(Key.WITHOUT_TODAY, exercises=_names("good-morning")),)


def test_one_after_another(catalogue: Catalogue) -> None:
    """Where what comes next is to be left out as well, and what comes after it, nobody is led there."""
    moment = Moment(catalogue, NOW)
    plan = Plan(Level.ADVANCED, routine="gym-advanced")
    bench = State(Phase.WAITING, replace(KNOWN, underway=Underway(plan, 22, touched_ms=NOW)))
    place = advance(bench, _said("disc"), moment).state.progress.underway

    assert place is not None
    left = {step.exercise.id for step in expand(place.plan, catalogue)[place.step :] if isinstance(step, SetUp)}
    assert not left & {*catalogue.conditions["disc"].skip}


def test_nothing_would_be_left(catalogue: Catalogue) -> None:
    """What can't be done for want of kit, or isn't to be done, leaves nothing to offer."""
    moment = Moment(catalogue, NOW)
    lacking = replace(KNOWN, lacks=tuple(kit for kit in Kit if kit is not Kit.MAT))
    named = advance(State(progress=lacking), on.NamedRoutineAsked(on.Named(("infill-gym",))), moment)
    left = advance(advance(named.state, _said("disc"), moment).state, on.Agreed(), moment)
    assert (left.reply.say, left.state.phase) == ((Line.of(Key.WITHOUT_NOTHING_LEFT),), Phase.HOME)


def test_gone_since_it_was_asked(catalogue: Catalogue) -> None:
    """Where another device has ended the workout, a yes takes nothing out of a routine of one's own."""
    moment = Moment(catalogue, NOW)
    asked = advance(STATES[Phase.PAUSED], _said("disc"), moment).state
    owning = replace(KNOWN, own=("good-morning", "torso-lift"))
    left = advance(replace(asked, progress=owning), on.Agreed(), moment)
    assert (left.state.progress.own, left.state.phase) == (owning.own, Phase.HOME)


def test_left_out_elsewhere_since_it_was_asked(catalogue: Catalogue) -> None:
    """Where another device has left one of them out meanwhile, a yes leaves out the others."""
    warming = Underway(Plan(Level.BEGINNER, routine="gym-beginner"), 1, touched_ms=NOW)
    begun = State(Phase.PAUSED, replace(KNOWN, underway=warming))
    asked = _after(begun, catalogue, _said("disc")).state
    first = _after(begun, catalogue, on.LeaveOutAsked(on.Named(("hyperextension",), "this"))).state
    both = _after(replace(asked, progress=first.progress), catalogue, on.Agreed()).state.progress.underway

    assert both is not None
    assert {*both.plan.left_out} == {*BOWS_AND_HINGES} & {*done_in(warming.plan, catalogue)}


def test_what_is_asked_about_is_at_hand(catalogue: Catalogue) -> None:
    """In the midst of an exercise that a professional is to be asked about, the way out is named."""
    turn = advance(STATES[Phase.PAUSED], _said("recovery"), Moment(catalogue, NOW))
    assert turn.reply.say[-1] == Line.of(Key.ADVICE_STOP)


def test_two_conditions_leave_out_what_either_does(catalogue: Catalogue) -> None:
    """What one leaves out is not asked about for the other."""
    say = advance(STATES[Phase.HOME], _said("hamstring", "blood-pressure"), Moment(catalogue, NOW)).reply.say

    assert say[:3] == (
        CHECK,
        Line.of(Key.ADVICE_ASK_ABOUT, exercises=_names("hyperextension", "good-morning", "kettlebell-deadlift")),
        Line("condition.hamstring.advice.0"),
    )
    assert say[-1] == Line.of(Key.ADVICE_LEAVE_OUT, exercises=_names("ball-roll", "romanian-deadlift"))


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("ids", [("under-eighteen",), ("pregnancy", "under-eighteen")])
def test_the_young_are_kindly_sent_away(catalogue: Catalogue, phase: Phase, ids: tuple[str, ...]) -> None:
    """The session ends with a word where to go, and no workout is offered again."""
    turn = advance(STATES[phase], _said(*ids), Moment(catalogue, NOW))

    assert turn.reply.say == tuple(Line(f"condition.under-eighteen.advice.{index}") for index in range(2))
    assert (turn.reply.ask, turn.state.phase, turn.state.progress.underway) == (None, Phase.CLOSED, None)


TRACES = ("hurt", "sharp", "pain", "emergency", "condition", "advice", "health", "pregnan", "disc", "sciatica", "gout")
"""What would tell, in whatever is kept or written down, that somebody spoke of their health."""

SCIATICA = SlotMatch("condition", "sciatica", (("disc", "slipped disc"),), "CONDITION")
GOUT = SlotMatch("condition", "gout", (), "CONDITION")
WRIST = SlotMatch("part", "wrist", (("wrist", "wrist"),), "PART")
STAYS = [
    ("PregnantIntent", ()),
    ("ConditionIntent", (SCIATICA,)),
    ("ConditionIntent", (GOUT,)),
    ("DizzyLyingIntent", ()),
]
EASES = [("HurtIntent", (WRIST,))]
ENDS = [("SharpPainIntent", ()), ("UnwellIntent", ()), ("EmergencyIntent", ()), ("AgeIntent", ())]

Json = dict[str, Any]


def _state(attributes: Json) -> State:
    """Give the state that a session carries, whatever was said."""
    return replace(Carried.read(attributes).state, said=())


@pytest.fixture(scope="module")
def store() -> Store:
    """Give where the skill remembers."""
    return open_store("sqlite://")


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize(("intent", "slots"), [*STAYS, *EASES, *ENDS])
def test_no_trace_of_it_is_left(
    store: Store, caplog: pytest.LogCaptureFixture, phase: Phase, intent: str, slots: tuple[SlotMatch, ...]
) -> None:
    """Neither in the session nor in the store nor in the log; what is kept is what help, or stop, would have kept."""
    client = create_app(Settings(verify=False), store=store).test_client()

    def kept(intent: str, slots: tuple[SlotMatch, ...]) -> tuple[Json, Json]:
        listener = f"{phase} {intent} {slots}"
        attributes = plain(Carried(STATES[phase], base=Progress()).attributes())
        request = intent_request(intent, slots, (), "skill")
        sent = envelope(Echo("skill", listener, "echo"), Session(attributes, new=False), request, LATER)
        answer: Mapping[str, Any] = client.post("/alexa", json=sent).get_json()
        assert answer["response"]["outputSpeech"]["ssml"]
        stored: Json = json.loads(store.load(listener).progress or "{}")
        return dict(answer["sessionAttributes"]), {**stored, "turns": [before for _, before in stored["turns"]]}

    with caplog.at_level(logging.DEBUG):
        session, progress = kept(intent, slots)
    ended = (intent, slots) in ENDS
    helped, remembered = kept("AMAZON.StopIntent" if ended else "AMAZON.HelpIntent", ())

    written = json.dumps([session, progress, caplog.text]).casefold()
    assert [trace for trace in TRACES if trace in written] == []
    if ended:
        assert replace(_state(session), progress=Progress()) == replace(_state(helped), progress=Progress())
        dropped = {"underway": None, "level": None, "turns": None}
        assert {**progress, **dropped} == {**remembered, **dropped}
        assert (session["said"], progress["underway"]) == ([], None)
    leaves_out = intent == "PregnantIntent" and phase in IN_TORSO_LIFTS
    if leaves_out:
        # It is left out, and nothing tells it from an exercise that was skipped for any reason.
        skipped = {"step", "done"}
        places = [{**kept["underway"], **dict.fromkeys(skipped)} for kept in (progress, remembered)]
        assert places[0] == places[1]
        assert {**progress, "underway": None, "turns": None} == {**remembered, "underway": None, "turns": None}
    elif (intent, slots) in STAYS:
        assert progress == remembered
        asked = _state(session)
        if asked.phase is Phase.LEAVING:
            # Nothing tells it from the question which of several deadlifts to leave out, but that one word.
            before = STATES[phase]
            asked = replace(asked, phase=before.phase, purpose=None, among=before.among, back_to=before.back_to)
        settled = replace(_state(helped), phase=asked.phase) if asked.phase is Phase.PLAYING else _state(helped)
        assert asked == settled
        assert set(session["said"]) <= set(helped["said"])
