"""The one-shot grammar: how the skill is called by its name."""

import pytest

from skill.simulator.recognizer import Invocation, Recognizer


@pytest.mark.parametrize(
    "verb",
    ["ask", "begin", "do", "launch", "load", "open", "play", "resume", "run", "start", "talk to", "tell", "use"],
)
def test_a_launch_is_a_verb_and_the_name(recognizer: Recognizer, verb: str) -> None:
    """Every launch verb opens the skill when the name is all that follows."""
    assert recognizer.invocation(f"Alexa, {verb} Back-Coach.") == Invocation()


@pytest.mark.parametrize(
    ("utterance", "action"),
    [
        ("ask back coach for a beginner routine", "a beginner routine"),
        ("alexa ask back coach to start torso lifts", "start torso lifts"),
        ("ask back coach about the bird dog", "the bird dog"),
        ("ask back coach start torso lifts", "start torso lifts"),
        ("tell back coach to pause", "pause"),
        ("tell back coach that i'm ready", "im ready"),
        ("use back coach and start", "start"),
        ("use back coach to start", "start"),
        ("search back coach for planks", "planks"),
        ("open back coach and start torso lifts", "start torso lifts"),
        ("open back coach for a beginner routine", "a beginner routine"),
        ("start back coach and do torso lifts", "do torso lifts"),
        ("talk to back coach and pause", "pause"),
        ("launch back coach and pause", "pause"),
        ("resume back coach and pause", "pause"),
        ("run back coach and pause", "pause"),
        ("load back coach and pause", "pause"),
        ("begin back coach and pause", "pause"),
        ("a beginner routine from back coach", "a beginner routine"),
        ("start torso lifts with back coach", "start torso lifts"),
        ("pause with back coach", "pause"),
        ("start torso lifts by back coach", "start torso lifts"),
        ("start torso lifts in back coach", "start torso lifts"),
        ("start torso lifts using back coach", "start torso lifts"),
    ],
)
def test_a_one_shot_loses_its_connecting_word(recognizer: Recognizer, utterance: str, action: str) -> None:
    """What is wanted is given without the word that joins it to the name, since samples don't have it."""
    assert recognizer.invocation(utterance) == Invocation(tuple(action.split()))


@pytest.mark.parametrize(
    "utterance",
    [
        "start torso lifts",
        "back coach",
        "open back coach pause",
        "tell back coach pause",
        "search back coach",
        "tell back coach to",
        "from back coach",
        "lift with straight arms",
        "start torso lifts at back coach",
        "open the back coach",
        "ready",
        "",
    ],
)
def test_other_utterances_call_nobody(recognizer: Recognizer, utterance: str) -> None:
    """Without the name, or without a verb and a connecting word that Alexa knows, the skill is not meant."""
    assert recognizer.invocation(utterance) is None
