"""What is sent: bytes without sense, envelopes with anything in any place, and both of them signed."""

import json
from typing import Any

from hypothesis import strategies as st

from skill.alexa.requests import INTENTS
from tests.fuzz.door import SKILL_ID, now

Json = dict[str, Any]

TYPES = (
    "LaunchRequest",
    "IntentRequest",
    "SessionEndedRequest",
    "SessionResumedRequest",
    "CanFulfillIntentRequest",
    "Connections.Response",
    "System.ExceptionEncountered",
    "AlexaSkillEvent.SkillEnabled",
    "Reminders.ReminderCreated",
    "Alexa.Presentation.APLA.RuntimeError",
    "AudioPlayer.PlaybackFailed",
    "Alexa.Novelty",
)
"""SkillDisabled is not among them: an answer to it may be that it could not be done."""

WORDS = (
    "torso-lift",
    "beginner",
    "home",
    "gym",
    "PT40S",
    "PT0S",
    "12",
    "?",
    "<speak>&amp;",
    "\ud83d\ude00",
    "a" * 2000,
)

texts = st.text(max_size=12) | st.sampled_from(WORDS)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)


sessions: st.SearchStrategy[Json] = st.just({}) | st.fixed_dictionaries(
    {
        "version": st.just(1),
        "phase": st.sampled_from(("home", "briefed", "playing", "waiting", "paused", "reading", "choosing")) | texts,
        "progress": anything,
        "plan": anything,
        "subject": st.sampled_from(("torso-lift", "no-such", None)),
    }
)


@st.composite
def slots(draw: st.DrawFn) -> Json:
    """Give a slot as Alexa fills it."""
    word = draw(texts)
    values = [{"value": {"name": word, "id": draw(texts)}}]
    code = draw(st.sampled_from(("ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH", "ER_NOVELTY")))
    resolved = {"resolutionsPerAuthority": [{"authority": "a", "status": {"code": code}, "values": values}]}
    return {"name": "any", "value": word, "confirmationStatus": "NONE", "resolutions": resolved}


@st.composite
def envelopes(draw: st.DrawFn) -> Json:
    """Give an envelope in Alexa's shape."""
    names = st.sampled_from(("exercise", "level", "place", "routine", "topic", "length", "count", "novelty"))
    intent = {"name": draw(st.sampled_from(sorted(INTENTS)) | texts), "slots": draw(st.dictionaries(names, slots()))}
    request = {
        "type": draw(st.sampled_from(TYPES)),
        "requestId": draw(st.uuids()).hex,
        "timestamp": now().isoformat(),
        "locale": draw(st.sampled_from(("en-US", "en-GB", "de-DE", ""))),
        "intent": intent,
        "reason": draw(st.sampled_from(("USER_INITIATED", "NOVELTY"))),
    }
    user = {"userId": f"user-{draw(st.integers(0, 30))}"}
    application = {"applicationId": SKILL_ID}
    session = {"new": False, "sessionId": "s", "application": application, "user": user, "attributes": draw(sessions)}
    system = {"application": application, "user": user, "device": {"deviceId": "d"}, "apiAccessToken": "t"}
    return {"version": "1.0", "session": session, "context": {"System": system}, "request": request}


@st.composite
def spoilt(draw: st.DrawFn) -> Json:
    """Give an envelope in which anything stands in some places, and what should be in others is missing."""
    whole: Json = draw(envelopes())
    for _ in range(draw(st.integers(1, 3))):
        place: Any = whole
        for _ in range(draw(st.integers(0, 8))):
            inner = [key for key in _keys(place) if isinstance(place[key], dict | list) and place[key]]
            if not inner:
                break
            place = place[draw(st.sampled_from(inner))]
        if keys := _keys(place):
            key = draw(st.sampled_from(keys))
            if draw(st.booleans()):
                place[key] = draw(anything)
            else:
                del place[key]
    return whole


def _keys(place: Any) -> list[Any]:  # noqa: ANN401 - an object or a list
    return list(place) if isinstance(place, dict) else list(range(len(place)))


def encoded(document: object) -> bytes:
    """Write a document, NaN and half characters included, as somebody careless might."""
    return json.dumps(document).encode()


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Give the bytes of an envelope of which some are others, missing or too many."""
    body = bytearray(encoded(draw(envelopes())))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(body) - 1))
        body[at : at + draw(st.integers(0, 9))] = draw(st.binary(max_size=9))
    return bytes(body)


raw = st.binary(max_size=300) | damaged() | st.integers(1, 3000).map(lambda depth: b'{"a":' * depth)
