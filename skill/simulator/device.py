"""The device: a simulated Echo. It sends what is said to the skill, and keeps the session as Alexa does.

It knows no time but the stamp it puts on a request. Playing an answer, and waiting eight seconds for another, are for
whoever holds it: ``say`` is said into the open microphone, ``barge_in`` over the coach's voice, and ``silence`` is
what happens when nobody says anything for as long as the device listens.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from skill.frozen import replace
from skill.simulator.acceptance import faults, faults_without_speech
from skill.simulator.amazon import LEAVING
from skill.simulator.apla import NotPlayableError
from skill.simulator.envelope import (
    Echo,
    Json,
    Session,
    audio_error_request,
    envelope,
    intent_request,
    launch_request,
    session_ended_request,
)
from skill.simulator.heard import Ending, Heard, Microphone, audio_directives, audio_track, speech_track, words_of
from skill.simulator.recognizer import Invocation, Recognizer, SlotMatch
from skill.simulator.sound import SILENCE, Track
from skill.simulator.spoken import has_wake_word, without_wake_word

LISTENING_MS = 8_000
"""How long the microphone stays open, once after an answer and once more after the reprompt."""
LINGERING_MS = 30_000
"""How long a screen keeps a session whose microphone is closed."""

NOT_FOR_US = 'that isn\'t for Back Coach: say "open back coach", or "ask back coach for a beginner routine"'
NOT_HEARD = 'not heard: begin with "alexa" while the microphone is closed'
UNHEARD = frozenset({NOT_FOR_US, NOT_HEARD})
"""The notes after which everything is as if nothing had been said."""
REFUSED = "There was a problem with the requested skill's response"

Post = Callable[[Json], Mapping[str, Any]]

_ENDINGS = {
    "USER_INITIATED": Ending.BY_PERSON,
    "EXCEEDED_MAX_REPROMPTS": Ending.NO_ANSWER,
    "ERROR": Ending.BY_ERROR,
}


class Device:
    """One Echo and the session it holds with the skill. ``post`` sends an envelope and gives the parsed answer."""

    def __init__(self, post: Post, recognizer: Recognizer, echo: Echo, now: Callable[[], datetime]) -> None:
        self._post = post
        self._recognizer = recognizer
        self._echo = echo
        self._now = now
        self._session: Session | None = None
        self._reprompt: Mapping[str, Any] | None = None
        self.microphone = Microphone.OFF

    @property
    def invocation_name(self) -> str:
        """What the skill is called by."""
        return self._recognizer.invocation_name

    def say(self, utterance: str) -> Heard:
        """Say something once the coach has finished.

        Without a session the invocation name is needed, and with one it begins another; else nothing is sent.
        """
        invocation = self._recognizer.invocation(utterance)
        if invocation is not None:
            return self._invoke(invocation)
        if self.microphone is Microphone.OFF:
            return self._unheard(NOT_FOR_US)
        if self.microphone is Microphone.CLOSED and not has_wake_word(utterance):
            return self._unheard(NOT_HEARD)
        if " ".join(without_wake_word(utterance)) in LEAVING:
            return self.end("USER_INITIATED")
        return self._recognized(utterance)

    def barge_in(self, utterance: str) -> Heard:
        """Say something over the coach's voice: without the wake word it isn't heard at all, and nothing changes."""
        return self.say(utterance) if has_wake_word(utterance) else self._unheard(NOT_HEARD)

    def launch(self) -> Heard:
        """Open the skill with nothing to do, in a new session."""
        return self._invoke(Invocation())

    def intend(self, name: str, **slots: str) -> Heard:
        """Send an intent with the words spoken in its slots, beginning a session if there is none."""
        filled = tuple(self._recognizer.fill(name, slot, text) for slot, text in slots.items())
        return self._intend(name, filled)

    def end(self, reason: str) -> Heard:
        """End the session from this side: the skill is told, and can say nothing any more. Without one, do nothing."""
        return self._ended(reason, session_ended_request(reason))

    def silence(self) -> Heard:
        """Let nobody say anything for as long as the device listens.

        The reprompt comes first; after it, or without one, the session ends. A screen keeps it a while longer with the
        microphone closed, and then drops it without a word to the skill, as real ones have been seen to do.
        """
        if self.microphone is Microphone.CLOSED:
            self._close()
            return Heard(ended=Ending.NO_ANSWER)
        if self._reprompt is not None:
            return self._reprompted(self._reprompt)
        if self._echo.screen and self.microphone is Microphone.OPEN:
            self.microphone = Microphone.CLOSED
            return Heard(microphone=self.microphone)
        return self.end("EXCEEDED_MAX_REPROMPTS")

    def _invoke(self, invocation: Invocation) -> Heard:
        self._session = None
        return (
            self._exchange(launch_request()) if invocation.is_launch else self._recognized(" ".join(invocation.action))
        )

    def _recognized(self, utterance: str) -> Heard:
        recognition = self._recognizer.recognize(utterance)
        return replace(self._intend(recognition.intent, recognition.slots), understood=str(recognition))

    def _intend(self, intent: str, slots: tuple[SlotMatch, ...]) -> Heard:
        declared = self._recognizer.slot_types(intent)
        return self._exchange(intent_request(intent, slots, declared, self._echo.skill_id))

    def _exchange(self, request: Json) -> Heard:
        """Send a request and take the answer in: refuse it, or keep the session as it asks, and give what is heard."""
        answer = self._sent(request)
        complaints = faults(answer)
        if complaints:
            note = f"{REFUSED}: {'; '.join(complaints)}"
            return replace(self._ended("ERROR", session_ended_request("ERROR", note)), response=answer, note=note)
        response = answer["response"]
        spoken = speech_track(response)
        played, note = self._played(response)
        ended = self._keep(response)
        return Heard(
            speech=words_of(spoken),
            spoken=spoken,
            played=played,
            reprompt=words_of(speech_track(response.get("reprompt") or {})),
            microphone=self.microphone,
            directives=tuple(response.get("directives") or ()),
            response=answer,
            ended=ended,
            note=note,
        )

    def _sent(self, request: Json) -> Mapping[str, Any]:
        session = self._session or Session()
        answer = self._post(envelope(self._echo, session, request, self._now()))
        attributes = answer.get("sessionAttributes") if isinstance(answer, Mapping) else None
        self._session = replace(session, new=False, attributes=attributes if isinstance(attributes, Mapping) else {})
        return answer

    def _keep(self, response: Mapping[str, Any]) -> Ending | None:
        """Do as ``shouldEndSession`` says: true ends, false and null listen, and absent depends on a screen."""
        wanted = response.get("shouldEndSession", "absent")
        if wanted is True or (wanted == "absent" and not self._echo.screen):
            self._close()
            return Ending.BY_COACH
        self.microphone = Microphone.CLOSED if wanted == "absent" else Microphone.OPEN
        self._reprompt = response.get("reprompt")
        return None

    def _played(self, response: Mapping[str, Any]) -> tuple[Track, str]:
        """Give the composed audio; when it can't be played the skill is told so, and nobody hears any of it."""
        try:
            return audio_track(response), ""
        except NotPlayableError as error:
            token = next((directive.get("token", "") for directive in audio_directives(response)), "")
            self._tell(audio_error_request(token, str(error)))
            return SILENCE, str(error)

    def _reprompted(self, reprompt: Mapping[str, Any]) -> Heard:
        self._reprompt = None
        spoken = speech_track(reprompt)
        played, note = self._played(reprompt)
        return Heard(words_of(spoken), spoken, played, microphone=self.microphone, note=note)

    def _ended(self, reason: str, request: Json) -> Heard:
        if self._session is None:
            return Heard()
        answer, complaints = self._tell(request)
        self._close()
        return Heard(response=answer, ended=_ENDINGS[reason], note="; ".join(complaints))

    def _tell(self, request: Json) -> tuple[Mapping[str, Any], tuple[str, ...]]:
        """Send a request to which no speech can be returned, and give what is wrong with the answer."""
        answer = self._sent(request)
        return answer, faults_without_speech(answer)

    def _close(self) -> None:
        self._session, self._reprompt, self.microphone = None, None, Microphone.OFF

    def _unheard(self, note: str) -> Heard:
        return Heard(microphone=self.microphone, note=note)
