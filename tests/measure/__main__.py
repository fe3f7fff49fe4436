"""`make measure`: how exactly counting in words and breaks keeps time, by espeak-ng; and the word lengths anew."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from skill.catalogue.model import Catalogue
from skill.sounding.espeak import Espeak, NoVoiceError, installed
from skill.speech import lengths
from skill.speech.lines import Lines

from .timing import MOST_OFF_MS, Result, cases, measured, spoken_content
from .words import NEIGHBOURS, PAIRS, as_python, fitted, neighbours, origin, table_words, timed_beats, word_ms

OUT_OF_BOUNDS, NO_VOICE = 1, 3
"""Exit codes."""

HEADER = (
    f"{'':33}{'':>9}{'words and the rest of the window':^35}{'number, break of 1 s':^20}\n"
    f"{'':33}{'plan':>9}{'heard':>10}{'':8}{'furthest word':>15}{'':2}{'heard':>10}{'':8}"
)


@click.command(help=__doc__)
@click.option("--lengths", "table", type=click.Choice(["print", "write"]), help="Measure the word lengths instead.")
def main(table: str | None) -> None:
    """Exit with 1 where something measured is out of bounds, with 3 where there is no espeak-ng."""
    try:
        espeak = installed()
    except NoVoiceError as error:
        click.echo(error, err=True)
        sys.exit(NO_VOICE)
    catalogue, lines = spoken_content()
    if table:
        _measure_words(espeak, catalogue, lines, write=table == "write")
    else:
        sys.exit(_measure_timing(espeak, catalogue, lines))


def _measure_timing(espeak: Espeak, catalogue: Catalogue, lines: Lines) -> int:
    every = list(cases(catalogue, lines))
    results = []
    with _progress(len(every)) as tick:
        for case in every:
            results.append(measured(case, lines, espeak))
            tick(1)
    click.echo(f"By {origin(espeak)}. Lengths in seconds.\n")
    click.echo("\n".join(_report(results)))
    return 0 if all(result.holds for result in results) else OUT_OF_BOUNDS


def _report(results: Sequence[Result]) -> Iterator[str]:
    yield HEADER
    yield from map(_row, results)
    yield "\nThe naive set of repetitions has its own words, each before a break as long as its window."
    yield "Bounds: length within 3 % of the plan, 6 % when every second is counted;"
    yield f"no word more than {MOST_OFF_MS} ms off its place (+ late, - early)."
    out = [result.case.name for result in results if not result.holds]
    yield f"Out of bounds: {', '.join(out)}." if out else "All of it is within them."


@contextmanager
def _progress(length: int) -> Iterator[Callable[[int], None]]:
    """Show progress on a terminal and nothing elsewhere; give what is called with 1 for each step."""
    with click.progressbar(length=length, label="Listening", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield bar.update


def _row(result: Result) -> str:
    plan, heard, naive = (ms / 1000 for ms in (result.case.played.length_ms, result.sent_ms, result.naive_ms))
    sent = f"{heard:10.2f}{result.percent:+6.1f} %{result.most_off_ms:+12d} ms"
    return f"{result.case.name:33}{plan:9.2f}{sent}  {naive:10.2f}{result.naive_percent:+6.0f} %"


def _measure_words(espeak: Espeak, catalogue: Catalogue, lines: Lines, *, write: bool) -> None:
    beats = timed_beats(catalogue, lines)
    around = neighbours(beats)
    words, said = table_words(beats), sorted({beat.say for beat in beats})
    with _progress(len(words) + 2 * len(PAIRS) + len(said)) as tick:

        def measure(text: str) -> int:
            tick(1)
            return word_ms(text, around.get(text, NEIGHBOURS), espeak)

        module = as_python(fitted(measure, words, said), origin(espeak))
    if write:
        Path(lengths.__file__).write_text(module, encoding="utf-8")
    click.echo(f"wrote {lengths.__file__}" if write else module, nl=write)


if __name__ == "__main__":
    main()
