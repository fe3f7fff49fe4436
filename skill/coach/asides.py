"""What people ask about the workout they are in: how long, which set, what comes next."""

from skill.catalogue.model import Level
from skill.coach.answers import Moment, going_on, length_of
from skill.coach.blocks import MINUTE_S, dose_named, exercise_of, named
from skill.coach.here import Here, here
from skill.coach.keys import Key
from skill.coach.reply import About, Line, Seconds, exercise_line
from skill.coach.state import OPEN, Phase, Plan, State
from skill.coach.steps import Closing, CountIn, Move, Opening, Rest, SetUp, Step, WorkSet
from skill.coach.tailoring import as_wished
from skill.coach.workout import asked_s, next_exercise, total_s


def hello(_state: State, _moment: Moment) -> tuple[Line, ...]:
    """Greet back."""
    return (Line.of(Key.HELLO),)


def volume(_state: State, _moment: Moment) -> tuple[Line, ...]:
    """Say who can change the volume."""
    return (Line.of(Key.VOLUME),)


def how_long(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say what is left of the set, hold or rest at hand, and of the whole, with the questions that are to come."""
    at = _spoken_of(state, moment)
    if at is None:
        return ()
    left = _left(at) if state.phase is not Phase.WAITING else ()
    return (*left, _left_in_all(at))


def _left_in_all(at: Here) -> Line:
    """Say roughly what is left in whole minutes, with its questions, and exactly what is left of less than one."""
    played_s = total_s(at.left)
    if played_s < MINUTE_S:
        return Line.of(Key.LEFT_SECONDS, length=Seconds(played_s))
    return Line.of(Key.LEFT_ALL, length=About(asked_s(at.steps, at.index, at.plan.asking)))


def how_many(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say how many are left of the set at hand; which set it is, where none sounds."""
    at = _spoken_of(state, moment)
    left = _left(at) if at and state.phase is Phase.PAUSED else ()
    return left or which_set(state, moment)


def which_set(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say which set this is, or the next one while resting; what comes next where there is none."""
    at = _spoken_of(state, moment)
    if at is None:
        return ()
    step = next((step for step in at.left[:2] if isinstance(step, CountIn)), None)
    if step is None:
        moves, warms_up = at.around and state.phase is not Phase.WAITING, at.before_exercises
        which = (Line.of(Key.WHICH_WARM_UP if warms_up else Key.WHICH_COOL_DOWN),) if moves else ()
        return which if which and not warms_up else (*which, *whats_next(state, moment))
    if step.exercise is None:
        return _left(at)
    if not step.number:
        return (Line.of(Key.WHICH_RAMP, exercise=named(step.exercise)),)
    return (Line.of(Key.WHICH_SET, exercise=named(step.exercise), number=step.number, of=step.of),)


def whats_next(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say which set comes next and which exercise then, or what follows the last."""
    at, waits = _spoken_of(state, moment), state.phase is Phase.WAITING
    if at is None:
        return ()
    coming = _coming_set(at) if isinstance(at.step, Rest) or waits else None
    if coming is not None:
        what = _named_step(at.steps[next_exercise(at.steps, at.index)])
        return (Line.of(Key.NEXT_SET, number=coming.number, of=coming.of, what=what),)
    if isinstance(at.step, Move | Closing) and not at.before_exercises and not waits:
        return (Line.of(Key.NEXT_NOTHING),)
    if waits and isinstance(talk := at.step, SetUp):
        # The question names it already.
        return (Line.of(Key.LEAD_EXERCISE, exercise=named(talk.exercise), dose=dose_named(talk.exercise, talk.dose)),)
    unbegun = isinstance(at.step, SetUp) or (waits and isinstance(at.step, Move))
    following = at.step if unbegun else at.steps[next_exercise(at.steps, at.index)]
    if isinstance(following, Closing):
        own_to_come = isinstance(at.step, Opening)
        return (Line.of(Key.NEXT_IS, what=Line.of(Key.OWN_NAME)) if own_to_come else Line.of(Key.NEXT_NOTHING),)
    return (Line.of(Key.NEXT_IS, what=_named_step(following)),)


def move_at_hand(state: State, moment: Moment) -> Line | None:
    """Give how the move at hand goes, of the warm-up or the cool-down; None where it is an exercise, or nothing."""
    at = _spoken_of(state, moment)
    if at is None or not at.around:
        return None
    move = next((step for step in at.left[:2] if isinstance(step, Move)), None)
    return Line(f"moves.{move.name}") if move else None


def reminder(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say how the move or the exercise at hand goes, or the one that comes; nothing where another one is spoken of."""
    if (move := move_at_hand(state, moment)) is not None:
        return (move,)
    waits = going_on(state) & OPEN and state.phase is not Phase.READING
    at = _spoken_of(state, moment) if waits else None
    if at is None or at.exercise is None:
        return ()
    return tuple(exercise_line(at.exercise.id, f"set_up.{index}") for index in range(len(at.exercise.set_up)))


def length(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say how long the workout at hand takes, or what is left of it; without one, how long there are any."""
    if state.phase is Phase.BRIEFED and state.plan is not None:
        return (Line.of(Key.BRIEF_LENGTH, length=length_of(state.plan, moment)),)
    known, progress = moment.catalogue, state.progress
    plans = (Plan(found.level or Level.BEGINNER, routine=found.id) for found in known.routines.values())
    takes = [length_of(as_wished(plan, progress, known), moment) for plan in plans]
    shortest, longest = min(takes, key=_seconds), max(takes, key=_seconds)
    return how_long(state, moment) or (Line.of(Key.LIST_LENGTHS, shortest=shortest, longest=longest),)


def _seconds(length: About) -> int:
    return length.seconds


def _coming_set(at: Here) -> CountIn | None:
    """Give the count-in of the set that comes after a rest, or is waited for; the light set has no number to say."""
    step = at.left[isinstance(at.step, Rest)]
    return step if isinstance(step, CountIn) and step.number and step.of > 1 else None


def _named_step(step: Step) -> Line:
    exercise = exercise_of(step)
    if exercise is not None:
        return named(exercise)
    return Line.of(Key.COOL_DOWN_NAME if isinstance(step, Move) else Key.THE_END)


def _left(at: Here) -> tuple[Line, ...]:
    match at.left[isinstance(at.step, CountIn)]:
        case WorkSet() as step if step.is_hold:
            return (Line.of(Key.LEFT_HOLD, hold=Seconds(step.count - step.done)),)
        case WorkSet() as step:
            return (Line.of(Key.LEFT_REPS, count=step.count - step.done),)
        case Rest() as step:
            return (Line.of(Key.LEFT_REST, rest=Seconds(step.rest_s - step.done)),)
        case _:
            return ()


def _spoken_of(state: State, moment: Moment) -> Here | None:
    """Give the place in the workout that is spoken of; None while another one is described."""
    return None if state.phase is Phase.BRIEFED else here(state, moment.catalogue)
