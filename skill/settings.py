"""Settings: what the operator decides, read from the environment once, at start."""

import os
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Self

from msgspec import Struct

from skill.errors import SettingError

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
"""The only hosts on which requests may go unverified."""

DEFAULT_STORE = "sqlite:///back-coach.sqlite"

STORE_SCHEMES = ("sqlite", "postgresql", "dynamodb")
"""The kinds of store there are, by the scheme of their URL; a test holds them against those of `skill.store`."""

SALT_CHARS = (16, 60)
"""Of the salt for the log: fewer could be guessed, and a hash takes no more."""


class Timing(StrEnum):
    """How a timeline is rendered: beat-exact audio, words and breaks, or the first with the second as a fallback."""

    APLA = "apla"
    SSML = "ssml"
    AUTO = "auto"


class Settings(Struct, frozen=True):
    """The operator's decisions. Defaults are those of production."""

    skill_id: str | None = None
    """``amzn1.ask.skill.…``; requests for another skill are refused. None accepts any, unverified only."""
    store: str = DEFAULT_STORE
    """Where progress is kept, as a URL."""
    verify: bool = True
    """False only where nobody but this machine can reach the skill."""
    timing: Timing = Timing.AUTO
    log_salt: str = ""
    """What listeners' ids are hashed with in the log; empty: with something else after every start."""

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Read ``BACK_COACH_*``. Raises SettingError naming the variable and what it may hold."""
        _refuse_missing_roots(environ.get("SSL_CERT_FILE", ""))
        return cls(
            skill_id=_skill_id(environ.get("BACK_COACH_SKILL_ID", "")),
            store=_store(environ.get("BACK_COACH_STORE", DEFAULT_STORE)),
            verify=_one_of(environ, "BACK_COACH_VERIFY", "on", ("on", "off")) == "on",
            timing=Timing(_one_of(environ, "BACK_COACH_TIMING", "auto", tuple(Timing))),
            log_salt=_log_salt(environ.get("BACK_COACH_LOG_SALT", "")),
        )

    def refuse_if_exposed(self, host: str) -> None:
        """Raise SettingError when requests would go unverified on a host that others can reach."""
        if not self.verify and host not in LOOPBACK:
            message = (
                f"BACK_COACH_VERIFY=off is refused on host {host}: anybody could speak as anybody. "
                "Use --host 127.0.0.1, or remove the setting."
            )
            raise SettingError(message)
        if self.verify and self.skill_id is None:
            message = (
                "BACK_COACH_SKILL_ID is not set, so requests meant for other skills would be answered. "
                "Copy the id from the developer console, for example amzn1.ask.skill.12345678-…"
            )
            raise SettingError(message)


def content_root() -> Path:
    """Give the folder that holds ``content`` and ``interaction_model``: in an installed package, or the checkout."""
    package = Path(__file__).resolve().parent
    return package if (package / "content").is_dir() else package.parent


def _refuse_missing_roots(path: str) -> None:
    if path and not Path(path).is_file():
        message = f"SSL_CERT_FILE={path!r} is no file, so every request would be refused: name a bundle of trust roots."
        raise SettingError(message)


def _one_of(environ: Mapping[str, str], name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = environ.get(name, default)
    if value not in allowed:
        message = f"{name}={value!r} is not understood: write {' or '.join(allowed)}."
        raise SettingError(message)
    return value


def _skill_id(value: str) -> str | None:
    if value and not re.fullmatch(r"amzn1\.ask\.skill\.[0-9a-zA-Z-]+", value):
        message = f"BACK_COACH_SKILL_ID={value!r} is not a skill id: it begins with amzn1.ask.skill."
        raise SettingError(message)
    return value or None


def _log_salt(value: str) -> str:
    if value and not SALT_CHARS[0] <= len(value) <= SALT_CHARS[1]:
        message = "BACK_COACH_LOG_SALT is too short or too long: write {} to {} characters that nobody can guess."
        raise SettingError(message.format(*SALT_CHARS))
    return value


def _store(url: str) -> str:
    scheme, colon, rest = url.partition(":")
    if not rest.startswith("//") or scheme not in STORE_SCHEMES:
        told = f"{scheme}:…" if colon else url  # What follows may hold a password.
        message = f"BACK_COACH_STORE={told!r} is not a store: write for example sqlite:////var/lib/back-coach.sqlite."
        raise SettingError(message)
    return url
