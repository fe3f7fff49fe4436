"""The composition root: settings in, a Flask app out. Nothing happens at import."""

from functools import cache, partial
from pathlib import Path

from flask import Flask, Response

from skill.alexa.doorway import Doorway
from skill.alexa.handlers import Coaching, skill_of
from skill.alexa.verifier import AlexaSignatureVerifier
from skill.alexa.webservice import Door
from skill.catalogue.loader import load_catalogue
from skill.catalogue.model import Catalogue
from skill.errors import StoreError
from skill.outage import Backlog
from skill.privacy import page
from skill.settings import Settings, content_root
from skill.speech.lines import Lines
from skill.speech.loader import load_lines
from skill.store import open_store
from skill.store.base import Store
from skill.store.patience import Patient

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Of pages. Those of the simulator have stricter ones of their own."""


def create_app(
    settings: Settings,
    *,
    root: Path | None = None,
    store: Store | None = None,
    verifier: AlexaSignatureVerifier | None = None,
) -> Flask:
    """Wire everything together. Raises ContentError, SettingError or StoreError, each saying what to do."""
    coaching = load_coaching(settings, root or content_root(), store or open_store(settings.store))
    app = Flask("skill", static_folder=None)
    app.add_url_rule("/healthz", view_func=partial(_health, coaching.store), endpoint="health")
    app.add_url_rule("/privacy", view_func=page, endpoint="privacy")
    app.after_request(_guarded)
    app.wsgi_app = Doorway(app.wsgi_app, Door(skill_of(coaching), settings, verifier))  # type: ignore[method-assign] # Flask's own way
    return app


def _guarded(response: Response) -> Response:
    """Tell a browser to load nothing, to be framed by nobody and to guess nothing; a page may know better."""
    if response.headers.get("Content-Type", "").startswith("text/"):
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
    return response


def load_coaching(settings: Settings, root: Path, store: Store) -> Coaching:
    """Load the content once."""
    catalogue, lines = load_content(root)
    backlog = Backlog()
    return Coaching(catalogue, lines, Patient(store, when_back=backlog.settle), settings.timing, backlog)


@cache
def load_content(root: Path) -> tuple[Catalogue, Lines]:
    """Load what there is to do and to say, once in a process and those it forks. Raises ContentError."""
    catalogue = load_catalogue(root)
    return catalogue, load_lines(root, catalogue)


def _health(store: Store) -> Response:
    """Say whether the store answers; the content is loaded, or there would be no app."""
    try:
        store.ping()
    except StoreError:  # Which has been logged, when it began.
        return Response("the store does not answer\n", 503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")
