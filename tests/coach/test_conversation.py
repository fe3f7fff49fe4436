"""What holds of every conversation, whatever is said and whenever."""

from collections import Counter
from enum import EnumType
from functools import partial
from itertools import product
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from msgspec.structs import fields

from skill.catalogue.model import HOLD, Catalogue, Level, Place
from skill.coach import events as on
from skill.coach import guiding
from skill.coach.answers import INTERRUPTING, Moment, Turn
from skill.coach.blocks import entered
from skill.coach.events import Event, Named
from skill.coach.history import NOTHING_DONE, Finished, History, Practice
from skill.coach.keys import Key
from skill.coach.reply import Cue, CueKind, Line, Reply, Timeline, TimerKind
from skill.coach.settling import settle
from skill.coach.state import TRAINING, Part, Phase, Plan, Progress, Purpose, State, Underway, plain
from skill.coach.steps import Closing, CountIn, Move, Rest, WorkSet
from skill.coach.timeline import timeline
from skill.coach.transitions import advance
from skill.coach.workout import block_end, done_in, expand, total_s
from skill.frozen import replace
from skill.speech.lines import Lines
from skill.speech.script import spoken_ms

NOW = 1_800_000_000_000
DAY_MS = 24 * 60 * 60 * 1000
PLAN = Plan(Level.BEGINNER, routine="home-beginner")
DISCLAIMER = (Line.of(Key.WELCOME_FIRST), Line.of(Key.DISCLAIMER_CHECK), Line.of(Key.DISCLAIMER_STOP))
GOODBYE = Reply((Line.of(Key.GOODBYE),))
NOTIFICATIONS = (on.SessionLost, on.AudioFailed, on.SwitchedOff, on.Unheeded)
SAFETY = (on.SharpPainSaid, on.UnwellSaid, on.EmergencySaid, on.ConditionSaid)

KNOWN = Progress(introduced=True)
SET_OUT = replace(KNOWN, level=Level.BEGINNER, underway=Underway(PLAN, 11, touched_ms=NOW))
BEGUN = replace(SET_OUT, underway=Underway(PLAN, 4, began_ms=NOW, touched_ms=NOW))
ENDING = replace(SET_OUT, underway=Underway(PLAN, 28, began_ms=NOW, touched_ms=NOW))
OWNING = replace(KNOWN, own=("ball-roll", "torso-lift"))
OWN_PLAN = Plan(
    Level.BEGINNER,
    routine="home-beginner",
    parts=(Part("torso-lift", 2, Level.BEGINNER), Part("ball-roll", 2, Level.BEGINNER)),
    own=("torso-lift", "ball-roll"),
)

ALONE, COUNTED = Plan(Level.BEGINNER, exercise="ball-roll"), Plan(Level.BEGINNER, amount=40)
FIVE = Plan(Level.BEGINNER, routine="five-minute")
FIVE_STEPS = (0, 7, 9, 11, 17)
"""Its opening, its last talk, the count-in after that, a rest and its closing: it has no cool-down."""

STATES = (
    State(),
    State(Phase.HOME, KNOWN),
    State(Phase.HOME, KNOWN, plan=PLAN),
    State(Phase.HOME, SET_OUT),
    State(Phase.RESUMABLE, SET_OUT),
    State(Phase.BRIEFED, KNOWN, plan=Plan(Level.ADVANCED, exercise="ball-roll"), subject="ball-roll"),
    State(Phase.BRIEFED, SET_OUT, plan=PLAN),
    State(Phase.PLAYING, BEGUN),
    State(Phase.PLAYING, ENDING),
    State(Phase.WAITING, SET_OUT),
    State(Phase.PAUSED, SET_OUT),
    State(Phase.PAUSED, replace(SET_OUT, underway=Underway(PLAN, 32, touched_ms=NOW))),
    State(Phase.PAUSED, replace(SET_OUT, underway=Underway(PLAN, 6, done=3, touched_ms=NOW))),
    State(Phase.PAUSED, replace(SET_OUT, underway=Underway(PLAN, 13, done=9, touched_ms=NOW))),
    State(Phase.PAUSED, replace(SET_OUT, underway=Underway(PLAN, 8, done=41, touched_ms=NOW))),
    State(Phase.PAUSED, replace(SET_OUT, underway=Underway(PLAN, 8, done=-30, touched_ms=NOW))),
    State(Phase.PLAYING, replace(SET_OUT, underway=Underway(PLAN, 6, done=3, began_ms=NOW, touched_ms=NOW))),
    State(Phase.PLAYING, replace(SET_OUT, underway=Underway(PLAN, 8, done=-30, began_ms=NOW, touched_ms=NOW))),
    State(Phase.RESUMABLE, replace(SET_OUT, underway=Underway(PLAN, 13, done=4, touched_ms=NOW))),
    State(Phase.READING, replace(SET_OUT, underway=Underway(PLAN, 6, done=7, touched_ms=NOW)), subject="ball-roll",
        back_to=Phase.PAUSED),
    State(Phase.WAITING, KNOWN, plan=Plan(Level.ADVANCED, exercise="ball-roll")),
    State(Phase.DONE, KNOWN),
    State(Phase.READING, KNOWN, subject="torso-lift", point=8),
    State(Phase.READING, SET_OUT, subject="reverse-plank"),
    State(Phase.READING, SET_OUT, subject="reverse-plank", back_to=Phase.WAITING),
    State(Phase.READING, KNOWN, plan=PLAN, subject="ball-roll", back_to=Phase.BRIEFED),
    State(Phase.READING, SET_OUT, plan=PLAN, subject="ball-roll", back_to=Phase.BRIEFED),
    *(State(Phase.CHOOSING, KNOWN, purpose=purpose) for purpose in (None, *Purpose)),
    State(Phase.CHOOSING, SET_OUT, purpose=Purpose.ROUTINE, place=Place.GYM),
    State(Phase.CHOOSING, SET_OUT, purpose=Purpose.LEARN, back_to=Phase.RESUMABLE),
    State(Phase.CHOOSING, KNOWN, purpose=Purpose.DO, among=("torso-lift", "hyperextension")),
    State(Phase.CHOOSING, KNOWN, purpose=Purpose.HOLD, among=("hyperextension",), amount=40, level=Level.ADVANCED),
    State(Phase.CHOOSING, SET_OUT, purpose=Purpose.COUNT, among=("reverse-plank",), back_to=Phase.PAUSED),
    State(Phase.LEAVING, KNOWN, PLAN, among=("good-morning",), back_to=Phase.HOME),
    State(Phase.LEAVING, SET_OUT, among=("good-morning",), back_to=Phase.PAUSED),
    State(Phase.TALKING, KNOWN, subject="hyperextension"),
    State(Phase.TALKING, SET_OUT, subject="hyperextension"),
    State(Phase.MAKING, KNOWN),
    State(Phase.MAKING, OWNING, subject="ball-roll"),
    State(Phase.MAKING, replace(OWNING, underway=SET_OUT.underway)),
    State(Phase.MAKING, replace(OWNING, underway=SET_OUT.underway), back_to=Phase.PAUSED),
    State(Phase.HOME, OWNING, plan=OWN_PLAN),
    State(Phase.BRIEFED, OWNING, plan=OWN_PLAN),
    State(Phase.BRIEFED, KNOWN, plan=replace(PLAN, left_out=("reverse-plank",))),
    State(Phase.WAITING, replace(OWNING, underway=Underway(OWN_PLAN, 6, touched_ms=NOW))),
    State(Phase.CHOOSING, OWNING, purpose=Purpose.ADD, among=("good-morning",), back_to=Phase.MAKING),
    State(Phase.CHOOSING, OWNING, purpose=Purpose.LEAVE_OUT, among=OWNING.own, back_to=Phase.MAKING),
    State(Phase.DROPPING, OWNING),
    State(Phase.DROPPING, OWNING, back_to=Phase.MAKING),
    State(Phase.DROPPING, OWNING, plan=OWN_PLAN, back_to=Phase.BRIEFED),
    *(
        State(phase, replace(KNOWN, underway=Underway(FIVE, step, touched_ms=NOW)))
        for phase in (Phase.WAITING, Phase.PAUSED)
        for step in FIVE_STEPS
    ),
    State(Phase.WAITING, replace(KNOWN, underway=Underway(ALONE, 3, touched_ms=NOW))),
    State(Phase.PAUSED, replace(KNOWN, underway=Underway(COUNTED, 1, touched_ms=NOW))),
    State(Phase.FORGETTING, KNOWN),
    State(Phase.FORGETTING, SET_OUT, back_to=Phase.WAITING),
    State(Phase.CLOSED, KNOWN),
    State(Phase.CLOSED, SET_OUT),
)  # fmt: skip
"""Every phase, with and without a workout in flight where both can be; cut into in a set, a hold and a rest."""

KNOWN_IDS = {
    "exercise": ("torso-lift", "hyperextension"),
    "other": ("reverse-plank", "torso-lift"),
    "kit": ("ball", "kettlebells"),
    "besides": ("bench", "bar"),
    "level": ("intermediate", "advanced"),
    "place": ("home", "gym"),
    "routine": ("five-minute", "gym-advanced"),
    "topic": ("benefits", "posture"),
    "condition": ("pregnancy", "under-eighteen"),
    "without": ("ball", "kettlebells"),
}


OTHER_NAMES = (
    *(("second",), ("last",), ("superman",), ("plank",), ("reverse-hyper",), ("elsewhere",)),
    *(("hypertension",), ("blood-pressure",), ("hypertension", "hyperextension"), ("plank", "last")),
)
"""Ids of places in a list, and of what comes near an exercise."""


def _named(kind: str) -> tuple[Named, ...]:
    """Give nothing, a thing we have, one of two, one that we don't have; an exercise by other names, too."""
    one, other = KNOWN_IDS[kind]
    return (
        *(Named(), Named((one,), "this"), Named((one, other), "either"), Named((), "something else")),
        *(Named(ids, "by another name") for ids in (OTHER_NAMES if kind == "exercise" else ())),
    )


AMOUNTS = (None, 0, 10, 40, 1000)


def _choices(name: str, kind: Any) -> tuple[object, ...]:  # noqa: ANN401 - the type of any field
    if kind is Named:
        return _named(name)
    return tuple(kind) if isinstance(kind, EnumType) else (None, False, True) if kind == bool | None else AMOUNTS


def _all_of(kind: type[Any]) -> list[Event]:
    """Give every event of a kind: what can be named in it, named in every way, and each of what can be chosen."""
    return [kind(*chosen) for chosen in product(*(_choices(field.name, field.type) for field in fields(kind)))]


EVENTS = {kind: _all_of(kind) for kind in get_args(Event)}


def _moment(catalogue: Catalogue, seconds: float = 60) -> Moment:
    return Moment(catalogue, NOW + round(seconds * 1000))


def _is_sound(turn: Turn, now_ms: int, lines: Lines) -> bool:
    """Tell whether a block begins when all before it has been said, and what is offered has a name."""
    underway, pace = turn.state.progress.underway, turn.reply.pace.talk_percent
    begins_ms = now_ms + spoken_ms(lines, turn.reply.say) * 100 // pace if turn.reply.timeline.cues else None
    offered = turn.state.plan if turn.state.phase is Phase.HOME else None
    on_time = begins_ms is None or underway is None or underway.began_ms == begins_ms
    return on_time and (offered is None or offered.routine is not None)


def _is_legal(reply: Reply) -> bool:
    """Tell whether a reply is silent, or asks and has a reprompt, or says something and ends."""
    if reply.silent:
        return reply == Reply(silent=True)
    return (reply.ask is None) == (reply.reprompt is None) and bool(reply.say or reply.timeline.cues or reply.ask)


def _unrecorded(state: State) -> State:
    """Leave out what was recorded of sets and exercises done: the place alone is looked at."""
    underway = state.progress.underway
    bare = replace(underway, sets=0) if underway else None
    return replace(state, progress=replace(state.progress, history=NOTHING_DONE, underway=bare))


def _said(reply: Reply) -> tuple[str, ...]:
    return tuple(one.key for one in (*reply.say, reply.ask) if one is not None)


def _lines(reply: Reply) -> list[Line]:
    return [one for one in (*reply.say, reply.ask, reply.reprompt) if one is not None]


def _returned(state: State) -> State:
    """Send a state to Alexa and back."""
    return State.from_json(plain(state), state.progress)


def test_every_phase_is_tried() -> None:
    """The states tried here cover every phase."""
    assert {state.phase for state in STATES} == {*Phase}


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_every_event_has_an_answer(kind: type[Event], catalogue: Catalogue, lines: Lines) -> None:
    """In every phase every event gives an answer that Alexa allows, in words that exist, and a state that can be kept.

    Notifications alone are answered with silence.
    """
    for state, event in product(STATES, EVENTS[kind]):
        turn = advance(state, event, _moment(catalogue))
        assert _is_legal(turn.reply), (state, event)
        assert turn.reply.silent == isinstance(event, NOTIFICATIONS), (state, event)
        assert _returned(turn.state) == turn.state, (state, event)
        assert all(lines.say(one) for one in _lines(turn.reply)), (state, event)
        assert all(lines.say(cue.line) for cue in turn.reply.timeline.cues), (state, event)


@pytest.mark.parametrize(
    ("phase", "event"),
    [
        (Phase.HOME, on.StartOverAsked()),
        (Phase.HOME, on.ReadySaid()),
        (Phase.HOME, on.ResumeAsked()),
        (Phase.RESUMABLE, on.NextAsked()),
        (Phase.BRIEFED, on.PreviousAsked()),
        (Phase.TALKING, on.NextAsked()),
        (Phase.CHOOSING, on.ReadySaid()),
    ],
)
def test_not_now(phase: Phase, event: Event, catalogue: Catalogue) -> None:
    """What means nothing here is said to, with what does, and leaves everything as it was."""
    state = next(state for state in STATES if state.phase is phase and state.progress.introduced)
    turn = advance(state, event, _moment(catalogue))
    ways, ways_too, just = guiding.WAYS.get(phase, guiding.AT_HOME)
    assert turn.reply.say == (Line.of(Key.NOT_NOW), Line.of(ways))
    assert replace(turn.state, said=(), missed=0) == state
    again = advance(turn.state, event, _moment(catalogue))
    assert again.reply.say == (Line.of(Key.NOT_NOW_AGAIN), Line.of(ways_too))
    assert advance(again.state, event, _moment(catalogue)).reply.say[-1] == Line.of(just)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.phase)
def test_notifications_change_nothing(state: State, catalogue: Catalogue) -> None:
    """A notification is answered with silence, and a block goes on sounding; one that failed is still to come."""
    moment = _moment(catalogue)
    assert advance(state, on.Unheeded(), moment) == Turn(state, Reply(silent=True))
    underway = state.progress.underway
    unheard = replace(state.progress, audio_failed=True, underway=underway and replace(underway, began_ms=None))
    assert advance(state, on.AudioFailed(), moment) == Turn(replace(state, progress=unheard), Reply(silent=True))


def test_a_block_nobody_heard(catalogue: Catalogue) -> None:
    """After a block that failed to sound, however late, ready plays that block."""
    failed = advance(State(Phase.PLAYING, BEGUN), on.AudioFailed(), _moment(catalogue, 2)).state
    again = advance(failed, on.ReadySaid(), _moment(catalogue, 900))
    assert again.reply.timeline == timeline(entered(expand(PLAN, catalogue)[4:11], helped=True))


LIKELY = (
    *(on.ReadySaid(), on.Agreed(), on.NextAsked(), on.PauseAsked(), on.Launched()),
    *(on.SkipAsked(), on.SetAgainAsked(), on.MoreRestAsked(), on.HowLongAsked(), on.WhichSetAsked()),
)
STEPS = some.tuples(
    some.sampled_from([event for events in EVENTS.values() for event in events]) | some.sampled_from(LIKELY),
    some.integers(1, 1000) | some.integers(1000, 400_000) | some.integers(400_000, 25 * 60 * 60 * 1000),
)


@given(some.lists(STEPS, min_size=1, max_size=30))
@settings(derandomize=True, database=None, deadline=None, max_examples=200)
def test_any_conversation(catalogue: Catalogue, lines: Lines, steps: list[tuple[Event, int]]) -> None:
    """Whatever is said, and after whatever time, the answer is legal, has words, and its state can be kept.

    The session ends with the goodbye and at no other time.
    """
    state, now_ms = State(), NOW
    for event, wait_ms in steps:
        now_ms += wait_ms
        turn = advance(state, event, Moment(catalogue, now_ms, partial(spoken_ms, lines)))
        reply, closed = turn.reply, turn.state.phase is Phase.CLOSED
        assert _is_legal(reply)
        assert _is_sound(turn, now_ms, lines)
        assert closed == (isinstance(event, on.SessionLost) or (reply.ask is None and not reply.silent))
        assert _returned(turn.state) == turn.state
        assert all(lines.say(one) for one in (*_lines(reply), *(cue.line for cue in reply.timeline.cues)))
        assert all(cue.window_ms > 0 or cue.optional for cue in reply.timeline.cues)
        state = State(progress=turn.state.progress) if closed else _returned(turn.state)


LOSES = (*SAFETY, on.HurtSaid, on.SwitchedOff)
"""What ends a workout for today: pain and illness; and switching the skill off erases everything."""


@pytest.mark.parametrize("kind", [kind for kind in EVENTS if kind not in LOSES], ids=lambda kind: kind.__name__)
def test_what_is_unfinished_waits(kind: type[Event], catalogue: Catalogue) -> None:
    """An unfinished workout is lost at its end, by a no to it, and by what ends it for today alone."""
    settled = [settle(state, _moment(catalogue)) for state in STATES]
    one_each = {(state.phase, state.back_to): state for state in settled if state.progress.underway}
    talking = replace(one_each[Phase.RESUMABLE, None], phase=Phase.TALKING, subject="ball-roll")
    for state, event in product([*one_each.values(), talking], EVENTS[kind]):
        declined = state.phase is Phase.RESUMABLE and isinstance(event, on.Declined | on.OtherAsked)
        forgotten = state.phase is Phase.FORGETTING and isinstance(event, on.Agreed)
        left = advance(state, event, _moment(catalogue)).state
        assert left.progress.underway or declined or forgotten, (state, event)


ROLL = Named(("ball-roll",), "ball rolls")
LIFTS = on.TechniqueAsked(Named(("torso-lift",), "torso lifts"))
WAYS: dict[Phase, tuple[tuple[float, Event], ...]] = {
    Phase.HOME: ((0, on.Launched()),),
    Phase.BRIEFED: ((0, on.Launched()), (5, on.Agreed())),
    Phase.PLAYING: ((0, on.Launched()), (5, on.Agreed()), (5, on.ReadySaid())),
    Phase.WAITING: ((0, on.Launched()), (5, on.Agreed()), (5, on.ReadySaid()), (140, on.RepeatAsked())),
    Phase.PAUSED: ((0, on.Launched()), (5, on.Agreed()), (5, on.ReadySaid()), (60, on.PauseAsked())),
    Phase.RESUMABLE: ((0, on.Launched()), (5, on.Agreed()), (5, on.ReadySaid()), (60, on.Launched())),
    Phase.READING: ((0, LIFTS),),
    Phase.TALKING: ((0, LIFTS), (5, on.Declined())),
    Phase.CHOOSING: ((0, on.ListAsked()),),
    Phase.DONE: (
        *((0, on.Launched()), (5, on.Agreed()), (5, on.ReadySaid())),
        *((140, on.ReadySaid()), (210, on.ReadySaid()), (140, on.ReadySaid()), (210, on.ReadySaid())),
        (80, on.RepeatAsked()),
    ),
    Phase.MAKING: ((0, on.MakeAsked()),),
    Phase.LEAVING: ((0, on.ConditionSaid(Named(("disc",), "slipped disc"))),),
    Phase.DROPPING: ((0, on.AddAsked(ROLL)), (5, on.DropOwnAsked())),
    Phase.FORGETTING: ((0, on.ForgetAsked()),),
    Phase.CLOSED: ((0, on.StopAsked()),),
}


def _talk(way: tuple[tuple[float, Event], ...], catalogue: Catalogue) -> tuple[State, float]:
    """Say one thing after another, and give the state and the time at the end."""
    state, seconds = State(), 0.0
    for wait, event in way:
        seconds += wait
        state = advance(state, event, _moment(catalogue, seconds)).state
    return state, seconds


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_can_be_reached(phase: Phase, catalogue: Catalogue) -> None:
    """There is a way to every phase, beginning with the first word to the skill."""
    assert _talk(WAYS[phase], catalogue)[0].phase is phase


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase not in {Phase.PLAYING, Phase.CLOSED}])
def test_help_and_misunderstanding_keep_the_place(phase: Phase, catalogue: Catalogue) -> None:
    """Help and a word nobody understood change nothing, and the question is asked again."""
    state, seconds = _talk(WAYS[phase], catalogue)
    again = advance(state, on.HelpAsked(), _moment(catalogue, seconds))
    missed = advance(state, on.NotUnderstood(), _moment(catalogue, seconds))
    assert again.reply.ask is not None
    assert missed.reply.ask is not None
    assert missed.reply.ask.key == again.reply.ask.key
    assert replace(again.state, said=()) == replace(missed.state, said=(), missed=0) == replace(state, said=())


@pytest.mark.parametrize("event", [on.HelpAsked(), on.NotUnderstood()])
def test_help_in_a_block_pauses_it(event: Event, catalogue: Catalogue) -> None:
    """Help and a word nobody understood, said into a block, pause it and say how to go on."""
    state, seconds = _talk(WAYS[Phase.PLAYING], catalogue)
    turn = advance(state, event, _moment(catalogue, seconds + 30))
    assert (turn.state.phase, turn.reply.ask) == (Phase.PAUSED, Line.of(Key.PAUSED_ASK))


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.phase)
def test_stop_works_anywhere(state: State, catalogue: Catalogue) -> None:
    """Stop says goodbye at once in every phase, and keeps an unfinished workout and a routine that is being made."""
    turn = advance(state, on.StopAsked(), _moment(catalogue))
    unfinished = settle(state, _moment(catalogue)).progress.underway
    making = state.phase is Phase.MAKING or (state.phase is Phase.DROPPING and state.back_to is Phase.MAKING)
    routine = (Line.of(Key.MINE_SAVED),) if making and state.progress.own else ()
    saved = (Line.of(Key.SAVED),) if unfinished else ()
    assert turn.reply == Reply((*routine, *saved, Line.of(Key.GOODBYE)))
    assert turn.state.progress.own == state.progress.own
    assert (turn.state.phase, turn.state.plan) == (Phase.CLOSED, None)
    kept = turn.state.progress.underway
    assert (kept and kept.plan) == (unfinished and unfinished.plan)
    assert advance(state, on.SessionLost(), _moment(catalogue)).state.progress == turn.state.progress


def _unnamed(cue: Cue) -> Cue:
    """Leave out an exercise's name, which has just been said at the start of a block, and where somebody comes from."""
    move = dict(cue.line.values).get("move", cue.line)
    if not isinstance(move, Line) or not move.key.startswith("positions."):
        return cue
    return replace(cue, line=Line(f"positions.{move.key.rpartition('.')[2]}"))


def test_a_workout_to_its_end(plan: Plan, catalogue: Catalogue, lines: Lines) -> None:
    """Said "ready" to, again and again, a workout plays each step once, in order, and leaves nothing unfinished."""
    state = State(Phase.BRIEFED, KNOWN, plan=plan)
    whole = timeline(expand(plan, catalogue))
    seconds, played_ms = 0.0, 0
    cues: list[Cue] = []
    while played_ms < whole.length_ms:
        turn = advance(state, on.ReadySaid(), _moment(catalogue, seconds))
        assert _is_legal(turn.reply)
        block = turn.reply.timeline
        assert block.length_ms > 0
        cues += [replace(cue, at_ms=cue.at_ms + played_ms) for cue in block.cues]
        assert all(lines.say(one) for one in (*_lines(turn.reply), *(cue.line for cue in block.cues)))
        played_ms += block.length_ms
        seconds += block.length_ms / 1000 + 7
        state = _returned(turn.state)
    assert ([*map(_unnamed, cues)], played_ms) == ([*map(_unnamed, whole.cues)], whole.length_ms)
    assert cues[-1].line.key in {Key.CLOSING_DONE, Key.CLOSING_TIP}
    assert turn.reply.ask == Line.of(Key.RATE_ASK if plan.amount is None else Key.DONE_ASK)
    end = advance(state, on.Declined(), _moment(catalogue, seconds))
    closed = State(Phase.CLOSED, replace(KNOWN, level=plan.level), said=_said(end.reply))
    assert replace(end, state=_unrecorded(end.state)) == Turn(closed, GOODBYE)
    assert _recorded(end.state.progress.history) == _to_record(plan, catalogue)


def _recorded(history: History) -> tuple[object, ...]:
    """Give what was recorded of one workout, without when."""
    times = {known.exercise: known.times for known in history.practice}
    return times, [(done.routine, done.exercise, done.sets) for done in history.finished]


def _to_record(plan: Plan, catalogue: Catalogue) -> tuple[object, ...]:
    """Give what a workout done from start to end is to leave: each exercise once, and all its sets."""
    sets = [step for step in expand(plan, catalogue) if isinstance(step, WorkSet) and step.number]
    return {step.exercise.id: 1 for step in sets if step.exercise}, [(plan.routine, plan.exercise, len(sets))]


def test_the_questions_of_a_workout(catalogue: Catalogue) -> None:
    """Between two sets the next set is asked for; only after an exercise one is told how to come out of it."""
    lift, plank = Line("exercise.torso-lift.finish"), Line("exercise.reverse-plank.name")
    state = State(Phase.BRIEFED, KNOWN, plan=Plan(Level.INTERMEDIATE, routine="infill-floor"))
    asked = []
    for number in range(3):
        turn = advance(state, on.ReadySaid(), _moment(catalogue, number * 300))
        asked.append(turn.reply.ask)
        state = turn.state
    assert asked == [
        Line.of(Key.READY_SET, number=2, of=3),
        Line.of(Key.FINISHED, finish=lift, ask=Line.of(Key.READY_EXERCISE, exercise=plank)),
        Line.of(Key.RATE_ASK),
    ]


@pytest.mark.parametrize("start", [0, 4, 11, 21, 28])
def test_cut_into_at_any_second(start: int, catalogue: Catalogue) -> None:
    """Cut into at any second, a block is paused where it can be taken up; from its last number on, it is over."""
    steps = expand(PLAN, catalogue)
    end = block_end(steps, start)
    # The closing is no workout any more: from its first word on, all is done.
    length_s = total_s(tuple(step for step in steps[start:end] if not isinstance(step, Closing)))
    playing = State(Phase.PLAYING, replace(KNOWN, underway=Underway(PLAN, start, began_ms=NOW, touched_ms=NOW)))
    places = []
    for second in range(length_s):
        settled = _unrecorded(settle(playing, _moment(catalogue, second)))
        here = settled.progress.underway
        assert here is not None
        place = Underway(PLAN, here.step, here.done, touched_ms=NOW)
        phase = Phase.WAITING if here.step == end else Phase.PAUSED
        assert settled == State(phase, replace(KNOWN, underway=place))
        assert start <= here.step <= end
        assert not isinstance(steps[here.step], WorkSet)
        assert here.done == 0 or isinstance(steps[here.step], CountIn | Rest | Move)
        places.append((here.step, here.done))
    assert places == sorted(places)
    waiting = State(Phase.WAITING, replace(KNOWN, underway=Underway(PLAN, end, touched_ms=NOW)))
    after = waiting if end < len(steps) else State(Phase.DONE, KNOWN)
    assert all(_unrecorded(settle(playing, _moment(catalogue, length_s + late))) == after for late in (0, 1, 60, 3600))


@pytest.mark.parametrize(
    ("second", "phase", "step", "done"),
    [
        (-3, Phase.PAUSED, 4, 0),
        (0, Phase.PAUSED, 4, 0),
        (19.999, Phase.PAUSED, 4, 0),
        (20, Phase.PAUSED, 5, 0),
        (30, Phase.PAUSED, 6, 0),
        (33, Phase.PAUSED, 6, 0),
        (39.999, Phase.PAUSED, 6, 0),
        (40, Phase.PAUSED, 6, 1),
        (95.999, Phase.PAUSED, 6, 7),
        (96, Phase.PAUSED, 8, 0),
        (97, Phase.PAUSED, 8, 0),
        (98, Phase.PAUSED, 8, 1),
        (138.999, Phase.PAUSED, 8, 41),
        (139, Phase.PAUSED, 9, 0),
        (204.999, Phase.PAUSED, 9, 7),
        (206, Phase.WAITING, 11, 0),
        (86_400, Phase.WAITING, 11, 0),
    ],
)
def test_where_a_cut_leaves_the_workout(
    second: float, phase: Phase, step: int, done: int, catalogue: Catalogue
) -> None:
    """A set is taken up after the last number said, a rest keeps its seconds, and anything else its beginning."""
    settled = _unrecorded(settle(State(Phase.PLAYING, BEGUN), _moment(catalogue, second)))
    assert settled == State(phase, replace(SET_OUT, underway=Underway(PLAN, step, done, touched_ms=NOW)))


@pytest.mark.parametrize(
    ("done", "second", "ended_s"),
    [(0, 104, 104), (0, 105, 105), (0, 80_000, 105), (0, 118, 105), (2, 110, 103), (2, 80_000, 103)],
)
def test_a_workout_ended_when_it_sounded(done: int, second: float, ended_s: int, catalogue: Catalogue) -> None:
    """However late its end is heard of, it is as old as its last set, and so is what was done in it."""
    underway = Underway(FIVE, 9, done=done, began_ms=NOW, touched_ms=NOW)
    settled = settle(State(Phase.PLAYING, replace(KNOWN, underway=underway)), _moment(catalogue, second))
    ended_ms = NOW + 1000 * ended_s
    history = History((Practice("reverse-plank", 1, ended_ms),), (Finished(ended_ms, 3, routine="five-minute"),))
    assert settled == State(Phase.DONE, replace(KNOWN, history=history))


def test_a_block_ended_when_it_sounded(catalogue: Catalogue) -> None:
    """So is what was done in a block, of a workout that goes on."""
    settled = settle(State(Phase.PLAYING, BEGUN), _moment(catalogue, 80_000))
    left = Underway(PLAN, 11, touched_ms=NOW, sets=2)
    history = History((Practice("torso-lift", 1, NOW + 206_000),))
    assert settled == State(Phase.WAITING, replace(BEGUN, underway=left, history=history))


Effort = Counter[tuple[str | None, int | None, int | str | None]]
"""How often each repetition of each set of each exercise was counted, and how many seconds it was held."""


def _effort(block: Timeline, elapsed_ms: int) -> Effort:
    """Give what somebody has done of a block in a time: the numbers that were said, the seconds that were held."""
    done: Effort = Counter()
    for cue in block.cues:
        if cue.at_ms <= elapsed_ms and cue.kind is CueKind.COUNT and cue.rep is not None:
            done[cue.exercise, cue.set, cue.rep] += 1
        if cue.at_ms < elapsed_ms and cue.timer and cue.timer.kind is TimerKind.HOLD:
            done[cue.exercise, cue.set, "held"] += min(cue.timer.length_ms, elapsed_ms - cue.at_ms) // 1000
    return +done


def _dose(plan: Plan, catalogue: Catalogue) -> Effort:
    """Give what a plan asks for."""
    wanted: Effort = Counter()
    for step in expand(plan, catalogue):
        if isinstance(step, WorkSet):
            name = step.exercise.id if step.exercise else None
            if step.is_hold:
                wanted[name, step.number, "held"] += step.dose.tempo[HOLD]
            else:
                wanted += Counter((name, step.number, rep) for rep in range(1, step.dose.reps + 1))
    return wanted


def _to_the_end(state: State, seconds: float, catalogue: Catalogue, known: dict[Underway, Effort]) -> Effort:
    """Say "ready" until the workout is done, and give what that comes to."""
    underway = state.progress.underway
    if underway is None:
        return Counter()
    place = replace(underway, began_ms=None, touched_ms=0, sets=0)
    if place not in known:
        turn = advance(state, on.ReadySaid(), _moment(catalogue, seconds))
        block = turn.reply.timeline
        later = seconds + block.length_ms / 1000
        ended = settle(turn.state, _moment(catalogue, later))
        assert ended.progress.underway is None or ended.progress.underway.step > place.step
        known[place] = _effort(block, block.length_ms) + _to_the_end(ended, later, catalogue, known)
    return known[place]


def test_paused_once_at_any_second(plan: Plan, catalogue: Catalogue) -> None:
    """Paused at any second of any block and gone on with, every repetition is counted once, every second held once.

    Each second of every exercise at every level, and of the routines, which only string these together, each 13th.
    """
    wanted, known, before, began_s = _dose(plan, catalogue), dict[Underway, Effort](), Effort(), 0
    turn = advance(State(Phase.BRIEFED, KNOWN, plan=plan), on.ReadySaid(), _moment(catalogue, 0))
    while turn.reply.timeline.cues:
        block = turn.reply.timeline
        for second in range(0, block.length_ms // 1000, 1 if plan.exercise else 13):
            paused = advance(turn.state, on.PauseAsked(), _moment(catalogue, began_s + second)).state
            left = _to_the_end(paused, began_s + second, catalogue, known)
            assert before + _effort(block, second * 1000) + left == wanted, (began_s, second)
        before += _effort(block, block.length_ms)
        began_s += block.length_ms // 1000
        assert began_s <= total_s(expand(plan, catalogue))
        turn = advance(turn.state, on.ReadySaid(), _moment(catalogue, began_s))
    assert before == wanted


INTERRUPTIONS = (
    *(on.PauseAsked(), on.HowLongAsked(), on.WhichSetAsked(), on.WhatsNextAsked(), on.MoreRestAsked()),
    *(on.HelpAsked(), on.NotUnderstood(), on.MusclesAsked(), on.SessionLost(), on.ReadySaid()),
)
LEAD_MS = 1300
MOST_BLOCKS = 30
"""More than any workout has, so that a test that would never end fails."""


CUTS = some.lists(some.tuples(some.sampled_from(INTERRUPTIONS), some.integers(1, 240_000)), max_size=25)


@given(some.data(), CUTS)
@settings(derandomize=True, database=None, deadline=None, max_examples=100)
def test_interrupted_again_and_again(
    catalogue: Catalogue, plans: tuple[Plan, ...], data: some.DataObject, cuts: list[tuple[Event, int]]
) -> None:
    """However often a workout is interrupted, what is counted and held sums to its dose, to the repetition and second.

    The lines before a block take their time; nothing is done while they are said.
    """
    plan = data.draw(some.sampled_from(plans))
    now_ms, played = NOW, 0
    done: Effort = Counter()
    coming = iter(cuts)
    turn = advance(State(Phase.BRIEFED, KNOWN, plan=plan), on.ReadySaid(), _led(catalogue, now_ms))
    while turn.state.phase is Phase.PLAYING and turn.reply.timeline.cues:
        block, played = turn.reply.timeline, played + 1
        assert played <= len(cuts) + MOST_BLOCKS
        event, wait_ms = next(coming, (on.ReadySaid(), LEAD_MS + block.length_ms))
        now_ms += wait_ms
        done += _effort(block, wait_ms - LEAD_MS)
        turn = advance(turn.state, event, _led(catalogue, now_ms))
        if not turn.reply.timeline.cues and turn.state.progress.underway:
            resumed = State(progress=turn.state.progress) if turn.state.phase is Phase.CLOSED else turn.state
            turn = advance(resumed, on.ResumeAsked(), _led(catalogue, now_ms))
        if turn.state.phase is Phase.WAITING and turn.state.progress.underway:
            turn = advance(turn.state, on.ReadySaid(), _led(catalogue, now_ms))
    assert turn.state.progress.underway is None
    assert done == _dose(plan, catalogue)


def _led(catalogue: Catalogue, now_ms: int) -> Moment:
    return Moment(catalogue, now_ms, lambda _: LEAD_MS)


@pytest.mark.parametrize("phase", [Phase.HOME, Phase.READING, Phase.CHOOSING, Phase.BRIEFED])
def test_a_block_settles_without_changing_the_subject(phase: Phase, catalogue: Catalogue) -> None:
    """A block that sounded in an earlier session is settled, and the new session's phase stays."""
    settled = settle(State(phase, BEGUN, PLAN, "torso-lift"), _moment(catalogue, 60))
    left = replace(SET_OUT, underway=Underway(PLAN, 6, done=3, touched_ms=NOW))
    assert settled == State(phase, left, PLAN, "torso-lift")


@pytest.mark.parametrize(
    ("wait_ms", "then"),
    [
        (1, State(Phase.RESUMABLE, SET_OUT)),
        (DAY_MS, State(Phase.RESUMABLE, SET_OUT)),
        (DAY_MS + 1, State(Phase.HOME, replace(SET_OUT, underway=None), plan=PLAN)),
        (2 * DAY_MS, State(Phase.HOME, replace(SET_OUT, underway=None), plan=PLAN)),
    ],
)
def test_an_unfinished_workout_is_offered_for_a_day(wait_ms: int, then: State, catalogue: Catalogue) -> None:
    """For a day an unfinished workout is offered at the launch; a millisecond later it is forgotten."""
    turn = advance(State(progress=SET_OUT), on.Launched(), Moment(catalogue, NOW + wait_ms))
    assert replace(turn.state, said=()) == then


@pytest.mark.parametrize("state", [state for state in STATES if state.progress.underway], ids=lambda state: state.phase)
def test_nothing_old_is_gone_on_with(state: State, catalogue: Catalogue) -> None:
    """A day later, wherever the session stood, the old workout is gone, and a training phase or the way back to one."""
    settled = settle(state, _moment(catalogue, 25 * 60 * 60))
    phase = Phase.HOME if state.phase in TRAINING else state.phase
    back_to = None if state.back_to in TRAINING else state.back_to
    assert settled == replace(state, phase=phase, progress=replace(state.progress, underway=None), back_to=back_to)


@pytest.mark.parametrize(
    "gone",
    [
        Underway(Plan(Level.BEGINNER, routine="nap"), 0, touched_ms=NOW),
        Underway(Plan(Level.BEGINNER, exercise="nap"), 0, began_ms=NOW, touched_ms=NOW),
        Underway(PLAN, 33, touched_ms=NOW),
    ],
)
@pytest.mark.parametrize("phase", Phase)
def test_a_workout_we_no_longer_have(phase: Phase, gone: Underway, catalogue: Catalogue) -> None:
    """A workout, or a place in it, that the content no longer has is forgotten, and a training phase with it."""
    state = State(phase, replace(KNOWN, underway=gone), PLAN, "torso-lift")
    assert settle(state, _moment(catalogue)) == State(
        Phase.HOME if phase in TRAINING else phase, KNOWN, PLAN, "torso-lift"
    )


def _shorter(catalogue: Catalogue, exercise: str, **changed: Any) -> Catalogue:  # noqa: ANN401 - fields of Dose
    """Give the content after somebody has changed a beginner's dose."""
    found = catalogue.exercises[exercise]
    dose = replace(found.doses[Level.BEGINNER], **changed)
    changed_one = replace(found, doses={**found.doses, Level.BEGINNER: dose})
    return replace(catalogue, exercises={**catalogue.exercises, exercise: changed_one})


@pytest.mark.parametrize(
    ("exercise", "changed", "place"),
    [
        ("torso-lift", {"reps": 5}, (6, 5)),
        ("torso-lift", {"reps": 5}, (6, 7)),
        ("torso-lift", {"rest_s": 20}, (8, 17)),
        ("reverse-plank", {"tempo": {"lift": 2, "hold": 5, "lower": 2}}, (13, 9)),
        ("reverse-plank", {"tempo": {"lift": 2, "hold": 5, "lower": 2}}, (13, 5)),
        ("reverse-plank", {"tempo": {"lift": 2, "hold": 5, "lower": 2}}, (13, 8)),
    ],
)
def test_more_done_than_there_is(
    exercise: str, changed: dict[str, Any], place: tuple[int, int], catalogue: Catalogue
) -> None:
    """Where as much is done as the changed content has to do, the workout is forgotten; where less, it goes on."""
    shorter = _shorter(catalogue, exercise, **changed)
    step, done = place
    for kept, enough in ((1, False), (done, True)):
        state = State(Phase.PAUSED, replace(SET_OUT, underway=Underway(PLAN, step, kept, touched_ms=NOW)))
        forgotten = State(Phase.HOME, replace(SET_OUT, underway=None))
        assert settle(state, _moment(shorter)) == (forgotten if enough else state)


@pytest.mark.parametrize(
    ("state", "then"),
    [
        (State(Phase.HOME, KNOWN, plan=Plan(Level.BEGINNER, routine="nap")), State(Phase.HOME, KNOWN)),
        (State(Phase.PAUSED, SET_OUT, plan=Plan(Level.BEGINNER, routine="nap")), State(Phase.PAUSED, SET_OUT)),
        (State(Phase.TALKING, KNOWN, subject="nap"), State(Phase.HOME, KNOWN)),
        (State(Phase.READING, KNOWN, subject="torso-lift", point=99), State(Phase.HOME, KNOWN)),
        (State(Phase.READING, KNOWN), State(Phase.HOME, KNOWN)),
        (State(Phase.READING, SET_OUT, subject="nap"), State(Phase.HOME, SET_OUT)),
        (State(Phase.CHOOSING, SET_OUT, among=("torso-lift", "nap")), State(Phase.HOME, SET_OUT)),
        (State(Phase.BRIEFED, KNOWN, plan=Plan(Level.BEGINNER, routine="nap")), State(Phase.HOME, KNOWN)),
        (State(Phase.BRIEFED, SET_OUT), State(Phase.HOME, SET_OUT)),
        (
            State(Phase.READING, KNOWN, Plan(Level.BEGINNER, routine="nap"), "torso-lift", back_to=Phase.BRIEFED),
            State(Phase.READING, KNOWN, subject="torso-lift"),
        ),
        (
            State(Phase.CHOOSING, KNOWN, Plan(Level.BEGINNER, exercise="nap"), back_to=Phase.BRIEFED),
            State(Phase.CHOOSING, KNOWN),
        ),
    ],
)
def test_what_we_no_longer_have(state: State, then: State, catalogue: Catalogue) -> None:
    """What was offered, spoken of or read and is no longer in the content is forgotten, and nothing else."""
    assert settle(state, _moment(catalogue)) == then


@pytest.mark.parametrize("phase", [Phase.PLAYING, Phase.WAITING, Phase.PAUSED, Phase.RESUMABLE])
def test_a_workout_finished_on_another_device(phase: Phase, catalogue: Catalogue) -> None:
    """A session in a workout that another device has finished is at home again, and asks nothing about it."""
    assert settle(State(phase, KNOWN), _moment(catalogue)) == State(Phase.HOME, KNOWN)


@pytest.mark.parametrize("back_to", sorted(TRAINING))
@pytest.mark.parametrize("phase", [Phase.READING, Phase.CHOOSING])
def test_no_way_back_to_a_workout_that_is_gone(phase: Phase, back_to: Phase, catalogue: Catalogue) -> None:
    """What interrupted a workout leads back to it, unless another device has finished it or it has just sounded out."""
    interrupted = State(phase, SET_OUT, subject="torso-lift", back_to=back_to)
    assert settle(interrupted, _moment(catalogue)) == interrupted
    finished = replace(interrupted, progress=KNOWN)
    assert settle(finished, _moment(catalogue)) == replace(finished, back_to=None)
    ending, ended = replace(interrupted, progress=ENDING), replace(ENDING, underway=None)
    assert settle(ending, _moment(catalogue, 80)) == replace(ending, progress=ended, back_to=None)


OPEN = (
    State(
        Phase.CHOOSING,
        SET_OUT,
        plan=PLAN,
        subject="torso-lift",
        purpose=Purpose.LEARN,
        among=("torso-lift", "hyperextension"),
        back_to=Phase.WAITING,
        place=Place.GYM,
    ),
    State(Phase.CHOOSING, KNOWN, purpose=Purpose.ROUTINE, place=Place.GYM),
    State(Phase.READING, SET_OUT, plan=PLAN, subject="torso-lift", point=8, back_to=Phase.RESUMABLE),
)
"""States in which all that belongs to a choice or a reading is set."""


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_what_belongs_to_a_phase_ends_with_it(kind: type[Event], catalogue: Catalogue) -> None:
    """Whatever ends a choice, nothing of the choice is left; whatever ends a reading, no way back but to a workout."""
    for state, event in product(OPEN, EVENTS[kind]):
        left = advance(state, event, _moment(catalogue)).state
        if left.phase is not Phase.CHOOSING:
            asked = left.among if left.phase is Phase.LEAVING else ()
            assert (left.purpose, left.among, left.place) == (None, asked, None), (state, event)
        making = {Phase.WAITING, Phase.PAUSED} if left.phase is Phase.MAKING else set()
        if left.phase not in INTERRUPTING:
            assert left.back_to in {None, *making}, (state, event)


def test_nothing_but_a_yes_forgets(catalogue: Catalogue) -> None:
    """Asked whether to forget everything, a yes alone does, and leaves nothing in the session either."""
    asked = [state for state in STATES if state.phase is Phase.FORGETTING]
    for state, event in product(asked, (event for events in EVENTS.values() for event in events)):
        turn = advance(state, event, _moment(catalogue))
        if isinstance(event, on.Agreed):
            assert turn == Turn(
                State(Phase.CLOSED, said=(Key.FORGET_DONE,)), Reply((Line.of(Key.FORGET_DONE),), forgets=True)
            )
        elif not isinstance(event, on.SwitchedOff):
            assert turn.state.progress.introduced, (state, event)


ENDS_IT = {
    *(on.Declined, on.OtherAsked, on.CancelAsked, on.StopAsked, on.HomeAsked, on.ForgetAsked, on.Launched),
    on.PutBackAsked,
    *(on.SessionLost, *get_args(on.Notification), *SAFETY, on.HurtSaid, on.DoneSaid),
}
"""What is a no to "shall I leave those out?", and what ends the talk of it."""
BOWS = "good-morning"


def _eased(state: State) -> tuple[str, ...]:
    return state.progress.underway.plan.eased if state.progress.underway else ()


def _comes(state: State, catalogue: Catalogue) -> bool:
    """Tell whether bows come in a workout, if somebody is ready for whatever is asked."""
    for number in range(4):
        state = advance(state, on.ReadySaid(), _moment(catalogue, 61 + number)).state
        plan = state.progress.underway.plan if state.progress.underway else None
        if plan is not None:
            return plan.exercise != BOWS and BOWS in done_in(plan, catalogue)
    return False


@pytest.mark.parametrize("kind", [kind for kind in EVENTS if kind not in ENDS_IT], ids=lambda kind: kind.__name__)
def test_nobody_talks_their_way_past_it(kind: type[Event], catalogue: Catalogue) -> None:
    """Asked whether to leave the bows out, whoever doesn't say no is not led into them, but by their own name."""
    asked = [state for state in STATES if state.phase is Phase.LEAVING]
    for state, event in product(asked, EVENTS[kind]):
        turn = advance(state, event, _moment(catalogue))
        assert turn.state.phase is Phase.LEAVING or not _comes(turn.state, catalogue), (state, event)


def test_a_place_given_up(catalogue: Catalogue) -> None:
    """A place asked for and then declined isn't meant any more when the next routine is asked for."""
    state = State(Phase.HOME, KNOWN)
    gym, beginner = Named(("gym",), "gym"), Named(("beginner",), "beginner")
    for event in (on.RoutineAsked(place=gym), on.Declined(), on.RoutineAsked(beginner)):
        state = advance(state, event, _moment(catalogue)).state
    assert state.plan == PLAN


def test_a_block_settled_on_another_device(catalogue: Catalogue) -> None:
    """A block whose place another device has settled already is paused here too; yes then goes on with it."""
    assert settle(State(Phase.PLAYING, SET_OUT), _moment(catalogue)) == State(Phase.PAUSED, SET_OUT)


@pytest.mark.parametrize("event", [on.HowLongAsked(), on.WhichSetAsked(), on.WhatsNextAsked()])
def test_asked_about_a_block_settled_on_another_device(event: Event, catalogue: Catalogue) -> None:
    """A block that another device has paused is not begun by a question about it."""
    assert advance(State(Phase.PLAYING, SET_OUT), event, _moment(catalogue)).state.phase is Phase.PAUSED


@pytest.mark.parametrize(
    "said",
    [
        (on.ExerciseAsked(ROLL), on.ReadySaid()),
        (on.Declined(), on.MusclesAsked(ROLL), on.Agreed(), on.ReadySaid()),
    ],
)
def test_the_point_belongs_to_its_exercise(said: tuple[Event, ...], catalogue: Catalogue) -> None:
    """All points of one exercise read, another that has fewer can be spoken of and done."""
    roll = catalogue.exercises["ball-roll"]
    fewer = replace(catalogue, exercises={**catalogue.exercises, "ball-roll": replace(roll, points=roll.points[:5])})
    state = State(Phase.READING, KNOWN, subject="torso-lift", point=8)
    for event in said:
        state = advance(state, event, _moment(fewer)).state
    assert state.phase is Phase.PLAYING


@pytest.mark.parametrize(("second", "number"), [(100, 1), (200, 2)])
def test_a_pause_in_the_only_block(second: int, number: int, catalogue: Catalogue) -> None:
    """A workout of one block, cut into in one set or the other, is offered again at that very set."""
    state = State(Phase.BRIEFED, KNOWN, plan=Plan(Level.BEGINNER, exercise="torso-lift"))
    for wait, event in ((0, on.ReadySaid()), (second, on.SessionLost()), (600, on.Launched())):
        turn = advance(state, event, _moment(catalogue, wait))
        state = State(progress=turn.state.progress)
    lifts = Line("exercise.torso-lift.name")
    at_set = Line.of(Key.OFFER_AT_SET, exercise=lifts, number=number, of=2)
    assert turn.reply.ask == Line.of(Key.OFFER_CARRY_ON, exercise=at_set)


@pytest.mark.parametrize("event", [on.SharpPainSaid(), on.UnwellSaid(), on.EmergencySaid()])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.phase)
def test_pain_ends_the_session(state: State, event: Event, catalogue: Catalogue) -> None:
    """From anywhere, sharp pain and an emergency end the session, asking nothing; of the workout nothing is left."""
    turn = advance(state, event, _moment(catalogue))
    assert turn.reply == Reply(turn.reply.say) != Reply()
    progress = replace(state.progress, underway=None, level=None)
    assert turn.state == State(Phase.CLOSED, progress, subject=state.subject, point=state.point)


NOT_LEAVING = [state for state in STATES if state.phase is not Phase.LEAVING]
"""An ache is no answer to what is to be left out, which is then left out as well."""


@pytest.mark.parametrize("state", NOT_LEAVING, ids=lambda state: state.phase)
def test_an_ache_pauses(state: State, catalogue: Catalogue) -> None:
    """An ache pauses a workout and lets the person choose; at rest it is advice and no offer, then or later.

    Of an exercise that has begun less is left to do, as if somebody had asked for something easier.
    """
    before = settle(state, _moment(catalogue, 0))
    turn = advance(state, on.HurtSaid(), _moment(catalogue, 0))
    keys = [one.key for one in (*turn.reply.say, turn.reply.ask) if one is not None]
    kept = _uneased(turn.state)
    if {before.phase, before.back_to} & {Phase.WAITING, Phase.PAUSED}:
        assert keys[:2] == [Key.HURT_EASE, Key.HURT_NORMAL]
        assert keys[-2] == Key.HURT_SHARP
        assert keys[-1] == (Key.PAUSED_ASK if _eased(turn.state) == _eased(before) else Key.EASED_ASK)
        assert (turn.state.phase, kept.progress) == (Phase.PAUSED, _uneased(before).progress)
        in_workout = replace(before, phase=before.back_to or before.phase, back_to=None)
        eased = advance(in_workout, on.EaseAsked(), _moment(catalogue, 0)).state.progress.underway
        assert turn.state.progress.underway in ({None} if eased is None else {_still(eased), before.progress.underway})
    else:
        assert (keys[0], keys[-1]) == (Key.HURT_REST, Key.DONE_ASK)
        assert (turn.state.phase, turn.state.plan) == (Phase.DONE, None)
        rests = replace(before.progress, introduced=True, underway=None)
        assert replace(turn.state.progress, introduced=True) == rests
    assert not [key for key in turn.state.said if key.startswith("hurt")]


def _still(underway: Underway) -> Underway:
    return replace(underway, began_ms=None)


def _uneased(state: State) -> State:
    """Leave out that an exercise is done in its easier form, and where that leaves the set; see `test_easing`."""
    underway = state.progress.underway
    bare = replace(underway, plan=replace(underway.plan, eased=()), step=0, done=0, sets=0) if underway else None
    return replace(state, progress=replace(state.progress, underway=bare))
