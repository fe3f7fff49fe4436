"""What the import contracts in pyproject.toml cannot say about the shape of the code."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from msgspec import Struct

import skill

PACKAGE = Path(skill.__file__).parent
PURE = ("catalogue/model.py", "coach", "speech/lines.py", "speech/words.py", "speech/ssml.py", "speech/script.py")
IMPURE = {
    "datetime",
    "io",
    "logging",
    "os",
    "pathlib",
    "random",
    "secrets",
    "socket",
    "subprocess",
    "threading",
    "time",
}


def _files(*places: str) -> list[Path]:
    return [path for place in places for path in sorted((PACKAGE / place).rglob("*.py")) or [PACKAGE / place]]


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def _sentences(tree: ast.AST) -> Iterator[str]:
    """Give strings with a space in them that are neither docstrings nor messages for a developer."""
    told = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "message")
        for inner in ast.walk(node.value)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in told
            and " " in node.value
        ):
            yield node.value


@pytest.mark.parametrize("path", _files(*PURE), ids=lambda path: path.name)
def test_the_core_imports_no_clock_chance_file_or_socket(path: Path) -> None:
    """Time and choice come into the core as arguments; files and sockets not at all."""
    assert set(_imported(ast.parse(path.read_text()))) & IMPURE == set()


@pytest.mark.parametrize("path", _files("coach", "turn.py", "alexa/requests.py"), ids=lambda path: path.name)
def test_words_live_in_the_content(path: Path) -> None:
    """No sentence stands in the code of the coach: it answers with line keys."""
    allowed = {"get ready", "good morning"}
    assert set(_sentences(ast.parse(path.read_text()))) - allowed == set()


SPOKEN = {"keys", "preferences", "reply", "same", "steps"}
"""What speech takes of the coach: what is to be said, and how; these take no more of it."""


def _of_coach(path: Path) -> set[str]:
    """Give the modules of the coach that a file imports."""
    found = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {
        f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name
        for node in found
        for alias in node.names
    }
    return {name.split(".")[2] for name in names if name.startswith("skill.coach.")}


def test_speech_takes_types_of_the_coach_alone() -> None:
    """How something is said depends on nothing that decides what is."""
    assert set().union(*map(_of_coach, _files("speech"))) == SPOKEN
    assert set().union(*map(_of_coach, _files(*(f"coach/{name}.py" for name in SPOKEN)))) <= SPOKEN


def test_only_one_place_writes_a_tag() -> None:
    """Speech markup is written and escaped in one file."""
    tagged = [path.name for path in _files("coach", "speech", "alexa", "turn.py") if "<speak>" in path.read_text()]
    assert tagged == ["ssml.py"]


@pytest.mark.parametrize("path", _files("catalogue", "coach"), ids=lambda path: path.name)
def test_no_platform_word_inside_the_coach(path: Path) -> None:
    """Whose session, speech markup or intent it is stops at the edge."""
    said = set(re.findall(r"\b(?:Alexa|Echo|Amazon|APLA?|SSML|ssml|intents?|slots)\b", path.read_text()))
    assert said == set()


MUTABLE = {"skill.alexa.journal._Entry", "skill.strict_yaml._Open"} | {
    f"skill.simulator.grammar.{name}" for name in ("_Node", "_Listed", "_State")
}
"""What is filled step by step inside its module, and seen by nobody else."""


def test_values_are_frozen() -> None:
    """Whatever goes from one part to another is a struct that can't be changed on its way."""
    made_otherwise = [path.name for path in _files("") if "dataclasses" in set(_imported(ast.parse(path.read_text())))]
    assert made_otherwise == ["frozen.py"]
    for module in walk_packages(skill.__path__, "skill."):
        if ".migrations." not in module.name and not module.name.endswith("__main__"):
            import_module(module.name)
    kinds = {f"{kind.__module__}.{kind.__qualname__}": kind for kind in _below(Struct)}
    ours = {name: kind.__struct_config__.frozen for name, kind in kinds.items() if name.startswith("skill.")}
    assert {name for name, frozen in ours.items() if not frozen} == MUTABLE
    assert len(ours) > 100


def _below(kind: type[Struct]) -> Iterator[type[Struct]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)
