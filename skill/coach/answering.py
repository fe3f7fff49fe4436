"""What is asked in passing: answered, and then the open question stands, or the block goes on that was cut into."""

from collections.abc import Callable, Mapping

from skill.catalogue.model import Level, Place
from skill.coach import asides, asking, guiding, past, playing
from skill.coach import events as on
from skill.coach.answers import Moment, Transition, Turn, length_of, stay
from skill.coach.keys import Key
from skill.coach.reply import Line
from skill.coach.routines import plan_for
from skill.coach.state import Phase, State

ASIDES: Mapping[type[on.Event], Callable[[State, Moment], tuple[Line, ...]]] = {
    on.Greeted: asides.hello,
    on.HowLongAsked: asides.how_long,
    on.WhichSetAsked: asides.which_set,
    on.HowManyAsked: asides.how_many,
    on.WhatsNextAsked: asides.whats_next,
    on.ProgressAsked: past.doing,
    on.WeekAsked: past.week,
    on.LengthAsked: asides.length,
    on.VolumeAsked: asides.volume,
    on.ContentsAsked: asides.whats_next,
}


def and_on(transition: Transition) -> Transition:
    """Answer, and go on with the block that was cut into, unless that is what the answer changed."""

    def answered(state: State, event: on.Event, moment: Moment) -> Turn:
        turn = transition(state, event, moment)
        return playing.play_on(turn.state, moment, *turn.reply.say) if turn.state.phase is Phase.PAUSED else turn

    return answered


def aside(state: State, event: on.Event, moment: Moment) -> Turn:
    """Say how the workout stands, and ask again."""
    told = _told(state, event, moment)
    return stay(state, moment, *told) if told else guiding.not_now(state, event, moment)


def aside_and_on(state: State, event: on.Event, moment: Moment) -> Turn:
    """Say how the workout stands, or hello, and go on with it."""
    return playing.play_on(state, moment, *_told(state, event, moment))


def _told(state: State, event: on.Event, moment: Moment) -> tuple[Line, ...]:
    """Answer; of a routine named by its level, say how long it takes, where somebody usually trains."""
    if isinstance(event, on.LengthAsked) and event.level.one is not None:
        plan = plan_for(Level(event.level.one), state.progress.place or Place.HOME, moment)
        return (
            Line.of(Key.BRIEF_ROUTINE, routine=Line(f"routine.{plan.routine}.name"), length=length_of(plan, moment)),
        )
    return ASIDES[type(event)](state, moment)


def remind(state: State, _event: on.RemindAsked, moment: Moment) -> Turn:
    """Say how the exercise at hand goes, and ask again; in no workout, read its points."""
    told = asides.reminder(state, moment)
    return stay(state, moment, *told) if told else asking.technique(state, on.TechniqueAsked(), moment)


def remind_and_on(state: State, _event: on.RemindAsked, moment: Moment) -> Turn:
    """Say how the exercise at hand goes, and go on with it; a move says so by itself."""
    told = () if asides.move_at_hand(state, moment) else asides.reminder(state, moment)
    return playing.play_on(state, moment, *told)
