"""What the coach should do and doesn't yet. When one passes, take its mark off and move it to its neighbours."""

from dataclasses import replace
from typing import Any

import pytest

from skill.catalogue.model import Catalogue, Level
from skill.coach import events as on
from skill.coach.answers import Moment
from skill.coach.events import Event, Named
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.state import Phase, Plan, Progress, State, Underway
from skill.coach.training import settle
from skill.coach.transitions import advance

NOW = 1_800_000_000_000
PLAN = Plan(Level.BEGINNER, routine="home-beginner")
KNOWN = Progress(introduced=True)
SET_OUT = replace(KNOWN, underway=Underway(PLAN, 11, touched_ms=NOW))


def _talk(state: State, catalogue: Catalogue, *said: Event) -> State:
    for event in said:
        state = advance(state, event, Moment(catalogue, NOW + 5000)).state
    return state


@pytest.mark.xfail(strict=True, reason="training.settle keeps a training phase that has no workout")
@pytest.mark.parametrize("phase", [Phase.PLAYING, Phase.WAITING, Phase.PAUSED, Phase.RESUMABLE])
def test_a_workout_finished_on_another_device(phase: Phase, catalogue: Catalogue) -> None:
    """A session in a workout that another device has finished is at home again, and asks nothing about it."""
    assert settle(State(phase, KNOWN), Moment(catalogue, NOW)) == State(Phase.HOME, KNOWN)


@pytest.mark.xfail(strict=True, reason="training.settle leaves PLAYING when another device has settled the block")
def test_a_block_settled_on_another_device(catalogue: Catalogue) -> None:
    """A block whose place another device has settled already is paused here too; yes then goes on with it."""
    assert settle(State(Phase.PLAYING, SET_OUT), Moment(catalogue, NOW)) == State(Phase.PAUSED, SET_OUT)


@pytest.mark.xfail(strict=True, reason="training.brief and asking._talking keep the point of the exercise before")
def test_the_point_belongs_to_its_exercise(catalogue: Catalogue) -> None:
    """All points of one exercise read, another that has fewer can be done."""
    roll = catalogue.exercises["ball-roll"]
    fewer = replace(catalogue, exercises={**catalogue.exercises, "ball-roll": replace(roll, points=roll.points[:5])})
    read = State(Phase.READING, KNOWN, subject="torso-lift", point=8)
    assert _talk(read, fewer, on.ExerciseAsked(Named(("ball-roll",))), on.ReadySaid()).phase is Phase.PLAYING


@pytest.mark.xfail(strict=True, reason="training._sound drops the workout for any other thing that is gone")
@pytest.mark.parametrize("more", [{"subject": "nap"}, {"plan": Plan(Level.BEGINNER, routine="nap")}])
def test_only_what_is_gone_is_forgotten(more: dict[str, Any], catalogue: Catalogue) -> None:
    """A subject or an offer that the content no longer has doesn't cost the workout in flight."""
    settled = settle(State(Phase.PAUSED, SET_OUT, **more), Moment(catalogue, NOW))
    assert settled.progress == SET_OUT


@pytest.mark.xfail(strict=True, reason="training._sound lets a reading without a subject through")
def test_a_reading_of_nothing(catalogue: Catalogue) -> None:
    """A reading that has lost its exercise is answered like anything else."""
    assert advance(State(Phase.READING, KNOWN), on.NextAsked(), Moment(catalogue, NOW)).reply.ask is not None


@pytest.mark.xfail(strict=True, reason="training.back steps back even when this exercise's set-up talk was cut into")
def test_again_in_a_set_up_talk(catalogue: Catalogue) -> None:
    """Paused in a set-up talk, again says that talk again, not the exercise before."""
    talk = State(Phase.PLAYING, replace(KNOWN, underway=Underway(PLAN, 11, NOW, NOW)))
    again = _talk(talk, catalogue, on.PauseAsked(), on.RepeatAsked())
    assert again.progress.underway is not None
    assert again.progress.underway.step == 11


@pytest.mark.xfail(strict=True, reason="training.accept says not now at home where a workout is in flight")
def test_ready_at_home(catalogue: Catalogue) -> None:
    """Ready, said at home with nothing offered, goes on with the unfinished workout, as anywhere else."""
    assert _talk(State(Phase.PAUSED, SET_OUT), catalogue, on.HomeAsked(), on.ReadySaid()).phase is Phase.PLAYING


@pytest.mark.xfail(strict=True, reason="asking._about turns a missing purpose into LEARN")
def test_a_bare_name_of_two(catalogue: Catalogue) -> None:
    """A bare name that means two exercises, once it is clear which, is introduced like any other bare name."""
    either = on.ExerciseNamed(Named(("torso-lift", "hyperextension"), "back extension"))
    assert _talk(State(progress=KNOWN), catalogue, either, on.ExerciseNamed(Named(("torso-lift",)))) == State(
        Phase.TALKING, KNOWN, subject="torso-lift", said=("subject.introduced", "subject.ask")
    )


@pytest.mark.xfail(strict=True, reason="transitions.go_home keeps State.place")
def test_a_place_that_was_declined(catalogue: Catalogue) -> None:
    """A place asked for and then declined isn't meant any more when the next routine is asked for."""
    gym, beginner = Named(("gym",), "gym"), Named(("beginner",), "beginner")
    said = on.RoutineAsked(place=gym), on.Declined(), on.RoutineAsked(beginner)
    assert _talk(State(progress=KNOWN), catalogue, *said).plan == PLAN


@pytest.mark.xfail(strict=True, reason="state.Progress.from_json catches no OverflowError and takes any type as an id")
@pytest.mark.parametrize(("key", "value"), [("step", float("inf")), ("plan", {"routine": [1]})])
def test_odd_json(key: str, value: object, catalogue: Catalogue) -> None:
    """Numbers that are no numbers and ids that are no text are a fresh start, too."""
    plan = {"level": "beginner", "routine": "home-beginner", "exercise": None}
    odd = {"plan": plan, "step": 0, "began_ms": None, "touched_ms": NOW}
    odd[key] = {**plan, **value} if isinstance(value, dict) else value
    progress = Progress.from_json({**KNOWN.to_json(), "underway": odd})
    assert settle(State(progress=progress), Moment(catalogue, NOW)) == State()


@pytest.mark.xfail(strict=True, reason="timeline._rest counts the mends from 1")
def test_the_first_mend(catalogue: Catalogue) -> None:
    """The first rest says the first mend: authors write the most important one first."""
    talk = State(Phase.PAUSED, replace(KNOWN, underway=Underway(PLAN, 4, touched_ms=NOW)))
    cues = advance(talk, on.ReadySaid(), Moment(catalogue, NOW)).reply.timeline.cues
    assert Line("exercise.torso-lift.faults.0") in [cue.line for cue in cues]


@pytest.mark.xfail(strict=True, reason="the last block leaves no place behind: one exercise alone can be one block")
def test_a_pause_in_the_last_block(catalogue: Catalogue) -> None:
    """A block cut into can be taken up again, the last one as well: torso lifts alone are nothing but a last block."""
    briefed = State(Phase.BRIEFED, KNOWN, plan=Plan(Level.BEGINNER, exercise="torso-lift"))
    begun = _talk(briefed, catalogue, on.ReadySaid())
    cut = advance(State(progress=begun.progress), on.Launched(), Moment(catalogue, NOW + 60_000))
    assert cut.reply.ask is not None
    assert cut.reply.ask.key == Key.OFFER_CARRY_ON
