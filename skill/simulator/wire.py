"""The wire: the one way from the simulator to the skill."""

from collections.abc import Mapping
from typing import Any

import requests

from skill.simulator.device import Post
from skill.simulator.envelope import Json

PATIENCE_S = 8
"""Alexa waits about so long for an answer."""


class NoAnswerError(Exception):
    """The skill gave nothing that could be an answer; the message says what to do, in one line."""


def over_http(url: str) -> Post:
    """Give the post to a skill at an address. What it gives raises NoAnswerError."""
    connection = requests.Session()
    connection.trust_env = False  # a proxy has no business between a simulator and a skill on the same machine

    def post(request: Json) -> Mapping[str, Any]:
        try:
            answer = connection.post(url, json=request, timeout=PATIENCE_S)
        except requests.Timeout as error:
            message = f"The skill at {url} took more than {PATIENCE_S} s, and Alexa waits no longer: see its log."
            raise NoAnswerError(message) from error
        except requests.RequestException as error:
            message = f"Nothing answers at {url}: start the skill with back-coach serve, and give its address."
            raise NoAnswerError(message) from error
        return _parsed(answer, url)

    return post


def _parsed(answer: requests.Response, url: str) -> Mapping[str, Any]:
    if answer.status_code == requests.codes.bad_request:
        message = (
            f"The skill at {url} refused the request (400): serve it on loopback with BACK_COACH_VERIFY=off, "
            "and with the skill id that is spoken to, or none."
        )
        raise NoAnswerError(message)
    if answer.status_code != requests.codes.ok:
        message = f"The skill at {url} failed ({answer.status_code}): its log says why."
        raise NoAnswerError(message)
    try:
        parsed: Mapping[str, Any] = answer.json()
    except ValueError as error:
        message = f"What {url} answered is not JSON: give the skill's own address, which ends in /alexa."
        raise NoAnswerError(message) from error
    return parsed
