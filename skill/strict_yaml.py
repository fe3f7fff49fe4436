"""The one YAML reader: strict, because what an author writes is words, and a wrong guess about one is heard by everybody.

It builds the tree from the parser's events, in a loop: nothing recurses, so no file is too deep to be complained about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

from skill.errors import ContentError, Finding

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str"
Place: TypeAlias = tuple[str | int, ...]

DEEPEST = 20
"""Levels of nesting; content needs five, and whatever walks the tree later may recurse."""

REMEDIES = {
    "mapping values are not allowed": 'put the text in "double quotes", because it has a colon in it, or check the indentation',
    r"found character '\t'": "indent with spaces, not with a tab",
    "that cannot start any token": 'put the text in "double quotes", because of the sign it begins with',
    "found unexpected end of stream": "close the quotation mark that was opened",
    "could not find expected ':'": "put a colon and a space after the key, or check the indentation",
    "expected <block end>": "begin this line exactly under the key or the dash it belongs with",
    "expected ',' or": "close the bracket, or put a comma between two values",
}
"""What to write instead, by a part of the parser's own words."""

REMEDY = "check the indentation, the colons and the quotation marks from here upwards"


@dataclass(frozen=True, slots=True)
class Document:
    """One file as its author wrote it."""

    data: Tree
    """Dicts, lists and strings only: ``no``, ``1:30`` and ``010`` are words, and an empty value is an empty one."""
    lines: Mapping[Place, int]

    def line_of(self, path: Place) -> int:
        """Give the line of the node at a path, for a mapping's value that of its key; of what is missing, its parent's."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]


def read(path: Path, name: str) -> Document:
    """Read a file that its findings call ``name``. Raises ContentError with every finding there is."""
    building = _Building(name)
    try:
        for event in yaml.parse(path.read_bytes().decode(), Loader=yaml.BaseLoader):
            building.take(event)
    except OSError as error:
        building.complain(1, f"this file can't be read ({error.strerror}): check its name and who may read it")
    except UnicodeDecodeError as error:
        building.complain(error.object.count(b"\n", 0, error.start) + 1, "this isn't UTF-8: save the file as UTF-8")
    except yaml.reader.ReaderError as error:
        building.complain(1, f"the control character {error.character:#06x} is in this file: delete it")
    except yaml.MarkedYAMLError as error:
        building.complain(_line(error.problem_mark), _remedy(error))
    return building.document()


@dataclass(slots=True)
class _Open:
    """A mapping or a list whose end has not come yet."""

    node: dict[str, Tree] | list[Tree]
    path: Place
    key: str | None = None
    """The key that waits for its value; None when a key comes next."""


class _Building:
    """A document in the making, and what is wrong with it so far."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._findings: list[Finding] = []
        self._root: Tree = ""
        self._lines: dict[Place, int] = {}
        self._open: list[_Open] = []
        self._documents = 0

    def complain(self, line: int, message: str) -> None:
        self._findings.append(Finding(self._file, line, message))

    def document(self) -> Document:
        """Give the whole, or raise ContentError."""
        if not self._root and not self._findings:
            self.complain(1, "this file is empty: write its keys, or delete it")
        if self._findings:
            raise ContentError(tuple(sorted(self._findings)))
        return Document(self._root, self._lines)

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._start_document(_line(event.start_mark))
        elif isinstance(event, yaml.NodeEvent):
            self._take_node(event, _line(event.start_mark))

    def _start_document(self, line: int) -> None:
        self._documents += 1
        if self._documents > 1:
            self.complain(line, "a second document begins here: delete the dashes, or move it to a file of its own")

    def _take_node(self, event: yaml.NodeEvent, line: int) -> None:
        self._refuse_extras(event, line)
        if isinstance(event, yaml.ScalarEvent):
            self._put(event.value, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start_collection(event, line)
        else:
            self._put("", line)

    def _refuse_extras(self, event: yaml.NodeEvent, line: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.complain(line, f'*{event.anchor} stands for a node named elsewhere: write it out, or "quote" the text')
        elif event.anchor is not None:
            self.complain(line, f'&{event.anchor} names a node for use elsewhere: delete it, or "quote" the text')
        if getattr(event, "tag", None) is not None:
            self.complain(line, f'the tag {event.tag} has no meaning here: delete it, or "quote" the text')

    def _start_collection(self, event: yaml.CollectionStartEvent, line: int) -> None:
        if len(self._open) == DEEPEST:
            problem = f"this is nested more than {DEEPEST} deep: write it flatter"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)
        node: dict[str, Tree] | list[Tree] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._open.append(_Open(node, self._put(node, line)))

    def _put(self, node: Tree, line: int) -> Place:
        """Hang a node where it belongs, and say where that was."""
        if not self._open:
            self._root, path = node, ()


def _line(mark: yaml.Mark | None) -> int:
    return mark.line + 1 if mark else 1
