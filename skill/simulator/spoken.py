"""What is said, as words: the one place where case, punctuation, hyphens and apostrophes stop mattering."""

import re
import unicodedata

WAKE_WORD = "alexa"

_APOSTROPHES = re.compile(r"['\u2019`]")
_SPELLED = re.compile(r"\b([a-z])\.\s*(?=[a-z]\b)")
_WORD = re.compile(r"[^\W_]+")
_HEARD_AS = {"ok": "okay"}
"""What is typed otherwise than Alexa writes down what she hears."""


def words(text: str) -> tuple[str, ...]:
    """Give the bare words of a text: ``What's the R. D. L.?`` is whats, the, rdl; "ok" is okay."""
    bare = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold())
    return tuple(_HEARD_AS.get(word, word) for word in _WORD.findall(_SPELLED.sub(r"\1", bare)))


def has_wake_word(utterance: str) -> bool:
    """Say whether an utterance begins by calling the device."""
    return words(utterance)[:1] == (WAKE_WORD,)


def without_wake_word(utterance: str) -> tuple[str, ...]:
    """Give the words of an utterance, less a leading wake word, with or without a comma after it."""
    spoken = words(utterance)
    return spoken[1:] if spoken[:1] == (WAKE_WORD,) else spoken
