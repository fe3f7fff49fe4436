"""A workout described before it begins: what, how long, what it needs."""

from collections.abc import Iterable, Iterator

from skill.catalogue.model import Kit
from skill.coach.answers import Moment, Turn, exercises_named, kit_named, length_of, stay
from skill.coach.blocks import dose_named, named, own_hold_named
from skill.coach.floor import before_it_begins
from skill.coach.keys import Key
from skill.coach.reply import About, Line
from skill.coach.state import Phase, Plan, State
from skill.coach.steps import SetUp
from skill.coach.tailoring import left_out, made_for, nothing_left, stand_ins
from skill.coach.workout import done_in, expand, kit_of, routine_of
from skill.frozen import replace


def brief(state: State, plan: Plan, moment: Moment) -> Turn:
    """Describe a workout before it begins: what, how long, what is needed. Where nothing is left of it, say so."""
    turn = described(state, plan, moment)
    return turn or stay(_not_offering(state, plan), moment, Line.of(Key.WITHOUT_NOTHING_LEFT))


def described(state: State, plan: Plan, moment: Moment) -> Turn | None:
    """Describe a workout; None where nothing is left of it, without what isn't wanted or isn't there."""
    plan, gone = _for_today(state, plan, moment)
    if nothing_left(plan, state.progress.lacks, moment.catalogue):
        return None
    briefed = replace(state, phase=Phase.BRIEFED, plan=plan, subject=plan.exercise, point=0, place=None)
    down = before_it_begins(expand(plan, moment.catalogue), state.progress.history)
    replaces = (Line.of(Key.BRIEF_REPLACES),) if state.progress.underway else ()
    what = *gone, *_what(plan, moment), *needed(plan, moment, state.progress.lacks)
    return stay(briefed, moment, *what, *down, *replaces)


def not_today(state: State, exercises: tuple[str, ...]) -> State:
    """Leave exercises out of every workout of this session."""
    return replace(state, not_today=tuple(dict.fromkeys((*state.not_today, *exercises))))


def without_today(exercises: Iterable[str], moment: Moment) -> Line:
    """Say what is left out."""
    return Line.of(Key.WITHOUT_TODAY, exercises=exercises_named(exercises, moment))


def _not_offering(state: State, plan: Plan) -> State:
    """Offer a plan no more. Another that was described is offered by its name: "ready" alone would begin it unasked."""
    home = replace(state, phase=Phase.HOME) if state.phase is Phase.BRIEFED else state
    return replace(home, plan=None) if state.plan == plan else home


def _for_today(state: State, plan: Plan, moment: Moment) -> tuple[Plan, tuple[Line, ...]]:
    """Give a routine's plan for what somebody has, wishes and doesn't want, and say what it loses by that.

    What isn't wanted isn't done instead of something else either; the plan itself names only what it would have.
    """
    known, progress = moment.catalogue, state.progress
    if plan.routine is None:
        meant = plan.exercise in state.not_today
        said = Line.of(Key.WITHOUT_MEANT, exercise=named(known.exercises[plan.exercise or ""])) if meant else None
        return made_for(plan, progress, known), (said,) if said else ()
    unwanted = (*plan.left_out, *state.not_today)
    gone = tuple(name for name in done_in(plan, known) if name in unwanted)
    cools_down = plan.cools_down and state.cools_down
    today = made_for(replace(plan, left_out=unwanted, cools_down=cools_down), progress, known)
    kept = tuple(dict.fromkeys((*plan.left_out, *gone)))
    return replace(today, left_out=kept), (without_today(gone, moment),) if gone else ()


def needed(plan: Plan, moment: Moment, lacks: tuple[Kit, ...]) -> tuple[Line, ...]:
    """Say what a workout needs, and what would be useful and is there; nothing of a hold that we know nothing of."""
    routine = routine_of(plan, moment.catalogue)
    if routine is None:
        return ()
    kit = kit_named(kit_of(plan, moment.catalogue))
    extra = kit_named(tuple(thing for thing in routine.extra_kit if thing not in lacks))
    must = Line.of(Key.BRIEF_KIT, kit=kit) if kit else Line.of(Key.BRIEF_NO_KIT)
    return (must, Line.of(Key.BRIEF_EXTRA, kit=extra)) if extra else (must,)


def _what(plan: Plan, moment: Moment) -> tuple[Line, ...]:
    if plan.amount is not None:
        return (_counted(plan, plan.amount, moment),)
    length = length_of(plan, moment)
    if plan.exercise is not None:
        name = named(moment.catalogue.exercises[plan.exercise])
        return (Line.of(Key.BRIEF_ALONE, exercise=name, length=length),)
    return (
        _called(plan, length, moment),
        Line.of(Key.BRIEF_EXERCISES, exercises=exercises_named(done_in(plan, moment.catalogue), moment)),
        *_stand_ins(plan, moment),
        *_left_out(plan, moment),
        *((Line.of(Key.BRIEF_EASED),) if plan.eased else ()),
    )


def _called(plan: Plan, length: About, moment: Moment) -> Line:
    cut = plan.within_s is not None and bool(plan.parts)
    if plan.own:
        return Line.of(Key.MINE_CUT if cut else Key.MINE_BRIEF, length=length)
    if cut and moment.catalogue.routines[str(plan.routine)].level is None:
        # One for any level is called by what it is, as "the five minute routine", which this is no more.
        return Line.of(Key.BRIEF_LENGTH, length=length)
    return Line.of(
        Key.BRIEF_CUT if cut else Key.BRIEF_ROUTINE, routine=Line(f"routine.{plan.routine}.name"), length=length
    )


def _stand_ins(plan: Plan, moment: Moment) -> Iterator[Line]:
    for new, old in stand_ins(plan, moment.catalogue):
        exercise, instead = exercises_named((old, new), moment)
        yield Line.of(Key.BRIEF_INSTEAD, exercise=exercise, instead=instead)


def _left_out(plan: Plan, moment: Moment) -> Iterator[Line]:
    gone = left_out(plan, moment.catalogue)
    if gone:
        yield Line.of(Key.BRIEF_LEFT_OUT, exercises=exercises_named(gone, moment))


def _counted(plan: Plan, amount: int, moment: Moment) -> Line:
    steps = expand(plan, moment.catalogue)
    talk = next((step for step in steps if isinstance(step, SetUp)), None)
    if talk is None:
        return Line.of(Key.BRIEF_OWN, dose=own_hold_named(amount))
    return Line.of(Key.BRIEF_COUNTED, exercise=named(talk.exercise), dose=dose_named(talk.exercise, talk.dose))
