"""Build the app from its settings: here and in ``bootstrap_people`` every adapter is known."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock

from azure.core.credentials import TokenCredential
from pydantic import SecretStr

from shared.adapters.access.callers import EntraCallers
from shared.adapters.administering import administrator
from shared.adapters.clock import SystemClock
from shared.adapters.dataverse.roles import DataverseRoles
from shared.adapters.form_files import form_files
from shared.adapters.identity import Identity
from shared.adapters.mapping_files import MappingSet, Source, load_mappings
from shared.adapters.on_behalf import on_behalf_of
from shared.adapters.signals import Signals, listen_as
from shared.adapters.solution_files import SolutionFiles
from shared.adapters.stores import ServiceStores
from shared.adapters.tables.account import connect_by_identity, connect_by_string
from shared.adapters.tables.couplings import TableCouplings
from shared.adapters.tables.installation import TableInstallations
from shared.adapters.tables.job_log import TableJobLog
from shared.adapters.tables.looks import TableLooks
from shared.adapters.tables.pending import TablePending
from shared.adapters.tables.progress import TableProgress
from shared.adapters.tables.slots import TableSlots
from shared.adapters.tables.storage import Storage
from shared.adapters.tables.wakes import TableWakeUps
from shared.adapters.work_queue import StorageWorkQueue
from shared.bootstrap_people import availability_of, linking_of, notes_of, statistics_of
from shared.domain.customization import WebFile
from shared.domain.fuse import Fuse
from shared.domain.mapping import TableMapping
from shared.domain.sides import Side
from shared.ports import CallerRoles, Callers, ChangeSubscriptions, Clock, Looks
from shared.settings import NotificationSettings, Settings
from shared.usecases.availability.answering import Availability
from shared.usecases.engine import Engine
from shared.usecases.linking import Linking
from shared.usecases.setup.context import Context, Options, Own
from shared.usecases.statistics.answering import AccountStatistics
from shared.usecases.statistics.noting import StatisticsNotes


@dataclass(frozen=True)
class App:
    settings: Settings
    mapping_set: MappingSet
    engine: Engine
    stores: ServiceStores
    identity: Identity
    subscriptions: ChangeSubscriptions | None
    """None where the app has no public address to be notified at."""
    callers: Callers
    roles: CallerRoles
    availability: Availability
    statistics: AccountStatistics
    notes: StatisticsNotes
    linking: Linking
    looks: Looks
    """What timers in shadow mode have found."""
    signals: Signals | None
    """What this process remembers of its own work; None where it need not."""

    @property
    def gathering(self) -> float:
        """Seconds between a change notification and its run."""
        return self.settings.notifications.notification_delay_seconds

    @property
    def budget(self) -> timedelta:
        """How long one call works before it hands the rest to the queue."""
        return timedelta(seconds=self.settings.sync.time_budget_seconds)

    @property
    def usable(self) -> list[TableMapping]:
        return list(self.mapping_set.mappings.values())

    @contextmanager
    def setting_up(self, token: SecretStr, options: Options, called_at: str) -> Iterator[Context]:
        """Act in the name of the administrator whose *token* for this app came with the call.

        :param called_at: the app's address, as the administrator has it.
        What is opened for that is closed with the block, and nothing of it is kept.
        """
        files = SolutionFiles()
        person = on_behalf_of(self.settings.identity, token)
        dataverse = administrator(self.settings.dataverse, person, self.engine.clock, files)
        company = self.stores.company_facts()
        public = self.settings.notifications.public_url
        try:
            yield Context(
                engine=self.engine,
                dataverse=dataverse,
                business_central=company,
                customization=files.customization,
                own=self._own(form_files(files.customization.publisher), public or called_at),
                options=options,
                installation=self.engine.installations.latest(),
            )
        finally:
            dataverse.close()
            company.release()

    def _own(self, pages: tuple[WebFile, ...], address: str) -> Own:
        bc, dataverse = self.settings.business_central, self.settings.dataverse
        notified = self.settings.notifications
        secret = notified.notification_secret
        return Own(
            client_id=lambda: self.identity.client_id(f"{dataverse.url}/.default"),
            environment=bc.environment,
            places=(
                f"Business Central is at {bc.base_url}, environment {bc.environment}, company "
                f"{bc.company_id}.",
                f"Dataverse is at {dataverse.url}.",
            ),
            mistakes=tuple(mistake.text for mistake in self.mapping_set.mistakes),
            replacing=self.mapping_set.replacing,
            bc_subscriptions=self.subscriptions,
            dataverse_address=notified.dataverse_address,
            secret=secret.get_secret_value() if secret else None,
            pages=pages,
            address=address,
        )

    def source(self, mapping: TableMapping) -> Source:
        return self.mapping_set.sources[mapping.name]

    def mapping(self, slug: str) -> TableMapping:
        """:raises RequestError: there is no such mapping that can be used."""
        return self.mapping_set.usable(slug)


def build(settings: Settings, clock: Clock) -> App:
    """Wire the app; nothing is connected before it is used."""
    mapping_set = load_mappings(settings.sync.mapping_folder, settings.sync.own_mapping_folder)
    storage = _storage(settings)
    slots = TableSlots(
        storage,
        settings.business_central.tenant_id,
        settings.identity.principal,
        {
            Side.BC: settings.business_central.concurrency,
            Side.DATAVERSE: settings.dataverse.concurrency,
        },
        clock,
        _lease(settings),
    )
    identity = Identity(settings.identity)
    stores = ServiceStores(
        settings.business_central,
        settings.dataverse,
        identity,
        clock,
        slots,
    )
    engine = _engine(settings, clock, storage, stores, mapping_set)
    subscriptions = _subscriptions(settings.notifications, stores)
    callers = EntraCallers(settings.access, settings.sign_in)
    roles = DataverseRoles(settings.dataverse, settings.access, identity, clock)
    availability = availability_of(settings, storage, stores, engine)
    statistics = statistics_of(settings, stores, engine)
    notes = notes_of(settings, storage, stores, engine)
    linking = linking_of(settings, stores, engine)
    return App(
        settings,
        mapping_set,
        engine,
        stores,
        identity,
        subscriptions,
        callers,
        roles,
        availability,
        statistics,
        notes,
        linking,
        TableLooks(storage, engine.company_id),
        listen_as(settings.telemetry),
    )


def _lease(settings: Settings) -> timedelta:
    return timedelta(seconds=settings.sync.lease_seconds)


def _engine(
    settings: Settings,
    clock: Clock,
    storage: Storage,
    stores: ServiceStores,
    mapping_set: MappingSet,
) -> Engine:
    company_id = settings.business_central.company_id
    return Engine(
        stores=stores,
        couplings=TableCouplings(storage, company_id),
        pending=TablePending(storage, company_id),
        progress=TableProgress(storage, company_id, clock, _lease(settings)),
        job_log=TableJobLog(storage, company_id),
        installations=TableInstallations(storage, company_id, clock),
        whereabouts=stores.whereabouts(),
        queue=_queue(settings),
        wakes=TableWakeUps(storage, company_id),
        clock=clock,
        company_id=company_id,
        bc_overlap=timedelta(seconds=settings.business_central.overlap_seconds),
        compare_every=timedelta(hours=settings.sync.compare_ids_hours),
        fuse=Fuse(
            settings.sync.fuse_changes, settings.sync.fuse_share, settings.sync.fuse_deletions
        ),
        keep_jobs=timedelta(days=settings.sync.keep_jobs_days),
        mappings=mapping_set.mappings,
        parts=mapping_set.parts,
    )


def _subscriptions(
    settings: NotificationSettings, stores: ServiceStores
) -> ChangeSubscriptions | None:
    address, secret = settings.bc_address, settings.notification_secret
    if address is None or secret is None:
        return None
    return stores.subscriptions(address, secret.get_secret_value())


def _storage(settings: Settings) -> Storage:
    storage = settings.storage
    if storage.connection_string is not None:
        connection_string = storage.connection_string.get_secret_value()
        return connect_by_string(connection_string, storage.table_prefix)
    credential = _storage_credential(settings)
    return connect_by_identity(storage.tables_at, credential, storage.table_prefix)


def _queue(settings: Settings) -> StorageWorkQueue:
    storage, name = settings.storage, settings.sync.queue_name
    if storage.connection_string is not None:
        connection_string = storage.connection_string.get_secret_value()
        return StorageWorkQueue(name, connection_string=connection_string)
    credential = _storage_credential(settings)
    return StorageWorkQueue(name, endpoint=storage.queues_at, credential=credential)


def _storage_credential(settings: Settings) -> TokenCredential:
    # Imported where it is needed: azure-identity adds a fifth of a second to a cold start.
    from azure.identity import ManagedIdentityCredential

    return ManagedIdentityCredential(client_id=settings.storage.client_id)


_lock = Lock()
_app: App | None = None


def app() -> App:
    """Return the process's app, built when first asked for.

    :raises ConfigurationError: a setting is missing or wrong; asked again, it is read again.
    """
    global _app
    with _lock:
        if _app is None:
            _app = build(Settings.load(), SystemClock())
        return _app


def restart() -> None:
    """Build the process's app anew, from what settings and files say now, with the same clock."""
    use(build(Settings.load(), app().engine.clock))


def use(chosen: App | None) -> None:
    """Replace the process's app: the local host and the tests choose its clock and settings."""
    global _app
    with _lock:
        _app = chosen
