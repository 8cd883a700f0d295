"""New rows: what is put off to their first change, and the lines that are made with them."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.couplings import Agreement
from shared.domain.creating import with_lines, withheld
from shared.domain.decisions import Fail, Insert, Wanted
from shared.domain.mapping import TableMapping
from shared.domain.pending import Cause
from shared.domain.records import Record, Value
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.domain.translation import Partners
from tests.domain.examples import id_of, person

LONG_AGO = datetime.min.replace(tzinfo=UTC)
CHAIR, DESK, STOOL = (id_of(name) for name in ("chair", "desk", "stool"))
PRODUCT = id_of("product")
LOOKUPS = {"THINGS": Partners({CHAIR: PRODUCT})}
TABLE = Table("row", ("product", "count"))


def lines_mapping(**lookup: Any) -> TableMapping:
    return TableMapping.model_validate(
        {
            "name": "LINES",
            "part_of": "PEOPLE",
            "bc": {"entity": "lines", "title": "place"},
            "dataverse": {"table": "row"},
            "direction": "to_dataverse",
            "fields": [
                {"bc": "thing", "dataverse": "product", "lookup": {"mapping": "THINGS", **lookup}},
                {"bc": "count", "dataverse": "count", "transform": "not_negative"},
                {"bc": "kind", "dataverse": "kind", "transform": {"choice": {"Thing": 1}}},
            ],
        }
    )


def line(
    place: int = 10, thing: Value = CHAIR, count: Value = Decimal(1), kind: Value = "Thing"
) -> Record:
    values = {"place": place, "thing": thing, "count": count, "kind": kind}
    return Record(Side.BC, id_of(f"line {place}"), "", LONG_AGO, values, str(place))


def new(**values: Value) -> Insert:
    return Insert(person(), values, Agreement(dict(person().values), values))


# What follows at once


def test_what_only_a_change_can_set_is_left_out_and_not_agreed_on() -> None:
    insert = withheld(new(fullname="Adatum", total=5), frozenset({"total", "tax"}))

    assert insert.values == {"fullname": "Adatum"}
    assert insert.agreement.dataverse == {"fullname": "Adatum"}
    assert insert.agreement.bc == person().values
    assert insert.unfinished


def test_a_row_that_lacks_nothing_is_made_as_it_is() -> None:
    insert = new(fullname="Adatum")

    assert withheld(insert, frozenset({"total"})) is insert


@given(st.dictionaries(st.text(max_size=3), st.integers()), st.frozensets(st.text(max_size=3)))
def test_what_is_sent_and_what_follows_are_all_that_there_is(
    values: dict[str, Value], later: frozenset[str]
) -> None:
    insert = withheld(new(**values), later)

    assert insert.values.keys().isdisjoint(later)
    assert insert.values.keys() | (values.keys() & later) == values.keys()
    assert insert.agreement.dataverse.keys() == insert.values.keys()


# Lines


def test_lines_go_with_their_record_in_their_order_and_without_blanks() -> None:
    lines = [line(10, count=Decimal(2)), line(20, thing=None, kind=None)]

    insert = with_lines(new(), lines_mapping(), TABLE, lines, LOOKUPS)

    assert isinstance(insert, Insert)
    [added] = insert.lines
    assert added.table is TABLE
    first, second = added.rows
    assert first == {"product": PRODUCT, "count": Decimal(2), "kind": 1}
    assert second == {"count": Decimal(1)}


def test_a_notice_about_a_line_says_which_line_it_is_about() -> None:
    lines = [line(10), line(20, count=Decimal(-3))]

    insert = with_lines(new(), lines_mapping(), TABLE, lines, LOOKUPS)

    assert isinstance(insert, Insert)
    [notice] = insert.aside.notices
    assert notice.startswith("line '20': count ")


def test_a_line_that_waits_holds_back_its_record_and_asks_for_all_that_lines_need() -> None:
    lines = [line(10), line(20, thing=DESK), line(30, thing=STOOL), line(40, thing=DESK)]
    mapping = lines_mapping(uncoupled="create")

    held = with_lines(new(), mapping, TABLE, lines, LOOKUPS)

    assert isinstance(held, Fail)
    assert held.cause is Cause.DEPENDENCY
    assert "waits for its line 20: its thing points to" in held.message
    assert held.wanted == (Wanted("THINGS", DESK), Wanted("THINGS", STOOL))


def test_a_line_that_has_to_be_corrected_is_told_before_one_that_only_waits() -> None:
    lines = [line(10, thing=DESK), line(20, kind="Service")]

    held = with_lines(new(), lines_mapping(), TABLE, lines, LOOKUPS)

    assert isinstance(held, Fail)
    assert held.cause is Cause.DATA
    assert "cannot go over with its line 20: its kind 'Service'" in held.message
    assert held.wanted == ()


def test_a_record_that_is_gone_when_its_lines_are_read_is_tried_again() -> None:
    held = with_lines(new(), lines_mapping(), TABLE, None, LOOKUPS)

    assert isinstance(held, Fail)
    assert held.cause is Cause.TRANSIENT
