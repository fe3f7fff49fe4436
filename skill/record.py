"""What is stored of one listener: their progress, and which requests brought it there last.

Alexa may deliver a request twice, and two servers may get one each. So the text names the last few requests that
changed it, each with what it changed, as it was before: whoever meets one of them again goes back to where it began,
gives the same answer, and saves nothing.

The text is JSON: the fields of `Progress`, and ``turns``, ``settled`` and ``born_ms``. A release only adds fields
beside these, and one that doesn't know a field, or not every value in it, hands it on as it found it until it changes:
two releases may write one text in turn.
"""

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Self

from msgspec import Struct, ValidationError, convert, json, structs

from skill.carried import Carried, Outage
from skill.coach.state import VERSION, Progress, plain
from skill.errors import LeftoverError, StoreError, UnreadableError
from skill.frozen import replace
from skill.store.base import Store

log = logging.getLogger(__name__)

SETTLED = 6
"""Outages of sessions named in a text: one for each device of a household, and some servers each."""

SETTLED_MS = 24 * 60 * 60 * 1000
"""How long they are named. No session goes on for longer."""

TURNS = 4
"""Requests named in a text. A request delivered twice comes within seconds, and each device has one at a time."""

Json = dict[str, Any]

INSIDE = 3
"""Levels of a field that are read one by one where it can't be read as a whole: history, workouts, one of them."""

NOT_OURS = (
    "a stored text is no progress of ours, and its listener is taken for somebody new; what they do next replaces it. "
    "Find out what else writes into the store, or restore it from a backup."
)
NOT_IN_FULL = (
    "a stored text can't be read in full (%s), and what is left of it counts until it is changed. "
    "Unless a later release runs beside this one, find out what else writes into the store."
)

NOBODY = Progress()

NEW: Json = plain(NOBODY)
"""The progress of somebody new."""


class Taken(Struct, frozen=True):
    """One request that changed the progress."""

    request: str
    """Alexa's id of it, which says nothing of anybody; empty for what was caught up with after an outage."""
    before: Mapping[str, Any]
    """Those fields that it changed, as JSON, before it did."""


class Settled(Struct, frozen=True):
    """What a session did in an outage and has been saved since, maybe by a server that the session knows nothing of."""

    outage: Outage
    """As far as it is saved."""
    progress: Mapping[str, Any]
    """What the session carried then, as JSON: what it did after that began from here."""


class Record(Struct, frozen=True):
    """The text of one listener, taken apart."""

    progress: Progress
    turns: tuple[Taken, ...] = ()
    """The latest last."""
    settled: tuple[Settled, ...] = ()
    """The latest last, for as long as their sessions may go on."""
    born_ms: int = 0
    """When the listener was first seen, or seen again after having been forgotten; 0 for not known."""
    unread: Mapping[str, Any] | None = None
    """Fields that this release doesn't know, or can't read in full, as JSON."""
    instead: Mapping[str, Any] | None = None
    """What was read of these, as JSON."""

    @classmethod
    def read(cls, text: str | None) -> Self:
        """Take a stored text apart. None is somebody new, and so is a text of no meaning here.

        Raises StoreError for one that a later release wrote in a new sense, since saving would destroy it.
        """
        value = _object(text)
        if isinstance(version := value.get("version"), int) and version > VERSION:
            message = "Progress was saved by a later release, which this one can't read: update this server."
            raise UnreadableError(message)
        if text and not isinstance(version, int | float):
            log.warning(NOT_OURS)
        turns, settled, born_ms = (value.pop(name, None) for name in ("turns", "settled", "born_ms"))
        progress, unread, instead = _progress(value)
        if instead:
            log.warning(NOT_IN_FULL, " and ".join(sorted(instead)))
        born_ms = born_ms if isinstance(born_ms, int) else 0
        return cls(progress, _turns(turns), _settled(settled), born_ms, unread or None, instead or None)

    def text(self) -> str:
        """Give the text. A field that couldn't be read is handed on, unless it has been given a new value since."""
        value: Json = {"version": VERSION, **structs.asdict(self.progress)}
        if self.unread:
            now, then = plain(value), self.instead or {}
            value |= {name: found for name, found in self.unread.items() if now.get(name) == then.get(name)}
        value["turns"] = [(taken.request, taken.before) for taken in self.turns]
        if self.settled:
            value["settled"] = self.settled
        if self.born_ms:
            value["born_ms"] = self.born_ms
        return json.encode(value).decode()

    def born(self, at_ms: int) -> Self:
        """Give the record of somebody who is new, first seen at a time."""
        return replace(self, born_ms=at_ms)

    def after(self, request: str, progress: Progress) -> Self:
        """Give the record once a request has brought the progress there; an empty one, once an outage has."""
        taken = Taken(request, _before(self.progress, progress))
        return replace(self, progress=progress, turns=(*self.turns, taken)[-TURNS:])

    def settling(self, session: Carried) -> Self:
        """Give the record once it holds what a session could not save."""
        outage, known = session.outage, self.of(session)
        if outage is None or (known is not None and known.outage.turns >= outage.turns):
            return self
        others = tuple(each for each in self.settled if each is not known)
        return replace(self, settled=(*others, Settled(outage, plain(session.progress)))[-SETTLED:])

    def of(self, session: Carried) -> Settled | None:
        """Give what has been saved of a session's outage."""
        outage = session.outage
        if outage is None or not outage.request:
            return None
        return next((each for each in self.settled if each.outage.request == outage.request), None)

    def tidied(self, now_ms: int) -> Self:
        """Give the record without what no session can need any more."""
        settled = tuple(each for each in self.settled if now_ms - each.outage.began_ms < SETTLED_MS)
        return self if settled == self.settled else replace(self, settled=settled)

    def _names(self, request: str) -> bool:
        """Say whether a request is among those that changed the progress last."""
        return bool(request) and any(taken.request == request for taken in self.turns)

    def before(self, request: str) -> Progress | None:
        """Give the progress that a request met; None for one that isn't named here."""
        return Progress.from_json(self._around(request)[0]) if self._names(request) else None

    def brought_about(self, request: str) -> Progress | None:
        """Give the progress that a request led to; None for one that isn't named here."""
        return Progress.from_json(self._around(request)[1]) if self._names(request) else None

    def _around(self, request: str) -> tuple[Json, Json]:
        after: Json = plain(self.progress)
        for taken in reversed(self.turns):
            before = _back(after, taken.before)
            if taken.request == request:
                return before, after
            after = before
        raise KeyError(request)


def load(store: Store, listener: str) -> tuple[Record, int]:
    """Give what is stored of a listener, and its version. Raises StoreError."""
    remembered = store.load(listener)
    try:
        return Record.read(remembered.progress), remembered.version
    except StoreError as error:
        log.error("%s", error)
        raise


def keep(store: Store, listener: str, record: Record, version: int) -> int:
    """Save a record over the version it comes from, and give the new one. Nothing to remember is not kept at all.

    Raises ConflictError where somebody else saved in between, and StoreError.
    """
    if record.progress != NOBODY:
        return store.save(listener, record.text(), expected_version=version)
    if version:
        with suppress(LeftoverError):  # Nobody has asked for it, nor has to be told.
            store.erase(listener)
    return 0


def _before(old: Any, new: Any) -> Json:  # noqa: ANN401 - two frozen values of one kind
    """Give what differs in the old one, as JSON, down to the field: a long list that stayed is not written again."""
    pairs = zip(old.__struct_fields__, structs.astuple(old), structs.astuple(new), strict=True)
    return {name: _was(was, now) for name, was, now in pairs if was is not now and was != now}


def _was(old: Any, new: Any) -> Any:  # noqa: ANN401 - two values of one field
    if isinstance(old, Struct) and type(old) is type(new):
        return _before(old, new)
    return None if old is None else plain(old)


def _back(new: Any, before: Any) -> Any:  # noqa: ANN401 - any JSON
    """Undo what `_before` has given."""
    if not isinstance(new, dict) or not isinstance(before, Mapping):
        return before
    return {**new, **{name: _back(new.get(name), value) for name, value in before.items()}}


def _object(text: str | None) -> Json:
    try:
        value = json.decode(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _progress(value: Json) -> tuple[Progress, Json, Json]:
    """Read what can be read, and give the fields of which that isn't all, and what was read of those."""
    if value.get("version") != VERSION:
        return Progress(), {}, {}
    value["version"] = VERSION  # It may be 1.0, or true.
    progress = Progress.from_json(value)
    if progress != NOBODY or all(value.get(name) == plain for name, plain in NEW.items()):
        return progress, {name: value[name] for name in value.keys() - NEW.keys()}, {}
    # One value that a later release added, or that is damaged, would otherwise cost all the others.
    read = NEW | {name: _read(name, found) for name, found in value.items() if name in NEW}
    progress = Progress.from_json(read)
    unread = {name: found for name, found in value.items() if read.get(name) != found or name not in NEW}
    now = plain(progress)
    return progress, unread, {name: now[name] for name in unread if name in NEW}


def _read(name: str, found: object) -> object:
    """Give what can be read of a field: all of it, or those of its entries and their entries that can, or as if new."""

    def fits(value: object) -> bool:
        return _fits({name: value})

    kept = _kept(found, fits, INSIDE)
    return kept if fits(kept) else NEW[name]


def _fits(fields: Json) -> bool:
    try:
        convert(NEW | fields, Progress)
    except ValidationError:
        return False
    return True


def _kept(value: Any, fits: Callable[[Any], bool], inside: int) -> Any:  # noqa: ANN401 - any JSON
    """Give what fits of a value, down to some levels inside it."""
    if fits(value) or not inside:
        return value
    if isinstance(value, list):
        entries = (_kept(each, lambda one: fits([one]), inside - 1) for each in value)
        return [entry for entry in entries if fits([entry])]
    if isinstance(value, dict):
        fields = {key: _kept(each, _at(key, fits), inside - 1) for key, each in value.items()}
        return {key: field for key, field in fields.items() if fits({key: field})}
    return value


def _at(key: str, fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda one: fits({key: one})


def _settled(value: object) -> tuple[Settled, ...]:
    try:
        return convert(value or (), tuple[Settled, ...])
    except ValidationError:
        return ()


def _turns(value: object) -> tuple[Taken, ...]:
    """Read the requests; whatever is none is left out, and costs no more than an answer to a second delivery."""
    pairs = [pair for pair in value if isinstance(pair, list) and len(pair) == 2] if isinstance(value, list) else []  # noqa: PLR2004 - a pair
    return tuple(Taken(*pair) for pair in pairs if isinstance(pair[0], str) and isinstance(pair[1], dict))
