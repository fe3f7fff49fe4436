"""Content broken in one place, and what its author is told."""

import shutil
from functools import cache
from pathlib import Path

import pytest

import skill.alexa.utterances
import skill.catalogue.loader
import skill.checks.gathering
import skill.checks.sourcing
import skill.speech.loader
from skill.catalogue.loader import load_catalogue
from skill.checks import findings
from skill.checks.wording import SPOKEN, spoken
from skill.errors import ContentError, Finding
from skill.speech.lines import catalogue_lines
from skill.strict_yaml import Document, read

CHECKOUT = Path(__file__).parent.parent

EN = "speech/en.yaml"
US = "speech/en-US.yaml"
GB = "speech/en-GB.yaml"
TORSO = "exercises/torso-lift.yaml"
PLANK = "exercises/reverse-plank.yaml"
BOW = "exercises/good-morning.yaml"
ROMANIAN = "exercises/romanian-deadlift.yaml"
FIVE = "routines/five-minute.yaml"
BEGINNER = "routines/home-beginner.yaml"
SWAP = "routines/infill-replace.yaml"
USING = "topics/using.yaml"
SOURCES = "sources.yaml"
PAIN = "pain.yaml"
PLANKS = "nearby/plank.yaml"
SUPERMAN = "nearby/superman.yaml"
EXTENSION = "nearby/back-extension.yaml"
PRESSURE = "nearby/blood-pressure.yaml"
TENSION = "nearby/hypertension.yaml"
CRAB = "nearby/crab-walk.yaml"

SLOW = "straightforwardly counterclockwise "
LONG = "one two three four five six seven eight nine " * 3
MANY = "    sets: 10\n    rest_s: 220\n"

Place = tuple[str, str]
"""What the finding's line begins with (its first such line; line 1 where empty), and a part of the message."""


@cache
def _parsed(name: str, content: bytes, folder: Path) -> Document | tuple[Finding, ...]:
    path = folder / "parsed.yaml"
    path.write_bytes(content)
    try:
        return read(path, name)
    except ContentError as error:
        return error.findings


@pytest.fixture
def copied(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the shipped content; files that are as shipped are parsed once for all tests."""
    folder = tmp_path_factory.getbasetemp()

    def read_once(path: Path, name: str) -> Document:
        if not path.is_file():
            return read(path, name)
        parsed = _parsed(name, path.read_bytes(), folder)
        if isinstance(parsed, Document):
            return parsed
        raise ContentError(parsed)

    modules = (
        skill.checks.gathering,
        skill.catalogue.loader,
        skill.speech.loader,
        skill.alexa.utterances,
        skill.checks.sourcing,
    )
    for module in modules:
        monkeypatch.setattr(module, "read", read_once)
    shutil.copytree(CHECKOUT / "content", tmp_path / "content")
    return tmp_path


def _breakage(name: str, file: str, change: tuple[str, str], *places: Place) -> object:
    return pytest.param(file, change, places, id=name)


FORM = [
    _breakage(
        "wrong key", TORSO, ("\nfeel:", "\nfeels:"), ("id:", "feel is missing: add it"), ("feels:", "write feel")
    ),
    _breakage("wrong inner key", TORSO, ("  say:", "  said:"), ("muscles:", "say is missing"), ("  said:", "take it")),
    _breakage("missing key", USING, ("id: using\n", ""), ("name:", "id is missing: add it")),
    _breakage(
        "key of another place",
        BEGINNER,
        ("    get_ready_s: 10\n", "    get_ready_s: 10\n    reps: 12\n"),
        ("    reps:", "take it out, since only exercise, level, sets, rest_s, get_ready_s and ramp go here"),
    ),
    _breakage("duplicate key", TORSO, ("rank: 1\n", "rank: 1\nrank: 2\n"), ("rank: 2", "keep one of them")),
    _breakage("text for a number", TORSO, ("rank: 1\n", "rank: first\n"), ("rank:", "whole number")),
    _breakage("text for a list", BEGINNER, ("places: [home]", "places: home"), ("places:", "write a list")),
    _breakage(
        "unknown level", BEGINNER, ("\nlevel: beginner", "\nlevel: expert"), ("level: expert", "write beginner, ")
    ),
    _breakage("unknown kit", TORSO, ("kit: [mat]", "kit: [rug]"), ("kit:", "write mat, ")),
    _breakage("three breaths", PLANK, ("set_up:\n", "set_up:\n  - More.\n"), ("set_up:", "write 2 items, not 3")),
    _breakage("another's id", USING, ("id: using", "id: uses"), ("id:", "make them the same")),
    _breakage("bad YAML", USING, ("name: ", 'name: "'), ("name:", "close the quotation mark")),
    _breakage(
        "unknown line",
        EN,
        ("not_now: ", "not_ever: "),
        ("welcome:", "not_now has no words"),
        ("not_ever", "take it out"),
    ),
    _breakage("missing line", EN, ('  ten: "Ten seconds."\n', ""), ("rest:", "rest.ten has no words: add them")),
    _breakage("missing kit name", EN, ('  mat: "a mat"\n', ""), ("kit_names:", "kit_names.mat has no words")),
    _breakage(
        "unknown place", EN, ("{word} for {hold}.", "{word} for {held}."), ("  start:", "{held} is not filled in")
    ),
    _breakage("open brace", EN, ("{word}. Two more.", "{word. Two more."), ("  two_more:", "{place} with both")),
    _breakage("dressed place", EN, ('"{number}."', '"{number:d}."'), ("count:", "write the name alone")),
    _breakage("no wording", EN, ('  ten: "Ten seconds."', "  ten: []"), ("  ten:", "write what is to be said")),
    _breakage("inner list", EN, ('  ten: "Ten seconds."', "  ten: [[Ten]]"), ("  ten:", "write what is to be said")),
]

WORDS = [
    _breakage("long sentence", USING, ("say: One", f"say: {LONG}"), ("  - say: one", "words are more than the 25")),
    _breakage("long wording", EN, ('"I missed that."', f'"{LONG}"'), ("not_understood:", "take out 2")),
    _breakage("long intro", TORSO, ('intro: "', f'intro: "{LONG}'), ("intro:", "may be said here")),
    _breakage("long cue", TORSO, ("Feet heavy.", "Feet heavy on the mat all along."), ('  - "Feet', "take out 1")),
    _breakage("long praise", PLANK, ("Nicely held.", "That was nicely held."), ("encouragement:", "than the 3")),
    _breakage("long tempo word", PLANK, ('lift: "Up"', 'lift: "Up we go"'), ("tempo_words:", "than the 2")),
    _breakage("no words", TORSO, ('"Feet heavy."', '" "'), ('  - " "', "write what is to be said")),
    _breakage("promise", USING, ("say: One way", "say: One healing way"), ("  - say: One h", "'healing' is never")),
    _breakage("promise in a name", FIVE, ("name: five", "name: Therapy"), ("name:", "'Therapy' is never said")),
    _breakage(
        "bad advice",
        EN,
        ("I missed that.", "Push through, you\u2019ll be fine."),
        ("not_understood:", "you'll be fine\" is never said"),
        ("not_understood:", "'Push through' is never said: say how to ease off"),
    ),
    _breakage("digits", USING, ("two or three times", "2 or 3 times"), ("  - say: Whichever", "'23' is for the eye")),
    _breakage("signs", EN, ("I missed that.", "Sorry; (again) & again."), ("not_understood:", "';()&' is for the")),
    _breakage("brace", USING, ("say: One way", "say: One {way}"), ("  - say: One", "'{}' is for the eye")),
]

FITTING = [
    _breakage("fact removed", TORSO, ("facts: [TL1]", "facts: []"), ("points:", "fact TL1: add TL1 to facts")),
    _breakage("unknown fact", TORSO, ("[TL1]", "[TL1, TL9]"), ('  - {say: "Lie', "there is no fact TL9: write TL")),
    _breakage("unknown source", TORSO, ('"seed TL1-TL8"', "sead"), ("sources:", "there is no source sead: write seed")),
    _breakage(
        "no such basis", TORSO, ('basis: "A1,', 'basis: "Z1,'), ("    basis:", "Z1: write one of C1, A1, C41, or")
    ),
    _breakage(
        "no basis", TORSO, ('basis: "A1, A2, C1, C22, house"', 'basis: ""'), ("    basis:", "an id of content/s")
    ),
    _breakage("any basis", TORSO, ('"A1, A2, C1, C22, house"', "because"), ("    basis:", "sources.yaml, or house")),
    _breakage("unknown slip", USING, ("[I22]", "[I222]"), ("corrects:", "there is no slip I222: write I22, or what")),
    _breakage("dangling id", FIVE, (": torso-lift", ": torso-lifts"), ("  - exercise:", "write torso-lift")),
    _breakage("wrong place", FIVE, (": torso-lift", ": hyperextension"), ("  - exercise:", "be done at home")),
    _breakage("no tempo word", PLANK, ('lift: "Up", ', ""), ("tempo_words:", "the stage lift of beginner and")),
    _breakage("misspelt stage", TORSO, ("lower: 3", "lowr: 3"), ("    tempo:", "the stage lowr: write lower, or give")),
    _breakage("misspelt hold", PLANK, ("hold: 10", "hld: 10"), ("    tempo:", "the stage hld: write hold, or give")),
    _breakage("misspelt settle", TORSO, ("settle: 1", "setle: 1"), ("    tempo:", "the stage setle: write settle, or")),
    _breakage(
        "misspelt move", BEGINNER, ("knee-lifts:", "knee-lift:"), ("  knee-lift:", "write knee-lifts, or its words")
    ),
    _breakage(
        "move unknown to all", EN, ("  march: ", "  walk: "), ("moves:", "moves.march has no"), ("  walk:", "take")
    ),
    _breakage(
        "needless tempo word", PLANK, ("{lift: ", '{go: "Go", lift: '), ("tempo_words:", "go is no stage of beg")
    ),
    _breakage(
        "no hold",
        PLANK,
        ("{lift: 2, hold: 20, lower: 2}", "{lift: 2, lower: 2}"),
        ("tempo_words:", "hold is no stage of intermediate: take"),
        ("    tempo: {lift: 2, lower: 2}", "add hold and its seconds"),
    ),
    _breakage(
        "nothing moves",
        TORSO,
        ("{lift: 2, hold: 5, lower: 3, settle: 1}", "{settle: 1}"),
        *(("tempo_words:", f"{stage} is no stage of advanced") for stage in ("hold", "lift", "lower")),
        ("    tempo: {settle", "nothing moves in this tempo"),
    ),
    _breakage("hold in reps", PLANK, ("    reps: 1", "    reps: 2"), ("    reps: 2", "write 1, since a hold")),
    _breakage("long hold", PLANK, ("hold: 30", "hold: 31"), ("    tempo: {lift: 2, hold: 31", "from 1 to 30")),
    _breakage("empty stage", TORSO, ("hold: 5", "hold: 0"), ("    tempo: {lift: 2, hold: 0", "from 1 to 120")),
    _breakage("rank beyond", TORSO, ("rank: 1\n", "rank: 8\n"), ("rank:", "write each number from 1 to 7 once")),
    _breakage(
        "little praise", PLANK, ('"Good and still.", "Solid.", "That\'s steady."', ""), ("enc", "write 2 at least")
    ),
    _breakage("sets", FIVE, ("    sets: 1", "    sets: 11"), ("    sets:", "write a number from 1 to 10")),
    _breakage("rest", TORSO, ("rest_s: 60", "rest_s: 9"), ("    rest_s: 9", "from 10 to 228")),
    _breakage("reserve", TORSO, ("reserve: 3", "reserve: 6"), ("    reserve:", "write a number from 0 to 5")),
    _breakage(
        "twice in a row",
        BEGINNER,
        ("  - exercise: reverse", "  - {exercise: torso-lift, level: beginner}\n  - exercise: reverse"),
        ("  - {exercise:", "torso-lift comes twice in a row: write it once, with more sets"),
    ),
    _breakage(
        "an hour",
        BEGINNER,
        ("beginner\n  - exercise: reverse-plank", f"beginner\n{MANY}  - exercise: reverse-plank\n{MANY}"),
        ("items:", " minutes at level beginner, and 60 are the most: take out sets, rest or exercises"),
    ),
    _breakage("long rest", FIVE, ("    sets: 1", "    rest_s: 229"), ("    rest_s:", "write a number from 10 to 228")),
    _breakage("get ready", FIVE, ("    sets: 1", "    get_ready_s: 4"), ("    get_ready_s:", "from 5 to 60")),
    _breakage("opening", FIVE, ("opening_s: 10", "opening_s: 4"), ("opening_s:", "from 5 to 120")),
    _breakage("move", FIVE, ("march: 25", "march: 250"), ("  march:", "from 5 to 228")),
    _breakage("endless set", TORSO, ("    reps: 10", "    reps: 30"), ("    reps: 30", "s too long to be played")),
    _breakage(
        "endless at the slower pace",
        TORSO,
        ("    sets: 2\n    reps: 8\n", "    sets: 1\n    reps: 24\n"),
        ("    reps: 24", "a set at the pace slower is 51 s too long to be played in one go: write fewer reps, or"),
    ),
    _breakage(
        "endless lighter set",
        ROMANIAN,
        ("    reps: 8\n    tempo: {lower: 3,", "    reps: 2\n    tempo: {lower: 35,"),
        ("    reps: 2", "a set at the pace slower is 69 s too long"),
    ),
    _breakage(
        "endless rest",
        TORSO,
        ("    rest_s: 45", "    rest_s: 200"),
        ("    reps: 8", "a set with its rest is 66 s too long to be played in one go: write fewer reps or less rest"),
    ),
    _breakage(
        "default for any level", FIVE, ("places:", "default: true\nplaces:"), ("default:", "give this routine its")
    ),
    _breakage(
        "unshared synonym",
        PLANK,
        ("[bridge, bridges]", "[bridge, arch, bridges]"),
        ("shared_synonyms:", "move it to synonyms"),
    ),
    _breakage("synonym with a digit", FIVE, ("  - quick one", "  - quick 1"), ("  - quick 1", "write it in letters")),
    _breakage("dangling stand-in", BOW, ("[torso-lift]", "[torso-lifts]"), ("instead:", "write torso-lift")),
    _breakage("its own stand-in", BOW, ("[torso-lift]", "[good-morning]"), ("instead:", "in its own place: take")),
    _breakage("stand-in twice", BOW, ("[torso-lift]", "[torso-lift, torso-lift]"), ("instead:", "keep one of them")),
    _breakage("id in capitals", FIVE, ("id: five-minute", "id: Five"), ("id:", "make them the same")),
]

NAMES = [
    _breakage("no such part", PAIN, ("wrist,", "wrists,"), ("joints:", "nobody can name a part wrists: write wrist")),
    _breakage("two words", PAIN, ("[jaw,", "[my jaw,"), ("unwell:", "'my jaw' is not one word in small letters")),
    _breakage(
        "nothing grave",
        PAIN,
        ("emergency:", "emergencies:"),
        ("joints:", "emergency is missing: add it"),
        ("emergencies:", "write emergency"),
    ),
    _breakage("dangling nearest", PLANKS, ("[reverse-plank]", "[reverse-planks]"), ("nearest:", "write reverse-plank")),
    _breakage("nearest twice", PLANKS, ("[reverse-plank]", "[reverse-plank, reverse-plank]"), ("nearest:", "keep one")),
    _breakage("long say", PLANKS, ('say: "', f'say: "{LONG}'), ("say:", "words are more than the 25")),
    _breakage("promise to ask", PLANKS, ("Would you", "To heal, would you"), ("ask:", "'heal' is never said")),
    _breakage(
        "nothing to choose from",
        PLANKS,
        ("[reverse-plank]", "[]"),
        ("ask:", "there is nothing to choose from: add nearest"),
    ),
    _breakage("unsaid name", SUPERMAN, ('say: "', 'to_beginners: "'), ("same:", "says so: mend nearest or say")),
    _breakage(
        "two of the same", SUPERMAN, ("[torso-lift]", "[torso-lift, good-morning]"), ("same:", "has it alone in")
    ),
    _breakage(
        "not among them", EXTENSION, ("exercise: torso-lift", "exercise: ball-roll"), ("  home:", "none of those")
    ),
    _breakage(
        "nobody would be heard",
        PAIN,
        ("emergency: [chest, heart]", "emergency: []"),
        ("emergency:", "nothing would be heard"),
    ),
    _breakage(
        "a name of pain",
        TORSO,
        ("synonyms:\n", "synonyms:\n  - ouch\n"),
        ("  - ouch", "'ouch' may have hurt themselves"),
    ),
    _breakage(
        "a condition repeated",
        "conditions/dizziness.yaml",
        ('{say: "', '{say: "With vertigo, '),
        ('  - {say: "With', "this names 'vertigo', which the coach never repeats"),
    ),
    _breakage(
        "known from nowhere",
        "conditions/disc.yaml",
        ("sources: [C34, C35]", "sources: []"),
        ("sources:", "nothing is said to be known from anywhere"),
    ),
    _breakage("nobody says it", EXTENSION, ("ask:", "say:"), ("synonyms:", "it words no question: add a name or a")),
]

TIME = [
    _breakage("set-up", TORSO, ("Legs straight and", f"Legs {SLOW * 3}and"), ('  - "Legs s', "for the 7.5 s it has")),
    _breakage(
        "form", TORSO, ("Hands by your hips,", f"Hands {SLOW * 4},"), ('    form: "Hands s', "for the 5.5 s it has")
    ),
    _breakage(
        "tempo word",
        PLANK,
        ('"Up"', f'"{SLOW}"'),
        ("tempo_words:", "for the 1.0 s it has in reverse-plank at level beginner, faster"),
    ),
    _breakage("plain tempo", EN, ('plain: "', 'plain: "Now, very slowly, '), ("  plain:", "shorten it, or give it")),
    _breakage("count", EN, ('"{number}."', '"That makes {number}."'), ("count:", "'That makes ")),
    _breakage("move", EN, ('  march: "', f'  march: "{SLOW * 5}'), ("  march:", "too long for the 11.2 s it has in")),
    _breakage("longest wording only", EN, ('["Well done. ', f'["{SLOW * 3}. ')),
]


LOCAL = [
    _breakage(
        "unknown local line", GB, ("  see:", "  sea:"), ("  sea:", "sharp.sea is a key that content/speech/en.y")
    ),
    _breakage(
        "unknown local field", US, ("  torso-lift:", "  torso:"), ("      1:", "exercise.torso.cautions.1 is a k")
    ),
    _breakage(
        "unknown local place", GB, ("call {emergency}", "call {number}"), ("  call:", "{number} is not filled in")
    ),
    _breakage(
        "no number of its own",
        US,
        ('  number: "nine one one"\n', ""),
        ("emergency:", "emergency.number has no words here, and every locale has its own: add them"),
    ),
    _breakage("moved sentence", US, ("      4:", "      3:"), ("      3:", "and this says something else: move it to")),
    _breakage("long local wording", GB, ('call: "', f'call: "{LONG}'), ("  call:", "words are more than the 25")),
    _breakage("local promise", US, ("a physical therapist before", "therapy before"), ("  see:", "'therapy' is never")),
    _breakage(
        "local therapist", US, ("a physical therapist before", "a therapist before"), ("  see:", "'therapist' is")
    ),
    _breakage(
        "slow local word",
        GB,
        ("emergency:", f'rep:\n  halfway: "{SLOW * 2}halfway."\nemergency:'),
        ("  halfway:", "s too long for the"),
    ),
]


@pytest.mark.parametrize(("file", "change", "places"), [*FORM, *WORDS, *FITTING, *NAMES, *TIME, *LOCAL])
def test_one_breakage(copied: Path, file: str, change: tuple[str, str], places: tuple[Place, ...]) -> None:
    """A breakage is told at its own line, with what to write instead, and nothing else is told."""
    _change(copied, file, *change)
    _check(copied, [(file, *place) for place in places])


@pytest.mark.parametrize(
    ("file", "change", "found"),
    [
        (
            TORSO,
            ("rank: 1\n", "rank: 2\n"),
            [(PLANK, "rank:", "reverse-plank and torso-lift"), (TORSO, "rank:", "each number from 1 to 7 once")],
        ),
        (
            FIVE,
            ("places:", "level: beginner\ndefault: true\nplaces:"),
            [
                (FIVE, "default:", "are both the default for beginner at home"),
                (BEGINNER, "default:", "in one of them"),
            ],
        ),
        (
            BEGINNER,
            ("default: true", "default: false"),
            [("routines", "", "no default for beginner at home: write")],
        ),
        (
            TORSO,
            ("  - trunk raise\n", "  - Reverse  Plank\n"),
            [(PLANK, "  - reverse plank", "leave it in one"), (TORSO, "  - Reverse  Plank", "means reverse-plank and")],
        ),
        (
            PLANK,
            ("[bridge, bridges]", "[bridge, trunk raise, bridges]"),
            [
                (PLANK, "shared_synonyms:", "means reverse-plank and"),
                (TORSO, "  - trunk raise", "or share it, if they"),
            ],
        ),
        (
            PLANKS,
            ("  - plank\n", "  - trunk raise\n"),
            [(TORSO, "  - trunk raise", "leave it in one"), (PLANKS, "  - trunk raise", "means plank and torso-lift")],
        ),
        (
            CRAB,
            ("say:", 'ask: "Held still?"\nsay:'),
            [(PLANKS, "ask:", "crab-walk words the question about these exercises already: keep one")],
        ),
        (TENSION, ("health: true\n", ""), [(PRESSURE, "health:", "one file with the same nearest has to ask")]),
        (
            TENSION,
            ("ask:", "say:"),
            [
                (PRESSURE, "health:", "one file with the same nearest has to ask"),
                (PRESSURE, "otherwise:", "there is no question that this answers: write ask"),
                (TENSION, "health:", "one file with the same nearest has to ask"),
            ],
        ),
        (
            FIVE,
            ("  - quick one", "  - kettlebell infill"),
            [
                (FIVE, "  - kettlebell", "five-minute and infill-replace"),
                (SWAP, "  - kettlebell infill", "leave it in"),
            ],
        ),
        (
            "conditions/wrist-or-shoulder.yaml",
            ("synonyms:\n", "synonyms:\n  - vertigo\n"),
            [
                ("conditions/dizziness.yaml", "name: vertigo", "means dizziness and wrist-or-shoulder"),
                ("conditions/wrist-or-shoulder.yaml", "  - vertigo", "means dizziness and wrist-or-shoulder"),
            ],
        ),
        (
            USING,
            ("  - fitting them in", "  - How to use them"),
            [(USING, "  - how to use them", "keep one of them"), (USING, "  - How to use them", "is written twice")],
        ),
        (SOURCES, ("    TL8:", "    TL9: More.\n    TL8:"), [(TORSO, "points:", "carries the article's fact TL9")]),
        (SOURCES, ("    E9:", "    E10: More.\n    E9:"), [("topics", "", "carries the article's fact E10")]),
        (SOURCES, ("  C37:", "  C370:"), [("conditions/stenosis.yaml", "sources:", "no source C37: write C370, or")]),
    ],
    ids=[
        *("rank", "two defaults", "no default", "two owners", "half shared", "near and ours", "asked twice"),
        *("open about health", "health unasked", "two routines", "a name elsewhere", "written twice"),
        *("untold of an exercise", "untold of backs", "source gone"),
    ],
)
def test_between_places(copied: Path, file: str, change: tuple[str, str], found: list[tuple[str, str, str]]) -> None:
    """What clashes is told at every place that could give way."""
    _change(copied, file, *change)
    _check(copied, found)


@pytest.mark.parametrize(
    ("file", "content", "found"),
    [
        (USING, b"", ("", "this file is empty")),
        (EN, b"# words to come\n", ("", "this file is empty")),
        (TORSO, b"id: torso-lift\nname: \xff\n", ("name:", "save the file as UTF-8")),
        (FIVE, b"no mapping", ("", "")),
        (EN, None, ("", "this file can't be read")),
        (PLANK, None, ("", "there is no such file: add it, to tell the facts RP1 to RP5")),
    ],
    ids=["empty topic", "empty speech", "not UTF-8", "a sentence", "no speech", "no exercise"],
)
def test_whole_file(copied: Path, file: str, content: bytes | None, found: Place) -> None:
    """A file that is gone, or holds nothing that can be read, is told of and stops nobody."""
    path = copied / "content" / file
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    start, part = found
    lines = [finding for finding in findings(copied) if finding.file == f"content/{file}" and part in finding.message]
    assert [finding.line for finding in lines[:1]] == [
        _line(content.decode(errors="replace") if content else "", start)
    ]


@pytest.mark.parametrize("taken", ["torso-lift", "last"])
def test_an_id_for_two(copied: Path, taken: str) -> None:
    """What comes near an exercise has an id that is none of an exercise and of no place in a list."""
    file = f"nearby/{taken}.yaml"
    (copied / "content" / file).write_text(f"id: {taken}\nsynonyms: [shrug]\nnearest: []\n")
    _check(copied, [(file, "id:", f"{taken} is the id of an exercise or of a place in a list")])


def test_stray_locale(copied: Path) -> None:
    """A file for a locale that the skill doesn't have would never be heard."""
    (copied / "content/speech/en-UK.yaml").write_text('welcome:\n  first: "Hello."\n')
    _check(copied, [("speech/en-UK.yaml", "", "en-UK is no locale of the skill: name the file en or one of en-US")])


def test_no_local_words(copied: Path) -> None:
    """A locale has to say at least its own emergency number."""
    (copied / "content" / GB).unlink()
    assert [finding.file for finding in findings(copied)] == [f"content/{GB}"]


def test_folder_for_file(copied: Path) -> None:
    """A folder where a file belongs is told of."""
    (copied / "content/topics/stray.yaml").mkdir()
    _check(copied, [("topics/stray.yaml", "", "this file can't be read (Is a directory): check its name")])


@pytest.mark.parametrize("kept", [False, True], ids=["nothing", "a file named content"])
def test_no_content(tmp_path: Path, *, kept: bool) -> None:
    """Where there is no content, each folder of it is asked for."""
    if kept:
        (tmp_path / "content").write_text("")
    asked = {finding.file for finding in findings(tmp_path)}
    assert asked >= {"content/exercises", "content/routines", "content/topics", "content/speech/en.yaml"}


def test_all_told_at_once(copied: Path) -> None:
    """A broken file hides nothing that is wrong in the others."""
    _change(copied, TORSO, "rank: 1\n", "rank: first\n")
    _change(copied, PLANK, "facts: [RP1]", "facts: []")
    _change(copied, USING, "say: One way", "say: One healing way")
    _change(copied, FIVE, "name: ", "name: [")
    _change(copied, EN, "I missed that.", "{words}?")
    assert {finding.file for finding in findings(copied)} == {
        f"content/{file}" for file in (TORSO, PLANK, USING, FIVE, EN)
    }


def test_no_time_beside_another_problem(copied: Path) -> None:
    """A number out of bounds in one exercise does not keep the others from being timed."""
    _change(copied, TORSO, "rest_s: 60", "rest_s: 9")
    _change(copied, PLANK, '"Up"', f'"{SLOW}"')
    _check(copied, [(PLANK, "tempo_words:", "in reverse-plank at level"), (TORSO, "    rest_s: 9", "from 10 to 228")])


def test_topic_facts(copied: Path) -> None:
    """A fact about training in general is asked for of the topics, not of one file."""
    for path in (copied / "content/topics").iterdir():
        path.write_text(path.read_text().replace("[E8]", "[]"))
    _check(copied, [("topics", "", "the article's fact E8: add E8 to facts")])


def test_every_spoken_field_is_checked() -> None:
    """The texts that the rules look at are the texts that the catalogue gives to be said."""
    catalogue = load_catalogue(CHECKOUT)
    checked = {
        text.written
        for folder in SPOKEN
        for path in (CHECKOUT / "content" / folder).glob("*.yaml")
        for text in spoken(folder, read(path, path.name).data)
    }
    assert checked == {wording for wordings in catalogue_lines(catalogue).values() for wording in wordings}


def test_missing_dose(copied: Path) -> None:
    """A level without a dose is asked for, and the workouts that would need it are not played."""
    path = copied / "content" / TORSO
    doses, _, _ = path.read_text().partition("  advanced:\n")
    path.write_text(f"{doses}sources: [house]\n")
    _check(copied, [(TORSO, "doses:", "there is no dose for the level advanced: add one")])


def test_too_long_to_get_ready(copied: Path) -> None:
    """A set that fits one answer is complained of in the routine whose time to get ready leaves no room for it."""
    _change(copied, BOW, "    reps: 8", "    reps: 15")
    _change(copied, BEGINNER, "    get_ready_s: 10\n", "    get_ready_s: 60\n")
    told = "with this, a set at the pace slower is 6 s too long to be played in one go: write less"
    _check(copied, [(BEGINNER, "    get_ready_s: 60", told)])


def test_no_whole_workout(copied: Path) -> None:
    """Where no routine of a level has a warm-up and a cool-down, one of somebody's own would have none around it."""
    for path in (copied / "content/routines").glob("*-intermediate*.yaml"):
        before, _, after = path.read_text().partition("cool_down:\n")
        path.write_text(f"{before}cool_down: {{}}\n{after[after.index('closing_s') :]}")
    _check(copied, [("routines", "", "no routine for intermediate has both a warm-up and a cool-down")])


def test_id_in_capitals(copied: Path) -> None:
    """An id that would not do in a key is refused, even where the file has the same name."""
    old, new = copied / "content" / USING, copied / "content/topics/Using.it.yaml"
    old.rename(new)
    _change(copied, "topics/Using.it.yaml", "id: using", "id: Using.it")
    _check(copied, [("topics/Using.it.yaml", "id:", "Using.it is no id: name it and its file in small letters")])


def _change(root: Path, file: str, old: str, new: str) -> None:
    path = root / "content" / file
    before = path.read_text()
    path.write_text(before.replace(old, new, 1))
    assert path.read_text() != before


def _check(root: Path, expected: list[tuple[str, str, str]]) -> None:
    found = findings(root)
    places = [
        (f"content/{file}", _line((root / "content" / file).read_text() if start else "", start))
        for file, start, _ in expected
    ]
    assert [(finding.file, finding.line) for finding in found] == places, "\n".join(map(str, found))
    assert [part for finding, (_, _, part) in zip(found, expected, strict=True) if part not in finding.message] == []


def _line(text: str, start: str) -> int:
    """Give the first line that begins with a start."""
    return next(number for number, line in enumerate(text.split("\n"), start=1) if line.startswith(start))
