"""What the customer behind an account owes and has ordered, for whoever may see the account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple, TypeVar
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.identifiers import id_of
from shared.domain.sides import Side
from shared.domain.statistics import CustomerFigures
from shared.domain.tables import Table
from shared.errors import ConfigurationError, IntegrationError, RequestError
from shared.ports.availability import SalesRecords
from shared.ports.statistics import CustomerSource
from shared.usecases.engine import Engine
from shared.usecases.remembering import Memory, Patience, Remembered
from shared.usecases.statistics.customers import ACCOUNT, customer_mappings

_LONGEST_NUMBER = 20
_Key = TypeVar("_Key")
_V = TypeVar("_V")


@dataclass(frozen=True)
class AccountFigures:
    account: UUID
    figures: CustomerFigures
    age: float
    """In seconds."""
    stale: bool


class _Look(NamedTuple):
    account: UUID
    caller: UUID


class AccountStatistics:
    def __init__(
        self, engine: Engine, source: CustomerSource, records: SalesRecords, patience: Patience
    ) -> None:
        self._engine, self._source, self._records = engine, source, records
        self._numbers: Memory[str, UUID | None] = Memory(
            engine.clock, "Business Central", patience, code="statistics_not_now"
        )
        # What somebody may see is never told from long ago.
        current = Patience(patience.fresh, timedelta(), patience.wait)
        self._seen: Memory[_Look, bool] = Memory(
            engine.clock, "Dataverse", current, code="statistics_not_now"
        )
        self._figures: Memory[UUID, CustomerFigures | None] = Memory(
            engine.clock, "Business Central", patience, code="statistics_not_now"
        )

    def tell(self, asked: str, caller: UUID) -> AccountFigures:
        """
        :param asked: an account's id, or a customer's number in Business Central.
        :param caller: who asks, by their id in Entra ID; they may see the account.
        :raises RequestError: there is no such account for them, or it is not coupled.
        :raises TransientError: nobody tells it now.
        """
        account = id_of(asked)
        if account is None:
            coupling = self._by_number(asked)
            self._check_seen(coupling.dataverse_id, caller, asked)
        else:
            self._check_seen(account, caller, asked)
            coupling = self._by_account(account)
        told = _told(self._figures.get([coupling.bc_id], self._source.read), coupling.bc_id)
        if told.value is None:
            raise RequestError(
                f"The customer that the account {coupling.dataverse_id} is coupled with is gone "
                "from Business Central. An administrator finds it among the records that are not "
                "in order.",
                code="customer_gone",
                status=409,
            )
        age = max(0.0, (self._engine.clock.now() - told.read_at).total_seconds())
        return AccountFigures(coupling.dataverse_id, told.value, age, told.stale)

    def _by_account(self, account: UUID) -> Coupling:
        coupling = self._coupling(Side.DATAVERSE, account)
        if coupling is None:
            raise _not_coupled(f"The account {account} is", "a customer of Business Central")
        return coupling

    def _by_number(self, number: str) -> Coupling:
        if len(number) > _LONGEST_NUMBER:
            raise _unknown(number)
        customer = _told(self._numbers.get([number], self._source.numbered), number).value
        if customer is None:
            raise _unknown(number)
        coupling = self._coupling(Side.BC, customer)
        if coupling is None:
            raise _not_coupled(f"The customer {number} is", "an account")
        return coupling

    def _coupling(self, side: Side, id_: UUID) -> Coupling | None:
        for mapping in customer_mappings(self._engine):
            found = self._engine.couplings.find(mapping.slug, side, [id_])
            if id_ in found:
                return found[id_]
        return None

    def _check_seen(self, account: UUID, caller: UUID, asked: str) -> None:
        look = _Look(account, caller)
        if not _told(self._seen.get([look], self._look), look).value:
            raise _unknown(asked)

    def _look(self, looks: Sequence[_Look]) -> dict[_Look, bool]:
        return {look: self._sees(look) for look in looks}

    def _sees(self, look: _Look) -> bool:
        store = self._records.open(look.caller)
        try:
            return bool(store.read_by_id(Table(ACCOUNT, ()), [look.account], within_filter=False))
        except ConfigurationError as error:
            if error.code != "access_denied":
                raise
            return False
        finally:
            store.release()


def _told(answers: Mapping[_Key, Remembered[_V] | IntegrationError], key: _Key) -> Remembered[_V]:
    """
    :raises IntegrationError: there is no answer.
    """
    answer = answers[key]
    if isinstance(answer, IntegrationError):
        raise answer
    return answer


def _not_coupled(who: str, partner: str) -> RequestError:
    return RequestError(
        f"{who} not coupled with {partner}, so that there are no figures to tell. An "
        "administrator couples it.",
        code="account_not_coupled",
        status=409,
    )


def _unknown(asked: str) -> RequestError:
    """Return the same error whether an account is not there or not for the caller's eyes."""
    return RequestError(
        f"There is no account {asked} in Dataverse that you may see, and no coupled customer of "
        "Business Central with that number whose account you may see.",
        code="account_unknown",
        status=404,
    )
