"""What a mapping file says must be equal, read without any of the app's own code.

The proof would prove nothing if it asked the app what equal means.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from dev.demo.public_api import PublicApi

Json = dict[str, Any]
Term = Decimal | str | None
"""A value as both services would have to mean it; blank is None."""

FOLDER = Path(__file__).parents[2] / "shared" / "mappings"
_NO_ID = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Table:
    """A Dataverse table's names in the Web API."""

    entity_set: str
    key: str

    @classmethod
    def of(cls, dataverse: PublicApi, name: str) -> "Table":
        found = dataverse.read(f"EntityDefinitions(LogicalName='{name}')")
        return cls(found["EntitySetName"], found["PrimaryIdAttribute"])


@dataclass(frozen=True)
class Field:
    """One line of the file, and how each side's row tells its term."""

    bc: str
    """Blank for a constant."""
    dataverse: str
    of_customer: Callable[[Json], Term]
    of_account: Callable[[Json], Term]
    columns: tuple[tuple[str, ...], tuple[str, ...]]
    """What has to be selected in Business Central and in Dataverse."""


@dataclass(frozen=True)
class Terms:
    entity: str
    table: Table
    bc_filter: str
    dataverse_filter: str
    fields: tuple[Field, ...]


def read_terms(name: str, bc: PublicApi, dataverse: PublicApi, folder: Path = FOLDER) -> Terms:
    """Read a mapping file, with what its lookups point to."""
    content = _content(folder, name)
    fields = [line for line in content["fields"] if line.get("enabled", True)]
    return Terms(
        content["bc"]["entity"],
        Table.of(dataverse, content["dataverse"]["table"]),
        content["bc"]["filter"],
        content["dataverse"]["filter"],
        tuple(_field(line, bc, dataverse, folder) for line in fields),
    )


def _content(folder: Path, name: str) -> Json:
    file = folder / f"{name.lower().replace(' ', '_')}.yaml"
    return dict(yaml.safe_load(file.read_text(encoding="utf-8")))


def _field(line: Json, bc: PublicApi, dataverse: PublicApi, folder: Path) -> Field:
    origin, to = line.get("bc", ""), line["dataverse"]
    if not origin:
        constant = _term(line["constant"])
        return Field("", to, lambda _: constant, lambda row: _term(row[to]), ((), (to,)))
    if "lookup" not in line:
        return Field(
            origin,
            to,
            lambda row: _term(row[origin]),
            lambda row: _term(row[to]),
            ((origin,), (to,)),
        )
    pointed_to = _content(folder, line["lookup"]["mapping"])
    choice = pointed_to["dataverse"].get("choice")
    points = _Choice(pointed_to, bc, dataverse) if choice else _Pointers(pointed_to, bc, dataverse)
    key = to if choice else f"_{to}_value"
    return Field(
        origin,
        to,
        lambda row: points.from_bc(row[origin]),
        lambda row: points.from_dataverse(row[key]),
        ((origin,), (key,)),
    )


class _Pointers:
    """What lookups point to, by the text that the two sides match it by.

    Where Business Central's blank stands for a row of Dataverse, no row in Dataverse is that row
    too: neither side says anything else.
    """

    def __init__(self, content: Json, bc: PublicApi, dataverse: PublicApi) -> None:
        match = next(line for line in content["fields"] if line.get("match") == 1)
        table = Table.of(dataverse, content["dataverse"]["table"])
        self._bc = _by_id(bc.rows(content["bc"]["entity"]), "id", match["bc"])
        self._dataverse = _by_id(dataverse.rows(table.entity_set), table.key, match["dataverse"])
        self._blank = _blank(content["bc"].get("blank_means"), bc)

    def from_bc(self, id_: str) -> Term:
        return self._blank if id_ in ("", _NO_ID) else self._bc[id_]

    def from_dataverse(self, id_: str | None) -> Term:
        return self._blank if id_ is None else self._dataverse[id_]


class _Choice:
    """Values of a choice, by the codes that their labels give: ten characters, in capitals."""

    def __init__(self, content: Json, bc: PublicApi, dataverse: PublicApi) -> None:
        table, column = content["dataverse"]["table"], content["dataverse"]["choice"]
        found = dataverse.read(
            f"EntityDefinitions(LogicalName='{table}')/Attributes(LogicalName='{column}')"
            "/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$expand=OptionSet"
        )
        self._bc = _by_id(bc.rows(content["bc"]["entity"]), "id", "code")
        self._dataverse = {
            option["Value"]: option["Label"]["UserLocalizedLabel"]["Label"][:10].upper()
            for option in found["OptionSet"]["Options"]
        }

    def from_bc(self, id_: str) -> Term:
        return None if id_ in ("", _NO_ID) else self._bc[id_]

    def from_dataverse(self, value: int | None) -> Term:
        return None if value is None else self._dataverse[value]


def _blank(means: Mapping[str, str] | None, bc: PublicApi) -> Term:
    if means is None:
        return None
    [setup] = bc.rows(means["entity"])
    return _term(setup[means["field"]])


def _by_id(rows: list[Json], key: str, text: str) -> dict[str, Term]:
    return {row[key]: _term(row[text]) for row in rows}


def _term(value: Any) -> Term:
    if value is None or value == "":
        return None
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    return str(value)
