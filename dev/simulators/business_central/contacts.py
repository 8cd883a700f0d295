"""Contacts, and how customers and vendors are related to them.

A business relation leads from a contact, usually a company's, to a customer or vendor. The persons
of the company share it.
"""

from dev.simulators.business_central.model import EntitySet, Model
from dev.simulators.business_central.store import Row, Store
from dev.simulators.business_central.writing import Behaviour, Write, Writer

SHARED = (
    "displayName", "addressLine1", "addressLine2", "city", "state", "country", "postalCode",
    "phoneNumber", "email", "website", "taxRegistrationNumber",
)  # fmt: skip
"""The fields that a contact takes over from its customer or vendor."""
COMPANY = 0
"""The number of the contact type Company."""


class Contacts(Behaviour):
    def __init__(self, model: Model, store: Store, writer: Writer) -> None:
        self._contacts = model.sets["contacts"]
        self._relations = model.sets["businessRelations"]
        self._opportunities = model.sets["opportunities"]
        self._store = store
        self._writer = writer
        members = self._contacts.fields["contactBusinessRelation"].members
        self._relation_numbers = {name: number for number, name in enumerate(members)}
        self._related_types = self._relations.fields["relatedType"].members

    def inserting(self, write: Write) -> None:
        values, company = write.values, write.company
        name = values.setdefault("displayName", "")
        values.setdefault("searchName", str(name).upper())
        if not values.get("number"):
            first = str(self._contacts.rules.series)
            values["number"] = self._writer.unused_number(company, self._contacts, first)
        if values.setdefault("type", COMPANY) == COMPANY and not values.get("companyNumber"):
            values.update(companyNumber=values["number"], companyName=name)
        belongs_to = values.get("companyNumber") or values["number"]
        values["contactBusinessRelation"] = self._relation(company, belongs_to)

    def modifying(self, row: Row, write: Write) -> None:
        changes = write.values
        _search_anew(row, changes)
        if "companyNumber" in changes and changes["companyNumber"] != row["companyNumber"]:
            found = self._relation(write.company, changes["companyNumber"] or row["number"])
            changes["contactBusinessRelation"] = found
        elif row["companyNumber"] == row["number"]:
            if "displayName" in changes:
                changes["companyName"] = changes["displayName"]
            if "number" in changes:
                changes["companyNumber"] = changes["number"]

    def modified(self, company: int, old: Row, new: Row) -> None:
        """The company's name stands in its persons, and a contact's names in opportunities: as
        FlowFields or copies, which is not told apart here."""
        if old["displayName"] != new["displayName"]:
            if new["companyNumber"] == new["number"]:
                self._rename_company(company, new)
            names: Row = {
                "contactName": new["displayName"],
                "contactCompanyName": new["companyName"],
            }
            self._copy(company, self._opportunities, {"contactNumber": new["number"]}, names)

    def deleted(self, company: int, row: Row) -> None:
        number = row["number"]
        for relation in self._store.where(company, self._relations, {"contactNumber": number}):
            self._store.delete(company, self._relations, relation)
        self._tell_persons(company, number)

    def add_for(self, company: int, party: Row, relation: str) -> None:
        """Add the contact of a new customer or vendor, and what relates the two."""
        first = str(self._contacts.rules.series)
        number = self._writer.unused_number(company, self._contacts, first)
        contact: Row = {name: party[name] for name in SHARED}
        contact |= {
            "number": number,
            "type": party.get("type", COMPANY),
            "searchName": str(party["displayName"]).upper(),
            "contactBusinessRelation": self._relation_numbers[relation],
            "lastModifiedDateTime": party["lastModifiedDateTime"],
        }
        if contact["type"] == COMPANY:
            contact |= {"companyNumber": number, "companyName": party["displayName"]}
        self._writer.insert(company, self._contacts, contact)
        related: Row = {
            "contactNumber": number,
            "relatedId": party["id"],
            "relatedType": self._related_types.index(relation),
        }
        self._store.insert(company, self._relations, related)

    def refresh(self, company: int, party: Row, changes: Row) -> None:
        """Carry changes of a customer or vendor to its contact; *changes* are completed."""
        contact = self._of(company, party)
        if contact is None:
            return
        if "displayName" in changes and contact["companyNumber"] == contact["number"]:
            changes["companyName"] = changes["displayName"]
        _search_anew(contact, changes)
        changes["lastModifiedDateTime"] = party["lastModifiedDateTime"]
        new = self._writer.rewrite(company, self._contacts, contact, changes)
        self.modified(company, contact, new)

    def part(self, company: int, party: Row) -> None:
        """A customer or vendor is gone: its contact stays, and is nobody's any more."""
        contact = self._of(company, party)
        relation = self._store.find(company, self._relations, {"relatedId": party["id"]})
        if contact is None or relation is None:
            return
        self._store.delete(company, self._relations, relation)
        found = self._relation(company, contact["number"])
        self._writer.rewrite(company, self._contacts, contact, {"contactBusinessRelation": found})
        self._tell_persons(company, contact["number"])

    def _of(self, company: int, party: Row) -> Row | None:
        relation = self._store.find(company, self._relations, {"relatedId": party["id"]})
        if relation is None:
            return None
        return self._store.find(company, self._contacts, {"number": relation["contactNumber"]})

    def _relation(self, company: int, number: str | int) -> int:
        """Return the member that sums up the relations of a contact."""
        found = self._store.where(company, self._relations, {"contactNumber": number})
        match [self._related_types[int(each["relatedType"])] for each in found]:
            case []:
                return self._relation_numbers["None"]
            case [only]:
                return self._relation_numbers[only]
            case _:
                return self._relation_numbers["Multiple"]

    def _tell_persons(self, company: int, number: str | int) -> None:
        """Let the persons of a company share its relation again."""
        relation: Row = {"contactBusinessRelation": self._relation(company, number)}
        self._copy(company, self._contacts, {"companyNumber": number}, relation)

    def _rename_company(self, company: int, new: Row) -> None:
        persons: Row = {"companyNumber": new["number"]}
        self._copy(company, self._contacts, persons, {"companyName": new["displayName"]})
        for person in self._store.where(company, self._contacts, persons):
            names: Row = {"contactCompanyName": new["displayName"]}
            self._copy(company, self._opportunities, {"contactNumber": person["number"]}, names)

    def _copy(self, company: int, entity_set: EntitySet, where: Row, values: Row) -> None:
        """Write what repeats another record, without anybody's modification (recalled)."""
        for row in self._store.where(company, entity_set, where):
            self._store.overwrite(company, entity_set, row, values)


def _search_anew(contact: Row, changes: Row) -> None:
    """A contact is searched for by its name, unless somebody has chosen otherwise."""
    if "displayName" in changes and contact["searchName"] == str(contact["displayName"]).upper():
        changes.setdefault("searchName", str(changes["displayName"]).upper())


class Party(Behaviour):
    """Customers, or vendors: each has a contact."""

    alters = False

    def __init__(self, relation: str, contacts: Contacts) -> None:
        self._relation = relation
        self._contacts = contacts

    def inserted(self, company: int, row: Row) -> None:
        self._contacts.add_for(company, row, self._relation)

    def modified(self, company: int, old: Row, new: Row) -> None:
        changes = {name: new[name] for name in SHARED if new[name] != old[name]}
        if changes:
            self._contacts.refresh(company, new, changes)

    def deleted(self, company: int, row: Row) -> None:
        self._contacts.part(company, row)
