"""The way to the door for WSGI servers, past every other address of an app."""

from collections.abc import Iterable
from functools import cache
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from msgspec import Struct

from skill.alexa.limits import BODY_BYTES, LENGTH_DIGITS
from skill.alexa.webservice import PATH, Answer, Door, refused
from skill.errors import NotGenuineError, refuse


class Doorway:
    """Stands before an app, as WSGI, and answers ``POST /alexa`` in its place; every other address is the app's.

    Flask's routing and response would take a quarter of a turn more, and to refuse strangers, who may come in crowds,
    three times as long.
    """

    def __init__(self, app: WSGIApplication, door: Door) -> None:
        self._app = app
        self.door = door

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, or let the app do so."""
        if environ["PATH_INFO"] != PATH:
            return self._app(environ, start_response)
        if environ["REQUEST_METHOD"] != "POST":
            start_response("405 METHOD NOT ALLOWED", [("Allow", "POST"), ("Content-Length", "0")])
            return ()
        answer = self._answered(environ)
        status = f"{answer.status.value} {answer.status.phrase}"
        start_response(status, [*answer.headers, ("Content-Length", str(len(answer.body)))])
        return (answer.body,)

    def _answered(self, environ: WSGIEnvironment) -> Answer:
        try:
            body = _body(environ)
        except NotGenuineError as error:
            return refused(error)
        return self.door.answer(_Headers(environ), body)


class _Headers(Struct, frozen=True):
    """The headers of a request, as WSGI has them."""

    environ: WSGIEnvironment

    def get(self, name: str, /) -> str | None:
        value: str | None = self.environ.get(_variable(name))
        return value


@cache
def _variable(name: str) -> str:
    """Give what WSGI calls a header; only names of ours are asked for."""
    return f"HTTP_{name.upper().replace('-', '_')}"


def _body(environ: WSGIEnvironment) -> bytes:
    """Read a body of the length that the headers tell; one that tells none ends where the server says so."""
    told = environ.get("CONTENT_LENGTH") or ""
    length = int(told) if told.isdecimal() and len(told) <= LENGTH_DIGITS else None
    if (length or 0) > BODY_BYTES or len(told) > LENGTH_DIGITS:
        refuse(f"the body is larger than {BODY_BYTES} bytes")
    try:
        body = _to_its_end(environ) if length is None else environ["wsgi.input"].read(length)
    except Exception as error:
        # The server tells of broken chunks, and of who has hung up, with errors of its own.
        message = f"the body did not arrive: {error!r}"
        raise NotGenuineError(message) from error
    if len(body) < (length or 0):
        refuse(f"the body did not arrive: {len(body)} of {length} bytes")
    if len(body) > BODY_BYTES:
        refuse(f"the body is larger than {BODY_BYTES} bytes")
    return bytes(body)


def _to_its_end(environ: WSGIEnvironment) -> bytes:
    body = bytearray()
    if environ.get("wsgi.input_terminated"):
        while len(body) <= BODY_BYTES and (piece := environ["wsgi.input"].read(BODY_BYTES)):
            body += piece
    return bytes(body)
