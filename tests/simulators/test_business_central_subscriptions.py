"""Webhooks of the simulated Business Central: subscriptions, and the calls that they cause."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from dev.simulators.http import Response
from tests.simulators.business_central import ROOT, TENANT, Answer, BusinessCentral

NOW = datetime(2026, 1, 31, 12, tzinfo=UTC)
SUBSCRIPTIONS = f"{ROOT}/subscriptions"
URL = "https://subscriber.example/hook"


@dataclass
class Subscriber:
    """Answers what a test lets it answer, and keeps what it was told."""

    told: list[list[dict[str, Any]]] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    handshake: int = 200
    echo: bytes | None = None
    answers: list[int | None] = field(default_factory=list)
    """Statuses of the coming answers, None for no answer at all; then 200."""

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> Response | None:
        assert headers
        self.urls.append(url)
        token = parse_qs(urlsplit(url).query).get("validationToken")
        if token:
            return Response(self.handshake, {}, token[0].encode() if self.echo is None else b"")
        self.bodies.append(body)
        self.told.append(json.loads(body)["value"])
        status = self.answers.pop(0) if self.answers else 200
        return None if status is None else Response(status)


@pytest.fixture
def subscriber() -> Subscriber:
    return Subscriber()


@pytest.fixture
def bc(subscriber: Subscriber) -> BusinessCentral:
    bc = BusinessCentral(send=subscriber)
    bc.clock.set(NOW)
    return bc


def body(bc: BusinessCentral, entity_set: str = "customers", url: str = URL) -> dict[str, str]:
    resource = f"/api/v2.0/{bc.company}/{entity_set}"
    return {"notificationUrl": url, "resource": resource, "clientState": "secret"}


def subscribe(bc: BusinessCentral, entity_set: str = "customers", url: str = URL) -> Answer:
    return bc.post(SUBSCRIPTIONS, body(bc, entity_set, url))


def keyed(subscription: Answer) -> str:
    return f"{SUBSCRIPTIONS}('{subscription.json['subscriptionId']}')"


def later(bc: BusinessCentral, seconds: float) -> int:
    bc.clock.advance(timedelta(seconds=seconds))
    return bc.records.deliver_due()


# Subscriptions


@pytest.mark.wire("A.7")
def test_a_subscription_lives_for_three_days(bc: BusinessCentral) -> None:
    created = subscribe(bc)

    assert created.status == 201
    assert created.json["expirationDateTime"] == "2026-02-03T12:00:00.000Z"
    assert created.json["clientState"] == "secret"
    assert created.headers["Location"].endswith(keyed(created))
    assert [row["subscriptionId"] for row in bc.get(SUBSCRIPTIONS).value] == [
        created.json["subscriptionId"]
    ]
    bc.clock.set(NOW + timedelta(days=3))
    assert bc.get(SUBSCRIPTIONS).value == []


@pytest.mark.wire("A.7")
def test_subscribing_calls_the_subscriber_with_a_token(
    bc: BusinessCentral, subscriber: Subscriber
) -> None:
    subscribe(bc, url=f"{URL}?key=1")

    [asked] = subscriber.urls
    assert asked.startswith(f"{URL}?key=1&validationToken=")


@pytest.mark.wire("A.7")
@pytest.mark.parametrize(("status", "echo"), [(200, b""), (202, None), (404, None)])
def test_a_subscriber_that_does_not_answer_200_with_the_token_is_refused(
    bc: BusinessCentral, subscriber: Subscriber, status: int, echo: bytes | None
) -> None:
    subscriber.handshake, subscriber.echo = status, echo

    assert subscribe(bc).status == 400
    assert bc.get(SUBSCRIPTIONS).value == []


@pytest.mark.wire("A.7")
def test_renewing_needs_an_etag_and_a_handshake_of_its_own(
    bc: BusinessCentral, subscriber: Subscriber
) -> None:
    created = subscribe(bc)
    bc.clock.advance(timedelta(days=2))

    assert bc.patch(keyed(created), body(bc), if_match=None).status == 400
    renewed = bc.patch(keyed(created), body(bc), if_match=created.json["@odata.etag"])
    stale = bc.patch(keyed(created), body(bc), if_match=created.json["@odata.etag"])
    subscriber.handshake = 500
    unanswered = bc.patch(keyed(created), body(bc), if_match=renewed.json["@odata.etag"])

    assert renewed.status == 200
    assert renewed.json["expirationDateTime"] == "2026-02-05T12:00:00.000Z"
    assert stale.status == 409
    assert unanswered.status == 400
    assert len(subscriber.urls) == 3


@pytest.mark.wire("A.7")
def test_a_deleted_subscription_is_told_nothing_more(
    bc: BusinessCentral, subscriber: Subscriber
) -> None:
    created = subscribe(bc)
    bc.records.add("customers", {"displayName": "Adatum"})

    assert bc.delete(keyed(created), if_match=created.json["@odata.etag"]).status == 204

    assert later(bc, 30) == 0
    assert subscriber.told == []


@pytest.mark.wire("A.7")
@pytest.mark.parametrize("entity_set", ["contacts", "salespeoplePurchasers", "locations", "nosets"])
def test_sets_without_webhooks_cannot_be_subscribed_to(
    bc: BusinessCentral, entity_set: str
) -> None:
    assert subscribe(bc, entity_set).status == 400


@pytest.mark.wire("A.7")
def test_the_supported_sets_are_listed_for_each_company(bc: BusinessCentral) -> None:
    path = f"/v2.0/{TENANT}/Production/api/microsoft/runtime/beta/{bc.company}"

    rows = bc.get(f"{path}/webhookSupportedResources", "$filter=resource eq 'v2.0*'").value

    sets = {row["resource"].rpartition("/")[2] for row in rows}
    assert {"customers", "currencies", "vendors", "items"} <= sets
    assert "contacts" not in sets


@pytest.mark.wire("A.7")
def test_subscriptions_stand_beside_the_companies(bc: BusinessCentral) -> None:
    assert bc.get("subscriptions").status == 404
    assert bc.get(SUBSCRIPTIONS).status == 200


@pytest.mark.wire("A.7")
def test_there_can_be_200_subscriptions(bc: BusinessCentral) -> None:
    statuses = [subscribe(bc, url=f"{URL}/{number}").status for number in range(201)]

    assert statuses == [201] * 200 + [400]


@pytest.mark.wire("A.7")
def test_a_client_state_of_more_than_2048_characters_is_refused(bc: BusinessCentral) -> None:
    long = {**body(bc), "clientState": "x" * 2049}

    assert bc.post(SUBSCRIPTIONS, long).status == 400


@pytest.mark.wire("A.7")
def test_a_resource_may_be_absolute(bc: BusinessCentral) -> None:
    resource = f"https://bc.example/v2.0/t/Production/api/v2.0/{bc.company}/customers"

    assert bc.post(SUBSCRIPTIONS, {**body(bc), "resource": resource}).status == 201


def test_an_address_without_encryption_is_refused_unless_it_is_on_this_machine(
    bc: BusinessCentral,
) -> None:
    assert subscribe(bc, url="http://subscriber.example/hook").status == 400
    assert subscribe(bc, url="http://127.0.0.1:7071/hook").status == 201


# Notifications


@pytest.mark.wire("A.7")
def test_changes_are_told_30_seconds_after_the_first(
    bc: BusinessCentral, subscriber: Subscriber
) -> None:
    subscription = subscribe(bc).json["subscriptionId"]
    old = bc.records.add("customers", {"displayName": "Adatum"})
    later(bc, 30)
    bc.records.change("customers", old["id"], {"city": "Berlin"})
    later(bc, 29)
    new = bc.records.add("customers", {"displayName": "Contoso"})
    bc.records.delete("customers", old["id"])

    assert len(subscriber.told) == 1
    assert later(bc, 1) == 1
    assert later(bc, 60) == 0

    first, second = subscriber.told
    assert [(entry["changeType"], entry["resource"]) for entry in (*first, *second)] == [
        ("created", f"api/v2.0/{bc.company}/customers({old['id']})"),
        ("deleted", f"api/v2.0/{bc.company}/customers({old['id']})"),
        ("created", f"api/v2.0/{bc.company}/customers({new['id']})"),
    ]
    assert {(entry["subscriptionId"], entry["clientState"]) for entry in second} == {
        (subscription, "secret")
    }
    assert second[0]["lastModifiedDateTime"] == "2026-01-31T12:00:59.000Z"
    assert second[0]["expirationDateTime"] == "2026-02-03T12:00:00.000Z"
    assert subscriber.bodies[0].startswith(b"{")


@pytest.mark.wire("A.7")
def test_subscriptions_of_one_address_share_a_call(
    bc: BusinessCentral, subscriber: Subscriber
) -> None:
    for entity_set in ("customers", "vendors"):
        subscribe(bc, entity_set)
    subscribe(bc, "vendors", f"{URL}/other")
    bc.records.add("customers", {"displayName": "Adatum"})
    bc.records.add("vendors", {"displayName": "Fabrikam"})

    assert later(bc, 30) == 2

    sets = [
        {entry["resource"].split("/")[3].partition("(")[0] for entry in call}
        for call in subscriber.told
    ]
    assert sets == [{"customers", "vendors"}, {"vendors"}]


@pytest.mark.wire("A.7")
def test_more_than_1000_changed_records_are_one_entry(
    bc: BusinessCentral, subscriber: Subscriber
) -> None:
    subscribe(bc)
    many = [{"displayName": str(number)} for number in range(1001)]
    ids = [row["id"] for row in bc.records.add_many("customers", many)]
    later(bc, 30)
    for id_ in ids[:1000]:
        bc.records.change("customers", id_, {"city": "Berlin"})
    later(bc, 30)

    [[collection], each] = subscriber.told

    assert collection["changeType"] == "collection"
    path, _, query = collection["resource"].partition("?")
    assert path == f"api/v2.0/{bc.company}/customers"
    assert query.startswith("$filter=lastModifiedDateTime%20gt%20")
    assert len(bc.get("customers", f"{query}&$select=id").value) == 1001
    assert len(each) == 1000


@pytest.mark.wire("A.7")
def test_a_changed_line_is_told_as_a_change_of_its_order(
    bc: BusinessCentral, subscriber: Subscriber
) -> None:
    customer = bc.records.add("customers", {"displayName": "Adatum"})
    order = bc.records.add("salesOrders", {"customerId": customer["id"]})
    subscribe(bc, "salesOrders")
    bc.records.add("salesOrderLines", {"documentId": order["id"], "lineType": "Comment"})

    later(bc, 30)

    [[entry]] = subscriber.told
    assert entry["resource"].endswith(f"salesOrders({order['id']})")


@pytest.mark.wire("A.7")
@pytest.mark.parametrize("failure", [None, 408, 429, 500, 503])
def test_a_call_that_fails_for_now_is_tried_five_times(
    bc: BusinessCentral, subscriber: Subscriber, failure: int | None
) -> None:
    subscribe(bc)
    subscriber.answers = [failure] * 9
    bc.records.add("customers", {"displayName": "Adatum"})

    attempts = [later(bc, delay) for delay in (30, 60, 60, 60, 600, 6_000, 60_000)]

    assert attempts == [1, 1, 1, 1, 1, 0, 0]
    assert all(call == subscriber.told[0] for call in subscriber.told)
    assert len(bc.get(SUBSCRIPTIONS).value) == 1


@pytest.mark.wire("A.7")
def test_a_repeated_call_does_not_hold_back_later_changes(
    bc: BusinessCentral, subscriber: Subscriber
) -> None:
    subscribe(bc)
    subscriber.answers = [503]
    first = bc.records.add("customers", {"displayName": "Adatum"})
    later(bc, 30)
    second = bc.records.add("customers", {"displayName": "Contoso"})

    later(bc, 30)
    later(bc, 30)

    told = [call[0]["resource"].rpartition("(")[2].rstrip(")") for call in subscriber.told]
    assert told == [first["id"], second["id"], first["id"]]


@pytest.mark.wire("A.7")
@pytest.mark.parametrize("refusal", [301, 400, 401, 403, 404, 410, 413])
def test_a_subscriber_that_refuses_a_call_is_unsubscribed(
    bc: BusinessCentral, subscriber: Subscriber, refusal: int
) -> None:
    subscribe(bc)
    kept = subscribe(bc, "vendors").json["subscriptionId"]
    subscriber.answers = [refusal]
    bc.records.add("customers", {"displayName": "Adatum"})

    later(bc, 30)

    assert [row["subscriptionId"] for row in bc.get(SUBSCRIPTIONS).value] == [kept]


@pytest.mark.wire("A.5")
def test_what_a_batch_takes_back_was_never_a_change(
    bc: BusinessCentral, subscriber: Subscriber
) -> None:
    subscribe(bc)
    requests = [
        {
            "id": "1",
            "method": "POST",
            "url": f"{bc.company}/customers",
            "headers": {},
            "body": {"displayName": "Adatum"},
        },
        {
            "id": "2",
            "method": "POST",
            "url": f"{bc.company}/customers",
            "headers": {},
            "body": {"displayName": ""},
        },
    ]

    bc.batch(requests, {"isolation": "snapshot"})

    assert later(bc, 30) == 0
