"""The manifest: up to date, complete in every locale, and by Amazon's rules."""

import json
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.interaction_model import text
from skill.alexa.manifest import TARGET, load_listing, manifest
from skill.speech.loader import LOCALES

Json = dict[str, Any]


@pytest.fixture(scope="module")
def made(root: Path) -> Json:
    """Give the manifest made from the listing."""
    whole: Json = manifest(load_listing(root))["manifest"]
    return whole


def test_the_committed_manifest_is_up_to_date(root: Path, made: Json) -> None:
    """What the ASK CLI deploys is what the listing says; `back-coach model` writes it."""
    assert (root / TARGET).read_text(encoding="utf-8") == text({"manifest": made})


def test_there_is_a_page_and_a_privacy_policy_for_every_locale(made: Json) -> None:
    """And every locale's country is one in which the skill is sold."""
    publishing = made["publishingInformation"]

    assert list(publishing["locales"]) == list(made["privacyAndCompliance"]["locales"]) == list(LOCALES)
    assert publishing["distributionCountries"] == ["US", "GB", "AU", "CA", "IN"]
    for page in publishing["locales"].values():
        assert set(page) >= {"name", "summary", "description", "examplePhrases", "keywords"}
        assert page["examplePhrases"][0] == "Alexa, open back coach"
        assert "not a substitute for a professional" in page["description"]


def test_alexa_may_ask_what_the_coach_could_do_and_tell_that_it_was_disabled(made: Json) -> None:
    """Both go to the endpoint that serves everything else, with a certificate that certification takes."""
    custom, events = made["apis"]["custom"], made["events"]

    assert custom["interfaces"] == [{"type": "CAN_FULFILL_INTENT_REQUEST"}]
    assert events["subscriptions"] == [{"eventName": "SKILL_DISABLED"}]
    assert custom["endpoint"] == events["endpoint"]
    assert custom["endpoint"]["sslCertificateType"] == "Trusted"


def test_nothing_is_claimed_of_health(made: Json) -> None:
    """The skill handles no health records, sells nothing and is not for children."""
    privacy = made["privacyAndCompliance"]

    assert "usesHealthInfo" not in json.dumps(made)
    assert [key for key, value in privacy.items() if value is True] == ["isExportCompliant"]
