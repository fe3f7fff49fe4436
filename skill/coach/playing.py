"""One block played: from a place in a workout to the question at its end."""

from functools import lru_cache

from skill.coach.answers import Moment, Turn, stay
from skill.coach.blocks import closing_question, entered, lead
from skill.coach.floor import first_time, up_at_last
from skill.coach.here import here
from skill.coach.history import sets_in
from skill.coach.keys import Key
from skill.coach.position import Position, after
from skill.coach.preferences import Asking, CountStyle
from skill.coach.reply import Line, Reply, Timeline
from skill.coach.same import Same
from skill.coach.state import Phase, Plan, State, Underway
from skill.coach.steps import Step
from skill.coach.timeline import timeline
from skill.coach.workout import BLOCK_S, block_end, expand, total_s
from skill.frozen import replace


def play(state: State, plan: Plan, position: Position, moment: Moment, *say: Line) -> Turn:
    """Say something and what the block is, and play it from a position to the question at its end."""
    return _played(state, plan, position, moment, say, leads=True)


def play_after(state: State, plan: Plan, position: Position, moment: Moment, *say: Line) -> Turn:
    """Play a block after these words alone: they tell what it is, or somebody is in the midst of it."""
    return _played(state, plan, position, moment, say, leads=False)


def _played(  # noqa: PLR0913 - what both take
    state: State, plan: Plan, position: Position, moment: Moment, say: tuple[Line, ...], *, leads: bool
) -> Turn:
    preferences, start = state.progress.preferences, position.step
    steps = after(expand(plan, moment.catalogue), position)
    end = _end(Same(steps), start, preferences.asking)
    floor = _floor(state, steps, start, end, moment)
    first = (*say, *lead(steps, start, floor)) if leads else (*say, *floor)
    sets = state.progress.underway.sets if state.progress.underway else 0
    # When it begins to sound is known once all is that comes before it: see `framing.sounding`.
    underway = Underway(plan, start, position.done, moment.now_ms, moment.now_ms, sets)
    # What was asked for by number is nobody's level, and what was skipped to its end was not done.
    rates = plan.amount is None and sets + sets_in(steps[start:end]) > 0
    ask, reprompt = closing_question(steps, end, rates=rates)
    if end == len(steps):
        reprompt = up_at_last(plan, state.progress.history, moment.catalogue, reprompt)
    played = replace(state, phase=Phase.PLAYING, plan=None, progress=replace(state.progress, underway=underway))
    # Before what begins on the floor it was told with the description, which "ready" has answered.
    helped = bool(floor) or (start == 0 and Key.FLOOR_DOWN in state.said)
    block = _block(Same(steps), start, end, preferences.count, helped)
    return Turn(played, Reply(first, block, ask=ask, reprompt=reprompt))


@lru_cache(maxsize=64)
def _end(steps: Same[tuple[Step, ...]], start: int, asking: Asking) -> int:
    return block_end(steps.it, start, asking)


@lru_cache(maxsize=64)
def _block(steps: Same[tuple[Step, ...]], start: int, end: int, style: CountStyle, helped: bool) -> Timeline:  # noqa: FBT001 - as lru_cache keeps it
    return timeline(entered(steps.it[start:end], helped=helped), style)


def _floor(state: State, steps: tuple[Step, ...], start: int, end: int, moment: Moment) -> tuple[Line, ...]:
    """Say how to get down or up the first time; where a block leaves no room for it, that is told on request only."""
    told = first_time(steps, start, state.progress.history)
    room_s = BLOCK_S - total_s(steps[start:end])
    return told if moment.spoken_ms(told) <= room_s * 1000 else ()


def play_on(state: State, moment: Moment, *say: Line) -> Turn:
    """Go on exactly where the block was cut into, after some words, or else after saying what it is."""
    at = here(state, moment.catalogue)
    if at is None:
        return stay(state, moment, *say)
    return (play_after if say else play)(state, at.plan, at.position, moment, *say)
