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
from skill.carried import Carried
from skill.coach.state import Progress
from skill.errors import BusyError, ConflictError, LeftoverError, StoreError, UnreadableError
from skill.merging import merged
from skill.record import Record
from skill.store.base import PERSON, Store
from skill.store.patience import Attempt, every_second

log = logging.getLogger(__name__)

MOST = 10_000
"""Sessions that wait at once. Whoever comes then is carried by the session alone."""

FULL = (
    "%d sessions wait for the store, and this server keeps no more: what is done in any other is saved only if it "
    "goes on once the store answers. Get the store going again."
)

TRIES = 20
"""Of saving what waited, while its listener's other devices save, too."""


def caught_up(session: Carried, stored: Record, version: int) -> Progress:
    """Give the progress that counts: what is stored, together with what a session carries that could not be saved."""
    if session.base is None or forgotten_since(session, stored, version) or _saved(session, stored):
        return stored.progress
    if version == (session.loaded or 0):
        return session.progress
    return merged(_base(session, session.base, stored), session.progress, stored.progress)


def forgotten_since(session: Carried, stored: Record, version: int) -> bool:
    """Tell whether its listener was forgotten since a session failed to save: nothing it carries may come back."""
    if session.base is None:
        return False
    begun_anew = session.outage is not None and stored.born_ms > session.outage.began_ms
    return begun_anew or (version == 0 and bool(session.loaded))


def _saved(session: Carried, stored: Record) -> bool:
    """Tell whether a server that still had all a session carries has saved it; it may have been changed again since."""
    outage, known = session.outage, stored.of(session)
    return outage is not None and known is not None and known.outage.turns >= outage.turns


def _base(session: Carried, base: Progress, stored: Record) -> Progress:
    """Give what a session's unsaved changes began from: its base, or what is known to have been saved of them.

    A server may have saved some; or the first save that failed had arrived, or its request come elsewhere, too.
    """
    if (known := stored.of(session)) is not None:
        return Progress.from_json(known.progress)
    first = stored.brought_about(session.outage.request) if session.outage else None
    return first or base


def settled(session: Carried, stored: Record, version: int, met: Progress, request: str = "") -> Record:
    """Give the record once it holds what a session could not save: the same where nothing of it counts any more."""
    if session.base is None or forgotten_since(session, stored, version):
        return stored
    began = stored if version or session.outage is None else stored.born(session.outage.began_ms)
    reached = began.after(request, met) if met != stored.progress else began
    return reached.settling(session)


class _Waiting(Struct, frozen=True):
    """The last of a session that could not be saved, and the request it comes from."""

    session: Carried
    request: str


class Backlog:
    """What this server could not save, of sessions that may be over by now, until the store is back."""

    def __init__(self, watch: Callable[[Attempt], None] = every_second) -> None:
        """Take who is to try again what only other devices have kept from being saved: a thread."""
        self._watch = watch
        self._waiting: dict[tuple[str, str], _Waiting] = {}
        self._to_erase: set[str] = set()
        self._full = False
        self._lock = Lock()

    def note(self, listener: str, session_id: str, session: Carried, request: str) -> None:
        """Keep what a session carries, in place of what it carried before; tell once of an outage that no more fit."""
        with self._lock:
            room = len(self._waiting) < MOST or (listener, session_id) in self._waiting
            if room:
                self._waiting[listener, session_id] = _Waiting(session, request)
            tells, self._full = not (room or self._full), self._full or not room
        if tells:
            log.warning(FULL, MOST)

    def drop(self, listener: str, session_id: str) -> None:
        """Forget a session that has saved by itself."""
        if self._waiting:
            with self._lock:
                self._waiting.pop((listener, session_id), None)

    def forget(self, listener: str) -> None:
        """Forget all sessions of somebody who has asked for it."""
        self._drop(lambda waiting: waiting == listener)

    def erase(self, account: str) -> None:
        """Forget a household here at once, and in the store as soon as that is back."""
        with self._lock:
            self._to_erase.add(account)
        self._drop(lambda waiting: waiting.partition(PERSON)[0] == account)

    def erased(self, account: str) -> None:
        """Take note that the store has forgotten a household, and forget it here."""
        self.erase(account)
        with self._lock:
            self._to_erase.discard(account)

    def settle(self, store: Store) -> bool:
        """Erase and save all that has waited. False when the store is down again: the rest goes on waiting."""
        saved = 0
        try:
            for account in tuple(self._to_erase):
                self._erase_now(store, account)
            for key, waiting in tuple(self._waiting.items()):
                saved += self._settle(store, key, waiting)
        except StoreError:
            return False
        finally:
            if saved:
                log.warning("saved what %d sessions did while the store did not answer", saved)
        self._full = len(self._waiting) >= MOST
        return True

    def _erase_now(self, store: Store, account: str) -> None:
        try:
            with suppress(LeftoverError):  # They are erased, and must not be again once they have come back.
                store.erase(account, household=True)
        except StoreError:
            raise
        except Exception:
            log.exception("somebody who switched the skill off could not be erased, please report this")
            return
        with self._lock:
            self._to_erase.discard(account)

    def settle_soon(self, store: Store) -> None:
        """Save what waits although the store answers, once other devices are quiet: the next outage may be far off."""
        self._watch(lambda: self.settle(store))

    def _drop(self, meant: Callable[[str], bool]) -> None:
        if self._waiting:
            with self._lock:
                self._waiting = {key: waiting for key, waiting in self._waiting.items() if not meant(key[0])}

    def _settle(self, store: Store, key: tuple[str, str], waiting: _Waiting) -> bool:
        if self._waiting.get(key) is not waiting:
            return False  # Forgotten meanwhile, or saved by its session.
        try:
            _save(store, key[0], waiting)
        except (BusyError, UnreadableError):
            return False
        except StoreError:
            raise
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
        progress = caught_up(waiting.session, stored, version)
        reached = settled(waiting.session, stored, version, progress, waiting.request)
        try:
            if reached is not stored:
                record.keep(store, listener, reached, version)
        except ConflictError:
            continue
        return
    raise BusyError
