"""How hard somebody found a workout, in one of three words. It is about the workout, and never about pain."""

from enum import StrEnum

from msgspec import Struct

from skill.catalogue.model import Level

KEPT_RATINGS = 30
"""Ratings that are remembered, the latest."""


class Rating(StrEnum):
    """What is asked after a workout."""

    EASY = "easy"
    RIGHT = "right"
    TOO_HARD = "too-hard"


class Rated(Struct, frozen=True):
    """One workout that was rated."""

    ended_ms: int
    """When it came to its end, in milliseconds since 1970."""
    level: Level
    rating: Rating
