"""Distrust: answers that nobody should act on, and secrets that nobody should see."""

import json
import logging
from collections.abc import Mapping
from uuid import UUID, uuid4

import pytest

from shared.adapters.business_central.environment import SCOPE
from shared.adapters.ledger import Budget
from shared.adapters.messages import Call, Tally
from shared.adapters.pace import Pace
from shared.adapters.service import Endpoint, ServiceSession
from shared.domain.outcomes import Creation
from shared.domain.sides import Side
from shared.errors import ConfigurationError, TransientError
from tests.adapters.world import ACCOUNTS, CUSTOMERS, World


@pytest.mark.parametrize("status", [401, 403])
def test_a_service_that_refuses_the_app_says_what_to_check(world: World, status: int) -> None:
    world.fault(Side.BC, "status", status=status)
    world.fault(Side.DATAVERSE, "status", status=status)

    with pytest.raises(ConfigurationError, match="Microsoft Entra Applications"):
        world.bc().read_page(CUSTOMERS, None, None)
    with pytest.raises(ConfigurationError, match="application user"):
        world.dataverse().read_page(ACCOUNTS, None, None)


def test_a_redirect_is_not_followed(world: World) -> None:
    world.fault(Side.BC, "status", status=302)

    with pytest.raises(ConfigurationError, match="BC_BASE_URL"):
        world.bc().read_page(CUSTOMERS, None, None)

    assert world.server(Side.BC).journal.total == 1


def test_a_certificate_that_nobody_vouches_for_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = world.identity.token(SCOPE)
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")

    with pytest.raises(ConfigurationError, match="REQUESTS_CA_BUNDLE"):
        world.bc(tokens=Known(token)).read_page(CUSTOMERS, None, None)


class Known:
    def __init__(self, token: str) -> None:
        self._token = token

    def token(self, _scope: str) -> str:
        return self._token


@pytest.mark.parametrize(
    "link",
    [
        "https://elsewhere.example/v2.0/api/customers?$skiptoken=1",
        "https://localhost:1/customers",
        "{api}/../../admin",
        "{api}evil/customers",
    ],
)
def test_a_link_that_leads_away_is_not_followed(world: World, link: str) -> None:
    api = world.bc_settings().api_url
    body = f'{{"value": [], "@odata.nextLink": "{link.format(api=api)}"}}'
    store = world.bc()
    world.fault(Side.BC, "status", status=200, path="/customers", body=body)

    with pytest.raises(ConfigurationError) as caught:
        store.read_page(CUSTOMERS, None, None)

    assert caught.value.code == "service_link_foreign"


def test_a_position_that_leads_away_is_not_followed(world: World) -> None:
    with pytest.raises(ConfigurationError, match="leads away"):
        world.dataverse().read_page(ACCOUNTS, None, "https://elsewhere.example/accounts")


def test_a_page_that_leads_to_itself_is_not_read_for_ever(world: World) -> None:
    store = world.bc(page_size=1)
    world.add_customers("Adatum", "Contoso")
    position = store.read_page(CUSTOMERS, None, None).next
    body = f'{{"value": [], "@odata.nextLink": "{position}"}}'
    world.fault(Side.BC, "status", status=200, path="/customers", body=body)

    with pytest.raises(TransientError, match="leads to itself"):
        store.read_page(CUSTOMERS, None, position)


def lead(world: World, side: Side, pages: Mapping[str, str]) -> None:
    """Have pages that lead to one another: which follows is told by what is asked for."""
    for asked, following in pages.items():
        body = json.dumps({"value": [], "@odata.nextLink": following})
        path = rf"(customers|accounts|systemusers).*{asked}"
        world.fault(side, "status", status=200, path=path, body=body, times=None)


def test_pages_that_lead_to_one_another_are_not_read_for_ever(world: World) -> None:
    store = world.bc()
    root = f"{world.bc_settings().api_url}/companies({world.company.id})/customers"
    one, two = (f"{root}?$skiptoken={page}" for page in ("one", "two"))
    lead(world, Side.BC, {"one": two, "two": one, "": one})

    position = store.read_page(CUSTOMERS, None, None).next
    position = store.read_page(CUSTOMERS, None, position).next
    with pytest.raises(TransientError, match="leads to itself"):
        store.read_page(CUSTOMERS, None, position)
    with pytest.raises(TransientError, match="leads to itself"):
        list(store.read_ids(CUSTOMERS))
    with pytest.raises(TransientError, match="leads to itself"):
        store.read_by_id(CUSTOMERS, [uuid4()], within_filter=True)


def test_a_list_that_is_read_again_does_not_lead_to_itself(world: World) -> None:
    world.add_customers(*[f"Customer {number}" for number in range(5)])
    store = world.bc(page_size=2)

    def read() -> list[str]:
        titles: list[str] = []
        position: str | None = None
        while True:
            page = store.read_page(CUSTOMERS, None, position)
            titles += [record.title for record in page.records]
            position = page.next
            if position is None:
                return titles

    store.read_page(CUSTOMERS, None, store.read_page(CUSTOMERS, None, None).next)
    assert len(read()) == len(read()) == 5


@pytest.mark.parametrize("side", Side)
def test_a_link_that_is_too_long_to_remember_is_not_followed(world: World, side: Side) -> None:
    store, table = (world.bc(), CUSTOMERS) if side is Side.BC else (world.dataverse(), ACCOUNTS)
    server = world.server(side).url
    lead(world, side, {"": f"{server}/{'x' * 100_000}"})

    with pytest.raises(TransientError, match="a link of 100,0") as caught:
        store.read_page(table, None, None)

    assert caught.value.code == "service_answer_unusable"


@pytest.mark.parametrize("body", ["[]", '{"value": [{"id": 5}]}', '{"value": 3}', "{"])
def test_an_answer_in_another_form_is_not_half_believed(world: World, body: str) -> None:
    store = world.bc()
    world.fault(Side.BC, "status", status=200, path="/customers", body=body)

    with pytest.raises(TransientError) as caught:
        store.read_page(CUSTOMERS, None, None)

    assert caught.value.code == "service_answer_unusable"


CUSTOMER = {
    "@odata.etag": 'W/"1"',
    "id": str(UUID(int=1)),
    "lastModifiedDateTime": "2026-03-01T10:00:00+02:00",
    "displayName": "Adatum",
    "number": "1",
    "city": "",
    "phoneNumber": "",
    "creditLimit": 0,
    "currencyId": str(UUID(int=0)),
    "blocked": " ",
}


def list_one(world: World, **values: object) -> None:
    body = json.dumps({"value": [CUSTOMER | values]})
    world.fault(Side.BC, "status", status=200, path="/customers", body=body)


def test_a_modified_time_of_another_zone_counts_in_utc(world: World) -> None:
    list_one(world)

    [record] = world.bc().read_page(CUSTOMERS, None, None).records

    assert record.modified_at.isoformat() == "2026-03-01T08:00:00+00:00"


@pytest.mark.parametrize(
    "time",
    [
        "2026-03-01T10:00:00",
        "2026-03-01",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "yesterday",
        7,
        None,
    ],
)
def test_a_modified_time_that_is_none_in_utc_is_not_believed(world: World, time: object) -> None:
    list_one(world, lastModifiedDateTime=time)

    with pytest.raises(TransientError, match="another form than asked for"):
        world.bc().read_page(CUSTOMERS, None, None)


REFUSALS = {
    "deep": "[" * 100_000 + "]" * 100_000,
    "long number": '{"error": {"code": 1e99999999999999999999}}',
    "other kinds": '{"error": {"code": {"a": 1}, "message": ["x"]}}',
}


@pytest.mark.parametrize("body", REFUSALS.values(), ids=REFUSALS)
@pytest.mark.parametrize("side", Side)
def test_a_refusal_in_a_form_that_cannot_be_read_is_a_refusal_all_the_same(
    world: World, side: Side, body: str
) -> None:
    store, table = (world.bc(), CUSTOMERS) if side is Side.BC else (world.dataverse(), ACCOUNTS)
    world.fault(side, "status", status=400, path="customers|accounts", body=body)

    with pytest.raises(ConfigurationError) as caught:
        store.read_page(table, None, None)

    assert caught.value.code == "read_refused"


def test_metadata_with_a_document_type_are_refused(world: World) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    world.fault(Side.BC, "status", status=200, path="metadata", body=bomb)

    with pytest.raises(TransientError, match="document type"):
        world.bc().read_page(CUSTOMERS, None, None)


def test_an_answer_without_end_is_not_read_to_its_end(world: World) -> None:
    world.add_customers(*[f"Customer {n}" for n in range(50)])
    root = world.bc_settings().api_url
    endpoint = Endpoint("Business Central", root, SCOPE, "BC_BASE_URL", "")
    pace = Pace(Side.BC, world.slots, world.clock, 1, Budget(100))
    session = ServiceSession(endpoint, world.identity, world.clock, pace, largest_answer=1000)

    with pytest.raises(TransientError) as caught:
        session.send(Call("GET", f"{root}/$metadata"), Tally())
    session.close()

    assert caught.value.code == "service_answer_too_large"


def test_no_log_shows_a_token_or_a_value(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    world.add_customers("Secretive Ltd.")
    world.fault(Side.BC, "status", status=503, retry_after=1, path="/customers")
    store = world.bc()

    store.find(CUSTOMERS, "displayName", ["Secretive Ltd."])
    store.create(CUSTOMERS, [Creation({"displayName": "Secretive Ltd."})])

    shown = caplog.text + "".join(str(record.__dict__) for record in caplog.records)
    assert "request is repeated" in shown
    assert "Secretive" not in shown
    assert world.identity.token(SCOPE) not in shown
    assert world.fleet.credentials.client_secret not in shown
