"""What ``requests`` needs to be told, and what its errors mean."""

from collections.abc import Iterator
from ssl import SSLCertVerificationError
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase
from urllib3.exceptions import NewConnectionError


class Bearer(AuthBase):
    """An auth object, since requests would else look for passwords in a .netrc file."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def was_never_sent(error: requests.exceptions.RequestException) -> bool:
    never = (requests.exceptions.ConnectTimeout, NewConnectionError)
    return any(isinstance(cause, never) for cause in _causes(error))


def is_untrusted(error: requests.exceptions.RequestException) -> bool:
    """Return whether the certificate of whoever answered is not trusted."""
    return any(isinstance(cause, SSLCertVerificationError) for cause in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield what lies behind an error of requests, which wraps errors in their arguments."""
    yield error
    for inner in (getattr(error, "reason", None), *error.args[:1]):
        if isinstance(inner, BaseException):
            yield from _causes(inner)


def is_below(link: str, root: str) -> bool:
    """Return whether *link* stays on the host and under the path of *root*."""
    there, here = urlsplit(link), urlsplit(root)
    path = there.path.lower()
    return (
        (there.scheme, there.netloc.lower()) == (here.scheme, here.netloc.lower())
        and path.startswith(f"{here.path.lower()}/")
        and not {"..", "%2e%2e"} & set(path.split("/"))
    )
