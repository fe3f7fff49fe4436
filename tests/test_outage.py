"""Two have changed one progress: what becomes of it."""

import pytest

from skill import outage
from skill.carried import Carried
from skill.catalogue.model import Level, Place
from skill.coach.state import Plan, Progress, State, Underway
from skill.frozen import replace
from skill.outage import MOST, Backlog, caught_up
from skill.record import Record
from skill.store import open_store

HOME, GYM = Plan(Level.BEGINNER, routine="home-beginner"), Plan(Level.ADVANCED, routine="gym-advanced")
BASE = Progress(introduced=True, level=Level.BEGINNER, underway=Underway(HOME, 10, touched_ms=100))


def _at(step: int, done: int = 0, *, plan: Plan = HOME, touched_ms: int = 200) -> Underway:
    return Underway(plan, step, done=done, touched_ms=touched_ms)


EMPTIED = Carried(State(progress=Progress()), loaded=7, base=Progress(introduced=True))
CHANGED = replace(BASE, place=Place.GYM)
UNSAVED = Carried(State(progress=CHANGED), loaded=7, base=BASE)
OTHER = replace(BASE, audio_failed=True)


@pytest.mark.parametrize(
    ("session", "stored", "version", "counts"),
    [
        (Carried(State(progress=CHANGED), loaded=7), OTHER, 7, OTHER),
        (Carried(State(progress=CHANGED)), OTHER, 9, OTHER),
        (UNSAVED, BASE, 7, CHANGED),
        (UNSAVED, OTHER, 8, replace(CHANGED, audio_failed=True)),
        (UNSAVED, Progress(), 0, Progress()),
        (Carried(State(progress=CHANGED), base=Progress()), Progress(), 0, CHANGED),
        (Carried(State(progress=CHANGED), loaded=0, base=Progress()), Progress(), 0, CHANGED),
        (EMPTIED, BASE, 8, replace(BASE, introduced=False)),
    ],
)
def test_what_counts(session: Carried, stored: Progress, version: int, counts: Progress) -> None:
    """The store's, unless the session could not save; then both, but for who was erased."""
    assert caught_up(session, Record(stored), version) == counts


def test_a_backlog_is_bounded() -> None:
    """However long an outage lasts, this server's memory holds out; who waits already may go on."""
    backlog, store = Backlog(), open_store("sqlite://")
    for number in range(MOST + 5):
        backlog.note(f"listener {number}", "session", Carried(State(progress=BASE), base=Progress()), "r")
    backlog.note("listener 0", "session", Carried(State(progress=OTHER), base=Progress()), "r")
    backlog.settle(store)
    found = [store.load(f"listener {number}").version > 0 for number in (0, MOST - 1, MOST, MOST + 4)]
    assert found == [True, True, False, False]
    assert '"audio_failed":true' in str(store.load("listener 0").progress)


def test_a_full_backlog_is_told_once_an_outage(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """One line, however many come in vain; another one in the next outage."""
    monkeypatch.setattr(outage, "MOST", 2)
    backlog, store = Backlog(), open_store("sqlite://")
    told = []
    for _ in range(2):
        for listener in ("ann", "bob", "cat", "dan", "ann"):
            backlog.note(listener, "session", Carried(State(progress=BASE), base=Progress()), "r")
        told.append([record.getMessage() for record in caplog.records if "keeps no more" in record.getMessage()])
        backlog.settle(store)
    assert [len(lines) for lines in told] == [1, 2]
    assert "ann" not in told[1][0]


def test_one_that_cannot_be_saved_keeps_nobody_waiting(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A mistake of ours with one session is logged, and that one alone goes on waiting."""
    store, backlog = open_store("sqlite://"), Backlog()
    for listener in ("ann", "bob"):
        backlog.note(listener, "s", Carried(State(progress=Progress(introduced=True)), base=Progress()), "r")
    real = outage.caught_up

    def mistaken(*_: object) -> Progress:
        monkeypatch.setattr(outage, "caught_up", real)
        raise ZeroDivisionError

    monkeypatch.setattr(outage, "caught_up", mistaken)
    backlog.settle(store)
    assert [bool(store.load(listener).version) for listener in ("ann", "bob")] == [False, True]
    assert "please report this" in caplog.text
    backlog.settle(store)
    assert store.load("ann").version
