"""Two have changed one progress, each without knowing of the other: what both have done, put together.

Everything here is given three times: the base that both began from, mine, which could not be saved, and theirs, which
is stored. What only one has changed is that one's; where both have changed the same, what is stored stays.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, structs

from skill.coach.history import NOTHING_DONE, History, Practice
from skill.coach.state import Progress, Underway
from skill.frozen import replace


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
    elif _one_workout(base.underway, mine.underway, theirs.underway):
        underway, history = done[1] if _further(mine.underway, theirs.underway) else done[2]
    else:
        underway = _later(base.underway, mine.underway, theirs.underway)
        history = _both(base.history, mine.history, theirs.history)
    return replace(together, underway=underway, history=history)


def _merged(base: Any, mine: Any, theirs: Any) -> Any:  # noqa: ANN401 - any field of a progress
    """Put fields together one by one: settings by name, and of a tuple what was added and taken away."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if isinstance(base, tuple):
        kept = (entry for entry in theirs if entry in mine or entry not in base)
        return (*kept, *(entry for entry in mine if entry not in base and entry not in theirs))
    if isinstance(base, Mapping):
        return {name: _merged(base.get(name), mine.get(name), theirs.get(name)) for name in theirs | mine}
    if isinstance(theirs, Struct) and type(base) is type(mine) is type(theirs):
        found = {name: [getattr(each, name) for each in (base, mine, theirs)] for name in theirs.__struct_fields__}
        return structs.replace(theirs, **{name: _merged(*each) for name, each in found.items()})
    return theirs


def _one_workout(base: Underway | None, mine: Underway | None, theirs: Underway | None) -> bool:
    """Tell whether both went on with the same workout, to its end or not."""
    return base is not None and all(each is None or each.plan == base.plan for each in (mine, theirs))


def _further(mine: Underway | None, theirs: Underway | None) -> bool:
    """Tell whether mine is the further place in one workout, or the same and touched later; no place is its end."""
    if mine is None or theirs is None:
        return mine is None and theirs is not None
    return (mine.step, mine.done, mine.touched_ms) > (theirs.step, theirs.done, theirs.touched_ms)


def _later(base: Underway | None, mine: Underway | None, theirs: Underway | None) -> Underway | None:
    """Choose between two workouts: the one that was touched last; one that has ended is none."""
    going = [each for each in (theirs, mine) if each is not None and each != base]
    return max(going, key=lambda place: place.touched_ms, default=None)


def _both(base: History, mine: History, theirs: History) -> History:
    """Put together what was done in two workouts: every exercise as often as both together."""
    together: History = _merged(base, mine, theirs)
    names = dict.fromkeys(each.exercise for each in (*theirs.practice, *mine.practice))
    practice = (_practised(base.of(name), mine.of(name), theirs.of(name)) for name in names)
    finished = sorted(together.finished, key=lambda workout: workout.ended_ms)
    return replace(together, practice=tuple(filter(None, practice)), finished=tuple(finished))


def _practised(base: Practice | None, mine: Practice | None, theirs: Practice | None) -> Practice | None:
    if mine is None or theirs is None or mine in (base, theirs):
        return theirs or mine
    times = theirs.times + mine.times - (base.times if base else 0)
    return Practice(mine.exercise, times, max(mine.last_ms, theirs.last_ms))
