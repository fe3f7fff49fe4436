"""Words for a timeline."""

import pytest

from skill.catalogue.model import Catalogue, Level
from skill.coach.reply import Cue, CueKind, Line, Timeline
from skill.coach.state import Plan
from skill.coach.timeline import timeline
from skill.coach.workout import expand
from skill.speech.duration import estimate_ms
from skill.speech.lines import Lines
from skill.speech.script import Beat, fitting, script, sparing

LONG, SHORT = "A long way up.", "Up."
LINES = Lines({"way": (LONG, SHORT)})


def _cue(at_ms: int, window_ms: int, *, optional: bool = False) -> Cue:
    return Cue(at_ms, window_ms, Line("way"), CueKind.CUE, optional)


@pytest.mark.parametrize(
    ("window_ms", "optional", "said"),
    [
        (estimate_ms(LONG), True, LONG),
        (estimate_ms(LONG) - 1, True, SHORT),
        (estimate_ms(SHORT), True, SHORT),
        (estimate_ms(SHORT) - 1, True, None),
        (estimate_ms(LONG), False, LONG),
        (estimate_ms(SHORT) - 1, False, SHORT),
    ],
)
def test_fitting(window_ms: int, said: str | None, *, optional: bool) -> None:
    """The longest wording that fits is said, and where none fits only what may be left out is left out."""
    assert fitting(_cue(0, window_ms, optional=optional), LINES) == said


def test_left_out() -> None:
    """A remark that does not fit gives its time to the words before it."""
    kept, dropped, last = _cue(0, 1000), _cue(1000, 1, optional=True), _cue(1001, 4000)
    assert script(Timeline((kept, dropped, last), 5001), LINES) == (
        Beat(0, 1001, SHORT, kept),
        Beat(1001, 4000, LONG, last),
    )


def test_nothing() -> None:
    """No cues, no words."""
    assert script(Timeline((), 1000), LINES) == ()


def _plans(catalogue: Catalogue) -> list[Plan]:
    alone = [Plan(level, exercise=id_) for id_ in catalogue.exercises for level in Level]
    return alone + [Plan(level, routine=id_) for id_ in catalogue.routines for level in Level]


def test_no_overlap(catalogue: Catalogue, lines: Lines) -> None:
    """In every workout there is, each word ends before the next begins, and the last before the end."""
    for plan in _plans(catalogue):
        played = timeline(expand(plan, catalogue))
        beats = script(played, lines)
        ends = [*(beat.at_ms for beat in beats[1:]), played.length_ms]
        late = [beat.say for beat, end in zip(beats, ends, strict=True) if beat.at_ms + estimate_ms(beat.say) > end]
        assert late == [], plan


def test_counts_are_kept(catalogue: Catalogue, lines: Lines) -> None:
    """In every workout there is, each count is said."""
    for plan in _plans(catalogue):
        played = timeline(expand(plan, catalogue))
        said = [beat.cue for beat in script(played, lines) if beat.cue.kind is CueKind.COUNT]
        assert said == [cue for cue in played.cues if cue.kind is CueKind.COUNT], plan


def test_sparing(catalogue: Catalogue, lines: Lines) -> None:
    """Without remarks inside its sets every other beat of a workout is said when it was, and nothing is missing."""
    played = timeline(expand(Plan(Level.ADVANCED, routine="gym-advanced"), catalogue))
    said = [(beat.at_ms, beat.say) for beat in script(sparing(played), lines)]
    whole = [(beat.at_ms, beat.say, beat.cue) for beat in script(played, lines)]
    assert said == [(at, say) for at, say, cue in whole if not (cue.optional and cue.kind is CueKind.CUE)]
    assert len(said) < len(whole)
