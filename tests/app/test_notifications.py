"""Changes that the services tell of: nobody waits for a timer, and nothing hangs on being told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from shared.domain.sides import Side
from tests.notified import SECRET, Notified
from tests.surroundings import Surroundings, counters


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
