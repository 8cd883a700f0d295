"""The proof must fail where the services do not agree, or it proves nothing."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from dev.demo import public_api
from dev.demo.proof import Evidence, Verdict, examine, gather
from dev.demo.public_api import Json, PublicApi
from tests.surroundings import Surroundings


class Witness:
    """Gathers evidence about the world, as the demonstration does."""

    def __init__(self, world: Surroundings, bc: PublicApi, dataverse: PublicApi) -> None:
        self.world, self._bc, self._dataverse = world, bc, dataverse

    def gather(self) -> Evidence:
        return gather(self._bc, self._dataverse)

    def examine(self, couplings: list[Json] | None = None) -> Verdict:
        listed = self.world.couplings() if couplings is None else couplings
        return examine(self.gather(), listed, self.world.pending())


@pytest.fixture
def witness(world: Surroundings) -> Iterator[Witness]:
    fleet, company = world.stack.fleet, str(world.customers.company.id)
    with (
        closing(public_api.business_central(fleet, company)) as bc,
        closing(public_api.dataverse(fleet)) as dataverse,
    ):
        yield Witness(world, bc, dataverse)


@pytest.fixture
def pair(world: Surroundings) -> tuple[Json, Json]:
    """A customer and its account, which agree; others are beside them."""
    world.accounts.add_currency("USD", "US dollar")
    dollar = world.customers.currency("USD")["id"]
    customer = world.customers.add(
        "Adatum", city="Berlin", phoneNumber="1", creditLimit=2500, currencyId=dollar
    )
    world.customers.add_many(["Contoso", "Fabrikam"], city="Köln")
    world.bring("customer", "payment_terms", "shipment_method")
    world.sync("currency")
    world.full_sync()
    return customer, world.partner(customer)


def test_services_that_agree_are_found_to_agree(witness: Witness, pair: tuple[Json, Json]) -> None:
    verdict = witness.examine()

    assert verdict.problems == ()
    assert verdict.pairs == 3
    assert verdict.values == 3 * 15


@pytest.mark.soak(but=[0, 3])
@pytest.mark.parametrize(
    ("tampered", "told"),
    [
        ({"address1_city": "Bonn"}, "city is 'Berlin' in Business Central, and address1_city is"),
        ({"telephone1": None}, "phoneNumber is '1' in Business Central, and telephone1 is None"),
        ({"creditlimit": 2501}, "creditLimit is Decimal('2500')"),
        ({"name": "adatum"}, "displayName is 'Adatum'"),
    ],
)
def test_a_tampered_account_is_found(
    witness: Witness, pair: tuple[Json, Json], tampered: Json, told: str
) -> None:
    witness.world.accounts.change(pair[1], **tampered)

    [problem] = witness.examine().problems

    assert told in problem
    assert "The app lists nothing" in problem


def test_another_currency_is_found_by_its_iso_code(
    witness: Witness, pair: tuple[Json, Json]
) -> None:
    euro = witness.world.accounts.currency("EUR")["transactioncurrencyid"]
    bind = {"transactioncurrencyid@odata.bind": f"/transactioncurrencies({euro})"}
    witness.world.accounts.change(pair[1], **bind)

    [problem] = witness.examine().problems

    assert "currencyId is 'USD' in Business Central" in problem
    assert "transactioncurrencyid is 'EUR' in Dataverse" in problem


def test_an_account_that_is_gone_is_found(witness: Witness, pair: tuple[Json, Json]) -> None:
    account_id = pair[1]["accountid"]
    witness.world.accounts.delete(pair[1])

    verdict = witness.examine()

    assert verdict.problems == (f"The account {account_id} is coupled, and does not exist.",)


def test_a_customer_that_nobody_coupled_is_found(witness: Witness, pair: tuple[Json, Json]) -> None:
    late = witness.world.customers.add("Litware")

    [problem] = witness.examine().problems

    assert problem == f"The customer Litware ({late['id']}) is not coupled."


def test_an_account_in_two_couplings_is_found(witness: Witness, pair: tuple[Json, Json]) -> None:
    account_id = pair[1]["accountid"]
    couplings = [coupling | {"dataverse_id": account_id} for coupling in witness.world.couplings()]

    problems = witness.examine(couplings).problems

    assert f"The account {account_id} is in 3 couplings." in problems


def test_a_coupled_record_outside_the_filter_is_found(
    witness: Witness, pair: tuple[Json, Json]
) -> None:
    customer = pair[0]
    witness.world.customers.change(customer, blocked="All")

    [problem] = witness.examine().problems

    assert problem == f"The customer {customer['id']} is coupled, and outside the filter."


def test_a_record_that_the_app_lists_may_differ(witness: Witness, pair: tuple[Json, Json]) -> None:
    witness.world.accounts.change(pair[1], address1_country="Deutschland")
    witness.world.tick()

    verdict = witness.examine()

    assert verdict.problems == ()
    assert [difference.field.bc for difference in verdict.differences] == ["country"]


def test_a_record_that_the_app_lists_without_cause_is_found(
    witness: Witness, pair: tuple[Json, Json]
) -> None:
    witness.world.accounts.change(pair[1], address1_country="Deutschland")
    witness.world.tick()
    witness.world.accounts.change(pair[1], address1_country=None)

    [problem] = witness.examine().problems

    assert problem == "The app lists Adatum (data), which agrees on both sides."
