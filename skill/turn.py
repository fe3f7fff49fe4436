"""One turn of the conversation: load what is remembered, advance, save. In this order, in the open.

The store is read once and written once at most, unless another device of the same listener saves in between.
"""

import logging
from collections.abc import Mapping
from time import monotonic
from typing import Any

from msgspec import Struct

from skill import record
from skill.coach.answers import Moment, Turn, close, prefaced
from skill.coach.events import Event, HealthWord, RatingGiven, SwitchedOff
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.state import Outage, State
from skill.coach.transitions import advance
from skill.errors import BusyError, ConflictError, LeftoverError, NotErasedError, StoreError
from skill.frozen import replace
from skill.outage import Backlog, caught_up, settled
from skill.store.base import PERSON, Store

log = logging.getLogger(__name__)

TRIES = 8
"""Two devices may speak at once; whoever saves second loads what the first saved and advances from there."""

TRYING_S = 0.8
"""After this time no new try is begun: the answer has to come within three seconds, however slow the store."""

URGENT = HealthWord | RatingGiven
"""Nobody who is hurt, or for whom it is too hard, is told about the store first."""


class Listener(Struct, frozen=True):
    """Who speaks, and when."""

    id: str | None
    """As stores know them; None for somebody Alexa gives no id: nothing is remembered of them beyond the session."""
    locale: str
    """As Alexa names it, en-GB; empty where it wasn't told."""
    now_ms: int
    """Of the event itself, in milliseconds since 1970."""
    request: str = ""
    """The id of the request, the same when it is delivered again."""
    session: str = ""
    """The id of the session."""
    voice: str | None = None
    """The id of the person alone, whose voice was recognised when the session began."""


def take(  # noqa: PLR0913 - what happened, who did it, what they carry; and what a turn is made with
    event: Event,
    listener: Listener,
    attributes: Mapping[str, Any],
    *,
    moment: Moment,
    store: Store,
    backlog: Backlog,
) -> Turn:
    """Answer one event. A store that doesn't answer costs the memory of this turn for a while, never the answer.

    Who asks to be forgotten then, or when something of it is left in the store's log, is told to ask again: nobody is
    promised what isn't done.
    Raises NotErasedError when somebody has switched the skill off and the store doesn't answer.
    """
    if listener.id is None:
        return advance(State.from_session(attributes), event, moment)
    if isinstance(event, SwitchedOff):
        # It is the account that has switched it off, whoever's voice began the session.
        _erase(listener.id.partition(PERSON)[0], store, backlog)
        return advance(State.from_session(attributes), event, moment)
    try:
        turn = _remembering(event, listener.id, listener.request, attributes, moment, store)
    except LeftoverError:
        backlog.forget(listener.id)
        return close(State(), Line.of(Key.FORGET_LATER))
    except StoreError as error:
        session = State.from_session(attributes)
        turn = _from_session(event, session, listener.request, moment)
        if _forgets(turn):
            return close(session, Line.of(Key.FORGET_LATER))
        if turn.state.base is not None:
            backlog.note(listener.id, listener.session, turn.state, listener.request)
            if isinstance(error, BusyError):
                backlog.settle_soon(store)
        return turn
    if _forgets(turn):
        backlog.forget(listener.id)
    backlog.drop(listener.id, listener.session)
    return turn


def _forgets(turn: Turn) -> bool:
    return any(line.key == Key.FORGET_DONE for line in turn.reply.say)


def _remembering(  # noqa: PLR0913, PLR0917 - all of a turn but the backlog
    event: Event, listener: str, request: str, attributes: Mapping[str, Any], moment: Moment, store: Store
) -> Turn:
    """Load, advance, save; again from what another device has saved in between. Raises StoreError.

    Raises LeftoverError only of somebody who asks to be forgotten, and is, but for the store's log.
    """
    began = monotonic()
    for _ in range(TRIES):
        stored, version = record.load(store, listener)
        session = State.from_session(attributes, stored.progress)
        if (before := stored.before(request)) is not None:
            # Delivered again: the same answer as the first time, and nothing to save.
            turn = advance(replace(session, progress=before, base=None, outage=None), event, moment)
            return _known(turn, version if turn.state.progress == stored.progress else None)
        met = caught_up(session, stored, version)
        turn = advance(session if met is session.progress else replace(session, progress=met), event, moment)
        if _forgets(turn):
            # Whatever was loaded: a text that can't be read passes for nothing, and something may be left in the log.
            store.erase(listener)
            return _known(turn, 0)
        progress = turn.state.progress
        try:
            reached = settled(session, stored, version, met)
            if reached is stored:
                reached = stored.tidied(moment.now_ms) if version else stored.born(moment.now_ms)
            if progress != stored.progress or reached.settled != stored.settled:
                version = record.keep(store, listener, reached.after(request, progress), version)
        except ConflictError:
            if monotonic() - began > TRYING_S:
                break
            continue
        return _known(turn, version)
    busy = BusyError()
    log.error("progress not saved in this turn, but with the next: %s", busy)
    raise busy


def _known(turn: Turn, version: int | None) -> Turn:
    """Note that the store holds the progress of a turn."""
    return Turn(replace(turn.state, loaded=version, base=None, outage=None, told_outage=False), turn.reply)


def _from_session(event: Event, session: State, request: str, moment: Moment) -> Turn:
    """Answer from what the session carries, and say once that it can't be saved. Its base is kept for when it can."""
    turn = advance(session, event, moment)
    changed = turn.state.progress != session.progress
    base = session.progress if session.base is None and changed else session.base
    outage = _outage(session, request, moment.now_ms) if changed else session.outage
    turn = replace(turn, state=replace(turn.state, base=base, outage=outage))
    if session.told_outage or turn.reply.silent or isinstance(event, URGENT):
        return turn
    return prefaced(replace(turn, state=replace(turn.state, told_outage=True)), Line.of(Key.TROUBLE_STORE))


def _outage(session: State, request: str, now_ms: int) -> Outage | None:
    """Give the outage in which one more turn of a session is not saved; None in one whose beginning nobody noted."""
    if session.base is None:
        return Outage(request, now_ms)
    return replace(session.outage, turns=session.outage.turns + 1) if session.outage else None


def _erase(account: str, store: Store, backlog: Backlog) -> None:
    try:
        store.erase(account, household=True)
    except StoreError as error:
        # Who is erased already may come back before the next outage ends, and must not be erased again then.
        (backlog.erased if isinstance(error, LeftoverError) else backlog.erase)(account)
        message = f"Somebody switched the skill off, and Alexa is asked to tell it again until they're erased: {error}"
        log.error(message)
        raise NotErasedError(message) from error
    backlog.erased(account)
