"""The composition root: settings in, a Flask app out. Nothing happens at import."""

from functools import partial
from pathlib import Path

from flask import Flask, Response

from skill.alexa.handlers import Coaching, skill_of
from skill.alexa.verifier import AlexaSignatureVerifier
from skill.alexa.webservice import blueprint
from skill.catalogue.loader import load_catalogue
from skill.errors import StoreError
from skill.outage import Backlog
from skill.privacy import page
from skill.settings import Settings, content_root
from skill.speech.loader import load_lines
from skill.store import open_store
from skill.store.base import Store
from skill.store.patience import Patient


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
    app.register_blueprint(blueprint(skill_of(coaching), settings, verifier))
    app.add_url_rule("/healthz", view_func=partial(_health, coaching.store), endpoint="health")
    app.add_url_rule("/privacy", view_func=page, endpoint="privacy")
    return app


def load_coaching(settings: Settings, root: Path, store: Store) -> Coaching:
    """Load the content once."""
    catalogue = load_catalogue(root)
    backlog = Backlog()
    patient = Patient(store, when_back=backlog.settle)
    return Coaching(catalogue, load_lines(root, catalogue), patient, settings.timing, backlog)


def _health(store: Store) -> Response:
    """Say whether the store answers; the content is loaded, or there would be no app."""
    try:
        store.ping()
    except StoreError:  # Which has been logged, when it began.
        return Response("the store does not answer\n", 503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")
