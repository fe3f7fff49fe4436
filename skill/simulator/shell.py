"""The shell: a person, a clock and a device in one room, and a transcript of what they say to each other."""

import os
import queue
import sys
import threading
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

import click

from skill.simulator.clock import Clock, RealClock, VirtualClock
from skill.simulator.device import LINGERING_MS, LISTENING_MS, NOT_HEARD, UNHEARD, Device
from skill.simulator.envelope import SKILL_ID, Echo
from skill.simulator.heard import Ending, Heard, Microphone
from skill.simulator.person import GoneError, Person, Reader, Spoken, Typist, read_script
from skill.simulator.recognizer import Recognizer
from skill.simulator.transcript import TICK_MS, Paper, Transcript
from skill.simulator.voice import Mute, Voice
from skill.simulator.wire import NoAnswerError, over_http

DEVICE_ID = "amzn1.ask.device.simulator"
INTERRUPTED = 130
"""The exit code after Ctrl-C."""

Lines = queue.Queue[str | None]

_WINDOWS = {
    Microphone.OPEN: (LISTENING_MS, f"listening {LISTENING_MS // 1000} s"),
    Microphone.CLOSED: (LINGERING_MS, f"microphone closed, the screen stays {LINGERING_MS // 1000} s"),
}


def talk(  # noqa: PLR0913 - the options of one command
    url: str,
    model: Mapping[str, Any],
    utterances: Sequence[str],
    *,
    clock: str,
    locale: str,
    skill_id: str | None,
    user: str,
    voice: Voice | None = None,
) -> int:
    """Talk to the skill at an address, by script or at a prompt, and give the exit code.

    ``clock`` is ``real`` or ``virtual``; with a voice the coach is heard. The code is 0, 1 when the skill does not
    answer or not validly, and 130 after Ctrl-C.
    """
    time: Clock = RealClock() if clock == "real" else VirtualClock(RealClock().now())
    echo = Echo(skill_id or SKILL_ID, user, DEVICE_ID, locale)
    device = Device(over_http(url), Recognizer(model), echo, time.now)
    keyboard = None if utterances else sys.stdin
    try:
        return converse(device, time, sys.stdout, utterances or None, keyboard=keyboard, voice=voice)
    except NoAnswerError as error:
        click.echo(str(error), err=True)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def converse(  # noqa: PLR0913 - who is in the room, and what lies in it
    device: Device,
    clock: Clock,
    out: TextIO,
    utterances: Sequence[str] | None,
    *,
    keyboard: TextIO | None = None,
    voice: Voice | None = None,
) -> int:
    """Hold a conversation and write it down; give 0, or 1 when an answer was not one that Alexa takes.

    With utterances it is scripted, and ends when they are used up and the session is over. Without, it is held at a
    prompt, and ends with the input. On the virtual clock the microphone waits for typing without a time-out.
    """
    at_keyboard = keyboard is not None and keyboard.isatty()
    transcript = Transcript(out, Paper.of(out, os.environ), live=clock.is_real, prompting=at_keyboard)
    person: Person
    if utterances is not None:
        person = Reader(read_script(utterances), clock)
    else:
        person = Typist(_typed(keyboard), clock, at_keyboard=at_keyboard, timed=clock.is_real)
        transcript.remark(
            0, f'say "open {device.invocation_name}"; over the coach begin with "alexa,"; leave with Ctrl-D'
        )
    return Conversation(device, clock, person, transcript, voice).hold()


class Conversation:
    """One person, one device, and the time that passes between them."""

    def __init__(
        self, device: Device, clock: Clock, person: Person, transcript: Transcript, voice: Voice | None = None
    ) -> None:
        self._device = device
        self._clock = clock
        self._person = person
        self._transcript = transcript
        self._voice = voice or Mute()
        self._hinted = False
        self._code = 0

    def hold(self) -> int:
        """Talk until the person has nothing more to say or has left; give the exit code."""
        try:
            while said := self._opening():
                self._session(self._device.say(said.words))
        except GoneError:
            self._voice.hush()
            self._report(self._device.end("USER_INITIATED"))
        finally:
            self._transcript.close()
        return self._code

    def _opening(self) -> Spoken | None:
        self._transcript.prompt()
        return self._shown(self._person.opening())

    def _session(self, heard: Heard | None) -> None:
        """Play, listen and play again until the session is over."""
        while heard is not None:
            self._note(heard)
            heard = self._play(heard) or self._listen(heard)

    def _play(self, heard: Heard) -> Heard | None:
        """Play an answer to its end, or until it is talked over: then give the answer to that."""
        began_ms = self._clock.elapsed_ms()
        self._transcript.stop_timer()
        for sound in heard.timeline.sounds:
            following = self._pass(began_ms, began_ms + sound.at_ms)
            if following is not None:
                return following
            self._transcript.sound(began_ms + sound.at_ms, sound)
            self._voice.say(sound.text)
        return self._pass(began_ms, began_ms + heard.timeline.length_ms)

    def _pass(self, began_ms: int, until_ms: int) -> Heard | None:
        """Let the coach speak until then; give the answer to what is said over her and heard."""
        while (now_ms := self._clock.elapsed_ms()) < until_ms:
            step_ms = min(until_ms, now_ms + TICK_MS) if self._transcript.redraws else until_ms
            said = self._shown(self._person.over_the_coach(began_ms, step_ms))
            following = self._heard(self._device.barge_in(said.words)) if said else None
            if following is not None:
                self._voice.hush()
                return following
            self._transcript.tick(self._clock.elapsed_ms())
        return None

    def _listen(self, heard: Heard) -> Heard | None:
        """Wait for an answer as long as the device does; None when the session is over."""
        if self._device.microphone is Microphone.OFF:
            self._report(heard)
            return None
        window_ms, remark = _WINDOWS[self._device.microphone]
        began_ms = self._clock.elapsed_ms()
        self._transcript.remark(began_ms, remark if self._person.is_timed else "listening")
        while said := self._answered(heard, began_ms + window_ms):
            following = self._heard(self._device.say(said.words))
            if following is not None:
                return following
        return self._device.silence()

    def _answered(self, heard: Heard, until_ms: int) -> Spoken | None:
        self._transcript.prompt()
        return self._shown(self._person.into_the_microphone(heard, until_ms))

    def _heard(self, heard: Heard) -> Heard | None:
        """Give an answer; None, with a hint, when the device took what was said for not meant for it."""
        if heard.note not in UNHEARD:
            return heard
        self._note(heard)
        return None

    def _note(self, heard: Heard) -> None:
        if heard.understood:
            self._transcript.remark(self._clock.elapsed_ms(), heard.understood)
        if heard.note and not (heard.note == NOT_HEARD and self._hinted):
            self._transcript.remark(self._clock.elapsed_ms(), heard.note)
        self._hinted = self._hinted or heard.note == NOT_HEARD
        self._code = 1 if heard.ended is Ending.BY_ERROR else self._code

    def _report(self, heard: Heard) -> None:
        if heard.ended is not None:
            self._transcript.remark(self._clock.elapsed_ms(), f"session ended ({heard.ended})")

    def _shown(self, said: Spoken | None) -> Spoken | None:
        if said is not None:
            self._transcript.you(self._clock.elapsed_ms(), said)
        return said


def _typed(keyboard: TextIO | None) -> Lines:
    """Give the lines of an input as they are typed. A thread reads them, since nobody else can wait for two things."""
    lines = Lines()
    if keyboard is None:
        lines.put(None)
    else:
        threading.Thread(target=_read, args=(keyboard.fileno(), lines), daemon=True).start()
    return lines


def _read(descriptor: int, lines: Lines) -> None:
    # Not sys.stdin itself: at exit Python wants its lock back, which a thread that still reads would not give.
    with open(descriptor, encoding="utf-8", errors="replace", closefd=False) as typed:
        for line in typed:
            lines.put(line)
    lines.put(None)
