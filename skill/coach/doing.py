"""What "let's do it" means, with no exercise named: what was offered or described, or the workout that waits."""

from skill.coach import training
from skill.coach.answers import Moment, Turn
from skill.coach.asking import exercise
from skill.coach.events import ExerciseAsked
from skill.coach.state import State

NO_NAME = ExerciseAsked()


def offered(state: State, event: ExerciseAsked, moment: Moment) -> Turn:
    """Take what was offered; an exercise that is named is described, and where nothing was offered, asked for."""
    take = event == NO_NAME and state.plan is not None
    return (training.accept if take else exercise)(state, event, moment)


def described(state: State, event: ExerciseAsked, moment: Moment) -> Turn:
    """Begin the workout that was described, unless an exercise is named."""
    return (training.begin if event == NO_NAME else exercise)(state, event, moment)


def workout(state: State, event: ExerciseAsked, moment: Moment) -> Turn:
    """Go on with the workout that waits, unless an exercise is named."""
    return (training.go_on if event == NO_NAME else exercise)(state, event, moment)
