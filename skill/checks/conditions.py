"""What does not fit in the advice about conditions: exercises that there are not, or that are told two things."""

import re
from collections.abc import Iterator

from skill.alexa.requests import OUTRIGHT
from skill.catalogue.model import Catalogue, Condition
from skill.checks.fitting import file_of, nearest
from skill.checks.wording import Problem
from skill.strict_yaml import Route

_WORDS = re.compile(r"[\w']+")


def condition_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Give what is wrong with each condition: a slip here would send somebody to what they should leave out."""
    for id_ in sorted(OUTRIGHT - catalogue.conditions.keys()):
        yield Problem(
            file_of("conditions", id_), (), "there is no such file: add it, since people say this of themselves"
        )
    for condition in catalogue.conditions.values():
        strangers = tuple(_strangers(condition, catalogue))
        # Whoever misspelt an exercise did not forget it.
        unsaid = () if strangers else _unsaid(condition, catalogue)
        slips = *_twice(condition), *_fine_and_not(condition), *_silent(condition), *_repeating(condition)
        for route, message in (*strangers, *slips, *unsaid):
            yield Problem(file_of("conditions", condition.id), route, message)


def _strangers(condition: Condition, catalogue: Catalogue) -> Iterator[tuple[Route, str]]:
    for route, exercise in _named(condition):
        if exercise not in catalogue.exercises:
            message = f"there is no exercise {exercise}: write {nearest(exercise, catalogue.exercises)}"
            yield route, message


def _twice(condition: Condition) -> Iterator[tuple[Route, str]]:
    for route, exercise in _named(condition):
        if route[0] != "skip" and exercise in condition.skip:
            yield route, f"{exercise} is to be left out: take it out here, or out of skip"
    advised = {exercise for advice in condition.advice for exercise in advice.about}
    for index, exercise in enumerate(condition.may_skip):
        if exercise not in advised and exercise not in condition.skip:
            yield ("may_skip", index), f"no advice is about {exercise}: write some, or put it into skip"


def _fine_and_not(condition: Condition) -> Iterator[tuple[Route, str]]:
    for route, exercise in _named(condition):
        if route[0] not in ("skip", "fine") and exercise in condition.fine:
            where = ("fine", condition.fine.index(exercise))
            yield where, f"{exercise} stands in {route[0]}, too: take it out here, or there"


def _silent(condition: Condition) -> Iterator[tuple[Route, str]]:
    if not condition.offered and (condition.skip or condition.check or condition.fine or not condition.advice):
        message = "the session ends here: write what is said to that in advice, and nothing in skip, check and fine"
        yield ("offered",), message
    if condition.offered and not (condition.skip or condition.check or condition.advice):
        yield ("advice",), "nothing is said of any exercise: write what to leave out, to ask about or to change"


def _repeating(condition: Condition) -> Iterator[tuple[Route, str]]:
    """Find advice that names what somebody has, and that others in the room needn't hear."""
    for index, advice in enumerate(condition.advice):
        said = f" {' '.join(_WORDS.findall(advice.say.casefold()))} "
        for name in (condition.name, *condition.synonyms):
            if f" {name.casefold()} " in said:
                message = f"this names {name!r}, which the coach never repeats: say it without"
                yield ("advice", index, "say"), message


def _unsaid(condition: Condition, catalogue: Catalogue) -> Iterator[tuple[Route, str]]:
    """Find exercises that nobody thought of here, as a new one: without a word they would be fine for everybody."""
    named = {exercise for _, exercise in _named(condition)}
    for exercise in (each for each in catalogue.exercises if condition.offered and each not in named):
        message = f"nothing is said of {exercise}: put it into skip, check or an advice, or into fine if it needs none"
        yield ("fine",), message


def _named(condition: Condition) -> Iterator[tuple[Route, str]]:
    for field in ("skip", "check", "may_skip", "fine"):
        yield from (((field, index), exercise) for index, exercise in enumerate(getattr(condition, field)))
    for place, advice in enumerate(condition.advice):
        yield from ((("advice", place, "about", index), exercise) for index, exercise in enumerate(advice.about))
