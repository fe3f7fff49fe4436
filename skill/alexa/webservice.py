"""The door: answers what Alexa sent to this skill and refuses the rest (platform rules 5.1 to 5.6)."""

import logging
from functools import partial
from http import HTTPStatus
from time import perf_counter
from typing import NamedTuple

from ask_sdk_core.skill import CustomSkill
from ask_sdk_model.response import Response
from ask_sdk_model.response_envelope import ResponseEnvelope

from skill.alexa.envelope import Envelope
from skill.alexa.journal import Journal, fingerprint, lifetime_s
from skill.alexa.serializer import envelope_of, json_of
from skill.alexa.verifier import AlexaSignatureVerifier, Clock, Headers, refuse_stale, utc_now
from skill.errors import NotErasedError, NotGenuineError, refuse
from skill.logs import Salted, told
from skill.settings import Settings

logger = logging.getLogger(__name__)

turns = logging.getLogger("skill.turns")
"""A line for each answer."""

PATH = "/alexa"

EMPTY_ANSWER = b'{"version":"1.0","response":{}}'
"""Nothing to say. Without ``response`` Alexa would report an error to the person (platform rule 3.3)."""

JSON = (("Content-Type", "application/json;charset=UTF-8"),)


class Answer(NamedTuple):
    """What goes back over HTTP, beside the length."""

    status: HTTPStatus
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


REFUSED = Answer(HTTPStatus.BAD_REQUEST)
"""To a stranger, whatever is wrong: the reason is for the log alone."""

NOT_ERASED = Answer(HTTPStatus.SERVICE_UNAVAILABLE)
"""To Alexa, which then sends the event again."""


class Door:
    """Answers a ``POST /alexa``, whatever server has taken it.

    400 and no body for what is not genuine, 200 and JSON for all that is; one exception: 503 when somebody is to be
    forgotten and the store doesn't answer.
    """

    def __init__(
        self,
        skill: CustomSkill,
        settings: Settings,
        verifier: AlexaSignatureVerifier | None = None,
        now: Clock = utc_now,
    ) -> None:
        """Verify as the settings say, by a verifier of one's own if none is given."""
        self._skill = skill
        self._skill_ids = frozenset({settings.skill_id}) if settings.skill_id is not None else None
        self._verifier = (verifier or AlexaSignatureVerifier()) if settings.verify else None
        self._store_is_here = settings.store.startswith("sqlite:")
        self._now = now
        self._salted = Salted(settings.log_salt)
        self._journal = Journal()

    def is_prompt(self, headers: Headers) -> bool:
        """Say whether a request is answered without waiting for another machine: no certificate, no store elsewhere."""
        return self._store_is_here and (self._verifier is None or self._verifier.is_prompt(headers))

    def answer(self, headers: Headers, body: bytes) -> Answer:
        """Answer a request with its whole body. Never raises: a mistake of ours is logged, and has nothing to say."""
        began = perf_counter()
        try:
            envelope = self._admitted(headers, body)
        except NotGenuineError as error:
            return refused(error)
        try:
            answer = self._once(envelope)
        except NotErasedError:
            return NOT_ERASED  # It has been logged.
        self._tell(envelope, began)
        return Answer(HTTPStatus.OK, answer, JSON)

    def _admitted(self, headers: Headers, body: bytes) -> Envelope:
        if self._verifier is not None:
            # Before anything is interpreted: the SDK parses first, and so strangers reach its models (rule 8 B4).
            self._verifier.verify(headers, body)
        envelope = Envelope.read(body)
        if self._verifier is not None:
            refuse_stale(envelope.sent, envelope.request_type, self._now())
        if self._skill_ids is not None and envelope.skill_ids != self._skill_ids:
            refuse("it is meant for another skill")
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


def _checked(answer: ResponseEnvelope) -> ResponseEnvelope:
    """Give an answer that has a response: Alexa would report an error to the person if it had none."""
    if answer.response is None:
        answer.response = Response()
    if not isinstance(answer.response, Response):
        message = f"a {type(answer.response).__name__} is no response"
        raise TypeError(message)
    return answer


def refused(error: NotGenuineError) -> Answer:
    """Log why a request is not answered, and give what a stranger gets."""
    logger.warning("refused a request: %s", error)
    return REFUSED
