"""What the skill is measured against, as WSGI apps: the SDK as its documentation wires it, and bare Flask."""

import io
import os
import re
from pathlib import Path
from typing import Any
from unittest.mock import patch

from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model.response import Response as Answer
from flask import Flask, Response, jsonify, request

CONSTANT = b'{"version": "1.0", "response": {"outputSpeech": {"type": "PlainText", "text": "Hello World"}}}'


class Greeting(AbstractRequestHandler):
    """The handler of the SDK's own introduction."""

    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002 - the SDK's signature
        """Take everything."""
        return True

    def handle(self, handler_input: HandlerInput) -> Answer:
        """Say hello."""
        answer: Answer = handler_input.response_builder.speak("Hello World").ask("Hello?").response
        return answer


def documented(*, verified: bool = True) -> Flask:
    """Wire the SDK as its documentation does, with verification; the certificate comes from a file instead of S3."""
    handler = _handler(verified=verified)
    app = Flask("documented")

    def invoke_skill() -> Response:
        return jsonify(handler.verify_request_and_dispatch(request.headers, request.data.decode("utf-8")))

    app.add_url_rule("/alexa", view_func=invoke_skill, methods=["POST"])
    return app


def unverified() -> Flask:
    """Wire the same without verification."""
    return documented(verified=False)


def constant() -> Flask:
    """Answer always the same: what Flask alone costs."""
    app = Flask("constant")
    app.add_url_rule("/alexa", view_func=lambda: Response(CONSTANT, mimetype="application/json"), methods=["POST"])
    return app


def _handler(*, verified: bool) -> Any:  # noqa: ANN401 - the package has no types
    search = re.search

    def lenient(pattern: Any, text: str, *flags: Any) -> Any:  # noqa: ANN401 - re.search's
        # oscrypto wants three digits of OpenSSL's version, which may have more (platform rule 8 B1).
        widened = isinstance(pattern, str) and pattern == r"\b(\d\.\d\.\d[a-z]*)\b"
        return search(r"\b(\d+\.\d+\.\d+[a-z]*)\b" if widened else pattern, text, *flags)

    with patch("re.search", lenient):
        from ask_sdk_webservice_support import verifier, webservice_handler  # noqa: PLC0415 - imported under the patch

    chain = Path(os.environ["BENCH_CHAIN"]).read_bytes()
    vars(verifier)["urlopen"] = lambda _: io.BytesIO(chain)
    builder = SkillBuilder()
    builder.add_request_handler(Greeting())
    return webservice_handler.WebserviceSkillHandler(
        builder.create(), verify_signature=verified, verify_timestamp=verified
    )
