"""The app as it is wired: its routes, and what stops it from starting."""

import shutil
from pathlib import Path

import pytest

from skill.app import create_app
from skill.errors import ContentError, SettingError, StoreError
from skill.settings import Settings
from skill.store import open_store
from skill.store.base import Remembered, Store

UNVERIFIED = Settings(verify=False, store="sqlite://")


class Down:
    """A store that does not answer."""

    def load(self, listener: str) -> Remembered:
        """Fail."""
        raise StoreError(listener)

    def save(self, listener: str, progress: str, *, expected_version: int) -> int:  # noqa: ARG002 - the protocol's
        """Fail."""
        raise StoreError(listener)

    def household(self, account: str) -> tuple[str, ...]:
        """Fail."""
        raise StoreError(account)

    def erase(self, listener: str, *, household: bool = False) -> None:  # noqa: ARG002 - the protocol's
        """Fail."""
        raise StoreError(listener)

    def ping(self) -> None:
        """Fail."""
        message = "nobody answers at database:5432"
        raise StoreError(message)


@pytest.fixture
def content(root: Path, tmp_path: Path) -> Path:
    """Give a folder with the content of our own, to be spoilt."""
    shutil.copytree(root / "content", tmp_path / "content")
    return tmp_path


def test_a_healthy_app_says_so() -> None:
    """The content is loaded and the store answers."""
    answer = create_app(UNVERIFIED).test_client().get("/healthz")

    assert (answer.status_code, answer.mimetype, answer.text) == (200, "text/plain", "ok\n")


def test_an_app_whose_store_is_down_is_not_healthy(caplog: pytest.LogCaptureFixture) -> None:
    """Whoever asks is told that much; what is wrong with the store is for the log."""
    answer = create_app(UNVERIFIED, store=Down()).test_client().get("/healthz")

    assert (answer.status_code, answer.text) == (503, "the store does not answer\n")
    assert "nobody answers at database:5432" in caplog.text


def test_privacy_is_explained() -> None:
    """The store demands a page that says what is remembered, and it is one."""
    answer = create_app(UNVERIFIED).test_client().get("/privacy")

    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert "<h1>What Back Coach remembers</h1>" in answer.text
    assert "It records nothing about your health" in answer.text


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/alexa", 405), ("GET", "/", 404), ("POST", "/", 404)])
def test_there_is_nothing_else(method: str, path: str, status: int) -> None:
    """In production there is the skill, its health and its privacy page."""
    assert create_app(UNVERIFIED).test_client().open(path, method=method).status_code == status


@pytest.mark.parametrize(
    ("name", "right", "wrong", "complaint"),
    [
        ("content/exercises/torso-lift.yaml", "rank: 1\n", "rank: first\n", "rank: "),
        ("content/speech/en.yaml", "Welcome back.", "Welcome {who}.", "{who} is not filled in here"),
        ("content/routines/five-minute.yaml", "id: five-minute\n", "id: six-minute\n", "id is 'six-minute'"),
    ],
)
def test_content_with_a_finding_stops_the_app(content: Path, name: str, right: str, wrong: str, complaint: str) -> None:
    """Nothing is served from content that doesn't hold together; the message says where to mend it."""
    before = (content / name).read_text()
    (content / name).write_text(before.replace(right, wrong))
    line = before[: before.index(right)].count("\n") + 1

    with pytest.raises(ContentError) as raised:
        create_app(UNVERIFIED, root=content)

    assert str(raised.value).startswith(f"{name}:{line}: {complaint}")


def test_a_store_that_is_none_stops_the_app() -> None:
    """A URL that names no store is the operator's mistake, and is told at start."""
    with pytest.raises(SettingError):
        create_app(Settings(verify=False, store="carrier-pigeon://coop"))


def test_a_given_store_is_the_one_used(tmp_path: Path) -> None:
    """The settings' own store is not even opened then."""
    store: Store = open_store("sqlite://")
    settings = Settings(verify=False, store=f"sqlite:///{tmp_path}/unused.sqlite")

    assert create_app(settings, store=store).test_client().get("/healthz").status_code == 200
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["/privacy", "/healthz", "/no/such/page"])
def test_pages_are_guarded(path: str) -> None:
    """A browser may load nothing for a page, frame it nowhere, guess no type, and tell nobody where it was."""
    headers = create_app(UNVERIFIED).test_client().get(path).headers

    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")
    assert headers["Referrer-Policy"] == "no-referrer"
