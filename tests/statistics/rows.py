"""The table of statistics in Dataverse, as setup makes it, once for an organization."""

from typing import Any

from shared.adapters.dataverse.administration.metadata import Bodies
from shared.adapters.solution_files import SolutionFiles
from tests.customizer import Customizer
from tests.surroundings import Json, Surroundings

_TABLE = "bcsync_accountstatistics"
_RIGHTS = ("Create", "Read", "Write", "Append")


class Statistics:
    def __init__(self, world: Surroundings) -> None:
        self._world, self._dataverse = world, world.fleet.dataverse
        if not self._is_there():
            self._make()

    def all(self) -> dict[str, Json]:
        """Return the rows by the name of the customer."""
        return {row["bcsync_name"]: row for row in self._rows()}

    def amounts(self, name: str) -> tuple[Any, ...]:
        """Return balance, overdue, outstanding orders and outstanding invoices."""
        row = self.all()[name]
        columns = ("balance", "overdueamount", "outstandingorders", "outstandinginvoices")
        return tuple(row[f"bcsync_{column}"] for column in columns)

    def note(self) -> None:
        """Let the timer run."""
        self._world.stack.host.fire_timer("note_statistics")

    def _rows(self) -> list[Json]:
        with self._world.fleet.dataverse_server.lock:
            return [dict(row) for row in self._dataverse.rows(_TABLE)]

    def _is_there(self) -> bool:
        try:
            self._rows()
        except KeyError:
            return False
        return True

    def _make(self) -> None:
        [table] = [t for t in SolutionFiles().customization.tables if t.name == _TABLE]
        bodies, place = Bodies(1033), f"EntityDefinitions(LogicalName='{_TABLE}')"
        customizer = Customizer(self._world.fleet, "account.paymenttermscode")
        body = bodies.table(table)
        del body["IconVectorName"]
        customizer.call("POST", "EntityDefinitions", body)
        for column in table.columns:
            customizer.call("POST", f"{place}/Attributes", bodies.column(column))
        for lookup in table.lookups:
            made = bodies.lookup(_TABLE, lookup, f"{lookup.target}id")
            customizer.call("POST", "RelationshipDefinitions", made)
        for key in table.keys:
            customizer.call("POST", f"{place}/Keys", bodies.key(key))
        customizer.leave()
        rights = {f"prv{right}{table.schema_name}": "Global" for right in _RIGHTS}
        with self._world.fleet.dataverse_server.lock:
            role = self._dataverse.add_role(
                "Statistics", {**rights, "prvAppendToAccount": "Global"}
            )
            for user in self._dataverse.rows("systemuser", "applicationid ne null"):
                pair = {"systemuserid": user["systemuserid"], "roleid": role}
                self._dataverse.add("systemuserroles", pair)
