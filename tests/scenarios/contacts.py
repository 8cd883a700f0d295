"""Contacts of both sides, and a mapping made for tests that pairs them by their names."""

from typing import Any

import yaml

from tests.surroundings import Json, Surroundings

MAPPING: Json = {
    "name": "CONTACT",
    "bc": {"entity": "contacts"},
    "dataverse": {"table": "contact"},
    "fields": [
        {"bc": "displayName", "dataverse": "lastname", "match": 1},
        {"bc": "state", "dataverse": "address1_stateorprovince"},
    ],
}


class Contacts:
    """Contacts as the users of both sides see and change them; those of former tests go."""

    def __init__(self, world: Surroundings) -> None:
        text = yaml.safe_dump(MAPPING)
        (world.folder / "contact.yaml").write_text(text, "utf-8")
        world.adjust()
        self._company = world.customers.company
        self._bc = world.fleet.business_central
        self._dataverse = world.fleet.dataverse
        for row in self.in_dataverse():
            self._dataverse.delete("contact", row["contactid"])

    def add(self, name: str, **values: Any) -> Json:
        """Add a contact in Business Central."""
        return self._bc.add("contacts", {"displayName": name, **values}, company=self._company)

    def in_bc(self) -> list[Json]:
        return self._bc.rows("contacts", company=self._company)

    def in_dataverse(self) -> list[Json]:
        return self._dataverse.rows("contact")

    def change_in_dataverse(self, contact: Json, **values: Any) -> None:
        self._dataverse.change("contact", contact["contactid"], values)
