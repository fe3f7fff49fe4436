"""Content files to a catalogue. Every complaint names its file and line; all are collected before any is raised."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from skill.catalogue.model import Catalogue, Condition, Exercise, Nearby, Routine, Topic
from skill.errors import ContentError, Finding
from skill.strict_yaml import Document, read

STRICT = ConfigDict(extra="forbid")

Unit = Exercise | Routine | Topic | Condition | Nearby

REMEDIES: Mapping[str, str] = {
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "bool_parsing": "write yes or no",
    "string_type": "write one text",
    "tuple_type": "write a list, each item after a dash or all in square brackets",
    "dict_type": "write keys with values",
    "mapping_type": "write keys with values",
    "dataclass_type": "write keys with values",
}
"""What to write instead, where the validator's own words would mean nothing to an author."""

KINDS: Mapping[str, type[Unit]] = {
    "exercises": Exercise,
    "routines": Routine,
    "topics": Topic,
    "conditions": Condition,
    "nearby": Nearby,
}
"""The folders of ``content`` that hold one unit a file."""

MAY_BE_EMPTY = frozenset({"conditions", "nearby"})

READERS: Mapping[str, TypeAdapter[Any]] = {
    "exercises": TypeAdapter(dict[str, Exercise], config=STRICT),
    "routines": TypeAdapter(dict[str, Routine], config=STRICT),
    "topics": TypeAdapter(dict[str, Topic], config=STRICT),
    "conditions": TypeAdapter(dict[str, Condition], config=STRICT),
    "nearby": TypeAdapter(dict[str, Nearby], config=STRICT),
}
"""What turns a tree of strings into units; each takes a mapping, since only so the strictness reaches inside."""


def load_catalogue(root: Path) -> Catalogue:
    """Read ``content`` under a root. Raises ContentError with every finding of form: keys, types, file names."""
    findings: list[Finding] = []
    units = {folder: _folder(root, folder, findings) for folder in KINDS}
    if findings:
        raise ContentError(tuple(sorted(findings)))
    return Catalogue(
        exercises=dict(sorted(units["exercises"].items(), key=lambda pair: pair[1].rank)),
        routines=units["routines"],
        topics=units["topics"],
        conditions=units["conditions"],
        nearby=units["nearby"],
    )


def _folder(root: Path, folder: str, findings: list[Finding]) -> dict[str, Any]:
    paths = sorted((root / "content" / folder).glob("*.yaml"))
    if not paths and folder not in MAY_BE_EMPTY:
        findings.append(Finding(f"content/{folder}", 1, "there is no .yaml file in this folder: add one"))
    units = {}
    for path in paths:
        try:
            units[path.stem] = _unit(path, f"content/{folder}/{path.name}", folder)
        except ContentError as error:
            findings += error.findings
    return units


def _unit(path: Path, name: str, folder: str) -> Unit:
    document = read(path, name)
    try:
        unit: Unit = READERS[folder].validate_python({path.stem: document.data})[path.stem]
    except ValidationError as error:
        raise ContentError(tuple(form_findings(error.errors(), document, name, KINDS[folder]))) from None
    if unit.id != path.stem:
        message = f"id is {unit.id!r} but the file is named {path.stem!r}: make them the same"
        raise ContentError((Finding(name, document.line_of(("id",)), message),))
    return unit


def form_findings(errors: Iterable[ErrorDetails], document: Document, name: str, kind: type) -> Iterator[Finding]:
    """Turn what pydantic found in a file's tree into findings an author can act on.

    The first part of each place is the name the tree was given for validation, and is dropped.
    """
    for error in errors:
        place = tuple(part for part in error["loc"][1:] if part != "[key]")
        yield Finding(name, document.line_of(place), _message(error, place, kind))


def _message(error: ErrorDetails, place: tuple[int | str, ...], kind: type) -> str:
    key = ".".join(str(part) for part in place)
    match error["type"]:
        case "missing" | "missing_argument":
            return f"{key} is missing: add it"
        case "extra_forbidden" | "unexpected_keyword_argument":
            return f"{key} is not a key here{_suggestion(place, kind)}"
        case _:
            told = REMEDIES.get(error["type"], error["msg"])
            return f"{key}: {told}, not {str(error['input'])[:40]!r}"


def _suggestion(place: tuple[int | str, ...], kind: type) -> str:
    names = [field.name for field in fields(kind)]
    close = get_close_matches(str(place[-1]), names, n=1)
    return f": write {close[0]}" if close and len(place) == 1 else ": take it out"
