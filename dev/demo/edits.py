"""People work on both sides, and the timer carries their work over; then nobody works."""

from collections.abc import Sequence

from dev.demo.narrator import DIRECTIONS
from dev.demo.public_api import Json, PublicApi
from dev.demo.stage import Pair, Stage, counters

_MOST_EDITS = 10
_RESERVED = 3
"""Pairs that are kept for stories of their own, at the end of the list."""

_EditedFields = Sequence[tuple[str, str, str | int]]
"""What is edited on one side, what it is called on the other, and the new value."""

_IN_BC: _EditedFields = (
    ("phoneNumber", "telephone1", "+49 30 5550100"),
    ("addressLine1", "address1_line1", "Unter den Linden 1"),
    ("website", "websiteurl", "https://www.example.com/neu"),
    ("creditLimit", "creditlimit", 77000),
    ("city", "address1_city", "Saarbrücken"),
)
_IN_DATAVERSE: _EditedFields = (
    ("telephone1", "phoneNumber", "+33 1 5550200"),
    ("emailaddress1", "email", "verkauf@example.com"),
    ("address1_line2", "addressLine2", "4. Stock, links"),
    ("address1_city", "city", "Aix-en-Provence"),
)


def carry_edits(stage: Stage) -> None:
    narrator = stage.narrator
    narrator.chapter("People edit records on both sides, and the timer's run carries them over")
    number = min(_MOST_EDITS, (len(stage.pairs) - _RESERVED) // 2)
    in_bc, in_dataverse = stage.pairs[:number], stage.pairs[number : 2 * number]
    both = stage.pairs[-1]
    for position, pair in enumerate(in_bc):
        name, _, value = _IN_BC[position % len(_IN_BC)]
        stage.bc.change(pair.customer, {name: value})
    for position, pair in enumerate(in_dataverse):
        name, _, value = _IN_DATAVERSE[position % len(_IN_DATAVERSE)]
        stage.dataverse.change(pair.account, {name: value})
    narrator.say(
        f"A signed-in user edits {number} customers, and {number} accounts of other customers."
    )
    _edit_both_sides(stage, both)
    run = stage.fire_timer("edits")
    _check_counters(stage, run, number + 1)
    _check_arrived(stage, "Dataverse", stage.dataverse, [p.account for p in in_bc], _IN_BC)
    customers = [pair.customer for pair in in_dataverse]
    _check_arrived(stage, "Business Central", stage.bc, customers, _IN_DATAVERSE)
    _check_both_survived(stage, both)


def rest(stage: Stage) -> None:
    narrator = stage.narrator
    narrator.chapter("Nobody edits anything, and the timer fires again")
    before = stage.read_back().etags()
    totals = stage.totals()
    run = stage.fire_timer("idle")
    narrator.equal("Neither service saw a writing request.", stage.writes_since(totals), [])
    narrator.say("Business Central's last ten minutes are read again: some changes show up late.")
    for direction, where in DIRECTIONS.items():
        done = counters(run, direction)
        others = {name: done[name] for name in done if name not in ("read", "unchanged")}
        narrator.equal(f"What was read on the way {where} was unchanged.", others, {})
    after = stage.read_back().etags()
    narrator.claim(f"All {len(after):,} records have the versions that they had.", before == after)


def _edit_both_sides(stage: Stage, pair: Pair) -> None:
    stage.bc.change(pair.customer, {"city": "Tübingen"})
    stage.dataverse.change(pair.account, {"telephone1": "+49 7071 5550"})
    stage.narrator.say(
        f"{pair.name} gets a new city in Business Central and a new phone number in Dataverse."
    )


def _check_counters(stage: Stage, run: Json, edited: int) -> None:
    narrator = stage.narrator
    there, back = counters(run, "to_dataverse"), counters(run, "from_dataverse")
    narrator.equal(f"{edited} accounts were modified.", there.get("modified", 0), edited)
    narrator.equal(f"{edited} customers were modified.", back.get("modified", 0), edited)
    stage.none_failed(run)


def _check_arrived(
    stage: Stage, where: str, api: PublicApi, paths: Sequence[str], edited: _EditedFields
) -> None:
    expected = [(path, *edited[i % len(edited)][1:]) for i, path in enumerate(paths)]
    found = [(path, column, api.read(path)[column]) for path, column, _ in expected]
    stage.narrator.equal(f"All {len(paths)} edits are in {where}.", found, expected)


def _check_both_survived(stage: Stage, pair: Pair) -> None:
    customer, account = stage.bc.read(pair.customer), stage.dataverse.read(pair.account)
    stage.narrator.equal(
        f"Both edits of {pair.name} are on both sides.",
        [
            (customer["city"], customer["phoneNumber"]),
            (account["address1_city"], account["telephone1"]),
        ],
        [("Tübingen", "+49 7071 5550")] * 2,
    )
