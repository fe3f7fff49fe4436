"""What is measured of each contender, turn by turn on the same requests, and every answer looked at."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.bench.client import Answer, Client, wire
from tests.bench.processes import Server
from tests.bench.signed import Request

OK = 200

BEATS = 11
"""Of the warm-up, with which the routine begins."""


class WrongAnswerError(Exception):
    """An answer that is not the one measured: a fast apology looks like a fast skill."""


def says_something(answer: Answer) -> None:
    """Expect the words that the rivals say."""
    if answer.status != OK or b"Hello World" not in answer.body:
        raise WrongAnswerError(answer)


def trains(answer: Answer) -> None:
    """Expect the first block of the beginner routine: speech, a timeline of many beats, and the question at its end."""
    document: Any = json.loads(answer.body) if answer.status == OK else {}
    response: Any = document.get("response", {})
    played = [one["datasources"]["payload"] for one in response.get("directives", ())]
    beats = [len(payload["beats"]) for payload in played if "torso lifts" in payload["ask"]]
    if beats != [BEATS] or document["sessionAttributes"]["phase"] != "playing":
        raise WrongAnswerError(answer)


def refused(answer: Answer) -> None:
    """Expect an empty 400."""
    if answer != Answer(400, b""):
        raise WrongAnswerError(answer)


@dataclass
class Contender:
    """A server under measurement, and what its answers are like."""

    letter: str
    server: Server
    check: Callable[[Answer], None]
    turns_ms: list[float] = field(default_factory=list)
    """CPU time per turn, one entry a round."""
    forged_ms: list[float] = field(default_factory=list)
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        """Connect later: the server is not started yet."""
        self.client = Client(self.server.connect)

    def take(self, requests: Sequence[Request]) -> None:
        """Have the requests answered, and note the CPU time of each."""
        self.turns_ms.append(self._spent_ms(requests, self.check))

    def refuse(self, requests: Sequence[Request]) -> None:
        """Have the requests refused, and note the CPU time of each."""
        self.forged_ms.append(self._spent_ms(requests, refused))

    def _spent_ms(self, requests: Sequence[Request], check: Callable[[Answer], None]) -> float:
        began = self.server.cpu_ns()
        answers = [self.client.post(request) for request in requests]
        spent = self.server.cpu_ns() - began
        for answer in answers:
            check(answer)
        return spent / len(requests) / 1e6


def latencies_ms(contender: Contender, requests: Sequence[Request]) -> list[float]:
    """Give how long each answer took on one connection, the shortest first."""
    taken: list[float] = []
    for request in requests:
        began = time.perf_counter()
        contender.check(contender.client.post(request))
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)


def cold_s(contender: Contender, request: Request) -> float:
    """Start a server, and give the seconds to its first answer to a signed request."""
    began = time.perf_counter()
    with contender.server:
        contender.check(Client(contender.server.connect).post(request))
        return time.perf_counter() - began


def per_second(contender: Contender, requests: Sequence[Request], connections: int = 2) -> float:
    """Give the answers a second over some connections at once, each with a request waiting for its answer."""
    clients = [Client(contender.server.connect) for _ in range(connections)]
    ready = [wire(request) for request in requests]
    answers: list[Answer] = []
    began = time.perf_counter()
    for number, request in enumerate(ready):
        client = clients[number % connections]
        if number >= connections:
            answers.append(client.receive())
        client.send(request)
    answers += [clients[number % connections].receive() for number in range(len(ready), len(ready) + connections)]
    taken = time.perf_counter() - began
    for answer in answers:
        contender.check(answer)
    return len(answers) / taken
