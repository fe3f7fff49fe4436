"""The log of a server: one JSON object a line, in which nobody's words and nobody's id can stand."""

import logging
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from secrets import token_hex
from types import TracebackType
from typing import TextIO

from msgspec import json

FRAMES = 12
"""Of a mistake of ours, the innermost places in the code that are named."""


class Salted:
    """Hashes listeners' ids, so that a line tells that it was the same listener and not who."""

    def __init__(self, salt: str) -> None:
        self._salt = (salt or token_hex(16)).encode()

    def __call__(self, listener: str | None) -> str | None:
        """Give 16 hexadecimal digits, or None for nobody."""
        if listener is None:
            return None
        # An id may hold what is no text, half a character from an escape.
        told = listener.encode(errors="surrogatepass")
        return blake2b(told, key=self._salt[: blake2b.MAX_KEY_SIZE], digest_size=8).hexdigest()


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON: time, level, who says it, what, and what else is known as ``told``.

    Of an exception it writes the kind and the places in the code, not its message, which may quote what somebody said.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line |= {"error": record.exc_info[0].__name__, "where": _places(record.exc_info[2])}
        return json.encode(line, enc_hook=str).decode()


def told(**facts: object) -> Mapping[str, object]:
    """Give what a line tells beside its message, as logging's ``extra``."""
    return {"told": facts}


def write_json_lines(stream: TextIO = sys.stderr) -> None:
    """Log from now on as `JsonLines`, the server's own lines among them."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    # What a line doesn't tell is not looked up for it: threads, processes, and the place in the code that logs.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging._srcfile = None  # noqa: SLF001 - the way that the library's own documentation names
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-FRAMES:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
