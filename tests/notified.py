"""What a test of change notifications works with besides its surroundings."""

from datetime import timedelta
from typing import Any

import requests
from azure.storage.queue import QueueClient

from shared.settings import DEFAULT_QUEUE_NAME
from tests.surroundings import Json, Surroundings

SECRET = "a-secret-made-up-at-random"
GATHERED = timedelta(seconds=30)


class Notified:
    """The world, where both services tell the app of changes."""

    def __init__(self, world: Surroundings) -> None:
        self.world = world
        self._fleet = world.fleet
        self._http = requests.Session()
        world.start_app(
            SYNC_ALLOW_HTTP="true",
            SYNC_PUBLIC_URL=world.stack.host.url,
            SYNC_NOTIFICATION_SECRET=SECRET,
            SYNC_NOTIFICATION_DELAY_SECONDS="0",
        )

    def subscribe(self) -> None:
        """Fire the timer that looks after the subscriptions."""
        self.world.stack.host.fire_timer("renew_subscriptions")

    def subscriptions(self) -> dict[str, Json]:
        """Return this company's subscriptions by their sets."""
        company = f"companies({self.world.customers.company.id})/"
        return {
            each["resource"].partition(company)[2]: each
            for each in self._fleet.business_central.subscriptions()
            if company in each["resource"]
        }

    def register(self, table: str, header: str = "x-sync-secret", secret: str = SECRET) -> None:
        url = f"{self.world.stack.host.url}/api/notifications/dataverse"
        self._fleet.dataverse.add_webhook(url, table, header, secret)

    def deliver(self) -> int:
        """Let the services tell what they have gathered, and the app do what follows."""
        self.world.clock.advance(GATHERED)
        calls = self._fleet.business_central.deliver_due() + self._fleet.dataverse.deliver_due()
        self.world.stack.host.drain_queues()
        return calls

    def tell(self, *resources: str, secret: str = SECRET, **options: Any) -> requests.Response:
        """Send what Business Central sends."""
        entries = [
            {"clientState": secret, "resource": resource, "changeType": "updated"}
            for resource in resources
        ]
        return self.post("notifications/bc", json={"value": entries}, **options)

    def post(self, route: str, **options: Any) -> requests.Response:
        """Call without a function key."""
        url = f"{self.world.stack.host.url}/api/{route}"
        return self._http.request("POST", url, timeout=60, **options)

    def customers(self, company: str | None = None) -> str:
        company = company or self.world.customers.company.id
        return f"api/v2.0/companies({company})/customers"

    def queued(self) -> int:
        """Return how many messages the queue holds, visible or not."""
        connection_string = self.world.stack.azurite.connection_string
        with QueueClient.from_connection_string(connection_string, DEFAULT_QUEUE_NAME) as queue:
            return int(queue.get_queue_properties().approximate_message_count or 0)

    def runs(self) -> list[str]:
        """Return the triggers of the customer mapping's runs, the newest first."""
        jobs = self.world.get("jobs", mapping="customer", top=1000)["value"]
        runs = dict.fromkeys(job["run"] for job in jobs)
        return [str(self.world.get(f"runs/{run}")["trigger"]) for run in runs]

    def newest(self) -> Json:
        job = self.world.get("jobs", mapping="customer", top=1)["value"][0]
        return self.world.get(f"runs/{job['run']}")

    def close(self) -> None:
        self._http.close()
        for table in ("sdkmessageprocessingstep", "serviceendpoint"):
            for row in self._fleet.dataverse.rows(table):
                self._fleet.dataverse.delete(table, row[f"{table}id"])
        self.world.clock.advance(timedelta(days=4))
        self._fleet.business_central.subscriptions()
        self._fleet.entra.clock.skew(timedelta())
