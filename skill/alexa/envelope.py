"""The envelope of a request: its bytes read once, and what must hold of it before anything else looks inside."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Self

from msgspec import Struct, json

from skill.alexa.limits import BODY_DEPTH
from skill.errors import NotGenuineError, refuse


class Envelope(Struct, frozen=True):
    """A body in the shape of a request of Alexa's. The SDK's models would take ``[]`` and ``null``, too (rule 8 B8)."""

    document: Mapping[str, Any]
    request_type: str
    request_id: str
    sent: datetime | None
    """None for a timestamp that tells no moment."""
    skill_ids: frozenset[str]
    """One, unless session and context disagree; events come without a session."""

    @property
    def intent(self) -> str | None:
        """The intent's name, where there is an intent."""
        name = _inner(_inner(self.document, "request"), "intent").get("name")
        return name if isinstance(name, str) else None

    @property
    def listener(self) -> str | None:
        """The person's id where Alexa recognises the voice, else the account's."""
        system = _inner(_inner(self.document, "context"), "System")
        places = (_inner(system, "person").get("personId"), _inner(system, "user").get("userId"))
        return next((place for place in places if isinstance(place, str)), None)

    @classmethod
    def read(cls, body: bytes) -> Self:
        """Raise NotGenuineError unless the body is JSON in the shape of a request of Alexa's."""
        document = _parsed(body)
        request = _inner(document, "request")
        _required(document, "version", "version")
        if request.get("timestamp") is None:
            refuse("the body has no request.timestamp")
        request_type = _required(request, "type", "request.type")
        request_id = _required(request, "requestId", "request.requestId")
        return cls(document, request_type, request_id, moment(request["timestamp"]), _ids(document))


_DECODER = json.Decoder()


def moment(value: object) -> datetime | None:
    """Read a timestamp: ISO 8601 with its offset, or milliseconds since 1970 as Alexa once wrote it; else None."""
    try:
        if isinstance(value, str):
            read = datetime.fromisoformat(value)
            return read if read.tzinfo else None
        if isinstance(value, int) and not isinstance(value, bool):
            return datetime.fromtimestamp(value / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        pass
    return None


def _parsed(body: bytes) -> Mapping[str, Any]:
    try:
        document = _DECODER.decode(body)
    except (ValueError, RecursionError) as error:
        # Not the parser's own words alone: they name a place, never what stands there.
        message = f"the body is not JSON: {error}"
        raise NotGenuineError(message) from error
    if not isinstance(document, dict):
        refuse("the body is no object")
    if body.count(b"{") + body.count(b"[") > BODY_DEPTH:
        # With fewer brackets it can't be too deep, and most bodies have fewer.
        _refuse_deep(document)
    return document


def _refuse_deep(document: object) -> None:
    """Go down level by level, so that depth costs no depth here."""
    level = [document]
    for _ in range(BODY_DEPTH):
        inner = [value for each in level for value in (each.values() if isinstance(each, dict) else each)]  # type: ignore[attr-defined] # each is a dict or a list
        level = [value for value in inner if isinstance(value, dict | list)]
        if not level:
            return
    refuse(f"the body is nested deeper than {BODY_DEPTH} levels")


def _ids(document: Mapping[str, Any]) -> frozenset[str]:
    """Give the skills that are named; a request that names none is not Alexa's."""
    places = (_inner(document, "session"), _inner(_inner(document, "context"), "System"))
    named = [_inner(place, "application").get("applicationId") for place in places]
    ids = frozenset(each for each in named if isinstance(each, str))
    if not ids:
        refuse("the body names no application")
    return ids


def _required(found: Mapping[str, Any], key: str, path: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not value:
        refuse(f"the body has no {path}")
    return value


def _inner(found: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Give an object inside another; an empty one where there is none."""
    value = found.get(key)
    return value if isinstance(value, dict) else {}
