"""Whether everything that can be said is heard as it was meant: no utterance of one intent is taken by another."""

from collections.abc import Mapping
from itertools import product
from pathlib import Path

from skill.alexa.amounts import seconds_written
from skill.alexa.authored import SOURCE, Said, Written
from skill.alexa.interaction_model import model
from skill.alexa.utterances import load_utterances
from skill.catalogue.loader import load_catalogue
from skill.catalogue.model import Catalogue, Level, Place
from skill.checks.fitting import file_of
from skill.coach.state import Plan
from skill.coach.tailoring import NEAR_S, for_time, lasts_s
from skill.errors import Finding
from skill.simulator.overmatch import Theft, thefts
from skill.strict_yaml import read

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
            late = _late(root, theft, catalogue)
            finding = late or Finding(place.file, place.line, _message(theft, said))
            found.setdefault((Written(finding.file, finding.line), theft.taken.intent), finding)
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
    named, times_s = _named_by_time(theft)
    given = [for_time(level, Place.HOME, time_s, (), catalogue) for time_s in times_s for level in Level]
    return bool(named) and all(
        plan == Plan(plan.level, routine=id_, within_s=plan.within_s) for plan in given for id_ in named
    )


def _late(root: Path, theft: Theft, catalogue: Catalogue) -> Finding | None:
    """Give what is told where a routine is called by a time that it doesn't take: no sample is to blame for that."""
    for id_, time_s in product(*_named_by_time(theft)):
        length_s = lasts_s(Plan(catalogue.routines[id_].level or Level.BEGINNER, routine=id_), catalogue)
        if time_s and abs(length_s - time_s) > NEAR_S:
            file = file_of("routines", id_)
            line = read(root / file, file).line_of(("items",))
            lasts = f"this lasts {length_s} s with its questions"
            return Finding(file, line, f"{lasts}, and one of its names says {time_s}: mend the seconds")
    return None


def _named_by_time(theft: Theft) -> tuple[list[str], list[int]]:
    """Give the routines whose name was taken for a time, and its seconds, 0 for what is none; nothing otherwise."""
    if (theft.intent, theft.taken.intent) != ("NamedRoutineIntent", "TimeIntent"):
        return [], []
    named = [id_ for slot in theft.slots for id_, _ in slot.matches]
    return named, [seconds_written(slot.written or "") or 0 for slot in theft.taken.slots]
