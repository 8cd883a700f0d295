"""One fault at each call that carries invoices: each is there once in the end, with its lines."""

from itertools import count

import pytest

from dev.simulators.faults import Fault
from shared.usecases.doubts import LONGEST_OPERATION
from tests.doors import Doors
from tests.faults.test_fault_at_every_call import (
    EVERY,
    OF_THE_SERVICES,
    SILENCES,
    Misfortune,
)
from tests.mappings.books import Books
from tests.mappings.fixtures import books
from tests.mappings.invoices import OPEN, PARTIAL, SLUG, Invoices, of
from tests.mappings.sample_products import catalogue

__all__ = ["books"]
PAID = 2
FEWEST_CALLS = 6
"""Products, customers, lines, the invoices, what became of them, and their state."""


@pytest.fixture
def invoices(books: Books) -> Invoices:
    invoices = Invoices(books.world, "POSTEDSALESINV-INV")
    catalogue(invoices)
    return invoices


@pytest.mark.parametrize("fault", OF_THE_SERVICES.values(), ids=OF_THE_SERVICES.keys())
def test_a_fault_at_any_call_leaves_each_invoice_once_with_all_its_lines(
    invoices: Invoices, doors: Doors, fault: Fault
) -> None:
    world = invoices.world
    adatum, chair = invoices.customer(), invoices.chair()
    if fault in SILENCES.values():
        world.start_app(DATAVERSE_TIMEOUT_SECONDS="1", BC_TIMEOUT_SECONDS="1")
    path = f"mappings/{SLUG}/couplings/create"
    # Timers and people go on before a message is back that comes after minutes of real time.
    is_soon_over = (fault.retry_after or 0) < 60

    first = 1 + list(OF_THE_SERVICES.values()).index(fault) % EVERY
    for at in count(first, EVERY):
        posted = invoices.post_invoice(adatum, of(chair, 2), {"description": "Thanks"})
        partly = invoices.post_invoice(adatum, of(chair), of(chair))
        invoices.pay(partly, 40)
        misfortune = Misfortune(fault, at, doors.services)
        with doors.watched(misfortune.watch):
            world.call("POST", path, json={"records": [posted["id"], partly["id"]]})
            world.stack.host.drain_queues(include_delayed=is_soon_over)
        for _ in range(2):
            world.clock.advance(LONGEST_OPERATION)
            invoices.tick_one(SLUG)
        world.call("POST", path, json={"records": [posted["id"], partly["id"]]})
        world.stack.host.drain_queues(include_delayed=is_soon_over)

        assert invoices.standing(posted)[0] == OPEN, misfortune.struck
        assert invoices.standing(partly) == (PAID, PARTIAL), misfortune.struck
        assert len(invoices.lines_of(posted)) == len(invoices.lines_of(partly)) == 2
        assert len(invoices.rows("invoicedetail")) == 2 * len(invoices.rows("invoice"))
        assert invoices.pending() == []
        if not misfortune.struck:
            break

    assert at > FEWEST_CALLS
