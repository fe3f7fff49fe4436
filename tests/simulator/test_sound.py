"""How long words take, and where one sentence ends and the next begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.simulator.sound import Sound, Track, estimate_ms, spoken


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("", ()),
        ("Ready", (Sound(0, 400, "Ready"),)),
        ("Well, up! Why? Rest.", (Sound(0, 1000, "Well, up!"), Sound(1500, 400, "Why?"), Sound(2400, 400, "Rest."))),
        ("One and a half is 1.5 here", (Sound(0, 3200, "One and a half is 1.5 here"),)),
        ("Wait... go.", (Sound(0, 400, "Wait..."), Sound(900, 400, "go."))),
    ],
)
def test_each_sentence_sounds_at_its_own_second(text: str, sounds: tuple[Sound, ...]) -> None:
    """A sentence begins when the one before it and the pause after that are over."""
    assert spoken(text).sounds == sounds


@given(st.text(alphabet="ab'-,;.?! \n"))
def test_sentences_take_as_long_as_their_text(text: str) -> None:
    """Parting a text adds no time and loses no word."""
    track = spoken(text)

    assert track.length_ms == estimate_ms(" ".join(text.split()))
    assert " ".join(sound.text for sound in track.sounds) == " ".join(text.split())


def test_a_sentence_that_is_cut_away_is_not_heard() -> None:
    """What is trimmed to its beat loses the sentences that would begin after it."""
    assert spoken("Halfway. Up.").trimmed(900) == Track((Sound(0, 400, "Halfway."),), 900)
