"""How somebody wants to be coached from now on: pace, counting, and where to be asked. Said at any time, and kept."""

from skill.coach.answers import Moment, Turn, exercise_underway, in_workout, stay
from skill.coach.events import AskingChosen, CountStyleChosen, PaceAsked, QuietAsked, TalkChosen
from skill.coach.keys import Key
from skill.coach.preferences import Asking, CountStyle, Pace, Preferences, Talk
from skill.coach.reply import Line
from skill.coach.state import Phase, State
from skill.coach.tailoring import as_wished
from skill.coach.training import go_on_after
from skill.frozen import replace

PACES = tuple(Pace)

Wish = PaceAsked | CountStyleChosen | AskingChosen | TalkChosen | QuietAsked

PACE_TOLD = {Pace.SLOWER: Key.PACE_SLOWER, Pace.USUAL: Key.PACE_USUAL, Pace.FASTER: Key.PACE_FASTER}
STYLE_TOLD = {
    CountStyle.USUAL: Key.COUNT_USUAL,
    CountStyle.EVERY_SECOND: Key.COUNT_EVERY_SECOND,
    CountStyle.EVERY_FIVE: Key.COUNT_EVERY_FIVE,
    CountStyle.QUIET: Key.COUNT_QUIET,
}
ASKING_TOLD = {
    Asking.EACH_EXERCISE: Key.ASK_EACH_EXERCISE,
    Asking.EACH_SET: Key.ASK_EACH_SET,
    Asking.RARELY: Key.ASK_RARELY,
}
TALK_TOLD = {Talk.USUAL: Key.TALK_USUAL, Talk.FULL: Key.TALK_FULL, Talk.SHORT: Key.TALK_SHORT}


def grant(state: State, event: Wish, moment: Moment) -> Turn:
    """Keep the choice and ask again what was being asked; told to keep going by itself, the coach goes on at once."""
    granted, told = _granted(state, event, moment)
    if event == AskingChosen(Asking.RARELY) and state.phase is Phase.WAITING:
        return go_on_after(granted, moment, told)
    return stay(granted, moment, told)


def _granted(state: State, event: Wish, moment: Moment) -> tuple[State, Line]:
    before = state.progress.preferences
    match event:
        case CountStyleChosen(style):
            preferences, told = replace(before, count=style), STYLE_TOLD[style]
        case AskingChosen(asking):
            preferences, told = replace(before, asking=asking), ASKING_TOLD[asking]
        case TalkChosen(talk):
            preferences, told = replace(before, talk=talk), TALK_TOLD[talk]
        case QuietAsked():
            preferences, told = replace(before, talk=Talk.SHORT, count=CountStyle.QUIET), Key.TALK_QUIET
        case PaceAsked(faster):
            preferences = replace(before, pace=_changed(before.pace, faster=faster))
            told = _pace_told(before.pace, preferences.pace, faster=faster)
            if told is Key.PACE_FASTER and _lifts(state, moment):
                told = Key.PACE_FASTER_LOADED
    return _with(state, preferences, moment), Line.of(told)


def _lifts(state: State, moment: Moment) -> bool:
    """Say whether the exercise at hand in a workout has a weight, with which nothing gets faster."""
    exercise = exercise_underway(state, moment) if in_workout(state) else None
    return exercise is not None and exercise.loaded


def _changed(pace: Pace, *, faster: bool | None) -> Pace:
    if faster is None:
        return Pace.USUAL
    index = PACES.index(pace) + (1 if faster else -1)
    return PACES[min(max(index, 0), len(PACES) - 1)]


def _pace_told(before: Pace, now: Pace, *, faster: bool | None) -> Key:
    if before is now and faster is not None:
        return Key.PACE_FASTEST if faster else Key.PACE_SLOWEST
    return PACE_TOLD[now]


def _with(state: State, preferences: Preferences, moment: Moment) -> State:
    """Put preferences in force, for the workout in flight and the one described as well."""
    progress, known = replace(state.progress, preferences=preferences), moment.catalogue
    underway = progress.underway
    if underway is not None:
        progress = replace(progress, underway=replace(underway, plan=as_wished(underway.plan, progress, known)))
    plan = as_wished(state.plan, progress, known) if state.plan else None
    return replace(state, plan=plan, progress=progress)
