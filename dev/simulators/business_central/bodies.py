"""Reads the body of a POST or PATCH against the fields of an entity set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dev.simulators.business_central.errors import (
    bad_request,
    dialog,
    not_implemented,
    read_only,
)
from dev.simulators.business_central.model import EntitySet, Kind, Navigation
from dev.simulators.business_central.store import Row
from dev.simulators.business_central.values import read


@dataclass(frozen=True)
class Nested:
    """Records to be created below the record, by the collection that they belong to."""

    navigation: Navigation
    bodies: list[Any]


@dataclass(frozen=True)
class Body:
    values: Row
    nested: tuple[Nested, ...] = ()


@dataclass(frozen=True)
class BodyReader:
    entity_set: EntitySet
    creating: bool
    trusted: bool
    """Set-up may write what callers may not: ids, fields that are read-only or hidden."""
    client_ids: str = "refuse"

    def read(self, content: Any) -> Body:
        """Check names, types, lengths and members.

        :raises BusinessCentralError: the content does not fit the entity set.
        """
        if not isinstance(content, Mapping):
            raise bad_request("The request body is not a JSON object.")
        values: Row = {}
        nested = []
        for name, value in content.items():
            if name in self.entity_set.fields:
                self._read_field(values, name, value)
            elif self.trusted and name in self.entity_set.hidden:
                values[name] = read(self.entity_set.hidden[name], value)
            elif name in self.entity_set.navigation:
                nested.append(self._read_nested(self.entity_set.navigation[name], value))
            elif not name.startswith("@"):
                raise bad_request(
                    f"The property '{name}' does not exist on type "
                    f"'Microsoft.NAV.{self.entity_set.entity}'."
                )
        return Body(values, tuple(nested))

    def _read_field(self, values: Row, name: str, value: Any) -> None:
        field = self.entity_set.fields[name]
        if not self.trusted and self._is_chosen_id(name):
            if self.client_ids == "ignore":
                return
        elif not self.trusted:
            self._check_writable(name)
        if field.kind is Kind.STREAM:
            raise not_implemented(f"The content of '{name}' is not simulated.")
        values[name] = read(field, value)

    def _is_chosen_id(self, name: str) -> bool:
        """Return whether the caller chooses the id of a new record where that is let through."""
        return self.creating and self.entity_set.key == (name,) and self.client_ids != "refuse"

    def _check_writable(self, name: str) -> None:
        if self.entity_set.fields[name].read_only:
            raise read_only(name)
        if not self.creating and name in self.entity_set.rules.fixed:
            raise dialog(f"The field '{name}' cannot be changed once the record exists.")

    def _read_nested(self, navigation: Navigation, value: Any) -> Nested:
        if not self.creating:
            raise bad_request(f"'{navigation.name}' cannot be changed together with its parent.")
        if not navigation.many:
            raise not_implemented(f"'{navigation.name}' cannot be created with its parent.")
        if not isinstance(value, list):
            raise bad_request(f"'{navigation.name}' must be a list.")
        return Nested(navigation, value)


def check_mandatory(entity_set: EntitySet, row: Row, blank: Row, names: Iterable[str]) -> None:
    """Refuse blanks in the mandatory fields among *names*."""
    for name in entity_set.rules.mandatory:
        if name in names and row[name] == blank[name]:
            raise dialog(f"The {entity_set.entity} needs a value in '{name}'.")
