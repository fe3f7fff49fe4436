"""The door: ``POST /alexa`` answers what Alexa sent to this skill and refuses the rest (platform rules 5.1 to 5.6)."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any, NoReturn, Self

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.skill import CustomSkill
from flask import Blueprint, Response, request

from skill.alexa.verifier import (
    AlexaSignatureVerifier,
    TimestampVerifier,
    VerificationException,
    WebserviceSkillHandler,
)
from skill.errors import NotErasedError, NotGenuineError
from skill.settings import Settings

logger = logging.getLogger(__name__)

BODY_BYTES = 512 * 1024
"""Far above any request of Alexa's, far below what would hurt."""

EMPTY_ANSWER: dict[str, Any] = {"version": "1.0", "response": {}}
"""Nothing to say. Without ``response`` Alexa would report an error to the person (platform rule 3.3)."""


def blueprint(skill: CustomSkill, settings: Settings, verifier: AlexaSignatureVerifier | None = None) -> Blueprint:
    """Serve the skill at ``POST /alexa``: 400 and no body for what is not genuine, 200 and JSON for all that is.

    One exception: 503 when somebody is to be forgotten and the store doesn't answer.
    """
    handler = WebserviceSkillHandler(skill, verify_signature=False, verify_timestamp=False)
    door = _Door(handler, settings, (verifier or AlexaSignatureVerifier()) if settings.verify else None)
    alexa = Blueprint("alexa", __name__)
    alexa.add_url_rule("/alexa", view_func=door.answer, methods=["POST"], endpoint="answer")
    return alexa


@dataclass(frozen=True, slots=True)
class _Envelope:
    """What must hold of a request before the SDK sees it, whose models take ``[]`` and ``null`` too (rule 8 B8)."""

    text: str
    request_type: str
    timestamp: object
    skill_ids: tuple[str, ...]

    @classmethod
    def read(cls, body: bytes) -> Self:
        """Raise NotGenuineError unless the body is JSON in the shape of a request of Alexa's."""
        try:
            text = body.decode()
            document = json.loads(text, parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            message = f"the body is not JSON: {error}"
            raise NotGenuineError(message) from error
        _required(document, "version")
        _required(document, "request", "requestId")
        if (timestamp := _inner(document, "request", "timestamp")) is None:
            _refuse("the body has no request.timestamp")
        return cls(text, _required(document, "request", "type"), timestamp, _skill_ids(document))


@dataclass(frozen=True, slots=True)
class _Door:
    handler: WebserviceSkillHandler
    settings: Settings
    verifier: AlexaSignatureVerifier | None
    """None when requests go unverified."""

    def answer(self) -> Response:
        try:
            envelope = self._admit(_body())
        except NotGenuineError as error:
            logger.warning("refused a request: %s", error)
            return Response(status=400)
        try:
            return Response(self._dispatch(envelope), content_type="application/json;charset=UTF-8")
        except NotErasedError:
            return Response(status=503)  # Alexa sends events again that met an error; it has been logged.

    def _admit(self, body: bytes) -> _Envelope:
        if self.verifier is not None:
            # Before anything is interpreted: the package parses first, and so strangers reach the models (rule 8 B4).
            self.verifier.verify(dict(request.headers), body)
        envelope = _Envelope.read(body)
        if self.verifier is not None:
            _refuse_stale(envelope)
        if self.settings.skill_id is not None and set(envelope.skill_ids) != {self.settings.skill_id}:
            _refuse("it is meant for another skill")
        return envelope

    def _dispatch(self, envelope: _Envelope) -> str:
        try:
            # Annotated as str by the package; it is the document itself.
            answer: Any = self.handler.verify_request_and_dispatch({}, envelope.text)
            return json.dumps(EMPTY_ANSWER | answer, allow_nan=False)
        except SerializationException as error:
            # Genuine, but newer than the SDK (rule 8 B7): a type or an enum value nobody here knows.
            logger.warning("no answer to a %.80r the SDK can't read: %.200r", envelope.request_type, error)
        except NotErasedError:
            raise
        except Exception:
            logger.exception("no answer to a %.80r, because the skill failed", envelope.request_type)
        return json.dumps(EMPTY_ANSWER)


def _body() -> bytes:
    body = bytearray()
    try:
        while len(body) <= BODY_BYTES and (piece := request.stream.read(BODY_BYTES)):
            body += piece
    except Exception as error:
        # Flask tells of a body cut short, and the server of broken chunks, each with errors of its own.
        message = f"the body did not arrive: {error!r}"
        raise NotGenuineError(message) from error
    if len(body) > BODY_BYTES:
        _refuse(f"the body is larger than {BODY_BYTES} bytes")
    return bytes(body)


def _refuse_stale(envelope: _Envelope) -> None:
    if not isinstance(envelope.timestamp, str):
        return  # The SDK can't read it either, so the skill will not see this request.
    try:
        moment = datetime.fromisoformat(envelope.timestamp)
        # The two fields the package looks at, from the JSON: not every genuine request becomes a model (rule 8 B7).
        dated: Any = SimpleNamespace(request=SimpleNamespace(timestamp=moment, object_type=envelope.request_type))
        TimestampVerifier().verify({}, envelope.text, dated)
    except (VerificationException, ValueError, TypeError) as error:
        message = f"its timestamp {envelope.timestamp[:40]!r} is too old, too new or no moment"
        raise NotGenuineError(message) from error


def _skill_ids(document: object) -> tuple[str, ...]:
    """Events come without a session, so either place will do; an id in neither, and the request is not Alexa's."""
    application = ("application", "applicationId")
    places = (_inner(document, "session", *application), _inner(document, "context", "System", *application))
    ids = tuple(place for place in places if isinstance(place, str))
    if not ids:
        _refuse("the body names no application")
    return ids


def _required(document: object, *path: str) -> str:
    value = _inner(document, *path)
    if not isinstance(value, str) or not value:
        _refuse(f"the body has no {'.'.join(path)}")
    return value


def _inner(document: object, *path: str) -> object:
    for key in path:
        document = document.get(key) if isinstance(document, dict) else None
    return document


def _refuse_constant(name: str) -> NoReturn:
    # Python would read NaN and Infinity, and might echo them in an answer that is then no JSON.
    message = f"{name} is no JSON"
    raise ValueError(message)


def _refuse(reason: str) -> NoReturn:
    raise NotGenuineError(reason)
