"""The real content, read once."""

from pathlib import Path

import pytest

from skill.catalogue.loader import load_catalogue
from skill.catalogue.model import Catalogue
from skill.settings import content_root
from skill.speech.lines import Lines
from skill.speech.loader import load_lines


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the folder that holds the content."""
    return content_root()


@pytest.fixture(scope="session")
def catalogue(root: Path) -> Catalogue:
    """Give everything there is to do."""
    return load_catalogue(root)


@pytest.fixture(scope="session")
def lines(root: Path, catalogue: Catalogue) -> Lines:
    """Give the words of every line."""
    return load_lines(root, catalogue)
