"""A routine of somebody's own: the exercises they named, put in order, with what a routine of ours has around them."""

from skill.catalogue.model import DOWN, Catalogue, Exercise, Level, Posture, Routine
from skill.coach.answers import Moment
from skill.coach.state import Plan, Progress
from skill.coach.tailoring import made_for
from skill.coach.workout import expand, total_s
from skill.frozen import replace

PLACES = tuple(DOWN)
"""In the order of our own routines: whoever has got down to the floor stays there, to the cool-down."""

HINGES = 2
"""Of what is done standing, so many are enough for one session (house: all of it loads the lower back)."""

NOT_ON_ONE_DAY = frozenset({"good-morning", "romanian-deadlift"})
"""Better on different days below advanced (house)."""


def own_plan(progress: Progress, moment: Moment, level: Level | None = None) -> Plan | None:
    """Give the plan of a listener's own routine, at their level or another, for what they have; None without one."""
    level, known = level or progress.usual_level, moment.catalogue
    exercises = ordered(progress.own, level, known)
    if not exercises:
        return None
    plan = Plan(level, routine=_around(exercises, level, known).id, own=exercises)
    return made_for(plan, progress, known)


def ordered(names: tuple[str, ...], level: Level, catalogue: Catalogue) -> tuple[str, ...]:
    """Put exercises in the order in which they are done; what the content doesn't have is left out.

    As in our own routines: a beginner begins with the lightest, as the article does, and stands up from the floor
    once; with a weight in it, and above, the heaviest comes first and the floor last.
    """
    known = [found for name, found in catalogue.exercises.items() if name in names]
    lightest_first = level is Level.BEGINNER and not any(exercise.loaded_at(level) for exercise in known)
    return tuple(exercise.id for exercise in sorted(known, key=lambda one: _place(one, lightest_first=lightest_first)))


def too_long(plan: Plan, catalogue: Catalogue) -> bool:
    """Say whether a plan takes longer than any routine of ours for its level."""
    ours = [Plan(plan.level, routine=one.id) for one in whole_at(plan.level, catalogue)]
    return total_s(expand(plan, catalogue)) > max(total_s(expand(one, catalogue)) for one in ours)


def too_many_hinges(plan: Plan, catalogue: Catalogue) -> bool:
    """Say whether more is done standing than is good on one day."""
    return sum(catalogue.exercises[name].position is Posture.STANDING for name in plan.own) > HINGES


def on_different_days(plan: Plan) -> bool:
    """Say whether two are done that are better on different days."""
    return plan.level is not Level.ADVANCED and set(plan.own) >= NOT_ON_ONE_DAY


def whole_at(level: Level, catalogue: Catalogue) -> list[Routine]:
    """Give the routines for a level that are whole workouts, from the warm-up to the cool-down; the check wants one."""
    return [one for one in catalogue.routines.values() if one.level is level and one.warm_up and one.cool_down]


def _place(exercise: Exercise, *, lightest_first: bool) -> tuple[int, int]:
    return (exercise.rank, 0) if lightest_first else (PLACES.index(exercise.position), -exercise.rank)


def _around(exercises: tuple[str, ...], level: Level, catalogue: Catalogue) -> Routine:
    """Choose the routine whose warm-up and lighter first set fit: it begins with the same weight, or with none."""
    first = _first_loaded(exercises, level, catalogue)

    def unlike(routine: Routine) -> tuple[bool, bool, bool]:
        its = _first_loaded(tuple(item.exercise for item in routine.items), level, catalogue)
        return its != first, (its is None) != (first is None), not routine.default

    return min(whole_at(level, catalogue), key=unlike)


def _first_loaded(exercises: tuple[str, ...], level: Level, catalogue: Catalogue) -> str | None:
    return next((name for name in exercises if catalogue.exercises[name].loaded_at(level)), None)


def with_added(progress: Progress, exercises: tuple[str, ...]) -> Progress:
    """Put some more in."""
    return replace(progress, own=(*progress.own, *exercises))


def with_removed(progress: Progress, exercises: tuple[str, ...]) -> Progress:
    """Take some out."""
    return replace(progress, own=tuple(name for name in progress.own if name not in exercises))
