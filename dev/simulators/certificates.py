"""A throw-away certificate authority for the servers of one fleet."""

import ssl
from pathlib import Path

import trustme

HOSTS = ("localhost", "127.0.0.1")


class CertificateAuthority:
    """Signs certificates for this machine's loopback names; nothing else trusts it."""

    def __init__(self, directory: Path) -> None:
        """Write the authority's certificate to *directory*, which is created if need be."""
        directory.mkdir(parents=True, exist_ok=True)
        self._authority = trustme.CA(organization_name="Simulated services (throw-away)")
        self.file = directory / "certificate-authority.pem"
        """What a client must trust, for example through REQUESTS_CA_BUNDLE."""
        self._authority.cert_pem.write_to_path(self.file)

    def server_context(self) -> ssl.SSLContext:
        """Return a context for a server that clients reach as localhost or 127.0.0.1."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert(*HOSTS).configure_cert(context)
        return context
