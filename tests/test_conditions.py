"""What is said of conditions: the reference's table, the words people use, and what an author may get wrong."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from skill.alexa.interaction_model import build_all
from skill.catalogue.model import Catalogue
from skill.checks import findings
from skill.simulator.recognizer import Recognizer
from skill.speech.loader import LOCALES

TABLE = {
    "pregnancy": "skip, check, skip, skip, check, check, check",
    "osteoporosis": "check and change, check, check, skip, check and change, check and change, check and change",
    "disc": "check, check, check, skip, skip, skip, skip",
    "stenosis": "skip, check, check, change, check, check, check",
    "blood-pressure": "change, change, ok, check and change, check, check and change, check and change",
    "wrist-or-shoulder": "change, change, change, ok, change, ok, ok",
    "neck": "change, change, skip, change, change, ok, ok",
    "hamstring": "ok, ok, skip, check, change, check, skip",
    "recovery": "check, check, check, check, check and change, check and change, check and change",
    "dizziness": "ok, ok, change, skip, change, ok, ok",
    "other": "check, check, check, check, check, check, check",
    "under-eighteen": "nothing, nothing, nothing, nothing, nothing, nothing, nothing",
}
"""Of each exercise, lightest first. Change: there is a sentence about it. Where nothing is offered, nothing is said."""


def test_the_table_is_the_references(catalogue: Catalogue) -> None:
    """What is to be left out, asked about and changed stands here once more, so that nobody changes it unawares."""
    assert {id_: ", ".join(_cells(id_, catalogue)) for id_ in catalogue.conditions} == {
        id_: TABLE[id_] for id_ in sorted(TABLE)
    }


def _cells(id_: str, catalogue: Catalogue) -> list[str]:
    condition = catalogue.conditions[id_]
    changed = {exercise for advice in condition.advice for exercise in advice.about}
    lists = {"skip": condition.skip, "check": condition.check, "change": changed, "ok": condition.fine}
    return [
        " and ".join(word for word, ids in lists.items() if exercise in ids) or "nothing"
        for exercise in catalogue.exercises
    ]


def test_what_the_coach_cannot_change_may_be_left_out(catalogue: Catalogue) -> None:
    """It can turn nobody's fingers, and holds planks longer than ten seconds: so it asks about these."""
    asked = {id_: condition.may_skip for id_, condition in catalogue.conditions.items() if condition.may_skip}
    assert asked == dict.fromkeys(("blood-pressure", "wrist-or-shoulder"), ("reverse-plank",))


def test_only_the_young_are_sent_away(catalogue: Catalogue) -> None:
    """Everybody else is told what there is to know, and may go on."""
    assert [id_ for id_, condition in catalogue.conditions.items() if not condition.offered] == ["under-eighteen"]


SAID: Mapping[str, str] = {
    "i'm pregnant": "pregnant",
    "i am pregnant": "pregnant",
    "i'm five months pregnant": "pregnant",
    "i'm twenty weeks pregnant": "pregnant",
    "i think i'm pregnant": "pregnant",
    "can i do this if i'm pregnant": "pregnant",
    "i have a slipped disc": "disc",
    "i've got a slipped disc": "disc",
    "i have a herniated disk": "disc",
    "i have sciatica": "disc",
    "my sciatica is playing up": "disc",
    "can i do this with a slipped disc": "disc",
    "i've got a trapped nerve": "disc",
    "i've got high blood pressure": "blood-pressure",
    "i have high blood pressure": "blood-pressure",
    "i have hypertension": "blood-pressure",
    "i have a heart condition": "blood-pressure",
    "i have a bad heart": "blood-pressure",
    "i had back surgery": "recovery",
    "i've just had back surgery": "recovery",
    "i had an operation": "recovery",
    "i have a hernia": "recovery",
    "i have a bad back": "recovery",
    "i have back pain": "recovery",
    "i have lower back pain": "recovery",
    "i have an injury": "recovery",
    "my flare up is bad": "recovery",
    "i have osteoporosis": "osteoporosis",
    "i was diagnosed with osteopenia": "osteoporosis",
    "i have brittle bones": "osteoporosis",
    "i have stenosis": "stenosis",
    "i have spinal stenosis": "stenosis",
    "i had a spinal fusion": "stenosis",
    "i have spondylolisthesis": "stenosis",
    "i have bad wrists": "wrist-or-shoulder",
    "i've got a bad shoulder": "wrist-or-shoulder",
    "i have carpal tunnel": "wrist-or-shoulder",
    "i have a frozen shoulder": "wrist-or-shoulder",
    "i have neck trouble": "neck",
    "i have a stiff neck": "neck",
    "i have a hamstring injury": "hamstring",
    "i have a pulled hamstring": "hamstring",
    "i have vertigo": "dizziness",
    "i get dizzy lying down": "dizzy",
    "i get dizzy with my head down": "dizzy",
    "sciatica": "disc",
    "a slipped disc": "disc",
    "i was told i have a slipped disc": "disc",
    "my doctor said i have stenosis": "stenosis",
    "do i have a slipped disc": "disc",
    "osteoporosis": "osteoporosis",
    "spinal stenosis": "stenosis",
    "pregnant": "pregnant",
    "i'm pregnant with twins": "pregnant",
    "i have osteoporosis and high blood pressure": "osteoporosis blood-pressure",
    "i have slip disc": "disc",
    "i have a bulging disk": "disc",
    "i had back surgery last year": "recovery",
    "can i do hyperextensions with sciatica": "hyperextension disc",
    "are good mornings safe for a slipped disc": "good-morning disc",
    "my blood pressure is high": "blood-pressure",
    "my blood pressure": "blood-pressure",
    "i take blood pressure medication": "",
    "i'm fourteen": "14",
    "i'm 14": "14",
    "i am fourteen years old": "14",
    "i'm only twelve": "12",
    "my daughter is nine": "9",
    "i'm a teenager": "",
    "i'm under eighteen": "",
    "i'm seventy two": "72",
    "i have gout": "gout?",
    "i have multiple sclerosis": "other",
    "i'm diabetic": "",
    "i have a medical condition": "",
    "i'm on blood thinners": "",
    "i have a fracture": "recovery",
    "i had a fracture": "recovery",
    "i have a stress fracture": "recovery",
    "i have a broken leg": "recovery",
    "i have a broken vertebra": "osteoporosis",
    "i had a broken back": "osteoporosis",
    "i have knee pain": "other",
    "i have a sore knee": "other",
    "i have hip pain": "other",
    "i have glaucoma": "other",
    "i have ms": "other",
    "i've got m. s.": "other",
    "i have a tumor": "other",
    "i had a brain tumour last year": "other",
    "i have spondylitis": "other",
    "i have cervical spondylosis": "neck",
    "i have a rod in my spine": "stenosis",
    "i have screws in my back": "stenosis",
    "i had metal rods in my spine": "stenosis",
    "i have bp": "blood-pressure",
    "i have high bp": "blood-pressure",
    "i have low bp": "dizziness",
    "i woke up with a stiff back": "recovery",
    "i woke up with a stiff neck": "neck",
    "i woke up with back pain": "recovery",
    "i had a hernia last year": "recovery",
    "hi i'm seven years old": "7",
}
"""What is said, and what it is taken for: a condition, one that we have no advice for, an age, or nothing named."""

LOCAL = {
    ("en-IN", "i have sugar"): "other",
    ("en-IN", "i am having sugar"): "other",
    ("en-IN", "am having sugar"): "other",
    ("en-IN", "i am having bp"): "blood-pressure",
    ("en-IN", "i am having knee pain"): "other",
    ("en-AU", "i've got a crook back"): "recovery",
    ("en-AU", "i have a crook neck"): "neck",
}
"""What is said in one locale, beside what is said in all."""

OUTRIGHT = {
    "PregnantIntent": "pregnant",
    "DizzyLyingIntent": "dizzy",
    "DiscIntent": "disc",
    "BonesIntent": "osteoporosis",
    "StenosisIntent": "stenosis",
    "PressureIntent": "blood-pressure",
}
ABOUT_HEALTH = {"ConditionIntent", "AgeIntent", *OUTRIGHT}


@pytest.fixture(scope="module")
def recognizers(root: Path, catalogue: Catalogue) -> Mapping[str, Recognizer]:
    """Give what hears by the model of each locale."""
    return {locale: Recognizer(model) for locale, model in build_all(root, catalogue).items()}


@pytest.mark.parametrize("locale", LOCALES)
def test_what_somebody_has_is_heard(recognizers: Mapping[str, Recognizer], locale: str) -> None:
    """In every locale, by the names people use; an unknown one is heard as one that is unknown."""
    heard = {said: recognizers[locale].recognize(said) for said in SAID}
    meant = {
        said: OUTRIGHT.get(found.intent) or " ".join(slot.meaning for slot in found.slots)
        for said, found in heard.items()
    }

    assert {found.intent for found in heard.values()} == ABOUT_HEALTH
    assert meant == SAID


def test_what_somebody_has_is_heard_in_the_words_of_a_locale(recognizers: Mapping[str, Recognizer]) -> None:
    """In India sugar is diabetes, and in Australia a bad back is crook."""
    heard = {key: recognizers[key[0]].recognize(key[1]) for key in LOCAL}

    assert {key: [slot.meaning for slot in found.slots] for key, found in heard.items()} == {
        key: [meaning] for key, meaning in LOCAL.items()
    }
    assert {found.intent for found in heard.values()} == {"ConditionIntent"}


ADVICE = '  - {say: "In good'

SLIPS = [
    ("neck", ("skip: [ball-roll]", "skip: [ball-rolls]"), ("skip:", "no exercise ball-rolls: write ball-roll")),
    ("neck", ("check: []", "check: [squat]"), ("check:", "there is no exercise squat: write one of ball-roll")),
    ("neck", ("[good-morning]", "[morning]"), (ADVICE, "there is no exercise morning: write good-morning")),
    ("neck", ("check: []", "check: [ball-roll]"), ("check:", "ball-roll is to be left out: take it out here")),
    (
        "neck",
        ("[good-morning]", "[ball-roll]"),
        (ADVICE, "ball-roll is to be left out: take it out here, or out of skip"),
    ),
    ("neck", ("lay no bar", f"lay {'no bar ' * 25}"), (ADVICE, "words are more than the 25")),
    ("neck", ("lay no bar", "be cured by no bar"), (ADVICE, "'cured' is never said")),
    ("neck", ("lay no bar", "hold hypertension"), (ADVICE, "'hypertension' is never said")),
    ("neck", ("  - whiplash\n", "  - dizzy spells\n"), ("  - dizzy", "means dizziness and neck")),
    ("neck", ("skip: [ball-roll]", "skips: [ball-roll]"), ("skips:", "skips is not a key here: write skip")),
    ("neck", ("check: []", "check: []\nmay_skip: [plank]"), ("may_skip:", "there is no exercise plank")),
    ("neck", ("check: []", "check: []\nmay_skip: [romanian-deadlift]"), ("may_skip:", "no advice is about romanian")),
    ("pregnancy", ("check: [reverse-plank, ", "check: ["), ("fine:", "nothing is said of reverse-plank: put it into")),
    ("neck", ("fine: [", "fine: [deadlift, "), ("fine:", "there is no exercise deadlift: write")),
    ("neck", ("fine: [", "fine: [ball-roll, "), ("fine:", "ball-roll is to be left out: take it out here")),
    ("neck", ("fine: [", "fine: [torso-lift, "), ("fine:", "torso-lift stands in advice, too: take it out")),
    ("hamstring", ("fine: [", "fine: [hyperextension, "), ("fine:", "hyperextension stands in check, too: take it")),
    ("under-eighteen", ("fine: []", "fine: [torso-lift]"), ("offered:", "nothing in skip, check and fine")),
    ("pregnancy", ("id: pregnancy", "id: pregnant"), ("id:", "make them the same")),
    ("under-eighteen", ("skip: []", "skip: [ball-roll]"), ("offered:", "nothing in skip, check and fine")),
]


@pytest.mark.parametrize(("file", "change", "told"), SLIPS)
def test_a_slip_in_the_advice_is_told_at_its_line(
    root: Path, tmp_path: Path, file: str, change: tuple[str, str], told: tuple[str, str]
) -> None:
    """A misspelt exercise would send somebody to the very one that they should leave out."""
    shutil.copytree(root / "content", tmp_path / "content")
    path = tmp_path / "content/conditions" / f"{file}.yaml"
    before = path.read_text()
    path.write_text(before.replace(*change, 1))
    start, message = told
    line = next(number for number, text in enumerate(path.read_text().splitlines(), 1) if text.startswith(start))

    found = [one for one in findings(tmp_path) if one.file.endswith(path.name) and message in one.message]

    assert [one.line for one in found] == [line]


def test_every_condition_is_asked_about_a_new_exercise(root: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    """An exercise that somebody adds would else be fine for everybody to whom something is offered."""
    shutil.copytree(root / "content", tmp_path / "content")
    roll = (tmp_path / "content/exercises/ball-roll.yaml").read_text()
    (tmp_path / "content/exercises/tilt.yaml").write_text(roll.replace("id: ball-roll", "id: tilt"))

    asked = [found.file for found in findings(tmp_path) if "nothing is said of tilt" in found.message]

    offered = (id_ for id_, condition in catalogue.conditions.items() if condition.offered)
    assert asked == [f"content/conditions/{id_}.yaml" for id_ in offered]


def test_a_slip_is_told_once(root: Path, tmp_path: Path) -> None:
    """Of a misspelt exercise nobody says as well that nothing is said of the one that was meant."""
    shutil.copytree(root / "content", tmp_path / "content")
    path = tmp_path / "content/conditions/neck.yaml"
    path.write_text(path.read_text().replace("skip: [ball-roll]", "skip: [ball-rolls]"))

    assert [found.message for found in findings(tmp_path)] == ["there is no exercise ball-rolls: write ball-roll"]


def test_what_people_say_of_themselves_has_advice(root: Path, tmp_path: Path) -> None:
    """Without its file a pregnancy would be answered as nothing in particular."""
    shutil.copytree(root / "content", tmp_path / "content")
    (tmp_path / "content/conditions/pregnancy.yaml").unlink()

    assert [(found.file, found.message.partition(":")[0]) for found in findings(tmp_path)] == [
        ("content/conditions/pregnancy.yaml", "there is no such file")
    ]
