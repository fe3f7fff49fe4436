"""Numbers and times as Alexa writes them into slots."""

import re

from ask_sdk_model.slot import Slot

_NUMBER = re.compile(r"[0-9]{1,9}")
_DURATION = re.compile(r"PT(?=[0-9])(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})S)?")
_UNITS_S = (3600, 60, 1)


def number_of(slot: Slot | None) -> int | None:
    """Read what AMAZON.NUMBER holds; None for an empty slot and for "?", which Alexa writes for no number."""
    value = (slot.value or "") if slot else ""
    return int(value) if _NUMBER.fullmatch(value) else None


def seconds_of(slot: Slot | None) -> int | None:
    """Read what AMAZON.DURATION holds; None for an empty slot, and see `seconds_written`."""
    return seconds_written((slot.value or "") if slot else "")


def seconds_written(value: str) -> int | None:
    """Read hours, minutes and seconds (PT1M30S, ISO 8601) as seconds.

    None for anything else: nothing, words, and a day or more, which nobody exercises for.
    """
    duration = _DURATION.fullmatch(value)
    if duration is None:
        return None
    return sum(int(amount or 0) * unit_s for amount, unit_s in zip(duration.groups(), _UNITS_S, strict=True))
