"""Two have changed one progress: what becomes of it."""

import pytest

from skill.catalogue.model import Kit, Level, Place
from skill.coach.history import Finished, History, Practice
from skill.coach.preferences import Asking, CountStyle, Pace, Preferences
from skill.coach.ratings import Rated, Rating
from skill.coach.state import Plan, Progress, Underway
from skill.frozen import replace
from skill.merging import merged

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
        (_at(12, touched_ms=900), _at(12, touched_ms=300), _at(12, touched_ms=900)),
        (_at(12, touched_ms=300), _at(12, touched_ms=900), _at(12, touched_ms=900)),
        (_at(12, 5, touched_ms=900), _at(14, touched_ms=300), _at(14, touched_ms=300)),
        (_at(12), None, _at(12)),
        (None, _at(12), _at(12)),
        (_at(1, plan=GYM), None, _at(1, plan=GYM)),
        (_at(1, plan=GYM, touched_ms=300), _at(12), _at(1, plan=GYM, touched_ms=300)),
        (_at(1, plan=GYM, touched_ms=150), _at(12), _at(12)),
    ],
)
def test_places(mine: Underway | None, theirs: Underway | None, together: Underway | None) -> None:
    """In one workout the further place counts, of two the one touched last; "no" ends none that goes on elsewhere."""
    found = merged(BASE, replace(BASE, underway=mine), replace(BASE, underway=theirs))
    assert found == replace(BASE, underway=together)


def test_a_workout_begun_in_the_outage_goes_on() -> None:
    """A session that never saw the store keeps the workout it is in, though an older one of the same routine waits."""
    mine = Progress(introduced=True, underway=_at(3, touched_ms=900))
    assert merged(Progress(), mine, BASE) == replace(BASE, underway=_at(3, touched_ms=900))


BALL, BELL, BENCH = list(Kit)[:3]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "together"),
    [
        ((), (BALL,), (BELL,), (BELL, BALL)),
        ((BALL,), (BALL, BELL), (BALL, BENCH), (BALL, BENCH, BELL)),
        ((BALL, BELL), (BALL,), (BALL, BELL, BENCH), (BALL, BENCH)),
        ((BALL,), (BALL, BELL), (BALL, BELL), (BALL, BELL)),
    ],
)
def test_lists(
    base: tuple[Kit, ...], mine: tuple[Kit, ...], theirs: tuple[Kit, ...], together: tuple[Kit, ...]
) -> None:
    """What either has added is there, once, and what either has taken away is not."""
    found = merged(replace(BASE, lacks=base), replace(BASE, lacks=mine), replace(BASE, lacks=theirs))
    assert found == replace(BASE, lacks=together)


def test_a_routine_of_ones_own() -> None:
    """What two devices put into it is all in it, once; what either took out is out."""
    base, mine, theirs = (replace(BASE, own=own) for own in (("a", "b"), ("b", "c", "d"), ("a", "b", "c", "e")))
    assert merged(base, mine, theirs) == replace(BASE, own=("b", "c", "e", "d"))


SLOWER = replace(HOME, pace=Pace.SLOWER, asking=Asking.RARELY)
CHANGED = replace(SLOWER, eased=("lift",), left_out=("plank",), cools_down=False, known=("lift",))
"""The same workout, once "slower", "keep going", "easier" and "leave it out" have been said."""
SETTLED = replace(BASE, underway=None)
OLD = Finished(10, 3, routine="home-beginner")
MINE, THEIRS = Finished(200, 4, routine="gym-advanced"), Finished(300, 5, exercise="torso-lift")


def _history(*finished: Finished, **times: int) -> History:
    return History(tuple(Practice(name, count, 100 * count) for name, count in times.items()), finished)


def test_two_workouts_have_both_been_done() -> None:
    """Different workouts on two devices: each exercise counts as often as both, and both are among the finished."""
    base = Progress(introduced=True, history=_history(OLD, lift=1, plank=2))
    mine = replace(base, history=_history(OLD, MINE, lift=2, plank=2, roll=1))
    theirs = replace(base, history=_history(OLD, THEIRS, lift=3, plank=2, bridge=1))
    assert merged(base, mine, theirs) == replace(
        base,
        history=History(
            (Practice("lift", 4, 300), Practice("plank", 2, 200), Practice("bridge", 1, 100), Practice("roll", 1, 100)),
            (OLD, MINE, THEIRS),
        ),
    )


@pytest.mark.parametrize(
    ("mine", "theirs", "who"),
    [
        (_at(20), _at(30), "theirs"),
        (_at(30), _at(20), "mine"),
        (_at(30, plan=CHANGED), _at(20), "mine"),
        (_at(20, plan=CHANGED), _at(30), "theirs"),
        (None, _at(30), "mine"),
        (_at(30), None, "theirs"),
        (None, None, "theirs"),
    ],
)
def test_one_workout_is_done_once(mine: Underway | None, theirs: Underway | None, who: str) -> None:
    """The same workout on two devices: what was done there by the one who got further is what was done."""
    base = replace(BASE, history=_history(OLD, lift=1))
    ended = {
        name: () if at else (Finished(time, 3, routine="home-beginner"),)
        for name, at, time in (("mine", mine, 200), ("theirs", theirs, 300))
    }
    each = {
        "mine": replace(base, underway=mine, history=_history(OLD, *ended["mine"], lift=2)),
        "theirs": replace(base, underway=theirs, history=_history(OLD, *ended["theirs"], lift=3)),
    }
    assert merged(base, each["mine"], each["theirs"]) == each[who]


def test_another_workout_ends_on_the_other_device() -> None:
    """Who lets a workout go on one device, and does another there, keeps what the other one did of the first."""
    base = replace(BASE, history=_history(OLD, lift=1))
    mine = replace(base, underway=_at(20), history=_history(OLD, lift=2))
    theirs = replace(base, underway=None, history=_history(OLD, THEIRS, lift=1, roll=1))
    assert merged(base, mine, theirs) == replace(base, underway=_at(20), history=_history(OLD, THEIRS, lift=2, roll=1))


def test_the_same_workout_is_done_and_begun_again() -> None:
    """What one device has finished is not lost to the other, that got further in it than the one is by now."""
    base = replace(BASE, history=_history(OLD, lift=1))
    again = Finished(200, 3, routine="home-beginner")
    mine = replace(base, underway=_at(5), history=_history(OLD, again, lift=2))
    theirs = replace(base, underway=_at(30), history=_history(OLD, lift=2))
    assert merged(base, mine, theirs).history.finished == (OLD, again)


def test_no_more_is_kept_than_of_one_device() -> None:
    """The privacy page says how many workouts and ratings: the latest, in their order."""

    def ended(*times: int) -> Progress:
        history = History((), tuple(Finished(time, 3, routine="home-beginner") for time in times))
        return replace(
            SETTLED, history=history, ratings=tuple(Rated(time, Level.BEGINNER, Rating.EASY) for time in times)
        )

    found = merged(SETTLED, ended(*range(1, 40, 2)), ended(*range(2, 40, 2)))
    kept = [*range(10, 40)]
    assert [each.ended_ms for each in found.history.finished] == [each.ended_ms for each in found.ratings] == kept


def test_three_kinds_of_workout() -> None:
    """A routine was left, an exercise was done alone in the outage, another routine elsewhere: one of them goes on."""
    alone = _at(2, plan=Plan(Level.BEGINNER, exercise="torso-lift"), touched_ms=300)
    mine, theirs = replace(BASE, underway=alone), replace(BASE, underway=_at(5, plan=GYM))
    assert merged(BASE, mine, theirs).underway == alone
