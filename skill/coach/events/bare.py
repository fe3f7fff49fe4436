"""What most events are: something done, of which nothing else is to be told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bare:
    """An event without fields; two of one kind are equal.

    Its kinds are no dataclasses each of their own: to make one takes most of a millisecond of every start, and there
    are sixty.
    """
