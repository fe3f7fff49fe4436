"""The coach's answers, whole: one event in one state after another. What holds of all is in `test_conversation`."""

from typing import Any, NamedTuple

import pytest

from skill.catalogue.model import Catalogue, Level, Place
from skill.coach import events as on
from skill.coach.answers import Moment, Turn
from skill.coach.blocks import entered
from skill.coach.events import Event, Named
from skill.coach.floor import DOWN, UP
from skill.coach.history import NOTHING_DONE, Finished, History
from skill.coach.keys import Key
from skill.coach.position import Position, after
from skill.coach.preferences import AS_USUAL, Asking, CountStyle, Pace
from skill.coach.reply import About, Line, Reply, Seconds, exercise_line
from skill.coach.state import Phase, Plan, Progress, Purpose, State, Underway
from skill.coach.steps import Closing, CountIn
from skill.coach.timeline import timeline
from skill.coach.transitions import advance
from skill.coach.workout import ANSWER_S, BLOCK_S, block_end, expand
from skill.frozen import replace

BEGINNER, INTERMEDIATE, ADVANCED = Level
NOW = 1_800_000_000_000
BEFORE = NOW - 60_000
DAY_MS = 24 * 60 * 60 * 1000
PLAN = Plan(BEGINNER, routine="home-beginner")
FIVE_MINUTES = Plan(BEGINNER, routine="five-minute")
line = Line.of

KNOWN = Progress(introduced=True)
HOME = State(progress=KNOWN)


def name(exercise: str) -> Line:
    """Give an exercise's name."""
    return exercise_line(exercise, "name")


LIFT, PLANK, BOW = name("torso-lift"), name("reverse-plank"), name("good-morning")
ALL = tuple(
    name(exercise)
    for exercise in (
        *("torso-lift", "reverse-plank", "ball-roll", "hyperextension"),
        *("good-morning", "kettlebell-deadlift", "romanian-deadlift"),
    )
)

HOME_ASK = line(Key.HOME_ASK), line(Key.HOME_REPROMPT)
OFFER_ASK = (
    line(Key.OFFER_ROUTINE, routine=Line("routine.home-beginner.name"), length=About(796)),
    line(Key.OFFER_REPROMPT),
)
BRIEF_ASK = line(Key.BRIEF_ASK), line(Key.BRIEF_REPROMPT)
PAUSED_ASK = line(Key.PAUSED_ASK), line(Key.PAUSED_REPROMPT)
READING_ASK = line(Key.POINTS_ASK), line(Key.POINTS_REPROMPT)
READING_ASK_FIRST = line(Key.POINTS_ASK_FIRST), line(Key.POINTS_REPROMPT)
SUBJECT_ASK = line(Key.SUBJECT_ASK), line(Key.SUBJECT_REPROMPT)
WHICH_ASK = line(Key.WHICH_EXERCISE, exercises=ALL), line(Key.WHICH_REPROMPT)
WHICH_OF_THESE = Line("nearby.back-extension.ask"), line(Key.WHICH_REPROMPT)
LIST_ASK = line(Key.LIST_ASK), line(Key.WHICH_REPROMPT)
NOT_NOW_AT_HOME = line(Key.NOT_NOW), line(Key.WAYS_HOME)
UNCHOSEN = line(Key.NOT_UNDERSTOOD), line(Key.WAYS_EXERCISES)
IN_PAIN = line(Key.HELP_PAIN)
LEVEL_ASK = (
    line(Key.WHICH_LEVEL, levels=tuple(Line(f"levels.{level}") for level in Level)),
    line(Key.WHICH_LEVEL_REPROMPT),
)
DONE_ASK = line(Key.DONE_ASK), line(Key.DONE_REPROMPT)
LIES_YET = line(Key.FLOOR_UP_THEN, up=line(Key.FLOOR_UP), after=line(Key.FLOOR_UP_ON), ask=DONE_ASK[1])
DONE_LYING = DONE_ASK[0], LIES_YET
READY_PLANK = line(Key.READY_EXERCISE, exercise=PLANK), line(Key.READY_REPROMPT)
AFTER_WARM_UP = line(Key.READY_EXERCISE, exercise=LIFT), line(Key.READY_REPROMPT)
AFTER_LIFTS = (
    line(Key.FINISHED, finish=exercise_line("torso-lift", "finish"), ask=READY_PLANK[0]),
    line(Key.READY_REPROMPT),
)
AFTER_PLANKS = (
    line(
        Key.FINISHED,
        finish=exercise_line("reverse-plank", "finish"),
        ask=line(Key.READY_EXERCISE, exercise=BOW),
    ),
    line(Key.READY_REPROMPT),
)
AFTER_BOWS = (
    line(Key.FINISHED, finish=exercise_line("good-morning", "finish"), ask=line(Key.READY_COOL_DOWN)),
    line(Key.READY_REPROMPT),
)
LEAD_LIFTS = line(Key.LEAD_EXERCISE, exercise=LIFT, dose=line(Key.DOSE_REPS, sets=2, reps=8))
LEAD_PLANKS = line(Key.LEAD_EXERCISE, exercise=PLANK, dose=line(Key.DOSE_HOLD, sets=3, hold=Seconds(10)))
LEAD_BOWS = line(Key.LEAD_EXERCISE, exercise=BOW, dose=line(Key.DOSE_REPS, sets=2, reps=8))

DISCLAIMER = (line(Key.WELCOME_FIRST), line(Key.DISCLAIMER_CHECK), line(Key.DISCLAIMER_STOP))
BRIEFING = (
    line(Key.BRIEF_ROUTINE, routine=Line("routine.home-beginner.name"), length=About(796)),
    line(Key.BRIEF_EXERCISES, exercises=(LIFT, PLANK, BOW)),
    line(Key.BRIEF_KIT, kit=(Line("kit_names.mat"),)),
)
BALL_BRIEFING = (
    line(Key.BRIEF_ALONE, exercise=name("ball-roll"), length=About(222)),
    line(Key.BRIEF_KIT, kit=(Line("kit_names.mat"), Line("kit_names.ball"))),
)
EASE = (line(Key.HURT_EASE), line(Key.HURT_NORMAL), line(Key.HURT_SHARP))
NUMBER = line(Key.EMERGENCY_NUMBER)
SHARP = (
    line(Key.SHARP_STOP),
    line(Key.SHARP_FINISH),
    line(Key.SHARP_SEE),
    line(Key.SHARP_LEGS, emergency=NUMBER),
    line(Key.SHARP_BLADDER),
)
UNWELL = (
    line(Key.UNWELL_STOP),
    line(Key.SHARP_FINISH),
    line(Key.UNWELL_SEE),
    line(Key.UNWELL_CALL, emergency=NUMBER),
)
AT_REST = line(Key.HURT_REST), line(Key.HURT_SHARP_REST)
IN_A_MOVE = (*EASE[:2], line(Key.HURT_SMALLER), EASE[2])
RESTED = State(Phase.DONE, KNOWN)
HURT_ASK = line(Key.EASED_ASK), line(Key.EASED_REPROMPT)
EMERGENCY = (
    line(Key.EMERGENCY_STOP),
    line(Key.EMERGENCY_CALL, emergency=NUMBER),
    line(Key.EMERGENCY_NOT_ME),
)
ABOUT_PAIN = (*EASE, *AT_REST, HURT_ASK[0], *IN_A_MOVE, line(Key.HURT_JOINT), *SHARP, *UNWELL, *EMERGENCY)


def _at(
    phase: Phase,
    step: int,
    began_ms: int | None = None,
    touched_ms: int = BEFORE,
    *,
    done: int = 0,
    **more: Any,  # noqa: ANN401 - fields of State
) -> State:
    """Give a state inside the beginner's routine at home, whose steps are listed in `test_workout`."""
    return State(phase, replace(KNOWN, underway=Underway(PLAN, step, done, began_ms, touched_ms)), **more)


def _alone(phase: Phase, step: int) -> State:
    """Give a state inside torso lifts done alone, whose step 8 is the closing."""
    underway = Underway(Plan(BEGINNER, exercise="torso-lift"), step, touched_ms=BEFORE)
    return State(phase, replace(KNOWN, underway=underway))


def _playing(step: int, done: int = 0) -> State:
    """Give the state in which a block has just begun."""
    return _at(Phase.PLAYING, step, NOW, NOW, done=done)


def _sounding(start: int, seconds: int) -> State:
    """Give the state in which a block has sounded for so long."""
    return _at(Phase.PLAYING, start, NOW - 1000 * seconds)


def _reading(point: int, exercise: str = "torso-lift") -> State:
    return replace(HOME, phase=Phase.READING, subject=exercise, point=point)


def _point(index: int) -> Line:
    return exercise_line("torso-lift", f"points.{index}")


def _left(seconds: int) -> Line:
    """Say how much is left of the whole."""
    return line(Key.LEFT_ALL, length=About(seconds))


def _set(exercise: Line, number: int, of: int) -> Line:
    return line(Key.WHICH_SET, exercise=exercise, number=number, of=of)


def _next(what: Line) -> Line:
    return line(Key.NEXT_IS, what=what)


def _one(thing: str) -> Named:
    return Named((thing,), thing)


class Row(NamedTuple):
    """One event in one state, and the whole turn it gives; what is kept of what was said follows from the reply."""

    title: str
    state: State
    event: Event
    then: State
    say: tuple[Line, ...] = ()
    ask: tuple[Line, Line] | tuple[None, None] = (None, None)
    plays: tuple[int, int] = (0, 0)
    """First step of the block that is played, and the one after its last."""


def _wished(state: State, **wishes: Any) -> State:  # noqa: ANN401 - a preference of any kind
    """Give a state in which somebody has chosen how to be coached."""
    preferences, underway = replace(AS_USUAL, **wishes), state.progress.underway
    if underway is not None:
        plan = replace(underway.plan, pace=preferences.pace, asking=preferences.asking)
        underway = replace(underway, plan=plan)
    return replace(state, progress=replace(state.progress, preferences=preferences, underway=underway))


def _eased(state: State, step: int, done: int) -> State:
    """Give a state in which torso lifts are done in their easier form."""
    underway = state.progress.underway
    assert underway is not None
    easier = replace(underway, plan=replace(underway.plan, eased=("torso-lift",)), step=step, done=done)
    return replace(state, progress=replace(state.progress, underway=easier))


def _seasoned(state: State) -> State:
    """Give a state of somebody who has finished a workout before."""
    before = History(finished=(Finished(0, 2, exercise="torso-lift"),))
    return replace(state, progress=replace(state.progress, history=before))


def _lead_set(number: int) -> Line:
    return line(Key.LEAD_SET, exercise=LIFT, number=number, of=2)


DONE_3 = line(Key.DONE_REPS, done=3, reps=8)
READY_SET_2 = line(Key.READY_SET, number=2, of=2), line(Key.READY_REPROMPT)

WAITING, PAUSED = _at(Phase.WAITING, 11), _at(Phase.PAUSED, 9)
IN_SET = _sounding(4, 60)
IN_HOLD = _sounding(11, 39)
IN_REST = _sounding(4, 109)
AT_SET, AT_HOLD, AT_REST_12 = _at(Phase.PAUSED, 6, done=3), _at(Phase.PAUSED, 13, done=4), _at(Phase.PAUSED, 8, done=12)
"""In the fourth of eight repetitions, five seconds into a hold of ten, and twelve seconds into a rest."""

EASED = _eased(AT_SET, 6, 3)
EASED_OUT = _eased(_at(Phase.WAITING, 11), 11, 0)
EASIER = (line(Key.EASED, dose=line(Key.DOSE_REPS, sets=2, reps=4)),)
REPS_DONE = line(Key.DONE_REPS, done=3, reps=8)
SECONDS_HELD = line(Key.DONE_HOLD, done=4, hold=Seconds(10))
SET_1 = line(Key.LEAD_SET, exercise=LIFT, number=1, of=2)
SET_2 = line(Key.LEAD_SET, exercise=LIFT, number=2, of=2)
MORE_REST = line(Key.MORE_REST, rest=Seconds(15))
COOL_DOWN = line(Key.COOL_DOWN_NAME)
BRIEFED = replace(HOME, phase=Phase.BRIEFED, plan=PLAN)
BEGUN = replace(_playing(0), progress=replace(_playing(0).progress, level=BEGINNER))
TALKING = replace(HOME, phase=Phase.TALKING, subject="ball-roll")
LEVEL_WANTED = replace(HOME, phase=Phase.CHOOSING, purpose=Purpose.ROUTINE)
LISTED = replace(HOME, phase=Phase.CHOOSING)
BACK_EXTENSION = Named(("torso-lift", "hyperextension"), "back extension")
WHICH_OF_TWO = replace(LISTED, purpose=Purpose.LEARN, among=BACK_EXTENSION.ids)
SITUPS = Named((), "sit-ups")

ROWS = (
    # beginning
    Row("first launch", State(), on.Launched(), replace(HOME, plan=PLAN), DISCLAIMER, OFFER_ASK),
    Row("launch", HOME, on.Launched(), replace(HOME, plan=PLAN), (line(Key.WELCOME_BACK),), OFFER_ASK),
    Row(
        "launch with a workout unfinished",
        _at(Phase.HOME, 11),
        on.Launched(),
        _at(Phase.RESUMABLE, 11),
        (line(Key.WELCOME_BACK),),
        (line(Key.OFFER_CARRY_ON, exercise=PLANK), line(Key.OFFER_REPROMPT)),
    ),
    Row(
        "launch with a cool-down unfinished",
        _at(Phase.HOME, 29),
        on.Launched(),
        _at(Phase.RESUMABLE, 29),
        (line(Key.WELCOME_BACK),),
        (line(Key.OFFER_CARRY_ON, exercise=line(Key.COOL_DOWN_NAME)), line(Key.OFFER_REPROMPT)),
    ),
    Row(
        "launch with the closing after a cool-down unfinished",
        _at(Phase.HOME, 32),
        on.Launched(),
        _at(Phase.RESUMABLE, 32),
        (line(Key.WELCOME_BACK),),
        (line(Key.OFFER_CARRY_ON, exercise=BOW), line(Key.OFFER_REPROMPT)),
    ),
    Row(
        "launch with an exercise alone cut in its closing",
        _alone(Phase.HOME, 8),
        on.Launched(),
        _alone(Phase.RESUMABLE, 8),
        (line(Key.WELCOME_BACK),),
        (line(Key.OFFER_CARRY_ON, exercise=LIFT), line(Key.OFFER_REPROMPT)),
    ),
    Row("yes to the offer", replace(HOME, plan=PLAN), on.Agreed(), BRIEFED, BRIEFING, BRIEF_ASK),
    Row("no to the offer", replace(HOME, plan=PLAN), on.Declined(), HOME, (line(Key.OTHERWISE),), HOME_ASK),
    Row("yes to nothing", HOME, on.Agreed(), HOME, NOT_NOW_AT_HOME, HOME_ASK),
    Row(
        "yes to the unfinished one",
        _at(Phase.RESUMABLE, 11),
        on.Agreed(),
        _playing(11),
        (LEAD_PLANKS,),
        AFTER_PLANKS,
        (11, 21),
    ),
    Row("no to the unfinished one", _at(Phase.RESUMABLE, 11), on.Declined(), HOME, (line(Key.DROPPED),), HOME_ASK),
    Row("nothing offered, and no", HOME, on.Declined(), HOME, (line(Key.THATS_ALL),), HOME_ASK),
    Row("and no again", replace(HOME, said=(Key.THATS_ALL, Key.HOME_ASK)), on.Declined(),
        State(Phase.CLOSED, KNOWN), (line(Key.GOODBYE),)),
    Row(
        "the unfinished one from the start",
        _at(Phase.RESUMABLE, 11),
        on.StartOverAsked(),
        _playing(0),
        (line(Key.LEAD_WARM_UP),),
        AFTER_WARM_UP,
        (0, 4),
    ),
    # asking for a workout
    Row(
        "a beginner routine at home",
        HOME,
        on.RoutineAsked(_one("beginner"), _one("home")),
        replace(BRIEFED, progress=replace(KNOWN, place=Place.HOME)),
        BRIEFING,
        BRIEF_ASK,
    ),
    Row(
        "the first thing said",
        State(),
        on.RoutineAsked(_one("beginner")),
        replace(BRIEFED, progress=replace(KNOWN, place=Place.HOME)),
        (*DISCLAIMER, *BRIEFING),
        BRIEF_ASK,
    ),
    Row(
        "a routine at the gym",
        HOME,
        on.RoutineAsked(place=_one("gym")),
        replace(LEVEL_WANTED, place=Place.GYM),
        (),
        LEVEL_ASK,
    ),
    Row(
        "its level",
        replace(LEVEL_WANTED, place=Place.GYM),
        on.RoutineAsked(_one("beginner")),
        State(Phase.BRIEFED, replace(KNOWN, place=Place.GYM), plan=Plan(BEGINNER, routine="gym-beginner")),
        (
            line(Key.BRIEF_ROUTINE, routine=Line("routine.gym-beginner.name"), length=About(1277)),
            line(Key.BRIEF_EXERCISES, exercises=(name("kettlebell-deadlift"), name("hyperextension"), LIFT, PLANK)),
            line(
                Key.BRIEF_KIT,
                kit=(Line("kit_names.kettlebell"), Line("kit_names.bench"), Line("kit_names.mat")),
            ),
        ),
        BRIEF_ASK,
    ),
    Row("yes to which level", replace(LEVEL_WANTED, place=Place.GYM), on.Agreed(),
        replace(LEVEL_WANTED, place=Place.GYM), (), LEVEL_ASK),
    Row("no level", replace(LEVEL_WANTED, place=Place.GYM), on.Declined(), HOME, (line(Key.OTHERWISE),), HOME_ASK),
    Row(
        "an unknown level",
        HOME,
        on.RoutineAsked(Named((), "heroic")),
        LEVEL_WANTED,
        (line(Key.UNKNOWN_LEVEL, words="heroic"),),
        LEVEL_ASK,
    ),
    Row(
        "an unknown place",
        HOME,
        on.RoutineAsked(place=Named((), "the moon")),
        LEVEL_WANTED,
        (line(Key.UNKNOWN_PLACE, words="the moon"),),
        LEVEL_ASK,
    ),
    Row(
        "an unknown place, at a level",
        HOME,
        on.RoutineAsked(_one("beginner"), Named((), "the moon")),
        replace(BRIEFED, progress=replace(KNOWN, place=Place.HOME)),
        (line(Key.UNKNOWN_PLACE, words="the moon"), *BRIEFING),
        BRIEF_ASK,
    ),
    Row("a bare level", HOME, on.LevelNamed(_one("beginner")),
        replace(BRIEFED, progress=replace(KNOWN, place=Place.HOME)), BRIEFING, BRIEF_ASK),
    Row(
        "a bare level for the exercise described",
        State(Phase.BRIEFED, KNOWN, Plan(ADVANCED, exercise="ball-roll"), "ball-roll"),
        on.LevelNamed(_one("beginner")),
        State(Phase.BRIEFED, KNOWN, Plan(BEGINNER, exercise="ball-roll"), "ball-roll"),
        (*BALL_BRIEFING, *DOWN),
        BRIEF_ASK,
    ),
    Row("a bare place", HOME, on.PlaceNamed(_one("gym")), replace(LEVEL_WANTED, place=Place.GYM), (), LEVEL_ASK),
    Row(
        "a bare place for the routine described",
        State(Phase.BRIEFED, KNOWN, plan=Plan(BEGINNER, routine="gym-beginner")),
        on.PlaceNamed(_one("home")),
        replace(BRIEFED, progress=replace(KNOWN, place=Place.HOME)),
        BRIEFING,
        BRIEF_ASK,
    ),
    Row(
        "a routine by name",
        HOME,
        on.NamedRoutineAsked(_one("infill-replace")),
        replace(HOME, phase=Phase.BRIEFED, plan=Plan(INTERMEDIATE, routine="infill-replace")),
        (
            line(Key.BRIEF_ROUTINE, routine=Line("routine.infill-replace.name"), length=About(477)),
            line(Key.BRIEF_EXERCISES, exercises=(name("kettlebell-deadlift"),)),
            line(Key.BRIEF_KIT, kit=(Line("kit_names.kettlebells"),)),
        ),
        BRIEF_ASK,
    ),
    Row(
        "a routine we don't have",
        HOME,
        on.NamedRoutineAsked(Named((), "yoga")),
        LEVEL_WANTED,
        (line(Key.UNKNOWN_ROUTINE, words="yoga"),),
        LEVEL_ASK,
    ),
    Row(
        "one exercise",
        HOME,
        on.ExerciseAsked(_one("ball-roll")),
        State(Phase.BRIEFED, KNOWN, Plan(BEGINNER, exercise="ball-roll"), "ball-roll"),
        (*BALL_BRIEFING, *DOWN),
        BRIEF_ASK,
    ),
    Row("ready for what was described", BRIEFED, on.ReadySaid(), BEGUN, (line(Key.LEAD_WARM_UP),),
        AFTER_WARM_UP, (0, 4)),
    Row("no to what was described", BRIEFED, on.Declined(), HOME, (line(Key.OTHERWISE),), HOME_ASK),
    Row("what was described, again", BRIEFED, on.RepeatAsked(), BRIEFED, BRIEFING, BRIEF_ASK),
    # inside a workout
    Row("ready", WAITING, on.ReadySaid(), _playing(11), (LEAD_PLANKS,), AFTER_PLANKS, (11, 21)),
    Row("next, between blocks", WAITING, on.NextAsked(), _playing(11), (LEAD_PLANKS,), AFTER_PLANKS, (11, 21)),
    Row("skip, paused before a first set", _at(Phase.PAUSED, 6), on.SkipAsked(), _playing(11), (LEAD_PLANKS,),
        AFTER_PLANKS, (11, 21)),
    Row("skip, in the last seconds of a rest", _sounding(4, 140), on.SkipAsked(), _playing(9), (SET_2,), AFTER_LIFTS,
        (9, 11)),
    Row("skip, asked for a set", _at(Phase.WAITING, 9), on.SkipAsked(), _playing(11), (LEAD_PLANKS,), AFTER_PLANKS,
        (11, 21)),
    Row("more rest, in its last seconds", _sounding(4, 140), on.MoreRestAsked(), _playing(8, done=27), (MORE_REST,),
        AFTER_LIFTS, (8, 11)),
    Row("not ready", WAITING, on.Declined(), WAITING, (line(Key.TAKE_YOUR_TIME),), READY_PLANK),
    Row("the set again, in the set-up talk of the next", _at(Phase.PLAYING, 11, NOW - 5000), on.SetAgainAsked(),
        _playing(11), (LEAD_PLANKS,), AFTER_PLANKS, (11, 21)),
    Row("not this one, in a workout", _at(Phase.BRIEFED, 11, plan=FIVE_MINUTES), on.Declined(), _at(Phase.PAUSED, 11),
        (line(Key.OTHERWISE),), PAUSED_ASK),
    Row("previous, between blocks", WAITING, on.PreviousAsked(), _playing(4), (LEAD_LIFTS, *DOWN), AFTER_LIFTS,
        (4, 11)),
    Row("again, between blocks", WAITING, on.RepeatAsked(), WAITING, (), READY_PLANK),
    Row("start over", WAITING, on.StartOverAsked(), _playing(0), (line(Key.LEAD_WARM_UP),), AFTER_WARM_UP, (0, 4)),
    Row("ready for the bow", _at(Phase.WAITING, 21), on.Agreed(), _playing(21), (LEAD_BOWS, *UP), AFTER_BOWS,
        (21, 28)),
    Row("ready for the bow, another time", _seasoned(_at(Phase.WAITING, 21)), on.Agreed(), _seasoned(_playing(21)),
        (LEAD_BOWS,), AFTER_BOWS, (21, 28)),
    Row("how to get up", WAITING, on.GettingUpAsked(), WAITING, UP, READY_PLANK),
    Row("how to get down, in a set", IN_SET, on.GettingDownAsked(), AT_SET, DOWN, PAUSED_ASK),
    Row("the last block", _at(Phase.WAITING, 28), on.ReadySaid(), _playing(28),
        (line(Key.LEAD_COOL_DOWN), *DOWN, Line("positions.side.back")), DONE_LYING, (28, 33)),
    Row("nothing else", _at(Phase.PLAYING, 28, NOW - 80_000), on.Declined(), State(Phase.CLOSED, KNOWN),
        (line(Key.GOODBYE),)),
    Row("something else", _at(Phase.PLAYING, 28, NOW - 80_000), on.Agreed(), HOME, (), HOME_ASK),
    Row("ready for something else", _at(Phase.PLAYING, 28, NOW - 80_000), on.ReadySaid(), HOME, (), HOME_ASK),
    Row("what was asked at the end", _at(Phase.PLAYING, 28, NOW - 80_000), on.RepeatAsked(),
        State(Phase.DONE, KNOWN), (), DONE_ASK),
    Row("pause in the closing, when all is done", _at(Phase.PLAYING, 28, BEFORE), on.PauseAsked(),
        State(Phase.DONE, KNOWN), (line(Key.TAKE_YOUR_TIME),), DONE_ASK),
    Row(
        "ready after a pause",
        PAUSED,
        on.ReadySaid(),
        _playing(9),
        (SET_2,),
        AFTER_LIFTS,
        (9, 11),
    ),
    # interrupted to the repetition and the second
    Row("pause in a set", IN_SET, on.PauseAsked(), AT_SET, (line(Key.PAUSED), REPS_DONE), PAUSED_ASK),
    Row("pause in a hold", IN_HOLD, on.PauseAsked(), AT_HOLD, (line(Key.PAUSED), SECONDS_HELD), PAUSED_ASK),
    Row("pause in a rest", IN_REST, on.PauseAsked(), AT_REST_12,
        (line(Key.PAUSED), Line.of(Key.LEFT_REST, rest=Seconds(33))), PAUSED_ASK),
    Row("pause in a first repetition", _sounding(4, 39), on.PauseAsked(), _at(Phase.PAUSED, 6), (line(Key.PAUSED),),
        PAUSED_ASK),
    Row("pause, paused", AT_SET, on.PauseAsked(), AT_SET, (line(Key.PAUSED), REPS_DONE), PAUSED_ASK),
    Row("pause, counted back in", _at(Phase.PLAYING, 6, NOW - 2000, done=3), on.PauseAsked(), AT_SET,
        (line(Key.PAUSED), REPS_DONE), PAUSED_ASK),
    Row("pause, two repetitions later", _at(Phase.PLAYING, 6, NOW - 19_000, done=3), on.PauseAsked(),
        _at(Phase.PAUSED, 6, done=5), (line(Key.PAUSED), line(Key.DONE_REPS, done=5, reps=8)), PAUSED_ASK),
    Row("ready, paused in a set", AT_SET, on.ReadySaid(), _playing(6, done=3), (REPS_DONE,), AFTER_LIFTS, (6, 11)),
    Row("ready, paused in a hold", AT_HOLD, on.ReadySaid(), _playing(13, done=4), (SECONDS_HELD,), AFTER_PLANKS,
        (13, 21)),
    Row("ready, paused in a rest", AT_REST_12, on.ReadySaid(), _playing(8, done=12), (line(Key.LEAD_GO),), AFTER_LIFTS,
        (8, 11)),
    Row("resume, said into a rest", IN_REST, on.ResumeAsked(), _playing(8, done=12), (line(Key.LEAD_GO),), AFTER_LIFTS,
        (8, 11)),
    Row("ready, said into a set", IN_SET, on.ReadySaid(), _playing(6, done=3), (REPS_DONE,), AFTER_LIFTS, (6, 11)),
    Row("ready, said into a rest", IN_REST, on.ReadySaid(), _playing(9), (SET_2,), AFTER_LIFTS, (9, 11)),
    Row("yes to a set unfinished", _at(Phase.RESUMABLE, 6, done=3), on.Agreed(), _at(Phase.WAITING, 6, done=3),
        (Line("positions.standing.front"),), (line(Key.READY_SET, number=1, of=2), line(Key.READY_REPROMPT))),
    Row("yes to a rest unfinished", _at(Phase.RESUMABLE, 8, done=12), on.Agreed(), _at(Phase.WAITING, 8, done=12),
        (Line("positions.standing.front"),), READY_SET_2),
    Row("ready for the set unfinished", _at(Phase.WAITING, 6, done=3), on.ReadySaid(), _playing(6, done=3),
        (REPS_DONE,), AFTER_LIFTS, (6, 11)),
    Row("skip, in a rest", IN_REST, on.SkipAsked(), _playing(9), (SET_2,), AFTER_LIFTS, (9, 11)),
    Row("skip, paused in a rest", AT_REST_12, on.SkipAsked(), _playing(11), (LEAD_PLANKS,), AFTER_PLANKS, (11, 21)),
    Row("skip the rest, paused in it", AT_REST_12, on.RestSkipped(), _playing(9), (SET_2,), AFTER_LIFTS, (9, 11)),
    Row("skip the rest", IN_REST, on.RestSkipped(), _playing(9), (SET_2,), AFTER_LIFTS, (9, 11)),
    Row("skip the rest, between blocks", WAITING, on.RestSkipped(), _playing(11), (LEAD_PLANKS,), AFTER_PLANKS,
        (11, 21)),
    Row("skip, in a set", IN_SET, on.SkipAsked(), _playing(11), (LEAD_PLANKS,), AFTER_PLANKS, (11, 21)),
    Row("no to another workout", _at(Phase.BRIEFED, 6, done=3, plan=FIVE_MINUTES), on.Declined(), AT_SET,
        (line(Key.OTHERWISE),), PAUSED_ASK),
    Row("more rest", IN_REST, on.MoreRestAsked(), _playing(8, done=-3), (MORE_REST,), AFTER_LIFTS, (8, 11)),
    Row("more rest, paused in a rest", AT_REST_12, on.MoreRestAsked(), _playing(8, done=-3), (MORE_REST,), AFTER_LIFTS,
        (8, 11)),
    Row("more rest and more", _at(Phase.PLAYING, 8, NOW - 10_000, done=-3), on.MoreRestAsked(), _playing(8, done=-8),
        (MORE_REST,), AFTER_LIFTS, (8, 11)),
    Row("more rest, up to three minutes", _at(Phase.PAUSED, 8, done=-120), on.MoreRestAsked(), _playing(8, done=-135),
        (MORE_REST,), (line(Key.READY_SET, number=2, of=2), line(Key.READY_REPROMPT)), (8, 9)),
    Row("more rest than that", _at(Phase.PAUSED, 8, done=-121), on.MoreRestAsked(), _at(Phase.PAUSED, 8, done=-121),
        (line(Key.PAUSED), Line.of(Key.LEFT_REST, rest=Seconds(45 + 121))), PAUSED_ASK),
    Row("more rest, in a set", IN_SET, on.MoreRestAsked(), AT_SET, (line(Key.TAKE_YOUR_TIME),), PAUSED_ASK),
    Row("more rest, between blocks", WAITING, on.MoreRestAsked(), WAITING, (line(Key.TAKE_YOUR_TIME),), READY_PLANK),
    Row("the set again", IN_SET, on.SetAgainAsked(), _playing(6), (SET_1,), AFTER_LIFTS, (6, 11)),
    Row("the set again, paused", AT_SET, on.SetAgainAsked(), _playing(6), (SET_1,), AFTER_LIFTS, (6, 11)),
    Row("the set again, in a rest", IN_REST, on.SetAgainAsked(), _playing(6), (SET_1,), AFTER_LIFTS, (6, 11)),
    Row("the set again, between blocks", WAITING, on.SetAgainAsked(), _playing(9), (SET_2,), AFTER_LIFTS, (9, 11)),
    Row("the set again, after the last", _at(Phase.WAITING, 28), on.SetAgainAsked(), _playing(26),
        (line(Key.LEAD_SET, exercise=BOW, number=2, of=2),), AFTER_BOWS, (26, 28)),
    Row("the set again, before its first, after others", _sounding(11, 5), on.SetAgainAsked(), _playing(11),
        (LEAD_PLANKS,), AFTER_PLANKS, (11, 21)),
    Row("the set again, before the first", _sounding(4, 5), on.SetAgainAsked(), _playing(4), (LEAD_LIFTS, *DOWN),
        AFTER_LIFTS, (4, 11)),
    Row("the set again, in the warm-up", _sounding(0, 45), on.SetAgainAsked(), _playing(1, done=30),
        (line(Key.LEAD_GO),), AFTER_WARM_UP, (1, 4)),
    Row("the set again, at home", HOME, on.SetAgainAsked(), HOME, NOT_NOW_AT_HOME, HOME_ASK),
    # asked by the way
    Row("how long, in a set", IN_SET, on.HowLongAsked(), _playing(6, done=3),
        (line(Key.LEFT_REPS, count=5), _left(599)), AFTER_LIFTS, (6, 11)),
    Row("how long, in a hold", IN_HOLD, on.HowLongAsked(), _playing(13, done=4),
        (line(Key.LEFT_HOLD, hold=Seconds(6)), _left(405)), AFTER_PLANKS, (13, 21)),
    Row("how long, in a rest", IN_REST, on.HowLongAsked(), _playing(8, done=12),
        (line(Key.LEFT_REST, rest=Seconds(33)), _left(544)), AFTER_LIFTS, (8, 11)),
    Row("how long, in a set-up talk", _sounding(4, 5), on.HowLongAsked(), _playing(4), (_left(653), *DOWN), AFTER_LIFTS,
        (4, 11)),
    Row("how long, before the first second", _at(Phase.PLAYING, 6, NOW + 1000, done=3), on.HowLongAsked(),
        _playing(6, done=3), (line(Key.LEFT_REPS, count=5), _left(599)), AFTER_LIFTS, (6, 11)),
    Row("how long, paused", AT_SET, on.HowLongAsked(), AT_SET, (line(Key.LEFT_REPS, count=5), _left(599)), PAUSED_ASK),
    Row("how long, between blocks", WAITING, on.HowLongAsked(), WAITING, (_left(439),), READY_PLANK),
    Row("how long, at the last question", _sounding(28, 80), on.HowLongAsked(), State(Phase.DONE, KNOWN),
        (line(Key.NOT_NOW), line(Key.WAYS_DONE)), DONE_ASK),
    Row("how long, at home", HOME, on.HowLongAsked(), HOME, NOT_NOW_AT_HOME, HOME_ASK),
    Row("which set", IN_SET, on.WhichSetAsked(), _playing(6, done=3), (_set(LIFT, 1, 2),), AFTER_LIFTS, (6, 11)),
    Row("which set, in a rest", IN_REST, on.WhichSetAsked(), _playing(8, done=12), (_set(LIFT, 2, 2),), AFTER_LIFTS,
        (8, 11)),
    Row("which set, getting ready", _sounding(11, 22), on.WhichSetAsked(), _playing(12), (_set(PLANK, 1, 3),),
        AFTER_PLANKS, (12, 21)),
    Row("which set, paused", AT_HOLD, on.WhichSetAsked(), AT_HOLD, (_set(PLANK, 1, 3),), PAUSED_ASK),
    Row("which set, warming up", _sounding(0, 30), on.WhichSetAsked(), _playing(1, done=15),
        (line(Key.WHICH_WARM_UP), _next(LIFT)), AFTER_WARM_UP, (1, 4)),
    Row("which set, between blocks", WAITING, on.WhichSetAsked(), WAITING, (LEAD_PLANKS,), READY_PLANK),
    Row("which set, at home", HOME, on.WhichSetAsked(), HOME, NOT_NOW_AT_HOME, HOME_ASK),
    Row("what's next, in a set", IN_SET, on.WhatsNextAsked(), _playing(6, done=3), (_next(PLANK),), AFTER_LIFTS,
        (6, 11)),
    Row("what's next, in a rest", IN_REST, on.WhatsNextAsked(), _playing(8, done=12),
        (line(Key.NEXT_SET, number=2, of=2, what=PLANK),), AFTER_LIFTS, (8, 11)),
    Row("what's next, at the question before a set", _at(Phase.WAITING, 9), on.WhatsNextAsked(), _at(Phase.WAITING, 9),
        (line(Key.NEXT_SET, number=2, of=2, what=PLANK),), READY_SET_2),
    Row("how long, at the question before a set", _at(Phase.WAITING, 9), on.HowLongAsked(), _at(Phase.WAITING, 9),
        (_left(3 + 64 + 135 + 205 + 75 + 4 * ANSWER_S),), READY_SET_2),
    Row("what's next, in the last exercise", _sounding(21, 60), on.WhatsNextAsked(), _playing(23, done=4),
        (_next(COOL_DOWN),), AFTER_BOWS, (23, 28)),
    Row("what's next, in the closing", _sounding(28, 65), on.WhatsNextAsked(), State(Phase.DONE, KNOWN),
        (line(Key.NOT_NOW), line(Key.WAYS_DONE)), DONE_ASK),
    Row("what's next, paused", AT_SET, on.WhatsNextAsked(), AT_SET, (_next(PLANK),), PAUSED_ASK),
    Row("what's next, between blocks", WAITING, on.WhatsNextAsked(), WAITING, (LEAD_PLANKS,), READY_PLANK),
    Row("what's next, before the cool-down", _at(Phase.WAITING, 28), on.WhatsNextAsked(), _at(Phase.WAITING, 28),
        (_next(COOL_DOWN),), (line(Key.READY_COOL_DOWN), line(Key.READY_REPROMPT))),
    Row("what's next, at home", HOME, on.WhatsNextAsked(), HOME, NOT_NOW_AT_HOME, HOME_ASK),
    Row("what else is asked in a set", IN_SET, on.MusclesAsked(), AT_SET,
        (line(Key.MUSCLES, exercise=LIFT, muscles=exercise_line("torso-lift", "muscles")),), PAUSED_ASK),
    Row("next, paused", _at(Phase.PAUSED, 6), on.NextAsked(), _playing(11), (LEAD_PLANKS,), AFTER_PLANKS, (11, 21)),
    Row("again, paused", PAUSED, on.RepeatAsked(), PAUSED, (), PAUSED_ASK),
    Row("again, in a set", IN_SET, on.RepeatAsked(), _playing(6, done=3), (DONE_3,), AFTER_LIFTS, (6, 11)),
    Row("again, in a move", _sounding(0, 30), on.RepeatAsked(), _playing(1), (line(Key.LEAD_GO),), AFTER_WARM_UP,
        (1, 4)),
    Row("slower, in a set", IN_SET, on.PaceAsked(faster=False), _wished(_playing(6, done=3), pace=Pace.SLOWER),
        (line(Key.PACE_SLOWER),), AFTER_LIFTS, (6, 11)),
    Row("count quietly, in a rest", IN_REST, on.CountStyleChosen(CountStyle.QUIET),
        _wished(_playing(8, done=12), count=CountStyle.QUIET), (line(Key.COUNT_QUIET),), AFTER_LIFTS, (8, 11)),
    Row("wait for me, paused", PAUSED, on.AskingChosen(Asking.EACH_SET), _wished(PAUSED, asking=Asking.EACH_SET),
        (line(Key.ASK_EACH_SET),), PAUSED_ASK),
    Row("faster, at home", HOME, on.PaceAsked(faster=True), _wished(HOME, pace=Pace.FASTER),
        (line(Key.PACE_FASTER),), HOME_ASK),
    Row("again, paused in a set-up talk", _at(Phase.PLAYING, 11, NOW - 5000), on.RepeatAsked(), _playing(11),
        (LEAD_PLANKS,), AFTER_PLANKS, (11, 21)),
    Row("ready, at home", _at(Phase.HOME, 11), on.ReadySaid(), _playing(11), (LEAD_PLANKS,), AFTER_PLANKS, (11, 21)),
    Row("not yet", PAUSED, on.Declined(), PAUSED, (line(Key.TAKE_YOUR_TIME),), PAUSED_ASK),
    Row("ready after the last count", _at(Phase.PLAYING, 4, NOW - 210_000), on.ReadySaid(), _playing(11),
        (LEAD_PLANKS,), AFTER_PLANKS, (11, 21)),
    Row("stop in a set", IN_SET, on.StopAsked(), _at(Phase.CLOSED, 6, done=3),
        (line(Key.SAVED), line(Key.GOODBYE))),
    Row("lost in a set", IN_SET, on.SessionLost(), _at(Phase.CLOSED, 6, done=3)),
    Row("lost in a rest", IN_REST, on.SessionLost(), _at(Phase.CLOSED, 8, done=12)),
    Row("home from a workout", PAUSED, on.HomeAsked(), _at(Phase.HOME, 9), (), HOME_ASK),
    # learning
    Row(
        "how an exercise is done",
        HOME,
        on.TechniqueAsked(_one("torso-lift")),
        _reading(0),
        (line(Key.POINTS_LEAD, exercise=LIFT, count=9), _point(0)),
        READING_ASK_FIRST,
    ),
    Row("next point", _reading(0), on.NextAsked(), _reading(1), (_point(1),), READING_ASK),
    Row("same point", _reading(4), on.RepeatAsked(), _reading(4), (_point(4),), READING_ASK),
    Row("point before", _reading(4), on.PreviousAsked(), _reading(3), (_point(3),), READING_ASK),
    Row("before the first", _reading(0), on.PreviousAsked(), _reading(0), (line(Key.POINTS_FIRST), _point(0)),
        READING_ASK),
    Row("from the first", _reading(8), on.StartOverAsked(), _reading(0), (_point(0),), READING_ASK),
    Row("how many points", _reading(2), on.HowManyAsked(), _reading(2),
        (line(Key.COUNT_POINTS, number=3, count=9),), READING_ASK),
    Row(
        "after the last point",
        _reading(8),
        on.Agreed(),
        replace(_reading(8), phase=Phase.TALKING),
        (line(Key.POINTS_OVER),),
        (line(Key.POINTS_DO_IT, exercise=LIFT), line(Key.SUBJECT_REPROMPT)),
    ),
    Row(
        "after the last point, in a workout",
        _at(Phase.READING, 9, subject="torso-lift", point=8, back_to=Phase.PAUSED),
        on.NextAsked(),
        _at(Phase.PAUSED, 9, subject="torso-lift", point=8),
        (line(Key.POINTS_OVER), line(Key.BACK_TO_WORKOUT)),
        PAUSED_ASK,
    ),
    Row(
        "enough read, between blocks",
        _at(Phase.READING, 11, subject="torso-lift", point=2, back_to=Phase.WAITING),
        on.Declined(),
        _at(Phase.WAITING, 11, subject="torso-lift", point=2),
        (line(Key.OTHERWISE), line(Key.BACK_TO_WORKOUT)),
        READY_PLANK,
    ),
    Row(
        "after the last point, begun from home, with a workout in flight",
        _at(Phase.READING, 11, subject="torso-lift", point=8),
        on.NextAsked(),
        _at(Phase.TALKING, 11, subject="torso-lift", point=8),
        (line(Key.POINTS_OVER),),
        (line(Key.POINTS_DO_IT, exercise=LIFT), line(Key.SUBJECT_REPROMPT)),
    ),
    Row(
        "enough read, begun from home, with a workout in flight",
        _at(Phase.READING, 11, subject="torso-lift", point=2),
        on.Declined(),
        _at(Phase.TALKING, 11, subject="torso-lift", point=2),
        (line(Key.OTHERWISE),),
        (line(Key.POINTS_DO_IT, exercise=LIFT), line(Key.SUBJECT_REPROMPT)),
    ),
    Row(
        "enough read, of a workout that is gone meanwhile",
        replace(_reading(2), back_to=Phase.WAITING),
        on.Declined(),
        replace(_reading(2), phase=Phase.TALKING),
        (line(Key.OTHERWISE),),
        (line(Key.POINTS_DO_IT, exercise=LIFT), line(Key.SUBJECT_REPROMPT)),
    ),
    Row("enough read", _reading(2), on.CancelAsked(), HOME, (), HOME_ASK),
    Row(
        "a bare name",
        HOME,
        on.ExerciseNamed(_one("ball-roll")),
        TALKING,
        (line(Key.INTRODUCED, exercise=name("ball-roll"), intro=exercise_line("ball-roll", "intro")),),
        SUBJECT_ASK,
    ),
    Row("none of the two", WHICH_OF_TWO, on.Declined(), HOME, (line(Key.OTHERWISE),), HOME_ASK),
    Row(
        "a name of two, in a workout",
        WAITING,
        on.TechniqueAsked(BACK_EXTENSION),
        replace(WAITING, phase=Phase.CHOOSING, purpose=Purpose.LEARN, among=BACK_EXTENSION.ids, back_to=Phase.WAITING),
        (),
        WHICH_OF_THESE,
    ),
    Row("none of the two, in a workout", replace(WAITING, phase=Phase.CHOOSING, back_to=Phase.WAITING), on.Declined(),
        WAITING, (line(Key.OTHERWISE),), READY_PLANK),
    Row(
        "how the described one is done",
        BRIEFED,
        on.TechniqueAsked(_one("torso-lift")),
        replace(BRIEFED, phase=Phase.READING, subject="torso-lift", back_to=Phase.BRIEFED),
        (line(Key.POINTS_LEAD, exercise=LIFT, count=9), _point(0)),
        READING_ASK_FIRST,
    ),
    Row("enough of how it is done", replace(BRIEFED, phase=Phase.READING, subject="torso-lift", back_to=Phase.BRIEFED),
        on.Declined(), replace(BRIEFED, subject="torso-lift"), (line(Key.OTHERWISE),), BRIEF_ASK),
    Row(
        "a bare name of two",
        HOME,
        on.ExerciseNamed(BACK_EXTENSION),
        replace(LISTED, among=BACK_EXTENSION.ids),
        (),
        WHICH_OF_THESE,
    ),
    Row(
        "which of two bare names",
        replace(LISTED, among=BACK_EXTENSION.ids),
        on.ExerciseNamed(_one("ball-roll")),
        TALKING,
        (line(Key.INTRODUCED, exercise=name("ball-roll"), intro=exercise_line("ball-roll", "intro")),),
        SUBJECT_ASK,
    ),
    Row(
        "do it",
        TALKING,
        on.Agreed(),
        State(Phase.BRIEFED, KNOWN, Plan(BEGINNER, exercise="ball-roll"), "ball-roll"),
        (*BALL_BRIEFING, *DOWN),
        BRIEF_ASK,
    ),
    Row("don't", TALKING, on.Declined(), HOME, (), HOME_ASK),
    Row(
        "what it works",
        TALKING,
        on.MusclesAsked(),
        TALKING,
        (line(Key.MUSCLES, exercise=name("ball-roll"), muscles=exercise_line("ball-roll", "muscles")),),
        SUBJECT_ASK,
    ),
    Row(
        "what the exercise at hand works",
        WAITING,
        on.MusclesAsked(),
        WAITING,
        (line(Key.MUSCLES, exercise=PLANK, muscles=exercise_line("reverse-plank", "muscles")),),
        READY_PLANK,
    ),
    Row("what the routine needs", BRIEFED, on.KitAsked(), BRIEFED, BRIEFING[2:], BRIEF_ASK),
    Row(
        "what an exercise needs",
        HOME,
        on.KitAsked(_one("good-morning")),
        replace(HOME, phase=Phase.TALKING, subject="good-morning"),
        (line(Key.KIT_NONE, exercise=BOW),),
        SUBJECT_ASK,
    ),
    Row("what, of nothing", HOME, on.KitAsked(), replace(HOME, phase=Phase.CHOOSING, purpose=Purpose.KIT), (),
        WHICH_ASK),
    Row(
        "a name of two",
        HOME,
        on.TechniqueAsked(BACK_EXTENSION),
        WHICH_OF_TWO,
        (),
        WHICH_OF_THESE,
    ),
    Row(
        "which of two",
        WHICH_OF_TWO,
        on.ExerciseNamed(_one("torso-lift")),
        _reading(0),
        (line(Key.POINTS_LEAD, exercise=LIFT, count=9), _point(0)),
        READING_ASK_FIRST,
    ),
    Row(
        "an exercise we don't have",
        HOME,
        on.ExerciseAsked(SITUPS),
        replace(HOME, phase=Phase.CHOOSING, purpose=Purpose.DO),
        (line(Key.UNKNOWN_EXERCISE, words="sit-ups"),),
        WHICH_ASK,
    ),
    Row("the list", HOME, on.ListAsked(), LISTED, (line(Key.LIST_ALL, exercises=ALL),), LIST_ASK),
    Row("the list, in a workout", WAITING, on.ListAsked(), WAITING, (line(Key.LIST_ALL, exercises=ALL),),
        READY_PLANK),
    Row("a choice not understood", LISTED, on.NotUnderstood(), LISTED, UNCHOSEN, LIST_ASK),
    Row("one of two not understood", WHICH_OF_TWO, on.NotUnderstood(), WHICH_OF_TWO, UNCHOSEN,
        WHICH_OF_THESE),
    Row("a level not understood", LEVEL_WANTED, on.NotUnderstood(), LEVEL_WANTED,
        (line(Key.NOT_UNDERSTOOD), line(Key.WAYS_LEVELS)), LEVEL_ASK),
    Row("where it is felt", TALKING, on.DetailAsked(on.Detail.FEEL), TALKING, (exercise_line("ball-roll", "feel"),),
        SUBJECT_ASK),
    Row(
        "what to take care of, of another",
        HOME,
        on.DetailAsked(on.Detail.CARE, _one("torso-lift")),
        replace(HOME, phase=Phase.TALKING, subject="torso-lift"),
        tuple(exercise_line("torso-lift", f"cautions.{index}") for index in range(3)),
        SUBJECT_ASK,
    ),
    Row("what makes it easier, in a set", IN_SET, on.DetailAsked(on.Detail.EASIER), AT_SET,
        (exercise_line("torso-lift", "easier"),), PAUSED_ASK),
    Row("which routines", HOME, on.RoutinesAsked(), LEVEL_WANTED,
        (line(Key.LIST_ROUTINES), line(Key.MINE_HINT)), LEVEL_ASK),
    Row("which routines, in a workout", WAITING, on.RoutinesAsked(),
        replace(WAITING, phase=Phase.CHOOSING, purpose=Purpose.ROUTINE, back_to=Phase.WAITING),
        (line(Key.LIST_ROUTINES), line(Key.MINE_HINT)), LEVEL_ASK),
    Row("how many", LISTED, on.HowManyAsked(), LISTED, (line(Key.COUNT_EXERCISES, count=7),), LIST_ASK),
    # anywhere
    Row("help", HOME, on.HelpAsked(), HOME, (line(Key.HELP_HOME), line(Key.DISCLAIMER_HELP), IN_PAIN), HOME_ASK),
    Row("help in a workout", PAUSED, on.HelpAsked(), PAUSED, (line(Key.HELP_WORKOUT), IN_PAIN), PAUSED_ASK),
    Row("help before a workout", BRIEFED, on.HelpAsked(), BRIEFED, (line(Key.HELP_BRIEFED), IN_PAIN), BRIEF_ASK),
    Row("help while reading", _reading(2), on.HelpAsked(), _reading(2), (line(Key.HELP_READING), IN_PAIN), READING_ASK),
    Row("stop", HOME, on.StopAsked(), State(Phase.CLOSED, KNOWN), (line(Key.GOODBYE),)),
    Row("stop, before anything", State(), on.StopAsked(), State(Phase.CLOSED), (line(Key.GOODBYE),)),
    Row("cancel at home", HOME, on.CancelAsked(), State(Phase.CLOSED, KNOWN), (line(Key.GOODBYE),)),
    Row("not understood", PAUSED, on.NotUnderstood(), PAUSED, (line(Key.NOT_UNDERSTOOD), line(Key.WAYS_WORKOUT)),
        PAUSED_ASK),
    Row("not understood at home", HOME, on.NotUnderstood(), HOME, (line(Key.NOT_UNDERSTOOD), line(Key.WAYS_HOME)),
        HOME_ASK),
    Row("one moment", TALKING, on.PauseAsked(), TALKING, (line(Key.TAKE_YOUR_TIME),), SUBJECT_ASK),
    Row("it hurts", HOME, on.HurtSaid(), RESTED, AT_REST, DONE_ASK),
    Row("it hurts, before anything", State(), on.HurtSaid(), RESTED, (*AT_REST, *DISCLAIMER), DONE_ASK),
    Row("it hurts, before a workout", BRIEFED, on.HurtSaid(), RESTED, AT_REST, DONE_ASK),
    Row("it hurts, between two exercises", WAITING, on.HurtSaid(), _at(Phase.PAUSED, 11), EASE, PAUSED_ASK),
    Row("it hurts, in the warm-up", _at(Phase.PAUSED, 2, done=4), on.HurtSaid(), _at(Phase.PAUSED, 2, done=4),
        IN_A_MOVE, PAUSED_ASK),
    Row("it hurts, in a set", IN_SET, on.HurtSaid(), EASED, (*EASE[:2], *EASIER, EASE[2]), HURT_ASK),
    Row("a joint hurts, in a set", IN_SET, on.HurtSaid(joint=True), EASED,
        (EASE[0], line(Key.HURT_JOINT), *EASIER, EASE[2]), HURT_ASK),
    Row("it hurts again", EASED, on.HurtSaid(), EASED_OUT, (EASE[0], line(Key.LEFT_OUT)), READY_PLANK),
    Row("sharp pain", IN_SET, on.SharpPainSaid(), State(Phase.CLOSED, KNOWN), SHARP),
    Row("dizzy", IN_SET, on.UnwellSaid(), State(Phase.CLOSED, KNOWN), UNWELL),
    Row("an emergency", PAUSED, on.EmergencySaid(), State(Phase.CLOSED, KNOWN), EMERGENCY),
    Row("an emergency, before anything", State(), on.EmergencySaid(), State(Phase.CLOSED), EMERGENCY),
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_rows(row: Row, catalogue: Catalogue) -> None:
    """An event in a state gives exactly this answer and this state; what was said is kept, but for words about pain."""
    ask, reprompt = row.ask
    first, end = row.plays
    underway, wished = row.then.progress.underway, row.then.progress.preferences
    plan = replace(PLAN, pace=wished.pace, asking=wished.asking)
    steps = after(expand(plan, catalogue), Position(first, underway.done if underway else 0))
    helped = any(one.key in {Key.FLOOR_DOWN, Key.FLOOR_UP} for one in row.say)
    block = timeline(entered(steps[first:end], helped=helped), wished.count)
    silent = isinstance(row.event, on.SessionLost)
    reply = Reply(row.say, block, ask, reprompt, silent=silent, pace=wished.pace)
    about_pain = any(one in ABOUT_PAIN for one in (*row.say, ask))
    kept = (HURT_ASK[0],) if ask == HURT_ASK[0] else () if about_pain else (*row.say, ask)
    said = tuple(one.key for one in kept if one is not None)
    turn = advance(row.state, row.event, Moment(catalogue, NOW))
    missed = int(any(one.key in {Key.NOT_UNDERSTOOD, Key.NOT_NOW} for one in row.say))
    then = replace(row.then, said=said, missed=missed)
    assert replace(turn, state=_unrecorded(turn.state)) == Turn(_unrecorded(then), reply)


def _unrecorded(state: State) -> State:
    """Leave out what was recorded of sets and exercises done, and when the disclaimer was said."""
    underway = state.progress.underway
    bare = replace(underway, sets=0) if underway else None
    return replace(state, progress=replace(state.progress, history=NOTHING_DONE, underway=bare), notice_ms=0)


@pytest.mark.parametrize(
    ("state", "event", "said"),
    [
        (State(), on.HurtSaid(), ()),
        (HOME, on.HurtSaid(), ()),
        (PAUSED, on.HurtSaid(), ("eased.ask",)),
        (PAUSED, on.PauseAsked(), ("paused.now", "paused.ask")),
        (PAUSED, on.SharpPainSaid(), ()),
        (HOME, on.EmergencySaid(), ()),
    ],
)
def test_what_was_said_about_pain(state: State, event: Event, said: tuple[str, ...], catalogue: Catalogue) -> None:
    """Of an answer to pain nothing is kept but that it asked which, and nothing of the answer before it."""
    before = replace(state, said=("brief.ask",))
    assert advance(before, event, Moment(catalogue, NOW)).state.said == said


@pytest.mark.parametrize(
    ("plan", "last"),
    [
        (FIVE_MINUTES, PLANK),
        (Plan(INTERMEDIATE, routine="infill-replace"), name("kettlebell-deadlift")),
    ],
)
def test_no_cool_down_is_offered_where_there_is_none(plan: Plan, last: Line, catalogue: Catalogue) -> None:
    """A routine without a cool-down, cut in its closing, is offered by its last exercise."""
    closing = Underway(plan, len(expand(plan, catalogue)) - 1, touched_ms=BEFORE)
    offered = advance(State(progress=replace(KNOWN, underway=closing)), on.Launched(), Moment(catalogue, NOW))
    assert offered.reply.ask == line(Key.OFFER_CARRY_ON, exercise=last)


@pytest.mark.parametrize("event", [on.SkipAsked(), on.NextAsked()])
def test_a_closing_skipped_to(event: Event, catalogue: Catalogue) -> None:
    """A closing that is skipped to doesn't tell how to come out of the exercise that was left out."""
    turn = advance(_alone(Phase.PAUSED, 3), event, Moment(catalogue, NOW))
    assert turn.reply == Reply((line(Key.OTHERWISE),), timeline((Closing(10, None),)), *DONE_LYING)


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (5, line(Key.LEAD_GO)),
        (9, line(Key.LEAD_SET, exercise=PLANK, number=1, of=3)),
        (15, line(Key.LEAD_SET, exercise=PLANK, number=3, of=3)),
    ],
)
def test_taken_up_at_a_set(step: int, said: Line, catalogue: Catalogue) -> None:
    """Taken up at a set, a workout says which of how many, unless there is only one."""
    steps = expand(FIVE_MINUTES, catalogue)
    assert isinstance(steps[step], CountIn)
    paused = State(Phase.PAUSED, replace(KNOWN, underway=Underway(FIVE_MINUTES, step, touched_ms=BEFORE)))
    assert advance(paused, on.ReadySaid(), Moment(catalogue, NOW)).reply.say == (said,)


def test_the_set_just_done(catalogue: Catalogue) -> None:
    """Asked to be ready for the second set, one can have the first again, with the rest after it."""
    plan = Plan(INTERMEDIATE, routine="infill-floor")
    steps = expand(plan, catalogue)
    waiting = State(Phase.WAITING, replace(KNOWN, underway=Underway(plan, 6, touched_ms=BEFORE)))
    turn = advance(waiting, on.SetAgainAsked(), Moment(catalogue, NOW))
    assert steps[6] == CountIn(catalogue.exercises["torso-lift"], 2, 3)
    assert turn.state.progress.underway == Underway(plan, 3, began_ms=NOW, touched_ms=NOW)
    assert turn.reply.say == (line(Key.LEAD_SET, exercise=LIFT, number=1, of=3),)
    assert turn.reply.timeline == timeline(entered(steps[3 : block_end(steps, 3)]))


@pytest.mark.parametrize("event", [on.NextAsked(), on.SkipAsked()])
def test_nothing_to_skip_to(event: Event, catalogue: Catalogue) -> None:
    """Next and skip in the last step play that step."""
    turn = advance(_at(Phase.PAUSED, 32), event, Moment(catalogue, NOW))
    closing = timeline(expand(PLAN, catalogue)[32:])
    assert turn == Turn(
        replace(_playing(32), said=(Key.OTHERWISE, Key.DONE_ASK)), Reply((line(Key.OTHERWISE),), closing, *DONE_LYING)
    )


@pytest.mark.parametrize("state", [_sounding(4, 205), _at(Phase.PLAYING, 9, NOW - 66_000)])
@pytest.mark.parametrize(
    ("event", "plays", "said"),
    [
        (on.NextAsked(), (11, 21), (Key.LEAD_EXERCISE, Key.FINISHED)),
        (on.WhatsNextAsked(), (0, 0), (Key.LEAD_EXERCISE, Key.READY_EXERCISE)),
        (on.RepeatAsked(), (0, 0), (Key.READY_EXERCISE,)),
    ],
)
def test_as_the_last_number_is_said(
    state: State, event: Event, plays: tuple[int, int], said: tuple[Key, ...], catalogue: Catalogue
) -> None:
    """From the number of a block's last repetition on, the workout waits for the next exercise, which hasn't begun."""
    turn = advance(state, event, Moment(catalogue, NOW))
    assert (turn.state.said, turn.reply.timeline) == (said, timeline(entered(expand(PLAN, catalogue)[slice(*plays)])))


@pytest.mark.parametrize("event", [on.DetailAsked(on.Detail.CARE), on.DoctorAsked()])
def test_nothing_of_the_disclaimer_is_said_twice(event: Event, catalogue: Catalogue) -> None:
    """Whoever asks first of all whether it is safe hears each sentence once."""
    say = advance(State(), event, Moment(catalogue, NOW)).reply.say
    assert set(DISCLAIMER) < set(say)
    assert len(say) == len(set(say))


@pytest.mark.parametrize(
    ("place", "phase", "step"),
    [
        (_at(Phase.PAUSED, 6, done=3), Phase.PLAYING, 8),
        (_at(Phase.PAUSED, 9, done=1), Phase.WAITING, 11),
        (_at(Phase.PAUSED, 8, done=4), Phase.WAITING, 11),
        (_at(Phase.WAITING, 11), Phase.PLAYING, 11),
    ],
    ids=["a set", "the last set", "a rest", "an exercise that waits"],
)
def test_a_set_is_skipped(place: State, phase: Phase, step: int, catalogue: Catalogue) -> None:
    """Only what is left of that set is left out, and nothing of it counts."""
    after_it = advance(place, on.SetSkipped(), Moment(catalogue, NOW)).state
    underway = after_it.progress.underway
    assert underway is not None
    assert (after_it.phase, underway.step, underway.sets) == (phase, step, 0)
    assert after_it.progress.history.of("torso-lift") is None


@pytest.mark.parametrize(
    ("place", "phase", "step", "sets"),
    [
        (_at(Phase.PAUSED, 6, done=3), Phase.PLAYING, 8, 1),
        (_at(Phase.PAUSED, 9, done=1), Phase.WAITING, 11, 1),
        (_at(Phase.PAUSED, 2, done=4), Phase.PLAYING, 3, 0),
        (_at(Phase.PAUSED, 8, done=4), Phase.PLAYING, 8, 0),
    ],
    ids=["a set", "the last set", "a move", "a rest"],
)
def test_a_set_finished_alone_is_done(place: State, phase: Phase, step: int, sets: int, catalogue: Catalogue) -> None:
    """What somebody did at a pace of their own counts; after an exercise's last set, the next one is waited for."""
    after_it = advance(place, on.SetFinished(), Moment(catalogue, NOW)).state
    underway = after_it.progress.underway
    assert underway is not None
    assert (after_it.phase, underway.step, underway.sets) == (phase, step, sets)
    assert bool(after_it.progress.history.of("torso-lift")) is (step == 11)


def test_a_number_is_the_answer_to_what_was_asked(catalogue: Catalogue) -> None:
    """Minutes where routines are spoken of, a place in a list, and nothing anywhere else."""
    routine, torso = State(Phase.BRIEFED, KNOWN, plan=PLAN), Plan(BEGINNER, exercise="torso-lift")
    plans = {
        (phase, number): advance(state, on.NumberSaid(number), Moment(catalogue, NOW)).state
        for phase, state in {
            "home": HOME,
            "briefed": routine,
            "alone": State(Phase.BRIEFED, KNOWN, plan=torso),
            "set": IN_SET,
            "done": RESTED,
            "level": State(Phase.CHOOSING, KNOWN, purpose=Purpose.ROUTINE),
            "which": State(Phase.CHOOSING, KNOWN),
        }.items()
        for number in (None, 0, 2, 10, 1000)
    }
    minutes = {where: state.plan.within_s for where, state in plans.items() if state.plan and state.plan.within_s}
    assert minutes == {("home", 10): 600, ("briefed", 10): 600, ("level", 10): 600}
    assert (plans["level", 2].plan, plans["which", 2].subject) == (
        Plan(INTERMEDIATE, routine="home-intermediate"),
        "reverse-plank",
    )
    answered = {*minutes, ("level", 2), ("which", 2)}
    assert all(plans[where].missed == (where not in answered) for where in plans)


def test_what_a_hold_of_ones_own_needs(catalogue: Catalogue) -> None:
    """Nothing that we know of; and there is more to tell than that."""
    hold = State(Phase.BRIEFED, KNOWN, plan=Plan(BEGINNER, amount=30))
    assert advance(hold, on.KitAsked(), Moment(catalogue, NOW)).reply.say == (line(Key.BRIEF_NO_KIT),)
    assert advance(hold, on.MoreAsked(), Moment(catalogue, NOW)).reply.say != ()


@pytest.mark.parametrize("plan", [PLAN, Plan(BEGINNER, exercise="torso-lift")])
def test_begun_again_no_set_is_done(plan: Plan, catalogue: Catalogue) -> None:
    """The sets done before somebody starts over are none of the new workout's, whatever it is."""
    step = next(index for index, step in enumerate(expand(plan, catalogue)) if isinstance(step, CountIn))
    begun = replace(KNOWN, underway=Underway(plan, step, touched_ms=NOW, sets=2))
    turn = advance(State(Phase.PAUSED, begun), on.StartOverAsked(), Moment(catalogue, NOW))
    assert turn.state.progress.underway is not None
    assert turn.state.progress.underway.sets == 0


@pytest.mark.parametrize(("phase", "back"), [(Phase.RESUMABLE, ()), (Phase.PAUSED, (line(Key.BACK_TO_WORKOUT),))])
def test_back_to_what_goes_on(phase: Phase, back: tuple[Line, ...], catalogue: Catalogue) -> None:
    """Nobody is told to be back in a workout that is only offered."""
    begun = replace(KNOWN, underway=Underway(PLAN, 6, touched_ms=NOW))
    reading = State(Phase.READING, begun, subject="torso-lift", back_to=phase)
    left = advance(reading, on.Declined(), Moment(catalogue, NOW))
    kept = advance(State(Phase.FORGETTING, begun, back_to=phase), on.Declined(), Moment(catalogue, NOW))
    assert (left.reply.say[1:], kept.reply.say[1:]) == (back, back)


@pytest.mark.parametrize(
    ("event", "told"),
    [(on.Declined(), LEAD_PLANKS), (on.TechniqueAsked(_one("torso-lift")), _next(PLANK))],
)
def test_whats_next_before_it_has_begun(event: Event, told: Line, catalogue: Catalogue) -> None:
    """Asked to be ready for the plank, the plank is next: after "not yet", and while something is explained, too."""
    moment = Moment(catalogue, NOW)
    state = advance(WAITING, event, moment).state
    assert advance(state, on.WhatsNextAsked(), moment).reply.say == (told,)


def test_whats_next_in_the_cool_down(catalogue: Catalogue) -> None:
    """In the cool-down, nothing comes next, and what is left of the move that sounds goes on."""
    turn = advance(_sounding(28, 20), on.WhatsNextAsked(), Moment(catalogue, NOW))
    steps = after(expand(PLAN, catalogue), Position(29, 5))
    reply = Reply((line(Key.NEXT_NOTHING),), timeline(steps[29:]), *DONE_LYING)
    assert turn == Turn(replace(_playing(29, done=5), said=(Key.NEXT_NOTHING, Key.DONE_ASK)), reply)


def test_more_rest_and_no_end(catalogue: Catalogue) -> None:
    """However often more rest is asked for, a block stays as short as an answer must be."""
    plan = Plan(ADVANCED, exercise="kettlebell-deadlift")
    state = State(Phase.PAUSED, replace(KNOWN, underway=Underway(plan, 5, done=1, touched_ms=NOW)))
    for _ in range(12):
        turn = advance(state, on.MoreRestAsked(), Moment(catalogue, NOW))
        assert turn.reply.timeline.length_ms <= BLOCK_S * 1000
        state = turn.state
    assert state.phase is Phase.PAUSED


@pytest.mark.parametrize("event", [on.HowLongAsked(), on.WhichSetAsked(), on.WhatsNextAsked()])
def test_asked_about_the_one_described(event: Event, catalogue: Catalogue) -> None:
    """Of a workout that is described, nothing is answered from the unfinished one before it."""
    described = _at(Phase.BRIEFED, 11, plan=FIVE_MINUTES)
    turn = advance(described, event, Moment(catalogue, NOW))
    assert turn == Turn(
        replace(described, said=(Key.NOT_NOW, Key.WAYS_BRIEFED, Key.BRIEF_ASK), missed=1),
        Reply((line(Key.NOT_NOW), line(Key.WAYS_BRIEFED)), ask=BRIEF_ASK[0], reprompt=BRIEF_ASK[1]),
    )


def test_what_is_offered_at_home_is_a_routine(catalogue: Catalogue) -> None:
    """An exercise that was described before the session came to something else is not offered as one."""
    alone = Plan(BEGINNER, exercise="ball-roll")
    left = advance(State(Phase.FORGETTING, KNOWN, plan=alone), on.Declined(), Moment(catalogue, NOW))
    assert (left.state.phase, left.state.plan) == (Phase.HOME, None)


@pytest.mark.parametrize("state", [_at(Phase.PAUSED, 28, done=5), replace(_reading(0), back_to=Phase.PAUSED)])
def test_the_stretches_are_skipped_in_the_first(state: State, catalogue: Catalogue) -> None:
    """Who lies in it is told how to get up, also where something was read to them meanwhile."""
    stretching = replace(state, progress=_at(Phase.PAUSED, 28, done=5).progress)
    steps = expand(PLAN, catalogue)
    turn = advance(stretching, on.CoolDownSkipped(), Moment(catalogue, NOW))
    assert turn.state.progress.underway is not None
    assert turn.state.progress.underway.step == len(steps) - 1
