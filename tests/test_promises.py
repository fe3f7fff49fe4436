"""Words that promise health, in every form, and every place in the content where they are refused."""

import shutil
from pathlib import Path

import pytest

from skill.checks import findings
from skill.checks.listing import UNSOLD
from skill.checks.wording import PROMISES, wording_problems
from skill.strict_yaml import Tree

REFUSED = """
    treat treats treated treating treatment treatments treatable treater untreated
    cure cures cured curing curer curative curable incurable
    heal heals healed healing healer healers
    relieve relieves relieved relieving reliever relievers relief reliefs
    prevent prevents prevented preventing preventer prevention preventions preventive preventative preventable
    rehab rehabs rehabbed rehabbing rehabber rehabilitate rehabilitates rehabilitated rehabilitating rehabilitation
    rehabilitative rehabilitator prehab prehabilitation
    fix fixes fixed fixing fixer fixable
    alleviate alleviates alleviated alleviating alleviation remedy remedies remedial
"""

ALLOWED = """
    health healthy treadmill retreat secure accurate curl curls obscure security event invent relive believe belief
    prefix suffix fixture habit inhabit
"""


def _places(words: str) -> tuple[tuple[str, Tree], ...]:
    """Give a text in each kind of place that the content has."""
    return (
        ("content/speech/en.yaml", {"welcome": {"first": words}}),
        ("content/speech/en.yaml", {"not_understood": ["Sorry.", words]}),
        ("content/speech/en-GB.yaml", {"exercise": {"torso-lift": {"cautions": {"1": words}}}}),
        ("content/exercises/torso-lift.yaml", {"points": [{"say": words, "facts": []}]}),
        ("content/exercises/torso-lift.yaml", {"synonyms": ["superman", words]}),
        ("content/exercises/torso-lift.yaml", {"muscles": {"target": [words]}}),
        ("content/routines/five-minute.yaml", {"name": words}),
        ("content/routines/five-minute.yaml", {"synonyms": [words]}),
        ("content/topics/posture.yaml", {"sentences": [{"say": words}]}),
        ("content/topics/posture.yaml", {"synonyms": [words]}),
        ("content/intents/en.yaml", {"intents": {"ReadyIntent": {"samples": ["ready", words]}}}),
        ("content/intents/en.yaml", {"types": {"PLACE": {"home": [words]}}}),
        ("content/intents/en-GB.yaml", {"intents": {"ReadyIntent": {"add": [words]}}}),
    )


@pytest.mark.parametrize("word", REFUSED.split())
def test_a_promise_is_refused_wherever_it_stands(word: str) -> None:
    """Each form of the word is found in each place, in small letters and large, and once."""
    for file, tree in _places(f"it {word} this and {word.upper()} that"):
        told = [problem.message.split("'")[1] for problem in wording_problems(file, tree)]
        assert told == [word, word.upper()], (file, tree)


@pytest.mark.parametrize("word", ALLOWED.split())
def test_a_word_that_only_looks_like_one_is_allowed(word: str) -> None:
    """Nobody has to write around a treadmill."""
    assert [problem for place in _places(f"one {word}") for problem in wording_problems(*place)] == []


def test_the_store_is_promised_nothing_either() -> None:
    """The page in the store refuses the same words, and more."""
    assert PROMISES.items() <= UNSOLD.items()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("intents/en.yaml", '- "go ahead"', '- "fix me"'),
        ("intents/en-GB.yaml", "the flat", "the healing room"),
        ("exercises/torso-lift.yaml", "  - trunk lift\n", "  - rehab lift\n"),
        ("speech/en-US.yaml", "a physical therapist before", "somebody who cures you before"),
    ],
)
def test_the_check_tells_the_line_of_a_promise(root: Path, tmp_path: Path, file: str, old: str, new: str) -> None:
    """The author sees file and line, of what people say as well."""
    shutil.copytree(root / "content", tmp_path / "content")
    before = (tmp_path / "content" / file).read_text()
    (tmp_path / "content" / file).write_text(before.replace(old, new, 1))

    assert [(found.file, found.line) for found in findings(tmp_path) if "is never said" in found.message] == [
        (f"content/{file}", before[: before.index(old)].count("\n") + 1)
    ]
