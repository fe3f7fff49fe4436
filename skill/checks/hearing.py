"""Whether everything that can be said is heard as it was meant: no utterance of one intent is taken by another."""

from collections.abc import Mapping
from pathlib import Path

from skill.alexa.amounts import seconds_written
from skill.alexa.authored import SOURCE, Said, Written
from skill.alexa.interaction_model import model
from skill.alexa.utterances import load_utterances
from skill.catalogue.loader import load_catalogue
from skill.catalogue.model import Catalogue, Level, Place
from skill.coach.state import Plan
from skill.coach.tailoring import for_time
from skill.errors import Finding
from skill.simulator.overmatch import Theft, thefts

ON_PURPOSE = frozenset(
    {
        ("skip", "AMAZON.NextIntent", "SkipIntent"),
        ("home", "AMAZON.NavigateHomeIntent", "HomeIntent"),
        *(
            (f"{just}{moment}", "TimeIntent", "AMAZON.PauseIntent")
            for just in ("", "just ", "give me ", "i need ")
            for moment in ("one second", "one minute", "a minute")
        ),
    }
)
"""An utterance, whose it might be, and whose it is: "skip" leaves one out, "home" can be the place, and "just a
minute" asks to wait."""


def overmatches(root: Path) -> tuple[Finding, ...]:
    """Give what another intent takes, once for each line and thief, for content under a root that has no findings."""
    catalogue = load_catalogue(root)
    said = load_utterances(root, catalogue)
    found: dict[tuple[Written, str], Finding] = {}
    for theft in thefts({locale: model(what) for locale, what in said.items()}):
        if not _meant(theft, catalogue):
            place = _written(said, theft.locale, theft.intent, theft.sample)
            found.setdefault((place, theft.taken.intent), Finding(place.file, place.line, _message(theft, said)))
    return tuple(sorted(found.values()))


def _message(theft: Theft, said: Mapping[str, Said]) -> str:
    thief = _written(said, theft.locale, theft.taken.intent, theft.taken.sample)
    return (
        f"{theft.utterance!r} of {theft.intent} is heard as {theft.taken.intent}, whose {theft.taken.sample!r} is at "
        f"{thief.file}:{thief.line}: reword one of them"
    )


def _written(said: Mapping[str, Said], locale: str, intent: str, sample: str) -> Written:
    """Find where a sample is written; one of Amazon's own stands for the first of ours."""
    samples = said[locale].samples[intent]
    return samples.get(sample) or next(iter(samples.values()), Written(SOURCE, 1))


def _meant(theft: Theft, catalogue: Catalogue) -> bool:
    on_purpose = (theft.utterance, theft.intent, theft.taken.intent) in ON_PURPOSE
    return on_purpose or _same_routine(theft, catalogue) or _same_length(theft, catalogue)


def _same_routine(theft: Theft, catalogue: Catalogue) -> bool:
    """Say whether a routine's name was taken for a level and a place, and these come to the same routine."""
    if (theft.intent, theft.taken.intent) != ("NamedRoutineIntent", "RoutineIntent"):
        return False
    named = [catalogue.routines[id_] for slot in theft.slots for id_, _ in slot.matches]
    asked = {slot.name: [id_ for id_, _ in slot.matches] for slot in theft.taken.slots}
    return all(
        routine.default and asked.get("level") == [routine.level] and set(asked.get("place", ())) <= set(routine.places)
        for routine in named
    )


def _same_length(theft: Theft, catalogue: Catalogue) -> bool:
    """Say whether a routine's name was taken for a time, and whoever asks for that time gets that routine."""
    if (theft.intent, theft.taken.intent) != ("NamedRoutineIntent", "TimeIntent"):
        return False
    named = [id_ for slot in theft.slots for id_, _ in slot.matches]
    times_s = [seconds_written(slot.written or "") for slot in theft.taken.slots]
    given = [for_time(level, Place.HOME, time_s or 0, (), catalogue) for time_s in times_s for level in Level]
    return all(plan == Plan(plan.level, routine=id_, within_s=plan.within_s) for plan in given for id_ in named)
