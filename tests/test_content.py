"""The content that is shipped, against the reference it was written from."""

import re
from pathlib import Path

import pytest

from skill.catalogue.model import Catalogue, Level
from skill.checks import findings
from skill.coach.state import Plan
from skill.coach.workout import expand, total_s
from skill.speech.lines import Lines
from skill.speech.loader import LOCALES, load_lines


def test_no_findings(shipped_root: Path) -> None:
    """The shipped content has no problem."""
    assert findings(shipped_root) == ()


@pytest.fixture(scope="session")
def spoken(shipped_root: Path, shipped: Catalogue) -> Lines:
    """Give the words of every line, as they ship."""
    return load_lines(shipped_root, shipped)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "misread",
    [r"\bbows?\b", r"\ban? \{"],
    ids=["a bow is a ribbon to a voice", "an article before what may begin with a vowel or not"],
)
def test_no_words_that_a_voice_misreads(spoken: Lines, misread: str, locale: str) -> None:
    """What is said sounds in one way, whatever voice says it."""
    said = spoken.of(locale).variations.items()
    assert [(key, words) for key, every in said for words in every if re.search(misread, words, re.IGNORECASE)] == []


LENGTHS_S = {
    "home-beginner": 756,
    "home-beginner-ball": 745,
    "home-intermediate": 1161,
    "home-intermediate-kit": 1911,
    "home-advanced-kit": 2195,
    "gym-beginner": 1221,
    "gym-intermediate": 1849,
    "gym-advanced": 2764,
    "five-minute": 300,
    "infill-floor": 608,
    "infill-gym": 886,
    "infill-replace": 453,
    "learn-the-seven": 1076,
}


def test_routine_lengths(shipped: Catalogue) -> None:
    """Each routine lasts what the reference adds up, at its own level."""
    own = {id_: routine.level or Level.BEGINNER for id_, routine in shipped.routines.items()}
    lengths = {id_: total_s(expand(Plan(own[id_], routine=id_), shipped)) for id_ in shipped.routines}
    assert lengths == LENGTHS_S


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("routine", ["five-minute", "learn-the-seven"])
def test_any_level_keeps_its_seconds(shipped: Catalogue, routine: str, level: Level) -> None:
    """A routine for any level lasts as long at each of them."""
    assert total_s(expand(Plan(level, routine=routine), shipped)) == LENGTHS_S[routine]


DOSES: dict[str, dict[str, tuple[int, int, dict[str, int], int, int]]] = {
    "torso-lift": {
        "beginner": (2, 8, {"lift": 2, "hold": 2, "lower": 3, "settle": 1}, 45, 10),
        "intermediate": (3, 10, {"lift": 2, "hold": 3, "lower": 3, "settle": 1}, 45, 10),
        "advanced": (3, 8, {"lift": 2, "hold": 5, "lower": 3, "settle": 1}, 60, 10),
    },
    "reverse-plank": {
        "beginner": (3, 1, {"lift": 2, "hold": 10, "lower": 2}, 30, 10),
        "intermediate": (3, 1, {"lift": 2, "hold": 20, "lower": 2}, 45, 10),
        "advanced": (3, 1, {"lift": 2, "hold": 30, "lower": 2}, 45, 10),
    },
    "ball-roll": {
        "beginner": (2, 8, {"in": 2, "squeeze": 1, "out": 3}, 60, 15),
        "intermediate": (3, 10, {"in": 2, "squeeze": 1, "out": 3}, 60, 15),
        "advanced": (3, 12, {"in": 2, "squeeze": 1, "out": 3}, 60, 15),
    },
    "hyperextension": {
        "beginner": (2, 8, {"lower": 3, "pause": 1, "lift": 2, "settle": 1}, 60, 20),
        "intermediate": (3, 10, {"lower": 3, "pause": 1, "lift": 2, "settle": 1}, 60, 20),
        "advanced": (3, 12, {"lower": 3, "pause": 1, "lift": 2, "settle": 1}, 60, 20),
    },
    "good-morning": {
        "beginner": (2, 8, {"lower": 3, "pause": 1, "lift": 2, "settle": 1}, 60, 20),
        "intermediate": (3, 10, {"lower": 3, "pause": 1, "lift": 2, "settle": 1}, 75, 20),
        "advanced": (3, 10, {"lower": 3, "pause": 1, "lift": 2, "settle": 1}, 90, 20),
    },
    "kettlebell-deadlift": {
        "beginner": (2, 8, {"lift": 2, "stand": 1, "lower": 3, "settle": 1}, 60, 20),
        "intermediate": (3, 10, {"lift": 2, "stand": 1, "lower": 3, "settle": 1}, 90, 20),
        "advanced": (4, 8, {"lift": 2, "stand": 1, "lower": 3, "settle": 1}, 120, 20),
    },
    "romanian-deadlift": {
        "beginner": (2, 8, {"lower": 3, "pause": 1, "lift": 2, "settle": 1}, 90, 20),
        "intermediate": (3, 8, {"lower": 3, "pause": 1, "lift": 2, "settle": 1}, 90, 20),
        "advanced": (4, 6, {"lower": 3, "pause": 1, "lift": 2, "settle": 1}, 120, 20),
    },
}
"""Sets, repetitions, tempo, rest, get-ready time. The reference says reset for a bell put down; here it is settle."""


def test_doses(shipped: Catalogue) -> None:
    """Each exercise has the reference's doses, and the exercises stand in the article's order."""
    doses = {
        exercise.id: {
            level: (dose.sets, dose.reps, dict(dose.tempo), dose.rest_s, dose.get_ready_s)
            for level, dose in exercise.doses.items()
        }
        for exercise in shipped.exercises.values()
    }
    assert list(doses) == list(DOSES)
    assert doses == DOSES
