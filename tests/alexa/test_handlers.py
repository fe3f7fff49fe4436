"""The handlers: what a person says, what Alexa notifies, and what happens when the mistake is ours."""

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.skill import CustomSkill
from ask_sdk_model.request_envelope import RequestEnvelope

from skill.alexa import handlers
from skill.alexa.handlers import Coaching, skill_of
from skill.alexa.serializer import json_of
from skill.alexa.wordings import Wordings
from skill.catalogue.model import Catalogue
from skill.frozen import replace
from skill.outage import Backlog
from skill.settings import Timing
from skill.simulator.envelope import (
    Echo,
    Session,
    audio_error_request,
    envelope,
    intent_request,
    launch_request,
    session_ended_request,
)
from skill.speech.lines import Lines
from skill.store import open_store

Json = dict[str, Any]

READY = intent_request("ReadyIntent", (), (), "skill")
START_OVER = intent_request("AMAZON.StartOverIntent", (), (), "skill")
FAILED = audio_error_request("block", "no")
ENDED = session_ended_request("EXCEEDED_MAX_REPROMPTS")


class Talk:
    """Somebody's session with a skill."""

    def __init__(self, skill: CustomSkill, person: str = "somebody") -> None:
        self._skill = skill
        self._echo = Echo("skill", person, "echo")
        self.attributes: Json = {}
        self.now = datetime(2026, 11, 22, 9, tzinfo=UTC)

    def send(self, request: Json) -> Json:
        """Send a request and give the response."""
        session = Session(self.attributes, new=False)
        sent = envelope(self._echo, session, request, self.now)
        read: RequestEnvelope = DefaultSerializer().deserialize(json.dumps(sent), RequestEnvelope)
        answer: Json = json.loads(json_of(self._skill.invoke(read, None)))
        self.attributes = answer["sessionAttributes"]
        return dict(answer["response"])

    def begin(self) -> Json:
        """Go as far as the first block, and give the answer that plays it."""
        self.send(launch_request())
        self.send(READY)
        return self.send(READY)


@pytest.fixture
def coaching(catalogue: Catalogue, lines: Lines) -> Coaching:
    """Give what every answer needs, with a store of its own."""
    return Coaching(catalogue, lines, open_store("sqlite://"), Timing.AUTO, Backlog())


@pytest.fixture
def talk(coaching: Coaching) -> Talk:
    """Give somebody who talks to a skill."""
    return Talk(skill_of(coaching))


def _in_timed_audio(response: Json) -> bool:
    kinds = [directive["type"] for directive in response.get("directives", ())]
    assert bool(kinds) is ("<break" not in response["outputSpeech"]["ssml"])
    return kinds == ["Alexa.Presentation.APLA.RenderDocument"]


def test_a_workout_is_played_in_timed_audio(talk: Talk) -> None:
    """A device of which nothing is known gets beat-exact audio."""
    assert _in_timed_audio(talk.begin())


@pytest.mark.parametrize("known", [Timing.AUTO, Timing.APLA])
def test_audio_that_failed_is_tried_no_more_unless_it_is_forced(coaching: Coaching, known: Timing) -> None:
    """A listener whose device failed gets words and breaks from the next turn on; the setting overrules it."""
    talk = Talk(skill_of(replace(coaching, timing=known)))
    talk.begin()

    assert talk.send(FAILED) == {}
    assert _in_timed_audio(talk.send(START_OVER)) is (known is Timing.APLA)


def test_audio_that_failed_is_remembered_in_the_next_session(coaching: Coaching) -> None:
    """The device is the same tomorrow."""
    talk = Talk(skill_of(coaching))
    talk.begin()
    talk.send(FAILED)

    assert not _in_timed_audio(Talk(skill_of(coaching)).begin())


def test_audio_that_failed_is_played_again_from_its_start(talk: Talk, coaching: Coaching) -> None:
    """Nothing of the block was heard, however long ago it was sent."""
    talk.begin()
    talk.send(FAILED)
    talk.now += timedelta(seconds=40)

    (safety,) = coaching.lines.variations["opening.safety"]
    assert safety in talk.send(READY)["outputSpeech"]["ssml"]


def test_what_another_release_said_is_not_said_again(talk: Talk) -> None:
    """A key without words is left out of what is repeated; with it, there would be no answer."""
    asked = talk.send(launch_request())["reprompt"]
    talk.attributes["said"] = ["dose.next-year", "disclaimer.stop", "offer.routine"]
    answer = talk.send(intent_request("AMAZON.RepeatIntent", (), (), "skill"))
    assert "Stop at once" in answer["outputSpeech"]["ssml"]
    assert answer["reprompt"] == asked


def test_audio_that_failed_concerns_one_listener(coaching: Coaching) -> None:
    """Somebody else's device is none the worse for it."""
    talk = Talk(skill_of(coaching))
    talk.begin()
    talk.send(FAILED)

    assert _in_timed_audio(Talk(skill_of(coaching), "somebody else").begin())


@pytest.mark.parametrize(("timing", "timed"), [(Timing.APLA, True), (Timing.SSML, False)])
def test_the_setting_forces_how_a_workout_is_played(coaching: Coaching, timing: Timing, timed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """The operator may take either way of playing for everybody."""
    talk = Talk(skill_of(replace(coaching, timing=timing)))

    assert _in_timed_audio(talk.begin()) is timed


@pytest.mark.parametrize("request_", [FAILED, ENDED, {"type": "AlexaSkillEvent.SkillDisabled"}])
def test_a_notification_is_answered_with_nothing(talk: Talk, request_: Json) -> None:
    """Where Alexa allows no speech there is none, nor a word about the session."""
    talk.begin()

    assert talk.send(request_) == {}


def _fails(*_: object, **__: object) -> None:
    message = "a mistake of ours"
    raise RuntimeError(message)


def test_a_mistake_is_apologised_for(
    talk: Talk, coaching: Coaching, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The person hears sorry and a way on, the session is as it was, and the operator finds it in the log."""
    talk.begin()
    before = talk.attributes
    monkeypatch.setattr(handlers, "take", _fails)

    response = talk.send(READY)

    sorry, ask = (coaching.lines.variations[key][0] for key in ("trouble.now", "trouble.ask"))
    assert response["outputSpeech"]["ssml"] == f"<speak>{sorry} {ask}</speak>"
    assert response["reprompt"]["outputSpeech"]["ssml"] == f"<speak>{ask}</speak>"
    assert response["shouldEndSession"] is False
    assert talk.attributes == before
    (record,) = (record for record in caplog.records if record.name == handlers.__name__)
    assert record.levelno == logging.ERROR
    assert "amzn1.echo-api.request." in record.getMessage()
    assert record.exc_info is not None


def test_after_a_mistake_the_conversation_goes_on(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was open before the mistake is open after it."""
    talk.send(launch_request())
    with monkeypatch.context() as broken:
        broken.setattr(handlers, "take", _fails)
        talk.send(READY)

    talk.send(READY)

    assert talk.attributes["phase"] == "briefed"


def test_words_that_fail_leave_the_session_alone(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The session moves on only with an answer that can be sent."""
    talk.send(launch_request())
    before = talk.attributes
    monkeypatch.setattr(Wordings, "choose", _fails)

    response = talk.send(READY)

    assert response["shouldEndSession"] is False
    assert talk.attributes == before


def test_a_mistake_in_a_notification_is_silent(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """There is nobody to apologise to, only a log."""
    monkeypatch.setattr(handlers, "take", _fails)

    assert talk.send(ENDED) == {}
    assert "a mistake of ours" in caplog.text
