"""Erased means gone: no row, no item, no byte in the database's files, no line in the log."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import boto3
import psycopg
import pytest
from click.testing import CliRunner

from skill.__main__ import main
from skill.app import create_app
from skill.settings import Settings
from skill.simulator.envelope import session_ended_request
from skill.store import open_store, patience, sqlite
from skill.store.patience import Attempt

from .people import BEGIN, Json, Person, intent, post
from .services import serving

DISABLED = {"type": "AlexaSkillEvent.SkillDisabled"}
ACCOUNT, VOICE = "amzn1.ask.account.ANN", "amzn1.ask.person.BOB"
SAID = "KETTLEBELLISSIMA"


def _by_voice(document: Json) -> Json:
    document["context"]["System"]["person"] = {"personId": VOICE}
    return document


def _everything(person: Person) -> list[Json]:
    """Give all that somebody may send, with and without a recognised voice, and what makes a server complain."""
    every = [
        *BEGIN,
        intent("AMAZON.PauseIntent"),
        intent("ReadyIntent"),
        intent("HurtIntent"),
        intent("CountQuietlyIntent"),
    ]
    named = intent("ExerciseNameIntent")
    named["intent"]["slots"]["exercise"] = {"name": "exercise", "confirmationStatus": "NONE", "value": SAID}
    odd: list[Json] = [
        {"type": "No.Such.Request"},
        {"type": "IntentRequest", "intent": {"name": 7}},
        {"type": "SessionEndedRequest", "reason": "NO_SUCH_REASON"},
        session_ended_request("ERROR", "no"),
    ]
    documents = [person.request(request, 10) for request in (*every, named, *odd)]
    return documents + [_by_voice(person.request(request, 10)) for request in (*every, named)]


def _talk(url: str, person: Person) -> None:
    for document in _everything(person):
        person.hear(post(url, document))


def _found(folder: Path, *words: str) -> list[str]:
    """Search the bytes of every file."""
    files = [path for path in folder.iterdir() if path.is_file()]
    return [f"{word} in {path.name}" for path in files for word in words if word.encode() in path.read_bytes()]


@pytest.mark.parametrize("by", ["switching the skill off", "the operator"])
def test_erased_from_sqlite(tmp_path: Path, by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while of talking, files and log of a real server hold the other listener, and nothing of the erased."""
    folder = tmp_path / "store"
    folder.mkdir()
    url = f"sqlite:///{folder}/coach.sqlite"
    ann, other = Person(ACCOUNT), Person("amzn1.ask.account.CARLA")
    with serving(url) as served:
        _talk(served.url, ann)
        _talk(served.url, other)
        assert len(_found(folder, ACCOUNT, VOICE)) >= 2
        if by == "the operator":
            monkeypatch.setenv("BACK_COACH_STORE", url)
            assert CliRunner().invoke(main, ["erase", ACCOUNT]).output == "erased: 2\n"
        else:
            assert post(served.url, ann.request(DISABLED, 10))["response"] == {}
        assert _found(folder, ACCOUNT) == []
        log = served.log()
        with closing(sqlite3.connect(folder / "coach.sqlite")) as connection:
            rows = connection.execute("SELECT listener FROM progress").fetchall()
    assert sorted(rows) == [(other.user,), (f"{other.user}#{VOICE}",)]
    assert "No.Such.Request" in log
    assert [word for word in (ACCOUNT, VOICE, SAID, other.user) if word in log] == []
    assert _found(folder, SAID) == []


def test_forgotten_on_a_yes(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Who says "forget me" and "yes" leaves no byte in the database's files and no log line; a "no" erases nothing."""
    url = f"sqlite:///{tmp_path}/coach.sqlite"
    client = create_app(Settings(verify=False, store=url)).test_client()
    ann, other = Person(ACCOUNT), Person("amzn1.ask.account.CARLA")
    for person, answer in ((ann, "AMAZON.YesIntent"), (other, "AMAZON.NoIntent")):
        for said in (*BEGIN, intent("ForgetIntent")):
            person.hear(client.post("/alexa", json=person.request(said, 10)).get_json())
        assert _found(tmp_path, person.user)
        client.post("/alexa", json=person.request(intent(answer), 10))
    assert _found(tmp_path, ACCOUNT) == []
    with closing(sqlite3.connect(tmp_path / "coach.sqlite")) as connection:
        assert connection.execute("SELECT listener FROM progress").fetchall() == [(other.user,)]
    assert ACCOUNT not in caplog.text


def test_forgotten_while_somebody_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs nobody else their answer, or the server its health; who asked hears that it is done once it is."""
    attempts: list[Attempt] = []
    monkeypatch.setattr(patience, "every_second", attempts.append)
    monkeypatch.setattr(sqlite, "PAUSES_S", ())
    client = create_app(Settings(verify=False, store=f"sqlite:///{tmp_path}/coach.sqlite")).test_client()
    ann, other = Person(ACCOUNT), Person("amzn1.ask.account.CARLA")

    def say(person: Person, *requests: Json) -> str:
        for request in requests:
            answer = client.post("/alexa", json=person.request(request, 10)).get_json()
            person.hear(answer)
        return json.dumps(answer)

    say(ann, *BEGIN)
    with closing(sqlite3.connect(tmp_path / "coach.sqlite", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM progress").fetchall()
        for _ in range(2):
            assert "Please ask me again later" in say(ann, intent("ForgetIntent"), intent("AMAZON.YesIntent"))
        assert "remember anything new" not in say(other, *BEGIN)
        assert client.get("/healthz").status_code == 200
        assert [attempt() for attempt in attempts] == [False]
        assert _found(tmp_path, ACCOUNT)
    assert [attempt() for attempt in attempts] == [True]
    assert _found(tmp_path, ACCOUNT) == []
    assert "Done" in say(ann, intent("ForgetIntent"), intent("AMAZON.YesIntent"))


def test_the_operator_erases_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It does what the message of the first time says: of somebody who is no longer there, the log is emptied."""
    monkeypatch.setattr(sqlite, "PAUSES_S", ())
    url = f"sqlite:///{tmp_path}/coach.sqlite"
    monkeypatch.setenv("BACK_COACH_STORE", url)
    store = open_store(url)
    store.save(ACCOUNT, "{}", expected_version=0)
    with closing(sqlite3.connect(tmp_path / "coach.sqlite", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM progress").fetchall()
        assert "erase again" in CliRunner().invoke(main, ["erase", ACCOUNT]).output
    assert _found(tmp_path, ACCOUNT)
    CliRunner().invoke(main, ["erase", ACCOUNT])
    assert _found(tmp_path, ACCOUNT) == []


def _talk_here(store: str) -> None:
    client = create_app(Settings(verify=False, store=store)).test_client()
    ann, other = Person(ACCOUNT), Person("amzn1.ask.account.CARLA")
    for person in (ann, other):
        for document in _everything(person):
            person.hear(client.post("/alexa", json=document).get_json())
    assert client.post("/alexa", json=ann.request(DISABLED, 10)).status_code == 200


def test_erased_from_postgresql(postgresql_url: str, caplog: pytest.LogCaptureFixture) -> None:
    """No row is left of the account or any voice of it, and no line in our log."""
    _talk_here(postgresql_url)
    with psycopg.connect(postgresql_url) as connection:
        rows = "\n".join(str(row) for row in connection.execute("SELECT * FROM progress").fetchall())
    assert (ACCOUNT in rows, "CARLA" in rows, SAID in rows) == (False, True, False)
    assert [word for word in (ACCOUNT, VOICE, SAID) if word in caplog.text] == []


def test_erased_from_dynamodb(dynamodb_url: str, caplog: pytest.LogCaptureFixture) -> None:
    """No item is left of the account or any voice of it, and no line in our log."""
    _talk_here(dynamodb_url)
    items = json.dumps(boto3.client("dynamodb").scan(TableName=dynamodb_url.removeprefix("dynamodb://"))["Items"])
    assert (ACCOUNT in items, "CARLA" in items, SAID in items) == (False, True, False)
    assert [word for word in (ACCOUNT, VOICE, SAID) if word in caplog.text] == []
