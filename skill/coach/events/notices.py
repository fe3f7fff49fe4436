"""What the platform told of itself; nothing can be said to any of it."""

from msgspec import Struct


class SessionLost(Struct, frozen=True):
    """The platform closed the session; nothing can be said any more."""


class AudioFailed(Struct, frozen=True):
    """The device could not play the timed audio it was sent; nothing can be said to this."""


class SwitchedOff(Struct, frozen=True):
    """Switched the skill off: nothing may be said any more, nor remembered."""


class Unheeded(Struct, frozen=True):
    """The platform sent a notification that changes nothing and may not be answered with speech."""


Notification = AudioFailed | SwitchedOff | Unheeded
"""What changes nothing in the conversation: the block goes on sounding."""

Notice = SessionLost | Notification
