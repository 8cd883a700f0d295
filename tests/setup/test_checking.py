"""The Mappings step: it asks for each thing once, goes on where time was over, and holds up
nothing that does not need it."""

from collections import Counter
from datetime import timedelta
from urllib.parse import unquote

from shared.settings import DEFAULT_MAPPING_FOLDER
from tests.setup.firm import Firm, codes, step, told
from tests.simulators.dataverse_forms import column

COMPANION = "bcsync/sync/v1.0/$metadata"
FEW_MAPPINGS_AT_A_TIME = timedelta(seconds=0.24)
MOST_CALLS = 12


def asked(firm: Firm) -> Counter[str]:
    """Return how often each definition of either side was asked for."""
    fleet = firm.fleet
    entries = fleet.dataverse_server.journal.last(1000)
    entries += fleet.business_central_server.journal.last(1000)
    return Counter(
        unquote(entry.target)
        for entry in entries
        if entry.method == "GET"
        if any(
            part in entry.target for part in ("EntityDefinitions", "sdkmessagefilters", "$metadata")
        )
        if "Picklist" not in entry.target
    )


def test_setup_asks_once_for_each_definition_that_it_does_not_change(firm: Firm) -> None:
    firm.bring_all_mappings()
    firm.set_up()
    firm.fleet.dataverse_server.journal.clear()
    firm.fleet.business_central_server.journal.clear()

    firm.set_up()

    often = asked(firm)
    assert {target: times for target, times in often.items() if times > 1} == {}
    assert sum("sdkmessagefilters" in target for target in often) == 2
    assert sum(COMPANION in target for target in often) == 1
    assert codes(firm.check()) == []


def test_a_column_that_was_made_after_the_check_missed_it_is_found_by_the_next_one(
    firm: Firm,
) -> None:
    firm.set_up()
    firm.adjust_mapping("dataverse: telephone1 }", "dataverse: new_phone }")

    before = firm.check()
    phone = column("String", "new_Phone", MaxLength=100)
    firm.dataverse("POST", "EntityDefinitions(LogicalName='account')/Attributes", phone)
    after = firm.check()

    assert 'account has no "new_phone"' in told(before, "mappings")
    assert "new_phone" not in told(after, "mappings")


def test_a_call_whose_time_is_over_among_the_mappings_goes_on_there_when_repeated(
    firm: Firm,
) -> None:
    firm.bring_all_mappings()
    firm.set_up()
    firm.hurry(FEW_MAPPINGS_AT_A_TIME)

    looked_at, outcome = [0], "not_reached"
    while outcome == "not_reached" and len(looked_at) < MOST_CALLS:
        mappings = step(firm.call("POST", "setup", json={}).json(), "mappings")
        outcome = mappings["outcome"]
        if outcome == "not_reached":
            looked_at.append(len(mappings["findings"]))

    assert len(looked_at) > 2
    assert looked_at == sorted(set(looked_at))
    assert outcome == "nothing_to_do"


def test_a_file_that_was_changed_is_looked_at_though_it_was_in_order_before_time_was_over(
    firm: Firm,
) -> None:
    firm.bring_all_mappings()
    firm.set_up()
    firm.hurry(FEW_MAPPINGS_AT_A_TIME)
    first = firm.call("POST", "setup", json={}).json()
    firm.hurry(timedelta())
    assert step(first, "mappings")["outcome"] == "not_reached"
    assert "BASE UNIT: both sides have" in told(first, "mappings")

    firm.adjust_mapping(
        "entity: unitsOfMeasure", "title: nickname, entity: unitsOfMeasure", "base_unit.yaml"
    )

    assert "nickname" in told(firm.refused(), "mappings")


def test_a_wrong_mapping_file_is_named_and_holds_up_nothing_else(firm: Firm) -> None:
    text = (DEFAULT_MAPPING_FOLDER / "vendor.yaml").read_text("utf-8")
    firm.put_mapping("vendor.yaml", text.replace("table: account", "tabel: account"))

    problem = firm.refused()

    assert problem["code"] == "mapping_switched_off"
    assert "vendor.yaml" in told(problem, "mappings")
    outcomes = {each["step"]: each["outcome"] for each in problem["steps"]}
    assert outcomes.pop("mappings") == "failed"
    assert outcomes.pop("enabled") == "not_reached"
    assert set(outcomes.values()) == {"done", "nothing_to_do"}
    assert firm.choice("account.paymenttermscode")


def test_a_choice_whose_mapping_does_not_fit_gets_no_values_and_the_others_do(firm: Firm) -> None:
    before = firm.choice("account.paymenttermscode")
    firm.adjust_mapping("bc: displayName", "bc: displayNaem", "payment_terms.yaml")

    problem = firm.refused()

    assert "displayNaem" in told(problem, "mappings")
    assert "gives no values before it fits" in told(problem, "choice_values")
    assert firm.choice("account.paymenttermscode") == before
    assert step(problem, "choice_values")["outcome"] == "done"


def test_the_first_check_says_once_that_the_app_has_no_user_yet(firm: Firm) -> None:
    report = firm.check()

    assert set(codes(report)) == {"setup_needed"}
    assert told(report, "mappings").count("once its own user is there") == 1
    assert "Business Central has its tables" in told(report, "mappings")


def test_a_check_says_once_that_the_apps_user_has_lost_its_roles(firm: Firm) -> None:
    firm.set_up()
    for role in ("Business Central Integration Administrator", "Business Central Integration User"):
        firm.take(firm.app_user()["systemuserid"], role)

    report = firm.check()

    assert set(codes(report)) == {"setup_needed"}
    assert told(report, "mappings").count("once its own user is there") == 1
    assert codes(firm.set_up()) == []
