"""Questions about an exercise in the middle of a workout: answered, and then back to exactly where one was."""

from typing import NamedTuple

import pytest

from skill.catalogue.model import Catalogue, Kit, Level
from skill.coach import events as on
from skill.coach.answers import Moment
from skill.coach.events import Detail, Event, Named
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.state import Phase, Plan, Progress, State, Underway
from skill.coach.transitions import advance
from skill.frozen import replace

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


@pytest.mark.parametrize(
    ("lacks", "useful"), [((), [Key.BRIEF_KIT, Key.BRIEF_EXTRA]), ((Kit.BROOMSTICK,), [Key.BRIEF_KIT])]
)
def test_what_would_be_useful_is_told_as_it_was_described(
    catalogue: Catalogue, lacks: tuple[Kit, ...], useful: list[Key]
) -> None:
    """Whoever lacks it has said so: neither the description nor the answer to what is needed names it again."""
    moment = Moment(catalogue, NOW)
    known = State(Phase.HOME, Progress(introduced=True, level=Level.INTERMEDIATE, lacks=lacks))
    home = on.RoutineAsked(Named(("intermediate",), "intermediate"), Named(("home",), "home"))
    described = advance(known, home, moment)
    asked = advance(described.state, on.KitAsked(), moment)

    assert [line.key for line in described.reply.say if line.key in {Key.BRIEF_KIT, Key.BRIEF_EXTRA}] == useful
    assert [line.key for line in asked.reply.say] == useful


BESIDE = (
    *(
        on.AboutAsked(),
        on.AbilitiesAsked(),
        on.MoreAsked(),
        on.FormAsked(),
        on.DoctorAsked(),
        on.EmergencyNumberAsked(),
    ),
    *(on.TopicAsked(Named(("when",), "how often")), on.TopicAsked(Named(("origin",), "who made this")), on.Thanked()),
)
"""What is asked and said beside the exercise at hand."""

GONE_ON = (on.DoseAsked(), on.LengthAsked(), on.VolumeAsked(), on.ContentsAsked(), on.QuickAsked(), on.Thanked())
"""What is answered so shortly that a block that sounds goes on after it."""


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("event", BESIDE, ids=lambda event: type(event).__name__)
def test_a_word_beside_the_workout_leaves_its_place(catalogue: Catalogue, where: str, event: Event) -> None:
    """About the coach, a doctor, a topic: nothing of the workout is moved, and it goes on as after a pause."""
    place, moment, later = PLACES[where], Moment(catalogue, NOW), Moment(catalogue, NOW + 9000)
    paused = advance(_state(place), on.PauseAsked(), moment).state
    turn = advance(paused, event, moment)

    assert replace(turn.state, said=()) == replace(paused, said=())
    assert advance(turn.state, on.ReadySaid(), later).reply == advance(paused, on.ReadySaid(), later).reply


@pytest.mark.parametrize("where", [where for where, place in PLACES.items() if place.phase is Phase.PLAYING])
@pytest.mark.parametrize("event", GONE_ON, ids=lambda event: type(event).__name__)
def test_a_short_answer_goes_on_with_what_sounds(catalogue: Catalogue, where: str, event: Event) -> None:
    """The block goes on from the repetition or second at which it was cut into."""
    place, moment = PLACES[where], Moment(catalogue, NOW)
    paused = advance(_state(place), on.PauseAsked(), moment).state
    turn = advance(_state(place), event, moment)

    assert turn.reply.timeline == advance(paused, on.ResumeAsked(), moment).reply.timeline
    assert turn.reply.say


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


def test_more_of_what_a_later_release_said(catalogue: Catalogue) -> None:
    """A key in another form is none that is known."""
    said = State(Phase.HOME, Progress(introduced=True), said=("topic.x",))
    assert advance(said, on.MoreAsked(), Moment(catalogue, NOW)).reply.say
