"""One step up or down, as what is offered next; it is taken on a yes only.

Up after two easy ones running ("two extra, twice"). Down after one that was too hard, and after three weeks away.
"""

from skill.catalogue.model import Catalogue, Level
from skill.coach.ratings import KEPT_RATINGS, Rated, Rating
from skill.coach.state import Progress
from skill.frozen import replace

EASY_RUNNING = 2
"""Easy ones in a row before more is offered, as in the 2-for-2 rule of strength training."""

AWAY_MS = 21 * 24 * 60 * 60 * 1000
"""After so long without a finished workout less is offered (house)."""


def change(progress: Progress, now_ms: int, catalogue: Catalogue) -> int:
    """Give how many levels to offer up (1) or down (-1); 0 for none."""
    level = progress.usual_level
    latest = sorted(progress.ratings, key=lambda rated: rated.ended_ms)[-EASY_RUNNING:]
    if _away(progress, level, now_ms, catalogue) or _all(latest[-1:], level, Rating.TOO_HARD):
        return -1
    return int(len(latest) == EASY_RUNNING and _all(latest, level, Rating.EASY))


def rated(progress: Progress, rating: Rating) -> Progress:
    """Give the progress once its last finished workout is rated; without one, nothing is."""
    if not progress.history.finished or progress.level is None:
        return progress
    one = Rated(progress.history.finished[-1].ended_ms, progress.level, rating)
    others = (each for each in progress.ratings if each.ended_ms != one.ended_ms)
    return replace(progress, ratings=(*others, one)[-KEPT_RATINGS:])


def _all(latest: list[Rated], level: Level, rating: Rating) -> bool:
    return bool(latest) and all((each.level, each.rating) == (level, rating) for each in latest)


def _away(progress: Progress, level: Level, now_ms: int, catalogue: Catalogue) -> bool:
    """Say whether somebody was away, and has not begun one level lower since: that is one step, and enough."""
    if not progress.history.finished:
        return False
    last = progress.history.finished[-1]
    routine = catalogue.routines.get(last.routine or "")
    before = (routine and routine.level) or level
    return now_ms - last.ended_ms > AWAY_MS and level.rank >= before.rank
