"""Words as samples: espeak-ng, the one voice that a machine without a network can have."""

import io
import shutil
import subprocess
import wave
from array import array
from collections.abc import Callable

from msgspec import Struct

from skill.errors import BackCoachError

RATE = 22_050
"""Samples a second of every voice of espeak-ng's own."""

VOICE = ("-v", "en-us", "-s", "160")
"""The voice that the estimates in `skill.speech.duration` were fitted to."""

QUIET = 100
"""Of 32,768: what is softer is silence, which espeak-ng puts before a stop consonant and after every text."""

MARKUP = "<speak>"
"""How a text begins that holds markup; any other is said as it stands."""

Say = Callable[[str], bytes]
"""Gives a text as 16-bit mono samples at `RATE`, with no silence before it or after it; none for an empty text."""

INSTALL = (
    "espeak-ng is not installed, and nothing else here can speak: "
    "on Debian or Ubuntu run sudo apt install espeak-ng, on a Mac brew install espeak-ng"
)


class NoVoiceError(BackCoachError):
    """There is no espeak-ng, or it does not work; the message says what to do."""


class Espeak(Struct, frozen=True):
    """Says texts by starting a program for each. Raises NoVoiceError."""

    program: str

    def __call__(self, text: str) -> bytes:
        """Give the samples of a text."""
        read_as = ["-m"] if text.startswith(MARKUP) else []
        command = [self.program, *VOICE, *read_as, "--stdout", "--", text]
        try:
            done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - a fixed program, no shell
            return trimmed(_samples(done.stdout)) if done.stdout else b""
        except (OSError, subprocess.CalledProcessError, wave.Error, EOFError) as error:
            message = f"{self.program} could not say {text!r}: {error}"
            raise NoVoiceError(message) from error


def installed() -> Espeak:
    """Find espeak-ng. Raises NoVoiceError, saying how to install it."""
    program = shutil.which("espeak-ng")
    if program is None:
        raise NoVoiceError(INSTALL)
    return Espeak(program)


def trimmed(samples: bytes) -> bytes:
    """Cut the silence before and after, so that a word begins when it is said to."""
    loud = [index for index, sample in enumerate(array("h", samples)) if abs(sample) > QUIET]
    return samples[2 * loud[0] : 2 * loud[-1] + 2] if loud else b""


def _samples(recorded: bytes) -> bytes:
    # The length in the header is a guess, made before the first word was spoken; what is there counts.
    with wave.open(io.BytesIO(recorded)) as sound:
        samples: bytes = sound.readframes(sound.getnframes())
        return samples
