"""The merge's laws, for any values on either side."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.couplings import Agreement
from shared.domain.mapping import TableMapping
from shared.domain.merge import Merged, changed_fields, merge
from shared.domain.policies import Terms
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
    leg: Leg, source: dict[str, Value], target: dict[str, Value], base: Agreement | None
) -> Merged:
    translated = {
        name.upper() if leg.target is Side.DATAVERSE else name: value
        for name, value in source.items()
    }
    return merge(
        MAPPING,
        Terms(leg),
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
