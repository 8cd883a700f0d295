"""Why a record did or did not travel."""

import re
from datetime import datetime, timedelta

from tests.app.pairs import edit_both
from tests.app.test_owed import owed
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


MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"


def texts(world: Surroundings, path: str, code: str) -> list[str]:
    reasons = world.get(f"mappings/customer/explain/{path}")["reasons"]
    return [reason["text"] for reason in reasons if reason["code"] == code]


def test_what_each_run_tries_again_is_told_to_be_tried_by_the_next_run(
    world: Surroundings, pair: Json
) -> None:
    edit_both(world, pair)
    world.tick()

    [told, _] = texts(world, f"bc/{pair['id']}", "conflict")

    assert re.match(f"To Dataverse, failing since {MOMENT}, the next run tries it again: ", told)


def test_of_a_skipped_record_is_told_since_when_it_fails_and_not_when_it_was_skipped(
    world: Surroundings, pair: Json
) -> None:
    world.accounts.change(world.partner(pair), address1_country="Deutschland")
    world.tick()
    [entry] = world.pending()
    world.clock.advance(timedelta(minutes=15))
    world.tick()

    [told] = texts(world, f"bc/{pair['id']}", "data")

    assert world.pending()[0]["skipped"]
    since = f"{datetime.fromisoformat(entry['since']):%Y-%m-%dT%H:%M:%SZ}"
    assert told.startswith(
        f"To Business Central, failing since {since}, not tried again by itself: "
    )


def test_the_next_try_of_refused_data_is_never_told_to_be_in_the_past(world: Surroundings) -> None:
    account = world.accounts.add("Adatum", address1_country="Deutschland")
    path = f"dataverse/{account['accountid']}"
    world.sync("currency", full=True)
    world.sync(direction="from_dataverse", full=True)
    world.tick()

    [early] = texts(world, path, "data")
    world.clock.advance(timedelta(hours=1))
    [late] = texts(world, path, "data")

    since = f"To Business Central, failing since {MOMENT}, "
    assert re.match(f"{since}next try at {MOMENT}: ", early)
    assert re.match(f"{since}the next run tries it again: ", late)


def test_nothing_is_told_to_fail_that_nobody_has_tried_yet(world: Surroundings) -> None:
    customer = owed(world)

    [told] = texts(world, f"bc/{customer['id']}", "owed")

    pattern = f"To Business Central, waiting since {MOMENT}, the next run tries it: "
    assert re.match(pattern, told), told


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
