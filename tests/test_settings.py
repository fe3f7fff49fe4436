"""What the operator decides, and what can't be meant."""

from collections.abc import Mapping

import pytest

from skill.errors import SettingError
from skill.settings import DEFAULT_STORE, STORE_SCHEMES, Settings, Timing, content_root
from skill.store import KINDS

SKILL = "amzn1.ask.skill.12345678-1234-1234-1234-123456789abc"


@pytest.mark.parametrize(
    ("environ", "settings"),
    [
        ({}, Settings(None, DEFAULT_STORE, verify=True, timing=Timing.AUTO)),
        ({"BACK_COACH_SKILL_ID": SKILL}, Settings(SKILL)),
        ({"BACK_COACH_SKILL_ID": ""}, Settings()),
        ({"BACK_COACH_STORE": "sqlite:////var/lib/coach.sqlite"}, Settings(store="sqlite:////var/lib/coach.sqlite")),
        ({"BACK_COACH_STORE": "sqlite://"}, Settings(store="sqlite://")),
        ({"BACK_COACH_VERIFY": "on"}, Settings(verify=True)),
        ({"BACK_COACH_VERIFY": "off"}, Settings(verify=False)),
        ({"BACK_COACH_TIMING": "apla"}, Settings(timing=Timing.APLA)),
        ({"BACK_COACH_TIMING": "ssml"}, Settings(timing=Timing.SSML)),
        ({"BACK_COACH_TIMING": "auto"}, Settings(timing=Timing.AUTO)),
        ({"BACK_COACH_LOG_SALT": "x" * 16}, Settings(log_salt="x" * 16)),
        ({"PATH": "/bin", "BACK_COACH_": "x"}, Settings()),
    ],
)
def test_settings_are_read_from_the_environment(environ: Mapping[str, str], settings: Settings) -> None:
    """Each variable is one decision; without it production's own holds."""
    assert Settings.from_environ(environ) == settings


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("BACK_COACH_SKILL_ID", "back-coach", "begins with amzn1.ask.skill."),
        ("BACK_COACH_SKILL_ID", f"{SKILL} ", "begins with amzn1.ask.skill."),
        ("BACK_COACH_SKILL_ID", f"x{SKILL}", "begins with amzn1.ask.skill."),
        ("BACK_COACH_STORE", "", "write for example sqlite:///"),
        ("BACK_COACH_STORE", "coach.sqlite", "write for example sqlite:///"),
        ("BACK_COACH_VERIFY", "false", "write on or off"),
        ("BACK_COACH_VERIFY", "OFF", "write on or off"),
        ("BACK_COACH_VERIFY", "", "write on or off"),
        ("BACK_COACH_TIMING", "fast", "write apla or ssml or auto"),
        ("BACK_COACH_LOG_SALT", "guessed", "write 16 to 60 characters"),
        ("BACK_COACH_LOG_SALT", "x" * 61, "write 16 to 60 characters"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused(name: str, value: str, remedy: str) -> None:
    """The message names the variable, what it holds, and what to write instead."""
    with pytest.raises(SettingError) as raised:
        Settings.from_environ({name: value})

    message = str(raised.value)
    # A salt is a secret: it is not said back.
    assert message.startswith(f"{name}={value!r} " if name != "BACK_COACH_LOG_SALT" else name)
    assert remedy in message
    assert "\n" not in message


def test_the_kinds_of_store() -> None:
    """Every store can be named in the settings: these stand below it, and can't ask."""
    assert STORE_SCHEMES == KINDS


@pytest.mark.parametrize("url", ["postgres://coach:hunter2@host/coach", "postgres:/coach:hunter2@host/coach"])
def test_a_store_of_no_kind_is_refused_without_its_password(url: str) -> None:
    """The message goes to logs; of an address it tells the scheme alone."""
    with pytest.raises(SettingError, match=r"BACK_COACH_STORE='postgres:…' .*write for example sqlite:///") as raised:
        Settings.from_environ({"BACK_COACH_STORE": url})
    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
@pytest.mark.parametrize("skill_id", [None, SKILL])
def test_requests_may_go_unverified_on_loopback(host: str, skill_id: str | None) -> None:
    """Nobody but this machine can speak there."""
    Settings(skill_id, verify=False).refuse_if_exposed(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "back-coach.example", "", "127.0.0.1.example"])  # noqa: S104 - the hosts to refuse
def test_requests_may_not_go_unverified_elsewhere(host: str) -> None:
    """Whoever can reach the host could speak as anybody."""
    with pytest.raises(SettingError, match="BACK_COACH_VERIFY=off is refused on host"):
        Settings(SKILL, verify=False).refuse_if_exposed(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104 - any host will do
def test_verified_requests_need_a_skill_to_be_meant_for(host: str) -> None:
    """A genuine request for another skill would otherwise be answered."""
    with pytest.raises(SettingError, match="BACK_COACH_SKILL_ID is not set"):
        Settings().refuse_if_exposed(host)

    Settings(SKILL).refuse_if_exposed(host)


def test_the_content_is_found() -> None:
    """Content and model lie in one folder, in a checkout as in an installed package."""
    assert (content_root() / "content").is_dir()
    assert (content_root() / "interaction_model").is_dir()
