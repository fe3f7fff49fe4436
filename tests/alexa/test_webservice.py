"""``POST /alexa`` answers genuine requests for this skill, refuses all others with an empty 400, and never breaks."""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model.response import Response
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from skill.alexa import webservice
from skill.alexa.doorway import Doorway
from skill.alexa.limits import BODY_BYTES, BODY_DEPTH
from skill.alexa.verifier import AlexaSignatureVerifier
from skill.logs import JsonLines
from skill.settings import Settings

from .authority import NOW, Authority

SKILL = "amzn1.ask.skill.back-coach"
EMPTY_ANSWER = {"version": "1.0", "response": {}}

Document = dict[str, Any]
Change = Callable[[Document], object]


def envelope(*changes: Change) -> Document:
    """Give a launch request of this second as Alexa sends it, changed as asked."""
    application = {"applicationId": SKILL}
    user = {"userId": "u"}
    document: Document = {
        "version": "1.0",
        "session": {"new": True, "sessionId": "s", "application": application, "attributes": {}, "user": user},
        "context": {"System": {"application": dict(application), "user": user}},
        "request": {"type": "LaunchRequest", "requestId": "r", "timestamp": ago(), "locale": "en-US"},
    }
    for change in changes:
        change(document)
    return document


def encoded(*changes: Change) -> bytes:
    """Give the bytes of a changed launch request."""
    return json.dumps(envelope(*changes)).encode()


def ago(**span: float) -> str:
    """Give the moment that lies a span back, as Alexa writes it."""
    moment = datetime.now(UTC) - timedelta(**span)  # noqa: TID251 - the package's timestamp check reads the clock itself
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def request_with(**fields: object) -> Change:
    """Change fields of the request."""
    return lambda document: document["request"].update(fields)


def application(value: object) -> Change:
    """Change what the context says of the application."""
    return lambda document: document["context"]["System"].update(application=value)


def without(*path: str) -> Change:
    """Leave out what is at the end of a path."""

    def leave_out(document: Document) -> None:
        *way, last = path
        for key in way:
            document = document[key]
        del document[last]

    return leave_out


def say_hello(handler_input: HandlerInput) -> Response:
    """Answer as a skill does."""
    response: Response = handler_input.response_builder.speak("Grüß dich").response
    return response


class Skill(AbstractRequestHandler):
    """A skill that answers every request as it is told, and counts them."""

    def __init__(self) -> None:
        self.answer: Callable[[HandlerInput], object] = say_hello
        self.requests = 0

    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002 - the SDK's signature
        """Take every request."""
        return True

    def handle(self, handler_input: HandlerInput) -> Any:  # noqa: ANN401 - a skill with a mistake may answer anything
        """Answer a request."""
        self.requests += 1
        return self.answer(handler_input)


@dataclass
class Door:
    """A Flask app's ``POST /alexa``, the skill behind it, and the log beside it."""

    client: FlaskClient
    skill: Skill
    log: pytest.LogCaptureFixture
    authority: Authority

    def post(self, body: bytes) -> TestResponse:
        """Send a body that the authority signed."""
        return self.client.post("/alexa", data=body, headers=self.authority.signed(body))

    def lets_in(self, body: bytes) -> bool:
        """Say whether a signed body reaches the skill."""
        return self.post(body).status_code == 200 and self.skill.requests == 1

    def refuses(self, body: bytes, reason: str) -> bool:
        """Say whether a signed body is refused for a reason."""
        return self.was_refused(self.post(body), reason)

    def was_refused(self, answer: TestResponse, reason: str) -> bool:
        """Say whether the request got an empty 400, left one warning with the reason and never reached the skill."""
        assert (answer.status_code, answer.data) == (400, b"")
        assert [record.levelno for record in self.log.records] == [logging.WARNING]
        assert reason in self.log.text
        return self.skill.requests == 0


MakeDoor = Callable[[Settings], Door]


@pytest.fixture
def make_door(authority: Authority, caplog: pytest.LogCaptureFixture) -> MakeDoor:
    """Build doors at which the authority stands for Amazon."""

    def make(settings: Settings) -> Door:
        skill, builder, app = Skill(), SkillBuilder(), Flask("test")
        builder.add_request_handler(skill)
        verifier = AlexaSignatureVerifier(lambda _: authority.chain, [authority.root], lambda: NOW)
        door = webservice.Door(builder.create(), settings, verifier)
        app.wsgi_app = Doorway(app.wsgi_app, door)  # type: ignore[method-assign]
        return Door(app.test_client(), skill, caplog, authority)

    return make


@pytest.fixture
def door(make_door: MakeDoor) -> Door:
    """Give the door as it is in production."""
    return make_door(Settings(skill_id=SKILL))


@pytest.fixture
def open_door(make_door: MakeDoor) -> Door:
    """Give the door as it is in development: nobody is asked for a signature."""
    return make_door(Settings(verify=False))


def test_a_genuine_request_is_answered(door: Door) -> None:
    """What Alexa signed for this skill reaches it, and its answer goes back as JSON."""
    answer = door.post(encoded())
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json;charset=UTF-8"
    assert answer.json is not None
    assert answer.json["version"] == "1.0"
    assert answer.json["response"]["outputSpeech"]["ssml"] == "<speak>Grüß dich</speak>"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_only_post_is_served(open_door: Door, method: str) -> None:
    """A browser that looks in gets 405."""
    assert open_door.client.open("/alexa", method=method).status_code == 405


@pytest.mark.parametrize("header", ["Signature-256", "SignatureCertChainUrl"])
def test_an_unsigned_request_is_refused(door: Door, header: str) -> None:
    """A request without one of the two headers is refused."""
    headers = door.authority.signed(encoded())
    del headers[header]
    assert door.was_refused(door.client.post("/alexa", data=encoded(), headers=headers), f"no {header} header")


def test_another_bodys_signature_is_refused(door: Door) -> None:
    """The signature holds for the bytes as they arrived: with a space more the request is refused."""
    body = encoded()
    answer = door.client.post("/alexa", data=body + b" ", headers=door.authority.signed(body))
    assert door.was_refused(answer, "not one of this body")


@pytest.mark.parametrize("body", [b"", b"garbage", b"\xff\xfe", b"[" * 100_000])
def test_the_signature_comes_before_everything(door: Door, body: bytes) -> None:
    """What a stranger sends is not even parsed."""
    assert door.was_refused(door.client.post("/alexa", data=body), "no SignatureCertChainUrl header")


def test_a_door_brings_its_own_verifier() -> None:
    """A door built without a verifier asks for a signature all the same."""
    app = Flask("test")
    door = webservice.Door(SkillBuilder().create(), Settings(skill_id=SKILL))
    app.wsgi_app = Doorway(app.wsgi_app, door)  # type: ignore[method-assign]
    assert app.test_client().post("/alexa", data=encoded()).status_code == 400


@pytest.mark.parametrize("seconds", [140, -140])
@pytest.mark.parametrize("ending", ["Z", ".123Z", "+00:00"])
def test_a_request_of_the_last_minutes_is_answered(door: Door, seconds: int, ending: str) -> None:
    """Alexa's clock and ours may differ by 150 seconds, however the moment is written."""
    assert door.lets_in(encoded(request_with(timestamp=ago(seconds=seconds).replace("Z", ending))))


@pytest.mark.parametrize("seconds", [151, -170, 10**9])
@pytest.mark.parametrize("request_type", ["LaunchRequest", "Alexa.Novelty"])
def test_a_request_from_another_time_is_refused(door: Door, seconds: int, request_type: str) -> None:
    """A replayed request is refused, whatever its type."""
    assert door.refuses(encoded(request_with(timestamp=ago(seconds=seconds), type=request_type)), "timestamp")


@pytest.mark.parametrize(
    "moment", ["", "yesterday", "{:%H:%M}Z", "{:%Y-%m-%dT%H:%M:%S}", "{:%c}", 1e300, True, [], 10**19]
)
def test_a_request_from_no_moment_is_refused(door: Door, moment: object) -> None:
    """Where the age of a request can't be told, a time zone missing or more, it may as well be a replay."""
    now = datetime.fromisoformat(ago())
    said = moment.format(now) if isinstance(moment, str) else moment
    assert door.refuses(encoded(request_with(timestamp=said)), "timestamp")


EVENTS = [
    "AlexaSkillEvent.SkillDisabled",
    "AlexaSkillEvent.ProactiveSubscriptionChanged",
    "AlexaSkillEvent.SkillAccountUnlinked",
    "AlexaHouseholdListEvent.ItemsCreated",
    "Reminders.ReminderCreated",
]


@pytest.mark.parametrize("event", EVENTS)
def test_a_skill_event_may_be_an_hour_late(door: Door, event: str) -> None:
    """Alexa delivers any skill event up to an hour after it happened, and without a session."""
    assert door.lets_in(encoded(request_with(type=event, timestamp=ago(minutes=59)), without("session")))


@pytest.mark.parametrize("event", EVENTS)
def test_a_skill_event_of_more_than_an_hour_is_refused(door: Door, event: str) -> None:
    """A skill event is good for an hour, not longer."""
    assert door.refuses(encoded(request_with(type=event, timestamp=ago(minutes=61))), "timestamp")


@pytest.mark.parametrize("place", [without("session"), without("context"), lambda _: None])
def test_another_skills_request_is_refused(make_door: MakeDoor, place: Change) -> None:
    """A request that Alexa signed for another skill is refused, wherever it names that skill."""
    door = make_door(Settings(skill_id="amzn1.ask.skill.another"))
    assert door.refuses(encoded(place), "another skill")


def test_two_skills_in_one_request_are_refused(door: Door) -> None:
    """Where session and context disagree, the request is not for this skill."""
    assert door.refuses(encoded(application({"applicationId": "amzn1.ask.skill.another"})), "another skill")


def test_a_skill_id_counts_without_verification_too(make_door: MakeDoor) -> None:
    """Whoever sets a skill id means it, also in development."""
    door = make_door(Settings(skill_id="amzn1.ask.skill.another", verify=False))
    assert door.refuses(encoded(), "another skill")


def test_without_verification_no_signature_is_asked_for(open_door: Door) -> None:
    """In development anybody may send a request of any age for any skill."""
    body = encoded(request_with(timestamp="2020-02-02T02:02:02Z"))
    assert open_door.client.post("/alexa", data=body).status_code == 200
    assert open_door.skill.requests == 1


@pytest.mark.parametrize("place", ["session", "context"])
def test_the_application_is_named_in_one_place_at_least(open_door: Door, place: str) -> None:
    """Alexa sends events without a session; a request without a context is answered too."""
    assert open_door.lets_in(encoded(without(place)))


@pytest.mark.parametrize(
    ("url", "store", "prompt"),
    [
        ("https://s3.amazonaws.com/echo.api/known.pem", "sqlite://", True),
        ("https://s3.amazonaws.com/echo.api/unknown.pem", "sqlite://", False),
        ("https://s3.amazonaws.com/echo.api/known.pem", "postgresql://host/name", False),
        ("https://example.com/", "sqlite://", True),
    ],
)
def test_what_waits_for_no_other_machine(authority: Authority, url: str, store: str, *, prompt: bool) -> None:
    """A request is prompt when its certificate and the store are here, and when it will be refused at once."""
    verifier = AlexaSignatureVerifier(lambda _: authority.chain, [authority.root], lambda: NOW)
    body = encoded()
    verifier.verify(
        authority.signed(body) | {"SignatureCertChainUrl": "https://s3.amazonaws.com/echo.api/known.pem"}, body
    )
    door = webservice.Door(SkillBuilder().create(), Settings(skill_id=SKILL, store=store), verifier)
    assert door.is_prompt({"SignatureCertChainUrl": url}) is prompt


def garbage() -> Iterator[bytes]:
    """Give bodies that are no envelope of Alexa's."""
    yield from (b"", b"garbage", b"\xff\xfe", b"\xef\xbb\xbf{}", b"[]", b"null", b"1", b'"request"', b"{}", b"{")
    yield from (b'{"request": null}', b'{"request": []}', b'{"request": {}}', json.dumps(envelope()).encode("utf-16"))
    yield from (b"[" * 100_000, b'{"request":' * 20_000 + b"1" + b"}" * 20_000)
    for no_json in (b"NaN", b"-Infinity", b"True", b"1" * 5000):
        yield encoded().replace(b"true", no_json)
    for path in (("version",), ("request",), ("request", "type"), ("request", "requestId"), ("request", "timestamp")):
        yield encoded(without(*path))
    no_texts: tuple[object, ...] = (None, "", 1, [], {})
    for no_text in no_texts:
        yield encoded(request_with(type=no_text))
        yield encoded(request_with(requestId=no_text))
    yield encoded(request_with(timestamp=None))
    yield encoded(without("session"), without("context"))
    nobodies: tuple[object, ...] = (None, [], {}, "", {"applicationId": 1}, {"applicationId": {}})
    for nobody in nobodies:
        yield encoded(without("session"), application(nobody))


@pytest.mark.parametrize("body", list(garbage()))
@pytest.mark.parametrize("which", ["door", "open_door"])
def test_what_is_no_envelope_is_refused(request: pytest.FixtureRequest, which: str, body: bytes) -> None:
    """Whatever is no JSON in the shape of a request is refused, with and without verification."""
    door: Door = request.getfixturevalue(which)
    assert door.refuses(body, "the body")


def nested(levels: int) -> Change:
    """Nest lists inside the session's attributes, so that the deepest is this many levels down."""
    return lambda document: document["session"].update(attributes=json.loads("[" * (levels - 2) + "]" * (levels - 2)))


@pytest.mark.parametrize("levels", [20, BODY_DEPTH])
def test_a_body_may_be_deep(door: Door, levels: int) -> None:
    """A deep body is answered, whatever is in it."""
    assert door.lets_in(encoded(nested(levels)))


@pytest.mark.parametrize("levels", [BODY_DEPTH + 1, 900])
def test_a_deeper_body_is_refused(door: Door, levels: int) -> None:
    """A body that is nested without end is refused before anything goes down into it."""
    assert door.refuses(encoded(nested(levels)), "nested deeper")


def test_a_refusal_does_not_log_the_body(open_door: Door) -> None:
    """Nothing that somebody said gets into the log with a refusal."""
    said = request_with(intent={"slots": {"pain": {"name": "pain", "value": "my back hurts"}}})
    open_door.post(encoded(said, without("version")))
    open_door.post(encoded(said)[:-1])
    assert len(open_door.log.records) == 2
    assert "hurts" not in open_door.log.text


def test_a_body_may_have_the_largest_size(open_door: Door) -> None:
    """A body of the largest size is answered."""
    assert open_door.lets_in(encoded().ljust(BODY_BYTES))


def test_a_larger_body_is_refused(open_door: Door) -> None:
    """A body with a byte more than the largest size is refused."""
    assert open_door.refuses(encoded().ljust(BODY_BYTES + 1), "larger than")


def test_a_body_that_breaks_off_is_refused(open_door: Door) -> None:
    """Whoever hangs up before the announced end is refused."""
    answer = open_door.client.post("/alexa", data=b"{", environ_overrides={"CONTENT_LENGTH": "10"})
    assert open_door.was_refused(answer, "did not arrive")


def test_a_body_that_the_server_cannot_read_is_refused(open_door: Door) -> None:
    """Broken chunks, which every server reports with an error of its own, are the sender's fault and not ours."""

    class Broken(BytesIO):
        def read(self, _: object = None, /) -> bytes:
            raise LookupError

    answer = open_door.client.post("/alexa", input_stream=Broken(b"zz"), environ_overrides={"CONTENT_LENGTH": "2"})
    assert open_door.was_refused(answer, "did not arrive")


NOVELTIES: list[Document] = [
    {"type": "Alexa.Novelty"},
    {"type": "SessionEndedRequest", "reason": "NOVELTY", "error": {"type": "NOVELTY", "message": 7}},
    {"type": "IntentRequest", "intent": {"name": "I", "confirmationStatus": "NOVELTY"}, "dialogState": "NOVELTY"},
    {"type": "IntentRequest", "intent": {"name": "I", "slots": 1}},
    {"type": "IntentRequest", "intent": {"name": ["I"], "slots": {"s": None, "t": {"value": {"a": 1}}}}},
    {"type": "Alexa.Presentation.APLA.RuntimeError", "errors": [{"type": "NOVELTY"}, None, 1]},
    {"locale": ["en-US"]},
    {"novelty": {"to_dict": 1}, "to_dict": None},
]


@pytest.mark.parametrize("novelty", NOVELTIES)
def test_a_request_newer_than_the_sdk_reaches_the_skill(door: Door, novelty: Document) -> None:
    """A genuine request with a type, value or property that the SDK does not know is for the skill to answer."""
    assert door.lets_in(encoded(request_with(**novelty)))
    assert not door.log.records


@pytest.mark.parametrize(("seconds", "lets_in"), [(0, True), (140, True), (160, False)])
def test_a_timestamp_may_be_a_number(door: Door, seconds: int, *, lets_in: bool) -> None:
    """Alexa once wrote milliseconds; they are read, and may be as old as any other."""
    moment = datetime.fromisoformat(ago(seconds=seconds))
    body = encoded(request_with(timestamp=round(moment.timestamp() * 1000)))
    assert door.lets_in(body) if lets_in else door.refuses(body, "timestamp")


def test_a_replayed_request_is_answered_as_before(door: Door) -> None:
    """Who sends a genuine request again gets the same answer, and the skill does nothing twice."""
    body = encoded(request_with(requestId="once"))
    first, second = door.post(body), door.post(body)
    assert (first.status_code, first.data) == (second.status_code, second.data)
    assert door.skill.requests == 1


def test_a_request_signed_anew_is_a_replay_too(door: Door) -> None:
    """Alexa may ask again some seconds later; another request of the same second is another one."""
    for seconds in (9, 5):
        door.post(encoded(request_with(requestId="once", timestamp=ago(seconds=seconds))))
    assert door.skill.requests == 1
    door.post(encoded(request_with(requestId="twice")))
    assert door.skill.requests == 2


def test_a_turn_leaves_one_line_without_anybody_in_it(open_door: Door) -> None:
    """The line tells which request, what was asked, how long it took and that it was the same listener."""
    said = {"name": "HurtIntent", "slots": {"pain": {"name": "pain", "value": "my back hurts"}}}
    with open_door.log.at_level(logging.INFO, "skill.turns"):
        open_door.post(encoded(request_with(type="IntentRequest", intent=said), user("amzn1.ask.account.A")))
        open_door.post(encoded(request_with(requestId="r2"), user("amzn1.ask.account.A")))
        open_door.post(encoded(request_with(requestId="r3"), user("amzn1.ask.account.B")))
    written = [JsonLines().format(record) for record in open_door.log.records]
    first, second, third = (json.loads(line) for line in written)
    assert first.keys() == {"time", "level", "logger", "message", "request_id", "type", "intent", "listener", "ms"}
    assert (first["request_id"], first["type"], first["intent"]) == ("r", "IntentRequest", "HurtIntent")
    assert first["listener"] == second["listener"] != third["listener"]
    assert not [word for word in ("hurts", "amzn1.ask.account") if word in "".join(written)]


def user(name: str) -> Change:
    """Change who speaks."""
    return lambda document: document["context"]["System"].update(user={"userId": name, "accessToken": "secret"})


def fail(_: HandlerInput) -> object:
    """Break, as a skill with a mistake does."""
    message = "a mistake of ours"
    raise LookupError(message)


@pytest.mark.parametrize("answer", [fail, lambda _: object(), lambda _: float("nan"), lambda _: {(1, 2): 3}])
def test_a_skill_that_fails_answers_with_nothing(open_door: Door, answer: Callable[[HandlerInput], object]) -> None:
    """A mistake that the skill lets escape costs the answer and leaves a traceback; the person hears no error."""
    open_door.skill.answer = answer
    reply = open_door.post(encoded())
    assert (reply.status_code, reply.json) == (200, EMPTY_ANSWER)
    assert [record.levelno for record in open_door.log.records] == [logging.ERROR]
    assert "Traceback" in open_door.log.text


def test_a_skill_that_says_nothing_answers_with_an_empty_response(open_door: Door) -> None:
    """An answer without a response, which Alexa would report to the person as an error, is never sent."""
    open_door.skill.answer = lambda _: None
    reply = open_door.post(encoded())
    assert reply.json is not None
    assert reply.json["response"] == {}
    assert not open_door.log.records
