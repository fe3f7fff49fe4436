"""The workout itself: described, begun, played block by block, interrupted, taken up again."""

from dataclasses import replace

from skill.coach.answers import Moment, Turn, about, close, kit_named, stay
from skill.coach.blocks import closing_question, lead, named
from skill.coach.events import Event
from skill.coach.keys import Key
from skill.coach.reply import Line, Reply
from skill.coach.state import Phase, Plan, State, Underway
from skill.coach.steps import Closing, Step
from skill.coach.timeline import timeline
from skill.coach.workout import block_end, exercise_start, expand, kit_of, next_exercise, restart, routine_of, step_at

TRAINING = frozenset({Phase.PLAYING, Phase.WAITING, Phase.PAUSED, Phase.RESUMABLE})
"""The phases that need a workout in flight."""

KEPT_MS = 24 * 60 * 60 * 1000
"""An unfinished workout is offered again for a day, and not a word of it after."""


def settle(state: State, moment: Moment) -> State:
    """Bring the place in the workout up to the moment somebody speaks.

    A block that has sounded to its end leaves the workout waiting for "ready", or done; one cut into leaves it paused
    at the step that sounded. What is too old, or what the content no longer has, is forgotten.
    """
    state = _sound(state, moment)
    underway = state.progress.underway
    if underway is None:
        return state
    if underway.began_ms is None:
        return replace(state, phase=Phase.PAUSED) if state.phase is Phase.PLAYING else state
    steps = expand(underway.plan, moment.catalogue)
    phase, step = _reached(steps, underway.step, moment.now_ms - underway.began_ms)
    left = None if phase is Phase.DONE else replace(underway, step=step, began_ms=None)
    settled = placed(state, left)
    return replace(settled, phase=phase) if state.phase is Phase.PLAYING else _standing(settled)


def _reached(steps: tuple[Step, ...], start: int, elapsed_ms: int) -> tuple[Phase, int]:
    end = block_end(steps, start)
    here = step_at(steps, start, elapsed_ms)
    if here < end:
        return Phase.PAUSED, restart(steps, here)
    return (Phase.DONE if end == len(steps) else Phase.WAITING), end


def brief(state: State, plan: Plan, moment: Moment) -> Turn:
    """Describe a workout before it begins: what, how long, what is needed."""
    briefed = replace(state, phase=Phase.BRIEFED, plan=plan, subject=plan.exercise, point=0, place=None)
    return stay(briefed, moment, *_what(plan, moment), *needed(plan, moment))


def needed(plan: Plan, moment: Moment) -> tuple[Line, ...]:
    """Say what a workout needs, and what would be useful."""
    kit = kit_named(kit_of(plan, moment.catalogue))
    extra = kit_named(routine_of(plan, moment.catalogue).extra_kit)
    must = Line.of(Key.BRIEF_KIT, kit=kit) if kit else Line.of(Key.BRIEF_NO_KIT)
    return (must, Line.of(Key.BRIEF_EXTRA, kit=extra)) if extra else (must,)


def accept(state: State, event: Event, moment: Moment) -> Turn:
    """Take what was offered; where nothing was, go on with what is unfinished."""
    return brief(state, state.plan, moment) if state.plan else go_on(state, event, moment)


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


def again(state: State, event: Event, moment: Moment) -> Turn:
    """Go back to the start of the exercise at hand."""
    underway = state.progress.underway
    if underway is None:
        return go_on(state, event, moment)
    steps = expand(underway.plan, moment.catalogue)
    return _play(state, underway.plan, exercise_start(steps, underway.step), moment)


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
    """Play one block, to the question at its end."""
    steps = expand(plan, moment.catalogue)
    end = block_end(steps, start)
    underway = Underway(plan, start, began_ms=moment.now_ms, touched_ms=moment.now_ms)
    ask, reprompt = closing_question(steps, end)
    reply = Reply(lead(steps, start), timeline(_entered(steps[start:end])), ask=ask, reprompt=reprompt)
    return Turn(replace(placed(state, underway), phase=Phase.PLAYING), reply)


def _entered(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Give a block's steps; a closing that is skipped to follows no exercise."""
    first = steps[0]
    return (replace(first, after=None),) if isinstance(first, Closing) else steps


def _sound(state: State, moment: Moment) -> State:
    """Forget what is too old, and what the content no longer has: it may have changed since the state was saved."""
    underway = state.progress.underway
    if underway is not None and not _usable(underway, moment):
        state = placed(state, None)
    if state.plan is not None and not _known(state.plan, moment):
        state = replace(state, plan=None)
    if not _has_point(state, moment) or not set(state.among) <= moment.catalogue.exercises.keys():
        state = replace(state, phase=Phase.HOME, subject=None, point=0, among=())
    return _standing(state)


def _standing(state: State) -> State:
    """Leave phases that have lost what they need: a workout in flight, or one described."""
    gone = (TRAINING if state.progress.underway is None else frozenset()) | (
        frozenset({Phase.BRIEFED}) if state.plan is None else frozenset()
    )
    back_to = None if state.back_to in gone else state.back_to
    return replace(state, phase=Phase.HOME if state.phase in gone else state.phase, back_to=back_to)


def _usable(underway: Underway, moment: Moment) -> bool:
    if moment.now_ms - underway.touched_ms > KEPT_MS or not _known(underway.plan, moment):
        return False
    return 0 <= underway.step < len(expand(underway.plan, moment.catalogue))


def _known(plan: Plan, moment: Moment) -> bool:
    known = moment.catalogue
    return plan.routine in known.routines if plan.routine else plan.exercise in known.exercises


def _has_point(state: State, moment: Moment) -> bool:
    if state.subject is None:
        return state.phase not in {Phase.READING, Phase.TALKING}
    found = moment.catalogue.exercises.get(state.subject)
    return found is not None and 0 <= state.point < len(found.points)


def placed(state: State, underway: Underway | None) -> State:
    """Put the workout in flight at a place, or drop it."""
    return replace(state, progress=replace(state.progress, underway=underway))
