"""What there is to do: exercises, routines and topics, names that come near, and what to say of conditions.

Every value is frozen and checked when the content is loaded; a catalogue that exists is complete and consistent.
Field names are the keys of the YAML files, so the author's word and the code's word are the same.
"""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from skill.frozen import replace


class Level(StrEnum):
    """How hard; the spoken word is the value."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"

    @property
    def rank(self) -> int:
        """Its place among the levels; 0 for the easiest."""
        return tuple(Level).index(self)

    @property
    def and_easier(self) -> tuple["Level", ...]:
        """The level itself and those below it, hardest first."""
        return tuple(Level)[self.rank :: -1]

    def moved(self, steps: int) -> "Level | None":
        """Give the level so many above, or below where negative; None where there is none."""
        rank = self.rank + steps
        return tuple(Level)[rank] if 0 <= rank < len(Level) else None


class Place(StrEnum):
    """Where a routine can be done."""

    HOME = "home"
    GYM = "gym"


class Kit(StrEnum):
    """A thing one needs; its spoken name is the line ``kit_names.<value>``."""

    MAT = "mat"
    BALL = "ball"
    BROOMSTICK = "broomstick"
    KETTLEBELL = "kettlebell"
    KETTLEBELLS = "kettlebells"
    BENCH = "bench"
    BAR = "bar"


class Kits(StrEnum):
    """What names several things at once, as somebody does who has none of them; it has a spoken name, too."""

    ALL = "everything"
    WEIGHTS = "weights"


class Posture(StrEnum):
    """How the body lies or stands while an exercise is done."""

    FRONT = "front"
    SITTING = "sitting"
    BACK = "back"
    BENCH = "bench"
    STANDING = "standing"


DOWN: Mapping[Posture, bool] = {
    Posture.STANDING: False,
    Posture.BENCH: False,
    Posture.BACK: True,
    Posture.FRONT: True,
    Posture.SITTING: True,
}
"""Whether one is down on the floor; in the order of our own routines, in which whoever has got down stays there."""


class Counting(StrEnum):
    """What is counted aloud: repetitions upwards, or the seconds of a hold downwards."""

    REPS = "reps"
    HOLD = "hold"


HOLD = "hold"
"""The stage of a tempo whose seconds are counted when an exercise counts a hold."""

SETTLE = "settle"
"""The stage of a tempo in which nothing moves: it has no word of its own, the number of the repetition fills it."""


class Sentence(Struct, frozen=True):
    """One breath the coach can say, and the facts of the article that it carries."""

    say: str
    facts: tuple[str, ...] = ()
    """Ids such as ``TL1`` or ``E4``: where the sentence's content comes from."""


class Muscles(Struct, frozen=True):
    """What an exercise works: anatomical names for the record, and the words to say."""

    target: tuple[str, ...]
    """Exactly the article's list, spelling mended."""
    also: tuple[str, ...]
    """Named in the article's prose."""
    say: str


class Dose(Struct, frozen=True):
    """How much of an exercise at one level. Whole seconds throughout."""

    sets: int
    reps: int
    """1 when the exercise counts a hold."""
    tempo: Mapping[str, int]
    """Seconds of each stage of one repetition, in the order they are felt."""
    rest_s: int
    """Between two sets, its last three seconds being the count-in of the next set."""
    get_ready_s: int
    reserve: int
    """Repetitions one should feel able to add at the end of a set."""
    per_week: str
    """On how many days, as words to say: ``two or three days a week``."""
    form: str
    """The variant done at this level, as one sentence to say: where the arms go, what is held."""
    basis: str
    """Where the numbers come from: ids in ``content/sources.yaml``, among other words or alone."""

    @property
    def rep_s(self) -> int:
        """Seconds of one repetition."""
        return sum(self.tempo.values())

    @property
    def set_s(self) -> int:
        """Seconds of one set."""
        return self.reps * self.rep_s


class Exercise(Struct, frozen=True):
    """A movement, with everything the coach can say about it. Every spoken field is one breath."""

    id: str
    rank: int
    """1 to 7, the article's order from lightest to hardest."""
    name: str
    """As spoken in the middle of a sentence: ``torso lifts``, ``the reverse plank``."""
    synonyms: tuple[str, ...]
    shared_synonyms: tuple[str, ...]
    """Names that mean another exercise as well; hearing one, the coach asks which."""
    muscles: Muscles
    kit: tuple[Kit, ...]
    kit_by_level: Mapping[Level, tuple[Kit, ...]]
    """Replaces ``kit`` at the levels named here; see `kit_at`."""
    places: tuple[Place, ...]
    position: Posture
    counting: Counting
    loaded: bool
    """True when a weight is lifted: the six-minute warm-up and the ramp-up set are for these."""
    intro: str
    tempo_words: Mapping[str, str]
    """One or two words said when a stage of the tempo begins; every stage but ``settle`` has one."""
    set_up: tuple[str, str]
    """The two breaths of the set-up talk before the first set: how to get into place, then how to move."""
    points: tuple[Sentence, ...]
    """The technique points, read aloud one at a time in this order."""
    breathing: str
    feel: str
    """Where the effort should be felt."""
    faults: tuple[Sentence, ...]
    """Common faults as mends, said in a rest."""
    cues: tuple[str, ...]
    """Reminders inside a set, at most six words."""
    encouragement: tuple[str, ...]
    """At most three words each, at least two of them, so that none is said twice running."""
    easier: Sentence
    harder: Sentence
    load: tuple[Sentence, ...]
    """How heavy: what to begin with, and when to go up; where there is no weight, what to do instead."""
    cautions: tuple[Sentence, ...]
    why: tuple[Sentence, ...]
    """What it is good for and where it stands among the seven; never a promise."""
    finish: str
    """Said after the last set: credit, and how to come out of the position."""
    doses: Mapping[Level, Dose]
    sources: tuple[str, ...]
    """Ids in ``content/sources.yaml``, each perhaps with the place in it."""
    instead: tuple[str, ...] = ()
    """What takes its place where its kit is lacking, the nearest first."""
    hold_max_s: int | None = None
    """The seconds beyond which holding longer gains nothing; only where a hold is counted."""
    loaded_by_level: Mapping[Level, bool] = field(default_factory=dict)
    """Replaces ``loaded`` at the levels named here; see `at`."""

    def at(self, level: Level) -> "Exercise":
        """Give the exercise as it is done at a level: with a weight there, or without."""
        loaded = self.loaded_at(level)
        return self if loaded is self.loaded else replace(self, loaded=loaded)

    def loaded_at(self, level: Level) -> bool:
        """Say whether a weight is lifted at a level."""
        return self.loaded_by_level.get(level, self.loaded)

    def kit_at(self, level: Level) -> tuple[Kit, ...]:
        """Give what one needs at a level."""
        return self.kit_by_level.get(level, self.kit)


class Item(Struct, frozen=True):
    """One exercise of a routine, with what differs there from the exercise's own dose."""

    exercise: str
    level: Level
    """Whose dose is done."""
    sets: int | None = None
    rest_s: int | None = None
    get_ready_s: int | None = None
    ramp: bool = False
    """True where a lighter set of six comes first."""


class Routine(Struct, frozen=True, kw_only=True):
    """An ordered list of exercises with doses. Its length is computed, never written."""

    id: str
    name: str
    """As spoken after ``the``: ``beginner home routine``."""
    synonyms: tuple[str, ...]
    level: Level | None = None
    """None where any level can do it: the seconds stay, the form follows the listener's level."""
    places: tuple[Place, ...]
    opening_s: int
    warm_up: Mapping[str, int]
    """Seconds of each move, in order; empty where the listener is already warm. Keys are lines ``moves.<key>``."""
    items: tuple[Item, ...]
    cool_down: Mapping[str, int]
    closing_s: int
    default: bool = False
    """True for the one routine offered when somebody asks for its level and place and nothing more."""
    extra_kit: tuple[Kit, ...] = ()
    """Useful but not needed."""


class Topic(Struct, frozen=True):
    """Something the article teaches, told in a few breaths."""

    id: str
    name: str
    synonyms: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    corrects: tuple[str, ...]
    """Ids of the article's slips that this telling mends, such as ``I14``."""
    sources: tuple[str, ...]
    """Ids in ``content/sources.yaml``, each perhaps with the place in it."""


class Advice(Struct, frozen=True):
    """One breath about doing some exercises with a condition; about none of them where it is general."""

    say: str
    about: tuple[str, ...]
    """Ids of the exercises that are meant."""


class Condition(Struct, frozen=True):
    """Something somebody says they have, and what is said of each exercise then. Nobody is asked, nothing is kept."""

    id: str
    name: str
    """As people call it; the coach never repeats it."""
    synonyms: tuple[str, ...]
    skip: tuple[str, ...]
    """Exercises to leave out."""
    check: tuple[str, ...]
    """Exercises to ask a professional about before they are done."""
    advice: tuple[Advice, ...]
    """How to change an exercise that is neither left out nor only to be asked about."""
    sources: tuple[str, ...]
    """Ids in ``content/sources.yaml``, each perhaps with the place in it."""
    offered: bool = True
    """False where the coach has nothing for somebody: the session ends with the advice."""
    may_skip: tuple[str, ...] = ()
    """Exercises that the advice changes as the coach can't: it asks whether to leave these out as well."""
    fine: tuple[str, ...] = ()
    """Exercises of which nothing is to be said. An exercise named nowhere else stands here, or was not thought of."""


class Assumption(Struct, frozen=True):
    """What is taken for granted somewhere, and said to be."""

    exercise: str
    say: str


class Nearby(Struct, frozen=True):
    """What people name that is no exercise of ours, or not for certain one; every spoken field is one breath.

    Naming it says `say` and asks for the nearest: whether it is the one, or which of several. Where there is none,
    all exercises are listed. Without synonyms it only words the question, for names that its exercises share.
    """

    id: str
    synonyms: tuple[str, ...]
    nearest: tuple[str, ...]
    """Exercises, the lightest first."""
    say: str = ""
    ask: str = ""
    """The question about just these exercises, whatever name led to it; where no file has one, a usual one."""
    to_beginners: str = ""
    """Said before the question to somebody who begins."""
    same: bool = False
    """True where it is but another name for the nearest: that is said, and nothing asked."""
    assumed: Mapping[Place, Assumption] = field(default_factory=dict)
    """Where the question answers itself."""
    health: bool = False
    """True where it may speak of somebody's health: what is said of it is remembered nowhere."""
    otherwise: str = ""
    """Said when it is named in answer to its own question: then no exercise was meant."""


class Pain(Struct, frozen=True):
    """What hurts that is no muscle at work."""

    joints: tuple[str, ...]
    """The ids of parts that an effort doesn't explain. No other is looked at."""
    emergency: tuple[str, ...]
    unwell: tuple[str, ...]
    """Words for what is no matter of a muscle or a joint, however it is put: where a part is named, any words come."""
    sharp: tuple[str, ...]
    """Words for what has to stop a workout, wherever they are said."""
    both: tuple[str, ...]
    """Words that make an emergency of that: it is in both legs."""
    hurts: tuple[str, ...]
    """Words for a pain of any kind."""
    clauses: tuple[str, ...]
    """Words with which a sentence begins after a "no" that is no part of it."""
    negates: tuple[str, ...]
    """Words that make the contrary of what comes shortly after them, or just before."""


NOTHING_HURTS = Pain((), (), (), (), (), (), (), ())


class Catalogue(Struct, frozen=True):
    """Everything there is to do, by id, in the article's order; and what comes near."""

    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    topics: Mapping[str, Topic]
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    nearby: Mapping[str, Nearby] = field(default_factory=dict)
    pain: Pain = NOTHING_HURTS

    def question_for(self, exercises: tuple[str, ...]) -> Nearby | None:
        """Give what words the question about just these exercises."""
        asking = (found for found in self.nearby.values() if found.ask)
        return next((found for found in asking if set(found.nearest) == set(exercises)), None)
