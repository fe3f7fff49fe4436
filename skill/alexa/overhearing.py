"""Health among words that name nothing: where a slot of ours takes any words, people say what hurts in its place.

"No my leg is numb" has the shape of "no kettlebell", and "a routine for sciatica" that of "a routine for the gym".
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from skill.catalogue.model import Catalogue
from skill.coach import events as on
from skill.coach.same import Same

Words = tuple[str, ...]

OVERHEARS = frozenset(
    {
        *("NoThingIntent", "NoKitIntent", "HaveKitIntent", "OnlyKitIntent", "ConditionIntent"),
        *("RoutineIntent", "NamedRoutineIntent", "PlaceIntent", "LengthIntent"),
        *("ExerciseIntent", "ExerciseNameIntent", "TwoExercisesIntent", "RepsIntent", "LeaveOutTodayIntent"),
    }
)
"""The intents in whose place statements are made. In place of a question's slot stands what is asked about."""

NEGATES = frozenset({"NoThingIntent"})
"""What stands after "no": a thing is not there, and only a clause says that something is."""


def overheard(intent: str, slots: Iterable[on.Named], catalogue: Catalogue) -> on.HealthWord | None:
    """Give what words that name nothing of ours say of somebody's health; None for nothing of it."""
    if intent not in OVERHEARS:
        return None
    said = [words for named in slots if not named.ids and (words := _words(named.words))]
    if intent in NEGATES:
        said = [words for words in said if words[0] in catalogue.pain.clauses]
    return _meant(said, catalogue)


def _meant(said: list[Words], catalogue: Catalogue) -> on.HealthWord | None:
    pain, words = catalogue.pain, {word for each in said for word in each}
    if words & {*pain.sharp}:
        return on.EmergencySaid() if words & {*pain.both} else on.SharpPainSaid()
    conditions = tuple(dict.fromkeys(found for each in said for found in _conditions(each, catalogue)))
    if conditions:
        return on.ConditionSaid(on.Named(conditions, "that"))
    return on.HurtSaid() if words & {*pain.hurts} else None


def _conditions(words: Words, catalogue: Catalogue) -> Iterator[str]:
    """Give the conditions that are named somewhere in these words."""
    named = _named_so(Same(catalogue))
    spans = (words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1))
    return (named[span] for span in spans if span in named)


@lru_cache(maxsize=4)
def _named_so(same: Same[Catalogue]) -> Mapping[Words, str]:
    conditions = same.it.conditions.values()
    return {_words(name): found.id for found in conditions for name in (found.name, *found.synonyms)}


def _words(text: str) -> Words:
    return tuple(text.casefold().replace("'", "").split())
