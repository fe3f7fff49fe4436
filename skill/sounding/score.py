"""A RenderDocument directive as a score: what is spoken when, by Amazon's documented rules.

A Sequencer plays its children in turn, so their lengths add up. A Mixer plays them at once and lasts as long as its
longest child of automatic duration; one that is ``trimToParent`` is cut to that. A Silence lasts exactly its
milliseconds. Speech lasts as long as the voice takes, which is measured, not estimated: here lies the difference to
the simulator's evaluation, which has no voice, and parts what is said into sentences for a transcript.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Self

from msgspec import Struct

from skill.frozen import replace

Json = Mapping[str, Any]

_BINDING = re.compile(r"\$\{([\w.]+)\}")


class Spoken(Struct, frozen=True):
    """One text, when it begins, and how much of it is heard."""

    at_ms: float
    length_ms: float
    text: str


class Score(Struct, frozen=True):
    """What is spoken, in order of time, and how long it all takes with the silence after the last."""

    spoken: tuple[Spoken, ...] = ()
    length_ms: float = 0

    def after(self, ms: float) -> Self:
        """Give the same that much later; the length stays its own."""
        return replace(self, spoken=tuple(replace(one, at_ms=one.at_ms + ms) for one in self.spoken))

    def lasting(self, ms: float) -> Self:
        """Give it so long exactly: what would sound later is cut, and silence fills what is missing."""
        heard = (one for one in self.spoken if one.at_ms < ms)
        cut = tuple(replace(one, length_ms=min(one.length_ms, ms - one.at_ms)) for one in heard)
        return replace(self, spoken=cut, length_ms=ms)


class Player(Struct, frozen=True):
    """Plays documents on paper, with a voice whose words take as long as ``takes_ms`` says."""

    takes_ms: Callable[[str], float]

    def play(self, directive: Json) -> Score:
        """Give the score. Raises KeyError or ValueError for a document that is none of ours."""
        template = directive["document"]["mainTemplate"]
        sources = {name: directive["datasources"][name] for name in template["parameters"]}
        return self._play(template["item"], sources)

    def _play(self, component: Json, scope: Json) -> Score:
        match component["type"]:
            case "Silence":
                return Score(length_ms=float(_bound(component["duration"], scope)))
            case "Speech":
                return self._speech(str(_bound(component["content"], scope)))
            case "Sequencer":
                return _in_turn(self._play(child, inner) for child, inner in _children(component, scope))
            case "Mixer":
                return self._mixer([*_children(component, scope)])
        message = f"no component of type {component['type']!r} is ever sent"
        raise ValueError(message)

    def _speech(self, text: str) -> Score:
        length_ms = self.takes_ms(text)
        return Score((Spoken(0, length_ms, text),), length_ms)

    def _mixer(self, children: list[tuple[Json, Json]]) -> Score:
        played = [(child.get("duration") != "trimToParent", self._play(child, inner)) for child, inner in children]
        length_ms = max((score.length_ms for counts, score in played if counts), default=0)
        return Score(tuple(one for _, score in played for one in score.lasting(length_ms).spoken), length_ms)


def _in_turn(scores: Iterable[Score]) -> Score:
    spoken: list[Spoken] = []
    length_ms = 0.0
    for score in scores:
        spoken += score.after(length_ms).spoken
        length_ms += score.length_ms
    return Score(tuple(spoken), length_ms)


def _children(component: Json, scope: Json) -> Iterator[tuple[Json, Json]]:
    """Give each child with what it sees as data; with ``data``, the one child once for each element."""
    if "data" in component:
        return ((component["item"], {**scope, "data": element}) for element in _bound(component["data"], scope))
    return ((child, scope) for child in component["items"])


def _bound(value: Any, scope: Json) -> Any:  # noqa: ANN401 - a JSON value is anything
    """Resolve a value that is one whole binding; any other stands for itself."""
    match = _BINDING.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return value
    found: Any = scope
    for name in match[1].split("."):
        found = found[name]
    return found
