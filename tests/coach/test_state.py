"""What is remembered, there and back again."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from skill.catalogue.model import Kit, Level, Place
from skill.coach.events import Detail
from skill.coach.history import Finished, History, Practice
from skill.coach.preferences import Asking, CountStyle, Pace, Preferences, Talk
from skill.coach.ratings import Rated, Rating
from skill.coach.state import Outage, Part, Phase, Plan, Progress, Purpose, State, Underway
from skill.frozen import replace

REPEATABLE = settings(derandomize=True, database=None, deadline=None, max_examples=60)

MOMENTS = some.integers(0, 2**53)
LEVELS = some.sampled_from(Level)
AMOUNTS = some.integers(1, 120)
PLANS = some.one_of(
    some.builds(
        Plan,
        LEVELS,
        routine=some.text(min_size=1),
        pace=some.sampled_from(Pace),
        within_s=some.none() | some.integers(1, 86_400),
        parts=some.lists(some.builds(Part, some.text(), some.integers(1, 9), LEVELS), max_size=3).map(tuple),
        known=some.lists(some.text(), max_size=2).map(tuple),
        turn=some.integers(0, 99),
        eased=some.lists(some.text(), max_size=2).map(tuple),
        own=some.lists(some.text(), max_size=2).map(tuple),
        left_out=some.lists(some.text(), max_size=2).map(tuple),
    ),
    some.builds(Plan, LEVELS, exercise=some.text(), routine=some.none(), amount=some.none() | AMOUNTS),
    some.builds(Plan, LEVELS, routine=some.none(), exercise=some.none(), amount=AMOUNTS),
)
UNDERWAY = some.builds(
    Underway,
    PLANS,
    step=some.integers(0, 99),
    done=some.integers(-99, 99),
    began_ms=some.none() | MOMENTS,
    touched_ms=MOMENTS,
)
PROGRESS = some.builds(
    Progress,
    introduced=some.booleans(),
    level=some.none() | LEVELS,
    place=some.none() | some.sampled_from(Place),
    underway=some.none() | UNDERWAY,
    audio_failed=some.booleans(),
    preferences=some.builds(
        Preferences,
        *(some.sampled_from(kind) for kind in (Pace, CountStyle, Asking, Talk)),
    ),
    lacks=some.lists(some.sampled_from(Kit), max_size=3).map(tuple),
    history=some.builds(
        History,
        some.lists(some.builds(Practice, some.text(), some.integers(0, 99), MOMENTS), max_size=2).map(tuple),
        some.lists(
            some.builds(
                Finished, MOMENTS, some.integers(0, 99), routine=some.none() | some.text(), own=some.booleans()
            ),
            max_size=2,
        ).map(tuple),
    ),
    ratings=some.lists(some.builds(Rated, MOMENTS, LEVELS, some.sampled_from(Rating)), max_size=2).map(tuple),
    own=some.lists(some.text(), max_size=2).map(tuple),
)
STATES = some.builds(
    State,
    phase=some.sampled_from(Phase),
    progress=PROGRESS,
    plan=some.none() | PLANS,
    subject=some.none() | some.text(),
    point=some.integers(0, 99),
    purpose=some.none() | some.sampled_from([*Purpose, *Detail]),
    among=some.lists(some.text(max_size=3), max_size=3).map(tuple),
    amount=some.none() | AMOUNTS,
    back_to=some.none() | some.sampled_from(Phase),
    place=some.none() | some.sampled_from(Place),
    level=some.none() | LEVELS,
    loaded=some.none() | some.integers(0, 2**53),
    base=some.none(),
    told_outage=some.booleans(),
    missed=some.integers(0, 9),
    said=some.lists(some.text()).map(tuple),
)
SCALARS = some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=3)
JSON = SCALARS | some.lists(SCALARS, max_size=3) | some.dictionaries(some.text(max_size=3), SCALARS, max_size=3)

FULL = Progress(
    introduced=True,
    level=Level.ADVANCED,
    place=Place.GYM,
    underway=Underway(
        Plan(
            Level.ADVANCED,
            routine="gym-advanced",
            pace=Pace.SLOWER,
            within_s=600,
            parts=(Part("torso-lift", 2, Level.ADVANCED),),
            known=("torso-lift",),
            turn=3,
            eased=("torso-lift",),
            own=("torso-lift", "ball-roll"),
            left_out=("ball-roll",),
            cools_down=False,
        ),
        step=7,
        done=3,
        began_ms=12,
        touched_ms=12,
        sets=4,
    ),
    audio_failed=True,
    preferences=Preferences(Pace.SLOWER, CountStyle.QUIET, Asking.RARELY, Talk.SHORT),
    lacks=(Kit.BALL, Kit.BAR),
    history=History((Practice("torso-lift", 3, 12),), (Finished(12, 8, routine="five-minute", own=True),)),
    ratings=(Rated(12, Level.ADVANCED, Rating.TOO_HARD),),
    own=("torso-lift", "ball-roll"),
)
FULL_PLAN = {
    "level": "advanced",
    "routine": "gym-advanced",
    "exercise": None,
    "amount": None,
    "pace": "slower",
    "within_s": 600,
    "parts": [{"exercise": "torso-lift", "sets": 2, "level": "advanced"}],
    "known": ["torso-lift"],
    "turn": 3,
    "eased": ["torso-lift"],
    "own": ["torso-lift", "ball-roll"],
    "left_out": ["ball-roll"],
    "cools_down": False,
}
FULL_UNDERWAY = {"plan": FULL_PLAN, "step": 7, "done": 3, "began_ms": 12, "touched_ms": 12, "sets": 4}
FULL_JSON = {
    "version": 1,
    "introduced": True,
    "level": "advanced",
    "place": "gym",
    "underway": FULL_UNDERWAY,
    "audio_failed": True,
    "preferences": {"pace": "slower", "count": "quiet", "asking": "rarely", "talk": "short"},
    "lacks": ["ball", "bar"],
    "history": {
        "practice": [{"exercise": "torso-lift", "times": 3, "last_ms": 12}],
        "finished": [{"ended_ms": 12, "sets": 8, "routine": "five-minute", "exercise": None, "own": True}],
    },
    "ratings": [{"ended_ms": 12, "level": "advanced", "rating": "too-hard"}],
    "own": ["torso-lift", "ball-roll"],
}
NEW_JSON: dict[str, Any] = {
    "version": 1,
    "introduced": False,
    "level": None,
    "place": None,
    "underway": None,
    "audio_failed": False,
    "preferences": {"pace": "usual", "count": "usual", "asking": "each-exercise", "talk": "usual"},
    "lacks": [],
    "history": {"practice": [], "finished": []},
    "ratings": [],
    "own": [],
}
STATE = State(
    phase=Phase.READING,
    progress=FULL,
    plan=Plan(Level.BEGINNER, exercise="torso-lift", amount=12),
    subject="torso-lift",
    point=3,
    purpose=Purpose.LEARN,
    among=("torso-lift",),
    amount=12,
    back_to=Phase.WAITING,
    place=Place.HOME,
    level=Level.INTERMEDIATE,
    not_today=("ball-roll",),
    cools_down=False,
    loaded=7,
    base=Progress(introduced=True),
    outage=Outage("request", 12, 3),
    told_outage=True,
    notice_ms=9,
    missed=2,
    said=("points.ask",),
)
STATE_JSON = {
    "version": 1,
    "phase": "reading",
    "progress": FULL_JSON,
    "plan": {
        "level": "beginner",
        "routine": None,
        "exercise": "torso-lift",
        "amount": 12,
        "pace": "usual",
        "within_s": None,
        "parts": [],
        "known": [],
        "turn": 0,
        "eased": [],
        "own": [],
        "left_out": [],
        "cools_down": True,
    },
    "subject": "torso-lift",
    "point": 3,
    "purpose": "learn",
    "among": ["torso-lift"],
    "amount": 12,
    "back_to": "waiting",
    "place": "home",
    "level": "intermediate",
    "not_today": ["ball-roll"],
    "cools_down": False,
    "loaded": 7,
    "base": {**NEW_JSON, "introduced": True},
    "outage": {"request": "request", "began_ms": 12, "turns": 3},
    "told_outage": True,
    "notice_ms": 9,
    "missed": 2,
    "said": ["points.ask"],
}


def _sent(value: object) -> Any:  # noqa: ANN401 - JSON has any shape
    """Send a value as text and read it again, as the store and Alexa do."""
    return json.loads(msgspec.json.encode(value))


def test_json_of_progress() -> None:
    """The stored form of a progress is fixed: what older versions saved is still understood."""
    assert _sent(FULL) == FULL_JSON
    assert Progress.from_json(FULL_JSON) == FULL


def test_session_of_a_state() -> None:
    """The session's attributes are a state's fields as plain JSON, the progress among them."""
    assert _sent(STATE.to_session()) == STATE_JSON
    assert State.from_session(STATE_JSON) == STATE


def test_what_an_older_version_saved() -> None:
    """What was saved before there were preferences and amounts is read, and everything new is as usual."""
    old_plan = {"level": "advanced", "routine": "gym-advanced", "exercise": None}
    old_underway = {**FULL_UNDERWAY, "plan": old_plan}
    old = {**FULL_JSON, "underway": old_underway}
    for key in ("preferences", "lacks", "history", "ratings", "own"):
        del old[key]
    del old_underway["sets"]

    read = Progress.from_json(old)

    underway = Underway(Plan(Level.ADVANCED, routine="gym-advanced"), 7, done=3, began_ms=12, touched_ms=12)
    older = replace(FULL, underway=underway, preferences=Preferences(), lacks=(), history=History())
    assert read == replace(older, ratings=(), own=())


@given(PROGRESS)
@REPEATABLE
def test_progress_comes_back(progress: Progress) -> None:
    """Any progress survives being stored."""
    assert Progress.from_json(_sent(progress)) == progress


@given(STATES)
@REPEATABLE
def test_state_comes_back(state: State) -> None:
    """Any state survives being sent to Alexa and back."""
    assert State.from_session(_sent(state.to_session())) == state


@given(STATES.filter(lambda state: state.progress != Progress()), PROGRESS)
@REPEATABLE
def test_what_is_unsaved_comes_back(state: State, base: Progress) -> None:
    """What the store lacks, and what it held, survive being sent to Alexa and back."""
    unsaved = replace(state, base=base)
    assert State.from_session(_sent(unsaved.to_session())) == unsaved


def test_who_asks_to_be_forgotten_in_an_outage() -> None:
    """An empty progress with a base comes back as such; it is what forgets."""
    forgotten = State(progress=Progress(), base=FULL)
    assert State.from_session(_sent(forgotten.to_session())) == forgotten


BAD_PROGRESS: list[object] = [
    None,
    [],
    "",
    {},
    {"version": 1},
    {**FULL_JSON, "version": 2},
    {**FULL_JSON, "version": None},
    {**FULL_JSON, "level": "heroic"},
    {**FULL_JSON, "place": "moon"},
    {**FULL_JSON, "underway": "yes"},
    {**FULL_JSON, "underway": {**FULL_UNDERWAY, "step": float("inf")}},
    {**FULL_JSON, "underway": {**FULL_UNDERWAY, "plan": {**FULL_PLAN, "routine": [1]}}},
    {**FULL_JSON, "underway": {"step": 1}},
    {**FULL_JSON, "underway": {**FULL_UNDERWAY, "began_ms": "noon"}},
    {**FULL_JSON, "underway": {**FULL_UNDERWAY, "done": "half"}},
    {**FULL_JSON, "underway": {**FULL_UNDERWAY, "done": None}},
    {**FULL_JSON, "underway": {key: value for key, value in FULL_UNDERWAY.items() if key != "step"}},
    {**FULL_JSON, "underway": {**FULL_UNDERWAY, "plan": {**FULL_PLAN, "routine": None}}},
    {**FULL_JSON, "underway": {**FULL_UNDERWAY, "plan": {**FULL_PLAN, "amount": 40}}},
    {**FULL_JSON, "underway": {**FULL_UNDERWAY, "plan": {**FULL_PLAN, "routine": None, "amount": 10**9}}},
    {**FULL_JSON, "preferences": {"pace": "warp"}},
    {**FULL_JSON, "preferences": None},
    {**FULL_JSON, "lacks": ["mirror"]},
    {**FULL_JSON, "history": {"finished": [{}]}},
    {**FULL_JSON, "ratings": [{"ended_ms": 12, "level": "advanced", "rating": "hurts"}]},
    {**FULL_JSON, "underway": {**FULL_UNDERWAY, "plan": {**FULL_PLAN, "exercise": "torso-lift"}}},
]


@pytest.mark.parametrize("value", BAD_PROGRESS)
def test_progress_of_another_version(value: object) -> None:
    """What another version or nobody wrote is a fresh start."""
    assert Progress.from_json(value) == Progress()


@pytest.mark.parametrize(
    "attributes",
    [
        None,
        [],
        "",
        {},
        {**STATE_JSON, "version": 2},
        {key: value for key, value in STATE_JSON.items() if key != "version"},
    ],
)
def test_session_of_another_version(attributes: object) -> None:
    """Attributes that aren't ours are the start of a session."""
    assert State.from_session(attributes) == State()


@pytest.mark.parametrize(
    "attributes",
    [
        {**STATE_JSON, "phase": "asleep"},
        {**STATE_JSON, "plan": {"level": "beginner", "routine": None, "exercise": None}},
        {**STATE_JSON, "plan": 5},
        {**STATE_JSON, "subject": 5},
        {**STATE_JSON, "point": float("inf")},
        {**STATE_JSON, "point": "three"},
        {**STATE_JSON, "purpose": "fame"},
        {**STATE_JSON, "said": 1},
        {**STATE_JSON, "among": None},
        {**STATE_JSON, "back_to": "bed"},
        {**STATE_JSON, "told_outage": None},
    ],
)
def test_talk_that_cannot_be_read(attributes: object) -> None:
    """What was talked of may be a later release's, and is forgotten; what is unsaved is not."""
    unsaved = State(progress=FULL, base=STATE.base, outage=STATE.outage, loaded=STATE.loaded)
    assert State.from_session(attributes) == unsaved


def test_an_outage_that_cannot_be_read() -> None:
    """What is unsaved is not lost for that, either."""
    assert State.from_session({**STATE_JSON, "outage": 5, "loaded": "x"}) == State(progress=FULL, base=STATE.base)


@pytest.mark.parametrize("value", BAD_PROGRESS)
def test_bad_copy_in_the_session(value: object) -> None:
    """A session whose copy of the progress can't be read goes on with a fresh one, and never saves that."""
    read = State.from_session({**STATE_JSON, "progress": value})
    assert (read.phase, read.progress, read.base) == (Phase.READING, Progress(), None)


@given(JSON)
@REPEATABLE
def test_garbage(value: object) -> None:
    """No JSON whatsoever is an error."""
    assert Progress.from_json(value) == Progress()
    assert State.from_session(value) == State()


@given(some.sampled_from(sorted(STATE_JSON)), some.sampled_from(sorted(FULL_JSON)), JSON)
@REPEATABLE
def test_garbage_in_one_place(key: str, inner: str, value: object) -> None:
    """No JSON in any one place is an error."""
    assert isinstance(State.from_session({**STATE_JSON, key: value}), State)
    assert isinstance(Progress.from_json({**FULL_JSON, inner: value}), Progress)


def test_nothing_about_health() -> None:
    """These are all the things that are ever remembered: places in a workout, and settings."""
    assert {
        kind: [*kind.__struct_fields__]
        for kind in (Plan, Part, Underway, Progress, Preferences, History, Practice, Finished, Rated, Outage, State)
    } == {
        Plan: [
            *("level", "routine", "exercise", "amount", "pace"),
            *("within_s", "parts", "known", "turn", "eased", "own", "left_out", "cools_down"),
        ],
        Part: ["exercise", "sets", "level"],
        Underway: ["plan", "step", "done", "began_ms", "touched_ms", "sets"],
        Progress: [
            *("introduced", "level", "place", "underway", "audio_failed", "preferences", "lacks", "history"),
            *("ratings", "own"),
        ],
        Preferences: ["pace", "count", "asking", "talk"],
        History: ["practice", "finished"],
        Practice: ["exercise", "times", "last_ms"],
        Rated: ["ended_ms", "level", "rating"],
        Finished: ["ended_ms", "sets", "routine", "exercise", "own"],
        Outage: ["request", "began_ms", "turns"],
        State: [
            *("phase", "progress", "plan", "subject", "point", "purpose"),
            *("among", "amount", "back_to", "place", "level", "not_today", "cools_down", "loaded", "base", "outage"),
            *("told_outage", "notice_ms", "missed", "said"),
        ],
    }
    assert {*Phase} | {*Purpose} | {*Detail} == {
        *(
            "home",
            "resumable",
            "briefed",
            "playing",
            "waiting",
            "paused",
            "done",
            "reading",
            "choosing",
            "talking",
            "making",
            "dropping",
            "forgetting",
            "closed",
        ),
        *("do", "learn", "muscles", "kit", "hold", "count", "routine", "last", "dose", "often", "add", "leave-out"),
        "leaving",
        *("why", "faults", "feel", "breathing", "easier", "harder", "load", "cautions"),
    }


def test_a_base_without_the_progress_it_belongs_to() -> None:
    """Attributes that lack what they tell of are read as far as they go, and nothing of them is ever saved."""
    read = State.from_session({"version": 1, "base": FULL_JSON})
    assert (read.progress, read.base) == (Progress(), None)
