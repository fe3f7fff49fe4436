"""A workout: a routine expanded into steps, cut into blocks that one answer may play."""

from collections.abc import Iterator
from functools import lru_cache

from msgspec import structs

from skill.catalogue.model import HOLD, Catalogue, Counting, Dose, Exercise, Item, Kit, Level, Routine
from skill.coach.preferences import Asking, Pace
from skill.coach.same import Same
from skill.coach.state import Part, Plan
from skill.coach.steps import (
    LEAVING_S,
    SET_UP_S,
    SHORT_SET_UP_S,
    Closing,
    CountIn,
    GetReady,
    Move,
    Opening,
    Rest,
    SetUp,
    Step,
    WorkSet,
)
from skill.frozen import replace

RAMP_REPS = 6
RAMP_REST_S = 60
"""A lighter set before the first loaded lift (house)."""

BLOCK_S = 228
"""The longest block: one answer may play four minutes (see `alexa.limits`), and its question needs some of them."""

SET_S = BLOCK_S - 48
"""The longest set: before it come a set-up talk, the time to get ready and the count-in, at the slower pace (house)."""

ALONE_S = 10
"""Opening and closing of one exercise done alone, as for a routine added to a workout."""

ANSWER_S = 8
"""What a question at the end of a block and its answer take, and the name of what comes (house).

With it a workout that was played through took within a minute what had been announced, whoever answered at once.
"""

OWN_PLACE_S = 10
"""How long getting into place for a hold takes, as for any on the floor (see the get-ready of a plank)."""

OWN_HOLD_END_S = 2
"""How long letting go of a hold takes, as for the reverse plank."""


class DoseInParts(Dose, frozen=True):
    """A dose whose repetitions are those of all its sets together, because no single set can hold them."""


def routine_of(plan: Plan, catalogue: Catalogue) -> Routine | None:
    """Give the routine of a plan: one exercise alone is a routine of one, and a hold of one's own is none.

    Raises KeyError for an unknown id.
    """
    if plan.routine is not None:
        routine = catalogue.routines[plan.routine]
        whole = _with_parts(routine, plan, catalogue) if plan.parts else routine
        return whole if plan.cools_down else replace(whole, cool_down={})
    if plan.exercise is None:
        return None
    exercise = catalogue.exercises[plan.exercise]
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


def _with_parts(routine: Routine, plan: Plan, catalogue: Catalogue) -> Routine:
    """Give a routine with other parts, as it has them; a lighter set that is left out goes to the next weight."""
    own = {(item.exercise, item.level): item for item in routine.items if routine.level in (None, plan.level)}
    unramped = any(item.ramp and item.exercise in plan.left_out for item in own.values())
    first = next((part for part in plan.parts if unramped and _lifts(part, catalogue)), None)
    whole = ((own.get((part.exercise, part.level), Item(part.exercise, part.level)), part) for part in plan.parts)
    items = tuple(replace(item, sets=part.sets, ramp=item.ramp or part is first) for item, part in whole)
    return replace(routine, items=items, level=routine.level and plan.level)


def _lifts(part: Part, catalogue: Catalogue) -> bool:
    return catalogue.exercises[part.exercise].loaded_at(part.level)


def expand(plan: Plan, catalogue: Catalogue) -> tuple[Step, ...]:
    """Give the steps of a workout, in order. Raises KeyError for an unknown routine or exercise."""
    return _expanded(plan, Same(catalogue))


@lru_cache(maxsize=64)
def _expanded(plan: Plan, catalogue: Same[Catalogue]) -> tuple[Step, ...]:
    routine = routine_of(plan, catalogue.it)
    return tuple(_own_hold(plan) if routine is None else _steps(routine, plan, catalogue.it))


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


def done_in(plan: Plan, catalogue: Catalogue) -> tuple[str, ...]:
    """Give the exercises of a workout, in order; none of a hold of one's own."""
    routine = routine_of(plan, catalogue)
    return () if routine is None else tuple(item.exercise for item in routine.items)


def kit_of(plan: Plan, catalogue: Catalogue) -> tuple[Kit, ...]:
    """Give what a workout can't do without, each thing once, in the order of first use."""
    routine = routine_of(plan, catalogue)
    if routine is None:
        return ()
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


def asked_s(steps: tuple[Step, ...], start: int, asking: Asking) -> int:
    """Give how long steps last from a block's start on with the questions in between, for whoever answers at once."""
    blocks, end = 0, start
    while end < len(steps):
        blocks, end = blocks + 1, block_end(steps, end, asking)
    return total_s(steps[start:]) + ANSWER_S * blocks


def block_end(steps: tuple[Step, ...], start: int, asking: Asking = Asking.EACH_EXERCISE) -> int:
    """Give the index after the last step of the block that begins at a step.

    A block ends where the listener wants to be asked, at the end of a set, a rest or a move, and wherever it would
    grow too long; never inside a set.
    """
    end = start + 1
    while end < len(steps) and not _asks(steps, end, start, asking):
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
    return next((place for place in range(index, -1, -1) if isinstance(steps[place], SetUp)), 0)


def next_exercise(steps: tuple[Step, ...], index: int) -> int:
    """Give the next set-up talk after a step, or else the first step after the exercises; the closing has none."""
    later = range(index + 1, len(steps))
    after_all = (place for place in later if isinstance(steps[place], Move | Closing))
    talks = (place for place in later if isinstance(steps[place], SetUp))
    return next(talks, next(after_all, index))


def warm_up_end(steps: tuple[Step, ...]) -> int:
    """Give the index of the first step that belongs to an exercise or a hold."""
    return next((index for index, step in enumerate(steps) if isinstance(step, SetUp | CountIn)), 0)


def cool_down_start(steps: tuple[Step, ...]) -> int | None:
    """Give the index of the first move after the exercises; None where there is none."""
    return next((index for index in range(warm_up_end(steps), len(steps)) if isinstance(steps[index], Move)), None)


def counted(dose: Dose, exercise: Exercise, amount: int | None) -> Dose:
    """Give a dose of as many repetitions, or seconds of one hold, as were asked for; None changes nothing.

    Repetitions that one answer can't play at the slowest pace are done in several sets, each with its rest, so that a
    change of pace on the way changes nothing but the tempo.
    """
    if amount is None:
        return dose
    if exercise.counting is Counting.HOLD:
        return replace(dose, sets=1, tempo={**dose.tempo, HOLD: amount})
    whole_s = amount * Pace.SLOWER.dose(dose, loaded=exercise.loaded).rep_s
    if whole_s <= SET_S:
        return replace(dose, sets=1, reps=amount)
    sets = -(-whole_s // min(SET_S, BLOCK_S - dose.rest_s))
    return DoseInParts(*structs.astuple(replace(dose, sets=sets, reps=amount)))


def _steps(routine: Routine, plan: Plan, catalogue: Catalogue) -> Iterator[Step]:
    pace = plan.pace
    yield Opening(pace.talk_s(routine.opening_s), bool(routine.warm_up))
    yield from (Move(name, seconds) for name, seconds in routine.warm_up.items())
    before: Exercise | None = None
    for item in routine.items:
        exercise = catalogue.exercises[item.exercise].at(_form_of(item, routine, plan))
        yield from _exercise(item, routine, plan, exercise, before)
        before = exercise
    yield from (Move(name, seconds) for name, seconds in routine.cool_down.items())
    yield Closing(pace.talk_s(routine.closing_s), None if routine.cool_down else before, tip=plan.amount is None)


def _exercise(item: Item, routine: Routine, plan: Plan, exercise: Exercise, before: Exercise | None) -> Iterator[Step]:
    pace = plan.pace
    asked = counted(dose_of(item, routine, plan.level, exercise), exercise, plan.amount)
    dose = pace.dose(eased(asked) if exercise.id in plan.eased else asked, loaded=exercise.loaded)
    yield _set_up(exercise, dose, plan, before)
    yield GetReady(exercise, dose, _form_of(item, routine, plan), pace.talk_s(dose.get_ready_s), _ramps(item, plan))
    for number in range(0 if _ramps(item, plan) else 1, dose.sets + 1):
        yield CountIn(exercise, number, dose.sets)
        yield WorkSet(exercise, _of_set(dose, number), number)
        if number < dose.sets:
            yield Rest(exercise, dose.rest_s if number else RAMP_REST_S, number)


def _form_of(item: Item, routine: Routine, plan: Plan) -> Level:
    """Give the level whose form is done: what is eased is done as a beginner does it."""
    return Level.BEGINNER if item.exercise in plan.eased else level_of(item, routine, plan.level)


def _set_up(exercise: Exercise, dose: Dose, plan: Plan, before: Exercise | None) -> SetUp:
    known = exercise.id in plan.known
    length_s = plan.pace.talk_s(SHORT_SET_UP_S if known else SET_UP_S)
    leaving_s = plan.pace.talk_s(LEAVING_S) if before and plan.asking is Asking.RARELY else 0
    cue = plan.turn % len(exercise.cues) if known else None
    return SetUp(exercise, dose, length_s + leaving_s, before, cue=cue, leaving_s=leaving_s)


def eased(dose: Dose) -> Dose:
    """Give half as many repetitions, or half as long a hold, rounded up."""
    if HOLD in dose.tempo and dose.reps == 1:
        return replace(dose, tempo={**dose.tempo, HOLD: -(-dose.tempo[HOLD] // 2)})
    return replace(dose, reps=-(-dose.reps // 2))


def _of_set(dose: Dose, number: int) -> Dose:
    """Give what is done in one set: all sets alike, unless more was asked for than one can hold."""
    if number == 0:
        return replace(dose, reps=RAMP_REPS)
    if not isinstance(dose, DoseInParts):
        return dose
    each, more = divmod(dose.reps, dose.sets)
    return replace(dose, reps=each + (number <= more))


def _ramps(item: Item, plan: Plan) -> bool:
    return item.ramp and plan.amount is None


def _own_hold(plan: Plan) -> Iterator[Step]:
    """Give the steps of a hold that is none of ours: nothing is known of it but its seconds."""
    dose = Dose(
        sets=1,
        reps=1,
        tempo={HOLD: plan.amount or 1, "lower": OWN_HOLD_END_S},
        rest_s=0,
        get_ready_s=0,
        reserve=0,
        per_week="",
        form="",
        basis="house",
    )
    place_s = plan.pace.talk_s(OWN_PLACE_S)
    yield Opening(plan.pace.talk_s(ALONE_S) + place_s, warm_up=False, place_s=place_s)
    yield CountIn(None, 1, 1)
    yield WorkSet(None, dose, 1)
    yield Closing(plan.pace.talk_s(ALONE_S), None, tip=False)


def _asks(steps: tuple[Step, ...], index: int, start: int, asking: Asking) -> bool:
    match asking:
        case Asking.RARELY:
            return _leaves_untold(steps, index)
        case Asking.EACH_SET:
            return isinstance(steps[index], CountIn) or _changes_place(steps, index, start)
        case Asking.EACH_EXERCISE:
            return _changes_place(steps, index, start)


def _changes_place(steps: tuple[Step, ...], index: int, start: int) -> bool:
    before, after = steps[index - 1], steps[index]
    if isinstance(before, Opening) and index - 1 == start:
        return False
    return isinstance(after, SetUp) or (isinstance(after, Move) and isinstance(before, WorkSet))


def _leaves_untold(steps: tuple[Step, ...], index: int) -> bool:
    """Say whether somebody who gets there comes out of an exercise, and only a question can tell how."""
    after = steps[index]
    return isinstance(steps[index - 1], WorkSet) and (
        isinstance(after, Move) or (isinstance(after, SetUp) and not after.leaving_s)
    )


def _last_cut(steps: tuple[Step, ...], start: int, end: int) -> int:
    """Give the last place before an end where a block can be cut.

    That is after a rest, a move or an exercise's last set; where there is none, before a first set, once somebody is in
    place for it; and last of all after a set, whose rest the next block then begins with.
    """
    places = range(start + 1, end)
    cuts = [index for index in places if _is_cut(steps, index)]
    ready = [index for index in places if isinstance(steps[index - 1], GetReady)]
    return (cuts or ready or [index for index in places if isinstance(steps[index - 1], WorkSet)] or [start + 1])[-1]


def _is_cut(steps: tuple[Step, ...], index: int) -> bool:
    before, after = steps[index - 1], steps[index]
    if isinstance(after, Closing):
        return False
    return isinstance(before, Rest | Move) or (isinstance(before, WorkSet) and isinstance(after, SetUp | Move))
