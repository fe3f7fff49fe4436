"""What an operator does at the command line: serve, and look after what is stored."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path

import click

from skill.app import load_content
from skill.server import Serving, default_workers, serve
from skill.settings import Settings, content_root
from skill.store import migrate, open_existing, open_store
from skill.store.base import PERSON

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="An IP address, or localhost.")
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


@click.command("migrate")
def migrate_command() -> None:
    """Prepare the store that BACK_COACH_STORE names, or bring it up to date. Servers may go on running meanwhile."""
    before, after = migrate(Settings.from_environ().store)
    click.echo(f"the store is up to date ({after})" if before == after else f"the store is prepared: {after}")


@click.command("export")
@click.argument("listener")
def export_command(listener: str) -> None:
    """Print as JSON all that is stored of LISTENER: an account, with every person of it, or one account#person."""
    store = open_existing(Settings.from_environ().store)
    who = (listener,) if PERSON in listener else store.household(listener)
    stored = {one: json.loads(text) for one in who if (text := store.load(one).progress) is not None}
    _refuse_nobody(stored)
    click.echo(json.dumps(stored, indent=2))


@click.command("erase")
@click.argument("listener")
def erase_command(listener: str) -> None:
    """Erase all that is stored of LISTENER: an account, with every person of it, or one account#person."""
    store = open_existing(Settings.from_environ().store)
    who = [listener] if PERSON in listener and store.load(listener).version else store.household(listener)
    # Whoever is there: of somebody erased already the store's log may still hold something.
    store.erase(listener, household=PERSON not in listener)
    _refuse_nobody(who)
    click.echo(f"erased: {len(who)}")


def _refuse_nobody(found: Collection[str]) -> None:
    if not found:
        url = Settings.from_environ().store
        scheme, _, file = url.partition("://")  # Of other stores the rest may hold a password.
        message = f"nothing is stored of this listener in {scheme}://{file if scheme == 'sqlite' else '…'}"
        raise click.ClickException(message)


COMMANDS: Mapping[str, click.Command] = {
    "erase": erase_command,
    "export": export_command,
    "migrate": migrate_command,
    "serve": serve_command,
}
