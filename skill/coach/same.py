"""Keys by identity: for remembering what was made of a value that is too large to be hashed at every turn."""

from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Same(Struct, Generic[T], frozen=True, eq=False):
    """A frozen value as a key: the very same one, which lives on as long as the key does, and no equal one."""

    it: T

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)
