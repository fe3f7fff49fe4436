"""Only what Amazon signed is genuine; everything else is refused with a reason, and nothing ever breaks."""

import base64
import os
import ssl
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from io import BytesIO
from itertools import count
from pathlib import Path
from queue import Queue
from threading import Event
from types import SimpleNamespace
from typing import Any, Self

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as generate_ec_key
from cryptography.x509.oid import ExtendedKeyUsageOID
from werkzeug.datastructures import Headers

from skill.alexa import signers
from skill.alexa.limits import CHAIN_BYTES, FAILURE_S, FETCHES, SIGNATURE_CHARS, SIGNERS_KEPT
from skill.alexa.signers import fetch_chain, platform_roots
from skill.alexa.verifier import AlexaSignatureVerifier, chain_url
from skill.errors import NotGenuineError

from .authority import A_YEAR, NOW, URL, Authority, pem

BODY = '{"request": {"intent": "Übung"}}'.encode()
BROKEN = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"


class Shelf:
    """S3 in a test: one file for every URL, and a note of what was asked for."""

    def __init__(self, chain: bytes) -> None:
        self.chain = chain
        self.asked: list[str] = []

    def __call__(self, url: str) -> bytes:
        """Give the file."""
        self.asked.append(url)
        return self.chain


def verifier_for(
    authority: Authority, chain: bytes, now: Callable[[], datetime] = lambda: NOW
) -> AlexaSignatureVerifier:
    """Give a verifier that trusts the authority and downloads this chain."""
    return AlexaSignatureVerifier(Shelf(chain), [authority.root], now)


@pytest.mark.parametrize(
    "header",
    [
        "https://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:443/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert.pem",
        "HTTPS://S3.AmazonAWS.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/./echo-api-cert.pem",
        "https://s3.amazonaws.com/echo%2Eapi/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/echo-api-cert.pem?version=1#top",
    ],
)
def test_every_way_to_write_an_allowed_url_leads_to_the_same_file(header: str) -> None:
    """Amazon's valid examples, and other spellings of them, are all fetched from the one checked address."""
    assert chain_url(header) == URL


@pytest.mark.parametrize(
    "header",
    [
        "http://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://notamazon.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/EcHo.aPi/echo-api-cert.pem",
        "https://s3.amazonaws.com/invalid.path/echo-api-cert.pem",
        "https://s3.amazonaws.com:563/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../evil/x.pem",
        "https://s3.amazonaws.com/echo.api/%2e%2e/evil/x.pem",
        "https://s3.amazonaws.com/echo.api/..%2Fevil/x.pem",
        "https://s3.amazonaws.com/echo.api.evil/x.pem",
        "https://s3.amazonaws.com//echo.api/x.pem",
        "https://s3.amazonaws.com/echo.api/",
        "https://invalid.s3.amazonaws.com/echo.api/x.pem",
        "https://s3.amazonaws.com.evil.example/echo.api/x.pem",
        "https://s3.amazonaws.com@evil.example/echo.api/x.pem",
        "https://s3.amazonaws.com\\@evil.example/echo.api/x.pem",
        "https://s3.amazonaws.com:99999/echo.api/x.pem",
        "https://s3.amazonaws.com:https/echo.api/x.pem",
        "https://[s3.amazonaws.com/echo.api/x.pem",
        "/echo.api/echo-api-cert.pem",
        "garbage",
    ],
)
def test_a_url_outside_amazons_folder_is_refused(header: str) -> None:
    """Amazon's invalid examples, ports that are none, and paths that climb out of the folder are refused."""
    with pytest.raises(NotGenuineError, match="certificate URL"):
        chain_url(header)


def test_a_chain_as_amazon_delivers_it_is_trusted(authority: Authority) -> None:
    """A signing certificate with its intermediate proves a body that its key signed."""
    verifier = verifier_for(authority, authority.chain)
    verifier.verify(authority.signed(BODY), BODY)


def test_headers_are_found_whatever_their_case(authority: Authority) -> None:
    """HTTP headers have no case."""
    headers = Headers({name.upper(): value for name, value in authority.signed(BODY).items()})
    verifier_for(authority, authority.chain).verify(headers, BODY)


def test_a_cross_signed_root_at_the_end_of_the_chain_does_no_harm(authority: Authority) -> None:
    """The path is built to the trusted root, though the file ends with one that nobody trusts any more."""
    chain = pem(authority.leaf, authority.intermediate, authority.cross_signed_root)
    verifier_for(authority, chain).verify(authority.signed(BODY), BODY)


def test_an_unreadable_certificate_in_the_chain_does_no_harm(authority: Authority) -> None:
    """What the path does not need may be odd."""
    verifier_for(authority, pem(authority.leaf) + BROKEN + pem(authority.intermediate)).verify(
        authority.signed(BODY), BODY
    )


def test_the_root_itself_may_be_delivered(authority: Authority) -> None:
    """A chain with its root is as good as one without."""
    chain = pem(authority.leaf, authority.intermediate, authority.root)
    verifier_for(authority, chain).verify(authority.signed(BODY), BODY)


def test_a_chain_without_its_intermediate_is_refused(authority: Authority) -> None:
    """Nothing is downloaded to complete a chain."""
    refuses_chain(authority, authority.leaf)


def test_a_certificate_for_another_host_is_refused(authority: Authority) -> None:
    """Anybody can have a certificate; only Amazon has one for echo-api.amazon.com."""
    refuses_chain(
        authority, authority.intermediate_issuer.sign_for(authority.key, "evil.example"), authority.intermediate
    )


def test_an_expired_certificate_is_refused(authority: Authority) -> None:
    """A certificate is good until its last moment only."""
    leaf = authority.intermediate_issuer.sign_for(authority.key, until=NOW - timedelta(seconds=1))
    refuses_chain(authority, leaf, authority.intermediate)


def test_a_certificate_from_tomorrow_is_refused(authority: Authority) -> None:
    """A certificate is good from its first moment only."""
    verifier = verifier_for(authority, authority.chain, lambda: NOW - 3 * A_YEAR)
    with pytest.raises(NotGenuineError, match="not trusted"):
        verifier.verify(authority.signed(BODY), BODY)


def test_a_certificate_for_another_purpose_is_refused(authority: Authority) -> None:
    """A certificate that may not stand for a server proves nothing."""
    leaf = authority.intermediate_issuer.sign_for(authority.key, purpose=ExtendedKeyUsageOID.EMAIL_PROTECTION)
    refuses_chain(authority, leaf, authority.intermediate)


def test_a_self_signed_certificate_is_refused(authority: Authority) -> None:
    """Whoever vouches for himself is not trusted."""
    impostor = Authority().intermediate_issuer
    refuses_chain(authority, impostor.sign_for(impostor.key), impostor.certify(impostor))


def test_a_key_of_another_kind_is_refused(authority: Authority) -> None:
    """Signature-256 is an RSA signature, so a trusted certificate with another key proves nothing."""
    leaf = authority.intermediate_issuer.sign_for(generate_ec_key(SECP256R1()))
    refuses_chain(authority, leaf, authority.intermediate, reason="not RSA")


def refuses_chain(authority: Authority, *chain: x509.Certificate, reason: str = "not trusted") -> None:
    """Check that a body which the leaf's key signed is refused for its chain."""
    with pytest.raises(NotGenuineError, match=reason):
        verifier_for(authority, pem(*chain)).verify(authority.signed(BODY), BODY)


@pytest.mark.parametrize("name", ["SignatureCertChainUrl", "Signature-256"])
@pytest.mark.parametrize("value", [None, ""])
def test_both_headers_are_required(authority: Authority, name: str, value: str | None) -> None:
    """A request with one header missing or empty is refused, and the reason names it."""
    headers = authority.signed(BODY)
    del headers[name]
    if value is not None:
        headers[name] = value
    with pytest.raises(NotGenuineError, match=f"no {name} header"):
        verifier_for(authority, authority.chain).verify(headers, BODY)


@pytest.mark.parametrize("signature", ["*", "AAAA", "ÄÄÄÄ", "A", base64.b64encode(bytes(256)).decode()])
def test_a_signature_that_is_none_is_refused(authority: Authority, signature: str) -> None:
    """Neither bad base64 nor bytes of any length are taken for a signature."""
    headers = {**authority.signed(BODY), "Signature-256": signature}
    with pytest.raises(NotGenuineError, match=r"Signature-256|signature"):
        verifier_for(authority, authority.chain).verify(headers, BODY)


def test_a_signature_has_a_largest_size(authority: Authority) -> None:
    """Nobody has kilobytes decoded."""
    headers = {**authority.signed(BODY), "Signature-256": "A" * (SIGNATURE_CHARS + 4)}
    with pytest.raises(NotGenuineError, match="longer than"):
        verifier_for(authority, authority.chain).verify(headers, BODY)


def test_a_signature_with_something_between_is_refused(authority: Authority) -> None:
    """Base64 is read strictly: a signature has one spelling."""
    headers = authority.signed(BODY)
    headers["Signature-256"] = "*" + headers["Signature-256"]
    with pytest.raises(NotGenuineError, match="not base64"):
        verifier_for(authority, authority.chain).verify(headers, BODY)


@pytest.mark.parametrize("body", [b"", BODY + b" ", b"\xff\xfe"])
def test_another_body_is_refused(authority: Authority, body: bytes) -> None:
    """A signature holds for its own bytes, each of them, and for no others."""
    with pytest.raises(NotGenuineError, match="not one of this body"):
        verifier_for(authority, authority.chain).verify(authority.signed(BODY), body)


@pytest.mark.parametrize("chain", [b"", b"\x00", b"<html>", BROKEN])
def test_a_file_that_holds_no_certificates_is_refused(authority: Authority, chain: bytes) -> None:
    """What S3 answers is not believed to be certificates."""
    with pytest.raises(NotGenuineError, match="no certificates"):
        verifier_for(authority, chain).verify(authority.signed(BODY), BODY)


@pytest.mark.parametrize("error", [requests.ConnectionError("no route"), TimeoutError(), ValueError(), KeyError("x")])
def test_a_download_that_fails_is_refused(authority: Authority, error: Exception) -> None:
    """Whatever breaks on the way to S3, the request is refused and the reason kept."""

    def fetch(_: str) -> bytes:
        raise error

    with pytest.raises(NotGenuineError, match=type(error).__name__):
        AlexaSignatureVerifier(fetch, [authority.root], lambda: NOW).verify(authority.signed(BODY), BODY)


def test_without_roots_nothing_is_trusted(authority: Authority) -> None:
    """An empty list of roots refuses, it does not break."""
    with pytest.raises(NotGenuineError, match="not trusted: ValueError"):
        AlexaSignatureVerifier(Shelf(authority.chain), [], lambda: NOW).verify(authority.signed(BODY), BODY)


def test_a_chain_is_downloaded_once(authority: Authority) -> None:
    """However a URL is written, its chain is downloaded for the first request only."""
    shelf = Shelf(authority.chain)
    verifier = AlexaSignatureVerifier(shelf, [authority.root], lambda: NOW)
    verifier.verify(authority.signed(BODY), BODY)
    verifier.verify(authority.signed(BODY, URL.replace("com/", "com:443/")), BODY)
    assert shelf.asked == [URL]


def test_a_known_signer_still_has_to_sign(authority: Authority) -> None:
    """Knowing the certificate is no substitute for the signature."""
    verifier = verifier_for(authority, authority.chain)
    verifier.verify(authority.signed(BODY), BODY)
    with pytest.raises(NotGenuineError, match="not one of this body"):
        verifier.verify(authority.signed(BODY), b"another")


def test_a_refused_chain_is_asked_for_again_after_some_seconds(authority: Authority) -> None:
    """What was not trusted is refused for the same reason without a download, then downloaded, and may be right."""
    clock = [NOW]
    shelf = Shelf(b"")
    verifier = AlexaSignatureVerifier(shelf, [authority.root], lambda: clock[0])
    for clock[0] in (NOW, NOW + timedelta(seconds=FAILURE_S - 1)):
        with pytest.raises(NotGenuineError, match="no certificates"):
            verifier.verify(authority.signed(BODY), BODY)
    assert shelf.asked == [URL]
    shelf.chain = authority.chain
    clock[0] = NOW + timedelta(seconds=FAILURE_S)
    verifier.verify(authority.signed(BODY), BODY)


def test_a_certificate_is_kept_until_it_expires(authority: Authority) -> None:
    """From the moment a kept certificate expires its URL is downloaded anew, and the new one is checked."""
    clock = [NOW]
    shelf = Shelf(authority.chain)
    verifier = AlexaSignatureVerifier(shelf, [authority.root], lambda: clock[0])
    for clock[0], downloads in ((NOW, 1), (NOW + A_YEAR - timedelta(seconds=1), 1)):
        verifier.verify(authority.signed(BODY), BODY)
        assert len(shelf.asked) == downloads
    clock[0] = NOW + A_YEAR + timedelta(seconds=1)
    with pytest.raises(NotGenuineError, match="not trusted"):
        verifier.verify(authority.signed(BODY), BODY)
    clock[0] += timedelta(seconds=FAILURE_S)
    shelf.chain = pem(
        authority.intermediate_issuer.sign_for(authority.key, until=NOW + 2 * A_YEAR), authority.intermediate
    )
    verifier.verify(authority.signed(BODY), BODY)


def test_few_certificates_are_kept(authority: Authority) -> None:
    """Many URLs can't fill the memory: the one known longest is forgotten first, also under many threads."""
    shelf = Shelf(authority.chain)
    verifier = AlexaSignatureVerifier(shelf, [authority.root], lambda: NOW)
    headers = [authority.signed(BODY, f"{URL}.{number}") for number in range(SIGNERS_KEPT + 1)]
    for each in headers:
        verifier.verify(each, BODY)
    shelf.asked.clear()
    verifier.verify(headers[-1], BODY)
    assert not shelf.asked
    verifier.verify(headers[0], BODY)
    assert shelf.asked == [f"{URL}.0"]


class Slow:
    """S3 when it is slow: every download waits until it is let go."""

    def __init__(self, chain: bytes) -> None:
        self.chain = chain
        self.asked: Queue[str] = Queue()
        self.go = Event()

    def __call__(self, url: str) -> bytes:
        """Wait, then give the file, if there is one."""
        self.asked.put(url)
        assert self.go.wait(10)
        return self.chain


def test_many_who_need_one_chain_download_it_once(authority: Authority) -> None:
    """Requests with the same new address wait for one download, and all are answered by it."""
    shelf = Slow(authority.chain)
    verifier = AlexaSignatureVerifier(shelf, [authority.root], lambda: NOW)
    headers = authority.signed(BODY)
    with ThreadPoolExecutor(6) as pool:
        waiting = [pool.submit(verifier.verify, headers, BODY) for _ in range(6)]
        assert shelf.asked.get(timeout=10) == URL
        shelf.go.set()
        assert [one.result(10) for one in waiting] == [None] * 6
    assert shelf.asked.empty()


def test_a_slow_store_does_not_hold_up_known_signers(authority: Authority) -> None:
    """While a new address is being asked for, a request whose signer is known is answered."""
    shelf = Slow(authority.chain)
    shelf.go.set()
    verifier = AlexaSignatureVerifier(shelf, [authority.root], lambda: NOW)
    verifier.verify(authority.signed(BODY), BODY)
    shelf.go.clear()
    with ThreadPoolExecutor(1) as pool:
        another = pool.submit(verifier.verify, authority.signed(BODY, URL + ".2"), BODY)
        assert [shelf.asked.get(timeout=10) for _ in range(2)] == [URL, URL + ".2"]
        verifier.verify(authority.signed(BODY), BODY)
        assert not another.done()
        shelf.go.set()
        another.result(10)


def test_a_store_that_is_down_does_not_stop_known_signers(authority: Authority) -> None:
    """A new address is refused while Amazon's store is down, the known one is answered throughout."""
    shelf = Shelf(authority.chain)
    verifier = AlexaSignatureVerifier(shelf, [authority.root], lambda: NOW)
    verifier.verify(authority.signed(BODY), BODY)
    shelf.chain = b"503"
    with pytest.raises(NotGenuineError, match="no certificates"):
        verifier.verify(authority.signed(BODY, URL + ".2"), BODY)
    verifier.verify(authority.signed(BODY), BODY)


def test_strangers_cannot_have_everything_downloaded(authority: Authority) -> None:
    """Of new addresses a few are asked for at a time, and one more is refused at once."""
    shelf = Slow(authority.chain)
    verifier = AlexaSignatureVerifier(shelf, [authority.root], lambda: NOW)
    with ThreadPoolExecutor(FETCHES) as pool:
        busy = [pool.submit(verifier.verify, authority.signed(BODY, f"{URL}.{n}"), BODY) for n in range(FETCHES)]
        assert len({shelf.asked.get(timeout=10) for _ in busy}) == FETCHES
        with pytest.raises(NotGenuineError, match="is not fetched"):
            verifier.verify(authority.signed(BODY), BODY)
        shelf.go.set()
        assert [one.result(10) for one in busy] == [None] * FETCHES
    verifier.verify(authority.signed(BODY), BODY)


def test_threads_share_a_verifier(authority: Authority) -> None:
    """Many threads with several addresses get the right answer each."""
    verifier = verifier_for(authority, authority.chain)
    bodies = [str(number).encode() for number in range(64)]
    headers = [authority.signed(body, f"{URL}.{number % FETCHES}") for number, body in enumerate(bodies)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(verifier.verify, headers, bodies)) == [None] * 64


def test_the_roots_are_those_of_ssl_cert_file(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SSL_CERT_FILE says whom to trust, and a certificate in it that can't be read does not spoil the others."""
    bundle = tmp_path / "roots.pem"
    bundle.write_bytes(b"# ours\n" + BROKEN + pem(authority.root))
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
    verifier = AlexaSignatureVerifier(Shelf(authority.chain), now=lambda: NOW)
    verifier.verify(authority.signed(BODY), BODY)
    bundle.unlink()
    verifier.verify(authority.signed(BODY, URL + ".2"), BODY)


def test_a_misspelt_ssl_cert_file_trusts_nobody(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file with the roots is missing, requests are refused with a reason that names it."""
    monkeypatch.setenv("SSL_CERT_FILE", "/no/such/roots.pem")
    with pytest.raises(NotGenuineError, match=r"/no/such/roots\.pem"):
        AlexaSignatureVerifier(Shelf(authority.chain), now=lambda: NOW).verify(authority.signed(BODY), BODY)


def test_without_ssl_cert_file_the_roots_are_the_systems(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's file of roots is the platform's usual choice."""
    bundle = tmp_path / "system.pem"
    bundle.write_bytes(pem(authority.root))
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: SimpleNamespace(cafile=str(bundle)))
    assert [root.subject for root in platform_roots()] == [authority.root.subject]


@pytest.mark.filterwarnings("ignore:Parsed a serial number")  # of Starfield's roots, see _certificates
def test_where_the_system_has_no_roots_they_are_certifis(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare container still trusts Amazon."""
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: SimpleNamespace(cafile=None))
    names = {root.subject.rfc4514_string() for root in platform_roots()}
    assert "CN=Amazon Root CA 1,O=Amazon,C=US" in names


class Answer(BytesIO):
    """What requests gives for a file on S3, as it comes."""

    def __init__(self, content: bytes, status: int = 200) -> None:
        super().__init__(content)
        self.status_code = status

    @property
    def raw(self) -> Self:
        """Give the bytes as they arrive."""
        return self


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[Answer], dict[str, Any]]:
    """Let requests answer without a network, and give what it was asked with."""
    asked: dict[str, Any] = {}

    def answer_with(answer: Answer) -> dict[str, Any]:
        def get(url: str, **options: Any) -> Answer:  # noqa: ANN401 - whatever requests takes
            asked.update(options, url=url)
            return answer

        monkeypatch.setattr(requests, "get", get)
        return asked

    return answer_with


def test_a_download_waits_seconds_and_follows_nobody(answers: Callable[[Answer], dict[str, Any]]) -> None:
    """The download gives up after a few seconds, follows no redirect, and trusts the same roots as the chain."""
    asked = answers(Answer(b"chain"))
    assert fetch_chain(URL) == b"chain"
    assert asked["url"] == URL
    assert 0 < asked["timeout"] < 8
    assert asked["allow_redirects"] is False
    assert asked["verify"] == os.environ.get("SSL_CERT_FILE", asked["verify"])


def test_a_download_has_a_largest_size(answers: Callable[[Answer], dict[str, Any]]) -> None:
    """A chain of the largest size is taken, a byte more is not."""
    answers(Answer(bytes(CHAIN_BYTES)))
    assert len(fetch_chain(URL)) == CHAIN_BYTES
    answers(Answer(bytes(CHAIN_BYTES + 1)))
    with pytest.raises(NotGenuineError, match="larger than 65536 bytes"):
        fetch_chain(URL)


@pytest.mark.parametrize("status", [301, 403, 404, 503])
def test_a_download_that_is_no_success_is_refused(answers: Callable[[Answer], dict[str, Any]], status: int) -> None:
    """Only a plain success is a chain; the page that comes with an error or a redirect is not."""
    answers(Answer(b"<html>", status))
    with pytest.raises(NotGenuineError, match=f"answers {status}"):
        fetch_chain(URL)


def test_a_download_that_drips_is_given_up(
    answers: Callable[[Answer], dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each piece may arrive in time and the whole still too late."""
    seconds = count(step=2)
    monkeypatch.setattr(signers, "monotonic", lambda: next(seconds))
    monkeypatch.setattr(signers, "PIECE_BYTES", 1)
    answers(Answer(b"chain"))
    with pytest.raises(NotGenuineError, match="took longer than 3 seconds"):
        fetch_chain(URL)


def test_nothing_of_the_sdks_web_service_is_imported() -> None:
    """Serving needs neither the package that verifies too late nor the test tool it brings along."""
    program = (
        "import sys, skill.__main__, skill.operating\n"
        "unwanted = {'ask_sdk_webservice_support', 'certvalidator', 'oscrypto', 'freezegun', 'gunicorn', 'pytest'}\n"
        "sys.exit(sorted(unwanted & set(sys.modules)) or 0)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[2])  # noqa: S603 - our own words
