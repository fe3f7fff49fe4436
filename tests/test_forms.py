"""Trees of words to frozen values: what an author may write for each kind of field, and what is told of the rest."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import pytest
from msgspec import Struct, field

from skill.errors import ContentError
from skill.forms import shaped
from skill.strict_yaml import read


class Colour(StrEnum):
    """Two of them."""

    RED = "red"
    BLUE = "blue"


class Inner(Struct, frozen=True):
    """A value in a value."""

    name: str
    number: int = 1


class Outer(Struct, frozen=True):
    """A field of each kind."""

    text: str
    number: int | None = None
    switch: bool = False
    colour: Colour | None = None
    list: tuple[Colour, ...] = ()
    pair: tuple[str, int] = ("", 0)
    inner: Inner | None = None
    by_colour: Mapping[Colour, tuple[Inner, ...]] = field(default_factory=dict)


ALL = "text, number, switch, colour, list, pair, inner and by_colour"


def _read(folder: Path, text: str) -> Outer:
    path = folder / "a.yaml"
    path.write_text(text)
    return shaped(read(path, "a.yaml"), "a.yaml", Outer)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("text: ''", Outer("")),
        ("text: no", Outer("no")),
        ("text: a\nnumber: 010", Outer("a", number=10)),
        ("text: a\nswitch: yes", Outer("a", switch=True)),
        ("text: a\nswitch: false", Outer("a", switch=False)),
        ("text: a\nswitch: On", Outer("a", switch=True)),
        ("text: a\ncolour: red", Outer("a", colour=Colour.RED)),
        ("text: a\nlist: [red, blue]", Outer("a", list=(Colour.RED, Colour.BLUE))),
        ("text: a\nlist: []", Outer("a")),
        ("text: a\npair: [b, 2]", Outer("a", pair=("b", 2))),
        ("text: a\ninner: {name: b}", Outer("a", inner=Inner("b"))),
        ("text: a\nby_colour: {red: [{name: b, number: 2}]}", Outer("a", by_colour={Colour.RED: (Inner("b", 2),)})),
    ],
)
def test_what_is_written_is_what_there_is(tmp_path: Path, text: str, value: Outer) -> None:
    """Every kind of field has its one way to be written."""
    assert _read(tmp_path, text) == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- a", "1: write keys with values, not \"['a']\""),
        ("number: 1", "1: text is missing: add it"),
        ("text: a\ncolor: red", "2: color is not a key here: write colour"),
        ("text: a\nqqqqq: red", f"2: qqqqq is not a key here: take it out, since only {ALL} go here"),
        ("text: [a]", "1: text: write one text, not \"['a']\""),
        ("text: a\nnumber: -1", "2: number: write a whole number, not '-1'"),
        ("text: a\nnumber: 1.5", "2: number: write a whole number, not '1.5'"),
        ("text: a\nnumber: ²", "2: number: write a whole number, not '²'"),
        ("text: a\nnumber: []", "2: number: write a whole number, not '[]'"),
        ("text: a\nswitch: 1", "2: switch: write yes or no, not '1'"),
        (f"text: a\nnumber: {'9' * 5000}", f"2: number: write a whole number, not '{'9' * 40}'"),
        ('text: a\n"a\\nb": c', f"2: 'a\\nb' is not a key here: take it out, since only {ALL} go here"),
        ("text: a\nswitch: [yes]", "2: switch: write yes or no, not \"['yes']\""),
        ("text: a\ncolour: green", "2: colour: write red or blue, not 'green'"),
        ("text: a\ncolour: [red]", "2: colour: write red or blue, not \"['red']\""),
        (
            "text: a\nlist: red",
            "2: list: write a list, each item after a dash or all in square brackets, not 'red'",
        ),
        ("text: a\nlist:\n- red\n- green", "4: list.1: write red or blue, not 'green'"),
        ("text: a\npair: [a]", "2: pair: write 2 items, not 1"),
        ("text: a\npair: [a, b]", "2: pair.1: write a whole number, not 'b'"),
        (
            "text: a\npair: ab",
            "2: pair: write a list, each item after a dash or all in square brackets, not 'ab'",
        ),
        ("text: a\ninner: b", "2: inner: write keys with values, not 'b'"),
        ("text: a\ninner: {nam: b}", "2: inner.nam is not a key here: write name\n2: inner.name is missing: add it"),
        ("text: a\nby_colour: red", "2: by_colour: write keys with values, not 'red'"),
        (
            "text: a\nby_colour:\n  green: [{}]",
            "3: by_colour.green.0.name is missing: add it\n3: by_colour.green: write red or blue, not 'green'",
        ),
    ],
)
def test_what_does_not_fit_is_told(tmp_path: Path, text: str, told: str) -> None:
    """Every finding has its line, what is wrong there, and what to write instead."""
    with pytest.raises(ContentError) as raised:
        _read(tmp_path, text)
    assert str(raised.value).replace("a.yaml:", "") == told
