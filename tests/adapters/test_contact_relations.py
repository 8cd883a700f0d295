"""Contacts lead to the customers and vendors of their companies."""

from shared.adapters.odata import LONGEST_URL
from shared.domain.sides import Side
from tests.adapters.world import World


def test_no_address_becomes_too_long_whatever_contacts_are_numbered_by(world: World) -> None:
    simulator = world.fleet.business_central
    numbers = [f"{'Ä' * 17}{n:03}" for n in range(120)]
    companies = [{"number": number, "displayName": number} for number in numbers]
    simulator.add_many("contacts", companies, company=world.company)
    world.server(Side.BC).journal.clear()

    found = world.bc().companies_of(numbers)

    assert found == {}
    addresses = [entry.target for entry in world.server(Side.BC).journal.last(100)]
    asked = [each for each in addresses if "/contacts?" in each]
    assert len(asked) >= 4
    host = len(world.server(Side.BC).url)
    assert max(map(len, asked)) + host <= LONGEST_URL
