"""How somebody wants to be coached from now on: pace, counting, and where to be asked. Said at any time, and kept."""

from dataclasses import replace

from skill.coach.answers import Moment, Turn, stay
from skill.coach.events import AskingChosen, CountStyleChosen, PaceAsked
from skill.coach.keys import Key
from skill.coach.preferences import Asking, CountStyle, Pace, Preferences
from skill.coach.reply import Line
from skill.coach.settling import placed
from skill.coach.state import Phase, State
from skill.coach.training import go_on_after, play_on

PACES = tuple(Pace)

Wish = PaceAsked | CountStyleChosen | AskingChosen

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


def grant(state: State, event: Wish, moment: Moment) -> Turn:
    """Keep the choice and ask again what was being asked; told to keep going by itself, the coach goes on at once."""
    granted, told = _granted(state, event)
    if event == AskingChosen(Asking.RARELY) and state.phase is Phase.WAITING:
        return go_on_after(granted, moment, told)
    return stay(granted, moment, told)


def grant_and_on(state: State, event: Wish, moment: Moment) -> Turn:
    """Keep the choice and go on where the block was cut into."""
    granted, told = _granted(state, event)
    return play_on(granted, moment, told)


def _granted(state: State, event: Wish) -> tuple[State, Line]:
    preferences = state.progress.preferences
    match event:
        case CountStyleChosen(style):
            return _with(state, replace(preferences, count=style)), Line.of(STYLE_TOLD[style])
        case AskingChosen(asking):
            return _with(state, replace(preferences, asking=asking)), Line.of(ASKING_TOLD[asking])
        case PaceAsked(faster):
            pace = _changed(preferences.pace, faster=faster)
            return _with(state, replace(preferences, pace=pace)), Line.of(
                _pace_told(preferences.pace, pace, faster=faster)
            )


def _changed(pace: Pace, *, faster: bool | None) -> Pace:
    if faster is None:
        return Pace.USUAL
    index = PACES.index(pace) + (1 if faster else -1)
    return PACES[min(max(index, 0), len(PACES) - 1)]


def _pace_told(before: Pace, now: Pace, *, faster: bool | None) -> Key:
    if before is now and faster is not None:
        return Key.PACE_FASTEST if faster else Key.PACE_SLOWEST
    return PACE_TOLD[now]


def _with(state: State, preferences: Preferences) -> State:
    """Put preferences in force, for the workout in flight and the one described as well."""
    underway = state.progress.underway
    if underway is not None:
        state = placed(state, replace(underway, plan=replace(underway.plan, pace=preferences.pace)))
    plan = replace(state.plan, pace=preferences.pace) if state.plan else None
    return replace(state, plan=plan, progress=replace(state.progress, preferences=preferences))
