"""The store in an SQL database, by SQLAlchemy Core. What is SQLite's alone is at the end."""

import secrets
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    URL,
    BigInteger,
    Column,
    Connection,
    Engine,
    MetaData,
    QueuePool,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    insert,
    make_url,
    select,
    update,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.schema import CreateTable

from skill.errors import ConflictError, SettingError, StoreError
from skill.store.base import Remembered

PATIENCE_S = 2
"""How long a call waits for a lock, or for a free connection. Alexa waits 8 seconds for the whole turn."""

PAUSES_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
"""Before each new attempt to create the table: several processes may start at once."""

VERSION_BITS = 48
"""Of the first version, drawn at random: what is saved after erasing must not pass for what was there before."""

PROGRESS = Table(
    "progress",
    MetaData(),
    Column("listener", String(255), primary_key=True),
    Column("progress", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
)


class SqlStore:
    """The `Store` in the database a URL names."""

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        weakref.finalize(self, self._engine.dispose)
        with self._translating():
            _create(self._engine, PAUSES_S)

    def load(self, listener: str) -> Remembered:
        """Keep the promise of `Store.load`."""
        query = select(PROGRESS.c.progress, PROGRESS.c.version).where(PROGRESS.c.listener == listener)
        with self._connection() as connection:
            row = connection.execute(query).one_or_none()
        return Remembered(row.progress, row.version) if row else Remembered(None, 0)

    def save(self, listener: str, progress: str, *, expected_version: int) -> None:
        """Keep the promise of `Store.save`."""
        save = _replace if expected_version else _add
        with self._connection() as connection:
            if not save(connection, listener, progress, expected_version):
                message = "This progress was saved or erased since it was loaded; load it again."
                raise ConflictError(message)

    def erase(self, listener: str) -> None:
        """Keep the promise of `Store.erase`."""
        with self._connection() as connection:
            connection.execute(delete(PROGRESS).where(PROGRESS.c.listener == listener))

    def ping(self) -> None:
        """Keep the promise of `Store.ping`."""
        with self._connection() as connection:
            connection.execute(select(PROGRESS.c.version).limit(1))

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """Give a connection whose work is committed at the end, and undone when something is raised."""
        with self._translating(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", None) or error).partition("\n")[0]
            message = (
                f"The store {self._engine.url.render_as_string()} does not answer: {reason}. "
                "Look whether it is there, has room, and lets this process write."
            )
            raise StoreError(message) from error


def _add(connection: Connection, listener: str, progress: str, _: int) -> bool:
    """Save what was not there, and tell whether that was still so."""
    version = secrets.randbits(VERSION_BITS) + 1
    try:
        connection.execute(insert(PROGRESS).values(listener=listener, progress=progress, version=version))
    except IntegrityError:
        return False
    return True


def _replace(connection: Connection, listener: str, progress: str, version: int) -> bool:
    """Save over a version, and tell whether it was still there."""
    row = (PROGRESS.c.listener == listener) & (PROGRESS.c.version == version)
    result = connection.execute(update(PROGRESS).where(row).values(progress=progress, version=version + 1))
    return result.rowcount == 1


def _create(engine: Engine, pauses_s: tuple[float, ...]) -> None:
    """Create the table where there is none. Databases refuse some of those who do so at once, so try again."""
    try:
        with engine.begin() as connection:
            connection.execute(CreateTable(PROGRESS, if_not_exists=True))
    except DBAPIError:
        if not pauses_s:
            raise
        time.sleep(pauses_s[0])
        _create(engine, pauses_s[1:])


def _engine(text: str) -> Engine:
    url = _url(text)
    engine = _sqlite_memory(url) if url.database in {None, "", ":memory:"} else _sqlite_file(url)
    event.listen(engine, "connect", _set_sqlite_up)
    return engine


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


def _sqlite_memory(url: URL) -> Engine:
    """Give an engine with one connection, lent to one thread at a time: the memory is that connection's."""
    lent = {"check_same_thread": False}
    return create_engine(
        url,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=PATIENCE_S,
        connect_args=lent,
        hide_parameters=True,
    )


def _sqlite_file(url: URL) -> Engine:
    folder = Path(url.database or "").absolute().parent
    if not folder.is_dir():
        message = f"The store's folder {folder} does not exist: create it, or change BACK_COACH_STORE."
        raise StoreError(message)
    patient = {"timeout": PATIENCE_S}
    return create_engine(url, pool_timeout=PATIENCE_S, connect_args=patient, hide_parameters=True)


def _set_sqlite_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Let readers and a writer work at once, and leave waiting for the disk to the checkpoints."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()
