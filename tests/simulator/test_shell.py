"""The shell: whole transcripts on the virtual clock."""

import io
import queue
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from skill.simulator.clock import VirtualClock
from skill.simulator.device import Device
from skill.simulator.heard import Heard
from skill.simulator.person import GoneError, Line, Reader, Spoken, Typist, read_script
from skill.simulator.shell import Conversation, converse
from skill.simulator.transcript import Paper, Transcript

Json = dict[str, Any]
Answer = Callable[..., Json]

PLAIN = Paper(terminal=False, colour=False, blocks=False)
SET = ({"say": "Up.", "ms": 2000}, {"say": "Rest.", "ms": 4000, "timer": "rest", "timer_ms": 42_000})


@pytest.fixture
def clock() -> VirtualClock:
    """Give a clock on which nothing is waited for."""
    return VirtualClock(datetime(2026, 11, 22, 9, tzinfo=UTC))


def _transcript(text: str) -> str:
    """Take the indentation of the test away, and leave the transcript's own."""
    return text.replace("\n    ", "\n").removeprefix("\n")


@pytest.fixture
def scripted(device: Device, clock: VirtualClock) -> Callable[..., str]:
    """Give a way to hold a scripted conversation and read its transcript."""

    def scripted(*utterances: str, code: int = 0) -> str:
        out = io.StringIO()
        assert converse(device, clock, out, utterances) == code
        return out.getvalue()

    return scripted


def test_a_one_shot_plays_to_its_end(scripted: Callable[..., str], answers: deque[Any], answer: Answer) -> None:
    """Every question whether you are ready is answered for you, every second is there, and timers have a line."""
    answers.append(answer("Torso lifts.", beats=SET, ask="Ready for set two?", reprompt="Ready?"))
    answers.append(answer("Set two.", beats=SET, ask="Ready for set three?"))
    answers.append(answer("Well done.", shouldEndSession=True))

    assert scripted("ask back coach for a beginner routine") == _transcript("""
      0:00.0  you    ask back coach for a beginner routine
      0:00.0         StartRoutine, level: beginner (exact)
      0:00.0  coach  Torso lifts.
      0:00.8  coach  Up.
      0:02.8  coach  Rest.
      0:02.8         rest 42 s
      0:06.8  coach  Ready for set two?
      0:08.4         listening 8 s
      0:08.4  you    ready  (said for you)
      0:08.4         Ready (exact)
      0:08.4  coach  Set two.
      0:09.2  coach  Up.
      0:11.2  coach  Rest.
      0:11.2         rest 42 s
      0:15.2  coach  Ready for set three?
      0:16.8         listening 8 s
      0:16.8  you    ready  (said for you)
      0:16.8         Ready (exact)
      0:16.8  coach  Well done.
      0:17.6         session ended (by the coach)
    """)


def test_a_script_is_said_into_the_microphone_and_then_there_is_silence(
    scripted: Callable[..., str], answers: deque[Any], answer: Answer
) -> None:
    """Two utterances are two even in one argument: then nothing is said for you, and silence takes its course."""
    answers.append(answer("Hello. Ready?", reprompt="Are you ready?"))
    answers.append(answer("Up. Ready?", reprompt="Still there?"))

    assert scripted("alexa, open back coach; i'm ready") == _transcript("""
      0:00.0  you    alexa, open back coach
      0:00.0  coach  Hello.
      0:00.9  coach  Ready?
      0:01.3         listening 8 s
      0:01.3  you    i'm ready
      0:01.3         Ready (exact)
      0:01.3  coach  Up.
      0:02.2  coach  Ready?
      0:02.6         listening 8 s
      0:10.6  coach  Still there?
      0:11.4         listening 8 s
      0:19.4         session ended (no answer)
    """)


def test_a_one_shot_answers_no_other_question(
    scripted: Callable[..., str], answers: deque[Any], answer: Answer
) -> None:
    """A question that isn't whether you are ready is yours."""
    answers.append(answer("You are ready. Which one?"))

    assert scripted("open back coach") == _transcript("""
      0:00.0  you    open back coach
      0:00.0  coach  You are ready.
      0:01.7  coach  Which one?
      0:02.5         listening 8 s
      0:10.5         session ended (no answer)
    """)


def test_the_wake_word_cuts_the_coach_short(
    scripted: Callable[..., str], answers: deque[Any], answer: Answer, sent: list[Json]
) -> None:
    """Twelve seconds in, the rest of the audio is dropped; without the wake word nothing is heard."""
    answers.append(answer("Go.", beats=({"say": "Hold.", "ms": 60_000, "timer": "hold", "timer_ms": 60_000},)))
    answers.append(answer("Paused.", shouldEndSession=True))

    assert scripted("open back coach", "@5 pause", "@12.5 alexa, pause") == _transcript("""
      0:00.0  you    open back coach
      0:00.0  coach  Go.
      0:00.4  coach  Hold.
      0:00.4         hold 60 s
      0:05.0  you    pause
      0:05.0         not heard: begin with "alexa" while the microphone is closed
      0:12.5  you    alexa, pause
      0:12.5         AMAZON.PauseIntent (exact)
      0:12.5  coach  Paused.
      0:12.9         session ended (by the coach)
    """)
    assert len(sent) == 2


def test_an_utterance_for_nobody_is_not_sent(scripted: Callable[..., str], sent: list[Json]) -> None:
    """Without a session and the name, the script goes on with its next line."""
    assert scripted("ready", "stop") == _transcript("""
      0:00.0  you    ready
      0:00.0         that isn't for Back Coach: say "open back coach", or "ask back coach for a beginner routine"
      0:00.0  you    stop
      0:00.0         that isn't for Back Coach: say "open back coach", or "ask back coach for a beginner routine"
    """)
    assert sent == []


def test_an_invalid_answer_fails_the_conversation(scripted: Callable[..., str], answers: deque[Any]) -> None:
    """The transcript says what is wrong, and the exit code that something is."""
    answers.append({"version": "1.0"})

    assert scripted("open back coach", code=1) == _transcript("""
      0:00.0  you    open back coach
      0:00.0         There was a problem with the requested skill's response: response is missing
      0:00.0         session ended (invalid response)
    """)


def test_a_coach_who_never_stops_asking_is_left(
    scripted: Callable[..., str], answers: deque[Any], answer: Answer, sent: list[Json]
) -> None:
    """A one-shot has an end even where the skill has none."""
    answers.extend([answer("Ready?")] * 500)

    assert scripted("open back coach").endswith("session ended (no answer)\n")
    assert len(sent) == 1 + 100 + 1


def test_a_screen_gives_the_wake_word_thirty_seconds_more(
    screen: Device, clock: VirtualClock, answers: deque[Any], answer: Answer
) -> None:
    """With the microphone closed only an utterance that begins with the wake word goes through."""
    first, second = answer("Look."), answer("Go on.")
    del first["response"]["shouldEndSession"], second["response"]["shouldEndSession"]
    answers.extend([first, second])
    out = io.StringIO()
    converse(screen, clock, out, ["open back coach", "ready", "alexa, ready"])

    assert out.getvalue() == _transcript("""
      0:00.0  you    open back coach
      0:00.0  coach  Look.
      0:00.4         microphone closed, the screen stays 30 s
      0:00.4  you    ready
      0:00.4         not heard: begin with "alexa" while the microphone is closed
      0:00.4  you    alexa, ready
      0:00.4         Ready (exact)
      0:00.4  coach  Go on.
      0:01.2         microphone closed, the screen stays 30 s
      0:31.2         session ended (no answer)
    """)


def test_a_typed_conversation_ends_with_its_input(
    device: Device, clock: VirtualClock, answers: deque[Any], answer: Answer, sent: list[Json]
) -> None:
    """On the virtual clock typing takes no time; at the end of the input the session is ended, and that is all."""
    answers.append(answer("Hello. Ready?"))
    out, typed = io.StringIO(), _queue("open back coach\n", "\n", "  ready \n", "open back coach\n", None)
    answers.extend([answer("Up.", shouldEndSession=True), answer("Back again?")])
    person = Typist(typed, clock, at_keyboard=False, timed=False)
    transcript = Transcript(out, PLAIN, live=False, prompting=False)

    assert Conversation(device, clock, person, transcript).hold() == 0
    assert out.getvalue() == _transcript("""
      0:00.0  you    open back coach
      0:00.0  coach  Hello.
      0:00.9  coach  Ready?
      0:01.3         listening
      0:01.3  you    ready
      0:01.3         Ready (exact)
      0:01.3  coach  Up.
      0:01.7         session ended (by the coach)
      0:01.7  you    open back coach
      0:01.7  coach  Back again?
      0:02.5         listening
      0:02.5         session ended (you left)
    """)
    assert sent[-1]["request"]["reason"] == "USER_INITIATED"


class _LiveClock(VirtualClock):
    """A clock that is taken for the real one, and waits for nothing."""

    is_real = True


def test_on_a_live_terminal_the_bar_shrinks_until_she_is_cut_short(
    device: Device, answers: deque[Any], answer: Answer
) -> None:
    """The bar is redrawn every quarter of a second, a hint is given once, and an interruption ends the timer."""
    clock, out = _LiveClock(datetime(2026, 11, 22, 9, tzinfo=UTC)), io.StringIO()
    answers.append(answer("", beats=({"say": "Hold.", "ms": 2000, "timer": "hold", "timer_ms": 2000},)))
    answers.append(answer("Paused. Have a rest", shouldEndSession=True))
    script = read_script(["open back coach", "@0.25 pause", "@0.25 pause", "@0.8 alexa, pause"])
    transcript = Transcript(out, Paper(terminal=True, colour=False, blocks=False), live=True, prompting=False)

    assert Conversation(device, clock, Reader(script, clock), transcript).hold() == 0
    assert out.getvalue() == (
        "  0:00.0  you    open back coach\n"
        "  0:00.0  coach  Hold.\n"
        "  0:00.0         hold ########################   2 s "
        "\r\x1b[K  0:00.2  you    pause\n"
        '  0:00.2         not heard: begin with "alexa" while the microphone is closed\n'
        "  0:00.2         hold #####################---   2 s "
        "\r\x1b[K  0:00.2  you    pause\n"
        "  0:00.2         hold #####################---   2 s "
        "\r  0:00.5         hold ##################------   2 s "
        "\r  0:00.7         hold ###############---------   2 s "
        "\r\x1b[K  0:00.8  you    alexa, pause\n"
        "  0:00.8         AMAZON.PauseIntent (exact)\n"
        "  0:00.8  coach  Paused.\n"
        "  0:01.7  coach  Have a rest\n"
        "  0:02.9         session ended (by the coach)\n"
    )


def test_what_is_typed_early_takes_the_place_of_the_prompt(device: Device, answers: deque[Any], answer: Answer) -> None:
    """A prompt stands wherever a line can be typed, none while the coach speaks, and nothing runs into it."""
    clock, out = _LiveClock(datetime(2026, 11, 22, 9, tzinfo=UTC)), io.StringIO()
    answers.extend([answer("One?"), answer("Two.", shouldEndSession=True)])
    person = _Prompt(_queue("open back coach\n", "ready\n", None), clock, at_keyboard=True, timed=True)
    transcript = Transcript(out, Paper(terminal=True, colour=False, blocks=False), live=True, prompting=True)
    Conversation(device, clock, person, transcript).hold()

    assert out.getvalue() == (
        "you> "
        "\r\x1b[K  0:00.0  you    open back coach\n"
        "\r\x1b[K  0:00.0  coach  One?\n"
        "\r\x1b[K  0:00.4         listening 8 s\n"
        "you> "
        "\r\x1b[K  0:00.4  you    ready\n"
        "\r\x1b[K  0:00.4         Ready (exact)\n"
        "\r\x1b[K  0:00.4  coach  Two.\n"
        "\r\x1b[K  0:00.8         session ended (by the coach)\n"
        "you> \n"
    )


class _Prompt(Typist):
    """Somebody at a keyboard who never talks over the coach."""

    def over_the_coach(self, began_ms: int, until_ms: int) -> Spoken | None:
        """Let her speak."""
        del began_ms
        self._clock.wait_until(until_ms)
        return None


def test_the_prompt_stands_again_after_what_nobody_heard(screen: Device, answers: deque[Any], answer: Answer) -> None:
    """While the device goes on listening, another line can be typed."""
    clock, out = _LiveClock(datetime(2026, 11, 22, 9, tzinfo=UTC)), io.StringIO()
    answers.append(answer("Look."))
    del answers[0]["response"]["shouldEndSession"]
    person = _Prompt(_queue("open back coach\n", "ready\n", None), clock, at_keyboard=True, timed=True)
    transcript = Transcript(out, Paper(terminal=True, colour=False, blocks=False), live=True, prompting=True)
    Conversation(screen, clock, person, transcript).hold()

    assert "while the microphone is closed\nyou> \r\x1b[K  0:00.4         session ended (you left)\n" in out.getvalue()


def test_no_input_is_the_end_of_it(device: Device, clock: VirtualClock) -> None:
    """A shell started without an input says how to begin, and ends."""
    out = io.StringIO()

    assert converse(device, clock, out, None) == 0
    assert (
        out.getvalue()
        == '  0:00.0         say "open back coach"; over the coach begin with "alexa,"; leave with Ctrl-D\n'
    )


def _queue(*lines: str | None) -> "queue.Queue[str | None]":
    typed: queue.Queue[str | None] = queue.Queue()
    for line in lines:
        typed.put(line)
    return typed


def test_a_person_at_a_keyboard_talks_over_the_coach(clock: VirtualClock) -> None:
    """In real time what is typed while she speaks is said at once."""
    person = Typist(_queue("\n", "alexa, stop\n", None), clock, at_keyboard=True, timed=True)

    assert person.over_the_coach(0, 5000) == Spoken("alexa, stop")
    with pytest.raises(GoneError):
        person.over_the_coach(0, 5000)


class _Waited(queue.Queue[str | None]):
    """Lines that arrive only once somebody waits for them."""

    def empty(self) -> bool:
        """Say that there is none yet."""
        return True


@pytest.mark.parametrize("at_keyboard", [True, False])
def test_a_line_typed_just_now_stands_above_the_cursor(clock: VirtualClock, at_keyboard: bool) -> None:  # noqa: FBT001 - a parameter
    """A keyboard's line that was waited for is the last thing on the terminal; a pipe's is not on it at all."""
    lines = _Waited()
    lines.put("open back coach\n")

    assert Typist(lines, clock, at_keyboard=at_keyboard, timed=True).opening() == Spoken(
        "open back coach", echoed=at_keyboard
    )


def test_typing_too_late_is_no_answer(clock: VirtualClock) -> None:
    """When the microphone has closed, nothing was said."""
    person = Typist(_queue(), clock, at_keyboard=True, timed=True)

    assert person.over_the_coach(0, 0) is None
    assert person.into_the_microphone(Heard(), 0) is None


def test_on_the_virtual_clock_nobody_types_over_the_coach(clock: VirtualClock) -> None:
    """Her speech takes no time, so a line that is there already waits for the microphone."""
    person = Typist(_queue("ready\n"), clock, at_keyboard=True, timed=False)

    assert person.over_the_coach(0, 5000) is None
    assert person.into_the_microphone(Heard(), 5000) == Spoken("ready")
    assert clock.elapsed_ms() == 5000


def test_a_pipe_waits_for_the_microphone(clock: VirtualClock) -> None:
    """Lines from a pipe are all there at once, and none of them is lost on a coach who speaks."""
    person = Typist(_queue("ready\n"), clock, at_keyboard=False, timed=True)

    assert person.over_the_coach(0, 5000) is None
    assert clock.elapsed_ms() == 5000


def test_a_script_may_hold_several_lines_in_one(clock: VirtualClock) -> None:
    """Semicolons part utterances, and @ says how far into the coach's speech one is said."""
    script = read_script(["open back coach; @1.5 alexa, pause ;", "@home", " "])

    assert script == (Line("open back coach"), Line("alexa, pause", 1500), Line("@home"))
    assert Reader(script, clock).opening() == Spoken("open back coach")
