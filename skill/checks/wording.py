"""What may be said: rules on every spoken text, one file at a time, so that one broken file hides no other's faults.

Adding a rule is one function from a text to its complaints, and its name in ``RULES``. A complaint says what to write.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from skill.strict_yaml import Route, Tree

BREATH = 25
"""Words of one breath."""

SPOKEN: Mapping[str, Mapping[str, int]] = {
    "exercises": {
        **dict.fromkeys(("name", "muscles.say", "intro", "breathing", "feel", "finish", "doses.*.form"), BREATH),
        **dict.fromkeys(("set_up.*", "points.*.say", "faults.*.say", "cautions.*.say", "why.*.say"), BREATH),
        **dict.fromkeys(("easier.say", "harder.say"), BREATH),
        "cues.*": 6,
        "encouragement.*": 3,
        "tempo_words.*": 2,
    },
    "routines": {"name": BREATH},
    "topics": {"name": BREATH, "sentences.*.say": BREATH},
    "nearby": dict.fromkeys(("say", "ask", "to_beginners", "otherwise", "assumed.*.say"), BREATH),
}
"""Which texts of a folder's files are spoken, and of how many words each may be at most."""

SPEECH = "speech"
"""The folder in whose files every text is spoken, with places for values in braces."""

PROMISE = "promise nothing, say what it works or trains"
EASE = "say how to ease off"

NEVER: Mapping[str, str] = {
    r"treat(?:s|ed|ing|ments?|able)?": PROMISE,
    r"cur(?:e|es|ed|ing|ative|able)": PROMISE,
    r"heal(?:s|ed|ing|ers?)?": PROMISE,
    r"prevent(?:s|ed|ing|ion|ive|ative|able)?": PROMISE,
    r"fix(?:es|ed|ing)?": "say what to change, or leave it out",
    r"reliev(?:e|es|ed|ing|ers?)": PROMISE,
    r"reliefs?": PROMISE,
    r"rehab(?:s|bed|bing)?|rehabilitat(?:e|es|ed|ing|ion|ive)": PROMISE,
    r"therap(?:y|ies|eutic|eutically)": "say exercise, or leave it out",
    r"(?<!physical )therapists?": "say physiotherapist, or physical therapist, for the person to ask",
    r"clinical(?:ly)?": "leave out the claim",
    r"no pain,? no gain": EASE,
    r"push(?:es|ed|ing)? (?:on |right )?through": EASE,
    r"hypertension": "say high blood pressure, or back extension if that is meant",
    r"you(?:'ll| will) be (?:just )?fine": "say what to do, nobody here can know",
}
"""Words that are never said, as whole words, and what to do instead: a coach is no doctor and promises nothing."""

_NEVER = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), instead) for words, instead in NEVER.items())
_UNHEARD = re.compile(r"[&<>/;()\[\]{}\d]")
_PLACE = re.compile(r"\{[^{}]*\}")
_DRESSED_PLACE = re.compile(r"\{\w*[!:][^{}]*\}")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a node of a file, before anybody looks up its line."""

    file: str
    route: Route
    message: str


@dataclass(frozen=True, slots=True)
class Text:
    """One spoken text where it stands."""

    route: Route
    written: str
    most: int
    """The words it may have."""
    heard: str
    """As written, with a word for each place and straight apostrophes."""


def wording_problems(file: str, tree: Tree) -> Iterator[Problem]:
    """Give what is wrong with the spoken texts of one file, named as in findings: ``content/topics/x.yaml``."""
    for text in spoken(file.split("/")[1], tree):
        yield from (Problem(file, text.route, message) for rule in RULES for message in rule(text))


def spoken(folder: str, tree: Tree) -> Iterator[Text]:
    """Give every spoken text of a file in a folder; whatever has another shape is the loaders' to complain of."""
    if folder == SPEECH:
        for route, written in _wordings(tree, ()):
            heard = _PLACE.sub("place", written).replace("{", "").replace("}", "")
            yield Text(route, written, BREATH, _straight(heard))
    for pattern, most in SPOKEN.get(folder, {}).items():
        for route, written in _matching(tree, tuple(pattern.split(".")), ()):
            yield Text(route, written, most, _straight(written))


def _matching(tree: Tree, pattern: tuple[str, ...], route: Route) -> Iterator[tuple[Route, str]]:
    if not pattern:
        if isinstance(tree, str):
            yield route, tree
        return
    for key, below in _children(tree):
        if pattern[0] in ("*", key):
            yield from _matching(below, pattern[1:], (*route, key))


def _children(tree: Tree) -> Iterator[tuple[str | int, Tree]]:
    if isinstance(tree, dict):
        yield from tree.items()
    elif isinstance(tree, list):
        yield from enumerate(tree)


def _wordings(tree: Tree, route: Route) -> Iterator[tuple[Route, str]]:
    """Give the texts of the speech file: lists hold nothing but wordings, and an empty list is no words."""
    if isinstance(tree, dict):
        for key, below in tree.items():
            yield from _wordings(below, (*route, key))
    elif isinstance(tree, list):
        yield from (((*route, index), item if isinstance(item, str) else "") for index, item in enumerate(tree or [""]))
    else:
        yield route, tree


def _straight(text: str) -> str:
    return text.replace("\u2019", "'")


def _wordless(text: Text) -> Iterator[str]:
    if not text.heard.strip():
        yield "there are no words here: write what is to be said"


def _one_breath(text: Text) -> Iterator[str]:
    count = len(text.heard.split())
    if count > text.most:
        yield f"{count} words are more than the {text.most} that may be said here: take out {count - text.most}"


def _never(text: Text) -> Iterator[str]:
    for pattern, instead in _NEVER:
        yield from (f"{said[0]!r} is never said: {instead}" for said in pattern.finditer(text.heard))


def _for_the_ear(text: Text) -> Iterator[str]:
    signs = "".join(dict.fromkeys(_UNHEARD.findall(text.heard)))
    if signs:
        yield f"{signs!r} is for the eye: write it out in words, and use commas and stops for pauses"


def _bare_places(text: Text) -> Iterator[str]:
    dressed = _DRESSED_PLACE.search(text.written)
    if dressed:
        yield f"{dressed[0]} has more than a name in its braces: write the name alone"


RULES = (_wordless, _one_breath, _never, _for_the_ear, _bare_places)
