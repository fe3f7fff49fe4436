"""Which wording comes next."""

from itertools import pairwise

import pytest

from skill.alexa.wordings import ATTRIBUTE, Wordings

TWO = ("First.", "Second.")


def test_wordings_take_turns() -> None:
    """Within a session no wording of a line comes twice running, whatever is said between."""
    attributes: dict[str, object] = {}
    said = []
    for number in range(9):
        wordings = Wordings.of(attributes, f"request {number}")
        said.append(wordings.choose("brief.ask", TWO))
        if number % 2:
            wordings.choose("home.otherwise", TWO)
        attributes = wordings.attributes()

    assert {*said} == {*TWO}
    assert [one for one, other in pairwise(said) if one == other] == []


def test_a_session_begins_with_either() -> None:
    """The first wording differs from request to request, and is the same when one is answered again."""
    chosen = [Wordings({}, f"request {number}").choose("brief.ask", TWO) for number in range(20)]

    assert {*chosen} == {*TWO}
    assert chosen == [Wordings({}, f"request {number}").choose("brief.ask", TWO) for number in range(20)]


@pytest.mark.parametrize("found", [None, [], "x", {"brief.ask": "x"}, {"brief.ask": None}])
def test_attributes_of_any_shape(found: object) -> None:
    """What a session holds that we never wrote counts for nothing."""
    assert Wordings.of({ATTRIBUTE: found}, "id").choose("brief.ask", ("Only.",)) == "Only."
    assert Wordings.of({ATTRIBUTE: found}, "id").attributes() == {ATTRIBUTE: {}}
