"""One turn of the conversation: load what is remembered, advance, save. In this order, in the open."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from skill.catalogue.model import Catalogue
from skill.coach.answers import Moment, Turn
from skill.coach.events import Event
from skill.coach.state import Progress, State
from skill.coach.transitions import advance
from skill.errors import ConflictError, StoreError
from skill.store.base import Remembered, Store

log = logging.getLogger(__name__)

TRIES = 3
"""Two devices may speak at once; whoever saves second loads what the first saved and advances from there."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Who speaks, and when."""

    id: str | None
    """None for somebody Alexa gives no id: nothing is remembered of them beyond the session."""
    locale: str
    now_ms: int
    """Of the event itself, in milliseconds since 1970."""


def take(
    event: Event, listener: Listener, attributes: Mapping[str, Any], *, catalogue: Catalogue, store: Store
) -> Turn:
    """Answer one event. A store that doesn't answer costs the memory of this turn, never the answer."""
    moment = Moment(catalogue, listener.now_ms)
    if listener.id is None:
        return advance(State.from_session(attributes, None), event, moment)
    for _ in range(TRIES):
        remembered = _load(store, listener.id)
        progress = _progress(remembered) if remembered else None
        turn = advance(State.from_session(attributes, progress), event, moment)
        try:
            saved = remembered is not None and _save(store, listener.id, turn.state.progress, progress, remembered)
        except ConflictError:
            continue
        loaded = turn.state.loaded or remembered is not None
        return replace(turn, state=replace(turn.state, loaded=loaded, unsaved=loaded and not saved))
    log.error("progress not saved: other devices of this listener kept saving first")
    return turn


def _load(store: Store, listener: str) -> Remembered | None:
    try:
        return store.load(listener)
    except StoreError as error:
        log.error("going on without what was remembered: %s", error)
        return None


def _progress(remembered: Remembered) -> Progress:
    try:
        return Progress.from_json(json.loads(remembered.progress)) if remembered.progress else Progress()
    except ValueError:
        return Progress()


def _save(store: Store, listener: str, after: Progress, before: Progress | None, remembered: Remembered) -> bool:
    """Save what has changed; False means that the store doesn't answer. Raises ConflictError."""
    if after == before:
        return True
    try:
        store.save(listener, json.dumps(after.to_json()), expected_version=remembered.version)
    except ConflictError:
        raise
    except StoreError as error:
        log.error("going on without saving: %s", error)
        return False
    return True
