"""A small model of a coach, and a skill that answers what a test lays out for it."""

from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from skill.simulator.device import Device, Post
from skill.simulator.envelope import Echo
from skill.simulator.recognizer import Recognizer

Json = dict[str, Any]

NOW = datetime(2026, 11, 22, 9, 0, 0, 400_000, tzinfo=UTC)


def _intent(name: str, samples: tuple[str, ...] = (), **slots: str) -> Json:
    return {"name": name, "samples": [*samples], "slots": [{"name": slot, "type": of} for slot, of in slots.items()]}


def _value(id_: str, value: str, *synonyms: str) -> Json:
    return {"id": id_, "name": {"value": value, "synonyms": [*synonyms]}}


@pytest.fixture
def model() -> Json:
    """Give an interaction model with one of everything the recognizer has a rule for."""
    exercises = [
        _value("torso-lift", "torso lift", "Torso-lift", "torso lifts", "back extension", "good-morning stretch"),
        _value("hyperextension", "hyperextension", "back extension", "the coach's favourite"),
        _value("romanian-deadlift", "Romanian deadlift", "r. d. l.", "RDLs"),
    ]
    levels = [_value("beginner", "beginner", "easy"), _value("advanced", "advanced")]
    intents = [
        _intent("StartRoutine", ("a {level} routine", "start a {level} routine", "beginner class"), level="Level"),
        _intent(
            "StartExercise",
            ("{exercise}", "start {exercise}", "do {exercise} for {time}", "do {count} {exercise}"),
            exercise="Exercise",
            time="AMAZON.DURATION",
            count="AMAZON.NUMBER",
        ),
        _intent("Explain", ("tell me about {exercise}", "what is {exercise}'s use"), exercise="Exercise"),
        _intent("Pace", ("slower", "never mind", "what's {pace}"), pace="Level"),
        _intent("Ready", ("ready", "i'm ready")),
        _intent("AMAZON.RepeatIntent", ("what was that", "slower")),
        *map(_intent, ("AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.PauseIntent", "AMAZON.NavigateHomeIntent")),
        _intent("AMAZON.FallbackIntent"),
    ]
    types = [{"name": "Exercise", "values": exercises}, {"name": "Level", "values": levels}]
    language = {"invocationName": "back coach", "intents": intents, "types": types}
    return {"interactionModel": {"languageModel": language}}


@pytest.fixture
def recognizer(model: Json) -> Recognizer:
    """Give the recognizer of that model."""
    return Recognizer(model)


@pytest.fixture
def answers() -> deque[Any]:
    """Give what the skill will answer, in turn; with nothing left it answers empty and stays silent."""
    return deque()


@pytest.fixture
def sent() -> list[Json]:
    """Give the envelopes the skill was sent."""
    return []


@pytest.fixture
def post(answers: deque[Any], sent: list[Json]) -> Post:
    """Give the wire to that skill."""

    def post(request: Json) -> Mapping[str, Any]:
        sent.append(request)
        given: Mapping[str, Any] = answers.popleft() if answers else {"version": "1.0", "response": {}}
        return given

    return post


@pytest.fixture
def device(post: Post, recognizer: Recognizer) -> Device:
    """Give an Echo without a screen."""
    return Device(post, recognizer, Echo("skill-1", "user-1", "device-1"), lambda: NOW)


@pytest.fixture
def screen(post: Post, recognizer: Recognizer) -> Device:
    """Give an Echo with a screen."""
    return Device(post, recognizer, Echo("skill-1", "user-1", "device-1", screen=True), lambda: NOW)


@pytest.fixture
def answer() -> Callable[..., Json]:
    """Give a way to write an answer: speech, then a reprompt, beats, or any field of the response."""

    def answer(speech: str, *, reprompt: str = "", beats: tuple[Json, ...] = (), ask: str = "", **fields: Any) -> Json:  # noqa: ANN401 - any JSON
        response: Json = {"outputSpeech": _ssml(speech), "shouldEndSession": False, **fields}
        if reprompt:
            response["reprompt"] = {"outputSpeech": _ssml(reprompt)}
        if beats:
            response["directives"] = [_render(beats, ask)]
        return {"version": "1.0", "sessionAttributes": {}, "response": response}

    return answer


@pytest.fixture
def directive() -> Callable[[tuple[Json, ...], str], Json]:
    """Give a way to write the skill's RenderDocument directive."""
    return _render


def _ssml(speech: str) -> Json:
    return {"type": "SSML", "ssml": f"<speak>{speech}</speak>"}


def _render(beats: tuple[Json, ...], ask: str) -> Json:
    beat = {
        "type": "Mixer",
        "items": [
            {"type": "Silence", "duration": "${data.ms}"},
            {"type": "Speech", "content": "${data.say}", "duration": "trimToParent"},
        ],
    }
    item = {
        "type": "Sequencer",
        "items": [
            {"type": "Sequencer", "data": "${payload.beats}", "item": beat},
            {"type": "Speech", "content": "${payload.ask}"},
        ],
    }
    return {
        "type": "Alexa.Presentation.APLA.RenderDocument",
        "token": "block-1",
        "document": {"type": "APLA", "version": "0.91", "mainTemplate": {"parameters": ["payload"], "item": item}},
        "datasources": {"payload": {"beats": list(beats), "ask": ask}},
    }
