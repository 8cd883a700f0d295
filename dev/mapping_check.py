"""Hold mapping files against an environment: the simulators', or the one of the app's settings."""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.fleet import Fleet, FleetOptions
from dev.stack import app_settings
from shared.adapters.clock import SystemClock
from shared.adapters.identity import Identity
from shared.adapters.slots import LocalSlots
from shared.adapters.stores import ServiceStores
from shared.domain.checking import Problem
from shared.domain.mapping import TableMapping
from shared.settings import ServiceSettings
from shared.usecases.checking import Checker


@dataclass(frozen=True)
class Checked:
    mapping: TableMapping
    problems: Sequence[Problem]
    is_off: bool = False
    """It is optional, and Business Central lacks its entity."""


def check(
    stores: ServiceStores, mappings: Mapping[str, TableMapping], chosen: Sequence[TableMapping]
) -> Iterator[Checked]:
    """:raises IntegrationError: an environment cannot be asked."""
    checker = Checker(stores, mappings, SystemClock().now())
    for mapping in chosen:
        if mapping.optional and not _offered(stores, mapping):
            yield Checked(mapping, (), is_off=True)
        else:
            yield Checked(mapping, tuple(checker.problems(mapping)))


def _offered(stores: ServiceStores, mapping: TableMapping) -> bool:
    store = stores.business_central()
    try:
        return store.offers(mapping.bc.entity)
    finally:
        store.release()


@contextmanager
def live() -> Iterator[ServiceStores]:
    """Open the environment that the app's settings name, one request at a time.

    :raises ConfigurationError: settings are missing or wrong.
    """
    settings = ServiceSettings.load()
    alone = {"concurrency": 1}
    stores = ServiceStores(
        settings.business_central.model_copy(update=alone),
        settings.dataverse.model_copy(update=alone),
        Identity(settings.identity),
        SystemClock(),
        LocalSlots(),
    )
    with closing(stores):
        yield stores


@contextmanager
def simulated() -> Iterator[ServiceStores]:
    """Start simulators with the standard tables and the companion extension."""
    extended = FleetOptions(business_central=BusinessCentralSettings(companion=True))
    with (
        tempfile.TemporaryDirectory(prefix="mappings-") as folder,
        Fleet(Path(folder), extended) as fleet,
        _environment(app_settings(fleet, "UseDevelopmentStorage=true")),
        live() as stores,
    ):
        yield stores


@contextmanager
def _environment(settings: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
