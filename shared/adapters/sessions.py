"""HTTP sessions that look up what the environment says about the network once."""

from collections.abc import Callable
from typing import Any, TypeVar

import requests
from azure.core.exceptions import ServiceResponseError
from azure.core.pipeline.transport import RequestsTransport
from requests.structures import CaseInsensitiveDict

_ACCEPTED = {"Accept-Encoding": "gzip, deflate"}
_Session = TypeVar("_Session", bound=requests.Session)
IsAnswer = Callable[[requests.Response], bool]


class ForeignAnswerError(Exception):
    """Somebody else answers in a service's place."""


def session_for(address: str) -> requests.Session:
    """Return a session with the proxies and certificate authorities that hold for *address*.

    By default they are looked up for every request, which takes a third of a small one's time.
    """
    return _looked_up(requests.Session(), address)


def storage_transport(address: str, is_answer: IsAnswer) -> RequestsTransport:
    """Return what the storage SDKs send their requests to *address* by.

    :param is_answer: whether the service can have answered so; the SDKs take whatever comes, and
        stumble over it in ways that cannot be told from mistakes of this program.
    """
    session = _looked_up(_PlainSession(is_answer), address)
    return RequestsTransport(
        session=session,
        use_env_settings=False,
        connection_verify=session.verify,
        connection_timeout=10,
        read_timeout=60,
    )


def _looked_up(session: _Session, address: str) -> _Session:
    found = session.merge_environment_settings(address, {}, None, None, None)
    session.trust_env = False
    session.proxies.update(found["proxies"])
    session.verify = found["verify"]
    return session


class _PlainSession(requests.Session):
    """Sends what is complete already: the SDKs sign their requests, and follow and repeat them.

    What a session merges into each request (cookies, hooks, authentication, its own headers) they
    do not use, and it takes a fifth of a small request's time.
    """

    def __init__(self, is_answer: IsAnswer) -> None:
        super().__init__()
        self._is_answer = is_answer

    def request(self, method: str, url: str, **options: Any) -> requests.Response:  # type: ignore[override]
        request = requests.PreparedRequest()
        request.prepare_method(method)
        request.prepare_url(url, None)
        request.headers = CaseInsensitiveDict(_ACCEPTED | dict(options["headers"]))
        request.prepare_body(options["data"], options["files"])
        response = self.get_adapter(url).send(
            request,
            stream=True,
            timeout=options["timeout"],
            verify=options["verify"],
            cert=options["cert"],
            proxies=self.proxies,
        )
        try:
            _ = response.content  # Read to its end, it leaves the connection to the next request.
        except requests.RequestException as error:
            raise ServiceResponseError("the answer broke off", error=error) from error
        if not self._is_answer(response):
            raise ForeignAnswerError(
                f"HTTP {response.status_code} came in a form that it does not answer in"
            )
        return response
