"""SSML, as far as Alexa takes it: what is wrong with a text, and how it sounds."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from skill.simulator.sound import Track, audio, one_after_another, spoken

TAGS = frozenset(
    {
        "alexa:name", "amazon:domain", "amazon:effect", "amazon:emotion", "audio", "break", "emphasis", "lang", "p",
        "phoneme", "prosody", "s", "say-as", "speak", "sub", "voice", "w",
    }
)  # fmt: skip
LONGEST_BREAK_MS = 10_000
BREAK_MS = {"none": 0, "x-weak": 0, "weak": 250, "medium": 400, "strong": 600, "x-strong": 1000}
"""What a break is taken to last that states a strength and no time."""

SLOWEST_PERCENT = 20

_PERCENT = re.compile(r"(\d+)%")
_TIME = re.compile(r"(\d+(?:\.\d+)?)(ms|s)")
_PREFIX = re.compile(r"(</?)(alexa|amazon):")


class NotSpeakableError(ValueError):
    """A text that Alexa would refuse to speak; the message says why."""


def render(ssml: str) -> Track:
    """Give how a ``<speak>`` document sounds, a sound for each stretch between breaks. Raises NotSpeakableError."""
    return one_after_another(_pieces(_parse(ssml)))


def _parse(ssml: str) -> ET.Element:
    try:
        # ElementTree refuses undeclared prefixes, which Alexa's own tags have; nothing here depends on them.
        root = ET.fromstring(_PREFIX.sub(r"\1\2-", ssml))  # noqa: S314 - the skill under development is no stranger
    except ET.ParseError as error:
        message = f"it is not well-formed XML ({error}); & and < are written &amp; and &lt;"
        raise NotSpeakableError(message) from error
    if root.tag != "speak":
        message = f"its outermost tag is <{root.tag}>, not <speak>"
        raise NotSpeakableError(message)
    return root


def _pieces(root: ET.Element) -> Iterator[Track]:
    stretch: list[str] = []
    for part in _parts(root):
        if isinstance(part, str):
            stretch.append(part)
        else:
            yield spoken("".join(stretch))
            yield part
            stretch = []
    yield spoken("".join(stretch))


def _parts(element: ET.Element) -> Iterator[str | Track]:
    """Give the text and the timed parts of an element in reading order."""
    yield element.text or ""
    for child in element:
        tag = re.sub("^(alexa|amazon)-", r"\1:", child.tag)
        if tag not in TAGS:
            message = f"Alexa knows no tag <{tag}>"
            raise NotSpeakableError(message)
        yield from _inside(tag, child)
        yield child.tail or ""


def _inside(tag: str, element: ET.Element) -> Iterator[str | Track]:
    match tag:
        case "break":
            yield Track(length_ms=_break_ms(element))
        case "audio":
            yield audio(element.get("src", ""))
        case "prosody":
            yield one_after_another(_pieces(element)).at_rate(_rate(element))
        case "sub":
            yield element.get("alias", "")
        case "p" | "s":
            yield from (" ", *_parts(element), " ")
        case _:
            yield from _parts(element)


def _rate(element: ET.Element) -> int:
    stated = element.get("rate", "100%")
    match = _PERCENT.fullmatch(stated)
    if match is None or int(match[1]) < SLOWEST_PERCENT:
        message = f'a rate of "{stated}" is none of at least {SLOWEST_PERCENT}%'
        raise NotSpeakableError(message)
    return int(match[1])


def _break_ms(element: ET.Element) -> int:
    stated = element.get("time")
    if stated is None:
        return BREAK_MS.get(element.get("strength", "medium"), BREAK_MS["medium"])
    match = _TIME.fullmatch(stated)
    ms = round(float(match[1]) * (1000 if match[2] == "s" else 1)) if match else -1
    if not 0 <= ms <= LONGEST_BREAK_MS:
        message = f'a break of time="{stated}" is not one of at most 10 s, written like 800ms or 2s'
        raise NotSpeakableError(message)
    return ms
