"""What the README and the recipes say is there, is there."""

import re
from pathlib import Path

import click
import pytest

from skill.__main__ import main

README = Path(__file__).parent.parent / "README.md"
CONTRIBUTING = README.with_name("CONTRIBUTING.md")


def test_every_command_is_in_the_readme() -> None:
    """Nobody has to guess what the command line can do."""
    told = set(re.findall(r"`back-coach (\w+)", README.read_text(encoding="utf-8")))
    assert isinstance(main, click.Group)
    assert set(main.list_commands(click.Context(main))) == told


@pytest.mark.parametrize("told", [README, CONTRIBUTING], ids=lambda told: told.name)
def test_every_file_and_folder_it_names_exists(told: Path) -> None:
    """A newcomer who follows a path arrives."""
    named = re.findall(r"`?((?:content|skill|tests|interaction_model)/[\w./-]*)", told.read_text(encoding="utf-8"))
    assert [path for path in named if not (README.parent / path.rstrip(".")).exists()] == []


def test_every_name_in_a_recipe_is_where_it_says() -> None:
    """Nobody looks for a list that has moved on."""
    named = re.findall(r"`([A-Z_]+)`\s+in\s+`([\w/]+\.py)`", CONTRIBUTING.read_text(encoding="utf-8"))
    assert {name for name, _ in named} >= {"GOES_ON", "KEEPS_ASKING", "URGENT", "HEAD"}
    files = {file: (README.parent / file).read_text(encoding="utf-8") for _, file in named}
    assert [name for name, file in named if not re.search(rf"^{name}\b.* = ", files[file], re.MULTILINE)] == []


def test_every_setting_is_in_the_readme() -> None:
    """The operator finds each environment variable explained."""
    settings = (README.parent / "skill/settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r"BACK_COACH_[A-Z_]+", settings)) - {"BACK_COACH_"}
    assert names <= set(re.findall(r"`(BACK_COACH_[A-Z_]+)`", README.read_text(encoding="utf-8")))
