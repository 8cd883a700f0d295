"""The merge's laws, for any values on either side."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.couplings import Agreement
from shared.domain.mapping import TableMapping
from shared.domain.merge import Merged, changed_fields, merge
from shared.domain.policies import ConflictPolicy, Terms
from shared.domain.records import Record, Value
from shared.domain.sides import Leg, Side
from tests.domain.examples import NOW, id_of

FIELDS = ("a", "b", "c")
MAPPING = TableMapping.model_validate(
    {
        "name": "ANY",
        "bc": {"entity": "things"},
        "dataverse": {"table": "thing"},
        "fields": [{"bc": name, "dataverse": name.upper()} for name in FIELDS],
    }
)
values = st.fixed_dictionaries(
    {name: st.one_of(st.none(), st.sampled_from(["x", "y", "z"])) for name in FIELDS}
)


def record(side: Side, chosen: dict[str, Value]) -> Record:
    named = chosen if side is Side.BC else {name.upper(): v for name, v in chosen.items()}
    return Record(side, id_of(side), "1", NOW, named, "")


def cross(
    leg: Leg,
    source: dict[str, Value],
    target: dict[str, Value],
    base: Agreement | None,
    policy: ConflictPolicy = ConflictPolicy.FAIL,
) -> Merged:
    translated = {
        name.upper() if leg.target is Side.DATAVERSE else name: value
        for name, value in source.items()
    }
    return merge(
        MAPPING,
        Terms(leg, policy),
        record(leg.source, source),
        record(leg.target, target),
        translated,
        base,
    )


def agreed(chosen: dict[str, Value]) -> Agreement:
    return Agreement(chosen, {name.upper(): value for name, value in chosen.items()})


@given(values, values, values)
def test_a_merge_writes_only_what_the_source_changed(
    base: dict[str, Value], bc: dict[str, Value], dataverse: dict[str, Value]
) -> None:
    merged = cross(Leg.TO_DATAVERSE, bc, dataverse, agreed(base))

    changed = {name.upper() for name in FIELDS if bc[name] != base[name]}
    assert set(merged.changes) <= changed


@given(values, values, values)
def test_a_conflict_is_a_field_changed_on_both_sides_to_different_values(
    base: dict[str, Value], bc: dict[str, Value], dataverse: dict[str, Value]
) -> None:
    merged = cross(Leg.TO_DATAVERSE, bc, dataverse, agreed(base))

    expected = {n for n in FIELDS if bc[n] != base[n] != dataverse[n] and bc[n] != dataverse[n]}
    assert {conflict.field.bc for conflict in merged.conflicts} == expected


@given(values, values, values)
def test_two_legs_without_conflict_bring_both_sides_to_the_same_values(
    base: dict[str, Value], bc: dict[str, Value], dataverse: dict[str, Value]
) -> None:
    first = cross(Leg.TO_DATAVERSE, bc, dataverse, agreed(base))
    if first.conflicts:
        return
    account = {n: first.changes.get(n.upper(), dataverse[n]) for n in FIELDS}

    second = cross(Leg.FROM_DATAVERSE, account, bc, first.agreement)

    customer = {name: second.changes.get(name, bc[name]) for name in FIELDS}
    assert not second.conflicts
    assert customer == account


@given(values, values)
def test_two_records_coupled_anew_agree_after_both_legs(
    bc: dict[str, Value], dataverse: dict[str, Value]
) -> None:
    first = cross(Leg.TO_DATAVERSE, bc, dataverse, None)
    account = {n: first.changes.get(n.upper(), dataverse[n]) for n in FIELDS}

    second = cross(Leg.FROM_DATAVERSE, account, bc, first.agreement)

    customer = {name: second.changes.get(name, bc[name]) for name in FIELDS}
    assert customer == account == {n: bc[n] if bc[n] is not None else dataverse[n] for n in FIELDS}


@given(values, values, st.sampled_from(Leg))
def test_what_was_merged_is_no_change_any_more(
    source: dict[str, Value], target: dict[str, Value], leg: Leg
) -> None:
    merged = cross(leg, source, target, None)

    again = changed_fields(MAPPING, leg, record(leg.source, source), merged.agreement)
    assert again == ()
    written = replace(record(leg.target, target))
    after = {**written.values, **merged.changes}
    echo = changed_fields(MAPPING, leg.opposite, replace(written, values=after), merged.agreement)
    assert bool(echo) == merged.owed


Sides = dict[Side, dict[str, Value]]


def travel(leg: Leg, sides: Sides, base: Agreement | None, policy: ConflictPolicy) -> Agreement:
    """Carry in *leg* what *sides* have to carry, and return what they agree on then."""
    merged = cross(leg, sides[leg.source], sides[leg.target], base, policy)
    written = {name.lower(): value for name, value in merged.changes.items()}
    sides[leg.target] = sides[leg.target] | written
    return merged.agreement


def left_to_carry(sides: Sides, agreement: Agreement) -> list[Leg]:
    return [
        leg
        for leg in Leg
        if changed_fields(MAPPING, leg, record(leg.source, sides[leg.source]), agreement)
    ]


deciding = st.sampled_from([ConflictPolicy.BC_WINS, ConflictPolicy.DATAVERSE_WINS])


@given(values, values, values, deciding, st.sampled_from(Leg))
def test_two_legs_in_either_order_settle_every_conflict_as_the_policy_says(
    base: dict[str, Value],
    bc: dict[str, Value],
    dataverse: dict[str, Value],
    policy: ConflictPolicy,
    first: Leg,
) -> None:
    sides = {Side.BC: bc, Side.DATAVERSE: dataverse}

    agreement = travel(first, sides, agreed(base), policy)
    agreement = travel(first.opposite, sides, agreement, policy)

    winning = bc if policy is ConflictPolicy.BC_WINS else dataverse
    for name in FIELDS:
        changed = [side[name] for side in (bc, dataverse) if side[name] != base[name]]
        kept = winning[name] if len(changed) == 2 else (*changed, base[name])[0]
        assert sides[Side.BC][name] == sides[Side.DATAVERSE][name] == kept
    assert left_to_carry(sides, agreement) == []


@given(values, values, st.none() | values, st.sampled_from(Leg), values)
def test_what_was_changed_after_it_won_is_carried_all_the_same(
    bc: dict[str, Value],
    dataverse: dict[str, Value],
    base: dict[str, Value] | None,
    first: Leg,
    later: dict[str, Value],
) -> None:
    policy = ConflictPolicy.BC_WINS
    sides = {Side.BC: bc, Side.DATAVERSE: dataverse}
    agreement = travel(first, sides, agreed(base) if base else None, policy)

    sides[Side.BC] = later
    for leg in (first, first.opposite, first):
        agreement = travel(leg, sides, agreement, policy)

    assert sides[Side.BC] == sides[Side.DATAVERSE]
    assert left_to_carry(sides, agreement) == []


@given(values, values, values)
def test_without_a_policy_a_conflict_writes_nothing_of_its_field_and_stays_one(
    base: dict[str, Value], bc: dict[str, Value], dataverse: dict[str, Value]
) -> None:
    for leg, source, target in (
        (Leg.TO_DATAVERSE, bc, dataverse),
        (Leg.FROM_DATAVERSE, dataverse, bc),
    ):
        merged = cross(leg, source, target, agreed(base))

        for conflict in merged.conflicts:
            assert conflict.field.column(leg.target) not in merged.changes
            assert conflict.base == base[conflict.field.bc or ""]
            assert merged.agreement.bc[conflict.field.bc or ""] == conflict.base
