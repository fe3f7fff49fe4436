"""A workout made audible: scores by the documented rules, samples on their moments, and the command around them."""

import io
import shutil
import wave
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from skill import __main__ as command
from skill import authoring
from skill.alexa import audio
from skill.catalogue.model import Catalogue, Level
from skill.coach.reply import Cue, CueKind, Line
from skill.rehearsal import plan_for, replies
from skill.simulator import apla
from skill.simulator.sound import spoken
from skill.sounding import espeak
from skill.sounding.espeak import RATE, Espeak, NoVoiceError, installed, trimmed
from skill.sounding.progress import Paper
from skill.sounding.recording import Block, blocks, length_ms, record, texts, write
from skill.sounding.score import Player, Score, Spoken
from skill.speech.lines import Lines
from skill.speech.script import Beat, script

Json = dict[str, Any]

LOUD = 9000
ONSET = 300
"""What counts as the beginning of a sound: one percent of the loudest."""

WORD_MS = 400
NUMBERS = (
    "One.",
    "Two.",
    "Three.",
    "Four.",
    "Five.",
    "Six.",
    "Seven.",
    "Eight.",
    "Nine.",
    "Ten.",
    "Eleven.",
    "Twelve.",
)


def say(text: str) -> bytes:
    """Stand in for a voice: 400 ms of the same loudness for each word, and nothing for none."""
    return array("h", [LOUD] * (RATE * WORD_MS // 1000 * len(text.split()))).tobytes()


def heard(samples: bytes, from_ms: int, to_ms: int) -> "array[int]":
    """Give what sounds between two moments."""
    return array("h", samples)[from_ms * RATE // 1000 : to_ms * RATE // 1000]


def directive(item: Json, **payload: Any) -> Json:  # noqa: ANN401 - any JSON
    """Give a directive with one component."""
    return {
        "document": {"mainTemplate": {"parameters": ["payload"], "item": item}},
        "datasources": {"payload": payload},
    }


def block(beats: Sequence[tuple[str, int]], ask: str = "") -> Block:
    """Give a block of beats, as it is sent."""
    cue = Cue(0, 0, Line("any"), CueKind.TALK)
    played = [Beat(0, window_ms, words, cue) for words, window_ms in beats]
    return Block({"document": audio.DOCUMENT, "datasources": audio.datasources(played, ask)}, asks=bool(ask))


@pytest.fixture
def every_block(catalogue: Catalogue, lines: Lines) -> Iterator[Block]:
    """Give every block of every workout."""
    plans = (plan_for(name, level, catalogue) for name in catalogue.routines for level in Level)
    return (one for plan in plans if plan for one in blocks(replies(plan, catalogue), lines))


SPEECH = {"type": "Speech", "content": "one two"}
TRIMMED = {**SPEECH, "duration": "trimToParent"}


TWICE = Score((Spoken(0, 800, "one two"), Spoken(800, 800, "one two")), 1600)


def silence(ms: object) -> Json:
    """Give a component that is silent for so long."""
    return {"type": "Silence", "duration": ms}


def mixer(*items: Json) -> Json:
    """Give components that play at once."""
    return {"type": "Mixer", "items": [*items]}


def each(data: str, item: Json) -> Json:
    """Give a component for each element of a list."""
    return {"type": "Sequencer", "data": data, "item": item}


@pytest.mark.parametrize(
    ("item", "score"),
    [
        (silence(250), Score((), 250)),
        (SPEECH, Score((Spoken(0, 800, "one two"),), 800)),
        ({"type": "Sequencer", "items": [SPEECH, SPEECH]}, TWICE),
        (mixer(silence(900), SPEECH), Score((Spoken(0, 800, "one two"),), 900)),
        (mixer(silence(300), SPEECH), Score((Spoken(0, 800, "one two"),), 800)),
        (mixer(silence(300), TRIMMED), Score((Spoken(0, 300, "one two"),), 300)),
        (mixer(TRIMMED), Score()),
        (each("${payload.beats}", silence("${data.ms}")), Score((), 330)),
        (each("${payload.words}", {**SPEECH, "content": "${data}"}), TWICE),
    ],
)
def test_documents_are_played_by_the_documented_rules(item: Json, score: Score) -> None:
    """Sequencers add up, Mixers last as their longest automatic child, trimmed children are cut, bindings resolved."""
    played = directive(item, beats=[{"ms": 110}, {"ms": 220}], words=["one two"] * 2)

    assert Player(lambda text: WORD_MS * len(text.split())).play(played) == score


def test_a_component_that_is_never_sent_is_refused() -> None:
    """What nobody has taught the player is no silence."""
    with pytest.raises(ValueError, match="no component of type 'Audio'"):
        Player(len).play(directive({"type": "Audio", "source": "soundbank://bell"}))


def test_the_player_agrees_with_the_simulator(every_block: Iterator[Block]) -> None:
    """Two evaluations of every block of every routine give each text the same moment, and the whole the same length."""
    player = Player(lambda text: spoken(text).length_ms)
    for one in every_block:
        track, score = apla.render(one.directive), player.play(one.directive)
        began = {sound.at_ms: sound.text for sound in track.sounds}
        assert track.length_ms == score.length_ms
        assert all(text.text.startswith(began[round(text.at_ms)]) for text in score.spoken)


def test_words_are_laid_on_their_milliseconds() -> None:
    """Silence to the millisecond before, sound from it on, cut where the beat ends."""
    samples = record([block([("Up.", 1500), ("Far too long.", 1000), ("One.", 1000)])], say)

    assert length_ms(samples) == 3500
    assert set(heard(samples, 0, 400)) == {LOUD}
    assert set(heard(samples, 400, 1500)) == {0}
    assert set(heard(samples, 1500, 2900)) == {LOUD}
    assert set(heard(samples, 2900, 3500)) == {0}


def test_a_trimmed_word_ends_with_its_beat() -> None:
    """Nothing of it runs into the next beat, not even where that is silent."""
    samples = record([block([("Much too long.", 1000), ("", 1000)])], say)

    assert set(heard(samples, 0, 1000)) == {LOUD}
    assert set(heard(samples, 1000, 2000)) == {0}


def test_after_a_question_there_is_a_second_for_the_answer() -> None:
    """The question sounds to its end, then a second is left; without one the next block follows at once."""
    samples = record([block([("Rest.", 1000)], "Ready for set two?"), block([("Go.", 1000)])], say)

    assert length_ms(samples) == 1000 + 4 * WORD_MS + 1000 + 1000
    assert set(heard(samples, 1000, 2600)) == {LOUD}
    assert set(heard(samples, 2600, 3600)) == {0}
    assert set(heard(samples, 3600, 4000)) == {LOUD}


def test_each_text_is_said_once() -> None:
    """However often a word comes, the voice is asked for it a single time, in the order of first use."""
    asked: list[str] = []

    def once(text: str) -> bytes:
        asked.append(text)
        return say(text)

    record([block([("Up.", 1000), ("Down.", 1000), ("Up.", 1000)], "Ready?"), block([("Down.", 1000)], "Ready?")], once)

    assert asked == ["Up.", "Down.", "Ready?"]


def test_two_sounds_at_once_are_added() -> None:
    """Their sum stays within what a sample can hold."""
    both = directive({"type": "Mixer", "items": [SPEECH, {"type": "Speech", "content": "three"}]})
    loud = partial(lambda level, text: array("h", [level] * len(say(text))).tobytes(), 30_000)

    assert set(array("h", record([Block(both, asks=False)], loud))) == {30_000, 32_767}
    assert max(array("h", record([Block(both, asks=False)], say))) == 2 * LOUD


def accented(text: str) -> bytes:
    """Say numbers louder than anything else."""
    return say(text) if text in NUMBERS else array("h", [1000] * (len(say(text)) // 2)).tobytes()


def onset_ms(samples: bytes, at_ms: float, over: int) -> float:
    """Give how long after a moment it grows louder than so much."""
    start = round(at_ms * RATE / 1000)
    late = array("h", samples[2 * start : 2 * (start + RATE)])
    return next(index for index, sample in enumerate(late) if abs(sample) > over) * 1000 / RATE


def test_a_whole_workout_sounds_to_the_second(catalogue: Catalogue, lines: Lines) -> None:
    """Every count begins on its millisecond, and the length is the plan's, its questions' and their answers'."""
    plan = plan_for("home-beginner", None, catalogue)
    assert plan is not None
    answers = list(replies(plan, catalogue))
    samples = record(blocks(answers, lines), accented)
    start_ms = 0
    for reply in answers:
        for beat in script(reply.timeline, lines):
            if beat.cue.kind is CueKind.COUNT and beat.say in NUMBERS:
                assert max(heard(samples, start_ms + beat.at_ms - 5, start_ms + beat.at_ms)) < LOUD, beat
                assert onset_ms(samples, start_ms + beat.at_ms, LOUD - 1) < 0.1, beat
        assert reply.ask is not None
        start_ms += reply.timeline.length_ms + WORD_MS * len(lines.say(reply.ask).split()) + 1000

    assert length_ms(samples) == start_ms


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_real_voice_counts_on_time(catalogue: Catalogue, lines: Lines) -> None:
    """Spoken by espeak-ng, every count of an exercise begins within 20 ms of its moment and fits its beat."""
    plan = plan_for("torso-lift", None, catalogue)
    assert plan is not None
    answers = list(replies(plan, catalogue))
    sent = list(blocks(answers, lines))
    clips = {text: installed()(text) for text in texts(sent)}
    samples = record(sent, clips.__getitem__)
    start_ms = 0.0
    for reply in answers:
        for beat in script(reply.timeline, lines):
            assert length_ms(clips[beat.say]) <= beat.window_ms, beat
            if beat.cue.kind is CueKind.COUNT:
                assert onset_ms(samples, start_ms + beat.at_ms, ONSET) <= 20, beat
        assert reply.ask is not None
        start_ms += reply.timeline.length_ms + len(clips[lines.say(reply.ask)]) * 500 / RATE + 1000

    assert length_ms(samples) == pytest.approx(start_ms, abs=1)


def test_a_recording_is_a_wav_file() -> None:
    """One channel of 16 bits, 22,050 times a second."""
    out = io.BytesIO()
    write(say("One."), out)
    out.seek(0)

    with wave.open(out) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 22_050)
        assert sound.readframes(RATE) == say("One.")


def test_a_word_begins_and_ends_with_sound() -> None:
    """The silence and the hiss that espeak-ng puts around a text would make a count late."""
    assert (
        trimmed(array("h", [0, 90, -100, 0, 101, 0, -5000, 50, 0]).tobytes()) == array("h", [101, 0, -5000]).tobytes()
    )
    assert trimmed(bytes(100)) == b""


@pytest.mark.parametrize(
    ("program", "complaint"), [("false", "non-zero exit status 1"), ("/nowhere/espeak-ng", "No such file")]
)
def test_a_voice_that_fails_says_of_what(program: str, complaint: str) -> None:
    """A program that can't be run, or ends badly, is no stack trace."""
    with pytest.raises(NoVoiceError, match=rf"could not say 'Up\.': .*{complaint}"):
        Espeak(program)("Up.")


def test_a_voice_with_nothing_to_say_is_silent() -> None:
    """An empty text makes espeak-ng write not even a header."""
    assert Espeak("true")("") == b""


def test_a_missing_voice_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, with the command to type."""
    monkeypatch.setattr(shutil, "which", lambda _: None)

    with pytest.raises(NoVoiceError, match="sudo apt install espeak-ng"):
        installed()


FOUR = ("One.", "Two.", "Three.", "Four.")


@pytest.mark.parametrize(
    ("terminal", "colour", "shown"),
    [
        (
            True,
            False,
            (
                "\rspeaking ------------------------   0 %"
                "\rspeaking ############------------  50 %"
                "\rspeaking ######################## 100 %\n"
            ),
        ),
        (
            True,
            True,
            (
                "\rspeaking \x1b[36m\x1b[0m------------------------   0 %"
                "\rspeaking \x1b[36m############\x1b[0m------------  50 %"
                "\rspeaking \x1b[36m########################\x1b[0m 100 %\n"
            ),
        ),
        (False, False, "1 of 2 texts spoken\n2 of 2 texts spoken\n"),
    ],
)
def test_how_far_it_has_come_is_shown(terminal: bool, colour: bool, shown: str) -> None:  # noqa: FBT001 - parameters
    """On a terminal a bar is drawn over itself; anywhere else there are plain lines without a control character."""
    out = io.StringIO()

    assert list(Paper(out, terminal, colour).watch(FOUR[:2])) == ["One.", "Two."]
    assert out.getvalue() == shown


def test_plain_lines_are_few() -> None:
    """However many texts there are, a file gets four lines."""
    out = io.StringIO()
    list(Paper(out, terminal=False, colour=False).watch(FOUR * 25))

    assert out.getvalue().splitlines() == [f"{done} of 100 texts spoken" for done in (25, 50, 75, 100)]


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        """Be one."""
        return True


@pytest.mark.parametrize(
    ("out", "environ", "shows"),
    [
        (_Terminal(), {"TERM": "xterm"}, (True, True)),
        (_Terminal(), {"TERM": "xterm", "NO_COLOR": "1"}, (True, False)),
        (_Terminal(), {"TERM": "dumb"}, (False, False)),
        (io.StringIO(), {"TERM": "xterm"}, (False, False)),
    ],
)
def test_paper_shows_what_it_can(out: io.StringIO, environ: dict[str, str], shows: tuple[bool, bool]) -> None:
    """Colour is for terminals, and not where NO_COLOR is set; a dumb terminal is as good as a file."""
    paper = Paper.of(out, environ)

    assert (paper.terminal, paper.colour) == shows


def run(*arguments: str) -> Result:
    """Type the command."""
    return CliRunner().invoke(command.main, ["rehearse", "torso-lift", *arguments])


@pytest.fixture
def voiced(monkeypatch: pytest.MonkeyPatch) -> Callable[[], object]:
    """Let the command find a voice, or not."""
    monkeypatch.setattr(authoring, "installed", lambda: say)
    return lambda: monkeypatch.setattr(authoring, "installed", partial(_raise, NoVoiceError(espeak.INSTALL)))


def _raise(error: Exception) -> None:
    raise error


@pytest.mark.usefixtures("voiced")
def test_a_rehearsal_becomes_a_file(tmp_path: Path) -> None:
    """The words are not printed; progress and the length are told beside the output."""
    result = run("--wav", str(tmp_path / "lift.wav"))

    with wave.open(str(tmp_path / "lift.wav")) as sound:
        seconds = sound.getnframes() / RATE
    assert (result.exit_code, result.stdout) == (0, "")
    assert "texts spoken\n" in result.stderr
    assert result.stderr.endswith(f"lift.wav lasts {int(seconds // 60)}:{seconds % 60:04.1f}\n")


def test_a_rehearsal_without_a_voice_makes_no_file(voiced: Callable[[], object], tmp_path: Path) -> None:
    """One sentence says how to install it, with exit code 1 and no traceback."""
    voiced()

    result = run("--wav", str(tmp_path / "lift.wav"))

    assert (result.exit_code, result.stderr) == (1, f"{espeak.INSTALL}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_rehearsal_with_nowhere_to_go_is_refused_before_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for what can't be written."""
    said: list[str] = []
    monkeypatch.setattr(authoring, "installed", lambda: said.append)

    result = run("--wav", str(tmp_path / "nowhere" / "lift.wav"))

    assert result.exit_code == 1
    assert "lift.wav': No such file or directory" in result.stderr
    assert said == []


def test_words_and_sound_are_two_things(tmp_path: Path) -> None:
    """Both at once is a command typed wrongly."""
    result = run("--json", "--wav", str(tmp_path / "lift.wav"))

    assert result.exit_code == 2
    assert "choose one" in result.stderr
