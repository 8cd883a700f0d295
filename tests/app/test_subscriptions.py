"""The app's subscriptions to changes in Business Central, which end after three days."""

from datetime import timedelta

import pytest

from dev.simulators.server import Socket
from shared.domain.sides import Side
from shared.errors import TransientError
from tests.notified import Notified
from tests.surroundings import Surroundings


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
    for file in world.folder.glob("*.yaml"):
        file.unlink()
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
