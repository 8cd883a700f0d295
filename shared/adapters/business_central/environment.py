"""One company of one Business Central environment, as every store of this process sees it."""

from copy import copy
from datetime import datetime, timedelta
from threading import Lock
from typing import Self

from shared.adapters.business_central.metadata import (
    EntitySet,
    MalformedMetadataError,
    Metadata,
    read_metadata,
)
from shared.adapters.business_central.refusals import ACCESS_HINT
from shared.adapters.complaints import Complaint
from shared.adapters.identity import Tokens
from shared.adapters.pace import Pace
from shared.adapters.patience import Patience
from shared.adapters.reading import Reading
from shared.adapters.service import Endpoint, ServiceSession
from shared.errors import ConfigurationError
from shared.ports import Clock
from shared.settings import BusinessCentralSettings

SCOPE = "https://api.businesscentral.dynamics.com/.default"
_FRESH = timedelta(minutes=1)
_LACKED = timedelta(minutes=10)
"""How long it is believed that an entity is not there, or that an extension's is."""
_NO_SUCH_ROUTE = (400, 404)


class Environment:
    def __init__(
        self,
        settings: BusinessCentralSettings,
        tokens: Tokens,
        clock: Clock,
        pace: Pace,
        patience: Patience | None = None,
    ) -> None:
        self.settings = settings
        endpoint = Endpoint("Business Central", settings.api_url, SCOPE, "BC_BASE_URL", ACCESS_HINT)
        patience = patience or Patience(read=settings.timeout_seconds)
        self.session = ServiceSession(endpoint, tokens, clock, pace, patience)
        self._lock = Lock()
        self._metadata: dict[str, tuple[Metadata, datetime]] = {}
        """By the root of the route, with the time when it was read."""
        self._lacked: dict[str, datetime] = {}
        """Entities, and roots of routes, that were not there, with the time when that was seen."""

    def with_patience(self, patience: Patience) -> Self:
        """Return the same environment for callers who wait as long as *patience* has it."""
        other = copy(self)
        other.session = self.session.with_patience(patience)
        return other

    @property
    def root(self) -> str:
        """The root of Microsoft's own entities."""
        return self.settings.api_url

    @property
    def company(self) -> str:
        """The company's path, relative to the API's root."""
        return f"companies({self.settings.company_id})"

    def root_of(self, entity: str) -> str:
        """Return the root of the API that has an entity, see :attr:`BusinessCentralPart.entity`."""
        route, _, _ = entity.rpartition("/")
        return f"{self.settings.apis_url}/{route}" if route else self.root

    def url(self, entity: str) -> str:
        """Return the address of an entity in the company; of the company itself if empty."""
        name = entity.rpartition("/")[2]
        return f"{self.root_of(entity)}/{self.company}" + (f"/{name}" if name else "")

    def entity_set(self, entity: str, fields: tuple[str, ...], reading: Reading) -> EntitySet:
        """Return a set that has all of *fields*.

        :raises ConfigurationError: there is none; metadata that miss something are read anew
            first, since an administrator may have added it meanwhile.
        """
        root, name = self.root_of(entity), entity.rpartition("/")[2]
        with self._lock:
            metadata, read_at = self._loaded(root, reading)
            try:
                return _checked(metadata, name, fields)
            except ConfigurationError:
                if self.session.clock.now() - read_at < _FRESH:
                    raise
            del self._metadata[root]
            return _checked(self._loaded(root, reading)[0], name, fields)

    def forget_metadata(self, entity: str, *, before: datetime) -> None:
        """Let metadata be read anew that are older than *before*, an entity's or its route's."""
        root = self.root_of(entity)
        with self._lock:
            if root in self._metadata and self._metadata[root][1] < before:
                del self._metadata[root]

    def offers(self, entity: str, reading: Reading, since: datetime | None) -> bool:
        """Return whether the environment has an entity, see :class:`CompanyRecords`."""
        now, root = self.session.clock.now(), self.root_of(entity)
        for lacked_at in (self._lacked.get(entity), self._lacked.get(root)):
            if lacked_at is not None and _is_believed(lacked_at, now, since):
                return False
        if root != self.root:  # An extension can be uninstalled at any time.
            self.forget_metadata(entity, before=since or now - _LACKED)
        try:
            self.entity_set(entity, (), reading)
        except ConfigurationError as error:
            if error.code not in ("unknown_table", "unknown_route"):
                raise
            self._lacked[root if error.code == "unknown_route" else entity] = now
            return False
        for found in (entity, root):
            self._lacked.pop(found, None)
        return True

    def _loaded(self, root: str, reading: Reading) -> tuple[Metadata, datetime]:
        if root not in self._metadata:
            self._metadata[root] = self._read(root, reading), self.session.clock.now()
            self.session.further_roots.add(root)
        return self._metadata[root]

    def _read(self, root: str, reading: Reading) -> Metadata:
        answer = reading.try_get(f"{root}/$metadata", {"Accept": "application/xml"})
        if root != self.root and answer.status in _NO_SUCH_ROUTE:
            route = root.removeprefix(f"{self.settings.apis_url}/")
            raise ConfigurationError(
                f"Business Central's environment {self.settings.environment} has no API {route}. "
                "Install the extension that brings it, or correct the mapping.",
                code="unknown_route",
                answer=Complaint.of(answer).answer,
            )
        answer = reading.checked(answer, f"the environment {self.settings.environment}")
        try:
            return read_metadata(answer.content)
        except MalformedMetadataError as error:
            raise answer.unusable(str(error)) from error


def _is_believed(seen_at: datetime, now: datetime, since: datetime | None) -> bool:
    return abs(now - seen_at) < _LACKED if since is None else seen_at >= since


def _checked(metadata: Metadata, name: str, fields: tuple[str, ...]) -> EntitySet:
    entity_set = metadata.entity_set(name)
    for field in fields:
        entity_set.type_of(field)
    return entity_set
