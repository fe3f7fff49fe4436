"""The store in a file, or in memory, by SQLite: the default, which needs no set-up."""

import sqlite3
import time
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Self

from sqlalchemy import URL, Engine, QueuePool, create_engine, event, make_url, text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from skill.errors import SettingError, StoreError
from skill.store.base import PATIENCE_S
from skill.store.schema import HEAD, revision, upgrade
from skill.store.sql import Found, SqlStore, Statement

LOCK_S = 2 * PATIENCE_S
"""How long a save may wait for others who write; loading waits for nobody, so that a turn has this once."""

PAUSES_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
"""Before each new attempt to set a file up: several processes may start at once."""

PRAGMAS = (
    "journal_mode = WAL",  # readers and a writer work at once
    # What has been answered outlives the process, however it ends; a power cut may take the last turns, never the file.
    # FULL would wait for the disk in every turn, some milliseconds, and take a tenth more CPU.
    "synchronous = NORMAL",
    "secure_delete = ON",  # what is erased or replaced is overwritten, in the file's free pages too
)

REMEDIES = {
    "database is locked": "Another program keeps the file locked; end it, or let servers share PostgreSQL instead.",
    "readonly": "Let this process write the file and its folder.",
    "disk is full": "Make room on the disk.",
    "not a database": "The file is something else: name another in BACK_COACH_STORE.",
}


EMPTY_LOG = text("PRAGMA wal_checkpoint(TRUNCATE)")
"""Gives a row that begins with 1 where somebody reads what the log still holds."""


class SqliteStore(SqlStore):
    """The `Store` in the file a URL names, set up when it is opened. One machine's processes may share it."""

    errors = (SQLAlchemyError, sqlite3.Error)

    def __init__(self, url: str) -> None:
        self._file_engine = _engine(_url(url))
        self._statements: dict[Statement, _Compiled] = {}
        self._idle: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        """Connections that nobody uses."""
        self._in_memory = _in_memory(self._file_engine.url)
        self._to_empty = False
        """True while the log may still hold what was erased."""
        super().__init__(self._file_engine, insert, REMEDIES)
        with self.translating():
            _set_up(self._file_engine, PAUSES_S)
            self._idle.put(self._connection())
        weakref.finalize(self, _close, self._idle)

    def once(self, statement: Statement, values: Mapping[str, Any]) -> Found:
        """Carry out a statement of SQLAlchemy's that was compiled once, on a connection of the driver's own.

        Through SQLAlchemy's pool the two statements of a turn took 0.25 ms of CPU and take 0.17; through its engine it
        would be five times as much.
        """
        compiled = self._statements.get(statement)
        if compiled is None:
            compiled = self._statements[statement] = _Compiled.of(statement, self._file_engine)
        connection = self._borrowed()
        try:
            cursor = connection.execute(compiled.text, compiled.given(values))
            # To the last row, or else the next who borrows the connection would read as of now, whatever is saved.
            return cursor.fetchall(), cursor.rowcount
        finally:
            self._idle.put(connection)

    def erase(self, listener: str, *, household: bool = False) -> None:
        """Keep the promise of `Store.erase`: empty the write-ahead log as well, which holds what was saved lately."""
        super().erase(listener, household=household)
        if not self._emptied():
            message = (
                f"The store {self._file_engine.url.render_as_string()} has erased, but its -wal file still holds "
                "what was erased, since somebody kept reading: erase again."
            )
            raise StoreError(message)

    def ping(self) -> None:
        """Keep the promise of `Store.ping`, and make up for an erasure that could not empty the log."""
        super().ping()
        if self._to_empty:
            self._emptied()

    def _emptied(self) -> bool:
        with self.translating():
            rows, _ = self.once(EMPTY_LOG, {})
        self._to_empty = bool(rows[0][0])
        return not self._to_empty

    def _borrowed(self) -> sqlite3.Connection:
        """Give a connection to one thread: an idle one, or one more; of memory there is but one, to be waited for."""
        try:
            return self._idle.get(block=self._in_memory, timeout=PATIENCE_S)
        except Empty:
            if self._in_memory:
                message = "others keep it busy"
                raise sqlite3.OperationalError(message) from None
            return self._connection()

    def _connection(self) -> sqlite3.Connection:
        fairy = self._file_engine.raw_connection()
        connection: sqlite3.Connection = fairy.driver_connection  # type: ignore[assignment] # the driver is sqlite3
        fairy.detach()
        return connection


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement in SQLite's words."""

    text: str
    places: tuple[str, ...]
    """The name of the value that belongs to each question mark."""
    constants: Mapping[str, Any]
    """The values that the statement itself holds."""

    @classmethod
    def of(cls, statement: Statement, engine: Engine) -> Self:
        compiled = statement.compile(engine)
        constants = {name: value for name, value in compiled.params.items() if value is not None}
        return cls(compiled.string, tuple(compiled.positiontup or ()), constants)

    def given(self, values: Mapping[str, Any]) -> list[Any]:
        """Give the values in their places."""
        every = {**self.constants, **values}
        return [every[name] for name in self.places]


def _close(idle: "SimpleQueue[sqlite3.Connection]") -> None:
    while not idle.empty():
        idle.get().close()


def migrate(url: str) -> tuple[str | None, str | None]:
    """Set a file up, or bring it up to date; give the migration it had and the one it has."""
    engine = _engine(_url(url))
    with SqlStore(engine, insert, REMEDIES).translating():
        before = revision(engine)
        _set_up(engine, PAUSES_S)
        return before, revision(engine)


def _set_up(engine: Engine, pauses_s: tuple[float, ...]) -> None:
    """Bring the file up to date. SQLite refuses some of those who set up a new file at once, so try again."""
    try:
        if revision(engine) != HEAD:
            upgrade(engine)
    except DBAPIError:
        if not pauses_s:
            raise
        time.sleep(pauses_s[0])
        _set_up(engine, pauses_s[1:])


def _url(written: str) -> URL:
    """Parse a URL that has a path and nothing else."""
    try:
        url = make_url(written)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url != URL.create("sqlite", database=url.database):
        message = "BACK_COACH_STORE is not understood: write for example sqlite:////var/lib/back-coach.sqlite."
        raise SettingError(message)
    return url


def _engine(url: URL) -> Engine:
    """Give an engine that keeps one connection: of memory, that one is the memory."""
    if not _in_memory(url):
        _refuse_missing(Path(url.database or "").absolute().parent)
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=1,
        pool_reset_on_return=None,
        connect_args={"timeout": LOCK_S, "check_same_thread": False},
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _in_memory(url: URL) -> bool:
    return url.database in {None, "", ":memory:"}


def _refuse_missing(folder: Path) -> None:
    if not folder.is_dir():
        message = f"The store's folder {folder} does not exist: create it, or change BACK_COACH_STORE."
        raise StoreError(message)


def _set_pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
