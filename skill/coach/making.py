"""A routine of somebody's own: begun, filled one exercise after another, and finished. Each word of it is saved."""

from collections.abc import Iterator

from skill.coach.answers import (
    INTERRUPTIBLE,
    Moment,
    Turn,
    asking,
    choosing,
    close,
    exercises_named,
    in_workout,
    interrupted,
    length_of,
    prefaced,
    stay,
)
from skill.coach.briefing import brief
from skill.coach.events import UNNAMED, AddAsked, Event, ExerciseNamed, Greeted
from skill.coach.forgetting import left
from skill.coach.keys import Key
from skill.coach.naming import with_exercise
from skill.coach.own import (
    NOT_ON_ONE_DAY,
    on_different_days,
    own_plan,
    too_long,
    too_many_hinges,
    with_added,
    with_removed,
)
from skill.coach.reply import Line, Reply
from skill.coach.state import UNDER_WAY, Phase, Plan, Purpose, State
from skill.frozen import replace


def make(state: State, _event: Event, moment: Moment) -> Turn:
    """Begin a routine of somebody's own, or go on with it: what is in it, and how that is changed."""
    making = replace(state, phase=Phase.MAKING, plan=None, subject=None, point=0, back_to=_workout(state))
    plan = own_plan(state.progress, moment)
    if plan is None:
        return stay(making, moment, Line.of(Key.MINE_HOW))
    return stay(making, moment, _has(Key.MINE_HAS, plan, moment), Line.of(Key.MINE_HOW_MORE))


def add(state: State, event: AddAsked, moment: Moment) -> Turn:
    """Put the exercise in that was named, or both; ask which where that isn't clear."""
    if event.other != UNNAMED:
        return _add_both(state, event, moment)
    return with_exercise(state, event.exercise, Purpose.ADD, added, moment)


def _add_both(state: State, event: AddAsked, moment: Moment) -> Turn:
    """Put two exercises in; where one of the names isn't clear, ask for one at a time."""
    one, other = event.exercise.one, event.other.one
    if one is None or other is None or not {one, other} <= moment.catalogue.exercises.keys():
        return stay(state, moment, Line.of(Key.ONE_AT_A_TIME))
    return _put_in(state, (one, other), moment)


def added(state: State, exercise: str, moment: Moment) -> Turn:
    """Put an exercise in, unless it is in already."""
    return _put_in(state, (exercise,), moment)


def _put_in(state: State, exercises: tuple[str, ...], moment: Moment) -> Turn:
    new = tuple(exercise for exercise in dict.fromkeys(exercises) if exercise not in state.progress.own)
    told = tuple(
        Line.of(Key.MINE_ADDED if exercise in new else Key.MINE_ALREADY, exercise=name)
        for exercise, name in zip(exercises, exercises_named(exercises, moment), strict=True)
    )
    if not new:
        return stay(state, moment, *told)
    more = replace(state, progress=with_added(state.progress, new))
    begun = replace(more, phase=Phase.MAKING, plan=None) if _begins(state) else more
    subject = new[-1] if begun.phase is Phase.MAKING else state.subject
    return changed(replace(begun, subject=subject), moment, told, *_new_advice(state, more, moment))


def take_out(state: State, exercises: tuple[str, ...], moment: Moment) -> Turn:
    """Take exercises out that are in."""
    fewer = replace(state, progress=with_removed(state.progress, exercises))
    return changed(fewer, moment, (Line.of(Key.MINE_TAKEN_OUT, exercises=exercises_named(exercises, moment)),))


def changed(state: State, moment: Moment, told: tuple[Line, ...], *advice: Line) -> Turn:
    """Say what is in it now, and how long it takes; then go on where the conversation stands."""
    plan = own_plan(state.progress, moment)
    if plan is None:
        return stay(_undescribed(state), moment, *told, Line.of(Key.MINE_EMPTY))
    if state.phase is Phase.BRIEFED and state.plan is not None and state.plan.own:
        return prefaced(brief(state, plan, moment), *told, *advice)
    if state.phase is Phase.MAKING:
        return stay(state, moment, *told, _has(Key.MINE_HAS_NOW, plan, moment), *advice)
    return _shown(state, plan, moment, *told, after=advice)


def contents(state: State, _event: Event, moment: Moment) -> Turn:
    """Say what is in it."""
    plan = own_plan(state.progress, moment)
    return none_yet(state, moment) if plan is None else _shown(state, plan, moment)


def none_yet(state: State, moment: Moment) -> Turn:
    """Say that there is none, and offer to make one; a workout goes on instead."""
    none = Line.of(Key.MINE_NONE)
    if in_workout(state):
        return stay(state, moment, none)
    if state.phase is Phase.MAKING:
        return stay(state, moment)
    making = replace(state, phase=Phase.MAKING, plan=None, subject=None, point=0)
    ask, reprompt = Line.of(Key.MINE_MAKE_ONE), Line.of(Key.MINE_MAKE_ONE_REPROMPT)
    return Turn(making, Reply((none,), ask=ask, reprompt=reprompt))


def finish(state: State, _event: Event, moment: Moment) -> Turn:
    """End the making: it is saved, this long, and offered; where a workout is open, that is offered first."""
    plan = own_plan(state.progress, moment)
    if plan is None:
        return _left(state, moment, Line.of(Key.OTHERWISE))
    saved = Line.of(Key.MINE_KEPT, length=length_of(plan, moment))
    if state.progress.underway is None:
        return _offered(state, plan, moment, saved)
    return _left(state, moment, saved)


def take_last_out(state: State, _event: Event, moment: Moment) -> Turn:
    """Take the exercise out that was just put in."""
    last = state.subject
    return take_out(state, (last,), moment) if last in state.progress.own and last else stay(state, moment)


def named_only(state: State, event: ExerciseNamed, moment: Moment) -> Turn:
    """Put in what was named, without a word more."""
    return stay(state, moment) if event.exercise == UNNAMED else add(state, AddAsked(event.exercise), moment)


def stop(state: State, _event: Event, _moment: Moment) -> Turn:
    """Say goodbye. What was put in is saved, and so is an unfinished workout."""
    saved = (Line.of(Key.MINE_SAVED),) if state.progress.own else ()
    place = (Line.of(Key.SAVED),) if state.progress.underway else ()
    return close(state, *saved, *place, Line.of(Key.GOODBYE))


def again(state: State, event: Event, moment: Moment) -> Turn:
    """Say again what is in it, or how it is made, and ask again."""
    plan = own_plan(state.progress, moment)
    return make(state, event, moment) if plan is None else _shown(state, plan, moment)


def leave(state: State, _event: Event, moment: Moment) -> Turn:
    """Leave the making for the workout that it interrupted, else for home; what was put in stays."""
    saved = (Line.of(Key.MINE_SAVED),) if state.progress.own else ()
    return _left(state, moment, *saved)


def ask_to_drop(state: State, _event: Event, moment: Moment) -> Turn:
    """Ask whether it is to be deleted."""
    if not state.progress.own:
        return none_yet(state, moment)
    return stay(replace(state, phase=Phase.DROPPING, back_to=interrupted(state)), moment)


def drop(state: State, _event: Event, moment: Moment) -> Turn:
    """Delete it; whoever was making it begins anew, and an unfinished workout of it stays what it is."""
    gone = left(replace(state, progress=replace(state.progress, own=())))
    return stay(_undescribed(gone), moment, Line.of(Key.MINE_DROPPED))


def keep(state: State, _event: Event, moment: Moment) -> Turn:
    """Delete nothing, and go back to what was interrupted."""
    return stay(left(state), moment, Line.of(Key.MINE_NOT_DROPPED))


def greeted(state: State, event: Greeted, moment: Moment) -> Turn:
    """Greet back, or ask whether the exercise of that name was meant."""
    if event.exercise.one not in moment.catalogue.exercises:
        return stay(state, moment, Line.of(Key.HELLO))
    return stay(choosing(state, Purpose.ADD, event.exercise.ids), moment)


def _left(state: State, moment: Moment, *say: Line) -> Turn:
    """Go back to the workout that was interrupted; one that is open from before is offered."""
    phase = Phase.HOME if state.progress.underway is None else _workout(state) or Phase.RESUMABLE
    back = (Line.of(Key.BACK_TO_WORKOUT),) if phase in UNDER_WAY else ()
    return stay(replace(state, phase=phase, plan=None, subject=None, point=0), moment, *say, *back)


def _workout(state: State) -> Phase | None:
    return next((phase for phase in (state.phase, state.back_to) if phase in UNDER_WAY), None)


def _undescribed(state: State) -> State:
    """Leave what was offered or described of a routine that is no more."""
    if state.plan is None or not state.plan.own:
        return state
    return replace(state, phase=Phase.HOME if state.phase is Phase.BRIEFED else state.phase, plan=None)


def _begins(state: State) -> bool:
    """Say whether putting the first one in begins the making: where nothing else is going on."""
    return not state.progress.own and state.phase not in INTERRUPTIBLE


def _shown(state: State, plan: Plan, moment: Moment, *told: Line, after: tuple[Line, ...] = ()) -> Turn:
    """Say what is in it; where nothing else is going on, offer to do it."""
    said = (*told, _has(Key.MINE_HAS, plan, moment), *after)
    goes_on = state.phase in INTERRUPTIBLE or state.phase is Phase.DONE
    return stay(state, moment, *said) if goes_on else _offered(state, plan, moment, *said)


def _offered(state: State, plan: Plan, moment: Moment, *said: Line) -> Turn:
    offering = replace(state, phase=Phase.HOME, plan=plan, subject=None, point=0)
    turn = stay(offering, moment, *said)
    return asking(turn, Line.of(Key.MINE_SHALL_WE))


def _has(key: Key, plan: Plan, moment: Moment) -> Line:
    return Line.of(key, exercises=exercises_named(plan.own, moment), length=length_of(plan, moment))


def _new_advice(before: State, now: State, moment: Moment) -> tuple[Line, ...]:
    """Say what has become too much for one day with the last exercise. It is theirs, so nothing is refused."""
    old, new = (own_plan(state.progress, moment) for state in (before, now))
    known = [*_advice(old, moment)] if old else []
    return tuple(line for line in _advice(new, moment) if line not in known) if new else ()


def _advice(plan: Plan, moment: Moment) -> Iterator[Line]:
    if on_different_days(plan):
        both = tuple(name for name in moment.catalogue.exercises if name in NOT_ON_ONE_DAY)
        yield Line.of(Key.MINE_DAYS, exercises=exercises_named(both, moment))
    elif too_many_hinges(plan, moment.catalogue):
        yield Line.of(Key.MINE_HINGES)
    if too_long(plan, moment.catalogue):
        yield Line.of(Key.MINE_TOO_LONG)
