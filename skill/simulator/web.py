"""The page's web side: a device in a browser, for the person who sits at this machine and for nobody else.

A name that resolves to loopback (DNS rebinding) and a form on somebody else's page are refused, whatever they ask for.
"""

import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify, request
from msgspec import structs

from skill.simulator.clock import RealClock
from skill.simulator.device import LISTENING_MS, UNHEARD
from skill.simulator.heard import Heard, Microphone
from skill.simulator.listeners import Listeners, MakeDevice, Now, Said
from skill.simulator.numerals import number
from skill.simulator.sound import Sound
from skill.simulator.spoken import words
from skill.simulator.wire import NoAnswerError

BODY_BYTES = 4096
UTTERANCE_CHARS = 200
MOST_SKIPPED_MS = 24 * 60 * 60 * 1000
LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

_WORLD = RealClock()
_LISTENER = re.compile(r"[0-9a-f-]{16,64}")


class RefusedError(Exception):
    """A request that the page would not make; the message says in one sentence what is wrong."""

    def __init__(self, message: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(message)
        self.status = status


def page(make: MakeDevice, now: Now = _WORLD.now) -> Blueprint:
    """Serve the page at ``GET /``, and what it posts. Devices reach the skill on the port that serves the page."""
    listeners = Listeners(make, now)
    simulator = Blueprint("simulator", __name__, static_folder="page", static_url_path="/simulator/page")

    def tell() -> Response:
        said = _said(_document(), silent=request.path.endswith("/silence"))
        return jsonify(_as_object(listeners.tell(f"http://127.0.0.1:{request.environ['SERVER_PORT']}/alexa", said)))

    simulator.before_request(_refuse_strangers)
    simulator.after_request(_protected)
    simulator.register_error_handler(RefusedError, lambda error: _sentence(error, error.status))
    simulator.register_error_handler(NoAnswerError, lambda error: _sentence(error, HTTPStatus.BAD_GATEWAY))
    simulator.add_url_rule("/", view_func=lambda: simulator.send_static_file("index.html"), endpoint="page")
    simulator.add_url_rule("/simulator/say", view_func=tell, methods=["POST"], endpoint="say")
    simulator.add_url_rule("/simulator/silence", view_func=tell, methods=["POST"], endpoint="silence")
    return simulator


def _refuse_strangers() -> None:
    if not LOOPBACK.fullmatch(request.host):
        message = "This page is for the machine it runs on: open it at 127.0.0.1."
        raise RefusedError(message, HTTPStatus.FORBIDDEN)
    if request.headers.get("Origin", own := f"http://{request.host}") != own:
        message = "Another site's page can't talk to this one."
        raise RefusedError(message, HTTPStatus.FORBIDDEN)


def _protected(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response


def _sentence(error: Exception, status: HTTPStatus) -> Response:
    return Response(f"{error}\n", status, mimetype="text/plain")


def _document() -> Mapping[str, Any]:
    """Read the body. Only the page itself can post JSON: another origin would have to ask first, and get no answer."""
    if request.mimetype != "application/json":
        message = "Only application/json is read here."
        raise RefusedError(message, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    if request.content_length is None or request.content_length > BODY_BYTES:
        message = f"The body's length is to be stated, and at most {BODY_BYTES} bytes."
        raise RefusedError(message, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        document = json.loads(request.get_data())
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        message = "The body is to be a JSON object."
        raise RefusedError(message)
    return document


def _said(document: Mapping[str, Any], *, silent: bool) -> Said:
    listener, skipped_ms = _listener(document), _skipped_ms(document)
    if silent:
        return Said(listener, None, skipped_ms=skipped_ms)
    return Said(listener, _utterance(document), _barge_in(document), skipped_ms)


def _listener(document: Mapping[str, Any]) -> str:
    match document.get("listener"):
        case str(listener) if _LISTENER.fullmatch(listener):
            return listener
    message = "The listener is to be an id of 16 to 64 hexadecimal digits and hyphens."
    raise RefusedError(message)


def _skipped_ms(document: Mapping[str, Any]) -> int:
    skipped_ms = document.get("skipped_ms", 0)
    if type(skipped_ms) is int and 0 <= skipped_ms <= MOST_SKIPPED_MS:
        return skipped_ms
    message = f"skipped_ms is to be a whole number from 0 to {MOST_SKIPPED_MS}."
    raise RefusedError(message)


def _utterance(document: Mapping[str, Any]) -> str:
    match document.get("utterance"):
        case str(utterance) if utterance.strip() and len(utterance) <= UTTERANCE_CHARS:
            return utterance
    message = f"The utterance is to be words, at most {UTTERANCE_CHARS} characters."
    raise RefusedError(message)


def _barge_in(document: Mapping[str, Any]) -> bool:
    match document.get("barge_in", False):
        case bool(barge_in):
            return barge_in
    message = "barge_in is to be true or false."
    raise RefusedError(message)


def _as_object(heard: Heard) -> dict[str, Any]:
    """Give an answer as the page plays it: ``taken`` is false where everything goes on as if nothing was said."""
    return {
        "sounds": [_sound(sound) for sound in heard.timeline.sounds],
        "length_ms": heard.timeline.length_ms,
        "question": heard.question,
        "reprompt": heard.reprompt,
        "microphone": heard.microphone,
        "listening_ms": LISTENING_MS if heard.microphone is Microphone.OPEN else 0,
        "understood": heard.understood,
        "note": heard.note,
        "ended": heard.ended,
        "taken": heard.note not in UNHEARD,
    }


def _sound(sound: Sound) -> dict[str, Any]:
    """Give a sound and, where it is nothing but a number, the number."""
    counted = number(words(sound.text))
    return {**structs.asdict(sound), "count": None if counted is None else int(counted)}
