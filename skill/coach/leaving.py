"""Leaving exercises out by name: of what is described or being done, for today; of somebody's own routine, for good."""

from collections.abc import Iterator

from skill.coach.answers import Moment, Turn, choosing, exercises_named, going_on, prefaced, stay
from skill.coach.briefing import brief, described, without_today
from skill.coach.events import UNNAMED, LeaveOutAsked, Named, PutBackAsked
from skill.coach.here import here
from skill.coach.keys import Key
from skill.coach.making import take_out
from skill.coach.naming import at_place, nearby_of, nearest, with_exercise
from skill.coach.own import own_plan
from skill.coach.reply import Line
from skill.coach.settling import placed
from skill.coach.skipping import ended, left_out
from skill.coach.state import TRAINING, Phase, Plan, Purpose, State
from skill.coach.steps import SetUp
from skill.coach.tailoring import without
from skill.coach.to_come import plan_at_hand
from skill.coach.workout import done_in
from skill.frozen import replace

PLURAL = "s"
"""The end of what names several at once: "the deadlifts" are all that are there, and "the deadlift" is one of them."""

Listed = tuple[str, ...]
"""Exercises, in the order in which they are done."""


def leave_out(state: State, event: LeaveOutAsked, moment: Moment) -> Turn:
    """Leave out what was named, of what is at hand, else of their own routine; ask which where it could be several."""
    asked, unit = event.exercise, nearby_of(event.exercise, moment.catalogue)
    if asked == UNNAMED or (unit is not None and unit.health):
        return with_exercise(state, asked, Purpose.LEAVE_OUT, leave_out_one, moment)
    if event.own is False and state.phase is Phase.HOME and state.plan is None:
        state = replace(state, plan=own_plan(state.progress, moment))
    lists = [*_lists(state, moment, own=event.own)]
    found = next((found for listed in lists if (found := _found(asked, listed, moment))), ())
    if not found:
        return stay(state, moment, _not_there(asked, lists, moment))
    if len(found) > 1 and not asked.words.endswith(PLURAL):
        return stay(choosing(state, Purpose.LEAVE_OUT, found), moment)
    return _without(state, found, moment, own=event.own)


def leave_out_one(state: State, exercise: str, moment: Moment) -> Turn:
    """Leave one exercise out, once it is clear which."""
    if any(exercise in listed for listed in _lists(state, moment)):
        return _without(state, (exercise,), moment)
    return stay(state, moment, Line.of(Key.MINE_NOT_IN, which=exercises_named((exercise,), moment)))


def _lists(state: State, moment: Moment, *, own: bool | None = None) -> Iterator[Listed]:
    """Give what can be left out of: first what is at hand, then their own routine."""
    at_hand, plan = plan_at_hand(state, own=own), own_plan(state.progress, moment)
    if at_hand is not None:
        yield done_in(at_hand, moment.catalogue)
    if plan is not None:
        yield plan.own


def put_back(state: State, event: PutBackAsked, moment: Moment) -> Turn:
    """Do after all what was left out, in what is described and whatever is later; a workout that goes on stays so.

    What isn't named is everything, the stretches as well.
    """
    named = {*nearest(event.exercise, moment.catalogue)}
    plan, anything = plan_at_hand(state, own=False), event.exercise == UNNAMED
    gone = dict.fromkeys((*(plan.left_out if plan else ()), *state.not_today))
    back = tuple(name for name in gone if anything or name in named)
    stretches = (Line.of(Key.COOL_DOWN_NAME),) if anything and not state.cools_down else ()
    if not back and not stretches:
        return stay(state, moment, Line.of(Key.WITHOUT_NONE))
    kept = tuple(name for name in state.not_today if name not in back)
    wanted = replace(state, not_today=kept, cools_down=state.cools_down or anything)
    told = Line.of(Key.WITH_AGAIN, exercises=(*exercises_named(back, moment), *stretches))
    if plan is None:
        return stay(wanted, moment, told)
    if plan is not state.plan:
        return stay(wanted, moment, Line.of(Key.WITH_NEXT))
    without = tuple(name for name in plan.left_out if name not in back)
    whole = replace(plan, left_out=without, parts=(), cools_down=plan.cools_down or anything)
    return prefaced(brief(wanted, whole, moment), told)


def leave_out_now(state: State, at_hand: Plan, exercises: Listed, moment: Moment) -> Turn | None:
    """Leave exercises out of the workout at hand; None where nothing would be left of it."""
    underway = state.progress.underway
    if underway is not None and underway.plan is at_hand:
        return _out_of_workout(state, exercises, moment)
    if at_hand.routine is None:
        return None
    has = tuple(name for name in exercises if name in done_in(at_hand, moment.catalogue))
    return described(state, replace(at_hand, left_out=(*at_hand.left_out, *has)), moment)


def _without(state: State, exercises: Listed, moment: Moment, *, own: bool | None = None) -> Turn:
    at_hand = plan_at_hand(state, own=own)
    if at_hand is None or not {*exercises} & {*done_in(at_hand, moment.catalogue)}:
        return _out_of_own(state, exercises, moment, now=bool(own))
    return leave_out_now(state, at_hand, exercises, moment) or _nothing_left(state, moment)


def _nothing_left(state: State, moment: Moment) -> Turn:
    return stay(state, moment, Line.of(Key.WITHOUT_NOTHING_LEFT))


def _out_of_own(state: State, exercises: Listed, moment: Moment, *, now: bool) -> Turn:
    """Take exercises out of their own routine; where that is being done, and they say so, out of this workout too."""
    turn, underway = take_out(state, exercises, moment), state.progress.underway
    if not (now and underway and underway.plan.own and going_on(state) & TRAINING):
        return turn
    done = tuple(name for name in done_in(underway.plan, moment.catalogue) if name in exercises)
    if not done:
        return turn
    left = _out_of_workout(turn.state, done, moment) or _nothing_left(turn.state, moment)
    return prefaced(left, turn.reply.say[0])


def _out_of_workout(state: State, exercises: Listed, moment: Moment) -> Turn | None:
    """Leave out what is still to come, and what has been begun; what is over stays done. None where all would go."""
    at = here(state, moment.catalogue)
    if at is None:
        return None
    starts = {step.exercise.id: index for index, step in enumerate(at.steps) if isinstance(step, SetUp)}
    exercises, at_hand, plan = tuple(name for name in exercises if name in starts), at.exercise, at.plan
    begun = at_hand.id if at_hand and starts[at_hand.id] < at.index + (state.phase is Phase.PAUSED) else None
    coming = tuple(name for name in exercises if name != begun and starts[name] >= at.index)
    for name in coming:
        fewer = without(plan, name, moment.catalogue)
        if fewer is None:
            return None
        plan = replace(fewer, left_out=(*fewer.left_out, name))
    fewer_left = placed(state, replace(at.underway, plan=plan))
    told = (without_today(coming, moment),) if coming else ()
    if begun in exercises and (out := left_out(fewer_left, moment)) is not None:
        return prefaced(out, *told)
    if not told:
        return stay(fewer_left, moment, Line.of(Key.WITHOUT_PAST, exercises=exercises_named(exercises, moment)))
    return ended(fewer_left, moment, *told) or stay(fewer_left, moment, *told)


def _found(asked: Named, listed: Listed, moment: Moment) -> Listed:
    """Give those of a list that a name comes to, or the one at a place of it."""
    if asked.order is not None:
        found = at_place(asked.order, listed, moment.catalogue)
        return (found,) if found else ()
    come_to = {*nearest(asked, moment.catalogue)}
    return tuple(name for name in listed if name in come_to)


def _not_there(asked: Named, lists: list[Listed], moment: Moment) -> Line:
    if not lists:
        return Line.of(Key.MINE_NONE)
    if asked.order is not None:
        return Line.of(Key.ONLY_SO_MANY, count=len(lists[0]))
    known = tuple(dict.fromkeys(nearest(asked, moment.catalogue)))
    if not known:
        return Line.of(Key.UNKNOWN_EXERCISE, words=asked.words)
    return Line.of(Key.MINE_NOT_IN, which=exercises_named(known, moment))
