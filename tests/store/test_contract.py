"""What every store promises: one suite, run against each of them."""

import ast
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import skill.store
from skill.errors import ConflictError, SettingError
from skill.store import open_store
from skill.store.base import Remembered, Store

NOTHING = Remembered(progress=None, version=0)


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


def test_long_ids(store: Store) -> None:
    """An account and a person of the greatest length that Amazon documents for each are told apart to the end."""
    account, person = "a" * 255, "p" * 254
    store.save(f"{account}#{person}1", "one", expected_version=0)
    store.save(f"{account}#{person}2", "two", expected_version=0)
    assert [store.load(f"{account}#{person}{n}").progress for n in (1, 2)] == ["one", "two"]


def test_every_save_changes_the_version(store: Store) -> None:
    """Each save gives a version that was not there before, even of the same text, and it is the one loaded."""
    versions = {0}
    for _ in range(3):
        saved = store.save("ann", "{}", expected_version=store.load("ann").version)
        assert saved == store.load("ann").version
        versions.add(saved)
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
    with pytest.raises(ConflictError, match="load it again"):
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


HOUSEHOLDS = (
    "ann",
    "ann#",
    "ann#bob",
    "ann#\U0001f600",
    "an",
    "anna",
    "ann$",
    'ann"',
    "Ann#bob",
    "bob#ann",
    "bob#ann#x",
)


@pytest.mark.parametrize(
    ("household", "erased"),
    [(False, {"ann"}), (True, {"ann", "ann#", "ann#bob", "ann#\U0001f600"})],
)
def test_a_household(store: Store, *, household: bool, erased: set[str]) -> None:
    """An account is known with its persons, and erased with or without them; nobody else is, however near their ids."""
    for listener in HOUSEHOLDS:
        store.save(listener, "a", expected_version=0)
    assert set(store.household("ann")) == {"ann", "ann#", "ann#bob", "ann#\U0001f600"}
    store.erase("ann", household=household)
    assert {listener for listener in HOUSEHOLDS if store.load(listener) == NOTHING} == erased


def test_ping(store: Store) -> None:
    """A store that answers lets ping return, and ping leaves nothing behind."""
    store.save("ann", "a", expected_version=0)
    store.ping()
    assert [store.load(listener).progress for listener in ("ann", "nobody")] == ["a", None]


def test_threads_lose_nothing(store: Store) -> None:
    """Eight threads that add to two numbers at once, loading again on conflict, lose no addition."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: _increment(store, f"listener {n % 2}"), range(200)))
    assert [store.load(f"listener {n}").progress for n in range(2)] == ["100", "100"]


def test_two_stores_in_one_place(shared_url: str) -> None:
    """Two stores of one URL, as two processes have them, see each other's saves and conflicts."""
    one, other = open_store(shared_url), open_store(shared_url)
    one.save("ann", "a", expected_version=0)
    assert other.load("ann") == one.load("ann")
    with pytest.raises(ConflictError):
        other.save("ann", "b", expected_version=0)


@pytest.mark.parametrize("url", ["", "sqlite", "sqlite:x", "redis://x", "sqlite+aiosqlite://", "mysql://host/x"])
def test_no_such_store(url: str) -> None:
    """A URL that names no store is a SettingError that says what to write."""
    with pytest.raises(SettingError, match=r"BACK_COACH_STORE.*write for example sqlite:////var"):
        open_store(url)


def test_imports() -> None:
    """The store knows nothing of the skill but its errors, and the errors know nothing of it."""
    (folder,) = skill.store.__path__
    files = [*Path(folder).rglob("*.py"), Path(folder).with_name("errors.py")]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text()))]
    names = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    names |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    ours = {name for name in names if name.startswith("skill")}
    assert {name for name in ours if not name.startswith("skill.store.")} == {"skill.errors"}
