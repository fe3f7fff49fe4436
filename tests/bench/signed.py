"""Requests as Alexa signs them, by a throwaway authority that stands for Amazon for as long as the benchmark runs."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from skill.alexa.signers import platform_roots
from skill.simulator.envelope import Echo, Session, envelope, intent_request
from skill.simulator.samples import SlotMatch
from tests.alexa.authority import Authority, pem

SKILL_ID = "amzn1.ask.skill.benchmark"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """A body and the headers that prove it."""

    headers: Mapping[str, str]
    body: bytes

    @property
    def forged(self) -> "Request":
        """The same with another body, which nobody signed."""
        return Request(self.headers, self.body.replace(b"amzn1.echo-api", b"amzn2.echo-api"))


@dataclass(frozen=True)
class Alexa:
    """Signs requests, each of its own listener."""

    folder: Path
    authority: Authority = field(default_factory=Authority)

    def environ(self) -> dict[str, str]:
        """Write the files that say whom to trust, and give the variables that name them."""
        until = _now() + timedelta(days=2)
        leaf = self.authority.intermediate_issuer.sign_for(self.authority.key, until=until)
        bundle, chain = self.folder / "roots.pem", self.folder / "chain.pem"
        chain.write_bytes(pem(leaf, self.authority.intermediate))
        bundle.write_bytes(pem(*platform_roots(), self.authority.root))
        root = self.folder / "root.pem"
        root.write_bytes(pem(self.authority.root))
        settings = {"BACK_COACH_SKILL_ID": SKILL_ID, "BENCH_CHAIN": str(chain), "BENCH_ROOT": str(root)}
        return {**os.environ, "SSL_CERT_FILE": str(bundle), **settings}

    def asks_for_a_routine(self, listener: str) -> Request:
        """Give the first request of a listener: a beginner routine at home."""
        slots = (
            SlotMatch("level", "beginner", (("beginner", "beginner"),)),
            SlotMatch("place", "home", (("home", "home"),)),
        )
        return self.signed(listener, Session(), intent_request("RoutineIntent", slots, (), SKILL_ID))

    def is_ready(self, listener: str, attributes: Mapping[str, Any]) -> Request:
        """Give the second one: ready to train, with what the first answer left in the session."""
        return self.signed(listener, Session(attributes, new=False), intent_request("ReadyIntent", (), (), SKILL_ID))

    def signed(self, listener: str, session: Session, asked: Json) -> Request:
        """Give a request of a listener, signed now."""
        body = json.dumps(envelope(Echo(SKILL_ID, listener, "echo", screen=True), session, asked, _now())).encode()
        return Request({**self.authority.signed(body), "Content-Type": "application/json"}, body)


def attributes_of(answer: bytes) -> Mapping[str, Any]:
    """Give what an answer leaves in the session."""
    attributes: Mapping[str, Any] = json.loads(answer)["sessionAttributes"]
    return attributes


def listeners(prefix: str, count: int) -> Sequence[str]:
    """Give ids as long as Alexa's."""
    return [f"amzn1.ask.account.{prefix}.{number:06}".ljust(200, "A") for number in range(count)]


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - what is measured checks that a request is fresh
