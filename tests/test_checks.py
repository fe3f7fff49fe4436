"""Content broken in one place, and what the author is told of it."""

import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

import skill.catalogue.loader
import skill.checks
import skill.speech.loader
from skill.catalogue.loader import load_catalogue
from skill.checks import findings
from skill.errors import ContentError, Finding
from skill.speech.lines import catalogue_lines
from skill.strict_yaml import Document, read
from skill.wording import SPOKEN, spoken

SHIPPED = Path(__file__).parent.parent

Found = tuple[str, str, str]
"""A file (the broken one where empty), what its line begins with (the first line where empty), a part of the message."""

EN = "speech/en.yaml"
TORSO = "exercises/torso-lift.yaml"
PLANK = "exercises/reverse-plank.yaml"
MORNING = "exercises/good-morning.yaml"
FIVE = "routines/five-minute.yaml"
BEGINNER = "routines/home-beginner.yaml"
USING = "topics/using.yaml"

BREATH_27 = "one two three four five six seven eight nine " * 3

FORM: Mapping[str, tuple[str, str, str, list[Found]]] = {
    "wrong key": (TORSO, "\nfeel:", "\nfeels:", [("", "id:", "feel is missing"), ("", "feels:", "write feel")]),
    "wrong key deep": (TORSO, "  say:", "  said:", [("", "muscles:", "say is missing"), ("", "  said:", "take it out")]),
    "missing key": (USING, "id: using\n", "", [("", "name:", "id is missing: add it")]),
    "duplicate key": (TORSO, "rank: 1\n", "rank: 1\nrank: 1\n", [("", "rank:", "already on line 4: keep one")]),
    "text for a number": (TORSO, "rank: 1\n", "rank: first\n", [("", "rank:", "valid integer")]),
    "text for a list": (BEGINNER, "places: [home]", "places: home", [("", "places:", "valid tuple")]),
    "unknown level": (BEGINNER, "level: beginner", "level: expert", [("", "level: expert", "'beginner'")]),
    "unknown dose": (TORSO, "  beginner:\n", "  novice:\n", [("", "  novice:", "'beginner'")]),
    "unknown kit": (TORSO, "kit: [mat]", "kit: [rug]", [("", "kit:", "'mat'")]),
    "three breaths of set-up": (PLANK, "set_up:\n", "set_up:\n  - More.\n", [("", "  - Sit", "set_up")]),
    "another file's id": (USING, "id: using", "id: uses", [("", "id:", "make them the same")]),
    "bad YAML": (USING, "name: ", "name: [", [("", "name:", "close the bracket that opens here")]),
    "unknown speech key": (EN, "not_now:", "not_ever:", [("", "not_ever", "never asks"), ("", "", "not_now has no words")]),
    "missing speech key": (EN, '  ten: "Ten seconds."\n', "", [("", "rest:", "rest.ten has no words: add them")]),
    "missing kit name": (EN, '  mat: "a mat"\n', "", [("", "kit_names:", "kit_names.mat has no words")]),
    "unknown place": (EN, "{word}. {hold}.", "{word}. {held}.", [("", "  start:", "{held} is not filled in here")]),
    "unbalanced brace": (EN, "Two more. {word}.", "Two more. {word.", [("", "  two_more:", "write {place} with both")]),
    "place with format": (EN, '"{number}."', '"{number:d}."', [("", "count:", "write the name alone")]),
    "place with conversion": (EN, '"{number}."', '"{number!r}."', [("", "count:", "write the name alone")]),
    "no wording": (EN, '  ten: "Ten seconds."', "  ten: []", [("", "  ten:", "no words here")]),
    "list as a wording": (EN, '  ten: "Ten seconds."', "  ten: [[Ten]]", [("", "  ten:", "no words here")]),
}
"""What the loaders refuse, or have to be kept from."""

WORDS: Mapping[str, tuple[str, str, str, list[Found]]] = {
    "long sentence": (USING, "say: One", f"say: {BREATH_27}", [("", "  - say: one two", "take out")]),
    "long wording": (EN, '"I missed that."', f'"{BREATH_27}"', [("", "not_understood:", "27 words are more than the 25")]),
    "long intro": (TORSO, 'intro: "', f'intro: "{BREATH_27}', [("", "intro:", "that may be said here")]),
    "long form": (TORSO, "palms up.", BREATH_27, [("", "    form:", "take out 6")]),
    "long cue": (TORSO, '"Feet heavy."', '"Feet heavy on the mat all along."', [("", '  - "Feet', "7 words are more than the 6")]),
    "long praise": (PLANK, "Nicely held.", "That was nicely held.", [("", "encouragement:", "4 words are more than the 3")]),
    "long tempo word": (PLANK, 'lift: "Up"', 'lift: "Up we go"', [("", "tempo_words:", "3 words are more than the 2")]),
    "no words": (TORSO, '"Feet heavy."', '" "', [("", '  - " "', "write what is to be said")]),
    "promise": (USING, "say: One way", "say: One way that heals", [("", "  - say: One", "'heals' is never said")]),
    "promise inflected": (TORSO, "feel a gentle", "feel it preventing a gentle", [("", "feel:", "'preventing' is never said")]),
    "promise in a name": (FIVE, "name: five", "name: Therapy", [("", "name:", "'Therapy' is never said")]),
    "bad advice": (EN, "I missed that.", "Push through, you\u2019ll be fine.", [("", "not_und", "'Push"), ("", "not_und", "'you'll")]),
    "digits": (USING, "two or three times", "2 or 3 times", [("", "  - say: Whichever", "'23' is for the eye")]),
    "signs": (EN, "I missed that.", "Sorry; (again) & again.", [("", "not_understood:", "';()&' is for the eye")]),
    "brace in a sentence": (USING, "say: One way", "say: One {way}", [("", "  - say: One", "'{}' is for the eye")]),
}
"""What nobody should hear."""

ACROSS: Mapping[str, tuple[str, str, str, list[Found]]] = {
    "fact removed": (TORSO, "facts: [TL1]", "facts: []", [("", "points:", "the article's fact TL1: add TL1")]),
    "fact unknown": (TORSO, "facts: [TL1]", "facts: [TL1, TL9]", [("", '  - {say: "Lie', "no fact TL9: write TL")]),
    "topic fact removed": (USING, "[E8]", "[]", [("topics", "", "the article's fact E8: add E8")]),
    "no such exercise": (FIVE, ": torso-lift", ": torso-lifts", [("", "  - exercise:", "write torso-lift")]),
    "not done there": (FIVE, ": torso-lift", ": hyperextension", [("", "  - exercise:", "can't be done at the home")]),
    "missing tempo word": (PLANK, 'lift: "Up", ', "", [("", "tempo_words:", "no word for the stage lift of beg")]),
    "surplus tempo word": (PLANK, 'lift: "Up"', 'go: "Up", lift: "Up"', [("", "tempo_words:", "go is no stage of beg")]),
    "no hold": (
        PLANK,
        "{lift: 2, hold: 20, lower: 2}",
        "{lift: 2, lower: 2}",
        [("", "tempo_words:", "hold is no stage of intermediate"), ("", _HOLDLESS, "add hold and its seconds")],
    ),
    "nothing moves": (
        TORSO,
        "{lift: 2, hold: 5, lower: 3, settle: 1}",
        "{settle: 1}",
        [
            *[("", "tempo_words:", f"{stage} is no stage of advanced") for stage in ("hold", "lift", "lower")],
            ("", "    tempo: {settle", "nothing moves"),
        ],
    ),
    "hold with reps": (PLANK, _ONE_LONG, _TWO_LONG, [("", "    reps: 2", "write 1, since a hold is counted")]),
    "hold too long": (PLANK, "hold: 30", "hold: 31", [("", _LONG_HOLD, "write a number from 1 to 30")]),
    "no stage": (TORSO, "hold: 5", "hold: 0", [("", "    tempo: {lift: 2, hold: 0", "from 1 to 120")]),
    "rank twice": (
        TORSO,
        "rank: 1\n",
        "rank: 2\n",
        [(PLANK, "rank:", "reverse-plank and torso-lift"), ("", "rank:", "each number from 1 to 7 once")],
    ),
    "rank beyond": (TORSO, "rank: 1\n", "rank: 8\n", [("", "rank:", "write each number from 1 to 7 once")]),
    "too little praise": (PLANK, _PRAISE, '["Solid."]', [("", "encouragement:", "write 2 at least")]),
    "sets": (BEGINNER, "items:\n", "items:\n  - {exercise: torso-lift, level: beginner, sets: 11}\n", [("", "  - {", "to 10")]),
    "rest": (TORSO, "rest_s: 60", "rest_s: 9", [("", "    rest_s: 9", "from 10 to 300")]),
    "get ready": (FIVE, "    sets: 1", "    get_ready_s: 4", [("", "    get_ready_s", "from 5 to 60")]),
    "opening": (FIVE, "opening_s: 10", "opening_s: 4", [("", "opening_s:", "from 5 to 120")]),
    "move": (FIVE, "march: 25", "march: 250", [("", "  march:", "from 5 to 232")]),
    "set beyond one answer": (TORSO, "    reps: 10", "    reps: 30", [("", "    reps: 30", "71 s too long")]),
    "two defaults": (
        FIVE,
        "places: [home]",
        "places: [home]\nlevel: beginner\ndefault: true",
        [("", "default:", "home-beginner are both the default for beginner"), (BEGINNER, "default:", "leave it in one")],
    ),
    "no default": (BEGINNER, "default: true", "default: false", [("routines", "", "beginner at the home: write")]),
    "default for any level": (FIVE, "places:", "default: true\nplaces:", [("", "default:", "give this routine its level")]),
    "synonym of two": (
        TORSO,
        "  - superman\n",
        "  - Reverse  Plank\n",
        [(PLANK, "  - reverse plank", "leave it in one"), ("", "  - Reverse  Plank", "reverse-plank and torso-lift")],
    ),
    "synonym shared by one": (PLANK, "[bridge]", "[bridge, arch]", [("", "shared_syn", "no other exercise: move it")]),
    "synonym shared by half": (
        PLANK,
        "[bridge]",
        "[bridge, superman]",
        [("", "shared_synonyms:", "torso-lift: leave"), (TORSO, "  - superman\n", "leave it in one, or share it")],
    ),
    "synonym twice": (USING, "  - fitting them in", "  - how to use them", 2 * [("", "  - how to use them", "twice")]),
    "synonym with a digit": (FIVE, "  - quick one", "  - quick 1", [("", "  - quick 1", "write it in letters")]),
    "two routines' synonym": (
        FIVE,
        "  - quick one",
        "  - kettlebell infill",
        [("", "  - kettlebell", "five-minute and infill-replace"), ("routines/infill-replace.yaml", "  - kettle", "leave")],
    ),
}
"""What does not fit together."""

TIME: Mapping[str, tuple[str, str, str, list[Found]]] = {
    "set-up too long": (TORSO, "Lie on your front on the mat,", _LONG_SET_UP, [("", '  - "Lie', "10.0 s it has in torso-lift")]),
    "form too long": (TORSO, "Hands by your hips, palms up.", _LONG_FORM, [("", "    form:", "too long for the 6.5 s")]),
    "tempo word too long": (TORSO, 'lift: "Up"', 'lift: "Straightforwardly upwards"', [("", "tempo_words:", "2.0 s it has")]),
    "speech too long": (EN, '"Halfway."', '"You have come as far as halfway now."', []),
    "move too long": (),
}
"""What there is no time for."""
