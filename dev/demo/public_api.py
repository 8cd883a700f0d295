"""The two services as a signed-in person reaches them: HTTPS, a user's token, OData."""

from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import requests

from dev.simulators.fleet import Fleet
from dev.simulators.ready_made import BUSINESS_CENTRAL

Json = dict[str, Any]

_TIMEOUT = 60


class PublicApi:
    def __init__(self, root: str, token: str, trusted: Path) -> None:
        """:param root: what the paths of all requests begin with.
        :param trusted: PEM file of the certificate authority.
        """
        self._root = root
        self._http = requests.Session()
        self._http.verify = str(trusted)
        self._http.headers["Authorization"] = f"Bearer {token}"

    def rows(self, path: str, **options: str) -> list[Json]:
        """Return all pages of a collection; *options* are OData's, without their dollar sign."""
        query = urlencode({f"${name}": value for name, value in options.items()}, quote_via=quote)
        url: str | None = f"{self._root}/{path}?{query}" if query else f"{self._root}/{path}"
        found: list[Json] = []
        while url is not None:
            page = self._send("GET", url)
            found += page["value"]
            url = page.get("@odata.nextLink")
        return found

    def read(self, path: str) -> Json:
        return self._send("GET", f"{self._root}/{path}")

    def change(self, path: str, values: Json) -> None:
        """Change a record as it is now; a change by somebody else in between is not overwritten."""
        etag = self.read(path)["@odata.etag"]
        self._send("PATCH", f"{self._root}/{path}", json=values, headers={"If-Match": etag})

    def _send(self, method: str, url: str, **options: Any) -> Json:
        """:raises requests.HTTPError: the service refused; with what it said."""
        answer = self._http.request(method, url, timeout=_TIMEOUT, **options)
        if not answer.ok:
            told = f"{answer.status_code} for {method} {url}: {answer.text}"
            raise requests.HTTPError(told, response=answer)
        return dict(answer.json(parse_float=Decimal)) if answer.content else {}

    def close(self) -> None:
        self._http.close()


def business_central(fleet: Fleet, company_id: str) -> PublicApi:
    """Return one company's records as the ready-made user sees them."""
    token = _token(fleet, BUSINESS_CENTRAL, "Financials.ReadWrite.All")
    root = f"{fleet.business_central_api}/companies({company_id})"
    return PublicApi(root, token, fleet.certificate_authority)


def dataverse(fleet: Fleet) -> PublicApi:
    """Return the organisation's rows as the ready-made user sees them."""
    token = _token(fleet, fleet.dataverse_server.url, "user_impersonation")
    return PublicApi(fleet.dataverse_api, token, fleet.certificate_authority)


def _token(fleet: Fleet, resource: str, scope: str) -> str:
    known = fleet.credentials
    return fleet.entra.user_token(known.tenant_id, known.user_id, known.client_id, resource, scope)
