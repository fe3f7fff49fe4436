"""The store in PostgreSQL, for several servers that share one. An operator prepares it: ``back-coach migrate``."""

import weakref
from collections.abc import Mapping
from time import monotonic
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from skill.errors import SettingError
from skill.store.base import PATIENCE_S
from skill.store.schema import upgrade
from skill.store.sql import Does, Found, SqlStore
from skill.store.statements import statements

try:
    from psycopg import Connection, OperationalError
except ImportError as _error:
    _message = "BACK_COACH_STORE names PostgreSQL: pip install 'psycopg[binary]'."
    raise SettingError(_message) from _error

CONNECT_S = 2
"""The shortest time that libpq gives a connection to come about."""

LONG_S = 600.0
"""How long a migration may take."""

REMEDIES = {
    'relation "progress" does not exist': "Prepare the database: back-coach migrate.",
    "password authentication failed": "Correct the user and password in BACK_COACH_STORE.",
    "permission denied": "Let this user read and write the table progress.",
    "read-only transaction": "This is a replica: name the primary in BACK_COACH_STORE.",
}


class PostgresqlStore(SqlStore):
    """The `Store` in the database a URL names. Nothing is connected to before it is asked something."""

    errors = (SQLAlchemyError,)

    def __init__(self, url: str, connection: "type[_Patient] | None" = None) -> None:
        self._engine = _engine(_url(url), connection or _Patient)
        self._statements = statements(insert)
        super().__init__(self._engine.url.render_as_string(), REMEDIES)
        weakref.finalize(self, self._engine.dispose)

    def migrate(self) -> tuple[str | None, str | None]:
        """Bring the database up to date, and give the migration it had and the one it has."""
        with self.translating():
            return upgrade(self._engine)

    def carry_out(self, what: Does, values: Mapping[str, Any]) -> Found:
        """Carry out a statement, and once more when the connection broke while nobody used it."""
        began = monotonic()
        try:
            return self._once(what, values)
        except DBAPIError as error:
            if not error.connection_invalidated or monotonic() - began > PATIENCE_S / 2:
                raise
            # As when the database was started anew: take another connection. Should the statement have been carried
            # out all the same, then saving it again is a conflict.
            return self._once(what, values)

    def _once(self, what: Does, values: Mapping[str, Any]) -> Found:
        with self._engine.connect() as connection:
            result = connection.execute(self._statements[what], values)
            return (result.all() if result.returns_rows else ()), result.rowcount


class _Patient(Connection[Any]):
    """A connection that gives up on a database that doesn't answer: libpq itself would wait for ever."""

    patience_s = PATIENCE_S

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:  # noqa: ANN401 - as psycopg
        """Wait for an answer, and close the connection when none comes: one that comes late would answer another."""
        try:
            return super().wait(gen, interval, min(timeout or self.patience_s, self.patience_s))
        except OperationalError:
            self.close()
            raise


class _Migrating(_Patient):
    patience_s = LONG_S


def migrate(url: str) -> tuple[str | None, str | None]:
    """Prepare a database, or bring it up to date; give the migration it had and the one it has."""
    return PostgresqlStore(url, _Migrating).migrate()


def _url(text: str) -> URL:
    try:
        return make_url(text).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        message = "BACK_COACH_STORE is not understood: write for example postgresql://user:password@host/back_coach."
        raise SettingError(message) from error


def _engine(url: URL, connection: type[_Patient]) -> Engine:
    engine = create_engine(
        url,
        pool_size=16,
        max_overflow=16,
        pool_timeout=PATIENCE_S,
        pool_reset_on_return=None,
        pool_use_lifo=True,
        # Statements are prepared nowhere: a pooler between us and the database may give each one another connection.
        connect_args={"connect_timeout": CONNECT_S, "prepare_threshold": None},
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        use_native_hstore=False,
    )

    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: object, _record: object, arguments: Any, options: Any) -> Any:  # noqa: ANN401 - libpq's
        return connection.connect(*arguments, **options)

    return engine
