"""When somebody speaks of a condition: what to leave out, what to ask about. Nothing is diagnosed, nothing kept."""

from collections.abc import Iterable, Iterator

from skill.catalogue.model import Condition
from skill.coach.answers import Moment, Turn, asking, close, prefaced, stay
from skill.coach.blocks import named
from skill.coach.briefing import not_today
from skill.coach.events import ConditionSaid
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.settling import placed
from skill.coach.skipping import left_out
from skill.coach.state import Phase, State
from skill.coach.to_come import begun, shall_leave_out


def condition(state: State, event: ConditionSaid, moment: Moment) -> Turn:
    """Say whom to ask, and what is known of each exercise, and ask whether to leave out what the workout has of it.

    The exercise at hand is left out where it is one to leave out: after advice, "okay" must not go on with it. Where
    the coach has nothing to offer, the session ends, and the workout is not offered again.
    """
    known = [found for id_ in event.condition.ids if (found := moment.catalogue.conditions.get(id_))]
    refused = [found for found in known if not found.offered]
    if refused:
        return close(placed(state, None), *_advice(refused))
    if not known:
        kit = (Line.of(Key.ADVICE_UNKNOWN_KIT),) if event.condition.words else ()
        return stay(state, moment, Line.of(Key.ADVICE_UNKNOWN), *kit)
    skip = frozenset(exercise for found in known for exercise in found.skip)
    check = frozenset(exercise for found in known for exercise in found.check) - skip
    sorted_out = (
        *_asked_about(check, moment),
        *_advice(known),
        *_to_leave_out(skip, moment),
    )
    asked = skip | {exercise for found in known for exercise in found.may_skip}
    turn = prefaced(_without(state, skip, check, asked, moment), Line.of(Key.ADVICE_CHECK), *sorted_out)
    just_named = state.progress.introduced and skip == {*turn.state.among}
    return _asking_of_those(turn) if just_named else turn


def _without(state: State, skip: frozenset[str], check: frozenset[str], asked: frozenset[str], moment: Moment) -> Turn:
    """Leave out the exercise at hand, and what would be at hand then, and ask whether to leave out what is to come.

    That isn't done unasked: what somebody leaves out is kept, and nothing of their health is.
    """
    stands, told = state, [Line.of(Key.ADVICE_STOP)] if _is_begun(state, check, moment) else []
    while _is_begun(stands, skip, moment) and (turn := left_out(stands, moment)) is not None:
        if turn.reply.timeline.cues:
            return turn
        out = begun(stands, moment)
        stands, told = not_today(turn.state, (out.id,) if out else ()), [*turn.reply.say]
    return prefaced(shall_leave_out(stands, asked, moment), *told)


def _asking_of_those(turn: Turn) -> Turn:
    """Ask without naming once more what has just been named."""
    if turn.state.phase is not Phase.LEAVING:
        return turn
    return asking(turn, Line.of(Key.WITHOUT_ASK_THOSE))


def _is_begun(state: State, exercises: frozenset[str], moment: Moment) -> bool:
    at_hand = begun(state, moment)
    return at_hand is not None and at_hand.id in exercises


def _to_leave_out(skip: frozenset[str], moment: Moment) -> Iterator[Line]:
    if skip:
        yield Line.of(Key.ADVICE_LEAVE_OUT, exercises=_names(skip, moment))


def _asked_about(check: frozenset[str], moment: Moment) -> Iterator[Line]:
    if check >= moment.catalogue.exercises.keys():
        yield Line.of(Key.ADVICE_ASK_ALL)
    elif check:
        yield Line.of(Key.ADVICE_ASK_ABOUT, exercises=_names(check, moment))


def _advice(conditions: Iterable[Condition]) -> Iterator[Line]:
    for found in conditions:
        yield from (Line(f"condition.{found.id}.advice.{index}") for index in range(len(found.advice)))


def _names(ids: frozenset[str], moment: Moment) -> tuple[Line, ...]:
    """Name exercises in the catalogue's order, lightest first."""
    return tuple(named(exercise) for id_, exercise in moment.catalogue.exercises.items() if id_ in ids)
