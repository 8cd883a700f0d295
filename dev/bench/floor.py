"""The floor under a full sync: the same calls to the services and the same rows in the tables, sent
by a bare loop that decides nothing. What the app takes beyond this is its own."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4, uuid5

import msgspec
import requests
from azure.data.tables import TransactionOperation

from dev.azurite import Azurite
from dev.bench.remote import Addresses, RemoteSimulators
from shared.adapters.tables.account import connect_by_string
from shared.adapters.tables.sizes import Operation
from shared.adapters.tables.storage import Table, chunks

PAGE, BULK, NAMES, INTENTS = 4000, 1000, 100, 200
_SPACE = UUID("8d3f5e1a-51fb-4c0e-8a4e-0d4c8f7c2b10")
COLUMNS = {
    "displayName": "name",
    "addressLine1": "address1_line1",
    "addressLine2": "address1_line2",
    "postalCode": "address1_postalcode",
    "city": "address1_city",
    "state": "address1_stateorprovince",
    "country": "address1_country",
    "phoneNumber": "telephone1",
    "email": "emailaddress1",
    "website": "websiteurl",
    "creditLimit": "creditlimit",
}
_ACCOUNT_TYPE = "Microsoft.Dynamics.CRM.account"
_FILTER = "(statecode eq 0 and customertypecode eq 3)"


def run_floor(simulators: RemoteSimulators, azurite: Azurite) -> None:
    """Carry all customers over to Dataverse."""
    loop = BareLoop(simulators.addresses, azurite)
    for page in loop.pages():
        loop.carry(page)


class BareLoop:
    def __init__(self, addresses: Addresses, azurite: Azurite) -> None:
        self._at = addresses
        storage = connect_by_string(azurite.connection_string, "floor")
        self._couplings, self._pending = storage.table("couplings"), storage.table("pending")
        self._jobs, self._progress = storage.table("jobs"), storage.table("progress")
        self._bc = self._session("https://api.businesscentral.dynamics.com")
        self._dataverse = self._session(addresses.dataverse)

    def _session(self, resource: str) -> requests.Session:
        known = self._at
        token = requests.post(
            f"{known.authority}/{known.tenant_id}/oauth2/v2.0/token",
            data={
                "grant_type": "client_credentials",
                "client_id": known.client_id,
                "client_secret": known.client_secret,
                "scope": f"{resource}/.default",
            },
            verify=known.certificate_authority,
            timeout=60,
        ).json()["access_token"]
        session = requests.Session()
        session.trust_env = False
        session.headers["Authorization"] = f"Bearer {token}"
        return session

    def pages(self, condition: str = "blocked eq ' '") -> Iterator[list[dict[str, Any]]]:
        columns = ",".join(["id", "lastModifiedDateTime", *COLUMNS, "currencyId"])
        url = (
            f"{self._at.business_central_api}/companies({self._at.company_id})/customers"
            f"?$select={columns}&$filter={condition}&$orderby=lastModifiedDateTime,id"
        )
        while url:
            headers = {"Prefer": f"odata.maxpagesize={PAGE}"}
            answer = self._bc.get(url, headers=headers, timeout=300)
            content = msgspec.json.decode(answer.content)
            yield content["value"]
            url = content.get("@odata.nextLink", "")

    def carry(self, page: Sequence[dict[str, Any]]) -> None:
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(self._find, chunks([row["displayName"] for row in page], NAMES)))
            intents = [f"intents.{uuid4().hex}" for _ in chunks(page, INTENTS)]
            self._pending.write(_intents(page, intents))
            list(threads.map(self._create, chunks(page, BULK)))
        self._write(self._couplings, [_reservation(row) for row in page])
        self._write(self._couplings, [_coupling(row) for row in page])
        self._pending.write(
            (TransactionOperation.DELETE, {"PartitionKey": "pending", "RowKey": name})
            for name in intents
        )
        self._jobs.put({"PartitionKey": "run", "RowKey": "job", "Counters": "{}"})
        self._progress.put({"PartitionKey": "customer", "RowKey": "lease", "Owner": "floor"})

    def _find(self, names: Sequence[str]) -> None:
        either = " or ".join(f"name eq '{name}'" for name in names)
        columns = ",".join(COLUMNS.values())
        url = (
            f"{self._at.dataverse_api}/accounts?$select={columns}&$filter=({either}) and {_FILTER}"
        )
        self._dataverse.get(url, timeout=300).raise_for_status()

    def _create(self, rows: Sequence[dict[str, Any]]) -> None:
        targets = [
            {
                "@odata.type": _ACCOUNT_TYPE,
                "accountid": _account_id(row),
                "customertypecode": 3,
                **{to: row[name] for name, to in COLUMNS.items() if row[name] != ""},
            }
            for row in rows
        ]
        url = f"{self._at.dataverse_api}/accounts/Microsoft.Dynamics.CRM.CreateMultiple"
        body = msgspec.json.encode({"Targets": targets})
        headers = {"Content-Type": "application/json"}
        self._dataverse.post(url, data=body, headers=headers, timeout=300).raise_for_status()

    @staticmethod
    def _write(table: Table, rows: Sequence[dict[str, Any]]) -> None:
        operations: list[Operation] = [(TransactionOperation.CREATE, row) for row in rows]
        for _ in table.try_each(operations):
            pass


def _account_id(row: dict[str, Any]) -> str:
    return str(uuid5(_SPACE, row["id"]))


def bucket(id_: str) -> str:
    return f"{int(id_[:2], 16) // 4:02x}"


def _reservation(row: dict[str, Any]) -> dict[str, Any]:
    id_ = _account_id(row)
    return {"PartitionKey": f"floor.dv.{bucket(id_)}", "RowKey": id_, "BcId": row["id"]}


def _coupling(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "PartitionKey": f"floor.bc.{bucket(row['id'])}",
        "RowKey": row["id"],
        "Mapping": "customer",
        "DataverseId": _account_id(row),
        "Generation": 1,
        "BcEtag": row["@odata.etag"],
        "BcModifiedAt": row["lastModifiedDateTime"],
        "SyncedAt": row["lastModifiedDateTime"],
        "Agreement0": msgspec.json.encode({"bc": row, "dataverse": row}).decode(),
    }


def _intents(page: Sequence[dict[str, Any]], names: Sequence[str]) -> Iterator[Operation]:
    for name, rows in zip(names, chunks(page, INTENTS), strict=True):
        entries = [(row["id"], "0" * 32, 1) for row in rows]
        content = msgspec.json.encode(entries).decode()
        yield (
            TransactionOperation.CREATE,
            {"PartitionKey": "pending", "RowKey": name, "Entries": content},
        )
