"""The coach: from state and event to state and reply.

Theory of operation. A person's event is first given a settled state: the clock says whether the block that was
played had come to its question (then the workout waits) or was cut into (then it is paused, and the place is kept).
So no row below has to think about time. Then the phase's own row is looked up, then the row for anywhere; whatever
has no row is answered with "not now", what can be said, and the open question; the state is unchanged. Notifications,
to which the platform allows no spoken answer, are answered with silence and settle nothing: the block goes on sounding.

Everything that affects transitions is in this file; what they say is in `training`, `reading`, `asking`, `guiding`,
`forgetting`, `naming`, `greeting`, `routines`, `times`, `levels`, `doses`, `doing`, `making`, `filling`, `leaving`,
`further`, `small_talk`, `finishing`, `repeating`, `wishes`, `easing`, `safety`, `conditions`, `past` and `feedback`.
"""

from collections.abc import Callable, Mapping

from skill.coach import (
    asides,
    asking,
    conditions,
    doing,
    doses,
    easing,
    equipment,
    feedback,
    filling,
    finishing,
    floor,
    forgetting,
    further,
    greeting,
    guiding,
    leaving,
    levels,
    making,
    naming,
    past,
    playing,
    reading,
    repeating,
    resting,
    routines,
    safety,
    settling,
    small_talk,
    times,
    training,
    wishes,
)
from skill.coach import events as on
from skill.coach.answers import INTERRUPTING, Moment, Turn, go_home, silence, stay
from skill.coach.frozen import replace
from skill.coach.keys import Key
from skill.coach.reply import Line, Reply
from skill.coach.state import Phase, Progress, State

Transition = Callable[..., Turn]
"""Takes the state, the event of its row, and the moment."""


def cancel(state: State, event: on.CancelAsked, moment: Moment) -> Turn:
    """Leave what is going on; where nothing is, say goodbye."""
    if state.back_to is Phase.MAKING:
        return stay(replace(state, phase=Phase.MAKING), moment, Line.of(Key.OTHERWISE))
    leaves = {Phase.READING, Phase.TALKING, Phase.CHOOSING, Phase.BRIEFED}
    return go_home(state, event, moment) if state.phase in leaves else training.stop(state, event, moment)


def and_on(transition: Transition) -> Transition:
    """Answer, and go on with the block that was cut into, unless that is what the answer changed."""

    def answered(state: State, event: on.Event, moment: Moment) -> Turn:
        turn = transition(state, event, moment)
        return playing.play_on(turn.state, moment, *turn.reply.say) if turn.state.phase is Phase.PAUSED else turn

    return answered


def take_time(state: State, _event: on.Event, moment: Moment) -> Turn:
    """Wait without leaving."""
    return stay(state, moment, Line.of(Key.TAKE_YOUR_TIME))


def aside(state: State, event: on.Event, moment: Moment) -> Turn:
    """Say how the workout stands, and ask again."""
    told = ASIDES[type(event)](state, moment)
    return stay(state, moment, *told) if told else guiding.not_now(state, event, moment)


def aside_and_on(state: State, event: on.Event, moment: Moment) -> Turn:
    """Say how the workout stands, or hello, and go on with it."""
    return playing.play_on(state, moment, *ASIDES[type(event)](state, moment))


def remind(state: State, _event: on.RemindAsked, moment: Moment) -> Turn:
    """Say how the exercise at hand goes, and ask again; in no workout, read its points."""
    told = asides.reminder(state, moment)
    return stay(state, moment, *told) if told else asking.technique(state, on.TechniqueAsked(), moment)


def remind_and_on(state: State, _event: on.RemindAsked, moment: Moment) -> Turn:
    """Say how the exercise at hand goes, and go on with it."""
    return playing.play_on(state, moment, *asides.reminder(state, moment))


def audio_failed(state: State, _event: on.AudioFailed, _moment: Moment) -> Turn:
    """Remember that this listener's device plays no timed audio; what nobody heard is still to come."""
    underway = state.progress.underway
    unheard = replace(underway, began_ms=None) if underway else None
    return silence(replace(state, progress=replace(state.progress, audio_failed=True, underway=unheard)))


def switched_off(state: State, _event: on.SwitchedOff, _moment: Moment) -> Turn:
    """Forget everything."""
    return silence(replace(state, progress=Progress()))


def unheeded(state: State, _event: on.Unheeded, _moment: Moment) -> Turn:
    """Change nothing."""
    return silence(state)


ASIDES: Mapping[type[on.Event], Callable[[State, Moment], tuple[Line, ...]]] = {
    on.Greeted: asides.hello,
    on.HowLongAsked: asides.how_long,
    on.WhichSetAsked: asides.which_set,
    on.WhatsNextAsked: asides.whats_next,
    on.ProgressAsked: past.doing,
    on.WeekAsked: past.week,
    on.LengthAsked: asides.length,
    on.VolumeAsked: asides.volume,
    on.ContentsAsked: asides.whats_next,
}

DISCLAIMER = (Line.of(Key.WELCOME_FIRST), Line.of(Key.DISCLAIMER_CHECK), Line.of(Key.DISCLAIMER_STOP))

ANYWHERE: Mapping[type[on.Event], Transition] = {
    on.Launched: greeting.launch,
    on.Greeted: greeting.greet,
    on.RoutineAsked: routines.by_level,
    on.WorkoutStarted: doing.started,
    on.NamedRoutineAsked: routines.by_name,
    on.UsualAsked: routines.usual,
    on.OtherLevelAsked: routines.other_level,
    on.TimeNamed: routines.for_time,
    on.KitLacked: equipment.lacked,
    on.KitOwned: equipment.owned,
    on.OnlyKitOwned: equipment.only_owned,
    on.ExerciseAsked: asking.exercise,
    on.ExerciseNamed: asking.exercise_named,
    on.TechniqueAsked: asking.technique,
    on.DetailAsked: asking.detail,
    on.HoldAsked: asking.hold,
    on.RepsAsked: asking.reps,
    on.PaceAsked: wishes.grant,
    on.CountStyleChosen: wishes.grant,
    on.AskingChosen: wishes.grant,
    on.TalkChosen: wishes.grant,
    on.QuietAsked: wishes.grant,
    on.EaseAsked: easing.ease,
    on.RemindAsked: remind,
    on.LevelNamed: routines.level_named,
    on.PlaceNamed: routines.place_named,
    on.MusclesAsked: asking.muscles,
    on.KitAsked: asking.kit,
    on.TopicAsked: asking.topic,
    on.ContentsAsked: doing.contents,
    on.ExerciseSkipped: asking.list_all,
    on.ListAsked: asking.list_all,
    on.RoutinesAsked: routines.list_all,
    on.HowManyAsked: asking.how_many,
    on.GettingDownAsked: floor.down,
    on.GettingUpAsked: floor.up,
    on.HowLongAsked: aside,
    on.WhichSetAsked: aside,
    on.WhatsNextAsked: aside,
    on.ProgressAsked: aside,
    on.WeekAsked: aside,
    on.LastDoneAsked: past.last_done,
    on.NumberSaid: times.number,
    on.QuickAsked: times.quick,
    on.GentleAsked: times.gentle,
    on.PractisedSaid: times.practised,
    on.DoseAsked: doses.dose,
    on.LengthAsked: aside,
    on.VolumeAsked: aside,
    on.FormAsked: further.form,
    on.DoctorAsked: further.doctor,
    on.EmergencyNumberAsked: further.emergency_number,
    on.AboutAsked: further.about_it,
    on.AbilitiesAsked: further.abilities,
    on.MoreAsked: further.more,
    on.Thanked: small_talk.thanked,
    on.Acknowledged: small_talk.acknowledged,
    on.Undecided: small_talk.undecided,
    on.ChoiceLeft: small_talk.choice_left,
    on.DoneSaid: filling.done,
    on.SetFinished: training.go_on,
    on.RatingGiven: levels.rated,
    on.MakeAsked: making.make,
    on.AddAsked: making.add,
    on.LeaveOutAsked: leaving.leave_out,
    on.OwnAsked: filling.own,
    on.OwnContentsAsked: making.contents,
    on.DropOwnAsked: making.ask_to_drop,
    on.ReadySaid: training.go_on,
    on.ResumeAsked: training.go_on,
    on.RepeatAsked: repeating.everything,
    on.PauseAsked: take_time,
    on.HelpAsked: guiding.help_,
    on.HomeAsked: go_home,
    on.OtherAsked: go_home,
    on.StopAsked: training.stop,
    on.CancelAsked: cancel,
    on.NotUnderstood: guiding.not_understood,
    on.HurtSaid: safety.hurt,
    on.SharpPainSaid: safety.sharp_pain,
    on.UnwellSaid: safety.unwell,
    on.EmergencySaid: safety.emergency,
    on.ConditionSaid: conditions.condition,
    on.ForgetAsked: forgetting.ask,
    on.SessionLost: training.lost,
    on.AudioFailed: audio_failed,
    on.SwitchedOff: switched_off,
    on.Unheeded: unheeded,
}

TRANSITIONS: Mapping[Phase, Mapping[type[on.Event], Transition]] = {
    Phase.HOME: {
        on.Agreed: training.accept,
        on.ReadySaid: training.accept,
        on.Declined: training.not_this,
        on.OtherAsked: training.not_this,
        on.ExerciseAsked: doing.offered,
        on.EaseAsked: levels.easier,
        on.DetailAsked: levels.harder_or_detail,
        on.ExerciseNamed: levels.extreme_or_exercise,
    },
    Phase.RESUMABLE: {
        on.Agreed: training.go_on,
        on.ExerciseAsked: doing.workout,
        on.Declined: training.not_that_one,
        on.OtherAsked: training.not_that_one,
        on.StartOverAsked: training.from_the_start,
    },
    Phase.BRIEFED: {
        on.Agreed: training.begin,
        on.ReadySaid: training.begin,
        on.ResumeAsked: training.resume,
        on.NextAsked: training.begin,
        on.NextExerciseAsked: training.begin,
        on.StartOverAsked: training.begin,
        on.Declined: training.not_this,
        on.OtherAsked: training.not_this,
        on.RepeatAsked: training.brief_again,
        on.ExerciseAsked: doing.described,
        on.ExerciseSkipped: training.not_this,
        on.HowManyAsked: training.brief_again,
        on.WarmUpSkipped: finishing.begin_warm,
        on.EaseAsked: levels.easier,
        on.DetailAsked: levels.harder_or_detail,
        on.ExerciseNamed: levels.extreme_or_exercise,
    },
    Phase.WAITING: {
        on.Agreed: training.go_on,
        on.NextAsked: training.go_on,
        on.SkipAsked: training.skip,
        on.RestSkipped: training.go_on,
        on.NextExerciseAsked: finishing.next_exercise,
        on.ExerciseSkipped: training.skip_exercise,
        on.ContentsAsked: aside,
        on.LevelNamed: feedback.level_felt,
        on.SetAgainAsked: training.set_again,
        on.MoreRestAsked: take_time,
        on.Declined: take_time,
        on.OtherAsked: take_time,
        on.PauseAsked: take_time,
        on.PreviousAsked: training.back,
        on.StartOverAsked: training.from_the_start,
        on.RepeatAsked: repeating.told,
        on.ExerciseAsked: doing.workout,
        on.WarmUpSkipped: finishing.skip_warm_up,
        on.TimeNamed: times.moments,
        on.QuickAsked: times.quicker,
        on.PractisedSaid: times.practised_here,
        on.UsualAsked: remind,
    },
    Phase.PAUSED: {
        on.Agreed: training.go_on,
        on.EaseAsked: easing.ease_or_on,
        on.Declined: take_time,
        on.OtherAsked: take_time,
        on.NextAsked: training.skip_exercise,
        on.SkipAsked: training.skip_exercise,
        on.NextExerciseAsked: finishing.next_exercise,
        on.ExerciseSkipped: training.skip_exercise,
        on.ContentsAsked: aside,
        on.LevelNamed: feedback.level_felt,
        on.RestSkipped: resting.rested,
        on.SetAgainAsked: training.set_again,
        on.MoreRestAsked: resting.more_rest,
        on.PauseAsked: training.pause,
        on.PreviousAsked: training.back,
        on.RepeatAsked: repeating.told_or_again,
        on.ExerciseAsked: doing.workout,
        on.StartOverAsked: training.from_the_start,
        on.WarmUpSkipped: finishing.skip_warm_up,
        on.SetFinished: finishing.set_finished,
        on.TimeNamed: times.moments,
        on.QuickAsked: times.quicker,
        on.PractisedSaid: times.practised_here,
        on.UsualAsked: remind,
    },
    Phase.DONE: {
        on.Agreed: go_home,
        on.RepeatAsked: repeating.told,
        on.SetAgainAsked: routines.usual,
        on.StartOverAsked: routines.usual,
        on.ReadySaid: go_home,
        on.Declined: training.stop,
        on.LevelNamed: feedback.level_named,
    },
    Phase.READING: {
        on.Agreed: reading.next_point,
        on.ReadySaid: reading.next_point,
        on.NextAsked: reading.next_point,
        on.NextExerciseAsked: reading.next_point,
        on.SkipAsked: reading.next_point,
        on.PreviousAsked: reading.previous_point,
        on.RepeatAsked: reading.same_point,
        on.StartOverAsked: reading.first_point,
        on.HowManyAsked: reading.how_many_points,
        on.WhichSetAsked: reading.how_many_points,
        on.WhatsNextAsked: doing.next_or_read_on,
        on.ResumeAsked: doing.read_on,
        on.ExerciseAsked: doing.from_reading,
        on.PractisedSaid: times.practised_here,
        on.Declined: reading.leave,
        on.OtherAsked: reading.leave,
    },
    Phase.TALKING: {
        on.Agreed: asking.do_subject,
        on.RepeatAsked: repeating.about_exercise,
        on.ReadySaid: asking.do_subject,
        on.Declined: go_home,
    },
    Phase.MAKING: {
        on.ExerciseNamed: making.named_only,
        on.ExerciseAsked: filling.do_it_or_add,
        on.NumberSaid: filling.numbered,
        on.Greeted: making.greeted,
        on.SkipAsked: making.take_last_out,
        on.ExerciseSkipped: making.take_last_out,
        on.Agreed: making.make,
        on.NextAsked: making.more,
        on.OtherAsked: making.more,
        on.Undecided: asking.list_all,
        on.ChoiceLeft: asking.list_all,
        on.WorkoutStarted: filling.do_it,
        on.ReadySaid: making.finish,
        on.Declined: making.finish,
        on.RepeatAsked: making.again,
        on.ContentsAsked: making.again,
        on.LengthAsked: making.again,
        on.HowLongAsked: making.again,
        on.StartOverAsked: making.ask_to_drop,
        on.CancelAsked: making.leave,
        on.StopAsked: making.stop,
    },
    Phase.DROPPING: {
        on.Agreed: making.drop,
        on.Declined: making.keep,
        on.OtherAsked: making.keep,
        on.Undecided: making.keep,
        on.ChoiceLeft: making.keep,
        on.CancelAsked: making.keep,
    },
    Phase.FORGETTING: {
        on.Agreed: forgetting.forget,
        on.Declined: forgetting.keep,
        on.OtherAsked: forgetting.keep,
        on.CancelAsked: forgetting.keep,
    },
    Phase.CHOOSING: {
        on.ExerciseNamed: routines.level_or_exercise,
        on.ConditionSaid: naming.condition_named,
        on.RepeatAsked: asking.offered_again,
        on.Agreed: asking.agreed,
        on.Declined: asking.unchosen,
        on.OtherAsked: asking.unchosen,
        on.CancelAsked: asking.unchosen,
    },
}
"""What each phase answers in its own way. PLAYING has no row: an event never meets it, see `settle`."""

CUT_INTO: Mapping[type[on.Event], Transition] = {
    on.Greeted: aside_and_on,
    on.HowLongAsked: aside_and_on,
    on.WhichSetAsked: aside_and_on,
    on.WhatsNextAsked: aside_and_on,
    on.ProgressAsked: aside_and_on,
    on.WeekAsked: aside_and_on,
    on.PaceAsked: wishes.grant_and_on,
    on.CountStyleChosen: wishes.grant_and_on,
    on.AskingChosen: wishes.grant_and_on,
    on.TalkChosen: wishes.grant_and_on,
    on.QuietAsked: wishes.grant_and_on,
    on.RemindAsked: remind_and_on,
    on.ReadySaid: resting.rested,
    on.EaseAsked: easing.ease,
    on.AddAsked: and_on(making.add),
    on.LeaveOutAsked: and_on(leaving.leave_out),
    on.OwnContentsAsked: and_on(making.contents),
    on.RestSkipped: resting.rested,
    on.SkipAsked: training.skip,
    on.NextAsked: training.skip,
    on.RepeatAsked: training.again,
    on.LengthAsked: aside_and_on,
    on.VolumeAsked: aside_and_on,
    on.ContentsAsked: aside_and_on,
    on.DoseAsked: doses.dose_and_on,
    on.WarmUpSkipped: finishing.skip_warm_up_and_on,
    on.QuickAsked: times.quicker_and_on,
    on.PractisedSaid: times.practised_and_on,
    on.Thanked: small_talk.thanked_and_on,
    on.Acknowledged: small_talk.acknowledged_and_on,
    on.UsualAsked: remind_and_on,
}
"""What is answered without a pause when it is said into a block: the block then goes on where it was."""

NOTIFICATIONS = (on.AudioFailed, on.SwitchedOff, on.Unheeded)


def advance(state: State, event: on.Event, moment: Moment) -> Turn:
    """Answer one event. Total: every event in every state has an answer, and none raises."""
    here = (
        state if isinstance(event, NOTIFICATIONS) else settling.settle(forgetting.unless_asking(state, event), moment)
    )
    # After words about pain or health nothing goes on as if they hadn't been said, not even a question.
    here = replace(here, said=()) if isinstance(event, ABOUT_HEALTH) else here
    cut_into = _sounds(state) and here.phase is Phase.PAUSED
    rows = (CUT_INTO if cut_into else {}, TRANSITIONS.get(here.phase, {}), ANYWHERE)
    transition = next((row[type(event)] for row in rows if type(event) in row), guiding.not_now)
    turn = _tidied(_introduced(transition(here, event, moment)))
    if turn.reply.silent:
        return turn
    pace = turn.state.progress.preferences.pace
    paced = turn.reply if turn.reply.pace is pace else replace(turn.reply, pace=pace)
    missed = here.missed + 1 if guiding.missed(turn.reply) else 0
    return Turn(replace(turn.state, said=_said(turn.reply), missed=missed), paced)


def _sounds(state: State) -> bool:
    underway = state.progress.underway
    return state.phase is Phase.PLAYING and underway is not None and underway.began_ms is not None


def _said(reply: Reply) -> tuple[str, ...]:
    """Give the keys of what was said; of an answer about pain or health none at all, for that is remembered nowhere."""
    keys = tuple(line.key for line in (*reply.say, reply.ask) if line is not None)
    return () if any(map(_about_health, keys)) else keys


def _about_health(key: str) -> bool:
    return key.partition(".")[0] in UNREMEMBERED


ABOUT_HEALTH = (on.HurtSaid, on.ConditionSaid)

UNREMEMBERED = frozenset({"hurt", "sharp", "unwell", "emergency", "advice", "condition", "health"})


def _introduced(turn: Turn) -> Turn:
    """Say the disclaimer before the first answer that goes on, whichever way somebody came in.

    What is answered to pain or a condition comes first even then. Nothing of it is said twice.
    """
    if turn.state.progress.introduced or turn.reply.ask is None:
        return turn
    progress, say = replace(turn.state.progress, introduced=True), turn.reply.say
    urgent = any(_about_health(line.key) for line in say)
    first, then = (say, DISCLAIMER) if urgent else (DISCLAIMER, say)
    introduced = tuple(dict.fromkeys((*first, *then)))
    return Turn(replace(turn.state, progress=progress), replace(turn.reply, say=introduced))


def _tidied(turn: Turn) -> Turn:
    """Let what belongs to a phase end with it."""
    state = turn.state
    if state.phase is not Phase.CHOOSING:
        state = _with(state, purpose=None, among=(), amount=None, place=None, level=None)
    if state.phase not in INTERRUPTING:
        state = _with(state, back_to=None)
    return Turn(state, turn.reply)


def _with(state: State, **values: object) -> State:
    """Give a state with these values; it mostly has them, and to replace nothing would cost as much as something."""
    has_them = all(getattr(state, name) == value for name, value in values.items())
    return state if has_them else replace(state, **values)  # type: ignore[arg-type] # by name
