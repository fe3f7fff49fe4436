"""Every type of request that Alexa may send, through the app as it is served: valid, and silent where it must be."""

from collections.abc import Mapping
from typing import Any, NoReturn

import pytest
from ask_sdk_model.request import Request
from flask.testing import FlaskClient

from skill.alexa.handlers import SPOKEN
from skill.app import create_app
from skill.settings import Settings
from skill.simulator.acceptance import faults, faults_without_speech
from skill.store import open_store

Json = dict[str, Any]

STAMP = {"requestId": "request-1", "timestamp": "2026-11-22T09:00:00Z", "locale": "en-GB"}

SYSTEM = {
    "application": {"applicationId": "skill"},
    "user": {"userId": "somebody"},
    "device": {"deviceId": "echo", "supportedInterfaces": {}},
    "apiEndpoint": "https://api.amazonalexa.com",
    "apiAccessToken": "token",
}

SESSION = {
    "new": False,
    "sessionId": "session",
    "application": {"applicationId": "skill"},
    "user": {"userId": "somebody"},
    "attributes": {},
}

REMINDER = {"body": {"alertToken": "alert"}}

SILENT = [
    (
        "System.ExceptionEncountered",
        {"error": {"type": "INVALID_RESPONSE", "message": "no"}, "cause": {"requestId": "r"}},
    ),
    ("System.ExceptionEncountered", {}),
    ("SessionEndedRequest", {"reason": "USER_INITIATED"}),
    ("SessionEndedRequest", {"reason": "ERROR", "error": {"type": "ENDPOINT_TIMEOUT", "message": "slow"}}),
    ("Alexa.Presentation.APL.UserEvent", {"token": "t", "arguments": ["next"], "source": {"type": "TouchWrapper"}}),
    ("Alexa.Presentation.APL.RuntimeError", {"token": "t", "errors": []}),
    ("Alexa.Presentation.APL.LoadIndexListData", {"token": "t", "listId": "l", "startIndex": 0, "count": 9}),
    ("Alexa.Presentation.APL.LoadTokenListData", {"token": "t", "listId": "l", "pageToken": "p"}),
    ("Alexa.Presentation.APLA.RuntimeError", {"token": "t", "errors": []}),
    ("Alexa.Presentation.APLT.UserEvent", {"token": "t"}),
    ("Alexa.Presentation.HTML.Message", {"message": {}}),
    ("Alexa.Presentation.HTML.RuntimeError", {}),
    ("Alexa.Advertisement.AdCompleted", {}),
    ("Alexa.Advertisement.AdNotRendered", {}),
    ("Alexa.Advertisement.ReadyToEnqueueAudio", {}),
    ("Alexa.Authorization.Grant", {}),
    ("Alexa.DataStore.Error", {"error": {"type": "DEVICE_UNAVAILABLE"}}),
    ("Alexa.DataStore.PackageManager.InstallationError", {}),
    ("Alexa.DataStore.PackageManager.UpdateRequest", {}),
    ("Alexa.DataStore.PackageManager.UsagesInstalled", {}),
    ("Alexa.DataStore.PackageManager.UsagesRemoved", {}),
    ("AudioPlayer.PlaybackStarted", {"token": "t", "offsetInMilliseconds": 0}),
    ("AudioPlayer.PlaybackFinished", {"token": "t", "offsetInMilliseconds": 9}),
    ("AudioPlayer.PlaybackStopped", {"token": "t", "offsetInMilliseconds": 9}),
    ("AudioPlayer.PlaybackNearlyFinished", {"token": "t", "offsetInMilliseconds": 9}),
    ("AudioPlayer.PlaybackFailed", {"token": "t", "error": {"type": "MEDIA_ERROR_UNKNOWN", "message": "no"}}),
    ("PlaybackController.NextCommandIssued", {}),
    ("PlaybackController.PauseCommandIssued", {}),
    ("PlaybackController.PlayCommandIssued", {}),
    ("PlaybackController.PreviousCommandIssued", {}),
    ("AlexaSkillEvent.SkillEnabled", {"eventCreationTime": STAMP["timestamp"]}),
    ("AlexaSkillEvent.SkillDisabled", {"body": {"userInformationPersistenceStatus": "NOT_PERSISTED"}}),
    ("AlexaSkillEvent.SkillAccountLinked", {"body": {"accessToken": "t"}}),
    ("AlexaSkillEvent.SkillPermissionAccepted", {"body": {"acceptedPermissions": []}}),
    ("AlexaSkillEvent.SkillPermissionChanged", {"body": {}}),
    ("AlexaSkillEvent.ProactiveSubscriptionChanged", {"body": {"subscriptions": []}}),
    ("AlexaSkillEvent.NotificationSubscriptionChanged", {}),
    ("AlexaSkillEvent.SkillAccountUnlinked", {}),
    ("AlexaHouseholdListEvent.ItemsCreated", {"body": {"listId": "l"}}),
    ("AlexaHouseholdListEvent.ItemsDeleted", {}),
    ("AlexaHouseholdListEvent.ItemsUpdated", {}),
    ("AlexaHouseholdListEvent.ListCreated", {}),
    ("AlexaHouseholdListEvent.ListDeleted", {}),
    ("AlexaHouseholdListEvent.ListUpdated", {}),
    ("Reminders.ReminderCreated", REMINDER),
    ("Reminders.ReminderUpdated", REMINDER),
    ("Reminders.ReminderStarted", REMINDER),
    ("Reminders.ReminderStatusChanged", {"body": {"alertToken": "alert", "status": "COMPLETED"}}),
    ("Reminders.ReminderDeleted", {"body": {"alertTokens": ["alert"]}}),
    ("Connections.Request", {}),
    ("CustomInterfaceController.EventsReceived", {"token": "t", "events": []}),
    ("CustomInterfaceController.Expired", {"token": "t"}),
    ("Dialog.API.Invoked", {"apiRequest": {"name": "any"}}),
    ("Dialog.InputRequest", {}),
    ("Display.ElementSelected", {"token": "t"}),
    ("GameEngine.InputHandlerEvent", {"originatingRequestId": "r", "events": []}),
    ("Messaging.MessageReceived", {"message": {}}),
    ("Alexa.Presentation.Hologram.Waved", {"token": "t", "at": [1, {"deep": None}]}),
    ("Whatever.Comes.Next", {}),
]
"""Types with what they carry. To none of them may speech be returned, or nobody has said anything."""

HANDED_BACK = [
    (
        "SessionResumedRequest",
        {"cause": {"type": "ConnectionCompleted", "token": "t", "status": {"code": "200", "message": "OK"}}},
    ),
    ("SessionResumedRequest", {}),
    (
        "Connections.Response",
        {"name": "AskFor", "status": {"code": "200", "message": "OK"}, "payload": {}, "token": "t"},
    ),
    ("Connections.Response", {"name": "Upsell", "status": {"code": "404", "message": "no"}}),
]
"""Another task is done, and the person is back and waits."""


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    """Give a client of the skill as it is served."""
    return create_app(Settings(verify=False), store=open_store("sqlite://")).test_client()


def answered(client: FlaskClient, kind: str, carried: Mapping[str, Any], *, session: bool) -> Json:
    """Post a request and give the answer."""
    envelope = {
        "version": "1.0",
        "context": {"System": SYSTEM},
        "request": {**STAMP, "type": kind, **carried},
        **({"session": SESSION} if session else {}),
    }
    answer = client.post("/alexa", json=envelope)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    return dict(answer.get_json())


@pytest.mark.parametrize("session", [True, False], ids=["in a session", "without"])
@pytest.mark.parametrize(("kind", "carried"), SILENT)
def test_what_nobody_said_is_answered_in_silence(
    client: FlaskClient, kind: str, carried: Mapping[str, Any], *, session: bool
) -> None:
    """The answer is valid and its response empty: no speech, reprompt, card, directive, and no end of a session."""
    answer = answered(client, kind, carried, session=session)

    assert faults_without_speech(answer) == ()
    assert answer["response"] == {}


@pytest.mark.parametrize("kind", ["LaunchRequest", "SessionResumedRequest"])
def test_a_person_without_a_session_is_spoken_to(client: FlaskClient, kind: str) -> None:
    """What can't be carried is not, and nothing is apologised for."""
    answer = answered(client, kind, {}, session=False)

    assert faults(answer) == ()
    assert "sorry" not in answer["response"]["outputSpeech"]["ssml"].lower()


@pytest.mark.parametrize(("kind", "carried"), HANDED_BACK)
def test_a_person_who_is_handed_back_is_spoken_to(client: FlaskClient, kind: str, carried: Mapping[str, Any]) -> None:
    """They are asked something, and the microphone stays open."""
    answer = answered(client, kind, carried, session=True)

    assert faults(answer) == ()
    assert answer["response"]["shouldEndSession"] is False
    assert "?" in answer["response"]["outputSpeech"]["ssml"]


def test_no_type_that_the_sdk_knows_is_left_out() -> None:
    """Whatever the SDK reads is in one of the tables here, or has tests of its own."""
    known = set(Request.discriminator_value_class_map)

    assert known == {*(kind for kind, _ in SILENT + HANDED_BACK), *ELSEWHERE} & known


ELSEWHERE = {"LaunchRequest", "IntentRequest", "CanFulfillIntentRequest"}


def test_the_requests_with_speech_are_these() -> None:
    """Nothing that is answered in words is in the table of the silent ones."""
    assert {kind for kind, _ in HANDED_BACK} | ELSEWHERE - {"CanFulfillIntentRequest"} == SPOKEN
    assert not {kind for kind, _ in SILENT} & SPOKEN


# Whether the coach could do what somebody asked of nobody.

EXERCISE, LEVEL = "exercise", "level"


def slot(name: str, value: str | None, *ids: str) -> Json:
    """Give a slot as Alexa fills it."""
    values = [{"value": {"name": id_, "id": id_}} for id_ in ids]
    status = {"code": "ER_SUCCESS_MATCH" if ids else "ER_SUCCESS_NO_MATCH"}
    authority = {"authority": "a", "status": status, "values": values}
    filled = {"value": value, "resolutions": {"resolutionsPerAuthority": [authority]}} if value else {}
    return {"name": name, "confirmationStatus": "NONE", **filled}


TORSO = slot(EXERCISE, "superman", "torso-lift")
HARD = slot(LEVEL, "hard", "advanced")
SQUATS = slot(EXERCISE, "squats")
DEADLIFT = slot(EXERCISE, "deadlift", "kettlebell-deadlift", "romanian-deadlift")

YES = {"canUnderstand": "YES", "canFulfill": "YES"}
NO = {"canUnderstand": "NO", "canFulfill": "NO"}
WHICH = {"canUnderstand": "MAYBE", "canFulfill": "YES"}


@pytest.mark.parametrize(
    ("intent", "slots", "can", "each"),
    [
        ("ListIntent", [], "YES", {}),
        ("RoutinesIntent", [], "YES", {}),
        ("RoutineIntent", [HARD], "YES", {LEVEL: YES}),
        ("RoutineIntent", [], "MAYBE", {}),
        ("TechniqueIntent", [TORSO], "YES", {EXERCISE: YES}),
        ("WhyIntent", [TORSO], "YES", {EXERCISE: YES}),
        ("ExerciseIntent", [TORSO, HARD], "YES", {EXERCISE: YES, LEVEL: YES}),
        ("ExerciseIntent", [TORSO, slot(LEVEL, None)], "YES", {EXERCISE: YES}),
        ("ExerciseIntent", [SQUATS, HARD], "MAYBE", {EXERCISE: NO, LEVEL: YES}),
        ("ExerciseIntent", [SQUATS], "NO", {EXERCISE: NO}),
        ("ExerciseIntent", [DEADLIFT], "MAYBE", {EXERCISE: WHICH}),
        ("ExerciseIntent", [slot(EXERCISE, "plank", "plank")], "MAYBE", {EXERCISE: WHICH}),
        ("MusclesIntent", [slot(EXERCISE, "the last one", "last")], "MAYBE", {EXERCISE: WHICH}),
        ("ExerciseIntent", [slot(EXERCISE, "burpees", "burpee")], "NO", {EXERCISE: NO}),
        ("RepsIntent", [TORSO, slot("count", "12")], "YES", {EXERCISE: YES, "count": YES}),
        ("HoldIntent", [slot("length", "PT40S")], "YES", {"length": YES}),
        ("RepsIntent", [TORSO, slot("count", "?")], "MAYBE", {EXERCISE: YES, "count": NO}),
        ("AMAZON.StopIntent", [], "NO", {}),
        ("AMAZON.FallbackIntent", [], "NO", {}),
        ("HurtIntent", [], "NO", {}),
        ("HurtIntent", [slot("part", "wrist", "wrist")], "NO", {"part": NO}),
        ("SharpPainIntent", [slot("part", "wrist", "wrist")], "NO", {"part": NO}),
        ("NoKitIntent", [slot("kit", "ball", "ball"), slot("other_kit", "rug")], "NO", {"kit": NO, "other_kit": NO}),
        ("NoKitIntent", [slot("kit", "ball", "ball")], "YES", {"kit": YES}),
        ("ConditionIntent", [slot("condition", "sciatica", "disc")], "NO", {"condition": NO}),
        ("AgeIntent", [slot("age", "14")], "NO", {"age": NO}),
        ("AgeIntent", [slot("age", "40")], "NO", {"age": NO}),
        ("SearchAction", [TORSO], "NO", {EXERCISE: NO}),
    ],
)
def test_what_the_coach_could_do(
    client: FlaskClient, intent: str, slots: list[Json], can: str, each: Mapping[str, Json]
) -> None:
    """By whether the intent can be asked out of the blue and all that it names is ours."""
    asked = {"intent": {"name": intent, "slots": {filled["name"]: filled for filled in slots}}}
    answer = answered(client, "CanFulfillIntentRequest", asked, session=True)

    assert answer["response"] == {"canFulfillIntent": {"canFulfill": can, "slots": each}}


@pytest.mark.parametrize("carried", [{}, {"intent": {"name": "ListIntent"}}, {"intent": None}])
def test_a_bare_question_what_the_coach_could_do_is_answered(client: FlaskClient, carried: Json) -> None:
    """Without slots, without an intent, and without a session or a user, there is an answer."""
    answer = answered(client, "CanFulfillIntentRequest", carried, session=False)

    can = answer["response"]["canFulfillIntent"]
    assert can == {"canFulfill": "YES" if carried.get("intent") else "NO", "slots": {}}


class Untouchable:
    """A store that nobody may use."""

    def __getattr__(self, name: str) -> NoReturn:
        message = f"the store was asked to {name}"
        raise AssertionError(message)


def test_saying_what_the_coach_could_do_changes_nothing() -> None:
    """No store is touched, and the session goes on as it was."""
    store: Any = Untouchable()
    client = create_app(Settings(verify=False), store=store).test_client()
    asked = {"intent": {"name": "TechniqueIntent", "slots": {EXERCISE: TORSO}}}

    answer = answered(client, "CanFulfillIntentRequest", asked, session=True)

    assert answer["response"]["canFulfillIntent"]["canFulfill"] == "YES"
    assert answer.get("sessionAttributes") in (None, SESSION["attributes"])
