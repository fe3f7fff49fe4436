"""One turn: load, advance, save. The store may be slow, gone, or written to by another device."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from skill import turn
from skill.catalogue.model import Catalogue, Level
from skill.coach import events as on
from skill.coach.answers import Moment, Turn
from skill.coach.events import Event
from skill.coach.state import Phase, Plan, Progress, State, Underway
from skill.coach.transitions import advance
from skill.errors import ConflictError, StoreError
from skill.store.base import Remembered, Store

NOW = 1_800_000_000_000
PLAN = Plan(Level.BEGINNER, routine="home-beginner")
KNOWN = Progress(introduced=True)
SET_OUT = replace(KNOWN, underway=Underway(PLAN, 11, touched_ms=NOW))
DOWN = StoreError("the database does not answer")


@dataclass
class Shelf(Store):
    """A store in memory that writes down what was asked of it."""

    kept: dict[str, Remembered] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    fails: str = ""
    """The method that raises StoreError."""
    meanwhile: list[Callable[[], None]] = field(default_factory=list)
    """What other devices do, one before each save."""

    def load(self, listener: str) -> Remembered:
        """Give what was put."""
        self._ask("load")
        return self.kept.get(listener, Remembered(None, 0))

    def save(self, listener: str, progress: str, *, expected_version: int) -> int:
        """Put a progress where nobody else has put one since."""
        self._ask("save")
        if self.meanwhile:
            self.meanwhile.pop(0)()
        version = self.kept.get(listener, Remembered(None, 0)).version
        if version != expected_version:
            raise ConflictError
        self.kept[listener] = Remembered(progress, version + 1)
        return version + 1

    def household(self, account: str) -> tuple[str, ...]:
        """Live alone."""
        return (account,)

    def erase(self, listener: str, *, household: bool = False) -> None:  # noqa: ARG002 - nobody has persons here
        """Take away."""
        self.kept.pop(listener, None)

    def ping(self) -> None:
        """Answer."""

    def put(self, listener: str, progress: Progress) -> None:
        """Save as another device does, whatever is there."""
        version = self.kept.get(listener, Remembered(None, 0)).version
        self.kept[listener] = Remembered(json.dumps(progress.to_json()), version + 1)

    def progress(self, listener: str) -> Progress:
        """Give what is kept, read."""
        return Progress.from_json(json.loads(self.kept[listener].progress or "null"))

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if self.fails == what:
            raise DOWN


Take = Callable[..., Turn]
Answer = Callable[[State, Event], Turn]


@pytest.fixture
def shelf() -> Shelf:
    """Give an empty store."""
    return Shelf()


@pytest.fixture
def take(catalogue: Catalogue, shelf: Shelf) -> Take:
    """Give a way to let Ann say something."""

    def say(event: Event, attributes: dict[str, Any] | None = None, listener: str | None = "ann") -> Turn:
        who = turn.Listener(listener, "en-US", NOW)
        return turn.take(event, who, attributes or {}, moment=Moment(catalogue, NOW), store=shelf)

    return say


@pytest.fixture
def answer(catalogue: Catalogue) -> Answer:
    """Give what the coach itself answers."""
    return lambda state, event: advance(state, event, Moment(catalogue, NOW))


def _loaded(given: Turn, *, unsaved: bool = False) -> Turn:
    """Give a turn as it is once the store has answered."""
    return replace(given, state=replace(given.state, loaded=True, unsaved=unsaved))


def test_a_first_turn(take: Take, shelf: Shelf, answer: Answer) -> None:
    """Of somebody never seen nothing is known; what is then to be remembered is loaded first and saved once."""
    given = take(on.Launched())
    assert given == _loaded(answer(State(), on.Launched()))
    assert shelf.asked == ["load", "save"]
    assert shelf.progress("ann") == given.state.progress == KNOWN


def test_the_next_session(take: Take, shelf: Shelf, answer: Answer) -> None:
    """What one session left unfinished is offered by the next."""
    shelf.put("ann", SET_OUT)
    assert take(on.Launched()) == _loaded(answer(State(progress=SET_OUT), on.Launched()))


def test_nothing_new_is_not_saved(take: Take, shelf: Shelf) -> None:
    """A turn that changes nothing to be remembered saves nothing."""
    shelf.put("ann", KNOWN)
    take(on.HelpAsked())
    assert shelf.asked == ["load"]


def test_the_session_goes_on(take: Take, shelf: Shelf, answer: Answer) -> None:
    """Attributes keep the session's place; the progress comes from the store, not from the session's older copy."""
    shelf.put("ann", SET_OUT)
    paused = State(Phase.PAUSED, KNOWN)
    now_paused = replace(paused, progress=SET_OUT)
    assert take(on.ReadySaid(), paused.to_session()) == _loaded(answer(now_paused, on.ReadySaid()))


def test_a_conflict(take: Take, shelf: Shelf, answer: Answer) -> None:
    """When another device saves in between, the turn is taken again from what that one saved."""
    shelf.put("ann", Progress())
    shelf.meanwhile.append(lambda: shelf.put("ann", replace(SET_OUT, introduced=False)))
    given = take(on.Launched())
    assert given == _loaded(answer(State(progress=replace(SET_OUT, introduced=False)), on.Launched()))
    assert shelf.asked == ["load", "save"] * 2
    assert shelf.progress("ann") == SET_OUT


def test_a_conflict_that_settles_it(take: Take, shelf: Shelf) -> None:
    """When another device has saved the very same in between, there is nothing left to save."""
    shelf.meanwhile.append(lambda: shelf.put("ann", KNOWN))
    assert take(on.Launched()).state.progress == KNOWN
    assert shelf.asked == ["load", "save", "load"]


@pytest.mark.parametrize(("unsaved", "counts"), [(False, Progress()), (True, SET_OUT)])
def test_three_conflicts(  # noqa: PLR0913 - four fixtures and two columns
    take: Take,
    shelf: Shelf,
    answer: Answer,
    caplog: pytest.LogCaptureFixture,
    *,
    unsaved: bool,
    counts: Progress,
) -> None:
    """Others who keep saving first cost this turn's memory and a line in the log; what is newer here stays so."""
    shelf.meanwhile += [lambda: shelf.put("ann", Progress())] * 9
    session = State(progress=SET_OUT, loaded=True, unsaved=unsaved)
    expected = answer(replace(session, progress=counts), on.Launched())
    assert take(on.Launched(), session.to_session()) == _loaded(expected, unsaved=unsaved)
    assert shelf.asked == ["load", "save"] * 3
    assert shelf.progress("ann") == Progress()
    assert caplog.messages == ["progress not saved: other devices of this listener kept saving first"]


def test_the_moment_is_given(catalogue: Catalogue, shelf: Shelf) -> None:
    """The coach answers in the moment it is given: by that clock, and by the voice that says the lines."""
    moment = Moment(catalogue, NOW + 5000, lambda lines: 700 * len(lines))
    paused = State(Phase.PAUSED, replace(SET_OUT, underway=Underway(PLAN, 9, done=3, touched_ms=NOW)))
    shelf.put("ann", paused.progress)
    who = turn.Listener("ann", "en-US", NOW)
    given = turn.take(on.ReadySaid(), who, paused.to_session(), moment=moment, store=shelf)
    assert given == _loaded(advance(paused, on.ReadySaid(), moment))
    begun = Underway(PLAN, 9, done=3, began_ms=NOW + 5700, touched_ms=NOW + 5000)
    assert shelf.progress("ann") == given.state.progress == replace(SET_OUT, underway=begun)


@pytest.mark.parametrize(
    ("fails", "asked", "message"),
    [
        ("load", ["load"], "going on without what was remembered: the database does not answer"),
        ("save", ["load", "save"], "going on without saving: the database does not answer"),
    ],
)
def test_a_store_that_is_down(  # noqa: PLR0913 - three fixtures and three columns
    take: Take,
    shelf: Shelf,
    answer: Answer,
    caplog: pytest.LogCaptureFixture,
    *,
    fails: str,
    asked: list[str],
    message: str,
) -> None:
    """A store that doesn't answer costs one line in the log, without the listener, and not the answer."""
    shelf.fails = fails
    expected = answer(State(), on.Launched())
    assert take(on.Launched()) == (expected if fails == "load" else _loaded(expected, unsaved=True))
    assert (shelf.asked, shelf.kept, caplog.messages) == (asked, {}, [message])


def test_down_in_a_workout(take: Take, shelf: Shelf, answer: Answer) -> None:
    """While the store is down, the session's own copy of the progress carries the workout on."""
    shelf.fails = "load"
    waiting = State(Phase.WAITING, SET_OUT, loaded=True)
    given = take(on.ReadySaid(), waiting.to_session())
    assert given == _loaded(answer(waiting, on.ReadySaid()), unsaved=True)
    assert given.state.phase is Phase.PLAYING


def test_somebody_without_an_id(take: Take, shelf: Shelf, answer: Answer) -> None:
    """Somebody to whom Alexa gives no id is answered from the session alone; no store is asked."""
    waiting = State(Phase.WAITING, SET_OUT)
    assert take(on.Launched(), listener=None) == answer(State(), on.Launched())
    assert take(on.ReadySaid(), waiting.to_session(), None) == answer(waiting, on.ReadySaid())
    assert (shelf.asked, shelf.kept) == ([], {})


def test_listeners_are_kept_apart(take: Take, shelf: Shelf) -> None:
    """What Ann does changes nothing for Bob."""
    shelf.put("bob", SET_OUT)
    take(on.Launched())
    assert (shelf.progress("ann"), shelf.progress("bob")) == (KNOWN, SET_OUT)


def test_what_an_older_version_stored(take: Take, shelf: Shelf, answer: Answer) -> None:
    """A stored progress of another version is a fresh start, and is replaced."""
    shelf.kept["ann"] = Remembered('{"version": 0, "streak": 5}', 3)
    assert take(on.Launched()) == _loaded(answer(State(), on.Launched()))
    assert shelf.kept["ann"] == Remembered(json.dumps(KNOWN.to_json()), 4)


def test_pain_leaves_nothing_in_the_store(take: Take, shelf: Shelf) -> None:
    """After sharp pain the store holds what it holds of somebody who finished a workout."""
    shelf.put("ann", SET_OUT)
    take(on.SharpPainSaid(), State(Phase.PAUSED, SET_OUT).to_session())
    assert shelf.kept["ann"] == Remembered(json.dumps(KNOWN.to_json()), 2)


def test_what_nobody_stored(take: Take, shelf: Shelf, answer: Answer) -> None:
    """A stored text that isn't JSON at all is a fresh start as well."""
    shelf.kept["ann"] = Remembered("{", 3)
    assert take(on.Launched()) == _loaded(answer(State(), on.Launched()))


@pytest.mark.parametrize(
    ("loaded", "unsaved", "event", "fails", "then"),
    [
        (False, False, on.ReadySaid(), "", (True, False)),
        (False, False, on.ReadySaid(), "load", (False, False)),
        (False, False, on.ReadySaid(), "save", (True, True)),
        (True, False, on.ReadySaid(), "", (True, False)),
        (True, False, on.ReadySaid(), "load", (True, True)),
        (True, False, on.ReadySaid(), "save", (True, True)),
        (True, True, on.ReadySaid(), "", (True, False)),
        (True, True, on.ReadySaid(), "load", (True, True)),
        (True, True, on.ReadySaid(), "save", (True, True)),
        (True, False, on.HelpAsked(), "load", (True, False)),
        (True, True, on.HelpAsked(), "load", (True, True)),
        (True, True, on.HelpAsked(), "", (True, False)),
    ],
)
def test_what_the_session_knows_of_the_store(  # noqa: PLR0913 - three fixtures and five columns
    take: Take,
    shelf: Shelf,
    answer: Answer,
    *,
    loaded: bool,
    unsaved: bool,
    event: Event,
    fails: str,
    then: tuple[bool, bool],
) -> None:
    """Once the store has answered, the session knows so; from then on it is newer while a change could not be saved."""
    shelf.put("ann", SET_OUT)
    shelf.fails = fails
    waiting = State(Phase.WAITING, SET_OUT, loaded=loaded, unsaved=unsaved)
    given = take(event, waiting.to_session())
    expected = answer(waiting, event)
    assert given == replace(expected, state=replace(expected.state, loaded=then[0], unsaved=then[1]))


@pytest.mark.parametrize("fails", ["load", "save"])
def test_down_for_one_turn(take: Take, shelf: Shelf, fails: str) -> None:
    """An outage costs the workout nothing while the session lasts: the next turn goes on and saves it."""
    shelf.put("ann", KNOWN)
    shelf.fails = fails
    begun = take(on.ReadySaid(), State(Phase.BRIEFED, KNOWN, plan=PLAN, loaded=True).to_session())
    shelf.fails = ""
    paused = take(on.PauseAsked(), begun.state.to_session()).state
    assert (paused.phase, paused.unsaved) == (Phase.PAUSED, False)
    assert shelf.progress("ann") == paused.progress


@pytest.mark.parametrize("turns_down", [1, 2])
def test_down_when_the_session_begins(take: Take, shelf: Shelf, turns_down: int) -> None:
    """A session that began while the store was down doesn't write over what it never saw."""
    shelf.put("ann", SET_OUT)
    shelf.fails = "load"
    attributes: dict[str, Any] = {}
    for _ in range(turns_down):
        attributes = take(on.Launched(), attributes).state.to_session()
    shelf.fails = ""
    take(on.HelpAsked(), attributes)
    assert shelf.progress("ann") == SET_OUT


def test_down_in_a_turn_that_changes_nothing(take: Take, shelf: Shelf) -> None:
    """A session that has nothing new to save doesn't write over what another device has saved meanwhile."""
    shelf.put("ann", SET_OUT)
    launched = take(on.Launched()).state
    moved = replace(SET_OUT, underway=Underway(PLAN, 21, touched_ms=NOW))
    shelf.put("ann", moved)
    shelf.fails = "load"
    helped = take(on.HelpAsked(), launched.to_session()).state
    shelf.fails = ""
    take(on.HelpAsked(), helped.to_session())
    assert shelf.progress("ann") == moved
