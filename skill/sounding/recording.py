"""A workout's answers as one recording: each block's document as Alexa is sent it, spoken and laid on its moments."""

import wave
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import IO, Any

from msgspec import Struct

from skill.alexa.responses import Voice, response
from skill.coach.reply import Reply
from skill.sounding.espeak import RATE, Say
from skill.sounding.score import Player, Score
from skill.speech.lines import Lines, first

ANSWER_MS = 1000
"""The silence after a closing question, standing for the answer."""

SAMPLE_BYTES = 2
LOUDEST = 32_767

Watch = Callable[[Sequence[str]], Iterable[str]]
"""Passes texts through and shows somebody how far they have come."""

Clips = Mapping[str, bytes]


class Block(Struct, frozen=True):
    """What one answer has Alexa play."""

    directive: Mapping[str, Any]
    """The RenderDocument directive as JSON."""
    asks: bool
    """Whether it ends with a question, after which somebody answers."""


def blocks(replies: Iterable[Reply], lines: Lines) -> Iterator[Block]:
    """Give what is sent for each reply that has a timeline."""
    voice = Voice(lines, first, apla=True)
    for reply in replies:
        for directive in response(reply, voice).directives or ():
            yield Block(directive.to_dict(), asks=reply.ask is not None)


def record(played: Iterable[Block], say: Say, watch: Watch = iter) -> bytes:
    """Give the samples of blocks played one after another; each different text is said once."""
    played = tuple(played)
    clips = {text: say(text) for text in watch(texts(played))}
    player = Player(partial(_takes_ms, clips))
    return b"".join(_laid(_answered(block, player), clips) for block in played)


def write(samples: bytes, out: IO[bytes]) -> None:
    """Write samples as a WAV file."""
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(SAMPLE_BYTES)
        sound.setframerate(RATE)
        sound.writeframes(samples)


def texts(played: Iterable[Block]) -> tuple[str, ...]:
    """Give every text that blocks speak, each once, in the order of first use."""
    asked: dict[str, float] = {}
    player = Player(lambda text: asked.setdefault(text, 0))
    for block in played:
        player.play(block.directive)
    return tuple(asked)


def length_ms(samples: bytes) -> int:
    """Give how long samples sound."""
    return round(len(samples) * 1000 / (RATE * SAMPLE_BYTES))


def _takes_ms(clips: Clips, text: str) -> float:
    return len(clips[text]) * 1000 / (RATE * SAMPLE_BYTES)


def _answered(block: Block, player: Player) -> Score:
    score = player.play(block.directive)
    return score.lasting(score.length_ms + ANSWER_MS) if block.asks else score


def _laid(score: Score, clips: Clips) -> bytes:
    laid = array("h", bytes(SAMPLE_BYTES * _frames(score.length_ms)))
    for one in score.spoken:
        start = _frames(one.at_ms)
        heard = array("h", clips[one.text])[: _frames(one.at_ms + one.length_ms) - start]
        under = laid[start : start + len(heard)]
        laid[start : start + len(heard)] = _sum(under, heard) if any(under) else heard
    return laid.tobytes()


def _sum(one: "array[int]", other: "array[int]") -> "array[int]":
    return array("h", (max(-LOUDEST, min(LOUDEST, a + b)) for a, b in zip(one, other, strict=True)))


def _frames(ms: float) -> int:
    return round(ms * RATE / 1000)
