"""From Alexa's envelope to an event and a listener."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.session import Session
from ask_sdk_model.slot import Slot

from skill.alexa.amounts import number_of, seconds_of
from skill.alexa.requests import LONGEST_WORDS, event_of, listener_of
from skill.catalogue.model import Catalogue, Level
from skill.coach import events as on
from skill.coach.ratings import Rating
from skill.turn import Listener

Json = dict[str, Any]

MATCH, NO_MATCH = "ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH"


def envelope(request: Json, **system: Json) -> RequestEnvelope:
    """Give an envelope as the SDK reads it."""
    stamp = {"requestId": "request", "timestamp": "2026-11-22T09:00:00Z"}
    whole = {"version": "1.0", "context": {"System": system}, "request": stamp | request}
    read: RequestEnvelope = DefaultSerializer().deserialize(json.dumps(whole), RequestEnvelope)
    return read


def asked(intent: str, slots: Mapping[str, Json] | None = None) -> RequestEnvelope:
    """Give the envelope of an intent."""
    named = {"name": intent} | ({} if slots is None else {"slots": slots})
    return envelope({"type": "IntentRequest", "intent": named})


def slot(value: str | None, *ids: str, status: str = MATCH) -> Json:
    """Give a slot filled with words that mean these ids."""
    values = [{"value": {"name": "any", "id": id_}} for id_ in ids]
    authority = {"authority": "er-authority", "status": {"code": status}, "values": values}
    resolutions = {"resolutions": {"resolutionsPerAuthority": [authority]}} if ids else {}
    return {"name": "any", "confirmationStatus": "NONE", **({} if value is None else {"value": value}), **resolutions}


YOUNG = on.Named(("under-eighteen",), "young")


@pytest.mark.parametrize(
    ("intent", "event"),
    [
        ("ListIntent", on.ListAsked()),
        ("HowManyIntent", on.HowManyAsked()),
        ("ReadyIntent", on.ReadySaid()),
        ("SkipIntent", on.SkipAsked()),
        ("HurtIntent", on.HurtSaid()),
        ("ForgetIntent", on.ForgetAsked()),
        ("EasyIntent", on.RatingGiven(Rating.EASY)),
        ("RightIntent", on.RatingGiven(Rating.RIGHT)),
        ("TooHardIntent", on.RatingGiven(Rating.TOO_HARD)),
        ("ProgressIntent", on.ProgressAsked()),
        ("WeekIntent", on.WeekAsked()),
        ("SharpPainIntent", on.SharpPainSaid()),
        ("UnwellIntent", on.UnwellSaid()),
        ("EmergencyIntent", on.EmergencySaid()),
        ("PregnantIntent", on.ConditionSaid(on.Named(("pregnancy",), "pregnant"))),
        ("DizzyLyingIntent", on.ConditionSaid(on.Named(("dizziness",), "dizzy"))),
        ("AgeIntent", on.ConditionSaid(YOUNG)),
        ("AMAZON.YesIntent", on.Agreed()),
        ("GreetingIntent", on.Greeted()),
        ("GoodMorningIntent", on.Greeted(on.Named(("good-morning",), "good morning"))),
        ("HingeIntent", on.TechniqueAsked(on.Named(("good-morning",), "hinge"))),
        (
            "DeadliftIntent",
            on.TechniqueAsked(on.Named(("kettlebell-deadlift", "romanian-deadlift"), "deadlift")),
        ),
        ("AMAZON.NoIntent", on.Declined()),
        ("AMAZON.NextIntent", on.NextAsked()),
        ("AMAZON.PreviousIntent", on.PreviousAsked()),
        ("AMAZON.RepeatIntent", on.RepeatAsked()),
        ("AMAZON.StartOverIntent", on.StartOverAsked()),
        ("AMAZON.PauseIntent", on.PauseAsked()),
        ("AMAZON.ResumeIntent", on.ResumeAsked()),
        ("AMAZON.HelpIntent", on.HelpAsked()),
        ("AMAZON.StopIntent", on.StopAsked()),
        ("QuarterHourIntent", on.TimeNamed(900)),
        ("BeginnerIntent", on.PractisedSaid(Level.BEGINNER)),
        ("ExperiencedIntent", on.PractisedSaid(Level.INTERMEDIATE)),
        ("AdvancedIntent", on.PractisedSaid(Level.ADVANCED)),
        ("AtHomeIntent", on.PlaceNamed(on.Named(("home",), "home"))),
        ("HomeIntent", on.HomeSaid()),
        ("NothingIntent", on.KitLacked(on.Named(("everything",), "nothing"))),
        ("BothIntent", on.BothAsked()),
        ("AMAZON.CancelIntent", on.CancelAsked()),
        ("AMAZON.NavigateHomeIntent", on.HomeAsked()),
        ("AMAZON.FallbackIntent", on.NotUnderstood()),
        ("AMAZON.ScrollUpIntent", on.NotUnderstood()),
        ("", on.NotUnderstood()),
    ],
)
def test_an_intent_without_slots_is_its_event(catalogue: Catalogue, intent: str, event: on.Event) -> None:
    """Each intent is one event, and an intent we don't know is one that isn't understood."""
    assert event_of(asked(intent), catalogue) == event


TORSO = on.Named(("torso-lift",), "superman")
HARD = on.Named(("advanced",), "hard")


@pytest.mark.parametrize(
    ("intent", "slots", "event"),
    [
        ("RoutineIntent", {"level": slot("hard", "advanced")}, on.RoutineAsked(HARD)),
        ("RoutineIntent", {"place": slot("my gym", "gym")}, on.RoutineAsked(place=on.Named(("gym",), "my gym"))),
        ("RoutineIntent", {"kit": slot("gym ball", "ball")}, on.RoutineAsked(without=on.Named(("ball",), "gym ball"))),
        (
            "NamedRoutineIntent",
            {"routine": slot("finisher", "infill-floor")},
            on.NamedRoutineAsked(on.Named(("infill-floor",), "finisher")),
        ),
        (
            "ExerciseIntent",
            {"exercise": slot("superman", "torso-lift"), "level": slot("hard", "advanced")},
            on.ExerciseAsked(TORSO, HARD),
        ),
        ("ExerciseNameIntent", {"exercise": slot("superman", "torso-lift")}, on.ExerciseNamed(TORSO)),
        ("TechniqueIntent", {"exercise": slot("superman", "torso-lift")}, on.TechniqueAsked(TORSO)),
        ("MusclesIntent", {"exercise": slot("superman", "torso-lift")}, on.MusclesAsked(TORSO)),
        ("KitIntent", {"exercise": slot("superman", "torso-lift")}, on.KitAsked(TORSO)),
        ("TopicIntent", {"topic": slot("benefits", "benefits")}, on.TopicAsked(on.Named(("benefits",), "benefits"))),
        (
            "ConditionIntent",
            {"condition": slot("sciatica", "disc")},
            on.ConditionSaid(on.Named(("disc",), "sciatica")),
        ),
        ("ConditionIntent", {"condition": slot("gout")}, on.ConditionSaid(on.Named((), "gout"))),
        ("HurtIntent", {"part": slot("wrist", "wrist")}, on.HurtSaid(joint=True)),
        ("HurtIntent", {"part": slot("lower back", "back")}, on.HurtSaid()),
        ("HurtIntent", {"part": slot("left chest")}, on.EmergencySaid()),
        ("HurtIntent", {"leg": slot("jaw")}, on.UnwellSaid()),
        ("SharpPainIntent", {"part": slot("heart")}, on.EmergencySaid()),
        ("SharpPainIntent", {"leg": slot("left leg", "leg")}, on.SharpPainSaid()),
        ("DoseIntent", {"exercise": slot("superman", "torso-lift")}, on.DoseAsked(TORSO)),
        ("OftenIntent", {"exercise": slot("superman", "torso-lift")}, on.OftenAsked(TORSO)),
        ("NumberIntent", {"number": slot("10")}, on.NumberSaid(10)),
        ("NumberIntent", {"number": slot("?")}, on.NumberSaid()),
        (
            "TimeIntent",
            {"length": slot("PT10M"), "place": slot("my gym", "gym"), "level": slot("hard", "advanced")},
            on.TimeNamed(600, on.Named(("gym",), "my gym"), HARD),
        ),
        ("AgeIntent", {"age": slot("17")}, on.ConditionSaid(YOUNG)),
        ("AgeIntent", {"age": slot("18")}, on.ConditionSaid()),
        ("AgeIntent", {"age": slot("?")}, on.ConditionSaid(YOUNG)),
    ],
)
def test_an_intent_with_slots_names_what_they_mean(
    catalogue: Catalogue, intent: str, slots: Mapping[str, Json], event: on.Event
) -> None:
    """What a slot resolved to is an id of the catalogue, and the words go along."""
    assert event_of(asked(intent, slots), catalogue) == event


@pytest.mark.parametrize(
    ("filled", "named"),
    [
        ({}, on.Named()),
        (slot(None), on.Named()),
        (slot("squats"), on.Named((), "squats")),
        (slot("squats", "torso-lift", status=NO_MATCH), on.Named((), "squats")),
        (slot("squats", "torso-lift", status="ER_ERROR_TIMEOUT"), on.Named((), "squats")),
        (slot("burpees", "burpee"), on.Named((), "burpees")),
        (
            slot("deadlifts", "kettlebell-deadlift", "romanian-deadlift"),
            on.Named(("kettlebell-deadlift", "romanian-deadlift"), "deadlifts"),
        ),
        (slot("planks", "plank"), on.Named(("plank",), "planks")),
        (slot("number one", "first"), on.Named(("first",), "number one")),
        (slot("lifts", "torso-lift", "torso-lift", "burpee"), on.Named(("torso-lift",), "lifts")),
        (slot("x" * (LONGEST_WORDS + 1)), on.Named((), "x" * LONGEST_WORDS)),
    ],
)
def test_a_slot_is_the_ids_the_catalogue_has_and_the_words(catalogue: Catalogue, filled: Json, named: on.Named) -> None:
    """Ids count once, only where resolution succeeded, and only those that the content still has."""
    slots = {"exercise": filled} if filled else {}

    assert event_of(asked("TechniqueIntent", slots), catalogue) == on.TechniqueAsked(named)


@pytest.mark.parametrize("slots", [None, {"nonsense": slot("superman", "torso-lift")}])
def test_a_slot_we_do_not_know_is_no_slot(catalogue: Catalogue, slots: Mapping[str, Json] | None) -> None:
    """An intent may come without slots, or with one that an older or newer model has."""
    assert event_of(asked("TechniqueIntent", slots), catalogue) == on.TechniqueAsked()


def test_two_authorities_are_one_answer(catalogue: Catalogue) -> None:
    """Alexa may resolve a word by the model and by entities of the session; what both say counts once."""
    twice = slot("superman", "torso-lift")
    twice["resolutions"]["resolutionsPerAuthority"] *= 2

    assert event_of(asked("KitIntent", {"exercise": twice}), catalogue) == on.KitAsked(TORSO)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        *(("8", 8), ("0", 0), ("12", 12), ("007", 7), ("999999999", 999_999_999)),
        *((value, None) for value in (None, "", "?", "eight", "-1", "1.5", "8 ", "\u0668", "1" * 5000)),
    ],
)
def test_a_number_slot_is_its_number(value: str | None, number: int | None) -> None:
    """Alexa writes digits for the words, and a question mark where there was no number in them."""
    assert number_of(Slot(name="count", value=value)) == number


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        *(("PT40S", 40), ("PT1M30S", 90), ("PT2M", 120), ("PT1H", 3600), ("PT1H30M", 5400), ("PT0S", 0)),
        *((value, None) for value in (None, "", "?", "PT", "P1D", "P1DT2H", "PT1.5M", "PT30S1M", "pt40s", "40")),
        *((value, None) for value in ("forty seconds", "PT40S ", "PT-40S", "PT\u0664S", f"PT{'1' * 5000}S")),
    ],
)
def test_a_duration_slot_is_its_seconds(value: str | None, seconds: int | None) -> None:
    """Hours, minutes and seconds as Alexa writes them, each at most once and in this order."""
    assert seconds_of(Slot(name="length", value=value)) == seconds


def test_a_slot_that_is_not_there_holds_nothing() -> None:
    """An intent may come without slots."""
    assert (number_of(None), seconds_of(None)) == (None, None)


AUDIO_ERROR = {"type": "RENDER_ERROR", "reason": "UNKNOWN_ERROR", "message": "any"}


@pytest.mark.parametrize(
    ("request_", "event"),
    [
        ({"type": "LaunchRequest"}, on.Launched()),
        ({"type": "SessionEndedRequest", "reason": "EXCEEDED_MAX_REPROMPTS"}, on.SessionLost()),
        (
            {"type": "Alexa.Presentation.APLA.RuntimeError", "token": "block", "errors": [AUDIO_ERROR]},
            on.AudioFailed(),
        ),
        ({"type": "Alexa.Presentation.APL.RuntimeError", "token": "block", "errors": []}, on.Unheeded()),
        ({"type": "Alexa.Presentation.APL.UserEvent", "token": "block"}, on.Unheeded()),
        ({"type": "AlexaSkillEvent.SkillDisabled"}, on.SwitchedOff()),
        ({"type": "System.ExceptionEncountered"}, on.Unheeded()),
    ],
)
def test_a_request_without_an_intent_is_its_event(catalogue: Catalogue, request_: Json, event: on.Event) -> None:
    """A launch and a few notifications mean something; every other notification is let be."""
    assert event_of(envelope(request_), catalogue) == event


def test_an_envelope_without_a_request_is_unheeded(catalogue: Catalogue) -> None:
    """Nothing was asked, so nothing is answered."""
    assert event_of(RequestEnvelope(), catalogue) == on.Unheeded()


NOW_MS = 1_795_338_000_000


@pytest.mark.parametrize(
    ("system", "listener"),
    [
        ({"user": {"userId": "account"}, "person": {"personId": "voice"}}, "account#voice"),
        ({"person": {"personId": "voice"}}, "voice"),
        ({"user": {"userId": "account"}}, "account"),
        ({"user": {}}, None),
        ({}, None),
    ],
)
def test_the_listener_is_the_voice_before_the_account(system: dict[str, Json], listener: str | None) -> None:
    """Two people in one household have a progress each; somebody without any id has none."""
    heard = envelope({"type": "LaunchRequest", "locale": "en-GB"}, **system)

    assert (listener_of(heard).id, listener_of(heard).locale, listener_of(heard).now_ms) == (listener, "en-GB", NOW_MS)


def test_the_listener_knows_request_and_session() -> None:
    """What is delivered again has the same id, and a session is told from another."""
    heard = envelope({"type": "LaunchRequest", "requestId": "request"})
    heard.session = Session(session_id="session")

    assert (listener_of(heard).request, listener_of(heard).session) == ("request", "session")


@pytest.mark.parametrize(
    ("attributes", "heard_now", "listener"),
    [
        ({}, "voice", "account#voice"),
        ({"voice": "voice"}, None, "account#voice"),
        ({"voice": "voice"}, "another", "account#voice"),
        ({"voice": None}, "voice", "account"),
        ({"voice": 7}, "voice", "account"),
    ],
)
def test_a_session_stays_with_whoever_began_it(attributes: Json, heard_now: str | None, listener: str) -> None:
    """A voice that is not recognised in one request, or only in a later one, doesn't change whose workout it is."""
    person = {"person": {"personId": heard_now}} if heard_now else {}
    heard = envelope({"type": "LaunchRequest"}, user={"userId": "account"}, **person)
    heard.session = Session(attributes=attributes)

    assert listener_of(heard).id == listener


def test_a_bare_envelope_has_a_listener_all_the_same() -> None:
    """Without context, locale and timestamp there is still somebody to answer."""
    assert listener_of(RequestEnvelope()) == Listener(None, "", 0)


PREGNANCY = on.ConditionSaid(on.Named(("pregnancy",), "that"))


@pytest.mark.parametrize(
    ("intent", "words", "event"),
    [
        ("NoThingIntent", {"kit": "it hurts too much"}, on.HurtSaid()),
        ("NoThingIntent", {"kit": "my leg is numb"}, on.SharpPainSaid()),
        ("NoThingIntent", {"kit": "back pain"}, on.Declined()),
        ("NoThingIntent", {"kit": "it doesn't hurt"}, on.Declined()),
        ("NoThingIntent", {"kit": "I'm not numb"}, on.Declined()),
        ("NoThingIntent", {"kit": "my legs aren't numb"}, on.Declined()),
        ("NoThingIntent", {"kit": "I'm not pregnant"}, on.Declined()),
        ("NoThingIntent", {"kit": "I can't stop it hurts"}, on.HurtSaid()),
        ("NoKitIntent", {"kit": "numbness"}, on.KitLacked(on.Named((), "numbness"))),
        ("ConditionIntent", {"condition": "never had sciatica"}, on.ConditionSaid(on.Named((), "never had sciatica"))),
        ("RoutineIntent", {"kit": "pain"}, on.RoutineAsked(without=on.Named((), "pain"))),
        ("NamedRoutineIntent", {"routine": "pain free"}, on.NamedRoutineAsked(on.Named((), "pain free"))),
        ("NoThingIntent", {"kit": "numbness"}, on.Declined()),
        ("NoThingIntent", {"kit": "not yet"}, on.Declined()),
        ("OnlyKitIntent", {"kit": "a little pain"}, on.HurtSaid()),
        ("RepsIntent", {"move": "my back hurts"}, on.HurtSaid()),
        ("LeaveOutTodayIntent", {"exercise": "the pain"}, on.HurtSaid()),
        ("OnlyKitIntent", {"kit": "a hula hoop"}, on.OnlyKitOwned(on.Named((), "a hula hoop"))),
        ("ConditionIntent", {"condition": "numbness", "other": "tingling"}, on.SharpPainSaid()),
        ("ConditionIntent", {"condition": "gout"}, on.ConditionSaid(on.Named((), "gout"))),
        ("TwoExercisesIntent", {"exercise": "my legs are numb", "second": "tingly"}, on.EmergencySaid()),
        ("TwoExercisesIntent", {"exercise": "I'm pregnant", "second": "I feel fine"}, PREGNANCY),
        ("TwoExercisesIntent", {"exercise": "this", "second": "that"}, on.NotUnderstood()),
        ("RoutineIntent", {"place": "being pregnant"}, PREGNANCY),
        ("PlaceIntent", {"place": "the beach"}, on.PlaceNamed(on.Named((), "the beach"))),
        ("TechniqueIntent", {"exercise": "sore"}, on.TechniqueAsked(on.Named((), "sore"))),
    ],
)
def test_health_is_heard_in_place_of_what_nobody_knows(
    catalogue: Catalogue, intent: str, words: Mapping[str, str], event: on.Event
) -> None:
    """What hurts is no kettlebell that is missing; what is only asked about, or said not to be there, is no pain."""
    slots = {name: slot(said) for name, said in words.items()}
    assert event_of(asked(intent, slots), catalogue) == event
