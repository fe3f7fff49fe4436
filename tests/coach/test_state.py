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
from skill.coach.state import Part, Phase, Plan, Progress, Purpose, State, Underway
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
        asking=some.sampled_from(Asking),
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
            asking=Asking.RARELY,
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
    "asking": "rarely",
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
    notice_ms=9,
    missed=2,
    said=("points.ask",),
)
STATE_JSON = {
    "phase": "reading",
    "progress": FULL_JSON,
    "plan": {
        "level": "beginner",
        "routine": None,
        "exercise": "torso-lift",
        "amount": 12,
        "pace": "usual",
        "asking": "each-exercise",
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
    "notice_ms": 9,
    "missed": 2,
    "said": ["points.ask"],
}


def sent(value: object) -> Any:  # noqa: ANN401 - JSON has any shape
    """Send a value as text and read it again, as the store and Alexa do."""
    return json.loads(msgspec.json.encode(value))


def test_json_of_progress() -> None:
    """The stored form of a progress is fixed: what older versions saved is still understood."""
    assert sent(FULL) == FULL_JSON
    assert Progress.from_json(FULL_JSON) == FULL


def test_json_of_a_state() -> None:
    """So is the form that a session carries, the progress in it."""
    assert sent(STATE) == STATE_JSON
    assert State.from_json(STATE_JSON, FULL) == STATE


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
    assert Progress.from_json(sent(progress)) == progress


@given(STATES)
@REPEATABLE
def test_state_comes_back(state: State) -> None:
    """Any state survives being sent to Alexa and back, together with its progress."""
    assert State.from_json(sent(state), state.progress) == state


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
    ("field", "value"),
    [
        ("phase", "asleep"),
        ("plan", {"level": "beginner", "routine": None, "exercise": None}),
        ("plan", 5),
        ("subject", 5),
        ("point", float("inf")),
        ("point", "three"),
        ("purpose", "fame"),
        ("said", 1),
        ("among", None),
        ("back_to", "bed"),
    ],
)
def test_talk_that_cannot_be_read(field: str, value: object) -> None:
    """What was talked of may be a later release's, and is forgotten; the progress is not."""
    assert State.from_json({**STATE_JSON, field: value}, FULL) == State(progress=FULL)


@given(JSON)
@REPEATABLE
def test_garbage(value: object) -> None:
    """No JSON whatsoever is an error."""
    assert Progress.from_json(value) == Progress()


@given(some.sampled_from(sorted(STATE_JSON)), some.sampled_from(sorted(FULL_JSON)), JSON)
@REPEATABLE
def test_garbage_in_one_place(key: str, inner: str, value: object) -> None:
    """No JSON in any one place is an error."""
    assert isinstance(State.from_json({**STATE_JSON, key: value}, FULL), State)
    assert isinstance(Progress.from_json({**FULL_JSON, inner: value}), Progress)


def test_nothing_about_health() -> None:
    """These are all the things that are ever remembered: places in a workout, and settings."""
    assert {
        kind: [*kind.__struct_fields__]
        for kind in (Plan, Part, Underway, Progress, Preferences, History, Practice, Finished, Rated, State)
    } == {
        Plan: [
            *("level", "routine", "exercise", "amount", "pace", "asking"),
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
        State: [
            *("phase", "progress", "plan", "subject", "point", "purpose"),
            *("among", "amount", "back_to", "place", "level", "not_today", "cools_down"),
            *("notice_ms", "missed", "said"),
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
