"""A store that may be down: asked while it answers, left alone while it doesn't, so that nobody waits for it twice.

A circuit breaker. The first call that fails opens it; from then on every call fails at once, and a thread asks every
second whether the store is back. Nobody who speaks to the coach ever waits for that.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Lock, Thread
from time import monotonic
from typing import TypeVar

from skill.errors import ConflictError, LeftoverError, StoreError
from skill.store.base import PATIENCE_S, Remembered, Store

log = logging.getLogger(__name__)

SLOW_S = 2 * PATIENCE_S
"""A call that takes longer, and succeeds, is the last: a person waits for two of them, and three seconds in all."""

RETRY_S = 1.0
"""Between two attempts to reach a store that is down."""

Result = TypeVar("Result")
Attempt = Callable[[], bool]
"""Tries to reach the store, and says whether that has succeeded."""


def every_second(attempt: Attempt) -> None:
    """Try from a thread of its own until it succeeds."""
    pause = Event()

    def _go_on() -> None:
        while not pause.wait(RETRY_S):
            if attempt():
                return

    Thread(target=_go_on, name="store-outage", daemon=True).start()


def _nothing(_: Store) -> bool:
    """Do nothing when the store is back."""
    return True


class Patient:
    """A `Store` in front of another, which keeps its promises and raises StoreError at once while that one is down."""

    def __init__(
        self,
        store: Store,
        *,
        when_back: Callable[[Store], bool] = _nothing,
        watch: Callable[[Attempt], None] | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Take what to do once the store is back, who is to try until it is (a thread), and a clock in seconds.

        What is to be done says whether the store was there to the end; it is tried again until it was.
        """
        self._store = store
        self._when_back = when_back
        self._watch = watch or every_second
        self._clock = clock
        self._lock = Lock()
        self._down: tuple[str, float] | None = None
        """The message of the failure, and when it was; None while the store answers."""
        self._leftovers = False
        """True while somebody sees to what the store has erased, but not from its own log."""

    def load(self, listener: str) -> Remembered:
        """Keep the promise of `Store.load`."""
        return self._ask(lambda: self._store.load(listener))

    def save(self, listener: str, progress: str, *, expected_version: int) -> int:
        """Keep the promise of `Store.save`."""
        return self._ask(lambda: self._store.save(listener, progress, expected_version=expected_version))

    def household(self, account: str) -> tuple[str, ...]:
        """Keep the promise of `Store.household`."""
        return self._ask(lambda: self._store.household(account))

    def erase(self, listener: str, *, household: bool = False) -> None:
        """Keep the promise of `Store.erase`."""
        self._ask(lambda: self._store.erase(listener, household=household))

    def ping(self) -> None:
        """Return when the store answers, and would save; what it has left in its log is seen to, and no failure."""
        with suppress(LeftoverError):
            self._ask(self._store.ping)

    def try_again(self) -> bool:
        """Ask whether a store that is down is back; then do what waited for that, and say so."""
        try:
            with suppress(LeftoverError):  # Which is seen to once the way is open.
                self._store.ping()
        except StoreError:
            return False
        # What waited comes before anybody who speaks now: it came first.
        if not self._when_back(self._store):
            return False
        with self._lock:
            since, self._down = self._down, None
        if since is not None:
            log.warning("the store answers again, after %.0f seconds", self._clock() - since[1])
        self._watch(self._once_more)
        return True

    def _once_more(self) -> bool:
        """Do it for a call as well that failed just before the store was back, and left something to do just after."""
        self._when_back(self)
        with suppress(StoreError):
            self.ping()  # What waited may have erased somebody, and left them in the store's log.
        return True

    def _ask(self, do: Callable[[], Result]) -> Result:
        if self._down is not None:
            raise StoreError(self._down[0])
        began = self._clock()
        try:
            result = do()
        except ConflictError:
            raise
        except LeftoverError as error:
            self._see_to_leftovers(str(error))
            raise
        except StoreError as error:
            self._give_up(str(error))
            raise
        if self._clock() - began > SLOW_S:
            self._give_up("The store answers too slowly. Look at what keeps it busy.")
        return result

    def _give_up(self, message: str) -> None:
        with self._lock:
            if self._down is not None:
                return
            self._down = message, self._clock()
        log.error("%s Until it does, the coach goes on from what each session carries, and /healthz says 503.", message)
        self._watch(self.try_again)

    def _see_to_leftovers(self, message: str) -> None:
        with self._lock:
            if self._leftovers:
                return
            self._leftovers = True
        log.warning("%s Until nothing is left, the coach tries that every second.", message)
        self._watch(self._seen_to)

    def _seen_to(self) -> bool:
        """Let the store erase what is left in its log, and say whether it has."""
        # Before the attempt, so that an erasure at the same time which leaves something is seen to by another.
        self._leftovers = False
        try:
            self._store.ping()
        except StoreError:
            self._leftovers = True
            return False
        log.warning("nothing that was erased is left in the store's log any more")
        return True
