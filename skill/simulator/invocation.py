"""Invocation: how a skill is called by name, with or without something to do."""

from msgspec import Struct

from skill.simulator.spoken import without_wake_word, words

LAUNCHING = (
    "ask", "begin", "do", "launch", "load", "open", "play", "resume", "run", "start", "talk to", "tell", "use",
)  # fmt: skip
"""Said before the invocation name and nothing after it, these launch the skill."""

CONNECTING = {
    "ask": ("to", "about", "for", ""),
    "tell": ("to", "that"),
    "use": ("and", "to"),
    "search": ("for",),
    "open": ("for", "and"),
    "talk to": ("and",),
    "launch": ("and",),
    "start": ("and",),
    "resume": ("and",),
    "run": ("and",),
    "load": ("and",),
    "begin": ("and",),
}
"""The words that may join an invocation to what is wanted; the empty one needs no word at all."""

NAMING = ("by", "from", "in", "using", "with")
"""The words that may join what is wanted to an invocation name said last."""


class Invocation(Struct, frozen=True):
    """The skill was called by its name."""

    action: tuple[str, ...] = ()
    """What is wanted, less the connecting word; empty for a launch."""

    @property
    def is_launch(self) -> bool:
        """Whether nothing is wanted but the skill itself."""
        return not self.action


def read_invocation(utterance: str, name: str) -> Invocation | None:
    """Find the skill's name in an utterance by Alexa's one-shot grammar; None when it is not called at all."""
    spoken, called = without_wake_word(utterance), words(name)
    for verb in (*LAUNCHING, "search"):
        opening = (*words(verb), *called)
        if spoken[: len(opening)] == opening:
            return _after(verb, spoken[len(opening) :])
    named_last = len(spoken) > len(called) + 1 and spoken[-len(called) :] == called
    if named_last and spoken[-len(called) - 1] in NAMING:
        return Invocation(spoken[: -len(called) - 1])
    return None


def _after(verb: str, rest: tuple[str, ...]) -> Invocation | None:
    if not rest:
        return Invocation() if verb in LAUNCHING else None
    for connecting in CONNECTING.get(verb, ()):
        if not connecting:
            return Invocation(rest)
        if rest[0] == connecting and rest[1:]:
            return Invocation(rest[1:])
    return None
