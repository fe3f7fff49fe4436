"""A routine cut to what somebody has: things, and time. It may be one of the content, or one of their own.

An exercise whose kit is lacking is done in an easier form that needs less, or another takes its place, or it is left
out. For a time that was asked for, sets are added and left out until the whole is within a minute of it, changing the
routine as little as that takes. Everything is computed anew from the routine, so that what changes can change back.
"""

from collections.abc import Iterable, Iterator
from itertools import product

from msgspec import Struct

from skill.catalogue.model import Catalogue, Kit, Level, Place, Routine
from skill.coach.preferences import Talk
from skill.coach.state import Part, Plan, Progress
from skill.coach.workout import asked_s, done_in, dose_of, expand, kit_of
from skill.frozen import replace

NEAR_S = 60
"""How far from the time asked for a workout may be."""

MOST_SETS = 5
"""Of one exercise, however much time there is (house: the doses go to four)."""

LEFT_OUT = 3
"""What leaving out an exercise counts for, in sets: a set more or less is the smaller change."""


Sets = tuple[int, ...]
"""Of each exercise how many; none where it is left out."""

Fewest = tuple[int, Sets]
"""How much is changed, and the sets that come of it."""


class Miss(Struct, frozen=True, order=True):
    """How badly a workout fits what was asked for; less is better, in this order."""

    too_far_s: int
    """Beyond what is near enough."""
    changes: int
    off_s: int


def tailored(plan: Plan, lacks: Iterable[Kit], catalogue: Catalogue) -> Plan:
    """Give a plan with the parts that its routine has for a kit and a time; without either, as the routine stands."""
    if plan.routine is None:
        return plan
    whole = _equipped(plan, frozenset(lacks), catalogue)
    return whole if plan.within_s is None else _fitted(whole, plan.within_s, catalogue)[0]


def lasts_s(plan: Plan, catalogue: Catalogue) -> int:
    """Give how long a workout lasts: the one clock by which any is cut to a time, and any time is announced."""
    return asked_s(expand(plan, catalogue), 0, plan.asking)


def without(plan: Plan, exercise: str, catalogue: Catalogue) -> Plan | None:
    """Give a routine's plan without one exercise; None where nothing else would be left, or there is no routine."""
    if plan.routine is None:
        return None
    parts = tuple(part for part in plan.parts or _written(plan, catalogue) if part.exercise != exercise)
    return replace(plan, parts=parts) if parts else None


def nothing_left(plan: Plan, lacks: Iterable[Kit], catalogue: Catalogue) -> bool:
    """Say whether a tailored plan without some exercises has them all the same, or what can't be done: it is empty."""
    if not plan.left_out:
        return False
    return not _wanted(plan, catalogue) or bool({*kit_of(plan, catalogue)} & {*lacks})


def made_for(plan: Plan, progress: Progress, catalogue: Catalogue) -> Plan:
    """Give a plan for what a listener has, as they want to be coached: what is cut to a time lasts so long at that."""
    wished = _as_wished(plan, tuple(catalogue.exercises), progress)
    return as_wished(tailored(wished, progress.lacks, catalogue), progress, catalogue)


def as_wished(plan: Plan, progress: Progress, catalogue: Catalogue) -> Plan:
    """Give a plan as this listener wants to be coached: how fast, how much alone, and with how much talk."""
    return _as_wished(plan, done_in(plan, catalogue), progress)


def _as_wished(plan: Plan, done: tuple[str, ...], progress: Progress) -> Plan:
    """Give a plan as a listener wants it, of which some exercises are done, or might be."""
    talk, history = progress.preferences.talk, progress.history
    known = {
        Talk.FULL: (),
        Talk.SHORT: done,
        Talk.USUAL: tuple(exercise for exercise in done if history.of(exercise) is not None),
    }[talk]
    wished = progress.preferences
    return replace(plan, pace=wished.pace, asking=wished.asking, known=known, turn=len(history.finished))


def for_time(level: Level, place: Place, within_s: int, lacks: Iterable[Kit], catalogue: Catalogue) -> Plan:
    """Give the workout for a level and a place that comes nearest to a time, changing its routine least."""
    lacking = frozenset(lacks)
    bases = (routine for routine in catalogue.routines.values() if _stretches(routine, level, place))
    plans = [_equipped(Plan(level, routine=base.id, within_s=within_s), lacking, catalogue) for base in bases]
    return min((_fitted(plan, within_s, catalogue) for plan in plans), key=lambda fit: fit[1])[0]


def possible(exercise: str, level: Level, lacks: Iterable[Kit], catalogue: Catalogue) -> Part | None:
    """Give what can be done of an exercise, at a level or easier, or instead of it, without some things."""
    part = Part(exercise, 1, level)
    return next(_others(part, level.and_easier, frozenset(lacks), set(), catalogue), None)


def left_out(plan: Plan, catalogue: Catalogue) -> tuple[str, ...]:
    """Give what the routine has and a plan doesn't, with nothing done instead; nothing where time is what lacks."""
    if plan.routine is None or not plan.parts or plan.within_s is not None:
        return ()
    kept = {part.exercise for part in plan.parts} | {old for _, old in stand_ins(plan, catalogue)}
    return tuple(part.exercise for part in _wanted(plan, catalogue) if part.exercise not in kept)


def stand_ins(plan: Plan, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Give what is done that the routine doesn't have, each with what it is done instead of, where it is."""
    if plan.routine is None or not plan.parts:
        return ()
    wanted = [part.exercise for part in _wanted(plan, catalogue)]
    parts = [part.exercise for part in plan.parts]
    new = [exercise for exercise in parts if exercise not in wanted]
    gone = [exercise for exercise in wanted if exercise not in parts]
    found = ((exercise, _first_for(exercise, gone, catalogue)) for exercise in new)
    return tuple((exercise, old) for exercise, old in found if old is not None)


def _first_for(exercise: str, gone: Iterable[str], catalogue: Catalogue) -> str | None:
    return next((old for old in gone if exercise in catalogue.exercises[old].instead), None)


def _stretches(routine: Routine, level: Level, place: Place) -> bool:
    """Say whether a routine can be cut to a time: a whole one for these, or the quick one for anybody."""
    if routine.default:
        return routine.level is level and place in routine.places
    return routine.level is None and Place.HOME in routine.places


def _wanted(plan: Plan, catalogue: Catalogue) -> tuple[Part, ...]:
    """Give what is to be done if everything is there: the routine's exercises or somebody's own, as long as wanted."""
    doses = {name: catalogue.exercises[name].doses[plan.level] for name in plan.own}
    own = tuple(Part(name, dose.sets, plan.level) for name, dose in doses.items())
    return tuple(part for part in own or _written(plan, catalogue) if part.exercise not in plan.left_out)


def _written(plan: Plan, catalogue: Catalogue) -> tuple[Part, ...]:
    routine = catalogue.routines[plan.routine or ""]
    as_written = routine.level in (None, plan.level)
    return tuple(
        Part(
            item.exercise,
            dose_of(item, routine, plan.level, catalogue.exercises[item.exercise]).sets,
            item.level if as_written else plan.level,
        )
        for item in routine.items
    )


def _equipped(plan: Plan, lacks: frozenset[Kit], catalogue: Catalogue) -> Plan:
    wanted = _wanted(plan, catalogue)
    parts = tuple(_with_kit(plan, wanted, lacks, catalogue)) or wanted
    return replace(plan, parts=() if parts == _written(plan, catalogue) else parts)


def _with_kit(plan: Plan, wanted: tuple[Part, ...], lacks: frozenset[Kit], catalogue: Catalogue) -> Iterator[Part]:
    routine = catalogue.routines[plan.routine or ""]
    lacking = lacks - set(routine.extra_kit)
    taken = {*plan.left_out, *(part.exercise for part in wanted)}
    for part in wanted:
        form = part if routine.level else replace(part, level=plan.level)
        if lacking.isdisjoint(_needs(form, catalogue)):
            yield part
        elif (found := next(_others(form, _forms(routine, form), lacking, taken, catalogue), None)) is not None:
            taken.add(found.exercise)
            yield found


def _needs(part: Part, catalogue: Catalogue) -> tuple[Kit, ...]:
    return catalogue.exercises[part.exercise].kit_at(part.level)


def _others(
    part: Part, levels: Iterable[Level], lacks: frozenset[Kit], taken: set[str], catalogue: Catalogue
) -> Iterator[Part]:
    """Give what can be done instead: the same in an easier form, or what its author names."""
    exercise = catalogue.exercises[part.exercise]
    others = [catalogue.exercises[name] for name in exercise.instead if name not in taken]
    forms = (Part(found.id, part.sets, level) for found, level in product((exercise, *others), levels))
    return (form for form in forms if lacks.isdisjoint(_needs(form, catalogue)))


def _forms(routine: Routine, part: Part) -> tuple[Level, ...]:
    """Give the levels whose form can be done: the own and easier ones; in a routine for any level, the listener's."""
    return part.level.and_easier if routine.level else (part.level,)


def _fitted(plan: Plan, within_s: int, catalogue: Catalogue) -> tuple[Plan, Miss]:
    """Try every length that some sets of every exercise come to, or none, each with the fewest changes."""
    parts = plan.parts or _written(plan, catalogue)
    around_s, costs_s = _lengths_s(plan, parts, catalogue)

    def miss(fit: tuple[int, Fewest]) -> tuple[Miss, Sets]:
        work_s, (changes, sets) = fit
        off_s = abs(around_s + work_s - within_s)
        return Miss(max(0, off_s - NEAR_S), changes, off_s), sets

    fewest = _fewest(parts, costs_s)
    found, best = min(miss(fit) for fit in fewest.items() if any(fit[1][1]))
    kept = tuple(replace(part, sets=count) for part, count in zip(parts, best, strict=True) if count)
    return replace(plan, parts=() if kept == _written(plan, catalogue) else kept), found


def _fewest(parts: tuple[Part, ...], costs_s: list[list[int]]) -> dict[int, Fewest]:
    """Give the fewest changes, and the sets they come to, for every length of work that there can be.

    One exercise after another, since of seven there are a quarter of a million numbers of sets.
    """
    fewest: dict[int, Fewest] = {0: (0, ())}
    for part, cost_s in zip(parts, costs_s, strict=True):
        longer: dict[int, Fewest] = {}
        for (work_s, (changes, sets)), count in product(fewest.items(), range(MOST_SETS + 1)):
            length_s = work_s + cost_s[count]
            found = changes + abs(part.sets - count) + LEFT_OUT * (not count), (*sets, count)
            longer[length_s] = min(longer.get(length_s, found), found)
        fewest = longer
    return fewest


def _lengths_s(plan: Plan, parts: tuple[Part, ...], catalogue: Catalogue) -> tuple[int, list[list[int]]]:
    """Give the seconds around the exercises, and for each exercise those of none, one, two and more sets of it.

    As if each had its questions to itself: in a workout that asks rarely, two may share one.
    """

    def whole_s(*some: Part) -> int:
        return lasts_s(replace(plan, parts=some), catalogue)

    around_s = 2 * whole_s(parts[0]) - whole_s(parts[0], parts[0])
    counts = range(1, MOST_SETS + 1)
    return around_s, [[0, *(whole_s(replace(part, sets=count)) - around_s for count in counts)] for part in parts]
