"""What Alexa mostly sends is answered without an import."""

import json
import subprocess
import sys

import pytest

from tests.alexa.test_serializer import REQUESTS, document

CODE = """
import json, sys
from pathlib import Path
from skill.alexa.requests import event_of, listener_of
from skill.alexa.serializer import envelope_of
from skill.alexa.usual import load_models
from skill.catalogue.loader import load_catalogue

catalogue = load_catalogue(Path())
load_models(catalogue)
before = set(sys.modules)
envelope = envelope_of(json.loads(sys.argv[1]))
listener_of(envelope)
event_of(envelope, catalogue)
print(*(set(sys.modules) - before), end="")
"""


@pytest.mark.parametrize("request_", REQUESTS[:4] + REQUESTS[-1:], ids=lambda request: request["type"])
def test_the_classes_of_usual_requests_are_imported_at_start(request_: dict[str, object]) -> None:
    """No listener waits for an import."""
    if "intent" in request_:
        request_ = request_ | {"intent": {**request_["intent"], "name": "TechniqueIntent"}}  # type: ignore[dict-item] # JSON
    command = [sys.executable, "-W", "ignore", "-c", CODE, json.dumps(document(request_))]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == ""  # noqa: S603 - this very program
