"""The content, read once: as it ships, and with doses and routines pinned, so that these may change where they ship."""

import shutil
from pathlib import Path

import pytest

from skill.catalogue.loader import load_catalogue
from skill.catalogue.model import Catalogue
from skill.settings import content_root
from skill.speech.lines import Lines
from skill.speech.loader import load_lines

PINNED = Path(__file__).parent / "pinned"


@pytest.fixture(scope="session")
def shipped_root() -> Path:
    """Give the folder that holds the content that ships."""
    return content_root()


@pytest.fixture(scope="session")
def shipped(shipped_root: Path) -> Catalogue:
    """Give everything there is to do, as it ships."""
    return load_catalogue(shipped_root)


@pytest.fixture(scope="session")
def root(shipped_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the content whose numbers are pinned: what an exercise says is what ships."""
    made = tmp_path_factory.mktemp("pinned")
    for folder in ("content", "interaction_model"):
        shutil.copytree(shipped_root / folder, made / folder)
    for path in (PINNED / "exercises").glob("*.yaml"):
        _put_in(path, made / "content" / "exercises" / path.name, "\ndoses:\n", "\nsources:")
    for path in (PINNED / "routines").glob("*.yaml"):
        _put_in(path, made / "content" / "routines" / path.name, "\nopening_s:")
    return made


def _put_in(pinned: Path, file: Path, start: str, end: str | None = None) -> None:
    """Put pinned numbers in the place of those that ship, from a line on to another, or to the end."""
    before, _, after = file.read_text(encoding="utf-8").partition(start)
    rest = after[after.index(end) + 1 :] if end else ""
    file.write_text(f"{before}\n{pinned.read_text(encoding='utf-8')}{rest}", encoding="utf-8")


@pytest.fixture(scope="session")
def catalogue(root: Path) -> Catalogue:
    """Give everything there is to do."""
    return load_catalogue(root)


@pytest.fixture(scope="session")
def lines(root: Path, catalogue: Catalogue) -> Lines:
    """Give the words of every line."""
    return load_lines(root, catalogue)
