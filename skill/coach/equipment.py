"""What somebody has to train with: said at any time, remembered, and heeded before each workout."""

from skill.catalogue.model import Kit, Kits
from skill.coach.answers import Moment, Turn, in_workout, kit_named, prefaced, stay
from skill.coach.briefing import brief
from skill.coach.events import KitLacked, KitOwned, Named, OnlyKitOwned
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.state import Phase, State
from skill.frozen import replace

LIFTED = (Kit.KETTLEBELL, Kit.KETTLEBELLS, Kit.BAR)
"""Who has no weights lacks them all; who has some may have any of them."""

BELLS = (Kit.KETTLEBELL, Kit.KETTLEBELLS)

NEEDED_FOR: dict[Kit, tuple[Kit, ...]] = dict.fromkeys(BELLS, BELLS)
"""Who has no kettlebells has neither one nor two."""

PART_OF: dict[Kit, tuple[Kit, ...]] = {Kit.KETTLEBELLS: (Kit.KETTLEBELL, Kit.KETTLEBELLS)}
"""Who has two has one."""

NEVER_LACKED = Kit.MAT
"""What can be replaced in any house."""


def lacked(state: State, event: KitLacked, moment: Moment) -> Turn:
    """Remember what isn't there, and describe the workout at hand anew without it."""
    kept, told = without(state, event.kit, event.besides)
    if told == (Line.of(Key.KIT_NO_MAT),):
        return stay(state, moment, *told)
    return _told(kept, moment, *told)


def without(state: State, *kit: Named) -> tuple[State, tuple[Line, ...]]:
    """Remember what isn't there, and give what to say of it; a mat can be replaced in any house."""
    lacks = {*_all_of(kit, NEEDED_FOR)} - {NEVER_LACKED}
    named = dict.fromkeys(one.one for one in kit if one.one is not None)
    instead = (Line.of(Key.KIT_NO_MAT),) if NEVER_LACKED in named else ()
    told = kit_named(tuple(name for name in named if name != NEVER_LACKED))
    say = Line.of(Key.KIT_WITHOUT, lacked=told) if told else Line.of(Key.KIT_WHAT)
    return _lacking(state, {*state.progress.lacks} | lacks), (*instead, *(() if instead and not told else (say,)))


def owned(state: State, event: KitOwned, moment: Moment) -> Turn:
    """Remember what is there now, and describe the workout at hand anew with it."""
    kit = event.kit, event.besides
    things = _all_of(kit, PART_OF)
    return _told(_lacking(state, {*state.progress.lacks} - {*things}), moment, _with(kit, things))


def only_owned(state: State, event: OnlyKitOwned, moment: Moment) -> Turn:
    """Remember that there is nothing else; of kettlebells, that there is no second one."""
    kit = event.kit, event.besides
    things = _all_of(kit, PART_OF)
    if things == (Kit.KETTLEBELL,):
        lacks = {*state.progress.lacks, Kit.KETTLEBELLS} - {*things}
    else:
        lacks = {*Kit} - {*things, NEVER_LACKED} if things else {*state.progress.lacks}
    return _told(_lacking(state, lacks), moment, _with(kit, things))


def _lacking(state: State, lacks: set[Kit]) -> State:
    return replace(state, progress=replace(state.progress, lacks=tuple(thing for thing in Kit if thing in lacks)))


def _told(state: State, moment: Moment, *told: Line) -> Turn:
    if state.phase is Phase.BRIEFED and state.plan is not None:
        return prefaced(brief(state, state.plan, moment), *told)
    return stay(state, moment, *told, *((Line.of(Key.KIT_FROM_NEXT),) if in_workout(state) else ()))


def _with(kit: tuple[Named, ...], things: tuple[Kit, ...]) -> Line:
    """Repeat the things that were named, not all that follows from them; ask where none was."""
    named = _all_of(kit, {})
    told = tuple(thing for thing in named if thing != Kit.KETTLEBELL or Kit.KETTLEBELLS not in named)
    return Line.of(Key.KIT_WITH, kit=kit_named(told)) if things else Line.of(Key.KIT_WHAT)


def _all_of(kit: tuple[Named, ...], also: dict[Kit, tuple[Kit, ...]]) -> tuple[Kit, ...]:
    return tuple(dict.fromkeys(thing for one in kit for thing in _things(one, also)))


def _things(kit: Named, also: dict[Kit, tuple[Kit, ...]]) -> tuple[Kit, ...]:
    if kit.one == Kits.WEIGHTS:
        return LIFTED if also is NEEDED_FOR else ()
    if kit.one is None:
        return ()
    return tuple(Kit) if kit.one == Kits.ALL else also.get(Kit(kit.one), (Kit(kit.one),))
