"""A reply to Alexa's response: its words as speech, its timeline as beat-exact audio or as words and breaks."""

from collections.abc import Mapping, Sequence
from typing import Any

from ask_sdk_model.directive import Directive
from ask_sdk_model.interfaces.alexa.presentation.apla.render_document_directive import RenderDocumentDirective
from ask_sdk_model.response import Response
from ask_sdk_model.ui.reprompt import Reprompt
from ask_sdk_model.ui.ssml_output_speech import SsmlOutputSpeech
from msgspec import Struct

from skill.alexa import audio
from skill.alexa.limits import APLA_MS, SPEECH_CHARS
from skill.coach.reply import Reply
from skill.speech.duration import estimate_ms
from skill.speech.lines import Choose, Lines
from skill.speech.script import Beat, script, sparing
from skill.speech.ssml import at_rate, pause, plain, speak, timed


class Voice(Struct, frozen=True):
    """How this answer is spoken."""

    lines: Lines
    choose: Choose
    apla: bool
    """False: the timeline goes into the speech as words and breaks."""


def response(reply: Reply, voice: Voice) -> Response:
    """Put a reply into words. Raises ValueError for an answer that Alexa would refuse: content too long by far."""
    if reply.silent:
        return Response()
    say = [voice.lines.say(line, voice.choose) for line in reply.say]
    ask = voice.lines.say(reply.ask, voice.choose) if reply.ask else None
    rate = reply.pace.talk_percent
    beats = script(reply.timeline if voice.apla else sparing(reply.timeline), voice.lines, reply.pace)
    speech, directives = _rendered(say, beats, ask, rate, apla=voice.apla)
    _refuse_long(speech, reply.timeline.length_ms + estimate_ms(ask or "") * 100 // rate)
    return Response(
        output_speech=SsmlOutputSpeech(ssml=speech),
        reprompt=_reprompt(reply, ask, voice) if reply.reprompt and ask else None,
        directives=directives,
        should_end_session=ask is None,
    )


def _rendered(
    say: Sequence[str], beats: Sequence[Beat], ask: str | None, rate: int, *, apla: bool
) -> tuple[str, list[Directive] | None]:
    """Give the speech and the directives: with a timed document the question comes at its end, since it sounds last."""
    first, last = (at_rate(" ".join(map(plain, words)), rate) for words in (say, [ask] if ask else []))
    if not (beats and apla):
        return speak(first, timed(beats), last), None
    if ask is None:
        message = "a timeline is played up to a question, so that somebody is asked whether to go on"
        raise ValueError(message)
    document = audio.played(rate)
    return speak(first), [_played(document, audio.datasources(beats, ask, rate))]


def _reprompt(reply: Reply, ask: str, voice: Voice) -> Reprompt:
    """Give what is said to silence: at once, or with a quiet time before the question comes again.

    The SDK's own builder drops the directives of a reprompt that has speech, so it is built by hand.
    """
    rate = reply.pace.talk_percent
    words = voice.lines.say(reply.reprompt, voice.choose) if reply.reprompt else ""
    said = at_rate(plain(words), rate)
    if not reply.waits:
        return Reprompt(output_speech=SsmlOutputSpeech(ssml=speak(said)))
    if not voice.apla:
        waited = speak(said, pause(audio.WAIT_MS), at_rate(plain(ask), rate))
        return Reprompt(output_speech=SsmlOutputSpeech(ssml=waited))
    wait = _played(audio.awaited(rate), audio.waiting(ask, rate))
    return Reprompt(output_speech=SsmlOutputSpeech(ssml=speak(said)), directives=[wait])


def _played(document: Mapping[str, Any], datasources: dict[str, Any]) -> Directive:
    return RenderDocumentDirective(token="block", document=dict(document), datasources=datasources)  # noqa: S106 - a label


def _refuse_long(speech: str, audio_ms: int) -> None:
    if len(speech) > SPEECH_CHARS or audio_ms > APLA_MS:
        message = f"an answer of {len(speech)} characters and {audio_ms} ms of audio is more than Alexa takes"
        raise ValueError(message)
