"""The command, ``back-coach``: talk, rehearse, serve, migrate, export, erase, model and check."""

import json
import logging
import sys
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import IO

import click

from skill.alexa.interaction_model import build_all, target, text
from skill.alexa.manifest import TARGET, load_listing, manifest
from skill.app import create_app, load_content
from skill.catalogue.loader import load_catalogue
from skill.catalogue.model import Level
from skill.checks import findings, listing_findings, overmatches
from skill.coach.preferences import CountStyle, Pace, Preferences
from skill.coach.reply import Reply
from skill.errors import BackCoachError, ContentError, Finding
from skill.rehearsal import as_objects, as_text, clock, plan_for, rehearse, replies
from skill.server import Serving, default_workers, on_loopback, serve
from skill.settings import Settings, content_root
from skill.simulator.listeners import echoes
from skill.simulator.shell import talk
from skill.simulator.voice import Machine
from skill.simulator.web import page
from skill.sounding.espeak import installed
from skill.sounding.progress import Paper
from skill.sounding.recording import blocks, length_ms, record, write
from skill.speech.lines import Lines
from skill.speech.loader import LOCALES, load_lines
from skill.store import migrate, open_store
from skill.store.base import PERSON

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LEVELS = click.Choice([level.value for level in Level])


class Commands(click.Group):
    """Commands that print what is wrong and what to do, and exit 1: a stack trace would tell an author nothing."""

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


@main.command("talk")
@click.argument("utterances", nargs=-1)
@click.option("--clock", type=click.Choice(["real", "virtual"]), default="real", show_default=True)
@click.option("--locale", type=click.Choice(LOCALES), default=LOCALES[0], show_default=True)
@click.option("--store", "store_url", metavar="URL", help="Where progress is kept; in memory unless given.")
@click.option("--voice", is_flag=True, help="Speak aloud, with espeak-ng, where there is a sound device.")
def talk_command(utterances: tuple[str, ...], clock: str, locale: str, store_url: str | None, *, voice: bool) -> None:
    """Talk to the coach in this terminal, or on the page whose address is printed.

    Says each UTTERANCE and plays the answers; without any, it is a conversation at a prompt. One argument may hold
    several utterances, separated by semicolons. Of a single utterance, what follows is answered with "ready"
    wherever the coach asks for it, so that a routine plays to its end.
    """
    _refuse_bad_content()
    for chatty in ("werkzeug", "skill.turns"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    settings = replace(Settings.from_environ(), skill_id=None, verify=False)
    app = create_app(settings, store=open_store(store_url or "sqlite://"))
    model = json.loads((content_root() / target(locale)).read_text(encoding="utf-8"))
    app.register_blueprint(page(echoes(model, locale)))
    with on_loopback(app) as address:
        click.echo(f"Back Coach listens at {address}/alexa")
        click.echo(f"Talk to it in a browser at {address}/")
        aloud = Machine().voice(real=clock == "real") if voice else None
        url, user = f"{address}/alexa", "talk"
        code = talk(url, model, utterances, clock=clock, locale=locale, skill_id=None, user=user, voice=aloud)
    sys.exit(code)


@main.command("rehearse")
@click.argument("routine")
@click.option("--level", type=LEVELS, help="Another level than the routine's own.")
@click.option(
    "--pace",
    type=click.Choice([one.value for one in Pace]),
    default=Pace.USUAL.value,
    help="How fast to talk and count.",
)
@click.option(
    "--count",
    type=click.Choice([one.value for one in CountStyle]),
    default=CountStyle.USUAL.value,
    help="How much to count.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--wav", type=click.File("wb"), metavar="FILE", help="Speak it into FILE instead; needs espeak-ng.")
def rehearse_command(  # noqa: PLR0913 - an argument for each option
    routine: str, level: str | None, pace: str, count: str, wav: IO[bytes] | None, *, as_json: bool
) -> None:
    """Print every word of ROUTINE (or of one exercise) with its second, or make it heard.

    The words are the plan's. The sound is that of the very documents Alexa is sent, block after block, with the
    question at each block's end and a second of silence for the answer.
    """
    if wav and as_json:
        message = "--json prints the words and --wav speaks them: choose one"
        raise click.UsageError(message)
    _refuse_bad_content()
    catalogue = load_catalogue(content_root())
    plan = plan_for(routine, Level(level) if level else None, catalogue)
    if plan is None:
        message = f"there is no {routine!r}; there are {', '.join([*catalogue.routines, *catalogue.exercises])}"
        raise click.UsageError(message)
    lines = load_lines(content_root(), catalogue)
    wished = Preferences(Pace(pace), CountStyle(count))
    if wav:
        _record(replies(plan, catalogue, wished), lines, wav)
        return
    rows = rehearse(plan, catalogue, lines, wished)
    for line in map(json.dumps, as_objects(rows)) if as_json else as_text(rows):
        click.echo(line)


def _record(answers: Iterable[Reply], lines: Lines, wav: IO[bytes]) -> None:
    say, paper = installed(), Paper.of(sys.stderr)
    samples = record(blocks(answers, lines), say, paper.watch)
    write(samples, wav)
    click.echo(f"{wav.name} lasts {clock(length_ms(samples)).strip()}", err=True)


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


@main.command("model")
@click.option("--check", is_flag=True, help="Only say whether what is committed is up to date.")
def model_command(*, check: bool) -> None:
    """Write the interaction model of every locale, and the skill's manifest, from the content."""
    _refuse_bad_content()
    root = content_root()
    _refuse(listing_findings(root))
    stale = {name: wanted for name, wanted in _package(root).items() if _written(root / name) != wanted}
    for name, wanted in stale.items():
        if check:
            click.echo(f"{name}:1: out of date with content/: run back-coach model", err=True)
        else:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(wanted, encoding="utf-8")
    if check and stale:
        sys.exit(1)
    click.echo("interaction_model/ is up to date")


def _package(root: Path) -> dict[str, str]:
    """Give every file that is made for Amazon, by name."""
    models = build_all(root, load_catalogue(root))
    made = {target(locale): text(model) for locale, model in models.items()}
    return made | {TARGET: text(manifest(load_listing(root)))}


def _written(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


@main.command("check")
def check_command() -> None:
    """Check everything in content/: form, facts, lengths, words, and that nothing said is heard as something else."""
    _refuse_bad_content()
    _refuse((*listing_findings(content_root()), *overmatches(content_root())))
    click.echo("content/ has no findings")


def _refuse_bad_content() -> None:
    _refuse(findings(content_root()))


def _refuse(found: tuple[Finding, ...]) -> None:
    if found:
        raise ContentError(found)


if __name__ == "__main__":
    main()
