"""Whose a row is: what a mapping and an installation come to."""

from typing import Any

import pytest
from pydantic import ValidationError

from shared.domain.belonging import belonging, stamp_of
from shared.domain.installation import Installation, Ownership
from shared.domain.mapping import TableMapping
from shared.domain.mapping_fields import OWNER
from shared.domain.sides import Leg, Side
from shared.domain.stamps import Row, Stamp
from shared.domain.tables import table_of
from tests.domain.examples import PEOPLE, id_of, row

COMPANY, TEAM, USER = id_of("company"), id_of("team"), id_of("user")
OURS = Row("bcsync_company", COMPANY)
TO, BACK = Leg.TO_DATAVERSE, Leg.FROM_DATAVERSE
USABLE = {"PEOPLE": PEOPLE, "MONEY": PEOPLE, "SALESPEOPLE": PEOPLE}


def mapping(**keys: Any) -> TableMapping:
    return TableMapping.model_validate({**PEOPLE.model_dump(exclude_none=True), **keys})


OWNED = mapping(
    dataverse={"table": "person", "company": "own_or_empty"}, owner={"bc": "salespersonCode"}
)


def installation(ownership: Ownership = Ownership.TEAM, **made: Any) -> Installation:
    return Installation(
        ownership=ownership, **{"company_row": COMPANY, "owning_team": TEAM, **made}
    )


def stamp(owned: TableMapping, made: Installation, usable: Any = USABLE) -> Stamp:
    return stamp_of(owned.under(made.ownership, usable), made)


def test_a_new_row_gets_company_and_team_and_a_changed_one_the_company() -> None:
    found = stamp(OWNED, installation())

    assert found.on_create({}) == {"bcsync_companyid": OURS, OWNER: Row("team", TEAM)}
    assert found.on_change(row(), {"fullname": "x"}) == {"bcsync_companyid": OURS}


def test_a_mapped_owner_comes_before_the_team() -> None:
    found = stamp(OWNED, installation(Ownership.PERSON))

    assert found.on_create({OWNER: USER}) == {"bcsync_companyid": OURS}
    assert OWNER in found.on_create({})


def test_a_row_that_lacks_the_company_gets_it_without_another_change() -> None:
    found = stamp(OWNED, installation())
    target = row()

    assert found.on_change(target, {})
    claimed = type(target)(**{**vars(target), "values": {"bcsync_companyid": COMPANY}})
    assert found.on_change(claimed, {}) == {}


def test_what_setup_has_not_made_is_not_written() -> None:
    assert stamp(OWNED, installation(company_row=None)).changed == {}
    assert OWNER not in stamp(OWNED, installation(owning_team=None)).created
    assert belonging(OWNED, installation(company_row=None)) is None


def test_a_mapping_that_asks_for_neither_gets_neither() -> None:
    assert stamp(PEOPLE, installation()) == Stamp()
    assert belonging(PEOPLE, installation()) is None


def test_a_mapping_without_a_persons_field_leaves_rows_to_the_team_in_any_case() -> None:
    nobodys = mapping(owner={})

    for ownership in Ownership:
        assert stamp(nobodys, installation(ownership)).created == {OWNER: Row("team", TEAM)}
        assert nobodys.under(ownership, USABLE) == nobodys


def test_without_the_mapping_of_salespeople_nobody_is_made_the_owner() -> None:
    usable = {"PEOPLE": PEOPLE, "MONEY": PEOPLE}

    found = stamp(OWNED, installation(Ownership.PERSON), usable)

    assert OWNER not in found.created
    assert OWNED.under(Ownership.PERSON, usable) == OWNED


def test_with_ownership_person_the_owner_is_a_field_that_needs_salespeople() -> None:
    persons = OWNED.under(Ownership.PERSON, USABLE)

    assert OWNED.under(Ownership.TEAM, USABLE) == OWNED
    assert persons.looks_into() == OWNED.looks_into() | {"SALESPEOPLE"}
    assert "salespersonCode" in persons.columns(Side.BC)
    assert persons.fingerprint(TO) != OWNED.fingerprint(TO)
    assert persons.fingerprint(BACK) == OWNED.fingerprint(BACK)


def test_the_company_is_read_from_dataverse_and_named_persons_are_plain_text_in_bc() -> None:
    made = installation(Ownership.PERSON)
    persons = OWNED.under(made.ownership, USABLE)
    belongs = belonging(persons, made)

    there = table_of(persons, Side.DATAVERSE, USABLE, belongs)
    here = table_of(persons, Side.BC, USABLE, belongs)

    assert there.belonging == belongs
    assert there.columns[-1] == "bcsync_companyid"
    assert here.belonging is None
    assert here.lookups == {"currencyId": "people"}
    assert there.lookups == {"currency": "person", OWNER: "person", "bcsync_companyid": OURS.table}


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"owner": {"bc": "name", "direction": "bidirectional"}}, "name is written by more"),
        ({"owner": {"bc": "salespersonCode", "code": "x"}}, "Extra inputs"),
        ({"ownership": "nobody"}, "ownership"),
    ],
)
def test_an_owner_that_cannot_be_is_a_mistake(keys: Any, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        mapping(**keys)


@pytest.mark.scenario(
    "CRMIntegrationMapping.FieldClearValueOnFailedSyncFailsOnNotNull",
    "CRMIntegrationMapping.FieldNotNullFailsOnClearValueOnFailedSync",
)
def test_a_lookup_that_never_writes_blanks_cannot_clear_its_field() -> None:
    lookup = {"mapping": "MONEY", "blank": "keep", "uncoupled": "clear"}
    fields = [{"bc": "name", "dataverse": "fullname"}]

    with pytest.raises(ValidationError, match="which blank: keep forbids"):
        mapping(fields=[*fields, {"bc": "currencyId", "dataverse": "currency", "lookup": lookup}])
