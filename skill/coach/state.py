"""What is remembered: of one session, and across sessions. Frozen, and translated to and from JSON here alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

import orjson

from skill.catalogue.model import Kit, Level, Place
from skill.coach.events import Detail
from skill.coach.history import NOTHING_DONE, History
from skill.coach.preferences import AS_USUAL, Pace, Preferences
from skill.coach.ratings import Rated

VERSION = 1
"""Raised when the JSON changes its meaning; what an older version wrote is then forgotten, not misread."""


LARGEST_AMOUNT = 120
"""Repetitions or seconds that can be asked for at most; `counted` has the bounds of each."""

LONGEST_S = 24 * 60 * 60
"""The longest time for a workout that anybody can name."""


class Phase(StrEnum):
    """Where the conversation stands."""

    HOME = "home"
    """Nothing is under way; something has been offered."""
    RESUMABLE = "resumable"
    """An unfinished workout has been offered."""
    BRIEFED = "briefed"
    """A workout is described and waits for "ready"."""
    PLAYING = "playing"
    """A block sounds, or has sounded to its question; `transitions.settle` tells which by the clock."""
    WAITING = "waiting"
    """Between two blocks: "ready?" has been asked."""
    PAUSED = "paused"
    """Interrupted inside a block."""
    DONE = "done"
    """The last block has sounded; asked whether there is anything else."""
    READING = "reading"
    """Technique points are read one at a time."""
    CHOOSING = "choosing"
    """Asked which exercise, or which level."""
    TALKING = "talking"
    """An exercise has been spoken of: do it, or hear how?"""
    MAKING = "making"
    """Exercises of somebody's own routine are named, one after another."""
    DROPPING = "dropping"
    """Asked whether somebody's own routine is to be deleted."""
    FORGETTING = "forgetting"
    """Asked whether everything is to be forgotten."""
    CLOSED = "closed"
    """Said goodbye; the session is over."""


TRAINING = frozenset({Phase.PLAYING, Phase.WAITING, Phase.PAUSED, Phase.RESUMABLE})
"""The phases that need a workout in flight."""


class Purpose(StrEnum):
    """What a choice that was asked for is to be used for."""

    DO = "do"
    LEARN = "learn"
    MUSCLES = "muscles"
    KIT = "kit"
    HOLD = "hold"
    COUNT = "count"
    ROUTINE = "routine"
    LAST = "last"
    DOSE = "dose"
    ADD = "add"
    LEAVE_OUT = "leave-out"


@dataclass(frozen=True, slots=True)
class Part:
    """One exercise of a workout that is not done as its routine has it."""

    exercise: str
    sets: int
    level: Level
    """Whose dose is done."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which workout: a routine of the catalogue, one exercise alone, or a hold of the person's own."""

    level: Level
    routine: str | None = None
    exercise: str | None = None
    """At most one of the two is given; without either, the amount is the seconds of a hold."""
    amount: int | None = None
    """Repetitions, or seconds of a hold, that were asked for, instead of the dose."""
    pace: Pace = Pace.USUAL
    within_s: int | None = None
    """The time that was asked for; `tailoring` cuts the routine to it."""
    parts: tuple[Part, ...] = ()
    """What is done instead of the routine's own exercises; empty where it is done as it stands."""
    known: tuple[str, ...] = ()
    """The exercises that somebody needs no full talk for any more."""
    turn: int = 0
    """Of workouts, so that the one cue which is given instead is not the same each time."""
    eased: tuple[str, ...] = ()
    """The exercises that are done in their easier form, half as often or half as long."""
    own: tuple[str, ...] = ()
    """The exercises of a routine of somebody's own, in order; the routine then only gives what is around them."""
    left_out: tuple[str, ...] = ()
    """The exercises that somebody doesn't want this time."""


@dataclass(frozen=True, slots=True)
class Underway:
    """The workout in flight and the place in it."""

    plan: Plan
    step: int
    """Index of the first step of the block that sounds, or that comes next."""
    done: int = 0
    """What is done of that step, or of the set that its count-in leads to; see `WorkSet.done` and `Rest.done`."""
    began_ms: int | None = None
    """When the block began to sound, in milliseconds since 1970; None while none sounds."""
    touched_ms: int = 0
    """When this was last moved on, so that an old workout is not offered again."""
    sets: int = 0
    """Sets done to their end so far."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What outlives a session. Nothing about health, no names, nothing that was said."""

    introduced: bool = False
    """True once the disclaimer has been said in full."""
    level: Level | None = None
    """Of the last workout that was begun."""
    place: Place | None = None
    underway: Underway | None = None
    audio_failed: bool = False
    """True once this listener's device failed to play timed audio."""
    preferences: Preferences = AS_USUAL
    lacks: tuple[Kit, ...] = ()
    """What this listener said they don't have, in the order of the catalogue."""
    history: History = NOTHING_DONE
    ratings: tuple[Rated, ...] = ()
    """How hard finished workouts were found."""
    own: tuple[str, ...] = ()
    """The exercises of this listener's own routine, as they were named; empty where there is none."""

    def to_json(self) -> dict[str, Any]:
        """Give a JSON object that `from_json` reads back to an equal value; see `plain`."""
        return {"version": VERSION, **{name: getattr(self, name) for name in _PROGRESS}}

    @classmethod
    def from_json(cls, value: Any) -> "Progress":  # noqa: ANN401 - JSON from outside has any shape
        """Read what `to_json` gave; anything else, or another version's, is a fresh start and no error."""
        try:
            return _progress(value)
        except (KeyError, OverflowError, TypeError, ValueError):
            return cls()


@dataclass(frozen=True, slots=True)
class State:
    """Everything remembered between two turns."""

    phase: Phase = Phase.HOME
    progress: Progress = Progress()
    plan: Plan | None = None
    """The workout offered or described, not yet begun."""
    subject: str | None = None
    """The exercise last spoken of: "do it" and "how" mean this one."""
    point: int = 0
    """Index of the technique point last read."""
    purpose: Purpose | Detail | None = None
    """None unless choosing for something."""
    among: tuple[str, ...] = ()
    """The exercises to choose from; all of them when empty. Empty unless choosing."""
    amount: int | None = None
    """Repetitions, or seconds of a hold, that were asked for, of an exercise that is still to be chosen."""
    back_to: Phase | None = None
    """What reading, choosing or asking to delete interrupted and gives way to again, and the workout that the making
    of a routine did; None in every other phase."""
    place: Place | None = None
    """Asked for together with a level that is still to be chosen."""
    level: Level | None = None
    """Asked for together with an exercise that is still to be chosen."""
    loaded: int | None = None
    """The version at which the store held the progress carried here, or its base; None before it has answered."""
    base: Progress | None = None
    """What the store held then, while it lacks the progress carried here; None while it doesn't."""
    told_outage: bool = False
    """True once it has been said that nothing can be remembered just now, until something can."""
    missed: int = 0
    """How often in a row nothing was understood."""
    said: tuple[str, ...] = ()
    """Keys of the lines of the last reply, without the timed ones."""

    def to_session(self) -> dict[str, Any]:
        """Give what the session carries; see `plain`. The progress goes along, for turns in which the store is down."""
        progress, base = self.progress.to_json(), self.base.to_json() if self.base else None
        # The release before asks whether anything is unsaved.
        kept = {"progress": progress, "base": base, "unsaved": base is not None}
        return {"version": VERSION, **{name: getattr(self, name) for name in _STATE}, **kept}

    @classmethod
    def from_session(cls, attributes: Any, stored: Progress | None = None) -> "State":  # noqa: ANN401 - JSON of any shape
        """Read what `to_session` gave; anything else is the start of a session.

        What is stored is taken in place of the progress in the attributes, where nothing of that is unsaved: to read
        it for nothing would take a twentieth of a turn.
        """
        try:
            return _state(attributes, stored)
        except (KeyError, OverflowError, TypeError, ValueError):
            return cls(progress=stored or Progress())


_PROGRESS = tuple(field.name for field in fields(Progress))
_STATE = tuple(field.name for field in fields(State) if field.name not in {"progress", "base"})


def plain(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Give JSON in dicts, lists and scalars alone.

    What is made here holds frozen values as they are: orjson writes them as objects in a tenth of the time that it
    takes to build dicts of them first, which was a fifth of a turn.
    """
    return orjson.loads(orjson.dumps(value))


def _check_version(value: Mapping[str, Any]) -> None:
    if value["version"] != VERSION:
        message = f"version {value['version']} is not {VERSION}"
        raise ValueError(message)


def _progress(value: Mapping[str, Any]) -> Progress:
    _check_version(value)
    return Progress(
        introduced=bool(value["introduced"]),
        level=Level(value["level"]) if value["level"] else None,
        place=Place(value["place"]) if value["place"] else None,
        underway=_underway(value["underway"]) if value["underway"] else None,
        audio_failed=bool(value["audio_failed"]),
        preferences=Preferences.from_json(value.get("preferences", {})),
        lacks=tuple(map(Kit, value.get("lacks", ()))),
        history=History.from_json(value.get("history", {})),
        ratings=tuple(map(Rated.from_json, value.get("ratings", ()))),
        own=_ids(value.get("own", ())),
    )


def _underway(value: Mapping[str, Any]) -> Underway:
    began = value["began_ms"]
    return Underway(
        plan=_plan(value["plan"]),
        step=int(value["step"]),
        done=int(value["done"]),
        began_ms=None if began is None else int(began),
        touched_ms=int(value["touched_ms"]),
        sets=int(value.get("sets", 0)),
    )


def _plan(value: Mapping[str, Any]) -> Plan:
    plan = Plan(
        level=Level(value["level"]),
        routine=_id(value["routine"]),
        exercise=_id(value["exercise"]),
        amount=_amount(value.get("amount")),
        pace=Pace(value.get("pace", Pace.USUAL)),
        within_s=_amount(value.get("within_s"), LONGEST_S),
        parts=tuple(map(_part, value.get("parts", ()))),
        known=_ids(value.get("known", ())),
        turn=int(value.get("turn", 0)),
        eased=_ids(value.get("eased", ())),
        own=_ids(value.get("own", ())),
        left_out=_ids(value.get("left_out", ())),
    )
    named = (plan.routine is not None) + (plan.exercise is not None)
    if named > 1 or (named == 0 and plan.amount is None) or (plan.routine and plan.amount):
        message = "a plan is a routine, an exercise or a hold"
        raise ValueError(message)
    return plan


def _part(value: Mapping[str, Any]) -> Part:
    sets = _amount(value["sets"], LARGEST_AMOUNT) or 1
    return Part(str(value["exercise"]), sets, Level(value["level"]))


def _amount(value: object, most: int = LARGEST_AMOUNT) -> int | None:
    if value is not None and (not isinstance(value, int) or not 1 <= value <= most):
        message = f"{value!r} is no number from 1 to {most}"
        raise ValueError(message)
    return value


def _purpose(value: str) -> Purpose | Detail:
    return Detail(value) if value in set(Detail) else Purpose(value)


def _id(value: object) -> str | None:
    if not isinstance(value, str | None):
        message = f"{value!r} is no id"
        raise TypeError(message)
    return value


def _ids(value: Iterable[object]) -> tuple[str, ...]:
    return tuple(map(str, value))


def _loaded(value: object) -> int | None:
    """Read a version; the release before says only whether there is one."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _base(value: Mapping[str, Any], progress: Progress) -> Progress | None:
    """Read the base; None also when the progress itself couldn't be read, for then nothing of it is to be saved."""
    if not value.get("base") or (progress == Progress() and value["progress"] != plain(progress.to_json())):
        return None
    return Progress.from_json(value["base"])


def _state(value: Mapping[str, Any], stored: Progress | None) -> State:
    _check_version(value)
    progress = Progress.from_json(value["progress"]) if stored is None or value.get("base") else stored
    return State(
        phase=Phase(value["phase"]),
        progress=progress,
        plan=_plan(value["plan"]) if value["plan"] else None,
        subject=_id(value["subject"]),
        point=int(value["point"]),
        purpose=_purpose(value["purpose"]) if value["purpose"] else None,
        among=_ids(value["among"]),
        amount=_amount(value.get("amount")),
        back_to=Phase(value["back_to"]) if value["back_to"] else None,
        place=Place(value["place"]) if value["place"] else None,
        level=Level(value["level"]) if value.get("level") else None,
        loaded=_loaded(value["loaded"]),
        base=_base(value, progress),
        told_outage=bool(value.get("told_outage")),
        missed=max(0, int(value.get("missed", 0))),
        said=_ids(value["said"]),
    )
