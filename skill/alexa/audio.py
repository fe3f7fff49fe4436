"""A timeline as APL for Audio: each beat an exact silence with its words laid over it, so that no word can stretch it.

By Amazon's documentation a Sequencer plays its children one after another, a Mixer lasts as long as its longest
child that isn't trimmed, Silence is exact in milliseconds, and a child with ``trimToParent`` is cut to its parent.
The document never changes; what varies is bound to it as data, so that a minute's hold stays under three kilobytes.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from skill.speech.script import Beat

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
                            {"type": "Speech", "content": "${data.say}", "duration": "trimToParent"},
                        ],
                    },
                },
                {"type": "Speech", "content": "${payload.ask}"},
            ],
        },
    },
}

UNASKING: Mapping[str, Any] = {
    **DOCUMENT,
    "mainTemplate": {
        "parameters": ["payload"],
        "item": DOCUMENT["mainTemplate"]["item"]["items"][0],
    },
}
"""The document of a block that ends without a question."""


WAITING: Mapping[str, Any] = {
    **DOCUMENT,
    "mainTemplate": {
        "parameters": ["payload"],
        "item": {
            "type": "Sequencer",
            "items": [
                {"type": "Silence", "duration": "${payload.ms}"},
                {"type": "Speech", "content": "${payload.ask}"},
            ],
        },
    },
}
"""The document of a reprompt that waits: quiet, then the question again."""

WAIT_MS = 30_000
"""With the two times eight seconds of listening and the words, about a minute before the session closes (house)."""


def document(ask: str | None) -> Mapping[str, Any]:
    """Give the document for a block that ends with a question, or without one."""
    return UNASKING if ask is None else DOCUMENT


def waiting(ask: str) -> dict[str, Any]:
    """Give what is bound to the document of a reprompt that waits."""
    return {"payload": {"ms": WAIT_MS, "ask": ask}}


def datasources(beats: Iterable[Beat], ask: str | None) -> dict[str, Any]:
    """Give what is bound to the document: the beats, and the question at the end."""
    return {"payload": {"beats": [_beat(beat) for beat in beats], **({"ask": ask} if ask else {})}}


def _beat(beat: Beat) -> dict[str, Any]:
    timer = beat.cue.timer
    running = {"timer": timer.kind.value, "timer_ms": timer.length_ms} if timer else {}
    return {"say": beat.say, "ms": beat.window_ms, **running}
