"""Which wording of a line comes next: within a session each in its turn, so that none is heard twice running."""

from collections.abc import Mapping, Sequence
from typing import Any, Self
from zlib import crc32

ATTRIBUTE = "wordings"
"""Of the session: how often each line that has several wordings was said, by key."""


class Wordings:
    """Takes turns. The first wording of a session differs from request to request; one answered again is the same."""

    def __init__(self, said: Mapping[str, int], request_id: str) -> None:
        """Take what the session says was said, and the id of the request that is being answered."""
        self._said = dict(said)
        self._request_id = request_id

    @classmethod
    def of(cls, attributes: Mapping[str, Any], request_id: str) -> Self:
        """Read a session's attributes; what can't be read was never said."""
        found = attributes.get(ATTRIBUTE)
        counts = found if isinstance(found, dict) else {}
        return cls({key: count for key, count in counts.items() if isinstance(count, int)}, request_id)

    def choose(self, key: str, variations: Sequence[str]) -> str:
        """Give the wording whose turn it is, and count it as said."""
        if len(variations) == 1:
            return variations[0]
        turn = self._said.get(key, crc32(f"{self._request_id}{key}".encode()))
        self._said[str(key)] = (turn + 1) % len(variations)  # A StrEnum is no key to a JSON writer.
        return variations[turn % len(variations)]

    def attributes(self) -> dict[str, Any]:
        """Give what the session is to remember."""
        return {ATTRIBUTE: dict(self._said)}
