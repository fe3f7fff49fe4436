"""A store that can be down or slow, as a test wishes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from skill.errors import LeftoverError, StoreError
from skill.store import open_store
from skill.store.base import Remembered, Store

Result = TypeVar("Result")


@dataclass
class Flaky:
    """A store in front of another, with a clock of its own."""

    store: Store = field(default_factory=lambda: open_store("sqlite://"))
    now_s: float = 1000.0
    down: bool = False
    leaves: bool = False
    """Whether what it erases stays in its log."""
    takes_s: float = 0.0
    asked: list[str] = field(default_factory=list)

    def load(self, listener: str) -> Remembered:
        """Load."""
        return self._ask("load", lambda: self.store.load(listener))

    def save(self, listener: str, progress: str, *, expected_version: int) -> int:
        """Save."""
        return self._ask("save", lambda: self.store.save(listener, progress, expected_version=expected_version))

    def household(self, account: str) -> tuple[str, ...]:
        """List."""
        return self._ask("household", lambda: self.store.household(account))

    def erase(self, listener: str, *, household: bool = False) -> None:
        """Erase."""
        self._ask("erase", lambda: self.store.erase(listener, household=household))
        self._leave()

    def ping(self) -> None:
        """Answer."""
        self._ask("ping", self.store.ping)
        self._leave()

    def _leave(self) -> None:
        if self.leaves:
            message = "The log still holds what was erased."
            raise LeftoverError(message)

    def _ask(self, what: str, do: Callable[[], Result]) -> Result:
        self.asked.append(what)
        self.now_s += self.takes_s
        if self.down:
            message = "The store does not answer: it fell over. Put it up again."
            raise StoreError(message)
        return do()
