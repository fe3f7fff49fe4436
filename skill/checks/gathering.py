"""Every problem of the content under a root, with its file, its line and what to write instead.

The loaders complain of form, `wording` of words, `sourcing` of what it rests on, `naming` of names, `moving` of moves
without words, `fitting` of what does not fit together; this module gathers all of it, and adds whether there is time
for every line, and whether the whole takes too long.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

from msgspec import structs

from skill.alexa.authored import FOLDER as HEARD
from skill.alexa.authored import SOURCE as HEARD_BY_ALL
from skill.alexa.interaction_model import build
from skill.catalogue.loader import KINDS, PAIN, load_catalogue
from skill.catalogue.model import Catalogue, Dose, Exercise, Level
from skill.checks.conditions import condition_problems
from skill.checks.fitting import catalogue_problems, file_of
from skill.checks.hurting import hurting_problems
from skill.checks.moving import misspelt_moves, without_moves
from skill.checks.naming import naming_problems
from skill.checks.sourcing import load_sources, source_problems
from skill.checks.wording import Problem, wording_problems
from skill.coach.preferences import CountStyle, Pace
from skill.coach.reply import Line
from skill.coach.state import Plan
from skill.coach.steps import Step
from skill.coach.timeline import timeline
from skill.coach.workout import expand, total_s
from skill.errors import ContentError, Finding
from skill.frozen import replace
from skill.speech.duration import estimate_ms
from skill.speech.lines import Lines
from skill.speech.loader import FOLDER, SOURCE, load_lines, local_source
from skill.speech.script import rate_of
from skill.strict_yaml import Document, Route, read

Loaded = TypeVar("Loaded")

NAMED_BY_CATALOGUE = ("moves.", "exercise.", "routine.", "topic.", "nearby.", "health.", "condition.")
"""Keys of lines that depend on what the catalogue has."""

LONGEST_MIN = 60
"""Of a routine (house): the longest of ours takes three quarters of that, and more is a slip of the pen."""


def findings(root: Path) -> tuple[Finding, ...]:
    """Give every problem of the content under a root, sorted. Content without one can be played to anybody."""
    found: set[Finding] = set()
    documents = dict(_documents(root, found))
    unread = frozenset(finding.file for finding in found)
    sources = _attempt(partial(load_sources, root), found)
    problems = [*source_problems(sources, documents, unread)] if sources is not None else []
    problems += [problem for name, document in documents.items() for problem in wording_problems(name, document.data)]
    catalogue = _attempt(partial(load_catalogue, root), found)
    if catalogue is None:
        found |= _speech_findings(root)
    else:
        problems += _across(root, catalogue, documents, found, _spoilt(problems))
    return tuple(sorted(found | {_located(problem, documents) for problem in problems}))


def _documents(root: Path, found: set[Finding]) -> Iterator[tuple[str, Document]]:
    paths = [path for folder in KINDS for path in sorted((root / "content" / folder).glob("*.yaml"))]
    paths += [path for folder in (FOLDER, HEARD) for path in sorted((root / folder).glob("*.yaml"))]
    for path in (*paths, root / PAIN):
        name = path.relative_to(root).as_posix()
        document = _attempt(partial(read, path, name), found)
        if document is not None:
            yield name, document


def _attempt(load: Callable[[], Loaded], found: set[Finding]) -> Loaded | None:
    """Give what loads, or None and add to what was found."""
    try:
        return load()
    except ContentError as error:
        found.update(error.findings)
        return None


def _speech_findings(root: Path) -> set[Finding]:
    """Give the speech files' findings when there is no catalogue to say which moves and names they may have."""
    found: set[Finding] = set()
    _attempt(partial(load_lines, root, Catalogue({}, {}, {})), found)
    return {finding for finding in found if not finding.message.startswith(NAMED_BY_CATALOGUE)}


def _spoilt(problems: Iterable[Problem]) -> set[tuple[str, Route]]:
    """Give the nodes whose words are complained of already, and those just above: these are not timed as well."""
    return {(problem.file, route) for problem in problems for route in (problem.route, problem.route[:-1])}


def _across(
    root: Path,
    catalogue: Catalogue,
    documents: Mapping[str, Document],
    found: set[Finding],
    spoilt: set[tuple[str, Route]],
) -> Iterator[Problem]:
    """Give the problems across files; workouts from broken files are not timed, since that would make no sense."""
    misspelt = misspelt_moves(catalogue, documents[SOURCE].data) if SOURCE in documents else {}
    across = (*catalogue_problems(catalogue), *naming_problems(catalogue), *condition_problems(catalogue))
    hurting = hurting_problems(catalogue.pain, _parts(documents)) if HEARD_BY_ALL in documents else ()
    problems = (*across, *hurting, *misspelt.values())
    yield from problems
    workouts = tuple(_plans(catalogue, {problem.file for problem in problems}))
    yield from _endless(catalogue, workouts)
    _attempt(partial(build, root, catalogue), found)
    lines = _attempt(partial(load_lines, root, without_moves(catalogue, misspelt)), found)
    if lines is not None:
        plans = (replace(plan, pace=pace) for plan, pace in product(workouts, Pace))
        tightest = [(line, *at) for line, at in _tightest(catalogue, plans).items()]
        yield from _windows((found for found in tightest if _home(found[0]) not in spoilt), lines)
        for locale, local in lines.local.items():
            yield from _local_windows(tightest, lines, local, local_source(locale), spoilt)


def _parts(documents: Mapping[str, Document]) -> Collection[str]:
    """Give the ids of the parts of a body that people can name, whatever stands there."""
    tree: Any = documents[HEARD_BY_ALL].data
    for key in ("types", "PART"):
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree if isinstance(tree, dict) else ()


def _plans(catalogue: Catalogue, broken: set[str]) -> Iterator[Plan]:
    """Give every workout there can be whose files are sound: each exercise alone and each routine, at each level."""
    for level in Level:
        yield from (Plan(level, exercise=id_) for id_ in catalogue.exercises if file_of("exercises", id_) not in broken)
        for id_ in catalogue.routines:
            files = {file_of("exercises", item.exercise) for item in catalogue.routines[id_].items}
            if not broken & {file_of("routines", id_), *files}:
                yield Plan(level, routine=id_)


def _endless(catalogue: Catalogue, plans: Iterable[Plan]) -> Iterator[Problem]:
    """Give each routine that takes too long at its own level, or at any where it is for all of them."""
    for plan in plans:
        routine = catalogue.routines.get(plan.routine or "")
        minutes = -(-total_s(expand(plan, catalogue)) // 60)
        if routine and routine.level in (None, plan.level) and minutes > LONGEST_MIN:
            message = f"this lasts {minutes} minutes at level {plan.level}, and {LONGEST_MIN} are the most"
            yield Problem(file_of("routines", routine.id), ("items",), f"{message}: take out sets, rest or exercises")


def _located(problem: Problem, documents: Mapping[str, Document]) -> Finding:
    document = documents.get(problem.file)
    return Finding(problem.file, document.line_of(problem.route) if document else 1, problem.message)


def _local_windows(
    tightest: Iterable[tuple[Line, int, Plan]], lines: Lines, local: Lines, file: str, spoilt: set[tuple[str, Route]]
) -> Iterator[Problem]:
    """Give each node of a locale's own whose words are too long there."""
    differing = {key for key, texts in local.variations.items() if texts != lines.variations[key]}
    homes = {key: (file, tuple(key.split("."))) for key in differing}
    theirs = (found for found in tightest if _keys(found[0]) & differing)
    problems = _windows(theirs, local, homes)
    yield from (problem for problem in problems if (problem.file, problem.route) not in spoilt)


def _keys(line: Line) -> set[str]:
    return {line.key, *(value.key for _, value in line.values if isinstance(value, Line))}


def _windows(
    tightest: Iterable[tuple[Line, int, Plan]], lines: Lines, homes: Mapping[str, tuple[str, Route]] | None = None
) -> Iterator[Problem]:
    """Give each node whose words are too long for their smallest window, once and at its worst."""
    worst: dict[tuple[str, Route], tuple[int, Problem]] = {}
    for line, window_ms, plan in tightest:
        shortest = min(lines.all_of(line), key=estimate_ms)
        over_ms = estimate_ms(shortest) - window_ms
        culprit = _culprit(line, lines, window_ms)
        home = (homes or {}).get(culprit.key) or _home(culprit)
        if over_ms > 0 and (home not in worst or over_ms > worst[home][0]):
            worst[home] = over_ms, Problem(*home, _too_long(shortest, over_ms, window_ms, plan))
    yield from (problem for _, problem in worst.values())


def _tightest(catalogue: Catalogue, plans: Iterable[Plan]) -> dict[Line, tuple[int, Plan]]:
    """Give the smallest window in which each line has to be said, and where that is; slow words need a larger one."""
    found: dict[Line, tuple[int, Plan]] = {}
    for step, plan in _distinct_steps(catalogue, plans):
        for cue in (cue for style in CountStyle for cue in timeline([step], style).cues):
            window_ms = cue.window_ms * rate_of(cue, plan.pace) // 100
            if not cue.optional and (cue.line not in found or window_ms < found[cue.line][0]):
                found[cue.line] = window_ms, plan
    return found


def _distinct_steps(catalogue: Catalogue, plans: Iterable[Plan]) -> Iterator[tuple[Step, Plan]]:
    """Give each step once, with the first plan it is in: a step sounds the same wherever it stands."""
    seen = set()
    for plan in plans:
        for step in expand(plan, catalogue):
            key = plan.pace, type(step), *map(_hashable, structs.astuple(step))
            if key not in seen:
                seen.add(key)
                yield step, plan


def _hashable(value: object) -> object:
    match value:
        case Exercise():
            return value.id, value.loaded
        case Dose():
            return value.sets, value.reps, tuple(value.tempo.items())
        case _:
            return value


def _too_long(words: str, over_ms: int, window_ms: int, plan: Plan) -> str:
    pace = "" if plan.pace is Pace.USUAL else f", {plan.pace}"
    place = f"{plan.routine or plan.exercise} at level {plan.level}{pace}"
    return (
        f"{words!r} is {over_ms / 1000:.2f} s too long for the {window_ms / 1000:.1f} s it has in {place}: "
        "shorten it, or give it more time"
    )


def _culprit(line: Line, lines: Lines, window_ms: int) -> Line:
    """Give the line to shorten: an exercise's own word inside another line where that alone is too long."""
    inner = (value for _, value in line.values if isinstance(value, Line))
    too_long = (word for word in inner if min(map(estimate_ms, lines.all_of(word))) > window_ms)
    return next(too_long, line)


def _home(line: Line) -> tuple[str, Route]:
    """Give the file and the node in which a line's words stand."""
    match line.key.split("."):
        case "exercise", exercise, "form", level:
            return f"content/exercises/{exercise}.yaml", ("doses", level, "form")
        case "exercise", exercise, *field:
            return f"content/exercises/{exercise}.yaml", tuple(int(part) if part.isdigit() else part for part in field)
        case parts:
            return SOURCE, tuple(parts)
