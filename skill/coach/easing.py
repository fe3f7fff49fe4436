"""Making an exercise easier in the middle of it: its easier form and half as much; a second time it is left out."""

from skill.catalogue.model import HOLD, Counting, Level
from skill.coach.answers import Moment, Turn, stay
from skill.coach.asking import detail
from skill.coach.blocks import dose_named, exercise_of
from skill.coach.events import Detail, DetailAsked, Event
from skill.coach.finishing import after_it
from skill.coach.guiding import not_now
from skill.coach.here import Here, here
from skill.coach.keys import Key
from skill.coach.naming import at_hand
from skill.coach.playing import play_on
from skill.coach.position import Position
from skill.coach.reply import Line, Seconds, exercise_line
from skill.coach.settling import passed
from skill.coach.skipping import left_out
from skill.coach.state import OPEN, UNDER_WAY, Phase, State
from skill.coach.steps import CountIn, GetReady, Rest, SetUp, Step, WorkSet
from skill.coach.training import go_on
from skill.coach.workout import DoseInParts, exercise_start, expand
from skill.frozen import replace


def ease(state: State, event: Event, moment: Moment) -> Turn:
    """Make easier what waits, and ask again: nobody said that they are ready. In no workout, tell the easier form.

    What was cut into and made easier goes on so. What is being done and can't be made easier, or of which nothing is
    left then, is left out where it waits for its next set. What hasn't begun is never left out: nobody has tried it.
    """
    if state.progress.underway is None or state.phase not in OPEN:
        over = state.phase is Phase.DONE and at_hand(state, moment) is None
        return not_now(state, event, moment) if over else detail(state, DetailAsked(Detail.EASIER), moment)
    easier = eased(state, moment) if _to_ease(state, moment) else None
    if easier is not None and has_begun(state, moment) and state.phase is Phase.PAUSED:
        return play_on(easier, moment, *told(easier, moment))
    if easier is None and has_begun(state, moment) and state.phase in UNDER_WAY:
        if state.phase is Phase.PAUSED and is_eased(state, moment):
            return go_on(state, event, moment)
        return no_more(state, moment) or stay(state, moment, *told(state, moment))
    return stay(easier or state, moment, *told(easier or state, moment))


def ease_and_on(state: State, _event: Event, moment: Moment) -> Turn:
    """Go on with the exercise at hand in its easier form, or with the move made smaller; asked again, leave it out."""
    easier = eased(state, moment) if _to_ease(state, moment) else None
    out = no_more(state, moment) if easier is None and has_begun(state, moment) else None
    return out or play_on(easier or state, moment, *told(easier or state, moment))


def no_more(state: State, moment: Moment) -> Turn | None:
    """Leave out the exercise at hand, which can't be made easier; of which enough is done, count it. None for none."""
    at = here(state, moment.catalogue)
    if at is None or at.exercise is None or is_eased(state, moment) or not at.underway.done:
        return left_out(state, moment)
    return after_it(state, at, moment, Line.of(Key.EASED_ENOUGH))


def has_begun(state: State, moment: Moment) -> bool:
    """Say whether an exercise is being done: somebody is in its place, in a set, or resting between two."""
    at = here(state, moment.catalogue)
    return at is not None and at.in_place


def eased(state: State, moment: Moment) -> State | None:
    """Give the state with the exercise at hand made easier.

    None where there is none, where it has been already, and where so much is done that nothing would be left of it.
    """
    at = here(state, moment.catalogue)
    if at is None or at.exercise is None or at.exercise.id in at.plan.eased:
        return None
    plan = replace(at.plan, eased=(*at.plan.eased, at.exercise.id))
    steps = expand(plan, moment.catalogue)
    position = _unless_done(steps, at.position)
    found = exercise_of(steps[position.step])
    # By its id: in its easier form an exercise may be one without a weight.
    if position.step > at.index and (found is None or found.id != at.exercise.id):
        return None
    return passed(state, Here(replace(at.underway, plan=plan), steps), position, moment)


def is_eased(state: State, moment: Moment) -> bool:
    """Say whether the exercise at hand is done in its easier form already."""
    at = here(state, moment.catalogue)
    return at is not None and at.exercise is not None and at.exercise.id in at.plan.eased


def told(state: State, moment: Moment) -> tuple[Line, ...]:
    """Say the easier form of the exercise at hand, and how much of it is done now; in a move, to make it smaller."""
    at = here(state, moment.catalogue)
    if at is None or at.exercise is None or at.around:
        return (Line.of(Key.EASED_SMALLER),)
    talk = at.steps[exercise_start(at.steps, at.index)]
    as_written = expand(replace(at.plan, eased=()), moment.catalogue)
    easiest = isinstance(talk, SetUp) and _form(as_written, at.index) is Level.BEGINNER
    dose = (_dose_told(at, talk),) if isinstance(talk, SetUp) else ()
    return dose if easiest else (exercise_line(at.exercise.id, "easier"), *dose)


def _set_at_hand(at: Here) -> int:
    """Give the number of the set at hand, or in a rest of the one that comes; 0 before any."""
    match at.step:
        case CountIn(number=number):
            return number
        case Rest(number=number):
            return number + 1
        case _:
            return 0


def _dose_told(at: Here, talk: SetUp) -> Line:
    """Say how much of an exercise is done from here on; once a set is over, in each that is left."""
    if _set_at_hand(at) <= 1 or isinstance(talk.dose, DoseInParts):
        return Line.of(Key.EASED, dose=dose_named(talk.exercise, talk.dose))
    if talk.exercise.counting is Counting.HOLD:
        return Line.of(Key.EASED_EACH_HOLD, hold=Seconds(talk.dose.tempo[HOLD]))
    return Line.of(Key.EASED_EACH_SET, reps=talk.dose.reps)


def _to_ease(state: State, moment: Moment) -> bool:
    """Say whether an exercise is at hand, or comes next: no move around them, nor a hold of one's own."""
    at = here(state, moment.catalogue)
    return at is not None and at.exercise is not None and not at.around


def _form(steps: tuple[Step, ...], index: int) -> Level | None:
    """Give the level whose form is done; a beginner's has no easier one."""
    ready = (step for step in steps[exercise_start(steps, index) :] if isinstance(step, GetReady))
    return next((step.level for step in ready), None)


def _unless_done(steps: tuple[Step, ...], position: Position) -> Position:
    """Go on after a set of which enough was done already."""
    step = steps[position.step + 1] if isinstance(steps[position.step], CountIn) else None
    over = isinstance(step, WorkSet) and position.done >= step.count
    return Position(position.step + 2) if over else position
