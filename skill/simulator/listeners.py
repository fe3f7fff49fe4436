"""The listeners of the page: one device and one clock for each browser tab that talks to the coach."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from msgspec import Struct

from skill.simulator.device import Device
from skill.simulator.envelope import SKILL_ID, Echo
from skill.simulator.heard import Heard
from skill.simulator.recognizer import Recognizer
from skill.simulator.wire import over_http

MOST_LISTENERS = 20
"""Whoever was silent longest is forgotten when there would be more."""
DEVICE_ID = "amzn1.ask.device.page"

Now = Callable[[], datetime]
MakeDevice = Callable[[str, str, Now], Device]
"""Makes a device from the address of the skill, the listener's id and the listener's clock."""


class Said(Struct, frozen=True):
    """What a page tells of its listener."""

    listener: str
    utterance: str | None
    """None for nobody saying anything for as long as the device listens."""
    barge_in: bool = False
    skipped_ms: int = 0
    """How much more time passed on the page than in the world since it last told of anything."""


def echoes(model: Mapping[str, Any], locale: str) -> MakeDevice:
    """Give the maker of simulated Echos that hear by an interaction model."""
    recognizer = Recognizer(model)

    def make(url: str, listener: str, now: Now) -> Device:
        return Device(over_http(url), recognizer, Echo(SKILL_ID, f"page-{listener}", DEVICE_ID, locale), now)

    return make


class Listeners:
    """Everybody who has the page open. Time is what the world says and what each page has skipped."""

    def __init__(self, make: MakeDevice, now: Now) -> None:
        self._make = make
        self._now = now
        self._by_id: OrderedDict[str, _Listener] = OrderedDict()
        self._lock = threading.Lock()

    def tell(self, url: str, said: Said) -> Heard:
        """Say it to the listener's device, and give what is heard. Raises wire.NoAnswerError."""
        return self._listener(url, said.listener).tell(said)

    def _listener(self, url: str, id_: str) -> "_Listener":
        with self._lock:
            listener = self._by_id.get(id_) or _Listener(partial(self._make, url, id_), self._now)
            self._by_id[id_] = listener
            self._by_id.move_to_end(id_)
            if len(self._by_id) > MOST_LISTENERS:
                self._by_id.popitem(last=False)
        return listener


class _Listener:
    def __init__(self, make: Callable[[Now], Device], now: Now) -> None:
        self._world = now
        self._skipped = timedelta()
        self._lock = threading.Lock()
        self._device = make(self._now)

    def tell(self, said: Said) -> Heard:
        """Let one thing happen at a time."""
        with self._lock:
            self._skipped += timedelta(milliseconds=said.skipped_ms)
            if said.utterance is None:
                return self._device.silence()
            return (self._device.barge_in if said.barge_in else self._device.say)(said.utterance)

    def _now(self) -> datetime:
        return self._world() + self._skipped
