import pytest

from dev.demo.firms import Plan


def test_the_same_seed_makes_the_same_firms() -> None:
    assert Plan.make(60, 20, seed=3) == Plan.make(60, 20, seed=3)
    assert Plan.make(60, 20, seed=3) != Plan.make(60, 20, seed=4)


@pytest.mark.parametrize(("customers", "accounts"), [(20, 0), (20, 200), (500, 60)])
def test_both_services_get_as_many_as_were_asked_for(customers: int, accounts: int) -> None:
    plan = Plan.make(customers, accounts, seed=1)

    assert len(plan.all_customers) == customers
    assert len(plan.all_accounts) == accounts


def test_only_firms_that_both_services_know_share_a_name() -> None:
    plan = Plan.make(3000, 400, seed=1)

    customers = {firm.name.casefold() for firm in plan.all_customers}
    accounts = {firm.name.casefold() for firm in plan.all_accounts}
    assert len(customers) == 3000
    assert len(accounts) == 400
    assert customers & accounts == {firm.name.casefold() for firm, _ in plan.shared}


def test_every_value_fits_into_business_central() -> None:
    plan = Plan.make(2000, 300, seed=1)

    for firm in (*plan.all_customers, *plan.all_accounts):
        assert len(firm.name) <= 100
        assert len(firm.city) <= 30
        assert len(firm.phone) <= 30
        assert len(firm.email) <= 80
