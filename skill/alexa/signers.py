"""The certificates of those who sign requests: fetched once, trusted only by a chain, kept until they expire."""

import os
import re
import ssl
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from threading import Lock, Semaphore
from time import monotonic
from typing import Any

import certifi
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.verification import PolicyBuilder, Store
from msgspec import Struct

from skill.alexa.limits import CHAIN_BYTES, FAILURE_S, FAILURES_KEPT, FETCH_S, FETCHES, SIGNERS_KEPT, WAITING
from skill.errors import NotGenuineError, refuse

SIGNER = "echo-api.amazon.com"

PIECE_BYTES = 8 * 1024


def fetch_chain(url: str) -> bytes:
    """Download a certificate chain; raises what requests raises, or NotGenuineError when the answer is no such file.

    The whole download has `FETCH_S` seconds, however slowly it drips, and no redirect is followed.
    """
    import requests  # noqa: PLC0415 - needed once a year; it costs every start and worker

    until = monotonic() + FETCH_S
    plain = {"Accept-Encoding": "identity"}
    with requests.get(
        url, timeout=FETCH_S, allow_redirects=False, stream=True, verify=_bundle(), headers=plain
    ) as response:
        if response.status_code != requests.codes.ok:
            refuse(f"{url} answers {response.status_code}")
        return _received(response.raw, url, until)


def platform_roots() -> list[x509.Certificate]:
    """Read the roots this machine trusts: those of SSL_CERT_FILE, or of the system, or of certifi."""
    return _certificates(Path(_bundle()).read_bytes())


class Signers:
    """The keys that Amazon signs with, by the address of their chain. Safe to share between threads.

    Of one address there is one download at a time, whose outcome all who ask wait for; of all addresses a few.
    One that fails is not asked again for some seconds. None of this holds up requests whose signer is known.
    """

    def __init__(
        self, fetch: Callable[[str], bytes], roots: Sequence[x509.Certificate] | None, now: Callable[[], datetime]
    ) -> None:
        self._fetch = fetch
        self._roots = roots
        self._now = now
        self._known: dict[str, _Signer] = {}
        self._failed: dict[str, tuple[datetime, NotGenuineError]] = {}
        self._fetching: dict[str, Future[_Signer]] = {}
        self._waiting = Semaphore(WAITING)
        self._lock = Lock()

    def key(self, url: str) -> RSAPublicKey:
        """Give the key of the signer whose chain is at the checked address; raises NotGenuineError when none is."""
        return (self._fresh(url) or self._asked_for(url)).key

    def knows(self, url: str) -> bool:
        """Say whether the key of a signer is here."""
        return self._fresh(url) is not None

    def _fresh(self, url: str) -> "_Signer | None":
        signer = self._known.get(url)
        return signer if signer is not None and signer.expires > self._now() else None

    def _asked_for(self, url: str) -> "_Signer":
        with self._lock:
            signer, awaited = self._fresh(url), self._fetching.get(url)
            if signer is not None:
                return signer  # Somebody else has just fetched it.
            mine: Future[_Signer] = Future()
            if awaited is None:
                self._refuse_for_now(url)
                self._fetching[url] = mine
        return self._fetched(url, mine) if awaited is None else self._waited_for(url, awaited)

    def _waited_for(self, url: str, awaited: "Future[_Signer]") -> "_Signer":
        if not self._waiting.acquire(blocking=False):
            refuse(f"{url} is just being fetched, and {WAITING} requests wait already")
        try:
            with refusing(f"no certificates at {url} yet"):
                return awaited.result(2 * FETCH_S)
        finally:
            self._waiting.release()

    def _refuse_for_now(self, url: str) -> None:
        since, error = self._failed.get(url, (None, None))
        if since and error and self._now() - since < timedelta(seconds=FAILURE_S):
            raise NotGenuineError(*error.args) from error
        if len(self._fetching) >= FETCHES:
            refuse(f"{url} is not fetched, since {FETCHES} other certificates are just being")

    def _fetched(self, url: str, awaited: "Future[_Signer]") -> "_Signer":
        """Download, and tell all who wait, whatever comes of it."""
        try:
            signer = self._download(url)
        except BaseException as error:
            self._remember_failure(url, error)
            awaited.set_exception(error)
            raise
        self._remember(url, signer)
        awaited.set_result(signer)
        return signer

    def _remember(self, url: str, signer: "_Signer") -> None:
        with self._lock:
            _put(self._known, url, signer, SIGNERS_KEPT)
            self._failed.pop(url, None)
            del self._fetching[url]

    def _remember_failure(self, url: str, error: BaseException) -> None:
        with self._lock:
            if isinstance(error, NotGenuineError):
                _put(self._failed, url, (self._now(), error), FAILURES_KEPT)
            del self._fetching[url]

    def _download(self, url: str) -> "_Signer":
        with refusing(f"no certificates at {url}"):
            leaf, *others = _certificates(self._fetch(url))
        with refusing("the certificate chain is not trusted"):
            policy = PolicyBuilder().store(self._store).time(self._now())
            # A path is built, not walked: the file's last certificate may be a cross-signed root nobody trusts (5.4).
            path = policy.build_server_verifier(x509.DNSName(SIGNER)).verify(leaf, others)
            key = leaf.public_key()
        if not isinstance(key, RSAPublicKey):
            refuse("the signing certificate's key is not RSA")
        return _Signer(key, min(certificate.not_valid_after_utc for certificate in path))

    @cached_property
    def _store(self) -> Store:
        return Store(platform_roots() if self._roots is None else list(self._roots))


class _Signer(Struct, frozen=True):
    """A signing certificate whose chain held, and until when it does."""

    key: RSAPublicKey
    expires: datetime


@contextmanager
def refusing(reason: str) -> Iterator[None]:
    """Turn whatever is raised in the block into a NotGenuineError with this reason."""
    try:
        yield
    except NotGenuineError:
        raise
    except Exception as error:
        message = f"{reason}: {type(error).__name__} {error}"
        raise NotGenuineError(message) from error


def _put(kept: dict[str, Any], url: str, value: object, most: int) -> None:
    """Keep one more, and forget the one known longest when there are too many."""
    kept.pop(url, None)
    kept[url] = value
    if len(kept) > most:
        del kept[next(iter(kept))]


def _received(raw: Any, url: str, until: float) -> bytes:  # noqa: ANN401 - urllib3's answer, which has no type in common
    chain = b""
    while piece := raw.read1(PIECE_BYTES):
        chain += piece
        if len(chain) > CHAIN_BYTES:
            refuse(f"{url} is larger than {CHAIN_BYTES} bytes")
        if monotonic() > until:
            refuse(f"{url} took longer than {FETCH_S} seconds")
    return chain


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
