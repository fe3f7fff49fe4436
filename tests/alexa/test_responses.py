"""A reply as Alexa takes it: whole, escaped, and within every limit."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer

from skill.alexa import audio
from skill.alexa.limits import APLA_MS, RESPONSE_BYTES, SPEECH_CHARS
from skill.alexa.responses import Voice, response
from skill.carried import Carried
from skill.catalogue.model import Catalogue, Level
from skill.coach.answers import Moment, Turn
from skill.coach.events import ReadySaid
from skill.coach.preferences import Pace
from skill.coach.reply import Cue, CueKind, Line, Reply, Timeline, Timer, TimerKind
from skill.coach.state import Phase, Plan, Progress, State, Underway, plain
from skill.coach.training import go_on
from skill.coach.workout import block_end, expand
from skill.frozen import replace
from skill.simulator.acceptance import faults
from skill.simulator.apla import render
from skill.speech.lines import Lines, first
from skill.speech.script import script
from skill.speech.ssml import APART

Json = dict[str, Any]

WORDS = Lines(
    {
        "lead": ("Torso lifts, one set of two.",),
        "up": ("Up.",),
        "one": ("One.",),
        "rest": ("Rest.",),
        "ask": ("Ready to go on?", "Ready?"),
        "again": ("Say ready when you are.",),
        "ready.reprompt": ("Take your time.",),
        "goodbye": ("Goodbye.",),
        "echo": ("I don't coach {words}.",),
        "long": ("word " * 1700,),
    }
)

UP = Cue(0, 1500, Line("up"), CueKind.CUE)
ONE = Cue(1500, 1000, Line("one"), CueKind.COUNT)
REST = Cue(2500, 22_500, Line("rest"), CueKind.REST, timer=Timer(TimerKind.REST, 22_500))
BLOCK = Reply((Line("lead"),), Timeline((UP, ONE, REST), 25_000), ask=Line("ask"), reprompt=Line("again"))


def answered(reply: Reply, lines: Lines = WORDS, *, apla: bool = True) -> Json:
    """Give the response as JSON."""
    serialized: Json = json.loads(json.dumps(DefaultSerializer().serialize(response(reply, Voice(lines, first, apla)))))
    return serialized


def test_a_block_in_timed_audio() -> None:
    """The lead is spoken, the timeline is bound to a document that ends with the question, and the session stays."""
    assert answered(BLOCK) == {
        "outputSpeech": {"type": "SSML", "ssml": "<speak>Torso lifts, one set of two.</speak>"},
        "reprompt": {"outputSpeech": {"type": "SSML", "ssml": "<speak>Say ready when you are.</speak>"}},
        "directives": [
            {
                "type": "Alexa.Presentation.APLA.RenderDocument",
                "token": "block",
                "document": audio.DOCUMENT,
                "datasources": {
                    "payload": {
                        "beats": [
                            {"say": "Up.", "ms": 1500},
                            {"say": "One.", "ms": 1000},
                            {"say": "Rest.", "ms": 22_500, "timer": "rest", "timer_ms": 22_500},
                        ],
                        "ask": "Ready to go on?",
                    }
                },
            }
        ],
        "shouldEndSession": False,
    }


def test_the_document_is_of_the_documented_form() -> None:
    """A beat is a silence of its window with the words laid over it; binding makes one of each element."""
    beats, ask = audio.DOCUMENT["mainTemplate"]["item"]["items"]

    assert beats == {
        "type": "Sequencer",
        "data": "${payload.beats}",
        "item": {
            "type": "Mixer",
            "items": [
                {"type": "Silence", "duration": "${data.ms}"},
                {"type": "Speech", "content": "${data.say}", "duration": "trimToParent"},
            ],
        },
    }
    assert ask == {"type": "Speech", "content": "${payload.ask}"}
    assert (audio.DOCUMENT["type"], audio.DOCUMENT["version"]) == ("APLA", "0.91")


def test_a_block_in_words_and_breaks() -> None:
    """Without timed audio the same comes as speech, with pauses of at most ten seconds, and the question last."""
    answer = answered(BLOCK, apla=False)

    speech = answer["outputSpeech"]["ssml"]
    assert re.sub(r'<break time="\d+ms"/>', "|", speech) == (
        f"<speak>Torso lifts, one set of two. Up.| One.| Rest.|{APART}|{APART}| Ready to go on?</speak>"
    )
    assert sum(_breaks(speech)) < 25_000
    assert answer["reprompt"] == {"outputSpeech": {"type": "SSML", "ssml": "<speak>Say ready when you are.</speak>"}}
    assert answer["shouldEndSession"] is False
    assert "directives" not in answer


def test_a_reply_without_a_timeline_is_speech_alone() -> None:
    """Words and their question come as one utterance, whichever way timelines are played."""
    reply = Reply((Line("lead"),), ask=Line("ask"), reprompt=Line("again"))

    assert answered(reply) == answered(reply, apla=False)
    assert answered(reply)["outputSpeech"]["ssml"] == "<speak>Torso lifts, one set of two. Ready to go on?</speak>"
    assert "directives" not in answered(reply)


def test_what_asks_nothing_ends_the_session() -> None:
    """Goodbye has no reprompt, and says outright that the session is over."""
    assert answered(Reply((Line("goodbye"),))) == {
        "outputSpeech": {"type": "SSML", "ssml": "<speak>Goodbye.</speak>"},
        "shouldEndSession": True,
    }


def test_a_block_ends_with_a_question() -> None:
    """A timeline without a question would leave somebody lying there, so it is refused."""
    with pytest.raises(ValueError, match="up to a question"):
        answered(Reply((Line("lead"),), BLOCK.timeline))


def test_a_slower_answer() -> None:
    """At the slower pace all talk is slowed, as speech and as audio, and counts keep their speed."""
    slower = replace(BLOCK, say=(Line("lead"),), ask=Line("ask"), reprompt=Line("ready.reprompt"), pace=Pace.SLOWER)

    answer = answered(slower)
    (directive,) = answer["directives"]
    assert answer["outputSpeech"]["ssml"].startswith('<speak><prosody rate="90%">')
    assert answer["reprompt"]["outputSpeech"]["ssml"] == '<speak><prosody rate="90%">Take your time.</prosody></speak>'
    texts = [sound["say"] for sound in directive["datasources"]["payload"]["beats"]]
    kinds = [beat.cue.kind for beat in script(BLOCK.timeline, WORDS, Pace.SLOWER)]
    slowed = [text.startswith('<speak><prosody rate="90%">') for text in texts]
    assert slowed == [kind in {CueKind.TALK, CueKind.REST} for kind in kinds]
    assert render(directive).length_ms > BLOCK.timeline.length_ms


def test_a_reprompt_that_waits() -> None:
    """To somebody who may be fetching a mat, the question comes again after half a minute of quiet."""
    patient = Reply((Line("lead"),), ask=Line("ask"), reprompt=Line("ready.reprompt"))

    reprompt = answered(patient)["reprompt"]
    assert reprompt["outputSpeech"] == {"type": "SSML", "ssml": "<speak>Take your time.</speak>"}
    (directive,) = reprompt["directives"]
    assert directive["document"] == audio.WAITING
    assert [(sound.at_ms, sound.text) for sound in render(directive).sounds] == [(30_000, "Ready to go on?")]
    breaks = APART.join(['<break time="10000ms"/>'] * 3)
    assert answered(patient, apla=False)["reprompt"]["outputSpeech"]["ssml"] == (
        f"<speak>Take your time. {breaks} Ready to go on?</speak>"
    )


def test_silence_is_an_empty_response() -> None:
    """What may not be answered is answered with nothing at all."""
    assert answered(Reply(silent=True)) == {}


@pytest.mark.parametrize("apla", [True, False])
def test_what_the_person_said_is_escaped(apla: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Nobody can speak markup, nor break the answer with an ampersand."""
    echo = Line("echo", (("words", "<audio src=\"x\"/> & 'squats'"),))
    answer = answered(Reply((echo,), ask=echo, reprompt=echo), apla=apla)

    escaped = "I don&apos;t coach &lt;audio src=&quot;x&quot;/&gt; &amp; &apos;squats&apos;."
    assert answer["outputSpeech"]["ssml"] == f"<speak>{escaped} {escaped}</speak>"
    assert answer["reprompt"]["outputSpeech"]["ssml"] == f"<speak>{escaped}</speak>"


def test_timed_words_are_escaped_as_speech_and_left_alone_as_audio() -> None:
    """A document's speech is plain text, so an entity would be read aloud there."""
    cue = Cue(0, 3000, Line("echo", (("words", "R & B"),)), CueKind.TALK)
    reply = Reply((cue.line,), Timeline((cue,), 3000), ask=Line("ask"), reprompt=Line("again"))

    assert answered(reply, apla=False)["outputSpeech"]["ssml"].count("I don&apos;t coach R &amp; B.") == 2
    assert answered(reply)["outputSpeech"]["ssml"] == "<speak>I don&apos;t coach R &amp; B.</speak>"
    assert answered(reply)["directives"][0]["datasources"]["payload"]["beats"][0]["say"] == "I don't coach R & B."


@pytest.mark.parametrize(
    "reply",
    [
        Reply((Line("long"),)),
        replace(BLOCK, timeline=Timeline((Cue(0, APLA_MS + 1, Line("up"), CueKind.CUE),), APLA_MS + 1)),
    ],
    ids=["words", "audio"],
)
def test_what_alexa_would_refuse_is_never_sent(reply: Reply) -> None:
    """Too many characters, or too long a timeline, is our mistake and says so."""
    with pytest.raises(ValueError, match="more than Alexa takes"):
        answered(reply)


def test_the_limits_are_the_platforms() -> None:
    """The numbers are Amazon's, with the smaller taken where her pages disagree."""
    assert (SPEECH_CHARS, RESPONSE_BYTES, APLA_MS) == (8000, 24_576, 240_000)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("apla", [True, False], ids=["apla", "ssml"])
def test_every_block_of_every_workout_is_within_the_limits(
    catalogue: Catalogue,
    lines: Lines,
    level: Level,
    apla: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    """Every routine and every exercise alone, at each level: small enough, short enough, and listening or not."""
    for plan in _plans(catalogue, level):
        for turn in _blocks(catalogue, plan):
            place = f"{plan} from {turn.state.progress.underway}"
            answer = answered(turn.reply, lines, apla=apla)
            whole = {"version": "1.0", "sessionAttributes": plain(Carried(turn.state).attributes()), "response": answer}
            assert faults(whole) == (), place
            assert len(json.dumps(whole).encode()) < RESPONSE_BYTES, place
            assert len(answer["outputSpeech"]["ssml"]) < SPEECH_CHARS, place
            assert answer["shouldEndSession"] is (turn.reply.ask is None), place
            (_is_exact if apla else _is_paused)(answer, turn.reply.timeline.length_ms, place)


def _is_exact(answer: Json, length_ms: int, place: str) -> None:
    (directive,) = answer["directives"]
    beats = directive["datasources"]["payload"]["beats"]
    assert sum(beat["ms"] for beat in beats) == length_ms, place
    assert all(beat["ms"] > 0 and beat["say"] for beat in beats), place
    assert length_ms <= render(directive).length_ms <= APLA_MS, place


def _is_paused(answer: Json, length_ms: int, place: str) -> None:
    pauses = _breaks(answer["outputSpeech"]["ssml"])
    assert max(pauses) <= 10_000, place
    assert sum(pauses) < length_ms, place


def _plans(catalogue: Catalogue, level: Level) -> Iterator[Plan]:
    yield from (Plan(level, routine=id_) for id_ in catalogue.routines)
    yield from (Plan(level, exercise=id_) for id_ in catalogue.exercises)


def _blocks(catalogue: Catalogue, plan: Plan) -> Iterator[Turn]:
    """Play a workout from block to block, as somebody does who is always ready."""
    steps = expand(plan, catalogue)
    start = 0
    while start < len(steps):
        state = State(Phase.WAITING, Progress(introduced=True, underway=Underway(plan, start)))
        yield go_on(state, ReadySaid(), Moment(catalogue, 0))
        start = block_end(steps, start)


def _breaks(speech: str) -> list[int]:
    return [int(length) for length in re.findall(r'<break time="(\d+)ms"/>', speech)]
