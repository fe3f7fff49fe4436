"""Harder, easier, the hardest and the easiest, said where no exercise is at hand: of routines, then."""

from skill.catalogue.model import Level
from skill.coach import easing, feedback, safety
from skill.coach.answers import Moment, Transition, Turn, rating_open
from skill.coach.asking import detail, exercise_named
from skill.coach.events import (
    Detail,
    DetailAsked,
    Event,
    ExerciseNamed,
    LevelNamed,
    Named,
    Order,
    OtherLevelAsked,
    RatingGiven,
)
from skill.coach.ratings import Rating
from skill.coach.routines import level_named, other_level
from skill.coach.small_talk import acknowledged
from skill.coach.state import Phase, State

EXTREMES = {Order.EASIEST: Level.BEGINNER, Order.HARDEST: Level.ADVANCED}


def easier(state: State, event: Event, moment: Moment) -> Turn:
    """Describe the routine of the level below; of one exercise described, tell its easier form."""
    if _of_routines(state):
        return other_level(state, OtherLevelAsked(harder=False), moment)
    return easing.ease(state, event, moment)


def harder_or_detail(state: State, event: DetailAsked, moment: Moment) -> Turn:
    """Describe the routine of the next level to somebody who wants it harder; any other detail is an exercise's."""
    if event == DetailAsked(Detail.HARDER) and _of_routines(state):
        return other_level(state, OtherLevelAsked(harder=True), moment)
    return detail(state, event, moment)


def extreme_or_exercise(state: State, event: ExerciseNamed, moment: Moment) -> Turn:
    """Take "the hardest one" for a level where routines are spoken of; any other name is that of an exercise."""
    level = EXTREMES.get(event.exercise.order) if event.exercise.order else None
    if level is None or not _of_routines(state):
        return exercise_named(state, event, moment)
    return level_named(state, LevelNamed(Named((level.value,), level.value)), moment)


def rated(state: State, event: RatingGiven, moment: Moment) -> Turn:
    """Take words for how hard something is where they were asked for, or for a level where routines are spoken of."""
    if rating_open(state):
        return feedback.given(state, event, moment)
    if event.rating is Rating.RIGHT:
        return acknowledged(state, event, moment)
    if _of_routines(state):
        return other_level(state, OtherLevelAsked(harder=event.rating is Rating.EASY), moment)
    return feedback.given(state, event, moment)


def rated_in_workout(state: State, event: RatingGiven, moment: Moment) -> Turn:
    """Take too hard for an ache, whatever is asked; any other word for it doesn't tell whether it is sharp."""
    other: Transition = rated if event.rating is Rating.TOO_HARD else safety.unless_asked_which(rated)
    turn: Turn = other(state, event, moment)
    return turn


def _of_routines(state: State) -> bool:
    """Say whether a routine was offered or described, and no exercise is spoken of."""
    if state.subject is not None or state.plan is None:
        return False
    return state.phase is Phase.HOME or (state.phase is Phase.BRIEFED and state.plan.routine is not None)
