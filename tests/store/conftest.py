"""What the tests of the stores share: a store of every kind, empty, as its URL."""

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from skill.store import migrate, open_store
from skill.store.base import Store

from . import services

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Give the URL of a PostgreSQL server with a prepared database named prepared."""
    with services.postgresql() as server:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE prepared")
        migrate(f"{server}/prepared")
        yield server


@pytest.fixture(scope="session")
def dynamodb_server() -> Iterator[None]:
    """Let the environment name a server that speaks as DynamoDB does."""
    with services.dynamodb() as address, pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL_DYNAMODB", address)
        patch.setenv("AWS_ACCESS_KEY_ID", "nobody")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
        patch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
        yield


@pytest.fixture
def bare_postgresql(postgresql_server: str) -> str:
    """Give the URL of a database with nothing in it."""
    name = f"bare_{next(_numbers)}"
    with psycopg.connect(f"{postgresql_server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{postgresql_server}/{name}"


@pytest.fixture
def postgresql_url(postgresql_server: str) -> str:
    """Give the URL of an empty database, prepared."""
    name = f"coach_{next(_numbers)}"
    with psycopg.connect(f"{postgresql_server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE prepared")
    return f"{postgresql_server}/{name}"


@pytest.fixture
def dynamodb_url(dynamodb_server: None) -> str:  # noqa: ARG001 - its work is the environment
    """Give the URL of an empty table."""
    url = f"dynamodb://coach-{os.getpid()}-{next(_numbers)}"
    migrate(url)
    return url


@pytest.fixture
def file_url(tmp_path: Path) -> str:
    """Give the URL of a file that isn't there yet."""
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture(params=["file", "postgresql", "dynamodb"])
def shared_url(request: pytest.FixtureRequest) -> str:
    """Give the URL of an empty store that several processes can share, of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["file", "postgresql"])
def sql_url(request: pytest.FixtureRequest) -> str:
    """Give the URL of an empty SQL store that several processes can share, of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["memory", "file", "postgresql", "dynamodb"])
def store(request: pytest.FixtureRequest) -> Store:
    """Give an empty store of each kind."""
    return open_store("sqlite://" if request.param == "memory" else request.getfixturevalue(f"{request.param}_url"))
