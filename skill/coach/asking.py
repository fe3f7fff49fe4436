"""What people ask about: an exercise, how it is done, what it works and needs, a topic."""

from collections.abc import Iterator
from functools import partial

from skill.catalogue.model import Counting, Level
from skill.coach import tailoring
from skill.coach.answers import (
    INTERRUPTIBLE,
    Moment,
    Turn,
    all_named,
    choosing,
    kit_named,
    prefaced,
    stay,
)
from skill.coach.blocks import named
from skill.coach.briefing import brief, needed
from skill.coach.counted import HOLD_S, REPS, asks_reps, asks_seconds, count_of, hold_of, hold_of_own, spoken_of
from skill.coach.doses import dose_of, often_of
from skill.coach.events import (
    UNNAMED,
    Detail,
    DetailAsked,
    Event,
    ExerciseAsked,
    ExerciseNamed,
    HoldAsked,
    KitAsked,
    MusclesAsked,
    Named,
    RepsAsked,
    TechniqueAsked,
    TopicAsked,
    TwoNamed,
)
from skill.coach.keys import Key
from skill.coach.leaving import leave_out_one
from skill.coach.making import added
from skill.coach.naming import Serve, after_choice, agreed_to, at_hand, with_exercise
from skill.coach.past import last_of
from skill.coach.reading import read
from skill.coach.reply import Line, exercise_line
from skill.coach.state import OPEN, Phase, Plan, Purpose, State
from skill.frozen import replace


def detail(state: State, event: DetailAsked, moment: Moment) -> Turn:
    """Say something particular about an exercise. Whether it is safe can be asked of all of it, too."""
    if event == DetailAsked(Detail.CARE) and at_hand(state, moment) is None:
        return stay(state, moment, Line.of(Key.DISCLAIMER_HELP), Line.of(Key.DISCLAIMER_STOP))
    purpose = Purpose(event.detail)
    return with_exercise(state, event.exercise, purpose, _PURPOSES[purpose], moment)


def exercise(state: State, event: ExerciseAsked, moment: Moment) -> Turn:
    """Describe one exercise to be done alone."""
    unknown = event.level.words if event.level.one is None else ""
    told = (Line.of(Key.UNKNOWN_LEVEL_HERE, words=unknown),) if unknown else ()
    level = Level(event.level.one) if event.level.one else state.level
    return prefaced(with_exercise(replace(state, level=level), event.exercise, Purpose.DO, do_it, moment), *told)


def two_named(state: State, event: TwoNamed, moment: Moment) -> Turn:
    """Ask which of two comes first, and say how they are put together: one at a time is coached alone."""
    meant = tuple(named.one for named in (event.exercise, event.other) if named.one in moment.catalogue.exercises)
    told = Line.of(Key.ONE_AT_A_TIME)
    if len({*meant}) < len((event.exercise, event.other)):
        return stay(state, moment, told)
    purpose = state.purpose if state.phase is Phase.CHOOSING and state.purpose in _PURPOSES else Purpose.DO
    among = tuple(name for name in meant if name)
    return stay(choosing(state, purpose, among), moment, told, Line.of(Key.MINE_HINT))


def do_subject(state: State, _event: Event, moment: Moment) -> Turn:
    """Do the exercise that was just spoken of."""
    return exercise(state, ExerciseAsked(), moment)


def hold(state: State, event: HoldAsked, moment: Moment) -> Turn:
    """Count a hold of so many seconds: of the exercise that was named, else of anything."""
    if event.seconds is None:
        asked = event.exercise != UNNAMED
        how_long = stay(state, moment, Line.of(Key.HOLD_HOW_LONG))
        return exercise(state, ExerciseAsked(event.exercise), moment) if asked else how_long
    if event.seconds not in HOLD_S:
        return stay(_to_count(state, event.exercise, moment), moment, Line.of(Key.HOLD_BOUNDS))
    if event.exercise == UNNAMED:
        held = _held_before(state, moment)
        return (
            hold_of(replace(state, amount=event.seconds), held, moment)
            if held
            else hold_of_own(state, event.seconds, moment)
        )
    return with_exercise(replace(state, amount=event.seconds), event.exercise, Purpose.HOLD, hold_of, moment)


def reps(state: State, event: RepsAsked, moment: Moment) -> Turn:
    """Count so many repetitions of an exercise."""
    if event.count is not None and event.count not in REPS:
        return stay(_to_count(state, event.exercise, moment), moment, Line.of(Key.REPS_BOUNDS))
    meant = state.subject if event.exercise == UNNAMED and asks_reps(state) else None
    named_so = Named((meant,)) if meant else event.exercise
    return with_exercise(replace(state, amount=event.count), named_so, Purpose.COUNT, count_of, moment)


def _to_count(state: State, asked: Named, moment: Moment) -> State:
    """Keep the exercise in mind whose number was out of bounds; what is spoken of at home is counted unnamed, too."""
    if asked.one in moment.catalogue.exercises:
        return spoken_of(state, asked.one)
    return state if state.phase is Phase.TALKING else spoken_of(state, None)


def _held_before(state: State, moment: Moment) -> str | None:
    """Give the exercise that a number of seconds is for, where it was just asked for; None for a hold of their own."""
    found = moment.catalogue.exercises.get(state.subject or "") if asks_seconds(state) else None
    return found.id if found and found.counting is Counting.HOLD else None


def technique(state: State, event: TechniqueAsked, moment: Moment) -> Turn:
    """Read how an exercise is done."""
    return with_exercise(state, event.exercise, Purpose.LEARN, read, moment)


def muscles(state: State, event: MusclesAsked, moment: Moment) -> Turn:
    """Say what an exercise works."""
    return with_exercise(state, event.exercise, Purpose.MUSCLES, _muscles, moment)


def kit(state: State, event: KitAsked, moment: Moment) -> Turn:
    """Say what an exercise needs, or the routine at hand."""
    plan = _plan_at_hand(state)
    if event.exercise == UNNAMED and plan is not None:
        return stay(state, moment, *(needed(plan, moment, state.progress.lacks) or (Line.of(Key.BRIEF_NO_KIT),)))
    return with_exercise(state, event.exercise, Purpose.KIT, _kit, moment)


def exercise_named(state: State, event: ExerciseNamed, moment: Moment) -> Turn:
    """Use a bare name for what was asked; else introduce the exercise and ask what to do with it."""
    if event.exercise == UNNAMED and state.phase is Phase.CHOOSING and len(state.among) != 1:
        return stay(state, moment)
    purpose = state.purpose if state.purpose in _PURPOSES else None
    return with_exercise(state, event.exercise, purpose, _PURPOSES[purpose] if purpose else introduce, moment)


def introduce(state: State, exercise: str, moment: Moment) -> Turn:
    """Say what an exercise is."""
    name = named(moment.catalogue.exercises[exercise])
    says = Line.of(Key.INTRODUCED, exercise=name, intro=exercise_line(exercise, "intro"))
    return stay(_talking(state, exercise), moment, says)


def agreed(state: State, _event: Event, moment: Moment) -> Turn:
    """Take the exercise that was offered for what was asked; where there was a choice, ask again."""
    chosen = agreed_to(state, moment)
    return stay(state, moment) if chosen is None else exercise_named(state, ExerciseNamed(Named((chosen,))), moment)


def chosen(state: State, event: ExerciseAsked, moment: Moment) -> Turn:
    """Describe an exercise that is named; "do it" is no choice where there are several."""
    undecided = event == ExerciseAsked() and len(state.among) > 1
    return stay(state, moment) if undecided else exercise(state, event, moment)


def both(state: State, _event: Event, moment: Moment) -> Turn:
    """Say that it is one at a time, and ask again. To a question about health that is no answer."""
    asking = moment.catalogue.question_for(state.among)
    return stay(state, moment, *(() if asking and asking.health else (Line.of(Key.ONE_AT_A_TIME),)))


def unchosen(state: State, _event: Event, moment: Moment) -> Turn:
    """Give up a choice: back to what it interrupted, or home."""
    return stay(after_choice(state), moment, Line.of(Key.OTHERWISE))


def offered_again(state: State, event: Event, moment: Moment) -> Turn:
    """Name once more what there is to choose from."""
    listed = state.purpose is None and not state.among
    return list_all(state, event, moment) if listed else stay(replace(state, said=()), moment)


def topic(state: State, event: TopicAsked, moment: Moment) -> Turn:
    """Tell what the article teaches about something; a choice that was open is given up."""
    state = after_choice(state)
    if event.topic.one is None:
        unknown = (Line.of(Key.UNKNOWN_TOPIC, words=event.topic.words),) if event.topic.words else ()
        return stay(state, moment, *unknown, *_topics(moment))
    count = len(moment.catalogue.topics[event.topic.one].sentences)
    return stay(state, moment, *(Line(f"topic.{event.topic.one}.sentences.{index}") for index in range(count)))


def list_all(state: State, _event: Event, moment: Moment) -> Turn:
    """Name all exercises, lightest first."""
    names = all_named(moment)
    listed = Line.of(Key.LIST_ALL, exercises=names)
    kept = state.phase in INTERRUPTIBLE
    return stay(state if kept else replace(state, phase=Phase.CHOOSING, purpose=None, among=()), moment, listed)


def how_many(state: State, _event: Event, moment: Moment) -> Turn:
    """Say how many exercises there are."""
    return stay(state, moment, Line.of(Key.COUNT_EXERCISES, count=len(moment.catalogue.exercises)))


TOPICS_A_BREATH = 3


def _topics(moment: Moment) -> Iterator[Line]:
    """Name the topics three to a breath."""
    names = [Line(f"topic.{name}.name") for name in moment.catalogue.topics]
    for start in range(0, len(names), TOPICS_A_BREATH):
        key = Key.TOPICS_MORE if start else Key.TOPICS
        yield Line.of(key, topics=tuple(names[start : start + TOPICS_A_BREATH]))


def _tell(detail: Detail, state: State, exercise: str, moment: Moment) -> Turn:
    """Say an exercise's lines about a detail, which its file holds as one sentence or several."""
    told = getattr(moment.catalogue.exercises[exercise], detail)
    fields = [f"{detail}.{index}" for index in range(len(told))] if isinstance(told, tuple) else [detail]
    return stay(_talking(state, exercise), moment, *(exercise_line(exercise, field) for field in fields))


def _plan_at_hand(state: State) -> Plan | None:
    if state.phase in {Phase.BRIEFED, Phase.HOME}:
        return state.plan
    underway = state.progress.underway
    return underway.plan if underway and state.phase in OPEN else None


def _muscles(state: State, exercise: str, moment: Moment) -> Turn:
    name = named(moment.catalogue.exercises[exercise])
    says = Line.of(Key.MUSCLES, exercise=name, muscles=exercise_line(exercise, "muscles"))
    return stay(_talking(state, exercise), moment, says)


def _kit(state: State, exercise: str, moment: Moment) -> Turn:
    found = moment.catalogue.exercises[exercise]
    needed = kit_named(found.kit_at(state.progress.usual_level))
    says = (
        Line.of(Key.KIT_NEEDED, exercise=named(found), kit=needed)
        if needed
        else Line.of(Key.KIT_NONE, exercise=named(found))
    )
    return stay(_talking(state, exercise), moment, says)


def do_it(state: State, exercise: str, moment: Moment) -> Turn:
    """Describe one exercise to be done alone; without its kit, its easier form, or ask whether another will do."""
    level = state.level_meant
    found, lacks = moment.catalogue.exercises[exercise], state.progress.lacks
    kit = kit_named(tuple(thing for thing in found.kit_at(level) if thing in lacks))
    other = tailoring.possible(exercise, level, lacks, moment.catalogue) if kit else None
    if other is None:
        return brief(state, Plan(level, exercise=exercise), moment)
    if other.exercise == exercise:
        easier = brief(state, Plan(other.level, exercise=exercise), moment)
        return prefaced(easier, Line.of(Key.KIT_EASIER, kit=kit))
    return stay(
        choosing(state, Purpose.DO, (other.exercise,)), moment, Line.of(Key.KIT_LACKING, exercise=named(found), kit=kit)
    )


def _talking(state: State, exercise: str) -> State:
    """Speak of an exercise; a workout or a reading that goes on keeps its own subject and phase.

    Before a workout that is described, "do it" then means this one, and "ready" the workout.
    """
    if state.phase is Phase.BRIEFED:
        return replace(state, subject=exercise)
    if state.phase in INTERRUPTIBLE:
        return state
    return replace(state, phase=Phase.TALKING, subject=exercise, point=0)


_PURPOSES: dict[Purpose, Serve] = {
    Purpose.DO: do_it,
    Purpose.LEARN: read,
    Purpose.MUSCLES: _muscles,
    Purpose.KIT: _kit,
    Purpose.HOLD: hold_of,
    Purpose.COUNT: count_of,
    Purpose.LAST: last_of,
    Purpose.DOSE: dose_of,
    Purpose.OFTEN: often_of,
    Purpose.ADD: added,
    Purpose.LEAVE_OUT: leave_out_one,
    **{Purpose(detail): partial(_tell, detail) for detail in Detail},
}
