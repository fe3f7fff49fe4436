"""The text of one listener: there and back, in turn with another release, and back to where a request began."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from skill.catalogue.model import Kit, Level, Place
from skill.coach.history import Finished, History, Practice
from skill.coach.preferences import Pace, Preferences
from skill.coach.ratings import Rated, Rating
from skill.coach.state import Plan, Progress, Underway, plain
from skill.errors import StoreError
from skill.frozen import replace
from skill.record import NEW, TURNS, Record

from .store import previous

PLAN = Plan(Level.BEGINNER, routine="home-beginner")
KNOWN = Progress(introduced=True)
STEPS = tuple(replace(KNOWN, underway=Underway(PLAN, step, touched_ms=step)) for step in range(9))
FULL = replace(STEPS[3], level=Level.BEGINNER, place=Place.GYM, preferences=Preferences(Pace.SLOWER))


def _text(**fields: Any) -> str:  # noqa: ANN401 - JSON
    return json.dumps({**plain(FULL), **fields})


def _taken(*steps: int) -> Record:
    record = Record(STEPS[0])
    for step in steps:
        record = record.after(f"to {step}", STEPS[step])
    return record


def test_there_and_back() -> None:
    """A text is read as it was written."""
    record = _taken(1, 2, 3)
    assert Record.read(record.text()) == record


@pytest.mark.parametrize(
    "text",
    [None, "", "{", "[" * 9000, "[]", "7", "null", '{"version": 0}', '{"version": null}', '{"\udc80": 1}'],
    ids=repr,
)
def test_what_means_nothing(text: str | None) -> None:
    """No text, and one that means nothing, are somebody new."""
    assert Record.read(text) == Record(Progress())


@pytest.mark.parametrize("text", ["{", "private", "[]", "7", '{"introduced": true}', '{"version": null}'])
def test_what_means_nothing_is_told(text: str, caplog: pytest.LogCaptureFixture) -> None:
    """An operator hears of a text that is about to be replaced, and nothing of what is in it."""
    Record.read(text)
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "restore it from a backup" in caplog.text
    assert "private" not in caplog.text


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (_text(lacks=["private"]), ["lacks"]),
        (_text(place="private", level=["private"]), ["level and place"]),
        (_text(streak="private"), []),
        (_text(), []),
        ('{"version": 0}', []),
        ("", []),
        (None, []),
    ],
)
def test_what_is_read_in_part_is_told(text: str | None, fields: list[str], caplog: pytest.LogCaptureFixture) -> None:
    """An operator hears which of our fields it is; what a later release has added is no fault, nor an old version."""
    Record.read(text)
    assert [f"can't be read in full ({names})" in caplog.text for names in fields] == [True] * len(caplog.records)
    assert "private" not in caplog.text


def test_what_the_release_before_wrote() -> None:
    """The bare progress is read, and has no requests."""
    assert Record.read(_text()) == Record(FULL)


@pytest.mark.parametrize("version", [1.0, True])
def test_another_way_to_write_the_version(version: object) -> None:
    """It is the same version."""
    assert Record.read(_text(version=version)) == Record(FULL)


@pytest.mark.parametrize("settled", [None, 7, {}, [7], [{"outage": 7, "progress": {}}], [{"progress": {}}]])
def test_outages_that_are_none(settled: object) -> None:
    """Whatever stands in their place costs nothing else, and neither does a birthday that is none."""
    assert Record.read(_text(settled=settled, born_ms="noon")) == Record(FULL)


def test_what_a_later_release_wrote_in_a_new_sense() -> None:
    """It can't be read, and must not be overwritten."""
    with pytest.raises(StoreError, match="update this server"):
        Record.read(_text(version=2))


def test_fields_of_a_later_release() -> None:
    """A field that isn't known is handed on, whatever else changes."""
    record = Record.read(_text(streak={"weeks": 3}))
    assert record.progress == FULL
    written = json.loads(record.after("r", KNOWN).text())
    assert written["streak"] == {"weeks": 3}
    assert Progress.from_json(written) == KNOWN


def test_a_value_of_a_later_release() -> None:
    """A value that isn't known costs no other field, and is handed on until it's chosen anew."""
    whispering = {"pace": "whisper", "count": "usual", "asking": "each-exercise"}
    record = Record.read(_text(preferences=whispering))
    assert record.progress == replace(FULL, preferences=Preferences())
    on = record.after("r", replace(record.progress, underway=None))
    assert json.loads(on.text())["preferences"] == whispering
    chosen = on.after("s", replace(on.progress, preferences=Preferences(Pace.FASTER)))
    assert json.loads(chosen.text())["preferences"]["pace"] == "faster"


WORKOUT = Finished(7, 6, routine="home-beginner")
RATED = Rated(7, Level.BEGINNER, Rating.EASY)
DONE = replace(KNOWN, history=History((Practice("lift", 2, 7),), (WORKOUT,)), ratings=(RATED,), lacks=(Kit.BALL,))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text["ratings"].append({**text["ratings"][0], "rating": "just-so"}),
        lambda text: text["history"]["finished"].insert(0, {**text["history"]["finished"][0], "sets": "6"}),
        lambda text: text["history"]["practice"].append([]),
        lambda text: text["lacks"].append("rug"),
        lambda text: text["preferences"].update(pace="whisper"),
        lambda text: text["history"].update(felt=[[[[[["good"]]]]]], finished=[*text["history"]["finished"], "x"]),
    ],
    ids=["rating", "workout", "practice", "kit", "preference", "more of a history"],
)
def test_one_entry_that_cannot_be_read(spoil: Callable[[Any], None]) -> None:
    """It costs no other entry, and is handed on until something is added beside it."""
    text = json.loads(Record(DONE).text())
    spoil(text)
    record = Record.read(json.dumps(text))
    assert record.progress == DONE
    on = json.loads(record.after("r", replace(DONE, introduced=False)).text())
    assert {name: on[name] for name in NEW if name != "introduced"} == {
        name: text[name] for name in NEW if name != "introduced"
    }
    later = replace(DONE, preferences=Preferences(Pace.FASTER), lacks=(), ratings=(), history=History((), (WORKOUT,)))
    assert Record.read(record.after("r", later).text()).progress == later


def test_where_a_request_began() -> None:
    """Each of the last requests leads back to what it met; older ones and unknown ones are forgotten."""
    record = Record.read(_taken(*range(1, 9)).text())
    found = {step: record.before(f"to {step}") for step in range(10)}
    assert found == {step: STEPS[step - 1] if 8 - TURNS < step < 9 else None for step in range(10)}


def test_only_what_changed_is_kept_of_a_request() -> None:
    """A request is remembered by those fields alone that it changed."""
    (taken,) = Record(FULL).after("r", replace(FULL, place=None)).turns
    assert (taken.request, taken.before) == ("r", {"place": "gym"})


WORKOUTS = tuple(Finished(number, 3, routine="home-beginner") for number in range(30))
CHANGES = [
    (FULL, replace(FULL, underway=None)),
    (replace(FULL, underway=None), FULL),
    (
        FULL,
        replace(FULL, underway=replace(STEPS[4].underway or Underway(PLAN, 0), plan=Plan(Level.ADVANCED, amount=9))),
    ),
    (FULL, replace(FULL, preferences=Preferences(Pace.FASTER), lacks=(Kit.MAT,))),
    (FULL, replace(FULL, history=History((Practice("torso-lift", 1, 5),), WORKOUTS))),
    (replace(FULL, history=History((), WORKOUTS)), replace(FULL, history=History((Practice("lift", 1, 5),), WORKOUTS))),
    (FULL, Progress()),
]


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_back_to_what_it_was(old: Progress, new: Progress) -> None:
    """Whatever a request has changed, it leads back to exactly what was there."""
    assert Record.read(Record(old).after("r", new).text()).before("r") == old


def test_a_long_list_that_stayed_is_not_written_again() -> None:
    """Thirty workouts stand in the text once, though an exercise is added to the same history."""
    old, new = CHANGES[5]
    assert len(Record(old).after("r", new).text()) < len(Record(new).text()) + 100


def test_the_release_before_reads_the_text() -> None:
    """It finds every field that it reads, and what it writes is read here; what it drops is as for somebody new."""
    stored = json.loads(Record(STEPS[1]).after("r", FULL).text())
    assert {"version", *previous.FIELDS} <= stored.keys()
    rewritten = {name: stored[name] for name in ("version", *previous.FIELDS)}
    assert Record.read(json.dumps(rewritten)) == Record(FULL)


def test_a_request_without_an_id() -> None:
    """It can't come twice, so nothing leads back to it; those before it are still led back to."""
    record = Record(STEPS[1]).after("r", STEPS[2]).after("", FULL)
    assert (record.progress, record.before(""), record.before("r")) == (FULL, None, STEPS[1])


@pytest.mark.parametrize(
    "turns", [None, 7, "r", {}, [None], [["r"]], [[1, {}]], [["r", []]], [["r", {}, 3]], [["r", {"step": 1}]]]
)
def test_requests_that_are_none(turns: object) -> None:
    """Whatever stands in their place costs nothing else."""
    record = Record.read(_text(turns=turns))
    assert record.progress == FULL
    assert record.before("r") in (None, FULL)


def test_a_full_text_is_small() -> None:
    """With all requests that it may name it's far below what a store takes."""
    assert len(_taken(*range(1, 9)).text()) < 2000
