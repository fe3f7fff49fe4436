"""The device: the session as Alexa keeps it, and the envelopes that travel."""

import json
from collections import deque
from collections.abc import Callable
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.request_envelope import RequestEnvelope

from skill.simulator.device import NOT_FOR_US, NOT_HEARD, Device
from skill.simulator.heard import Ending, Heard, Microphone
from skill.simulator.sound import Sound

Json = dict[str, Any]
Answer = Callable[..., Json]

ABSENT: Json = {"version": "1.0", "response": {"outputSpeech": {"type": "PlainText", "text": "Bye."}}}


def _reasons(sent: list[Json]) -> list[str]:
    return [envelope["request"].get("reason", envelope["request"]["type"]) for envelope in sent]


def test_an_answer_is_heard_speech_first(device: Device, answers: deque[Any], answer: Answer) -> None:
    """Everything that came back is there: words, beats, question, reprompt, session and directives."""
    beats = ({"say": "Up.", "ms": 2000}, {"say": "Rest.", "ms": 3000, "timer": "rest", "timer_ms": 3000})
    answers.append(answer('Torso <break time="1s"/>lifts.', reprompt="Are you?", beats=beats, ask="Good. Ready?"))

    heard = device.launch()

    assert heard.speech == "Torso lifts."
    assert heard.beats == (
        Sound(0, 400, "Up."),
        Sound(2000, 400, "Rest.", "rest", 3000),
        Sound(5000, 400, "Good."),
        Sound(5900, 400, "Ready?"),
    )
    assert [sound.at_ms for sound in heard.timeline.sounds] == [0, 1400, 1800, 3800, 6800, 7700]
    assert (heard.question, heard.reprompt, heard.session_open) == ("Ready?", "Are you?", True)
    assert [directive["token"] for directive in heard.directives] == ["block-1"]
    assert heard.response == answer(
        'Torso <break time="1s"/>lifts.', reprompt="Are you?", beats=beats, ask="Good. Ready?"
    )


def test_what_closes_with_a_statement_asks_nothing(device: Device, answers: deque[Any], answer: Answer) -> None:
    """Only the last sentence is a question to answer."""
    answers.append(answer("Ready? Then go."))

    assert device.launch().question == ""


@pytest.mark.parametrize(
    ("fields", "microphones"),
    [
        ({"shouldEndSession": True}, (Microphone.OFF, Microphone.OFF)),
        ({"shouldEndSession": False}, (Microphone.OPEN, Microphone.OPEN)),
        ({"shouldEndSession": None}, (Microphone.OPEN, Microphone.OPEN)),
        ({}, (Microphone.OFF, Microphone.CLOSED)),
    ],
)
def test_should_end_session_means_three_things(
    device: Device, screen: Device, answers: deque[Any], fields: Json, microphones: tuple[Microphone, Microphone]
) -> None:
    """True ends the session, false and null open the microphone, and absent leaves it to the screen."""
    answers.extend([{"version": "1.0", "response": fields}] * 2)

    assert (device.launch().microphone, screen.launch().microphone) == microphones


def test_a_coach_who_ends_the_session_is_not_told_so(device: Device, sent: list[Json]) -> None:
    """Only a session that ends from this side is reported to the skill."""
    assert device.launch().ended is Ending.BY_COACH
    assert _reasons(sent) == ["LaunchRequest"]


def test_silence_brings_the_reprompt_and_then_the_end(
    device: Device, answers: deque[Any], sent: list[Json], answer: Answer
) -> None:
    """After eight seconds the reprompt is played, composed audio and all, and after eight more the skill is told."""
    first = answer("Ready?", reprompt="Take your time.")
    waiting = answer("", beats=({"say": "", "ms": 30_000},), ask="Ready now?")["response"]["directives"]
    first["response"]["reprompt"]["directives"] = waiting
    answers.append(first)
    device.launch()

    reprompt = device.silence()
    end = device.silence()

    assert (reprompt.speech, reprompt.question, reprompt.session_open) == ("Take your time.", "Ready now?", True)
    assert reprompt.timeline.length_ms == 1200 + 30_000 + 800
    assert (end.ended, end.session_open) == (Ending.NO_ANSWER, False)
    assert _reasons(sent) == ["LaunchRequest", "EXCEEDED_MAX_REPROMPTS"]


def test_without_a_reprompt_silence_ends_at_once(device: Device, answers: deque[Any], answer: Answer) -> None:
    """There is nothing to say twice."""
    answers.append(answer("Ready?"))
    device.launch()

    assert device.silence().ended is Ending.NO_ANSWER


def test_the_reprompt_comes_again_with_the_next_answer(device: Device, answers: deque[Any], answer: Answer) -> None:
    """Every answer has its own reprompt, also one that was given after a reprompt."""
    answers.extend([answer("Ready?", reprompt="Are you?"), answer("And now?", reprompt="Are you now?")])
    device.launch()
    device.silence()
    device.say("slower")

    assert device.silence().speech == "Are you now?"


def test_a_screen_keeps_a_silent_session_a_while(
    screen: Device, answers: deque[Any], sent: list[Json], answer: Answer
) -> None:
    """With the microphone closed the wake word is needed; then the session goes without a word to the skill."""
    answers.extend([answer("Ready?"), answer("Go. Ready?")])
    screen.launch()

    assert screen.silence() == Heard(microphone=Microphone.CLOSED)
    assert screen.say("ready") == Heard(microphone=Microphone.CLOSED, note=NOT_HEARD)
    assert screen.say("alexa, ready").speech == "Go. Ready?"
    assert screen.silence().microphone is Microphone.CLOSED
    assert screen.silence() == Heard(ended=Ending.NO_ANSWER)
    assert _reasons(sent) == ["LaunchRequest", "IntentRequest"]


def test_a_closed_microphone_is_never_reprompted(screen: Device, answers: deque[Any], answer: Answer) -> None:
    """Where nobody is asked, nobody is asked again."""
    answers.append(answer("Look.", reprompt="Are you looking?"))
    del answers[0]["response"]["shouldEndSession"]
    screen.launch()

    assert screen.silence() == Heard(ended=Ending.NO_ANSWER)


@pytest.mark.parametrize("utterance", ["exit", "alexa, quit"])
def test_exit_ends_the_session_before_the_skill_hears_it(
    device: Device, answers: deque[Any], sent: list[Json], answer: Answer, utterance: str
) -> None:
    """Exit and quit arrive as the end of the session, never as an intent."""
    answers.append(answer("Ready?"))
    device.launch()

    assert device.say(utterance).ended is Ending.BY_PERSON
    assert "error" not in sent[-1]["request"]
    assert _reasons(sent) == ["LaunchRequest", "USER_INITIATED"]


@pytest.mark.parametrize("utterance", ["ready", "alexa, ready", "exit", "open the door"])
def test_without_a_session_the_name_is_needed(device: Device, sent: list[Json], utterance: str) -> None:
    """What doesn't call the skill by name goes somewhere else, and nothing is sent."""
    assert device.say(utterance) == Heard(note=NOT_FOR_US)
    assert sent == []


def test_over_the_coach_the_wake_word_is_needed(
    device: Device, answers: deque[Any], sent: list[Json], answer: Answer
) -> None:
    """While she speaks nothing else is heard at all."""
    answers.extend([answer("Ready?"), answer("Paused. Ready?")])
    device.launch()

    assert device.barge_in("pause") == Heard(microphone=Microphone.OPEN, note=NOT_HEARD)
    assert device.barge_in("Alexa, pause").speech == "Paused. Ready?"
    assert _reasons(sent) == ["LaunchRequest", "IntentRequest"]


def test_a_one_shot_begins_a_session_with_an_intent(device: Device, sent: list[Json]) -> None:
    """The action goes to its intent without the connecting word, and calling the skill again is another session."""
    device.say("alexa, ask back coach for a beginner routine")
    device.say("open back coach")

    first, second = sent
    assert first["session"]["new"]
    assert first["request"]["intent"]["name"] == "StartRoutine"
    assert second["request"]["type"] == "LaunchRequest"


def test_calling_the_skill_again_drops_the_session(
    device: Device, answers: deque[Any], sent: list[Json], answer: Answer
) -> None:
    """Inside a session its name begins a new one, with no attributes of the old."""
    answers.append({**answer("Ready?"), "sessionAttributes": {"phase": "resting"}})
    device.launch()
    device.say("ask back coach to start torso lifts")

    assert [(envelope["session"]["new"], envelope["session"]["attributes"]) for envelope in sent] == [(True, {})] * 2
    assert sent[0]["session"]["sessionId"] != sent[1]["session"]["sessionId"]


def test_session_attributes_come_back(device: Device, answers: deque[Any], sent: list[Json], answer: Answer) -> None:
    """What the skill put into the session is in the next request of it, and only the latest."""
    answers.extend([{**answer("Ready?"), "sessionAttributes": {"phase": phase}} for phase in ("asked", "resting")])
    device.launch()
    device.say("ready")
    device.say("ready")

    assert [envelope["session"]["attributes"] for envelope in sent] == [{}, {"phase": "asked"}, {"phase": "resting"}]
    assert [envelope["session"]["new"] for envelope in sent] == [True, False, False]
    assert len({envelope["session"]["sessionId"] for envelope in sent}) == 1
    assert len({envelope["request"]["requestId"] for envelope in sent}) == 3


def test_a_slot_travels_with_its_resolutions(device: Device, sent: list[Json]) -> None:
    """A shared synonym resolves to both values, an unlisted word to none, and an unspoken slot has no value."""
    device.intend("StartExercise", exercise="Back-extension", time="forty seconds")
    device.intend("Explain", exercise="swimming")

    slots = sent[0]["request"]["intent"]["slots"]
    (found,) = slots["exercise"]["resolutions"]["resolutionsPerAuthority"]
    (missed,) = sent[1]["request"]["intent"]["slots"]["exercise"]["resolutions"]["resolutionsPerAuthority"]
    assert slots["exercise"]["value"] == "back extension"
    assert found["status"] == {"code": "ER_SUCCESS_MATCH"}
    assert [value["value"]["id"] for value in found["values"]] == ["torso-lift", "hyperextension"]
    assert slots["time"]["value"] == "PT40S"
    assert slots["count"] == {"name": "count", "confirmationStatus": "NONE"}
    assert missed["status"] == {"code": "ER_SUCCESS_NO_MATCH"}
    assert "resolutions" not in slots["time"]


def test_every_envelope_is_one_the_sdk_reads(
    screen: Device, answers: deque[Any], sent: list[Json], answer: Answer
) -> None:
    """Amazon's own reader takes each kind of request, with the time, the user, the device and the screen in it."""
    hum = {"type": "Alexa.Presentation.APLA.RenderDocument", "token": "t", "document": {}}
    answers.extend([answer("Ready?", directives=[hum]), *[answer("")] * 3])
    screen.launch()
    screen.say("do torso lifts for forty seconds")
    screen.end("USER_INITIATED")

    read = [DefaultSerializer().deserialize(json.dumps(envelope), RequestEnvelope) for envelope in sent]

    assert [envelope.request.object_type for envelope in read] == [
        "LaunchRequest",
        "Alexa.Presentation.APLA.RuntimeError",
        "IntentRequest",
        "SessionEndedRequest",
    ]
    for envelope in read:
        assert envelope.request.timestamp.isoformat() == "2026-11-22T09:00:00+00:00"
        assert envelope.request.locale == "en-US"
        assert envelope.context.system.user.user_id == envelope.session.user.user_id == "user-1"
        assert envelope.context.system.application.application_id == envelope.session.application.application_id
        assert envelope.context.system.device.device_id == "device-1"
        assert envelope.context.system.device.supported_interfaces.alexa_presentation_apl is not None
        assert envelope.context.system.api_endpoint
        assert envelope.context.system.api_access_token
        assert envelope.context.viewport.pixel_width == 1024


def test_a_speaker_has_no_viewport(device: Device, sent: list[Json]) -> None:
    """Without a screen there is neither a viewport nor an interface to draw with."""
    device.launch()

    assert "Viewport" not in sent[0]["context"]
    assert sent[0]["context"]["System"]["device"]["supportedInterfaces"] == {}


def test_an_invalid_answer_ends_the_session(device: Device, answers: deque[Any], sent: list[Json]) -> None:
    """Alexa says that there was a problem, drops the session and tells the skill of the error."""
    answers.append({"response": {"shouldEndSession": False}})

    heard = device.launch()

    assert heard.note == "There was a problem with the requested skill's response: version is missing"
    assert (heard.ended, heard.session_open, heard.timeline.sounds) == (Ending.BY_ERROR, False, ())
    assert sent[1]["request"]["error"]["type"] == "INVALID_RESPONSE"
    assert _reasons(sent) == ["LaunchRequest", "ERROR"]


def test_an_answer_that_is_no_object_is_survived(device: Device, answers: deque[Any]) -> None:
    """Neither an answer nor the answer to its failure has to be of any shape at all."""
    answers.extend([[], ["Goodbye."]])

    assert device.launch().note.endswith("the answer is not a JSON object")


@pytest.mark.parametrize("fields", [{}, {"shouldEndSession": True}])
def test_audio_that_cannot_be_played_is_reported(
    device: Device, answers: deque[Any], sent: list[Json], answer: Answer, fields: Json
) -> None:
    """The skill is told within the same session, and nobody hears any of the document."""
    hum = {"type": "Alexa.Presentation.APLA.RenderDocument", "token": "t", "document": {"mainTemplate": {"item": {}}}}
    answers.append(answer("Go.", directives=[hum], **fields))

    heard = device.launch()

    assert [sound.text for sound in heard.timeline.sounds] == ["Go."]
    assert heard.note == "the document cannot be played: KeyError 'type'"
    assert sent[1]["request"]["token"] == hum["token"]
    assert sent[1]["session"]["sessionId"] == sent[0]["session"]["sessionId"]
    assert heard.session_open == (not fields)


def test_the_answer_to_the_end_of_a_session_may_say_nothing(
    device: Device, answers: deque[Any], answer: Answer
) -> None:
    """Speech that nobody can hear is a mistake, and is named."""
    answers.extend([answer("Ready?"), answer("Goodbye.")])
    device.launch()

    assert device.end("USER_INITIATED").note == "nobody is listening any more, and yet there is outputSpeech"


def test_no_session_has_no_end(screen: Device, sent: list[Json]) -> None:
    """Ending what was never begun sends nothing, and silence changes nothing."""
    assert screen.end("USER_INITIATED") == Heard()
    assert screen.silence() == Heard()
    assert sent == []
