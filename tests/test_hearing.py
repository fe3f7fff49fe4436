"""What people say and what the store shows, broken in one place, and what the author is told."""

import shutil
from pathlib import Path
from typing import Any

import pytest

import skill.checks.listing
from skill.alexa.interaction_model import build_all
from skill.catalogue.model import Catalogue
from skill.checks import findings, listing_findings, overmatches
from skill.errors import Finding

Json = dict[str, Any]

INTENTS = "content/intents/en.yaml"
BRITISH = "content/intents/en-GB.yaml"
LISTING = "content/listing/en.yaml"
FIVE = "content/routines/five-minute.yaml"
GYM = "content/routines/gym-beginner.yaml"
CHOOSING = "content/topics/choosing.yaml"


@pytest.fixture(scope="module")
def models(root: Path, catalogue: Catalogue) -> dict[str, Json]:
    """Give two models of the shipped content, made once."""
    made = build_all(root, catalogue)
    return {locale: made[locale] for locale in ("en-US", "en-GB")}


@pytest.fixture
def copied(root: Path, tmp_path: Path) -> Path:
    """Give a copy of the shipped content."""
    shutil.copytree(root / "content", tmp_path / "content")
    return tmp_path


@pytest.fixture
def listed(root: Path, tmp_path: Path, models: dict[str, Json], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the shipped listing, beside content whose models are known already."""
    shutil.copytree(root / "content/listing", tmp_path / "content/listing")
    monkeypatch.setattr(skill.checks.listing, "load_catalogue", lambda _: None)
    monkeypatch.setattr(skill.checks.listing, "build_all", lambda *_: models)
    return tmp_path


def change(root: Path, file: str, old: str, new: str) -> int:
    """Change a file once, and give the line where it was changed."""
    before = (root / file).read_text()
    assert old in before
    (root / file).write_text(before.replace(old, new, 1))
    return before[: before.index(old)].count("\n") + 1


def test_nothing_that_is_shipped_is_taken_by_another_intent(root: Path) -> None:
    """In all five locales, with every value of every slot; what we take from Amazon we take on purpose."""
    assert overmatches(root) == ()


def test_a_stolen_utterance_names_its_line_and_both_intents(copied: Path) -> None:
    """The author sees what is said, whose it is, who takes it, and where both are written, of all thefts at once.

    A sample of another intent takes a value; one in a single locale; one takes what Amazon understands by herself; a
    topic called as an exercise is, is never heard; and so is a routine called by the level and the place of another.
    A routine that takes longer than its name says is told of where its seconds are, and once, whoever asks for it.
    """
    stop = change(copied, INTENTS, '- "go ahead"', '- "stop"')
    plank = change(copied, INTENTS, '- "let\'s go"', '- "the reverse plank"')
    ball = change(copied, BRITISH, "\"i've come over", '"about ball rolls", "i\'ve come over')
    change(copied, INTENTS, '- "what (is|are) [a|the] {exercise}"', '- "about {exercise}"')
    change(copied, CHOOSING, "  - choosing\n", "  - choosing\n  - hyperextension\n")

    change(copied, FIVE, "synonyms:\n", "synonyms:\n  - beginner gym routine\n")
    change(copied, GYM, "name: beginner gym", "name: gym")
    change(copied, FIVE, "march: 25", "march: 120")
    seconds = change(copied, FIVE, "items:", "items:")

    told = {finding.message: finding for finding in overmatches(copied)}
    lines = (copied / INTENTS).read_text().splitlines()

    def owner(message: str) -> str:
        assert told[message].file == INTENTS
        return lines[told[message].line - 1].strip()

    name, topic = '- "[the] {exercise}"', '- "[the] {topic}"'
    assert (
        owner(
            taken("the reverse plank", "ExerciseNameIntent", "ReadyIntent", "the reverse plank", f"{INTENTS}:{plank}")
        )
        == name
    )
    amazons = taken("stop", "AMAZON.StopIntent", "ReadyIntent", "stop", f"{INTENTS}:{stop}")
    assert owner(amazons) == '- "stop (it|this|now|the workout|the routine)"'
    local = taken("about ball rolls", "ExerciseNameIntent", "UnwellIntent", "about ball rolls", f"{BRITISH}:{ball}")
    assert owner(local) == '- "about {exercise}"'
    assert any(
        "'a beginner gym routine' of NamedRoutineIntent is heard as RoutineIntent" in message for message in told
    )
    late = "this lasts 419 s with its questions, and one of its names says 300: mend the seconds"
    assert [found for found in told.values() if found.file == FIVE] == [Finding(FIVE, seconds, late)]
    named = lines.index("      " + name) + 1
    assert (
        owner(taken("the hyperextension", "TopicIntent", "ExerciseNameIntent", "the {exercise}", f"{INTENTS}:{named}"))
        == topic
    )


def taken(said: str, owner: str, thief: str, sample: str, place: str) -> str:
    """Give what is told of a theft."""
    return f"{said!r} of {owner} is heard as {thief}, whose {sample!r} is at {place}: reword one of them"


def test_the_listing_that_is_shipped_has_no_findings(root: Path) -> None:
    """It has its disclaimer, and its phrases work."""
    assert listing_findings(root) == ()


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("for a stronger lower back", "against back pain", "'pain' is never written here"),
        ("for a stronger lower back", "to cure your back", "'cure' is never written here"),
        ("keywords: [back", "keywords: [therapy", "'therapy' is never written here"),
        ('"Say: Alexa, open', '"It relieves. Say: Alexa, open', "'relieves' is never written here"),
        ('for a beginner routine"\n  -', 'for pain"\n  -', "'pain' is never written here"),
        ("It does not give medical advice or diagnosis and is", "It is", "the words 'medical advice' are missing"),
        (" and is not a substitute for a professional", "", "the words 'not a substitute for a professional' are"),
        ("call your local emergency number", "call somebody", "the words 'local emergency number' are missing"),
        ('  - "Alexa, open back coach"', '  - "Alexa, start back coach"', "the first of them 'Alexa, open back coach'"),
        (
            'to list the exercises"',
            'to list the exercises"\n  - "Alexa, ask back coach to stop"',
            "one to three phrases",
        ),
        ('to list the exercises"', 'to knit me a jumper"', "does not end in a sample with values of its slots"),
        (
            'to list the exercises"',
            'to please list the exercises"',
            "does not end in a sample with values of its slots",
        ),
        ('to list the exercises"', 'to start swimming"', "does not end in a sample with values of its slots"),
        ('to list the exercises"', 'to list the exercises, back trainer"', "does not end in a sample"),
        ("https://back-coach.example", "http://back-coach.example", "write https:// and the host alone"),
        ("https://back-coach.example", "https://back-coach.example/alexa", "write https:// and the host alone"),
        ("name: Back Coach", "title: Back Coach", "name is missing"),
    ],
)
def test_a_listing_that_would_be_refused_is_a_finding(listed: Path, old: str, new: str, complaint: str) -> None:
    """The author is told the file and what to write instead."""
    change(listed, LISTING, old, new)
    found = [finding for finding in listing_findings(listed) if complaint in finding.message]

    assert len(found) == 1
    assert found[0].file == LISTING


def test_a_listing_does_not_stop_a_talk(copied: Path) -> None:
    """Only what goes to Amazon is refused for it."""
    change(copied, LISTING, "for a stronger lower back", "against back pain")

    assert findings(copied) == ()
