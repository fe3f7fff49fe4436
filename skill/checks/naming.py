"""What is wrong with names: synonyms that mean two things, and what comes near an exercise without leading to one.

Adding a rule is one function from the catalogue to its problems, and its name in ``RULES``.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from skill.catalogue.loader import Unit
from skill.catalogue.model import Catalogue, Nearby
from skill.checks.fitting import file_of, folders, nearest
from skill.checks.wording import Problem
from skill.coach.events import Order
from skill.strict_yaml import Route

TOGETHER = (("exercises", "nearby"), ("routines",), ("topics",), ("conditions",))
"""The folders whose names are heard in one slot."""

CALLED = frozenset({"exercises", "nearby", "routines"})
"""The folders of what is asked for by its name."""

_SYNONYM = re.compile(r"(?:[^\W\d_]|[ '.-])+")

_Complaint = tuple[Route, str]


def naming_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Give what is wrong with the names of a catalogue that loads."""
    return (problem for rule in RULES for problem in rule(catalogue))


def _synonym_letters(catalogue: Catalogue) -> Iterator[Problem]:
    for folder, units in folders(catalogue).items():
        for id_, unit in units.items():
            for route, synonym in _synonyms(unit):
                if not (_SYNONYM.fullmatch(synonym) and synonym.strip(" '.-")):
                    message = f"{synonym!r} can't be a synonym: write it in letters, as somebody would say it"
                    yield Problem(file_of(folder, id_), route, message)


def _synonym_clashes(catalogue: Catalogue) -> Iterator[Problem]:
    """Find a name that means two things, unless they are exercises that say so."""
    units = folders(catalogue)
    for together in TOGETHER:
        places: dict[str, list[tuple[str, str, Route]]] = defaultdict(list)
        for folder in together:
            for id_, unit in units[folder].items():
                for route, synonym in _names(unit):
                    places[" ".join(synonym.casefold().split())].append((folder, id_, route))
        for synonym, found in places.items():
            message = _clash(synonym, found, [id_ for _, id_, route in found if route[0] == "shared_synonyms"])
            yield from (Problem(file_of(folder, id_), route, message) for folder, id_, route in found if message)


def _clash(synonym: str, found: list[tuple[str, str, Route]], sharing: list[str]) -> str | None:
    owners = [id_ for _, id_, _ in found]
    if len(owners) > len(set(owners)):
        return f"{synonym!r} is written twice: keep one of them"
    if sharing and len(owners) == 1:
        return f"{synonym!r} is shared with no other exercise: move it to synonyms"
    if len(owners) > 1 and len(sharing) < len(owners):
        return f"{synonym!r} means {' and '.join(sorted(owners))}: leave it in one, or share it, if they are exercises"
    return None


def _names(unit: Unit) -> Iterator[tuple[Route, str]]:
    """Give all that a unit is called: its name, and how else people call it."""
    also = {" ".join(synonym.casefold().split()) for _, synonym in _synonyms(unit)}
    if (name := getattr(unit, "name", "")) and name.casefold() not in also:
        yield ("name",), name
    yield from _synonyms(unit)


def _of_pain(catalogue: Catalogue) -> Iterator[Problem]:
    """Find names in which something hurts: whoever says so would be told about an exercise."""
    words = {*catalogue.pain.hurts, *catalogue.pain.sharp}
    for folder, units in folders(catalogue).items():
        for id_, unit in units.items() if folder in CALLED else ():
            for route, name in _names(unit):
                if pain := next((word for word in name.casefold().split() if word in words), None):
                    message = f"who says {pain!r} may have hurt themselves, and has to be heard: call this otherwise"
                    yield Problem(file_of(folder, id_), route, message)


def _synonyms(unit: Unit) -> Iterator[tuple[Route, str]]:
    for field in ("synonyms", "shared_synonyms"):
        yield from (((field, index), synonym) for index, synonym in enumerate(getattr(unit, field, ())))


def _of_nearby(catalogue: Catalogue) -> Iterator[Problem]:
    for unit in catalogue.nearby.values():
        found = (*_known(unit, catalogue), *_led(unit), *_answerable(unit, catalogue))
        yield from (Problem(file_of("nearby", unit.id), *complaint) for complaint in found)


def _known(unit: Nearby, catalogue: Catalogue) -> Iterator[_Complaint]:
    if unit.id in {*catalogue.exercises, *Order}:
        yield ("id",), f"{unit.id} is the id of an exercise or of a place in a list: name it otherwise"
    for index, name in enumerate(unit.nearest):
        if name not in catalogue.exercises:
            yield ("nearest", index), f"there is no exercise {name}: write {nearest(name, catalogue.exercises)}"
    for place, assumption in unit.assumed.items():
        if assumption.exercise not in unit.nearest:
            message = (
                f"{assumption.exercise} is none of those asked for: write {nearest(assumption.exercise, unit.nearest)}"
            )
            yield ("assumed", place, "exercise"), message


def _led(unit: Nearby) -> Iterator[_Complaint]:
    """Find what would be named and then neither done nor asked, nor said to be something else."""
    if not unit.synonyms and not unit.ask:
        yield ("synonyms",), "nobody can say this, and it words no question: add a name or a question"
    if unit.same and (len(unit.nearest) != 1 or not unit.say):
        yield ("same",), "another name for an exercise has it alone in nearest, and says so: mend nearest or say"
    for field in ("ask", "to_beginners", "assumed"):
        if getattr(unit, field) and not unit.nearest:
            yield (field,), "there is nothing to choose from: add nearest"
    for name, count in Counter(unit.nearest).items():
        if count > 1:
            yield ("nearest",), f"{name} is written twice: keep one of them"


def _answerable(unit: Nearby, catalogue: Catalogue) -> Iterator[_Complaint]:
    asking = catalogue.question_for(unit.nearest)
    if unit.ask and asking is not None and asking.id != unit.id:
        yield ("ask",), f"{asking.id} words the question about these exercises already: keep one of them"
    if unit.health and not (asking and asking.health):
        yield (
            ("health",),
            "what may be health is asked about: one file with the same nearest has to ask, and health: true",
        )
    if unit.otherwise and asking is None:
        yield ("otherwise",), "there is no question that this answers: write ask in a file with the same nearest"


RULES = (_synonym_letters, _synonym_clashes, _of_pain, _of_nearby)
