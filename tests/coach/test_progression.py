"""What is offered next, and what is told of what was done: tables of a past, and what comes of it."""

import pytest

from skill.catalogue.model import Catalogue, Kit, Level, Place
from skill.coach import events as on
from skill.coach.answers import Moment
from skill.coach.history import KEPT_WORKOUTS, Finished, History
from skill.coach.keys import Key
from skill.coach.past import doing
from skill.coach.progression import change, rated
from skill.coach.ratings import KEPT_RATINGS, Rated, Rating
from skill.coach.reply import Line
from skill.coach.routines import usual_plan
from skill.coach.state import Phase, Plan, Progress, State, Underway
from skill.coach.transitions import advance
from skill.coach.workout import done_in
from skill.frozen import replace

BEGINNER, INTERMEDIATE, ADVANCED = Level
EASY, RIGHT, TOO_HARD = Rating
DAY_MS = 24 * 60 * 60 * 1000
MONDAY = 1_795_996_800_000
"""Monday 30 November 2026, 0:00 UTC."""
NOW = MONDAY + 3 * DAY_MS


def _done(*days_ago: float, routine: str = "home-intermediate") -> History:
    return History(finished=tuple(Finished(NOW - round(days * DAY_MS), 8, routine=routine) for days in days_ago))


def _rated(*ratings: tuple[Level, Rating]) -> tuple[Rated, ...]:
    return tuple(Rated(number, level, rating) for number, (level, rating) in enumerate(ratings))


@pytest.mark.parametrize(
    ("ratings", "step"),
    [
        ([], 0),
        ([(INTERMEDIATE, EASY)], 0),
        ([(INTERMEDIATE, EASY), (INTERMEDIATE, EASY)], 1),
        ([(INTERMEDIATE, EASY), (INTERMEDIATE, RIGHT)], 0),
        ([(INTERMEDIATE, EASY), (INTERMEDIATE, RIGHT), (INTERMEDIATE, EASY)], 0),
        ([(BEGINNER, EASY), (BEGINNER, EASY)], 0),
        ([(BEGINNER, EASY), (INTERMEDIATE, EASY)], 0),
        ([(INTERMEDIATE, TOO_HARD)], -1),
        ([(INTERMEDIATE, TOO_HARD), (INTERMEDIATE, RIGHT)], 0),
        ([(ADVANCED, TOO_HARD)], 0),
    ],
)
def test_two_extra_twice(ratings: list[tuple[Level, Rating]], step: int, catalogue: Catalogue) -> None:
    """Two easy ones running at a level are a step up, the last too hard a step down, of this level alone."""
    progress = Progress(level=INTERMEDIATE, history=_done(2), ratings=_rated(*ratings))
    assert change(progress, NOW, catalogue) == step


@pytest.mark.parametrize(
    ("level", "days", "step"),
    [(INTERMEDIATE, 21, 0), (INTERMEDIATE, 21.01, -1), (INTERMEDIATE, 400, -1), (BEGINNER, 400, 0)],
)
def test_three_weeks_away(level: Level, days: float, step: int, catalogue: Catalogue) -> None:
    """After three weeks one step down is offered; who has begun it since is offered no further one."""
    easy = _rated((level, EASY), (level, EASY))
    progress = Progress(level=level, history=_done(days))
    assert change(progress, NOW, catalogue) == step
    assert step == 0 or change(replace(progress, ratings=easy), NOW, catalogue) == step


@pytest.mark.parametrize(
    ("level", "ratings", "offered"),
    [
        (BEGINNER, (EASY, EASY), "home-intermediate"),
        (INTERMEDIATE, (EASY, EASY), "home-advanced-kit"),
        (ADVANCED, (EASY, EASY), "five-minute"),
        (ADVANCED, (TOO_HARD,), "home-intermediate"),
        (INTERMEDIATE, (RIGHT,), "five-minute"),
    ],
)
def test_one_step_at_a_time(level: Level, ratings: tuple[Rating, ...], offered: str, catalogue: Catalogue) -> None:
    """The next level's routine is offered, one step from the last; where there is no step, what was done last."""
    past = _done(2, routine="five-minute")
    progress = Progress(level=level, history=past, ratings=_rated(*((level, each) for each in ratings)))
    plan = usual_plan(State(progress=progress), Moment(catalogue, NOW))
    assert (plan.routine, plan.eased) == (offered, ())


@pytest.mark.parametrize("lacks", [(), (Kit.MAT,)])
def test_below_the_lowest_level(lacks: tuple[Kit, ...], catalogue: Catalogue) -> None:
    """There the same routine is offered with all of it eased, with whatever kit there is."""
    past, hard = _done(2, routine="home-beginner"), _rated((BEGINNER, TOO_HARD))
    progress = Progress(introduced=True, level=BEGINNER, history=past, ratings=hard, lacks=lacks)
    turn = advance(State(progress=progress), on.Launched(), Moment(catalogue, NOW))
    plan = turn.state.plan
    assert plan is not None
    assert (plan.routine, plan.eased) == ("home-beginner", done_in(plan, catalogue))
    assert turn.reply.ask is not None
    assert turn.reply.ask.key == Key.OFFER_EASED
    agreed = advance(turn.state, on.Agreed(), Moment(catalogue, NOW))
    assert Line.of(Key.BRIEF_EASED) in agreed.reply.say
    assert agreed.state.plan is not None
    assert agreed.state.plan.eased == plan.eased


@pytest.mark.parametrize(
    ("level", "rating", "event", "described"),
    [
        (INTERMEDIATE, TOO_HARD, on.OtherLevelAsked(harder=True), (INTERMEDIATE, "home-intermediate")),
        (INTERMEDIATE, TOO_HARD, on.PlaceNamed(on.Named(("gym",), "gym")), (BEGINNER, "gym-beginner")),
        (INTERMEDIATE, TOO_HARD, on.RoutineAsked(), (BEGINNER, "home-beginner")),
        (BEGINNER, EASY, on.OtherLevelAsked(harder=False), (BEGINNER, "home-beginner")),
        (BEGINNER, EASY, on.TimeNamed(20 * 60), (INTERMEDIATE, "home-intermediate")),
    ],
)
def test_what_is_said_of_the_offer(
    level: Level, rating: Rating, event: on.Event, described: tuple[Level, str], catalogue: Catalogue
) -> None:
    """A level up or down, a place and a time are said of the routine that is offered, not of the one done before."""
    progress = Progress(
        introduced=True, level=level, history=_done(2), ratings=_rated((level, rating), (level, rating))
    )
    offered = advance(State(progress=progress), on.Launched(), Moment(catalogue, NOW)).state
    plan = advance(offered, event, Moment(catalogue, NOW)).state.plan
    assert plan is not None
    assert (plan.level, plan.routine) == described


def test_too_hard_of_what_is_only_heard_of(catalogue: Catalogue) -> None:
    """Who finds another exercise too hard is told its easier form, and the unfinished workout waits."""
    underway = Underway(Plan(BEGINNER, routine="home-beginner"), 6, touched_ms=NOW)
    talking = State(Phase.TALKING, Progress(introduced=True, underway=underway), subject="ball-roll")
    turn = advance(talking, on.RatingGiven(TOO_HARD), Moment(catalogue, NOW))
    assert (turn.reply.say[0].key, turn.state.progress.underway) == ("exercise.ball-roll.easier", underway)


@pytest.mark.parametrize("rating", Rating)
def test_ratings_change_nothing_but_the_offer(rating: Rating, catalogue: Catalogue) -> None:
    """A rating is kept, the level stays as it was, and the question is not asked again."""
    progress = Progress(introduced=True, level=INTERMEDIATE, history=_done(0.001))
    asked = State(Phase.DONE, progress, said=(Key.RATE_ASK,))
    turn = advance(asked, on.RatingGiven(rating), Moment(catalogue, NOW))
    one = Rated(progress.history.finished[-1].ended_ms, INTERMEDIATE, rating)
    assert turn.state.progress == replace(progress, ratings=(one,))
    assert turn.reply.ask != Line.of(Key.RATE_ASK)


def test_too_hard_is_an_ache_in_a_workout(catalogue: Catalogue) -> None:
    """In the midst of a workout, and at rest, too hard is answered as an ache is, and nothing of it is kept."""
    plan = Plan(BEGINNER, routine="home-beginner")
    for step in (6, 11):
        underway = Underway(plan, step, touched_ms=NOW)
        state = State(Phase.PAUSED, Progress(introduced=True, level=BEGINNER, underway=underway))
        hard = advance(state, on.RatingGiven(TOO_HARD), Moment(catalogue, NOW))
        assert hard == advance(state, on.HurtSaid(), Moment(catalogue, NOW))
        assert hard.state.progress.ratings == ()


@pytest.mark.parametrize("event", [on.HurtSaid(), on.ConditionSaid(on.Named(("pregnancy",), "pregnant"))])
def test_after_words_about_health_nothing_is_rated(event: on.Event, catalogue: Catalogue) -> None:
    """Who says that something hurts is not asked how the workout was, and nothing said then is a rating."""
    progress = Progress(introduced=True, level=INTERMEDIATE, history=_done(0.001))
    asked = State(Phase.DONE, progress, said=(Key.RATE_ASK,))
    turn = advance(asked, event, Moment(catalogue, NOW))
    assert turn.reply.ask != Line.of(Key.RATE_ASK)
    hard = advance(turn.state, on.RatingGiven(TOO_HARD), Moment(catalogue, NOW))
    assert hard.state.progress.ratings == ()


def test_the_last_ratings_are_kept() -> None:
    """Thirty and no more; one workout has one rating."""
    progress = Progress(level=BEGINNER)
    for number in range(KEPT_RATINGS + 5):
        progress = rated(replace(progress, history=History(finished=(Finished(number, 2),))), EASY)
        progress = rated(progress, RIGHT)
    assert [each.ended_ms for each in progress.ratings] == [*range(5, KEPT_RATINGS + 5)]
    assert {each.rating for each in progress.ratings} == {RIGHT}


@pytest.mark.parametrize(
    ("days_ago", "told"),
    [
        ((), [Key.PAST_NONE]),
        ((0.5,), [Key.PAST_ONE, Key.PAST_LAST]),
        ((5, 1), [Key.PAST_SOME, Key.PAST_LATELY, Key.PAST_LAST, Key.PAST_STREAK]),
        ((20, 13, 6), [Key.PAST_SOME, Key.PAST_LAST, Key.PAST_STREAK]),
        ((20, 13), [Key.PAST_SOME, Key.PAST_LAST]),
        ((400, 200), [Key.PAST_SOME, Key.PAST_LAST]),
        (tuple(range(60, 0, -2)), [Key.PAST_MANY, Key.PAST_LATELY, Key.PAST_LAST, Key.PAST_STREAK_MANY]),
    ],
)
def test_how_somebody_is_doing(days_ago: tuple[float, ...], told: list[Key], catalogue: Catalogue) -> None:
    """How many, how many lately, when last, how many weeks running: all of what was done, nothing of what was not."""
    assert len(days_ago) <= KEPT_WORKOUTS
    lines = doing(State(progress=Progress(history=_done(*days_ago))), Moment(catalogue, NOW))
    assert [each.key for each in lines] == told


@pytest.mark.parametrize(
    ("history", "rests"),
    [
        (History(), False),
        (_done(0.1), True),
        (_done(0.8), True),
        (_done(0.9), False),
        (_done(3, 0.1), True),
        (History(finished=(Finished(NOW, 2, exercise="torso-lift"),)), False),
    ],
)
def test_a_day_of_rest(history: History, rests: bool, catalogue: Catalogue) -> None:  # noqa: FBT001 - a column
    """Who comes again on the day of a workout is told of the rest that belongs to it; an exercise alone is none."""
    told = advance(State(progress=Progress(introduced=True, history=history)), on.Launched(), Moment(catalogue, NOW))
    assert (Line.of(Key.WELCOME_REST) in told.reply.say) == rests


@pytest.mark.parametrize(
    ("days_ago", "weeks"),
    [((8, 2), 2), ((11, 4), 2), ((16, 9, 2), 3), ((24, 16, 10), 3), ((24, 18, 4), 0), ((31, 11, 4), 2)],
)
def test_weeks_running(days_ago: tuple[float, ...], weeks: int, catalogue: Catalogue) -> None:
    """Weeks begin on Mondays; rest days break nothing, nor does the running week as long as it lasts."""
    lines = doing(State(progress=Progress(history=_done(*days_ago))), Moment(catalogue, NOW))
    running = [dict(each.values)["count"] for each in lines if each.key == Key.PAST_STREAK]
    assert running == ([weeks] if weeks else [])


def test_a_hold_of_ones_own_that_is_rated(catalogue: Catalogue) -> None:
    """On another device it was the only thing done: it leaves nobody on a floor that we know of."""
    progress = Progress(introduced=True, level=BEGINNER, history=History((), (Finished(1, 1),)))
    asked = State(Phase.DONE, progress, said=(Key.RATE_ASK,))
    assert advance(asked, on.RatingGiven(EASY), Moment(catalogue, NOW)).reply.say == (Line.of(Key.RATED_EASY),)


def test_the_next_one_is_gentle(catalogue: Catalogue) -> None:
    """After sharp pain what is offered next is a beginner's, whatever was done last."""
    advanced = Progress(introduced=True, level=ADVANCED, place=Place.GYM, history=_done(3, routine="gym-advanced"))
    lifting = replace(advanced, underway=Underway(Plan(ADVANCED, routine="gym-advanced"), 8, touched_ms=NOW))
    hurt = advance(State(Phase.PAUSED, lifting), on.SharpPainSaid(), Moment(catalogue, NOW)).state
    offered = usual_plan(State(progress=hurt.progress), Moment(catalogue, NOW))
    assert (offered.level, offered.routine) == (BEGINNER, "gym-beginner")
