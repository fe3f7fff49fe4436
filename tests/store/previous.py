"""What the release before does to the database, frozen: its statements, and how it takes the text apart.

Both run together while an operator replaces one server after the other. Renewed when a release is made.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

TABLE = """CREATE TABLE progress (
    listener VARCHAR(255) NOT NULL, progress TEXT NOT NULL, version BIGINT NOT NULL, PRIMARY KEY (listener))"""
LOAD = "SELECT progress, version FROM progress WHERE listener = {0}"
ADD = "INSERT INTO progress (listener, progress, version) VALUES ({0}, {0}, {0})"
REPLACE = "UPDATE progress SET progress = {0}, version = {0} WHERE listener = {0} AND version = {0}"
ERASE = "DELETE FROM progress WHERE listener = {0}"

FIELDS = ("introduced", "level", "place", "underway", "audio_failed", "preferences")
"""What it reads, and writes; the rest of a text it drops."""


@contextmanager
def connected(url: str) -> Iterator["Previous"]:
    """Give the release before, on a connection of its own."""
    if url.startswith("sqlite"):
        file = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=5, isolation_level=None)
        try:
            yield Previous(file, "?")
        finally:
            file.close()
    else:
        with psycopg.connect(url, autocommit=True) as connection:
            yield Previous(connection, "%s")


class Previous:
    """A store of the release before."""

    def __init__(self, connection: Any, place: str) -> None:  # noqa: ANN401 - either database's
        self._connection = connection
        self._place = place

    def load(self, listener: str) -> tuple[str | None, int]:
        """Give the text and its version."""
        row = self._do(LOAD, listener).fetchone()
        return (row[0], row[1]) if row else (None, 0)

    def save(self, listener: str, text: str, version: int) -> bool:
        """Save over a version, and tell whether it was still there."""
        if version:
            changed: int = self._do(REPLACE, text, version + 1, listener, version).rowcount
            return changed == 1
        try:
            self._do(ADD, listener, text, 1_000_000)
        except (sqlite3.IntegrityError, psycopg.IntegrityError):
            return False
        return True

    def _do(self, statement: str, *values: object) -> Any:  # noqa: ANN401 - either database's cursor
        return self._connection.execute(statement.format(self._place), values)
