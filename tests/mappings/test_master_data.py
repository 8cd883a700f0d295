"""All shipped mappings at once."""

from datetime import timedelta

from tests.mappings.books import Books


def test_everything_travels_in_the_order_of_what_it_points_to_and_then_rests(books: Books) -> None:
    terms = books.enter("paymentTerms", code="NET 45")
    customer = books.enter("customers", displayName="Adatum", paymentTermsId=terms["id"])
    company = books.record("contacts", displayName="Adatum", type="Company")
    person = books.enter(
        "contacts", displayName="Ann Marie Beebe", type="Person", companyNumber=company["number"]
    )
    books.enter("vendors", displayName="Fabrikam", paymentTermsId=terms["id"])
    pieces = books.record("unitsOfMeasure", code="PCS")
    chair = books.enter(
        "items", displayName="Chair", unitPrice=120, baseUnitOfMeasureId=pieces["id"]
    )
    books.enter("opportunities", description="Ten chairs", contactNumber=person["number"])

    books.full_sync()

    account = books.row("account", name="Adatum")
    assert account["accountid"] == books.partner("customer", customer)
    vendor = books.row("account", name="Fabrikam")
    assert (vendor["customertypecode"], vendor["paymenttermscode"]) == (11, 3)
    assert account["paymenttermscode"] == 3
    contact = books.row("contact", lastname="Beebe")
    assert (contact["firstname"], contact["middlename"]) == ("Ann", "Marie")
    assert contact["_parentcustomerid_value"] == account["accountid"]
    product = books.row("product", productnumber=chair["number"])
    assert (product["name"], product["statecode"], product["price"]) == ("Chair", 0, 120)
    price = books.row("productpricelevel")
    assert (price["_productid_value"], price["amount"]) == (product["productid"], 120)
    opportunity = books.row("opportunity")
    assert opportunity["name"] == "Ten chairs"
    assert opportunity["_parentcontactid_value"] == contact["contactid"]
    assert opportunity["_parentaccountid_value"] == account["accountid"]
    assert books.pending() == []
    books.world.clock.advance(timedelta(minutes=15))
    books.tick()
    before = books.world.writes()
    books.tick()
    assert books.world.writes() == before
    assert books.pending() == []
