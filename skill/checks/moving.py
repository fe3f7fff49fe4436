"""Moves of a warm-up or a cool-down without words: told where one is misspelt, or else where the words are missing."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from skill.catalogue.model import Catalogue, Routine
from skill.checks.fitting import file_of, nearest
from skill.checks.wording import Problem
from skill.frozen import replace
from skill.speech.loader import SOURCE
from skill.strict_yaml import Route, Tree

PARTS = ("warm_up", "cool_down")


def misspelt_moves(catalogue: Catalogue, speech: Tree) -> dict[str, Problem]:
    """Give the moves without words in the speech file that a single place has: what several have, the file lacks."""
    known = speech.get("moves") if isinstance(speech, dict) else None
    if not isinstance(known, dict):
        return {}
    places: dict[str, list[tuple[str, Route]]] = defaultdict(list)
    for routine, route in _moves(catalogue):
        places[str(route[-1])].append((file_of("routines", routine.id), route))
    strange = {move: found[0] for move, found in places.items() if move not in known and len(found) == 1}
    return {move: Problem(*place, _message(move, known)) for move, place in strange.items()}


def without_moves(catalogue: Catalogue, moves: Collection[str]) -> Catalogue:
    """Give a catalogue whose routines lack some moves, so that nobody asks for the words of these."""
    routines = {
        id_: replace(
            routine,
            warm_up={move: seconds for move, seconds in routine.warm_up.items() if move not in moves},
            cool_down={move: seconds for move, seconds in routine.cool_down.items() if move not in moves},
        )
        for id_, routine in catalogue.routines.items()
    }
    return replace(catalogue, routines=routines)


def _moves(catalogue: Catalogue) -> Iterator[tuple[Routine, Route]]:
    for routine in catalogue.routines.values():
        for part in PARTS:
            yield from ((routine, (part, move)) for move in getattr(routine, part))


def _message(move: str, known: Mapping[str, Tree]) -> str:
    return f"there is no move {move}: write {nearest(move, known)}, or its words under moves in {SOURCE}"
