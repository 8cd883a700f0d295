"""Functions that belong to no table."""

from typing import Any

from dev.simulators.dataverse.calls import Call, content
from dev.simulators.dataverse.errors import no_resource, wrong_method
from dev.simulators.dataverse.storage import Storage
from dev.simulators.http import Response

VERSION = "9.2.25074.00183"
NAMES = ("WhoAmI", "RetrieveVersion", "RetrieveCurrentOrganization")


class Functions:
    def __init__(self, storage: Storage, organization_url: str) -> None:
        self._storage = storage
        self._url = organization_url

    def answer(self, call: Call, name: str) -> Response:
        if call.request.method != "GET":
            raise wrong_method(call.request.method)
        match name:
            case "WhoAmI":
                body = self._who_am_i(call)
            case "RetrieveVersion":
                body = {"Version": VERSION}
            case "RetrieveCurrentOrganization":
                body = {"Detail": self._organization()}
            case _:
                raise no_resource(name)
        context = call.context(f"Microsoft.Dynamics.CRM.{name}Response")
        return content(200, {"@odata.context": context, **body})

    def _who_am_i(self, call: Call) -> dict[str, Any]:
        sql = "SELECT businessunitid FROM systemuser WHERE systemuserid = ?"
        business_unit = self._storage.query(sql, [call.user_id])[0][0]
        return {
            "BusinessUnitId": business_unit,
            "UserId": call.user_id,
            "OrganizationId": self._identity()[0],
        }

    def _identity(self) -> tuple[object, object]:
        found = self._storage.query("SELECT organizationid, name FROM organization")
        return found[0][0], found[0][1]

    def _organization(self) -> dict[str, Any]:
        """What clients look at of the organisation's description [R]."""
        organization_id, name = self._identity()
        return {
            "OrganizationId": organization_id,
            "FriendlyName": name,
            "OrganizationVersion": VERSION,
            "UniqueName": f"unq{str(organization_id).replace('-', '')[:20]}",
            "UrlName": self._url.split("//")[-1].split(".")[0],
            "State": "Enabled",
            "Endpoints": {
                "Count": 1,
                "Keys": ["WebApplication"],
                "Values": [f"{self._url}/"],
            },
        }
