"""The key pairs with which the directory signs, and what it publishes of them."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

_VALID = timedelta(days=3650)


class SigningKey:
    """An RSA key with a self-signed certificate around it, as the directory publishes keys."""

    def __init__(self) -> None:
        self._private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self._certificate = self_signed(self._private, "Simulated directory")
        self.kid = thumbprint(self._certificate, hashes.SHA1())  # what Entra ID uses as key id

    @property
    def public(self) -> rsa.RSAPublicKey:
        return self._private.public_key()

    def sign(self, claims: dict[str, object]) -> str:
        headers = {"kid": self.kid, "x5t": self.kid}
        return jwt.encode(claims, self._private, algorithm="RS256", headers=headers)

    def published(self) -> dict[str, object]:
        """Return the public key as an entry of a JSON web key set."""
        numbers = self.public.public_numbers()
        der = self._certificate.public_bytes(serialization.Encoding.DER)
        return {
            "kty": "RSA",
            "use": "sig",
            "kid": self.kid,
            "x5t": self.kid,
            "n": base64url(numbers.n.to_bytes(256)),
            "e": base64url(numbers.e.to_bytes(3)),
            "x5c": [base64.b64encode(der).decode()],
        }


class KeyRing:
    """The keys that the directory has signed with; the newest is the one it signs with now."""

    def __init__(self) -> None:
        self._keys = [SigningKey()]

    def roll(self) -> str:
        """Sign with a new key from now on, and return its id; the former stays published."""
        self._keys.append(SigningKey())
        return self._keys[-1].kid

    def sign(self, claims: dict[str, object]) -> str:
        return self._keys[-1].sign(claims)

    def published(self) -> list[dict[str, object]]:
        return [key.published() for key in self._keys]

    def claims(self, token: str, options: Any) -> dict[str, Any]:
        """:param options: PyJWT's.

        :raises jwt.InvalidTokenError: the directory has not signed it.
        """
        kid = jwt.get_unverified_header(token).get("kid")
        key = next((key for key in self._keys if key.kid == kid), self._keys[-1])
        found: dict[str, Any] = jwt.decode(token, key.public, algorithms=["RS256"], options=options)
        return found


def self_signed(key: rsa.RSAPrivateKey, name: str) -> x509.Certificate:
    """Return a certificate that *key* has signed for itself, valid from yesterday on."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    begin = datetime.now(UTC) - timedelta(days=1)
    builder = x509.CertificateBuilder(subject, subject, key.public_key())
    return (
        builder.serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + _VALID)
        .sign(key, hashes.SHA256())
    )


def thumbprint(certificate: x509.Certificate, algorithm: hashes.HashAlgorithm) -> str:
    """Return the fingerprint as tokens' headers carry it: base64url without padding."""
    return base64url(certificate.fingerprint(algorithm))


def pairwise(*parts: str) -> str:
    """Return a subject that is the same for the same user and application only."""
    return base64url(hashlib.sha256("|".join(parts).encode()).digest())


def base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
