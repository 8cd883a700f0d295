"""Records of Business Central that are values of choices in Dataverse."""

from typing import Any

from tests.surroundings import Json, Surroundings


class Codes:
    """Records of Business Central that are known by a code, of one entity."""

    def __init__(self, world: Surroundings, entity: str = "paymentTerms") -> None:
        self._world, self._entity = world, entity
        self._bc, self._company = world.fleet.business_central, world.customers.company

    def add(self, code: str, **values: Any) -> Json:
        return self._bc.add(self._entity, {"code": code, **values}, company=self._company)

    def all(self) -> dict[str, Json]:
        """Return the records by their codes."""
        return {row["code"]: row for row in self._bc.rows(self._entity, company=self._company)}

    def rename(self, record: Json, code: str) -> None:
        self._bc.change(self._entity, record["id"], {"code": code}, company=self._company)

    def remove(self, record: Json) -> None:
        self._bc.delete(self._entity, record["id"], company=self._company)

    def keep_only(self, *codes: str) -> None:
        """Remove what a new company brings along, but for *codes*."""
        for code, record in self.all().items():
            if code not in codes:
                self.remove(record)
