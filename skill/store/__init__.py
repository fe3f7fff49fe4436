"""What is remembered: each listener's progress. Here alone it is known which store a URL means."""

from skill.errors import SettingError
from skill.store.base import Store


def open_store(url: str) -> Store:
    """Open the store a URL names, creating its table where there is none. A process that forks opens it afterwards.

    ``sqlite:///path`` is a file in a folder that exists, ``sqlite://`` is memory, gone when the process ends.
    Raises SettingError for a URL that names no store, and StoreError when the store doesn't answer.
    """
    scheme = url.partition("://")[0]
    if scheme != "sqlite":
        message = (
            f"BACK_COACH_STORE: there is no {scheme!r} store; write for example sqlite:////var/lib/back-coach.sqlite."
        )
        raise SettingError(message)
    from skill.store.sql import SqlStore  # noqa: PLC0415 (only the store in use loads its libraries)

    return SqlStore(url)
