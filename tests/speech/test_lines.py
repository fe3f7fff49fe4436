"""Keys and values to words."""

import pytest

from skill.catalogue.model import Catalogue
from skill.coach.reply import About, Line, Seconds, Value
from skill.speech.lines import Lines, catalogue_lines

LINES = Lines(
    {
        "plain": ("hello.",),
        "one": ("{it} it is.",),
        "ways": ("a long way to {it}", "to {it}"),
        "name": ("the plank", "plank"),
        "other": ("{{no place}}",),
        "inner": ("the {it}",),
        "levels": ("Which? {levels}.",),
        "which": ("{which}?",),
    }
)


def _one(value: Value) -> Line:
    return Line("one", (("it", value),))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (Line("plain"), "Hello."),
        (Line("other"), "{no place}"),
        (_one(8), "Eight it is."),
        (_one("a {b} & c"), "A {b} & c it is."),
        (_one(""), " it is."),
        (_one(Seconds(45)), "Forty-five seconds it is."),
        (_one(About(756)), "Thirteen minutes it is."),
        (_one(Line("name")), "The plank it is."),
        (_one(Line("inner", (("it", Line("name")),))), "The the plank it is."),
        (_one(()), " it is."),
        (_one((Line("name"), Line("inner", (("it", 2),)), Line("name"))), "The plank, the two and the plank it is."),
        (Line("levels", (("levels", (Line("name"), Line("name"))),)), "Which? The plank and the plank."),
        (Line("which", (("which", (Line("name"), Line("name"))),)), "The plank or the plank?"),
    ],
)
def test_say(line: Line, said: str) -> None:
    """A line is its first wording, each place filled, with a capital."""
    assert LINES.say(line) == said


def test_choose() -> None:
    """Which wording is said is the caller's choice."""
    assert (
        LINES.say(Line("ways", (("it", 1),)), lambda key, wordings: f"{wordings[-1]}" if key == "ways" else "")
        == "To one"
    )


def test_all_of() -> None:
    """Every wording is given, the longest first, each with the values."""
    assert LINES.all_of(Line("ways", (("it", 1),))) == ("A long way to one", "To one")


@pytest.mark.parametrize(("key", "values"), [("nothing", ()), ("one", ()), ("one", (("that", 1),))])
def test_wordless(key: str, values: tuple[tuple[str, Value], ...]) -> None:
    """A key or a place without words is an error of ours, not silence."""
    with pytest.raises(KeyError):
        LINES.say(Line(key, values))


def test_catalogue_lines(catalogue: Catalogue) -> None:
    """Each spoken field of an exercise is a line, by the name of its field."""
    lines = catalogue_lines(catalogue)
    plank = catalogue.exercises["reverse-plank"]
    assert {
        "name": (plank.name,),
        "muscles": (plank.muscles.say,),
        "set_up.1": (plank.set_up[1],),
        "points.0": (plank.points[0].say,),
        "tempo_words.hold": (plank.tempo_words["hold"],),
        "easier": (plank.easier.say,),
    }.items() <= {key.removeprefix("exercise.reverse-plank."): wordings for key, wordings in lines.items()}.items()
