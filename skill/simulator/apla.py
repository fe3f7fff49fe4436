"""APL for Audio, played on paper: from a RenderDocument directive to the sounds and their times.

The rules are the documented ones. A Sequencer plays its children in turn, so their lengths add up. A Mixer plays them
at once and lasts as long as its longest child of automatic duration; a child that is ``trimToParent`` is cut to that.
A Silence lasts exactly its milliseconds. Speech lasts as long as the words take, which only the estimate knows.
A container with ``data`` is inflated once for each element, which its children see as ``${data}``.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from skill.frozen import replace
from skill.simulator import ssml
from skill.simulator.sound import Sound, Track, audio, one_after_another, spoken, together

LONGEST_MS = 240_000
"""The most that one document may play."""

Component = Mapping[str, Any]
Scope = Mapping[str, Any]

_BINDING = re.compile(r"\$\{\s*([A-Za-z_][\w.]*)\s*\}")


class NotPlayableError(ValueError):
    """A document that the mixing service would refuse, so that nothing of it is heard; the message says why."""


def render(directive: Mapping[str, Any]) -> Track:
    """Play a RenderDocument directive. Raises NotPlayableError."""
    try:
        template = directive["document"]["mainTemplate"]
        sources = directive.get("datasources", {})
        scope = {name: sources[name] for name in template.get("parameters", ()) if name in sources}
        track = one_after_another(_play(item, scope) for item in _children(template)[:1])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        message = f"the document cannot be played: {type(error).__name__} {error}"
        raise NotPlayableError(message) from error
    if track.length_ms > LONGEST_MS:
        message = f"the document lasts {track.length_ms / 1000:g} s, and {LONGEST_MS // 1000} s is the most"
        raise NotPlayableError(message)
    return track


def _play(component: Component, scope: Scope) -> Track:
    match component["type"]:
        case "Silence":
            return Track(length_ms=round(float(_bound(component["duration"], scope))))
        case "Speech":
            return _with_timer(_speech(component, scope), scope)
        case "Audio":
            return audio(_bound_text(component["source"], scope))
        case "Sequencer":
            return one_after_another(_play(child, inner) for child, inner in _inflated(component, scope))
        case "Mixer":
            return _mixed(component, scope)
        case "Selector":
            return one_after_another(_play(child, inner) for child, inner in [*_inflated(component, scope)][:1])
    message = f"there is no component of type {component['type']!r}"
    raise NotPlayableError(message)


def _mixed(component: Component, scope: Scope) -> Track:
    children = [(child.get("duration"), _play(child, inner)) for child, inner in _inflated(component, scope)]
    longest = max((track.length_ms for duration, track in children if duration != "trimToParent"), default=0)
    return together((track for _, track in children), longest)


def _speech(component: Component, scope: Scope) -> Track:
    content = _bound_text(component["content"], scope)
    return ssml.render(content) if component.get("contentType") == "SSML" else spoken(content)


def _with_timer(track: Track, scope: Scope) -> Track:
    """Start the timer that the bound element names with the first of its sounds, even if that says nothing."""
    element = scope.get("data")
    if not isinstance(element, Mapping) or "timer" not in element:
        return track
    first, *others = track.sounds or (Sound(0, 0, ""),)
    timed = replace(first, timer=str(element["timer"]), timer_ms=int(element.get("timer_ms", 0)))
    return Track((timed, *others), track.length_ms)


def _inflated(component: Component, scope: Scope) -> Iterator[tuple[Component, Scope]]:
    children = _children(component)
    if "data" not in component:
        yield from ((child, scope) for child in children)
        return
    elements = _bound(component["data"], scope)
    for index, element in enumerate(elements):
        inner = {**scope, "data": element, "index": index, "length": len(elements)}
        yield from ((child, inner) for child in children[:1])


def _children(component: Component) -> list[Component]:
    declared = component["items"] if "items" in component else component["item"]
    return [declared] if isinstance(declared, Mapping) else list(declared)


def _bound_text(value: Any, scope: Scope) -> str:  # noqa: ANN401 - a JSON value is anything
    bound = _bound(value, scope)
    return "" if bound is None else str(bound)


def _bound(value: Any, scope: Scope) -> Any:  # noqa: ANN401 - a JSON value is anything
    """Resolve data binding: a whole binding keeps its type, one inside a text becomes text, an unknown one is null."""
    if not isinstance(value, str):
        return value
    whole = _BINDING.fullmatch(value)
    if whole:
        return _looked_up(whole[1], scope)
    return _BINDING.sub(lambda match: _bound_text(_looked_up(match[1], scope), scope), value)


def _looked_up(path: str, scope: Scope) -> Any:  # noqa: ANN401 - a JSON value is anything
    value: Any = scope
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
