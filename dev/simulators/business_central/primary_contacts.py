"""The primary contact of a customer, as Business Central's tables validate it.

From the source of Customer and Contact (https://github.com/microsoft/BCApps). Recalled: what a
request does with a number that is there already, and with one in a new customer.
"""

from dev.simulators.business_central.contacts import COMPANY
from dev.simulators.business_central.errors import dialog
from dev.simulators.business_central.model import Model
from dev.simulators.business_central.store import Row, Store
from dev.simulators.business_central.writing import Behaviour, Write, Writer

REACHED = ("phoneNumber", "email", "mobilePhoneNumber")
"""What a customer takes over from a company that becomes its primary contact."""


class ChosenContacts(Behaviour):
    """Customers: their primary contact belongs to them."""

    alters = False

    def __init__(self, model: Model, store: Store) -> None:
        self._contacts = model.sets["contacts"]
        self._relations = model.sets["businessRelations"]
        self._store = store

    def inserting(self, write: Write) -> None:
        if write.values.get("primaryContactNumber"):
            self._choose({"id": "", "number": "", "type": COMPANY}, write)

    def modifying(self, row: Row, write: Write) -> None:
        before = row["primaryContactNumber"]
        if write.values.get("primaryContactNumber", before) != before:
            self._choose(row, write)

    def _choose(self, customer: Row, write: Write) -> None:
        """Check the contact, and take over its name, or how it is reached."""
        values = write.values
        number = values["primaryContactNumber"]
        contact = self._store.find(write.company, self._contacts, {"number": number})
        if contact is None:
            values.setdefault("contactName", "")
            return
        if (customer | values)["type"] == COMPANY:
            self._check_related(write.company, customer, contact)
        if contact["type"] != COMPANY:
            values.setdefault("contactName", contact["displayName"])
            return
        values.setdefault("contactName", "")
        for name in REACHED:
            if contact[name]:
                values.setdefault(name, contact[name])

    def _check_related(self, company: int, customer: Row, contact: Row) -> None:
        relation = self._store.find(company, self._relations, {"relatedId": customer["id"]})
        if relation is None or contact["companyNumber"] != relation["contactNumber"]:
            raise dialog(
                f"The contact {contact['number']} {contact['displayName']} does not belong to the "
                f"customer {customer['number']}."
            )


class LeavingContacts(Behaviour):
    """Contacts: customers lose their primary contact, and its name, when it is deleted."""

    alters = False

    def __init__(self, model: Model, store: Store, writer: Writer) -> None:
        self._customers = model.sets["customers"]
        self._store = store
        self._writer = writer

    def deleted(self, company: int, row: Row) -> None:
        """That the customers count as modified by it is recalled."""
        chosen: Row = {"primaryContactNumber": row["number"]}
        nobody: Row = {"primaryContactNumber": "", "contactName": ""}
        for customer in self._store.where(company, self._customers, chosen):
            self._writer.rewrite(company, self._customers, customer, nobody)
