"""The skill itself, as it is served, but for the place its certificate comes from: a file instead of S3."""

import os
from pathlib import Path

from flask import Flask

from skill.alexa.verifier import AlexaSignatureVerifier
from skill.app import create_app, load_content
from skill.server import Serving, serve
from skill.settings import Settings, content_root
from skill.store import open_store


def app(settings: Settings | None = None) -> Flask:
    """Wire the skill."""
    chain = Path(os.environ["BENCH_CHAIN"]).read_bytes()
    return create_app(settings or Settings.from_environ(), verifier=AlexaSignatureVerifier(lambda _: chain))


def serve_at(port: int) -> None:
    """Serve as the command ``serve`` does."""
    settings = Settings.from_environ()
    load_content(content_root())
    open_store(settings.store).ping()
    serve(settings, Serving(port=port, workers=1), app)
