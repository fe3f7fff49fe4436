"""What is said of the dependencies is what is known of them."""

from typing import Any

import pytest

from .audit import verdict

SOUND: dict[str, Any] = {"name": "a", "version": "1", "vulns": []}
HOLED: dict[str, Any] = {"name": "b", "version": "2", "vulns": [{"id": "CVE-1"}]}
UNKNOWN: dict[str, Any] = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("dependencies", "code", "said"),
    [
        ([SOUND], 0, ["1 of 1 pinned dependencies audited, 0 vulnerabilities"]),
        ([SOUND, HOLED], 1, ["b 2: CVE-1", "2 of 2 pinned dependencies audited, 1 vulnerabilities"]),
        ([SOUND, UNKNOWN], 0, ["1 of 2 pinned dependencies audited, 0 vulnerabilities", "not audited: c"]),
    ],
)
def test_what_is_found_is_told(dependencies: list[dict[str, Any]], code: int, said: list[str]) -> None:
    """A vulnerability fails; what could not be looked up is named."""
    assert verdict(dependencies) == (code, said)


def test_where_nothing_is_known_nothing_is_called_sound() -> None:
    """A registry without advisories is no clean bill."""
    assert verdict([UNKNOWN])[1][-1].startswith("NOT AUDITED")
