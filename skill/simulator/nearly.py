"""Near enough: the small differences from a sample that count as saying it, and no others.

1. "please", "um", "uh", "er" and "erm" may be said anywhere, and mean nothing.
2. "a", "an" and "the" may be added, left out or exchanged.
3. A contraction is what it stands for: "i'm" and "i am", "what's" and "what is".
4. The last s of a word of three letters or more may be missing or added: "torso lift" and "torso lifts".
5. Digits are the words for a number, or for its digits: "5 minute routine", "call 911".

At most `MOST` of them in one utterance, with listed values in the slots, and never in another order. Amazon's own
intents are said exactly or not at all, as her documentation has it.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from operator import itemgetter

from msgspec import Struct

from skill.simulator.numerals import in_words
from skill.simulator.samples import Hole, Sample, SlotMatch, without_s

MOST = 3
"""Whoever differs more said something else."""

FILLERS = frozenset({"please", "um", "uh", "er", "erm"})
ARTICLES = frozenset({"a", "an", "the"})

CONTRACTIONS: Mapping[str, tuple[str, ...]] = {
    "im": ("i", "am"), "ive": ("i", "have"), "id": ("i", "would"), "its": ("it", "is"), "thats": ("that", "is"),
    "whats": ("what", "is"), "wheres": ("where", "is"), "hows": ("how", "is"), "theres": ("there", "is"),
    "lets": ("let", "us"), "youre": ("you", "are"), "theyre": ("they", "are"), "cant": ("can", "not"),
    "cannot": ("can", "not"), "dont": ("do", "not"), "doesnt": ("does", "not"), "isnt": ("is", "not"),
    "arent": ("are", "not"), "wont": ("will", "not"), "shouldnt": ("should", "not"), "havent": ("have", "not"),
}  # fmt: skip
"""As the words of an utterance have them, without apostrophes; "were" and "ill" are words of their own."""

SHORTEST_PLURAL = 3

Parts = tuple[str | Hole, ...]
Words = tuple[str, ...]


class Near(Struct, frozen=True):
    """A sample that was nearly said."""

    differences: int
    sample: Sample
    slots: tuple[SlotMatch, ...]


def nearest(samples: Iterable[Sample], spoken: Words) -> tuple[Near, ...]:
    """Give the samples that an utterance is nearest to, those with the most words of their own; empty for none."""
    found = [near for sample in samples for near in _nears(sample, spoken)]
    if not found:
        return ()
    best = min(map(_worth, found))
    return tuple(near for near in found if _worth(near) == best)


def _worth(near: Near) -> tuple[int, int]:
    return near.differences, -near.sample.literals


def _nears(sample: Sample, spoken: Words) -> Iterator[Near]:
    for differing, words in _spelled(spoken):
        for differences, slots in sorted(_fits(sample.parts, words, MOST - differing), key=itemgetter(0))[:1]:
            yield Near(differing + differences, sample, slots)


def _spelled(spoken: Words) -> Iterator[tuple[int, Words]]:
    """Give an utterance as it is, and with its digits in words, in each way that they can be read."""
    yield 0, spoken
    if any(word.isdecimal() for word in spoken):
        readings = [in_words(word) if word.isdecimal() else ((word,),) for word in spoken]
        for reading in product(*readings):
            yield 1, tuple(word for words in reading for word in words)


def _fits(parts: Parts, spoken: Words, left: int) -> Iterator[tuple[int, tuple[SlotMatch, ...]]]:
    """Give every way to lay a sample over all the words with so many differences left, and how many it takes."""
    if not parts and not spoken:
        yield 0, ()
    for cost, slots, consumed, said in _steps(parts, spoken):
        if cost <= left:
            for further, more in _fits(parts[consumed:], spoken[said:], left - cost):
                yield cost + further, (*slots, *more)


Step = tuple[int, tuple[SlotMatch, ...], int, int]
"""What it costs, the slots it fills, and how many parts and words it is over with."""


def _steps(parts: Parts, spoken: Words) -> Iterator[Step]:
    if spoken and spoken[0] in FILLERS | ARTICLES:
        yield 1, (), 0, 1
    if not parts:
        return
    head = parts[0]
    if isinstance(head, Hole):
        yield from _fillings(head, spoken)
        return
    if head in ARTICLES:
        yield 1, (), 1, 0
    if spoken:
        yield from _literal(parts, head, spoken)


def _literal(parts: Parts, head: str, spoken: Words) -> Iterator[Step]:
    if spoken[0] == head:
        yield 0, (), 1, 1
    elif _plural(spoken[0], head):
        yield 1, (), 1, 1
    short, long = CONTRACTIONS.get(spoken[0], ()), CONTRACTIONS.get(head, ())
    if short and short == long and spoken[0] != head:
        yield 1, (), 1, 1
    if short and parts[: len(short)] == short:
        yield 1, (), len(short), 1
    if long and spoken[: len(long)] == long:
        yield 1, (), 1, len(long)


def _fillings(hole: Hole, spoken: Words) -> Iterator[Step]:
    for length in range(min(hole.slot_type.longest, len(spoken)), 0, -1):
        inside = without_s(spoken[:length]) if hole.possessive else spoken[:length]
        for cost, words in ((0, inside), *((1, other) for other in _other_number(inside))):
            match = hole.slot_type.fill(hole.slot, words) if words else None
            if match is not None:
                yield cost, (match,), 1, length


def _plural(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST_PLURAL and long == f"{short}s" and long not in CONTRACTIONS


def _other_number(words: Words) -> Iterator[Words]:
    if words and len(words[-1]) >= SHORTEST_PLURAL:
        last = words[-1]
        yield (*words[:-1], last[:-1] if last.endswith("s") else f"{last}s")
