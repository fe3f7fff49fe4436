"""A timeline as APL for Audio, played on paper by Amazon's documented rules."""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer

from skill.alexa import audio
from skill.alexa.limits import APLA_MS
from skill.alexa.responses import Voice, response
from skill.catalogue.model import Catalogue, Level
from skill.coach.reply import Cue, CueKind, Line, Reply, Timer, TimerKind
from skill.coach.workout import expand, total_s
from skill.frozen import replace
from skill.rehearsal import plan_for, replies
from skill.simulator import apla
from skill.simulator.sound import Sound, Track, spoken
from skill.speech.duration import estimate_ms
from skill.speech.lines import Lines, first
from skill.speech.script import Beat, script


def beat(at_ms: int, window_ms: int, say: str, timer: Timer | None = None) -> Beat:
    """Give a beat; only its window, its words and its timer are rendered."""
    return Beat(at_ms, window_ms, say, Cue(at_ms, window_ms, Line("any"), CueKind.TALK, timer=timer))


def played(beats: Sequence[Beat], ask: str = "", rate: int = 100) -> Track:
    """Give how beats sound."""
    return apla.render({"document": audio.played(rate), "datasources": audio.datasources(beats, ask, rate)})


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


def test_slower_words_keep_to_their_beat() -> None:
    """Said at another rate the words are marked up and escaped, take longer, and still end with their beat."""
    slow = replace(beat(0, 2000, "Up & down we go."), rate=90)

    track = played([slow, beat(2000, 1000, "One.")], "Ready?", 90)

    assert [(one.at_ms, one.length_ms, one.text) for one in track.sounds] == [
        (0, 1777, "Up & down we go."),
        (2000, 400, "One."),
        (3000, 444, "Ready?"),
    ]
    assert track.length_ms == 3444


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
    whole = {"document": audio.DOCUMENT, "datasources": audio.datasources(beats, "Ready?")}

    assert len(json.dumps(whole)) < 3000


def sent(reply: Reply, lines: Lines) -> Any:  # noqa: ANN401 - any JSON
    """Give the one directive of an answer, as it goes over the wire."""
    answer: Any = DefaultSerializer().serialize(response(reply, Voice(lines, first, apla=True)))
    (directive,) = json.loads(json.dumps(answer))["directives"]
    return directive


def workouts(catalogue: Catalogue, level: Level) -> Iterator[tuple[str, list[Reply]]]:
    """Give every routine and every exercise alone, as the answers that play it."""
    for name in (*catalogue.routines, *catalogue.exercises):
        plan = plan_for(name, level, catalogue)
        assert plan is not None
        answers = list(replies(plan, catalogue))
        assert sum(one.timeline.length_ms for one in answers) == total_s(expand(plan, catalogue)) * 1000, name
        yield name, answers


LEVELS = pytest.mark.parametrize("level", list(Level))


@LEVELS
def test_every_count_of_every_workout_falls_on_its_millisecond(
    catalogue: Catalogue, lines: Lines, level: Level
) -> None:
    """Each document, as sent and played by the rules, has each count where the plan has it, whole and alone."""
    counts = 0
    for name, answers in workouts(catalogue, level):
        for reply in answers:
            track = apla.render(sent(reply, lines))
            sounds = {sound.at_ms: sound for sound in track.sounds}
            for beat in (beat for beat in script(reply.timeline, lines) if beat.cue.kind is CueKind.COUNT):
                sound = sounds[beat.cue.at_ms]
                assert (sound.text, sound.length_ms) == (beat.say, estimated(beat.say)), (name, beat)
                counts += 1
    assert counts > 1000


def estimated(text: str) -> int:
    """Give how long the simulator takes to say a text that nothing cuts."""
    return spoken(text).length_ms


@LEVELS
def test_every_block_of_every_workout_is_as_long_as_its_plan(catalogue: Catalogue, lines: Lines, level: Level) -> None:
    """What comes before the question is the plan's length, all of it is within Alexa's, and nothing overlaps."""
    for name, answers in workouts(catalogue, level):
        for reply in answers:
            track, ask = apla.render(sent(reply, lines)), lines.say(reply.ask) if reply.ask else ""
            asked_ms = estimated(ask)
            assert track.length_ms - asked_ms == reply.timeline.length_ms, name
            assert reply.timeline.length_ms + estimate_ms(ask) <= APLA_MS, name
            assert all(before.at_ms + before.length_ms <= after.at_ms for before, after in pairwise(track.sounds)), name
            assert [sound for sound in track.sounds if sound.at_ms >= reply.timeline.length_ms] == later(reply, ask)


def later(reply: Reply, ask: str) -> list[Sound]:
    """Give how a question sounds when the timeline is over."""
    return list(spoken(ask).after(reply.timeline.length_ms).sounds)


@LEVELS
def test_no_word_of_any_workout_is_too_long_for_its_beat(catalogue: Catalogue, lines: Lines, level: Level) -> None:
    """By the estimate on the long side, everything said inside a beat of the document sent fits that beat."""
    for name, answers in workouts(catalogue, level):
        for reply in answers:
            for beat in sent(reply, lines)["datasources"]["payload"]["beats"]:
                assert estimate_ms(beat["say"]) <= beat["ms"], (name, beat)
