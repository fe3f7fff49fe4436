"""Heard: what came back from the skill, as a person in the room would take it."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct

from skill.simulator import apla, ssml
from skill.simulator.sound import SILENCE, Sound, Track, one_after_another, sentences, spoken

RENDER_AUDIO = "Alexa.Presentation.APLA.RenderDocument"


class Microphone(StrEnum):
    """Whether the device listens once the answer has been played."""

    OFF = "off"
    """There is no session: the wake word and the invocation name are needed."""
    OPEN = "open"
    CLOSED = "closed"
    """The session stays on a screen for a while: the wake word is needed."""


class Ending(StrEnum):
    """Why a session is over, in the words of the transcript."""

    BY_COACH = "by the coach"
    BY_PERSON = "you left"
    NO_ANSWER = "no answer"
    BY_ERROR = "invalid response"


class Heard(Struct, frozen=True):
    """One answer. Empty where nothing was sent or nothing came back."""

    speech: str = ""
    """The words of ``outputSpeech``, without markup."""
    spoken: Track = SILENCE
    """How ``outputSpeech`` sounds; it always comes first."""
    played: Track = SILENCE
    """How the composed audio sounds, counted from its own beginning."""
    reprompt: str = ""
    """The words said when nobody answers."""
    microphone: Microphone = Microphone.OFF
    directives: tuple[Mapping[str, Any], ...] = ()
    response: Mapping[str, Any] | None = None
    """The skill's whole answer as it came; None when nothing was sent."""
    ended: Ending | None = None
    """Why the session is over; None while it lasts, and when there was none."""
    understood: str = ""
    """What the words were taken for, and how; empty where nobody said any."""
    note: str = ""
    """What a person should know and the coach did not say: not heard, not for this skill, not a valid answer."""

    @property
    def session_open(self) -> bool:
        """Whether the skill keeps its session."""
        return self.microphone is not Microphone.OFF

    @property
    def beats(self) -> tuple[Sound, ...]:
        """The sounds of the composed audio, counted from its own beginning."""
        return self.played.sounds

    @property
    def timeline(self) -> Track:
        """Everything heard, in order: speech first, then the composed audio. They never overlap."""
        return one_after_another((self.spoken, self.played))

    @property
    def question(self) -> str:
        """The sentence the coach closes with when it is a question; empty otherwise."""
        said = " ".join(sound.text for sound in self.timeline.sounds).strip()
        return sentences(said)[-1] if said.endswith("?") else ""


def speech_track(response: Mapping[str, Any]) -> Track:
    """Give how the ``outputSpeech`` of a response or a reprompt sounds."""
    speech = response.get("outputSpeech")
    if speech is None:
        return SILENCE
    return ssml.render(speech["ssml"]) if speech["type"] == "SSML" else spoken(speech["text"])


def words_of(track: Track) -> str:
    """Give the words of a track as one text."""
    return " ".join(sound.text for sound in track.sounds if sound.text)


def audio_track(response: Mapping[str, Any]) -> Track:
    """Give how the composed audio of a response or a reprompt sounds. Raises apla.NotPlayableError."""
    return one_after_another(apla.render(directive) for directive in audio_directives(response))


def audio_directives(response: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give the directives that play composed audio."""
    return (directive for directive in response.get("directives") or () if directive["type"] == RENDER_AUDIO)
