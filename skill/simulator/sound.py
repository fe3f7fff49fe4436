"""Sound: what an answer sounds like, as times and words; the same values for speech and for composed audio.

How long untimed speech takes is an estimate, the same for everybody: 150 words a minute, and a pause at each
punctuation mark that more words follow. Times that the skill states itself (a silence, a break) are exact.
"""

import re
from collections.abc import Iterable
from typing import Self

from msgspec import Struct

from skill.frozen import replace

WORD_MS = 400
"""150 words a minute."""
COMMA_MS = 200
STOP_MS = 500
AUDIO_MS = 1000
"""What an audio file is taken to last: the simulator fetches none."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_COMMA = re.compile(r"[,;:](?=\s+\S)")
_STOP = re.compile(r"[.?!](?=\s+\S)")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!])\s+")


class Sound(Struct, frozen=True):
    """One thing heard: words, and perhaps a timer that starts with them."""

    at_ms: int
    """Since the answer began to sound."""
    length_ms: int
    text: str
    timer: str | None = None
    """What is being timed from here on, such as ``rest``; None when nothing is."""
    timer_ms: int = 0


class Track(Struct, frozen=True):
    """Sounds in order of time, and how long it all takes with the silence after the last."""

    sounds: tuple[Sound, ...] = ()
    length_ms: int = 0

    def after(self, ms: int) -> Self:
        """Give the same sounds that much later; the length grows by as much."""
        later = tuple(replace(sound, at_ms=sound.at_ms + ms) for sound in self.sounds)
        return replace(self, sounds=later, length_ms=self.length_ms + ms)

    def trimmed(self, ms: int) -> Self:
        """Give what is heard in the first so many milliseconds; a shorter track keeps its length."""
        heard = (sound for sound in self.sounds if sound.at_ms < ms)
        cut = tuple(replace(sound, length_ms=min(sound.length_ms, ms - sound.at_ms)) for sound in heard)
        return replace(self, sounds=cut, length_ms=min(self.length_ms, ms))

    def at_rate(self, percent: int) -> Self:
        """Give the same said faster or slower than the voice's own speed of 100 percent."""
        spoken = (
            replace(one, at_ms=one.at_ms * 100 // percent, length_ms=one.length_ms * 100 // percent)
            for one in self.sounds
        )
        return replace(self, sounds=tuple(spoken), length_ms=self.length_ms * 100 // percent)


SILENCE = Track()
"""Nothing to hear, for no time."""


def estimate_ms(text: str) -> int:
    """Estimate how long Alexa takes to say a plain text."""
    pauses = COMMA_MS * len(_COMMA.findall(text)) + STOP_MS * len(_STOP.findall(text))
    return WORD_MS * len(_WORD.findall(text)) + pauses


def sentences(text: str) -> tuple[str, ...]:
    """Part a text after each full stop, question mark and exclamation mark that more follows; none in an empty one."""
    bare = text.strip()
    return tuple(_BETWEEN_SENTENCES.split(bare)) if bare else ()


def spoken(text: str) -> Track:
    """Give a plain text as a sound for each sentence, all of it as long as estimated; nothing for an empty one."""
    tracks: list[Track] = []
    for sentence in sentences(" ".join(text.split())):
        if tracks:
            tracks.append(Track(length_ms=STOP_MS))
        length_ms = estimate_ms(sentence)
        tracks.append(Track((Sound(0, length_ms, sentence),), length_ms))
    return one_after_another(tracks)


def audio(source: str) -> Track:
    """Give an audio file as one sound that names it."""
    return Track((Sound(0, AUDIO_MS, f"[{source.rsplit('/', 1)[-1]}]"),), AUDIO_MS)


def one_after_another(tracks: Iterable[Track]) -> Track:
    """Play tracks in turn: the lengths add up."""
    sounds: list[Sound] = []
    length_ms = 0
    for track in tracks:
        sounds += track.after(length_ms).sounds
        length_ms += track.length_ms
    return Track(tuple(sounds), length_ms)


def together(tracks: Iterable[Track], length_ms: int) -> Track:
    """Play tracks at once for a stated length; what is longer is cut."""
    sounds = [sound for track in tracks for sound in track.trimmed(length_ms).sounds]
    return Track(tuple(sorted(sounds, key=lambda sound: sound.at_ms)), length_ms)
