"""The workout itself: described, begun, played block by block, interrupted, taken up again."""

from dataclasses import replace

from skill.coach.answers import Moment, Turn, about, close, kit_named, stay
from skill.coach.blocks import closing_question, lead, named
from skill.coach.events import Event
from skill.coach.keys import Key
from skill.coach.reply import Line, Reply
from skill.coach.state import Phase, Plan, State, Underway
from skill.coach.timeline import timeline
from skill.coach.workout import block_end, exercise_start, expand, kit_of, next_exercise, restart, routine_of, step_at

KEPT_MS = 24 * 60 * 60 * 1000
"""An unfinished workout is offered again for a day, and not a word of it after."""


def settle(state: State, moment: Moment) -> State:
    """Bring the place in the workout up to the moment somebody speaks.

    A block that has sounded to its end leaves the workout waiting for "ready"; one cut into leaves it paused at the
    step that sounded. A workout that is too old, or that the content no longer has, is forgotten.
    """
    state = _sound(state, moment)
    underway = state.progress.underway
    if underway is None:
        return state
    if moment.now_ms - underway.touched_ms > KEPT_MS:
        return placed(replace(state, phase=Phase.HOME) if _training(state) else state, None)
    if underway.began_ms is None:
        return state
    steps = expand(underway.plan, moment.catalogue)
    end = block_end(steps, underway.step)
    here = step_at(steps, underway.step, moment.now_ms - underway.began_ms)
    phase, step = (Phase.WAITING, end) if here >= end else (Phase.PAUSED, restart(steps, here))
    settled = placed(state, replace(underway, step=step, began_ms=None))
    return replace(settled, phase=phase) if state.phase is Phase.PLAYING else settled


def brief(state: State, plan: Plan, moment: Moment) -> Turn:
    """Describe a workout before it begins: what, how long, what is needed."""
    briefed = replace(state, phase=Phase.BRIEFED, plan=plan, subject=plan.exercise, purpose=None)
    return stay(briefed, moment, *_what(plan, moment), *needed(plan, moment))


def needed(plan: Plan, moment: Moment) -> tuple[Line, ...]:
    """Say what a workout needs, and what would be useful."""
    kit = kit_named(kit_of(plan, moment.catalogue))
    extra = kit_named(routine_of(plan, moment.catalogue).extra_kit)
    must = Line.of(Key.BRIEF_KIT, kit=kit) if kit else Line.of(Key.BRIEF_NO_KIT)
    return (must, Line.of(Key.BRIEF_EXTRA, kit=extra)) if extra else (must,)


def accept(state: State, _event: Event, moment: Moment) -> Turn:
    """Take what was offered."""
    return brief(state, state.plan, moment) if state.plan else stay(state, moment, Line.of(Key.NOT_NOW))


def begin(state: State, _event: Event, moment: Moment) -> Turn:
    """Begin the workout that was described."""
    plan = state.plan
    if plan is None:
        return stay(state, moment, Line.of(Key.NOT_NOW))
    begun = replace(state, plan=None, progress=replace(state.progress, level=plan.level))
    return _play(begun, plan, 0, moment)


def brief_again(state: State, _event: Event, moment: Moment) -> Turn:
    """Describe the workout once more."""
    return brief(state, state.plan, moment) if state.plan else stay(state, moment)


def not_this(state: State, _event: Event, moment: Moment) -> Turn:
    """Drop what was offered or described."""
    dropped = replace(state, phase=Phase.HOME, plan=None)
    return stay(dropped, moment, Line.of(Key.OTHERWISE))


def not_that_one(state: State, _event: Event, moment: Moment) -> Turn:
    """Drop the unfinished workout that was offered."""
    return stay(placed(replace(state, phase=Phase.HOME, plan=None), None), moment, Line.of(Key.OTHERWISE))


def go_on(state: State, _event: Event, moment: Moment) -> Turn:
    """Play the block that comes next, or the rest of the one that was interrupted."""
    underway = state.progress.underway
    if underway is None:
        return stay(state, moment, Line.of(Key.NOT_NOW))
    return _play(state, underway.plan, underway.step, moment)


def skip(state: State, event: Event, moment: Moment) -> Turn:
    """Leave the exercise at hand for the next one, or for what follows the last."""
    underway = state.progress.underway
    if underway is None:
        return go_on(state, event, moment)
    steps = expand(underway.plan, moment.catalogue)
    if underway.step >= len(steps) - 1:
        return _play(state, underway.plan, len(steps) - 1, moment)
    return _play(state, underway.plan, next_exercise(steps, underway.step), moment)


def back(state: State, event: Event, moment: Moment) -> Turn:
    """Go back to the start of this exercise, or of the one before when this one hasn't begun."""
    underway = state.progress.underway
    if underway is None:
        return go_on(state, event, moment)
    steps = expand(underway.plan, moment.catalogue)
    return _play(state, underway.plan, exercise_start(steps, max(0, underway.step - 1)), moment)


def from_the_start(state: State, event: Event, moment: Moment) -> Turn:
    """Begin the workout again."""
    underway = state.progress.underway
    return _play(state, underway.plan, 0, moment) if underway else go_on(state, event, moment)


def pause(state: State, _event: Event, moment: Moment) -> Turn:
    """Wait, keeping the place."""
    return stay(replace(state, phase=Phase.PAUSED), moment, Line.of(Key.PAUSED))


def stop(state: State, _event: Event, _moment: Moment) -> Turn:
    """Say goodbye. An unfinished workout stays saved."""
    saved = (Line.of(Key.SAVED),) if state.progress.underway else ()
    return close(state, *saved, Line.of(Key.GOODBYE))


def lost(state: State, _event: Event, _moment: Moment) -> Turn:
    """Keep the place when Alexa closes the session; nothing can be said."""
    return Turn(replace(state, phase=Phase.CLOSED), Reply(silent=True))


def _what(plan: Plan, moment: Moment) -> tuple[Line, ...]:
    length = about(plan, moment)
    if plan.exercise is not None:
        name = named(moment.catalogue.exercises[plan.exercise])
        return (Line.of(Key.BRIEF_ALONE, exercise=name, length=length),)
    items = routine_of(plan, moment.catalogue).items
    names = tuple(named(moment.catalogue.exercises[item.exercise]) for item in items)
    routine = Line(f"routine.{plan.routine}.name")
    return Line.of(Key.BRIEF_ROUTINE, routine=routine, length=length), Line.of(Key.BRIEF_EXERCISES, exercises=names)


def _play(state: State, plan: Plan, start: int, moment: Moment) -> Turn:
    """Play one block. The last one asks nothing and finishes the workout."""
    steps = expand(plan, moment.catalogue)
    end = block_end(steps, start)
    say, block = lead(steps, start), timeline(steps[start:end])
    if end == len(steps):
        finished = replace(placed(state, None), phase=Phase.CLOSED)
        return Turn(finished, Reply(say, block))
    underway = Underway(plan, start, began_ms=moment.now_ms, touched_ms=moment.now_ms)
    playing = replace(placed(state, underway), phase=Phase.PLAYING)
    reply = Reply(say, block, ask=closing_question(steps, end), reprompt=Line.of(Key.READY_REPROMPT))
    return Turn(playing, reply)


def _training(state: State) -> bool:
    return state.phase in {Phase.PLAYING, Phase.WAITING, Phase.PAUSED, Phase.RESUMABLE}


def _sound(state: State, moment: Moment) -> State:
    """Forget what the content no longer has: it may have changed since the state was saved."""
    underway = state.progress.underway
    fits = (
        underway is None
        or (_known(underway.plan, moment) and underway.step < len(expand(underway.plan, moment.catalogue))),
        state.plan is None or _known(state.plan, moment),
        state.subject is None or _has_point(state.subject, state.point, moment),
    )
    return state if all(fits) else State(progress=replace(state.progress, underway=None))


def _known(plan: Plan, moment: Moment) -> bool:
    known = moment.catalogue
    return plan.routine in known.routines if plan.routine else plan.exercise in known.exercises


def _has_point(exercise: str, point: int, moment: Moment) -> bool:
    found = moment.catalogue.exercises.get(exercise)
    return found is not None and 0 <= point < len(found.points)


def placed(state: State, underway: Underway | None) -> State:
    """Put the workout in flight at a place, or drop it."""
    return replace(state, progress=replace(state.progress, underway=underway))
