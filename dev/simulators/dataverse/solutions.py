"""Unmanaged solutions: containers that name components and do not own them."""

from enum import IntEnum
from uuid import uuid4

from dev.simulators.dataverse.choice_forms import FIRST_VALUE, VALUES_OF_PUBLISHER
from dev.simulators.dataverse.errors import bad_argument
from dev.simulators.dataverse.payloads import Author
from dev.simulators.dataverse.records import Records
from dev.simulators.dataverse.schema import Schema
from dev.simulators.dataverse.storage import Row, Storage

SOLUTION = "mscrm.solutionuniquename"
"""The header that names the solution which something new shall be part of."""


class ComponentType(IntEnum):
    TABLE = 1
    COLUMN = 2
    CHOICE = 9
    RELATIONSHIP = 10
    KEY = 14
    ROLE = 20
    WEB_RESOURCE = 61


OF_ROWS = {"role": ComponentType.ROLE, "webresource": ComponentType.WEB_RESOURCE}
"""The tables whose rows are components."""


_COMPONENT = (
    "SELECT solutioncomponentid FROM solutioncomponent"
    " WHERE solutionid = ? AND componenttype = ? AND objectid = ?"
)


class Solutions:
    def __init__(self, schema: Schema, storage: Storage, records: Records) -> None:
        self._schema = schema
        self._storage = storage
        self._records = records

    def named(self, unique_name: str | None) -> str | None:
        """Return the id of a solution; None without a name.

        :raises DataverseError: there is no such solution.
        """
        if unique_name is None:
            return None
        sql = "SELECT solutionid FROM solution WHERE fold(uniquename) = fold(?)"
        found = self._storage.query(sql, [unique_name])
        if not found:
            raise bad_argument(f"There is no solution with the unique name '{unique_name}'.")
        return str(found[0][0])

    def first_option_value(self, solution_id: str | None) -> int:
        """Return where the values of options start that are made in a solution: with the prefix of
        its publisher, the default one's without a solution.
        """
        sql = (
            "SELECT customizationoptionvalueprefix FROM publisher"
            " JOIN solution ON solution.publisherid = publisher.publisherid WHERE solutionid = ?"
        )
        found = self._storage.query(sql, [solution_id])
        prefix = found[0][0] if found else None
        return FIRST_VALUE if prefix is None else int(prefix) * VALUES_OF_PUBLISHER

    def add(self, solution_id: str | None, kind: int, object_id: str, author: Author) -> str:
        """Put a component into a solution, if one is given; return the component's row."""
        if solution_id is None:
            return ""
        found = self._storage.query(_COMPONENT, [solution_id, kind, object_id])
        if found:
            return str(found[0][0])
        row_id = str(uuid4())
        values: Row = {
            "solutioncomponentid": row_id,
            "solutionid": solution_id,
            "componenttype": int(kind),
            "objectid": object_id,
            "rootcomponentbehavior": 0,
        }
        platform = Author(author.user_id, is_platform=True)
        self._records.create(self._schema["solutioncomponent"], {}, platform, values)
        return row_id

    def remove(self, solution_id: str, kind: int, object_id: str) -> str:
        """Take a component out of a solution; return the row that said it was in it."""
        found = self._storage.query(_COMPONENT, [solution_id, kind, object_id])
        if not found:
            raise bad_argument(f"The solution has no component {object_id} of the type {kind}.")
        self._records.delete(self._schema["solutioncomponent"], str(found[0][0]))
        return str(found[0][0])

    def forget(self, object_id: str) -> None:
        """A component that is deleted is in no solution any more."""
        sql = "SELECT solutioncomponentid FROM solutioncomponent WHERE objectid = ?"
        for (row_id,) in self._storage.query(sql, [object_id]):
            self._records.delete(self._schema["solutioncomponent"], str(row_id))
