"""Environments of Business Central that offer more, or less, than the one of all tests."""

from pathlib import Path
from typing import Any

from dev.people import hire
from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.fleet import Fleet, FleetOptions
from dev.stack import app_settings
from shared.domain.callers import Role
from tests.availability.warehouse import Salesperson, Warehouse
from tests.conftest import LONG_LIVED_TOKENS
from tests.surroundings import Surroundings


def served(folder: Path, **settings: Any) -> Fleet:
    options = FleetOptions(
        token_lifetime=LONG_LIVED_TOKENS.token_lifetime,
        business_central=BusinessCentralSettings(**settings),
    )
    folder.mkdir(exist_ok=True)
    return Fleet(folder, options)


def move_to(world: Surroundings, fleet: Fleet, **settings: str) -> tuple[Salesperson, Warehouse]:
    """Let the app work with another environment."""
    world.start_app(**app_settings(fleet, world.stack.azurite.connection_string), **settings)
    person = hire(fleet, "Sally Salesperson", Role.PRODUCT_AVAILABILITY)
    simulator = fleet.business_central
    return Salesperson(world, person), Warehouse(simulator, simulator.companies[0])
