"""What was just answered: a request that comes twice is answered as before, and changes nothing twice.

Alexa asks again when an answer is lost, and whoever recorded a signed request can send it as long as it is fresh. This
journal is one process's; the store remembers the last requests of each listener for all of them.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from threading import Lock
from time import monotonic
from typing import Any

from msgspec import Struct, json

from skill.alexa.limits import EVENT_TOLERANCE_S, EVENTS, JOURNAL_BYTES, TOLERANCE_S, TURN_S

ENTRY_BYTES = 1024
"""What remembering an answer takes beside the answer."""


_ENCODER = json.Encoder()


def fingerprint(document: Mapping[str, Any]) -> int:
    """Give the same for a request and its repetition, also when it was signed anew with another timestamp.

    The id alone would do for what Alexa sends; what goes with it keeps a simulator apart that has one id for all.
    Nobody can aim at a fingerprint: Python hashes bytes with a secret of each process.
    """
    request = {**document["request"], "timestamp": None}
    return hash(_ENCODER.encode((request, document.get("session"))))


def lifetime_s(request_type: str) -> int:
    """Give how long a repetition can pass for fresh: its timestamp may lie ahead as far as behind."""
    return 2 * (EVENT_TOLERANCE_S if request_type.startswith(EVENTS) else TOLERANCE_S)


class Journal:
    """The answers of the last minutes, by fingerprint: so many bytes of them, the oldest forgotten first."""

    def __init__(self, clock: Callable[[], float] = monotonic, most_bytes: int = JOURNAL_BYTES) -> None:
        self._clock = clock
        self._most_bytes = most_bytes
        self._bytes = 0
        self._entries: dict[int, _Entry] = {}
        self._lock = Lock()

    def once(self, key: int, lifetime_s: float, answer: Callable[[], bytes]) -> bytes:
        """Give the answer, or the one given before; who comes meanwhile waits for it.

        Raises what ``answer`` raises, which is then forgotten, and TimeoutError for who waited too long.
        """
        with self._lock:
            entry, now = self._entries.get(key), self._clock()
            first = entry is None or entry.until <= now
            if entry is None or first:
                self._drop(key)
                entry = self._entries[key] = _Entry(now + lifetime_s)
            elif entry.given is None:
                entry.awaited = entry.awaited or Future()
        if first:
            return self._first(key, entry, answer)
        return entry.awaited.result(TURN_S) if entry.awaited else entry.given or b""

    def _first(self, key: int, entry: "_Entry", answer: Callable[[], bytes]) -> bytes:
        try:
            given = answer()
        except BaseException as error:
            with self._lock:
                self._drop(key)
            if entry.awaited:
                entry.awaited.set_exception(error)
            raise
        with self._lock:
            entry.given = given
            self._make_room(key, entry, len(given))
        if entry.awaited:
            entry.awaited.set_result(given)
        return given

    def _make_room(self, key: int, entry: "_Entry", size: int) -> None:
        if self._entries.get(key) is entry:
            entry.size = size + ENTRY_BYTES
            self._bytes += entry.size
        now = self._clock()
        while self._entries:
            oldest = next(iter(self._entries))
            if self._bytes <= self._most_bytes and self._entries[oldest].until > now:
                return
            self._drop(oldest)

    def _drop(self, key: int) -> None:
        if (entry := self._entries.pop(key, None)) is not None:
            self._bytes -= entry.size


class _Entry(Struct, eq=False):
    until: float
    given: bytes | None = None
    awaited: "Future[bytes] | None" = None
    """Made for the first who waits: most answers are asked for once."""
    size: int = 0
    """0 while it is being made."""
