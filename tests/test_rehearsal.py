"""A workout read through without a clock."""

from itertools import pairwise

import pytest

from skill.catalogue.model import Catalogue, Level
from skill.coach.state import Plan
from skill.coach.workout import expand, total_s
from skill.rehearsal import Row, as_objects, as_text, plan_for, rehearse, replies
from skill.speech.lines import Lines


@pytest.mark.parametrize(
    ("name", "level", "plan"),
    [
        ("home-beginner", None, Plan(Level.BEGINNER, routine="home-beginner")),
        ("gym-advanced", None, Plan(Level.ADVANCED, routine="gym-advanced")),
        ("gym-advanced", Level.BEGINNER, Plan(Level.BEGINNER, routine="gym-advanced")),
        ("learn-the-seven", None, Plan(Level.BEGINNER, routine="learn-the-seven")),
        ("torso-lift", None, Plan(Level.BEGINNER, exercise="torso-lift")),
        ("torso-lift", Level.ADVANCED, Plan(Level.ADVANCED, exercise="torso-lift")),
        ("marathon", None, None),
    ],
)
def test_a_plan_is_a_routine_or_an_exercise(
    catalogue: Catalogue, name: str, level: Level | None, plan: Plan | None
) -> None:
    """A routine has a level of its own, unless another one is wanted; where it has none, beginners come first."""
    assert plan_for(name, level, catalogue) == plan


@pytest.mark.parametrize("level", list(Level))
def test_every_word_of_every_workout_has_its_moment(catalogue: Catalogue, lines: Lines, level: Level) -> None:
    """Windows follow one another without a gap or an overlap, from nought to the end of the workout."""
    for name in (*catalogue.routines, *catalogue.exercises):
        plan = plan_for(name, level, catalogue)
        assert plan is not None
        rows = rehearse(plan, catalogue, lines)
        assert rows[0].at_ms == 0, name
        assert all(row.at_ms + row.window_ms == after.at_ms for row, after in pairwise(rows)), name
        assert rows[-1].at_ms + rows[-1].window_ms == total_s(expand(plan, catalogue)) * 1000, name
        assert all(row.say for row in rows), name


@pytest.mark.parametrize("level", list(Level))
def test_the_answers_play_the_whole_workout(catalogue: Catalogue, lines: Lines, level: Level) -> None:
    """To somebody who is always ready, block after block is as long as the plan, counts its counts, and asks."""
    for name in (*catalogue.routines, *catalogue.exercises):
        plan = plan_for(name, level, catalogue)
        assert plan is not None
        answers = list(replies(plan, catalogue))
        counted = [
            (cue.exercise, cue.set, cue.rep) for reply in answers for cue in reply.timeline.cues if cue.kind == "count"
        ]
        planned = [(row.exercise, row.set, row.rep) for row in rehearse(plan, catalogue, lines) if row.kind == "count"]
        assert sum(reply.timeline.length_ms for reply in answers) == total_s(expand(plan, catalogue)) * 1000, name
        assert counted == planned, name
        assert all(reply.ask for reply in answers), name


def test_a_count_says_of_what_it_is(catalogue: Catalogue, lines: Lines) -> None:
    """A repetition names its exercise, its set and itself; talk at the beginning belongs to none."""
    plan = plan_for("home-beginner", None, catalogue)
    assert plan is not None
    rows = rehearse(plan, catalogue, lines)
    counts = [row for row in rows if row.kind == "count" and row.rep is not None]

    assert (rows[0].exercise, rows[0].set, rows[0].rep) == (None, None, None)
    assert [(row.say, row.exercise, row.set, row.rep) for row in counts[:2]] == [
        ("One.", "torso-lift", 1, 1),
        ("Two.", "torso-lift", 1, 2),
    ]


ROWS = (
    Row(0, 7500, "Stand tall.", "talk", None, None, None),
    Row(83_250, 1000, "One.", "count", "torso-lift", 1, 1),
    Row(600_000, 1000, "Rest.", "rest", "torso-lift", 1, None),
)


def test_rows_are_laid_out_for_reading() -> None:
    """Minutes and seconds, the kind, the words, and last the whole length."""
    assert list(as_text(ROWS)) == [
        "  0:00.0  talk  Stand tall.",
        "  1:23.2  count One.",
        " 10:00.0  rest  Rest.",
        " 10:01.0  the end",
    ]


def test_rows_are_objects() -> None:
    """Exactly the documented fields, in their order."""
    assert [list(row.items()) for row in as_objects(ROWS[1:2])] == [
        [
            ("at_ms", 83_250),
            ("window_ms", 1000),
            ("say", "One."),
            ("kind", "count"),
            ("exercise", "torso-lift"),
            ("set", 1),
            ("rep", 1),
        ]
    ]
