"""The speech file to lines. Every key the coach can ask for has words, and no words ask for what no key offers."""

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from string import Formatter
from typing import Any

from skill.catalogue.model import Catalogue, Kit, Level, Position
from skill.coach.keys import Key
from skill.coach.reply import LOADED
from skill.errors import ContentError, Finding
from skill.speech.lines import Lines, catalogue_lines
from skill.strict_yaml import read

Place = tuple[str | int, ...]


def load_lines(root: Path, catalogue: Catalogue) -> Lines:
    """Read ``content/speech/en.yaml`` under a root. Raises ContentError with every finding."""
    name = "content/speech/en.yaml"
    document = read(root / name, name)
    wordings = dict(_wordings(document.data, ()))
    findings = tuple(Finding(name, document.line_of(place), text) for place, text in _problems(wordings, catalogue))
    if findings:
        raise ContentError(tuple(sorted(findings)))
    said = {".".join(map(str, place)): wording for place, wording in wordings.items()}
    return Lines({**said, **catalogue_lines(catalogue)})


def _wordings(tree: Any, place: Place) -> Iterator[tuple[Place, tuple[str, ...]]]:  # noqa: ANN401 - a YAML tree
    if isinstance(tree, Mapping):
        for key, below in tree.items():
            yield from _wordings(below, (*place, key))
    else:
        yield place, (tree,) if isinstance(tree, str) else tuple(str(wording) for wording in tree)


def _problems(wordings: Mapping[Place, tuple[str, ...]], catalogue: Catalogue) -> Iterator[tuple[Place, str]]:
    wanted: dict[str, frozenset[str]] = {key: key.places for key in Key} | dict.fromkeys(_names(catalogue), frozenset())
    for place, texts in wordings.items():
        key = ".".join(map(str, place))
        if key not in wanted:
            yield place, f"{key} is a key that the coach never asks for: take it out"
        for text in texts:
            yield from ((place, problem) for problem in _misplaced(text, wanted.get(key, frozenset())))
    for key in sorted(wanted.keys() - {".".join(map(str, place)) for place in wordings}):
        yield tuple(key.split(".")), f"{key} has no words: add them"


def _names(catalogue: Catalogue) -> Iterator[str]:
    yield from (f"kit_names.{thing}" for thing in Kit)
    yield from (f"levels.{level}" for level in Level)
    yield from (f"positions.{before}.{after}" for before, after in product((*Position, LOADED), Position))
    for routine in catalogue.routines.values():
        yield from (f"moves.{move}" for move in (*routine.warm_up, *routine.cool_down))


def _misplaced(text: str, places: frozenset[str]) -> Iterator[str]:
    try:
        used = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        yield "a brace is open or closed alone: write {place} with both, or no brace"
        return
    offered = ", ".join(f"{{{name}}}" for name in sorted(places)) or "none"
    yield from (f"{{{name}}} is not filled in here; this line offers {offered}" for name in sorted(used - places))
