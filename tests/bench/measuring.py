"""What is measured of each contender, turn by turn on the same requests, and every answer looked at."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.bench.client import Answer, Client
from tests.bench.processes import Server
from tests.bench.signed import Request

Post = Callable[[Request], Answer]


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
    title: str
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
        answers, began = [], self.server.cpu_ns()
        for request in requests:
            answers.append(self.client.post(request))
        spent = self.server.cpu_ns() - began
        for answer in answers:
            check(answer)
        return spent / len(requests) / 1e6


def latencies_ms(post: Post, requests: Sequence[Request]) -> list[float]:
    """Give how long each answer took, in order of length."""
    taken = []
    for request in requests:
        began = time.perf_counter()
        trains(post(request))
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)
