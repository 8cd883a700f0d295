"""Lines of documents: read with their documents, and created with their rows."""

from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from shared.domain.outcomes import Changed, Creation, Lines, Modification, Refused, Written
from shared.domain.records import Value
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.errors import ConfigurationError
from tests.adapters.world import World

DOCUMENTS = Table("salesInvoices", ("number",))
OF_DOCUMENTS = Table(
    "salesInvoiceLines", ("quantity", "itemId"), lookups={"itemId": "items"}, title="quantity"
)
INVOICES = Table(
    "invoice",
    ("name", "customerid", "totalamount", "statecode", "statuscode"),
    lookups={"customerid": "account"},
    title="name",
)
DETAILS = Table("invoicedetail", ("productdescription", "isproductoverridden", "quantity"))


def document(world: World, *quantities: int) -> UUID:
    [customer] = world.add_customers("Adatum")
    lines = [{"lineType": "Comment", "quantity": quantity} for quantity in quantities]
    body = {"customerId": customer["id"], "salesInvoiceLines": lines}
    added = world.fleet.business_central.add("salesInvoices", body, company=world.company)
    return UUID(added["id"])


def written_in(quantity: int) -> dict[str, Value]:
    return {
        "productdescription": f"Line {quantity}",
        "isproductoverridden": True,
        "quantity": Decimal(quantity),
    }


def invoice(world: World, *quantities: int, **values: Value) -> Creation:
    account = UUID(world.add_account("Adatum")["accountid"])
    rows = tuple(map(written_in, quantities))
    body: dict[str, Value] = {"name": "103001", "customerid": account, **values}
    return Creation(body, uuid4(), lines=(Lines(DETAILS, rows),))


def details(world: World, id_: UUID | None) -> list[int]:
    with world.server(Side.DATAVERSE).lock:
        rows = world.fleet.dataverse.rows("invoicedetail")
    return sorted(int(row["quantity"]) for row in rows if row["_invoiceid_value"] == str(id_))


def forget(world: World) -> None:
    with world.server(Side.DATAVERSE).lock:
        for row in world.fleet.dataverse.rows("invoice"):
            world.fleet.dataverse.delete("invoice", row["invoiceid"])


# Read


@pytest.mark.wire("A.3")
def test_lines_of_many_documents_come_in_few_requests_and_those_of_none_in_none(
    world: World,
) -> None:
    ids = [document(world, number, number + 1) for number in range(1, 52)]
    gone = uuid4()
    store = world.bc()
    store.probe()

    found = store.read_lines(DOCUMENTS, OF_DOCUMENTS, [*ids, gone])
    nothing = store.read_lines(DOCUMENTS, OF_DOCUMENTS, [])

    assert {id_: [line.values["quantity"] for line in lines] for id_, lines in found.items()} == {
        id_: [number, number + 1] for number, id_ in enumerate(ids, 1)
    }
    assert nothing == {}
    assert world.sent(Side.BC, "GET", "$expand=salesInvoiceLines") == 2
    [first, _] = found[ids[0]]
    assert (first.title, first.values["itemId"]) == ("1", None)


@pytest.mark.wire("A.3")
def test_a_document_that_calls_nothing_its_lines_is_a_mistake_of_the_mapping(world: World) -> None:
    store = world.bc()

    with pytest.raises(ConfigurationError):
        store.read_lines(Table("customers", ("number",)), OF_DOCUMENTS, [uuid4()])


# Created


@pytest.mark.wire("B.3")
def test_rows_are_created_with_their_lines_and_one_that_is_refused_leaves_none(
    world: World,
) -> None:
    good, empty = invoice(world, 1, 2), invoice(world)
    bad = Creation({**good.values, "name": "x" * 400}, uuid4(), lines=good.lines)
    store = world.dataverse()

    outcomes = store.create(INVOICES, [good, bad, empty])

    assert [type(outcome) for outcome in outcomes] == [Written, Refused, Written]
    assert details(world, good.id) == [1, 2]
    assert details(world, bad.id) == details(world, empty.id) == []
    assert world.sent(Side.DATAVERSE, "POST", "CreateMultiple") == 0
    forget(world)


@pytest.mark.wire("B.3")
def test_lines_that_two_mappings_make_of_one_document_are_all_created(world: World) -> None:
    first = invoice(world, 1, 2)
    sold_to = Table(
        "invoicedetail", (*DETAILS.columns, "salesrepid"), lookups={"salesrepid": "systemuser"}
    )
    [seller] = world.fleet.dataverse.rows("systemuser", "fullname eq 'SYSTEM'")
    row = {**written_in(3), "salesrepid": UUID(seller["systemuserid"])}
    both = Creation(first.values, first.id, lines=(*first.lines, Lines(sold_to, (row,))))

    [outcome] = world.dataverse().create(INVOICES, [both])

    assert isinstance(outcome, Written)
    assert details(world, both.id) == [1, 2, 3]
    forget(world)


@pytest.mark.wire("B.7")
def test_lines_need_one_way_to_their_row(world: World) -> None:
    creation = invoice(world, 1)
    of_accounts = Lines(Table("contact", ("lastname",)), ({"lastname": "Beebe"},))
    wrong = Creation(creation.values, creation.id, lines=(of_accounts,))

    with pytest.raises(ConfigurationError, match="contact has 0 lookups to invoice"):
        world.dataverse().create(INVOICES, [wrong])


@pytest.mark.wire("B.7")
def test_metadata_tell_which_columns_take_a_value_only_in_a_change(world: World) -> None:
    assert world.dataverse().given_later(INVOICES) == {"totalamount", "statecode"}
    assert world.bc().given_later(DOCUMENTS) == set()


# Closed


@pytest.mark.wire("B.4")
def test_closed_rows_are_changed_beside_open_ones_if_they_are_as_they_were_read(
    world: World,
) -> None:
    creations = [invoice(world, 1), invoice(world, 2)]
    ids = [creation.id or uuid4() for creation in creations]
    store = world.dataverse()
    store.create(INVOICES, creations)
    paid: dict[str, Value] = {"statecode": 2, "statuscode": 100001}
    store.modify(INVOICES, [Modification(ids[0], "*", paid)], one_way=True)
    read = {row.id: row.etag for row in store.read_by_id(INVOICES, ids, within_filter=False)}

    outcomes = store.modify(
        INVOICES,
        [
            Modification(ids[0], read[ids[0]], {"name": "Closed"}, reopens=paid),
            Modification(ids[1], read[ids[1]], {"name": "Open"}),
            Modification(ids[0], read[ids[0]], {"name": "Late"}, reopens=paid),
        ],
        one_way=True,
    )

    rows = {row.id: row for row in store.read_by_id(INVOICES, ids, within_filter=False)}
    assert [rows[id_].values["name"] for id_ in ids] == ["Closed", "Open"]
    assert [rows[id_].values["statecode"] for id_ in ids] == [2, 0]
    assert [type(outcome) for outcome in outcomes] == [Written, Written, Changed]
    forget(world)
