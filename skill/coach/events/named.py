"""How a thing that somebody named is passed on."""

from enum import StrEnum

from msgspec import Struct


class Order(StrEnum):
    """A place in a list; the value is an id beside those of the exercises."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    FIFTH = "fifth"
    SIXTH = "sixth"
    SEVENTH = "seventh"
    LAST = "last"
    EASIEST = "easiest"
    HARDEST = "hardest"


NUMBERED = Order.FIRST, Order.SECOND, Order.THIRD, Order.FOURTH, Order.FIFTH, Order.SIXTH, Order.SEVENTH
"""The places that a number names, the first being one."""


class Named(Struct, frozen=True):
    """A thing somebody named: the ids it can mean in the catalogue, and the words used.

    No id and no words: nothing was named. No id but words: we have no such thing. Several ids: ask which.
    An exercise may also be named by its place in a list, see `Order`, or by what comes near it in the catalogue.
    """

    ids: tuple[str, ...] = ()
    words: str = ""

    @property
    def one(self) -> str | None:
        """The id, when there is exactly one."""
        return self.ids[0] if len(self.ids) == 1 else None

    @property
    def order(self) -> Order | None:
        """The place in a list, where that is what was named."""
        return Order(self.one) if self.one in set(Order) else None


UNNAMED = Named()
"""Nothing was named."""
