"""One company of one Business Central environment, as every store of this process sees it."""

from datetime import UTC, datetime, timedelta
from threading import Lock

from shared.adapters.business_central.metadata import (
    EntitySet,
    MalformedMetadataError,
    Metadata,
    read_metadata,
)
from shared.adapters.business_central.refusals import ACCESS_HINT
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
        self._metadata: Metadata | None = None
        self._read_at = datetime.min.replace(tzinfo=UTC)

    @property
    def root(self) -> str:
        """The route whose entities are used; those of other publishers would have their own."""
        return self.settings.api_url

    @property
    def company(self) -> str:
        """The company's path, relative to the API's root."""
        return f"companies({self.settings.company_id})"

    def url(self, path: str) -> str:
        """Return the address of something in the company; of the company itself if empty."""
        tail = f"/{path}" if path else ""
        return f"{self.root}/{self.company}{tail}"

    def entity_set(self, name: str, fields: tuple[str, ...], reading: Reading) -> EntitySet:
        """Return a set that has all of *fields*.

        :raises ConfigurationError: there is none; metadata that miss something are read anew
            first, since an administrator may have added it meanwhile.
        """
        with self._lock:
            metadata = self._loaded(reading)
            try:
                return _checked(metadata, name, fields)
            except ConfigurationError:
                if self.session.clock.now() - self._read_at < _FRESH:
                    raise
            self._metadata = None
            return _checked(self._loaded(reading), name, fields)

    def _loaded(self, reading: Reading) -> Metadata:
        if self._metadata is None:
            answer = reading.get(
                f"{self.root}/$metadata",
                f"the environment {self.settings.environment}",
                {"Accept": "application/xml"},
            )
            try:
                self._metadata = read_metadata(answer.content)
            except MalformedMetadataError as error:
                raise answer.unusable(str(error)) from error
            self._read_at = self.session.clock.now()
        return self._metadata


def _checked(metadata: Metadata, name: str, fields: tuple[str, ...]) -> EntitySet:
    entity_set = metadata.entity_set(name)
    for field in fields:
        entity_set.type_of(field)
    return entity_set
