"""What every store promises, and what the SQLite ones promise besides."""

import ast
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, event

import skill.store
from skill.errors import ConflictError, SettingError, StoreError
from skill.store import open_store
from skill.store.base import Remembered, Store

NOTHING = Remembered(progress=None, version=0)


@pytest.fixture
def file_url(tmp_path: Path) -> str:
    """Give the URL of a file that isn't there yet."""
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, file_url: str) -> Store:
    """Give an empty store of each kind."""
    return open_store({"memory": "sqlite://", "file": file_url}[request.param])


def _increment(store: Store, listener: str) -> None:
    """Add one to a number, loading again until nobody comes in between."""
    while True:
        before = store.load(listener)
        try:
            store.save(listener, str(int(before.progress or "0") + 1), expected_version=before.version)
        except ConflictError:
            continue
        return


def test_unknown_listener(store: Store) -> None:
    """Of a listener never seen there is nothing, at version 0."""
    assert store.load("ann") == NOTHING


@pytest.mark.parametrize("progress", ['{"a": "caf\u00e9 \U0001f600 \'\\" %s :x"}', "", "x" * 100_000])
def test_saved_text_comes_back(store: Store, progress: str) -> None:
    """What is saved is loaded again, letter by letter."""
    store.save("ann", progress, expected_version=0)
    assert store.load("ann").progress == progress


def test_every_save_changes_the_version(store: Store) -> None:
    """Each save gives a version that was not there before, even of the same text."""
    versions = {0}
    for _ in range(3):
        store.save("ann", "{}", expected_version=store.load("ann").version)
        versions.add(store.load("ann").version)
    assert len(versions) == 4


def test_listeners_are_apart(store: Store) -> None:
    """Saving and erasing one listener leaves the others as they were."""
    store.save("ann", "a", expected_version=0)
    store.save("Ann", "b", expected_version=0)
    store.erase("ann")
    assert (store.load("ann"), store.load("Ann").progress) == (NOTHING, "b")


def test_first_save_in_between(store: Store) -> None:
    """Whoever saves first wins; the second gets a ConflictError, and nothing changes."""
    store.save("ann", "first", expected_version=0)
    won = store.load("ann")
    with pytest.raises(ConflictError):
        store.save("ann", "second", expected_version=0)
    assert store.load("ann") == won


def test_later_save_in_between(store: Store) -> None:
    """A save of what was loaded before another save is a ConflictError, and nothing changes."""
    store.save("ann", "first", expected_version=0)
    loaded = store.load("ann")
    store.save("ann", "second", expected_version=loaded.version)
    won = store.load("ann")
    with pytest.raises(ConflictError):
        store.save("ann", "third", expected_version=loaded.version)
    assert store.load("ann") == won


def test_erase(store: Store) -> None:
    """Erasing leaves nothing to load, and doing it twice is fine."""
    store.save("ann", "a", expected_version=0)
    store.erase("ann")
    store.erase("ann")
    assert store.load("ann") == NOTHING


def test_erased_stays_erased(store: Store) -> None:
    """What was loaded before erasing can't be saved after it."""
    store.save("ann", "a", expected_version=0)
    loaded = store.load("ann")
    store.erase("ann")
    with pytest.raises(ConflictError):
        store.save("ann", "b", expected_version=loaded.version)
    assert store.load("ann") == NOTHING


def test_erased_and_begun_anew(store: Store) -> None:
    """What was loaded before erasing can't replace what was saved anew after it."""
    store.save("ann", "old", expected_version=0)
    loaded = store.load("ann")
    store.erase("ann")
    store.save("ann", "new", expected_version=0)
    with pytest.raises(ConflictError):
        store.save("ann", "older", expected_version=loaded.version)
    assert store.load("ann").progress == "new"


def test_ping(store: Store) -> None:
    """A store that answers lets ping return."""
    store.ping()


def test_threads_lose_nothing(store: Store) -> None:
    """Eight threads that add to two numbers at once, loading again on conflict, lose no addition."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: _increment(store, f"listener {n % 2}"), range(200)))
    assert [store.load(f"listener {n}").progress for n in range(2)] == ["100", "100"]


def test_two_stores_on_one_file(file_url: str) -> None:
    """Two stores on one file, as two processes have them, see each other's saves and conflicts."""
    one, other = open_store(file_url), open_store(file_url)
    one.save("ann", "a", expected_version=0)
    assert other.load("ann") == one.load("ann")
    with pytest.raises(ConflictError):
        other.save("ann", "b", expected_version=0)


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
    monkeypatch.setattr("skill.store.sql.PATIENCE_S", 0)
    with closing(sqlite3.connect(file_url.removeprefix("sqlite:///"))) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr("skill.store.sql.time.sleep", lambda _: connection.rollback())
        open_store(file_url).ping()


def test_pragmas(file_url: str) -> None:
    """On a file readers don't wait for the writer, commits don't wait for the disk, and writers wait two seconds."""
    connections: list[sqlite3.Connection] = []

    def _record(connection: sqlite3.Connection, _: object) -> None:
        connections.append(connection)

    event.listen(Engine, "connect", _record)
    store = open_store(file_url)
    event.remove(Engine, "connect", _record)
    store.ping()
    pragmas = ("journal_mode", "synchronous", "busy_timeout")
    assert [connections[0].execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas] == ["wal", 1, 2000]


@pytest.fixture
def locked_store(file_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Give a store with a listener, on a file that somebody else is writing, and no patience."""
    monkeypatch.setattr("skill.store.sql.PATIENCE_S", 0)
    store = open_store(file_url)
    store.save("ann", "secret", expected_version=0)
    with closing(sqlite3.connect(file_url.removeprefix("sqlite:///"))) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield store


def test_locked(locked_store: Store) -> None:
    """A store that others keep locked raises StoreError, naming file, reason and no listener; loading works."""
    remembered = locked_store.load("ann")
    with pytest.raises(StoreError, match=r"store\.sqlite.*database is locked") as raised:
        locked_store.save("ann", "secret too", expected_version=remembered.version)
    shown = f"{raised.value} {raised.value.__cause__}"
    assert not isinstance(raised.value, ConflictError)
    assert "ann" not in shown
    assert "secret" not in shown


def test_lost_table(file_url: str) -> None:
    """Every call raises StoreError when the store no longer answers as it did."""
    store = open_store(file_url)
    with closing(sqlite3.connect(file_url.removeprefix("sqlite:///"))) as connection:
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


def test_missing_folder(tmp_path: Path) -> None:
    """A folder that isn't there is named, with what to do."""
    with pytest.raises(StoreError, match=r"nowhere does not exist: create it, or change BACK_COACH_STORE"):
        open_store(f"sqlite:///{tmp_path / 'nowhere' / 'store.sqlite'}")


def test_not_a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is no database, and a folder in its place, are StoreErrors."""
    monkeypatch.setattr("skill.store.sql.PAUSES_S", ())
    (tmp_path / "letter").write_text("Dear Ann, this is no database, however often you open it.\n" * 20)
    with pytest.raises(StoreError, match="not a database"):
        open_store(f"sqlite:///{tmp_path / 'letter'}")
    with pytest.raises(StoreError, match="unable to open"):
        open_store(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "sqlite",
        "sqlite:x",
        "redis://x",
        "sqlite+aiosqlite://",
        "sqlite://host/x",
        "sqlite:///x?mode=ro",
        "sqlite://:x",
    ],
)
def test_no_such_store(url: str) -> None:
    """A URL that names no store is a SettingError that says what to write."""
    with pytest.raises(SettingError, match=r"BACK_COACH_STORE.*write for example sqlite:////var"):
        open_store(url)


def test_imports() -> None:
    """The store knows nothing of the skill but its errors, and the errors know nothing of it."""
    (folder,) = skill.store.__path__
    files = [*Path(folder).glob("*.py"), Path(folder).with_name("errors.py")]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text()))]
    names = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    names |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    assert {name for name in names if name.startswith("skill")} == {
        "skill.errors",
        "skill.store.base",
        "skill.store.sql",
    }
