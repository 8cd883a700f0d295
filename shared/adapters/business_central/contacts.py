"""How contacts go with customers and vendors: through their companies' contacts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from shared.adapters import odata
from shared.adapters.business_central.environment import Environment
from shared.adapters.crew import Crew
from shared.adapters.reading import Reading
from shared.adapters.records import whole
from shared.errors import IntegrationError

_AT_ONCE = 50
_RELATED = ("Customer", "Vendor")
_Row = TypeVar("_Row")


class ContactRelations:
    def __init__(self, environment: Environment, reading: Reading, crew: Crew) -> None:
        self._environment, self._reading, self._crew = environment, reading, crew

    def companies_of(self, numbers: Sequence[str]) -> Mapping[str, Sequence[UUID]]:
        """Read the contacts for the numbers of their companies, and those companies' relations."""
        companies = dict(self._rows("contacts", "number", numbers, "companyNumber", _pair))
        wanted = sorted({company for company in companies.values() if company})
        query = "contactInformation($select=relatedId,relatedType)"
        found = self._rows("contacts", "number", wanted, "number", _relation, query)
        related: dict[str, list[UUID]] = {}
        for number, id_ in found:
            if id_ is not None:
                related.setdefault(number, []).append(id_)
        return {
            number: related[company] for number, company in companies.items() if company in related
        }

    def numbers_of(self, entity: str, ids: Sequence[UUID]) -> Mapping[UUID, str]:
        query = "contactsInformation($select=contactNumber,contactType)"
        wanted = [str(id_) for id_ in ids]
        found = self._rows(entity, "id", wanted, "id", _company_number, query)
        return {id_: number for id_, number in found if number is not None}

    def _rows(
        self,
        entity: str,
        column: str,
        values: Sequence[str],
        selected: str,
        read: Callable[[Any], _Row],
        expand: str | None = None,
    ) -> Iterator[_Row]:
        """Yield what *read* makes of the rows of *entity* whose *column* is one of *values*."""
        encode = str if column == "id" else odata.literal
        select = ",".join(dict.fromkeys((column, selected)))

        def address(filter_: str) -> str:
            options = {"$select": select, "$filter": filter_, "$expand": expand}
            return odata.url(self._environment.url(entity), options)

        room = odata.LONGEST_URL - len(address("x"))
        urls = map(address, odata.alternatives(column, map(encode, values), room, _AT_ONCE))

        def follow(url: str) -> list[_Row]:
            rows: list[_Row] = []
            following: str | None = url
            while following:
                answer = self._reading.get(following, entity)
                page = self._reading.rows(answer, following, read, entity)
                rows += page.rows
                following = page.next
            return rows

        for result in self._crew.run(follow, urls):
            if isinstance(result, IntegrationError):
                raise result
            yield from result


def _pair(row: Any) -> tuple[str, str]:
    return str(row["number"]), str(whole(row["companyNumber"]))


def _relation(row: Any) -> tuple[str, UUID | None]:
    told = row.get("contactInformation")
    related = told is not None and told["relatedType"] in _RELATED
    return str(row["number"]), UUID(told["relatedId"]) if related else None


def _company_number(row: Any) -> tuple[UUID, str | None]:
    companies = (each for each in row["contactsInformation"] if each["contactType"] == "Company")
    first = next(companies, None)
    return UUID(row["id"]), None if first is None else str(first["contactNumber"])
