"""The skill's manifest for the ASK CLI, ``skill.json``: made from ``content/listing``, never edited by hand."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from skill.forms import shaped
from skill.speech.loader import LOCALES
from skill.strict_yaml import read

SOURCE = "content/listing/en.yaml"
TARGET = "interaction_model/skill.json"

CATEGORY = "HEALTH_AND_FITNESS"

INTERFACES = ("CAN_FULFILL_INTENT_REQUEST",)
"""What Alexa may ask of the skill beside the usual; APL for Audio needs no entry (platform rule 2.1)."""

EVENTS = ("SKILL_DISABLED",)
"""What the skill is told of outside of any session."""


class Listing(Struct, frozen=True):
    """The skill's page in the store, as authored; the same in every English locale."""

    name: str
    summary: str
    description: tuple[str, ...]
    """Paragraphs."""
    phrases: tuple[str, ...]
    """What to say first: one to three, the first of them the plain launch (platform rule 4.2)."""
    keywords: tuple[str, ...]
    testing: str
    """For Amazon's testers."""
    address: str
    """Where the skill is served, without a path."""


def load_listing(root: Path) -> Listing:
    """Read the listing under a root. Raises ContentError with every finding of form."""
    return shaped(read(root / SOURCE, SOURCE), SOURCE, Listing)


def manifest(listing: Listing) -> dict[str, Any]:
    """Make the manifest (platform rule 6.1)."""
    endpoint = {"uri": f"{listing.address}/alexa", "sslCertificateType": "Trusted"}
    return {
        "manifest": {
            "manifestVersion": "1.0",
            "publishingInformation": _publishing(listing),
            "apis": {"custom": {"endpoint": endpoint, "interfaces": [{"type": kind} for kind in INTERFACES]}},
            "events": {"endpoint": endpoint, "subscriptions": [{"eventName": event} for event in EVENTS]},
            "privacyAndCompliance": _privacy(listing),
        }
    }


def _publishing(listing: Listing) -> Mapping[str, Any]:
    page = {
        "name": listing.name,
        "summary": listing.summary,
        "description": "\n\n".join(listing.description),
        "examplePhrases": list(listing.phrases),
        "keywords": list(listing.keywords),
        "smallIconUri": f"{listing.address}/icon-108.png",
        "largeIconUri": f"{listing.address}/icon-512.png",
    }
    return {
        "category": CATEGORY,
        "distributionMode": "PUBLIC",
        "isAvailableWorldwide": False,
        "distributionCountries": [locale.removeprefix("en-") for locale in LOCALES],
        "testingInstructions": listing.testing,
        "locales": dict.fromkeys(LOCALES, page),
    }


def _privacy(listing: Listing) -> Mapping[str, Any]:
    return {
        "allowsPurchases": False,
        "usesPersonalInfo": False,
        "isChildDirected": False,
        "isExportCompliant": True,
        "containsAds": False,
        "locales": {locale: {"privacyPolicyUrl": f"{listing.address}/privacy"} for locale in LOCALES},
    }
