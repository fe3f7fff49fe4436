"""A store that may be down: asked once too often by nobody, and found again when it's back. No clock but this one."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from skill.errors import ConflictError, LeftoverError, StoreError
from skill.store.base import Store
from skill.store.patience import Attempt, Patient

from .flaky import Flaky


@dataclass
class Bench:
    """A flaky store, patience with it, and what happened."""

    flaky: Flaky = field(default_factory=Flaky)
    watching: list[Attempt] = field(default_factory=list)
    back: list[Store] = field(default_factory=list)
    goes_down: bool = False
    """Whether the store does so while what waited is done."""

    def __post_init__(self) -> None:
        self.patient = Patient(
            self.flaky,
            when_back=self._when_back,
            watch=self.watching.append,
            clock=lambda: self.flaky.now_s,
        )

    def _when_back(self, store: Store) -> bool:
        self.back.append(store)
        return not self.goes_down


@pytest.fixture
def bench() -> Bench:
    """Give a store that answers, and patience with it."""
    return Bench()


CALLS: dict[str, Callable[[Store], object]] = {
    "load": lambda store: store.load("ann"),
    "save": lambda store: store.save("ann", "a", expected_version=0),
    "household": lambda store: store.household("ann"),
    "erase": lambda store: store.erase("ann", household=True),
    "ping": lambda store: store.ping(),
}


@pytest.mark.parametrize("call", CALLS)
def test_a_store_that_answers(bench: Bench, call: str) -> None:
    """Every call is handed on, once, and nobody watches."""
    CALLS[call](bench.patient)
    assert (bench.flaky.asked, bench.watching) == ([call], [])


@pytest.mark.parametrize("call", CALLS)
def test_a_store_that_is_down(bench: Bench, call: str, caplog: pytest.LogCaptureFixture) -> None:
    """One call finds out; from then on every call fails at once and asks nobody. One line tells the operator."""
    bench.flaky.down = True
    for each in (call, *CALLS):
        with pytest.raises(StoreError, match="it fell over"):
            CALLS[each](bench.patient)
    assert (bench.flaky.asked, len(bench.watching)) == ([call], 1)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "Put it up again." in caplog.text
    assert "/healthz says 503" in caplog.text
    assert "ann" not in caplog.text


def test_a_store_that_comes_back(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """An attempt that fails leaves all as it is; in one that succeeds what waited is done, and then the way opens."""
    bench.flaky.down = True
    with pytest.raises(StoreError):
        bench.patient.ping()
    (attempt,) = bench.watching
    assert not attempt()
    bench.flaky.down, bench.flaky.now_s = False, bench.flaky.now_s + 61
    assert bench.back == []
    assert attempt()
    assert bench.back == [bench.flaky]
    bench.patient.load("ann")
    assert bench.flaky.asked == ["ping"] * 3 + ["load"]
    assert caplog.messages[1:] == ["the store answers again, after 61 seconds"]


def test_what_failed_just_before_the_store_was_back(bench: Bench) -> None:
    """It may be noted just after what waited has been done, and is done a second later."""
    bench.flaky.down = True
    with pytest.raises(StoreError):
        bench.patient.ping()
    bench.flaky.down = False
    assert bench.watching[0]()
    once_more = bench.watching[1]
    assert once_more()
    assert (bench.back, len(bench.watching)) == ([bench.flaky, bench.patient], 2)


def test_down_again_before_what_waited_is_done(bench: Bench) -> None:
    """Nobody else is let in, and the same is tried again."""
    bench.flaky.down, bench.goes_down = True, True
    with pytest.raises(StoreError):
        bench.patient.ping()
    bench.flaky.down = False
    assert not bench.watching[0]()
    with pytest.raises(StoreError):
        bench.patient.ping()
    bench.goes_down = False
    assert bench.watching[0]()
    bench.patient.ping()


def test_a_store_that_goes_down_again(bench: Bench) -> None:
    """A second outage is watched like the first."""
    bench.flaky.down = True
    with pytest.raises(StoreError):
        bench.patient.ping()
    bench.flaky.down = False
    bench.watching.pop()()
    bench.watching.clear()
    bench.flaky.down = True
    with pytest.raises(StoreError):
        bench.patient.ping()
    assert bench.watching == [bench.patient.try_again]


def test_a_store_that_is_slow(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """An answer after more than two seconds still counts; but nobody else waits as long."""
    bench.flaky.takes_s = 2.1
    assert bench.patient.load("ann").version == 0
    with pytest.raises(StoreError, match="too slowly"):
        bench.patient.save("ann", "a", expected_version=0)
    assert bench.flaky.asked == ["load"]
    assert "Look at what keeps it busy." in caplog.text


def test_a_conflict_is_no_failure(bench: Bench) -> None:
    """Somebody else who saves first means that the store answers."""
    with pytest.raises(ConflictError):
        bench.patient.save("ann", "a", expected_version=7)
    assert bench.watching == []
    bench.patient.ping()


def test_what_is_left_in_a_log_is_no_failure(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever erases is told; everybody else is answered, and one watch sees to it until nothing is left."""
    bench.flaky.leaves = True
    for _ in range(2):
        with pytest.raises(LeftoverError):
            bench.patient.erase("ann")
    bench.patient.ping()
    assert bench.patient.load("bob").version == 0
    (attempt,) = bench.watching
    bench.flaky.down = True
    assert not attempt()
    bench.flaky.down = False
    assert not attempt()
    bench.flaky.leaves = False
    assert attempt()
    assert caplog.messages == [
        "The log still holds what was erased. Until nothing is left, the coach tries that every second.",
        "nothing that was erased is left in the store's log any more",
    ]
    bench.flaky.leaves = True
    with pytest.raises(LeftoverError):
        bench.patient.erase("ann")
    assert bench.watching == [attempt] * 2


def test_back_with_something_left_in_its_log(bench: Bench) -> None:
    """The way opens, and what is left is seen to after that."""
    bench.flaky.down = True
    with pytest.raises(StoreError):
        bench.patient.ping()
    bench.flaky.down, bench.flaky.leaves = False, True
    (back,) = bench.watching
    assert back()
    bench.patient.load("ann")
    once_more = bench.watching[1]
    assert once_more()
    bench.flaky.leaves = False
    assert bench.watching[2]()
    assert len(bench.watching) == 3
