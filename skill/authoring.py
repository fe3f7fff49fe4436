"""What an author does at the command line: talk, rehearse, model and check."""

import json
import logging
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO

import click

from skill.alexa.interaction_model import build_all, target, text
from skill.alexa.manifest import TARGET, load_listing, manifest
from skill.app import create_app
from skill.catalogue.loader import load_catalogue
from skill.catalogue.model import Level
from skill.checks import findings, listing_findings, overmatches, strays
from skill.coach.preferences import CountStyle, Pace, Preferences
from skill.coach.reply import Reply
from skill.errors import ContentError, Finding
from skill.frozen import replace
from skill.rehearsal import as_objects, as_text, clock, plan_for, rehearse, replies
from skill.server import on_loopback
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
from skill.store import open_store

LEVELS = click.Choice([level.value for level in Level])


@click.command("talk")
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


@click.command("rehearse")
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
    # Opens it, or refuses, before minutes are spent on what has nowhere to go.
    wav.writable()
    samples = record(blocks(answers, lines), say, paper.watch)
    write(samples, wav)
    click.echo(f"{wav.name} lasts {clock(length_ms(samples)).strip()}", err=True)


@click.command("model")
@click.option("--check", is_flag=True, help="Only say whether what is committed is up to date.")
def model_command(*, check: bool) -> None:
    """Write the interaction model of every locale, and the skill's manifest, from the content."""
    _refuse_bad_content()
    root = content_root()
    _refuse(listing_findings(root))
    stale = _stale(root)
    for name, wanted in stale.items():
        if check:
            click.echo(f"{name}:1: out of date with content/: run back-coach model", err=True)
        else:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(wanted, encoding="utf-8")
            click.echo(f"{name} is written")
    if check and stale:
        sys.exit(1)
    click.echo("interaction_model/ is up to date")


def _stale(root: Path) -> dict[str, str]:
    """Give every file made for Amazon that is not what the content makes of it, by name."""
    return {name: wanted for name, wanted in _package(root).items() if _written(root / name) != wanted}


def _package(root: Path) -> dict[str, str]:
    """Give every file that is made for Amazon, by name."""
    models = build_all(root, load_catalogue(root))
    made = {target(locale): text(model) for locale, model in models.items()}
    return made | {TARGET: text(manifest(load_listing(root)))}


def _written(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


@click.command("check")
def check_command() -> None:
    """Check everything in content/: form, facts, lengths, words, and that nothing said is heard as something else."""
    root = content_root()
    if sys.stderr.isatty():
        click.echo("checking content/, which takes half a minute", err=True)
    _refuse((*strays(root), *findings(root)))
    _refuse((*listing_findings(root), *overmatches(root)))
    click.echo("content/ has no findings")
    if _stale(root):
        click.echo("interaction_model/ is older than content/: run back-coach model")


def _refuse_bad_content() -> None:
    _refuse(findings(content_root()))


def _refuse(found: tuple[Finding, ...]) -> None:
    if found:
        raise ContentError(found)


COMMANDS: Mapping[str, click.Command] = {
    "check": check_command,
    "model": model_command,
    "rehearse": rehearse_command,
    "talk": talk_command,
}
