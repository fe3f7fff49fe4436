"""A timeline as APL for Audio: each beat an exact silence with its words laid over it, so that no word can stretch it.

By Amazon's documentation a Sequencer plays its children one after another, a Mixer lasts as long as its longest
child that isn't trimmed, Silence is exact in milliseconds, and a child with ``trimToParent`` is cut to its parent.
The document never changes; what varies is bound to it as data, so that a minute's hold stays under three kilobytes.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from skill.coach.same import Same
from skill.speech.script import Beat
from skill.speech.ssml import USUAL_RATE, at_rate, plain, speak

SPEECH = {"type": "Speech", "content": "${data.say}", "duration": "trimToParent"}
ASK = {"type": "Speech", "content": "${payload.ask}"}

DOCUMENT: Mapping[str, Any] = {
    "type": "APLA",
    "version": "0.91",
    "mainTemplate": {
        "parameters": ["payload"],
        "item": {
            "type": "Sequencer",
            "items": [
                {
                    "type": "Sequencer",
                    "data": "${payload.beats}",
                    "item": {
                        "type": "Mixer",
                        "items": [
                            {"type": "Silence", "duration": "${data.ms}"},
                            SPEECH,
                        ],
                    },
                },
                ASK,
            ],
        },
    },
}


WAITING: Mapping[str, Any] = {
    **DOCUMENT,
    "mainTemplate": {
        "parameters": ["payload"],
        "item": {
            "type": "Sequencer",
            "items": [
                {"type": "Silence", "duration": "${payload.ms}"},
                ASK,
            ],
        },
    },
}
"""The document of a reprompt that waits: quiet, then the question again."""

WAIT_MS = 30_000
"""With the two times eight seconds of listening and the words, about a minute before the session closes (house)."""


def played(rate: int = USUAL_RATE) -> Mapping[str, Any]:
    """Give the document of a block, whose speech is markup where it is said at another rate than the voice's own.

    Markup that is not well-formed silences a whole document, so it is sent only where it is needed.
    """
    return DOCUMENT if rate == USUAL_RATE else DOCUMENT_MARKED_UP


def awaited(rate: int = USUAL_RATE) -> Mapping[str, Any]:
    """Give the document of a reprompt that waits, in the same way."""
    return WAITING if rate == USUAL_RATE else WAITING_MARKED_UP


def waiting(ask: str, rate: int = USUAL_RATE) -> dict[str, Any]:
    """Give what is bound to the document of a reprompt that waits."""
    return {"payload": {"ms": WAIT_MS, "ask": _said(ask, rate, marked_up=rate != USUAL_RATE)}}


def datasources(beats: Sequence[Beat], ask: str, rate: int = USUAL_RATE) -> dict[str, Any]:
    """Give what is bound to the document: the beats, and the question at the end."""
    marked_up = rate != USUAL_RATE
    return {"payload": {"beats": _bound(Same(beats), marked_up), "ask": _said(ask, rate, marked_up=marked_up)}}


@lru_cache(maxsize=64)
def _bound(beats: Same[Sequence[Beat]], marked_up: bool) -> Sequence[Mapping[str, Any]]:  # noqa: FBT001 - as lru_cache keeps it
    return [_beat(beat, marked_up=marked_up) for beat in beats.it]


def _beat(beat: Beat, *, marked_up: bool) -> dict[str, Any]:
    timer = beat.cue.timer
    running = {"timer": timer.kind.value, "timer_ms": timer.length_ms} if timer else {}
    return {"say": _said(beat.say, beat.rate, marked_up=marked_up), "ms": beat.window_ms, **running}


def _said(words: str, rate: int, *, marked_up: bool) -> str:
    return speak(at_rate(plain(words), rate)) if marked_up else words


def _marked_up(form: Any) -> Any:  # noqa: ANN401 - a JSON value is anything
    """Give a document with every speech in it declared as markup."""
    match form:
        case {"type": "Speech"}:
            return {**form, "contentType": "SSML"}
        case Mapping():
            return {key: _marked_up(value) for key, value in form.items()}
        case list():
            return [_marked_up(value) for value in form]
        case _:
            return form


DOCUMENT_MARKED_UP: Mapping[str, Any] = _marked_up(DOCUMENT)
WAITING_MARKED_UP: Mapping[str, Any] = _marked_up(WAITING)
