"""The transcript: a conversation as lines of text, each with its time, and a bar for what is being timed.

On a terminal, in real time, the bar is redrawn in place. Anywhere else there is one plain line when a timer starts and
not one control character, so that a transcript can be kept and compared.
"""

import os
import textwrap
from collections.abc import Mapping
from typing import Self, TextIO

from msgspec import Struct

from skill.simulator.person import Spoken
from skill.simulator.sound import Sound

TICK_MS = 250
"""How often the bar is redrawn."""
BAR_WIDTH = 24
"""Where there is room for it: a line that wraps can't be redrawn in place."""
NARROWEST_TEXT = 20
"""Where less than this is left beside the label, lines are the terminal's to break."""
PROMPT = "you> "

_COLOURS = {"coach": "36", "you": "32", "": "2"}
_CLEAR, _LINE_ABOVE, _SAVE, _RESTORE = "\r\x1b[K", "\x1b[A", "\x1b7", "\x1b8"


class Paper(Struct, frozen=True):
    """What a stream can show."""

    terminal: bool
    """True where a line can be written over."""
    colour: bool
    blocks: bool
    """True where the stream's encoding has the bar's two blocks."""
    columns: int = 0
    """How wide a line may be; 0 where that is nobody's concern, as in a file."""

    @classmethod
    def of(cls, out: TextIO, environ: Mapping[str, str] = os.environ) -> Self:
        """Find out: colour only on a terminal and where NO_COLOR is unset, and nothing of the kind on a dumb one."""
        terminal = out.isatty() and environ.get("TERM") != "dumb"
        return cls(
            terminal, terminal and not environ.get("NO_COLOR"), _survives("█░", out), _columns(out) if terminal else 0
        )


class _Timer(Struct, frozen=True):
    name: str
    began_ms: int
    length_ms: int

    def left_ms(self, now_ms: int) -> int:
        return max(0, self.began_ms + self.length_ms - now_ms)


class Transcript:
    """Writes a conversation down as it happens. Times are since the conversation began."""

    def __init__(self, out: TextIO, paper: Paper, *, live: bool, prompting: bool) -> None:
        self._out = out
        self._paper = paper
        self._prompting = prompting and paper.terminal
        self._timer: _Timer | None = None
        self._unfinished = False
        self.redraws = live and paper.terminal
        """Whether there is a bar to redraw while a timer runs."""

    def sound(self, at_ms: int, sound: Sound) -> None:
        """Write what the coach says, and start the timer that comes with it."""
        if sound.text:
            self._line(at_ms, "coach", sound.text)
        if sound.timer is None:
            return
        self._timer = _Timer(sound.timer, at_ms, sound.timer_ms)
        if self.redraws:
            self.tick(at_ms)
        else:
            self.remark(at_ms, f"{sound.timer} {_seconds(sound.timer_ms)}")

    def tick(self, now_ms: int) -> None:
        """Redraw what is left of the timer; do nothing where there is none."""
        if self.redraws and self._timer is not None:
            label = _label(now_ms, "")
            self._draw(f"{label}{self._bar(self._timer, now_ms, len(label))}")
            if not self._timer.left_ms(now_ms):
                self._timer = None

    def stop_timer(self) -> None:
        """Forget what was being timed: the coach was interrupted, or says something else."""
        self._timer = None

    def you(self, at_ms: int, spoken: Spoken) -> None:
        """Write what the person says, in place of what the terminal echoed of it."""
        if spoken.echoed and self._prompting:
            self._write(_LINE_ABOVE)
        self._line(at_ms, "you", spoken.words + ("  (said for you)" if spoken.for_you else ""))

    def remark(self, at_ms: int, text: str) -> None:
        """Write what nobody says: that the device listens, that a session ended."""
        self._line(at_ms, "", text)

    def prompt(self) -> None:
        """Ask for a line where one can be typed."""
        if self._prompting and not self._unfinished:
            self._write(PROMPT)
            self._unfinished = True

    def close(self) -> None:
        """Leave the last line finished."""
        if self._unfinished:
            self._write("\n")
            self._unfinished = False

    def _draw(self, bar: str) -> None:
        if not self._unfinished:
            self._write(f"{self._clearing()}{bar} ")
        elif self._prompting:
            self._write(f"{_SAVE}\r{bar}{_RESTORE}")
        else:
            self._write(f"\r{bar} ")
        self._unfinished = True

    def _bar(self, timer: _Timer, now_ms: int, indent: int) -> str:
        left_ms = timer.left_ms(now_ms)
        seconds = f"{-(-left_ms // 1000):>3} s"
        width = BAR_WIDTH
        if self._paper.columns:
            # Two spaces around the bar, and one behind it all, where the cursor stands.
            width = min(BAR_WIDTH, self._paper.columns - indent - len(timer.name) - len(seconds) - 3)
        if width < 1:
            return f"{timer.name} {seconds}"
        full, empty = "█░" if self._paper.blocks else "#-"
        filled = round(width * left_ms / timer.length_ms) if timer.length_ms else 0
        return f"{timer.name} {full * filled}{empty * (width - filled)} {seconds}"

    def _line(self, at_ms: int, who: str, text: str) -> None:
        label = _label(at_ms, who)
        lines = self._wrapped(text, len(label))
        if self._paper.colour:
            label = f"\x1b[{_COLOURS[who]}m{label}\x1b[0m"
        self._write(f"{self._clearing()}{label}{lines}\n")
        self._unfinished = False

    def _wrapped(self, text: str, indent: int) -> str:
        room = self._paper.columns - indent
        if room < NARROWEST_TEXT:
            return text
        lines = textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False)
        return f"\n{' ' * indent}".join(lines)

    def _clearing(self) -> str:
        """Give what makes room on the line, where a bar, a prompt or anything typed early may stand."""
        return _CLEAR if self._unfinished or self._prompting else ""

    def _write(self, text: str) -> None:
        encoding = self._out.encoding or "utf-8"
        self._out.write(text.encode(encoding, "replace").decode(encoding))
        self._out.flush()


def _label(at_ms: int, who: str) -> str:
    """Give the time to the tenth, and who speaks, as ``  2:05.0  coach  ``."""
    minutes, ms = divmod(at_ms, 60_000)
    return f"{minutes:>3}:{ms // 1000:02}.{ms % 1000 // 100}  {who:<5}  "


def _seconds(ms: int) -> str:
    return f"{ms / 1000:g} s"


def _columns(out: TextIO) -> int:
    try:
        return os.get_terminal_size(out.fileno()).columns
    except OSError:
        return 0


def _survives(text: str, out: TextIO) -> bool:
    try:
        text.encode(out.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
