"""What every transition is made of: the moment it happens in, the turn it gives, and the question that stays open."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from skill.catalogue.model import Catalogue, Exercise, Level
from skill.coach.blocks import exercise_of, named, ready_question
from skill.coach.events import Event
from skill.coach.here import Here, here
from skill.coach.keys import Key
from skill.coach.reply import About, Line, Reply, nearby_line
from skill.coach.state import UNDER_WAY, Phase, Plan, Purpose, State
from skill.coach.steps import CountIn, Move, Rest
from skill.coach.tailoring import lasts_s
from skill.coach.workout import done_in
from skill.frozen import replace


def _at_once(_lines: tuple[Line, ...]) -> int:
    """Speak in no time."""
    return 0


class Moment(Struct, frozen=True):
    """What a transition is given beside the state and the event."""

    catalogue: Catalogue
    now_ms: int
    """Milliseconds since 1970, by the clock of whoever sent the event."""
    spoken_ms: Callable[[tuple[Line, ...]], int] = _at_once
    """How long lines take to say, by the voice that says them."""
    has_words: Callable[[str], bool] = bool
    """Whether a key of a line has words: a session may come from another release, or from content of before."""


class Turn(Struct, frozen=True):
    """One event, answered."""

    state: State
    reply: Reply


Transition = Callable[..., Turn]
"""Takes the state, the event of its row, and the moment."""


def stay(state: State, moment: Moment, *say: Line) -> Turn:
    """Say something and ask again what was being asked; the conversation stands where it stood."""
    ask, reprompt = question(state, moment)
    return Turn(state, Reply(say, ask=ask, reprompt=reprompt))


def ask_again(state: State, _event: Event, moment: Moment) -> Turn:
    """Ask again what was being asked, and say nothing else."""
    return stay(state, moment)


def prefaced(turn: Turn, *say: Line) -> Turn:
    """Say something before everything else."""
    return replace(turn, reply=replace(turn.reply, say=(*say, *turn.reply.say)))


def asking(turn: Turn, ask: Line) -> Turn:
    """Ask in other words."""
    return replace(turn, reply=replace(turn.reply, ask=ask))


def choosing(state: State, purpose: Purpose | None, among: tuple[str, ...] = ()) -> State:
    """Let somebody choose an exercise for a purpose, of some or of all, and go back to what that interrupts."""
    return replace(state, phase=Phase.CHOOSING, purpose=purpose, among=among, back_to=interrupted(state))


def close(state: State, *say: Line) -> Turn:
    """Say something last and end the session."""
    return Turn(replace(state, phase=Phase.CLOSED, plan=None), Reply(say))


def go_home(state: State, _event: Event, moment: Moment) -> Turn:
    """Leave whatever is going on for the first question. An unfinished workout stays saved."""
    return stay(replace(state, phase=Phase.HOME, plan=None, subject=None, point=0), moment)


def silence(state: State) -> Turn:
    """Answer what may not be answered with speech."""
    return Turn(state, Reply(silent=True))


INTERRUPTIBLE = frozenset({Phase.BRIEFED, Phase.WAITING, Phase.PAUSED, Phase.RESUMABLE, Phase.READING, Phase.MAKING})
"""The phases that a question from the person does not end: it is answered, and they go on."""


INTERRUPTING = frozenset({Phase.READING, Phase.CHOOSING, Phase.LEAVING, Phase.DROPPING, Phase.FORGETTING})
"""The phases that give way again to what they interrupted."""


def interrupted(state: State) -> Phase | None:
    """Give the phase to go back to when this one is left for a reading or a choice."""
    if state.phase in INTERRUPTING:
        return state.back_to
    return state.phase if state.phase in INTERRUPTIBLE else None


def interrupted_or_home(state: State) -> Phase | None:
    """Give the phase to go back to, and home as one: for a question after which what is offered there is to stay."""
    return Phase.HOME if state.phase is Phase.HOME else interrupted(state)


def in_workout(state: State) -> bool:
    """Say whether a workout waits or is paused, be it behind a reading, a choice, or a routine that is being made."""
    return bool({state.phase, state.back_to} & UNDER_WAY)


def going_on(state: State) -> set[Phase | None]:
    """Give the phase and what it interrupted; what is said while a routine is made is said of that alone."""
    return {state.phase} if state.phase is Phase.MAKING else {state.phase, state.back_to}


def question(state: State, moment: Moment) -> tuple[Line, Line]:
    """Give the question that a state leaves open, and its reprompt."""
    plain = _plain(state)
    if plain is not None:
        ask, reprompt = plain
        return _which_to_do(state, moment) or Line.of(ask), Line.of(reprompt)
    match state.phase:
        case Phase.RESUMABLE:
            return Line.of(Key.OFFER_CARRY_ON, exercise=_exercise_underway(state, moment)), Line.of(Key.OFFER_REPROMPT)
        case Phase.WAITING if (at := here(state, moment.catalogue)) is not None:
            return ready_question(at.steps, at.index), Line.of(Key.READY_REPROMPT)
        case Phase.CHOOSING:
            return _choice(state, moment)
        case Phase.LEAVING:
            asked = Line.of(Key.WITHOUT_ASK, exercises=exercises_named(state.among, moment))
            return asked, Line.of(Key.WITHOUT_REPROMPT)
        case _:
            return _offer(state, moment)


def _plain(state: State) -> tuple[Key, Key] | None:
    """Give the question of a phase where it names nothing."""
    if rating_open(state):
        return Key.RATE_ASK, Key.RATE_REPROMPT
    if easing_open(state):
        return Key.EASED_ASK, Key.EASED_REPROMPT
    if state.phase is Phase.MAKING and not state.progress.own:
        return Key.MINE_ASK_FIRST, Key.MINE_REPROMPT
    return QUESTIONS.get(state.phase)


def rating_open(state: State) -> bool:
    """Say whether it has just been asked how hard the workout was."""
    return state.phase is Phase.DONE and Key.RATE_ASK in state.said


def easing_open(state: State) -> bool:
    """Say whether it has just been asked whether to go on more easily or to leave the exercise out."""
    return state.phase is Phase.PAUSED and Key.EASED_ASK in state.said


QUESTIONS = {
    Phase.BRIEFED: (Key.BRIEF_ASK, Key.BRIEF_REPROMPT),
    Phase.PAUSED: (Key.PAUSED_ASK, Key.PAUSED_REPROMPT),
    Phase.DONE: (Key.DONE_ASK, Key.DONE_REPROMPT),
    Phase.READING: (Key.POINTS_ASK, Key.POINTS_REPROMPT),
    Phase.TALKING: (Key.SUBJECT_ASK, Key.SUBJECT_REPROMPT),
    Phase.MAKING: (Key.MINE_ASK, Key.MINE_REPROMPT),
    Phase.DROPPING: (Key.MINE_DROP_ASK, Key.MINE_DROP_REPROMPT),
    Phase.FORGETTING: (Key.FORGET_ASK, Key.FORGET_REPROMPT),
}
"""The phases whose question is nearly always the same."""


def all_named(moment: Moment) -> tuple[Line, ...]:
    """Give the names of all exercises, lightest first."""
    return tuple(named(exercise) for exercise in moment.catalogue.exercises.values())


def exercises_named(exercises: Iterable[str], moment: Moment) -> tuple[Line, ...]:
    """Give the names of exercises, by their ids."""
    return tuple(named(moment.catalogue.exercises[exercise]) for exercise in exercises)


def kit_named(kit: tuple[str, ...]) -> tuple[Line, ...]:
    """Give the names of things, by their ids."""
    return tuple(Line(f"kit_names.{thing}") for thing in kit)


def length_of(plan: Plan, moment: Moment) -> About:
    """Give how long a workout takes with its questions, to be said roughly; see `tailoring.lasts_s`."""
    return About(lasts_s(plan, moment.catalogue))


def exercise_underway(state: State, moment: Moment) -> Exercise | None:
    """Give the exercise at hand in the workout in flight; see `Here.exercise`."""
    at = here(state, moment.catalogue)
    return at.exercise if at else None


def _exercise_underway(state: State, moment: Moment) -> Line:
    """Name where the workout stands: the warm-up, an exercise, the cool-down, or past all that was last."""
    at = here(state, moment.catalogue)
    if at is None:
        return Line.of(Key.COOL_DOWN_NAME)
    if at.plan.routine is None and at.plan.exercise is None:
        return Line.of(Key.OWN_NAME)
    if at.exercise is not None:
        return Line.of(Key.WARM_UP_NAME) if at.warms_up else _at_set(at, at.exercise)
    last = next((found for step in reversed(at.steps) if (found := exercise_of(step))), None)
    cooling = any(isinstance(step, Move) for step in at.left)
    return Line.of(Key.COOL_DOWN_NAME) if cooling or last is None else named(last)


def _at_set(at: Here, exercise: Exercise) -> Line:
    """Name an exercise, with the set that comes where one of several has been begun."""
    coming = next((step for step in at.left[:2] if isinstance(step, CountIn)), None)
    begun = isinstance(at.step, CountIn | Rest)
    if coming is None or not begun or not coming.number or coming.of == 1:
        return named(exercise)
    return Line.of(Key.OFFER_AT_SET, exercise=named(exercise), number=coming.number, of=coming.of)


def _which_to_do(state: State, moment: Moment) -> Line | None:
    """Ask whether to do what was described, or another exercise that has been spoken of since."""
    plan, subject = state.plan, state.subject
    if (
        state.phase is not Phase.BRIEFED
        or plan is None
        or subject is None
        or subject in done_in(plan, moment.catalogue)
    ):
        return None
    described = the_routine(plan.routine) if plan.routine else Line.of(Key.OWN_NAME)
    if plan.exercise is not None:
        described = named(moment.catalogue.exercises[plan.exercise])
    return Line.of(Key.BRIEF_ASK_OR, exercise=named(moment.catalogue.exercises[subject]), described=described)


def the_routine(routine: str) -> Line:
    """Name a routine in a sentence."""
    return Line.of(Key.THE_ROUTINE, routine=Line(f"routine.{routine}.name"))


def _choice(state: State, moment: Moment) -> tuple[Line, Line]:
    if state.purpose is Purpose.ROUTINE:
        levels = tuple(Line(f"levels.{level}") for level in Level)
        return Line.of(Key.WHICH_LEVEL, levels=levels), Line.of(Key.WHICH_LEVEL_REPROMPT)
    if state.among:
        return _which(state.among, moment)
    if state.purpose is None or {Key.WHICH_EXERCISE, Key.LIST_ASK} & {*state.said}:
        return Line.of(Key.LIST_ASK), Line.of(Key.WHICH_REPROMPT)
    return Line.of(Key.WHICH_EXERCISE, exercises=all_named(moment)), Line.of(Key.WHICH_REPROMPT)


def _which(among: tuple[str, ...], moment: Moment) -> tuple[Line, Line]:
    """Ask which of these exercises is meant, or whether the one is."""
    asking = moment.catalogue.question_for(among)
    names = exercises_named(among, moment)
    usual = Line.of(Key.THAT_ONE, exercise=names[0]) if len(among) == 1 else Line.of(Key.WHICH_OF_THESE, which=names)
    ask = nearby_line(asking, "ask") if asking else usual
    if asking and asking.health:
        return ask, Line.of(Key.EITHER_REPROMPT)
    return ask, Line.of(Key.THAT_ONE_REPROMPT if len(among) == 1 else Key.WHICH_REPROMPT)


def _offer(state: State, moment: Moment) -> tuple[Line, Line]:
    if state.plan is None:
        return Line.of(Key.HOME_ASK), Line.of(Key.HOME_REPROMPT)
    key, length = _offering(state, state.plan), length_of(state.plan, moment)
    if state.plan.own:
        return Line.of(key, length=length), Line.of(Key.OFFER_REPROMPT)
    routine = Line(f"routine.{state.plan.routine}.name")
    return Line.of(key, routine=routine, length=length), Line.of(Key.OFFER_REPROMPT)


def _offering(state: State, plan: Plan) -> Key:
    """Choose how to offer a plan: as more than usual, as less, or as it is."""
    steps = plan.level.rank - (state.progress.level or plan.level).rank
    same, up, down, eased = OWN_OFFERS if plan.own else OFFERS
    return eased if plan.eased else up if steps > 0 else down if steps < 0 else same


OFFERS = Key.OFFER_ROUTINE, Key.OFFER_LEVEL_UP, Key.OFFER_LEVEL_DOWN, Key.OFFER_EASED
OWN_OFFERS = Key.MINE_OFFER, Key.MINE_OFFER_UP, Key.MINE_OFFER_DOWN, Key.MINE_OFFER_EASED
