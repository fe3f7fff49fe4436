"""The command, ``back-coach``: here what an operator needs; what an author needs is in `skill.authoring`."""

import json
import logging
from collections.abc import Collection
from pathlib import Path

import click

from skill.app import load_content
from skill.errors import BackCoachError
from skill.server import Serving, default_workers, serve
from skill.settings import Settings, content_root
from skill.store import migrate, open_store
from skill.store.base import PERSON

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

AUTHORS = ("check", "model", "rehearse", "talk")
"""The commands of `skill.authoring`. It is loaded for them alone: every process of a server would hold it in memory."""


class Commands(click.Group):
    """Commands that print what is wrong and what to do, and exit 1: a stack trace would tell an author nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands."""
        return sorted([*super().list_commands(ctx), *AUTHORS])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command."""
        if cmd_name not in AUTHORS:
            return super().get_command(ctx, cmd_name)
        from skill import authoring  # noqa: PLC0415 - see AUTHORS

        return authoring.COMMANDS[cmd_name]

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BackCoachError as error:
            click.echo(str(error), err=True)
            ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="back-coach")
def main() -> None:
    """Talk to Back Coach, serve it to Alexa, and look after its content."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


@main.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1), default=default_workers, show_default="one a core, two at least")
@click.option("--certfile", type=FILE, help="Serve HTTPS by this certificate chain, PEM, with --keyfile.")
@click.option("--keyfile", type=FILE, help="The certificate's key, PEM.")
def serve_command(host: str, port: int, workers: int, certfile: Path | None, keyfile: Path | None) -> None:
    """Serve the skill to Alexa. Settings come from the environment, see the README."""
    if (certfile is None) != (keyfile is None):
        message = "HTTPS needs both --certfile and --keyfile"
        raise click.UsageError(message)
    settings = Settings.from_environ()
    settings.refuse_if_exposed(host)
    load_content(content_root())
    open_store(settings.store).ping()
    serve(settings, Serving(host, port, workers, certfile, keyfile))


@main.command("migrate")
def migrate_command() -> None:
    """Prepare the store that BACK_COACH_STORE names, or bring it up to date. Servers may go on running meanwhile."""
    before, after = migrate(Settings.from_environ().store)
    click.echo(f"the store is up to date ({after})" if before == after else f"the store is prepared: {after}")


@main.command("export")
@click.argument("listener")
def export_command(listener: str) -> None:
    """Print as JSON all that is stored of LISTENER: an account, with every person of it, or one account#person."""
    store = open_store(Settings.from_environ().store)
    who = (listener,) if PERSON in listener else store.household(listener)
    stored = {one: json.loads(text) for one in who if (text := store.load(one).progress) is not None}
    _refuse_nobody(stored)
    click.echo(json.dumps(stored, indent=2))


@main.command("erase")
@click.argument("listener")
def erase_command(listener: str) -> None:
    """Erase all that is stored of LISTENER: an account, with every person of it, or one account#person."""
    store = open_store(Settings.from_environ().store)
    who = [listener] if PERSON in listener and store.load(listener).version else store.household(listener)
    _refuse_nobody(who)
    store.erase(listener, household=PERSON not in listener)
    click.echo(f"erased: {len(who)}")


def _refuse_nobody(found: Collection[str]) -> None:
    if not found:
        message = "nothing is stored of this listener in the store that BACK_COACH_STORE names"
        raise click.ClickException(message)


if __name__ == "__main__":
    main()
