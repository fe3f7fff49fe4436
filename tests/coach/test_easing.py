"""What becomes of a set that is too much: less of it, and of what is done already nothing more."""

from functools import partial

import pytest

from skill.catalogue.model import Catalogue, Level
from skill.coach import events as on
from skill.coach.answers import Moment, Turn
from skill.coach.events import Event
from skill.coach.history import Practice
from skill.coach.keys import Key
from skill.coach.reply import Line, Seconds, exercise_line
from skill.coach.state import Phase, Plan, Progress, State, Underway
from skill.coach.steps import CountIn, WorkSet
from skill.coach.transitions import advance
from skill.coach.workout import expand
from skill.frozen import replace
from skill.speech.lines import Lines
from skill.speech.script import spoken_ms

NOW = 1_800_000_000_000
ROUTINE = Plan(Level.BEGINNER, routine="home-beginner")
ALONE = Plan(Level.BEGINNER, exercise="torso-lift")
EASE, SHARP, ENOUGH = Line.of(Key.HURT_EASE), Line.of(Key.HURT_SHARP), Line.of(Key.EASED_ENOUGH)
PRACTISED = (Practice("torso-lift", 1, NOW),)


def _in_set(plan: Plan, number: int, done: int, catalogue: Catalogue) -> State:
    """Give a state in which so many repetitions of a set of torso lifts have just been counted."""
    steps = expand(plan, catalogue)
    at = next(index for index, step in enumerate(steps) if isinstance(step, CountIn) and step.number == number)
    work = steps[at + 1]
    assert isinstance(work, WorkSet)
    return _sounding(plan, at, 3 + done * work.dose.rep_s)


def _sounding(plan: Plan, at: int, seconds: int) -> State:
    """Give a state in which a block has sounded for some seconds."""
    underway = Underway(plan, at, began_ms=NOW - 1000 * seconds, touched_ms=NOW)
    return State(Phase.PLAYING, Progress(introduced=True, underway=underway))


def _after(state: State, event: Event, catalogue: Catalogue) -> Turn:
    return advance(state, event, Moment(catalogue, NOW))


@pytest.mark.parametrize(
    ("event", "say"),
    [(on.HurtSaid(), (EASE, ENOUGH, SHARP)), (on.EaseAsked(), (ENOUGH,))],
)
def test_enough_of_the_last_set(event: Event, say: tuple[Line, ...], catalogue: Catalogue) -> None:
    """Five of eight are more than the easier form has: the exercise is done, counted, and comes to its end."""
    turn = _after(_in_set(ROUTINE, 2, 5, catalogue), event, catalogue)
    finish = exercise_line("torso-lift", "finish")
    ready = Line.of(Key.READY_EXERCISE, exercise=exercise_line("reverse-plank", "name"))
    assert (turn.reply.say, turn.reply.ask) == (say, Line.of(Key.FINISHED, finish=finish, ask=ready))
    assert (turn.state.phase, turn.state.progress.history.practice) == (Phase.WAITING, PRACTISED)
    assert turn.state.progress.underway == Underway(ROUTINE, 11, touched_ms=NOW, sets=1)


@pytest.mark.parametrize("event", [on.HurtSaid(), on.EaseAsked()])
def test_enough_of_the_only_exercise(event: Event, catalogue: Catalogue) -> None:
    """Nothing comes after it but how to come out of it, and the end."""
    turn = _after(_in_set(ALONE, 2, 5, catalogue), event, catalogue)
    assert exercise_line("torso-lift", "finish") in turn.reply.say
    assert turn.reply.timeline.cues[0].line == Line.of(Key.CLOSING_DONE)
    assert turn.state.progress.history.practice == PRACTISED


def test_enough_of_one_of_several_sets(catalogue: Catalogue) -> None:
    """That set counts, and the rest before the next begins."""
    turn = _after(_in_set(ROUTINE, 1, 5, catalogue), on.EaseAsked(), catalogue)
    underway = turn.state.progress.underway
    assert underway is not None
    assert (underway.step, underway.sets, underway.plan.eased) == (8, 1, ("torso-lift",))
    assert turn.reply.timeline.cues[0].line.key == Key.REST_START


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, Line.of(Key.EASED, dose=Line.of(Key.DOSE_REPS, sets=2, reps=4))),
        (2, Line.of(Key.EASED_EACH_SET, reps=4)),
    ],
)
def test_how_much_is_done_from_here(number: int, told: Line, catalogue: Catalogue) -> None:
    """In the first set the whole dose, later what each set that is left has."""
    assert told in _after(_in_set(ROUTINE, number, 3, catalogue), on.EaseAsked(), catalogue).reply.say


@pytest.mark.parametrize(("event", "phase"), [(on.EaseAsked(), Phase.PLAYING), (on.HurtSaid(), Phase.PAUSED)])
def test_a_weight_is_put_down(event: Event, phase: Phase, catalogue: Catalogue) -> None:
    """What has a weight at this level, and none in its easier form, is eased as all else is."""
    bows = _in_set(Plan(Level.ADVANCED, exercise="good-morning"), 1, 6, catalogue)
    turn = _after(bows, event, catalogue)
    underway = turn.state.progress.underway
    assert underway is not None
    assert (turn.state.phase, underway.plan.eased, underway.sets) == (phase, ("good-morning",), 1)


def test_how_long_is_held_from_here(catalogue: Catalogue) -> None:
    """A hold is told in seconds."""
    underway = Underway(ROUTINE, 16, touched_ms=NOW)
    turn = _after(State(Phase.PAUSED, Progress(introduced=True, underway=underway)), on.EaseAsked(), catalogue)
    assert Line.of(Key.EASED_EACH_HOLD, hold=Seconds(5)) in turn.reply.say


def test_too_hard_before_enough(catalogue: Catalogue) -> None:
    """Three of eight leave one to do of the easier four."""
    turn = _after(_in_set(ROUTINE, 2, 3, catalogue), on.EaseAsked(), catalogue)
    underway = turn.state.progress.underway
    assert underway is not None
    assert (underway.step, underway.done, underway.sets) == (9, 3, 0)


@pytest.mark.parametrize("event", [on.HurtSaid(), on.EaseAsked()])
def test_a_second_time(event: Event, catalogue: Catalogue) -> None:
    """What has been eased already is left out, and is not done."""
    turn = _after(_in_set(replace(ROUTINE, eased=("torso-lift",)), 2, 3, catalogue), event, catalogue)
    assert Line.of(Key.LEFT_OUT) in turn.reply.say
    assert turn.state.progress.history.practice == ()


def test_the_set_of_the_bar_is_finished(catalogue: Catalogue) -> None:
    """Who says that the last set is done with a bar in hand is told to put it down before anything else runs."""
    plan = Plan(Level.BEGINNER, routine="learn-the-seven")
    steps = expand(plan, catalogue)
    at = max(index for index, step in enumerate(steps) if isinstance(step, CountIn))
    turn = _after(_sounding(plan, at, 10), on.SetFinished(), catalogue)
    finish = exercise_line("romanian-deadlift", "finish")
    assert turn.reply.ask == Line.of(Key.FINISHED, finish=finish, ask=Line.of(Key.READY_COOL_DOWN))
    assert not turn.reply.timeline.cues


def test_the_lighter_set_is_no_set(catalogue: Catalogue) -> None:
    """Done by oneself it counts no more than it does when it is counted aloud."""
    plan = Plan(Level.ADVANCED, routine="gym-advanced")
    at = next(index for index, step in enumerate(expand(plan, catalogue)) if isinstance(step, CountIn))
    underway = _after(_sounding(plan, at, 10), on.SetFinished(), catalogue).state.progress.underway
    assert underway is not None
    assert (underway.step, underway.sets) == (at + 2, 0)


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (State(Phase.BRIEFED, plan=Plan(Level.BEGINNER, routine="infill-floor")), on.WarmUpSkipped()),
        (State(Phase.PAUSED, Progress(underway=Underway(ROUTINE, 1, 5, touched_ms=NOW))), on.ReadySaid()),
        (
            State(Phase.PAUSED, Progress(introduced=True, underway=Underway(ROUTINE, 6, 3, touched_ms=NOW))),
            on.ReadySaid(),
        ),
    ],
)
def test_a_block_begins_after_all_that_is_said(state: State, event: Event, catalogue: Catalogue, lines: Lines) -> None:
    """Whoever added something in front of it, the time in the block is counted from its first sound."""
    turn = advance(state, event, Moment(catalogue, NOW, partial(spoken_ms, lines)))
    underway = turn.state.progress.underway
    assert turn.reply.timeline.cues
    assert underway is not None
    assert underway.began_ms == NOW + spoken_ms(lines, turn.reply.say)
