"""The measurement itself, and one hold by it where espeak-ng is installed."""

import os
import subprocess
import sys
from array import array
from pathlib import Path

import pytest

from skill.catalogue.model import Catalogue
from skill.coach.reply import Timeline
from skill.frozen import replace
from skill.sounding.espeak import Espeak, NoVoiceError, installed
from skill.speech import lengths
from skill.speech.duration import MEASURED, expected_ms
from skill.speech.lines import Lines

from .sound import Sound
from .timing import Case, Result, cases, every_second, hold, measured, off_ms, sent
from .words import MOST_NEIGHBOURS, as_python, fitted, neighbours, table_words, timed_beats


@pytest.fixture
def espeak() -> Espeak:
    """Give espeak-ng, or skip with the reason."""
    try:
        return installed()
    except NoVoiceError as error:
        pytest.skip(str(error))


def test_a_hold_by_ear(espeak: Espeak, catalogue: Catalogue, lines: Lines) -> None:
    """A hold of 30 s, as it is sent, lasts as planned with each word in its place; naively it is half too long."""
    result = measured(hold(30, catalogue, lines), lines, espeak)
    assert result.holds, result
    assert 45_000 <= result.naive_ms <= 49_000


@pytest.mark.parametrize(
    ("sent_ms", "off_ms", "holds"),
    [
        (10_300, (0, 400, -9), True),
        (9700, (9, -400, 0), True),
        (10_301, (0,), False),
        (9699, (0,), False),
        (10_000, (0, 401, -9), False),
        (10_000, (9, -401, 0), False),
    ],
)
def test_bounds(sent_ms: int, off_ms: tuple[int, ...], *, holds: bool) -> None:
    """Both bounds hold on either side, and the word furthest off decides."""
    assert Result(Case("x", Timeline((), 10_000), ""), sent_ms, 0, off_ms).holds is holds


def test_what_is_measured(catalogue: Catalogue, lines: Lines) -> None:
    """Four holds, the same with every second counted, and a set of each exercise at each level."""
    every = list(cases(catalogue, lines))
    lengths_ms = [10_000, 20_000, 30_000, 60_000]
    assert [case.played.length_ms for case in every[:8]] == [*lengths_ms, *lengths_ms]
    assert [case.name.split()[1] for case in every[8::3]] == [
        id_ for id_ in catalogue.exercises if id_ != "reverse-plank"
    ]
    assert len(sent(every_second(60), lines)) == 60
    assert sum(map(len, (sent(case.played, lines) for case in every))) > 120


def test_begins() -> None:
    """A word begins after a silence as long as the one that was sent, not after a shorter one inside a word."""
    heard = [1000] * 10 + [0] * 5 + [1000] * 10 + [5] * 20 + [1000] * 10 + [0] * 30
    assert Sound(array("h", heard), rate=1000).begins([19, 30]) == [0, 45]
    assert Sound(array("h", [0] * 7 + heard), rate=1000).begins([19, 30]) == [7, 52]
    assert Sound(array("h", heard), rate=500).length_ms == 2 * len(heard)
    assert Sound(array("h", [0] * 9), rate=1000).begins([1]) == []


def test_off(lines: Lines) -> None:
    """Each word is compared with its own moment; words that run together are no result."""
    played = every_second(3)
    word, rest = [1000] * 100, [0] * 900
    late = Sound(array("h", [*word, *rest, *[0] * 30, *word, *rest, *word, *rest]), rate=1000)
    assert off_ms(played, lines, late) == [0, 30, 30]
    with pytest.raises(ValueError, match="zip"):
        off_ms(played, lines, Sound(array("h", [*word, *word]), rate=1000))


def test_lengths_are_found_again() -> None:
    """From a voice that speaks by the table, the table comes out."""
    said = ["Bring the bar in, slowly.", "Keep going. Now stand tall."]
    voice = fitted(expected_ms, lengths.SPOKEN_MS, said)
    assert replace(voice, start=MEASURED.start) == MEASURED
    assert abs(voice.start - MEASURED.start) <= 1


def test_the_table_is_as_written() -> None:
    """The module in use is what would be written for its own figures."""
    assert as_python(MEASURED, lengths.ORIGIN) == Path(lengths.__file__).read_text(encoding="utf-8")


def test_the_table_holds_what_is_said_inside_sets(
    catalogue: Catalogue, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words said in sets join those that are in the table already, which keep their order."""
    monkeypatch.setattr(lengths, "SPOKEN_MS", {"zebra": 500, "up": 200})
    words = table_words(timed_beats(catalogue, lines))
    assert words[:2] == ["zebra", "up"]
    assert {"down", "halfway", "eight", "press the floor away"} <= set(words[2:])
    assert len(words) == len(set(words))


def test_neighbours(catalogue: Catalogue, lines: Lines) -> None:
    """A word has the words beside it that it most often has."""
    found = neighbours(timed_beats(catalogue, lines))
    assert found["Two."][0] == ("Three.", "One.")
    assert max(map(len, found.values())) == MOST_NEIGHBOURS


def test_without_espeak(tmp_path: Path) -> None:
    """Without espeak-ng the command says how to install it, on one line, and gives a code of its own."""
    command = [sys.executable, "-m", "tests.measure"]
    root = Path(__file__).parents[2]
    done = subprocess.run(  # noqa: S603 - this checkout's own command
        command, cwd=root, env={**os.environ, "PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert "apt install espeak-ng" in done.stderr
    assert len(done.stderr.splitlines()) == 1
