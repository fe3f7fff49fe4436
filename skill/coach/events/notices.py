"""What the platform told of itself; nothing can be said to any of it."""

from skill.coach.events.bare import Bare


class SessionLost(Bare):
    """The platform closed the session; nothing can be said any more."""


class AudioFailed(Bare):
    """The device could not play the timed audio it was sent; nothing can be said to this."""


class SwitchedOff(Bare):
    """Switched the skill off: nothing may be said any more, nor remembered."""


class Unheeded(Bare):
    """The platform sent a notification that changes nothing and may not be answered with speech."""


Notice = SessionLost | AudioFailed | SwitchedOff | Unheeded
