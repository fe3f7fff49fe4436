"""The one YAML reader: strict, because what an author writes is words, and a wrong guess would be heard by everybody.

The tree is built from the parser's events in a loop. Nothing recurses, so no file is too deep to be complained about.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import yaml
from msgspec import Struct

from skill.errors import ContentError, Finding

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str"
Route: TypeAlias = tuple[str | int, ...]

DEEPEST = 20
"""Levels of nesting. Content needs five, and whatever walks the tree later may recurse."""

QUOTE_IT = 'put the whole text in "double quotes"'

REMEDIES = {
    "mapping values are not allowed": f"{QUOTE_IT} if it has a colon in it, or else check the indentation",
    r"found character '\t'": "indent with spaces, not with a tab",
    "that cannot start any token": f"{QUOTE_IT}, because of the sign it begins with",
    "expected alphabetic or numeric character": f"{QUOTE_IT}, because of the sign it begins with",
    "found undefined tag handle": f"{QUOTE_IT}, because of the sign it begins with",
    "but found '<scalar>'": f"{QUOTE_IT}: here it goes on after its quotation mark",
    "found unexpected end of stream": "close the quotation mark that opens here",
    "but got '<stream end>'": "close the bracket that opens here",
    "but found '<stream end>'": "close the bracket that is still open",
    "but found ':'": "write a key before the colon",
    "expected ',' or": "put a comma between two values, or close the bracket",
    "could not find expected ':'": "put a colon and a space after this key, or check the indentation",
    "expected <block end>": "begin this line exactly under the key or the dash that it belongs with",
    "expected chomping": "begin the text on the next line, indented",
    "expected a comment or a line break": "begin the text on the next line, indented",
    "found unknown escape character": "delete the backslash",
}
"""What to write instead, by a part of the parser's own words."""

REMEDY = "check the indentation, the colons and the quotation marks from here upwards"

MERGE = ("<<<<<<< ", "=======", ">>>>>>> ")
"""How the lines begin that a merge leaves behind where two people changed the same."""

_COMMENT = re.compile(r"\s+#(?P<stuck>[^\s#])?")


class Document(Struct, frozen=True):
    """One file, as its author wrote it."""

    data: Tree
    """Dicts, lists and strings only: ``no``, ``1:30`` and ``010`` are words, and a missing value is an empty one."""
    lines: Mapping[Route, int]
    """The line of each node, of a mapping's value that of its key."""

    def line_of(self, path: Route) -> int:
        """Give the line of the node at a path; where there is none, that of the nearest node above it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines[path]


def read(path: Path, name: str) -> Document:
    """Read a file that its findings call ``name``. Raises ContentError with every finding there is."""
    building = _Building(name)
    try:
        text = path.read_bytes().decode()
        if (document := _quickly(name, text)) is not None:
            return document
        building.take_all(text)
    except OSError as error:
        building.complain(1, f"this file can't be read ({error.strerror}): check its name and who may read it")
    except UnicodeDecodeError as error:
        building.complain(error.object.count(b"\n", 0, error.start) + 1, "this isn't UTF-8: save the file as UTF-8")
    return building.document()


def _quickly(name: str, text: str) -> Document | None:
    """Read by libyaml, where PyYAML has it, in a tenth of the time; None when there is something to complain about.

    What is wrong is then told by the other parser, whose words the remedies know.
    """
    if not yaml.__with_libyaml__:
        return None
    building = _Building(name)
    building.take_all(text, yaml.CBaseLoader)
    try:
        return building.document()
    except ContentError:
        return None


class _Open(Struct):
    """A mapping or a list whose end has not come yet."""

    node: dict[str, Tree] | list[Tree]
    route: Route
    key: str | None = None
    """The key that waits for its value; None when a key comes next, and in a list."""


class _Mark(Protocol):
    """A place in the text, as both of PyYAML's parsers give it."""

    line: int
    """Counted from 0, as the column is."""
    column: int


class _Building:
    """A document in the making, with what is wrong with it so far."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._findings: list[Finding] = []
        self._root: Tree = ""
        self._lines: dict[Route, int] = {}
        self._open: list[_Open] = []
        self._documents = 0
        self._written: list[str] = []

    def complain(self, line: int, message: str) -> None:
        self._findings.append(Finding(self._file, line, message))

    def document(self) -> Document:
        """Give the whole, or raise ContentError."""
        if not self._root and not self._findings:
            self.complain(1, "this file is empty: write its keys, or delete it")
        if self._findings:
            raise ContentError(tuple(sorted(self._findings)))
        return Document(self._root, self._lines)

    def take_all(self, text: str, loader: Any = yaml.BaseLoader) -> None:  # noqa: ANN401 - both parsers' classes
        """Build what the text says, as far as it can be parsed."""
        self._written = text.removeprefix("\ufeff").splitlines()
        try:
            for event in yaml.parse(text, Loader=loader):
                if len(self._open) > DEEPEST:
                    self.complain(_line(event.start_mark), f"this is nested more than {DEEPEST} deep: write it flatter")
                    return
                self._take(event)
        except yaml.MarkedYAMLError as error:
            self._complain_of_syntax(error)
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            self.complain(line, f"there is an invisible control character, number {error.character}: delete it")
        except (ValueError, OverflowError):  # PyYAML on an escape beyond the last character there is
            self.complain(
                max(self._lines.values(), default=1), "a backslash here, or further down, makes no character: delete it"
            )

    def _complain_of_syntax(self, error: yaml.MarkedYAMLError) -> None:
        merged = next((line for line, text in enumerate(self._written, start=1) if text.startswith(MERGE)), None)
        if merged is None:
            self.complain(_line_to_mend(error), _what_to_mend(error))
        else:
            remedy = "keep one of the two versions, and delete the lines of <, = and >"
            self.complain(merged, f"a merge left its marks here: {remedy}")

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._start_document(_line(event.start_mark))
        elif isinstance(event, yaml.NodeEvent):
            self._take_node(event, _line(event.start_mark))

    def _start_document(self, line: int) -> None:
        self._documents += 1
        if self._documents > 1:
            self.complain(line, "a second document begins here: delete the dashes, or give it a file of its own")

    def _take_node(self, event: yaml.NodeEvent, line: int) -> None:
        self._refuse_extras(event, line)
        if isinstance(event, yaml.CollectionStartEvent):
            self._start_collection(event, line)
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_cut(event)
            self._put(event.value, line)
        else:
            self._put("", line)

    def _refuse_extras(self, event: yaml.NodeEvent, line: int) -> None:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        if event.anchor is not None:
            self.complain(line, f"{sign}{event.anchor} would refer to another place: write it out, or {QUOTE_IT}")
        if getattr(event, "tag", None) is not None:
            self.complain(line, f"the ! here would begin a tag: delete the tag, or {QUOTE_IT}")

    def _refuse_cut(self, event: yaml.ScalarEvent) -> None:
        """Complain where a comment seems to be the rest of a text: behind several words, or with no space to begin it.

        Behind an id or a number it is meant to be one.
        """
        found = None if event.style else _COMMENT.match(self._after(event.end_mark))
        if found and (" " in event.value or found["stuck"]):
            remedy = f"{QUOTE_IT}, or move the comment to a line of its own"
            self.complain(_line(event.end_mark), f"the # ends this text, and what follows it is not read: {remedy}")

    def _after(self, mark: _Mark | None) -> str:
        """Give what follows a place on its line."""
        return "".join(self._written[mark.line : mark.line + 1])[mark.column :] if mark else ""

    def _start_collection(self, event: yaml.CollectionStartEvent, line: int) -> None:
        node: dict[str, Tree] | list[Tree] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._open.append(_Open(node, self._put(node, line)))

    def _put(self, node: Tree, line: int) -> Route:
        """Hang a node where it belongs, and give the route to it."""
        if not self._open:
            self._root = node
            return self._remember((), line)
        parent = self._open[-1]
        if isinstance(parent.node, list):
            parent.node.append(node)
            return self._remember((*parent.route, len(parent.node) - 1), line)
        if parent.key is None:
            parent.key = self._key(parent, node, line)
            return self._remember((*parent.route, parent.key), line)
        key, parent.key = parent.key, None
        parent.node[key] = node
        return (*parent.route, key)

    def _key(self, parent: _Open, node: Tree, line: int) -> str:
        """Give the key a node stands for, complaining when it can't be one."""
        if not isinstance(node, str) or not node:
            self.complain(line, "a key must be a word: write one before the colon")
            return ""
        if node in parent.node:
            first = self._lines[(*parent.route, node)]
            self.complain(line, f"{node} is already on line {first}: keep one of them")
        return node

    def _remember(self, route: Route, line: int) -> Route:
        self._lines.setdefault(route, line)
        return route


def _line(mark: _Mark | None) -> int:
    return mark.line + 1 if mark else 1


def _line_to_mend(error: yaml.MarkedYAMLError) -> int:
    """Give the line of the opening sign where its end is missing, and of the trouble otherwise."""
    ran_out = "end of stream" in str(error.problem) or "got '<stream end>'" in str(error.problem)
    return _line(error.context_mark if ran_out else error.problem_mark)


def _what_to_mend(error: yaml.MarkedYAMLError) -> str:
    problem = str(error.problem)
    return f"{problem}: " + next((remedy for part, remedy in REMEDIES.items() if part in problem), REMEDY)
