"""One turn of the conversation: load what is remembered, advance, save. In this order, in the open."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

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
    """As Alexa names it, en-GB; empty where it wasn't told."""
    now_ms: int
    """Of the event itself, in milliseconds since 1970."""


def take(event: Event, listener: Listener, attributes: Mapping[str, Any], *, moment: Moment, store: Store) -> Turn:
    """Answer one event. A store that doesn't answer costs the memory of this turn, never the answer."""
    if listener.id is None:
        return advance(State.from_session(attributes, None), event, moment)
    for _ in range(TRIES):
        remembered = _load(store, listener.id)
        if remembered is None:
            return _unloaded(State.from_session(attributes, None), event, moment)
        stored = _progress(remembered)
        turn = advance(State.from_session(attributes, stored), event, moment)
        try:
            saved = turn.state.progress == stored or _save(store, listener.id, turn.state.progress, remembered)
        except ConflictError:
            continue
        return replace(turn, state=replace(turn.state, loaded=True, unsaved=not saved))
    log.error("progress not saved: other devices of this listener kept saving first")
    return replace(turn, state=replace(turn.state, loaded=True))


def _unloaded(before: State, event: Event, moment: Moment) -> Turn:
    """Answer from the session's own copy; what changes in it is newer than the store, if it stems from there."""
    turn = advance(before, event, moment)
    newer = before.loaded and turn.state.progress != before.progress
    return replace(turn, state=replace(turn.state, unsaved=before.unsaved or newer))


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


def _save(store: Store, listener: str, progress: Progress, remembered: Remembered) -> bool:
    """Save; False means that the store doesn't answer. Raises ConflictError."""
    try:
        store.save(listener, json.dumps(progress.to_json()), expected_version=remembered.version)
    except ConflictError:
        raise
    except StoreError as error:
        log.error("going on without saving: %s", error)
        return False
    return True
