"""The statements of the SQL stores, in SQLAlchemy Core. PostgreSQL carries them out; SQLite's words come from here."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Delete, Insert, Select, Table, Update, bindparam, delete, literal_column, or_, select, update

from skill.store.schema import PROGRESS
from skill.store.sql import Does

Statement = Select[Any] | Insert | Update | Delete

Inserting = Callable[[Table], Any]
"""A database's own ``insert``, which knows ``on_conflict_do_nothing``."""

_mine = PROGRESS.c.listener == bindparam("mine")
_household = or_(_mine, (PROGRESS.c.listener >= bindparam("from_")) & (PROGRESS.c.listener < bindparam("to")))


def statements(inserting: Inserting) -> Mapping[Does, Statement]:
    """Give the statements for a database."""
    return {
        Does.LOAD: select(PROGRESS.c.progress, PROGRESS.c.version).where(_mine),
        # Listeners who both begin at once are no error: the database would write the listener to its log.
        Does.ADD: inserting(PROGRESS).on_conflict_do_nothing().execution_options(preserve_rowcount=True),
        Does.REPLACE: update(PROGRESS)
        .where(_mine, PROGRESS.c.version == bindparam("expected"))
        .values(progress=bindparam("new"), version=PROGRESS.c.version + literal_column("1")),
        Does.ERASE: delete(PROGRESS).where(_mine),
        Does.ERASE_HOUSEHOLD: delete(PROGRESS).where(_household),
        Does.HOUSEHOLD: select(PROGRESS.c.listener).where(_household).order_by(PROGRESS.c.listener),
    }
