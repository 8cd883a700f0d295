"""CreateMultiple, UpdateMultiple and UpsertMultiple: many rows of one table, all or none."""

from collections.abc import Mapping
from typing import Any

from dev.simulators.dataverse.addresses import API, Addresses, ById, Key, parse_key, split_path
from dev.simulators.dataverse.calls import Call, content, no_content
from dev.simulators.dataverse.errors import bad_argument, bad_payload, not_built
from dev.simulators.dataverse.records import Records
from dev.simulators.dataverse.schema import Table
from dev.simulators.dataverse.values import guid
from dev.simulators.dataverse.writes import Writes
from dev.simulators.http import Response

NAMESPACE = "Microsoft.Dynamics.CRM."
MESSAGES = ("CreateMultiple", "UpdateMultiple", "UpsertMultiple")


class Bulk:
    """Runs inside a transaction that the caller undoes when a row is refused."""

    def __init__(self, addresses: Addresses, records: Records, writes: Writes) -> None:
        self._addresses = addresses
        self._records = records
        self._writes = writes

    def answer(self, call: Call, table: Table, action: str) -> Response:
        message = action.removeprefix(NAMESPACE)
        if message not in MESSAGES or not table.bulk_messages:
            raise not_built(f"the action {message} of {table.name}")
        targets = _targets(call, table)
        match message:
            case "CreateMultiple":
                ids = [self._records.create(table, target, call.author) for target in targets]
                context = call.context(f"{NAMESPACE}CreateMultipleResponse")
                return content(200, {"@odata.context": context, "Ids": ids})
            case "UpdateMultiple":
                for target in targets:
                    row_id = _primary_id(table, target)
                    self._records.update(table, row_id, target, call.author)
            case _:
                for target in targets:
                    key = self._key(table, target)
                    found = self._addresses.find(table, key)
                    self._writes.put(table, key, found, target, call)
        return no_content()

    def _key(self, table: Table, target: Mapping[str, Any]) -> Key:
        """Return what names the row of an UpsertMultiple: its address or its primary id."""
        address = target.get("@odata.id")
        if address is None:
            return ById(_primary_id(table, target))
        path = str(address).split("/api/data/", 1)[-1]
        segments = split_path(API.sub("", f"/api/data/{path}") if path != address else path)
        if len(segments) != 1 or segments[0].name != table.entity_set or not segments[0].key:
            raise bad_payload(f"'{address}' is no address of a row of {table.entity_set}.")
        return parse_key(table, segments[0].key)


def _targets(call: Call, table: Table) -> list[dict[str, Any]]:
    body = call.body()
    targets = body.get("Targets") if isinstance(body, dict) else None
    if not isinstance(targets, list) or not targets:
        raise bad_argument("Targets must be a list with at least one row.")
    expected = f"{NAMESPACE}{table.name}"
    for target in targets:
        given = target.get("@odata.type") if isinstance(target, dict) else None
        if given is None:
            raise bad_payload("Every target needs @odata.type.")
        if str(given).lstrip("#") != expected:
            raise bad_payload(f"A target is of type '{given}', not '{expected}'.")
    return targets


def _primary_id(table: Table, target: Mapping[str, Any]) -> str:
    row_id = guid(str(target.get(table.primary_id, "")))
    if row_id is None:
        raise bad_argument(f"A target has no valid '{table.primary_id}'.")
    return row_id
