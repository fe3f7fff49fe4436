"""The SDK's handlers: for what a person says, what Alexa notifies, and our own mistakes; `fulfilment` has one more."""

import logging
from collections.abc import Mapping
from functools import partial
from typing import Any

from ask_sdk_core.dispatch_components.exception_components import AbstractExceptionHandler
from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model.response import Response
from msgspec import Struct

from skill.alexa.fulfilment import FulfilmentHandler
from skill.alexa.requests import VOICE, event_of, listener_of
from skill.alexa.responses import Voice, response
from skill.alexa.usual import load_models
from skill.alexa.wordings import Wordings
from skill.carried import Carried
from skill.catalogue.model import Catalogue
from skill.coach.answers import Moment
from skill.coach.keys import Key
from skill.coach.reply import Line, Reply
from skill.coach.state import Progress
from skill.errors import NotErasedError
from skill.outage import Backlog
from skill.settings import Timing
from skill.speech.lines import Lines, first
from skill.speech.script import spoken_ms
from skill.store.base import Store
from skill.turn import Answer, Listener, take

log = logging.getLogger(__name__)

SPOKEN = frozenset({"LaunchRequest", "IntentRequest", "SessionResumedRequest", "Connections.Response"})
"""The requests in which a person speaks, or is handed back to us by another task, and waits for an answer in words."""


class Coaching(Struct, frozen=True):
    """What every answer needs, loaded once at start."""

    catalogue: Catalogue
    lines: Lines
    store: Store
    timing: Timing
    backlog: Backlog
    """What this server could not save yet."""


class SpokenHandler(AbstractRequestHandler):
    """Answers a person: one turn, in words."""

    def __init__(self, coaching: Coaching) -> None:
        self._coaching = coaching

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Say whether a person spoke."""
        return _spoken(handler_input)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Take the turn, which saves, and put its reply into words; the session is changed only after both.

        A reply that can't be worded leaves a session behind what the store holds, which the next turn goes on from.
        """
        listener = listener_of(handler_input.request_envelope)
        answer = _turn(handler_input, listener, self._coaching)
        wordings = Wordings.of(_attributes(handler_input), listener.request)
        lines = self._coaching.lines.of(listener.locale)
        voice = Voice(lines, wordings.choose, self._apla(answer.carried.progress))
        spoken = response(answer.reply, voice)
        _carry(handler_input, listener, answer.carried, wordings)
        return spoken

    def _apla(self, progress: Progress) -> bool:
        if self._coaching.timing is Timing.AUTO:
            return not progress.audio_failed
        return self._coaching.timing is Timing.APLA


class NotificationHandler(AbstractRequestHandler):
    """Takes note of everything else that Alexa sends; it may not be answered with speech."""

    def __init__(self, coaching: Coaching) -> None:
        self._coaching = coaching

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Say whether nobody spoke."""
        return not _spoken(handler_input)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Take the turn, in silence."""
        listener = listener_of(handler_input.request_envelope)
        answer = _turn(handler_input, listener, self._coaching)
        _carry(handler_input, listener, answer.carried, Wordings.of(_attributes(handler_input), listener.request))
        return Response()


class MistakeHandler(AbstractExceptionHandler):
    """Apologises for a mistake of ours, and leaves the session as it was."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:  # noqa: ARG002 - the SDK's signature
        """Take every exception but the one that Alexa has to be told of."""
        return not isinstance(exception, NotErasedError)

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        """Log with the request's id, for the operator; say sorry and a way on, for the person."""
        log.error("request %s failed, please report this", _request_id(handler_input), exc_info=exception)
        if not _spoken(handler_input):
            return Response()
        ask = Line.of(Key.TROUBLE_ASK)
        reply = Reply((Line.of(Key.TROUBLE),), ask=ask, reprompt=ask)
        lines = self._lines.of(listener_of(handler_input.request_envelope).locale)
        return response(reply, Voice(lines, first, apla=False))


def skill_of(coaching: Coaching) -> CustomSkill:
    """Wire the handlers into the SDK's skill."""
    load_models(coaching.catalogue)
    builder = SkillBuilder()
    builder.add_request_handler(SpokenHandler(coaching))
    builder.add_request_handler(FulfilmentHandler(coaching.catalogue))
    builder.add_request_handler(NotificationHandler(coaching))
    builder.add_exception_handler(MistakeHandler(coaching.lines))
    return builder.create()


def _spoken(handler_input: HandlerInput) -> bool:
    return getattr(handler_input.request_envelope.request, "object_type", None) in SPOKEN


def _carry(handler_input: HandlerInput, listener: Listener, carried: Carried, wordings: Wordings) -> None:
    """Let the session carry what it should, and whose it is, where there is one: without, the SDK would raise."""
    if handler_input.request_envelope.session:
        attributes = {**carried.attributes(), **wordings.attributes(), VOICE: listener.voice}
        handler_input.attributes_manager.session_attributes = attributes


def _attributes(handler_input: HandlerInput) -> Mapping[str, Any]:
    session = handler_input.request_envelope.session
    return (session.attributes or {}) if session else {}


def _request_id(handler_input: HandlerInput) -> str:
    return getattr(handler_input.request_envelope.request, "request_id", None) or ""


def _turn(handler_input: HandlerInput, listener: Listener, coaching: Coaching) -> Answer:
    event = event_of(handler_input.request_envelope, coaching.catalogue)
    lines = coaching.lines.of(listener.locale)
    moment = Moment(
        coaching.catalogue, listener.now_ms, partial(spoken_ms, lines), has_words=lines.variations.__contains__
    )
    return take(
        event, listener, _attributes(handler_input), moment=moment, store=coaching.store, backlog=coaching.backlog
    )
