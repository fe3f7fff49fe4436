"""The one YAML reader, on text an author might write."""

from pathlib import Path

import pytest

from skill.errors import ContentError, Finding
from skill.strict_yaml import DEEPEST, Document, Tree, read

NAME = "content/topics/x.yaml"


def _read(folder: Path, text: str | bytes) -> Document:
    path = folder / "x.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path, NAME)


def _findings(folder: Path, text: str | bytes) -> tuple[Finding, ...]:
    with pytest.raises(ContentError) as raised:
        _read(folder, text)
    return raised.value.findings


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: no", {"a": "no"}),
        ("yes: on", {"yes": "on"}),
        ("a: [1:30, 010, 1.0, 0x1f, 1_000]", {"a": ["1:30", "010", "1.0", "0x1f", "1_000"]}),
        ("a: 2024-01-02", {"a": "2024-01-02"}),
        ("a: ~\nb: null\nc:\nd: ''", {"a": "~", "b": "null", "c": "", "d": ""}),
        ("a: \"1\"\nb: 'true'", {"a": "1", "b": "true"}),
        ("<<: {a: b}", {"<<": {"a": "b"}}),
        ("a: {}\nb: []", {"a": {}, "b": []}),
        ("- a:\n    - b\n  c: d\n- e", [{"a": ["b"], "c": "d"}, "e"]),
        ("---\na: >\n  two\n  lines\n", {"a": "two lines\n"}),
        ("\ufeffa: caf\u00e9 # said so", {"a": "caf\u00e9"}),
        ("a: 30 # C7: no longer\nb: [c d] # e\n# f\n", {"a": "30", "b": ["c d"]}),
        ('a: b#1 c\nd: "e #1" # f\ng: two words\n  # h\n', {"a": "b#1 c", "d": "e #1", "g": "two words"}),
        ("a: |\n  b c #1\n", {"a": "b c #1\n"}),
        ("a: {x: 1}\nb: {x: 1}", {"a": {"x": "1"}, "b": {"x": "1"}}),
        ("only words", "only words"),
    ],
)
def test_words(tmp_path: Path, text: str, data: Tree) -> None:
    """Every scalar is the string its author wrote."""
    assert _read(tmp_path, text).data == data


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: 1\nb: 2\na: 3", 3, "a is already on line 1: keep one"),
        ("- x: 1\n  y:\n    z: 1\n    z: 2", 4, "z is already on line 3"),
        ("a: 1\nb: &here 2", 2, "&here would refer to another place: write it out"),
        ("a: 1\nb: *there", 2, "*there would refer to another place"),
        ("a: 1\nb: !!int 2", 2, "delete the tag"),
        ("a: 1\nb: !loud", 2, "delete the tag"),
        ("a: ! b", 1, "delete the tag"),
        ("a: !loud!er b", 1, "double quotes"),
        ("a: 1\n---\nb: 2", 2, "a second document begins here"),
        ("a: 1\n? [b, c]\n: d", 2, "a key must be a word"),
        ("a: 1\n: d", 2, "write a key before the colon"),
        ("a: {'': d}", 1, "a key must be a word"),
        ("\ufeffa: \U0001f600 caf\u00e9 #1. Rest", 1, "put the whole text in"),
        ("a:\n  - b c # d", 2, "or move the comment to a line of its own"),
        ("a: b\n  c # d\n", 2, "the # ends this text, and what follows it is not read"),
        ("a: b\nc: Done #1. Rest", 2, "the # ends this text"),
        ("a: b\r\nc: #1 of all", 2, "the # ends this text"),
        ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", 2, "keep one of the two versions"),
        ("a: 1\nb: 1\n=======\nb: 2\n", 3, "keep one of the two versions"),
        ("", 1, "empty"),
        ("# a comment\n", 1, "empty"),
        ("---\n", 1, "empty"),
        ("{}", 1, "empty"),
        ("a: 1\nb: c: d", 2, "double quotes"),
        ("a:\n\tb: 1", 2, "indent with spaces"),
        ("a: 1\nb: @c", 2, "because of the sign it begins with"),
        ("a: 1\nb: **c**", 2, "because of the sign it begins with"),
        ("a: 1\nb: 'it's'", 2, "goes on after its quotation mark"),
        ("a: 1\nb: 'c\n\n\n", 2, "close the quotation mark that opens here"),
        ("a: 1\nb: [c\n\n\n", 2, "close the bracket that opens here"),
        ("a: 1\nb: [c,\n", 3, "close the bracket that is still open"),
        ("a: [b, c: d e: f]", 1, "comma between two values"),
        ("a: 1\nb\n", 3, "put a colon and a space after"),
        ("- a\nb: c", 2, "exactly under the key or the dash"),
        ("a: > b", 1, "begin the text on the next line"),
        ("a: |b", 1, "begin the text on the next line"),
        ('a: "\\q"', 1, "delete the backslash"),
        ('a: 1\nb: "\\U99999999"', 2, "backslash here"),
        ("a: ]", 1, "check the indentation"),
        ("a: 1\nb: c\x07", 2, "control character, number 7"),
        (b"a: 1\nb: caf\xe9", 2, "save the file as UTF-8"),
    ],
)
def test_refusals(tmp_path: Path, text: str | bytes, line: int, part: str) -> None:
    """What can't be meant is one finding, with its file, its line and what to write instead."""
    (finding,) = _findings(tmp_path, text)
    assert (finding.file, finding.line) == (NAME, line)
    assert part in finding.message


def test_all_findings_at_once(tmp_path: Path) -> None:
    """Every finding up to the first syntax error is raised, and none of its own making."""
    text = "a: &x 1\nb:\n  c: 1\nb:\n  c: 1\nd: *x\n---\ne: 'f"
    assert [finding.line for finding in _findings(tmp_path, text)] == [1, 4, 6, 7, 8]


def test_key_thrice(tmp_path: Path) -> None:
    """Every repetition of a key names the line where it first stood."""
    messages = [finding.message for finding in _findings(tmp_path, "a: 1\na: 2\na: 3")]
    assert messages == ["a is already on line 1: keep one of them"] * 2


@pytest.mark.parametrize("unit", ["[", "{a: ", "- "])
def test_deep_nesting(tmp_path: Path, unit: str) -> None:
    """A file nested thousands deep is one finding, and no RecursionError."""
    (finding,) = _findings(tmp_path, unit * 50_000)
    assert finding == Finding(NAME, 1, f"this is nested more than {DEEPEST} deep: write it flatter")


def test_deepest_allowed(tmp_path: Path) -> None:
    """The deepest nesting that is allowed is read whole."""
    assert _read(tmp_path, "[" * DEEPEST + "a" + "]" * DEEPEST).lines[(0,) * DEEPEST] == 1


def test_missing_file(tmp_path: Path) -> None:
    """A file that isn't there is a finding as well."""
    with pytest.raises(ContentError) as raised:
        read(tmp_path / "x.yaml", NAME)
    (finding,) = raised.value.findings
    assert (finding.file, finding.line) == (NAME, 1)
    assert "No such file" in finding.message


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2),
        (("id",), 2),
        (("items",), 3),
        (("items", 0), 4),
        (("items", 0, "level"), 5),
        (("items", 1), 7),
        (("items", 1, "say"), 7),
        (("items", 1, "sets"), 7),
        (("items", 2, "level"), 3),
        (("name",), 2),
        (("id", "deeper", 3), 2),
    ],
)
def test_line_of(tmp_path: Path, path: tuple[str | int, ...], line: int) -> None:
    """A node's line is that of its key, and what is missing is reported at the nearest node above."""
    text = "# for nobody\nid: x\nitems:\n  - exercise: y\n    level:\n      easy\n  - say: |\n      z\n"
    assert _read(tmp_path, text).line_of(path) == line
