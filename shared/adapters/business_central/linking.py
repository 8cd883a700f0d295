"""What links to the web client of Business Central are made of."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from shared.adapters.business_central.asking import Asking, Query
from shared.adapters.business_central.environment import Environment
from shared.domain.records import Value


class LinkedRecords:
    """See the port of the same name."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def company(self) -> str:
        asking = Asking(self._environment)
        try:
            answer = asking.reading.get(self._environment.url(""), "the company")
        finally:
            asking.release()
        row = answer.json()
        if not isinstance(row, dict) or not isinstance(row.get("name"), str):
            raise answer.unusable("not a company")
        return str(row["name"])

    def values(self, entity: str, field: str, ids: Sequence[UUID]) -> Mapping[UUID, str | None]:
        asking = Asking(self._environment)
        query = Query(entity, ("id", field), "id", partial(_value, field))
        wanted: list[Value] = [*ids]
        try:
            found = dict(asking.all([(query, wanted)]))
        finally:
            asking.release()
        return {id_: found.get(id_) for id_ in ids}


def _value(field: str, row: Any) -> Iterator[tuple[UUID, str]]:
    yield UUID(row["id"]), str(row[field])
