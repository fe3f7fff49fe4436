"""The interaction model: up to date, by Amazon's rules, and every sample understood as what it was written for."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from flask.testing import FlaskClient

from skill.alexa.authored import AMAZON_TYPES, SOURCE, expanded
from skill.alexa.interaction_model import build, build_all, target, text
from skill.alexa.requests import COUNTED, DETAILS, INTENTS, WITH_SLOTS, WITHOUT_SLOTS, Slots
from skill.app import create_app
from skill.catalogue.loader import load_catalogue
from skill.catalogue.model import Catalogue
from skill.coach import events as on
from skill.coach.events import Order
from skill.errors import ContentError
from skill.settings import Settings, content_root
from skill.simulator.amazon import LEAVING, SLOT_TYPES, UTTERANCES
from skill.simulator.device import Device, Post
from skill.simulator.envelope import Echo
from skill.simulator.heard import Heard
from skill.simulator.invocation import LAUNCHING, read_invocation
from skill.simulator.recognizer import Recognizer
from skill.simulator.spoken import WAKE_WORD, words
from skill.speech.loader import LOCALES
from skill.store import open_store

Json = dict[str, Any]

SLOT = re.compile(r"\{(\w+)\}")

AMAZONS_VALUES = {
    "AMAZON.DURATION": ("forty seconds", "forty second", "a minute", "90 seconds", "two minutes thirty seconds"),
    "AMAZON.NUMBER": ("twelve", "12", "twenty one", "a hundred and five"),
}
"""What may be said in a slot of Amazon's, whose values no model lists."""

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def model(root: Path, catalogue: Catalogue) -> Json:
    """Give the model made from the content."""
    return build(root, catalogue)


@pytest.fixture(scope="module")
def intents(model: Json) -> Mapping[str, Json]:
    """Give the intents by name."""
    return {intent["name"]: intent for intent in model["interactionModel"]["languageModel"]["intents"]}


@pytest.fixture(scope="module")
def values(model: Json) -> Mapping[str, tuple[str, ...]]:
    """Give every value and synonym of each slot type, the type's first value first."""
    types = model["interactionModel"]["languageModel"]["types"]
    return {kind["name"]: tuple(_texts(kind)) for kind in types} | AMAZONS_VALUES


@pytest.fixture(scope="module")
def names(model: Json) -> Mapping[str, tuple[str, ...]]:
    """Give what each value of a slot type is called; that its synonyms mean the same is the check's to see."""
    types = model["interactionModel"]["languageModel"]["types"]
    return {kind["name"]: tuple(value["name"]["value"] for value in kind["values"]) for kind in types} | AMAZONS_VALUES


@pytest.fixture(scope="module")
def recognizer(model: Json) -> Recognizer:
    """Give what hears by this model."""
    return Recognizer(model)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    """Give a client of the skill as it is served."""
    return create_app(Settings(verify=False), store=open_store("sqlite://")).test_client()


def _texts(kind: Json) -> Iterator[str]:
    for value in kind["values"]:
        yield from _value_texts(value)


def _value_texts(value: Json) -> tuple[str, ...]:
    return (value["name"]["value"], *value["name"]["synonyms"])


def _names() -> list[str]:
    root = content_root()
    language = build(root, load_catalogue(root))["interactionModel"]["languageModel"]
    return [intent["name"] for intent in language["intents"]]


NAMES = _names()


def test_the_committed_models_are_up_to_date(root: Path, catalogue: Catalogue) -> None:
    """What Amazon trains on is what the content says; `back-coach model` writes it."""
    for locale, made in build_all(root, catalogue).items():
        assert (root / target(locale)).read_text(encoding="utf-8") == text(made), locale


@pytest.mark.parametrize(
    ("sample", "locales"),
    [
        ("take me to the e r", {"en-US"}),
        ("take me to a and e", {"en-GB"}),
        ("i've done my back in", {"en-GB", "en-AU"}),
        ("i threw my back out", {"en-US", "en-CA"}),
        ("call nine one one", {*LOCALES}),
        ("my back is paining", {"en-IN"}),
        ("okay ji", {"en-IN"}),
        ("i can't feel my legs", {*LOCALES}),
    ],
)
def test_a_locale_hears_what_its_people_say(
    root: Path, catalogue: Catalogue, sample: str, locales: Collection[str]
) -> None:
    """Most samples are everybody's, and some are those of one place."""
    heard = {locale: Recognizer(made).recognize(sample) for locale, made in build_all(root, catalogue).items()}

    assert {locale for locale, found in heard.items() if found.sample == sample} == set(locales)


def test_every_intent_has_an_event_and_every_event_an_intent() -> None:
    """No intent falls through, and no answer waits for an intent that nobody can say."""
    made = {type(make()) for make in WITHOUT_SLOTS.values()} | {type(make(Slots())) for make in WITH_SLOTS.values()}
    made |= {type(make({}, Slots())) for make in COUNTED.values()}
    told = {on.Launched, on.SessionLost, on.AudioFailed, on.SwitchedOff, on.Unheeded}

    assert set(NAMES) == INTENTS
    assert made | told | {on.DetailAsked} == set(get_args(on.Event))
    assert not made & told
    assert set(DETAILS.values()) == set(on.Detail)


def _filled(sample: str, slots: Mapping[str, str], values: Mapping[str, tuple[str, ...]], **chosen: str) -> str:
    """Say a sample: each slot by what was chosen for it, or else by its type's first value."""
    return SLOT.sub(lambda slot: chosen.get(slot[1], values[slots[slot[1]]][0]), sample)


def _utterances(intent: Json, values: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Give every sample with first values, and for each slot one sample with every value; with what is in the slots."""
    slots = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
    for sample in intent["samples"]:
        yield (
            _filled(sample, slots, values),
            {slot: values[slots[slot]][0] for slot in slots if f"{{{slot}}}" in sample},
        )
    yield from ((utterance, {}) for utterance in UTTERANCES.get(intent["name"], ()))
    for slot, kind in slots.items():
        sample = next(sample for sample in intent["samples"] if f"{{{slot}}}" in sample)
        yield from ((_filled(sample, slots, values, **{slot: value}), {slot: value}) for value in values[kind])


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_is_understood_and_answered(
    name: str,
    intents: Mapping[str, Json],
    names: Mapping[str, tuple[str, ...]],
    recognizer: Recognizer,
    client: FlaskClient,
) -> None:
    """Whatever is said as the model has it is taken for its own intent, and answered as Alexa takes answers.

    A routine's name that is also a level and a place, or a time, may be taken for those: it must come to the same.
    """

    def intended(intent: str, slots: Mapping[str, str]) -> Heard:
        device = Device(_posting(client), recognizer, Echo("skill", name, "echo"), lambda: NOW)
        return device.intend(intent, **slots)

    ours = {sample: intent["name"] for intent in intents.values() for sample in intent["samples"]}
    for utterance, chosen in _utterances(intents[name], names):
        recognized = recognizer.recognize(utterance)
        heard = intended(recognized.intent, {slot.name: slot.spoken for slot in recognized.slots})
        assert (heard.note, heard.response is None) == ("", False), utterance
        assert isinstance(_answer(heard)["response"]["shouldEndSession"], bool), utterance
        if (name, recognized.intent) in AS_WELL:
            assert _plan(heard) == _plan(intended(name, chosen)), utterance
        else:
            assert recognized.intent == ours.get(utterance, name), utterance


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_every_sample_of_a_locale_alone_is_understood_and_answered(
    root: Path, catalogue: Catalogue, model: Json, client: FlaskClient, locale: str
) -> None:
    """What is said only there is taken for its own intent there, and answered."""
    local = build(root, catalogue, locale)
    recognizer = Recognizer(local)
    shared = set(_samples(model))
    own = [pair for pair in _samples(local) if pair not in shared]
    for name, sample in own:
        device = Device(_posting(client), recognizer, Echo("skill", locale, "echo", locale), lambda: NOW)
        assert recognizer.recognize(sample).intent == name, sample
        assert _answer(device.intend(name))["response"]["outputSpeech"]["ssml"], sample

    assert own


def _samples(model: Json) -> Iterator[tuple[str, str]]:
    for intent in model["interactionModel"]["languageModel"]["intents"]:
        yield from ((intent["name"], sample) for sample in intent["samples"])


def _posting(client: FlaskClient) -> Post:
    def post(request: Json) -> Json:
        answer = client.post("/alexa", json=request)
        assert answer.status_code == 200
        return dict(answer.get_json())

    return post


def _answer(heard: Heard) -> Mapping[str, Any]:
    assert heard.response is not None
    return heard.response


AS_WELL = {("NamedRoutineIntent", "RoutineIntent"), ("NamedRoutineIntent", "TimeIntent")}
"""Whose utterances may be taken for whose, when the same workout comes of it."""


def _plan(heard: Heard) -> Json:
    plan = _answer(heard)["sessionAttributes"]["plan"]
    assert plan is not None
    return {**plan, "within_s": None}


def test_no_sample_belongs_to_two_intents(intents: Mapping[str, Json]) -> None:
    """Nor does one stand twice in its own; of Amazon's own utterances two alone are taken from her, and on purpose."""
    samples = Counter(sample.casefold() for intent in intents.values() for sample in intent["samples"])
    canonical = {utterance: name for name, utterances in UTTERANCES.items() for utterance in utterances}
    stolen = {
        sample: name
        for name, intent in intents.items()
        for sample in intent["samples"]
        if canonical.get(sample, name) != name
    }

    assert [sample for sample, count in samples.items() if count > 1] == []
    assert stolen == {"skip": "SkipIntent", "home": "HomeIntent"}


def test_samples_hold_only_what_amazon_takes(intents: Mapping[str, Json]) -> None:
    """Letters, spaces, periods, underscores, apostrophes, hyphens and braces: no digit, no other sign."""
    samples = [sample for intent in intents.values() for sample in intent["samples"]]

    assert [sample for sample in samples if not re.fullmatch(r"([^\W\d]|[ .'{}-])+", sample)] == []


def test_nothing_said_to_leave_is_a_sample(intents: Mapping[str, Json]) -> None:
    """Exit and quit end the session before the skill hears of them, so that a sample would never be reached."""
    assert [sample for intent in intents.values() for sample in intent["samples"] if sample in LEAVING] == []


def test_samples_name_slots_of_their_intent(model: Json, intents: Mapping[str, Json]) -> None:
    """And every slot is named by a sample, of a type that the model has."""
    types = {kind["name"] for kind in model["interactionModel"]["languageModel"]["types"]}
    for name, intent in intents.items():
        slots = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
        assert set(SLOT.findall(" ".join(intent["samples"]))) == set(slots), name
        assert set(slots.values()) <= types | set(AMAZON_TYPES), name


def test_there_is_no_dialog(model: Json) -> None:
    """Samples of nothing but slots have failed together with a dialog model, and the coach asks for itself."""
    assert model["interactionModel"].keys() == {"languageModel"}


def test_amazons_own_intents_are_those_that_exist(intents: Mapping[str, Json]) -> None:
    """The three that the console demands are there, and home and fallback with them."""
    amazons = {name for name in intents if "." in name}

    assert amazons <= set(UTTERANCES)
    assert amazons >= {
        *("AMAZON.CancelIntent", "AMAZON.HelpIntent", "AMAZON.StopIntent"),
        *("AMAZON.NavigateHomeIntent", "AMAZON.FallbackIntent"),
    }


def test_amazons_own_intents_have_samples_of_ours(intents: Mapping[str, Json]) -> None:
    """Built-in intents match exact words only; the fallback takes none."""
    without = {name for name, intent in intents.items() if not intent["samples"]}

    assert without == {"AMAZON.FallbackIntent"}


def test_names_are_of_letters(model: Json, intents: Mapping[str, Json]) -> None:
    """Intents of our own, slots and types: letters and underscores."""
    slots = {slot["name"] for intent in intents.values() for slot in intent.get("slots", ())}
    types = {kind["name"] for kind in model["interactionModel"]["languageModel"]["types"]}
    ours = {name for name in intents if not name.startswith("AMAZON.")}

    assert [name for name in slots | types | ours if not re.fullmatch(r"[A-Za-z_]+", name)] == []


def test_values_are_within_the_limits(model: Json, values: Mapping[str, tuple[str, ...]]) -> None:
    """Values of at most 140 characters, 50,000 in all, and a model of less than a million characters."""
    assert [value for texts in values.values() for value in texts if not 0 < len(value) <= 140] == []
    assert sum(map(len, values.values())) < 50_000
    assert len(text(model)) < 1_000_000


def test_values_have_an_id_of_their_own(model: Json) -> None:
    """What a slot resolves to is found by its id, so no two values share one."""
    for kind in model["interactionModel"]["languageModel"]["types"]:
        ids = [value["id"] for value in kind["values"]]
        assert len(set(ids)) == len(ids), kind["name"]
        assert all(ids), kind["name"]


def test_a_name_is_shared_by_two_values_only_where_we_ask_which(model: Json, catalogue: Catalogue) -> None:
    """Of one type two values have a name in common only if their exercises say so on purpose."""
    shared = {words(name) for exercise in catalogue.exercises.values() for name in exercise.shared_synonyms}
    for kind in model["interactionModel"]["languageModel"]["types"]:
        owners = Counter(name for value in kind["values"] for name in {words(text) for text in _value_texts(value)})
        assert {name for name, count in owners.items() if count > 1} <= shared, kind["name"]


def test_the_invocation_name_is_one_amazon_takes(recognizer: Recognizer) -> None:
    """Two words in lower case, none an article, a preposition, a launch phrase or a wake word."""
    name = recognizer.invocation_name
    small = {"the", "a", "an", "for", "to", "of", "about", "up", "by", "at", "off", "with", "from", "in", "and", "or"}
    launching = {*LAUNCHING, "enable", "skill", "app", WAKE_WORD, "amazon", "echo", "computer"}

    assert re.fullmatch(r"[a-z]+ [a-z]+", name)
    assert set(name.split()) & (small | launching) == set()


@pytest.mark.parametrize(
    ("utterance", "intent"),
    [
        ("ask back coach for a beginner routine", "RoutineIntent"),
        ("ask back coach to start a beginner routine", "RoutineIntent"),
        ("open back coach and start a beginner routine", "RoutineIntent"),
        ("start a beginner routine with back coach", "RoutineIntent"),
        ("ask back coach for the five minute routine", "TimeIntent"),
        ("ask back coach to do the five minute routine", "NamedRoutineIntent"),
        ("ask back coach to coach me through torso lifts", "ExerciseIntent"),
        ("ask back coach for torso lifts at beginner level", "ExerciseIntent"),
        ("ask back coach about the reverse plank", "ExerciseNameIntent"),
        ("ask back coach how do i do good mornings", "TechniqueIntent"),
        ("ask back coach for the technique of good mornings", "TechniqueIntent"),
        ("ask back coach to teach me good mornings", "TechniqueIntent"),
        ("ask back coach for the muscles in the reverse plank", "MusclesIntent"),
        ("ask back coach what do i need for ball rolls", "KitIntent"),
        ("ask back coach for the equipment for ball rolls", "KitIntent"),
        ("ask back coach for a list of exercises", "ListIntent"),
        ("ask back coach to list the exercises", "ListIntent"),
        ("ask back coach about posture", "TopicIntent"),
        ("tell back coach that my back hurts", "HurtIntent"),
        ("ask back coach to carry on", "AMAZON.ResumeIntent"),
    ],
)
def test_a_one_shot_is_understood(recognizer: Recognizer, utterance: str, intent: str) -> None:
    """After "for" and "about" comes a noun phrase and after "to" a verb phrase, without the word that connects them."""
    invocation = read_invocation(utterance, recognizer.invocation_name)

    assert invocation is not None
    assert recognizer.recognize(" ".join(invocation.action)).intent == intent


# What authors write.


@pytest.mark.parametrize(
    ("pattern", "samples"),
    [
        ("ready", ("ready",)),
        ("(do|start) it", ("do it", "start it")),
        ("[the] list", ("the list", "list")),
        ("[a|the] list", ("a list", "the list", "list")),
        ("go [on]", ("go on", "go")),
        (
            "(do|start) [the] {exercise}",
            tuple(f"{verb}{the} {{exercise}}" for verb in ("do", "start") for the in (" the", "")),
        ),
        ("[oh]  (yes)", ("oh yes", "yes")),
        ("", ("",)),
    ],
)
def test_a_pattern_stands_for_its_samples(pattern: str, samples: tuple[str, ...]) -> None:
    """Round brackets are a choice, square ones may be left out, and spaces close up."""
    assert expanded(pattern) == samples


INTENTS_FILE = """\
invocation: back coach
intents:
  ReadyIntent:
    samples:
      - ready
      - "let's go"
  RoutineIntent:
    slots: {level: LEVEL}
    samples:
      - "a {level} routine"
types:
  LEVEL:
    beginner: [easy]
"""


def _built(tmp_path: Path, content: str) -> Json:
    (tmp_path / SOURCE).parent.mkdir(parents=True)
    (tmp_path / SOURCE).write_text(content)
    return build(tmp_path, Catalogue({}, {}, {}))


def test_a_model_is_what_its_file_says(tmp_path: Path) -> None:
    """Intents with their slots and samples, types with their values and synonyms; the catalogue's names come last."""
    language = _built(tmp_path, INTENTS_FILE)["interactionModel"]["languageModel"]

    assert language == {
        "invocationName": "back coach",
        "intents": [
            {"name": "ReadyIntent", "samples": ["ready", "let's go"]},
            {
                "name": "RoutineIntent",
                "slots": [{"name": "level", "type": "LEVEL"}],
                "samples": ["a {level} routine"],
            },
        ],
        "types": [
            {"name": "LEVEL", "values": [{"id": "beginner", "name": {"value": "beginner", "synonyms": ["easy"]}}]},
            *({"name": name, "values": []} for name in ("EXERCISE", "ROUTINE", "TOPIC", "CONDITION")),
        ],
    }


def test_a_slot_can_be_of_a_type_of_amazons(tmp_path: Path) -> None:
    """Numbers and durations need no values in the model, and the simulator reads the same ones."""
    written = INTENTS_FILE.replace("level: LEVEL", "level: LEVEL, time: AMAZON.DURATION, count: AMAZON.NUMBER")
    language = _built(tmp_path, written.replace("{level} routine", "{count} {level} routine for {time}"))[
        "interactionModel"
    ]["languageModel"]

    assert language["intents"][1]["slots"] == [
        {"name": "level", "type": "LEVEL"},
        {"name": "time", "type": "AMAZON.DURATION"},
        {"name": "count", "type": "AMAZON.NUMBER"},
    ]
    assert [kind["name"] for kind in language["types"]] == ["LEVEL", "EXERCISE", "ROUTINE", "TOPIC", "CONDITION"]
    assert set(AMAZON_TYPES) == set(AMAZONS_VALUES) == set(SLOT_TYPES)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "complaint"),
    [
        ('"a {level} routine"', '"a {place} routine"', 10, "{place} is no slot of this intent, which has level"),
        ("level: LEVEL", "level: LEVELS", 8, "LEVELS is not a slot type: write one of"),
        ('"let\'s go"', '"okay, go"', 6, "'okay, go' may hold letters"),
        ('"let\'s go"', '"go 2"', 6, "'go 2' may hold letters"),
        ('"let\'s go"', '"go?"', 6, "'go?' may hold letters"),
        ('"let\'s go"', '"go|run)"', 6, "'go|run)' may hold letters"),
        ('"let\'s go"', '"(go [on|out])"', 6, "'go [on' may hold letters"),
        ('"let\'s go"', '"[go]"', 6, "'' may hold letters"),
        ('"a {level} routine"', "ready", 10, "'ready' belongs to ReadyIntent already"),
        ("    samples:\n      - ready", "    sample:\n      - ready", 4, "sample"),
        ("invocation: back coach\n", "", 1, "invocation is missing"),
    ],
)
def test_a_mistake_is_a_finding_with_its_line(
    tmp_path: Path, right: str, wrong: str, line: int, complaint: str
) -> None:
    """An author is told the file, the line, and what to write instead."""
    assert INTENTS_FILE.count(right) == 1

    with pytest.raises(ContentError) as raised:
        _built(tmp_path, INTENTS_FILE.replace(right, wrong))

    found = [(finding.file, finding.line) for finding in raised.value.findings if complaint in finding.message]
    assert found == [(SOURCE, line)], raised.value


@pytest.mark.parametrize(
    ("values", "line", "complaint"),
    [
        ("  EXERCISE:\n    eighth: [number eight]\n", 15, "eighth is nothing the coach knows"),
        ("  TOPIC:\n    last: [last one]\n", 15, "last is nothing the coach knows"),
        ("  EXERCISE:\n    last: [the end, planks]\n", 15, "'planks' means plank already"),
    ],
)
def test_only_places_in_a_list_are_named_beside_the_catalogue(
    tmp_path: Path, catalogue: Catalogue, values: str, line: int, complaint: str
) -> None:
    """The coach knows no other, and a name that means something already stays what it is."""
    (tmp_path / SOURCE).parent.mkdir(parents=True)
    (tmp_path / SOURCE).write_text(INTENTS_FILE + values)

    with pytest.raises(ContentError) as raised:
        build(tmp_path, catalogue)

    assert [(found.line, complaint in found.message) for found in raised.value.findings] == [(line, True)]


def test_every_place_in_a_list_can_be_named(root: Path, catalogue: Catalogue) -> None:
    """Each has words of its own, and the first of them is its value."""
    types = build(root, catalogue)["interactionModel"]["languageModel"]["types"]
    exercises = {value["id"]: value for kind in types if kind["name"] == "EXERCISE" for value in kind["values"]}

    assert exercises.keys() >= set(Order)
    assert exercises["third"]["name"] == {
        "value": "number three",
        "synonyms": ["third", "third one", "third exercise", "exercise number three", "exercise three"],
    }


OVERLAY = """\
intents:
  ReadyIntent:
    add:
      - "(fire|crack) away"
    remove:
      - "let's go"
types:
  LEVEL:
    beginner:
      add:
        - a doddle
      remove:
        - easy
"""


def _overlaid(tmp_path: Path, overlay: str, locale: str = "en-GB") -> Json:
    (tmp_path / SOURCE).parent.mkdir(parents=True)
    (tmp_path / SOURCE).write_text(INTENTS_FILE)
    (tmp_path / "content/intents" / f"{locale}.yaml").write_text(overlay)
    return build_all(tmp_path, Catalogue({}, {}, {}))


def test_a_locale_adds_and_takes_out(tmp_path: Path) -> None:
    """Its file is laid over the one for all; the other locales are as before."""
    models = {
        locale: made["interactionModel"]["languageModel"] for locale, made in _overlaid(tmp_path, OVERLAY).items()
    }

    british = models.pop("en-GB")
    assert british["intents"][0]["samples"] == ["ready", "fire away", "crack away"]
    assert british["types"][0]["values"][0]["name"] == {"value": "beginner", "synonyms": ["a doddle"]}
    assert [language["intents"][0]["samples"] for language in models.values()] == [["ready", "let's go"]] * 4


@pytest.mark.parametrize(
    ("right", "wrong", "line", "complaint"),
    [
        ("  ReadyIntent:", "  SteadyIntent:", 2, "content/intents/en.yaml has no SteadyIntent"),
        ('"(fire|crack) away"', "ready", 3, "'ready' is in content/intents/en.yaml already"),
        ('"(fire|crack) away"', '"a {level} routine"', 4, "'a {level} routine' belongs to RoutineIntent already"),
        ('"(fire|crack) away"', '"a {level} start"', 4, "{level} is no slot of this intent"),
        ('"(fire|crack) away"', '"go 2"', 4, "'go 2' may hold letters"),
        ('"let\'s go"', '"off we go"', 6, "'off we go' is no sample of ReadyIntent"),
        ("  LEVEL:", "  LEVELS:", 9, "there is no beginner of the type LEVELS: write one of none"),
        ("    beginner:", "    novice:", 9, "there is no novice of the type LEVEL: write one of beginner"),
        ("- a doddle", "- beginner", 11, "'beginner' means beginner already"),
        ("- a doddle", "- level 1", 11, "'level 1' may hold letters"),
        ("- easy", "- simple", 13, "'simple' is no synonym of beginner"),
        ("- easy", "- beginner", 13, "'beginner' is no synonym of beginner"),
        ('    add:\n      - "(fire', '    adds:\n      - "(fire', 3, "is not a key here"),
    ],
)
def test_a_mistake_of_a_locale_is_a_finding_with_its_line(
    tmp_path: Path, right: str, wrong: str, line: int, complaint: str
) -> None:
    """What would change nothing, or something else, is told where it is written."""
    assert OVERLAY.count(right) == 1

    with pytest.raises(ContentError) as raised:
        _overlaid(tmp_path, OVERLAY.replace(right, wrong))

    found = [(found.file, found.line) for found in raised.value.findings if complaint in found.message]
    assert found == [("content/intents/en-GB.yaml", line)], raised.value


def test_a_sample_can_move_to_another_intent(tmp_path: Path) -> None:
    """Where people mean something else by it."""
    moved = OVERLAY.replace("types:", '  RoutineIntent:\n    add: ["let\'s go"]\ntypes:')
    intents = _overlaid(tmp_path, moved)["en-GB"]["interactionModel"]["languageModel"]["intents"]

    assert [intent["samples"] for intent in intents] == [
        ["ready", "fire away", "crack away"],
        ["a {level} routine", "let's go"],
    ]


def test_a_file_for_no_locale_is_a_finding(tmp_path: Path) -> None:
    """A slip in its name would leave it unheard."""
    with pytest.raises(ContentError, match=r"content/intents/en-UK\.yaml:1: en-UK is no locale of the skill"):
        _overlaid(tmp_path, OVERLAY, "en-UK")


def test_a_bracket_left_open_is_a_finding(tmp_path: Path) -> None:
    """Half a choice is no sample."""
    with pytest.raises(ContentError):
        _built(tmp_path, INTENTS_FILE.replace('"let\'s go"', '"(go|run"'))


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """The author mends the file in one go."""
    wrong = INTENTS_FILE.replace("LEVEL}", "LEVELS}").replace("let's go", "go 2")

    with pytest.raises(ContentError) as raised:
        _built(tmp_path, wrong)

    assert [finding.line for finding in raised.value.findings] == [6, 8]


def test_the_name_said_is_without_its_article(tmp_path: Path, catalogue: Catalogue) -> None:
    """A sample has the article in it, so that the value itself is `reverse plank`."""
    (tmp_path / SOURCE).parent.mkdir(parents=True)
    (tmp_path / SOURCE).write_text(INTENTS_FILE)
    types = build(tmp_path, catalogue)["interactionModel"]["languageModel"]["types"]
    exercises = next(kind["values"] for kind in types if kind["name"] == "EXERCISE")

    nearby = [unit.id for unit in catalogue.nearby.values() if unit.synonyms]
    assert [value["id"] for value in exercises] == [*catalogue.exercises, *nearby]
    assert [value["name"]["value"] for value in exercises if value["name"]["value"].startswith("the ")] == []
    assert all(value["name"]["value"] not in value["name"]["synonyms"] for value in exercises)
