"""How SSML sounds."""

import pytest

from skill.simulator.sound import Sound, Track
from skill.simulator.ssml import render


@pytest.mark.parametrize(
    ("ssml", "track"),
    [
        ("One,  two.\n Three!", Track((Sound(0, 1000, "One, two."), Sound(1500, 400, "Three!")), 1900)),
        ("forty-five isn't two words", Track((Sound(0, 1600, "forty-five isn't two words"),), 1600)),
        ("One<break time='800ms'/>two", Track((Sound(0, 400, "One"), Sound(1200, 400, "two")), 1600)),
        ("One<break time='1.5s'/>", Track((Sound(0, 400, "One"),), 1900)),
        ("<break time='0s'/>", Track()),
        ("<break time='10s'/><break time='10s'/>", Track(length_ms=20_000)),
        ("<break/>", Track(length_ms=400)),
        *(
            (f"<break strength='{strength}'/>", Track(length_ms=ms))
            for strength, ms in {
                "none": 0, "x-weak": 0, "weak": 250, "medium": 400, "strong": 600, "x-strong": 1000, "odd": 400,
            }.items()
        ),
        ("<p>One.</p><p>Two.</p>", Track((Sound(0, 400, "One."), Sound(900, 400, "Two.")), 1300)),
        ("<emphasis>One</emphasis> &amp; <sub alias='two'>2</sub>", Track((Sound(0, 800, "One & two"),), 800)),
        ("<audio src='https://a.b/c/bell.mp3'/>", Track((Sound(0, 1000, "[bell.mp3]"),), 1000)),
        ("", Track()),
    ],
)  # fmt: skip
def test_speech_is_estimated_and_breaks_are_exact(ssml: str, track: Track) -> None:
    """Words take 400 ms each, punctuation between them a pause, and a break what it says."""
    assert render(f"<speak>{ssml}</speak>") == track
