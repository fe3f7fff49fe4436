"""What is said about health, in every phase: answered at once, and nowhere to be found afterwards."""

from dataclasses import replace

import pytest

from skill.catalogue.model import Catalogue, Level
from skill.coach import events as on
from skill.coach.answers import Moment
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.state import Phase, Plan, Progress, State, Underway
from skill.coach.transitions import advance

NOW = 1_800_000_000_000
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
