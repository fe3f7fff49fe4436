"""Files of the content that nobody reads, because of their folder or their ending: what they say would be missed."""

from collections.abc import Iterator
from pathlib import Path

from skill.alexa.manifest import SOURCE
from skill.catalogue.loader import KINDS, PAIN
from skill.checks.sourcing import SOURCE as SOURCES
from skill.errors import Finding

FOLDERS = (*KINDS, "intents", "listing", "speech")


def strays(root: Path) -> Iterator[Finding]:
    """Give every such file below ``content`` under a root, but for hidden files and the copies that editors keep."""
    for path in sorted((root / "content").rglob("*")):
        name, parts = path.relative_to(root).as_posix(), path.relative_to(root / "content").parts
        kept = path.name.endswith("~") or any(part.startswith(".") for part in parts)
        if name in {SOURCES, PAIN} or path.is_dir() or kept:
            continue
        if parts[0] not in FOLDERS or len(parts) != len(("folder", "file")):
            yield Finding(name, 1, f"this is not read here: put it into {', '.join(FOLDERS[:-1])} or {FOLDERS[-1]}")
        elif path.suffix != ".yaml":
            yield Finding(name, 1, f"this is not read: name it {path.name.partition('.')[0]}.yaml, or delete it")
        elif parts[0] == "listing" and name != SOURCE:
            yield Finding(name, 1, "this is not read: the page in the store has one file, en.yaml")
