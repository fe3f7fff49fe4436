"""Two have changed one progress, each without knowing of the other: what both have done, put together.

Everything here is given three times: the base that both began from, mine, which could not be saved, and theirs, which
is stored. What only one has changed is that one's; where both have changed the same, what is stored stays.
"""

from typing import Any, TypeVar

from msgspec import Struct, structs

from skill.coach.history import KEPT_WORKOUTS, NOTHING_DONE, Finished, History, Practice
from skill.coach.preferences import Asking, Pace
from skill.coach.ratings import KEPT_RATINGS, Rated
from skill.coach.state import Plan, Progress, Underway
from skill.frozen import replace

Ended = TypeVar("Ended", Finished, Rated)


def merged(base: Progress, mine: Progress, theirs: Progress) -> Progress:
    """Put two together.

    A place is never put together from two, since nobody would have been there. In one workout on two devices the
    further place counts, and what was done on the way there; two workouts have both been done.
    """
    # Of a workout and what was done in it there is a choice below: a plan made of two would be none.
    settings = [replace(each, underway=None, history=NOTHING_DONE) for each in (base, mine, theirs)]
    together: Progress = _merged(*settings)
    done = [(each.underway, each.history) for each in (base, mine, theirs)]
    if done[1] == done[0]:
        underway, history = done[2]
    elif done[2] == done[0]:
        underway, history = done[1]
    elif _one_workout(base, mine, theirs):
        underway, history = done[1] if _reached(mine, base) > _reached(theirs, base) else done[2]
    else:
        underway = _later(base.underway, mine.underway, theirs.underway)
        history = _both(base.history, mine.history, theirs.history)
    ratings = _latest(together.ratings, KEPT_RATINGS)
    return replace(together, underway=underway, history=history, ratings=ratings)


def _merged(base: Any, mine: Any, theirs: Any) -> Any:  # noqa: ANN401 - any field of a progress
    """Put fields together one by one: settings by name, and of a tuple what was added and taken away."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if isinstance(base, tuple):
        kept = (entry for entry in theirs if entry in mine or entry not in base)
        return (*kept, *(entry for entry in mine if entry not in base and entry not in theirs))
    if isinstance(theirs, Struct) and type(base) is type(mine) is type(theirs):
        found = {name: [getattr(each, name) for each in (base, mine, theirs)] for name in theirs.__struct_fields__}
        return structs.replace(theirs, **{name: _merged(*each) for name, each in found.items()})
    return theirs


def _one_workout(base: Progress, mine: Progress, theirs: Progress) -> bool:
    """Tell whether both went on with the same workout, to its end or not, and with no other after it."""
    begun = base.underway
    return begun is not None and all(_of(begun.plan, each, base) for each in (mine, theirs))


def _of(plan: Plan, each: Progress, base: Progress) -> bool:
    """Tell whether what has been done since is of one workout alone."""
    if each.underway is not None and _begun(each.underway.plan) != _begun(plan):
        return False
    done = (plan.routine, plan.exercise, bool(plan.own))
    ended = [one for one in each.history.finished if one not in base.history.finished]
    return len(ended) <= (each.underway is None) and all((one.routine, one.exercise, one.own) == done for one in ended)


def _begun(plan: Plan) -> Plan:
    """Give a plan without what can be changed once it has begun: "slower", "easier", "leave it out"."""
    usual = replace(plan, pace=Pace.USUAL, asking=Asking.EACH_EXERCISE)
    return replace(usual, parts=(), known=(), eased=(), left_out=(), cools_down=True)


def _reached(each: Progress, base: Progress) -> tuple[int, ...]:
    """Tell how far somebody got in a workout: its end is furthest, and who has let it go got nowhere."""
    if each.underway is not None:
        return 1, each.underway.step, each.underway.done, each.underway.touched_ms
    return (2,) if each.history.finished != base.history.finished else (0,)


def _later(base: Underway | None, mine: Underway | None, theirs: Underway | None) -> Underway | None:
    """Choose between two workouts: the one that was touched last; one that has ended is none."""
    going = [each for each in (theirs, mine) if each is not None and each != base]
    return max(going, key=lambda place: place.touched_ms, default=None)


def _both(base: History, mine: History, theirs: History) -> History:
    """Put together what was done in two workouts: every exercise as often as both together."""
    together: History = _merged(base, mine, theirs)
    names = dict.fromkeys(each.exercise for each in (*theirs.practice, *mine.practice))
    practice = (_practised(base.of(name), mine.of(name), theirs.of(name)) for name in names)
    finished = _latest(together.finished, KEPT_WORKOUTS)
    return replace(together, practice=tuple(filter(None, practice)), finished=finished)


def _latest(entries: tuple[Ended, ...], kept: int) -> tuple[Ended, ...]:
    return tuple(sorted(entries, key=lambda each: each.ended_ms)[-kept:])


def _practised(base: Practice | None, mine: Practice | None, theirs: Practice | None) -> Practice | None:
    if mine is None or theirs is None or mine in (base, theirs):
        return theirs or mine
    times = theirs.times + mine.times - (base.times if base else 0)
    return Practice(mine.exercise, times, max(mine.last_ms, theirs.last_ms))
