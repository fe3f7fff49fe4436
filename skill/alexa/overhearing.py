"""Health among words that name nothing: where a slot of ours takes any words, people say what hurts in its place.

"No my leg is numb" has the shape of "no kettlebell", and "a routine for sciatica" that of "a routine for the gym".
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from skill.catalogue.model import Catalogue, Pain
from skill.coach import events as on
from skill.coach.same import Same

Words = tuple[str, ...]

OVERHEARS = frozenset(
    {
        *("NoThingIntent", "HaveKitIntent", "OnlyKitIntent", "ConditionIntent"),
        *("RoutineIntent", "NamedRoutineIntent", "PlaceIntent", "LengthIntent"),
        *("ExerciseIntent", "ExerciseNameIntent", "TwoExercisesIntent", "RepsIntent", "LeaveOutTodayIntent"),
    }
)
"""The intents in whose place statements are made. In place of a question's slot stands what is asked about."""

NEGATES = frozenset({"NoThingIntent"})
"""What stands after "no": a thing is not there, and only a clause says that something is."""

WITHOUT = ("RoutineIntent", "kit")
"""The one slot here for what a workout is to be without."""

NEAR = 3
"""So many words after a "not" are not so."""


def overheard(intent: str, slots: Mapping[str, on.Named], catalogue: Catalogue) -> on.HealthWord | None:
    """Give what words that name nothing of ours say of somebody's health; None for nothing of it."""
    if intent not in OVERHEARS:
        return None
    unknown = (named.words for slot, named in slots.items() if not named.ids and (intent, slot) != WITHOUT)
    said = [words for each in unknown if (words := _words(each))]
    if intent in NEGATES:
        said = [words for words in said if words[0] in catalogue.pain.clauses]
    return _meant(said, catalogue)


def _meant(said: list[Words], catalogue: Catalogue) -> on.HealthWord | None:
    pain = catalogue.pain
    words = {word for each in said for at, word in enumerate(each) if _is_so(each, at, pain)}
    if words & {*pain.sharp}:
        return on.EmergencySaid() if words & {*pain.both} else on.SharpPainSaid()
    conditions = tuple(dict.fromkeys(found for each in said for found in _conditions(each, catalogue)))
    if conditions:
        return on.ConditionSaid(on.Named(conditions, "that"))
    return on.HurtSaid() if words & {*pain.hurts} else None


def _conditions(words: Words, catalogue: Catalogue) -> Iterator[str]:
    """Give the conditions that are named somewhere in these words."""
    named = _named_so(Same(catalogue))
    starts = (start for start in range(len(words)) if _is_so(words, start, catalogue.pain))
    spans = (words[start:end] for start in starts for end in range(start + 1, len(words) + 1))
    return (named[span] for span in spans if span in named)


def _is_so(words: Words, at: int, pain: Pain) -> bool:
    """Say whether a word is meant as it stands: "no numbness", "it doesn't hurt" and "pain free" say the contrary."""
    around = {*words[max(0, at - NEAR) : at], *words[at + 1 : at + 2]}
    return around.isdisjoint(pain.negates)


@lru_cache(maxsize=4)
def _named_so(same: Same[Catalogue]) -> Mapping[Words, str]:
    conditions = same.it.conditions.values()
    return {_words(name): found.id for found in conditions for name in (found.name, *found.synonyms)}


def _words(text: str) -> Words:
    return tuple(text.casefold().replace("'", "").split())
