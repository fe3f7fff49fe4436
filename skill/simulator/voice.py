"""The coach's voice in the room: espeak-ng through whatever plays sound here, or nothing."""

import io
import shutil
import subprocess
import wave
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Protocol

import click
from msgspec import Struct

SPEAK = ("espeak-ng", "-v", "en-us", "-s", "160")
PLAYERS = (("paplay",), ("aplay", "-q"))
"""Play a WAV file that comes in on their input; the first one that does is used."""

PATIENCE_S = 3
"""A device that hasn't played a tenth of a second by then is taken for none."""

RATE = 22_050

NOT_REAL = "no voice: the virtual clock leaves no time to speak in"
NOT_INSTALLED = (
    "no voice: espeak-ng is not installed (Debian, Ubuntu: sudo apt install espeak-ng; Mac: brew install it)"
)
NO_DEVICE = "no voice: espeak-ng finds no sound device here"

Command = tuple[str, ...]


class Running(Protocol):
    """A program under way; `subprocess.Popen` is one."""

    stdout: IO[bytes] | None

    def poll(self) -> int | None:
        """Give the exit code, None while it runs."""

    def kill(self) -> None:
        """End it at once."""


Start = Callable[..., Running]


class Voice(Protocol):
    """Says things, one at a time, and keeps nobody waiting."""

    def say(self, text: str) -> None:
        """Begin to say a text; what is being said gives way to it."""

    def hush(self) -> None:
        """Fall silent at once."""


class Mute:
    """The voice of a room without one."""

    def say(self, text: str) -> None:
        """Say nothing."""

    def hush(self) -> None:
        """Go on saying nothing."""


class Aloud:
    """Speaks with espeak-ng: directly, or through a player that is given its sound."""

    def __init__(self, player: Command | None, start: Start) -> None:
        self._player = player
        self._start = start
        self._running: list[Running] = []

    def say(self, text: str) -> None:
        """Start the programs that say it, and wait for none. A name in brackets, of an audio file, is not read out."""
        self.hush()
        if text.strip() and not text.startswith("["):
            self._running += self._started(text)

    def hush(self) -> None:
        """End what still speaks. Of what has been ended before, only its exit is taken note of."""
        for program in self._running:
            if program.poll() is None:
                program.kill()
        self._running = [program for program in self._running if program.poll() is None]

    def _started(self, text: str) -> Iterator[Running]:
        quiet = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        if self._player is None:
            yield self._start([*SPEAK, "--", text], **quiet, stdout=subprocess.DEVNULL)
            return
        speaking = self._start([*SPEAK, "--stdout", "--", text], **quiet, stdout=subprocess.PIPE)
        yield speaking
        yield self._start(self._player, stdin=speaking.stdout, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if speaking.stdout is not None:
            speaking.stdout.close()


class Machine(Struct, frozen=True):
    """What this computer has to speak with."""

    which: Callable[[str], str | None] = shutil.which
    run: Callable[..., "subprocess.CompletedProcess[bytes]"] = subprocess.run
    start: Start = subprocess.Popen

    def voice(self, *, real: bool) -> Voice:
        """Give the voice for a conversation on the real clock or another; where it is silent, say why in one line."""
        found = self._found() if real else NOT_REAL
        if isinstance(found, str):
            click.echo(found, err=True)
            return Mute()
        return found

    def _found(self) -> Voice | str:
        if self.which(SPEAK[0]) is None:
            return NOT_INSTALLED
        players = (*(player for player in PLAYERS if self.which(player[0])), None)
        return next((Aloud(player, self.start) for player in players if self._plays(player)), NO_DEVICE)

    def _plays(self, player: Command | None) -> bool:
        """Play a moment of silence. Without a device espeak-ng says so and exits with 0, so its words count too."""
        command: Sequence[str] = player or (*SPEAK, "--", "")
        sound = _silence() if player else b""
        try:
            done = self.run(command, input=sound, capture_output=True, timeout=PATIENCE_S, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0 and not any(line.startswith(b"error:") for line in done.stderr.splitlines())


def _silence() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(bytes(2 * RATE // 10))
    return out.getvalue()
