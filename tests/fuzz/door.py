"""The whole skill behind its door, and what must hold of every answer, whatever was sent."""

import json
import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Self

from flask import Flask
from flask.testing import FlaskClient

from skill.alexa import webservice
from skill.alexa.doorway import Doorway
from skill.alexa.verifier import AlexaSignatureVerifier
from skill.app import create_app
from skill.settings import Settings
from skill.simulator.acceptance import faults
from skill.store import open_store
from tests.alexa.authority import Authority, pem

SKILL_ID = "amzn1.ask.skill.fuzzed"


class FoundError(AssertionError):
    """An answer that must never be given, with what was sent."""


@dataclass
class Mistakes(logging.Handler):
    """What was logged as a mistake of ours since it was last looked at."""

    records: list[logging.LogRecord] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen to errors alone."""
        super().__init__(logging.ERROR)

    def emit(self, record: logging.LogRecord) -> None:
        """Note a mistake."""
        self.records.append(record)

    __hash__ = object.__hash__


@dataclass
class Door:
    """The app, with verification or without."""

    client: FlaskClient
    inner: webservice.Door
    """What the client reaches, as the server asks it on its event loop."""
    authority: Authority
    mistakes: Mistakes
    seen: Counter[int] = field(default_factory=Counter)

    @classmethod
    def make(cls, authority: Authority, mistakes: Mistakes, *, verify: bool) -> Self:
        """Wire the real skill, with an authority of ours in Amazon's place."""
        until = now() + timedelta(days=2)
        leaf = authority.intermediate_issuer.sign_for(authority.key, until=until)
        chain = pem(leaf, authority.intermediate)
        verifier = AlexaSignatureVerifier(lambda _: chain, [authority.root])
        settings = Settings(skill_id=SKILL_ID if verify else None, verify=verify)
        app: Flask = create_app(settings, store=open_store("sqlite://"), verifier=verifier)
        assert isinstance(app.wsgi_app, Doorway)
        return cls(app.test_client(), app.wsgi_app.door, authority, mistakes)

    def send(self, body: bytes, headers: dict[str, str] | None = None) -> None:
        """Send a body, and raise FoundError for an answer that is none of the two there may be."""
        answer = self.client.post("/alexa", data=body, headers=headers)
        self._look(body, headers, answer.status_code, answer.data)

    def promptly(self, body: bytes) -> None:
        """Send a body to the door itself, as the server does that needs no thread."""
        answer = self.inner.answer({}, body)
        self._look(body, None, answer.status, answer.body)

    def _look(self, body: bytes, headers: dict[str, str] | None, status: int, data: bytes) -> None:
        self.seen[int(status)] += 1
        if status == 400:
            wrong = "a refusal says something" if data else ""
        elif status == 200:
            wrong = "; ".join(faults(_read(data)))
        else:
            wrong = f"status {status}"
        if b"Traceback" in data:
            wrong = "a traceback in the answer"
        if self.mistakes.records:
            wrong = wrong or logging.Formatter().format(self.mistakes.records[0])
            self.mistakes.records.clear()
        if wrong:
            message = f"{wrong}, to {body[:2000]!r} with {headers}"
            raise FoundError(message)

    def signed(self, body: bytes) -> None:
        """Send a body that is signed as it is."""
        self.send(body, self.authority.signed(body))


def now() -> datetime:
    """Give the time: requests are to be fresh."""
    return datetime.now(UTC)  # noqa: TID251 - what is fuzzed checks that a request is fresh


def _read(body: bytes) -> object:
    try:
        document: object = json.loads(body)
    except ValueError:
        return None
    return document
