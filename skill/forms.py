"""Trees of words to frozen values, by the types of a struct's fields. What doesn't fit is told with its place.

The library that reads the other JSON stops at the first thing that doesn't fit, and authors would need its complaints
translated.
"""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin

from msgspec import structs

from skill.errors import ContentError, Finding
from skill.strict_yaml import Document, Route, Tree

Shape = TypeVar("Shape")

Complain = Callable[[Route, str], None]
Read = Callable[[Any, Route, Complain], Any]
"""Gives what a tree at a place stands for; what it gives after a complaint means nothing."""

SWITCH = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}

CLOSE = 0.7
"""How like a key another word has to be to be taken for it: reps are no slip of the pen for rest_s."""

FEW = 8
"""Keys that are all told to whoever wrote another."""

DIGITS = 9
"""Of a whole number; nothing in the content needs more, and Python reads no number of thousands."""


def shaped(document: Document, name: str, shape: type[Shape]) -> Shape:
    """Read a document, which its findings call ``name``, as a struct. Raises ContentError with every finding.

    Fields are text, whole numbers, yes or no, members of enums, tuples, mappings, structs, or one of these and
    None. Those without a default have to be there, and no others may be.
    """
    findings: list[Finding] = []

    def complain(place: Route, text: str) -> None:
        findings.append(Finding(name, document.line_of(place), text))

    value: Shape = _object(shape, document.data, (), complain)
    if findings:
        raise ContentError(tuple(sorted(findings)))
    return value


@cache
def _reader(kind: Any) -> Read:  # noqa: ANN401 - a type, or what stands for one
    inner = get_args(kind)
    match get_origin(kind):
        case None:
            return _SCALARS.get(kind) or partial(_member if issubclass(kind, Enum) else _object, kind)
        case origin if origin is UnionType:
            return _reader(next(each for each in inner if each is not NoneType))
        case origin if origin is tuple:
            return partial(_list, _reader(inner[0])) if inner[-1] is ... else partial(_row, tuple(map(_reader, inner)))
        case _:
            return partial(_mapping, _reader(inner[0]), _reader(inner[1]))


def _object(kind: Any, tree: Tree, place: Route, complain: Complain) -> Any:  # noqa: ANN401 - the struct's own
    known = _keys(kind)
    if not isinstance(tree, dict):
        complain(place, _told(place, "write keys with values", tree))
        return None
    for key in tree.keys() - known.keys():
        complain((*place, key), f"{_path((*place, key))} is not a key here: {_instead(key, known)}")
    missing = [key for key, (_, needed) in known.items() if needed and key not in tree]
    for key in missing:
        complain((*place, key), f"{_path((*place, key))} is missing: add it")
    found = {key: known[key][0](value, (*place, key), complain) for key, value in tree.items() if key in known}
    return None if missing else kind(**found)


@cache
def _keys(kind: Any) -> Mapping[str, tuple[Read, bool]]:  # noqa: ANN401 - a struct
    """Give how each field of a struct is read, and whether it has to be there."""
    return {field.name: (_reader(field.type), field.required) for field in structs.fields(kind)}


def _mapping(key: Read, value: Read, tree: Tree, place: Route, complain: Complain) -> Mapping[Any, Any] | None:
    if not isinstance(tree, dict):
        complain(place, _told(place, "write keys with values", tree))
        return None
    pairs = ((each, inner, (*place, each)) for each, inner in tree.items())
    return {key(each, there, complain): value(inner, there, complain) for each, inner, there in pairs}


def _list(item: Read, tree: Tree, place: Route, complain: Complain) -> tuple[Any, ...] | None:
    if not isinstance(tree, list):
        complain(place, _told(place, "write a list, each item after a dash or all in square brackets", tree))
        return None
    return tuple(item(each, (*place, index), complain) for index, each in enumerate(tree))


def _row(items: tuple[Read, ...], tree: Tree, place: Route, complain: Complain) -> tuple[Any, ...] | None:
    """Read a list of so many items, each of its own kind."""
    if isinstance(tree, list) and len(tree) != len(items):
        complain(place, f"{_path(place)}: write {len(items)} items, not {len(tree)}")
        return None
    return _list(lambda each, there, told: items[int(there[-1])](each, there, told), tree, place, complain)


def _member(kind: type[Enum], tree: Tree, place: Route, complain: Complain) -> Enum | None:
    values = [str(member.value) for member in kind]
    if tree not in values:
        complain(place, _told(place, f"write {_either(values)}", tree))
        return None
    return kind(tree)


def _text(tree: Tree, place: Route, complain: Complain) -> str | None:
    if isinstance(tree, str):
        return tree
    complain(place, _told(place, "write one text", tree))
    return None


def _number(tree: Tree, place: Route, complain: Complain) -> int | None:
    if isinstance(tree, str) and tree.isascii() and tree.isdecimal() and len(tree) <= DIGITS:
        return int(tree)
    complain(place, _told(place, "write a whole number", tree))
    return None


def _switch(tree: Tree, place: Route, complain: Complain) -> bool | None:
    if isinstance(tree, str) and tree.lower() in SWITCH:
        return SWITCH[tree.lower()]
    complain(place, _told(place, "write yes or no", tree))
    return None


def _told(place: Route, remedy: str, tree: Tree) -> str:
    where = f"{_path(place)}: " if place else ""
    return f"{where}{remedy}, not {str(tree)[:40]!r}"


def _path(place: Route) -> str:
    return ".".join(str(part) if str(part).isprintable() else ascii(part) for part in place)


def _instead(key: str, known: Iterable[str]) -> str:
    keys = list(known)
    if close := get_close_matches(key, keys, n=1, cutoff=CLOSE):
        return f"write {close[0]}"
    return f"take it out, since only {_either(keys, 'and')} go here" if 1 < len(keys) <= FEW else "take it out"


def _either(values: list[str], word: str = "or") -> str:
    return f" {word} ".join([", ".join(values[:-1]), values[-1]]) if len(values) > 1 else values[0]


_SCALARS: Mapping[Any, Read] = {str: _text, int: _number, bool: _switch}
