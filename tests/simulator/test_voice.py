"""The coach's voice in the room, with programs that only pretend to run."""

import io
import subprocess
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from typing import IO, Any

import pytest

from skill.simulator.clock import VirtualClock
from skill.simulator.device import Device
from skill.simulator.shell import converse
from skill.simulator.voice import NO_DEVICE, NOT_INSTALLED, NOT_REAL, Aloud, Machine, Mute

Json = dict[str, Any]

SPEAK = ["espeak-ng", "-v", "en-us", "-s", "160"]


class Program:
    """A program that runs until it is told to stop."""

    def __init__(self, command: list[str], **options: Any) -> None:  # noqa: ANN401 - what Popen takes
        self.command = list(command)
        self.stdin = options["stdin"]
        self.stdout: IO[bytes] | None = io.BytesIO() if options["stdout"] == subprocess.PIPE else None
        self.code: int | None = None

    def poll(self) -> int | None:
        """Give the exit code, if it has one."""
        return self.code

    def kill(self) -> None:
        """End."""
        self.code = -9


@pytest.fixture
def started() -> list[Program]:
    """Give the programs that were started."""
    return []


@pytest.fixture
def start(started: list[Program]) -> Callable[..., Program]:
    """Give a way to start a program."""

    def start(command: list[str], **options: Any) -> Program:  # noqa: ANN401 - what Popen takes
        started.append(Program(command, **options))
        return started[-1]

    return start


def machine(
    installed: tuple[str, ...],
    working: tuple[str, ...],
    *,
    error: Exception | None = None,
    start: Callable[..., Program] = Program,
) -> Machine:
    """Give a computer with programs, some of which can play a sound."""

    def run(command: list[str], **options: object) -> "subprocess.CompletedProcess[bytes]":
        del options
        if error is not None:
            raise error
        if command[0] in working:
            return subprocess.CompletedProcess(command, 0, b"", b"ALSA lib: a warning\n")
        # Without a device espeak-ng complains, and exits with 0 all the same.
        return subprocess.CompletedProcess(
            command, 0 if command[0] == "espeak-ng" else 1, b"", b"error: No such file\n"
        )

    return Machine(lambda name: f"/usr/bin/{name}" if name in installed else None, run, start)


def test_a_text_is_spoken_through_the_player(started: list[Program], start: Callable[..., Program]) -> None:
    """What espeak-ng writes is what the player reads, and a text that looks like an option is still a text."""
    Aloud(("aplay", "-q"), start).say("-q Up.")

    assert [program.command for program in started] == [[*SPEAK, "--stdout", "--", "-q Up."], ["aplay", "-q"]]
    assert started[1].stdin is started[0].stdout
    assert started[0].stdout is not None
    assert started[0].stdout.closed


def test_a_text_is_spoken_without_a_player(started: list[Program], start: Callable[..., Program]) -> None:
    """Where espeak-ng reaches the device itself, it is all there is to start."""
    Aloud(None, start).say("Up.")

    assert [program.command for program in started] == [[*SPEAK, "--", "Up."]]


def test_what_comes_next_cuts_short_what_still_sounds(started: list[Program], start: Callable[..., Program]) -> None:
    """One voice says one thing at a time, and the later is on time; what has ended by itself is left alone."""
    voice = Aloud(("paplay",), start)
    voice.say("Up.")
    started[0].code = 0
    voice.say("Down.")

    assert [program.code for program in started] == [0, -9, None, None]


def test_hushed_it_falls_silent_at_once(started: list[Program], start: Callable[..., Program]) -> None:
    """Whatever speaks is ended, and nothing is started in its place."""
    voice = Aloud(None, start)
    voice.say("Hold.")
    voice.hush()
    voice.hush()

    assert [program.code for program in started] == [-9]


@pytest.mark.parametrize("text", ["", " ", "[bell_01]"])
def test_what_is_no_word_is_not_said(started: list[Program], start: Callable[..., Program], text: str) -> None:
    """Neither silence nor the name of an audio file is read out."""
    Aloud(None, start).say(text)

    assert started == []


ALL = ("espeak-ng", "paplay", "aplay")


@pytest.mark.parametrize(
    ("installed", "working", "programs"),
    [
        (ALL, ALL, [[*SPEAK, "--stdout", "--", "Up."], ["paplay"]]),
        (ALL, ("aplay", "espeak-ng"), [[*SPEAK, "--stdout", "--", "Up."], ["aplay", "-q"]]),
        (("espeak-ng", "aplay"), ALL, [[*SPEAK, "--stdout", "--", "Up."], ["aplay", "-q"]]),
        (ALL, ("espeak-ng",), [[*SPEAK, "--", "Up."]]),
        (("espeak-ng",), ALL, [[*SPEAK, "--", "Up."]]),
    ],
)
def test_the_first_way_to_the_device_that_works_is_taken(
    started: list[Program],
    start: Callable[..., Program],
    installed: tuple[str, ...],
    working: tuple[str, ...],
    programs: list[list[str]],
) -> None:
    """Each is tried with a moment of silence; warnings do no harm."""
    machine(installed, working, start=start).voice(real=True).say("Up.")

    assert [program.command for program in started] == programs


@pytest.mark.parametrize(
    ("computer", "real", "reason"),
    [
        (machine(ALL, ALL), False, NOT_REAL),
        (machine((), ()), True, NOT_INSTALLED),
        (machine(("paplay", "aplay"), ALL), True, NOT_INSTALLED),
        (machine(ALL, ()), True, NO_DEVICE),
        (machine(ALL, ALL, error=subprocess.TimeoutExpired("aplay", 3)), True, NO_DEVICE),
        (machine(ALL, ALL, error=PermissionError()), True, NO_DEVICE),
    ],
)
def test_a_room_without_a_voice_says_why(
    capsys: pytest.CaptureFixture[str],
    computer: Machine,
    real: bool,  # noqa: FBT001 - a parameter
    reason: str,
) -> None:
    """One line, beside the transcript, and then the conversation is a silent one."""
    voice = computer.voice(real=real)
    voice.say("Up.")
    voice.hush()

    assert isinstance(voice, Mute)
    assert capsys.readouterr() == ("", f"{reason}\n")


class Listening:
    """A voice that is only written down."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self.heard: list[tuple[int, str]] = []

    def say(self, text: str) -> None:
        """Write a text down."""
        self.heard.append((self._clock.elapsed_ms(), text))

    def hush(self) -> None:
        """Write the silence down."""
        self.heard.append((self._clock.elapsed_ms(), ""))


def test_the_voice_keeps_to_the_conversation(device: Device, answers: deque[Any], answer: Callable[..., Json]) -> None:
    """Every sound is said at its time; whoever talks over the coach silences her, if the device has heard it."""
    clock = VirtualClock(datetime(2026, 11, 22, 9, tzinfo=UTC))
    voice = Listening(clock)
    answers.append(answer("Go.", beats=({"say": "Hold.", "ms": 5000}, {"say": "One.", "ms": 5000})))
    answers.append(answer("Paused.", shouldEndSession=True))
    converse(device, clock, io.StringIO(), ["open back coach", "@1 pause", "@2 alexa, pause"], voice=voice)

    assert voice.heard == [(0, "Go."), (400, "Hold."), (2000, ""), (2000, "Paused.")]
