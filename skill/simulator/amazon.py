"""Amazon's own intents and slot types, as far as the coach's model can declare them."""

from collections.abc import Callable, Mapping, Sequence

from skill.simulator.numerals import duration, number

FALLBACK = "AMAZON.FallbackIntent"

UTTERANCES: Mapping[str, tuple[str, ...]] = {
    "AMAZON.CancelIntent": ("cancel", "never mind", "forget it"),
    FALLBACK: (),
    "AMAZON.HelpIntent": ("help", "help me", "can you help me"),
    "AMAZON.NavigateHomeIntent": ("go home", "home", "go to home", "go to the home screen"),
    "AMAZON.NextIntent": ("next", "skip", "skip forward"),
    "AMAZON.NoIntent": ("no", "no thanks", "nope"),
    "AMAZON.PauseIntent": ("pause", "pause that"),
    "AMAZON.PreviousIntent": ("previous", "go back", "skip back", "back up"),
    "AMAZON.RepeatIntent": ("repeat", "say that again", "repeat that"),
    "AMAZON.ResumeIntent": ("resume", "continue", "keep going"),
    "AMAZON.StartOverIntent": ("start over", "restart", "start again"),
    "AMAZON.StopIntent": ("stop", "off", "shut up"),
    "AMAZON.YesIntent": ("yes", "yes please", "sure", "yeah", "yep"),
}
"""The canonical utterances of each built-in intent. Alexa matches these exactly, so a model adds samples of its own."""

LEAVING = frozenset({"exit", "quit"})
"""Said inside a session these end it at once, and reach the skill as the end of the session, never as an intent."""

SLOT_TYPES: Mapping[str, Callable[[Sequence[str]], str | None]] = {
    "AMAZON.NUMBER": number,
    "AMAZON.DURATION": duration,
}
"""The built-in slot types, each as the reader of its words: what Alexa writes into the slot, or None."""
