"""``python -m tests.fuzz.guided``: bytes that atheris makes up, guided by what they reach in the door's own code."""

import logging
import sys
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris  # type: ignore[import-untyped] # has none

warnings.simplefilter("ignore")

with atheris.instrument_imports(include=["skill.alexa"]):
    from skill.alexa.envelope import Envelope
    from skill.alexa.serializer import envelope_of

from skill.errors import NotGenuineError  # noqa: E402 - what is instrumented comes first
from tests.alexa.authority import Authority  # noqa: E402 - what is instrumented comes first
from tests.fuzz.cases import pieces  # noqa: E402 - what is instrumented comes first
from tests.fuzz.door import Door, Mistakes  # noqa: E402 - what is instrumented comes first


def look(body: bytes) -> None:
    """Read a body, and have it answered if it is an envelope."""
    try:
        envelope_of(Envelope.read(body).document).to_dict()
    except NotGenuineError:
        return
    DOOR.send(body)


if __name__ == "__main__":
    MISTAKES = Mistakes()
    logging.basicConfig(handlers=[MISTAKES])
    DOOR = Door.make(Authority(), MISTAKES, verify=False)
    with TemporaryDirectory() as folder:
        for number, body in enumerate(pieces().whole):
            (Path(folder) / str(number)).write_bytes(body)
        atheris.Setup([*sys.argv, folder], look)
        atheris.Fuzz()
