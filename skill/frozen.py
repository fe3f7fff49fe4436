"""Frozen values with some fields changed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import replace as replace  # noqa: PLC0414 - checks what is given against the fields; a struct's takes any
else:
    from msgspec.structs import replace as replace  # noqa: PLC0414 - handed on under the one name
