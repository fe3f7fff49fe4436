"""Files to a catalogue: small files that an author might write."""

from pathlib import Path

import pytest

from skill.catalogue.loader import load_catalogue
from skill.catalogue.model import (
    Advice,
    Catalogue,
    Condition,
    Counting,
    Dose,
    Exercise,
    Item,
    Kit,
    Level,
    Muscles,
    Pain,
    Place,
    Posture,
    Routine,
    Sentence,
    Topic,
)
from skill.errors import ContentError
from skill.frozen import replace

PAIN = """\
joints: [knee]
emergency: [chest]
unwell: [head]
sharp: [numb]
both: [legs]
hurts: [sore]
clauses: [my]
negates: [no]
"""

EXERCISE = """\
id: shrug
rank: 1
name: shrugs
synonyms: [shrug, no]
shared_synonyms: []
muscles: {target: [trapezius], also: [], say: They work your shoulders.}
kit: [mat]
kit_by_level: {advanced: [kettlebells, mat]}
places: [home, gym]
position: standing
counting: reps
loaded: false
intro: You lift your shoulders.
tempo_words: {lift: Up}
set_up: [Stand., Lift.]
points:
  - {say: "Lift both.", facts: [TL1]}
  - say: Then lower.
breathing: Breathe.
feel: On top.
faults: []
cues: [Higher.]
encouragement: [Good.]
easier: {say: Lift less.}
harder: {say: Lift more.}
load: [{say: None., facts: [TL2]}]
cautions: []
why: []
finish: Done.
doses:
  beginner:
    sets: 2
    reps: 8
    tempo: {lift: 2, settle: 1}
    rest_s: 45
    get_ready_s: 010
    reserve: 3
    per_week: daily
    form: Arms down.
    basis: house
sources: []
"""
ROUTINE = """\
id: short
name: short routine
synonyms: []
level: beginner
places: [home]
opening_s: 10
warm_up: {march: 20}
items:
  - {exercise: shrug, level: beginner}
  - {exercise: shrug, level: advanced, sets: 1, rest_s: 30, get_ready_s: 5, ramp: true}
cool_down: {}
closing_s: 10
default: true
extra_kit: [ball]
"""
TOPIC = """\
id: why
name: why
synonyms: [reason]
sentences: [{say: "It is good.", facts: [E1, E2]}]
corrects: [I14]
sources: [A1]
"""

CONDITION = """\
id: stiff
name: stiffness
synonyms: [being stiff]
skip: []
check: [shrug]
advice: [{say: "Go slowly.", about: [shrug]}]
offered: no
sources: [A1]
"""

SHRUG = Exercise(
    id="shrug",
    rank=1,
    name="shrugs",
    synonyms=("shrug", "no"),
    shared_synonyms=(),
    muscles=Muscles(("trapezius",), (), "They work your shoulders."),
    kit=(Kit.MAT,),
    kit_by_level={Level.ADVANCED: (Kit.KETTLEBELLS, Kit.MAT)},
    places=(Place.HOME, Place.GYM),
    position=Posture.STANDING,
    counting=Counting.REPS,
    loaded=False,
    intro="You lift your shoulders.",
    tempo_words={"lift": "Up"},
    set_up=("Stand.", "Lift."),
    points=(Sentence("Lift both.", ("TL1",)), Sentence("Then lower.")),
    breathing="Breathe.",
    feel="On top.",
    faults=(),
    cues=("Higher.",),
    encouragement=("Good.",),
    easier=Sentence("Lift less."),
    harder=Sentence("Lift more."),
    load=(Sentence("None.", ("TL2",)),),
    cautions=(),
    why=(),
    finish="Done.",
    doses={Level.BEGINNER: Dose(2, 8, {"lift": 2, "settle": 1}, 45, 10, 3, "daily", "Arms down.", "house")},
    sources=(),
)
SHORT = Routine(
    id="short",
    name="short routine",
    synonyms=(),
    level=Level.BEGINNER,
    places=(Place.HOME,),
    opening_s=10,
    warm_up={"march": 20},
    items=(Item("shrug", Level.BEGINNER), Item("shrug", Level.ADVANCED, 1, 30, 5, ramp=True)),
    cool_down={},
    closing_s=10,
    default=True,
    extra_kit=(Kit.BALL,),
)
WHY = Topic("why", "why", ("reason",), (Sentence("It is good.", ("E1", "E2")),), ("I14",), ("A1",))
STIFF = Condition(
    id="stiff",
    name="stiffness",
    synonyms=("being stiff",),
    skip=(),
    check=("shrug",),
    advice=(Advice("Go slowly.", ("shrug",)),),
    sources=("A1",),
    offered=False,
)


def _write(root: Path, files: dict[str, str]) -> Path:
    shipped = {"exercises/shrug": EXERCISE, "routines/short": ROUTINE, "topics/why": TOPIC, "pain": PAIN}
    for name, text in {**shipped, **files}.items():
        path = root / "content" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


HURTS = Pain(("knee",), ("chest",), ("head",), ("numb",), ("legs",), ("sore",), ("my",), ("no",))


def _told(root: Path) -> list[str]:
    with pytest.raises(ContentError) as raised:
        load_catalogue(root)
    return [str(finding) for finding in raised.value.findings]


def test_whole(tmp_path: Path) -> None:
    """What is written is what there is to do, and a condition what there is to say of it."""
    whole = Catalogue({"shrug": SHRUG}, {"short": SHORT}, {"why": WHY}, pain=HURTS)
    assert load_catalogue(_write(tmp_path, {})) == whole
    advised = _write(tmp_path, {"conditions/stiff": CONDITION})
    assert load_catalogue(advised) == replace(whole, conditions={"stiff": STIFF})


def test_order(tmp_path: Path) -> None:
    """Exercises stand by rank, whatever their files are named."""
    other = EXERCISE.replace("id: shrug", "id: arms").replace("rank: 1", "rank: 2")
    assert list(load_catalogue(_write(tmp_path, {"exercises/arms": other})).exercises) == ["shrug", "arms"]


def test_kit_at() -> None:
    """What is needed is the level's own kit where it has one."""
    assert (SHRUG.kit_at(Level.BEGINNER), SHRUG.kit_at(Level.ADVANCED)) == ((Kit.MAT,), (Kit.KETTLEBELLS, Kit.MAT))


def test_lengths() -> None:
    """A repetition lasts as long as its stages, a set as long as its repetitions."""
    dose = SHRUG.doses[Level.BEGINNER]
    assert (dose.rep_s, dose.set_s) == (3, 24)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "topics/why",
            TOPIC.replace("name:", "nmae:"),
            [":1: name is missing: add it", ":2: nmae is not a key here: write name"],
        ),
        ("topics/why", TOPIC.replace("facts", "fact"), [":4: sentences.0.fact is not a key here: write facts"]),
        (
            "topics/why",
            TOPIC.replace("id: why", "id: how"),
            [":1: id is 'how' but the file is named 'why': make them the same"],
        ),
        (
            "routines/short",
            ROUTINE.replace("opening_s: 10", "opening_s: ten"),
            [":6: opening_s: write a whole number, not 'ten'"],
        ),
        (
            "routines/short",
            ROUTINE.replace("level: advanced", "level: expert"),
            [":10: items.1.level: write beginner, intermediate or advanced, not 'expert'"],
        ),
        (
            "routines/short",
            ROUTINE.replace("warm_up: {march: 20}", "warm_up: {march: 1.5}"),
            [
                ":7: warm_up.march: write a whole number, not '1.5'",
            ],
        ),
        (
            "exercises/shrug",
            EXERCISE.replace("  beginner:", "  novice:"),
            [":31: doses.novice: write beginner, intermediate or advanced, not 'novice'"],
        ),
        (
            "exercises/shrug",
            EXERCISE.replace("set_up: [Stand., Lift.]", "set_up: [Stand.]"),
            [":15: set_up: write 2 items, not 1"],
        ),
    ],
)
def test_findings(tmp_path: Path, name: str, text: str, told: list[str]) -> None:
    """What is not as it should be is told with its line."""
    assert _told(_write(tmp_path, {name: text})) == [f"content/{name}.yaml{finding}" for finding in told]


def test_all_findings(tmp_path: Path) -> None:
    """The problems of all files are told at once, in order."""
    broken = {
        "routines/short": "id: short",
        "exercises/shrug": EXERCISE.replace("rank: 1", "rank: x"),
        "topics/why": "",
    }
    files = [line.split(":")[0] for line in _told(_write(tmp_path, broken))]
    assert files == sorted(files)
    assert set(files) == {f"content/{name}.yaml" for name in broken}


def test_empty_folder(tmp_path: Path) -> None:
    """A folder without files is asked to have one."""
    (_write(tmp_path, {}) / "content/topics/why.yaml").unlink()
    assert _told(tmp_path) == ["content/topics:1: there is no .yaml file in this folder: add one"]
