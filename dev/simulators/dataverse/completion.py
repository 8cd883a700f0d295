"""What the platform fills in by itself when a row is written."""

from collections.abc import Mapping

from dev.simulators.clock import SimulatorClock
from dev.simulators.dataverse.catalogue import Catalogue
from dev.simulators.dataverse.errors import bad_argument
from dev.simulators.dataverse.insistence import Insistence, ObjectIds, check
from dev.simulators.dataverse.lifecycle import first_state, next_state
from dev.simulators.dataverse.money import convert_amounts
from dev.simulators.dataverse.payloads import Author
from dev.simulators.dataverse.rules import Rules
from dev.simulators.dataverse.schema import Schema, Table
from dev.simulators.dataverse.storage import Row, Storage, target_column
from dev.simulators.dataverse.values import Stored, wire_time

_REQUIRED = "0x80048403"


class Completion:
    def __init__(
        self,
        schema: Schema,
        storage: Storage,
        clock: SimulatorClock,
        rules: Rules,
        object_ids: ObjectIds,
    ) -> None:
        self.rules = rules
        self._insistence = Insistence(object_ids)
        self._catalogue = Catalogue(schema, storage, rules)
        self._schema = schema
        self._storage = storage
        self._clock = clock

    def new(self, table: Table, values: Row, author: Author) -> None:
        """Complete the values of a new row.

        :raises DataverseError: something required is missing, or values do not go together.
        """
        columns = table.columns
        now = wire_time(self._clock.now())
        if "createdon" in columns:
            values["createdon"] = values.get("overriddencreatedon") or values.get("createdon", now)
            if "modifiedon" in table.columns:
                values.setdefault("modifiedon", now)
        if "createdby" in columns:
            values["createdby"] = values["modifiedby"] = author.user_id
        if author.on_behalf_by and "createdonbehalfby" in columns:
            values["createdonbehalfby"] = author.on_behalf_by
        values["versionnumber"] = self._storage.next_version()
        if "organizationid" in columns and table.name != "organization":
            values.setdefault("organizationid", self._organization("organizationid"))
        row_id, unit = str(values[table.primary_id]), None
        if table.name == "team":
            unit = self._business_unit("systemuser", author.user_id)
        self._insistence.new(table.name, row_id, values, author.user_id, unit)
        self._own(table, values, author)
        first_state(table, values)
        self._check_required(table, values, author)
        self._catalogue.new(table, values, author)
        _complete_customer(table, values, {})
        self._convert(table, values, {})
        _name(table, values, {})

    def changed(
        self, table: Table, values: Row, current: Mapping[str, Stored], author: Author
    ) -> None:
        """Complete the values of a change; *current* is the row before it.

        :raises DataverseError: values do not go together, or a required column is emptied.
        """
        next_state(table, values, current, self.rules)
        check(table.name, values)
        self._catalogue.changed(table, values, current)
        _complete_customer(table, values, current)
        if "ownerid" in values:
            self._own(table, values, author)
        self._convert(table, values, current)
        _name(table, values, current)
        self._check_kept(table, values, author)
        if "modifiedon" in table.columns:
            values.setdefault("modifiedon", wire_time(self._clock.now()))
        if "modifiedby" in table.columns:
            values["modifiedby"] = author.user_id
        if "modifiedonbehalfby" in table.columns:
            values["modifiedonbehalfby"] = author.on_behalf_by
        values["versionnumber"] = self._storage.next_version()

    def _own(self, table: Table, values: Row, author: Author) -> None:
        """Rows belong to who creates them, unless the body says otherwise."""
        if "ownerid" not in table.columns:
            return
        if values.get("ownerid") is None:
            values["ownerid"] = author.user_id
            values[target_column("ownerid")] = "systemuser"
        owner, kind = str(values["ownerid"]), str(values[target_column("ownerid")])
        for column, belongs in (("owninguser", "systemuser"), ("owningteam", "team")):
            if column in table.columns:
                values[column] = owner if kind == belongs else None
        if "owningbusinessunit" in table.columns:
            values["owningbusinessunit"] = self._business_unit(kind, owner)

    def _business_unit(self, kind: str, owner: str) -> Stored:
        sql = f'SELECT businessunitid FROM "{kind}" WHERE "{kind}id" = ?'
        found = self._storage.query(sql, [owner])
        return found[0][0] if found else None

    def _organization(self, column: str) -> str | None:
        found = self._storage.query(f'SELECT "{column}" FROM organization')
        return None if not found or found[0][0] is None else str(found[0][0])

    def _convert(self, table: Table, values: Row, current: Mapping[str, Stored]) -> None:
        if table.money:
            base = self._organization("basecurrencyid") if self.rules.default_currency else None
            convert_amounts(table, values, current, base, self._rate)

    def _rate(self, currency: str) -> Stored:
        sql = "SELECT exchangerate FROM transactioncurrency WHERE transactioncurrencyid = ?"
        return self._storage.query(sql, [currency])[0][0]

    def _check_required(self, table: Table, values: Row, author: Author) -> None:
        if author.is_platform:
            return
        required = dict(table.required)
        if self.rules.insist_on_business_required:
            required |= {c.name: "" for c in table.columns.values() if c.required == "required"}
        for name, code in required.items():
            if values.get(name) is None:
                raise bad_argument(f"'{name}' of {table.name} is required.", code or _REQUIRED)

    def _check_kept(self, table: Table, values: Row, author: Author) -> None:
        for name, code in table.required.items():
            if name in values and values[name] is None and not author.is_platform:
                message = f"'{name}' of {table.name} cannot be emptied."
                raise bad_argument(message, code or _REQUIRED)


def _name(table: Table, values: Row, current: Mapping[str, Stored]) -> None:
    """Compose the full name: first name, blank, last name, the default convention [R]."""
    if "fullname" not in table.columns or not {"firstname", "lastname"} & values.keys():
        return
    parts = [values.get(part, current.get(part)) for part in ("firstname", "lastname")]
    values["fullname"] = " ".join(str(part) for part in parts if part) or None


def _complete_customer(table: Table, values: Row, current: Mapping[str, Stored]) -> None:
    """An opportunity's customer is its account or else its contact, unless it says more [R]."""
    parents = {"parentaccountid": "account", "parentcontactid": "contact"}
    if table.name != "opportunity" or "customerid" in values or not parents.keys() & values.keys():
        return
    after = {**current, **values}
    found = next(((after[each], to) for each, to in parents.items() if after.get(each)), None)
    values["customerid"], values[target_column("customerid")] = found or (None, None)
