"""What the platform tells of itself: heeded, and never answered with speech."""

from skill.coach import events as on
from skill.coach.answers import Moment, Turn, silence
from skill.coach.state import Progress, State
from skill.frozen import replace


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
