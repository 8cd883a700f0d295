"""The app of a benchmark: in this process, its services in others."""

import os
import time
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import requests

from dev.azurite import Azurite
from dev.bench.remote import RemoteSimulators
from dev.host.local import LocalHost
from shared import bootstrap

Json = dict[str, Any]


class World:
    def __init__(self, simulators: RemoteSimulators) -> None:
        self.simulators = simulators
        self.azurite = Azurite()
        self._running = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as starting:
            starting.enter_context(self.azurite)
            os.environ.update(self._settings())
            from function_app import app

            host = LocalHost(app, connection_string=self.azurite.connection_string)
            self.host = starting.enter_context(host)
            self._http = starting.enter_context(requests.Session())
            token = self.simulators.addresses.administrator_token
            self._http.headers["Authorization"] = f"Bearer {token}"
            self._http.post(f"{host.url}/api/setup", json={}, timeout=240).raise_for_status()
            # Roles are looked up at the first call, which is not to be measured.
            self._http.get(f"{host.url}/api/mappings", timeout=60).raise_for_status()
            self._running = starting.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._running.close()
        bootstrap.use(None)

    def _settings(self) -> dict[str, str]:
        known = self.simulators.addresses
        return {
            "AzureWebJobsStorage": self.azurite.connection_string,
            "REQUESTS_CA_BUNDLE": known.certificate_authority,
            "SYNC_ALLOW_HTTP": "true",
            "SYNC_FUSE_CHANGES": "1000000",
            "SYNC_TABLE_PREFIX": f"b{uuid4().hex[:12]}",
            "BC_BASE_URL": known.business_central,
            "BC_TENANT_ID": known.tenant_id,
            "BC_ENVIRONMENT": known.environment,
            "BC_COMPANY_ID": known.company_id,
            "DATAVERSE_URL": known.dataverse,
            "ENTRA_AUTHORITY": known.authority,
            "ENTRA_TENANT_ID": known.tenant_id,
            "ENTRA_CLIENT_ID": known.client_id,
            "ENTRA_CLIENT_SECRET": known.client_secret,
            "ACCESS_ROLES_SECONDS": "3600",
        }

    def sync(self, mapping: str, **body: object) -> Json:
        """Run a mapping on request and return its finished run."""
        url = f"{self.host.url}/api"
        answer = self._http.post(f"{url}/mappings/{mapping}/sync", json=body, timeout=60)
        answer.raise_for_status()
        return self._finished(answer.headers["Location"])

    def tick(self, mapping: str) -> None:
        """Fire a mapping's timer, whose run goes on as long as it takes."""
        self.host.fire_timer(f"sync_{mapping}")
        self.host.drain_queues(timeout=1800)

    def newest(self, mapping: str) -> Json:
        """Return a mapping's newest run, which is finished."""
        url = f"{self.host.url}/api/jobs"
        query: dict[str, str | int] = {"mapping": mapping, "top": 1}
        newest = self._http.get(url, params=query, timeout=60).json()["value"][0]
        return self._finished(f"/api/runs/{newest['run']}")

    def _finished(self, run: str) -> Json:
        self.host.drain_queues(timeout=1800)
        shown: Json = self._http.get(f"{self.host.url}{run}", timeout=60).json()
        if shown["state"] != "finished":
            raise RuntimeError(f"The run did not finish: {shown}")
        return shown


def timed(work: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result
