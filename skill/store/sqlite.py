"""The store in a file, or in memory, by SQLite: the default, which needs no set-up."""

import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.compiler import SQLCompiler

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
    "synchronous = FULL",  # what has been answered is on the disk: a power cut loses nothing
    "secure_delete = ON",  # what is erased or replaced is overwritten, in the file's free pages too
)

REMEDIES = {
    "database is locked": "Another program keeps the file locked; end it, or let servers share PostgreSQL instead.",
    "readonly": "Let this process write the file and its folder.",
    "disk is full": "Make room on the disk.",
    "not a database": "The file is something else: name another in BACK_COACH_STORE.",
}


class SqliteStore(SqlStore):
    """The `Store` in the file a URL names, set up when it is opened. One machine's processes may share it."""

    errors = (SQLAlchemyError, sqlite3.Error)

    def __init__(self, url: str) -> None:
        self._file_engine = _engine(_url(url))
        self._compiled: dict[Statement, SQLCompiler] = {}
        self._to_empty = False
        """True while the log may still hold what was erased."""
        super().__init__(self._file_engine, insert, REMEDIES)
        with self.translating():
            _set_up(self._file_engine, PAUSES_S)

    def once(self, statement: Statement, values: Mapping[str, Any]) -> Found:
        """Carry out a statement that SQLAlchemy compiles once: its own way of running it costs five times as much."""
        compiled = self._compiled.get(statement)
        if compiled is None:
            compiled = self._compiled[statement] = statement.compile(self._file_engine)
        given = compiled.construct_params(dict(values))
        connection = self._file_engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(compiled.string, [given[name] for name in compiled.positiontup or ()])
            return cursor.fetchone() if cursor.description else None, cursor.rowcount
        finally:
            connection.close()

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
        with self.translating(), self._file_engine.connect() as connection:
            self._to_empty = bool(connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar())
        return not self._to_empty


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


def _url(text: str) -> URL:
    """Parse a URL that has a path and nothing else."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url != URL.create("sqlite", database=url.database):
        message = "BACK_COACH_STORE is not understood: write for example sqlite:////var/lib/back-coach.sqlite."
        raise SettingError(message)
    return url


def _engine(url: URL) -> Engine:
    """Give an engine; of memory one with one connection, lent to one thread at a time, since it is the memory."""
    if url.database in {None, "", ":memory:"}:
        arguments: dict[str, object] = {"check_same_thread": False}
        most = 1
    else:
        _refuse_missing(Path(url.database or "").absolute().parent)
        arguments, most = {"timeout": LOCK_S}, 32
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=most,
        max_overflow=0,
        pool_timeout=PATIENCE_S,
        pool_reset_on_return=None,
        pool_use_lifo=True,
        connect_args=arguments,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _refuse_missing(folder: Path) -> None:
    if not folder.is_dir():
        message = f"The store's folder {folder} does not exist: create it, or change BACK_COACH_STORE."
        raise StoreError(message)


def _set_pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
