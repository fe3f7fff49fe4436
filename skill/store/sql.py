"""The store in an SQL database, by SQLAlchemy Core. What a database needs of its own is in its own file."""

import secrets
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any

from sqlalchemy import Delete, Engine, Insert, Select, Table, TextClause, Update, bindparam, delete, or_, select, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from skill.errors import ConflictError, StoreError
from skill.store.base import PATIENCE_S, PERSON, Remembered
from skill.store.schema import PROGRESS

VERSION_BITS = 48
"""Of the first version, drawn at random: what is saved after erasing must not pass for what was there before."""

AFTER_PERSON = chr(ord(PERSON) + 1)
"""The persons of an account are everything from its id and `PERSON` up to this."""

_mine = PROGRESS.c.listener == bindparam("mine")
_from, _to = PROGRESS.c.listener >= bindparam("from_"), PROGRESS.c.listener < bindparam("to")

LOAD = select(PROGRESS.c.progress, PROGRESS.c.version).where(_mine)
REPLACE = (
    update(PROGRESS)
    .where(_mine, PROGRESS.c.version == bindparam("expected"))
    .values(progress=bindparam("new"), version=PROGRESS.c.version + 1)
)
ERASE = delete(PROGRESS).where(_mine)
ERASE_HOUSEHOLD = delete(PROGRESS).where(or_(_mine, _from & _to))
HOUSEHOLD = select(PROGRESS.c.listener).where(or_(_mine, _from & _to)).order_by(PROGRESS.c.listener)

Statement = Select[Any] | Insert | Update | Delete | TextClause

Found = tuple[Sequence[Sequence[Any]], int]
"""The rows, where rows were asked for, and how many were changed."""

Inserting = Callable[[Table], Any]
"""A database's own ``insert``, which knows ``on_conflict_do_nothing``."""


class SqlStore:
    """The `Store` behind an engine that commits each statement by itself; every call is one statement."""

    errors: tuple[type[Exception], ...] = (SQLAlchemyError,)
    """What a database that doesn't answer raises."""

    def __init__(self, engine: Engine, inserting: Inserting, remedies: Mapping[str, str]) -> None:
        """Take remedies: what to do when an error says so, in words that the database uses."""
        self._engine = engine
        # Listeners who both begin at once are no error: the database would write the listener to its log.
        self._add: Insert = inserting(PROGRESS).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
        self._remedies = remedies
        weakref.finalize(self, engine.dispose)

    def load(self, listener: str) -> Remembered:
        """Keep the promise of `Store.load`."""
        rows, _ = self._execute(LOAD, {"mine": listener})
        return Remembered(*rows[0]) if rows else Remembered(None, 0)

    def save(self, listener: str, progress: str, *, expected_version: int) -> int:
        """Keep the promise of `Store.save`."""
        if expected_version:
            version = expected_version + 1
            replaced = {"mine": listener, "new": progress, "expected": expected_version}
            saved = self._count(REPLACE, replaced)
        else:
            version = secrets.randbits(VERSION_BITS) + 1
            saved = self._count(self._add, {"listener": listener, "progress": progress, "version": version})
        if saved != 1:
            message = "This progress was saved or erased since it was loaded; load it again."
            raise ConflictError(message)
        return version

    def household(self, account: str) -> tuple[str, ...]:
        """Keep the promise of `Store.household`."""
        rows, _ = self._execute(HOUSEHOLD, _range(account))
        return tuple(listener for (listener,) in rows)

    def erase(self, listener: str, *, household: bool = False) -> None:
        """Keep the promise of `Store.erase`."""
        if household:
            self._count(ERASE_HOUSEHOLD, _range(listener))
        else:
            self._count(ERASE, {"mine": listener})

    def ping(self) -> None:
        """Keep the promise of `Store.ping`: write nothing, as nobody has an empty id."""
        self._count(ERASE, {"mine": ""})

    def _count(self, statement: Statement, values: Mapping[str, Any]) -> int:
        return self._execute(statement, values)[1]

    def _execute(self, statement: Statement, values: Mapping[str, Any]) -> Found:
        began = monotonic()
        with self.translating():
            try:
                return self.once(statement, values)
            except DBAPIError as error:
                if not error.connection_invalidated or monotonic() - began > PATIENCE_S / 2:
                    raise
                # The connection broke while nobody used it, as when the database was started anew: take another.
                # Should the statement have been carried out all the same, then saving it again is a conflict.
                return self.once(statement, values)

    def once(self, statement: Statement, values: Mapping[str, Any]) -> Found:
        """Carry out a statement, in a transaction of its own."""
        with self._engine.connect() as connection:
            result = connection.execute(statement, values)
            return (result.all() if result.returns_rows else ()), result.rowcount

    @contextmanager
    def translating(self) -> Iterator[None]:
        """Raise StoreError, with what to do, in place of the database's own error."""
        try:
            yield
        except self.errors as error:
            reason = str(getattr(error, "orig", None) or error).partition("\n")[0]
            otherwise = "Look whether it is there, has room, and lets this process write."
            remedy = next((told for words, told in self._remedies.items() if words in reason), otherwise)
            message = f"The store {self._engine.url.render_as_string()} does not answer: {reason}. {remedy}"
            raise StoreError(message) from error


def _range(account: str) -> dict[str, str]:
    return {"mine": account, "from_": f"{account}{PERSON}", "to": f"{account}{AFTER_PERSON}"}
