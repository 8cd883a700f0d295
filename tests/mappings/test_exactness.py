"""Text and numbers arrive as they are, or not at all, and never go back and forth."""

from decimal import Decimal

import pytest

from tests.mappings.books import Books
from tests.mappings.sample_people import currencies
from tests.mappings.shop import Shop
from tests.surroundings import Json

MAPPING = "customer"
TEXTS = (
    "O'Neil & Söhne; 100 %+#?",
    'He said "yes" \\ <b>no</b>',
    "Salt_x0020_and_x0026_Pepper",
    "😀👩‍👩‍👧 Emoji 🇩🇪",
    "שלום עולם",
    "مرحبا بالعالم 123",
    "Zürich İstanbul ẞ ﬁ",
    "Cafe\u0301",
    "日本語テキスト",
    "  two in front",
    "a\tb",
    "null",
    "0010",
    "1e5",
    "2026-01-01",
)
EMOJI_AT_THE_LIMIT = "😀" * 15
"""As long as a city may be: thirty units of UTF-16."""
AMOUNTS = ("0.01", "12345678901234.56", "99999999999999.99", "4503599627370497.5", "-1.005")


@pytest.fixture
def firms(books: Books) -> Books:
    books.only("CUSTOMER")
    currencies(books)
    return books


def account_of(books: Books, customer: Json) -> Json:
    return books.row("account", accountid=books.partner(MAPPING, customer))


def test_texts_of_all_kinds_arrive_as_they_are_from_both_sides(firms: Books) -> None:
    books = firms
    there = [books.enter("customers", displayName=text, city=text) for text in TEXTS]
    back = [
        books.add("account", name=f"{n}: {text}", address1_city=text, customertypecode=3)
        for n, text in enumerate(TEXTS)
    ]

    books.world.sync(MAPPING, full=True)

    for customer, text in zip(there, TEXTS, strict=True):
        account = account_of(books, customer)
        assert (account["name"], account["address1_city"]) == (text, text)
    for row, text in zip(back, TEXTS, strict=True):
        assert books.record("customers", displayName=row["name"])["city"] == text
    books.tick_one(MAPPING)
    books.rest(MAPPING)


def test_the_same_texts_find_each_other_by_name(firms: Books) -> None:
    books = firms
    pairs = [
        (
            books.enter("customers", displayName=text),
            books.add("account", name=text, customertypecode=3),
        )
        for text in TEXTS
    ]

    books.world.sync(MAPPING, full=True)

    assert books.pending() == []
    assert len(books.rows("account")) == len(TEXTS)
    for customer, account in pairs:
        assert books.partner(MAPPING, customer) == account["accountid"]


def test_blanks_at_the_end_and_small_letters_in_codes_are_no_endless_change(
    firms: Books,
) -> None:
    books = firms
    row = books.add(
        "account",
        name="Adatum  ",
        address1_city="Cambridge ",
        address1_postalcode="cb3 7gg",
        address1_country="gb",
        telephone1=" 030",
        customertypecode=3,
    )
    books.world.sync(MAPPING, full=True)
    books.tick_one(MAPPING)
    books.rest(MAPPING)

    customer = books.record("customers", displayName="Adatum")
    assert (customer["city"], customer["phoneNumber"]) == ("Cambridge", " 030")
    assert (customer["postalCode"], customer["country"]) == ("CB3 7GG", "GB")
    books.change("account", row, address1_postalcode="cb3 7gg", address1_city="Cambridge   ")
    books.tick_one(MAPPING)
    books.tick_one(MAPPING)  # Brings the capitals back.
    books.rest(MAPPING)
    customer = books.record("customers", displayName="Adatum")
    assert (customer["city"], customer["postalCode"]) == ("Cambridge", "CB3 7GG")
    books.amend("customers", customer, phoneNumber="040")
    books.tick_one(MAPPING)
    assert books.row("account", accountid=row["accountid"])["telephone1"] == "040"
    books.rest(MAPPING)


def test_empty_text_and_no_text_are_the_same(firms: Books) -> None:
    books = firms
    customer = books.enter("customers", displayName="Adatum", city="Berlin", email="")
    books.add("account", name="Contoso", address1_city=None, telephone1="", customertypecode=3)
    books.world.sync(MAPPING, full=True)
    books.tick_one(MAPPING)
    account = account_of(books, customer)
    assert account["emailaddress1"] is None
    assert books.record("customers", displayName="Contoso")["phoneNumber"] == ""
    books.rest(MAPPING)

    books.change("account", account, address1_city="", emailaddress1="")
    books.tick_one(MAPPING)

    assert books.record("customers", id=customer["id"])["city"] == ""
    books.rest(MAPPING)


def test_what_is_too_long_is_told_and_cut_on_no_side(firms: Books) -> None:
    books = firms
    long_name, long_city = "N" * 101, "C" * 31
    short = books.enter("customers", displayName="Short", city=EMOJI_AT_THE_LIMIT)
    books.add("account", name=long_name, customertypecode=3)
    city = books.add("account", name="City", address1_city="Bonn", customertypecode=3)
    site = books.enter("customers", displayName="Site", website="https://a.example")

    books.world.sync(MAPPING, full=True)
    books.change("account", city, address1_city=long_city, telephone1="1")
    books.amend("customers", site, website=f"https://{'w' * 200}", phoneNumber="2")
    books.tick_one(MAPPING)

    assert account_of(books, short)["address1_city"] == EMOJI_AT_THE_LIMIT
    listed = {entry["title"]: entry for entry in books.pending()}
    assert set(listed) == {long_name, "City", "Site"}
    assert {entry["cause"] for entry in listed.values()} == {"data"}
    assert "city" in listed["City"]["message"]
    assert "websiteurl" in listed["Site"]["message"]
    assert books.record("customers", displayName="City")["city"] == "Bonn"
    assert account_of(books, site)["websiteurl"] == "https://a.example"
    books.change("account", city, address1_city="Köln")
    books.tick_one(MAPPING)
    customer = books.record("customers", displayName="City")
    assert (customer["city"], customer["phoneNumber"]) == ("Köln", "1")


def test_amounts_of_more_than_fifteen_digits_lose_none_of_them(firms: Books) -> None:
    books = firms
    good = [
        books.enter("customers", displayName=text, creditLimit=Decimal(text))
        for text in AMOUNTS[:3]
    ]
    refused = [
        books.enter("customers", displayName=text, creditLimit=Decimal(text))
        for text in AMOUNTS[3:]
    ]

    books.world.sync(MAPPING, full=True)

    for customer, text in zip(good, AMOUNTS, strict=False):
        assert account_of(books, customer)["creditlimit"] == Decimal(text)
    listed = {entry["record"]: entry for entry in books.pending()}
    assert set(listed) == {customer["id"] for customer in refused}
    for customer in refused:
        assert "creditlimit" in listed[customer["id"]]["message"]
        books.amend("customers", customer, creditLimit=Decimal("12345678901234.5"))
    books.tick_one(MAPPING)
    for customer in refused:
        assert account_of(books, customer)["creditlimit"] == Decimal("12345678901234.5")
    books.rest(MAPPING)


def test_more_places_than_dataverse_keeps_are_no_endless_change(shop: Shop) -> None:
    chair = shop.item("Chair", unitPrice=Decimal("9999999999.12345"), unitCost=Decimal("0.00005"))
    shop.post(chair, Decimal("1234567.123456789"))

    shop.world.sync("item-product", full=True)

    product = shop.product_of(chair)
    assert abs(product["price"] - Decimal("9999999999.12345")) <= Decimal("0.0001")
    assert abs(product["quantityonhand"] - Decimal("1234567.123456789")) < Decimal("0.00001")
    shop.rest("item-product")
    shop.amend("items", chair, unitPrice=Decimal("9999999999.12346"))
    shop.tick_one("item-product")
    shop.rest("item-product")
    assert shop.record("items", id=chair["id"])["unitPrice"] == Decimal("9999999999.12346")


def test_choices_with_blanks_in_their_names_are_understood(firms: Books) -> None:
    books = firms
    blocked = books.enter("customers", displayName="Blocked", blocked="All")
    free = books.enter("customers", displayName="Free", blocked="_x0020_")

    books.world.sync(MAPPING, full=True)

    assert [row["name"] for row in books.rows("account")] == ["Free"]
    books.amend("customers", free, blocked="Ship", city="Bonn")
    books.amend("customers", blocked, blocked="_x0020_")
    books.world.sync(MAPPING, full=True)
    assert account_of(books, free)["address1_city"] is None
    assert account_of(books, blocked)["name"] == "Blocked"
    books.rest(MAPPING)
