"""The floor under an incremental run: the same reading, batches and rows, sent by a bare loop."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import requests
from azure.core import MatchConditions
from azure.data.tables import TransactionOperation, UpdateMode

from dev.bench.floor import COLUMNS, BareLoop, bucket
from shared.adapters.multipart import Operation, read_batch, write_batch
from shared.adapters.tables.storage import Row, chunks, etag_of

Json = dict[str, Any]
ACCOUNTS_PER_PAGE, ACCOUNTS_PER_READ, ACCOUNTS_PER_BATCH, DATAVERSE_THREADS = 1000, 100, 200, 4
CUSTOMERS_PER_READ, CUSTOMERS_PER_BATCH, BC_THREADS = 50, 100, 5


class UpdateLoop(BareLoop):
    """Carries over every change since a moment; the couplings are those of a full run's floor."""

    def to_dataverse(self, since: str) -> None:
        for page in self.pages(f"blocked eq ' ' and lastModifiedDateTime ge {since}"):
            rows = self._coupled("bc", [row["id"] for row in page])
            partners = {row["RowKey"]: row["DataverseId"] for row in rows}
            ids = [partners[row["id"]] for row in page]
            accounts = self._read(self._account_urls(ids), self._dataverse, DATAVERSE_THREADS)
            etags = {row["accountid"]: row["@odata.etag"] for row in accounts}
            writes = [
                Operation(
                    "PATCH",
                    f"/api/data/v9.2/accounts({id_})",
                    msgspec.json.encode({"address1_city": row["city"]}),
                    {"Content-Type": "application/json; type=entry", "If-Match": etags[id_]},
                )
                for row, id_ in zip(page, ids, strict=True)
            ]
            _each(self._send_multipart, chunks(writes, ACCOUNTS_PER_BATCH), DATAVERSE_THREADS)
            self._remember(rows, {row["id"]: row for row in page})

    def from_dataverse(self, since: str) -> None:
        for page in self._account_pages(since):
            reservations = self._coupled("dv", [row["accountid"] for row in page])
            rows = self._coupled("bc", [row["BcId"] for row in reservations])
            accounts = {row["accountid"]: row for row in page}
            urls = self._customer_urls([row["RowKey"] for row in rows])
            customers = self._read(urls, self._bc, BC_THREADS)
            etags = {row["id"]: row["@odata.etag"] for row in customers}
            writes = [
                {
                    "method": "PATCH",
                    "url": f"companies({self._at.company_id})/customers({row['RowKey']})",
                    "headers": {
                        "Content-Type": "application/json",
                        "If-Match": etags[row["RowKey"]],
                    },
                    "body": {"city": accounts[row["DataverseId"]]["address1_city"]},
                }
                for row in rows
            ]
            _each(self._send_json, chunks(writes, CUSTOMERS_PER_BATCH), BC_THREADS)
            self._remember(rows, {row["RowKey"]: accounts[row["DataverseId"]] for row in rows})

    # Reading

    def _account_pages(self, since: str) -> Iterator[list[Json]]:
        condition = f"statecode eq 0 and customertypecode eq 3 and modifiedon ge {since}"
        url = f"{self._accounts()}&$filter={condition}&$orderby=modifiedon,accountid"
        while url:
            headers = {"Prefer": f"odata.maxpagesize={ACCOUNTS_PER_PAGE}"}
            content = self._get(self._dataverse, url, headers)
            yield content["value"]
            url = content.get("@odata.nextLink", "")

    def _accounts(self) -> str:
        columns = ",".join(["accountid", "modifiedon", *COLUMNS.values()])
        return f"{self._at.dataverse_api}/accounts?$select={columns}"

    def _account_urls(self, ids: Sequence[str]) -> list[str]:
        return [
            f"{self._accounts()}&$filter={' or '.join(f'accountid eq {id_}' for id_ in some)}"
            for some in chunks(ids, ACCOUNTS_PER_READ)
        ]

    def _customer_urls(self, ids: Sequence[str]) -> list[str]:
        root = f"{self._at.business_central_api}/companies({self._at.company_id})/customers"
        columns = ",".join(["id", "lastModifiedDateTime", *COLUMNS])
        return [
            f"{root}?$select={columns}&$filter={' or '.join(f'id eq {id_}' for id_ in some)}"
            for some in chunks(ids, CUSTOMERS_PER_READ)
        ]

    def _read(self, urls: Sequence[str], session: requests.Session, threads: int) -> list[Json]:
        pages = _each(lambda url: self._get(session, url), urls, threads)
        return [row for page in pages for row in page["value"]]

    @staticmethod
    def _get(session: requests.Session, url: str, headers: Mapping[str, str] | None = None) -> Json:
        answer = session.get(url, headers=headers, timeout=300)
        answer.raise_for_status()
        content: Json = msgspec.json.decode(answer.content)
        return content

    # Writing

    def _send_multipart(self, operations: Sequence[Operation]) -> None:
        content_type, body = write_batch(operations)
        headers = {"Content-Type": content_type, "Prefer": "odata.continue-on-error"}
        answer = self._dataverse.post(
            f"{self._at.dataverse_api}/$batch", data=body, headers=headers, timeout=300
        )
        parts = read_batch(answer.headers["Content-Type"], answer.content)
        _all_done([part.status for part in parts], len(operations))

    def _send_json(self, operations: Sequence[Json]) -> None:
        numbered = [{"id": str(number), **each} for number, each in enumerate(operations)]
        answer = self._bc.post(
            f"{self._at.business_central_api}/$batch",
            data=msgspec.json.encode({"requests": numbered}),
            headers={"Content-Type": "application/json"},
            timeout=300,
        )
        parts = msgspec.json.decode(answer.content)["responses"]
        _all_done([part["status"] for part in parts], len(operations))

    # Remembering

    def _coupled(self, side: str, ids: Sequence[str]) -> list[Row]:
        return self._couplings.look_up([(f"floor.{side}.{bucket(id_)}", id_) for id_ in ids])

    def _remember(self, rows: Sequence[Row], agreed: Mapping[str, Json]) -> None:
        operations = [
            (
                TransactionOperation.UPDATE,
                dict(row) | {"Agreement0": msgspec.json.encode(agreed[row["RowKey"]]).decode()},
                {
                    "mode": UpdateMode.REPLACE,
                    "etag": etag_of(row),
                    "match_condition": MatchConditions.IfNotModified,
                },
            )
            for row in rows
        ]
        for _ in self._couplings.try_each(operations):
            pass
        self._jobs.put({"PartitionKey": "run", "RowKey": "job", "Counters": "{}"})
        self._progress.put({"PartitionKey": "customer", "RowKey": "lease", "Owner": "floor"})


def _each(
    work: Callable[[Any], Any], items: Sequence[Any] | Iterator[Any], threads: int
) -> list[Any]:
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, items))


def _all_done(statuses: Sequence[int], count: int) -> None:
    if len(statuses) != count or any(status >= 300 for status in statuses):
        raise RuntimeError(f"The bare loop's batch was not carried out: {set(statuses)}.")
