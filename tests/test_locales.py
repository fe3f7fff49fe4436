"""Where people are: each locale is spoken to in its own words, and never told a wrong emergency number."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from skill.app import create_app
from skill.coach.reply import Line
from skill.settings import Settings
from skill.simulator.envelope import Echo, Session, envelope, intent_request, launch_request
from skill.speech.lines import Lines
from skill.speech.loader import LOCALES
from skill.store import open_store

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)

NUMBERS = {
    "en-US": "nine one one",
    "en-CA": "nine one one",
    "en-GB": "nine nine nine",
    "en-AU": "triple zero",
    "en-IN": "one one two",
}
"""What is dialled in an emergency, as it is said there."""

ANYWHERE = "your local emergency number"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    """Give a client of the skill as it is served."""
    return create_app(Settings(verify=False), store=open_store("sqlite://")).test_client()


def _answered(client: FlaskClient, request: Mapping[str, Any], locale: str) -> str:
    sent = envelope(Echo("skill", locale, "echo", locale), Session(), dict(request), NOW)
    answer = client.post("/alexa", json=sent)
    assert answer.status_code == 200
    return str(answer.get_json()["response"]["outputSpeech"]["ssml"])


def test_every_locale_has_its_number() -> None:
    """A locale that is added is added here, by somebody who looked the number up."""
    assert set(NUMBERS) == set(LOCALES)


@pytest.mark.parametrize("intent", ["EmergencyIntent", "SharpPainIntent", "EmergencyNumberIntent"])
@pytest.mark.parametrize(
    ("locale", "number"),
    [*NUMBERS.items(), ("en-NZ", ANYWHERE), ("en-ZA", ANYWHERE), ("de-DE", ANYWHERE), ("", ANYWHERE)],
)
def test_an_emergency_is_told_the_number_of_its_place(
    client: FlaskClient, intent: str, locale: str, number: str
) -> None:
    """Whoever needs help hears the number that is answered there, no other, and none at all where we know none."""
    said = _answered(client, intent_request(intent, (), (), "skill"), locale)

    assert [other for other in {*NUMBERS.values(), ANYWHERE} if other in said] == [number]


@pytest.mark.parametrize("locale", LOCALES)
def test_no_other_line_of_a_locale_names_a_number_to_call(lines: Lines, locale: str) -> None:
    """The number stands in one place, so that it can't be right in one sentence and wrong in the next."""
    naming = {
        key
        for key, texts in lines.of(locale).variations.items()
        if any(number in text.lower() for number in NUMBERS.values() for text in texts)
    }

    assert naming == {"emergency.number"}
    assert not any(number in text for text in lines.variations["emergency.number"] for number in NUMBERS.values())


@pytest.mark.parametrize(
    ("locale", "key", "words"),
    [
        ("en-US", "sharp.see", "physical therapist"),
        ("en-GB", "sharp.see", "physio "),
        ("en-AU", "sharp.see", "physio "),
        ("en-CA", "sharp.see", "physiotherapist"),
        ("en-IN", "sharp.see", "physiotherapist"),
        ("en-US", "emergency.call", "an E R"),
        ("en-GB", "emergency.call", "A and E"),
        ("en-AU", "emergency.call", "emergency department"),
        ("en-US", "exercise.torso-lift.cautions.1", "physical therapist"),
        ("en-US", "topic.choosing.sentences.4", "physical therapist"),
        ("en-GB", "topic.choosing.sentences.4", "physiotherapist"),
    ],
)
def test_people_are_called_what_they_are_called_there(lines: Lines, locale: str, key: str, words: str) -> None:
    """The coach says whom to ask by the word that people know, in its own lines and in the catalogue's."""
    assert words in lines.of(locale).variations[key][0]


def test_whom_to_ask_is_never_named_in_a_word_of_elsewhere(lines: Lines) -> None:
    """In the United States nobody says physiotherapist, in whatever line it comes next."""
    texts = [text for variations in lines.of("en-US").variations.values() for text in variations]

    assert [text for text in texts if "physio" in text] == []


def test_lines_that_do_not_differ_are_shared(lines: Lines) -> None:
    """A locale's file holds only what differs; all else is said everywhere alike."""
    assert {locale: len(lines.of(locale).variations) for locale in LOCALES} == dict.fromkeys(
        LOCALES, len(lines.variations)
    )
    assert lines.of("en-GB").say(Line("paused.ask")) == lines.say(Line("paused.ask"))


def test_a_mistake_of_ours_is_apologised_for_in_any_locale(client: FlaskClient) -> None:
    """A locale nobody has heard of is answered like every other."""
    assert _answered(client, launch_request(), "xx-XX") != ""
