"""What becomes of progress that could not be saved: it travels in the session, and waits here until the store is back.

Neither is allowed to destroy what another device saved meanwhile. So whatever is unsaved knows what it began from (its
base, and the version of that), and is put together with what the store holds by then.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from threading import Lock

from msgspec import Struct

from skill import record
from skill.coach.state import Progress, State
from skill.errors import ConflictError, StoreError
from skill.merging import merged
from skill.record import Record
from skill.store.base import PERSON, Store
from skill.store.patience import Attempt, every_second

log = logging.getLogger(__name__)

MOST = 10_000
"""Sessions that wait at once. Whoever comes then is carried by the session alone."""

TRIES = 20
"""Of saving what waited, while its listener's other devices save, too."""


def caught_up(session: State, stored: Record, version: int) -> Progress:
    """Give the progress that counts: what is stored, together with what a session carries that could not be saved."""
    if session.base is None or _over(session, stored):
        return stored.progress
    if session.progress == Progress() and session.base != Progress():
        return session.progress  # Somebody asked to be forgotten: whatever has been saved since is meant, too.
    if version == (session.loaded or 0):
        return session.progress
    if version == 0:
        return stored.progress  # Erased since.
    settled = stored.of(session)
    base = Progress.from_json(settled.progress) if settled else session.base
    return merged(base, session.progress, stored.progress)


def _over(session: State, stored: Record) -> bool:
    """Tell whether nothing a session carries counts any more.

    Its listener was forgotten since and has begun anew, or a server that still had all of it has saved it, and what was
    saved may have been changed again.
    """
    outage, settled = session.outage, stored.of(session)
    if outage is None:
        return False
    return stored.born_ms > outage.began_ms or (settled is not None and settled.outage.turns >= outage.turns)


class _Waiting(Struct, frozen=True):
    """The last of a session that could not be saved, and the request it comes from."""

    state: State
    request: str


class Backlog:
    """What this server could not save, of sessions that may be over by now, until the store is back."""

    def __init__(self, watch: Callable[[Attempt], None] = every_second) -> None:
        """Take who is to try again what only other devices have kept from being saved: a thread."""
        self._watch = watch
        self._waiting: dict[tuple[str, str], _Waiting] = {}
        self._to_erase: set[str] = set()
        self._lock = Lock()

    def note(self, listener: str, session: str, state: State, request: str) -> None:
        """Keep what a session carries, in place of what it carried before."""
        with self._lock:
            if len(self._waiting) < MOST or (listener, session) in self._waiting:
                self._waiting[listener, session] = _Waiting(state, request)

    def drop(self, listener: str, session: str) -> None:
        """Forget a session that has saved by itself."""
        if self._waiting:
            with self._lock:
                self._waiting.pop((listener, session), None)

    def erase(self, account: str) -> None:
        """Forget a household here at once, and in the store as soon as that is back."""
        with self._lock:
            self._to_erase.add(account)
            own = [key for key in self._waiting if key[0].partition(PERSON)[0] == account]
            for key in own:
                del self._waiting[key]

    def erased(self, account: str) -> None:
        """Take note that the store has forgotten a household, and forget it here."""
        self.erase(account)
        with self._lock:
            self._to_erase.discard(account)

    def settle(self, store: Store) -> None:
        """Erase and save all that has waited. When the store is down again, the rest goes on waiting."""
        for account in tuple(self._to_erase):
            with suppress(StoreError):
                store.erase(account, household=True)
                with self._lock:
                    self._to_erase.discard(account)
        settled = [key for key, waiting in tuple(self._waiting.items()) if self._settle(store, key, waiting)]
        if settled:
            log.warning("saved what %d sessions did while the store did not answer", len(settled))

    def settle_soon(self, store: Store) -> None:
        """Save what waits although the store answers, once other devices are quiet: the next outage may be far off."""

        def attempt() -> bool:
            self.settle(store)
            return True

        self._watch(attempt)

    def _settle(self, store: Store, key: tuple[str, str], waiting: _Waiting) -> bool:
        try:
            _save(store, key[0], waiting)
        except StoreError:
            return False
        except Exception:
            # One that can't be put together must not keep the others waiting.
            log.exception("what a session did while the store did not answer could not be saved, please report this")
            return False
        with self._lock:
            # Unless it has been replaced meanwhile, or its household erased.
            if self._waiting.get(key) is waiting:
                del self._waiting[key]
        return True


def _save(store: Store, listener: str, waiting: _Waiting) -> None:
    for _ in range(TRIES):
        stored, version = record.load(store, listener)
        progress = caught_up(waiting.state, stored, version)
        try:
            if progress != stored.progress:
                reached = stored.after(waiting.request, progress).settling(waiting.state)
                record.keep(store, listener, reached, version)
        except ConflictError:
            continue
        return
    raise StoreError
