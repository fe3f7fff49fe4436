"""What a level and a place were taken for: one strange word is said back, the sentence around it is not."""

import pytest

from skill.catalogue.model import Catalogue
from skill.coach import events as on
from skill.coach.answers import Moment
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.state import Progress, State
from skill.coach.transitions import advance

KNOWN = on.Named(("beginner",), "beginner")


@pytest.mark.parametrize(
    ("level", "place", "say"),
    [
        (on.Named((), "purple"), on.UNNAMED, (Line.of(Key.UNKNOWN_LEVEL, words="purple"),)),
        (KNOWN, on.Named((), "the swimming pool"), (Line.of(Key.UNKNOWN_PLACE, words="the swimming pool"),)),
        (on.Named((), "to do a long"), on.UNNAMED, ()),
        (on.Named((), "short"), on.Named((), "beginners please"), ()),
    ],
)
def test_said_back(level: on.Named, place: on.Named, say: tuple[Line, ...], catalogue: Catalogue) -> None:
    """Two strange slots at once, or one of many words, are no names."""
    turn = advance(State(progress=Progress(introduced=True)), on.RoutineAsked(level, place), Moment(catalogue, 0))
    said = tuple(line for line in turn.reply.say if line.key in {Key.UNKNOWN_LEVEL, Key.UNKNOWN_PLACE})
    assert said == say
