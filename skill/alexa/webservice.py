"""The door: ``POST /alexa`` answers what Alexa sent to this skill and refuses the rest (platform rules 5.1 to 5.6)."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import NoReturn
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from ask_sdk_core.skill import CustomSkill
from ask_sdk_model.response import Response as Answer
from ask_sdk_model.response_envelope import ResponseEnvelope

from skill.alexa.envelope import Envelope
from skill.alexa.journal import Journal, fingerprint, lifetime_s
from skill.alexa.limits import BODY_BYTES
from skill.alexa.serializer import envelope_of, json_of, load_models
from skill.alexa.verifier import AlexaSignatureVerifier, Clock, refuse_stale, utc_now
from skill.errors import NotErasedError, NotGenuineError
from skill.logs import Salted, told
from skill.settings import Settings

logger = logging.getLogger(__name__)

turns = logging.getLogger("skill.turns")
"""A line for each answer."""

PATH = "/alexa"

LENGTH_DIGITS = 9
"""Of a body's length; more would be more than any body may have."""

EMPTY_ANSWER = b'{"version":"1.0","response":{}}'
"""Nothing to say. Without ``response`` Alexa would report an error to the person (platform rule 3.3)."""

JSON = (("Content-Type", "application/json;charset=UTF-8"),)


class Door:
    """Stands before an app, as WSGI, and answers ``POST /alexa`` in its place; every other address is the app's.

    400 and no body for what is not genuine, 200 and JSON for all that is; one exception: 503 when somebody is to be
    forgotten and the store doesn't answer. Flask's routing and response would take a quarter of a turn more, and to
    refuse strangers, who may come in crowds, three times as long.
    """

    def __init__(
        self,
        app: WSGIApplication,
        skill: CustomSkill,
        settings: Settings,
        verifier: AlexaSignatureVerifier | None = None,
        now: Clock = utc_now,
    ) -> None:
        """Verify as the settings say, by a verifier of one's own if none is given."""
        load_models()
        self._app = app
        self._skill = skill
        self._skill_ids = frozenset({settings.skill_id}) if settings.skill_id is not None else None
        self._verifier = (verifier or AlexaSignatureVerifier()) if settings.verify else None
        self._store_is_here = settings.store.startswith("sqlite:")
        self._now = now
        self._salted = Salted(settings.log_salt)
        self._journal = Journal()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, or let the app do so."""
        if environ["PATH_INFO"] != PATH:
            return self._app(environ, start_response)
        if environ["REQUEST_METHOD"] != "POST":
            start_response("405 METHOD NOT ALLOWED", [("Allow", "POST"), ("Content-Length", "0")])
            return ()
        status, headers, answer = self._answered(environ)
        start_response(status, [*headers, ("Content-Length", str(len(answer)))])
        return (answer,)

    def is_prompt(self, environ: WSGIEnvironment) -> bool:
        """Say whether a request is answered without waiting for another machine: no certificate, no store elsewhere."""
        if environ["PATH_INFO"] != PATH or not self._store_is_here:
            return False
        return self._verifier is None or self._verifier.is_prompt(_Headers(environ))

    def _answered(self, environ: WSGIEnvironment) -> tuple[str, Sequence[tuple[str, str]], bytes]:
        began = perf_counter()
        try:
            envelope = self._admitted(environ)
        except NotGenuineError as error:
            logger.warning("refused a request: %s", error)
            return "400 BAD REQUEST", (), b""
        try:
            answer = self._once(envelope)
        except NotErasedError:
            return "503 SERVICE UNAVAILABLE", (), b""  # Alexa sends events again that met an error; it has been logged.
        self._tell(envelope, began)
        return "200 OK", JSON, answer

    def _admitted(self, environ: WSGIEnvironment) -> Envelope:
        body = _body(environ)
        if self._verifier is not None:
            # Before anything is interpreted: the SDK parses first, and so strangers reach its models (rule 8 B4).
            self._verifier.verify(_Headers(environ), body)
        envelope = Envelope.read(body)
        if self._verifier is not None:
            refuse_stale(envelope.sent, envelope.request_type, self._now())
        if self._skill_ids is not None and envelope.skill_ids != self._skill_ids:
            _refuse("it is meant for another skill")
        return envelope

    def _once(self, envelope: Envelope) -> bytes:
        key, lifetime = fingerprint(envelope.document), lifetime_s(envelope.request_type)
        try:
            return self._journal.once(key, lifetime, partial(self._dispatch, envelope))
        except TimeoutError:
            logger.warning("no answer to a repeated request, because the first is still being answered")
            return EMPTY_ANSWER

    def _tell(self, envelope: Envelope, began: float) -> None:
        if turns.isEnabledFor(logging.INFO):
            ms = round((perf_counter() - began) * 1000, 1)
            listener = self._salted(envelope.listener)
            turns.info(
                "answered",
                extra=told(
                    request_id=envelope.request_id,
                    type=envelope.request_type,
                    intent=envelope.intent,
                    listener=listener,
                    ms=ms,
                ),
            )

    def _dispatch(self, envelope: Envelope) -> bytes:
        try:
            answer = self._skill.invoke(envelope_of(envelope.document), None)
            return json_of(_checked(answer))
        except NotErasedError:
            raise
        except Exception:
            logger.exception("no answer to a %.80r, because the skill failed", envelope.request_type)
        return EMPTY_ANSWER


@dataclass(frozen=True, slots=True)
class _Headers:
    """The headers of a request, as WSGI has them."""

    environ: WSGIEnvironment

    def get(self, name: str, /) -> str | None:
        value: str | None = self.environ.get(f"HTTP_{name.upper().replace('-', '_')}")
        return value


def _checked(answer: ResponseEnvelope) -> ResponseEnvelope:
    """Give an answer that has a response: Alexa would report an error to the person if it had none."""
    if answer.response is None:
        answer.response = Answer()
    if not isinstance(answer.response, Answer):
        message = f"a {type(answer.response).__name__} is no response"
        raise TypeError(message)
    return answer


def _body(environ: WSGIEnvironment) -> bytes:
    """Read a body of the length that the headers tell; one that tells none ends where the server says so."""
    told = environ.get("CONTENT_LENGTH") or ""
    length = int(told) if told.isdecimal() and len(told) <= LENGTH_DIGITS else None
    if (length or 0) > BODY_BYTES or len(told) > LENGTH_DIGITS:
        _refuse(f"the body is larger than {BODY_BYTES} bytes")
    try:
        body = _to_its_end(environ) if length is None else environ["wsgi.input"].read(length)
    except Exception as error:
        # The server tells of broken chunks, and of who has hung up, with errors of its own.
        message = f"the body did not arrive: {error!r}"
        raise NotGenuineError(message) from error
    if len(body) < (length or 0):
        _refuse(f"the body did not arrive: {len(body)} of {length} bytes")
    if len(body) > BODY_BYTES:
        _refuse(f"the body is larger than {BODY_BYTES} bytes")
    return bytes(body)


def _to_its_end(environ: WSGIEnvironment) -> bytes:
    body = bytearray()
    if environ.get("wsgi.input_terminated"):
        while len(body) <= BODY_BYTES and (piece := environ["wsgi.input"].read(BODY_BYTES)):
            body += piece
    return bytes(body)


def _refuse(reason: str) -> NoReturn:
    raise NotGenuineError(reason)
