"""Who signed a request: the proof that it comes from Alexa (platform rules 5.1 to 5.4).

ask-sdk-webservice-support can't be imported everywhere as it is; take its names from here.
"""

import base64
import os
import posixpath
import re
import ssl
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from types import ModuleType
from urllib.parse import quote, unquote, urlsplit

import certifi
import requests
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.verification import PolicyBuilder, Store

from skill.errors import NotGenuineError


@contextmanager
def _without_certvalidator() -> Iterator[None]:
    """Import the package without its chain check (platform rule 8 B1).

    certvalidator needs oscrypto, which refuses to be imported where OpenSSL is 3.0.10 or newer. The package takes three
    names from it, all for its RequestVerifier, which we replace. With Exception in their place nothing else notices,
    and a RequestVerifier that somebody uses all the same refuses every certificate.
    """
    stand_in = ModuleType("certvalidator")
    vars(stand_in).update(dict.fromkeys(("CertificateValidator", "ValidationError", "PathError"), Exception))
    names = ("certvalidator", "certvalidator.errors")
    displaced = {name: sys.modules[name] for name in names if name in sys.modules}
    sys.modules.update(dict.fromkeys(names, stand_in))
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]
        sys.modules.update(displaced)


with _without_certvalidator():
    from ask_sdk_webservice_support.verifier import AbstractVerifier, TimestampVerifier, VerificationException
    from ask_sdk_webservice_support.webservice_handler import WebserviceSkillHandler

__all__ = [
    "AlexaSignatureVerifier",
    "TimestampVerifier",
    "VerificationException",
    "WebserviceSkillHandler",
]

SIGNER = "echo-api.amazon.com"
HOST = "s3.amazonaws.com"
FOLDER = "/echo.api/"
HTTPS_PORT = 443

FETCH_SECONDS = 3
"""How long S3 may be silent; Alexa gives up on the whole answer after eight seconds."""
CHAIN_BYTES = 64 * 1024
"""A chain of certificates takes some KiB; more than this is something else."""
SIGNERS_KEPT = 8
"""Amazon signs with one certificate at a time; a few cover every change-over."""


def fetch_chain(url: str) -> bytes:
    """Download a certificate chain; raises what requests raises, or NotGenuineError when the answer is no such file."""
    with requests.get(url, timeout=FETCH_SECONDS, allow_redirects=False, stream=True, verify=_bundle()) as response:
        if response.status_code != requests.codes.ok:
            message = f"{url} answers {response.status_code}"
            raise NotGenuineError(message)
        chain: bytes = response.raw.read(CHAIN_BYTES + 1, decode_content=True)
    if len(chain) > CHAIN_BYTES:
        message = f"{url} is larger than {CHAIN_BYTES} bytes"
        raise NotGenuineError(message)
    return chain


def platform_roots() -> list[x509.Certificate]:
    """Read the roots this machine trusts: those of SSL_CERT_FILE, or of the system, or of certifi."""
    return _certificates(Path(_bundle()).read_bytes())


def chain_url(header: str) -> str:
    """Give the URL to fetch for the one in the header; raises NotGenuineError unless it obeys platform rule 5.2.

    It is put together anew from the checked path, so that no other reading of the header can lead elsewhere.
    """
    with _refusing(f"certificate URL {header!r}"):
        parts = urlsplit(header)
        path = posixpath.normpath(unquote(parts.path))
        allowed = (parts.scheme, parts.hostname) == ("https", HOST) and parts.port in {None, HTTPS_PORT}
    if not allowed or not path.startswith(FOLDER):
        message = f"certificate URL {header!r} is not below https://{HOST}{FOLDER}"
        raise NotGenuineError(message)
    return f"https://{HOST}{quote(path)}"


class AlexaSignatureVerifier(AbstractVerifier):
    """Proves that Amazon signed a body. Safe to share between threads; whatever it touches comes in as an argument."""

    def __init__(
        self,
        fetch: Callable[[str], bytes] = fetch_chain,
        roots: Sequence[x509.Certificate] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),  # noqa: TID251 - the edge is where time enters
    ) -> None:
        self._fetch = fetch
        self._roots = roots
        self._now = now
        self._signers: dict[str, _Signer] = {}
        self._lock = Lock()

    def verify(
        self,
        headers: Mapping[str, str],
        serialized_request_env: str | bytes,
        deserialized_request_env: object = None,  # noqa: ARG002 - the package's signature; what is signed is the bytes
    ) -> None:
        """Return if Amazon signed the body (rules 5.1 to 5.4); raise NotGenuineError, and only that, if not."""
        given = {name.lower(): value for name, value in headers.items()}
        url = chain_url(_header(given, "SignatureCertChainUrl"))
        with _refusing("Signature-256 is not base64"):
            signature = base64.b64decode(_header(given, "Signature-256"), validate=True)
        key = self._key(url)
        with _refusing("the signature is not one of this body"):
            body = serialized_request_env
            key.verify(signature, body.encode() if isinstance(body, str) else body, PKCS1v15(), SHA256())

    def _key(self, url: str) -> RSAPublicKey:
        with self._lock:
            signer = self._signers.get(url)
        if signer is None or signer.expires <= self._now():
            # Outside the lock: a slow download must not hold up requests whose signer is known.
            signer = self._download_signer(url)
            with self._lock:
                self._signers.pop(url, None)
                self._signers[url] = signer
                while len(self._signers) > SIGNERS_KEPT:
                    del self._signers[next(iter(self._signers))]
        return signer.key

    def _download_signer(self, url: str) -> "_Signer":
        with _refusing(f"no certificates at {url}"):
            leaf, *others = _certificates(self._fetch(url))
        with _refusing("the certificate chain is not trusted"):
            policy = PolicyBuilder().store(self._store).time(self._now())
            # A path is built, not walked: the file's last certificate may be a cross-signed root nobody trusts (5.4).
            path = policy.build_server_verifier(x509.DNSName(SIGNER)).verify(leaf, others)
            key = leaf.public_key()
        if not isinstance(key, RSAPublicKey):
            message = "the signing certificate's key is not RSA"
            raise NotGenuineError(message)
        return _Signer(key, min(certificate.not_valid_after_utc for certificate in path))

    @cached_property
    def _store(self) -> Store:
        return Store(platform_roots() if self._roots is None else list(self._roots))


@dataclass(frozen=True, slots=True)
class _Signer:
    """A signing certificate whose chain held, and until when it does."""

    key: RSAPublicKey
    expires: datetime


def _header(given: Mapping[str, str], name: str) -> str:
    value = given.get(name.lower())
    if not value:
        message = f"no {name} header"
        raise NotGenuineError(message)
    return value


@contextmanager
def _refusing(reason: str) -> Iterator[None]:
    try:
        yield
    except NotGenuineError:
        raise
    except Exception as error:
        message = f"{reason}: {type(error).__name__} {error}"
        raise NotGenuineError(message) from error


def _bundle() -> str:
    # SSL_CERT_FILE is taken at its word: were it ignored when misspelt, more would be trusted than was asked for.
    return os.environ.get("SSL_CERT_FILE") or ssl.get_default_verify_paths().cafile or certifi.where()


def _certificates(pem: bytes) -> list[x509.Certificate]:
    # One by one, because cryptography announces that it will refuse serial number 0, which some of today's roots have,
    # Starfield's among them. One odd certificate must not cost us the others.
    certificates = []
    for block in re.findall(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", pem, re.DOTALL):
        with suppress(ValueError):
            certificates.append(x509.load_pem_x509_certificate(block))
    return certificates
