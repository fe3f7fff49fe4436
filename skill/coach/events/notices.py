"""What the platform told of itself; nothing can be said to any of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SessionLost:
    """The platform closed the session; nothing can be said any more."""


@dataclass(frozen=True, slots=True)
class AudioFailed:
    """The device could not play the timed audio it was sent; nothing can be said to this."""


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """Switched the skill off: nothing may be said any more, nor remembered."""


@dataclass(frozen=True, slots=True)
class Unheeded:
    """The platform sent a notification that changes nothing and may not be answered with speech."""


Notice = SessionLost | AudioFailed | SwitchedOff | Unheeded
