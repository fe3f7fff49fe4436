"""The workout itself: described, begun, played block by block, interrupted, taken up again."""

from dataclasses import replace

from skill.coach.answers import Moment, Turn, about, close, kit_named, stay
from skill.coach.blocks import closing_question, dose_named, entered, lead, named, own_hold_named, standing
from skill.coach.events import Event
from skill.coach.keys import Key
from skill.coach.position import Position, after, steps_left
from skill.coach.reply import Line, Reply, Seconds
from skill.coach.settling import placed
from skill.coach.state import Phase, Plan, State, Underway
from skill.coach.steps import Closing, CountIn, Move, Opening, Rest, SetUp, Step
from skill.coach.timeline import timeline
from skill.coach.workout import block_end, exercise_start, expand, kit_of, next_exercise, routine_of

MORE_REST_S = 15
"""What "more rest" adds (house)."""

LONGEST_REST_S = 180
"""A longer one is a pause (house)."""


def brief(state: State, plan: Plan, moment: Moment) -> Turn:
    """Describe a workout before it begins: what, how long, what is needed."""
    plan = replace(plan, pace=state.progress.preferences.pace)
    briefed = replace(state, phase=Phase.BRIEFED, plan=plan, subject=plan.exercise, point=0, place=None)
    replaces = (Line.of(Key.BRIEF_REPLACES),) if state.progress.underway else ()
    return stay(briefed, moment, *_what(plan, moment), *needed(plan, moment), *replaces)


def needed(plan: Plan, moment: Moment) -> tuple[Line, ...]:
    """Say what a workout needs, and what would be useful; nothing of a hold that we know nothing of."""
    routine = routine_of(plan, moment.catalogue)
    if routine is None:
        return ()
    kit = kit_named(kit_of(plan, moment.catalogue))
    extra = kit_named(routine.extra_kit)
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
    return play(begun, plan, Position(0), moment)


def resume(state: State, event: Event, moment: Moment) -> Turn:
    """Go on with the workout that is open, not with the one described in its place; where none is, begin."""
    if state.progress.underway is None:
        return begin(state, event, moment)
    return go_on(replace(state, plan=None), event, moment)


def brief_again(state: State, _event: Event, moment: Moment) -> Turn:
    """Describe the workout once more."""
    return brief(state, state.plan, moment) if state.plan else stay(state, moment)


def not_this(state: State, _event: Event, moment: Moment) -> Turn:
    """Drop what was offered or described; an unfinished workout then goes on."""
    phase = Phase.PAUSED if state.phase is Phase.BRIEFED and state.progress.underway else Phase.HOME
    dropped = replace(state, phase=phase, plan=None)
    return stay(dropped, moment, Line.of(Key.OTHERWISE))


def not_that_one(state: State, _event: Event, moment: Moment) -> Turn:
    """Drop the unfinished workout that was offered."""
    return stay(placed(replace(state, phase=Phase.HOME, plan=None), None), moment, Line.of(Key.OTHERWISE))


def go_on(state: State, _event: Event, moment: Moment) -> Turn:
    """Play the block that comes next, or what is left of the one that was interrupted."""
    return go_on_after(state, moment)


def rested(state: State, _event: Event, moment: Moment) -> Turn:
    """Go on at once: who says "ready" into a rest has rested enough."""
    underway = state.progress.underway
    steps = expand(underway.plan, moment.catalogue) if underway else ()
    if underway is None or not isinstance(steps[underway.step], Rest):
        return go_on_after(state, moment)
    return _play_led(state, underway.plan, Position(underway.step + 1), moment)


def go_on_after(state: State, moment: Moment, *say: Line) -> Turn:
    """Say something first, then go on. A rest that was paused goes on; one between blocks was the waiting itself."""
    underway = state.progress.underway
    if underway is None:
        return stay(state, moment, *say or (Line.of(Key.NOT_NOW),))
    steps = expand(underway.plan, moment.catalogue)
    over = isinstance(steps[underway.step], Rest) and state.phase is not Phase.PAUSED
    position = Position(underway.step + 1) if over else Position(underway.step, underway.done)
    return _play_led(state, underway.plan, position, moment, *say)


def _play_led(state: State, plan: Plan, position: Position, moment: Moment, *say: Line) -> Turn:
    steps = after(expand(plan, moment.catalogue), position)
    return play(state, plan, position, moment, *say, *lead(steps, position.step))


def skip(state: State, event: Event, moment: Moment) -> Turn:
    """Leave the rest for the set, or the exercise at hand for the next one, or for what follows the last."""
    underway = state.progress.underway
    if underway is None:
        return go_on(state, event, moment)
    steps = expand(underway.plan, moment.catalogue)
    if isinstance(steps[underway.step], Rest):
        return rested(state, event, moment)
    return play(state, underway.plan, Position(_following(steps, underway.step)), moment)


def _following(steps: tuple[Step, ...], index: int) -> int:
    """Give what comes after the move or the exercise at hand; after the closing, the closing."""
    if index == len(steps) - 1:
        return index
    return index + 1 if isinstance(steps[index], Move) else next_exercise(steps, index)


def back(state: State, event: Event, moment: Moment) -> Turn:
    """Go back to the start of this exercise, or of the one before when this one hasn't begun."""
    return _from_exercise(state, event, moment, 1)


def again(state: State, event: Event, moment: Moment) -> Turn:
    """Say the talk at hand again; a set or a rest goes on where it is, once more counted in."""
    underway = state.progress.underway
    if underway is None:
        return go_on(state, event, moment)
    steps = expand(underway.plan, moment.catalogue)
    talks = isinstance(steps[underway.step], Opening | Move | SetUp | Closing)
    done = 0 if talks else underway.done
    return play(state, underway.plan, Position(underway.step, done), moment)


def set_again(state: State, event: Event, moment: Moment) -> Turn:
    """Go back to the start of the set at hand, or of the one just done."""
    underway = state.progress.underway
    if underway is None:
        return go_on(state, event, moment)
    steps = expand(underway.plan, moment.catalogue)
    before = underway.step - (state.phase is Phase.WAITING)
    own = range(exercise_start(steps, before), before + 1)
    counts_in = [index for index in own if isinstance(steps[index], CountIn)]
    return play(state, underway.plan, Position(counts_in[-1] if counts_in else before), moment)


def from_the_start(state: State, event: Event, moment: Moment) -> Turn:
    """Begin the workout again."""
    underway = state.progress.underway
    return play(state, underway.plan, Position(0), moment) if underway else go_on(state, event, moment)


def more_rest(state: State, event: Event, moment: Moment) -> Turn:
    """Lengthen the rest at hand; where none sounds, or it would grow too long, wait without a clock."""
    underway = state.progress.underway
    step = expand(underway.plan, moment.catalogue)[underway.step] if underway else None
    if underway is None or not isinstance(step, Rest):
        return stay(state, moment, Line.of(Key.TAKE_YOUR_TIME))
    if step.rest_s - underway.done + MORE_REST_S > LONGEST_REST_S:
        return pause(state, event, moment)
    longer = Position(underway.step, underway.done - MORE_REST_S)
    return play(state, underway.plan, longer, moment, Line.of(Key.MORE_REST, rest=Seconds(MORE_REST_S)))


def play_on(state: State, moment: Moment, *say: Line) -> Turn:
    """Say something and go on exactly where the block was cut into."""
    underway = state.progress.underway
    if underway is None:
        return stay(state, moment, *say)
    return play(state, underway.plan, Position(underway.step, underway.done), moment, *say)


def pause(state: State, _event: Event, moment: Moment) -> Turn:
    """Wait, keeping the place."""
    underway = state.progress.underway
    where = standing(steps_left(underway, moment.catalogue), underway.step) if underway else ()
    return stay(replace(state, phase=Phase.PAUSED), moment, Line.of(Key.PAUSED), *where)


def stop(state: State, _event: Event, _moment: Moment) -> Turn:
    """Say goodbye. An unfinished workout stays saved."""
    saved = (Line.of(Key.SAVED),) if state.progress.underway else ()
    return close(state, *saved, Line.of(Key.GOODBYE))


def lost(state: State, _event: Event, _moment: Moment) -> Turn:
    """Keep the place when the session is closed from outside; nothing can be said."""
    return Turn(replace(state, phase=Phase.CLOSED), Reply(silent=True))


def _what(plan: Plan, moment: Moment) -> tuple[Line, ...]:
    if plan.amount is not None:
        return (_counted(plan, plan.amount, moment),)
    length = about(plan, moment)
    if plan.exercise is not None:
        name = named(moment.catalogue.exercises[plan.exercise])
        return (Line.of(Key.BRIEF_ALONE, exercise=name, length=length),)
    items = moment.catalogue.routines[plan.routine or ""].items
    names = tuple(named(moment.catalogue.exercises[item.exercise]) for item in items)
    routine = Line(f"routine.{plan.routine}.name")
    return Line.of(Key.BRIEF_ROUTINE, routine=routine, length=length), Line.of(Key.BRIEF_EXERCISES, exercises=names)


def _counted(plan: Plan, amount: int, moment: Moment) -> Line:
    steps = expand(plan, moment.catalogue)
    talk = next((step for step in steps if isinstance(step, SetUp)), None)
    if talk is None:
        return Line.of(Key.BRIEF_OWN, dose=own_hold_named(amount))
    return Line.of(Key.BRIEF_COUNTED, exercise=named(talk.exercise), dose=dose_named(talk.exercise, talk.dose))


def play(state: State, plan: Plan, position: Position, moment: Moment, *say: Line) -> Turn:
    """Play one block from a position to the question at its end, after some words or after saying what it is."""
    preferences = state.progress.preferences
    steps = after(expand(plan, moment.catalogue), position)
    end = block_end(steps, position.step, preferences.asking)
    first = say or lead(steps, position.step)
    began_ms = moment.now_ms + moment.spoken_ms(first) * 100 // plan.pace.talk_percent
    underway = Underway(plan, position.step, position.done, began_ms, moment.now_ms)
    ask, reprompt = closing_question(steps, end)
    block = timeline(entered(steps[position.step : end]), preferences.count)
    return Turn(replace(placed(state, underway), phase=Phase.PLAYING), Reply(first, block, ask=ask, reprompt=reprompt))


def _from_exercise(state: State, event: Event, moment: Moment, before: int) -> Turn:
    underway = state.progress.underway
    if underway is None:
        return go_on(state, event, moment)
    steps = expand(underway.plan, moment.catalogue)
    return play(state, underway.plan, Position(exercise_start(steps, max(0, underway.step - before))), moment)
