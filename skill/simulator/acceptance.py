"""Acceptance: the shape and the limits that Alexa holds a skill's answer to, before she says a word of it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from skill.simulator.ssml import NotSpeakableError, render

LONGEST_SPEECH = 8000
LARGEST_ANSWER = 24 * 1024
"""The older of the two limits found in Amazon's pages; the newer is 120 KB."""

Json = Mapping[str, Any]

_SPOKEN_FIELDS = ("outputSpeech", "reprompt", "card", "directives")


def faults(answer: object) -> tuple[str, ...]:
    """Give everything for which Alexa would refuse an answer; nothing for one that she takes."""
    if not isinstance(answer, Mapping):
        return ("the answer is not a JSON object",)
    return tuple(_faults(answer))


def faults_without_speech(answer: object) -> tuple[str, ...]:
    """Give the faults of an answer to a request that only tells: the end of a session, a failed document."""
    response = answer.get("response") if isinstance(answer, Mapping) else None
    said = [name for name in _SPOKEN_FIELDS if isinstance(response, Mapping) and response.get(name)]
    return (*faults(answer), *(f"nobody is listening any more, and yet there is {name}" for name in said))


def _faults(answer: Json) -> Iterator[str]:
    size = len(json.dumps(answer).encode())
    if size > LARGEST_ANSWER:
        yield f"the answer has {size} bytes, and {LARGEST_ANSWER} is the most"
    if not isinstance(answer.get("version"), str):
        yield "version is missing"
    if not isinstance(answer.get("sessionAttributes", {}), Mapping | None):
        yield "sessionAttributes is not an object"
    response = answer.get("response")
    if isinstance(response, Mapping):
        yield from _response_faults(response)
    else:
        yield "response is missing"


def _response_faults(response: Json) -> Iterator[str]:
    if not isinstance(response.get("shouldEndSession"), bool | None):
        yield "shouldEndSession is not true, false or null"
    yield from _speech_faults("outputSpeech", response.get("outputSpeech"))
    yield from _directive_faults(response.get("directives"))
    reprompt = response.get("reprompt")
    if isinstance(reprompt, Mapping):
        yield from _speech_faults("the reprompt's outputSpeech", reprompt.get("outputSpeech"))
        yield from _directive_faults(reprompt.get("directives"))
    elif reprompt is not None:
        yield "reprompt is not an object"


def _directive_faults(directives: object) -> Iterator[str]:
    if not isinstance(directives, list | None):
        yield "directives is not a list"
        return
    for directive in directives or ():
        if not isinstance(directive, Mapping) or not isinstance(directive.get("type"), str):
            yield "a directive has no type"


def _speech_faults(where: str, speech: object) -> Iterator[str]:
    if speech is None:
        return
    text = _text(speech)
    if not isinstance(text, str):
        yield f"{where} is neither SSML with its ssml nor PlainText with its text"
        return
    if len(text) > LONGEST_SPEECH:
        yield f"{where} has {len(text)} characters, and {LONGEST_SPEECH} is the most"
    if isinstance(speech, Mapping) and speech["type"] == "SSML":
        yield from _ssml_faults(where, text)


def _text(speech: object) -> object:
    match speech:
        case {"type": "SSML", "ssml": text} | {"type": "PlainText", "text": text}:
            return text
    return None


def _ssml_faults(where: str, text: str) -> Iterator[str]:
    try:
        render(text)
    except NotSpeakableError as error:
        yield f"{where} cannot be spoken: {error}"
