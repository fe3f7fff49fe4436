"""The store in an SQL database: what is done there, in which order. How it is done is in each database's own file."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum
from typing import Any

from skill.errors import ConflictError, StoreError
from skill.store.base import PERSON, Remembered, first_version

HEAD = "0001"
"""The last migration."""

AFTER_PERSON = chr(ord(PERSON) + 1)
"""The persons of an account are everything from its id and `PERSON` up to this."""

Found = tuple[Sequence[Sequence[Any]], int]
"""The rows, where rows were asked for, and how many were changed."""


class Does(Enum):
    """What a statement does; `skill.store.statements` has the statements themselves."""

    LOAD = "load"
    ADD = "add"
    REPLACE = "replace"
    ERASE = "erase"
    ERASE_HOUSEHOLD = "erase household"
    HOUSEHOLD = "household"


class SqlStore(ABC):
    """The `Store` in a database where each statement commits by itself; every call is one statement."""

    errors: tuple[type[Exception], ...]
    """What a database that doesn't answer raises."""

    def __init__(self, name: str, remedies: Mapping[str, str]) -> None:
        """Take what to call the database, and remedies: what to do when an error says so, in words that it uses."""
        self._name = name
        self._remedies = remedies

    @abstractmethod
    def carry_out(self, what: Does, values: Mapping[str, Any]) -> Found:
        """Carry out a statement, in a transaction of its own. Raises one of `errors`."""

    def load(self, listener: str) -> Remembered:
        """Keep the promise of `Store.load`."""
        rows, _ = self._answer(Does.LOAD, {"mine": listener})
        return Remembered(*rows[0]) if rows else Remembered(None, 0)

    def save(self, listener: str, progress: str, *, expected_version: int) -> int:
        """Keep the promise of `Store.save`."""
        if expected_version:
            version = expected_version + 1
            _, saved = self._answer(Does.REPLACE, {"mine": listener, "new": progress, "expected": expected_version})
        else:
            version = first_version()
            _, saved = self._answer(Does.ADD, {"listener": listener, "progress": progress, "version": version})
        if saved != 1:
            raise ConflictError
        return version

    def household(self, account: str) -> tuple[str, ...]:
        """Keep the promise of `Store.household`."""
        rows, _ = self._answer(Does.HOUSEHOLD, _range(account))
        return tuple(listener for (listener,) in rows)

    def erase(self, listener: str, *, household: bool = False) -> None:
        """Keep the promise of `Store.erase`."""
        if household:
            self._answer(Does.ERASE_HOUSEHOLD, _range(listener))
        else:
            self._answer(Does.ERASE, {"mine": listener})

    def ping(self) -> None:
        """Keep the promise of `Store.ping`: write nothing, as nobody has an empty id."""
        self._answer(Does.ERASE, {"mine": ""})

    @contextmanager
    def translating(self) -> Iterator[None]:
        """Raise StoreError, with what to do, in place of the database's own error."""
        try:
            yield
        except self.errors as error:
            raise self._told(error) from error

    def _answer(self, what: Does, values: Mapping[str, Any]) -> Found:
        try:
            return self.carry_out(what, values)
        except self.errors as error:
            raise self._told(error) from error

    def _told(self, error: Exception) -> StoreError:
        reason = str(getattr(error, "orig", None) or error).partition("\n")[0]
        otherwise = "Look whether it is there, has room, and lets this process write."
        remedy = next((told for words, told in self._remedies.items() if words in reason), otherwise)
        return StoreError(f"The store {self._name} does not answer: {reason}. {remedy}")


def _range(account: str) -> dict[str, str]:
    return {"mine": account, "from_": f"{account}{PERSON}", "to": f"{account}{AFTER_PERSON}"}
