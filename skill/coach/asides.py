"""What people ask about the workout they are in: how long, which set, what comes next."""

from skill.catalogue.model import Level
from skill.coach.answers import Moment, exercise_underway, going_on, length_of
from skill.coach.blocks import MINUTE_S, dose_named, exercise_of, named
from skill.coach.keys import Key
from skill.coach.position import steps_left
from skill.coach.reply import About, Line, Seconds, exercise_line
from skill.coach.state import OPEN, Phase, Plan, State
from skill.coach.steps import Closing, CountIn, Move, Opening, Rest, SetUp, Step, WorkSet
from skill.coach.workout import next_exercise, total_s, warm_up_end


def hello(_state: State, _moment: Moment) -> tuple[Line, ...]:
    """Greet back."""
    return (Line.of(Key.HELLO),)


def volume(_state: State, _moment: Moment) -> tuple[Line, ...]:
    """Say who can change the volume."""
    return (Line.of(Key.VOLUME),)


def how_long(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say what is left of the set, hold or rest at hand, and of the whole."""
    steps, here = _steps(state, moment), _here(state)
    if not steps:
        return ()
    left = _left(steps, here) if state.phase is not Phase.WAITING else ()
    all_s = total_s(steps[here:])
    return (*left, Line.of(Key.LEFT_ALL, length=About(all_s) if all_s >= MINUTE_S else Seconds(all_s)))


def how_many(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say how many are left of the set at hand; which set it is, where none sounds."""
    steps, here = _steps(state, moment), _here(state)
    left = _left(steps, here) if steps and state.phase is Phase.PAUSED else ()
    return left or which_set(state, moment)


def which_set(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say which set this is, or the next one while resting; what comes next where there is none."""
    steps, here = _steps(state, moment), _here(state)
    step = next((step for step in steps[here : here + 2] if isinstance(step, CountIn)), None)
    if step is None:
        warms_up = bool(steps) and here <= warm_up_end(steps)
        moves = bool(steps) and isinstance(steps[here], Opening | Move) and state.phase is not Phase.WAITING
        at = (Line.of(Key.WHICH_WARM_UP if warms_up else Key.WHICH_COOL_DOWN),) if moves else ()
        return at if at and not warms_up else (*at, *whats_next(state, moment))
    if step.exercise is None:
        return _left(steps, here)
    if not step.number:
        return (Line.of(Key.WHICH_RAMP, exercise=named(step.exercise)),)
    return (Line.of(Key.WHICH_SET, exercise=named(step.exercise), number=step.number, of=step.of),)


def whats_next(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say which set comes next and which exercise then, or what follows the last."""
    steps, here = _steps(state, moment), _here(state)
    if not steps:
        return ()
    coming = _coming_set(steps, here) if isinstance(steps[here], Rest) or state.phase is Phase.WAITING else None
    if coming is not None:
        what = _named_step(steps, next_exercise(steps, here))
        return (Line.of(Key.NEXT_SET, number=coming.number, of=coming.of, what=what),)
    waits = state.phase is Phase.WAITING
    if isinstance(steps[here], Move | Closing) and here > warm_up_end(steps) and not waits:
        return (Line.of(Key.NEXT_NOTHING),)
    if waits and isinstance(talk := steps[here], SetUp):
        # The question names it already.
        return (Line.of(Key.LEAD_EXERCISE, exercise=named(talk.exercise), dose=dose_named(talk.exercise, talk.dose)),)
    unbegun = isinstance(steps[here], SetUp) or (waits and isinstance(steps[here], Move))
    following = here if unbegun else next_exercise(steps, here)
    if isinstance(steps[following], Closing):
        own_to_come = isinstance(steps[here], Opening)
        return (Line.of(Key.NEXT_IS, what=Line.of(Key.OWN_NAME)) if own_to_come else Line.of(Key.NEXT_NOTHING),)
    return (Line.of(Key.NEXT_IS, what=_named_step(steps, following)),)


def move_at_hand(state: State, moment: Moment) -> Line | None:
    """Give how the move at hand goes, of the warm-up or the cool-down; None where it is an exercise, or nothing."""
    steps, here = _steps(state, moment), _here(state)
    move = next((step for step in steps[here : here + 2] if isinstance(step, Move)), None)
    return Line(f"moves.{move.name}") if move and isinstance(steps[here], Opening | Move) else None


def reminder(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say how the move or the exercise at hand goes, or the one that comes; nothing where another one is spoken of."""
    if (move := move_at_hand(state, moment)) is not None:
        return (move,)
    waits = going_on(state) & OPEN and state.phase is not Phase.READING
    exercise = exercise_underway(state, moment) if waits and _steps(state, moment) else None
    if exercise is None:
        return ()
    return tuple(exercise_line(exercise.id, f"set_up.{index}") for index in range(len(exercise.set_up)))


def length(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say how long the workout at hand takes, or what is left of it; without one, how long there are any."""
    if state.phase is Phase.BRIEFED and state.plan is not None:
        return (Line.of(Key.BRIEF_LENGTH, length=length_of(state.plan, moment)),)
    routines = moment.catalogue.routines.values()
    takes = [length_of(Plan(found.level or Level.BEGINNER, routine=found.id), moment) for found in routines]
    shortest, longest = min(takes, key=_seconds), max(takes, key=_seconds)
    return how_long(state, moment) or (Line.of(Key.LIST_LENGTHS, shortest=shortest, longest=longest),)


def _seconds(length: About) -> int:
    return length.seconds


def _coming_set(steps: tuple[Step, ...], here: int) -> CountIn | None:
    """Give the count-in of the set that comes after a rest, or is waited for; the light set has no number to say."""
    step = steps[here + 1] if isinstance(steps[here], Rest) else steps[here]
    return step if isinstance(step, CountIn) and step.number and step.of > 1 else None


def _named_step(steps: tuple[Step, ...], index: int) -> Line:
    exercise = exercise_of(steps[index])
    if exercise is not None:
        return named(exercise)
    return Line.of(Key.COOL_DOWN_NAME if isinstance(steps[index], Move) else Key.THE_END)


def _left(steps: tuple[Step, ...], here: int) -> tuple[Line, ...]:
    step = steps[here + 1] if isinstance(steps[here], CountIn) else steps[here]
    match step:
        case WorkSet() if step.is_hold:
            return (Line.of(Key.LEFT_HOLD, hold=Seconds(step.count - step.done)),)
        case WorkSet():
            return (Line.of(Key.LEFT_REPS, count=step.count - step.done),)
        case Rest():
            return (Line.of(Key.LEFT_REST, rest=Seconds(step.rest_s - step.done)),)
        case _:
            return ()


def _steps(state: State, moment: Moment) -> tuple[Step, ...]:
    """Give the steps of the workout that is spoken of; none while another one is described."""
    underway = state.progress.underway
    return steps_left(underway, moment.catalogue) if underway and state.phase is not Phase.BRIEFED else ()


def _here(state: State) -> int:
    return state.progress.underway.step if state.progress.underway else 0
