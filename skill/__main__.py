"""The command, ``back-coach``. What an operator does is in `skill.operating`, an author in `skill.authoring`."""

import gc
import logging
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from skill.errors import BackCoachError

MODULES: Mapping[str, str] = {
    "check": "skill.authoring",
    "erase": "skill.operating",
    "export": "skill.operating",
    "migrate": "skill.operating",
    "model": "skill.authoring",
    "rehearse": "skill.authoring",
    "serve": "skill.operating",
    "talk": "skill.authoring",
}
"""Where each command is. A module is loaded for its own commands alone: a server would hold the others in memory."""


class Commands(click.Group):
    """Commands that print what is wrong and what to do, and exit 1: a stack trace would tell an author nothing.

    Until one is needed, each is there by its name alone.
    """

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Give a command."""
        if cmd_name not in MODULES:
            return None
        command: click.Command = loaded(MODULES[cmd_name]).COMMANDS[cmd_name]
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BackCoachError as error:
            click.echo(str(error), err=True)
            ctx.exit(1)


def loaded(module: str) -> Any:  # noqa: ANN401 - a module's names are its own
    """Import a module. None of it is garbage: to look for some in it, then or later, would take a sixth of a start."""
    gc.disable()
    try:
        return import_module(module)
    finally:
        gc.freeze()
        gc.enable()


@click.group(
    cls=Commands,
    commands={name: click.Command(name) for name in MODULES},
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="back-coach")
def main() -> None:
    """Talk to Back Coach, serve it to Alexa, and look after its content."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


if __name__ == "__main__":
    main()
