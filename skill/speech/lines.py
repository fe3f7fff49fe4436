"""The words of every line: the speech file and the spoken fields of the catalogue, by key."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from skill.catalogue.model import Advice, Catalogue, Exercise, Nearby, Sentence
from skill.coach.reply import About, Line, Seconds, Value, nearby_line
from skill.speech import words

Choose = Callable[[str, Sequence[str]], str]
"""Picks one of several variations of a key; chance, passed in."""

_SENTENCE_START = re.compile(r"(?:^|[.?!] )[a-z]")

ALTERNATIVES = frozenset({"lacked", "which"})
"""Places whose lists are choices: joined with "or", not with "and"."""


def first(_key: str, variations: Sequence[str]) -> str:
    """Choose the first: for tests, and wherever the same words must come again."""
    return variations[0]


class Lines(msgspec.Struct, frozen=True, eq=False):
    """What each key sounds like: variations, the longest first, with ``{places}`` for values."""

    variations: Mapping[str, tuple[str, ...]]
    local: Mapping[str, "Lines"] = msgspec.field(default_factory=dict)
    """By locale, the same lines in the words of its people."""

    def of(self, locale: str) -> "Lines":
        """Give the lines for a locale; for one that has no words of its own these, which are right anywhere."""
        return self.local.get(locale, self)

    def say(self, line: Line, choose: Choose = first) -> str:
        """Give the words of a line, each sentence with a capital. Raises KeyError for a key or place without words."""
        return self._filled(choose(line.key, self.variations[line.key]), line)

    def all_of(self, line: Line) -> tuple[str, ...]:
        """Give every wording of a line, the longest first."""
        return tuple(self._filled(words, line) for words in self.variations[line.key])

    @lru_cache(maxsize=1024)  # noqa: B019 - of these there are a few, and each lives as long as the process
    def _filled(self, template: str, line: Line) -> str:
        text = template.format_map({name: self._spoken(name, value) for name, value in line.values})
        return _with_capitals(text)

    def _spoken(self, name: str, value: Value) -> str:
        match value:
            case int():
                return words.number(value)
            case str():
                return value
            case Seconds(count):
                return words.seconds(count)
            case About(seconds):
                return words.about(seconds)
            case Line():
                return self._name(value)
            case tuple():
                join = words.alternatives if name in ALTERNATIVES else words.listed
                return join([self._name(item) for item in value])

    def _name(self, line: Line) -> str:
        """Give a line's words as they stand inside a sentence: without a capital of our making or a last stop."""
        template = self.variations[line.key][0]
        return template.format_map({name: self._spoken(name, value) for name, value in line.values})


def _with_capitals(text: str) -> str:
    """Begin each sentence with a capital: what stands in a place is written as in the middle of one."""
    return _SENTENCE_START.sub(lambda start: start.group().upper(), text)


def catalogue_lines(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Give every spoken field of the catalogue as a line with one wording."""
    found: dict[str, tuple[str, ...]] = {}
    for exercise in catalogue.exercises.values():
        for field, text in _exercise_fields(exercise):
            found[f"exercise.{exercise.id}.{field}"] = (_literal(text),)
    for routine in catalogue.routines.values():
        found[f"routine.{routine.id}.name"] = (_literal(routine.name),)
    for topic in catalogue.topics.values():
        found[f"topic.{topic.id}.name"] = (_literal(topic.name),)
        for field, text in _numbered("sentences", topic.sentences):
            found[f"topic.{topic.id}.{field}"] = (_literal(text),)
    for condition in catalogue.conditions.values():
        for field, text in _numbered("advice", condition.advice):
            found[f"condition.{condition.id}.{field}"] = (_literal(text),)
    for nearby in catalogue.nearby.values():
        found |= {nearby_line(nearby, field).key: (_literal(text),) for field, text in _nearby_fields(nearby) if text}
    return found


def _nearby_fields(nearby: Nearby) -> Iterator[tuple[str, str]]:
    for field in ("say", "ask", "to_beginners", "otherwise"):
        yield field, getattr(nearby, field)
    yield from ((f"assumed.{place}", assumption.say) for place, assumption in nearby.assumed.items())


def _exercise_fields(exercise: Exercise) -> Iterator[tuple[str, str]]:
    yield "name", exercise.name
    yield "muscles", exercise.muscles.say
    for field in ("intro", "breathing", "feel", "finish"):
        yield field, getattr(exercise, field)
    for field in ("easier", "harder"):
        yield field, getattr(exercise, field).say
    for field in ("set_up", "points", "faults", "cues", "encouragement", "load", "cautions", "why"):
        yield from _numbered(field, getattr(exercise, field))
    yield from ((f"tempo_words.{stage}", word) for stage, word in exercise.tempo_words.items())
    for level, dose in exercise.doses.items():
        yield f"form.{level}", dose.form
        yield f"per_week.{level}", dose.per_week


def _numbered(field: str, texts: Iterable[str | Sentence | Advice]) -> Iterator[tuple[str, str]]:
    for index, text in enumerate(texts):
        yield f"{field}.{index}", text if isinstance(text, str) else text.say


def _literal(text: str) -> str:
    """Guard braces: the catalogue's words have no places."""
    return text.replace("{", "{{").replace("}", "}}")
