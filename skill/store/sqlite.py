"""The store in a file, or in memory, by SQLite: the default, which needs no set-up.

SQLAlchemy's part is done beforehand: it wrote the statements below, a test compiles them again, and its migrations
prepare a file that is new. A server that runs on a prepared one never loads it, which would cost every start a fifth of
a second and every process a fifth of its memory.
"""

import sqlite3
import time
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from skill.errors import LeftoverError, SettingError, StoreError
from skill.store.base import PATIENCE_S
from skill.store.sql import HEAD, Does, Found, SqlStore

LOCK_S = 2 * PATIENCE_S
"""How long a save may wait for others who write; loading waits for nobody, so that a turn has this once."""

PAUSES_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
"""Before each new attempt to set a file up, or to empty its log: others may be at it just now."""

PRAGMAS = (
    "journal_mode = WAL",  # readers and a writer work at once
    # What has been answered outlives the process, however it ends; a power cut may take the last turns, never the file.
    # FULL would wait for the disk in every turn, some milliseconds, and take a tenth more CPU.
    "synchronous = NORMAL",
    "secure_delete = ON",  # what is erased or replaced is overwritten, in the file's free pages too
)

STATEMENTS = {
    Does.LOAD: "SELECT progress.progress, progress.version FROM progress WHERE progress.listener = :mine",
    Does.ADD: "INSERT INTO progress (listener, progress, version) VALUES (:listener, :progress, :version) "
    "ON CONFLICT DO NOTHING",
    Does.REPLACE: "UPDATE progress SET progress=:new, version=(progress.version + 1) "
    "WHERE progress.listener = :mine AND progress.version = :expected",
    Does.ERASE: "DELETE FROM progress WHERE progress.listener = :mine",
    Does.ERASE_HOUSEHOLD: "DELETE FROM progress WHERE progress.listener = :mine "
    "OR progress.listener >= :from_ AND progress.listener < :to",
    Does.HOUSEHOLD: "SELECT progress.listener FROM progress WHERE progress.listener = :mine "
    "OR progress.listener >= :from_ AND progress.listener < :to ORDER BY progress.listener",
}

MEMORY = ":memory:"

Migrated = tuple[str | None, str | None]
"""The migration that a file had when it was opened, and the one it has; None for none."""

REMEDIES = {
    "database is locked": "Another program keeps the file locked; end it, or let servers share PostgreSQL instead.",
    "readonly": "Let this process write the file and its folder.",
    "disk is full": "Make room on the disk.",
    "not a database": "The file is something else: name another in BACK_COACH_STORE.",
}


class SqliteStore(SqlStore):
    """The `Store` in the file a URL names, set up when it is opened. One machine's processes may share it."""

    errors = (sqlite3.Error,)

    def __init__(self, url: str) -> None:
        super().__init__(url, REMEDIES)
        self._path = path_of(url)
        self._in_memory = self._path == MEMORY
        self._idle: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        """Connections that nobody uses."""
        self._to_empty = False
        """True while the log may still hold what was erased."""
        weakref.finalize(self, _close, self._idle)
        with self.translating():
            connection, self.migrated = _set_up(self._path, PAUSES_S)
        self._idle.put(connection)

    def carry_out(self, what: Does, values: Mapping[str, Any]) -> Found:
        """Carry out a statement."""
        return self._carry_out(STATEMENTS[what], values)

    def erase(self, listener: str, *, household: bool = False) -> None:
        """Keep the promise of `Store.erase`: empty the write-ahead log as well, which holds what was saved lately."""
        super().erase(listener, household=household)
        self._empty(PAUSES_S)

    def ping(self) -> None:
        """Keep the promise of `Store.ping`: make up, too, for an erasure that could not empty the log."""
        super().ping()
        if self._to_empty:
            self._empty(())

    def _empty(self, pauses_s: tuple[float, ...]) -> None:
        """Empty the log. Raises LeftoverError when that fails after the last pause, too."""
        for pause_s in (0, *pauses_s):
            time.sleep(pause_s)
            if self._emptied():
                return
        message = (
            f"The store {self._name} has erased, but its -wal file still holds "
            "what was erased, since somebody keeps reading: end that, and erase again."
        )
        raise LeftoverError(message)

    def _emptied(self) -> bool:
        """Try to empty the log, and say whether that was possible at once: whoever saves waits as long as this does."""
        # Before the attempt, so that an erasure at the same time whose own attempt fails is not forgotten.
        self._to_empty = False
        busy = True
        try:
            with self.translating(), self._borrowed() as connection, _impatient(connection):
                busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            if busy:
                self._to_empty = True
        return not busy

    def _carry_out(self, text: str, values: Mapping[str, Any]) -> Found:
        with self._borrowed() as connection:
            cursor = connection.execute(text, values)
            # To the last row, or else the next who borrows the connection would read as of now, whatever is saved.
            return cursor.fetchall(), cursor.rowcount

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        """Give a connection to one thread for a while."""
        connection = self._one()
        try:
            yield connection
        finally:
            self._idle.put(connection)

    def _one(self) -> sqlite3.Connection:
        """Give an idle connection, or one more; of memory there is but one, to be waited for."""
        try:
            return self._idle.get(block=self._in_memory, timeout=PATIENCE_S)
        except Empty:
            if self._in_memory:
                message = "others keep it busy"
                raise sqlite3.OperationalError(message) from None
            return _connected(self._path)


def refuse_missing(url: str) -> None:
    """Raise StoreError where a URL names a file that isn't there, or memory, in which nobody is ever found."""
    path = path_of(url)
    if not Path(path).is_file():
        message = f"There is no store in {url}: check BACK_COACH_STORE."
        raise StoreError(message)


def migrate(url: str) -> Migrated:
    """Set a file up, or bring it up to date; give the migration it had and the one it has."""
    return SqliteStore(url).migrated


def _set_up(path: str, pauses_s: tuple[float, ...]) -> tuple[sqlite3.Connection, Migrated]:
    """Connect, and bring the file up to date. SQLite refuses some of those who set up a new file at once: try again."""
    try:
        connection = _connected(path)
        with _closed_in_failure(connection):
            found = _revision(connection)
            return connection, (found, found) if found == HEAD else _upgraded(connection)
    except sqlite3.Error:
        if not pauses_s:
            raise
        time.sleep(pauses_s[0])
        return _set_up(path, pauses_s[1:])


def _connected(path: str) -> sqlite3.Connection:
    """Connect, each statement to be committed by itself, for one thread at a time."""
    connection = sqlite3.connect(path, timeout=LOCK_S, isolation_level=None, check_same_thread=False)
    with _closed_in_failure(connection):
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    # A row that is damaged is for whoever reads the text. As an error of SQLite's it would pass for an outage of all.
    connection.text_factory = _text
    return connection


@contextmanager
def _impatient(connection: sqlite3.Connection) -> Iterator[None]:
    """Let a connection wait for nobody meanwhile."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {round(1000 * LOCK_S)}")


@contextmanager
def _closed_in_failure(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _revision(connection: sqlite3.Connection) -> str | None:
    """Give the last migration that a file has had; None for one that has had none."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is None:
        return None
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0]) if found else None


def _upgraded(connection: sqlite3.Connection) -> Migrated:
    """Have SQLAlchemy and Alembic migrate, on this very connection: a store in memory has no other."""
    from sqlalchemy import StaticPool, create_engine  # noqa: PLC0415 - see the top
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415

    from skill.store.schema import upgrade  # noqa: PLC0415

    engine = create_engine(
        "sqlite://",
        creator=lambda: connection,
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        pool_reset_on_return=None,
        hide_parameters=True,
    )
    try:
        return upgrade(engine)
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise error.orig from None
        raise


def path_of(url: str) -> str:
    """Give the file that a URL names, which is a path and nothing else, or `MEMORY`."""
    scheme, _, rest = url.partition("://")
    if scheme != "sqlite" or rest[:1] not in {"", "/"} or "?" in rest:
        message = "BACK_COACH_STORE is not understood: write for example sqlite:////var/lib/back-coach.sqlite."
        raise SettingError(message)
    if rest in {"", "/", f"/{MEMORY}"}:
        return MEMORY
    path = Path(rest[1:]).absolute()
    if not path.parent.is_dir():
        message = f"The store's folder {path.parent} does not exist: create it, or change BACK_COACH_STORE."
        raise StoreError(message)
    return str(path)


def _text(stored: bytes) -> str:
    return stored.decode(errors="replace")


def _close(idle: "SimpleQueue[sqlite3.Connection]") -> None:
    while not idle.empty():
        idle.get().close()
