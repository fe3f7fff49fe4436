"""What somebody says of a workout when it is over: easy, right or too hard. Asked once, and never needed."""

from skill.catalogue.model import Level
from skill.coach import easing, floor, progression, routines, safety
from skill.coach.answers import Moment, Turn, go_home, in_workout, rating_open, stay
from skill.coach.asking import detail
from skill.coach.events import Agreed, Detail, DetailAsked, LevelNamed, RatingGiven
from skill.coach.keys import Key
from skill.coach.ratings import Rating
from skill.coach.reply import Line
from skill.coach.state import Plan, State
from skill.frozen import replace

FELT = Level.BEGINNER, Level.ADVANCED

THANKS = {Rating.EASY: Key.RATED_EASY, Rating.RIGHT: Key.RATED_RIGHT, Rating.TOO_HARD: Key.RATED_TOO_HARD}

IN_OTHER_WORDS = {
    Level.BEGINNER: Rating.EASY,
    Level.INTERMEDIATE: Rating.RIGHT,
    Level.ADVANCED: Rating.TOO_HARD,
}
"""What a level means that is called "easy" or "hard", where a rating has been asked for."""


def given(state: State, event: RatingGiven, moment: Moment) -> Turn:
    """Take a rating that was asked for. Too hard in a workout is an ache; any other tells another form."""
    if rating_open(state):
        return _rated(state, event.rating, moment)
    match event.rating:
        case Rating.TOO_HARD if in_workout(state):
            return safety.hurt(state, event, moment)
        case Rating.TOO_HARD:
            return easing.ease(state, event, moment)
        case Rating.EASY:
            return detail(state, DetailAsked(Detail.HARDER), moment)
        case Rating.RIGHT:
            return stay(state, moment)


def level_felt(state: State, event: LevelNamed, moment: Moment) -> Turn:
    """Take "easy" and "hard", said of what is being done, for how it is found; a level by its own name stays one."""
    level = Level(event.level.one) if event.level.one else None
    if level not in FELT or event.level.words.startswith(str(level)):
        return routines.level_named(state, event, moment)
    return given(state, RatingGiven(IN_OTHER_WORDS[level]), moment)


def level_named(state: State, event: LevelNamed, moment: Moment) -> Turn:
    """Take "easy" and "hard" for the rating that was asked for; a level by its own name stays one."""
    level = Level(event.level.one) if event.level.one else None
    if level is None or not rating_open(state) or event.level.words.startswith(level):
        return routines.level_named(state, event, moment)
    return _rated(state, IN_OTHER_WORDS[level], moment)


def agreed(state: State, event: Agreed, moment: Moment) -> Turn:
    """Take "okay" for "it was okay" where that was asked; a yes to "anything else?" leads home."""
    return _rated(state, Rating.RIGHT, moment) if rating_open(state) else go_home(state, event, moment)


def _rated(state: State, rating: Rating, moment: Moment) -> Turn:
    known = replace(state, said=(), progress=progression.rated(state.progress, rating))
    return stay(known, moment, Line.of(THANKS[rating]), *_up(state, moment))


def _up(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say how to get up, after the first workout of all, to who lies on the floor yet."""
    finished = state.progress.history.finished
    if len(finished) != 1:
        return ()
    routine, exercise = finished[0].routine, finished[0].exercise
    if routine not in moment.catalogue.routines and exercise not in moment.catalogue.exercises:
        return ()
    done = Plan(state.progress.usual_level, routine=routine, exercise=exercise)
    return floor.UP if floor.ends_on_floor(done, moment.catalogue) else ()
