"""What setup asks of Business Central, with the app's own identity."""

from typing import Any
from uuid import uuid4

from shared.adapters import odata
from shared.adapters.business_central.environment import Environment
from shared.adapters.business_central.refusals import read_refused
from shared.adapters.complaints import Complaint
from shared.adapters.crew import Crew
from shared.adapters.messages import Answer, Call, to_json
from shared.adapters.reading import Reading
from shared.errors import ConfigurationError
from shared.ports.administration import CompanyFacts

_JSON = {"Accept": "application/json", "Content-Type": "application/json"}
_PROBED = "shipmentMethods"
"""A small table without number series, which nothing refers to before somebody chooses a row."""
_CODE, _NAME = "BCSYNC", "Probe"


class BusinessCentralFacts:
    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._crew = Crew(environment.session.pace)
        self._reading = Reading(environment.session, self._crew, _JSON, read_refused)

    def company(self) -> CompanyFacts:
        """:raises ConfigurationError: there is no such company, or the app may not see it."""
        row = self._company()
        setup = self._reading.single(
            odata.url(
                self._environment.url("generalLedgerSetup"), {"$select": "localCurrencyCode"}
            ),
            "generalLedgerSetup",
        )
        return CompanyFacts(
            str(row.get("displayName") or row["name"]),
            str(setup["localCurrencyCode"]),
            self._reading.tally.served_at,
        )

    def accepts_chosen_ids(self) -> bool:
        """Create a shipment method under an id of our own, look at its id, and delete it again.

        :raises ConfigurationError: Business Central lets the app create or delete nothing.
        """
        self._remove_left_behind()
        wanted = str(uuid4())
        body = {"id": wanted, "code": f"{_CODE}{wanted[:4].upper()}", "displayName": _NAME}
        answer = self._send("POST", self._environment.url(_PROBED), body)
        if not answer.ok:
            return self._without_id(body)
        created = _probe(answer)
        self._remove(created)
        return str(created["id"]).lower() == wanted

    def _remove_left_behind(self) -> None:
        """Delete what former probes have made whose answers got lost on the way."""
        ours = f"startswith(code,{odata.literal(_CODE)}) and displayName eq {odata.literal(_NAME)}"
        url = odata.url(self._environment.url(_PROBED), {"$filter": ours})
        answer = self._reading.get(url, _PROBED)
        for row in self._reading.rows(answer, url, _complete, _PROBED).rows:
            self._remove(row)

    def release(self) -> None:
        self._crew.release()

    def _without_id(self, body: dict[str, Any]) -> bool:
        """The id was refused, or any create would be: the app has to be told apart."""
        plain = {name: value for name, value in body.items() if name != "id"}
        answer = self._send("POST", self._environment.url(_PROBED), plain)
        if not answer.ok:
            complaint = Complaint.of(answer)
            raise ConfigurationError(
                f"Business Central lets the app create nothing: {complaint.reason}. Check the "
                "permission sets of the app in the page Microsoft Entra applications.",
                code="bc_permissions",
                answer=complaint.answer,
            )
        self._remove(_probe(answer))
        return False

    def _remove(self, row: dict[str, Any]) -> None:
        url = self._environment.url(f"{_PROBED}({row['id']})")
        answer = self._send("DELETE", url, etag=str(row["@odata.etag"]))
        if not answer.ok:
            complaint = Complaint.of(answer)
            raise ConfigurationError(
                f"Setup made the shipment method {row['code']} to see which ids Business Central "
                f"takes, and cannot delete it: {complaint.reason}. Delete it by hand.",
                code="bc_permissions",
                answer=complaint.answer,
            )

    def _send(
        self, method: str, url: str, body: dict[str, Any] | None = None, etag: str = ""
    ) -> Answer:
        self._crew.hold()
        headers = {**_JSON, "If-Match": etag} if etag else _JSON
        content = None if body is None else to_json(body)
        return self._environment.session.send(
            Call(method, url, headers, content), self._reading.tally
        )

    def _company(self) -> dict[str, Any]:
        answer = self._reading.get(self._environment.url(""), "the company")
        row = answer.json()
        if not isinstance(row, dict) or "name" not in row:
            raise answer.unusable("not a company")
        return row


def _probe(answer: Answer) -> dict[str, Any]:
    try:
        return _complete(answer.json())
    except (KeyError, TypeError, ValueError) as error:
        raise answer.unusable("not the shipment method that was made") from error


def _complete(row: dict[str, Any]) -> dict[str, Any]:
    """:raises KeyError: it lacks what deleting it takes."""
    return {name: row[name] for name in ("id", "code", "@odata.etag")}
