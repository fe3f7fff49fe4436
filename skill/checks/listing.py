"""What is wrong with the skill's page in the store: words that get a skill refused, and phrases that would not work."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import structs

from skill.alexa.interaction_model import build_all
from skill.alexa.manifest import SOURCE, Listing, load_listing
from skill.catalogue.loader import load_catalogue
from skill.checks.wording import NEVER, Problem
from skill.errors import ContentError, Finding
from skill.simulator.invocation import read_invocation
from skill.simulator.recognizer import Recognizer
from skill.strict_yaml import Route, read

UNSOLD: Mapping[str, str] = {
    **NEVER,
    r"pain(?:s|ful|less|free)?|hurts?|aches?|injury-free": "say what the coach does, not what it is good against",
    r"doctor-recommended|medically|proven": "leave out the claim",
}
"""Words that no skill about exercise is sold with (platform rule 4.5), and what to do instead."""

DISCLAIMER: Mapping[str, str] = {
    "medical advice": "say that it does not give medical advice",
    "not a substitute for a professional": "say that it is not a substitute for a professional",
    "doctor": "say to check with a doctor first",
    "local emergency number": "say to call the local emergency number in an emergency",
}
"""What the description has to hold, since a skill about health is refused without it (platform rule 4.5)."""

MOST_PHRASES = 3

Complaint = tuple[Route, str]


def listing_findings(root: Path) -> tuple[Finding, ...]:
    """Give every problem of the listing under a root, whose other content has none."""
    try:
        listing, document = load_listing(root), read(root / SOURCE, SOURCE)
    except ContentError as error:
        return error.findings
    recognizers = tuple(Recognizer(model) for model in build_all(root, load_catalogue(root)).values())
    complaints = [complaint for rule in RULES for complaint in rule(listing)]
    complaints += _phrases(listing, recognizers)
    problems = (Problem(SOURCE, *complaint) for complaint in complaints)
    return tuple(sorted(Finding(SOURCE, document.line_of(found.route), found.message) for found in problems))


def _unsold(listing: Listing) -> Iterator[Complaint]:
    for route, text in _texts(listing):
        for pattern, instead in UNSOLD.items():
            for said in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
                yield route, f"{said[0]!r} is never written here: {instead}"


def _texts(listing: Listing) -> Iterator[tuple[Route, str]]:
    for field in structs.fields(listing):
        value = getattr(listing, field.name)
        if isinstance(value, str):
            yield (field.name,), value
        else:
            yield from (((field.name, index), text) for index, text in enumerate(value))


def _disclaimer(listing: Listing) -> Iterator[Complaint]:
    description = " ".join(listing.description).casefold()
    for words, remedy in DISCLAIMER.items():
        if words not in description:
            yield ("description",), f"the words {words!r} are missing: {remedy}"


def _address(listing: Listing) -> Iterator[Complaint]:
    if not re.fullmatch(r"https://[a-z0-9.-]+(?::443)?", listing.address):
        yield (
            ("address",),
            f"{listing.address!r} is not where Alexa can reach a skill: write https:// and the host alone",
        )


def _phrases(listing: Listing, recognizers: tuple[Recognizer, ...]) -> Iterator[Complaint]:
    launch = f"Alexa, open {recognizers[0].invocation_name}"
    if not 1 <= len(listing.phrases) <= MOST_PHRASES or listing.phrases[0] != launch:
        yield ("phrases",), f"write one to three phrases, the first of them {launch!r}"
    for index, phrase in enumerate(listing.phrases):
        if not all(_works(phrase, recognizer) for recognizer in recognizers):
            message = f"{phrase!r} does not end in a sample with values of its slots: take one from content/intents"
            yield ("phrases", index), message


def _works(phrase: str, recognizer: Recognizer) -> bool:
    invocation = read_invocation(phrase, recognizer.invocation_name)
    if invocation is None or invocation.is_launch:
        return invocation is not None
    heard = recognizer.recognize(" ".join(invocation.action))
    return bool(heard.sample) and not heard.near and all(slot.matches or slot.written for slot in heard.slots)


RULES: tuple[Callable[[Listing], Iterator[Complaint]], ...] = (_unsold, _disclaimer, _address)
