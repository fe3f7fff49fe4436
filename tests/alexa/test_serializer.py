"""Our serializer gives what the SDK's gives, for everything the SDK can read, and never raises for the rest."""

import copy
import json
import subprocess
import sys
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.interfaces.alexa.extension.available_extension import AvailableExtension
from ask_sdk_model.request import Request
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.response import Response
from ask_sdk_model.response_envelope import ResponseEnvelope
from ask_sdk_model.ui.reprompt import Reprompt
from ask_sdk_model.ui.ssml_output_speech import SsmlOutputSpeech
from hypothesis import given
from hypothesis import strategies as st

from skill.alexa.serializer import envelope_of, json_of
from skill.catalogue.model import Place

Json = dict[str, Any]

SLOT: Json = {
    "name": "exercise",
    "value": "torso lifts",
    "confirmationStatus": "NONE",
    "resolutions": {
        "resolutionsPerAuthority": [
            {
                "authority": "authority",
                "status": {"code": "ER_SUCCESS_MATCH"},
                "values": [{"value": {"name": "torso lift", "id": "torso-lift"}}],
            }
        ]
    },
    "slotValue": {
        "type": "List",
        "values": [
            {"type": "Simple", "value": "one"},
            {"type": "List", "values": [{"type": "Simple", "value": "two"}]},
        ],
    },
}

REQUESTS: list[Json] = [
    {"type": "LaunchRequest", "task": {"name": "task", "version": "1", "input": {"any": [1, 2.5, None]}}},
    {"type": "IntentRequest", "dialogState": "STARTED", "intent": {"name": "I", "slots": {"exercise": SLOT}}},
    {"type": "SessionEndedRequest", "reason": "ERROR", "error": {"type": "ENDPOINT_TIMEOUT", "message": "slow"}},
    {"type": "SessionResumedRequest", "cause": {"type": "ConnectionCompleted", "status": {"code": "200"}}},
    {"type": "AudioPlayer.PlaybackFailed", "error": {"message": "m"}},
    {"type": "AlexaSkillEvent.SkillEnabled", "eventCreationTime": "2026-11-22T12:00:00Z"},
    {"type": "Alexa.Presentation.APLA.RuntimeError", "errors": [{"type": "RENDER_ERROR", "reason": "UNKNOWN_ERROR"}]},
]

CONTEXT: Json = {
    "System": {
        "application": {"applicationId": "a"},
        "user": {"userId": "u", "permissions": {"consentToken": "c", "scopes": {"s": {"status": "GRANTED"}}}},
        "device": {
            "deviceId": "d",
            "supportedInterfaces": {"AudioPlayer": {}, "Alexa.Presentation.APL": {"runtime": {}}},
        },
        "apiAccessToken": "token",
    },
    "Viewport": {"dpi": 160, "shape": "ROUND", "touch": ["SINGLE"], "experiences": [{"canRotate": False}]},
    "Viewports": [{"type": "APL", "id": "main", "configuration": {"current": {"size": {"type": "DISCRETE"}}}}],
    "Geolocation": {"coordinate": {"latitudeInDegrees": 1.5, "accuracyInMeters": 2}},
}


def document(request: Json) -> Json:
    """Give a whole envelope around a request."""
    stamp = {"requestId": "r", "timestamp": "2026-11-22T12:00:00.125Z", "locale": "en-US"}
    session = {"new": True, "sessionId": "s", "attributes": {"any": {"thing": [1]}}, "user": {"userId": "u"}}
    return {"version": "1.0", "session": session, "context": CONTEXT, "request": stamp | request}


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: request["type"])
def test_a_request_is_read_as_the_sdk_reads_it(request_: Json) -> None:
    """Every class, enum, moment and number is the one that the SDK's own serializer makes."""
    whole = document(request_)
    theirs: RequestEnvelope = DefaultSerializer().deserialize(json.dumps(whole), RequestEnvelope)
    assert envelope_of(whole) == theirs
    context: Any = envelope_of(whole).context
    assert type(context.viewport.dpi) is float


def test_an_answer_is_written_as_the_sdk_writes_it() -> None:
    """What is None is left out, and every property has Alexa's name for it."""
    speech = SsmlOutputSpeech(ssml="<speak>Grüß dich</speak>")
    response = Response(output_speech=speech, reprompt=Reprompt(output_speech=speech), should_end_session=False)
    answer = ResponseEnvelope(version="1.0", session_attributes={"any": [None, 1.5, "x"]}, response=response)
    assert json.loads(json_of(answer)) == DefaultSerializer().serialize(answer)


def test_a_request_is_written_as_it_was_read() -> None:
    """What of a request goes back into an answer is written whole, whether somebody has looked at it or not."""
    whole = document(REQUESTS[1])
    envelope: Any = envelope_of(whole)
    assert json.loads(json_of(envelope.request.intent)) == whole["request"]["intent"]


def test_an_enums_member_is_its_value() -> None:
    """Keys of lines, which are text and more, are written as text, as names of properties, too."""
    assert json.loads(json_of({Place.HOME: Place.GYM})) == {"home": "gym"}


@pytest.mark.parametrize("thing", [object(), {(1,): 2}, {"a": 1j}])
def test_what_is_no_json_is_not_written(thing: object) -> None:
    """A mistake of ours is told where it is made."""
    with pytest.raises(TypeError):
        json_of(thing)


def test_a_model_is_the_sdks() -> None:
    """Whatever the SDK offers of its models holds of ours, before anything of them has been asked for and after."""
    whole = document(REQUESTS[1])
    theirs: RequestEnvelope = DefaultSerializer().deserialize(json.dumps(whole), RequestEnvelope)
    assert envelope_of(whole).to_dict() == theirs.to_dict()
    assert theirs == envelope_of(whole) == copy.deepcopy(envelope_of(whole))
    assert envelope_of(whole) != envelope_of(document(REQUESTS[0]))
    assert envelope_of(whole) != whole
    assert theirs != envelope_of(document(REQUESTS[0]))


def test_what_nobody_asks_for_is_not_read() -> None:
    """Of a device the SDK knows a hundred classes: none of them is imported for who doesn't look at it."""
    code = (
        "import json, sys; from skill.alexa.serializer import envelope_of; "
        "envelope_of(json.loads(sys.argv[1])).context.system.user; print(*sys.modules)"
    )
    command = [sys.executable, "-W", "ignore", "-c", code, json.dumps(document(REQUESTS[0]))]
    imported = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603 - this very program
    assert "ask_sdk_model.user" in imported
    assert not {name for name in imported if ".viewport." in name or ".geolocation." in name}


def test_a_type_nobody_knows_is_a_plain_request() -> None:
    """What every request has is read of one whose class does not exist."""
    request: Any = envelope_of(document({"type": "Alexa.Novelty", "novelty": 1})).request
    assert type(request).__bases__ == (Request,)
    assert (request.object_type, request.request_id, request.locale) == ("Alexa.Novelty", "r", "en-US")
    assert not hasattr(request, "novelty")


def test_a_value_that_no_enum_has_is_left_out() -> None:
    """The rest of the object is read."""
    request: Any = envelope_of(document({"type": "SessionEndedRequest", "reason": "NOVELTY"})).request
    assert (request.object_type, request.reason) == ("SessionEndedRequest", None)


def test_what_cannot_be_read_in_a_list_is_left_out() -> None:
    """Whoever goes through a list or a map of models finds models, as the SDK's types say."""
    slot = SLOT | {"resolutions": {"resolutionsPerAuthority": [None, 1, {"authority": "a"}]}}
    intent = {"name": "I", "slots": {"one": slot, "two": None, "three": []}}
    request: Any = envelope_of(document({"type": "IntentRequest", "intent": intent})).request
    assert list(request.intent.slots) == ["one"]
    assert [one.authority for one in request.intent.slots["one"].resolutions.resolutions_per_authority] == ["a"]


def test_what_may_be_anything_is_left_as_it_is() -> None:
    """The session's attributes and the like keep even what is null."""
    whole = document({"type": "Alexa.Presentation.APL.UserEvent", "arguments": [None, 1, {"a": None}]})
    whole["session"]["attributes"] = {"a": None, "b": [None]}
    envelope: Any = envelope_of(whole)
    assert envelope.request.arguments == [None, 1, {"a": None}]
    assert envelope.session.attributes == {"a": None, "b": [None]}


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@st.composite
def spoilt(draw: st.DrawFn) -> Json:
    """Give an envelope in which anything stands at some place."""
    whole: Json = json.loads(json.dumps(document(draw(st.sampled_from(REQUESTS)))))
    place: Any = whole
    for _ in range(draw(st.integers(0, 7))):
        keys = [key for key, value in _items(place) if isinstance(value, dict | list) and value]
        if not keys:
            break
        place = place[draw(st.sampled_from(keys))]
    place[draw(st.sampled_from([key for key, _ in _items(place)]))] = draw(anything)
    return whole


def _items(place: Json | list[Any]) -> list[tuple[Any, Any]]:
    return list(place.items()) if isinstance(place, dict) else list(enumerate(place))


@given(spoilt())
def test_no_document_makes_it_raise(whole: Json) -> None:
    """Whatever stands in whichever place, there is an envelope, all of which can be asked for."""
    assert set(envelope_of(whole).to_dict()) == {"version", "session", "context", "request"}


def test_a_model_without_properties() -> None:
    """There is nothing to write of it."""
    assert json_of(AvailableExtension()) == b"{}"


def test_a_number_too_large_for_its_property() -> None:
    """It is left out when it is asked for, as whatever can't be what it should be."""
    whole = document(REQUESTS[1])
    whole["context"]["Geolocation"] = {"coordinate": {"latitudeInDegrees": 10**400, "longitudeInDegrees": 1}}
    context: Any = envelope_of(whole).context
    coordinate = context.geolocation.coordinate
    assert (coordinate.latitude_in_degrees, coordinate.longitude_in_degrees) == (None, 1.0)
