"""What the person said beside the point, which asks for nothing in so many words."""

from skill.coach.events.bare import Bare


class Thanked(Bare):
    """Said thanks."""


class Acknowledged(Bare):
    """Said that they have heard, and agreed to nothing."""


class Undecided(Bare):
    """Said that they don't know."""


class ChoiceLeft(Bare):
    """Left the choice to the coach."""


class DoneSaid(Bare):
    """Said that they are done: with the set, or for today."""


SmallTalk = Thanked | Acknowledged | Undecided | ChoiceLeft | DoneSaid
