"""Changes that the services tell of: nobody waits for a timer, and nothing hangs on being told."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import requests
from azure.storage.queue import QueueClient

from dev.simulators.server import Socket
from shared.domain.sides import Side
from shared.errors import TransientError
from shared.settings import DEFAULT_QUEUE_NAME
from tests.surroundings import Json, Surroundings, counters

SECRET = "a-secret-made-up-at-random"
GATHERED = timedelta(seconds=30)


class Notified:
    """The world, where both services tell the app of changes."""

    def __init__(self, world: Surroundings) -> None:
        self.world = world
        self._fleet = world.stack.fleet
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


@pytest.fixture
def notified(world: Surroundings) -> Iterator[Notified]:
    notified = Notified(world)
    yield notified
    notified.close()


def test_a_changed_customer_travels_without_any_timer(
    world: Surroundings, notified: Notified
) -> None:
    customer = world.customers.add("Adatum", city="Berlin")
    world.full_sync()
    notified.subscribe()
    world.customers.change(customer, city="Hamburg")

    calls = notified.deliver()

    assert calls == 1
    assert world.partner(customer)["address1_city"] == "Hamburg"
    assert notified.newest()["trigger"] == "notification"


def test_a_changed_account_travels_without_any_timer(
    world: Surroundings, notified: Notified
) -> None:
    customer = world.customers.add("Adatum", city="Berlin")
    world.full_sync()
    notified.register("account")
    world.accounts.change(world.partner(customer), address1_city="Hamburg")

    notified.deliver()

    assert world.customers.read(customer["id"])["city"] == "Hamburg"
    assert notified.newest()["trigger"] == "notification"


def test_the_secret_may_stand_in_the_address_as_dataverse_writes_keys(
    world: Surroundings, notified: Notified
) -> None:
    world.full_sync()

    answer = notified.post(
        f"notifications/dataverse?code={SECRET}", json={"PrimaryEntityName": "account"}
    )
    world.stack.host.drain_queues()

    assert answer.status_code == 202
    assert notified.runs()[0] == "notification"


def test_both_services_telling_of_what_the_app_wrote_comes_to_rest(
    world: Surroundings, notified: Notified
) -> None:
    customer = world.customers.add("Adatum", city="Berlin")
    world.full_sync()
    notified.subscribe()
    notified.register("account")
    world.customers.change(customer, city="Hamburg")
    notified.deliver()
    writes = world.writes()

    while notified.deliver():
        pass

    assert world.writes() == writes
    assert world.partner(customer)["address1_city"] == "Hamburg"


def test_more_than_1000_changed_customers_are_told_as_one(
    world: Surroundings, notified: Notified
) -> None:
    notified.subscribe()
    world.customers.add_many([f"Customer {number}" for number in range(1001)])

    notified.deliver()

    assert counters(notified.newest()) == {"read": 1001, "skipped": 1001}


def test_a_change_whose_notification_is_lost_travels_with_the_timer(
    world: Surroundings, notified: Notified
) -> None:
    customer = world.customers.add("Adatum", city="Berlin")
    world.full_sync()
    notified.subscribe()
    world.customers.change(customer, city="Hamburg")

    world.tick()

    assert world.partner(customer)["address1_city"] == "Hamburg"
    assert "notification" not in notified.runs()


def test_repeated_and_belated_notifications_make_no_duplicates(
    world: Surroundings, notified: Notified
) -> None:
    customer = world.customers.add("Adatum", city="Berlin")
    world.full_sync()
    world.customers.change(customer, city="Hamburg")
    world.customers.change(customer, city="Kiel")
    world.tick()
    writes = world.writes()

    for _ in range(3):
        notified.tell(notified.customers() + f"({customer['id']})", notified.customers())
        world.stack.host.drain_queues()

    assert world.writes() == writes
    assert world.partner(customer)["address1_city"] == "Kiel"
    assert len(world.accounts.all()) == 1


# One run for many


def test_many_notifications_let_one_run_wait(world: Surroundings, notified: Notified) -> None:
    customer = world.customers.add("Adatum")
    world.full_sync()
    world.start_app(SYNC_NOTIFICATION_DELAY_SECONDS="600")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(notified.tell, [notified.customers()] * 24))
    assert notified.queued() == 1

    # A run that begins to read leaves what is told from now on to another one.
    world.customers.change(customer, city="Kiel")
    world.tick()
    for _ in range(20):
        notified.tell(notified.customers())
    assert notified.queued() == 2


def test_many_changed_accounts_let_one_run_wait(world: Surroundings, notified: Notified) -> None:
    notified.register("account")
    world.start_app(SYNC_NOTIFICATION_DELAY_SECONDS="600")
    for number in range(20):
        world.accounts.add(f"Account {number}")

    calls = notified.deliver()

    assert calls == 20
    assert notified.queued() == 1


def test_what_is_told_while_a_run_is_at_work_is_carried_by_another(
    world: Surroundings, notified: Notified
) -> None:
    customer = world.customers.add("Adatum", city="Berlin")
    world.full_sync()
    world.customers.change(customer, city="Hamburg")
    world.fault(Side.DATAVERSE, "status", status=503, retry_after=3600, times=None)
    notified.tell(notified.customers())
    world.stack.host.drain_queues()
    world.server(Side.DATAVERSE).faults.clear()
    world.clock.advance(timedelta(hours=1))
    waiting = notified.queued()

    world.customers.change(customer, city="Kiel")
    notified.tell(notified.customers())
    world.stack.host.drain_queues()

    assert waiting == 1
    assert world.partner(customer)["address1_city"] == "Kiel"


def test_a_mark_that_a_crash_left_behind_silences_nothing_for_long(
    world: Surroundings, notified: Notified
) -> None:
    world.start_app(SYNC_NOTIFICATION_DELAY_SECONDS="600")
    notified.tell(notified.customers())
    world.clear_queue()

    notified.tell(notified.customers())
    assert notified.queued() == 0

    world.clock.advance(timedelta(minutes=10))
    notified.tell(notified.customers())
    assert notified.queued() == 1


# Whom the app believes


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], SECRET + "x", "ä" * 20])
def test_a_notification_without_the_secret_is_refused(notified: Notified, secret: str) -> None:
    by_bc = notified.tell(notified.customers(), secret=secret)
    by_dataverse = notified.post(
        "notifications/dataverse",
        json={"PrimaryEntityName": "account"},
        headers={"x-sync-secret": secret.encode()},
    )

    for answer in (by_bc, by_dataverse):
        assert answer.status_code == 403
        assert answer.json()["code"] == "notification_refused"
        assert SECRET not in answer.text
    assert notified.queued() == 0


def test_one_entry_without_the_secret_spoils_the_whole_call(notified: Notified) -> None:
    entries = [
        {"clientState": SECRET, "resource": notified.customers()},
        {"resource": notified.customers()},
    ]

    assert notified.post("notifications/bc", json={"value": entries}).status_code == 403
    assert notified.queued() == 0


def test_without_a_secret_in_the_settings_nothing_is_taken(
    world: Surroundings, notified: Notified
) -> None:
    world.start_app(SYNC_PUBLIC_URL="", SYNC_NOTIFICATION_SECRET="")

    answers = [
        notified.tell(notified.customers(), secret=""),
        notified.post("notifications/dataverse", json={"PrimaryEntityName": "account"}),
        notified.post("notifications/bc?validationToken=abc"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert {answer.json()["code"] for answer in answers} == {"notifications_off"}
    assert notified.queued() == 0
    notified.subscribe()
    assert notified.subscriptions() == {}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"value": 1}', b'{"value": [{}]}', b"\xff"])
def test_what_is_no_notification_is_refused(notified: Notified, body: bytes) -> None:
    by_bc = notified.post("notifications/bc", data=body)
    header = {"x-sync-secret": SECRET}
    by_dataverse = notified.post("notifications/dataverse", data=body, headers=header)

    assert (by_bc.status_code, by_dataverse.status_code) == (400, 400)
    assert notified.queued() == 0


def test_a_body_beyond_all_measure_is_refused(notified: Notified) -> None:
    answer = notified.post("notifications/bc", data=b" " * (16 * 1024 * 1024 + 1))

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "resource",
    [
        "api/v2.0/companies({company})/vendors(11111111-1111-4111-8111-111111111111)",
        "api/v2.0/companies(11111111-1111-4111-8111-111111111111)/customers",
        "customers",
        "",
    ],
)
def test_what_no_mapping_reads_wakes_nobody(notified: Notified, resource: str) -> None:
    company = str(notified.world.customers.company.id)

    answer = notified.tell(resource.replace("{company}", company))

    assert answer.status_code == 202
    assert notified.queued() == 0


# The handshake


def test_the_handshake_gives_the_token_back_as_plain_text(notified: Notified) -> None:
    answer = notified.post("notifications/bc?validationToken=%3Cb%3Ea%3C%2Fb%3E")

    assert (answer.status_code, answer.text) == (200, "<b>a</b>")
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("token", ["x" * 1001, "a%0Ab", "%C3%A4", "a%20b"])
def test_the_handshake_gives_back_no_token_that_is_none(notified: Notified, token: str) -> None:
    answer = notified.post(f"notifications/bc?validationToken={token}")

    assert (answer.status_code, answer.json()["code"]) == (400, "request_invalid")


# Subscriptions


def test_each_mapping_that_reads_from_business_central_is_subscribed_once(
    notified: Notified,
) -> None:
    notified.subscribe()
    first = notified.subscriptions()

    notified.subscribe()

    assert first.keys() == {"customers", "currencies"}
    assert notified.subscriptions() == first


def test_subscriptions_are_renewed_before_their_three_days_end(notified: Notified) -> None:
    notified.subscribe()
    before = notified.subscriptions()
    fleet, clock = notified.world.stack.fleet, notified.world.clock

    for hours in (47, 2):
        clock.advance(timedelta(hours=hours))
        fleet.entra.clock.advance(timedelta(hours=hours))
        notified.world.start_app()  # azure-identity keeps tokens by the machine's clock
        notified.subscribe()
        if hours == 47:
            assert notified.subscriptions() == before

    after = notified.subscriptions()
    assert {each["subscriptionId"] for each in after.values()} == {
        each["subscriptionId"] for each in before.values()
    }
    assert all(
        after[name]["expirationDateTime"] > before[name]["expirationDateTime"] for name in before
    )


def test_a_subscription_that_business_central_gave_up_is_made_again(
    world: Surroundings, notified: Notified
) -> None:
    customer = world.customers.add("Adatum", city="Berlin")
    world.full_sync()
    notified.subscribe()
    world.start_app(SYNC_NOTIFICATION_SECRET="another-secret-made-up")
    world.customers.change(customer, city="Hamburg")
    notified.deliver()
    assert notified.subscriptions().keys() == {"currencies"}

    notified.subscribe()
    world.customers.change(customer, city="Kiel")
    notified.deliver()

    assert world.partner(customer)["address1_city"] == "Kiel"


def test_a_new_secret_is_made_known_at_the_next_renewal(notified: Notified) -> None:
    notified.subscribe()

    notified.world.start_app(SYNC_NOTIFICATION_SECRET="another-secret-made-up")
    notified.subscribe()

    states = {each["clientState"] for each in notified.subscriptions().values()}
    assert states == {"another-secret-made-up"}


def test_an_app_that_business_central_cannot_reach_is_not_subscribed_and_the_log_says_why(
    notified: Notified, caplog: pytest.LogCaptureFixture
) -> None:
    with Socket(None) as silent:
        port = silent.url.rpartition(":")[2]
    notified.world.start_app(SYNC_PUBLIC_URL=f"http://127.0.0.1:{port}")

    notified.subscribe()

    assert notified.subscriptions() == {}
    refusals = [record for record in caplog.records if record.name.endswith("subscriptions")]
    assert [vars(record)["code"] for record in refusals] == ["subscription_refused"] * 2
    assert "SYNC_PUBLIC_URL" in vars(refusals[0])["why"]


def test_a_subscription_whose_answer_was_lost_is_not_made_twice(notified: Notified) -> None:
    notified.world.fault(Side.BC, "cut_body", method="POST", path="/subscriptions", times=1)
    with pytest.raises(TransientError):
        notified.subscribe()

    notified.subscribe()

    company = str(notified.world.customers.company.id)
    all_of_them = notified.world.stack.fleet.business_central.subscriptions()
    assert len([each for each in all_of_them if company in each["resource"]]) == 2


def test_a_subscription_that_no_mapping_needs_is_removed(
    world: Surroundings, notified: Notified
) -> None:
    notified.subscribe()
    (world.folder / "currency.yaml").write_text(
        "name: CURRENCY\n"
        "bc: { entity: currencies }\n"
        "dataverse: { table: transactioncurrency }\n"
        "direction: from_dataverse\n"
        "fields: [ { bc: code, dataverse: isocurrencycode, match: 1 } ]\n"
    )
    (world.folder / "contact.yaml").write_text(
        "name: CONTACT\n"
        "bc: { entity: contacts }\n"
        "dataverse: { table: contact }\n"
        "fields: [ { bc: displayName, dataverse: lastname } ]\n"
    )

    world.start_app(SYNC_MAPPING_FOLDER=str(world.folder))
    notified.subscribe()

    assert notified.subscriptions() == {}
