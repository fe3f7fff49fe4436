"""The recognizer: each of its rules as a table of utterances."""

from typing import Any

import pytest

from skill.simulator.recognizer import Recognition, Recognizer, SlotMatch


def enumerate_words(spoken: str, first: int, step: int) -> list[tuple[str, int]]:
    """Pair words with the numbers they stand for."""
    return [(word, first + step * index) for index, word in enumerate(spoken.split())]


TORSO_LIFT = ("torso-lift", "torso lift")
HYPEREXTENSION = ("hyperextension", "hyperextension")


@pytest.mark.parametrize(
    ("utterance", "intent"),
    [
        ("Ready!", "Ready"),
        ("alexa, ready", "Ready"),
        ("Alexa ready", "Ready"),
        ("I\u2019M READY.", "Ready"),
        ("im ready", "Ready"),
        ("ready ready", "AMAZON.FallbackIntent"),
        ("i am getting ready", "AMAZON.FallbackIntent"),
        ("", "AMAZON.FallbackIntent"),
    ],
)
def test_a_sample_fits_as_a_whole(recognizer: Recognizer, utterance: str, intent: str) -> None:
    """Case, punctuation, apostrophes and the wake word don't matter, and every word does."""
    assert recognizer.recognize(utterance).intent == intent


@pytest.mark.parametrize(
    ("utterance", "intent"),
    [
        ("stop", "AMAZON.StopIntent"),
        ("off", "AMAZON.StopIntent"),
        ("shut up", "AMAZON.StopIntent"),
        ("cancel", "AMAZON.CancelIntent"),
        ("pause", "AMAZON.PauseIntent"),
        ("home", "AMAZON.NavigateHomeIntent"),
        ("go home", "AMAZON.NavigateHomeIntent"),
        ("say that again", "AMAZON.RepeatIntent"),
        ("what was that", "AMAZON.RepeatIntent"),
        ("next", "AMAZON.FallbackIntent"),
        ("help", "AMAZON.FallbackIntent"),
    ],
)
def test_built_in_intents_know_their_own_utterances(recognizer: Recognizer, utterance: str, intent: str) -> None:
    """Amazon's utterances and the model's both count, but only for intents that the model declares."""
    assert recognizer.recognize(utterance).intent == intent


@pytest.mark.parametrize(
    ("utterance", "sample", "intent"),
    [
        ("beginner class", "beginner class", "StartRoutine"),
        ("start a beginner routine", "start a {level} routine", "StartRoutine"),
        ("slower", "slower", "Pace"),
        ("never mind", "never mind", "Pace"),
    ],
)
def test_more_literal_words_win_and_then_custom_intents(
    recognizer: Recognizer, utterance: str, sample: str, intent: str
) -> None:
    """A sample with more words of its own beats one with fewer, and a custom intent beats a built-in one."""
    recognition = recognizer.recognize(utterance)

    assert (recognition.sample, recognition.intent) == (sample, intent)


def test_more_literal_words_win_over_the_order_of_the_model(model: dict[str, Any]) -> None:
    """A slot that lists a word steals it only from samples with fewer words of their own."""
    intents = model["interactionModel"]["languageModel"]["intents"]
    intents.insert(0, {"name": "Loose", "slots": [{"name": "level", "type": "Level"}], "samples": ["{level} class"]})

    assert Recognizer(model).recognize("beginner class").intent == "StartRoutine"
    assert Recognizer(model).recognize("easy class").intent == "Loose"


@pytest.mark.parametrize(
    ("utterance", "spoken", "matches"),
    [
        ("torso lift", "torso lift", (TORSO_LIFT,)),
        ("Torso-lifts", "torso lifts", (TORSO_LIFT,)),
        ("good morning stretch", "good morning stretch", (TORSO_LIFT,)),
        ("back extension", "back extension", (TORSO_LIFT, HYPEREXTENSION)),
        ("the coachs favourite", "the coachs favourite", (HYPEREXTENSION,)),
        ("RDL", "rdl", (("romanian-deadlift", "Romanian deadlift"),)),
        ("r.d.l.", "rdl", (("romanian-deadlift", "Romanian deadlift"),)),
    ],
)
def test_a_slot_takes_values_and_synonyms(
    recognizer: Recognizer, utterance: str, spoken: str, matches: tuple[tuple[str, str], ...]
) -> None:
    """A slot gives every value that lists its words, so that a shared synonym can be asked about."""
    expected = Recognition("StartExercise", (SlotMatch("exercise", spoken, matches, "Exercise"),), "{exercise}")

    assert recognizer.recognize(utterance) == expected


def test_a_possessive_slot_loses_its_s(recognizer: Recognizer) -> None:
    """The s that a sample puts after a slot is not part of the slot's words."""
    assert recognizer.recognize("what is hyperextension's use").slots[0].matches == (HYPEREXTENSION,)
    assert recognizer.recognize("what is hyperextension use") == Recognition("AMAZON.FallbackIntent")
    assert recognizer.recognize("what is s use") == Recognition("AMAZON.FallbackIntent")


@pytest.mark.parametrize(
    ("utterance", "intent", "spoken"),
    [
        ("tell me about swimming", "Explain", "swimming"),
        ("tell me about a nice long swim", "Explain", "a nice long swim"),
        ("tell me about a very nice long swim", "AMAZON.FallbackIntent", None),
        ("start swimming", "StartExercise", "swimming"),
        ("swimming", "AMAZON.FallbackIntent", None),
        ("do swimming for forty seconds", "StartExercise", "swimming"),
        ("do torso lifts for ever", "AMAZON.FallbackIntent", None),
    ],
)
def test_unlisted_words_need_a_sample_around_them(
    recognizer: Recognizer, utterance: str, intent: str, spoken: str | None
) -> None:
    """Up to four unlisted words fill a custom slot among two literal words at least, and are marked as no match."""
    recognition = recognizer.recognize(utterance)

    assert recognition.intent == intent
    assert [(slot.spoken, slot.matches) for slot in recognition.slots[:1]] == ([(spoken, ())] if spoken else [])


def test_listed_words_anywhere_beat_unlisted_ones(model: dict[str, Any]) -> None:
    """A greedy slot takes nothing that some sample lists, however few words of its own that sample has."""
    slots = [{"name": "level", "type": "Level"}]
    greedy = {"name": "Greedy", "slots": slots, "samples": ["start it {level}", "please start {level}"]}
    model["interactionModel"]["languageModel"]["intents"].insert(0, greedy)
    values = model["interactionModel"]["languageModel"]["types"][0]["values"]
    values.append({"id": "plank", "name": {"value": "please start planks"}})

    assert Recognizer(model).recognize("please start planks").intent == "StartExercise"
    assert Recognizer(model).recognize("please start swimming").intent == "Greedy"


@pytest.mark.parametrize(
    ("utterance", "slot", "written"),
    [
        ("do torso lifts for forty seconds", "time", "PT40S"),
        ("do torso lifts for forty-five seconds", "time", "PT45S"),
        ("do torso lifts for 90 seconds", "time", "PT90S"),
        ("do torso lifts for a minute", "time", "PT1M"),
        ("do torso lifts for one minute and thirty seconds", "time", "PT1M30S"),
        ("do torso lifts for a minute and a half", "time", "PT1M30S"),
        ("do torso lifts for two and a half minutes", "time", "PT2M30S"),
        ("do torso lifts for half a minute", "time", "PT30S"),
        ("do torso lifts for an hour", "time", "PT1H"),
        ("do torso lifts for half an hour", "time", "PT30M"),
        ("do torso lifts for zero seconds", "time", "PT0S"),
        ("do 12 torso lifts", "count", "12"),
        ("do twelve torso lifts", "count", "12"),
        ("do twenty torso lifts", "count", "20"),
        ("do twenty one torso lifts", "count", "21"),
        ("do a hundred and five torso lifts", "count", "105"),
        ("do a hundred five torso lifts", "count", "105"),
        ("do three hundred torso lifts", "count", "300"),
        ("do nine hundred and ninety nine torso lifts", "count", "999"),
        ("do torso lifts for an hour and a half", "time", "PT1H30M"),
    ],
)
def test_numbers_and_durations_are_written_as_alexa_writes_them(
    recognizer: Recognizer, utterance: str, slot: str, written: str
) -> None:
    """Amazon's slot types read digits and words."""
    assert {match.name: match.written for match in recognizer.recognize(utterance).slots}[slot] == written


@pytest.mark.parametrize(
    ("spoken", "number"),
    [
        *enumerate_words("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen", 0, 1),
        *enumerate_words("fifteen sixteen seventeen eighteen nineteen", 15, 1),
        *enumerate_words("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    ],
)
def test_every_word_for_a_number_is_known(recognizer: Recognizer, spoken: str, number: int) -> None:
    """The words that all others are made of."""
    assert recognizer.recognize(f"do {spoken} torso lifts").slots[0].written == str(number)


@pytest.mark.parametrize("spoken", ["some", "back", "hundred", "a"])
def test_what_is_no_number_fills_no_slot(recognizer: Recognizer, spoken: str) -> None:
    """A number that was not said is not made up."""
    assert recognizer.recognize(f"do {spoken} torso lifts") == Recognition("AMAZON.FallbackIntent")


@pytest.mark.parametrize(
    "spoken",
    [
        "seconds", "forty", "a while", "forty seconds more", "ten seconds five seconds", "half a second",
        "ten and a half", "twenty ten seconds", "hundred seconds", "ten seconds and a half",
        "and ten seconds", "some minutes ten seconds", "twenty zero seconds", "ten hundred seconds",
    ],
)  # fmt: skip
def test_what_is_no_duration_fills_no_slot(recognizer: Recognizer, spoken: str) -> None:
    """Words that are not a whole number of seconds, minutes or hours are never guessed at."""
    assert recognizer.recognize(f"do torso lifts for {spoken}") == Recognition("AMAZON.FallbackIntent")


@pytest.mark.parametrize(
    ("utterance", "intent", "near"),
    [
        ("please start torso lifts", "StartExercise", True),
        ("start um torso lifts", "StartExercise", True),
        ("uh i'm er ready erm", "Ready", True),
        ("um um um um ready", "AMAZON.FallbackIntent", False),
        ("start the torso lifts", "StartExercise", True),
        ("start the beginner routine", "StartRoutine", True),
        ("start beginner routine", "StartRoutine", True),
        ("start a beginner routine", "StartRoutine", False),
        ("i am ready", "Ready", True),
        ("im ready", "Ready", False),
        ("i am not ready", "AMAZON.FallbackIntent", False),
        ("what is easy", "Pace", True),
        ("what easy", "AMAZON.FallbackIntent", False),
        ("start a beginner routines", "StartRoutine", True),
        ("start torso lift", "StartExercise", False),
        ("start romanian deadlifts", "StartExercise", True),
        ("what is the hyperextension's use", "Explain", True),
        ("what is hyperextension's uses", "Explain", True),
        ("what is hyperextension use", "AMAZON.FallbackIntent", False),
        ("do the torso lifts for the 40 seconds please", "StartExercise", True),
        ("ready i'm", "AMAZON.FallbackIntent", False),
    ],
)
def test_small_differences_are_tolerated_and_told(
    recognizer: Recognizer,
    utterance: str,
    intent: str,
    near: bool,  # noqa: FBT001 - a parameter
) -> None:
    """Fillers, articles, contractions and plurals, three at most; never the order, a negation or any other word."""
    recognition = recognizer.recognize(utterance)

    assert (recognition.intent, recognition.near) == (intent, near)


@pytest.mark.parametrize(
    ("utterance", "sample"),
    [
        ("call 911", "call nine one one"),
        ("call 9 1 1", "call nine one one"),
        ("the 5 minute class", "five minute class"),
        ("a 25 minute class", "twenty-five minute class"),
        ("a 2 5 minute class", ""),
        ("call 912", ""),
        ("call \u0669\u0661\u0661", ""),
    ],
)
def test_digits_are_read_as_a_number_or_one_by_one(model: dict[str, Any], utterance: str, sample: str) -> None:
    """However a number is typed, it is the words of the sample."""
    samples = ["call nine one one", "five minute class", "twenty-five minute class"]
    model["interactionModel"]["languageModel"]["intents"].append({"name": "Numbers", "samples": samples})

    assert Recognizer(model).recognize(utterance).sample == sample


@pytest.mark.parametrize("utterance", ["please stop", "um stop", "the pause", "please never mind that", "go the home"])
def test_amazons_own_intents_are_said_exactly(recognizer: Recognizer, utterance: str) -> None:
    """So her documentation has it; a model that wants more adds samples."""
    assert recognizer.recognize(utterance) == Recognition("AMAZON.FallbackIntent")


def test_what_is_near_to_two_intents_is_nobodys(model: dict[str, Any]) -> None:
    """A guess would be wrong half the time; fewer differences, and then more words of its own, are no guess."""
    intents = model["interactionModel"]["languageModel"]["intents"]
    intents += [
        {"name": "A", "samples": ["roll a ball", "mats please"]},
        {"name": "B", "samples": ["roll the ball", "the mat"]},
    ]
    near = Recognizer(model)

    assert near.recognize("roll ball").intent == "AMAZON.FallbackIntent"
    assert near.recognize("roll a balls").intent == "A"
    assert near.recognize("mat please") == Recognition("A", (), "mats please", near=True)


def test_no_variant_takes_what_is_another_intents_own(model: dict[str, Any]) -> None:
    """What a sample says exactly is its own, be it a letter away from another."""
    samples = {"A": "the ball", "B": "ball", "C": "balls", "D": "a balls", "E": "please ball"}
    intents = model["interactionModel"]["languageModel"]["intents"]
    intents += [{"name": name, "samples": [sample]} for name, sample in samples.items()]
    near = Recognizer(model)

    assert {name: near.recognize(sample).intent for name, sample in samples.items()} == {name: name for name in samples}


@pytest.mark.parametrize(
    ("utterance", "told"),
    [
        ("i'm ready", "Ready (exact)"),
        ("i am ready", "Ready (near)"),
        ("start a beginner routine", "StartRoutine, level: beginner (exact)"),
        (
            "do back extension for forty seconds",
            "StartExercise, exercise: torso-lift or hyperextension, time: PT40S (exact)",
        ),
        ("do 12 torso lifts", "StartExercise, count: 12, exercise: torso-lift (exact)"),
        ("tell me about swimming", "Explain, exercise: swimming? (exact)"),
        ("sing me something", "AMAZON.FallbackIntent (nothing fits)"),
    ],
)
def test_a_recognition_tells_what_it_matched_and_how(recognizer: Recognizer, utterance: str, told: str) -> None:
    """Intent, slots by what they mean, and whether the sample was said exactly; unlisted words have a question mark."""
    assert str(recognizer.recognize(utterance)) == told


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda intents: intents.pop(), "has to declare AMAZON.FallbackIntent"),
        (lambda intents: intents[0]["samples"].append("a {colour} mat"), "'colour', which the intent does not declare"),
        (lambda intents: intents[0]["slots"].append({"name": "c", "type": "AMAZON.Color"}), "'AMAZON.Color'"),
    ],
)
def test_a_model_that_cannot_be_meant_is_refused(model: dict[str, Any], change: Any, complaint: str) -> None:  # noqa: ANN401 - a lambda
    """A model without a fallback, with an undeclared slot or with an unknown slot type says so at once."""
    change(model["interactionModel"]["languageModel"]["intents"])

    with pytest.raises(ValueError, match=complaint):
        Recognizer(model)
