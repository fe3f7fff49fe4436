"""A throwaway certificate authority that does what Amazon's does: a root, an intermediate, and whoever it signs for."""

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
URL = "https://s3.amazonaws.com/echo.api/echo-api-cert.pem"
A_YEAR = timedelta(days=365)

PrivateKey = RSAPrivateKey | EllipticCurvePrivateKey


def _rsa_key() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class Issuer:
    """A name with a key that signs certificates."""

    name: str
    key: RSAPrivateKey = field(default_factory=_rsa_key)

    def certify(self, subject: "Issuer") -> x509.Certificate:
        """Say that the subject may issue certificates; a root says so of itself."""
        builder = self._builder(subject.name, subject.key).add_extension(_usage(issuing=True), critical=True)
        issuing = x509.BasicConstraints(ca=True, path_length=None)
        return builder.add_extension(issuing, critical=True).sign(self.key, SHA256())

    def sign_for(
        self,
        key: PrivateKey,
        host: str = "echo-api.amazon.com",
        *,
        purpose: x509.ObjectIdentifier = ExtendedKeyUsageOID.SERVER_AUTH,
        until: datetime = NOW + A_YEAR,
    ) -> x509.Certificate:
        """Give a signing certificate as Amazon uses it; each argument is one way to get it wrong."""
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        builder = self._builder(host, key, until).add_extension(names, critical=False)
        builder = builder.add_extension(_usage(issuing=False), critical=True)
        return builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False).sign(self.key, SHA256())

    def _builder(self, subject: str, key: PrivateKey, until: datetime = NOW + 9 * A_YEAR) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder(_name(self.name), _name(subject), key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - 2 * A_YEAR)
            .not_valid_after(until)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False)
        )


@dataclass(frozen=True)
class Authority:
    """Amazon, in a test: one trusted root, one intermediate, one key that signs requests, and a root nobody trusts."""

    root_issuer: Issuer = field(default_factory=lambda: Issuer("Throwaway Root CA 1"))
    intermediate_issuer: Issuer = field(default_factory=lambda: Issuer("Throwaway Intermediate"))
    old_issuer: Issuer = field(default_factory=lambda: Issuer("Throwaway Class 2"))
    key: RSAPrivateKey = field(default_factory=_rsa_key)

    @property
    def root(self) -> x509.Certificate:
        """What a machine that trusts this authority has among its roots."""
        return self.root_issuer.certify(self.root_issuer)

    @property
    def intermediate(self) -> x509.Certificate:
        """What Amazon delivers next to its signing certificate."""
        return self.root_issuer.certify(self.intermediate_issuer)

    @property
    def cross_signed_root(self) -> x509.Certificate:
        """The trusted root's name and key, signed by a root that nobody trusts any more (platform rule 5.4)."""
        return self.old_issuer.certify(self.root_issuer)

    @property
    def leaf(self) -> x509.Certificate:
        """The certificate of the key that signs requests."""
        return self.intermediate_issuer.sign_for(self.key)

    @property
    def chain(self) -> bytes:
        """The file as Amazon delivers it."""
        return pem(self.leaf, self.intermediate)

    def signed(self, body: bytes, url: str = URL) -> dict[str, str]:
        """Give the headers of a genuine request with this body."""
        signature = self.key.sign(body, PKCS1v15(), SHA256())
        return {"SignatureCertChainUrl": url, "Signature-256": base64.b64encode(signature).decode()}


def pem(*certificates: x509.Certificate) -> bytes:
    """Write certificates into one file."""
    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates)


def _usage(*, issuing: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not issuing,
        content_commitment=False,
        key_encipherment=not issuing,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issuing,
        crl_sign=issuing,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
