"""Questions about an exercise in the middle of a workout: answered, and then back to exactly where one was."""

from dataclasses import replace
from typing import NamedTuple

import pytest

from skill.catalogue.model import Catalogue, Level
from skill.coach import events as on
from skill.coach.answers import Moment
from skill.coach.events import Detail, Event, Named
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.state import Phase, Plan, Progress, State, Underway
from skill.coach.transitions import advance

NOW = 1_800_000_000_000
PLAN = Plan(Level.BEGINNER, routine="home-beginner")


class Place(NamedTuple):
    """Somewhere in the beginner's routine at home, and the exercise at hand there."""

    phase: Phase
    underway: Underway
    at_hand: str


def _sounding(step: int, seconds: int) -> Underway:
    return Underway(PLAN, step, began_ms=NOW - 1000 * seconds, touched_ms=NOW - 1000 * seconds)


PLACES = {
    "set": Place(Phase.PLAYING, _sounding(4, 70), "torso-lift"),
    "rest": Place(Phase.PLAYING, _sounding(4, 110), "torso-lift"),
    "hold": Place(Phase.PLAYING, _sounding(11, 42), "reverse-plank"),
    "waiting": Place(Phase.WAITING, Underway(PLAN, 11, touched_ms=NOW), "reverse-plank"),
    "paused": Place(Phase.PAUSED, Underway(PLAN, 14, 6, touched_ms=NOW), "reverse-plank"),
}

ASKED: dict[str, type[Event] | Detail] = {
    **{detail.name.lower(): detail for detail in Detail},
    "muscles": on.MusclesAsked,
    "kit": on.KitAsked,
    "technique": on.TechniqueAsked,
}


def _event(asked: type[Event] | Detail, exercise: str | None) -> Event:
    named = Named() if exercise is None else Named((exercise,), "that one")
    if isinstance(asked, Detail):
        return on.DetailAsked(asked, named)
    made: dict[type[Event], Event] = {
        on.MusclesAsked: on.MusclesAsked(named),
        on.KitAsked: on.KitAsked(named),
        on.TechniqueAsked: on.TechniqueAsked(named),
    }
    return made[asked]


def _state(place: Place) -> State:
    return State(place.phase, Progress(introduced=True, level=Level.BEGINNER, underway=place.underway))


def _lines(line: Line) -> set[str]:
    """Give the keys of a line and of what is named in it."""
    return {line.key} | {value.key for _, value in line.values if isinstance(value, Line)}


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("exercise", [None, "good-morning"])
def test_a_question_is_answered_and_the_workout_goes_on_where_it_was(
    catalogue: Catalogue, where: str, asked: str, exercise: str | None
) -> None:
    """Of the exercise at hand, or of the one named; "ready" then plays what it would have played after a pause."""
    place, moment, later = PLACES[where], Moment(catalogue, NOW), Moment(catalogue, NOW + 9000)
    paused = advance(_state(place), on.PauseAsked(), moment).state
    turn = advance(_state(place), _event(ASKED[asked], exercise), moment)

    told = set().union(*map(_lines, turn.reply.say)) or {""}
    about_all = asked == "kit" and exercise is None
    assert told == {Key.BRIEF_KIT} if about_all else any(f".{exercise or place.at_hand}." in key for key in told)
    assert turn.state.progress == paused.progress
    back = turn.state
    if asked == "technique":
        assert (back.phase, back.back_to) == (Phase.READING, paused.phase)
        back = advance(back, on.Declined(), later).state
    assert replace(back, subject=None, point=0, said=()) == replace(paused, said=())
    assert advance(back, on.ReadySaid(), later).reply == advance(paused, on.ReadySaid(), later).reply


@pytest.mark.parametrize("where", PLACES)
def test_carry_on_leaves_the_reading_for_the_workout(catalogue: Catalogue, where: str) -> None:
    """Who has heard enough says "continue", and the workout goes on at once."""
    place, moment = PLACES[where], Moment(catalogue, NOW)
    paused = advance(_state(place), on.PauseAsked(), moment).state
    reading = advance(_state(place), on.TechniqueAsked(), moment).state

    assert advance(reading, on.ResumeAsked(), moment).reply == advance(paused, on.ResumeAsked(), moment).reply


def test_every_detail_has_words_for_every_exercise(catalogue: Catalogue) -> None:
    """Whatever can be asked of one can be asked of all."""
    assert all(getattr(exercise, detail) for exercise in catalogue.exercises.values() for detail in Detail)
