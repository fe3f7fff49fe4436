"""The log of a server: one JSON object a line, and nobody in it."""

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest

from skill.logs import JsonLines, Salted, told, write_json_lines


def line_of(record: logging.LogRecord) -> dict[str, object]:
    """Give what a record is written as."""
    line: dict[str, object] = json.loads(JsonLines().format(record))
    return line


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Log to memory, and as before afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers.clear()
    stream = io.StringIO()
    write_json_lines(stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)


def test_a_line_is_one_object(lines: io.StringIO) -> None:
    """A line has its time, its level, who says it, what, and the facts beside it."""
    logging.getLogger("skill.test").info("two\nlines %s", 1, extra=told(ms=1.5, listener=None))
    (line,) = lines.getvalue().splitlines()
    document = json.loads(line)
    assert document.pop("time").endswith("+00:00")
    expected = {"level": "info", "logger": "skill.test", "message": "two\nlines 1", "ms": 1.5, "listener": None}
    assert document == expected


def test_a_mistake_is_told_by_its_place_and_not_in_its_own_words(lines: io.StringIO) -> None:
    """An exception's message may quote what somebody said."""
    try:
        int("my back hurts")
    except ValueError:
        logging.getLogger("skill.test").exception("it failed")
    document = json.loads(lines.getvalue())
    assert document["error"] == "ValueError"
    assert document["where"] == [f"{__file__}:{sys._getframe().f_lineno - 5} {sys._getframe().f_code.co_name}"]  # noqa: SLF001 - where we are
    assert "hurts" not in lines.getvalue()


def test_a_line_is_text_whatever_is_in_it() -> None:
    """What JSON can't hold is written as text."""
    record = logging.LogRecord("n", logging.INFO, "f", 1, "m", None, None)
    record.told = {"thing": 1j}
    assert line_of(record)["thing"] == "1j"


def test_a_listener_is_the_same_hash_under_the_same_salt() -> None:
    """Who has the log can tell that it was the same listener, in every process, and not who."""
    salted = Salted("a salt of sixteen characters")
    assert salted("amzn1.ask.account.A") == Salted("a salt of sixteen characters")("amzn1.ask.account.A")
    assert salted("amzn1.ask.account.A") != salted("amzn1.ask.account.B")
    assert salted("amzn1.ask.account.A") != Salted("another salt, as long as that")("amzn1.ask.account.A")
    assert len(salted("\ud800") or "") == 16
    assert salted(None) is None


def test_without_a_salt_every_start_has_its_own() -> None:
    """Nobody can hash all ids beforehand."""
    assert Salted("")("a") != Salted("")("a")
