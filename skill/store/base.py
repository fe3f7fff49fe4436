"""The store's contract, written once for every implementation."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a store holds about one listener."""

    progress: str | None
    """JSON text, exactly as saved; None when nothing is stored."""
    version: int
    """0 when nothing is stored; otherwise a number to hand back to `Store.save`, another one after every save."""


class Store(Protocol):
    """Remembers one text for each listener, across sessions, processes and devices.

    Every method may be called from any thread; what it did is seen by every call that begins after it returned.
    When the store doesn't answer within a few seconds, each raises StoreError with a message for the operator, never an
    error of the database's own. No message contains a listener or their progress.
    """

    def load(self, listener: str) -> Remembered:
        """Give what was saved last; of a listener never seen, nothing at version 0."""
        ...

    def save(self, listener: str, progress: str, *, expected_version: int) -> None:
        """Replace what was loaded at ``expected_version``.

        Raises ConflictError, and changes nothing, when it was saved or erased in between.
        """
        ...

    def erase(self, listener: str) -> None:
        """Forget the listener; nothing to forget is fine."""
        ...

    def ping(self) -> None:
        """Return when the store answers."""
        ...
