"""Each field of each shipped mapping, each way that it may travel, from records of both sides."""

from uuid import UUID

import pytest

from shared.domain.installation import Ownership
from shared.domain.mapping import TableMapping
from tests.coupling import create
from tests.mappings import sample_invoices, sample_people, sample_products
from tests.mappings.books import LINES, SHIPPED, Books
from tests.mappings.roundtrip import RoundTrip
from tests.mappings.samples import Field, Sample, way
from tests.people import People
from tests.soaking import SOAKING

SAMPLES: dict[str, Sample] = {
    "SALESPEOPLE": sample_people.SALESPEOPLE,
    "CUSTOMER": sample_people.CUSTOMER,
    "VENDOR": sample_people.VENDOR,
    "CONTACT": sample_people.CONTACT,
    "OPPORTUNITY": sample_people.OPPORTUNITY,
    "CURRENCY": sample_products.CURRENCY,
    "UNIT OF MEASURE": sample_products.UNIT_OF_MEASURE,
    "BASE UNIT": sample_products.BASE_UNIT,
    "ITEM-PRODUCT": sample_products.ITEM_PRODUCT,
    "DEFAULT PRICE LIST": sample_products.DEFAULT_PRICE_LIST,
    "ITEM-PRICE": sample_products.ITEM_PRICE,
    "CURRENCY-PRICE": sample_invoices.CURRENCY_PRICE,
    "POSTEDSALESINV-INV": sample_invoices.INVOICE,
}
OF_LINES = {"POSTEDSALESLINE-INV": sample_invoices.LINES}
OF_ROWS = [m for m in SHIPPED.values() if m.dataverse.choice is None and not m.optional]
"""The values of a choice have nothing but a label: tests/app/test_choices.py is about them, and
test_companion.py about mappings that wait for an extension of Business Central."""


def _tried_by_person(mapping: TableMapping) -> bool:
    """Owners travel alike whatever the mapping: all of them are tried in a soak."""
    return mapping.owner is not None and (SOAKING or mapping.name == "CUSTOMER")


LIKE_OTHERS = ("VENDOR", "OPPORTUNITY", "CURRENCY-PRICE")
"""Their fields are of the same kinds as those of customers, contacts and item prices."""
CASES = [
    pytest.param(
        mapping,
        ownership,
        id=f"{mapping.slug} by {ownership}",
        marks=[pytest.mark.soak] if mapping.name in LIKE_OTHERS else [],
    )
    for mapping in OF_ROWS
    for ownership in Ownership
    if mapping.takes_part(ownership)
    and (ownership is Ownership.TEAM or mapping.ownership or _tried_by_person(mapping))
]


@pytest.mark.parametrize("mapping", OF_ROWS, ids=lambda mapping: mapping.slug)
def test_there_is_a_sample_of_each_field_that_travels(mapping: TableMapping) -> None:
    sample = SAMPLES[mapping.name]

    whole = mapping.under(Ownership.PERSON, SHIPPED)

    told = {(*field.name, field.way) for field in (*sample.fields, *sample.owner)}
    assert told == {(f.bc, f.dataverse, way(whole, f)) for f in whole.enabled_fields()}


@pytest.mark.parametrize(("mapping", "ownership"), CASES)
def test_every_field_arrives_from_each_side_that_it_may_travel_from_and_then_all_is_silent(
    books: Books, people: People, mapping: TableMapping, ownership: Ownership
) -> None:
    sample = SAMPLES[mapping.name]
    team = people.team("BC - CRONUS")
    books.world.install(owning_team=UUID(team), ownership=ownership)
    books.only(mapping.name, *(["SALESPEOPLE"] if ownership is Ownership.PERSON else []))
    fields = sample.fields
    if ownership is Ownership.PERSON and mapping.owner:
        fields += with_users(people, sample.owner)
    sample.prepare(books)
    trip = RoundTrip(books, people, mapping, sample, fields)

    trip.create()
    if mapping.owner and not (ownership is Ownership.PERSON and mapping.owner.bc):
        rows = {couple.row for couple in trip.from_bc}
        owners = {
            row["_owningteam_value"]
            for row in books.rows(trip.table)
            if row[f"{trip.table}id"] in rows
        }
        assert owners == {team}
    books.rest(mapping.slug, ticks=1)
    trip.change_where_they_began()
    books.rest(mapping.slug, ticks=1)
    trip.change_where_they_came_to()
    books.rest(mapping.slug, ticks=1)
    trip.empty_where_they_began()
    books.rest(mapping.slug, ticks=1)
    trip.change_where_they_came_to()

    books.tick()
    books.rest(ticks=1)


@pytest.mark.parametrize("mapping", LINES.values(), ids=lambda mapping: mapping.slug)
def test_there_is_a_sample_of_each_field_of_a_line(mapping: TableMapping) -> None:
    told = {(*field.name, field.way) for field in OF_LINES[mapping.name]}

    assert told == {(f.bc, f.dataverse, "new") for f in mapping.enabled_fields()}


def test_every_field_of_a_line_arrives_with_its_invoice_and_then_all_is_silent(
    books: Books, people: People
) -> None:
    books.only("POSTEDSALESINV-INV")
    sample_invoices.debtors(books)
    pieces = books.record("unitsOfMeasure", code="PCS")["id"]
    chair = books.enter("items", displayName="Chair", baseUnitOfMeasureId=pieces)
    create(books.world, "item-product", records=[chair["id"]])
    mapping, fields = LINES["POSTEDSALESLINE-INV"], OF_LINES["POSTEDSALESLINE-INV"]
    trip = RoundTrip(books, people, mapping, Sample(fields), fields)

    trip.create_below("salesInvoices", "postedsalesinv-inv", customer="Adatum")

    trip.check()
    books.rest("postedsalesinv-inv", ticks=1)


def with_users(people: People, fields: tuple[Field, ...]) -> tuple[Field, ...]:
    for code, first, last in (("JO", "Jim", "Olive"), ("LT", "Linda", "Taylor")):
        people.pair(code, people.user(first, last))
    return fields
