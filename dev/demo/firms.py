"""Made-up firms, the same for the same seed: who is a customer, who an account, who is both."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Self

from dev.demo.countries import COUNTRIES, Country

_LETTERS = "ABDEFGHJLNPRSTUWXYZ"


@dataclass(frozen=True)
class Firm:
    """A firm as either service may know it; blank is unknown."""

    name: str
    street: str
    addition: str
    postal_code: str
    city: str
    state: str
    country: str
    phone: str
    email: str
    website: str
    credit_limit: int
    """In the firm's currency."""
    currency: str
    """Blank: the company's local currency."""


@dataclass(frozen=True)
class Plan:
    """What the two services are filled with."""

    customers: tuple[Firm, ...]
    """Customers that Dataverse does not know."""
    shared: tuple[tuple[Firm, Firm], ...]
    """Firms that both know, by the same name: the customer and the account."""
    blocked: tuple[Firm, ...]
    """Customers that are blocked, and so take no part."""
    accounts: tuple[Firm, ...]
    """Accounts that Business Central does not know."""
    prospects: tuple[Firm, ...]
    """Accounts that are no customers yet, and so take no part."""

    @classmethod
    def make(cls, customers: int, accounts: int, seed: int) -> Self:
        """:param customers: how many Business Central gets in all, at least 20.
        :param accounts: how many Dataverse gets in all; half of them, at most, match customers.
        """
        random = Random(seed)
        blocked, prospects = max(1, customers // 100), accounts // 20
        both = min((accounts - prospects) // 2, (customers - blocked) // 2)
        firms = _firms(random, _Names())
        return cls(
            customers=_take(firms, customers - blocked - both),
            shared=tuple(_known_twice(random, next(firms)) for _ in range(both)),
            blocked=_take(firms, blocked),
            accounts=_take(firms, accounts - prospects - both),
            prospects=_take(firms, prospects),
        )

    @property
    def all_customers(self) -> tuple[Firm, ...]:
        return (*self.customers, *(customer for customer, _ in self.shared), *self.blocked)

    @property
    def all_accounts(self) -> tuple[Firm, ...]:
        return (*self.accounts, *(account for _, account in self.shared), *self.prospects)

    @property
    def pairs(self) -> int:
        """How many couplings a full synchronization makes."""
        return len(self.customers) + len(self.shared) + len(self.accounts)


def _take(firms: Iterator[Firm], number: int) -> tuple[Firm, ...]:
    return tuple(next(firms) for _ in range(number))


def _known_twice(random: Random, firm: Firm) -> tuple[Firm, Firm]:
    """Return a firm as Business Central and as Dataverse know it.

    Sales people write names as they like, do not know credit limits, and some have a phone number
    that bookkeeping has not.
    """
    customer, account = firm, replace(firm, credit_limit=0)
    if random.random() < 0.4:
        customer, account = replace(firm, phone=""), replace(account, phone=firm.phone or "+1 555")
    if random.random() < 0.3 and firm.name.isascii():
        account = replace(account, name=firm.name.upper())
    if random.random() < 0.3:
        account = replace(account, street="", addition="", website="")
    return customer, account


def make_firms(seed: int, plan: Plan) -> Iterator[Firm]:
    """Yield further firms, called otherwise than those of *plan*."""
    names = _Names(firm.name for firm in (*plan.all_customers, *plan.all_accounts))
    return _firms(Random(seed + 1), names)


def _firms(random: Random, names: "_Names") -> Iterator[Firm]:
    while True:
        yield _firm(random, names, random.choice(COUNTRIES))


def _firm(random: Random, names: "_Names", country: Country) -> Firm:
    place = random.choice(country.places)
    name = names.make(random, country, place.city)
    site = f"{_folded(name)}.{country.domain}"
    return Firm(
        name=name,
        street=country.street.replace("#", str(random.randint(1, 199))),
        addition=random.choice(("", "", "", "Building B", "2nd floor")),
        postal_code=_fill(random, place.postal_code),
        city=place.city,
        state=place.state,
        country=country.code,
        phone=_fill(random, country.phone) if random.random() < 0.85 else "",
        email=f"info@{site}",
        website=f"https://www.{site}" if random.random() < 0.7 else "",
        credit_limit=random.choice((0, 1000, 2500, 5000, 12500, 50000, 250000)),
        currency=country.currency if random.random() < 0.9 else "",
    )


class _Names:
    """Gives every firm a name that no other has, however a service compares text."""

    def __init__(self, given: Iterable[str] = ()) -> None:
        self._given = {_folded(name) for name in given}

    def make(self, random: Random, country: Country, city: str) -> str:
        for parts in self._attempts(random, country, city):
            name = " ".join((*parts, random.choice(country.forms)))
            key = _folded(name)
            if key not in self._given:
                self._given.add(key)
                return name
        raise AssertionError("the attempts never end")

    def _attempts(self, random: Random, country: Country, city: str) -> Iterator[Sequence[str]]:
        first, second = random.sample(country.names, 2)
        trade = random.choice(country.trades)
        yield first, trade
        yield first, "&", second, trade
        yield first, trade, city
        number = len(self._given)
        while True:
            yield first, trade, city, str(number)
            number += 1


def _fill(random: Random, pattern: str) -> str:
    filled = "".join(str(random.randint(0, 9)) if sign == "#" else sign for sign in pattern)
    return "".join(random.choice(_LETTERS) if sign == "@" else sign for sign in filled)


def _folded(name: str) -> str:
    """Return the name without case, accents and punctuation, as an address has it."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum())
