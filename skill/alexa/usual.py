"""What Alexa mostly sends, read once beforehand, so that no listener waits for the SDK's classes to be imported."""

from collections.abc import Mapping, Sequence
from typing import Any

from skill.alexa.requests import event_of, listener_of
from skill.alexa.serializer import envelope_of
from skill.catalogue.model import Catalogue

MATCHED = {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"id": "id"}}]}
SLOT = {"resolutions": {"resolutionsPerAuthority": [MATCHED]}}

REQUESTS: Sequence[Mapping[str, Any]] = (
    {"type": "LaunchRequest"},
    {"type": "IntentRequest", "intent": {"name": "TechniqueIntent", "slots": {"exercise": SLOT}}},
    {"type": "SessionEndedRequest"},
    {"type": "SessionResumedRequest"},
    {"type": "Alexa.Presentation.APLA.RuntimeError"},
)

AROUND: Mapping[str, Any] = {
    "session": {"attributes": {}},
    "context": {"System": {"user": {"userId": "user"}, "person": {"personId": "person"}}},
}


def load_models(catalogue: Catalogue) -> None:
    """Import the classes of what Alexa mostly sends, as far as anybody here looks at them.

    What is rare is imported when it comes. To load all that a request may hold took every start twice as long.
    """
    for request in REQUESTS:
        envelope = envelope_of({**AROUND, "request": request})
        event_of(envelope, catalogue)
        listener_of(envelope)
