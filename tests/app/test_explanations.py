"""Why a record did or did not travel."""

import re

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


def test_times_are_told_as_everywhere_else(world: Surroundings, pair: Json) -> None:
    edit_both(world, pair)
    world.tick()

    reasons = world.get(f"mappings/customer/explain/bc/{pair['id']}")["reasons"]

    [told, _] = [reason["text"] for reason in reasons if reason["code"] == "conflict"]
    moment = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
    assert re.match(f"To Dataverse, since {moment}, next try {moment}: ", told)


def test_nobody_is_asked_to_choose_a_side_once_that_is_done(
    world: Surroundings, pair: Json
) -> None:
    edit_both(world, pair)
    world.tick()
    body = {
        "mapping": "customer",
        "direction": "to_dataverse",
        "records": [pair["id"]],
        "action": "bc_wins",
    }
    answer = world.call("POST", "pending/resolve", json=body)
    assert answer.status_code == 202, answer.text

    reasons = world.get(f"mappings/customer/explain/bc/{pair['id']}")["reasons"]

    told = " ".join(reason["text"] for reason in reasons)
    assert "choose a side" not in told
    assert "decided: the next run carries it out" in told


def test_a_constant_that_is_all_that_is_left_is_told(world: Surroundings, pair: Json) -> None:
    constant = {"constant": 1, "dataverse": "customertypecode", "direction": "to_dataverse"}
    fields = [{"bc": "displayName", "dataverse": "name", "match": 1}, constant]
    world.adjust(fields=fields)

    reasons = world.get(f"mappings/customer/explain/bc/{pair['id']}")["reasons"]

    [told] = [reason for reason in reasons if reason["code"] == "changed"]
    assert "customertypecode" in told["text"]
