from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.domain.mapping import TableMapping
from shared.domain.sides import Leg
from tests.domain.examples import PEOPLE

TO, BACK = Leg.TO_DATAVERSE, Leg.FROM_DATAVERSE


def adjusted(**parts: Any) -> TableMapping:
    return TableMapping.model_validate({**PEOPLE.model_dump(exclude_none=True), **parts})


def with_field(index: int, **parts: Any) -> TableMapping:
    fields = [field.model_dump(exclude_none=True) for field in PEOPLE.fields]
    fields[index] |= parts
    return adjusted(fields=fields)


def legs_told_apart(changed: TableMapping) -> set[Leg]:
    """Return the legs whose records have to be read again."""
    return {leg for leg in Leg if changed.fingerprint(leg) != PEOPLE.fingerprint(leg)}


@pytest.mark.parametrize(
    ("changed", "again"),
    [
        (adjusted(bc={"entity": "others"}), {TO, BACK}),
        (adjusted(dataverse={"table": "other"}), {TO, BACK}),
        (adjusted(only_coupled=True), {TO, BACK}),
        (adjusted(creates=False), {TO, BACK}),
        (adjusted(dataverse={"table": "person", "company": "own"}), {BACK}),
        (adjusted(bc={"entity": "people", "filter": "blocked eq ' '"}), {TO}),
        (adjusted(dataverse={"table": "person", "filter": "statecode eq 0"}), {BACK}),
        (adjusted(direction="to_dataverse"), {BACK}),
        (adjusted(fields=PEOPLE.fields[1:]), {TO, BACK}),
        (with_field(0, bc="nickname"), {TO, BACK}),
        (with_field(1, enabled=False), {TO}),
        (with_field(1, direction="bidirectional"), {TO, BACK}),
        (with_field(2, dataverse="mobile"), {TO, BACK}),
        (with_field(3, dataverse="description"), {BACK}),
        (with_field(4, lookup={"mapping": "COINS"}), {TO, BACK}),
        (with_field(4, lookup={"mapping": "MONEY", "uncoupled": "clear"}), {TO, BACK}),
        (with_field(5, constant=4), {TO}),
    ],
)
def test_a_leg_reads_all_again_where_other_records_or_values_travel_in_it(
    changed: TableMapping, again: set[Leg]
) -> None:
    assert legs_told_apart(changed) == again


harmless = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["PEOPLE", "PERSONS"]),
        "conflict": st.sampled_from(["fail", "bc_wins"]),
        "deleted": st.sampled_from(["keep", "restore"]),
        "owner": st.just({"bc": "salespersonCode"}),
        "ownership": st.sampled_from(["team", "person"]),
        "schedule": st.sampled_from(["0 */5 * * * *", "0 0 * * * *"]),
    },
)


@given(harmless)
def test_what_selects_no_records_and_no_values_lets_no_leg_read_again(parts: Any) -> None:
    assert legs_told_apart(adjusted(**parts)) == set()


def test_other_match_keys_let_no_leg_read_again() -> None:
    assert legs_told_apart(with_field(0, match=1)) == set()


@pytest.mark.parametrize(
    ("entity", "same_as"),
    [("people", "persons"), ("contoso/app/v1.0/people", "contoso/app/v2.0/people")],
)
def test_only_another_publishers_records_are_the_same_as_standard_ones(
    entity: str, same_as: str
) -> None:
    with pytest.raises(ValidationError, match="same_as"):
        adjusted(bc={"entity": entity, "same_as": same_as})


def test_records_are_known_by_the_standard_entity_set_where_they_are_the_same() -> None:
    own = adjusted(bc={"entity": "contoso/app/v1.0/people", "same_as": "people"})

    assert (own.bc.standard, PEOPLE.bc.standard) == ("people", PEOPLE.bc.entity)
