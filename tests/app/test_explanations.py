"""Why a record did or did not travel."""

from tests.app.pairs import edit_both
from tests.surroundings import Json, Surroundings

BACK = "from_dataverse"


def test_a_record_outside_the_filter_is_told_which_condition_it_does_not_meet(
    world: Surroundings, pair: Json
) -> None:
    account = world.accounts.add("Fabrikam", customertypecode=11)

    told = world.get(f"mappings/customer/explain/dataverse/{account['accountid']}")

    reasons = {reason["code"]: reason["text"] for reason in told["reasons"]}
    assert "customertypecode eq 3" in reasons["outside_filter"]
    assert "statecode" not in reasons["outside_filter"]
    assert "not_coupled" in reasons


def test_a_record_in_step_and_one_in_conflict_are_told_apart(
    world: Surroundings, pair: Json
) -> None:
    path = f"mappings/customer/explain/bc/{pair['id']}"
    before = [reason["code"] for reason in world.get(path)["reasons"]]
    edit_both(world, pair)
    world.tick()

    after = world.get(path)

    assert before == ["in_step"]
    assert "conflict" in [reason["code"] for reason in after["reasons"]]
    assert {entry["direction"] for entry in after["pending"]} == {"to_dataverse", BACK}


def test_no_run_is_promised_to_a_record_that_is_kept_out(world: Surroundings, pair: Json) -> None:
    stranger = world.customers.add("Contoso", blocked="All")
    world.customers.change(pair, blocked="All", city="Rome")

    shown = [
        reason["text"]
        for customer in (stranger, pair)
        for reason in world.get(f"mappings/customer/explain/bc/{customer['id']}")["reasons"]
    ]

    assert not [text for text in shown if "next run" in text or "full run" in text]
