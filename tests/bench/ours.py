"""The skill itself, as it is served, but for the place its certificate comes from: a file instead of S3."""

import os
import sys
from pathlib import Path

from flask import Flask

from skill.alexa.verifier import AlexaSignatureVerifier
from skill.app import create_app
from skill.server import Serving, serve
from skill.settings import Settings


def app(settings: Settings | None = None) -> Flask:
    """Wire the skill."""
    chain = Path(os.environ["BENCH_CHAIN"]).read_bytes()
    return create_app(settings or Settings.from_environ(), verifier=AlexaSignatureVerifier(lambda _: chain))


if __name__ == "__main__":
    serve(Settings.from_environ(), Serving(port=int(sys.argv[1]), workers=1), app)
