"""What the store in SQLite promises besides."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Barrier
from time import monotonic, sleep
from typing import Any

import pytest
from sqlalchemy.dialects import sqlite

from skill.errors import ConflictError, LeftoverError, SettingError, StoreError
from skill.store import open_store
from skill.store.base import Remembered, Store
from skill.store.sqlite import STATEMENTS
from skill.store.statements import statements

from .services import ROOT

NOTHING = Remembered(progress=None, version=0)


def _path(url: str) -> str:
    return url.removeprefix("sqlite:///")


def test_the_statements() -> None:
    """What is written down for SQLite is what SQLAlchemy makes of the statements of all stores."""
    dialect = sqlite.dialect(paramstyle="named")
    compiled = {does: str(one.compile(dialect=dialect)) for does, one in statements(sqlite.insert).items()}
    assert {does: " ".join(text.split()) for does, text in compiled.items()} == STATEMENTS


def test_a_prepared_file_is_opened_without_sqlalchemy(file_url: str) -> None:
    """A server that has nothing to migrate starts in less time and memory."""
    open_store(file_url)
    code = (
        "import sys; from skill.store import open_store; store = open_store(sys.argv[1]);"
        "store.save('ann', 'a', expected_version=0); store.erase('ann'); print('sqlalchemy' in sys.modules, end='')"
    )
    command = [sys.executable, "-c", code, file_url]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout == "False"  # noqa: S603 - this very program


def test_memories_are_apart() -> None:
    """Each store in memory begins empty."""
    open_store("sqlite://").save("ann", "a", expected_version=0)
    assert open_store("sqlite://").load("ann") == NOTHING


@pytest.mark.parametrize("attempt", range(5))
def test_opening_at_once(tmp_path: Path, attempt: int) -> None:
    """Many that open a new file at the same moment all get a store."""
    url = f"sqlite:///{tmp_path / str(attempt)}"
    barrier = Barrier(12)

    def _open(_: int) -> None:
        barrier.wait()
        open_store(url).ping()

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(_open, range(12)))


def test_opening_while_locked(file_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that another process is setting up is tried again after a pause."""
    monkeypatch.setattr("skill.store.sqlite.LOCK_S", 0)
    with closing(sqlite3.connect(_path(file_url))) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr("skill.store.sqlite.time.sleep", lambda _: connection.rollback())
        open_store(file_url).ping()


def test_pragmas(file_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers don't wait for the writer, nor the writer for the disk, nothing erased stays, a lock gets two seconds."""
    connections: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def _record(*given: Any, **named: Any) -> sqlite3.Connection:  # noqa: ANN401 - whatever it takes
        connections.append(connect(*given, **named))
        return connections[-1]

    monkeypatch.setattr("skill.store.sqlite.sqlite3.connect", _record)
    store = open_store(file_url)
    store.ping()
    pragmas = ("journal_mode", "synchronous", "secure_delete", "busy_timeout")
    assert [connections[0].execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas] == ["wal", 1, 1, 2000]


@pytest.fixture
def locked_store(file_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Give a store with a listener, on a file that somebody else is writing, and no patience."""
    monkeypatch.setattr("skill.store.sqlite.LOCK_S", 0)
    store = open_store(file_url)
    store.save("ann", "secret", expected_version=0)
    with closing(sqlite3.connect(_path(file_url))) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield store


def test_locked(locked_store: Store) -> None:
    """A file that others keep locked raises StoreError, naming file, reason and remedy; loading works, ping doesn't."""
    remembered = locked_store.load("ann")
    with pytest.raises(StoreError, match=r"store\.sqlite.*database is locked.*end it") as raised:
        locked_store.save("ann", "secret too", expected_version=remembered.version)
    shown = f"{raised.value} {raised.value.__cause__}"
    assert not isinstance(raised.value, ConflictError)
    assert "ann" not in shown
    assert "secret" not in shown
    with pytest.raises(StoreError, match="database is locked"):
        locked_store.ping()


def test_a_damaged_row(file_url: str) -> None:
    """It costs one listener, and is no outage of the store; what can be read of it is."""
    store = open_store(file_url)
    store.save("ann", "before", expected_version=0)
    with closing(sqlite3.connect(_path(file_url))) as connection:
        connection.execute("UPDATE progress SET progress = CAST(x'61ff62' AS TEXT)")
        connection.commit()
    assert store.load("ann").progress == "a\ufffdb"


def test_lost_table(file_url: str) -> None:
    """Every call raises StoreError when the store no longer answers as it did."""
    store = open_store(file_url)
    with closing(sqlite3.connect(_path(file_url))) as connection:
        connection.execute("DROP TABLE progress")
    calls = (
        store.ping,
        lambda: store.load("ann"),
        lambda: store.save("ann", "a", expected_version=0),
        lambda: store.save("ann", "a", expected_version=1),
        lambda: store.erase("ann"),
    )
    for call in calls:
        with pytest.raises(StoreError, match="no such table"):
            call()


@contextmanager
def _reading(url: str) -> Iterator[sqlite3.Connection]:
    """Give a connection that reads the file as it is now."""
    with closing(sqlite3.connect(_path(url), isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM progress").fetchall()
        yield reader


def test_nobody_waits_while_the_log_is_emptied(file_url: str) -> None:
    """Whoever saves while an erasure tries again and again to empty SQLite's log is not kept from it."""
    store = open_store(file_url)
    store.save("ann", "an old secret", expected_version=0)
    with _reading(file_url), ThreadPoolExecutor(1) as pool:
        erasing = pool.submit(store.erase, "ann")
        waited_s: list[float] = []
        while not erasing.done():
            began = monotonic()
            store.save(f"bob {len(waited_s)}", "b", expected_version=0)
            waited_s.append(monotonic() - began)
            sleep(0.01)
        with pytest.raises(LeftoverError):
            erasing.result()
    assert (len(waited_s) > 5, max(waited_s) < 1) == (True, True), waited_s


@pytest.mark.parametrize("again", [True, False])
def test_erased_while_somebody_reads(file_url: str, monkeypatch: pytest.MonkeyPatch, *, again: bool) -> None:
    """Who reads an old state keeps what was erased in SQLite's log: erasing says so, and once more will do, or time."""
    monkeypatch.setattr("skill.store.sqlite.PAUSES_S", ())
    store = open_store(file_url)
    store.save("ann", "an old secret", expected_version=0)
    with _reading(file_url) as reader:
        with pytest.raises(LeftoverError, match="erase again") as raised:
            store.erase("ann")
        assert "ann" not in str(raised.value)
        with pytest.raises(LeftoverError):
            store.ping()
        reader.execute("COMMIT")
        store.erase("ann") if again else store.ping()
        assert b"an old secret" not in Path(_path(file_url)).read_bytes() + Path(f"{_path(file_url)}-wal").read_bytes()


def test_missing_folder(tmp_path: Path) -> None:
    """A folder that isn't there is named, with what to do."""
    with pytest.raises(StoreError, match=r"nowhere does not exist: create it, or change BACK_COACH_STORE"):
        open_store(f"sqlite:///{tmp_path / 'nowhere' / 'store.sqlite'}")


def test_not_a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is no database, and a folder in its place, are StoreErrors."""
    monkeypatch.setattr("skill.store.sqlite.PAUSES_S", ())
    (tmp_path / "letter").write_text("Dear Ann, this is no database, however often you open it.\n" * 20)
    with pytest.raises(StoreError, match="not a database"):
        open_store(f"sqlite:///{tmp_path / 'letter'}")
    with pytest.raises(StoreError, match="unable to open"):
        open_store(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("url", ["sqlite://host/x", "sqlite:///x?mode=ro", "sqlite://:x"])
def test_a_url_with_more_than_a_path(url: str) -> None:
    """SQLite's URL is a path and nothing else; the SettingError says what to write."""
    with pytest.raises(SettingError, match=r"BACK_COACH_STORE.*write for example sqlite:////var"):
        open_store(url)
