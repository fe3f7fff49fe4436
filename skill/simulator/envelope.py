"""Envelopes: the JSON that Alexa posts to a skill, with everything in it that a skill may lean on."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct, field

from skill.simulator.samples import SlotMatch

SKILL_ID = "amzn1.ask.skill.simulator"
"""The skill spoken to where nobody names another."""
API_ENDPOINT = "https://api.amazonalexa.com"
API_ACCESS_TOKEN = "simulated"  # noqa: S105 - it opens nothing; real requests carry one, so this one does

Json = dict[str, Any]

_VIEWPORT: Json = {
    "experiences": [{"arcMinuteWidth": 246, "arcMinuteHeight": 144, "canRotate": False, "canResize": False}],
    "shape": "RECTANGLE",
    "pixelWidth": 1024,
    "pixelHeight": 600,
    "dpi": 160,
    "currentPixelWidth": 1024,
    "currentPixelHeight": 600,
    "touch": ["SINGLE"],
}


class Echo(Struct, frozen=True):
    """Who speaks to which skill, and from what device."""

    skill_id: str
    user_id: str
    device_id: str
    locale: str = "en-US"
    screen: bool = False


class Session(Struct, frozen=True):
    """Alexa's session: the skill's attributes travel in it, and come back with the next request."""

    attributes: Mapping[str, Any] = field(default_factory=dict)
    new: bool = True
    """True for the first request only."""
    id: str = field(default_factory=lambda: f"amzn1.echo-api.session.{uuid.uuid4()}")


def envelope(echo: Echo, session: Session, request: Json, now: datetime) -> Json:
    """Wrap a request: give it an id, the time to the second as Alexa does, and the session and device it comes from."""
    stamp = now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    name = {"requestId": f"amzn1.echo-api.request.{uuid.uuid4()}", "timestamp": stamp, "locale": echo.locale}
    return {
        "version": "1.0",
        "session": {
            "new": session.new,
            "sessionId": session.id,
            "application": {"applicationId": echo.skill_id},
            "user": {"userId": echo.user_id},
            "attributes": dict(session.attributes),
        },
        "context": _context(echo),
        "request": {**request, **name},
    }


def launch_request() -> Json:
    """Give the request for a skill opened with nothing to do."""
    return {"type": "LaunchRequest"}


def intent_request(intent: str, slots: Iterable[SlotMatch], declared: Iterable[str], skill_id: str) -> Json:
    """Give the request for an intent. A declared slot that was not spoken is present without a value, as in Alexa's."""
    spoken = {slot.name: _filled(slot, skill_id) for slot in slots}
    empty: dict[str, Json] = {name: {"name": name, "confirmationStatus": "NONE"} for name in declared}
    named = {"name": intent, "confirmationStatus": "NONE", "slots": empty | spoken}
    return {"type": "IntentRequest", "intent": named, "dialogState": "COMPLETED"}


def session_ended_request(reason: str, error: str = "") -> Json:
    """Give the request that tells of a session's end; an error is one of an invalid response."""
    failure = {"error": {"type": "INVALID_RESPONSE", "message": error}} if error else {}
    return {"type": "SessionEndedRequest", "reason": reason, **failure}


def audio_error_request(token: str, message: str) -> Json:
    """Give the request that tells of an APL for Audio document nobody could play."""
    error = {"type": "RENDER_ERROR", "reason": "UNKNOWN_ERROR", "message": message}
    return {"type": "Alexa.Presentation.APLA.RuntimeError", "token": token, "errors": [error]}


def _context(echo: Echo) -> Json:
    apl = {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}}
    system = {
        "application": {"applicationId": echo.skill_id},
        "user": {"userId": echo.user_id},
        "device": {"deviceId": echo.device_id, "supportedInterfaces": apl if echo.screen else {}},
        "apiEndpoint": API_ENDPOINT,
        "apiAccessToken": API_ACCESS_TOKEN,
    }
    return {"System": system, "Viewport": _VIEWPORT} if echo.screen else {"System": system}


def _filled(slot: SlotMatch, skill_id: str) -> Json:
    value = slot.spoken if slot.written is None else slot.written
    resolved = {"resolutions": _resolutions(slot, skill_id)} if slot.written is None else {}
    simple = {"type": "Simple", "value": value, **resolved}
    empty: Json = {"name": slot.name, "confirmationStatus": "NONE", "source": "USER"}
    return {**empty, "value": value, **resolved, "slotValue": simple}


def _resolutions(slot: SlotMatch, skill_id: str) -> Json:
    authority: Json = {
        "authority": f"amzn1.er-authority.echo-sdk.{skill_id}.{slot.slot_type}",
        "status": {"code": "ER_SUCCESS_MATCH" if slot.matches else "ER_SUCCESS_NO_MATCH"},
    }
    if slot.matches:
        authority["values"] = [{"value": {"name": value, "id": id_}} for id_, value in slot.matches]
    return {"resolutionsPerAuthority": [authority]}
