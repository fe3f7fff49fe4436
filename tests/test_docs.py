"""What the README says is there, is there."""

import re
from pathlib import Path

import click

from skill.__main__ import main

README = Path(__file__).parent.parent / "README.md"


def test_every_command_is_in_the_readme() -> None:
    """Nobody has to guess what the command line can do."""
    told = set(re.findall(r"`back-coach (\w+)", README.read_text(encoding="utf-8")))
    assert isinstance(main, click.Group)
    assert set(main.list_commands(click.Context(main))) == told


def test_every_file_and_folder_it_names_exists() -> None:
    """A newcomer who follows a path arrives."""
    named = re.findall(r"`?((?:content|skill|tests|interaction_model)/[\w./-]*)", README.read_text(encoding="utf-8"))
    assert [path for path in named if not (README.parent / path.rstrip(".")).exists()] == []


def test_every_setting_is_in_the_readme() -> None:
    """The operator finds each environment variable explained."""
    settings = (README.parent / "skill/settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r"BACK_COACH_[A-Z_]+", settings)) - {"BACK_COACH_"}
    assert names <= set(re.findall(r"`(BACK_COACH_[A-Z_]+)`", README.read_text(encoding="utf-8")))
