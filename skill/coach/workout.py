"""A workout: a routine expanded into steps, cut into blocks that one answer may play."""

from collections.abc import Iterator
from dataclasses import replace

from skill.catalogue.model import Catalogue, Dose, Exercise, Item, Kit, Level, Routine
from skill.coach.state import Plan
from skill.coach.steps import Closing, CountIn, GetReady, Move, Opening, Rest, SetUp, Step, WorkSet

RAMP_REPS = 6
RAMP_REST_S = 60
"""A lighter set before the first loaded lift (house)."""

BLOCK_S = 228
"""The longest block: one answer may play four minutes (see `alexa.limits`), and its question needs some of them."""

ALONE_S = 10
"""Opening and closing of one exercise done alone, as for a routine added to a workout."""


def routine_of(plan: Plan, catalogue: Catalogue) -> Routine:
    """Give the routine of a plan; one exercise alone is a routine of one. Raises KeyError for an unknown id."""
    if plan.routine is not None:
        return catalogue.routines[plan.routine]
    exercise = catalogue.exercises[plan.exercise or ""]
    return Routine(
        id=exercise.id,
        name=exercise.name,
        synonyms=(),
        level=plan.level,
        places=exercise.places,
        opening_s=ALONE_S,
        warm_up={},
        items=(Item(exercise.id, plan.level),),
        cool_down={},
        closing_s=ALONE_S,
    )


def expand(plan: Plan, catalogue: Catalogue) -> tuple[Step, ...]:
    """Give the steps of a workout, in order. Raises KeyError for an unknown routine or exercise."""
    return tuple(_steps(routine_of(plan, catalogue), plan.level, catalogue))


def level_of(item: Item, routine: Routine, level: Level) -> Level:
    """Give the level at which an item is done: its own in its own routine, else the one that was asked for."""
    return item.level if routine.level is level else level


def dose_of(item: Item, routine: Routine, level: Level, exercise: Exercise) -> Dose:
    """Give how much is done of an exercise.

    A routine for any level keeps its seconds and only takes the form of the level asked for; a routine of one
    level, asked for at another, takes the other level's whole dose.
    """
    if routine.level not in (None, level):
        return exercise.doses[level]
    dose = exercise.doses[item.level]
    return replace(
        dose,
        sets=item.sets or dose.sets,
        rest_s=item.rest_s or dose.rest_s,
        get_ready_s=item.get_ready_s or dose.get_ready_s,
    )


def kit_of(plan: Plan, catalogue: Catalogue) -> tuple[Kit, ...]:
    """Give what a workout can't do without, each thing once, in the order of first use."""
    routine = routine_of(plan, catalogue)
    things = [
        thing
        for item in routine.items
        for thing in catalogue.exercises[item.exercise].kit_at(level_of(item, routine, plan.level))
        if thing not in routine.extra_kit
    ]
    return tuple(dict.fromkeys(things))


def total_s(steps: tuple[Step, ...]) -> int:
    """Give the seconds of steps played one after another, without the waiting between blocks."""
    return sum(step.length_s for step in steps)


def block_end(steps: tuple[Step, ...], start: int) -> int:
    """Give the index after the last step of the block that begins at a step.

    A block ends before every set-up talk and before the cool-down, where a person changes position, and wherever
    it would grow too long; never inside a set, and after a set only where the exercise is over.
    """
    end = start + 1
    while end < len(steps) and not _changes_place(steps, end, start):
        end += 1
    while end > start + 1 and total_s(steps[start:end]) > BLOCK_S:
        end = _last_cut(steps, start, end)
    return end


def step_at(steps: tuple[Step, ...], start: int, elapsed_ms: int) -> int:
    """Give the step that sounds a time after a block began at ``start``; len(steps) when the workout is over."""
    index, left_ms = start, elapsed_ms
    while index < len(steps) and left_ms >= steps[index].length_s * 1000:
        left_ms -= steps[index].length_s * 1000
        index += 1
    return index


def exercise_start(steps: tuple[Step, ...], index: int) -> int:
    """Give the set-up talk of the exercise that a step belongs to; the step itself where it belongs to none."""
    if isinstance(steps[index], Opening | Move | Closing):
        return index
    return next(place for place in range(index, -1, -1) if isinstance(steps[place], SetUp))


def next_exercise(steps: tuple[Step, ...], index: int) -> int:
    """Give the next set-up talk after a step, or else the first step after the exercises."""
    later = range(index + 1, len(steps))
    talks = (place for place in later if isinstance(steps[place], SetUp))
    return next(talks, next(place for place in later if isinstance(steps[place], Move | Closing)))


def _steps(routine: Routine, level: Level, catalogue: Catalogue) -> Iterator[Step]:
    yield Opening(routine.opening_s, bool(routine.warm_up))
    yield from (Move(name, seconds) for name, seconds in routine.warm_up.items())
    for item in routine.items:
        yield from _exercise(item, routine, level, catalogue.exercises[item.exercise])
    yield from (Move(name, seconds) for name, seconds in routine.cool_down.items())
    last = catalogue.exercises[routine.items[-1].exercise]
    yield Closing(routine.closing_s, None if routine.cool_down else last)


def _exercise(item: Item, routine: Routine, level: Level, exercise: Exercise) -> Iterator[Step]:
    dose = dose_of(item, routine, level, exercise)
    yield SetUp(exercise, dose)
    yield GetReady(exercise, level_of(item, routine, level), dose.get_ready_s, item.ramp)
    for number in range(0 if item.ramp else 1, dose.sets + 1):
        yield CountIn(exercise, number, dose.sets)
        yield WorkSet(exercise, dose if number else replace(dose, reps=RAMP_REPS), number)
        if number < dose.sets:
            yield Rest(exercise, dose.rest_s if number else RAMP_REST_S, number)


def _changes_place(steps: tuple[Step, ...], index: int, start: int) -> bool:
    before, after = steps[index - 1], steps[index]
    if isinstance(before, Opening) and index - 1 == start:
        return False
    return isinstance(after, SetUp) or (isinstance(after, Move) and isinstance(before, WorkSet))


def _last_cut(steps: tuple[Step, ...], start: int, end: int) -> int:
    cuts = [index for index in range(start + 1, end) if isinstance(steps[index - 1], Rest | Move)]
    return cuts[-1] if cuts else start + 1
