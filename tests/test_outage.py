"""Two have changed one progress: what becomes of it."""

from dataclasses import replace

import pytest

from skill.catalogue.model import Level, Place
from skill.coach.preferences import CountStyle, Pace, Preferences
from skill.coach.state import Plan, Progress, State, Underway
from skill.outage import MOST, Backlog, _merged, caught_up, merged
from skill.store import open_store

HOME, GYM = Plan(Level.BEGINNER, routine="home-beginner"), Plan(Level.ADVANCED, routine="gym-advanced")
BASE = Progress(introduced=True, level=Level.BEGINNER, underway=Underway(HOME, 10, touched_ms=100))


def _at(step: int, done: int = 0, *, plan: Plan = HOME, touched_ms: int = 200) -> Underway:
    return Underway(plan, step, done=done, touched_ms=touched_ms)


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        ({}, {}, {}),
        ({"place": Place.GYM}, {}, {"place": Place.GYM}),
        ({}, {"place": Place.GYM}, {"place": Place.GYM}),
        ({"place": Place.GYM}, {"place": Place.HOME}, {"place": Place.HOME}),
        ({"audio_failed": True}, {"level": Level.ADVANCED}, {"audio_failed": True, "level": Level.ADVANCED}),
        (
            {"preferences": Preferences(Pace.SLOWER)},
            {"preferences": Preferences(count=CountStyle.QUIET)},
            {"preferences": Preferences(Pace.SLOWER, CountStyle.QUIET)},
        ),
        (
            {"preferences": Preferences(Pace.SLOWER)},
            {"preferences": Preferences(Pace.FASTER)},
            {"preferences": Preferences(Pace.FASTER)},
        ),
    ],
)
def test_settings(mine: dict[str, object], theirs: dict[str, object], together: dict[str, object]) -> None:
    """Each setting is taken from the one who changed it, and where both did from the store."""
    found = merged(BASE, replace(BASE, **mine), replace(BASE, **theirs))  # type: ignore[arg-type]
    assert found == replace(BASE, **together)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        (_at(12), BASE.underway, _at(12)),
        (BASE.underway, _at(12), _at(12)),
        (BASE.underway, None, None),
        (None, BASE.underway, None),
        (_at(12), _at(14), _at(14)),
        (_at(14), _at(12), _at(14)),
        (_at(12, 3), _at(12, 5), _at(12, 5)),
        (_at(12, 5, touched_ms=900), _at(14, touched_ms=300), _at(14, touched_ms=300)),
        (_at(12), None, None),
        (None, _at(12), _at(12)),
        (_at(1, plan=GYM), None, _at(1, plan=GYM)),
        (_at(1, plan=GYM, touched_ms=300), _at(12), _at(1, plan=GYM, touched_ms=300)),
        (_at(1, plan=GYM, touched_ms=150), _at(12), _at(12)),
    ],
)
def test_places(mine: Underway | None, theirs: Underway | None, together: Underway | None) -> None:
    """In one workout the further place counts, of two workouts the one touched last; what's finished stays so."""
    found = merged(BASE, replace(BASE, underway=mine), replace(BASE, underway=theirs))
    assert found == replace(BASE, underway=together)


def test_a_workout_begun_in_the_outage_goes_on() -> None:
    """A session that never saw the store keeps the workout it is in, though an older one of the same routine waits."""
    mine = Progress(introduced=True, underway=_at(3, touched_ms=900))
    assert merged(Progress(), mine, BASE) == replace(BASE, underway=_at(3, touched_ms=900))


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "together"),
    [
        ((1,), (1, 2), (1,), (1, 2)),
        ((1,), (1, 2), (1, 3), (1, 3, 2)),
        ((1,), (1, 2), (1, 2), (1, 2)),
        ((1,), (1, 2), (1, 2, 3), (1, 2, 3)),
        ({"a": 1}, {"a": 2}, {"a": 1, "b": 5}, {"a": 2, "b": 5}),
    ],
)
def test_lists(base: object, mine: object, theirs: object, together: object) -> None:
    """What happened to either has happened, once."""
    assert _merged(base, mine, theirs) == together


FORGOTTEN = State(progress=Progress(), loaded=7, base=BASE)
CHANGED = replace(BASE, place=Place.GYM)
UNSAVED = State(progress=CHANGED, loaded=7, base=BASE)
OTHER = replace(BASE, audio_failed=True)


@pytest.mark.parametrize(
    ("session", "stored", "version", "counts"),
    [
        (State(progress=CHANGED, loaded=7), OTHER, 7, OTHER),
        (State(progress=CHANGED), OTHER, 9, OTHER),
        (UNSAVED, BASE, 7, CHANGED),
        (UNSAVED, OTHER, 8, replace(CHANGED, audio_failed=True)),
        (UNSAVED, Progress(), 0, Progress()),
        (State(progress=CHANGED, base=Progress()), Progress(), 0, CHANGED),
        (State(progress=CHANGED, loaded=0, base=Progress()), Progress(), 0, CHANGED),
        (FORGOTTEN, BASE, 7, Progress()),
        (FORGOTTEN, OTHER, 8, Progress()),
    ],
)
def test_what_counts(session: State, stored: Progress, version: int, counts: Progress) -> None:
    """The store's, unless the session could not save; then both, but for who was erased or asked to be forgotten."""
    assert caught_up(session, stored, version) == counts


def test_a_backlog_is_bounded() -> None:
    """However long an outage lasts, this server's memory holds out; who waits already may go on."""
    backlog, store = Backlog(), open_store("sqlite://")
    for number in range(MOST + 5):
        backlog.note(f"listener {number}", "session", State(progress=BASE, base=Progress()), "r")
    backlog.note("listener 0", "session", State(progress=OTHER, base=Progress()), "r")
    backlog.settle(store)
    found = [store.load(f"listener {number}").version > 0 for number in (0, MOST - 1, MOST, MOST + 4)]
    assert found == [True, True, False, False]
    assert '"audio_failed":true' in str(store.load("listener 0").progress)
