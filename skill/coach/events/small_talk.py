"""What the person said beside the point, which asks for nothing in so many words."""

from msgspec import Struct


class Thanked(Struct, frozen=True):
    """Said thanks."""


class Acknowledged(Struct, frozen=True):
    """Said that they have heard, and agreed to nothing."""


class EffortSaid(Struct, frozen=True):
    """Said that it is hard work, and no more than that."""


class Undecided(Struct, frozen=True):
    """Said that they don't know."""


class ChoiceLeft(Struct, frozen=True):
    """Left the choice to the coach."""


class DoneSaid(Struct, frozen=True):
    """Said that they are done: with the set, or for today."""


SmallTalk = Thanked | Acknowledged | EffortSaid | Undecided | ChoiceLeft | DoneSaid
