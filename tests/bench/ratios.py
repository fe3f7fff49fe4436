"""The benchmark: who is measured, in which order, and what comes of it beside the goals."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.bench import nodejs, ours, rivals
from tests.bench.client import Answer
from tests.bench.inside import Called
from tests.bench.measuring import Contender, cold_s, latencies_ms, per_second, refused, says_something, trains
from tests.bench.processes import Server
from tests.bench.report import Figures
from tests.bench.signed import Alexa, Request, attributes_of, listeners

ROUNDS = 15
TURNS = 40
"""In a round, of each contender, on the same requests."""
LATENCIES = 1000
SPEED_ROUNDS = 7
"""How often one server after the other answers as fast as it can."""
COLD_STARTS = 5

GUNICORN = (sys.executable, "-m", "gunicorn", "--workers", "1", "--bind", "127.0.0.1:{port}")

Tell = Callable[[str], None]


@dataclass
class Bench:
    """One run."""

    alexa: Alexa
    folder: Path
    tell: Tell
    missing: str = ""
    """Why Node is not among the contenders; empty where it is."""
    contenders: dict[str, Contender] = field(default_factory=dict)

    def run(self) -> Figures:
        """Measure everything; takes a minute or two."""
        for contender in self._contenders():
            self.contenders[contender.letter] = contender
        cold = self._cold_starts()
        figures = Figures(self.missing, cold_s=cold)
        with ExitStack() as running:
            for contender in self.contenders.values():
                running.enter_context(contender.server)
            self._rounds()
            figures.turns_ms = {letter: one.turns_ms for letter, one in self.contenders.items()}
            figures.forged_ms = {letter: one.forged_ms for letter, one in self.contenders.items() if one.forged_ms}
            self._speed(figures)
            figures.resident_mib = {letter: one.server.resident_mib() for letter, one in self.contenders.items()}
        figures.inside_ms, figures.inside_forged_ms = self._inside()
        return figures

    def _contenders(self) -> Iterator[Contender]:
        yield self._contender("A", (*GUNICORN, "tests.bench.rivals:documented()"), says_something)
        yield self._contender("B", (*GUNICORN, "tests.bench.rivals:unverified()"), says_something)
        yield self._contender("C", (*GUNICORN, "tests.bench.rivals:constant()"), says_something)
        served = nodejs.command()
        if isinstance(served, str):
            self.missing = served
        else:
            yield self._contender("D", served, says_something)
        yield self._contender("us", (*GUNICORN, "tests.bench.ours:app()"), trains)
        yield self._contender("us*", (sys.executable, "-m", "tests.bench.served", "{port}"), trains)

    def _contender(self, letter: str, command: Sequence[str], check: Callable[[Answer], None]) -> Contender:
        environ = {**os.environ, "BACK_COACH_STORE": f"sqlite:///{self.folder}/{letter}.sqlite"}
        # Compiled files for everybody, as an installation writes them, and not only where somebody has installed.
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        environ["PYTHONPYCACHEPREFIX"] = str(self.folder / "compiled")
        return Contender(letter, Server(letter, command, environ), check)

    def _cold_starts(self) -> dict[str, list[float]]:
        taken: dict[str, list[float]] = {"A": [], "us*": []}
        for number in range(COLD_STARTS + 1):
            self.tell(f"cold start {number} of {COLD_STARTS}" if number else "a start that compiles")
            for letter, times in taken.items():
                server = self.contenders[letter].server
                check = says_something if letter == "A" else _begins
                request = self.alexa.asks_for_a_routine(*listeners(f"cold{number}", 1))
                times.append(cold_s(Contender(letter, server, check), request))
        return {letter: times[1:] for letter, times in taken.items()}

    def _rounds(self) -> None:
        for number in range(ROUNDS):
            self.tell(f"round {number + 1} of {ROUNDS}")
            ready = self._ready(f"round{number}", TURNS, *self._own())
            for one in self.contenders.values():
                one.take(ready)
            forged = [request.forged for request in ready]
            for one in self._own():
                one.refuse(forged)

    def _speed(self, figures: Figures) -> None:
        own, theirs = self.contenders["us*"], self.contenders["A"]
        self.tell("latency and throughput")
        taken = latencies_ms(own, self._ready("latency", LATENCIES, own))
        figures.p99_ms = taken[int(len(taken) * 0.99)]
        figures.throughput = median(self._times_as_fast(own, theirs, number) for number in range(SPEED_ROUNDS))

    def _times_as_fast(self, own: Contender, theirs: Contender, number: int) -> float:
        ready = self._ready(f"speed{number}", 8 * TURNS, own)
        return per_second(own, ready) / per_second(theirs, ready[:TURNS])

    def _inside(self) -> tuple[dict[str, list[float]], list[float]]:
        os.environ["BACK_COACH_STORE"] = f"sqlite:///{self.folder}/inside.sqlite"
        us = Called(ours.app(), trains)
        apps = {"A": Called(rivals.documented(), says_something), "B": Called(rivals.unverified(), says_something)}
        forging = Called(us.app, refused)
        taken: dict[str, list[float]] = {letter: [] for letter in (*apps, "us")}
        forged: list[float] = []
        for number in range(ROUNDS):
            self.tell(f"in process, round {number + 1} of {ROUNDS}")
            ready = self._ready(f"inside{number}", TURNS, us)
            for letter, called in (*apps.items(), ("us", us)):
                taken[letter].append(called.take(ready))
            forged.append(forging.take([request.forged for request in ready]))
        return taken, forged

    def _own(self) -> tuple[Contender, ...]:
        return self.contenders["us"], self.contenders["us*"]

    def _ready(self, name: str, count: int, *own: Contender | Called) -> list[Request]:
        """Give the requests to measure with, once our own servers have remembered who will send them."""
        names = listeners(name, count)
        answers: list[Answer] = []
        for listener in names:
            request = self.alexa.asks_for_a_routine(listener)
            answers = [(one.client.post if isinstance(one, Contender) else one.post)(request) for one in own]
        attributes = attributes_of(answers[0].body)
        return [self.alexa.is_ready(listener, attributes) for listener in names]


def _begins(answer: Answer) -> None:
    """Expect the description of the routine."""
    if attributes_of(answer.body)["phase"] != "briefed":
        raise AssertionError(answer)
