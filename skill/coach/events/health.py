"""What the person said of pain or health. Nothing of it may be kept."""

from dataclasses import dataclass

from skill.coach.events.bare import Bare
from skill.coach.events.named import UNNAMED, Named


@dataclass(frozen=True, slots=True)
class HurtSaid:
    """Said that it hurts, aches, burns or is more than they can do."""

    joint: bool = False
    """True where a joint was named: that is no working muscle."""


class SharpPainSaid(Bare):
    """Spoke of a sharp, shooting or nerve-like pain."""


class UnwellSaid(Bare):
    """Spoke of feeling dizzy, faint, sick, feverish or out of breath."""


class EmergencySaid(Bare):
    """Spoke of a sign that can need emergency care."""


@dataclass(frozen=True, slots=True)
class ConditionSaid:
    """Spoke of a condition, an operation, a pregnancy or an age. No id: of none that there is advice for."""

    condition: Named = UNNAMED


HealthWord = HurtSaid | SharpPainSaid | UnwellSaid | EmergencySaid | ConditionSaid
