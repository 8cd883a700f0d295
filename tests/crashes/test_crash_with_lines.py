"""A process that dies at any of its writes leaves no invoice without its lines, and none twice."""

from itertools import count

import pytest

from tests.crashes.platform import UNTIL_ALL_HAS_EXPIRED, deliver, own_queue
from tests.crashes.test_crash_at_every_write import EVERY, FEWEST_WRITES, SLOTS
from tests.doors import Doors, Life
from tests.mappings.books import Books
from tests.mappings.fixtures import books
from tests.mappings.invoices import COMPLETE, OPEN, PAID, SLUG, Invoices, of
from tests.mappings.sample_products import catalogue
from tests.surroundings import Json

__all__ = ["books"]


@pytest.fixture
def invoices(books: Books) -> Invoices:
    invoices = Invoices(books.world, "POSTEDSALESINV-INV")
    catalogue(invoices)
    return invoices


def ask(invoices: Invoices, *posted: Json) -> None:
    """:raises RuntimeError: the app failed to take the request."""
    body = {"records": [each["id"] for each in posted]}
    answer = invoices.world.call("POST", f"mappings/{SLUG}/couplings/create", json=body)
    if answer.status_code != 202:
        raise RuntimeError(answer.text)
    deliver(invoices.world)


def told(invoices: Invoices) -> list[tuple[object, ...]]:
    """Return what Sales people see of all invoices: number, state, total, lines."""
    lines = [line["_invoiceid_value"] for line in invoices.rows("invoicedetail")]
    return sorted(
        (
            row["invoicenumber"],
            row["statecode"],
            row["statuscode"],
            row["totalamount"],
            lines.count(row["invoiceid"]),
        )
        for row in invoices.rows("invoice")
    )


def test_a_crash_at_any_write_leaves_each_invoice_once_with_all_its_lines(
    invoices: Invoices, doors: Doors
) -> None:
    world = invoices.world
    world.start_app(SYNC_QUEUE_NAME=own_queue(world))
    storage = world.stack.azurite.connection_string
    adatum, chair = invoices.customer(), invoices.chair()
    expected: list[tuple[object, ...]] = []

    for last in count(1, EVERY):
        open_ = invoices.post_invoice(adatum, of(chair, 2), of(chair, 3), {"description": "Thanks"})
        paid = invoices.post_invoice(adatum, of(chair), of(chair))
        invoices.pay(paid, 100)
        expected += [(open_["number"], OPEN, 4, 250, 3), (paid["number"], PAID, COMPLETE, 100, 2)]
        life = Life(last, unless=SLOTS)
        world.start_app(AzureWebJobsStorage=doors.connection_string)
        with doors.watched(life.watch):
            try:
                ask(invoices, open_, paid)
            except Exception:
                if not life.dead:
                    raise
        where = f"died at write {last}: {life.writes[-1]}"
        assert {(row[0], row[4]) for row in told(invoices)} <= {
            (row[0], row[4]) for row in expected
        }, where
        world.start_app(AzureWebJobsStorage=storage)
        world.clock.advance(UNTIL_ALL_HAS_EXPIRED)
        ask(invoices, open_, paid)
        for _ in range(2):
            world.clock.advance(UNTIL_ALL_HAS_EXPIRED)
            world.stack.host.fire_timer(f"sync_{SLUG.replace('-', '_')}")

        assert told(invoices) == sorted(expected), where
        assert invoices.pending() == [], where
        couplings = world.get(f"mappings/{SLUG}/couplings", top=1000)["value"]
        assert len(couplings) == len(expected), where
        if not life.dead:
            break

    assert last > FEWEST_WRITES
