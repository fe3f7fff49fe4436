"""Frozen values with some fields changed, whatever they are made with: Python 3.13 has it as `copy.replace`."""

import dataclasses
from typing import TYPE_CHECKING, Any

from msgspec import Struct, structs

if TYPE_CHECKING:
    from dataclasses import replace as replace  # noqa: PLC0414 - so that the arguments are checked against the fields
else:

    def replace(value: Any, /, **changes: Any) -> Any:  # noqa: ANN401 - any frozen value
        """Give a value with some fields changed. Raises TypeError for a field that it doesn't have."""
        change = structs.replace if isinstance(value, Struct) else dataclasses.replace
        return change(value, **changes)
