"""Which exercise is meant: named as ours, by its place in a list, by what comes near it, or not at all.

Nothing is guessed. What a name comes to for certain is done at once, and said where the name was another; everything
else is asked: whether it is the one that comes nearest, or which of several.
"""

from collections.abc import Callable, Iterator

from msgspec import Struct

from skill.catalogue.model import Catalogue, Level, Nearby
from skill.coach.answers import (
    Moment,
    Turn,
    all_named,
    asking,
    choosing,
    exercise_underway,
    going_on,
    kit_named,
    prefaced,
    stay,
)
from skill.coach.blocks import exercise_of, named
from skill.coach.conditions import condition
from skill.coach.events import NUMBERED, UNNAMED, ConditionSaid, Named, Order
from skill.coach.here import here
from skill.coach.keys import Key
from skill.coach.reply import Line, nearby_line
from skill.coach.state import OPEN, UNDER_WAY, Phase, Purpose, State
from skill.coach.workout import done_in
from skill.frozen import replace

Serve = Callable[[State, str, Moment], Turn]
"""Does with an exercise what was asked for."""


class Meant(Struct, frozen=True):
    """What a name comes to."""

    exercises: tuple[str, ...]
    """None of ours, one, or several to choose from."""
    say: tuple[Line, ...] = ()
    certain: bool = False
    """True where the one is not to be asked for."""


def with_exercise(state: State, asked: Named, purpose: Purpose | None, serve: Serve, moment: Moment) -> Turn:
    """Do something with the exercise that was named, or that is at hand; ask which where that isn't clear."""
    which = choosing(state, purpose)
    if asked == UNNAMED:
        found = at_hand(state, moment)
        offered = after_choice(state) if state.among else state
        return serve(offered, found, moment) if found else stay(which, moment)
    instead = _instead(state, asked, moment)
    if instead is not None:
        return instead
    meant = _meant(state, asked, moment)
    if meant.certain:
        return prefaced(serve(after_choice(state), meant.exercises[0], moment), *meant.say)
    turn = stay(replace(which, among=meant.exercises), moment, *meant.say)
    return turn if meant.exercises else naming_all(turn, moment)


def after_choice(state: State) -> State:
    """Leave a choice for what it interrupted, or for home."""
    if state.phase not in {Phase.CHOOSING, Phase.LEAVING}:
        return state
    return replace(state, phase=state.back_to) if state.back_to else replace(state, phase=Phase.HOME, plan=None)


def naming_all(turn: Turn, moment: Moment) -> Turn:
    """Ask which exercise, naming all that there are."""
    return asking(turn, Line.of(Key.WHICH_EXERCISE, exercises=all_named(moment)))


def agreed_to(state: State, moment: Moment) -> str | None:
    """Give the exercise that "yes" means; None where the question is which, or is not about an exercise alone."""
    asking = moment.catalogue.question_for(state.among)
    return state.among[0] if len(state.among) == 1 and not (asking and asking.health) else None


def level_at(state: State, asked: Named) -> Level | Line | None:
    """Give the level at a place of the levels just offered, or that there is none; None where none were offered."""
    levels = tuple(Level)
    if state.purpose is not Purpose.ROUTINE or asked.order is None:
        return None
    index = _index(asked.order)
    return levels[index] if index < len(levels) else Line.of(Key.ONLY_SO_MANY, count=len(levels))


def _instead(state: State, asked: Named, moment: Moment) -> Turn | None:
    """Answer what names no exercise after all: a place that the list hasn't, and a matter of health."""
    if asked.order is not None:
        found = _ordered(state, asked.order, moment)
        return stay(state, moment, found) if isinstance(found, Line) else None
    unit = nearby_of(asked, moment.catalogue)
    answered = state.phase is Phase.CHOOSING and unit is not None and set(state.among) == set(unit.nearest)
    if unit is None or not unit.otherwise or not answered:
        return None
    if unit.id in moment.catalogue.conditions:
        return condition(after_choice(state), ConditionSaid(Named((unit.id,))), moment)
    return stay(after_choice(state), moment, nearby_line(unit, "otherwise"))


def condition_named(state: State, event: ConditionSaid, moment: Moment) -> Turn:
    """Take a condition for the answer where it was asked about; any other question stays open."""
    asked = moment.catalogue.question_for(state.among)
    return condition(after_choice(state) if asked and asked.health else state, event, moment)


def _meant(state: State, asked: Named, moment: Moment) -> Meant:
    if asked.one in moment.catalogue.exercises:
        return Meant(asked.ids, certain=True)
    if asked.order is not None:
        return Meant((str(_ordered(state, asked.order, moment)),), certain=True)
    unit = nearby_of(asked, moment.catalogue)
    if unit is not None:
        return Meant(unit.nearest, _told(unit, asked), unit.same)
    exercises = tuple(dict.fromkeys(nearest(asked, moment.catalogue)))
    return _of_several(state, exercises, moment) if exercises else Meant((), (_unknown(asked),))


def _of_several(state: State, exercises: tuple[str, ...], moment: Moment) -> Meant:
    """Take the one that is being offered, that can be done at all, or that is usual where somebody trains; else ask."""
    offered = tuple(name for name in exercises if name in state.among)
    if len(offered) == 1:
        return Meant(offered, certain=True)
    possible = _possible(state, exercises, moment)
    if possible is not None:
        return possible
    asking = moment.catalogue.question_for(exercises)
    if asking is None:
        return Meant(exercises)
    place = state.place or state.progress.place
    if place is not None and place in asking.assumed:
        return Meant((asking.assumed[place].exercise,), (nearby_line(asking, f"assumed.{place}"),), certain=True)
    begins = asking.to_beginners and state.progress.level in {None, Level.BEGINNER}
    return Meant(asking.nearest, (nearby_line(asking, "to_beginners"),) if begins else ())


def _possible(state: State, exercises: tuple[str, ...], moment: Moment) -> Meant | None:
    """Give the only one that can be done with what somebody has, and say so; None where that leaves a choice."""
    level = state.level_meant
    units = [moment.catalogue.exercises[name] for name in exercises]
    missing = {unit.id: tuple(thing for thing in unit.kit_at(level) if thing in state.progress.lacks) for unit in units}
    left = [unit for unit in units if not missing[unit.id]]
    if len(left) != 1 or len(units) == 1:
        return None
    lacked = tuple(dict.fromkeys(thing for things in missing.values() for thing in things))
    told = Line.of(Key.WITHOUT_KIT, lacked=kit_named(lacked), exercise=named(left[0]))
    return Meant((left[0].id,), (told,), certain=True)


def nearby_of(asked: Named, catalogue: Catalogue) -> Nearby | None:
    """Give what was named beside the exercises: the only thing named, or among several a matter of health."""
    units = [catalogue.nearby[name] for name in asked.ids if name in catalogue.nearby]
    return next((unit for unit in units if unit.health or asked.one), None)


def nearest(asked: Named, catalogue: Catalogue) -> Iterator[str]:
    """Give the exercises that the ids come to; ours themselves, and of other names what is nearest."""
    for name in asked.ids:
        if name in catalogue.nearby:
            yield from catalogue.nearby[name].nearest
        elif name in catalogue.exercises:
            yield name


def _told(unit: Nearby, asked: Named) -> tuple[Line, ...]:
    if unit.say:
        return (nearby_line(unit, "say"),)
    return () if unit.nearest else (_unknown(asked),)


def _unknown(asked: Named) -> Line:
    return Line.of(Key.UNKNOWN_EXERCISE, words=asked.words)


def _ordered(state: State, order: Order, moment: Moment) -> str | Line:
    """Give the exercise at a place of the list at hand, or what there is to say when there is none.

    In a workout "the last one" is the exercise before, unless several have just been offered.
    """
    if order is Order.LAST and len(state.among) <= 1 and _in_workout(state):
        return _exercise_before(state, moment) or Line.of(Key.NOTHING_BEFORE)
    listed, index, every = _listed(state, moment), _index(order), tuple(moment.catalogue.exercises)
    if index >= len(listed) and every[index : index + 1] and every[index] in state.among:
        # Nobody is offered a sixth of two: they have heard them all before, and it was the sixth there.
        return every[index]
    return at_place(order, listed, moment.catalogue) or Line.of(Key.ONLY_SO_MANY, count=len(listed))


def at_place(order: Order, listed: tuple[str, ...], catalogue: Catalogue) -> str | None:
    """Give the exercise at a place of a list; the easiest and the hardest of it in whatever order it is."""
    if order in {Order.EASIEST, Order.HARDEST}:
        listed = tuple(name for name in catalogue.exercises if name in listed)
    return next(iter(listed[_index(order) :]), None)


def _index(order: Order) -> int:
    """Give the place in a list that goes from light to hard."""
    if order is Order.EASIEST:
        return 0
    return NUMBERED.index(order) if order in NUMBERED else -1


def _listed(state: State, moment: Moment) -> tuple[str, ...]:
    """Give the exercises in the order last heard: those offered, those of the routine described, or all."""
    if len(state.among) > 1:
        return state.among
    if state.phase is Phase.BRIEFED and state.plan and state.plan.routine:
        return done_in(state.plan, moment.catalogue)
    return tuple(moment.catalogue.exercises)


def _in_workout(state: State) -> bool:
    return bool(going_on(state) & UNDER_WAY)


def _exercise_before(state: State, moment: Moment) -> str | None:
    at = here(state, moment.catalogue)
    if at is None:
        return None
    past = (exercise_of(step) for step in reversed(at.steps[: at.index]))
    return next((found.id for found in past if found and found != at.exercise), None)


def at_hand(state: State, moment: Moment) -> str | None:
    """Give the exercise that needs no name: the one just offered, the one being done, the one last spoken of."""
    if len(state.among) == 1:
        return state.among[0]
    # While a workout is described, one that is open beside it is not spoken of.
    found = exercise_underway(state, moment) if state.phase is not Phase.BRIEFED else None
    return found.id if found and (state.phase in OPEN or state.subject is None) else state.subject
