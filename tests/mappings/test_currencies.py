"""Currencies, their exchange rates, and what one is worth in another."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.coupling import ask
from tests.mappings.books import Books
from tests.surroundings import Json, counters

MAPPING = "currency"
REREAD = timedelta(minutes=721)


@pytest.fixture
def bank(books: Books) -> Books:
    books.only("CURRENCY")
    return books


@pytest.fixture
def in_dollars(bank: Books) -> Iterator[Books]:
    """Dataverse's base currency is the dollar; Business Central's local one is the euro."""
    [organization] = bank.rows("organization")
    euro = organization["_basecurrencyid_value"]
    dollar = bank.world.accounts.add_currency("USD", "US dollar")["transactioncurrencyid"]

    def base(currency: str) -> None:
        bound = {"basecurrencyid@odata.bind": f"transactioncurrencies({currency})"}
        bank.change("organization", organization, **bound)

    bank.change("transactioncurrency", {"transactioncurrencyid": dollar}, exchangerate=1)
    base(dollar)
    yield bank
    base(euro)


def rate(books: Books, code: str, amount: object, other: str = "", *, ago: int = 0) -> None:
    """Enter what 100 units of a currency are in the local or another one."""
    day = books.world.clock.now() - timedelta(days=ago)
    books.enter(
        "currencyExchangeRates",
        currencyCode=code,
        startingDate=f"{day:%Y-%m-%d}",
        exchangeRateAmount=100,
        relationalCurrencyCode=other,
        relationalExchangeRateAmount=amount,
    )


def row(books: Books, code: str) -> Json:
    return books.row("transactioncurrency", isocurrencycode=code)


def test_currencies_come_with_their_rates_and_how_they_are_written(bank: Books) -> None:
    bank.world.sync(MAPPING, full=True)

    told = {
        each["isocurrencycode"]: (
            each["currencyname"],
            each["currencysymbol"],
            each["currencyprecision"],
            each["exchangerate"],
        )
        for each in bank.rows("transactioncurrency")
    }
    assert told == {
        "CHF": ("Swiss franc", "CHF", 2, Decimal("0.9389671362")),
        "DKK": ("Danish krone", "kr", 2, Decimal("7.4626865672")),
        "EUR": ("Euro", "€", 2, 1),
        "GBP": ("Pound sterling", "£", 2, Decimal("0.8532423208")),
        "JPY": ("Japanese yen", "¥", 0, Decimal("163.9344262295")),
        "USD": ("US dollar", "$", 2, Decimal("1.0893246187")),
    }
    bank.rest(MAPPING)


def test_a_new_rate_follows_although_the_currency_did_not_change(bank: Books) -> None:
    bank.world.sync(MAPPING, full=True)
    bank.world.clock.advance(timedelta(minutes=15))
    bank.tick_one(MAPPING)
    rate(bank, "USD", 80)
    bank.tick_one(MAPPING)
    assert row(bank, "USD")["exchangerate"] == Decimal("1.0893246187")

    bank.world.clock.advance(REREAD)
    bank.tick_one(MAPPING)

    assert row(bank, "USD")["exchangerate"] == Decimal("1.25")
    bank.rest(MAPPING)


def test_a_rate_of_tomorrow_does_not_count_yet(bank: Books) -> None:
    rate(bank, "USD", 50, ago=-30)
    rate(bank, "USD", 80, ago=1)
    rate(bank, "USD", 40, ago=400)

    bank.world.sync(MAPPING, full=True)

    assert row(bank, "USD")["exchangerate"] == Decimal("1.25")


def test_a_currency_without_a_rate_is_named_and_follows_once_it_has_one(bank: Books) -> None:
    zloty = bank.enter("currencies", code="PLN", displayName="Zloty")
    bank.world.sync(MAPPING, full=True)

    [listed] = bank.pending()
    assert (listed["record"], listed["cause"]) == (zloty["id"], "dependency")
    assert (
        "its exchangeRate cannot be worked out: Business Central has no exchange rate of PLN that "
        "has begun" in listed["message"]
    )
    assert len(bank.rows("transactioncurrency")) == 6
    rate(bank, "PLN", 25)
    bank.world.clock.advance(timedelta(hours=2))
    bank.tick_one(MAPPING)
    assert (row(bank, "PLN")["exchangerate"], row(bank, "PLN")["currencysymbol"]) == (4, "PLN")
    bank.rest(MAPPING)


def test_rates_that_lead_nowhere_are_told_with_the_currency_to_correct(bank: Books) -> None:
    for code in ("PLN", "CZK", "HUF"):
        bank.enter("currencies", code=code, displayName=code)
    rate(bank, "PLN", 0)
    rate(bank, "CZK", 10, "HUF")
    rate(bank, "HUF", 10, "CZK")

    bank.world.sync(MAPPING, full=True)

    told = {entry["title"]: entry["message"] for entry in bank.pending()}
    assert (
        f"rate of PLN from {bank.world.clock.now():%Y-%m-%d} has an amount of zero" in told["PLN"]
    )
    assert "lead round in a circle (CZK -> HUF -> CZK), not to EUR" in told["CZK"]
    assert "lead round in a circle (HUF -> CZK -> HUF), not to EUR" in told["HUF"]


def test_without_a_local_currency_code_it_is_said_where_to_enter_it(bank: Books) -> None:
    [setup] = bank.records("generalLedgerSetup")
    bank.amend("generalLedgerSetup", setup, localCurrencyCode="")

    bank.world.sync(MAPPING, full=True)

    assert len(bank.pending()) == 5
    for entry in bank.pending():
        assert "General Ledger Setup of Business Central has no local currency" in entry["message"]


def test_the_base_currency_is_worth_one_whatever_its_rate(bank: Books) -> None:
    euro = bank.enter("currencies", code="EUR", displayName="Euro", symbol="€")
    rate(bank, "EUR", 77)

    run = bank.world.sync(MAPPING, full=True)

    assert counters(run)["coupled"] == 1
    assert bank.partner(MAPPING, euro) == row(bank, "EUR")["transactioncurrencyid"]
    assert row(bank, "EUR")["exchangerate"] == 1
    bank.rest(MAPPING)


def test_rates_lead_across_where_the_base_is_not_the_local_currency(in_dollars: Books) -> None:
    bank = in_dollars
    bank.enter("currencies", code="GGP", displayName="Guernsey pound", symbol="£")
    rate(bank, "GGP", 100, "GBP")

    bank.world.sync(MAPPING, full=True)

    assert row(bank, "USD")["exchangerate"] == 1
    assert row(bank, "CHF")["exchangerate"] == Decimal("0.8619718310")
    assert row(bank, "GBP")["exchangerate"] == Decimal("0.7832764505")
    assert row(bank, "GGP")["exchangerate"] == Decimal("0.7832764505")
    assert row(bank, "EUR")["exchangerate"] == 1  # It is no currency in Business Central.
    bank.rest(MAPPING)


def test_no_rate_of_the_base_leaves_all_others_without_one(in_dollars: Books) -> None:
    bank = in_dollars
    for found in bank.records("currencyExchangeRates", currencyCode="USD"):
        bank.remove("currencyExchangeRates", found)

    bank.world.sync(MAPPING, full=True)

    assert {entry["cause"] for entry in bank.pending()} == {"dependency"}
    assert len(bank.pending()) == 4
    assert row(bank, "USD")["exchangerate"] == 1


def test_what_the_app_works_out_is_there_whatever_is_asked_for(bank: Books) -> None:
    """Previews, explanations and chosen records read currencies in ways of their own."""
    theirs = bank.world.accounts.add_currency("USD", "Dollar")
    dollar = bank.record("currencies", code="USD")
    pair = {"bc_id": dollar["id"], "dataverse_id": theirs["transactioncurrencyid"]}
    path = f"mappings/{MAPPING}/explain/bc/{dollar['id']}"

    told = bank.world.get(path)["reasons"]
    previewed = ask(bank.world, "?preview=true", MAPPING, pairs=[pair])
    matched = ask(bank.world, "/match?preview=true", MAPPING)
    body = {"direction": "to_dataverse", "dry_run": True, "full": True}
    dry = bank.world.call("POST", f"mappings/{MAPPING}/sync", json=body)
    coupled = ask(bank.world, "", MAPPING, pairs=[pair])
    bank.world.stack.host.drain_queues(include_delayed=True)

    assert told
    for answer in (previewed, matched, dry, coupled):
        assert answer.status_code < 300, answer.text
    assert "1.0893246187" in previewed.text
    assert row(bank, "USD")["exchangerate"] == Decimal("1.0893246187")
    bank.world.sync(MAPPING, full=True, force=True)
    bank.rest(MAPPING)
