"""The store's contract, written once for every implementation.

A store keeps one text for each listener. What is in the text is none of its business, and `skill.record` tells.

A listener is an account of Alexa's, or a person whose voice Alexa recognises there: ``account#person``. The persons of
an account, and the account itself, are its household.

Saving is optimistic: a save names the version it was loaded at, and is refused when somebody saved or erased in
between. Nobody holds a lock while the coach thinks, and nobody overwrites what they haven't seen. A version never
comes back: what was saved after erasing doesn't pass for what was there before.
"""

import secrets
from typing import Protocol

from msgspec import Struct

PERSON = "#"
"""Stands between an account and a person of it. No id of Alexa's holds one."""

VERSION_BITS = 48
"""Of the first version."""

PATIENCE_S = 1.0
"""How long one call to a store may take. Alexa waits 8 seconds for the whole turn; a person would like 3."""


def first_version() -> int:
    """Draw the version of what is saved first at random: after erasing it must not pass for what was there before."""
    return secrets.randbits(VERSION_BITS) + 1


class Remembered(Struct, frozen=True):
    """What a store holds about one listener."""

    progress: str | None
    """The text, exactly as saved; None when nothing is stored."""
    version: int
    """0 when nothing is stored; otherwise a number to hand back to `Store.save`, another one after every save."""


class Store(Protocol):
    """Remembers one text for each listener, across sessions, processes, servers and devices.

    Every method may be called from any thread; what it did is seen by every call that begins after it returned, from
    whatever server, and outlives the process. When the store doesn't answer, each raises StoreError after some
    `PATIENCE_S` (twice that where a connection is made first, or a lock waited for), with a message that tells the
    operator what to do, never an error of the database's own. No message contains a listener or their progress.
    """

    def load(self, listener: str) -> Remembered:
        """Give what was saved last; of a listener never seen, nothing at version 0."""
        ...

    def save(self, listener: str, progress: str, *, expected_version: int) -> int:
        """Replace what was loaded at ``expected_version``, and give the new version.

        Raises ConflictError, and changes nothing, when it was saved or erased in between. After a StoreError it may
        have been saved all the same, as when a connection breaks before the answer; who needs to know loads again.
        """
        ...

    def household(self, account: str) -> tuple[str, ...]:
        """Give every listener of an account of whom something is stored, in order: itself, and its persons."""
        ...

    def erase(self, listener: str, *, household: bool = False) -> None:
        """Forget the listener, or with them their whole household; nothing to forget is fine.

        When this returns, no text of theirs is left where the store itself can reach: rows, free pages, its own log.
        Raises LeftoverError when it is left in the log alone, of which somebody reads; `ping` erases it there later.
        """
        ...

    def ping(self) -> None:
        """Return when the store answers, and would save.

        Raises LeftoverError when it does, and its own log still holds something erased after another attempt.
        """
        ...
