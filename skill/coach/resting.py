"""The rest between two sets: longer, or over."""

from skill.coach.answers import Moment, Turn, stay
from skill.coach.events import Event, MoreRestAsked
from skill.coach.here import Here, here
from skill.coach.keys import Key
from skill.coach.playing import play, play_after
from skill.coach.position import Position
from skill.coach.reply import Line, Seconds
from skill.coach.state import State
from skill.coach.steps import CountIn, Rest
from skill.coach.training import go_on_after, pause

MORE_REST_S = 15
"""What "more rest" adds where no time is named (house)."""

LONGEST_REST_S = 180
"""A longer one is a pause (house)."""


def rested(state: State, _event: Event, moment: Moment) -> Turn:
    """Go on at once: who says "ready" into a rest has rested enough."""
    at = here(state, moment.catalogue)
    if at is None or not isinstance(at.step, Rest):
        return go_on_after(state, moment)
    return play(state, at.plan, Position(at.index + 1), moment)


def more_rest(state: State, event: MoreRestAsked, moment: Moment) -> Turn:
    """Lengthen the rest at hand by what was asked; where none sounds, or it would grow too long, simply wait."""
    at = here(state, moment.catalogue)
    rest = _rest_at_hand(at) if at else None
    if at is None or rest is None:
        return stay(state, moment, Line.of(Key.TAKE_YOUR_TIME))
    place, left_s = rest
    more_s = event.seconds or MORE_REST_S
    if left_s + more_s > LONGEST_REST_S:
        return pause(state, event, moment)
    longer = Position(place.step, place.done - more_s)
    return play_after(state, at.plan, longer, moment, Line.of(Key.MORE_REST, rest=Seconds(more_s)))


def _rest_at_hand(at: Here) -> tuple[Position, int] | None:
    """Give the place in the rest that is at hand, and the seconds left; its last three are the count-in of a set."""
    match at.step, at.steps[at.index - 1]:
        case Rest() as rest, _:
            return at.position, rest.rest_s - rest.done
        case CountIn(length_s=left_s), Rest() as rest if not at.underway.done:
            return Position(at.index - 1, rest.rest_s - left_s), left_s
        case _:
            return None


def take_time(state: State, _event: Event, moment: Moment) -> Turn:
    """Wait without leaving; to who says so again, how to leave."""
    again = {Key.TAKE_YOUR_TIME, Key.NO_HURRY} & {*state.said}
    return stay(state, moment, Line.of(Key.NO_HURRY if again else Key.TAKE_YOUR_TIME))
