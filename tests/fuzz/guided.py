"""``python -m tests.fuzz.guided``: bytes that atheris makes up, guided by what they reach in the door's own code."""

import logging
import sys
import warnings

import atheris  # type: ignore[import-untyped] # has none

warnings.simplefilter("ignore")

with atheris.instrument_imports(include=["skill.alexa"]):
    from skill.alexa.envelope import Envelope
    from skill.alexa.serializer import envelope_of, load_models

from skill.errors import NotGenuineError  # noqa: E402 - what is instrumented comes first
from tests.alexa.authority import Authority  # noqa: E402 - what is instrumented comes first
from tests.fuzz.door import Door, Mistakes  # noqa: E402 - what is instrumented comes first

SEED = b'{"version":"1.0","request":{"type":"LaunchRequest","requestId":"r","timestamp":"2026-11-22T12:00:00Z"}}'


def look(body: bytes) -> None:
    """Read a body; every so often have it answered as well."""
    try:
        envelope_of(Envelope.read(body).document)
    except NotGenuineError:
        return
    DOOR.send(body)


if __name__ == "__main__":
    load_models()
    MISTAKES = Mistakes()
    logging.basicConfig(handlers=[MISTAKES])
    DOOR = Door.make(Authority(), MISTAKES, verify=False)
    look(SEED)
    atheris.Setup(sys.argv, look)
    atheris.Fuzz()
