"""Composed audio: exact sums, and the rules of each component."""

from collections.abc import Callable
from typing import Any

import pytest

from skill.simulator.apla import NotPlayableError, render
from skill.simulator.sound import Sound, Track

Json = dict[str, Any]


def _document(item: Json, **payload: Any) -> Json:  # noqa: ANN401 - any JSON
    template = {"parameters": ["payload"], "items": [item, _speech("never")]}
    document = {"type": "APLA", "version": "0.91", "mainTemplate": template}
    return {"document": document, "datasources": {"payload": payload}}


def _speech(content: str, **fields: str) -> Json:
    return {"type": "Speech", "content": content, **fields}


def test_beats_last_exactly_their_windows(directive: Callable[[tuple[Json, ...], str], Json]) -> None:
    """Each beat begins on the sum of the windows before it, however long its words take, and timers come with it."""
    beats: tuple[Json, ...] = (
        {"say": "Up.", "ms": 2000},
        {"say": "And down again, slowly.", "ms": 500},
        {"say": "Rest. Forty-five seconds.", "ms": 4000, "timer": "rest", "timer_ms": 42_000},
        {"say": "", "ms": 1000, "timer": "hold", "timer_ms": 1000},
    )
    expected = Track(
        (
            Sound(0, 400, "Up."),
            Sound(2000, 500, "And down again, slowly."),
            Sound(2500, 400, "Rest.", "rest", 42_000),
            Sound(3400, 800, "Forty-five seconds."),
            Sound(6500, 0, "", "hold", 1000),
            Sound(7500, 2000, "Ready for the reverse plank?"),
        ),
        9500,
    )

    assert render(directive(beats, "Ready for the reverse plank?")) == expected


def test_a_long_hold_adds_up_to_the_millisecond(directive: Callable[[tuple[Json, ...], str], Json]) -> None:
    """Sixty beats of a second are a minute."""
    assert render(directive(({"say": "five", "ms": 1000},) * 60, "")).length_ms == 60_000


@pytest.mark.parametrize(
    ("item", "track"),
    [
        (_speech("One, two. Three?"), Track((Sound(0, 1000, "One, two."), Sound(1500, 400, "Three?")), 1900)),
        (_speech("a <b>"), Track((Sound(0, 800, "a <b>"),), 800)),
        (
            _speech('<speak>One<break time="2s"/>two</speak>', contentType="SSML"),
            Track((Sound(0, 400, "One"), Sound(2400, 400, "two")), 2800),
        ),
        (
            {"type": "Mixer", "items": [_speech("one two"), {"type": "Silence", "duration": 300}]},
            Track((Sound(0, 800, "one two"),), 800),
        ),
        (
            {"type": "Mixer", "items": [_speech("one two"), {"type": "Silence", "duration": 900}]},
            Track((Sound(0, 800, "one two"),), 900),
        ),
        (
            {"type": "Mixer", "items": [_speech("one two three", duration="trimToParent"), _speech("one two")]},
            Track((Sound(0, 800, "one two three"), Sound(0, 800, "one two")), 800),
        ),
        (
            {"type": "Sequencer", "data": "${payload.counts}", "item": _speech("${index} of ${length}: ${data}!")},
            Track((Sound(0, 1800, "0 of 2: up!"), Sound(1800, 1800, "1 of 2: down!")), 3600),
        ),
        ({"type": "Selector", "items": [_speech("one"), _speech("two")]}, Track((Sound(0, 400, "one"),), 400)),
        (
            {"type": "Sequencer", "items": [{"type": "Audio", "source": "soundbank://library/bell_01"}, _speech("go")]},
            Track((Sound(0, 1000, "[bell_01]"), Sound(1000, 400, "go")), 1400),
        ),
        (
            {"type": "Sequencer", "data": [1, 2], "items": [_speech("${data}"), _speech("never")]},
            Track((Sound(0, 400, "1"), Sound(400, 400, "2")), 800),
        ),
        ({"type": "Silence", "duration": 240_000}, Track(length_ms=240_000)),
        ({"type": "Mixer", "items": [_speech("one", duration="trimToParent")]}, Track()),
        (_speech("${payload.nothing.here}"), Track()),
    ],
)
def test_components_follow_the_documented_rules(item: Json, track: Track) -> None:
    """Sequencers add up, Mixers last as their longest automatic child, and bindings are resolved."""
    assert render(_document(item, counts=["up", "down"])) == track


@pytest.mark.parametrize(
    ("item", "complaint"),
    [
        ({"type": "Hum"}, "no component of type 'Hum'"),
        ({"type": "Silence"}, "KeyError 'duration'"),
        ({"type": "Silence", "duration": "${payload.nothing}"}, "TypeError"),
        (_speech("<speak>a & b</speak>", contentType="SSML"), "not well-formed"),
        ({"type": "Silence", "duration": 240_001}, r"lasts 240\.001 s, and 240 s is the most"),
    ],
)
def test_what_the_mixing_service_refuses_is_refused(item: Json, complaint: str) -> None:
    """A document with a mistake in it, or too long a one, is heard not at all."""
    with pytest.raises(NotPlayableError, match=complaint):
        render(_document(item))
