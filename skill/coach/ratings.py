"""How hard somebody found a workout, in one of three words. It is about the workout, and never about pain."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from skill.catalogue.model import Level

KEPT_RATINGS = 30
"""Ratings that are remembered, the latest."""


class Rating(StrEnum):
    """What is asked after a workout."""

    EASY = "easy"
    RIGHT = "right"
    TOO_HARD = "too-hard"


@dataclass(frozen=True, slots=True)
class Rated:
    """One workout that was rated."""

    ended_ms: int
    """When it came to its end, in milliseconds since 1970."""
    level: Level
    rating: Rating

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read what ``asdict`` gave. Raises KeyError, TypeError or ValueError otherwise."""
        return cls(int(value["ended_ms"]), Level(value["level"]), Rating(value["rating"]))
