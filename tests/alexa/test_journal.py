"""A request that comes twice is answered as before, and once only."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from queue import Queue
from threading import Event

import pytest

from skill.alexa.journal import ENTRY_BYTES, Journal, fingerprint, lifetime_s

KEY, OTHER = 1, 2


def counting() -> Callable[[], bytes]:
    """Give an answer that tells how often it was asked for."""
    numbers = count(1)
    return lambda: str(next(numbers)).encode()


def test_a_repetition_gets_the_same_answer() -> None:
    """The second time nothing is done; another request is answered by itself."""
    journal, answer = Journal(), counting()
    assert [journal.once(key, 9, answer) for key in (KEY, KEY, OTHER, KEY)] == [b"1", b"1", b"2", b"1"]


def test_an_answer_is_forgotten_when_its_time_is_over() -> None:
    """By then a repetition is too old to be genuine."""
    clock = [0.0]
    journal, answer = Journal(lambda: clock[0]), counting()
    for clock[0], expected in ((0, b"1"), (8.9, b"1"), (9, b"2"), (17.9, b"2")):
        assert journal.once(KEY, 9, answer) == expected


def test_so_many_bytes_are_kept() -> None:
    """The oldest answers make room for the newest."""
    journal, answer = Journal(most_bytes=2 * ENTRY_BYTES + 10), counting()
    for key in (1, 2, 3):
        journal.once(key, 9, answer)
    assert [journal.once(key, 9, answer) for key in (2, 3, 1)] == [b"2", b"3", b"4"]


def test_who_comes_meanwhile_waits() -> None:
    """A repetition that arrives while the first is being answered gets that answer."""
    journal, began, go = Journal(), Queue[None](), Event()

    def slow() -> bytes:
        began.put(None)
        assert go.wait(10)
        return b"slow"

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(journal.once, KEY, 9, slow)
        began.get(timeout=10)
        second = pool.submit(journal.once, KEY, 9, slow)
        go.set()
        assert (first.result(10), second.result(10)) == (b"slow", b"slow")
    assert began.empty()


def test_a_failure_is_not_kept() -> None:
    """What could not be answered may be asked again."""

    def fail() -> bytes:
        raise LookupError

    journal = Journal()
    with pytest.raises(LookupError):
        journal.once(KEY, 9, fail)
    assert journal.once(KEY, 9, counting()) == b"1"


def document(**changes: object) -> dict[str, object]:
    """Give a request, whose context has something else every time."""
    request = {"requestId": "r", "timestamp": "now", "type": "LaunchRequest"} | changes
    return {"request": request, "session": {"attributes": {"a": 1}}, "context": {"token": changes}}


def test_a_request_signed_anew_is_the_same() -> None:
    """Its timestamp differs, and what Alexa tells beside the request; anything else makes another request."""
    assert fingerprint(document()) == fingerprint(document(timestamp="later"))
    others = [document(requestId="s"), document(type="IntentRequest"), document() | {"session": None}]
    assert len({fingerprint(one) for one in (document(), *others)}) == 4


@pytest.mark.parametrize(("kind", "seconds"), [("LaunchRequest", 300), ("AlexaSkillEvent.SkillDisabled", 7200)])
def test_an_answer_is_kept_while_its_request_can_be_fresh(kind: str, seconds: int) -> None:
    """A timestamp may lie as far ahead as behind."""
    assert lifetime_s(kind) == seconds
