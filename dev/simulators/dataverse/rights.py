"""What a user may do: the privileges of all their roles, and on whose rows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dev.simulators.dataverse.definitions import privilege_id
from dev.simulators.dataverse.errors import DataverseError, denied
from dev.simulators.dataverse.filters import Sql
from dev.simulators.dataverse.schema import Right, Table
from dev.simulators.dataverse.values import Stored

BASIC, LOCAL, DEEP, GLOBAL = 1, 2, 4, 8
DEPTHS = {"Basic": BASIC, "Local": LOCAL, "Deep": DEEP, "Global": GLOBAL}
DEPTH_NAMES = {mask: name for name, mask in DEPTHS.items()}
_NO_RIGHT = "0x80048306"


@dataclass(frozen=True)
class Principal:
    """A user, or a team."""

    id: str
    business_unit: str
    role_count: int
    held: Mapping[str, int]
    """Depth by name of privilege."""
    teams: tuple[str, ...] = ()
    units_below: tuple[str, ...] = ()
    """Its business unit and all below that."""
    is_administrator: bool = False
    """Whether it has the role of a System Administrator or System Customizer."""

    def limited_by(self, other: "Principal") -> "Principal":
        """Return the same user with no more than what another may do too."""
        common = self.held.keys() & other.held.keys()
        held = {name: min(self.held[name], other.held[name]) for name in common}
        is_administrator = self.is_administrator and other.is_administrator
        return replace(self, held=held, is_administrator=is_administrator)


class Rights:
    """Answers whether a user may do something, by refusing if not."""

    def __init__(self, principal: Principal) -> None:
        self.principal = principal

    def need(self, privilege: str) -> None:
        """:raises DataverseError: the user does not hold a privilege, at whatever depth."""
        if privilege not in self.principal.held:
            raise missing(self.principal, privilege)

    def depth(self, right: Right, table: Table) -> int:
        """Return how far a right to a table's rows reaches.

        :raises DataverseError: not even to the user's own.
        """
        name = table.privileges.get(right)
        if name is None:
            return GLOBAL
        found = self.principal.held.get(name)
        if found is None:
            raise missing(self.principal, name, table)
        return found

    def check(self, right: Right, table: Table, row: Mapping[str, Stored]) -> None:
        """:raises DataverseError: the user may not do this to a row."""
        depth = self.depth(right, table)
        if depth < GLOBAL and not self._covers(depth, table, row):
            message = (
                f"Principal user (Id={self.principal.id}, type=8) has no {right}Access right to the"
                f" {table.name} with the id {row.get(table.primary_id)}."
            )
            raise denied(message, _NO_RIGHT)

    def scope(self, table: Table) -> Sql | None:
        """Return which rows of a table the user sees; None for all.

        :raises DataverseError: none.
        """
        depth = self.depth("Read", table)
        if depth == GLOBAL:
            return None
        conditions: list[str] = []
        values: list[str] = []
        owners, units = self._owners(), self._units(depth)
        if "ownerid" in table.columns:
            conditions.append(f't."ownerid" IN ({_marks(owners)})')
            values += owners
        elif table.name == "systemuser":
            conditions.append('t."systemuserid" = ?')
            values.append(self.principal.id)
        unit = _unit_column(table)
        if unit and units:
            conditions.append(f't."{unit}" IN ({_marks(units)})')
            values += units
        if not conditions:
            return None  # rows that belong to the organisation know no depth
        return Sql(" OR ".join(conditions), tuple(values))

    def may_give(self, privileges: Mapping[str, int]) -> None:
        """:raises DataverseError: the user lacks what they would give to another.

        :param privileges: depths by id.
        """
        own = {privilege_id(name): depth for name, depth in self.principal.held.items()}
        for given, depth in privileges.items():
            if own.get(given, 0) < depth:
                message = (
                    f"Principal user (Id={self.principal.id}, type=8) cannot give the privilege"
                    f" {given} at the depth {DEPTH_NAMES[depth]}, which they do not hold."
                )
                raise denied(message)

    def _covers(self, depth: int, table: Table, row: Mapping[str, Stored]) -> bool:
        unit = _unit_column(table)
        if "ownerid" not in table.columns and unit is None:
            return True
        if row.get("ownerid") in self._owners():
            return True
        if table.name == "systemuser" and row.get("systemuserid") == self.principal.id:
            return True
        return unit is not None and row.get(unit) in self._units(depth)

    def _owners(self) -> tuple[str, ...]:
        return (self.principal.id, *self.principal.teams)

    def _units(self, depth: int) -> tuple[str, ...]:
        if depth == LOCAL:
            return (self.principal.business_unit,)
        return self.principal.units_below if depth == DEEP else ()


NO_RIGHTS = Rights(Principal("", "", 0, {}))
"""Of a caller who is not known."""


def missing(principal: Principal, privilege: str, table: Table | None = None) -> DataverseError:
    """Return the refusal in the service's words."""
    where = "OTC=0 for entity 'none'"
    if table is not None:
        label = table.label or table.schema_name
        where = f"OTC={table.object_type_code} for entity '{table.name}' (LocalizedName='{label}')"
    return denied(
        f"Principal user (Id={principal.id}, type=8, roleCount={principal.role_count},"
        f" privilegeCount={len(principal.held)}, businessUnitId={principal.business_unit}),"
        f" is missing {privilege} privilege (Id={privilege_id(privilege)}) on {where}."
        f" context.Caller={principal.id}"
    )


def _unit_column(table: Table) -> str | None:
    for name in ("owningbusinessunit", "businessunitid"):
        if name in table.columns:
            return name
    return None


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))
