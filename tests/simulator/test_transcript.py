"""The transcript on paper and on a terminal."""

import io
import os
import termios

import pytest

from skill.simulator.person import Spoken
from skill.simulator.sound import Sound
from skill.simulator.transcript import Paper, Transcript

TERMINAL = Paper(terminal=True, colour=False, blocks=True)
REST = Sound(65_000, 400, "Rest.", "rest", 2000)


class _Stream(io.TextIOWrapper):
    def __init__(self, *, terminal: bool, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.mark.parametrize(
    ("stream", "environ", "paper"),
    [
        (_Stream(terminal=True), {}, Paper(terminal=True, colour=True, blocks=True)),
        (_Stream(terminal=True), {"NO_COLOR": ""}, Paper(terminal=True, colour=True, blocks=True)),
        (_Stream(terminal=True), {"NO_COLOR": "1"}, Paper(terminal=True, colour=False, blocks=True)),
        (_Stream(terminal=True), {"TERM": "dumb"}, Paper(terminal=False, colour=False, blocks=True)),
        (_Stream(terminal=False), {}, Paper(terminal=False, colour=False, blocks=True)),
        (_Stream(terminal=True, encoding="ascii"), {}, Paper(terminal=True, colour=True, blocks=False)),
    ],
)
def test_a_stream_shows_what_it_can(stream: _Stream, environ: dict[str, str], paper: Paper) -> None:
    """Colour needs a terminal and NO_COLOR unset or empty, and the bar's blocks an encoding that has them."""
    assert Paper.of(stream, environ) == paper


def test_a_bar_is_redrawn_in_place() -> None:
    """On a live terminal what is left of a timer shrinks on one line, which the next words clear."""
    out = io.StringIO()
    transcript = Transcript(out, TERMINAL, live=True, prompting=False)
    transcript.sound(65_000, REST)
    transcript.tick(66_000)
    transcript.tick(67_000)
    transcript.tick(67_250)
    transcript.remark(67_500, "done")

    assert out.getvalue() == (
        "  1:05.0  coach  Rest.\n"
        "  1:05.0         rest ████████████████████████   2 s "
        "\r  1:06.0         rest ████████████░░░░░░░░░░░░   1 s "
        "\r  1:07.0         rest ░░░░░░░░░░░░░░░░░░░░░░░░   0 s "
        "\r\x1b[K  1:07.5         done\n"
    )


@pytest.mark.parametrize(
    ("columns", "bar"),
    [
        (80, "rest ████████████████████████   2 s "),
        (53, "rest ████████████████████████   2 s "),
        (52, "rest ███████████████████████   2 s "),
        (40, "rest ███████████   2 s "),
        (30, "rest █   2 s "),
        (29, "rest   2 s "),
        (10, "rest   2 s "),
    ],
)
def test_a_bar_takes_the_columns_there_are(columns: int, bar: str) -> None:
    """A bar that wrapped would begin a line at every redraw: it is shorter, or only the seconds are told."""
    out = io.StringIO()
    paper = Paper(terminal=True, colour=False, blocks=True, columns=columns)
    Transcript(out, paper, live=True, prompting=False).sound(65_000, Sound(65_000, 400, "", "rest", 2000))

    assert out.getvalue() == f"  1:05.0         {bar}"
    assert len(out.getvalue()) <= max(columns, len("  1:05.0         rest   2 s "))


def test_a_bar_leaves_the_typed_line_alone() -> None:
    """The cursor returns to where the person types, and what was typed then has the bar's place."""
    out = io.StringIO()
    transcript = Transcript(out, TERMINAL, live=True, prompting=True)
    transcript.sound(65_000, REST)
    transcript.tick(66_000)
    transcript.you(66_100, Spoken("alexa, stop", echoed=True))
    transcript.stop_timer()
    transcript.tick(66_250)
    transcript.prompt()
    transcript.close()

    assert out.getvalue() == (
        "\r\x1b[K  1:05.0  coach  Rest.\n"
        "\r\x1b[K  1:05.0         rest ████████████████████████   2 s "
        "\x1b7\r  1:06.0         rest ████████████░░░░░░░░░░░░   1 s\x1b8"
        "\x1b[A\r\x1b[K  1:06.1  you    alexa, stop\n"
        "you> \n"
    )


def test_a_timer_of_no_time_is_over() -> None:
    """An empty bar is drawn for it, and nothing is divided by it."""
    out = io.StringIO()
    Transcript(out, TERMINAL, live=True, prompting=False).sound(0, Sound(0, 0, "", "rest", 0))

    assert out.getvalue() == "  0:00.0         rest ░░░░░░░░░░░░░░░░░░░░░░░░   0 s "


@pytest.mark.parametrize("terminal", [True, False])
def test_paper_gets_one_plain_line(terminal: bool) -> None:  # noqa: FBT001 - a parameter
    """Without a live terminal a timer is one line at its start, with no control character."""
    out = io.StringIO()
    transcript = Transcript(
        out, Paper(terminal=terminal, colour=False, blocks=True), live=not terminal, prompting=not terminal
    )
    transcript.sound(65_000, REST)
    transcript.tick(66_000)
    transcript.prompt()

    assert out.getvalue() == "  1:05.0  coach  Rest.\n  1:05.0         rest 2 s\n"


def test_a_poor_encoding_gets_what_it_can_show() -> None:
    """Characters that the stream cannot write are replaced, and the bar is made of others."""
    stream = _Stream(terminal=True, encoding="ascii")
    transcript = Transcript(stream, Paper.of(stream, {"NO_COLOR": "1"}), live=True, prompting=False)
    transcript.sound(0, Sound(0, 0, "Café.", "rest", 2000))
    transcript.tick(1000)
    stream.seek(0)

    assert stream.read() == (
        "  0:00.0  coach  Caf?.\n"
        "  0:00.0         rest ########################   2 s "
        "\r  0:01.0         rest ############------------   1 s "
    )


def test_colour_is_for_the_label() -> None:
    """The words themselves stay as they are."""
    out = io.StringIO()
    Transcript(out, Paper(terminal=True, colour=True, blocks=True), live=False, prompting=False).remark(600_500, "done")

    assert out.getvalue() == "\x1b[2m 10:00.5         \x1b[0mdone\n"


LONG = "Reach your chest toward the wall ahead, with your feet heavy."


@pytest.mark.parametrize(
    ("columns", "lines"),
    [
        (0, [f"  0:00.0  coach  {LONG}"]),
        (len(LONG) + 17, [f"  0:00.0  coach  {LONG}"]),
        (36, [f"  0:00.0  coach  {LONG}"]),
        (
            45,
            [
                "  0:00.0  coach  Reach your chest toward the",
                "                 wall ahead, with your feet",
                "                 heavy.",
            ],
        ),
    ],
)
def test_a_long_line_is_wrapped_under_itself(columns: int, lines: list[str]) -> None:
    """No line is wider than the terminal, whose further lines begin below the words; a sliver isn't wrapped for."""
    out = io.StringIO()
    paper = Paper(terminal=True, colour=False, blocks=True, columns=columns)
    Transcript(out, paper, live=False, prompting=False).sound(0, Sound(0, 0, LONG))

    assert out.getvalue().splitlines() == lines


def test_the_width_is_the_terminals_own() -> None:
    """The columns are asked of the terminal that is written to."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 93))
    with os.fdopen(ours), os.fdopen(theirs, "w", encoding="utf-8") as terminal:
        assert Paper.of(terminal, {}).columns == 93
        assert Paper.of(terminal, {"TERM": "dumb"}).columns == 0
