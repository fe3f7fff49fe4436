"""What a session carries, there and back again."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from skill.carried import Carried, Outage
from skill.coach.state import Phase, Progress, State
from tests.coach.test_state import (
    BAD_PROGRESS,
    FULL,
    FULL_JSON,
    JSON,
    NEW_JSON,
    PROGRESS,
    STATE,
    STATE_JSON,
    STATES,
    sent,
)

REPEATABLE = settings(derandomize=True, database=None, deadline=None, max_examples=60)

BASE = Progress(introduced=True)
CARRIED = Carried(STATE, loaded=7, base=BASE, outage=Outage("request", 12, 3), told_outage=True)
CARRIED_JSON: dict[str, Any] = {
    **STATE_JSON,
    "version": 1,
    "loaded": 7,
    "base": {**NEW_JSON, "introduced": True},
    "outage": {"request": "request", "began_ms": 12, "turns": 3},
    "told_outage": True,
}
OUTAGES = some.none() | some.builds(Outage, some.text(), some.integers(0, 2**53), some.integers(0, 9))
ALL = some.builds(Carried, STATES, some.none() | some.integers(0, 2**53), outage=OUTAGES, told_outage=some.booleans())


def test_attributes_of_a_session() -> None:
    """A state's fields and what is noted of the store, side by side: every release reads and writes them so."""
    assert sent(CARRIED.attributes()) == CARRIED_JSON
    assert Carried.read(CARRIED_JSON) == CARRIED


@given(ALL)
@REPEATABLE
def test_a_session_comes_back(session: Carried) -> None:
    """Any session survives being sent to Alexa and back."""
    assert Carried.read(sent(session.attributes())) == session


@given(STATES.filter(lambda state: state.progress != Progress()), PROGRESS)
@REPEATABLE
def test_what_is_unsaved_comes_back(state: State, base: Progress) -> None:
    """What the store lacks, and what it held, survive being sent to Alexa and back, whatever the store holds now."""
    unsaved = Carried(state, base=base)
    assert Carried.read(sent(unsaved.attributes()), BASE) == unsaved


def test_what_is_saved_comes_from_the_store() -> None:
    """Of a session in which nothing is unsaved, the older copy of the progress doesn't count."""
    assert Carried.read(sent(Carried(STATE, 7).attributes()), BASE).progress == BASE


def test_who_asks_to_be_forgotten_in_an_outage() -> None:
    """An empty progress with a base comes back as such; it is what forgets."""
    forgotten = Carried(State(progress=Progress()), base=FULL)
    assert Carried.read(sent(forgotten.attributes())) == forgotten


@pytest.mark.parametrize(
    "attributes",
    [
        None,
        [],
        "",
        {},
        {**CARRIED_JSON, "version": 2},
        {key: value for key, value in CARRIED_JSON.items() if key != "version"},
    ],
)
def test_a_session_of_another_version(attributes: object) -> None:
    """Attributes that aren't ours are the start of a session."""
    assert Carried.read(attributes) == Carried()
    assert Carried.read(attributes, FULL) == Carried(State(progress=FULL))


def test_talk_that_cannot_be_read() -> None:
    """What was talked of may be a later release's, and is forgotten; what is unsaved is not."""
    unread = {**CARRIED_JSON, "phase": "asleep"}
    assert Carried.read(unread) == Carried(State(progress=FULL), 7, BASE, CARRIED.outage, told_outage=True)


@pytest.mark.parametrize(
    ("attributes", "lines"),
    [
        (None, 0),
        ({}, 0),
        (CARRIED_JSON, 0),
        (sent(Carried().attributes()), 0),
        ({**CARRIED_JSON, "later": "private"}, 0),
        ("private", 1),
        ({**CARRIED_JSON, "version": 2}, 1),
        ({**CARRIED_JSON, "phase": "private"}, 1),
        ({**CARRIED_JSON, "loaded": "private"}, 1),
        ({**CARRIED_JSON, "progress": "private"}, 1),
    ],
)
@pytest.mark.parametrize("stored", [None, FULL])
def test_what_cannot_be_read_is_told(
    attributes: object, lines: int, stored: Progress | None, caplog: pytest.LogCaptureFixture
) -> None:
    """An operator hears that somebody's session was not understood, and nothing of what is in it."""
    Carried.read(attributes, stored)
    assert [record.levelname for record in caplog.records] == ["WARNING"] * lines
    assert "private" not in caplog.text


@pytest.mark.parametrize(("field", "value"), [("outage", 5), ("loaded", "x"), ("told_outage", None)])
def test_notes_that_cannot_be_read(field: str, value: object) -> None:
    """What is unsaved is not lost for that, nor what was talked of."""
    assert Carried.read({**CARRIED_JSON, field: value}) == Carried(STATE, base=BASE)


@pytest.mark.parametrize("value", BAD_PROGRESS)
def test_bad_copy_in_the_session(value: object) -> None:
    """A session whose copy of the progress can't be read goes on with a fresh one, and never saves that."""
    read = Carried.read({**CARRIED_JSON, "progress": value})
    assert (read.state.phase, read.progress, read.base) == (Phase.READING, Progress(), None)


def test_a_base_without_the_progress_it_belongs_to() -> None:
    """Attributes that lack what they tell of are read as far as they go, and nothing of them is ever saved."""
    read = Carried.read({"version": 1, "base": FULL_JSON})
    assert (read.progress, read.base) == (Progress(), None)


@given(JSON)
@REPEATABLE
def test_garbage(value: object) -> None:
    """No JSON whatsoever is an error."""
    assert Carried.read(value) == Carried()


@given(some.sampled_from(sorted(CARRIED_JSON)), JSON)
@REPEATABLE
def test_garbage_in_one_place(key: str, value: object) -> None:
    """No JSON in any one place is an error."""
    assert isinstance(Carried.read({**CARRIED_JSON, key: value}), Carried)


def test_nothing_about_health() -> None:
    """These are all the things that a session carries beside a state, which `tests.coach.test_state` lists."""
    assert {kind: [*kind.__struct_fields__] for kind in (Carried, Outage)} == {
        Carried: ["state", "loaded", "base", "outage", "told_outage"],
        Outage: ["request", "began_ms", "turns"],
    }
