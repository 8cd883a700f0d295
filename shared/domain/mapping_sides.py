"""The two sides of a table mapping: which records of which table take part."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Discriminator, Field, Tag, model_validator

from shared.domain.mapping_fields import STATES, Name, Part
from shared.domain.records import Value, Values

COMPANY = "bcsync_companyid"
"""The lookup to the row of the company that a row of Dataverse belongs to; setup adds it."""
_ROUTE_PARTS = 4
_OF_A_LINE = (
    "quantity",
    "unitPrice",
    "discountAmount",
    "amountExcludingTax",
    "amountIncludingTax",
)
Plain = str | int | bool | None


class CompanyRule(StrEnum):
    """Which rows of a Dataverse table take part, by the company that they belong to."""

    OWN = "own"
    OWN_OR_EMPTY = "own_or_empty"
    """Also those of no company: the first one that takes a row over claims it."""


class BlankMeans(Part):
    """What "no related record" in Business Central stands for in Dataverse.

    Business Central leaves its local currency blank; in Dataverse it is a row like any other, the
    one whose *dataverse* column equals *field* of the company's *entity*.
    """

    entity: Name
    """The entity of the company's setup that names the row, for example generalLedgerSetup."""
    field: Name
    """That entity's field with the name."""
    dataverse: Name
    """The Dataverse column that equals it."""


class OnlyRecord(Part):
    """A blank stands for the partner of the only record that there is."""

    only_record: Annotated[bool, Field(strict=True)]
    """true, for a mapping that couples a single record: a blank stands for its partner."""


class Computed(StrEnum):
    """A field that the app works out, and the API does not have."""

    EXCHANGE_RATE = "exchangeRate"
    """Of a currency: how much of it is one unit of Dataverse's base currency."""
    SYMBOL_OR_CODE = "symbolOrCode"
    """Of a currency: its symbol, or its code where it has none."""
    PAYMENT_STATUS = "paymentStatus"
    """Of a posted invoice: Open, Partial, Paid or Canceled."""
    PRICE_WITHOUT_TAX = "unitPriceWithoutTax"
    """Of a document's line: its price per unit, also where prices include tax."""
    DISCOUNT_WITHOUT_TAX = "discountWithoutTax"
    """Of a document's line: its discount, also where prices include tax."""
    WRITTEN_IN = "isWrittenIn"
    """Of a document's line: whether it is about no item, or one that was deleted."""

    @property
    def made_of(self) -> tuple[Name, ...]:
        """The record's own fields that are needed to work it out."""
        match self:
            case Computed.EXCHANGE_RATE:
                return ("code",)
            case Computed.SYMBOL_OR_CODE:
                return ("code", "symbol")
            case Computed.PAYMENT_STATUS:
                return ("status", "remainingAmount", "totalAmountIncludingTax")
            case Computed.PRICE_WITHOUT_TAX | Computed.DISCOUNT_WITHOUT_TAX:
                return _OF_A_LINE
            case Computed.WRITTEN_IN:
                return ("itemId",)

    @property
    def called(self) -> Name:
        return self.value


class Converted(Part):
    """An amount in the company's local currency, worked out in another one by today's rate."""

    name: Name
    """What the converted amount is called among the fields."""
    of: Name
    """The field with the amount in the local currency."""
    currency: Name
    """The code of the currency that the amount is converted to, by today's exchange rate; without
    one, the mapping stands still."""

    @property
    def made_of(self) -> tuple[Name, ...]:
        return (self.of,)

    @property
    def called(self) -> Name:
        return self.name


def _kind(value: object) -> str:
    return (Computed if isinstance(value, str) else Converted).__name__


WorkedOut = Annotated[
    Annotated[Computed, Tag(Computed.__name__)] | Annotated[Converted, Tag(Converted.__name__)],
    Discriminator(_kind),
]


class Card(Part):
    """Where people look at a record in the web client of Business Central."""

    page: int = Field(ge=1)
    """The number of the page, for example 21 for the customer card."""
    field: Name = "No."
    """The table's field that the page is filtered by, as AL names it."""
    by: Name = "number"
    """The entity's field with its value."""


class BusinessCentralPart(Part):
    entity: Name
    """An entity set of the API v2.0, for example customers; or of another publisher's API, as
    publisher/group/version/entity."""
    same_as: Name | None = None
    """The entity set of the API v2.0 with the same records under the same ids, where the entity is
    another publisher's: changes are notified as its, and it tells what goes with a record."""
    filter: str | None = None
    """An OData filter; records outside it do not take part."""
    title: Name | None = None
    """The field that names the records in messages; the first mapped text unless given."""
    new_where: Mapping[Name, Plain] = Field(default_factory=dict)
    """Only records with these values in mapped fields get a new partner."""
    computed: tuple[WorkedOut, ...] = ()
    """Fields that the app works out: exchangeRate and symbolOrCode of currencies; paymentStatus of
    posted invoices; unitPriceWithoutTax, discountWithoutTax and isWrittenIn of their lines; an
    amount in another currency, with name, of and currency."""
    blank_means: BlankMeans | OnlyRecord | None = None
    """Which Dataverse row a blank lookup to this mapping stands for."""

    card: Card | None = None
    """Where links to a record lead in the web client; there are none unless given."""

    @property
    def standard(self) -> Name:
        """The entity set of the API v2.0 with the records, if there is one; else the entity."""
        return self.same_as or self.entity

    @property
    def worked_out(self) -> frozenset[Name]:
        """The names of the fields that the app works out."""
        return frozenset(each.called for each in self.computed)

    @model_validator(mode="after")
    def _each_is_worked_out_once(self) -> Self:
        if len(self.worked_out) < len(self.computed):
            raise ValueError("two of computed have the same name")
        if any(name in self.worked_out for each in self.computed for name in each.made_of):
            raise ValueError("of: names a field that is computed itself")
        return self

    @model_validator(mode="after")
    def _one_entity(self) -> Self:
        parts = self.entity.split("/")
        if len(parts) not in (1, _ROUTE_PARTS) or not all(parts):
            raise ValueError("entity: takes a name, or publisher/group/version/entity")
        if self.same_as is not None and len(parts) == 1:
            raise ValueError("same_as: is for an entity of another publisher's API")
        if self.same_as is not None and "/" in self.same_as:
            raise ValueError("same_as: takes the name of an entity set of the API v2.0")
        return self


class DataversePart(Part):
    table: Name
    """A table's logical name, for example account."""
    choice: Name | None = None
    """A choice column of the table: its values are what is mapped, in place of the rows."""
    same_choice: tuple[Name, ...] = ()
    """Other columns that have the choice's values, as table.column."""
    filter: str | None = None
    """An OData filter; rows outside it do not take part."""
    new_where: Mapping[Name, Plain] = Field(default_factory=dict)
    """Only rows with these values in mapped columns get a new partner."""
    locked_where: Mapping[Name, Plain] = Field(default_factory=dict)
    """A row with these values takes no change but of them: other changes wait."""
    reopened_where: Mapping[Name, tuple[Plain, ...]] = Field(default_factory=dict)
    """A row with one of these values in each column takes changes only while it is active: it is
    made active for them, and gets its state back, all at once."""
    company: CompanyRule | None = None
    """Whose rows take part, and what written rows get: own, or own_or_empty."""

    def state_after(self, values: Values, changes: Values) -> dict[str, Value]:
        """Return the state that a row with *values* is to have once it has been made active for
        *changes*; nothing where it takes them as it is."""
        closed = (values[column] in wanted for column, wanted in self.reopened_where.items())
        if not self.reopened_where or not all(closed):
            return {}
        return {column: changes.get(column, values[column]) for column in sorted(STATES)}

    @model_validator(mode="after")
    def _choices_are_nobodys(self) -> Self:
        if self.choice is None and self.same_choice:
            raise ValueError("same_choice needs choice")
        if self.choice is not None and (self.filter or self.company):
            raise ValueError("the values of a choice have neither a filter nor a company")
        return self
