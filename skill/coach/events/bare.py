"""What most events are: something done, of which nothing else is to be told."""

from dataclasses import dataclass
from typing import Any


class _Full(type):
    """Leaves no room in a value for anything but its fields."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> "_Full":
        return super().__new__(cls, name, bases, {"__slots__": (), **body})


@dataclass(frozen=True)
class Bare(metaclass=_Full):
    """An event without fields; two of one kind are equal.

    Its kinds are no dataclasses each of their own: to make one takes most of a millisecond of every start, and there
    are sixty.
    """
