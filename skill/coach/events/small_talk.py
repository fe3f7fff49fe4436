"""What the person said beside the point, which asks for nothing in so many words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thanked:
    """Said thanks."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Said that they have heard, and agreed to nothing."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """Said that they don't know."""


@dataclass(frozen=True, slots=True)
class ChoiceLeft:
    """Left the choice to the coach."""


@dataclass(frozen=True, slots=True)
class DoneSaid:
    """Said that they are done: with the set, or for today."""


SmallTalk = Thanked | Acknowledged | Undecided | ChoiceLeft | DoneSaid
