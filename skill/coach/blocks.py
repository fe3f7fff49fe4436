"""What is said around a block: what it is, and the question at its end."""

from skill.catalogue.model import HOLD, Counting, Dose, Exercise, Posture
from skill.coach.keys import Key
from skill.coach.reply import SIDE, Line, Seconds, exercise_line
from skill.coach.steps import (
    ON_FLOOR,
    Closing,
    CountIn,
    GetReady,
    Move,
    Opening,
    Rest,
    SetUp,
    Step,
    WorkSet,
    stands_like,
)
from skill.coach.workout import DoseInParts
from skill.frozen import replace

MINUTE_S = 60
"""From here on a hold may be spoken of in minutes, so that the seconds done need their unit."""


COOL_DOWN_POSITION = Posture.BACK
"""Every cool-down is done lying on the back."""


def named(exercise: Exercise) -> Line:
    """Give an exercise's name."""
    return exercise_line(exercise.id, "name")


def lead(steps: tuple[Step, ...], start: int, floor: tuple[Line, ...] = ()) -> tuple[Line, ...]:
    """Say what a block is: useful even where its timed part should fail to sound. Then how to get down to it, or up."""
    match steps[start]:
        case Move() if (done := cools_after(steps, start)) is not None:
            before = SIDE if floor else stands_like(done)
            down = (*_freed(done), *floor) if floor else ()
            return Line.of(Key.LEAD_COOL_DOWN), *down, Line(f"positions.{before}.{COOL_DOWN_POSITION}")
        case SetUp(before=before) if floor:
            return *_lead(steps, start), *_freed(before), *floor
        case _:
            return *_lead(steps, start), *floor


def _freed(before: Exercise | None) -> tuple[Line, ...]:
    """Say to put the weight down, or how to leave the bench, before getting down: a set may have been cut short."""
    place = stands_like(before)
    return (Line(f"positions.{place}.{Posture.STANDING}"),) if place not in {*ON_FLOOR, Posture.STANDING} else ()


def _lead(steps: tuple[Step, ...], start: int) -> tuple[Line, ...]:
    match steps[start]:
        case SetUp(exercise=exercise, dose=dose):
            return (Line.of(Key.LEAD_EXERCISE, exercise=named(exercise), dose=dose_named(exercise, dose)),)
        case GetReady(exercise=exercise):
            return (Line.of(Key.LEAD_GET_READY, exercise=named(exercise)),)
        case CountIn(exercise=exercise, number=number, of=of):
            plain = Line.of(Key.LEAD_GO)
            if exercise is not None and number and of > 1:
                plain = Line.of(Key.LEAD_SET, exercise=named(exercise), number=number, of=of)
            return done_named(steps, start) or (plain,)
        case step:
            return (Line.of(_plain_lead(step)),)


def cools_after(steps: tuple[Step, ...], index: int) -> Exercise | None:
    """Give the exercise that was last where the cool-down begins at a step; None anywhere else.

    Who goes on with a first move that was cut into lies there already.
    """
    step = steps[index]
    if index == 0 or not isinstance(step, Move) or step.done or isinstance(steps[index - 1], Move):
        return None
    return next((found for step in reversed(steps[:index]) if (found := exercise_of(step))), None)


def entered(steps: tuple[Step, ...], *, helped: bool = False) -> tuple[Step, ...]:
    """Give a block's steps: the exercise it begins with has been named, a closing that is skipped to follows none.

    Where somebody was helped down or up, they are there.
    """
    match steps:
        case (Closing() as first, *others):
            return (replace(first, after=None), *others)
        case (SetUp() as first, *others):
            return (replace(first, named=False, helped=helped), *others)
        case (Opening() as first, SetUp() as second, *others) if helped:
            return (first, replace(second, helped=helped), *others)
        case _:
            return steps


def done_named(steps: tuple[Step, ...], index: int) -> tuple[Line, ...]:
    """Say what was done of the set that a count-in leads to, before it was interrupted; nothing when nothing was."""
    step = steps[index + 1] if isinstance(steps[index], CountIn) else None
    if not isinstance(step, WorkSet) or not step.done:
        return ()
    if step.is_hold:
        done = step.done if step.count < MINUTE_S else Seconds(step.done)
        return (Line.of(Key.DONE_HOLD, done=done, hold=Seconds(step.count)),)
    return (Line.of(Key.DONE_REPS, done=step.done, reps=step.count),)


def standing(steps: tuple[Step, ...], index: int) -> tuple[Line, ...]:
    """Say where somebody stands who pauses: what is done of the set, or what is left of the rest."""
    match steps[index]:
        case Rest(rest_s=rest_s, done=done):
            return (Line.of(Key.LEFT_REST, rest=Seconds(rest_s - done)),)
        case _:
            return done_named(steps, index)


def _plain_lead(step: Step) -> Key:
    if isinstance(step, Opening) and step.warm_up:
        return Key.LEAD_WARM_UP
    if isinstance(step, Closing):
        return Key.OTHERWISE
    return Key.LEAD_GO


def closing_question(steps: tuple[Step, ...], end: int, *, rates: bool = False) -> tuple[Line, Line]:
    """Ask for the next block, after an exercise with how to come out of it; after the last, how it was, or for more."""
    if end == len(steps):
        if rates:
            return Line.of(Key.RATE_ASK), Line.of(Key.RATE_REPROMPT)
        return Line.of(Key.DONE_ASK), Line.of(Key.DONE_REPROMPT)
    ask, reprompt = ready_question(steps, end), Line.of(Key.READY_REPROMPT)
    done = exercise_of(steps[end - 1])
    if done is None or isinstance(steps[end], GetReady | CountIn | Rest):
        return ask, reprompt
    return Line.of(Key.FINISHED, finish=exercise_line(done.id, "finish"), ask=ask), reprompt


def ready_question(steps: tuple[Step, ...], index: int) -> Line:
    """Ask whether somebody is ready for the step that comes next."""
    match steps[index]:
        case SetUp(exercise=exercise):
            return Line.of(Key.READY_EXERCISE, exercise=named(exercise))
        case CountIn(number=number, of=of) if number and of > 1:
            return Line.of(Key.READY_SET, number=number, of=of)
        case Rest(done=done) if done:
            return ready_question(steps, index + 1)
        case Move() if cools_after(steps, index) is not None:
            return Line.of(Key.READY_COOL_DOWN)
        case _:
            return Line.of(Key.READY_GO_ON)


def exercise_of(step: Step) -> Exercise | None:
    """Give the exercise that a step belongs to."""
    return step.exercise if isinstance(step, SetUp | GetReady | CountIn | WorkSet | Rest) else None


def own_hold_named(seconds: int) -> Line:
    """Say how long a hold of one's own is."""
    return Line.of(Key.DOSE_HOLD_1, hold=Seconds(seconds))


def dose_named(exercise: Exercise, dose: Dose) -> Line:
    """Say how much: sets of repetitions, or holds of seconds; repetitions in sets where one set can't hold them."""
    if isinstance(dose, DoseInParts):
        return Line.of(Key.DOSE_PARTS, reps=dose.reps, sets=dose.sets)
    if exercise.counting is Counting.HOLD:
        hold = Seconds(dose.tempo[HOLD])
        return (
            Line.of(Key.DOSE_HOLD, sets=dose.sets, hold=hold) if dose.sets > 1 else Line.of(Key.DOSE_HOLD_1, hold=hold)
        )
    if dose.sets > 1:
        return Line.of(Key.DOSE_REPS, sets=dose.sets, reps=dose.reps)
    return Line.of(Key.DOSE_REPS_1, reps=dose.reps) if dose.reps > 1 else Line.of(Key.DOSE_REP)
