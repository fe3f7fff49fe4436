"""Two devices of one household at once, and requests that Alexa delivers twice: over HTTP, to a server's processes."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from threading import Barrier

import pytest

from skill.store import open_store
from skill.store.base import Store

from .people import BEGIN, Json, Oracle, Person, intent, post, progress, told, workout
from .services import Served, serving

READY = intent("ReadyIntent")


@pytest.fixture
def served(sql_url: str) -> Iterator[Served]:
    """Give a server of two processes on an empty store, of each kind."""
    with serving(sql_url) as running:
        yield running


@pytest.fixture
def store(sql_url: str) -> Store:
    """Look into the same store."""
    return open_store(sql_url)


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    """Give threads to send from."""
    with ThreadPoolExecutor(8) as threads:
        yield threads


def _all_at_once(pool: ThreadPoolExecutor, url: str, documents: list[Json]) -> list[Json]:
    """Send documents at the same moment, and give the answers in order."""
    start = Barrier(len(documents))

    def send(document: Json) -> Json:
        start.wait()
        return post(url, document)

    return list(pool.map(send, documents))


def _stored(store: Store, person: Person) -> Json:
    found: Json = json.loads(store.load(person.user).progress or "null")
    return {name: value for name, value in found.items() if name not in {"turns", "settled", "born_ms"}}


def test_a_request_delivered_four_times(served: Served, store: Store, pool: ThreadPoolExecutor) -> None:
    """Through a whole workout each request comes four times at once: all get the one answer, and it counts once."""
    person, oracle = Person(), Oracle()
    for request, later_s in islice(workout(), 40):
        document = person.request(request, later_s)
        right = oracle.answer(document)
        answers = _all_at_once(pool, served.url, [document] * 4)
        assert [told(answer) for answer in answers] == [told(right)] * 4
        assert _stored(store, person) == progress(right)
        person.hear(answers[-1])


def test_two_devices_in_one_workout(served: Served, store: Store, pool: ThreadPoolExecutor) -> None:
    """Both say "ready" at the same moment after every set: the workout moves on as if one had, set by set."""
    alone, oracle = Person(), Oracle()
    devices = [Person("household", "kitchen"), Person("household", "bedroom")]
    says = [*((request, 5) for request in (*BEGIN, intent("WaitForMeIntent"))), *[(READY, 300)] * 40]
    places = []
    for request, later_s in says:
        right = oracle.answer(alone.request(request, later_s))
        alone.hear(right)
        documents = [device.request(request, later_s) for device in devices]
        for device, answer in zip(devices, _all_at_once(pool, served.url, documents), strict=True):
            device.hear(answer)
        places.append(_place(progress(right)))
        assert _place(_stored(store, devices[0])) == places[-1]
        if request is READY and places[-1] is None:
            break  # It is over, and what each device offers next is its own matter.
    assert len({str(place) for place in places}) > 8


def _place(remembered: Json) -> object:
    place = remembered["underway"]
    return place and (place["plan"], place["step"], place["done"])


def test_two_devices_that_do_different_things(served: Served, store: Store, pool: ThreadPoolExecutor) -> None:
    """One goes on after a set while the other chooses how to count: neither is lost, in ten households."""
    for household in map(str, range(10)):
        mat, shelf = Person(household, "mat"), Person(household, "shelf")
        for request in BEGIN:
            mat.hear(post(served.url, mat.request(request, 5)))
        before = _stored(store, mat)
        _all_at_once(pool, served.url, [mat.request(READY, 300), shelf.request(intent("CountQuietlyIntent"), 310)])
        after = _stored(store, mat)
        assert after["underway"]["step"] > before["underway"]["step"]
        assert after["preferences"]["count"] == "quiet"


def test_a_voice_that_is_not_always_recognised(served: Served, store: Store) -> None:
    """Who began a workout goes on with it, whether or not Alexa is sure of the voice in every request."""
    person = Person("household of voices")
    for number, request in enumerate((*BEGIN, READY, READY)):
        document = person.request(request, 300)
        if number % 2 == 0:
            document["context"]["System"]["person"] = {"personId": "bob"}
        answer = post(served.url, document)
        person.hear(answer)
    assert store.household(person.user) == (f"{person.user}#bob",)
    assert progress(answer)["underway"]["step"] > 0
