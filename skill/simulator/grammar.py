"""All samples of a model as one automaton over words: which of them fit an utterance, and where all of them lead.

It is deterministic, and made as far as it is walked: a state is the set of places where one can be in any sample at
once. So an utterance costs one step a word, however many samples there are, and the question whether any utterance
of a sample is another's, too, has an exact answer for all slot values together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product, takewhile

from msgspec import Struct, field

from skill.simulator.amazon import SLOT_TYPES
from skill.simulator.numerals import NUMBER_WORDS, VOCABULARY
from skill.simulator.samples import LONGEST_NUMERAL, BuiltInType, Hole, Sample

Words = tuple[str, ...]
Kind = tuple[str, bool]
"""A slot type by its name, and whether the slot is a possessive one."""

NUMERALS: Mapping[str, tuple[Words, ...]] = {
    "AMAZON.NUMBER": (
        *((word,) for word in NUMBER_WORDS),
        *(("5",), ("45",), ("forty", "five"), ("a", "hundred", "and", "five")),
    ),
    "AMAZON.DURATION": (
        *product(NUMBER_WORDS, ("second", "seconds", "minute", "minutes", "hour", "hours")),
        *(("a", "minute"), ("half", "a", "minute"), ("forty", "five", "seconds"), ("1", "minute", "30", "seconds")),
    ),
}
"""What stands for all that can be said in a slot of Amazon's, which nobody can list."""


class _Node(Struct, eq=False):
    """A place in samples that begin alike: what may come next, and the samples that are whole here, by rank."""

    words: dict[str, "_Node"] = field(default_factory=dict)
    slots: dict[Kind, "_Node"] = field(default_factory=dict)
    samples: dict[int, Sample] = field(default_factory=dict)


class _Listed(Struct, eq=False):
    """A place in the values of a slot type that begin alike."""

    words: dict[str, "_Listed"] = field(default_factory=dict)
    whole: bool = False

    def after(self, word: str) -> "_Listed | None":
        return self.words.get(word)


class _Numeral(Struct, frozen=True):
    """The words of a number so far."""

    name: str
    said: Words = ()

    @property
    def whole(self) -> bool:
        return SLOT_TYPES[self.name](self.said) is not None

    def after(self, word: str) -> "_Numeral | None":
        belongs = word in VOCABULARY or word.isdecimal()
        return _Numeral(self.name, (*self.said, word)) if belongs and len(self.said) < LONGEST_NUMERAL else None


_Value = _Listed | _Numeral
_Place = _Node | tuple[_Value, _Node]


class _State(Struct, eq=False):
    """Everywhere one can be after the same words."""

    places: frozenset[_Place]
    samples: tuple[Sample, ...]
    """Those that are whole here, the best first."""
    following: dict[str, "_State"] = field(default_factory=dict)


class Grammar:
    """The samples of one model, each better than those after it."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        self._root = _Node()
        self._values: dict[Kind, tuple[Words, ...]] = {}
        self._readers: dict[Kind, _Value] = {}
        self._states: dict[frozenset[_Place], _State] = {}
        self._ends: dict[tuple[_State, Kind], frozenset[_State]] = {}
        for rank, sample in enumerate(samples):
            self._add(rank, sample)
        self._start = self._state(frozenset({self._root}))

    def fitting(self, spoken: Sequence[str]) -> tuple[Sample, ...]:
        """Give the samples that fit all the words, with listed values in their slots, the best first."""
        return self._through(self._start, spoken).samples

    def contested(self, sample: Sample) -> Iterator[Words]:
        """Give everything that can be said by a sample and by a better one of another intent, too.

        Slots of Amazon's are tried with the values in `NUMERALS`.
        """
        if any(_outdone(sample, end) for end in self._all_ends(sample)):
            for utterance in self._utterances(sample):
                if _outdone(sample, self._through(self._start, utterance)):
                    yield utterance

    def _add(self, rank: int, sample: Sample) -> None:
        node = self._root
        for part in sample.parts:
            if isinstance(part, str):
                node = node.words.setdefault(part, _Node())
            else:
                node = node.slots.setdefault(self._kind(part), _Node())
        node.samples[rank] = sample

    def _kind(self, hole: Hole) -> Kind:
        kind = hole.slot_type.name, hole.possessive
        if kind not in self._values:
            self._values[kind] = _values(hole)
            numeral = isinstance(hole.slot_type, BuiltInType)
            self._readers[kind] = _Numeral(hole.slot_type.name) if numeral else _listed(self._values[kind])
        return kind

    def _state(self, places: frozenset[_Place]) -> _State:
        if places not in self._states:
            whole = [pair for place in places if isinstance(place, _Node) for pair in place.samples.items()]
            self._states[places] = _State(places, tuple(sample for _, sample in sorted(whole, key=_by_rank)))
        return self._states[places]

    def _through(self, state: _State, spoken: Sequence[str]) -> _State:
        for word in spoken:
            if word not in state.following:
                places = frozenset(after for place in state.places for after in self._places_after(place, word))
                state.following[word] = self._state(places)
            state = state.following[word]
        return state

    def _places_after(self, place: _Place, word: str) -> Iterator[_Place]:
        if isinstance(place, tuple):
            yield from _read_on(*place, word)
            return
        if word in place.words:
            yield place.words[word]
        for kind, target in place.slots.items():
            yield from _read_on(self._readers[kind], target, word)

    def _all_ends(self, sample: Sample) -> frozenset[_State]:
        """Give every state in which something said by a sample can end."""
        states = frozenset({self._start})
        for part in sample.parts:
            if isinstance(part, str):
                states = frozenset(self._through(state, (part,)) for state in states)
            else:
                states = frozenset(end for state in states for end in self._through_any(state, self._kind(part)))
        return states

    def _through_any(self, state: _State, kind: Kind) -> frozenset[_State]:
        if (state, kind) not in self._ends:
            alike = self._alike(state, kind)
            ends = (self._through(state, value) for value in self._values[kind])
            self._ends[state, kind] = frozenset({alike} if alike else ends)
        return self._ends[state, kind]

    def _alike(self, state: _State, kind: Kind) -> _State | None:
        """Give the one end of all values, where nothing but a value can follow, and nothing after it."""
        if len(state.places) != 1:
            return None
        (place,) = state.places
        if isinstance(place, tuple) or place.words or place.slots.keys() != {kind}:
            return None
        target = place.slots[kind]
        return None if target.words or target.slots else self._state(frozenset({target}))

    def _utterances(self, sample: Sample) -> Iterator[Words]:
        choices = [((part,),) if isinstance(part, str) else self._values[self._kind(part)] for part in sample.parts]
        for chosen in product(*choices):
            yield tuple(word for words in chosen for word in words)


def _outdone(sample: Sample, state: _State) -> bool:
    better = takewhile(lambda other: other is not sample, state.samples)
    return any(other.intent != sample.intent for other in better)


def _by_rank(pair: tuple[int, Sample]) -> int:
    return pair[0]


def _values(hole: Hole) -> tuple[Words, ...]:
    """Give what can be said in a slot; in a possessive one the last word has an s more."""
    numeral = isinstance(hole.slot_type, BuiltInType)
    values = NUMERALS[hole.slot_type.name] if isinstance(hole.slot_type, BuiltInType) else tuple(hole.slot_type.values)
    return tuple((*value[:-1], f"{value[-1]}s") for value in values) if hole.possessive and not numeral else values


def _listed(values: Iterable[Words]) -> _Listed:
    root = _Listed()
    for value in values:
        node = root
        for word in value:
            node = node.words.setdefault(word, _Listed())
        node.whole = True
    return root


def _read_on(value: _Value, target: _Node, word: str) -> Iterator[_Place]:
    after = value.after(word)
    if after is not None:
        yield after, target
        if after.whole:
            yield target
