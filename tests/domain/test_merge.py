import pytest

from shared.domain.couplings import Agreement
from shared.domain.mapping_fields import FieldMapping
from shared.domain.merge import Merged, changed_fields, merge
from shared.domain.policies import ConflictPolicy, Instruction, Terms
from shared.domain.records import Record, Values
from shared.domain.sides import Leg, Side
from shared.domain.translation import Partners, Translated, translate
from tests.domain.examples import PEOPLE, id_of, person, row, thing, things

EURO = id_of("euro")
TO, BACK = Terms(Leg.TO_DATAVERSE), Terms(Leg.FROM_DATAVERSE)
LOOKUPS = {"MONEY": Partners({}, {}, blank_is=EURO, blank_key="EUR")}


def agreement(bc: Record, dataverse: Record) -> Agreement:
    return Agreement(dict(bc.values), dict(dataverse.values))


def translated(leg: Leg, source: Record) -> Values:
    found = translate(PEOPLE.fields_for(leg), leg, source, LOOKUPS)
    assert isinstance(found, Translated)
    return found.values


def test_a_field_changed_on_one_side_travels_alone() -> None:
    base = agreement(person(phone="1"), row(phone="1", currency=EURO))
    source, target = person(phone="2"), row("Adatum Inc", phone="1", currency=EURO)

    merged = merge(PEOPLE, TO, source, target, translated(Leg.TO_DATAVERSE, source), base)

    assert merged.changes == {"telephone": "2"}
    assert merged.agreement.dataverse["fullname"] == "Adatum"
    assert not merged.conflicts


def test_a_field_changed_to_the_same_value_on_both_sides_is_agreed_without_a_write() -> None:
    base = agreement(person(phone="1"), row(phone="1", currency=EURO))
    source, target = person(phone="2"), row(phone="2", currency=EURO)

    merged = merge(PEOPLE, TO, source, target, translated(Leg.TO_DATAVERSE, source), base)

    assert merged.changes == {}
    assert merged.agreement.of(Leg.TO_DATAVERSE.target)["telephone"] == "2"


def test_a_field_changed_to_different_values_is_a_conflict_with_its_base() -> None:
    base = agreement(person(phone="1"), row(phone="1", currency=EURO))
    source, target = person(phone="2"), row(phone="3", currency=EURO)

    merged = merge(PEOPLE, TO, source, target, translated(Leg.TO_DATAVERSE, source), base)

    [conflict] = merged.conflicts
    assert (conflict.base, conflict.source, conflict.target) == ("1", "2", "3")


def test_a_one_way_field_never_conflicts() -> None:
    base = agreement(person(number="1"), row(code="1", currency=EURO))
    source, target = person(number="2"), row(code="3", currency=EURO)

    merged = merge(PEOPLE, TO, source, target, translated(Leg.TO_DATAVERSE, source), base)

    assert not merged.conflicts
    assert merged.changes == {"code": "2"}


def test_a_value_that_two_columns_hold_arrives_in_both() -> None:
    cost = {"bc": "cost", "direction": "to_dataverse"}
    costly = things(
        cost | {"dataverse": "standard"},
        cost | {"dataverse": "present"},
        {"bc": "name", "dataverse": "title"},
    )
    agreed: Values = {"standard": 1, "present": 1, "title": "Chair"}
    source = thing(Side.BC, cost=2, name="Chair")
    target = thing(Side.DATAVERSE, **agreed)
    base = Agreement({"cost": 1, "name": "Chair"}, agreed)

    merged = merge(costly, TO, source, target, {"standard": 2, "present": 2}, base)

    assert merged.changes == {"standard": 2, "present": 2}
    assert not changed_fields(costly, Leg.TO_DATAVERSE, source, merged.agreement)


def test_a_field_of_the_other_direction_is_no_change() -> None:
    base = agreement(person(note="a"), row(remark="a", currency=EURO))

    changed = changed_fields(PEOPLE, Leg.TO_DATAVERSE, person(note="b"), base)

    assert changed == ()


def names(fields: tuple[FieldMapping, ...]) -> list[str]:
    return [field.name for field in fields]


def test_records_that_never_agreed_differ_in_every_field_of_the_leg() -> None:
    to = changed_fields(PEOPLE, Leg.TO_DATAVERSE, person(), None)
    back = changed_fields(PEOPLE, Leg.FROM_DATAVERSE, row(), None)

    assert names(to) == ["fullname", "code", "telephone", "currency", "kind"]
    assert names(back) == ["fullname", "telephone", "remark", "currency"]


@pytest.mark.parametrize("phone", [None, "1"])
def test_a_field_new_to_the_mapping_has_not_been_carried_yet(phone: str | None) -> None:
    base = without(agreement(person(), row(currency=EURO)), "phone", "telephone")

    changed = changed_fields(PEOPLE, Leg.TO_DATAVERSE, person(phone=phone), base)

    assert names(changed) == ["telephone"]


def test_a_field_mapped_to_another_column_is_carried_there() -> None:
    base = without(agreement(person(phone="1"), row(currency=EURO)), "telephone")
    source, target = person(phone="1"), row(currency=EURO)

    changed = changed_fields(PEOPLE, Leg.TO_DATAVERSE, source, base)
    merged = merge(PEOPLE, TO, source, target, translated(Leg.TO_DATAVERSE, source), base)

    assert names(changed) == ["telephone"]
    assert merged.changes == {"telephone": "1"}


@pytest.mark.parametrize("kind", [None, 2])
def test_a_constant_that_is_new_or_changed_is_written_once(kind: int | None) -> None:
    base = agreement(person(), row(currency=EURO, kind=kind))
    base = base if kind else without(base, "kind")
    source, target = person(), row(currency=EURO, kind=kind)

    changed = changed_fields(PEOPLE, Leg.TO_DATAVERSE, source, base)
    merged = merge(PEOPLE, TO, source, target, translated(Leg.TO_DATAVERSE, source), base)

    assert names(changed) == ["kind"]
    assert merged.changes == {"kind": 3}
    assert changed_fields(PEOPLE, Leg.TO_DATAVERSE, source, merged.agreement) == ()


def without(base: Agreement, *columns: str) -> Agreement:
    """Return the agreement of a mapping that had not these columns."""
    sides = ({c: v for c, v in s.items() if c not in columns} for s in (base.bc, base.dataverse))
    return Agreement(*sides)


def test_without_a_base_one_blank_takes_the_other() -> None:
    source, target = person(phone=None), row(phone="9", currency=EURO)

    merged = merge(PEOPLE, TO, source, target, translated(Leg.TO_DATAVERSE, source), None)

    assert "telephone" not in merged.changes
    assert merged.owed
    back = changed_fields(PEOPLE, Leg.FROM_DATAVERSE, target, merged.agreement)
    assert [field.dataverse for field in back] == ["telephone", "remark"]


def test_without_a_base_business_central_wins_in_either_leg() -> None:
    customer, account = person("Adatum"), row("Adatum Inc", currency=EURO)

    to = merge(
        PEOPLE,
        TO,
        customer,
        account,
        translated(Leg.TO_DATAVERSE, customer),
        None,
    )
    back = merge(
        PEOPLE,
        Terms(Leg.FROM_DATAVERSE),
        account,
        customer,
        translated(Leg.FROM_DATAVERSE, account),
        None,
    )

    assert to.changes == {"fullname": "Adatum"}
    assert "name" not in back.changes
    assert back.owed


def test_a_constant_is_written_only_where_the_target_differs() -> None:
    base = agreement(person(phone="1"), row(phone="1", currency=EURO))
    source = person(phone="2")
    values = translated(Leg.TO_DATAVERSE, source)

    same = merge(PEOPLE, TO, source, row(phone="1", currency=EURO), values, base)
    other = merge(
        PEOPLE,
        TO,
        source,
        row(phone="1", currency=EURO, kind=11),
        values,
        base,
    )

    assert "kind" not in same.changes
    assert other.changes["kind"] == 3


BOTH_CHANGED = (person(phone="2"), row(phone="3", currency=EURO))


def settled(terms: Terms) -> Merged:
    base = agreement(person(phone="1"), row(phone="1", currency=EURO))
    sides = BOTH_CHANGED if terms.leg is Leg.TO_DATAVERSE else BOTH_CHANGED[::-1]
    return merge(PEOPLE, terms, *sides, translated(terms.leg, sides[0]), base)


def test_the_policy_lets_the_source_win_and_keeps_what_was_lost() -> None:
    merged = settled(Terms(Leg.TO_DATAVERSE, ConflictPolicy.BC_WINS))

    [overruled] = merged.overruled
    assert merged.changes == {"telephone": "2"}
    assert (overruled.winner, overruled.target) == (Side.BC, "3")
    assert not merged.conflicts
    assert not merged.owed


def test_the_policy_lets_the_target_win_and_the_opposite_leg_carry_its_value() -> None:
    merged = settled(Terms(Leg.TO_DATAVERSE, ConflictPolicy.DATAVERSE_WINS))

    back = changed_fields(PEOPLE, Leg.FROM_DATAVERSE, BOTH_CHANGED[1], merged.agreement)
    assert merged.changes == {}
    assert merged.owed
    assert [field.dataverse for field in back] == ["telephone"]


def test_a_person_decides_against_the_policy_for_one_field() -> None:
    chosen = Instruction(fields={"telephone": Side.DATAVERSE})

    merged = settled(Terms(Leg.FROM_DATAVERSE, ConflictPolicy.BC_WINS, instruction=chosen))

    assert merged.changes == {"phone": "3"}


def test_force_overwrites_what_only_the_target_changed() -> None:
    base = agreement(person(phone="1"), row(phone="1", currency=EURO))
    source, target = person(phone="1"), row(phone="9", currency=EURO)
    values = translated(Leg.TO_DATAVERSE, source)

    quiet = merge(PEOPLE, TO, source, target, values, base)
    forced = merge(PEOPLE, Terms(Leg.TO_DATAVERSE, forced=True), source, target, values, base)

    assert quiet.changes == {}
    assert forced.changes == {"telephone": "1"}
    assert [lost.target for lost in forced.overruled] == ["9"]


def test_what_is_not_mapped_any_more_leaves_the_agreement() -> None:
    base = Agreement({**person().values, "fax": "1"}, {**row(currency=EURO).values, "fax": "1"})
    source, target = person(phone="2"), row(currency=EURO)

    merged = merge(
        PEOPLE,
        TO,
        source,
        target,
        translated(Leg.TO_DATAVERSE, source),
        base,
    )

    assert "fax" not in merged.agreement.bc
    assert "fax" not in merged.agreement.dataverse


def test_a_field_that_yields_nothing_keeps_the_targets_value_and_is_agreed() -> None:
    base = agreement(person(phone="1"), row(phone="1", currency=EURO))
    source, target = person(phone=None), row(phone="1", currency=EURO)
    nothing = {k: v for k, v in translated(TO.leg, source).items() if k != "telephone"}

    merged = merge(PEOPLE, TO, source, target, nothing, base)

    assert (merged.changes, merged.conflicts) == ({}, ())
    assert not changed_fields(PEOPLE, TO.leg, source, merged.agreement)
    assert not changed_fields(PEOPLE, BACK.leg, target, merged.agreement)


def test_a_value_that_yields_nothing_is_agreed_beside_whatever_the_target_has() -> None:
    source, target = person(phone="2"), row(phone="1", currency=EURO)
    nothing = {k: v for k, v in translated(TO.leg, source).items() if k != "telephone"}

    merged = merge(PEOPLE, TO, source, target, nothing, None)

    assert (merged.changes, merged.conflicts, merged.overruled) == ({}, (), ())
    assert merged.agreement.bc["phone"] == "2"
    assert merged.agreement.dataverse["telephone"] == "1"


def test_a_constant_needs_no_translation() -> None:
    base = agreement(person(), row(currency=EURO))

    merged = merge(PEOPLE, TO, person(), row(currency=EURO, kind=2), {}, base)

    assert merged.changes == {"kind": 3}


def test_a_value_that_follows_later_is_not_agreed_before() -> None:
    source, target = person(phone="2"), row(phone="1", currency=EURO)
    values = translated(TO.leg, source)

    merged = merge(PEOPLE, TO, source, target, values, None, later={"telephone"})

    assert merged.changes == {}
    assert "phone" not in merged.agreement.bc
    assert "telephone" not in merged.agreement.dataverse


def test_of_two_columns_that_hold_a_value_one_may_follow_later() -> None:
    cost = {"bc": "cost", "direction": "to_dataverse"}
    costly = things(
        {"bc": "name", "dataverse": "title"},
        cost | {"dataverse": "standard"},
        cost | {"dataverse": "present"},
    )
    source = thing(Side.BC, name="Chair", cost=2)
    target = thing(Side.DATAVERSE, title="Chair", standard=1, present=1)
    values: Values = {"title": "Chair", "standard": 2}

    merged = merge(costly, TO, source, target, values, None, later={"present"})

    assert merged.changes == {"standard": 2}
    assert merged.agreement.dataverse == {"title": "Chair", "standard": 2}
    assert names(changed_fields(costly, TO.leg, source, merged.agreement)) == ["present"]


# A column that several fields read

NICKNAMED = things(
    {"bc": "name", "dataverse": "fullname"},
    {"bc": "name", "dataverse": "label", "direction": "to_dataverse"},
    {"bc": "nickname", "dataverse": "fullname", "direction": "from_dataverse"},
)
NAMED_BEFORE = Agreement({"name": "Ann", "nickname": "Ann"}, {"fullname": "Ann", "label": "Ann"})


@pytest.mark.parametrize("base", [NAMED_BEFORE, without(NAMED_BEFORE, "label")])
def test_another_field_that_reads_what_is_written_to_business_central_finds_it_changed(
    base: Agreement,
) -> None:
    source = thing(Side.DATAVERSE, fullname="Anna", label="Ann")
    target = thing(Side.BC, name="Ann", nickname="Anna")
    values = {"name": "Anna", "nickname": "Anna"}

    merged = merge(NICKNAMED, BACK, source, target, values, base)

    assert merged.changes == {"name": "Anna"}
    assert merged.agreement.dataverse == {"fullname": "Anna"}
    after = thing(Side.BC, name="Anna", nickname="Anna")
    assert names(changed_fields(NICKNAMED, TO.leg, after, merged.agreement)) == ["label"]


def test_another_field_that_reads_what_is_written_to_dataverse_finds_it_changed() -> None:
    source = thing(Side.BC, name="Anna", nickname="Ann")
    target = thing(Side.DATAVERSE, fullname="Ann", label="Ann")
    values = {"fullname": "Anna", "label": "Anna"}

    merged = merge(NICKNAMED, TO, source, target, values, NAMED_BEFORE)

    assert merged.changes == {"fullname": "Anna", "label": "Anna"}
    assert merged.agreement.bc == {"name": "Anna"}
