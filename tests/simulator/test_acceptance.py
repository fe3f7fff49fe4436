"""What Alexa refuses to say."""

from typing import Any

import pytest

from skill.simulator.acceptance import faults


def _answer(**response: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    return {"version": "1.0", "response": response}


def _ssml(ssml: str) -> dict[str, str]:
    return {"type": "SSML", "ssml": f"<speak>{ssml}</speak>"}


@pytest.mark.parametrize(
    "answer",
    [
        _answer(),
        _answer(shouldEndSession=None, outputSpeech={"type": "PlainText", "text": "a & b"}),
        _answer(outputSpeech=_ssml('One<break time="10s"/><amazon:effect name="whispered">two</amazon:effect>')),
        _answer(outputSpeech=_ssml("x" * 7985), reprompt={"outputSpeech": _ssml("Ready?"), "directives": []}),
        {**_answer(), "sessionAttributes": None},
    ],
)
def test_a_valid_answer_has_no_faults(answer: object) -> None:
    """Alexa takes what keeps to the shape and the limits, to the last character."""
    assert faults(answer) == ()


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ([], "the answer is not a JSON object"),
        ({"response": {}}, "version is missing"),
        ({"version": "1.0"}, "response is missing"),
        ({**_answer(), "sessionAttributes": []}, "sessionAttributes is not an object"),
        (_answer(shouldEndSession="no"), "shouldEndSession is not true, false or null"),
        (_answer(outputSpeech={"type": "SSML", "text": "Hi"}), "outputSpeech is neither SSML with its ssml"),
        (_answer(outputSpeech="Hi"), "outputSpeech is neither SSML with its ssml"),
        (_answer(outputSpeech={"type": "SSML", "ssml": "Hi"}), "outputSpeech cannot be spoken: it is not well-formed"),
        (_answer(outputSpeech={"type": "SSML", "ssml": "<p>Hi</p>"}), "its outermost tag is <p>"),
        (_answer(outputSpeech=_ssml("Hi & bye")), "it is not well-formed XML"),
        (_answer(outputSpeech=_ssml("<blink>Hi</blink>")), "Alexa knows no tag <blink>"),
        (_answer(outputSpeech=_ssml('<break time="11s"/>')), 'time="11s" is not one of at most 10 s'),
        (_answer(outputSpeech=_ssml('<break time="soon"/>')), 'time="soon" is not one of at most 10 s'),
        (_answer(outputSpeech=_ssml("x" * 7986)), "outputSpeech has 8001 characters, and 8000 is the most"),
        (_answer(reprompt="Ready?"), "reprompt is not an object"),
        (_answer(reprompt={"outputSpeech": _ssml("&")}), "the reprompt's outputSpeech cannot be spoken"),
        (_answer(directives={}), "directives is not a list"),
        (_answer(directives=[{"token": "x"}]), "a directive has no type"),
        (_answer(directives=["stop"]), "a directive has no type"),
        (_answer(reprompt={"directives": [{}]}), "a directive has no type"),
        (_answer(card={"type": "Simple", "content": "x" * 25_000}), "bytes, and 24576 is the most"),
    ],
)
def test_an_invalid_answer_says_what_is_wrong(answer: object, fault: str) -> None:
    """Each departure from what Alexa takes is named."""
    (found,) = faults(answer)

    assert fault in found
