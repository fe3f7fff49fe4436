"""Whether the content says where it is known from, and tells all that the article says: `content/sources.yaml`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from skill.checks.fitting import file_of, nearest
from skill.checks.wording import Problem
from skill.forms import shaped
from skill.strict_yaml import Document, Route, Tree, read

SOURCE = "content/sources.yaml"

TOPICS = "topics"
"""Whose facts any topic may tell, while an exercise tells its own."""

_CODE = re.compile(r"\b[A-Z]\d+[a-z]?\b")
"""The id of a source among the words of a `basis`."""

_WORD = re.compile(r"\w+")

Named = tuple[Route, str]
"""An id, and where it stands."""


class Sources(Struct, frozen=True):
    """What the ids in the content stand for, in words for whoever looks it up. Facts and slips are the article's."""

    sources: Mapping[str, str]
    facts: Mapping[str, Mapping[str, str]]
    """By exercise, and `TOPICS`. The coach promises to teach all of the article, so each has to be told."""
    slips: Mapping[str, str]


def load_sources(root: Path) -> Sources:
    """Read the sources under a root. Raises ContentError with every finding of form."""
    return shaped(read(root / SOURCE, SOURCE), SOURCE, Sources)


def source_problems(sources: Sources, documents: Mapping[str, Document], unread: frozenset[str]) -> Iterator[Problem]:
    """Give what is wrong with the ids in the documents; nothing is missed in files that can't be read."""
    told = {name: tuple(_listed(document.data, "facts")) for name, document in documents.items()}
    known = {fact for facts in sources.facts.values() for fact in facts}
    for name, document in documents.items():
        yield from _strange(name, "fact", told[name], known)
        yield from _strange(name, "source", _sources(document.data), sources.sources)
        if isinstance(document.data, dict) and document.data.get("sources") == []:
            yield Problem(name, ("sources",), f"nothing is said to be known from anywhere: write an id of {SOURCE}")
        yield from _groundless(name, document.data, sources.sources)
        yield from _strange(name, "slip", _listed(document.data, "corrects"), sources.slips)
    for id_, wanted in sources.facts.items():
        yield from (
            _topics_untold(wanted, told, unread) if id_ == TOPICS else _exercise_untold(id_, wanted, told, unread)
        )


def _strange(name: str, kind: str, named: Iterable[Named], known: Iterable[str]) -> Iterator[Problem]:
    for route, id_ in named:
        if id_ not in known:
            remedy = f"write {nearest(id_, known)}, or what it is into {SOURCE}"
            yield Problem(name, route, f"there is no {kind} {id_}: {remedy}")


def _groundless(name: str, tree: Tree, known: Mapping[str, str]) -> Iterator[Problem]:
    """Find a `basis` that names nothing: its numbers would be anybody's guess, and look as if they were known."""
    for route, basis in _fields(tree, "basis"):
        if isinstance(basis, str) and not _CODE.search(basis) and known.keys().isdisjoint(_WORD.findall(basis)):
            message = (
                f"this doesn't say where the numbers are from: write an id of {SOURCE}, or house for our own choice"
            )
            yield Problem(name, route, message)


def _exercise_untold(
    id_: str, wanted: Mapping[str, str], told: Mapping[str, tuple[Named, ...]], unread: frozenset[str]
) -> Iterator[Problem]:
    name, ids = file_of("exercises", id_), tuple(wanted)
    if name in told:
        yield from _untold(name, wanted, told[name])
    elif ids and name not in unread:
        yield Problem(name, (), f"there is no such file: add it, to tell the facts {ids[0]} to {ids[-1]}")


def _topics_untold(
    wanted: Mapping[str, str], told: Mapping[str, tuple[Named, ...]], unread: frozenset[str]
) -> Iterator[Problem]:
    folder = f"content/{TOPICS}"
    if not any(name.startswith(folder) for name in unread):
        yield from _untold(folder, wanted, [pair for name in told if name.startswith(folder) for pair in told[name]])


def _untold(name: str, wanted: Mapping[str, str], told: Iterable[Named]) -> Iterator[Problem]:
    for fact in wanted.keys() - {fact for _, fact in told}:
        yield Problem(name, ("points",), f"no sentence here carries the article's fact {fact}: add {fact} to facts")


def _sources(tree: Tree) -> Iterator[Named]:
    """Give the ids of sources: the first word of each in a list, and those among the words of a `basis`."""
    yield from ((route, text.split()[0]) for route, text in _listed(tree, "sources") if text.strip())
    for route, basis in _fields(tree, "basis"):
        if isinstance(basis, str):
            yield from ((route, id_) for id_ in _CODE.findall(basis))


def _listed(tree: Tree, field: str) -> Iterator[Named]:
    """Give the texts in the lists that a field holds, wherever it stands."""
    for route, texts in _fields(tree, field):
        if isinstance(texts, list):
            yield from (((*route, index), text) for index, text in enumerate(texts) if isinstance(text, str))


def _fields(tree: Tree, field: str, route: Route = ()) -> Iterator[tuple[Route, Tree]]:
    below = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, branch in below:
        if key == field:
            yield (*route, key), branch
        else:
            yield from _fields(branch, field, (*route, key))
