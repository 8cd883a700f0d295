"""What Business Central's API consists of: entity sets, fields, navigation and rules, as data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto


class Kind(Enum):
    """How the values of a field are stored and written."""

    TEXT = auto()
    CODE = auto()
    GUID = auto()
    DECIMAL = auto()
    INTEGER = auto()
    LONG = auto()
    BOOLEAN = auto()
    DATE = auto()
    DATETIME = auto()
    ENUM = auto()
    DURATION = auto()
    STREAM = auto()


@dataclass(frozen=True)
class Field:
    name: str
    kind: Kind
    type: str
    """As the CSDL names it, for example Edm.String or NAV.customerBlocked."""
    max_length: int | None = None
    read_only: bool = False
    flow: bool = False
    """Computed from other tables whenever it is read (a FlowField)."""
    variable: bool = False
    """Belongs to the API page, not to its table: the database cannot filter or sort by it."""
    filter_only: bool = False
    members: tuple[str, ...] = ()
    """The enum's members in the order of their numbers, escaped as in XML names."""


@dataclass(frozen=True)
class Navigation:
    name: str
    to: str
    """The entity set that the property leads to."""
    on: tuple[tuple[str, str], ...]
    """Pairs of a field there and the field here that it equals."""
    where: tuple[tuple[str, str], ...] = ()
    """Pairs of a field there and the constant that it equals."""
    many: bool = False


@dataclass(frozen=True)
class Relation:
    """Fields that point to a record of another set, by id, by code, or by both at once."""

    to: str
    id: str | None = None
    code: str | None = None
    by: str = "code"
    """The field of the other set that *code* repeats."""
    fills: Mapping[str, str] = field(default_factory=dict)
    """Fields here that take over a value from there when the relation is set."""


@dataclass(frozen=True)
class Document:
    """Marks a header: its lines and the dates that default to the working date."""

    lines: str
    dates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """Marks a document line."""

    header: str
    price: str
    """The field of an item that a line's price defaults to."""


@dataclass(frozen=True)
class View:
    """Marks a set without a table of its own: it shows the records of another one."""

    of: str
    fields: Mapping[str, str]
    """The SQL that each field shows, in which other sets' fields are called ``set.field``; fields
    that are left out are blank."""
    join: tuple[str, ...] = ()
    """Further sets that the SQL refers to."""
    where: str = "1"


@dataclass(frozen=True)
class Rules:
    mandatory: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    indexed: tuple[str, ...] = ()
    """Fields by which the simulator itself looks records up."""
    series: str | None = None
    """The first number that the set's number series gives out."""
    relations: tuple[Relation, ...] = ()
    fixed: tuple[str, ...] = ()
    """Fields that cannot be changed once the record exists."""
    needs: tuple[str, ...] = ()
    """Fields of a temporary buffer of which a read must name one in its filter."""
    document: Document | None = None
    line: Line | None = None
    view: View | None = None


@dataclass(frozen=True)
class EntitySet:
    name: str
    route: str
    entity: str
    key: tuple[str, ...]
    insert: bool
    modify: bool
    delete: bool
    fields: Mapping[str, Field]
    navigation: Mapping[str, Navigation]
    actions: tuple[str, ...] = ()
    rules: Rules = field(default_factory=Rules)
    hidden: Mapping[str, Field] = field(default_factory=dict)
    """What the table stores besides, and no page shows."""
    stored_as: str = ""
    """What its table is called, where another route has a set of the same name, or the same
    records."""

    @property
    def table(self) -> str:
        return self.stored_as or self.name

    @property
    def is_query(self) -> bool:
        """Whether an API query stands behind it, whose rows come in the query's own order only."""
        return not self.key and not self.insert

    @property
    def shown(self) -> list[Field]:
        """The fields whose values a record shows."""
        return [each for each in self.fields.values() if each.kind is not Kind.STREAM]

    @property
    def columns(self) -> list[Field]:
        """The fields that a table of this set stores."""
        return [*self.shown, *self.hidden.values()]


@dataclass(frozen=True, eq=False)
class Model:
    sets: Mapping[str, EntitySet]
    """By the names of their tables; a further one of the same records by its route and name."""
    routes: Mapping[str, Mapping[str, EntitySet]]
    """The sets of each route, for example v2.0, by name."""

    @property
    def tables(self) -> Iterable[EntitySet]:
        """One set for each table."""
        return {each.table: each for each in self.sets.values()}.values()
