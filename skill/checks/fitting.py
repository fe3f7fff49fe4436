"""What does not fit together in a catalogue that loads: ids, numbers, stages. Names are `naming`'s.

Adding a rule is one function from the catalogue to its problems, and its name in ``RULES``.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from itertools import pairwise, product

from skill.catalogue.loader import Unit
from skill.catalogue.model import HOLD, SETTLE, Catalogue, Counting, Dose, Exercise, Level, Place, Routine
from skill.checks.wording import Problem
from skill.coach.own import whole_at
from skill.coach.preferences import Pace
from skill.coach.steps import COUNT_IN_S, SET_UP_S
from skill.coach.workout import BLOCK_S, RAMP_REPS
from skill.frozen import replace
from skill.strict_yaml import Route

BOUNDS: Mapping[str, tuple[int, int]] = {
    "sets": (1, 10),
    "reps": (1, 30),
    "rest_s": (10, BLOCK_S),
    "get_ready_s": (5, 60),
    "reserve": (0, 5),
    "opening_s": (5, 120),
    "closing_s": (5, 120),
}
"""The least and the most of each number: outside, it is a slip of the pen, or a rest that no answer has room for."""

STAGE_S = (1, 120)
MOVE_S = (5, BLOCK_S)
"""Seconds of one stage of a tempo, and of one move: a move must fit one answer."""

FEW = 12
"""Words that are all told to whoever wrote none of them."""

FEWEST = {"points": 1, "faults": 1, "load": 1, "cues": 1, "encouragement": 2}
"""How many of each an exercise has at least: the coach takes turns with them, or has to answer with them."""

_ID = re.compile(r"[a-z]+(?:-[a-z]+)*")

_Complaint = tuple[Route, str]


def catalogue_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Give what does not fit together. Where a file has no problem, its workouts can be expanded."""
    return (problem for rule in RULES for problem in rule(catalogue))


def file_of(folder: str, id_: str) -> str:
    """Give the name that findings use for the file of a unit."""
    return f"content/{folder}/{id_}.yaml"


AT = {Place.HOME: "at home", Place.GYM: "at the gym"}


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word that another was meant to be; where none is near, what to choose from: all, or the likest."""
    names = sorted(known)
    close = get_close_matches(word, names, n=1)
    few = names if len(names) <= FEW else get_close_matches(word, names, n=3, cutoff=0)
    return close[0] if close else f"one of {', '.join(few)}"


def _of_exercises(catalogue: Catalogue) -> Iterator[Problem]:
    for exercise in catalogue.exercises.values():
        for rule in EXERCISE_RULES:
            yield from (Problem(file_of("exercises", exercise.id), *found) for found in rule(exercise))


def _levels(exercise: Exercise) -> Iterator[_Complaint]:
    for level in Level:
        if level not in exercise.doses:
            yield ("doses",), f"there is no dose for the level {level}: add one"


def _enough(exercise: Exercise) -> Iterator[_Complaint]:
    for field, fewest in FEWEST.items():
        if len(getattr(exercise, field)) < fewest:
            yield (field,), f"{field} has {len(getattr(exercise, field))}: write {fewest} at least"


def _dose_bounds(exercise: Exercise) -> Iterator[_Complaint]:
    hold_max_s = exercise.hold_max_s or STAGE_S[1]
    for level, dose in exercise.doses.items():
        for field in ("sets", "reps", "rest_s", "get_ready_s", "reserve"):
            yield from _bound(("doses", level, field), getattr(dose, field), BOUNDS[field])
        for stage, seconds in dose.tempo.items():
            most = hold_max_s if stage == HOLD else STAGE_S[1]
            yield from _bound(("doses", level, "tempo", stage), seconds, (STAGE_S[0], most))


def _bound(route: Route, value: int | None, bounds: tuple[int, int]) -> Iterator[_Complaint]:
    least, most = bounds
    if value is not None and not least <= value <= most:
        yield route, f"{route[-1]} is {value}: write a number from {least} to {most}"


def _set_fits_an_answer(exercise: Exercise) -> Iterator[_Complaint]:
    for level, dose in exercise.doses.items():
        alone_s, with_rest_s = _slowest_s(dose, exercise.at(level)) - BLOCK_S, _usual_s(dose) - BLOCK_S
        if alone_s > 0:
            told = f"a set at the pace {Pace.SLOWER} is {alone_s} s too long to be played in one go: write fewer reps"
            yield ("doses", level, "reps"), f"{told}, or shorter stages"
        elif with_rest_s > 0:
            told = f"a set with its rest is {with_rest_s} s too long to be played in one go: write fewer reps"
            yield ("doses", level, "reps"), f"{told} or less rest"


def _slowest_s(dose: Dose, exercise: Exercise) -> int:
    """Give the seconds of a first set for whoever is slowest, with what leads to it; a rest may be played by itself."""
    pace, reps = Pace.SLOWER, max(dose.reps, RAMP_REPS) if exercise.loaded else dose.reps
    lead_s = pace.talk_s(SET_UP_S) + pace.talk_s(dose.get_ready_s) + COUNT_IN_S
    return lead_s + reps * pace.dose(dose, loaded=exercise.loaded).rep_s


def _usual_s(dose: Dose) -> int:
    """Give the seconds of a first set as most hear it, with its rest, so that they needn't ask for the next one."""
    rest_s = dose.rest_s - COUNT_IN_S if dose.sets > 1 else 0
    return SET_UP_S + dose.get_ready_s + COUNT_IN_S + dose.set_s + rest_s


def _stages(exercise: Exercise) -> Iterator[_Complaint]:
    for level, dose in exercise.doses.items():
        for stage, meant in _misspelt(dose, exercise).items():
            message = f"there is no word for the stage {stage}: write {meant}, or give it one in tempo_words"
            yield ("doses", level, "tempo", stage), message


def _tempo_words(exercise: Exercise) -> Iterator[_Complaint]:
    stages = {level: _meant(dose, exercise) - {SETTLE} for level, dose in exercise.doses.items()}
    for stage in sorted(set[str]().union(*stages.values()) - exercise.tempo_words.keys()):
        levels = " and ".join(level for level in stages if stage in stages[level])
        yield ("tempo_words",), f"there is no word for the stage {stage} of {levels}: add one"
    for stage in exercise.tempo_words:
        levels = " and ".join(level for level in stages if stage not in stages[level])
        if levels:
            yield ("tempo_words", stage), f"{stage} is no stage of {levels}: take the word out, or add the stage"


def _meant(dose: Dose, exercise: Exercise) -> set[str]:
    """Give the stages of a tempo as they were meant, so that what is misspelt is complained of once."""
    misspelt = _misspelt(dose, exercise)
    return {misspelt.get(stage, stage) for stage in dose.tempo}


def _misspelt(dose: Dose, exercise: Exercise) -> dict[str, str]:
    """Give the stages of a tempo that are near to one it lacks and another level has, each with that one."""
    known = {*exercise.tempo_words, SETTLE}
    elsewhere = {stage for other in exercise.doses.values() for stage in other.tempo}
    lacking = sorted(known & elsewhere - dose.tempo.keys())
    close = {stage: get_close_matches(stage, lacking, n=1) for stage in sorted(dose.tempo.keys() - known)}
    return {stage: found[0] for stage, found in close.items() if found}


def _moving(exercise: Exercise) -> Iterator[_Complaint]:
    for level, dose in exercise.doses.items():
        if not dose.tempo.keys() - {SETTLE}:
            yield ("doses", level, "tempo"), "nothing moves in this tempo: write the stages and their seconds"


def _holds(exercise: Exercise) -> Iterator[_Complaint]:
    if exercise.counting is not Counting.HOLD:
        return
    for level, dose in exercise.doses.items():
        if HOLD not in _meant(dose, exercise):
            yield ("doses", level, "tempo"), f"a hold is counted, and the tempo has none: add {HOLD} and its seconds"
        if dose.reps != 1:
            yield ("doses", level, "reps"), f"reps is {dose.reps}: write 1, since a hold is counted, and use sets"


def _stand_ins(catalogue: Catalogue) -> Iterator[Problem]:
    for exercise in catalogue.exercises.values():
        for index, name in enumerate(exercise.instead):
            problem = partial(Problem, file_of("exercises", exercise.id), ("instead", index))
            if name not in catalogue.exercises:
                yield problem(f"there is no exercise {name}: write {nearest(name, catalogue.exercises)}")
            if name == exercise.id:
                yield problem(f"{name} can't be done in its own place: take it out")
            if name in exercise.instead[:index]:
                yield problem(f"{name} is written twice: keep one of them")


def _of_routines(catalogue: Catalogue) -> Iterator[Problem]:
    for routine in catalogue.routines.values():
        for rule in ROUTINE_RULES:
            yield from (Problem(file_of("routines", routine.id), *found) for found in rule(routine, catalogue))


def _items(routine: Routine, catalogue: Catalogue) -> Iterator[_Complaint]:
    if not routine.items:
        yield ("items",), "there is no exercise in this routine: add one"
    for index, item in enumerate(routine.items):
        route = ("items", index, "exercise")
        exercise = catalogue.exercises.get(item.exercise)
        if exercise is None:
            yield route, f"there is no exercise {item.exercise}: write {nearest(item.exercise, catalogue.exercises)}"
            continue
        for place in (place for place in routine.places if place not in exercise.places):
            yield (
                route,
                f"{item.exercise} can't be done {AT[place]}: choose another, or take {place} out of places",
            )


def _in_a_row(routine: Routine, _: Catalogue) -> Iterator[_Complaint]:
    for index, (before, item) in enumerate(pairwise(routine.items), start=1):
        if item.exercise == before.exercise:
            message = f"{item.exercise} comes twice in a row: write it once, with more sets"
            yield ("items", index, "exercise"), message


def _routine_bounds(routine: Routine, _: Catalogue) -> Iterator[_Complaint]:
    for field in ("opening_s", "closing_s"):
        yield from _bound((field,), getattr(routine, field), BOUNDS[field])
    for index, item in enumerate(routine.items):
        for field in ("sets", "rest_s", "get_ready_s"):
            yield from _bound(("items", index, field), getattr(item, field), BOUNDS[field])
    for part in ("warm_up", "cool_down"):
        for move, seconds in getattr(routine, part).items():
            yield from _bound((part, move), seconds, MOVE_S)


def _set_fits_here(routine: Routine, catalogue: Catalogue) -> Iterator[_Complaint]:
    """Complain of the time to get ready that a routine writes, where a set that fits without it doesn't with it."""
    for index, item in enumerate(routine.items):
        known = catalogue.exercises.get(item.exercise)
        exercise = known and known.at(item.level)
        dose = exercise.doses.get(item.level) if exercise else None
        if not (exercise and dose and item.get_ready_s) or _slowest_s(dose, exercise) > BLOCK_S:
            continue
        over_s = _slowest_s(replace(dose, get_ready_s=item.get_ready_s), exercise) - BLOCK_S
        if over_s > 0:
            told = f"with this, a set at the pace {Pace.SLOWER} is {over_s} s too long to be played in one go"
            yield ("items", index, "get_ready_s"), f"{told}: write less"


def _ids(catalogue: Catalogue) -> Iterator[Problem]:
    for folder, units in folders(catalogue).items():
        for id_ in units:
            if not _ID.fullmatch(id_):
                message = f"{id_} is no id: name it and its file in small letters, with hyphens between words"
                yield Problem(file_of(folder, id_), ("id",), message)


def _ranks(catalogue: Catalogue) -> Iterator[Problem]:
    count = len(catalogue.exercises)
    by_rank: dict[int, list[str]] = defaultdict(list)
    for exercise in catalogue.exercises.values():
        by_rank[exercise.rank].append(exercise.id)
    for rank, ids in by_rank.items():
        if len(ids) > 1 or not 1 <= rank <= count:
            message = f"rank {rank} is that of {' and '.join(sorted(ids))}: write each number from 1 to {count} once"
            yield from (Problem(file_of("exercises", id_), ("rank",), message) for id_ in ids)


def _defaults(catalogue: Catalogue) -> Iterator[Problem]:
    for level, place in product(Level, Place):
        ids = [
            routine.id
            for routine in catalogue.routines.values()
            if routine.default and routine.level is level and place in routine.places
        ]
        if not ids:
            message = f"there is no default for {level} {AT[place]}: write default: true in one routine for these"
            yield Problem("content/routines", (), message)
        if len(ids) > 1:
            message = f"{' and '.join(ids)} are both the default for {level} {AT[place]}: leave it in one of them"
            yield from (Problem(file_of("routines", id_), ("default",), message) for id_ in ids)


def _whole_workouts(catalogue: Catalogue) -> Iterator[Problem]:
    """Complain of a level at which a routine of somebody's own would find no warm-up and cool-down to take over."""
    for level in Level:
        if not whole_at(level, catalogue):
            message = f"no routine for {level} has both a warm-up and a cool-down for those that people make"
            yield Problem("content/routines", (), f"{message}: write both in one")


def _default_levels(routine: Routine, _: Catalogue) -> Iterator[_Complaint]:
    if routine.default and routine.level is None:
        yield ("default",), "a default is for one level: give this routine its level, or take default out"


def folders(catalogue: Catalogue) -> dict[str, Mapping[str, Unit]]:
    """Give the units by the folder of ``content`` that holds them."""
    return {
        "exercises": catalogue.exercises,
        "routines": catalogue.routines,
        "topics": catalogue.topics,
        "conditions": catalogue.conditions,
        "nearby": catalogue.nearby,
    }


EXERCISE_RULES: tuple[Callable[[Exercise], Iterator[_Complaint]], ...] = (
    *(_levels, _enough, _dose_bounds, _set_fits_an_answer, _stages, _tempo_words, _moving, _holds),
)
ROUTINE_RULES: tuple[Callable[[Routine, Catalogue], Iterator[_Complaint]], ...] = (
    *(_items, _in_a_row, _routine_bounds, _set_fits_here, _default_levels),
)
RULES = (_of_exercises, _stand_ins, _of_routines, _ids, _ranks, _defaults, _whole_workouts)
