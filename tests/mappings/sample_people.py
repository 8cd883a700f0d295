"""Samples of companies and people."""

from decimal import Decimal

from tests.mappings.books import Books
from tests.mappings.samples import Enter, Field, In, Pair, Row, Sample, constant, same
from tests.surroundings import Json

NO_ID = "00000000-0000-0000-0000-000000000000"


def in_euro(code: str) -> Row:
    return Row("transactioncurrency", {"isocurrencycode": code})


LOCAL_CURRENCY = in_euro("EUR")
ADDRESS = (
    same("addressLine1", "address1_line1", "Station Road, 21", "192 Market Square"),
    same("addressLine2", "address1_line2", "Suite 4", "2nd floor"),
    same("postalCode", "address1_postalcode", "CB3 7GG", "B27 4KT"),
    same("city", "address1_city", "Cambridge", "Zürich"),
    same("state", "address1_stateorprovince", "Cambs", "WY"),
    same("country", "address1_country", "GB", "DE"),
)
REACHED = (
    same("phoneNumber", "telephone1", "+44 1223 1", "+49 30 2"),
    same("email", "emailaddress1", "info{n}@adatum.com", "info{n}@contoso.com"),
    same("website", "websiteurl", "https://adatum.com", "https://contoso.com/en?a=1"),
)
CURRENCY = Field(
    "currencyId",
    "transactioncurrencyid",
    "both",
    (
        Pair(In("currencies", {"code": "USD"}), in_euro("USD")),
        Pair(In("currencies", {"code": "GBP"}), in_euro("GBP")),
    ),
    Pair(NO_ID, LOCAL_CURRENCY),
)
NAME = Field(
    "displayName",
    "name",
    "both",
    (Pair("Adatum {n}", "Adatum {n}"), Pair("Contoso {n}", "Contoso {n}")),
)
OWNER = Field(
    "salespersonCode",
    "ownerid",
    "to",
    (
        Pair("JO", Row("systemuser", {"fullname": "Jim Olive"})),
        Pair("LT", Row("systemuser", {"fullname": "Linda Taylor"})),
    ),
)


def currencies(books: Books) -> None:
    books.world.tick("currency")


def choice(bc: str, dataverse: str, entity: str, codes: dict[str, int]) -> Field:
    """A code of Business Central that is a value of a choice in Dataverse."""
    first, second = (Pair(In(entity, {"code": code}), value) for code, value in codes.items())
    return Field(bc, dataverse, "both", (first, second), Pair(NO_ID, None))


TERMS = choice("paymentTermsId", "paymenttermscode", "paymentTerms", {"NET 45": 3, "NET 60": 4})
FREIGHT = choice(
    "shipmentMethodId", "address1_freighttermscode", "shipmentMethods", {"FOB": 1, "NO CHARGE": 2}
)


def vendor_codes(books: Books) -> None:
    currencies(books)
    books.world.sync("payment-terms", full=True)


def customer_codes(books: Books) -> None:
    vendor_codes(books)
    books.world.sync("shipment-method", full=True)


CUSTOMER = Sample(
    (
        NAME,
        *ADDRESS,
        *REACHED,
        Field(
            "creditLimit",
            "creditlimit",
            "to",
            (
                Pair(Decimal("12500.5"), Decimal("12500.5")),
                Pair(Decimal("99999999999.99"), Decimal("99999999999.99")),
            ),
            Pair(0, 0),
        ),
        CURRENCY,
        TERMS,
        FREIGHT,
        constant("customertypecode", 3),
    ),
    owner=(OWNER,),
    row={"customertypecode": 3},
    prepare=customer_codes,
)
VENDOR = Sample(
    (NAME, *ADDRESS, *REACHED, CURRENCY, TERMS, constant("customertypecode", 11)),
    row={"customertypecode": 11},
    prepare=vendor_codes,
)


def companies(books: Books) -> None:
    """Enter a customer and a vendor, whose accounts people can work for."""
    currencies(books)
    for entity, slug, name in (
        ("customers", "customer", "Adatum"),
        ("vendors", "vendor", "Fabrikam"),
    ):
        books.enter(entity, displayName=name)
        books.world.sync(slug, full=True)


def company_of(name: str) -> Pair:
    company = In("contacts", {"displayName": name, "type": "Company"}, by="number")
    return Pair(company, Row("account", {"name": name}))


CONTACT = Sample(
    (
        Field(
            "displayName",
            "firstname middlename lastname",
            "both",
            (
                Pair("Ann Marie Beebe{n}", ("Ann", "Marie", "Beebe{n}")),
                Pair("Ludwig van Beethoven{n}", ("Ludwig", None, "van Beethoven{n}")),
            ),
        ),
        Field(
            "companyNumber",
            "parentcustomerid",
            "both",
            (company_of("Adatum"), company_of("Fabrikam")),
        ),
        Field("type", None, "from", (Pair("Person", None),), entered=True),
        *ADDRESS,
        *REACHED,
        same("mobilePhoneNumber", "mobilephone", "+44 7700 1", "+49 171 2"),
    ),
    record={"type": "Person"},
    prepare=companies,
)


def people(books: Books) -> None:
    """Enter a person of a coupled customer and one of a coupled vendor."""
    companies(books)
    for name, company in (("Ann Beebe", "Adatum"), ("Kim Abercrombie", "Fabrikam")):
        number = books.record("contacts", displayName=company, type="Company")["number"]
        books.enter("contacts", displayName=name, type="Person", companyNumber=number)
    books.world.sync("contact", full=True)


def person(name: str) -> Pair:
    """A contact and its row, by the last name."""
    contact = In("contacts", {"displayName": name}, by="number")
    return Pair(contact, Row("contact", {"lastname": name.split()[-1]}))


def calculated(name: str) -> Enter:
    """Let the sum of an opportunity's entries come to a value, and somebody touch it."""

    def enter(books: Books, opportunity: Json, value: object) -> None:
        books.calculate("opportunities", opportunity, **{name: value})
        books.amend("opportunities", opportunity)

    return enter


OPPORTUNITY = Sample(
    (
        Field(
            "description",
            "name",
            "both",
            (Pair("Ten chairs {n}", "Ten chairs {n}"), Pair("Two desks {n}", "Two desks {n}")),
        ),
        Field(
            "contactNumber",
            "parentcontactid",
            "both",
            (person("Ann Beebe"), person("Kim Abercrombie")),
        ),
        Field(
            "contactNumber",
            "parentaccountid",
            "to",
            (
                Pair(person("Ann Beebe").bc, company_of("Adatum").dataverse),
                Pair(person("Kim Abercrombie").bc, company_of("Fabrikam").dataverse),
            ),
        ),
        Field(
            "estimatedValue",
            "estimatedvalue",
            "to",
            (Pair(Decimal("1200.75"), Decimal("1200.75")), Pair(Decimal("99.5"), Decimal("99.5"))),
            Pair(0, 0),
            enter=calculated("estimatedValue"),
        ),
        Field(
            "estimatedClosingDate",
            "estimatedclosedate",
            "to",
            (Pair("2026-12-24", "2026-12-24"), Pair("2027-02-28", "2027-02-28")),
            Pair("0001-01-01", None),
            enter=calculated("estimatedClosingDate"),
        ),
        Field(None, "transactioncurrencyid", "new", (Pair(None, LOCAL_CURRENCY),)),
    ),
    owner=(OWNER,),
    prepare=people,
)


def hire(books: Books, user: Json) -> None:
    """Make a salesperson of a user."""
    body = {"pairs": [{"user": user["systemuserid"], "create": True}]}
    answer = books.world.call("POST", "salespeople/couplings", json=body)
    assert answer.status_code == 200, answer.text
    books.world.stack.host.drain_queues(include_delayed=True)


SALESPEOPLE = Sample(
    (
        Field(
            "displayName",
            "fullname",
            "from",
            (Pair("Ann{n} Beebe", "Ann{n} Beebe"), Pair("Kim{n} Beebe", "Kim{n} Beebe")),
        ),
        same("email", "internalemailaddress", "ann{n}@contoso.com", "kim{n}@contoso.com", "from"),
        same("phoneNo", "mobilephone", "+1 425 1", "+1 425 2", "from"),
    ),
    couple=hire,
)
