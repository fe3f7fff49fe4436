"""What may be said: rules on every spoken text, one file at a time, so that one broken file hides no other's faults.

Adding a rule is one function from a text to its complaints, and its name in ``RULES``. A complaint says what to write.
What promises health is refused in every other text as well, in names that people say and in what they are told to say.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from skill.strict_yaml import Route, Tree

BREATH = 25
"""Words of one breath."""

SPOKEN: Mapping[str, Mapping[str, int]] = {
    "exercises": {
        **dict.fromkeys(("name", "muscles.say", "intro", "breathing", "feel", "finish", "doses.*.form"), BREATH),
        **dict.fromkeys(("set_up.*", "points.*.say", "faults.*.say", "cautions.*.say", "why.*.say"), BREATH),
        **dict.fromkeys(("easier.say", "harder.say", "load.*.say"), BREATH),
        "cues.*": 6,
        "encouragement.*": 3,
        "tempo_words.*": 2,
        "doses.*.per_week": 8,
    },
    "routines": {"name": BREATH},
    "topics": {"name": BREATH, "sentences.*.say": BREATH},
    "conditions": {"advice.*.say": BREATH},
    "nearby": dict.fromkeys(("say", "ask", "to_beginners", "otherwise", "assumed.*.say"), BREATH),
}
"""Which texts of a folder's files are spoken, and of how many words each may be at most."""

SPEECH = "speech"
"""The folder in whose files every text is spoken, with places for values in braces."""

PROMISE = "promise nothing, say what it works or trains"
EASE = "say how to ease off"

PROMISES: Mapping[str, str] = {
    r"(?:un)?treat(?:s|ed|ing|ers?|ments?|able)?": PROMISE,
    r"(?:in)?cur(?:e|es|ed|ing|ers?|atives?|able|ably)": PROMISE,
    r"heal(?:s|ed|ing|ings|ers?)?": PROMISE,
    r"prevent(?:s|ed|ing|ers?|ions?|ives?|ively|atives?|atively|able)?": PROMISE,
    r"fix(?:es|ed|ing|ings|ers?|able)?": "say what to change, or leave it out",
    r"reliev(?:e|es|ed|ing|ers?)|reliefs?": PROMISE,
    r"(?:p?re)hab(?:s|bed|bing|bers?)?|(?:p?re)habilitat(?:e|es|ed|ing|ions?|ive|ors?)": PROMISE,
    r"alleviat(?:e|es|ed|ing|ion|ive)|remed(?:y|ies|ied|ying|ial)": PROMISE,
}
"""What promises to treat, cure, heal, prevent, fix, relieve or rehabilitate, in every form of the word."""

NEVER: Mapping[str, str] = {
    **PROMISES,
    r"therap(?:y|ies|eutic|eutically)": "say exercise, or leave it out",
    r"(?<!physical )therapists?": "say physiotherapist, or physical therapist, for the person to ask",
    r"clinical(?:ly)?": "leave out the claim",
    r"no pain,? no gain": EASE,
    r"push(?:es|ed|ing)? (?:on |right )?through": EASE,
    r"hypertension": "say high blood pressure, or back extension if that is meant",
    r"you(?:'ll| will) be (?:just )?fine": "say what to do, nobody here can know",
}
"""Words that are never said, as whole words, and what to do instead: a coach is no doctor and promises nothing."""

_Patterns = tuple[tuple[re.Pattern[str], str], ...]


def _compiled(words: Mapping[str, str]) -> _Patterns:
    return tuple((re.compile(rf"\b(?:{word})\b", re.IGNORECASE), instead) for word, instead in words.items())


_NEVER, _PROMISES = _compiled(NEVER), _compiled(PROMISES)
_UNHEARD = re.compile(r"[&<>/;()\[\]{}\d]")
_PLACE = re.compile(r"\{[^{}]*\}")
_DRESSED_PLACE = re.compile(r"\{\w*[!:][^{}]*\}")


class Problem(Struct, frozen=True):
    """Something wrong at a node of a file, before anybody looks up its line."""

    file: str
    route: Route
    message: str


class Text(Struct, frozen=True):
    """One spoken text where it stands."""

    route: Route
    written: str
    most: int
    """The words it may have."""
    heard: str
    """As written, with a word for each place and straight apostrophes."""


def wording_problems(file: str, tree: Tree) -> Iterator[Problem]:
    """Give what is wrong with the texts of one file, named as in findings: ``content/topics/x.yaml``."""
    texts = tuple(spoken(file.split("/")[1], tree))
    for text in texts:
        yield from (Problem(file, text.route, message) for rule in RULES for message in rule(text))
    heard = {text.route for text in texts}
    for route, written in _leaves(tree, ()):
        if route not in heard:
            yield from (Problem(file, route, message) for message in _forbidden(written, _PROMISES))


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


def _leaves(tree: Tree, route: Route) -> Iterator[tuple[Route, str]]:
    if isinstance(tree, str):
        yield route, tree
    for key, below in _children(tree):
        yield from _leaves(below, (*route, key))


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
    return _forbidden(text.heard, _NEVER)


def _forbidden(text: str, patterns: _Patterns) -> Iterator[str]:
    for pattern, instead in patterns:
        yield from (f"{said[0]!r} is never said: {instead}" for said in pattern.finditer(text))


def _for_the_ear(text: Text) -> Iterator[str]:
    signs = "".join(dict.fromkeys(_UNHEARD.findall(text.heard)))
    if signs:
        yield f"{signs!r} is for the eye: write it out in words, and use commas and stops for pauses"


def _bare_places(text: Text) -> Iterator[str]:
    dressed = _DRESSED_PLACE.search(text.written)
    if dressed:
        yield f"{dressed[0]} has more than a name in its braces: write the name alone"


RULES = (_wordless, _one_breath, _never, _for_the_ear, _bare_places)
