"""Setup gives choices a value for each record that is mapped to them, and names them anew."""

from datetime import timedelta
from typing import Any

import pytest

from dev.simulators.faults import Fault
from dev.simulators.fleet import FleetOptions
from tests.setup.firm import Firm, Json, step, told

TERMS_FILE = "payment_terms.yaml"
TERMS, METHODS = "account.paymenttermscode", "account.address1_freighttermscode"
SAME_TERMS = ("quote.paymenttermscode", "salesorder.paymenttermscode", "invoice.paymenttermscode")
STANDARD = {1: "Net 30", 2: "2% 10, Net 30", 3: "Net 45", 4: "Net 60"}
FIRST = 723_500_000
"""Where the values of the solution's publisher begin."""
CODES = ["10 DAYS", "14 DAYS", "1M(8D)", "30 DAYS", "CM", "COD"]
"""The payment terms that a company begins with."""


def added(firm: Firm, choice: str = TERMS) -> list[str]:
    """Return the labels of values that setup has added."""
    return sorted(label for value, label in firm.choice(choice).items() if value >= FIRST)


def term(firm: Firm, code: str) -> Json:
    rows = firm.fleet.business_central.rows("paymentTerms")
    return next(dict(row) for row in rows if row["code"] == code)


def rename(firm: Firm, code: str, to: str) -> None:
    row = term(firm, code)
    firm.fleet.business_central.change("paymentTerms", row["id"], {"code": to})


def sync(firm: Firm) -> None:
    firm.call("POST", "sync/full", json={})
    firm.drain()


def get(firm: Firm, path: str, **query: Any) -> list[Json]:
    return list(firm.call("GET", path, params=query).json()["value"])


def pending(firm: Firm) -> list[Json]:
    return get(firm, "pending", mapping="payment-terms")


def value_of(firm: Firm, code: str) -> int:
    """Return the value that a payment term is coupled with."""
    path = "mappings/payment-terms/couplings"
    [coupling] = get(firm, path, bc_id=term(firm, code)["id"])
    return int(coupling["dataverse_id"].replace("-", ""), 16)


@pytest.mark.wire("B.8a")
def test_each_payment_term_gets_a_value_in_all_choices_that_have_the_same(firm: Firm) -> None:
    report = firm.set_up()

    assert step(report, "choice_values")["outcome"] == "done"
    labels = firm.choice(TERMS)
    assert labels.items() >= STANDARD.items()
    assert added(firm) == CODES
    assert [firm.choice(same) == labels for same in SAME_TERMS] == [True] * 3
    assert added(firm, METHODS) == added(firm, "quote.freighttermscode") == ["CIF", "DDP", "EXW"]


def test_values_that_setup_has_added_are_coupled_by_the_runs_that_follow(firm: Firm) -> None:
    [customer] = firm.fleet.business_central.add_many(
        "customers", [{"displayName": "Adatum", "paymentTermsId": term(firm, "14 DAYS")["id"]}]
    )
    firm.set_up()

    sync(firm)

    [account] = firm.rows("account")
    assert account["paymenttermscode"] == value_of(firm, "14 DAYS") >= FIRST
    assert pending(firm) == []
    assert customer["paymentTermsId"] == term(firm, "14 DAYS")["id"]
    assert step(firm.set_up(), "choice_values")["outcome"] == "nothing_to_do"


def test_a_customer_with_a_new_payment_term_says_that_setup_is_to_be_repeated(firm: Firm) -> None:
    firm.set_up()
    bc = firm.fleet.business_central
    [new] = bc.add_many("paymentTerms", [{"code": "90 DAYS", "displayName": "Net 90"}])
    bc.add_many("customers", [{"displayName": "Adatum", "paymentTermsId": new["id"]}])
    sync(firm)

    [waiting] = get(firm, "pending", mapping="customer")
    assert "an administrator repeats POST /api/setup" in waiting["message"]
    firm.set_up()
    sync(firm)

    [account] = firm.rows("account")
    assert account["paymenttermscode"] == value_of(firm, "90 DAYS")
    assert get(firm, "pending", mapping="customer") == []


def test_a_payment_term_that_is_called_like_a_value_gets_no_second_one(firm: Firm) -> None:
    simulator = firm.fleet.business_central
    for code in ("NET 45", "2% 10, NET"):
        simulator.add("paymentTerms", {"code": code})

    firm.set_up()

    assert added(firm) == CODES


def test_the_check_lists_what_choices_lack_and_adds_nothing(firm: Firm) -> None:
    firm.set_up()
    firm.fleet.business_central.add("paymentTerms", {"code": "21 DAYS"})
    before = firm.choice(TERMS)

    report = firm.check()

    assert "The choice account.paymenttermscode lacks '21 DAYS'." in told(report, "choice_values")
    assert "The choice quote.paymenttermscode lacks '21 DAYS'." in told(report, "choice_values")
    codes = {each["code"] for each in step(report, "choice_values")["findings"]}
    assert codes - {"", None} == {"setup_needed"}
    assert firm.choice(TERMS) == before


def test_a_code_that_was_changed_names_its_value_anew_in_all_choices(firm: Firm) -> None:
    firm.set_up()
    sync(firm)
    value = value_of(firm, "14 DAYS")
    rename(firm, "14 DAYS", "2 WEEKS")
    sync(firm)
    [waiting] = pending(firm)

    report = firm.set_up()
    sync(firm)

    assert "'Choice values'" in waiting["message"]
    assert "'14 DAYS' to '2 WEEKS'" in told(report, "choice_values")
    for choice in (TERMS, *SAME_TERMS):
        assert firm.choice(choice)[value] == "2 WEEKS"
    assert pending(firm) == []
    assert value_of(firm, "2 WEEKS") == value


def test_a_standard_value_is_named_anew_where_it_has_the_same_name(firm: Firm) -> None:
    firm.change_choice("Update", "quote.paymenttermscode", 3, "Something else")
    firm.fleet.business_central.add("paymentTerms", {"code": "NET 45"})
    firm.set_up()
    sync(firm)
    rename(firm, "NET 45", "N45")

    report = firm.set_up()

    assert firm.choice(TERMS)[3] == firm.choice("invoice.paymenttermscode")[3] == "N45"
    assert firm.choice("quote.paymenttermscode")[3] == "Something else"
    assert "calls the value 3 'Something else'" in told(report, "choice_values")


def test_a_name_that_was_changed_on_both_sides_is_left_to_be_decided(firm: Firm) -> None:
    firm.set_up()
    sync(firm)
    value = value_of(firm, "COD")
    rename(firm, "COD", "CASH")
    firm.change_choice("Update", TERMS, value, "Cash on delivery")

    firm.set_up()
    sync(firm)

    assert firm.choice(TERMS)[value] == "Cash on delivery"
    assert {entry["cause"] for entry in pending(firm)} == {"conflict"}


def test_a_name_that_was_changed_in_dataverse_reaches_the_other_choices(firm: Firm) -> None:
    firm.set_up()
    sync(firm)
    value = value_of(firm, "COD")
    firm.change_choice("Update", TERMS, value, "Cash")

    firm.set_up()
    sync(firm)

    assert [firm.choice(same)[value] for same in SAME_TERMS] == ["Cash"] * 3
    assert value_of(firm, "CASH") == value


@pytest.mark.parametrize("firm", [FleetOptions(token_lifetime=timedelta(days=3650))], indirect=True)
def test_a_removed_value_comes_back_under_its_number_where_the_mapping_restores(
    firm: Firm,
) -> None:
    firm.adjust_mapping("only_coupled: false", "only_coupled: false\ndeleted: restore", TERMS_FILE)
    firm.set_up()
    sync(firm)
    value = value_of(firm, "COD")
    firm.change_choice("Delete", TERMS, value)
    firm.clock.advance(timedelta(days=2))
    sync(firm)
    firm.clock.advance(timedelta(minutes=5))
    sync(firm)
    [waiting] = pending(firm)
    assert "has no value 'COD'" in waiting["message"]

    firm.set_up()
    sync(firm)

    assert firm.choice(TERMS)[value] == "COD"
    assert value_of(firm, "COD") == value
    assert pending(firm) == []


def test_a_removed_value_stays_away_where_the_mapping_keeps_what_is_left(firm: Firm) -> None:
    firm.set_up()
    sync(firm)
    value = value_of(firm, "COD")
    firm.change_choice("Delete", TERMS, value)

    firm.set_up()

    assert value not in firm.choice(TERMS)


def test_codes_that_cannot_be_labels_are_told_and_hold_nothing_up(firm: Firm) -> None:
    simulator = firm.fleet.business_central
    simulator.add("paymentTerms", {"code": "2%, 10"})
    simulator.add("paymentTerms", {"code": "21 DAYS"})

    report = firm.set_up()

    findings = told(report, "choice_values")
    assert "cannot call a value '2%, 10': it has a comma." in findings
    assert added(firm) == sorted([*CODES, "21 DAYS"])


def test_a_mapping_that_only_reads_choices_adds_nothing_to_them(firm: Firm) -> None:
    firm.adjust_mapping("direction: bidirectional", "direction: from_dataverse", TERMS_FILE)

    firm.set_up()

    assert firm.choice(TERMS) == STANDARD


def test_a_choice_that_is_not_there_is_told_and_holds_nothing_up(firm: Firm) -> None:
    firm.adjust_mapping("invoice.paymenttermscode", "invoice.nopaymentterms", TERMS_FILE)

    report = firm.set_up()

    assert "There is no choice invoice.nopaymentterms here" in told(report, "choice_values")
    assert added(firm, "quote.paymenttermscode") == CODES


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Fault(kind="cut_body", path=r"/\$batch", skip=2), id="values are added"),
        pytest.param(Fault(kind="status", status=400, path="/PublishXml", skip=2), id="published"),
    ],
)
def test_a_step_that_was_broken_off_goes_on_and_adds_nothing_twice(
    firm: Firm, fault: Fault
) -> None:
    firm.fleet.dataverse_server.faults.add(fault)

    broken_off = firm.call("POST", "setup", json={}).json()
    firm.set_up()

    assert step(broken_off, "choice_values")["outcome"] == "failed"
    assert added(firm) == CODES
    assert [added(firm, same) == CODES for same in SAME_TERMS] == [True] * 3


GLOBAL = """
name: KIND
bc: { entity: paymentMethods }
dataverse: { table: account, choice: new_kind, same_choice: [contact.new_kind] }
only_coupled: false
fields:
  - { bc: code, dataverse: label, match: 1, transform: { code: 10 } }
"""


@pytest.mark.wire("B.8a")
def test_a_global_choice_gets_values_once_for_all_columns_that_have_it(firm: Firm) -> None:
    text = {"LocalizedLabels": [{"Label": "Kind", "LanguageCode": 1033}]}
    option_set = {"Name": "new_kinds", "OptionSetType": "Picklist", "DisplayName": text}
    body: Json = {"@odata.type": "Microsoft.Dynamics.CRM.OptionSetMetadata", **option_set}
    firm.dataverse("POST", "GlobalOptionSetDefinitions", body | {"Options": []})
    column = {
        "@odata.type": "Microsoft.Dynamics.CRM.PicklistAttributeMetadata",
        "AttributeType": "Picklist",
        "AttributeTypeName": {"Value": "PicklistType"},
        "SchemaName": "new_Kind",
        "DisplayName": text,
        "GlobalOptionSet@odata.bind": "/GlobalOptionSetDefinitions(Name='new_kinds')",
    }
    for table in ("account", "contact"):
        firm.dataverse("POST", f"EntityDefinitions(LogicalName='{table}')/Attributes", column)
    firm.put_mapping("kind.yaml", GLOBAL)

    firm.set_up()

    expected = {FIRST: "BANK", FIRST + 1: "CARD", FIRST + 2: "CASH"}
    assert firm.choice("account.new_kind") == firm.choice("contact.new_kind") == expected
    assert step(firm.set_up(), "choice_values")["outcome"] == "nothing_to_do"
