"""What is remembered is told: the list that the page is made from, held against what is stored."""

import json
from html.parser import HTMLParser

import pytest

from skill.app import create_app
from skill.carried import Carried, Outage
from skill.coach.state import Progress, State
from skill.privacy import KEPT
from skill.record import Record
from skill.settings import Settings

FIELDS = [kept.field for kept in KEPT]


class Words(HTMLParser):
    """Collects what a page says."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        """Take words."""
        self.said.append(data.strip())


@pytest.fixture
def said() -> list[str]:
    """Give what the page says, piece by piece."""
    words = Words()
    words.feed(create_app(Settings(verify=False, store="sqlite://")).test_client().get("/privacy").text)
    return words.said


def test_everything_remembered_is_listed() -> None:
    """Each field of the progress is in the list once, and nothing that isn't remembered."""
    assert sorted(FIELDS) == sorted([*Progress.__struct_fields__, "turns", "settled", "born_ms"])


def test_everything_stored_is_listed() -> None:
    """The text that a store is given holds nothing that the list doesn't name, but the number of its form."""
    unsaved = Carried(State(progress=Progress(introduced=True)), base=Progress(), outage=Outage("request", 1))
    text = Record(Progress(), born_ms=1).after("request", unsaved.progress).settling(unsaved).text()
    assert json.loads(text).keys() - set(FIELDS) == {"version"}


@pytest.mark.parametrize("kept", KEPT, ids=FIELDS)
def test_everything_listed_is_told(kept: object, said: list[str]) -> None:
    """The page says of each what it is, why, and how long it's kept."""
    assert isinstance(kept, type(KEPT[0]))
    assert {kept.what, kept.why, kept.until} <= set(said)


def test_what_is_not_kept_is_told(said: list[str]) -> None:
    """The page says that nothing about health, no name and no words are kept, and how to be erased."""
    page = " ".join(" ".join(said).split())
    for promise in (
        "nothing about your health, not even that you stopped because something hurt",
        "no name, no recording, and nothing of what you said",
        'Say "forget me" and then "yes", and everything under your id is erased',
        "Switch the skill off in the Alexa app, and everything is erased",
    ):
        assert promise in page
