"""Keys by identity: for remembering what was made of a value that is too large to be hashed at every turn."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Same(Generic[T]):
    """A frozen value as a key: the very same one, which lives on as long as the key does, and no equal one."""

    it: T

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)
