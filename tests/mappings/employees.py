"""People who work for customers and vendors, as each side enters them."""

from tests.mappings.books import Books
from tests.surroundings import Json


def person(books: Books, name: str, company: str = "Adatum", **values: object) -> Json:
    """Add a person in Business Central."""
    number = books.record("contacts", displayName=company, type="Company")["number"]
    return books.enter("contacts", displayName=name, type="Person", companyNumber=number, **values)


def colleague(books: Books, last_name: str, company: str = "Adatum", **values: object) -> Json:
    """Add a person in Sales."""
    account = books.row("account", name=company)["accountid"]
    bound = {"parentcustomerid_account@odata.bind": f"accounts({account})"}
    return books.add("contact", lastname=last_name, **bound, **values)


def row_of(books: Books, contact: Json) -> Json:
    return books.row("contact", contactid=books.partner("contact", contact))
