"""What is remembered: each listener's progress. Here alone it is known which store a URL means."""

from skill.errors import SettingError
from skill.store.base import Store

KINDS = ("sqlite", "postgresql", "dynamodb")
"""The stores there are, by the scheme of their URL."""


def open_store(url: str) -> Store:
    """Open the store a URL names. A process that forks opens it afterwards.

    ``sqlite:///path`` is a file in a folder that exists, set up by opening it; ``sqlite://`` is memory, gone when the
    process ends. ``postgresql://user:password@host/name`` and ``dynamodb://table`` are prepared by `migrate` and are
    not connected to before they are asked something.
    Raises SettingError for a URL that names no store, and StoreError when an SQLite file can't be opened.
    """
    # Only the store in use loads its libraries, and need have them installed.
    match _kind(url):
        case "sqlite":
            from skill.store.sqlite import SqliteStore  # noqa: PLC0415

            return SqliteStore(url)
        case "postgresql":
            from skill.store.postgresql import PostgresqlStore  # noqa: PLC0415

            return PostgresqlStore(url)
        case _:
            from skill.store.dynamodb import DynamodbStore  # noqa: PLC0415

            return DynamodbStore(url)


def open_existing(url: str) -> Store:
    """Open a store as `open_store` does, in which something is to be found: an SQLite file has to be there.

    Raises StoreError, too, when it isn't: a misspelt one would be made, empty, and left behind.
    """
    if _kind(url) == "sqlite":
        from skill.store.sqlite import refuse_missing  # noqa: PLC0415

        refuse_missing(url)
    return open_store(url)


def in_memory(url: str) -> bool:
    """Tell whether the store a URL names is the memory of the process that opens it. Raises SettingError as it does."""
    if _kind(url) != "sqlite":
        return False
    from skill.store.sqlite import MEMORY, path_of  # noqa: PLC0415

    return path_of(url) == MEMORY


def migrate(url: str) -> tuple[str | None, str | None]:
    """Prepare a store for this version of the code, and give the version it had (None: it is new) and has.

    Doing it twice, or from several places at once, is fine. Servers of the release before go on meanwhile, and after.
    """
    match _kind(url):
        case "sqlite":
            from skill.store.sqlite import migrate as migrate_sqlite  # noqa: PLC0415

            return migrate_sqlite(url)
        case "postgresql":
            from skill.store.postgresql import migrate as migrate_postgresql  # noqa: PLC0415

            return migrate_postgresql(url)
        case _:
            from skill.store.dynamodb import migrate as migrate_dynamodb  # noqa: PLC0415

            return migrate_dynamodb(url)


def _kind(url: str) -> str:
    scheme = url.partition("://")[0]
    if "://" not in url or scheme not in KINDS:
        message = (
            f"BACK_COACH_STORE: there is no {scheme!r} store; write for example sqlite:////var/lib/back-coach.sqlite, "
            "postgresql://user:password@host/back_coach or dynamodb://table."
        )
        raise SettingError(message)
    return scheme
