"""What cannot be carried over is listed, record by record, with a reason; nothing is lost."""

from dev.demo.public_api import Json
from dev.demo.stage import Pair, Stage, counters

_COUNTRY = "Vereinigtes Königreich"
"""Longer than the 10 characters that Business Central's country codes have."""


def meet_troubles(stage: Stage) -> None:
    narrator = stage.narrator
    refused, disputed = stage.pairs[-2], stage.pairs[-3]
    narrator.chapter("A conflict, and a record that Business Central refuses")
    stage.bc.change(disputed.customer, {"city": "Hamburg"})
    stage.dataverse.change(disputed.account, {"address1_city": "Bremen"})
    narrator.say(
        f"{disputed.name} moves to Hamburg in Business Central, and to Bremen in Dataverse."
    )
    stage.dataverse.change(refused.account, {"address1_country": _COUNTRY})
    narrator.say(f"Somebody in Sales moves {refused.name} to '{_COUNTRY}'.")
    run = stage.fire_timer("trouble")
    _check_counters(stage, run)
    _check_conflict(stage, run, disputed)
    _check_refusal(stage, run, refused)


def settle_conflict(stage: Stage) -> None:
    narrator, disputed = stage.narrator, stage.pairs[-3]
    narrator.chapter("The conflict ends when the values are made equal")
    stage.dataverse.change(disputed.account, {"address1_city": "Hamburg"})
    narrator.say(f"Somebody in Sales agrees that {disputed.name} is in Hamburg.")
    stage.fire_timer("settled")
    listed = [entry["cause"] for entry in stage.operator.listed("pending", mapping="customer")]
    narrator.equal("Only the refused record is still listed.", listed, ["data"])


def _check_counters(stage: Stage, run: Json) -> None:
    there, back = counters(run, "to_dataverse"), counters(run, "from_dataverse")
    changed = [done.get(name, 0) for done in (there, back) for name in ("inserted", "modified")]
    stage.narrator.equal("Nothing was written on either side.", changed, [0] * 4)
    failed = (there.get("failed", 0), back.get("failed", 0))
    stage.narrator.equal("The conflict failed both ways, the refused record once.", failed, (1, 2))


def _check_conflict(stage: Stage, run: Json, pair: Pair) -> None:
    narrator = stage.narrator
    errors = [error for error in stage.operator.errors(run) if error["cause"] == "conflict"]
    listed = {error["record"]: error["message"] for error in errors}
    narrator.equal(
        f"The conflict of {pair.name} is listed from both sides.",
        set(listed),
        {pair.customer_id, pair.account_id},
    )
    for sentence in listed.values():
        narrator.quote(sentence)
    cities = (
        stage.bc.read(pair.customer)["city"],
        stage.dataverse.read(pair.account)["address1_city"],
    )
    narrator.equal("Neither city was overwritten.", cities, ("Hamburg", "Bremen"))


def _check_refusal(stage: Stage, run: Json, pair: Pair) -> None:
    narrator = stage.narrator
    errors = [error for error in stage.operator.errors(run) if error["cause"] == "data"]
    found = [(error["record"], error["code"]) for error in errors]
    expected = [(pair.account_id, "Application_StringExceededLength")]
    narrator.equal(f"{pair.name} is listed with Business Central's own code.", found, expected)
    for error in errors:
        narrator.quote(f"{error['code']}: {error['message']}")
    pending = {
        (entry["record"], entry["cause"])
        for entry in stage.operator.listed("pending", mapping="customer")
    }
    narrator.equal(
        "What is not in order stays listed until it is.",
        pending & {(pair.account_id, "data")},
        {(pair.account_id, "data")},
    )
