"""What is sent: bytes without sense, envelopes with anything in any place, and both of them signed."""

import json
from collections.abc import Iterator
from random import Random  # noqa: TID251 - chance is what this is about
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, settings
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


raw = st.binary(max_size=300) | st.integers(1, 3000).map(lambda depth: b'{"a":' * depth)


def damaged(count: int, seed: int) -> Iterator[bytes]:
    """Give the bytes of envelopes of which some are others, missing, doubled or swapped: a hundred times as fast."""
    chance = Random(seed)  # noqa: S311 - reproducible, not secret
    pool = pieces()
    for _ in range(count):
        body = bytearray(encoded(_grafted(chance, pool)) if chance.random() < GRAFTED else chance.choice(pool.whole))
        for _ in range(chance.randrange(4)):
            at, end = sorted((chance.randrange(len(body) + 1), chance.randrange(len(body) + 1)))
            new = chance.choice((b"", chance.randbytes(3), body[at : at + 9], chance.choice(SIGNS), b"\xff"))
            body[at : min(end, at + chance.randrange(9))] = new
        yield bytes(body)


SIGNS = (b"{", b"}", b"[", b"]", b'"', b"\\", b"null", b"1e999", b"-0", b"NaN", b"\\u0000", b"\\ud800", b"\xef\xbb\xbf")
GRAFTED = 0.6
"""Of the cases, those in which something of one place stands in another."""
POOL = 300


class Pieces(NamedTuple):
    """What cases are made of."""

    whole: list[bytes]
    odd: list[str]
    """As JSON: each use has a copy of its own."""


def pieces() -> Pieces:
    """Draw some envelopes and values from the strategies above."""
    whole: list[bytes] = []
    odd: list[str] = []

    @settings(max_examples=POOL, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(envelopes(), anything)
    def draw(document: Json, value: Any) -> None:  # noqa: ANN401 - anything
        whole.append(encoded(document))
        odd.append(json.dumps(value))

    draw()
    return Pieces(whole, odd)


def _grafted(chance: Random, pool: Pieces) -> Json:
    whole: Json = json.loads(chance.choice(pool.whole))
    whole["request"] |= {"requestId": str(chance.random()), "timestamp": now().isoformat()}
    for _ in range(chance.randrange(1, 3)):
        place: Any = whole
        for _ in range(chance.randrange(8)):
            inner = [key for key in _keys(place) if isinstance(place[key], dict | list) and place[key]]
            if not inner:
                break
            place = place[chance.choice(inner)]
        if keys := _keys(place):
            place[chance.choice(keys)] = json.loads(chance.choice(pool.odd))
    return whole
