"""A timeline as APL for Audio, played on paper by Amazon's documented rules."""

import json
from collections.abc import Iterable

import pytest

from skill.alexa import audio
from skill.coach.reply import Cue, CueKind, Line, Timer, TimerKind
from skill.simulator import apla
from skill.simulator.sound import Track
from skill.speech.script import Beat


def beat(at_ms: int, window_ms: int, say: str, timer: Timer | None = None) -> Beat:
    """Give a beat; only its window, its words and its timer are rendered."""
    return Beat(at_ms, window_ms, say, Cue(at_ms, window_ms, Line("any"), CueKind.TALK, timer=timer))


def played(beats: Iterable[Beat], ask: str | None = None) -> Track:
    """Give how beats sound."""
    return apla.render({"document": audio.document(ask), "datasources": audio.datasources(beats, ask)})


def test_each_word_falls_on_its_millisecond() -> None:
    """Beats follow one another exactly, and the silence after the last belongs to it."""
    track = played([beat(0, 2500, "Up."), beat(2500, 1000, "One."), beat(3500, 45_000, "Rest.")])

    assert [(sound.at_ms, sound.text) for sound in track.sounds] == [(0, "Up."), (2500, "One."), (3500, "Rest.")]
    assert track.length_ms == 48_500


def test_no_word_stretches_a_beat() -> None:
    """Words that take longer than their window are cut where the next beat begins."""
    track = played([beat(0, 1000, "Far too many words for a single second."), beat(1000, 1000, "One.")])

    assert [(sound.at_ms, sound.length_ms) for sound in track.sounds] == [(0, 1000), (1000, 400)]


def test_the_question_sounds_after_the_last_beat() -> None:
    """What is asked comes when the timeline is over, at its own length."""
    track = played([beat(0, 3000, "Rest.")], "Ready for set two?")

    assert (track.sounds[-1].at_ms, track.sounds[-1].text) == (3000, "Ready for set two?")
    assert track.length_ms > 3000


def test_without_a_question_nothing_follows_the_last_beat() -> None:
    """The document of the last block binds no question, for an unbound one might be read aloud."""
    assert "ask" not in json.dumps(audio.document(None))
    assert audio.datasources([beat(0, 3000, "Rest.")], None) == {"payload": {"beats": [{"say": "Rest.", "ms": 3000}]}}


def test_words_are_plain_text() -> None:
    """What looks like markup is read as it stands, since the document's speech takes none."""
    assert [sound.text for sound in played([beat(0, 3000, "<b>Up & down</b>")]).sounds] == ["<b>Up & down</b>"]


@pytest.mark.parametrize("kind", list(TimerKind))
def test_a_timer_starts_with_its_beat(kind: TimerKind) -> None:
    """What runs down is named in the data, for whoever shows it."""
    track = played([beat(0, 1000, "One."), beat(1000, 30_000, "Hold.", Timer(kind, 30_000))])

    assert [(sound.timer, sound.timer_ms) for sound in track.sounds] == [(None, 0), (kind.value, 30_000)]


def test_a_counted_minute_is_small() -> None:
    """The document is bound to its data, so that sixty beats stay under three kilobytes."""
    beats = [beat(second * 1000, 1000, "Twenty-seven.") for second in range(60)]
    whole = {"document": audio.document("Ready?"), "datasources": audio.datasources(beats, "Ready?")}

    assert len(json.dumps(whole)) < 3000
