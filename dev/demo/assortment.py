"""What surrounds the firms: their people, vendors, items, opportunities, salespeople."""

from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Self

from dev.demo.firms import Firm, Plan, make_firms

_FIRST = (
    "Ann", "Bao", "Chloé", "Dilek", "Emeka", "Frida", "Guðrún", "Hana", "Íñigo", "Jürgen", "Kofi",
    "Łukasz", "Mary Ann", "Noura", "Øyvind", "Priya", "Roberto", "Søren", "Thị Mai", "Zoë",
)  # fmt: skip
_LAST = (
    "Almeida", "Beebe", "van der Berg", "Çelik", "Dubois", "El Haddad", "Fischer", "de la Cruz",
    "Haugen", "Ivanova", "Jansen", "Kowalski", "Lindqvist", "Müller", "Nakamura", "O'Brien",
    "Petrov", "Rossi", "von Stein", "Taylor",
)  # fmt: skip
_THINGS = ("Chair", "Desk", "Lamp", "Shelf", "Cabinet", "Table", "Bench", "Screen", "Stool", "Rack")
_PLACES = ("Amsterdam", "Berlin", "Cádiz", "Dublin", "Espoo", "Faro", "Ghent", "Hamburg", "Ischia")
_WISHES = ("New office", "Canteen", "Reception", "Home offices", "Meeting rooms")


@dataclass(frozen=True)
class Contact:
    name: str
    firm: str
    """The name of the customer or vendor."""
    email: str
    phone: str


@dataclass(frozen=True)
class Item:
    number: str
    name: str
    price: str
    is_blocked: bool = False


@dataclass(frozen=True)
class Opportunity:
    name: str
    contact: Contact


@dataclass(frozen=True)
class Assortment:
    contacts: tuple[Contact, ...]
    vendors: tuple[Firm, ...]
    items: tuple[Item, ...]
    opportunities: tuple[Opportunity, ...]
    salespeople: tuple[tuple[str, str], ...]
    """Codes and names."""

    @classmethod
    def make(cls, plan: Plan, seed: int) -> Self:
        """Surround the firms of *plan*: with 2,000 customers 800 people, 60 vendors, 300 items."""
        random, size = Random(seed), len(plan.all_customers)
        vendors = tuple(islice(make_firms(seed, plan), max(3, size * 60 // 2000)))
        firms = [*(customer.name for customer in plan.customers), *(v.name for v in vendors)]
        people = [_contact(random, firms, number) for number in range(max(16, size * 800 // 2000))]
        return cls(
            tuple(people),
            vendors,
            tuple(_item(random, number) for number in range(max(6, size * 300 // 2000))),
            tuple(
                Opportunity(f"{random.choice(_WISHES)} of {person.firm}"[:100], person)
                for person in people[:: max(1, len(people) // max(8, size // 20))]
            ),
            tuple((f"SP{number:02}", _name(random)) for number in range(1, 8)),
        )


def _name(random: Random) -> str:
    return f"{random.choice(_FIRST)} {random.choice(_LAST)}"


def _contact(random: Random, firms: list[str], number: int) -> Contact:
    phone = f"+49 30 {random.randint(100000, 999999)}" if random.random() < 0.8 else ""
    email = f"person{number}@example.com"
    return Contact(_name(random), firms[number % len(firms)], email, phone)


def _item(random: Random, number: int) -> Item:
    name = f"{random.choice(_PLACES)} {random.choice(_THINGS)} {number + 1}"
    price = f"{random.randint(500, 250000) / 100:.2f}"
    return Item(f"I{10000 + number}", name, price, is_blocked=number % 20 == 7)
