"""What "let's do it" means, with no exercise named: what was offered or described, or the workout that waits."""

from skill.coach import training
from skill.coach.answers import Moment, Turn, stay
from skill.coach.asides import whats_next
from skill.coach.asking import agreed, exercise, list_all
from skill.coach.briefing import brief
from skill.coach.events import ContentsAsked, Event, ExerciseAsked, RoutineAsked, WorkoutStarted
from skill.coach.naming import at_hand
from skill.coach.reading import leave, next_point
from skill.coach.routines import by_level
from skill.coach.state import OPEN, UNDER_WAY, Phase, State
from skill.coach.workout import done_in
from skill.frozen import replace

NO_NAME = ExerciseAsked()


def offered(state: State, event: ExerciseAsked, moment: Moment) -> Turn:
    """Take what was offered; an exercise that is named is described, and where nothing was offered, asked for."""
    take = event == NO_NAME and state.plan is not None
    return (training.accept if take else exercise)(state, event, moment)


def started(state: State, event: WorkoutStarted, moment: Moment) -> Turn:
    """Take what was offered, or ask which level; a workout that waits goes on, and the one described begins."""
    if state.phase is Phase.BRIEFED:
        return training.begin(state, event, moment)
    if state.phase in OPEN:
        return training.go_on(state, event, moment)
    if state.phase is Phase.HOME and state.plan is not None:
        return training.accept(state, event, moment)
    return by_level(state, RoutineAsked(), moment)


def from_reading(state: State, event: ExerciseAsked, moment: Moment) -> Turn:
    """Leave a reading for what it interrupted: the workout that waits, or the one described; else do the exercise.

    Where that would be another exercise than the one read, say what it is first.
    """
    back = replace(state, phase=state.back_to) if state.back_to and event == NO_NAME else state
    match back.phase:
        case phase if phase in OPEN:
            same = state.subject == at_hand(back, moment)
            return training.go_on(back, event, moment) if same else leave(state, event, moment)
        case Phase.BRIEFED:
            same = back.plan is not None and back.subject in done_in(back.plan, moment.catalogue)
            return training.begin(back, event, moment) if same else stay(back, moment)
        case _:
            return exercise(state, event, moment)


def read_on(state: State, event: Event, moment: Moment) -> Turn:
    """Go on with the workout that was interrupted by a reading, else with the reading."""
    return (training.go_on if state.back_to in UNDER_WAY else next_point)(state, event, moment)


def next_or_read_on(state: State, event: Event, moment: Moment) -> Turn:
    """Say what comes next in the workout that was interrupted by a reading; else read the next point."""
    if state.back_to in UNDER_WAY:
        return stay(state, moment, *whats_next(state, moment))
    return next_point(state, event, moment)


def agreed_or_on(state: State, event: Event, moment: Moment) -> Turn:
    """Take the one exercise that was offered, unless a workout waits, which is then what somebody is ready for."""
    offers = len(state.among) == 1 and state.back_to not in UNDER_WAY
    return (agreed if offers else training.go_on)(state, event, moment)


def contents(state: State, event: ContentsAsked, moment: Moment) -> Turn:
    """Describe the workout that was offered or described; where there is none, name all exercises."""
    if state.phase in {Phase.HOME, Phase.BRIEFED} and state.plan is not None:
        return brief(state, state.plan, moment)
    return list_all(state, event, moment)


def described(state: State, event: ExerciseAsked, moment: Moment) -> Turn:
    """Begin the workout that was described, unless an exercise is named, or another was spoken of since."""
    other = state.subject is not None and (state.plan is None or state.subject != state.plan.exercise)
    return (training.begin if event == NO_NAME and not other else exercise)(state, event, moment)


def workout(state: State, event: ExerciseAsked, moment: Moment) -> Turn:
    """Go on with the workout that waits, unless an exercise is named."""
    return (training.go_on if event == NO_NAME else exercise)(state, event, moment)
