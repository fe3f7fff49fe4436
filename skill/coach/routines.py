"""Which routine somebody does: by level and place, by name, or as usual."""

from skill.catalogue.model import Level, Place, Routine
from skill.coach import progression, tailoring
from skill.coach.answers import Moment, Turn, choosing, go_home, prefaced, stay
from skill.coach.asking import do_it, exercise_named, hold
from skill.coach.briefing import brief, described
from skill.coach.counted import HOLD_S, asks_seconds
from skill.coach.equipment import without
from skill.coach.events import (
    UNNAMED,
    Event,
    ExerciseNamed,
    HoldAsked,
    LevelNamed,
    Named,
    NamedRoutineAsked,
    OtherLevelAsked,
    OwnAsked,
    PlaceNamed,
    RoutineAsked,
    TimeNamed,
)
from skill.coach.keys import Key
from skill.coach.making import none_yet
from skill.coach.naming import level_at
from skill.coach.own import own_plan
from skill.coach.reply import Line
from skill.coach.state import LONGEST_S, Phase, Plan, Purpose, State
from skill.coach.tailoring import made_for, tailored
from skill.coach.workout import done_in
from skill.frozen import replace

LONGEST_NAME = 3
"""Words of a level or a place, as in "the swimming pool"."""

SHORTEST_S = 180
"""Nobody is coached for less than three minutes: it takes one to warm up (house)."""


OURS = Key.TIME_SHORTEST, Key.TIME_LONGEST
THEIRS = Key.TIME_AS_SHORT, Key.TIME_AS_LONG
"""What is said where there is nothing so short, or so long; what somebody put together may be neither of ours."""


def by_level(state: State, event: RoutineAsked, moment: Moment) -> Turn:
    """Describe the routine for a level and a place; ask for the level when none is known.

    A place we have nothing for is said to be so, and the routine for the usual place described.
    """
    if event.without.ids:
        state, told = without(state, event.without)
        return prefaced(by_level(state, replace(event, without=UNNAMED), moment), *told)
    unknown = _unknown(event)
    place = Place(event.place.one) if event.place.one else state.place
    if event.level.one is None and (event.level.words or state.progress.level is None):
        return stay(_choosing_level(state, place or state.progress.place), moment, *unknown)
    level = Level(event.level.one) if event.level.one else _level(state)
    return prefaced(_routine_for(state, level, place or _place(state, moment), moment), *unknown)


def level_named(state: State, event: LevelNamed, moment: Moment) -> Turn:
    """Take a bare level for the exercise that was described, else for a routine."""
    level = Level(event.level.one) if event.level.one else None
    if level and (own := _own_at(level, state, moment)) is not None:
        return brief(state, own, moment)
    alone = state.plan.exercise if state.phase is Phase.BRIEFED and state.plan else None
    if alone is not None and level is not None:
        return do_it(replace(state, level=level), alone, moment)
    return by_level(state, RoutineAsked(level=event.level), moment)


def level_or_exercise(state: State, event: ExerciseNamed, moment: Moment) -> Turn:
    """Take "the first one" for a level while levels are offered; any other name is that of an exercise."""
    level = level_at(state, event.exercise)
    if level is None:
        return exercise_named(state, event, moment)
    if isinstance(level, Line):
        return stay(state, moment, level)
    return by_level(state, RoutineAsked(Named((level,), event.exercise.words)), moment)


def place_named(state: State, event: PlaceNamed, moment: Moment) -> Turn:
    """Take a bare place for the routine that was described, else ask for the level there."""
    described = state.plan.level if state.phase is Phase.BRIEFED and state.plan and state.plan.routine else None
    level = Named((described.value,), described.value) if described else UNNAMED
    return by_level(state, RoutineAsked(level, event.place), moment)


def home_said(state: State, event: Event, moment: Moment) -> Turn:
    """Take "home" for the place where routines are spoken of; in the midst of anything else it is the way out."""
    described = state.phase is Phase.BRIEFED and state.plan is not None and state.plan.exercise is None
    of_levels = state.phase is Phase.CHOOSING and state.purpose is Purpose.ROUTINE
    if described or of_levels or state.phase is Phase.HOME:
        return place_named(state, PlaceNamed(Named((Place.HOME.value,), "home")), moment)
    return go_home(state, event, moment)


def by_name(state: State, event: NamedRoutineAsked, moment: Moment) -> Turn:
    """Describe the routine that was named; offer the levels when there is no such routine."""
    if event.routine.one is None:
        named_so = Line.of(Key.UNKNOWN_ROUTINE, words=event.routine.words)
        return stay(_choosing_level(state), moment, *((named_so,) if event.routine.words else ()))
    level = moment.catalogue.routines[event.routine.one].level or state.progress.usual_level
    return brief(state, Plan(level, routine=event.routine.one), moment)


def usual(state: State, _event: Event, moment: Moment) -> Turn:
    """Describe what the coach would offer."""
    return brief(state, usual_plan(state, moment), moment)


def same_again(state: State, event: Event, moment: Moment) -> Turn:
    """Describe the exercise that was just done alone; after any other workout, what the coach would offer."""
    finished = state.progress.history.finished
    alone = finished[-1].exercise if finished else None
    if alone not in moment.catalogue.exercises or alone is None:
        return usual(state, event, moment)
    return do_it(replace(state, level=None), alone, moment)


def other_level(state: State, event: OtherLevelAsked, moment: Moment) -> Turn:
    """Describe the routine one level up or down from the one described, or from the usual; say where there is none."""
    level = _level(state).moved(1 if event.harder else -1)
    if level is None:
        return stay(state, moment, Line.of(Key.LEVEL_TOP if event.harder else Key.LEVEL_BOTTOM))
    if (own := _own_at(level, state, moment)) is not None:
        return brief(state, own, moment)
    return _routine_for(state, level, _place(state, moment), moment)


def for_time(state: State, event: TimeNamed, moment: Moment) -> Turn:
    """Describe the workout for a time, at the usual level and place, and say where there is none so short or long."""
    if event.seconds in HOLD_S and asks_seconds(state):
        return hold(state, HoldAsked(event.seconds), moment)
    if not event.seconds:
        return stay(state, moment, Line.of(Key.TIME_WHAT))
    if event.without.ids:
        state, told = without(state, event.without)
        return prefaced(for_time(state, replace(event, without=UNNAMED), moment), *told)
    return _within(state, event, event.seconds, moment)


def own(state: State, event: OwnAsked, moment: Moment) -> Turn:
    """Describe the routine of somebody's own, for a time where one was asked for; offer to make one where none is."""
    plan = own_plan(state.progress, moment)
    if plan is None:
        return none_yet(state, moment)
    if event.seconds:
        return _within(state, TimeNamed(event.seconds), event.seconds, moment, plan)
    return brief(state, plan, moment)


def _within(state: State, event: TimeNamed, seconds: int, moment: Moment, meant: Plan | None = None) -> Turn:
    """Describe what fits a time; what somebody put together themselves is cut to it, and never another in its place."""
    at_hand = meant or _at_hand(state)
    making = own_plan(state.progress, moment) if state.phase is Phase.MAKING else None
    level = Level(event.level.one) if event.level.one else _level(state)
    if event.place.one:
        state = replace(state, progress=replace(state.progress, place=Place(event.place.one)))
    place = Place(event.place.one) if event.place.one else state.place or _place(state, moment)
    asked_s, lacks = min(max(seconds, SHORTEST_S), LONGEST_S), state.progress.lacks
    elsewhere = event.level.one or event.place.one
    theirs = making or (at_hand if at_hand and (at_hand.own or at_hand.left_out) and not elsewhere else None)
    if theirs is not None:
        plan = tailored(replace(theirs, within_s=asked_s), lacks, moment.catalogue)
    else:
        plan = tailoring.for_time(level, place, asked_s, lacks, moment.catalogue)
    turn = described(state, plan, moment)
    if turn is None:
        return brief(state, plan, moment)
    unknown = _unknown(RoutineAsked(event.level, event.place))
    length_s = tailoring.lasts_s(turn.state.plan or plan, moment.catalogue)
    short, long = THEIRS if theirs else OURS
    told = short if length_s > asked_s else long
    fits = asked_s == seconds and abs(length_s - asked_s) <= tailoring.NEAR_S
    return prefaced(turn, *unknown, *(() if fits else (Line.of(told),)))


def list_all(state: State, _event: Event, moment: Moment) -> Turn:
    """Say which kinds of routine there are, and how to one of their own; ask for a level."""
    own = Line.of(Key.MINE_HINT_HAS if state.progress.own else Key.MINE_HINT)
    return stay(_choosing_level(state), moment, Line.of(Key.LIST_ROUTINES), own)


def usual_plan(state: State, moment: Moment) -> Plan:
    """Give the routine to offer: a step up or down when it is time, the last one done at this level, or the gentlest.

    Below the lowest level there is the same with every exercise eased.
    """
    progress, level, place = state.progress, state.progress.usual_level, state.progress.place or Place.HOME
    known = moment.catalogue.routines
    done = [each.routine for each in progress.history.finished if _of(known.get(each.routine or ""), level)]
    last_own = bool(progress.history.finished) and progress.history.finished[-1].own
    step = progression.change(progress, moment.now_ms, moment.catalogue)
    other = level.moved(step) if step else None
    mine = own_plan(progress, moment, other or level) if last_own else None
    usual = Plan(level, routine=done[-1]) if done and other is None else plan_for(other or level, place, moment)
    plan = mine or made_for(usual, progress, moment.catalogue)
    if step < 0 and other is None:
        return replace(plan, eased=done_in(plan, moment.catalogue))
    return plan


def _of(routine: Routine | None, level: Level) -> bool:
    """Say whether there is a routine, for a level or for any: after sharp pain the next is to be gentle."""
    return routine is not None and routine.level in {None, level}


def _at_hand(state: State) -> Plan | None:
    """Give the workout offered or described, which "harder", "at the gym" and "in ten minutes" are said of."""
    return state.plan if state.phase in {Phase.HOME, Phase.BRIEFED} else None


def _level(state: State) -> Level:
    """Give the level of what is offered or described, else the usual one."""
    at_hand = _at_hand(state)
    return at_hand.level if at_hand else state.progress.usual_level


def _own_at(level: Level, state: State, moment: Moment) -> Plan | None:
    """Give the routine of their own at a level, where it is at hand, for the same time and without the same."""
    at_hand = _at_hand(state)
    own = own_plan(state.progress, moment, level) if at_hand and at_hand.own else None
    return replace(own, within_s=at_hand.within_s, left_out=at_hand.left_out) if own and at_hand else None


def _choosing_level(state: State, place: Place | None = None) -> State:
    return replace(choosing(state, Purpose.ROUTINE), place=place)


def _unknown(event: RoutineAsked) -> tuple[Line, ...]:
    """Say which words named nothing we have. Two at once, or long ones, are the sentence itself, misheard."""
    told = {Key.UNKNOWN_PLACE: event.place, Key.UNKNOWN_LEVEL: event.level}
    strange = [(key, named.words) for key, named in told.items() if named.words and not named.ids]
    if len(strange) > 1 or any(len(words.split()) > LONGEST_NAME for _, words in strange):
        return ()
    return tuple(Line.of(key, words=words) for key, words in strange)


def _routine_for(state: State, level: Level, place: Place, moment: Moment) -> Turn:
    """Describe the routine for a level and a place, in the time that was named for the one at hand before it."""
    chosen, at_hand = replace(state, progress=replace(state.progress, place=place)), _at_hand(state)
    if at_hand is None or at_hand.within_s is None:
        return brief(chosen, plan_for(level, place, moment), moment)
    plan = tailoring.for_time(level, place, at_hand.within_s, state.progress.lacks, moment.catalogue)
    return brief(chosen, plan, moment)


def _place(state: State, moment: Moment) -> Place:
    """Give where the routine at hand is done, else where somebody usually trains."""
    usual, at_hand = state.progress.place or Place.HOME, _at_hand(state)
    places = moment.catalogue.routines[at_hand.routine].places if at_hand and at_hand.routine else ()
    return places[0] if places and usual not in places else usual


def plan_for(level: Level, place: Place, moment: Moment) -> Plan:
    """Give the default routine; the content check proves that each level and place has exactly one."""
    routines = moment.catalogue.routines.values()
    fitting = (found.id for found in routines if found.default and found.level is level and place in found.places)
    return Plan(level, routine=next(fitting))
