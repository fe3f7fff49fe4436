"""The figures of a run, as tables: what each contender spends, and what that is of the others, beside the goals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

TITLES = {
    "A": "the SDK as documented, verified",
    "B": "the same without verification",
    "C": "bare Flask, a constant",
    "D": "Node: ask-sdk-express-adapter, verified",
    "us": "Back Coach, verified, with SQLite",
    "us*": "Back Coach, as `serve` runs it",
}
SERVERS = {"D": "express", "us*": "granian"}

Series = dict[str, list[float]]


@dataclass
class Figures:
    """What was measured; times in milliseconds of the servers' CPU, one for each round."""

    missing: str
    cold_s: Series
    turns_ms: Series = field(default_factory=dict)
    forged_ms: Series = field(default_factory=dict)
    inside_ms: Series = field(default_factory=dict)
    inside_forged_ms: list[float] = field(default_factory=list)
    resident_mib: dict[str, float] = field(default_factory=dict)
    p99_ms: float = 0
    throughput: float = 0
    """Of ours in A's."""

    def ratio(self, series: Series, letter: str, other: str) -> float | None:
        """Give the median of what one is of another, round by round; None without the other."""
        return _ratio(series.get(letter, ()), series.get(other, ()))

    def lines(self) -> Iterator[str]:
        """Give the tables."""
        yield "CPU of the server's processes per turn, over HTTP: medians of rounds that alternate on the same requests"
        yield f"{'':<6}{'':<42}{'server':<10}{'ms':>8}{'of A':>8}{'of B':>8}{'of C':>8}{'of D':>8}{'MiB':>7}"
        for letter in self.turns_ms:
            yield self._row(letter)
        if self.missing:
            yield f"{'D':<6}{TITLES['D']:<42}missing: {self.missing}"
        yield f"in process, without sockets: A {_ms(self.inside_ms['A'])}, B {_ms(self.inside_ms['B'])}, "
        yield f"us {_ms(self.inside_ms['us'])}, a forged request refused {_ms(self.inside_forged_ms)}"
        yield ""
        yield f"{'goal':<62}{'at most':>9}{'is':>9}"
        for goal in self._goals():
            yield str(goal)

    def _row(self, letter: str) -> str:
        ratios = [self.ratio(self.turns_ms, letter, other) for other in "ABCD"]
        row = "".join(f"{'' if ratio is None else f'{ratio:.3f}':>8}" for ratio in ratios)
        title, server = TITLES[letter], SERVERS.get(letter, "gunicorn")
        memory = self.resident_mib[letter]
        return f"{letter:<6}{title:<42}{server:<10}{median(self.turns_ms[letter]):>8.3f}{row}{memory:>7.0f}"

    def _goals(self) -> Iterator["Goal"]:
        turns, inside, forged = self.turns_ms, self.inside_ms, self.forged_ms
        yield Goal("over HTTP, of A", 0.10, self.ratio(turns, "us", "A"))
        yield Goal("over HTTP, of B", 0.70, self.ratio(turns, "us", "B"))
        yield Goal("over HTTP, of C", 2.3, self.ratio(turns, "us", "C"))
        yield Goal("on the production server, of A", 0.07, self.ratio(turns, "us*", "A"))
        yield Goal("on the production server, of D", 0.85, self.ratio(turns, "us*", "D"))
        yield Goal("in process, of A", 0.06, self.ratio(inside, "us", "A"))
        yield Goal("in process, of B", 0.60, self.ratio(inside, "us", "B"))
        yield Goal("a forged request refused, over HTTP, of A's turn", 0.03, _ratio(forged["us"], turns["A"]))
        yield Goal("the same on the production server", 0.03, _ratio(forged["us*"], turns["A"]))
        yield Goal("the same in process", 0.03, _ratio(self.inside_forged_ms, inside["A"]))
        yield Goal("p99 on one connection, ms", 8, self.p99_ms)
        yield Goal("cold start to the first signed answer, of A's", 0.75, _ratio(self.cold_s["us*"], self.cold_s["A"]))
        yield Goal("resident memory per worker, of A's", 1, self.resident_mib["us*"] / self.resident_mib["A"])
        yield Goal("throughput on two connections, of A's (at least)", 9, self.throughput, least=True)


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure beside what it should be."""

    name: str
    bound: float
    figure: float | None
    least: bool = False

    def __str__(self) -> str:
        """Give the line, with the verdict."""
        if self.figure is None:
            return f"{self.name:<62}{self.bound:>9}{'unknown':>9}"
        reached = self.figure >= self.bound if self.least else self.figure <= self.bound
        return f"{self.name:<62}{self.bound:>9}{self.figure:>9.3f}  {'reached' if reached else 'MISSED'}"


def _ratio(values: Sequence[float], others: Sequence[float]) -> float | None:
    pairs = list(zip(values, others, strict=False))
    return median(value / other for value, other in pairs) if pairs else None


def _ms(values: Sequence[float]) -> str:
    return f"{median(values):.3f} ms"
