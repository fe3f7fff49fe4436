"""Who signed a request, and when: the proof that it comes from Alexa now (platform rules 5.1 to 5.5).

In place of ask-sdk-webservice-support, which parses before it verifies, validates the whole chain for every request,
downloads without a time-out, and can't be imported where OpenSSL is 3.0.10 or newer (rules 8 B1 to B6).
"""

import base64
import posixpath
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Protocol
from urllib.parse import quote, unquote, urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from skill.alexa.limits import EVENT_TOLERANCE_S, EVENTS, SIGNATURE_CHARS, TOLERANCE_S
from skill.alexa.signers import Signers, fetch_chain, refusing
from skill.errors import NotGenuineError, refuse

HOST = "s3.amazonaws.com"
FOLDER = "/echo.api/"
HTTPS_PORT = 443

PADDING, HASH = PKCS1v15(), SHA256()

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Give the time; the edge is where it enters."""
    return datetime.now(UTC)  # noqa: TID251 - see above


class Headers(Protocol):
    """The headers of a request, by names whose case does not matter."""

    def get(self, name: str, /) -> str | None:
        """Give the value, or None where there is no such header."""
        ...


class AlexaSignatureVerifier:
    """Proves that Amazon signed a body. Safe to share between threads; whatever it touches comes in as an argument."""

    def __init__(
        self,
        fetch: Callable[[str], bytes] = fetch_chain,
        roots: Sequence[x509.Certificate] | None = None,
        now: Clock = utc_now,
    ) -> None:
        self._signers = Signers(fetch, roots, now)

    def verify(self, headers: Headers, body: bytes) -> None:
        """Return if Amazon signed the body (rules 5.1 to 5.4); raise NotGenuineError, and only that, if not."""
        url = chain_url(_header(headers, "SignatureCertChainUrl"))
        signature = _signature(_header(headers, "Signature-256"))
        key = self._signers.key(url)
        try:
            key.verify(signature, body, PADDING, HASH)
        except InvalidSignature:
            refuse("the signature is not one of this body")

    def is_prompt(self, headers: Headers) -> bool:
        """Say whether `verify` would download nothing."""
        try:
            return self._signers.knows(chain_url(_header(headers, "SignatureCertChainUrl")))
        except NotGenuineError:
            return True


@lru_cache(maxsize=64)
def chain_url(header: str) -> str:
    """Give the URL to fetch for the one in the header; raises NotGenuineError unless it obeys platform rule 5.2.

    It is put together anew from the checked path, so that no other reading of the header can lead elsewhere.
    """
    with refusing(f"certificate URL {header!r:.300}"):
        parts = urlsplit(header)
        path = posixpath.normpath(unquote(parts.path))
        allowed = (parts.scheme, parts.hostname) == ("https", HOST) and parts.port in {None, HTTPS_PORT}
    if not allowed or not path.startswith(FOLDER):
        refuse(f"certificate URL {header!r:.300} is not below https://{HOST}{FOLDER}")
    return f"https://{HOST}{quote(path)}"


def refuse_stale(sent: datetime | None, request_type: str, now: datetime) -> None:
    """Raise NotGenuineError for a request from another time (rule 5.5), or from no moment: it may be a replay."""
    if sent is None:
        refuse("its timestamp is no moment")
    tolerance_s = EVENT_TOLERANCE_S if request_type.startswith(EVENTS) else TOLERANCE_S
    if abs(now - sent) > timedelta(seconds=tolerance_s):
        refuse(f"its timestamp {sent.isoformat()} is too old or too new")


def _signature(header: str) -> bytes:
    if len(header) > SIGNATURE_CHARS:
        refuse(f"Signature-256 is longer than {SIGNATURE_CHARS} characters")
    try:
        return base64.b64decode(header, validate=True)
    except ValueError as error:
        message = f"Signature-256 is not base64: {error}"
        raise NotGenuineError(message) from error


def _header(headers: Headers, name: str) -> str:
    value = headers.get(name)
    if not value:
        refuse(f"no {name} header")
    return value
