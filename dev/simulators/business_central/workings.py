"""Which entity sets have AL code of their own behind them."""

from collections.abc import Mapping

from dev.simulators.business_central.actions import Actions
from dev.simulators.business_central.analytics import Analytics
from dev.simulators.business_central.availability import Availability
from dev.simulators.business_central.companion import companion_behaviours
from dev.simulators.business_central.contacts import Contacts, Party
from dev.simulators.business_central.documents import Documents, Lines
from dev.simulators.business_central.items import Entries, Items, Ledger
from dev.simulators.business_central.model import Model
from dev.simulators.business_central.operations import Action
from dev.simulators.business_central.opportunities import Opportunities
from dev.simulators.business_central.receivables import ENTRIES, CustomerEntries, Receivables
from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.business_central.store import Store
from dev.simulators.business_central.writing import Behaviour, Writer
from dev.simulators.clock import SimulatorClock


def equip(
    model: Model,
    store: Store,
    writer: Writer,
    clock: SimulatorClock,
    settings: BusinessCentralSettings,
) -> Mapping[tuple[str, str], Action]:
    """Give the writer the behaviours, and return the bound actions that are simulated."""
    ledger = Ledger(model, writer)
    documents = {
        name: Documents(model, store, writer, clock, entity_set, entity_set.rules.document)
        for name, entity_set in model.sets.items()
        if entity_set.rules.document is not None
    }
    lines = {
        name: Lines(model, store, entity_set, line, documents[line.header], settings)
        for name, entity_set in model.sets.items()
        if (line := entity_set.rules.line) is not None
    }
    contacts = Contacts(model, store, writer)
    behaviours: dict[str, Behaviour] = {
        "items": Items(model, store, ledger),
        "itemLedgerEntries": Entries(model, store, clock),
        ENTRIES: CustomerEntries(model, store, clock),
        "contacts": contacts,
        "opportunities": Opportunities(
            model.sets["opportunities"], clock, need_contacts=settings.opportunities_need_contacts
        ),
    }
    if settings.company_contacts:
        for name, relation in (("customers", "Customer"), ("vendors", "Vendor")):
            behaviours[name] = Party(relation, contacts)
    writer.behaviours = behaviours | documents | lines
    receivables = Receivables(model, store, clock)
    store.computed |= receivables.fills
    if settings.analytics:
        store.computed |= Analytics(model, store).fills
        store.computed |= receivables.query_fills
    if settings.companion:
        store.computed["itemAvailabilities"] = Availability(model, store).fill
        writer.behaviours |= companion_behaviours(model, store, writer, behaviours)
    actions = Actions(model, store, writer, ledger, documents)
    return {
        ("salesQuotes", "makeOrder"): actions.make_order,
        ("salesInvoices", "post"): actions.post_invoice,
        ("salesInvoices", "cancel"): actions.cancel_invoice,
        ("salesOrders", "shipAndInvoice"): actions.ship_and_invoice,
    }
