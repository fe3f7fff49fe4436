"""One turn: load, advance, save. The store may be slow, gone, or written to by another device."""

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from skill import turn
from skill.carried import Carried, Outage
from skill.catalogue.model import Catalogue, Level, Place
from skill.coach import events as on
from skill.coach.answers import Moment, Turn, prefaced
from skill.coach.events import Event
from skill.coach.history import History, Practice
from skill.coach.keys import Key
from skill.coach.preferences import CountStyle, Pace, Preferences
from skill.coach.reply import Line, Reply
from skill.coach.state import Phase, Plan, Progress, State, Underway, plain
from skill.coach.transitions import advance
from skill.errors import ConflictError, LeftoverError, NotErasedError, StoreError
from skill.frozen import replace
from skill.outage import Backlog
from skill.record import SETTLED_MS, Record, Taken
from skill.store.base import Remembered, Store
from skill.store.patience import Attempt
from skill.turn import Answer

NOW = 1_800_000_000_000
PLAN = Plan(Level.BEGINNER, routine="home-beginner")
KNOWN = Progress(introduced=True)
SET_OUT = replace(KNOWN, underway=Underway(PLAN, 11, touched_ms=NOW))
FURTHER = replace(KNOWN, underway=Underway(PLAN, 21, touched_ms=NOW))
QUIET = Preferences(count=CountStyle.QUIET)
DOWN = StoreError("the database does not answer")
CANT_REMEMBER = Line.of(Key.TROUBLE_STORE)


@dataclass
class Shelf(Store):
    """A store in memory that writes down what was asked of it."""

    kept: dict[str, Remembered] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    fails: str = ""
    """What raises StoreError, with commas in between."""
    leaves: bool = False
    """Whether what is erased stays in its log."""
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

    def erase(self, listener: str, *, household: bool = False) -> None:
        """Take away."""
        self._ask("erase household" if household else "erase")
        self.kept.pop(listener, None)
        if self.leaves:
            raise LeftoverError

    def ping(self) -> None:
        """Answer."""

    def put(self, listener: str, progress: Progress) -> None:
        """Save as another device does, whatever is there."""
        version = self.kept.get(listener, Remembered(None, 0)).version
        self.kept[listener] = Remembered(Record(progress).text(), version + 1)

    def progress(self, listener: str) -> Progress:
        """Give what is kept, read."""
        return Record.read(self.kept[listener].progress).progress

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if what in self.fails.split(","):
            raise DOWN


Take = Callable[..., Answer]
Coach = Callable[[State, Event], Turn]


@pytest.fixture
def shelf() -> Shelf:
    """Give an empty store."""
    return Shelf()


@pytest.fixture
def attempts() -> list[Attempt]:
    """Give what is to be tried in a second."""
    return []


@pytest.fixture
def backlog(attempts: list[Attempt]) -> Backlog:
    """Give what the server could not save: nothing yet."""
    return Backlog(attempts.append)


@pytest.fixture
def take(catalogue: Catalogue, shelf: Shelf, backlog: Backlog) -> Take:
    """Give a way to let Ann say something, each time in a request of its own."""
    requests = itertools.count()

    def say(  # noqa: PLR0913 - what is said, and what may differ of who says it
        event: Event,
        before: State | Carried | None = None,
        listener: str | None = "ann",
        request: str | None = None,
        *,
        now_ms: int = NOW,
        server: Backlog = backlog,
        session: str = "session",
    ) -> Answer:
        who = turn.Listener(listener, "en-US", now_ms, request or f"request {next(requests)}", session)
        carried = Carried(before) if isinstance(before, State) else before
        attributes = plain(carried.attributes()) if carried else {}
        return turn.take(event, who, attributes, moment=Moment(catalogue, now_ms), store=shelf, backlog=server)

    return say


@pytest.fixture
def coach(catalogue: Catalogue) -> Coach:
    """Give what the coach itself answers."""
    return lambda state, event: advance(state, event, Moment(catalogue, NOW))


def _known(turn: Turn, version: int | None) -> Answer:
    """Give the answer of a turn once the store holds its progress at a version."""
    return Answer(Carried(turn.state, version), turn.reply)


def _unsaved(turn: Turn, base: Progress, version: int | None = None) -> Answer:
    """Give the first answer whose progress the store lacks, and the listener is told so."""
    session = Carried(turn.state, version, base, Outage("request 0", NOW), told_outage=True)
    return Answer(session, prefaced(turn, CANT_REMEMBER).reply)


def test_a_first_turn(take: Take, shelf: Shelf, coach: Coach) -> None:
    """Of somebody never seen nothing is known; what is then to be remembered is loaded first and saved once."""
    given = take(on.Launched())
    assert given == _known(coach(State(), on.Launched()), 1)
    assert shelf.asked == ["load", "save"]
    assert shelf.progress("ann") == given.carried.progress == KNOWN


def test_the_next_session(take: Take, shelf: Shelf, coach: Coach) -> None:
    """What one session left unfinished is offered by the next."""
    shelf.put("ann", SET_OUT)
    assert take(on.Launched()) == _known(coach(State(progress=SET_OUT), on.Launched()), 1)


def test_nothing_new_is_not_saved(take: Take, shelf: Shelf) -> None:
    """A turn that changes nothing to be remembered saves nothing."""
    shelf.put("ann", KNOWN)
    take(on.HelpAsked())
    assert shelf.asked == ["load"]


def test_the_session_goes_on(take: Take, shelf: Shelf, coach: Coach) -> None:
    """Attributes keep the session's place; the progress comes from the store, not from the session's older copy."""
    shelf.put("ann", SET_OUT)
    paused = State(Phase.PAUSED, KNOWN)
    assert take(on.ReadySaid(), paused) == _known(coach(replace(paused, progress=SET_OUT), on.ReadySaid()), 2)


def test_a_conflict(take: Take, shelf: Shelf, coach: Coach) -> None:
    """When another device saves in between, the turn is taken again from what that one saved."""
    shelf.put("ann", Progress())
    shelf.meanwhile.append(lambda: shelf.put("ann", replace(SET_OUT, introduced=False)))
    given = take(on.Launched())
    assert given == _known(coach(State(progress=replace(SET_OUT, introduced=False)), on.Launched()), 3)
    assert shelf.asked == ["load", "save"] * 2
    assert shelf.progress("ann") == SET_OUT


def test_a_conflict_that_settles_it(take: Take, shelf: Shelf) -> None:
    """When another device has saved the very same in between, there is nothing left to save."""
    shelf.meanwhile.append(lambda: shelf.put("ann", KNOWN))
    assert take(on.Launched()).carried.progress == KNOWN
    assert shelf.asked == ["load", "save", "load"]


def test_nothing_but_conflicts(take: Take, shelf: Shelf, coach: Coach, caplog: pytest.LogCaptureFixture) -> None:
    """Others who keep saving first cost a line in the log; the session carries it on until it can be saved."""
    shelf.put("ann", KNOWN)
    shelf.meanwhile += [lambda: shelf.put("ann", replace(KNOWN, preferences=QUIET))] * turn.TRIES
    briefed = Carried(State(Phase.BRIEFED, KNOWN, plan=PLAN), loaded=1)
    given = take(on.ReadySaid(), briefed)
    assert given == _unsaved(coach(briefed.state, on.ReadySaid()), KNOWN, 1)
    assert shelf.asked == ["load", "save"] * turn.TRIES
    assert len(caplog.messages) == 1
    later = take(on.PauseAsked(), given.carried).carried
    assert shelf.progress("ann") == later.progress == replace(later.progress, preferences=QUIET)
    assert later.progress.underway is not None


def test_the_moment_is_given(catalogue: Catalogue, shelf: Shelf, backlog: Backlog) -> None:
    """The coach answers in the moment it is given: by that clock, and by the voice that says the lines."""
    moment = Moment(catalogue, NOW + 5000, lambda lines: 700 * len(lines))
    paused = State(Phase.PAUSED, replace(SET_OUT, underway=Underway(PLAN, 9, done=3, touched_ms=NOW)))
    shelf.put("ann", paused.progress)
    who = turn.Listener("ann", "en-US", NOW)
    given = turn.take(
        on.ReadySaid(), who, plain(Carried(paused).attributes()), moment=moment, store=shelf, backlog=backlog
    )
    assert given == _known(advance(paused, on.ReadySaid(), moment), 2)
    begun = Underway(PLAN, 9, done=3, began_ms=NOW + 5700, touched_ms=NOW + 5000)
    assert shelf.progress("ann") == given.carried.progress == replace(SET_OUT, underway=begun)


@pytest.mark.parametrize(
    ("event", "before"),
    [
        (on.ReadySaid(), State(Phase.WAITING, SET_OUT)),
        (on.SkipAsked(), State(Phase.WAITING, SET_OUT)),
        (on.Launched(), State()),
        (on.PaceAsked(faster=True), State(Phase.HOME, KNOWN)),
        (on.HelpAsked(), State(Phase.WAITING, SET_OUT)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_request_delivered_twice(take: Take, shelf: Shelf, event: Event, before: State) -> None:
    """The second delivery gets the same answer, and changes nothing."""
    if before.progress != Progress():
        shelf.put("ann", before.progress)
    first = take(event, before, request="this one")
    kept = dict(shelf.kept)
    assert take(event, before, request="this one") == first
    assert shelf.kept == kept


def test_a_request_delivered_again_after_others(take: Take, shelf: Shelf) -> None:
    """A delivery that comes late gets its own answer still, and puts nothing back that was done since."""
    shelf.put("ann", SET_OUT)
    waiting = State(Phase.WAITING, SET_OUT)
    first = take(on.SkipAsked(), waiting, request="late")
    take(on.SkipAsked(), take(on.PaceAsked(faster=True), first.carried).carried)
    kept = shelf.kept["ann"]
    again = take(on.SkipAsked(), waiting, request="late")
    assert again == replace(first, carried=replace(first.carried, loaded=None))
    assert shelf.kept["ann"] == kept


def test_a_request_delivered_twice_after_an_outage(take: Take, shelf: Shelf) -> None:
    """The request that catches up gets its own answer again, too."""
    shelf.put("ann", SET_OUT)
    shelf.fails = "load"
    skipped = take(on.SkipAsked(), Carried(State(Phase.WAITING, SET_OUT), loaded=1)).carried
    shelf.fails = ""
    first = take(on.SkipAsked(), skipped, request="this one")
    kept = dict(shelf.kept)
    assert take(on.SkipAsked(), skipped, request="this one") == first
    assert shelf.kept == kept


def test_both_deliveries_at_once(take: Take, shelf: Shelf) -> None:
    """Of two servers with one request each, the one that saves second gives the first one's answer."""
    shelf.put("ann", SET_OUT)
    waiting = State(Phase.WAITING, SET_OUT)
    others: list[Answer] = []
    shelf.meanwhile.append(lambda: others.append(take(on.SkipAsked(), waiting, request="this one")))
    assert [take(on.SkipAsked(), waiting, request="this one")] == others
    assert shelf.kept["ann"].version == 2


@pytest.mark.parametrize(
    ("fails", "asked", "version"), [("load", ["load"], None), ("save", ["load", "save"], None)], ids=["load", "save"]
)
def test_a_store_that_is_down(  # noqa: PLR0913, PLR0917 - three fixtures and three columns
    take: Take, shelf: Shelf, coach: Coach, fails: str, asked: list[str], version: int | None
) -> None:
    """A store that doesn't answer is told, and costs no answer."""
    shelf.fails = fails
    assert take(on.Launched()) == _unsaved(coach(State(), on.Launched()), Progress(), version)
    assert (shelf.asked, shelf.kept) == (asked, {})


def test_down_in_a_workout(take: Take, shelf: Shelf, coach: Coach) -> None:
    """While the store is down, the session's own copy of the progress carries the workout on; it's told once."""
    shelf.fails = "load"
    waiting = Carried(State(Phase.WAITING, SET_OUT), loaded=7)
    begun = take(on.ReadySaid(), waiting)
    assert begun == _unsaved(coach(waiting.state, on.ReadySaid()), SET_OUT, 7)
    paused = take(on.PauseAsked(), begun.carried)
    assert CANT_REMEMBER not in paused.reply.say
    assert (paused.carried.state.phase, paused.carried.base) == (Phase.PAUSED, SET_OUT)


def test_an_outage_is_told_again_after_the_next(take: Take, shelf: Shelf) -> None:
    """Once something could be saved, the next outage is told like the first."""
    shelf.fails = "load"
    first = take(on.Launched())
    shelf.fails = ""
    between = take(on.HelpAsked(), first.carried)
    shelf.fails = "load"
    second = take(on.HelpAsked(), between.carried)
    assert [CANT_REMEMBER in each.reply.say for each in (first, between, second)] == [True, False, True]


def test_a_block_begins_after_the_outage_is_told(catalogue: Catalogue, shelf: Shelf, backlog: Backlog) -> None:
    """What is said of the store takes its time as well, before a block sounds."""
    shelf.fails = "load"
    moment, who = Moment(catalogue, NOW, lambda lines: 700 * len(lines)), turn.Listener("ann", "en-US", NOW)
    waiting = Carried(State(Phase.WAITING, SET_OUT)).attributes()
    given = turn.take(on.ReadySaid(), who, plain(waiting), moment=moment, store=shelf, backlog=backlog)
    underway = given.carried.progress.underway
    assert CANT_REMEMBER in given.reply.say
    assert underway is not None
    assert underway.began_ms == NOW + 700 * len(given.reply.say)


@pytest.mark.parametrize("event", [on.HurtSaid(), on.SharpPainSaid(), on.UnwellSaid(), on.EmergencySaid()])
def test_who_is_hurt_is_not_told_of_the_store(take: Take, shelf: Shelf, event: Event) -> None:
    """Nothing is said before what matters; the store is told of in a later answer."""
    shelf.fails = "load"
    given = take(event, State(Phase.WAITING, SET_OUT))
    assert CANT_REMEMBER not in given.reply.say
    assert not given.carried.told_outage


def test_who_asks_to_be_forgotten_while_the_store_is_down(take: Take, shelf: Shelf) -> None:
    """Nobody is told that they're forgotten while a store may still hold them, and nothing of it waits to be done."""
    shelf.put("ann", SET_OUT)
    shelf.fails = "load"
    given = take(on.Agreed(), State(Phase.FORGETTING, SET_OUT))
    assert (given.reply.say, given.carried.state.phase) == ((Line.of(Key.FORGET_LATER),), Phase.CLOSED)
    assert shelf.progress("ann") == SET_OUT


def test_who_asks_to_be_forgotten_and_is_left_in_a_log(take: Take, shelf: Shelf, backlog: Backlog) -> None:
    """They are told to ask again, and promised nothing before nothing is left; and they are not brought back."""
    shelf.put("ann", SET_OUT)
    shelf.leaves = True
    backlog.note("ann", "another session", Carried(State(Phase.HOME, SET_OUT), base=KNOWN), "r")
    asked = Carried(State(Phase.FORGETTING, SET_OUT), loaded=1)
    later = Answer(Carried(State(Phase.CLOSED)), Reply((Line.of(Key.FORGET_LATER),)))
    assert [take(on.Agreed(), asked), take(on.Agreed(), asked)] == [later] * 2
    backlog.settle(shelf)
    assert shelf.kept == {}
    shelf.leaves = False
    assert take(on.Agreed(), asked).reply.say == (Line.of(Key.FORGET_DONE),)


def test_who_is_left_in_a_log_and_has_not_asked(take: Take, shelf: Shelf, coach: Coach) -> None:
    """Nobody else hears of it, as who stops the safety notice, and is not remembered for it."""
    shelf.put("ann", KNOWN)
    shelf.leaves = True
    noticed = Carried(State(Phase.HOME, KNOWN, notice_ms=NOW + 9000), loaded=1)
    assert take(on.StopAsked(), noticed) == _known(coach(noticed.state, on.StopAsked()), 0)
    assert shelf.kept == {}


def test_nobody_is_told_of_the_store_in_silence(take: Take, shelf: Shelf) -> None:
    """A notification may not be answered with speech."""
    shelf.fails = "load"
    given = take(on.AudioFailed(), State(Phase.WAITING, SET_OUT))
    assert (given.reply.silent, given.carried.told_outage) == (True, False)


def test_somebody_without_an_id(take: Take, shelf: Shelf, coach: Coach) -> None:
    """Somebody to whom Alexa gives no id is answered from the session alone; no store is asked."""
    waiting = State(Phase.WAITING, SET_OUT)
    assert take(on.Launched(), listener=None) == _known(coach(State(), on.Launched()), None)
    assert take(on.ReadySaid(), waiting, None) == _known(coach(waiting, on.ReadySaid()), None)
    assert (shelf.asked, shelf.kept) == ([], {})


def test_listeners_are_kept_apart(take: Take, shelf: Shelf) -> None:
    """What Ann does changes nothing for Bob."""
    shelf.put("bob", SET_OUT)
    take(on.Launched())
    assert (shelf.progress("ann"), shelf.progress("bob")) == (KNOWN, SET_OUT)


def test_what_an_older_version_stored(take: Take, shelf: Shelf, coach: Coach) -> None:
    """A stored progress of another version is a fresh start, and is replaced."""
    shelf.kept["ann"] = Remembered('{"version": 0, "streak": 5}', 3)
    assert take(on.Launched()) == _known(coach(State(), on.Launched()), 4)
    assert shelf.progress("ann") == KNOWN


def test_what_a_later_version_stored(take: Take, shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    """A progress that this release can't read isn't overwritten; the listener is told, and the operator what to do."""
    later = Remembered('{"version": 2, "introduced": "at length"}', 3)
    shelf.kept["ann"] = later
    assert CANT_REMEMBER in take(on.Launched()).reply.say
    assert shelf.kept["ann"] == later
    assert "update this server" in caplog.text


def test_what_nobody_stored(take: Take, shelf: Shelf, coach: Coach) -> None:
    """A stored text that isn't JSON at all is a fresh start as well."""
    shelf.kept["ann"] = Remembered("{", 3)
    assert take(on.Launched()) == _known(coach(State(), on.Launched()), 4)


def test_pain_leaves_nothing_in_the_store(take: Take, shelf: Shelf) -> None:
    """After sharp pain the store holds what it holds of somebody who finished a workout."""
    shelf.put("ann", SET_OUT)
    take(on.SharpPainSaid(), State(Phase.PAUSED, SET_OUT), request="r")
    assert shelf.kept["ann"] == Remembered(Record(SET_OUT).after("r", KNOWN).text(), 2)


@pytest.mark.parametrize("fails", ["load", "save"])
def test_down_for_one_turn(take: Take, shelf: Shelf, fails: str) -> None:
    """An outage costs the workout nothing while the session lasts: the next turn goes on and saves it."""
    shelf.put("ann", KNOWN)
    shelf.fails = fails
    begun = take(on.ReadySaid(), Carried(State(Phase.BRIEFED, KNOWN, plan=PLAN), loaded=1))
    shelf.fails = ""
    paused = take(on.PauseAsked(), begun.carried).carried
    assert (paused.state.phase, paused.base, paused.loaded) == (Phase.PAUSED, None, 2)
    assert shelf.progress("ann") == paused.progress


@pytest.mark.parametrize("turns_down", [1, 2])
def test_down_when_the_session_begins(take: Take, shelf: Shelf, turns_down: int) -> None:
    """A session that began while the store was down doesn't write over what it never saw."""
    shelf.put("ann", SET_OUT)
    shelf.fails = "load"
    carried = None
    for _ in range(turns_down):
        carried = take(on.Launched(), carried).carried
    shelf.fails = ""
    take(on.HelpAsked(), carried)
    assert shelf.progress("ann") == SET_OUT


def test_down_in_a_turn_that_changes_nothing(take: Take, shelf: Shelf) -> None:
    """A session that has nothing new to save doesn't write over what another device has saved meanwhile."""
    shelf.put("ann", SET_OUT)
    launched = take(on.Launched()).carried
    shelf.put("ann", FURTHER)
    shelf.fails = "load"
    helped = take(on.HelpAsked(), launched).carried
    shelf.fails = ""
    take(on.HelpAsked(), helped)
    assert shelf.progress("ann") == FURTHER


def test_both_devices_count_after_an_outage(take: Take, shelf: Shelf) -> None:
    """What one device could not save is put together with what the other saved meanwhile; neither loses its own."""
    shelf.put("ann", KNOWN)
    shelf.fails = "load"
    unsaved = take(on.CountStyleChosen(CountStyle.QUIET), Carried(State(Phase.HOME, KNOWN), loaded=1)).carried
    shelf.fails = ""
    shelf.put("ann", replace(FURTHER, preferences=Preferences(Pace.SLOWER)))
    take(on.HelpAsked(), unsaved)
    assert shelf.progress("ann") == replace(FURTHER, preferences=Preferences(Pace.SLOWER, CountStyle.QUIET))


def test_the_other_device_got_further_in_the_outage(take: Take, shelf: Shelf) -> None:
    """In one workout on two devices, the sets that one has done are not undone by the other's older copy."""
    shelf.put("ann", SET_OUT)
    shelf.fails = "load"
    begun = take(on.ReadySaid(), Carried(State(Phase.WAITING, SET_OUT), loaded=1)).carried
    shelf.fails = ""
    shelf.put("ann", FURTHER)
    take(on.HelpAsked(), begun)
    assert shelf.progress("ann") == FURTHER


def test_erased_on_another_device_in_the_outage(take: Take, shelf: Shelf) -> None:
    """Who was erased meanwhile is not brought back by what a session still carries."""
    shelf.fails = "load"
    unsaved = take(on.PaceAsked(faster=True), Carried(State(Phase.WAITING, SET_OUT), loaded=7)).carried
    shelf.fails = ""
    take(on.HelpAsked(), unsaved, now_ms=NOW + 1)
    assert Record.read(shelf.kept["ann"].progress) == Record(
        KNOWN, (Taken("request 1", {"introduced": False}),), born_ms=NOW + 1
    )


def test_a_save_that_arrived_after_all(take: Take, shelf: Shelf) -> None:
    """A save whose answer got lost is neither lost nor counted twice."""
    shelf.put("ann", SET_OUT)
    shelf.fails = "save"
    skipped = take(on.SkipAsked(), Carried(State(Phase.WAITING, SET_OUT), loaded=1), request="r").carried
    shelf.fails = ""
    shelf.save("ann", Record(SET_OUT).after("r", skipped.progress).text(), expected_version=1)
    helped = take(on.HelpAsked(), skipped).carried
    places = [each.progress.underway for each in (skipped, helped)]
    assert [place.step if place else None for place in places] == [places[0].step if places[0] else None] * 2
    assert (helped.base, shelf.progress("ann")) == (None, helped.progress)


def test_a_session_that_ends_in_the_outage(take: Take, shelf: Shelf, backlog: Backlog) -> None:
    """What a session did is saved when the store is back, though nobody speaks in it any more."""
    shelf.put("ann", KNOWN)
    shelf.fails = "load"
    begun = take(on.ReadySaid(), Carried(State(Phase.BRIEFED, KNOWN, plan=PLAN), loaded=1)).carried
    lost = take(on.SessionLost(), begun).carried
    backlog.settle(shelf)
    assert shelf.progress("ann") == KNOWN
    shelf.fails = ""
    backlog.settle(shelf)
    assert shelf.progress("ann") == lost.progress != KNOWN
    kept = dict(shelf.kept)
    backlog.settle(shelf)
    assert shelf.kept == kept


def test_a_session_that_catches_up_by_itself(take: Take, shelf: Shelf, backlog: Backlog) -> None:
    """What waits of a session is not saved over what the same session has done since."""
    shelf.put("ann", KNOWN)
    shelf.fails = "load"
    begun = take(on.ReadySaid(), Carried(State(Phase.BRIEFED, KNOWN, plan=PLAN), loaded=1)).carried
    shelf.fails = ""
    take(on.StopAsked(), begun)
    kept = dict(shelf.kept)
    backlog.settle(shelf)
    assert shelf.kept == kept


def test_two_devices_in_one_outage(take: Take, shelf: Shelf, backlog: Backlog, catalogue: Catalogue) -> None:
    """What either did is saved when the store is back."""
    shelf.put("ann", KNOWN)
    shelf.fails = "load"
    take(on.ReadySaid(), Carried(State(Phase.BRIEFED, KNOWN, plan=PLAN), loaded=1))
    who = turn.Listener("ann", "en-US", NOW, "other request", "other session")
    home = plain(Carried(State(Phase.HOME, KNOWN), loaded=1).attributes())
    quiet = on.CountStyleChosen(CountStyle.QUIET)
    turn.take(quiet, who, home, moment=Moment(catalogue, NOW), store=shelf, backlog=backlog)
    shelf.fails = ""
    backlog.settle(shelf)
    found = shelf.progress("ann")
    assert (found.underway is not None, found.preferences) == (True, QUIET)


def _quiet_in_an_outage(take: Take, shelf: Shelf, **where: Backlog) -> Carried:
    """Have Ann choose the quiet count while the store doesn't answer, and give what her session carries then."""
    shelf.put("ann", KNOWN)
    shelf.fails = "load"
    session = take(on.CountStyleChosen(CountStyle.QUIET), Carried(State(Phase.HOME, KNOWN), loaded=1), **where).carried
    shelf.fails = ""
    return session


def test_saved_already_by_the_server(take: Take, shelf: Shelf, backlog: Backlog) -> None:
    """What a server saved when the store was back is not saved again over a choice that was made since."""
    quiet = _quiet_in_an_outage(take, shelf)
    backlog.settle(shelf)
    assert shelf.progress("ann").preferences == QUIET
    take(on.CountStyleChosen(CountStyle.USUAL))
    later = take(on.HelpAsked(), quiet).carried
    assert shelf.progress("ann").preferences == later.progress.preferences == Preferences()
    assert (later.base, later.outage) == (None, None)


def test_saved_already_by_the_session(take: Take, shelf: Shelf, attempts: list[Attempt]) -> None:
    """What a server still has of a session that went on elsewhere, and saved all of it, changes nothing any more."""
    other = Backlog(attempts.append)
    quiet = _quiet_in_an_outage(take, shelf, server=other)
    shelf.fails = "load"
    slow = take(on.PaceAsked(faster=False), quiet).carried
    shelf.fails = ""
    saved = take(on.CountStyleChosen(CountStyle.USUAL), slow).carried
    other.settle(shelf)
    assert shelf.progress("ann") == saved.progress == replace(KNOWN, preferences=Preferences(Pace.SLOWER))


def test_saved_after_all_and_by_a_server(take: Take, shelf: Shelf, attempts: list[Attempt]) -> None:
    """A save whose answer got lost is noted by the session's next turn, so that no server makes up for it later."""
    other = Backlog(attempts.append)
    shelf.put("ann", KNOWN)
    shelf.fails = "save"
    quiet = take(
        on.CountStyleChosen(CountStyle.QUIET), Carried(State(Phase.HOME, KNOWN), loaded=1), server=other
    ).carried
    shelf.fails = ""
    shelf.save("ann", Record(quiet.progress).text(), expected_version=1)
    take(on.HelpAsked(), quiet)
    take(on.CountStyleChosen(CountStyle.USUAL))
    other.settle(shelf)
    assert shelf.progress("ann") == KNOWN


def test_saved_by_one_server_in_part(take: Take, shelf: Shelf, attempts: list[Attempt]) -> None:
    """Of a session whose first turn is saved already, what came after it is, whatever somebody else did between."""
    other = Backlog(attempts.append)
    quiet = _quiet_in_an_outage(take, shelf, server=other)
    shelf.fails = "load"
    slow = take(on.PaceAsked(faster=False), quiet).carried
    assert slow.outage == Outage("request 0", NOW, turns=2)
    shelf.fails = ""
    other.settle(shelf)
    take(on.CountStyleChosen(CountStyle.USUAL))
    take(on.HelpAsked(), slow)
    assert shelf.progress("ann") == replace(KNOWN, preferences=Preferences(Pace.SLOWER))


def test_forgotten_and_begun_anew(take: Take, shelf: Shelf, backlog: Backlog) -> None:
    """Who was forgotten after an outage, and came again, is not given back what a session of before still carries."""
    quiet = _quiet_in_an_outage(take, shelf)
    backlog.settle(shelf)
    take(on.Agreed(), State(Phase.FORGETTING, KNOWN), now_ms=NOW + 1)
    assert shelf.kept == {}
    new = take(on.Launched(), now_ms=NOW + 2).carried
    take(on.HelpAsked(), quiet, now_ms=NOW + 3)
    assert shelf.progress("ann") == new.progress == KNOWN


@pytest.mark.parametrize("saved_by", ["its next turn", "its server"])
def test_forgotten_and_begun_anew_in_an_outage(
    take: Take, shelf: Shelf, attempts: list[Attempt], saved_by: str
) -> None:
    """Nor is one whose first session after it could not be saved at once, whoever saves it in the end."""
    cut_off, server = Backlog(attempts.append), Backlog(attempts.append)
    quiet = _quiet_in_an_outage(take, shelf, server=cut_off)
    take(on.Agreed(), State(Phase.FORGETTING, KNOWN), now_ms=NOW + 1)
    shelf.fails = "load"
    new = take(on.Launched(), now_ms=NOW + 2, server=server).carried
    shelf.fails = ""
    if saved_by == "its server":
        server.settle(shelf)
    else:
        take(on.HelpAsked(), new, now_ms=NOW + 3)
    cut_off.settle(shelf)
    take(on.HelpAsked(), quiet, now_ms=NOW + 4)
    assert shelf.progress("ann") == KNOWN


def test_two_devices_of_somebody_new_in_one_outage(take: Take, shelf: Shelf, backlog: Backlog) -> None:
    """Nobody has been forgotten there: what either did is saved, and what they do in the same sessions after it."""
    shelf.fails = "load"
    first = take(on.CountStyleChosen(CountStyle.QUIET), session="first").carried
    second = take(on.PaceAsked(faster=False), now_ms=NOW + 1, session="second").carried
    shelf.fails = ""
    backlog.settle(shelf)
    for session in (first, second):
        take(on.HelpAsked(), session, now_ms=NOW + 2)
    assert shelf.progress("ann").preferences == Preferences(Pace.SLOWER, CountStyle.QUIET)


def test_named_for_a_day(take: Take, shelf: Shelf, backlog: Backlog) -> None:
    """What a session did in an outage is not kept a second time for longer than the session can go on."""
    _quiet_in_an_outage(take, shelf)
    backlog.settle(shelf)
    assert len(Record.read(shelf.kept["ann"].progress).settled) == 1
    take(on.CountStyleChosen(CountStyle.USUAL), now_ms=NOW + SETTLED_MS)
    assert Record.read(shelf.kept["ann"].progress).settled == ()


def test_conflicts_alone_do_not_wait_for_an_outage(take: Take, shelf: Shelf, attempts: list[Attempt]) -> None:
    """What only other devices kept from being saved is saved as soon as they are quiet, though the session is over."""
    shelf.put("ann", KNOWN)
    shelf.meanwhile += [lambda: shelf.put("ann", replace(KNOWN, place=Place.GYM))] * turn.TRIES
    take(on.CountStyleChosen(CountStyle.QUIET), Carried(State(Phase.HOME, KNOWN), loaded=1))
    (attempt,) = attempts
    assert attempt()
    assert shelf.progress("ann") == replace(KNOWN, place=Place.GYM, preferences=QUIET)


@pytest.mark.parametrize("listener", ["ann", "ann#bob"])
def test_switched_off(take: Take, shelf: Shelf, listener: str) -> None:
    """Whoever switches the skill off is erased with their household, in silence, by one call to the store."""
    shelf.put("ann", SET_OUT)
    given = take(on.SwitchedOff(), listener=listener)
    assert (given.reply.silent, given.carried.progress) == (True, Progress())
    assert (shelf.asked, shelf.kept) == (["erase household"], {})


def test_switched_off_in_an_outage(
    take: Take, shelf: Shelf, backlog: Backlog, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing waits to be saved of them any more, the caller is told, and they are erased when the store is back."""
    shelf.put("ann", SET_OUT)
    shelf.fails = "load,erase household"
    take(on.SkipAsked(), Carried(State(Phase.WAITING, SET_OUT), loaded=1), "ann#bob")
    with pytest.raises(NotErasedError):
        take(on.SwitchedOff())
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "switched the skill off" in caplog.text
    shelf.fails = ""
    backlog.settle(shelf)
    backlog.settle(shelf)
    assert shelf.asked[2:] == ["erase household"]
    assert shelf.kept == {}


@pytest.mark.parametrize("outage", [False, True])
def test_switched_off_and_left_in_a_log(take: Take, shelf: Shelf, backlog: Backlog, *, outage: bool) -> None:
    """The caller is told, so that it asks again; but who has come back by then is not erased a second time."""
    shelf.put("ann", SET_OUT)
    shelf.leaves, shelf.fails = True, "erase household" if outage else ""
    with pytest.raises(NotErasedError):
        take(on.SwitchedOff())
    shelf.fails = ""
    if outage:
        assert backlog.settle(shelf)
    shelf.put("ann", KNOWN)
    assert backlog.settle(shelf)
    assert shelf.progress("ann") == KNOWN


def test_nothing_to_remember_is_not_kept(take: Take, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """A coach that forgets leaves no row: an empty progress is erased, and of somebody new nothing is written."""
    forgetful = Turn(State(Phase.CLOSED), Reply((Line.of(Key.GOODBYE),)))
    monkeypatch.setattr(turn, "advance", lambda *_: forgetful)
    shelf.put("ann", SET_OUT)
    assert take(on.Agreed()).reply == forgetful.reply
    assert (shelf.asked, shelf.kept) == (["load", "erase"], {})
    take(on.Agreed())
    assert (shelf.asked[2:], shelf.kept) == (["load"], {})


def test_a_text_that_means_nothing_is_forgotten_too(take: Take, shelf: Shelf) -> None:
    """Who asks to be forgotten leaves no row, though nothing of it can be read."""
    shelf.kept["ann"] = Remembered('{"version": 0, "streak": 5}', 3)
    assert take(on.Agreed(), State(Phase.FORGETTING)).reply.say == (Line.of(Key.FORGET_DONE),)
    assert shelf.kept == {}


def test_stopped_in_the_notice_in_an_outage(take: Take, shelf: Shelf, backlog: Backlog) -> None:
    """Who stops the safety notice is one who hasn't heard it, and not one who asks to be forgotten."""
    shelf.put("ann", KNOWN)
    shelf.fails = "load"
    take(on.StopAsked(), Carried(State(Phase.HOME, KNOWN, notice_ms=NOW + 9000), loaded=1))
    shelf.put("ann", SET_OUT)
    shelf.fails = ""
    backlog.settle(shelf)
    assert shelf.progress("ann") == replace(SET_OUT, introduced=False)


def test_forgotten_while_another_session_waits(take: Take, shelf: Shelf, backlog: Backlog) -> None:
    """What waits of somebody, of whatever session, is forgotten with them."""
    backlog.note("ann", "another session", Carried(State(Phase.HOME, SET_OUT), base=KNOWN), "r")
    take(on.Agreed(), State(Phase.FORGETTING, KNOWN))
    backlog.settle(shelf)
    assert shelf.kept == {}


def test_one_that_cannot_be_read_keeps_nobody_waiting(take: Take, shelf: Shelf, backlog: Backlog) -> None:
    """What a later release saved of one listener is left alone; the store is there for all others."""
    shelf.fails = "load"
    for listener in ("old", "ann"):
        take(on.CountStyleChosen(CountStyle.QUIET), State(Phase.HOME, KNOWN), listener)
    shelf.kept["old"] = Remembered('{"version":99}', 1)
    shelf.fails = ""
    assert backlog.settle(shelf)
    assert shelf.progress("ann") == replace(KNOWN, preferences=QUIET)


def test_forgotten_while_others_are_saved(take: Take, shelf: Shelf, backlog: Backlog) -> None:
    """Who is forgotten between the others whose turn it is is not saved after all."""
    shelf.fails = "load"
    for listener in ("ann", "bob"):
        take(on.CountStyleChosen(CountStyle.QUIET), State(Phase.HOME, KNOWN), listener)
    shelf.fails = ""
    shelf.meanwhile.append(lambda: backlog.forget("bob"))
    backlog.settle(shelf)
    assert [*shelf.kept] == ["ann"]


def test_one_request_reaches_two_servers(take: Take, shelf: Shelf, attempts: list[Attempt]) -> None:
    """What the one couldn't save and the other has is saved; what has been chosen since stays."""
    cut_off = Backlog(attempts.append)
    shelf.put("ann", KNOWN)
    home, quiet = Carried(State(Phase.HOME, KNOWN), loaded=1), on.CountStyleChosen(CountStyle.QUIET)
    shelf.fails = "load"
    take(quiet, home, request="r", server=cut_off)
    shelf.fails = ""
    take(quiet, home, request="r")
    take(on.CountStyleChosen(CountStyle.USUAL))
    cut_off.settle(shelf)
    assert shelf.progress("ann") == KNOWN


def test_what_follows_a_save_that_arrived(take: Take, shelf: Shelf) -> None:
    """What the first turn of an outage did is not counted again where its save had arrived."""
    done = replace(KNOWN, history=History((Practice("torso-lift", 3, NOW),)))
    again = replace(done, history=History((Practice("torso-lift", 4, NOW),)))
    shelf.kept["ann"] = Remembered(Record(KNOWN).after("r", done).text(), 2)
    take(on.CountStyleChosen(CountStyle.QUIET), State(Phase.HOME, done), request="s")
    session = Carried(State(Phase.HOME, again), loaded=1, base=KNOWN, outage=Outage("r", NOW, turns=2))
    assert take(on.HelpAsked(), session).carried.progress.history == again.history


def test_many_sessions_in_one_outage(take: Take, shelf: Shelf, attempts: list[Attempt]) -> None:
    """However many devices there are in a house, and servers that save for them, nothing is done again."""
    shelf.put("ann", KNOWN)
    shelf.fails = "load"
    home, devices = Carried(State(Phase.HOME, KNOWN), loaded=1), [Backlog(attempts.append) for _ in range(6)]
    quiet = [take(on.CountStyleChosen(CountStyle.QUIET), home, server=server).carried for server in devices]
    shelf.fails = ""
    for server in devices:
        server.settle(shelf)
    take(on.CountStyleChosen(CountStyle.USUAL))
    for session in quiet:
        take(on.HelpAsked(), session)
    assert shelf.progress("ann") == KNOWN


def test_the_text_names_no_listener(take: Take, shelf: Shelf) -> None:
    """What is saved under an id doesn't hold it once more."""
    take(on.Launched())
    assert "ann" not in json.dumps(shelf.kept["ann"].progress)
