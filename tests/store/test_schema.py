"""The tables: how a database comes to them, and that two releases get on in one."""

import ast
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from skill.errors import ConflictError, StoreError
from skill.store import migrate, open_store
from skill.store.base import Store
from skill.store.schema import FOLDER, METADATA
from skill.store.sql import HEAD

from . import previous
from .services import ROOT

BARE = ("bare_postgresql", "file_url")


@pytest.fixture(params=BARE)
def bare_url(request: pytest.FixtureRequest) -> str:
    """Give the URL of a database with nothing in it."""
    url: str = request.getfixturevalue(request.param)
    return url


def _do(url: str, *statements: str) -> None:
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def test_the_migrations_make_the_tables(bare_url: str) -> None:
    """The tables that the code uses are the ones that the migrations leave, and `HEAD` names the last of these."""
    assert migrate(bare_url) == (None, HEAD)
    engine = create_engine(bare_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    engine.dispose()
    assert differences == []
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_migrating_again(bare_url: str) -> None:
    """The second time there is nothing to do, and nothing is lost."""
    migrate(bare_url)
    store = open_store(bare_url)
    store.save("ann", "a", expected_version=0)
    assert migrate(bare_url) == (HEAD, HEAD)
    assert store.load("ann").progress == "a"


def test_migrating_at_once(bare_url: str) -> None:
    """Of several processes that prepare one database at the same moment, one does, and the others wait for it."""
    code = "import sys; from skill.store import migrate; print(migrate(sys.argv[1])[1], end='')"
    command = [sys.executable, "-c", code, bare_url]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)]  # noqa: S603 - this very program
    assert [process.communicate()[0] for process in running] == [HEAD] * 4
    open_store(bare_url).ping()


def test_opening_several_at_once() -> None:
    """Threads that each open a store of their own all get one that works."""
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(open_store, ["sqlite://"] * 16))
    for store in stores:
        store.ping()


@pytest.mark.parametrize("url", ["bare_postgresql", "dynamodb_server"])
def test_not_prepared(request: pytest.FixtureRequest, url: str) -> None:
    """A store that nobody has prepared says how that is done."""
    given = request.getfixturevalue(url) or "dynamodb://nowhere"
    with pytest.raises(StoreError, match=r"Prepare the (database|table): back-coach migrate\."):
        open_store(given).load("ann")


def test_preparing_dynamodb_again(dynamodb_url: str) -> None:
    """The second time the table is there, and nothing is lost."""
    store = open_store(dynamodb_url)
    store.save("ann", "a", expected_version=0)
    before, after = migrate(dynamodb_url)
    assert before == after
    assert store.load("ann").progress == "a"


def test_a_file_from_before_there_were_migrations(file_url: str) -> None:
    """Its table is taken over as it is, with everybody in it."""
    with closing(sqlite3.connect(file_url.removeprefix("sqlite:///"))) as connection:
        connection.execute(previous.TABLE)
        connection.execute("INSERT INTO progress VALUES ('ann', 'kept', 7)")
        connection.commit()
    store = open_store(file_url)
    assert (store.load("ann").progress, store.load("ann").version) == ("kept", 7)
    store.save("ann", "on", expected_version=7)
    assert migrate(file_url) == (HEAD, HEAD)


def _count_on(store: Store, times: int) -> None:
    done = 0
    while done < times:
        found = store.load("ann")
        try:
            store.save("ann", str(int(found.progress or "0") + 1), expected_version=found.version)
        except ConflictError:
            continue
        done += 1


def _count_on_as_before(url: str, times: int) -> None:
    done = 0
    with previous.connected(url) as store:
        while done < times:
            text, version = store.load("ann")
            done += store.save("ann", str(int(text or "0") + 1), version)


def test_both_releases_at_once(sql_url: str) -> None:
    """Servers of two releases save in one database at once, and neither loses what the other saved."""
    store = open_store(sql_url)
    with ThreadPoolExecutor(4) as pool:
        counting = [pool.submit(_count_on, store, 40) for _ in range(2)]
        counting += [pool.submit(_count_on_as_before, sql_url, 40) for _ in range(2)]
        assert [each.result() for each in counting] == [None] * 4
    assert store.load("ann").progress == "160"


def test_the_database_of_the_release_to_come(sql_url: str) -> None:
    """A database that is one migration ahead is left alone, and this release goes on in it."""
    store = open_store(sql_url)
    store.save("ann", "a", expected_version=0)
    _do(
        sql_url,
        "ALTER TABLE progress ADD COLUMN seen BIGINT",
        "CREATE TABLE later (id BIGINT)",
        "UPDATE alembic_version SET version_num = '9999'",
    )
    assert migrate(sql_url) == ("9999", "9999")
    another = open_store(sql_url)
    another.save("bob", "b", expected_version=0)
    store.save("ann", "c", expected_version=store.load("ann").version)
    assert [another.load(listener).progress for listener in ("ann", "bob")] == ["c", "b"]


ADDING = {"create_table", "create_index", "add_column"}


@pytest.mark.parametrize("path", sorted((FOLDER / "versions").glob("[0-9]*.py")), ids=lambda path: path.stem)
def test_a_migration_only_adds(path: Path) -> None:
    """What the release before uses stays as it is: no migration drops, renames or changes anything."""
    tree = ast.parse(path.read_text())
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "op"
    }
    assert used <= ADDING
