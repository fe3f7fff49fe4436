"""The store's contract, and the one place that knows which implementation a URL means."""

from dataclasses import dataclass
from typing import Protocol

from skill.errors import SettingError


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


def open_store(url: str) -> Store:
    """Open the store a URL names, creating its table where there is none. A process that forks opens it afterwards.

    ``sqlite:///path`` is a file in a folder that exists, ``sqlite://`` is memory, gone when the process ends.
    Raises SettingError for a URL that names no store, and StoreError when the store doesn't answer.
    """
    scheme = url.partition("://")[0]
    if scheme != "sqlite":
        message = (
            f"BACK_COACH_STORE: there is no {scheme!r} store; write for example sqlite:////var/lib/back-coach.sqlite."
        )
        raise SettingError(message)
    from skill.store.sql import SqlStore  # noqa: PLC0415 (only the store in use loads its libraries)

    return SqlStore(url)
