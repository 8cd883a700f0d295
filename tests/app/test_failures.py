from datetime import timedelta

from shared.domain.sides import Side
from tests.surroundings import Surroundings, counters


def test_a_field_changed_differently_on_both_sides_is_a_listed_conflict(
    world: Surroundings,
) -> None:
    customer = world.customers.add("Adatum", city="Berlin")
    world.full_sync()
    world.customers.change(customer, displayName="Adatum Ltd", city="Paris")
    account = world.partner(customer)
    world.accounts.change(account, name="Adatum Inc")

    run = world.tick()

    assert counters(run)["failed"] == 1
    assert {error["cause"] for error in world.errors(run)} == {"conflict"}
    assert "'Adatum Ltd' here and 'Adatum Inc'" in world.errors(run)[0]["message"]
    assert world.customers.read(customer["id"])["displayName"] == "Adatum Ltd"
    partner = world.partner(customer)
    assert partner["name"] == "Adatum Inc"
    assert partner["address1_city"] == "Berlin"


def test_a_conflict_ends_by_itself_when_the_values_agree(world: Surroundings) -> None:
    customer = world.customers.add("Adatum")
    world.full_sync()
    world.customers.change(customer, displayName="Adatum Ltd")
    world.accounts.change(world.partner(customer), name="Adatum Inc")
    world.tick()
    world.accounts.change(world.partner(customer), name="Adatum Ltd")

    run = world.tick()

    assert "failed" not in counters(run)
    assert not world.pending()


def test_a_refused_record_stands_alone_in_its_batch(world: Surroundings) -> None:
    customers = world.customers.add_many([f"Customer {n}" for n in range(5)])
    world.full_sync()
    for number, customer in enumerate(customers):
        world.accounts.change(world.partner(customer), address1_city=f"City {number}")
    world.accounts.change(world.partner(customers[3]), address1_country="x" * 20)

    run = world.tick()

    assert counters(run, "from_dataverse")["failed"] == 1
    assert counters(run, "from_dataverse")["modified"] == 4
    [error] = world.errors(run)
    assert error["cause"] == "data"
    assert error["code"] == "Application_StringExceededLength"
    assert error["request_id"]
    assert world.customers.read(customers[3]["id"])["city"] == ""


def test_refused_data_is_tried_again_without_a_change_and_heals(world: Surroundings) -> None:
    account = world.accounts.add("Adatum", address1_country="Deutschland")
    world.sync("currency", full=True)
    world.sync(direction="from_dataverse", full=True)
    assert [entry["cause"] for entry in world.pending()] == ["data"]
    world.accounts.change(account, address1_country="DE")
    world.clock.advance(timedelta(hours=2))

    run = world.sync(direction="from_dataverse", full=True)

    assert counters(run, "from_dataverse") == {"read": 1, "inserted": 1}
    assert not world.pending()


def test_a_record_waiting_for_its_currency_is_released_when_that_is_coupled(
    world: Surroundings,
) -> None:
    world.accounts.add_currency("USD", "US dollar")
    dollar = world.customers.currency("USD")
    customer = world.customers.add("Adatum", currencyId=dollar["id"])
    run = world.sync(direction="to_dataverse", full=True)
    assert [error["cause"] for error in world.errors(run)] == ["dependency"]
    assert "CURRENCY" in world.errors(run)[0]["message"]

    world.sync("currency", full=True)
    run = world.sync(direction="to_dataverse", full=True)

    assert counters(run) == {"read": 1, "inserted": 1}
    assert world.partner(customer)["name"] == "Adatum"
    assert not world.pending()


def test_a_customer_that_waits_in_a_full_run_gets_its_account_by_the_timer(
    world: Surroundings,
) -> None:
    world.accounts.add_currency("USD", "US dollar")
    dollar = world.customers.currency("USD")
    customer = world.customers.add("Adatum", currencyId=dollar["id"])
    world.sync(direction="to_dataverse", full=True)
    world.tick()
    assert [entry["cause"] for entry in world.pending()] == ["dependency"]

    world.sync("currency", full=True)
    run = world.tick()

    assert counters(run) == {"read": 1, "inserted": 1}
    assert world.partner(customer)["name"] == "Adatum"
    assert not world.pending()


def test_a_record_whose_partner_is_gone_is_listed_and_nothing_is_created(
    world: Surroundings,
) -> None:
    customer = world.customers.add("Adatum")
    world.full_sync()
    world.accounts.delete(world.partner(customer))
    world.customers.change(customer, city="Berlin")

    run = world.tick()

    assert [error["cause"] for error in world.errors(run)] == ["deleted"]
    assert not world.accounts.all()


def test_a_failed_record_does_not_hold_the_watermark_nor_is_it_forgotten(
    world: Surroundings,
) -> None:
    customers = world.customers.add_many(["Adatum", "Contoso"])
    world.full_sync()
    first, second = (world.partner(customer) for customer in customers)
    world.accounts.change(first, address1_country="x" * 20)
    world.accounts.change(second, address1_city="Paris")
    world.tick()
    world.clock.advance(timedelta(hours=1))

    run = world.tick()

    assert counters(run, "from_dataverse")["skipped"] == 1
    [entry] = world.pending()
    assert entry["attempts"] == 2
    assert entry["record"] == first["accountid"]


def test_a_busy_service_is_left_alone_until_it_is_ready(world: Surroundings) -> None:
    world.customers.add("Adatum")
    world.fault(Side.DATAVERSE, "status", method="POST", status=429, retry_after=7, times=1)

    run = world.full_sync()

    assert counters(run) == {"read": 1, "inserted": 1}
    assert any(seconds > 6 for seconds in world.clock.slept)
    assert world.server(Side.DATAVERSE).service.limits.impolite == 0


def test_a_create_whose_answer_was_lost_makes_no_second_account(
    world: Surroundings,
) -> None:
    customer = world.customers.add("Adatum")
    world.sync("currency", full=True)
    world.fault(Side.DATAVERSE, "cut_body", path="CreateMultiple")

    world.sync(direction="to_dataverse", full=True)

    assert [row["name"] for row in world.accounts.all()] == ["Adatum"]
    assert world.partner(customer)["name"] == "Adatum"


def test_a_customer_created_without_an_answer_is_found_and_adopted(world: Surroundings) -> None:
    world.accounts.add("Adatum", address1_city="Berlin")
    world.sync("currency", full=True)
    world.fault(Side.BC, "cut_body", path=r"\$batch")

    run = world.sync(direction="from_dataverse", full=True)

    assert run["state"] == "finished"
    assert len(world.customers.all()) == 1
    assert len(world.couplings()) == 1


def test_a_customer_never_created_is_created_once_it_is_certain(world: Surroundings) -> None:
    world.accounts.add("Adatum", address1_city="Berlin")
    world.sync("currency", full=True)
    world.start_app(BC_TIMEOUT_SECONDS="1")
    world.fault(Side.BC, "timeout_before", path=r"\$batch")
    run = world.sync(direction="from_dataverse", full=True)
    assert [error["cause"] for error in world.errors(run)] == ["in_doubt"]
    assert not world.customers.all()
    world.clock.advance(timedelta(minutes=11))

    world.tick()

    assert len(world.customers.all()) == 1
    assert not world.pending()
