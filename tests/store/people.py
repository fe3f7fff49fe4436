"""People who talk to a server over HTTP, and the answers they should get: those of a server that nothing happens to."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import requests
from flask.testing import FlaskClient

from skill.app import create_app
from skill.settings import Settings
from skill.simulator.envelope import Echo, Session, envelope, intent_request, launch_request

Json = dict[str, Any]

START = datetime(2026, 11, 22, 9, tzinfo=UTC)

LAUNCH = launch_request()

PATIENT_S = 10


def intent(name: str) -> Json:
    """Give the request for an intent without slots."""
    return intent_request(name, (), (), "skill")


@dataclass
class Person:
    """Somebody at one device. They say the next thing when the last one has been answered."""

    user: str = field(default_factory=lambda: f"amzn1.ask.account.{uuid4()}")
    device: str = "echo"
    attributes: Json = field(default_factory=dict)
    now: datetime = START
    session: str = field(default_factory=lambda: f"amzn1.echo-api.session.{uuid4()}")

    def request(self, request: Json, later_s: float = 0) -> Json:
        """Give the document that Alexa sends when this is said so much later."""
        self.now += timedelta(seconds=later_s)
        session = Session(self.attributes, new=False, id=self.session)
        return envelope(Echo("skill", self.user, self.device), session, request, self.now)

    def hear(self, answer: Json) -> None:
        """Take an answer, and with it what the session carries."""
        self.attributes = answer.get("sessionAttributes", {})


def post(url: str, document: Json) -> Json:
    """Send a document, and give the answer. Raises requests.RequestException when there is none."""
    response = requests.post(f"{url}/alexa", json=document, timeout=PATIENT_S)
    response.raise_for_status()
    answer: Json = response.json()
    return answer


class Oracle:
    """A server in this process, with a store of its own, to which each request comes exactly once."""

    def __init__(self) -> None:
        self._client: FlaskClient = create_app(Settings(verify=False, store="sqlite://")).test_client()

    def answer(self, document: Json) -> Json:
        """Give the right answer."""
        answer: Json = self._client.post("/alexa", data=json.dumps(document)).get_json()
        assert "went wrong" not in json.dumps(answer), document
        return answer


def told(answer: Json) -> Json:
    """Give what an answer says, and what it remembers: all of it but the versions, which each store draws by itself."""
    attributes = {name: value for name, value in answer.get("sessionAttributes", {}).items() if name != "loaded"}
    return {"response": answer["response"], "attributes": attributes}


def progress(answer: Json) -> Json:
    """Give the progress that an answer remembers."""
    found: Json = answer["sessionAttributes"]["progress"]
    return found


BEGIN = (LAUNCH, intent("ReadyIntent"), intent("ReadyIntent"))
"""What somebody without an unfinished workout says to begin the one that is offered."""


def workout() -> Iterator[tuple[Json, float]]:
    """Give what somebody says who goes through workouts for ever, and how many seconds after the last time.

    A block lasts four minutes at most, so five minutes later it has come to its question.
    """
    while True:
        yield LAUNCH, 5
        yield intent("AMAZON.NoIntent"), 5  # Whatever was unfinished is dropped.
        yield from ((request, 5) for request in BEGIN)
        for _ in range(6):
            yield intent("AMAZON.PauseIntent"), 20
            yield intent("ReadyIntent"), 5
            yield intent("SlowerIntent"), 300
            yield intent("ReadyIntent"), 5
            yield intent("FasterIntent"), 300
            yield intent("SkipIntent"), 5
