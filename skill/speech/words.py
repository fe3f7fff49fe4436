"""Values to words: numbers, lengths of time, lists. Tables, so that they can be read and tested as tables."""

from collections.abc import Sequence

UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

MINUTE_S = 60

TEN = 10

HUNDRED = 100

LARGEST = 120
"""Larger numbers are left as digits: the coach counts nothing that far."""


def number(value: int) -> str:
    """Give 0 to 120 in words, anything else in digits. Above a hundred as seconds are counted: ``one oh five``."""
    if not 0 <= value <= LARGEST:
        return str(value)
    if value >= HUNDRED:
        return _above_hundred(value - HUNDRED)
    if value < len(UNITS):
        return UNITS[value]
    tens, units = divmod(value, 10)
    return f"{TENS[tens]}-{UNITS[units]}" if units else TENS[tens]


def seconds(value: int) -> str:
    """Give a length of time exactly: ``forty-five seconds``, ``ninety seconds``, ``two minutes thirty``."""
    minutes, rest = divmod(value, MINUTE_S)
    if (rest and value < HUNDRED) or not minutes:
        return _counted(value, "second")
    return f"{_counted(minutes, 'minute')} {number(rest)}" if rest else _counted(minutes, "minute")


def about(value: int) -> str:
    """Give a length of time to the nearest whole minute; at least one."""
    return _counted(max(1, (value + MINUTE_S // 2) // MINUTE_S), "minute")


def listed(items: Sequence[str]) -> str:
    """Join items as one says them: ``a``, ``a and b``, ``a, b and c``."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def alternatives(items: Sequence[str]) -> str:
    """Join items as a question does: ``a or b``, ``a, b or c``."""
    return " or ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def _above_hundred(over: int) -> str:
    if not over:
        return "one hundred"
    return f"one oh {UNITS[over]}" if over < TEN else f"one {number(over)}"


def _counted(count: int, unit: str) -> str:
    return f"{number(count)} {unit}{'' if count == 1 else 's'}"
