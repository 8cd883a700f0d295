"""Wire what people ask and wait for: availability, statistics and links."""

from datetime import timedelta

from shared.adapters.stores import ServiceStores
from shared.adapters.tables.noted_statistics import TableNotedStatistics
from shared.adapters.tables.order_books import TableOrderBooks
from shared.adapters.tables.storage import Storage
from shared.domain.links import SalesApp, WebClient
from shared.settings import AvailabilitySettings, Settings, StatisticsSettings
from shared.usecases.availability.answering import Availability
from shared.usecases.engine import Engine
from shared.usecases.linking import Linking, Places
from shared.usecases.remembering import Patience
from shared.usecases.statistics.answering import AccountStatistics
from shared.usecases.statistics.noting import StatisticsNotes

_LINK_SECONDS = 5
"""How long somebody waits for a link, who may look at another page meanwhile."""


def availability_of(
    settings: Settings, storage: Storage, stores: ServiceStores, engine: Engine
) -> Availability:
    own = settings.availability
    books = TableOrderBooks(storage, engine.company_id)
    patience = _patience(own)
    records = stores.sales_records(own.timeout_seconds)
    return Availability(engine, stores.stock(books, own), books, records, patience)


def statistics_of(settings: Settings, stores: ServiceStores, engine: Engine) -> AccountStatistics:
    own = settings.statistics
    patience = _patience(own)
    source = stores.customer_figures(own.timeout_seconds)
    return AccountStatistics(engine, source, stores.sales_records(own.timeout_seconds), patience)


def linking_of(settings: Settings, stores: ServiceStores, engine: Engine) -> Linking:
    own, bc = settings.links, settings.business_central
    places = Places(
        WebClient(own.web_client_url, bc.tenant_id, bc.environment),
        SalesApp(settings.dataverse.url, own.sales_app_id),
        own.company,
    )
    patience = Patience(timedelta(minutes=1), timedelta(hours=4), _LINK_SECONDS)
    return Linking(engine, stores.linked_records(_LINK_SECONDS), places, patience)


def notes_of(
    settings: Settings, storage: Storage, stores: ServiceStores, engine: Engine
) -> StatisticsNotes:
    return StatisticsNotes(
        engine,
        stores.customer_figures(),
        TableNotedStatistics(storage, engine.company_id),
        timedelta(hours=settings.statistics.all_hours),
    )


def _patience(own: AvailabilitySettings | StatisticsSettings) -> Patience:
    return Patience(
        timedelta(seconds=own.cache_seconds),
        timedelta(seconds=own.stale_seconds),
        own.timeout_seconds,
    )
