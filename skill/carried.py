"""What a session carries from one turn to the next: the conversation, and how much of it the store knows of.

The coach sees nothing of the latter. Attributes that can't be read cost what was talked of, and never what is unsaved.
"""

import logging
from typing import Any

from msgspec import Struct, ValidationError, convert, structs

from skill.coach.state import VERSION, Progress, State, plain
from skill.frozen import replace

log = logging.getLogger(__name__)

NOT_OURS = (
    "a session's attributes can't be read as a whole, and what was talked of in it may be forgotten. "
    "Unless another release runs beside this one, please report this."
)
UNSAVED_NOT_OURS = (
    "what a session carries and could not save can't be read, and is not saved. "
    "Unless another release runs beside this one, please report this."
)

LEDGER = ("loaded", "outage", "told_outage")
"""What a session notes beside the state, but for its base."""

NEW = {name: new for name, new in plain(State()).items() if name != "progress"}
"""What was talked of where nothing was, as JSON."""


class Outage(Struct, frozen=True):
    """A time in which the store could not save what a session did."""

    request: str
    """The id of the first request that was not saved. It tells this outage of the session from every other."""
    began_ms: int
    """When that was said, in milliseconds since 1970."""
    turns: int = 1
    """The session's turns that changed something so far, and were not saved."""


class Carried(Struct, frozen=True):
    """The attributes of one of Alexa's sessions."""

    state: State = State()
    loaded: int | None = None
    """The version at which the store held the progress carried here, or its base; None before it has answered."""
    base: Progress | None = None
    """What the store held then, while it lacks the progress carried here; None while it doesn't."""
    outage: Outage | None = None
    """Since when the base is one; None without a base."""
    told_outage: bool = False
    """True once it has been said that nothing can be remembered just now, until something can."""

    @property
    def progress(self) -> Progress:
        """The progress carried here."""
        return self.state.progress

    def attributes(self) -> dict[str, Any]:
        """Give the JSON; see `plain`. The progress goes along, for turns in which the store is down."""
        own = structs.asdict(self)
        state = structs.asdict(own.pop("state"))
        return {"version": VERSION, **state, **own}

    @classmethod
    def read(cls, attributes: Any, stored: Progress | None = None) -> "Carried":  # noqa: ANN401 - JSON of any shape
        """Read what `attributes` gave; anything else is the start of a session.

        What is stored is taken in place of the progress in the attributes, where nothing of that is unsaved.
        """
        if not isinstance(attributes, dict) or attributes.get("version") != VERSION:
            if attributes:
                log.warning(NOT_OURS)
            return cls(State(progress=stored or Progress()))
        if stored is not None and not attributes.get("base"):
            return replace(_noted(attributes), state=_state(attributes, stored))
        progress = Progress.from_json(attributes.get("progress"))
        state, base = _state(attributes, progress), _base(attributes, progress)
        return replace(_noted(attributes), state=state, base=base)


def _state(attributes: dict[str, Any], progress: Progress) -> State:
    """Read what was talked of."""
    state = State.from_json(attributes, progress)
    if state == State(progress=progress) and any(attributes.get(name, new) != new for name, new in NEW.items()):
        log.warning(NOT_OURS)
    return state


def _noted(attributes: dict[str, Any]) -> Carried:
    """Read what is noted of the store, but for the base."""
    try:
        return convert({name: attributes[name] for name in LEDGER if name in attributes}, Carried)
    except ValidationError:
        log.warning(NOT_OURS)
        return Carried()


def _base(attributes: dict[str, Any], progress: Progress) -> Progress | None:
    """Read the base; None also when the progress itself couldn't be read, for then nothing of it is to be saved."""
    base = attributes.get("base")
    if base and progress == Progress() and attributes.get("progress") != plain(progress):
        log.warning(UNSAVED_NOT_OURS)
        return None
    if not base:
        return None
    return Progress.from_json(base)
