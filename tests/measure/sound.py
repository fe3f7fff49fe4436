"""What espeak-ng makes of speech markup, and where in the sound something begins."""

import io
import subprocess
import wave
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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

    def begins(self, silences_ms: Iterable[int]) -> list[int]:
        """Give the millisecond at which words begin that have at least these silences after them, each in its turn.

        A silence inside words must be shorter than the one after them. The list ends where the sound does.
        """
        wanted = iter(silences_ms)
        found: list[int] = []
        least_ms = 0
        for start_ms, silence_ms in self._sounds():
            if silence_ms >= least_ms:
                found.append(round(start_ms))
                least_ms = next(wanted, 0)
        return found

    def _sounds(self) -> Iterator[tuple[float, float]]:
        """Give where each unbroken sound begins, and the silence before it."""
        loud = [place * 1000 / self.rate for place, sample in enumerate(self.samples) if abs(sample) > QUIET]
        yield from ((start, start) for start in loud[:1])
        yield from ((after, after - before) for before, after in pairwise(loud))


def synthesised(espeak: Espeak, markup: str) -> Sound:
    """Speak finished markup as one utterance."""
    command = [espeak.program, *VOICE, "-m", "--stdin", "--stdout"]
    done = subprocess.run(command, input=speak(markup).encode(), capture_output=True, check=True)  # noqa: S603 - no shell
    with wave.open(io.BytesIO(done.stdout)) as wav:
        return Sound(array("h", wav.readframes(wav.getnframes())), wav.getframerate())
