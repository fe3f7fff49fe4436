"""What espeak-ng makes of speech markup, and where in the sound something begins."""

import io
import subprocess
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from skill.sounding.espeak import QUIET, VOICE, Espeak
from skill.speech.ssml import speak


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples at a rate."""

    samples: Sequence[int]
    rate: int

    @property
    def length_ms(self) -> int:
        """The whole, with the silence at its end."""
        return round(len(self.samples) * 1000 / self.rate)

    def heard_from(self, at_ms: int) -> int:
        """Give the millisecond of the first sound at or after another; the end where none follows."""
        first = at_ms * self.rate // 1000
        loud = (place for place in range(first, len(self.samples)) if abs(self.samples[place]) > QUIET)
        return round(next(loud, len(self.samples)) * 1000 / self.rate)


def synthesised(espeak: Espeak, markup: str) -> Sound:
    """Speak finished markup as one utterance."""
    command = [espeak.program, *VOICE, "-m", "--stdin", "--stdout"]
    done = subprocess.run(command, input=speak(markup).encode(), capture_output=True, check=True)  # noqa: S603 - no shell
    with wave.open(io.BytesIO(done.stdout)) as wav:
        return Sound(array("h", wav.readframes(wav.getnframes())), wav.getframerate())
