"""Content files to a catalogue. Every complaint names its file and line; all are collected before any is raised."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from skill.catalogue.model import NOTHING_HURTS, Catalogue, Condition, Exercise, Nearby, Pain, Routine, Topic
from skill.errors import ContentError, Finding
from skill.forms import shaped
from skill.strict_yaml import read

Unit = Exercise | Routine | Topic | Condition | Nearby

KINDS: Mapping[str, type[Unit]] = {
    "exercises": Exercise,
    "routines": Routine,
    "topics": Topic,
    "conditions": Condition,
    "nearby": Nearby,
}
"""The folders of ``content`` that hold one unit a file."""

PAIN = "content/pain.yaml"

MAY_BE_EMPTY = frozenset({"conditions", "nearby"})


def load_catalogue(root: Path) -> Catalogue:
    """Read ``content`` under a root. Raises ContentError with every finding of form: keys, types, file names."""
    findings: list[Finding] = []
    units = {folder: _folder(root, folder, findings) for folder in KINDS}
    pain = _pain(root, findings)
    if findings:
        raise ContentError(tuple(sorted(findings)))
    return Catalogue(
        exercises=dict(sorted(units["exercises"].items(), key=lambda pair: pair[1].rank)),
        routines=units["routines"],
        topics=units["topics"],
        conditions=units["conditions"],
        nearby=units["nearby"],
        pain=pain,
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


def _pain(root: Path, findings: list[Finding]) -> Pain:
    try:
        return shaped(read(root / PAIN, PAIN), PAIN, Pain)
    except ContentError as error:
        findings += error.findings
        return NOTHING_HURTS


def _unit(path: Path, name: str, folder: str) -> Unit:
    document = read(path, name)
    unit: Unit = shaped(document, name, KINDS[folder])
    if unit.id != path.stem:
        message = f"id is {unit.id!r} but the file is named {path.stem!r}: make them the same"
        raise ContentError((Finding(name, document.line_of(("id",)), message),))
    return unit
