"""Payment terms: records of Business Central, values of a choice in Dataverse."""

from datetime import timedelta

import pytest

from tests.codes import Codes
from tests.customizer import Customizer
from tests.surroundings import Json, Surroundings, counters

BACK = "from_dataverse"
FREIGHT = "account.address1_freighttermscode"
STANDARD = {1: "Net 30", 2: "2% 10, Net 30", 3: "Net 45", 4: "Net 60"}
"""The values that every organization begins with."""


def sync(world: Surroundings, **body: object) -> Json:
    return world.sync("payment-terms", **body)


def coupled(world: Surroundings) -> dict[str, int]:
    """Return the values of coupled payment terms, by the ids of these."""
    listed = world.get("mappings/payment-terms/couplings", top=1000)["value"]
    return {each["bc_id"]: int(each["dataverse_id"][-12:], 16) for each in listed}


def pending(world: Surroundings, mapping: str = "payment-terms") -> list[Json]:
    return list(world.get("pending", mapping=mapping, top=1000)["value"])


def with_term(world: Surroundings, terms: Codes, code: str) -> tuple[Json, Json]:
    """Return a customer with a coupled payment term, coupled with an account, and that term."""
    sync(world)
    term = terms.all()[code]
    customer = world.customers.add("Adatum", paymentTermsId=term["id"])
    world.full_sync()
    return customer, term


# The values themselves


def test_each_label_makes_a_payment_term_that_is_called_by_it(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    run = sync(world)

    made = {code: row["displayName"] for code, row in terms.all().items()}
    assert made == {
        "NET 30": "Net 30",
        "2% 10, NET": "2% 10, Net 30",
        "NET 45": "Net 45",
        "NET 60": "Net 60",
    }
    assert counters(run, BACK) == {"read": 4, "inserted": 4}
    values = coupled(world)
    assert values[terms.all()["2% 10, NET"]["id"]] == 2
    assert choices.labels() == STANDARD


def test_a_label_that_is_longer_than_a_code_is_cut_and_the_job_says_so(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    choices.add("Thirty days from the end of the month")

    run = sync(world)

    term = terms.all()["THIRTY DAY"]
    assert term["displayName"] == "Thirty days from the end of the month"
    told = [each["message"] for each in world.errors(run)]
    assert any("Thirty days from the end" in each and "cut" in each for each in told)


def test_two_labels_that_give_one_code_are_not_merged_and_the_second_is_listed(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    first = choices.add("Thirty days net")
    choices.add("Thirty days gross")

    sync(world)

    assert coupled(world)[terms.all()["THIRTY DAY"]["id"]] == first
    [entry] = pending(world)
    assert entry["cause"] == "data"
    assert "Thirty days gross" in entry["message"] or entry["title"] == "Thirty days gross"
    assert "THIRTY DAY" in entry["message"]


def test_a_payment_term_takes_the_value_that_is_called_like_its_code(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    term = terms.add("NET 45", displayName="Net forty-five")

    run = sync(world)

    assert coupled(world)[term["id"]] == 3
    assert counters(run)["coupled"] == 1
    assert terms.all()["NET 45"]["displayName"] == "Net forty-five"
    assert choices.labels() == STANDARD


def test_a_payment_term_without_a_value_waits_for_setup_and_then_follows_by_itself(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    term = terms.add("14 DAYS")
    sync(world)
    sync(world)
    sync(world)
    [entry] = pending(world)
    assert (entry["cause"], entry["skipped"]) == ("dependency", False)
    assert "account.paymenttermscode has no value '14 DAYS'" in entry["message"]
    assert "An administrator repeats POST /api/setup" in entry["message"]

    value = choices.add("14 days")
    sync(world)

    assert coupled(world)[term["id"]] == value
    assert not pending(world)


def test_nothing_is_written_once_values_and_payment_terms_agree(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    terms.add("NET 45")
    sync(world)
    before = world.writes()

    run = sync(world)
    full = sync(world, full=True)

    assert world.writes() == before
    assert counters(full).keys() == counters(full, BACK).keys() == {"read", "unchanged"}
    assert counters(run, BACK) == {"read": 4, "unchanged": 4}
    assert choices.labels() == STANDARD


# Names change


def test_a_label_that_is_changed_renames_the_payment_term(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    customer, term = with_term(world, terms, "NET 30")
    choices.rename(1, "Net 31")

    run = sync(world)

    assert terms.all()["NET 31"]["id"] == term["id"]
    assert counters(run, BACK)["modified"] == 1
    assert world.customers.read(customer["id"])["paymentTermsId"] == term["id"]
    assert world.partner(customer)["paymenttermscode"] == 1


def test_a_code_that_is_changed_waits_for_setup_and_is_never_skipped(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    sync(world)
    term = terms.all()["NET 30"]
    terms.rename(term, "N30")
    for _ in range(3):
        sync(world)
    [entry] = pending(world)
    assert (entry["cause"], entry["skipped"]) == ("dependency", False)
    assert "The value 1 of Dataverse's choice account.paymenttermscode" in entry["message"]
    assert "'N30'" in entry["message"]
    assert terms.all()["N30"]["id"] == term["id"]

    choices.rename(1, "N30")
    sync(world)

    assert not pending(world)
    assert coupled(world)[term["id"]] == 1
    before = world.writes()
    sync(world)
    assert world.writes() == before


def test_names_that_were_changed_on_both_sides_are_a_conflict(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    sync(world)
    terms.rename(terms.all()["NET 30"], "N30")
    choices.rename(1, "Net 31")

    sync(world)

    assert {entry["cause"] for entry in pending(world)} == {"conflict"}
    assert choices.labels()[1] == "Net 31"
    assert "N30" in terms.all()


# Deletions


def test_a_value_that_is_removed_is_noticed_and_its_payment_term_stays(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    sync(world)
    choices.remove(3)
    world.clock.advance(timedelta(days=2))

    sync(world)

    [entry] = pending(world)
    assert entry["cause"] == "deleted"
    assert entry["title"] == "NET 45"
    assert "NET 45" in terms.all()


def test_a_payment_term_that_is_removed_is_noticed_and_its_value_stays(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    sync(world)
    terms.remove(terms.all()["NET 45"])
    world.clock.advance(timedelta(days=2))

    sync(world)

    [entry] = pending(world)
    assert (entry["cause"], entry["title"]) == ("deleted", "Net 45")
    assert choices.labels() == STANDARD


def test_a_value_is_never_removed_by_the_app(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    world.adjust("payment_terms", deleted="delete")
    sync(world)
    terms.remove(terms.all()["NET 45"])
    world.clock.advance(timedelta(days=2))

    sync(world)

    assert choices.labels() == STANDARD
    [entry] = pending(world)
    assert "The value 3" in entry["message"]
    assert "the app removes none" in entry["message"]


# Records that point to values


def test_a_customers_payment_term_is_its_accounts_and_the_other_way_round(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    customer, _ = with_term(world, terms, "NET 45")
    assert world.partner(customer)["paymenttermscode"] == 3

    world.accounts.change(world.partner(customer), paymenttermscode=4)
    world.tick()
    assert world.customers.read(customer["id"])["paymentTermsId"] == terms.all()["NET 60"]["id"]

    world.customers.change(customer, paymentTermsId=terms.all()["NET 30"]["id"])
    world.tick()
    assert world.partner(customer)["paymenttermscode"] == 1

    before = world.writes()
    world.tick()
    assert world.writes() == before


@pytest.mark.scenario("CRMEntitySynchTest.SyncSingleCustomerCRMOptionFieldMapped")
def test_a_customers_shipment_method_is_its_accounts_freight_terms(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    """Ours: customers of the API name no shipping agent; a shipment method is mapped alike."""
    methods = Codes(world, "shipmentMethods")
    methods.keep_only()
    free_on_board = methods.add("FOB")
    value = next(v for v, label in choices.labels(FREIGHT).items() if label == "FOB")
    world.sync("shipment-method")
    customer = world.customers.add("Adatum")
    world.full_sync()

    world.customers.change(customer, shipmentMethodId=free_on_board["id"])
    world.sync(direction="to_dataverse", records=[customer["id"]])

    assert world.partner(customer)["address1_freighttermscode"] == value


def test_a_payment_term_that_is_taken_away_is_taken_away_on_the_other_side(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    there, _ = with_term(world, terms, "NET 45")
    back = world.customers.add("Contoso", paymentTermsId=terms.all()["NET 30"]["id"])
    world.full_sync()
    world.customers.change(there, paymentTermsId="00000000-0000-0000-0000-000000000000")
    world.accounts.change(world.partner(back), paymenttermscode=None)

    world.tick()

    assert world.partner(there)["paymenttermscode"] is None
    nothing = "00000000-0000-0000-0000-000000000000"
    assert world.customers.read(back["id"])["paymentTermsId"] == nothing


def test_a_new_account_brings_its_payment_term_along(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    sync(world)
    world.accounts.add("Fabrikam", paymenttermscode=2)

    world.full_sync()

    [customer] = world.customers.all()
    assert customer["paymentTermsId"] == terms.all()["2% 10, NET"]["id"]


def test_a_customer_waits_for_the_value_of_its_payment_term(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    term = terms.add("14 DAYS")
    customer = world.customers.add("Adatum", paymentTermsId=term["id"])
    sync(world)
    world.full_sync()
    [entry] = world.pending()
    assert entry["cause"] == "dependency"
    assert "paymentTermsId" in entry["message"]
    assert "not coupled in PAYMENT TERMS" in entry["message"]

    value = choices.add("14 DAYS")
    sync(world)
    world.tick()

    assert world.partner(customer)["paymenttermscode"] == value


def test_an_account_whose_value_stands_for_nothing_waits_and_names_it(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    customer, _ = with_term(world, terms, "NET 45")
    value = choices.add("On the moon")
    world.accounts.change(world.partner(customer), paymenttermscode=value)
    world.tick()
    [entry] = world.pending()
    assert f"paymenttermscode points to the value {value}" in entry["message"]
    assert "not coupled in PAYMENT TERMS" in entry["message"]

    sync(world)
    world.tick()

    moon = terms.all()["ON THE MOO"]
    assert world.customers.read(customer["id"])["paymentTermsId"] == moon["id"]


# What people do


def test_a_value_is_coupled_by_hand_with_a_payment_term_of_another_name(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    term = terms.add("1M(8D)")
    pair = {"bc_id": term["id"], "dataverse_id": "00000000-0000-0000-0000-000000000003"}

    answer = world.call(
        "POST", "mappings/payment-terms/couplings", json={"pairs": [pair], "initial": "none"}
    )

    assert answer.ok, answer.text
    assert coupled(world) == {term["id"]: 3}


def test_an_uncoupled_value_and_payment_term_are_coupled_again_by_their_name(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    sync(world)
    term = terms.all()["NET 45"]
    answer = world.call("DELETE", f"mappings/payment-terms/couplings/{term['id']}")
    assert answer.ok, answer.text
    world.stack.host.drain_queues(include_delayed=True)
    assert term["id"] not in coupled(world)

    sync(world, full=True)

    assert coupled(world)[term["id"]] == 3


def test_an_explanation_tells_a_payment_terms_value_and_what_it_waits_for(
    world: Surroundings, terms: Codes, choices: Customizer
) -> None:
    term = terms.add("14 DAYS")
    sync(world)
    value_id = "00000000-0000-0000-0000-000000000003"

    waits = world.get(f"mappings/payment-terms/explain/bc/{term['id']}")
    in_step = world.get(f"mappings/payment-terms/explain/dataverse/{value_id}")

    assert "POST /api/setup" in str(waits)
    assert "in_step" in str(in_step)
    assert "Net 45" in str(in_step)
