"""Numbers and durations as they are spoken: Amazon's two built-in slot types that count."""

from collections.abc import Sequence

_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_UNITS = {
    "hour": "H", "hours": "H", "minute": "M", "minutes": "M", "min": "M", "second": "S", "seconds": "S", "sec": "S",
}  # fmt: skip
_SECONDS = {"H": 3600, "M": 60, "S": 1}
_SMALLER = {"H": "M", "M": "S"}
_LAST_DIGIT = 9
_A_HALF = ("and", "a", "half")

NUMBER_WORDS = tuple(_ONES | _TENS)
"""Every number that is one word."""

VOCABULARY = frozenset({*_ONES, *_TENS, *_UNITS, *_A_HALF, "an", "hundred"})
"""Every word that a number or a duration can have in it, digits aside."""


def number(words: Sequence[str]) -> str | None:
    """Read 0 to 999, in digits or in words, as AMAZON.NUMBER writes it: ``forty five`` is 45. None if it is neither."""
    value = _number(tuple(words))
    return None if value is None else str(value)


def duration(words: Sequence[str]) -> str | None:
    """Read hours, minutes and seconds as AMAZON.DURATION writes them: ``forty seconds`` is PT40S. None if it is not."""
    spoken, half_more = tuple(words), False
    if spoken[-3:] == _A_HALF:
        spoken, half_more = spoken[:-3], True
    amounts = _amounts(spoken)
    if not amounts:
        return None
    if half_more and not _add_half(amounts, list(amounts)[-1]):
        return None
    return "PT" + ("".join(f"{amounts[unit]}{unit}" for unit in "HMS" if amounts.get(unit)) or "0S")


def in_words(digits: str) -> tuple[tuple[str, ...], ...]:
    """Give the ways to say digits: as a number up to ninety-nine, and one by one where there are several."""
    word_of = {str(value): word for word, value in (_ONES | _TENS).items()}
    ways = [tuple(word_of[digit] for digit in digits)] if digits.isascii() else []
    if digits in word_of:
        ways.append((word_of[digits],))
    elif len(digits) == len("99") and digits[0] != "0" and digits.isascii():
        ways.append((word_of[f"{digits[0]}0"], word_of[digits[1]]))
    return tuple(dict.fromkeys(ways))


def _number(words: tuple[str, ...]) -> int | None:
    if len(words) == 1 and words[0].isdecimal():
        return int(words[0])
    if "hundred" not in words:
        return _below_hundred(words)
    at = words.index("hundred")
    hundreds = 1 if words[:at] == ("a",) else _ONES.get(" ".join(words[:at]), 0)
    rest = words[at + 1 :]
    rest = rest[1:] if rest[:1] == ("and",) else rest
    remainder = _below_hundred(rest) if rest else 0
    return None if not 0 < hundreds <= _LAST_DIGIT or remainder is None else 100 * hundreds + remainder


def _below_hundred(words: tuple[str, ...]) -> int | None:
    match words:
        case (word,):
            return _ONES.get(word, _TENS.get(word))
        case (ten, one) if ten in _TENS and 0 < _ONES.get(one, 0) <= _LAST_DIGIT:
            return _TENS[ten] + _ONES[one]
    return None


def _amounts(words: tuple[str, ...]) -> dict[str, int]:
    """Give how many of each unit, in the order spoken; nothing at all if any word does not belong."""
    amounts: dict[str, int] = {}
    quantity: list[str] = []
    for word in words:
        if word not in _UNITS:
            quantity.append(word)
        elif _UNITS[word] in amounts or not _add(amounts, _UNITS[word], tuple(quantity)):
            return {}
        else:
            quantity = []
    return {} if quantity else amounts


def _add(amounts: dict[str, int], unit: str, quantity: tuple[str, ...]) -> bool:
    quantity = quantity[1:] if amounts and quantity[:1] == ("and",) else quantity
    if quantity in {("half", "a"), ("half", "an"), ("half",)}:
        amounts[unit] = 0
        return _add_half(amounts, unit)
    half_more = quantity[-3:] == _A_HALF
    count = _count(quantity[:-3] if half_more else quantity)
    if count is None:
        return False
    amounts[unit] = count
    return not half_more or _add_half(amounts, unit)


def _count(quantity: tuple[str, ...]) -> int | None:
    return 1 if quantity in {("a",), ("an",)} else _number(quantity)


def _add_half(amounts: dict[str, int], unit: str) -> bool:
    """Add half a unit, written in the next smaller one. Half a second is not a duration Alexa writes."""
    if unit not in _SMALLER:
        return False
    smaller = _SMALLER[unit]
    amounts[smaller] = amounts.get(smaller, 0) + _SECONDS[unit] // _SECONDS[smaller] // 2
    return True
