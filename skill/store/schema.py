"""The tables of the SQL stores, and how a database is brought to them.

Migrations are in ``migrations/versions``, one file each. Servers of this release and of the one before run on one
database while an operator replaces them, so a migration only adds: a table, an index, a column that may be missing
(null, or with a default). What is no longer used goes one release after the code that used it. A database that is
newer than the code is left alone, and works.
"""

import logging
from pathlib import Path
from threading import Lock

from sqlalchemy import BigInteger, Column, Connection, Engine, MetaData, Table, Text, text

METADATA = MetaData()

PROGRESS = Table(
    "progress",
    METADATA,
    # Bytes are compared, in whatever language the database sorts: a household is a range of this index.
    Column("listener", Text().with_variant(Text(collation="C"), "postgresql"), primary_key=True),
    Column("progress", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
)

FOLDER = Path(__file__).parent / "migrations"

LOCKED = {
    "sqlite": ("BEGIN IMMEDIATE",),
    "postgresql": ("BEGIN", "SELECT pg_advisory_xact_lock(3223001)"),
}
"""What begins a transaction that only one process at a time is in; the number is this package's own."""

_one_at_a_time = Lock()
"""Alembic keeps what it is doing in a module of its own, so two threads must not migrate two databases at once."""


def upgrade(engine: Engine) -> tuple[str | None, str | None]:
    """Bring a database to this version of the code, and give the migration it had and the one it has.

    Processes that do so at once wait for each other. All of it happens, or nothing. The engine commits by itself.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)  # It reports its every step, beginning with its import.
    # What most processes never need is loaded by those that do.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    with _one_at_a_time, engine.connect() as connection:
        for statement in LOCKED[engine.dialect.name]:
            connection.exec_driver_sql(statement)
        before = _revision(connection)
        if before is None or before in known:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        after = _revision(connection)
        connection.exec_driver_sql("COMMIT")
    return before, after


def _revision(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found
