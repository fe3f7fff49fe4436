"""One turn of the conversation: load what is remembered, advance, save. In this order, in the open.

The store is read once and written once at most, unless another device of the same listener saves in between.
"""

import logging
from collections.abc import Mapping
from time import monotonic
from typing import Any

from msgspec import Struct

from skill import record
from skill.carried import Carried, Outage
from skill.coach import framing
from skill.coach.answers import Moment, Turn, close, prefaced
from skill.coach.events import Event, HealthWord, RatingGiven, SwitchedOff
from skill.coach.keys import Key
from skill.coach.reply import Line, Reply
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


class Answer(Struct, frozen=True):
    """One event, answered."""

    carried: Carried
    """To the next."""
    reply: Reply


def take(  # noqa: PLR0913 - what happened, who did it, what they carry; and what a turn is made with
    event: Event,
    listener: Listener,
    attributes: Mapping[str, Any],
    *,
    moment: Moment,
    store: Store,
    backlog: Backlog,
) -> Answer:
    """Answer one event. A store that doesn't answer costs the memory of this turn for a while, never the answer.

    Who asks to be forgotten then, or when something of it is left in the store's log, is told to ask again: nobody is
    promised what isn't done.
    Raises NotErasedError when somebody has switched the skill off and the store doesn't answer.
    """
    if listener.id is None:
        return _from_session(event, Carried.read(attributes), moment)
    if isinstance(event, SwitchedOff):
        # It is the account that has switched it off, whoever's voice began the session.
        _erase(listener.id.partition(PERSON)[0], store, backlog)
        return _from_session(event, Carried.read(attributes), moment)
    try:
        answer = _remembering(event, listener.id, listener.request, attributes, moment, store)
    except LeftoverError:
        backlog.forget(listener.id)
        return _forgotten_later(Carried())
    except StoreError as error:
        session = Carried.read(attributes)
        answer = _unsaved(event, session, listener.request, moment)
        if answer.reply.forgets:
            return _forgotten_later(session)
        if answer.carried.base is not None:
            backlog.note(listener.id, listener.session, answer.carried, listener.request)
            if isinstance(error, BusyError):
                backlog.settle_soon(store)
        return answer
    if answer.reply.forgets:
        backlog.forget(listener.id)
    backlog.drop(listener.id, listener.session)
    return answer


def _forgotten_later(session: Carried) -> Answer:
    """Tell somebody to ask once more to be forgotten."""
    turn = close(session.state, Line.of(Key.FORGET_LATER))
    return Answer(replace(session, state=turn.state), turn.reply)


def _remembering(  # noqa: PLR0913, PLR0917 - all of a turn but the backlog
    event: Event, listener: str, request: str, attributes: Mapping[str, Any], moment: Moment, store: Store
) -> Answer:
    """Load, advance, save; again from what another device has saved in between. Raises StoreError.

    Raises LeftoverError only of somebody who asks to be forgotten, and is, but for the store's log.
    """
    began = monotonic()
    for _ in range(TRIES):
        stored, version = record.load(store, listener)
        session = Carried.read(attributes, stored.progress)
        if (before := stored.before(request)) is not None:
            # Delivered again: the same answer as the first time, and nothing to save.
            turn = advance(replace(session.state, progress=before), event, moment)
            return _saved(turn, version if turn.state.progress == stored.progress else None)
        met = caught_up(session, stored, version)
        state = session.state if met is session.progress else replace(session.state, progress=met)
        turn = advance(state, event, moment)
        if turn.reply.forgets:
            # Whatever was loaded: a text that can't be read passes for nothing, and something may be left in the log.
            store.erase(listener)
            return _saved(turn, 0)
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
        return _saved(turn, version)
    busy = BusyError()
    log.error("progress not saved in this turn, but with the next: %s", busy)
    raise busy


def _saved(turn: Turn, version: int | None) -> Answer:
    """Give the answer of a turn whose progress the store holds, at a version."""
    return Answer(Carried(turn.state, version), turn.reply)


def _from_session(event: Event, session: Carried, moment: Moment) -> Answer:
    """Answer from what the session carries, with nobody to remember it."""
    turn = advance(session.state, event, moment)
    return Answer(replace(session, state=turn.state), turn.reply)


def _unsaved(event: Event, session: Carried, request: str, moment: Moment) -> Answer:
    """Answer from what the session carries, and say once that it can't be saved. Its base is kept for when it can."""
    turn = advance(session.state, event, moment)
    changed = turn.state.progress != session.progress
    base = session.progress if session.base is None and changed else session.base
    outage = _outage(session, request, moment.now_ms) if changed else session.outage
    carried = replace(session, state=turn.state, base=base, outage=outage)
    if session.told_outage or turn.reply.silent or isinstance(event, URGENT):
        return Answer(carried, turn.reply)
    told = framing.sounding(prefaced(turn, Line.of(Key.TROUBLE_STORE)), moment)
    return Answer(replace(carried, state=told.state, told_outage=True), told.reply)


def _outage(session: Carried, request: str, now_ms: int) -> Outage | None:
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
