"""What the person said of pain or health. Nothing of it may be kept."""

from msgspec import Struct

from skill.coach.events.named import UNNAMED, Named


class HurtSaid(Struct, frozen=True):
    """Said that it hurts, aches, burns or is more than they can do."""

    joint: bool = False
    """True where a joint was named: that is no working muscle."""


class SharpPainSaid(Struct, frozen=True):
    """Spoke of a sharp, shooting or nerve-like pain."""


class UnwellSaid(Struct, frozen=True):
    """Spoke of feeling dizzy, faint, sick, feverish or out of breath."""


class EmergencySaid(Struct, frozen=True):
    """Spoke of a sign that can need emergency care."""


class ConditionSaid(Struct, frozen=True):
    """Spoke of a condition, an operation, a pregnancy or an age. No id: of none that there is advice for."""

    condition: Named = UNNAMED


HealthWord = HurtSaid | SharpPainSaid | UnwellSaid | EmergencySaid | ConditionSaid
