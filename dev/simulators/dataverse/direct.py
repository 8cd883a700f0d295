"""Direct access to the rows for tests and demonstration data, through the same rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from threading import RLock
from typing import Any
from uuid import uuid4
from xml.sax.saxutils import quoteattr

from dev.simulators.dataverse.definitions import privilege_id
from dev.simulators.dataverse.expansions import Rendering
from dev.simulators.dataverse.options import NO_PREFERENCES, Options
from dev.simulators.dataverse.payloads import Author
from dev.simulators.dataverse.reads import Reader
from dev.simulators.dataverse.records import Records
from dev.simulators.dataverse.rights import DEPTHS
from dev.simulators.dataverse.schema import AlternateKey, OneToMany, Schema
from dev.simulators.dataverse.seeds import BUSINESS_UNIT, SYSTEM_USER
from dev.simulators.dataverse.storage import Storage

Row = dict[str, Any]
"""A row with all its columns, as the Web API shows it."""

_ALL = 10**9


class DirectAccess:
    """Bodies and rows have the form of the Web API; refusals are raised as DataverseError.

    Without *by*, the platform itself writes, who may also fill columns that are read-only for
    everyone else, such as modifiedon.
    """

    def __init__(self, schema: Schema, storage: Storage, records: Records) -> None:
        self._schema = schema
        self._storage = storage
        self._records = records
        self._direct_reader = Reader(schema, storage)
        self._lock = RLock()
        """Held by every access to the rows: the server calls from threads of its own."""

    def add(self, table: str, body: Mapping[str, Any], by: str | None = None) -> Row:
        return self.read(table, self.add_many(table, [body], by)[0])

    def add_many(
        self, table: str, bodies: Iterable[Mapping[str, Any]], by: str | None = None
    ) -> list[str]:
        """Create all rows or none; return their ids."""
        author, target = _author(by), self._schema[table]
        with self._lock, self._storage.transaction():
            return [self._records.create(target, dict(body), author) for body in bodies]

    def change(
        self, table: str, row_id: str, body: Mapping[str, Any], by: str | None = None
    ) -> Row:
        with self._lock, self._storage.transaction():
            self._records.update(self._schema[table], row_id, dict(body), _author(by))
        return self.read(table, row_id)

    def delete(self, table: str, row_id: str) -> None:
        with self._lock, self._storage.transaction():
            self._records.delete(self._schema[table], row_id)

    def associate(self, table: str, row_id: str, collection: str, other_id: str) -> None:
        """Put an existing row into a row's collection, for example a role into a user's."""
        one = self._schema[table]
        relationship = one.collections[collection]
        if isinstance(relationship, OneToMany):
            other = self._schema[relationship.many]
        else:
            other = self._schema[relationship.other(table)]
        with self._lock, self._storage.transaction():
            self._records.associate(one, row_id, collection, (other, other_id), _author(None))

    def disassociate(self, table: str, row_id: str, collection: str, other_id: str) -> None:
        with self._lock, self._storage.transaction():
            one = self._schema[table]
            self._records.disassociate(one, row_id, collection, other_id, _author(None))

    def read(self, table: str, row_id: str) -> Row:
        """:raises KeyError: there is no such row."""
        target = self._schema[table]
        rendering, options = self._rendering(), Options()
        shape = rendering.shape(target, options)
        with self._lock:
            row = self._direct_reader.one(target, shape, row_id)
        if row is None:
            raise KeyError(f"{table} {row_id}")
        return rendering.render(shape, options, [row])[0]

    def rows(self, table: str, query: str | None = None) -> list[Row]:
        """Return all rows, or those that a $filter lets through, in the order of their ids."""
        target = self._schema[table]
        rendering, options = self._rendering(), Options(filter=query)
        shape = rendering.shape(target, options)
        with self._lock:
            page = self._direct_reader.page(target, shape, options, _ALL)
        return rendering.render(shape, options, page.rows)

    def define_key(self, table: str, name: str, columns: Sequence[str]) -> AlternateKey:
        """Give a table an alternate key; it is not active if rows violate it already."""
        target = self._schema[table]
        missing = [column for column in columns if column not in target.columns]
        if missing:
            raise KeyError(f"{table} has no column {missing[0]}")
        key = AlternateKey(name, tuple(columns))
        with self._lock:
            is_active = self._storage.build_key(target, key)
            target.keys[name] = replace(key, status="Active" if is_active else "Failed")
        return target.keys[name]

    def add_user(
        self,
        first_name: str,
        last_name: str,
        *,
        object_id: str | None = None,
        application_id: str | None = None,
        roles: Iterable[str] = (),
        **columns: Any,
    ) -> Row:
        """Add a person (*object_id* is their Entra id) or an application user.

        :param application_id: the client id of the application.
        :param roles: names of roles of the root business unit.
        """
        name = f"{first_name}.{last_name}".lower().strip(".").replace(" ", "")
        body = {
            "firstname": first_name or None,
            "lastname": last_name,
            "domainname": f"{name}@contoso.com",
            "internalemailaddress": f"{name}@contoso.com",
            "applicationid": application_id,
            "azureactivedirectoryobjectid": object_id,
            "accessmode": 4 if application_id else 0,
            "businessunitid@odata.bind": f"businessunits({BUSINESS_UNIT})",
            **columns,
        }
        user = self.add("systemuser", body)
        for role in roles:
            self.give_role("systemuser", user["systemuserid"], role)
        return user

    def give_role(self, kind: str, holder: str, name: str) -> None:
        """Give a user or team (*kind* is its table) a role of the root business unit."""
        query = f"name eq '{name}' and _businessunitid_value eq {BUSINESS_UNIT}"
        [role] = self.rows("role", query)
        through = {"systemuser": "systemuserroles", "team": "teamroles"}[kind]
        self.add(through, {f"{kind}id": holder, "roleid": role["roleid"]})

    def add_role(self, name: str, privileges: Mapping[str, str]) -> str:
        """Add a role with privileges (depth by name) to the root business unit; return its id."""
        bind = {"businessunitid@odata.bind": f"businessunits({BUSINESS_UNIT})"}
        role_id = str(self.add("role", {"name": name, **bind})["roleid"])
        granted = ((privilege_id(each), DEPTHS[depth]) for each, depth in privileges.items())
        with self._lock, self._storage.transaction():
            self._records.grants.grant(role_id, granted)
        return role_id

    def add_webhook(self, url: str, table: str, header: str, secret: str) -> Row:
        """Register an endpoint for a table's created, changed and deleted rows, and return it.

        :param header: carries the *secret*.
        """
        attributes = f"name={quoteattr(header)} value={quoteattr(secret)}"
        settings = f"<settings><setting {attributes} /></settings>"
        contract = {"contract": 8, "authtype": 5, "authvalue": settings}
        endpoint = self.add("serviceendpoint", {"name": f"{url} {table}", "url": url, **contract})
        for message in ("Create", "Update", "Delete"):
            of_table = f"primaryobjecttypecode eq '{table}' and sdkmessageid/name eq '{message}'"
            [found] = self.rows("sdkmessagefilter", of_table)
            step = {
                "name": f"{message} of {table}",
                "mode": 1,
                "stage": 40,
                "eventhandler_serviceendpoint@odata.bind": (
                    f"serviceendpoints({endpoint['serviceendpointid']})"
                ),
                "sdkmessageid@odata.bind": f"sdkmessages({found['_sdkmessageid_value']})",
                "sdkmessagefilterid@odata.bind": (
                    f"sdkmessagefilters({found['sdkmessagefilterid']})"
                ),
            }
            self.add("sdkmessageprocessingstep", step)
        return endpoint

    def become_a_copy(self) -> str:
        """Give the organisation another id, as a copied environment has one; all rows stay.

        That a copy has an id of its own is what the app relies on [R].
        """
        other = str(uuid4())
        with self._lock, self._storage.transaction():
            for table in self._schema:
                if "organizationid" in table.columns:
                    self._storage.write_all(table, "organizationid", other)
        return other

    def _rendering(self) -> Rendering:
        return Rendering(self._schema, self._direct_reader, NO_PREFERENCES)


def _author(by: str | None) -> Author:
    return Author(by or SYSTEM_USER, is_platform=by is None)
