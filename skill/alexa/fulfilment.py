"""Whether the coach could do what somebody asked of nobody: Alexa asks several skills before she opens one.

By Amazon's documentation the answer may have no effect whatever, so nothing is loaded, saved or said here.
"""

from collections.abc import Mapping

from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model.canfulfill.can_fulfill_intent import CanFulfillIntent
from ask_sdk_model.canfulfill.can_fulfill_intent_request import CanFulfillIntentRequest
from ask_sdk_model.canfulfill.can_fulfill_intent_values import CanFulfillIntentValues as Can
from ask_sdk_model.canfulfill.can_fulfill_slot import CanFulfillSlot
from ask_sdk_model.canfulfill.can_fulfill_slot_values import CanFulfillSlotValues as Fulfils
from ask_sdk_model.canfulfill.can_understand_slot_values import CanUnderstandSlotValues as Understands
from ask_sdk_model.intent import Intent
from ask_sdk_model.response import Response
from ask_sdk_model.slot import Slot

from skill.alexa.amounts import number_of, seconds_of
from skill.alexa.requests import COUNTED, DETAILS, WITH_SLOTS, meant, named
from skill.catalogue.model import Catalogue
from skill.coach.events import HealthWord

WHOLE = frozenset({"ListIntent", "RoutinesIntent"})
"""Intents without slots that can be asked out of the blue; the others, and Amazon's, answer something we said."""

ASKED_OF_ALL = frozenset({*WITH_SLOTS, *DETAILS, *COUNTED})
"""Intents with slots that can be, but for what is a word of health: that is told to us or to nobody."""


class FulfilmentHandler(AbstractRequestHandler):
    """Answers Alexa, who asks on somebody's behalf."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Say whether Alexa asks what we could do."""
        return isinstance(handler_input.request_envelope.request, CanFulfillIntentRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Say what we could do, and do nothing."""
        intent = getattr(handler_input.request_envelope.request, "intent", None)
        return Response(can_fulfill_intent=fulfilment(intent, self._catalogue))


def fulfilment(intent: Intent | None, catalogue: Catalogue) -> CanFulfillIntent:
    """Say whether an intent with what is in its slots could be done, in whole, in part or not at all.

    YES: everything named is one thing we have. MAYBE: we would have to ask which, or have only some of it,
    or what comes near.
    """
    name = (intent.name if intent else None) or ""
    filled = {key: slot for key, slot in ((intent.slots if intent else None) or {}).items() if slot and slot.value}
    if name in WHOLE:
        return CanFulfillIntent(Can.YES, {})
    if name not in ASKED_OF_ALL or isinstance(meant(intent, catalogue), HealthWord):
        return CanFulfillIntent(Can.NO, {key: _slot(Understands.NO) for key in filled})
    understood = {key: _understood(key, slot, catalogue) for key, slot in filled.items()}
    return CanFulfillIntent(_whole(understood), {key: _slot(grade) for key, grade in understood.items()})


def _understood(key: str, slot: Slot, catalogue: Catalogue) -> Understands:
    found = named(key, slot, catalogue)
    if found is None:
        counted = number_of(slot) is not None or seconds_of(slot) is not None
        return Understands.YES if counted else Understands.NO
    if found.one and (key != "exercise" or found.one in catalogue.exercises):
        return Understands.YES
    return Understands.MAYBE if found.ids else Understands.NO


def _whole(understood: Mapping[str, Understands]) -> Can:
    grades = {grade.value for grade in understood.values()}
    return Can(grades.pop()) if len(grades) == 1 else Can.MAYBE


def _slot(grade: Understands) -> CanFulfillSlot:
    return CanFulfillSlot(grade, Fulfils.NO if grade is Understands.NO else Fulfils.YES)
