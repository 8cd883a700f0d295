"""Fields that point to other records: ids and codes agree, fill each other, and must exist."""

from collections import defaultdict
from collections.abc import Collection
from functools import cached_property

from dev.simulators.business_central.errors import (
    BusinessCentralError,
    dialog,
    no_such_relation,
)
from dev.simulators.business_central.model import EntitySet, Model, Relation
from dev.simulators.business_central.store import Row, Store
from dev.simulators.business_central.values import NO_GUID


class Relations:
    def __init__(self, model: Model, store: Store, local_currency: str) -> None:
        self._model = model
        self._store = store
        self._local_currency = local_currency

    def settle(self, company: int, entity_set: EntitySet, values: Row) -> None:
        """Complete *values*, which are about to be written, by what their relations imply.

        :raises BusinessCentralError: a pair disagrees, or there is no such record.
        """
        chosen = frozenset(values)
        for relation in entity_set.rules.relations:
            names = [name for name in (relation.id, relation.code) if name is not None]
            if any(name in values for name in names):
                self._settle_one(company, entity_set, relation, values, chosen)

    def _settle_one(
        self,
        company: int,
        entity_set: EntitySet,
        relation: Relation,
        values: Row,
        chosen: Collection[str],
    ) -> None:
        target = self._target(company, relation, values)
        if relation.id is not None:
            values[relation.id] = NO_GUID if target is None else target["id"]
        if relation.code is not None:
            values[relation.code] = "" if target is None else target[relation.by]
        if not relation.fills:
            return
        blank = self._store.table(company, entity_set).blank
        partners = _partners(entity_set)
        for name, source in relation.fills.items():
            if name not in chosen and partners.get(name) not in chosen:
                values[name] = blank[name] if target is None else target[source]

    def _target(self, company: int, relation: Relation, values: Row) -> Row | None:
        """Return the record that id and code point to, None if both are blank."""
        by_id = self._by_id(company, relation, values)
        code = "" if relation.code is None else self._code(relation, values.get(relation.code, ""))
        if by_id is not None:
            if relation.code in values and str(by_id[relation.by]).upper() != code.upper():
                raise dialog(
                    f"'{relation.id}' and '{relation.code}' point to different {relation.to}."
                )
            return by_id
        return self._by_code(company, relation, code) if code else None

    def _by_id(self, company: int, relation: Relation, values: Row) -> Row | None:
        value = NO_GUID if relation.id is None else values.get(relation.id, NO_GUID)
        if value == NO_GUID:
            return None
        found = self._store.find(company, self._model.sets[relation.to], {"id": value})
        if found is None:
            raise dialog(f"The '{relation.id}' {value} is not among the {relation.to}.")
        return found

    def _by_code(self, company: int, relation: Relation, code: str) -> Row:
        found = self._store.find(company, self._model.sets[relation.to], {relation.by: code})
        if found is None:
            raise self._unknown(relation, code)
        return found

    def _code(self, relation: Relation, value: str | int) -> str:
        is_local = relation.to == "currencies" and value == self._local_currency
        return "" if is_local else str(value)

    @staticmethod
    def _unknown(relation: Relation, code: str) -> BusinessCentralError:
        """A pair is checked by the API page in AL, a code alone by the table relation."""
        if relation.id is None:
            return no_such_relation(str(relation.code), code, relation.to)
        return dialog(f"The '{relation.code}' {code} is not among the {relation.to}.")

    def rename(self, company: int, entity_set: EntitySet, old: Row, new: Row) -> None:
        """Carry a changed number or code to the records that repeat it, as a rename in AL does.

        They do not count as modified by it (recalled).
        """
        for other, relation, code in self._pointing.get(entity_set.name, ()):
            if old[relation.by] != new[relation.by]:
                for row in self._store.where(company, other, {code: old[relation.by]}):
                    self._store.overwrite(company, other, row, {code: new[relation.by]})

    @cached_property
    def _pointing(self) -> dict[str, list[tuple[EntitySet, Relation, str]]]:
        """The relations by code to each set, with the sets that have them and their fields."""
        pointing = defaultdict(list)
        for other in self._model.tables:
            for relation in other.rules.relations:
                if relation.code is not None:
                    pointing[relation.to].append((other, relation, relation.code))
        return pointing


def _partners(entity_set: EntitySet) -> dict[str, str]:
    """The other half of each pair of id and code."""
    pairs = [(each.id, each.code) for each in entity_set.rules.relations]
    return {
        name: partner
        for first, second in pairs
        if first is not None and second is not None
        for name, partner in ((first, second), (second, first))
    }
