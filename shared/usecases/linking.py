"""From a record of either side to the coupled one, and to where people look at both."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeVar
from uuid import UUID

from shared.domain.choices import is_choice
from shared.domain.links import SalesApp, WebClient
from shared.domain.mapping import TableMapping
from shared.domain.mapping_sides import Card
from shared.domain.sides import Leg, Side
from shared.errors import IntegrationError, RequestError
from shared.ports.links import LinkedRecords
from shared.usecases.engine import Engine
from shared.usecases.remembering import Memory, Patience, Remembered

_Value = TypeVar("_Value", str, str | None)


@dataclass(frozen=True)
class Places:
    """Where people look at records, as the settings have it."""

    web_client: WebClient
    sales_app: SalesApp
    company: str | None
    """Its name; None where Business Central has to be asked."""


@dataclass(frozen=True)
class Shown:
    """A record, and where people look at it."""

    side: Side
    id: UUID
    at: str | IntegrationError
    """An address, or why there is none."""


@dataclass(frozen=True)
class Link:
    mapping: TableMapping
    record: Shown
    partner: Shown | None
    """None where the record is not coupled."""

    @property
    def creating(self) -> Leg | None:
        """The leg in which a partner could be created; None where none is."""
        leg = Leg.TO_DATAVERSE if self.record.side is Side.BC else Leg.FROM_DATAVERSE
        allowed = self.mapping.creates and self.mapping.direction.allows(leg)
        return leg if allowed else None


class _Named(NamedTuple):
    entity: str
    field: str
    id: UUID


class Linking:
    def __init__(
        self, engine: Engine, records: LinkedRecords, places: Places, patience: Patience
    ) -> None:
        self._engine, self._records, self._places = engine, records, places
        self._companies: Memory[None, str] = Memory(
            engine.clock, "Business Central", patience, code="links_not_now"
        )
        self._values: Memory[_Named, str | None] = Memory(
            engine.clock, "Business Central", patience, code="links_not_now"
        )

    def find(self, mapping: TableMapping, side: Side, id_: UUID) -> Link:
        coupling = self._engine.couplings.find(mapping.slug, side, [id_]).get(id_)
        partner = coupling.id_on(side.other) if coupling else None
        return Link(
            mapping,
            self._shown(mapping, side, id_),
            None if partner is None else self._shown(mapping, side.other, partner),
        )

    def _shown(self, mapping: TableMapping, side: Side, id_: UUID) -> Shown:
        try:
            return Shown(side, id_, self._address(mapping, side, id_))
        except IntegrationError as error:
            return Shown(side, id_, error)

    def _address(self, mapping: TableMapping, side: Side, id_: UUID) -> str:
        """
        :raises IntegrationError: there is none, or it is not known now.
        """
        if side is Side.DATAVERSE:
            table = mapping.table(Side.DATAVERSE)
            if is_choice(table):
                raise _nowhere(f"{mapping.name} couples values of a choice, which have no page.")
            return self._places.sales_app.record(table, id_)
        card = mapping.bc.card
        if card is None:
            raise _nowhere(f"The file of {mapping.name} has no bc.card, the page to link to.")
        company = self._places.company or self._company()
        value = self._value(mapping, card, id_)
        return self._places.web_client.card(company, card.page, card.field, value)

    def _company(self) -> str:
        def read(keys: Sequence[None]) -> dict[None, str]:
            return dict.fromkeys(keys, self._records.company())

        return _known(self._companies.get([None], read)[None])

    def _value(self, mapping: TableMapping, card: Card, id_: UUID) -> str:
        named = _Named(mapping.bc.entity, card.by, id_)
        value = _known(self._values.get([named], partial(_read, self._records))[named])
        if value is None:
            raise RequestError(
                f"{mapping.bc.entity} {id_} is gone from Business Central.",
                code="record_gone",
                status=404,
            )
        return value


def _read(records: LinkedRecords, asked: Sequence[_Named]) -> dict[_Named, str | None]:
    return {each: records.values(each.entity, each.field, [each.id])[each.id] for each in asked}


def _known(answer: Remembered[_Value] | IntegrationError) -> _Value:
    if isinstance(answer, IntegrationError):
        raise answer
    return answer.value


def _nowhere(why: str) -> RequestError:
    return RequestError(why, code="no_page", status=409)
