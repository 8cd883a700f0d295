"""From a record of either side to the coupled one."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from dev.people import Person, hire
from dev.stack import LocalStack
from shared.domain.callers import Role
from shared.domain.sides import Side
from tests.availability.warehouse import Salesperson, asked_of_bc
from tests.surroundings import Json, Surroundings

APP = "a1b2c3d4-0000-4000-8000-000000000001"


@pytest.fixture(scope="module")
def lee(stack: LocalStack) -> Person:
    return hire(stack.fleet, "Lee Salesperson", Role.PRODUCT_AVAILABILITY)


@pytest.fixture
def sales(world: Surroundings, lee: Person) -> Iterator[Salesperson]:
    world.start_app(LINKS_SALES_APP_ID=APP)
    yield Salesperson(world, lee)
    world.start_app(LINKS_SALES_APP_ID="", LINKS_COMPANY="", LINKS_WEB_CLIENT_URL="")


def link(asker: Salesperson, side: str, id_: object, mapping: str = "customer") -> Json:
    answer = asker.call(f"links/{mapping}/{side}/{id_}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_each_of_a_pair_leads_to_the_other_in_the_web_client_and_in_the_sales_app(
    world: Surroundings, sales: Salesperson
) -> None:
    customer = world.customers.add("Adatum", number="A&B <1>")
    world.full_sync()
    account = world.partner(customer)["accountid"]

    from_sales = link(sales, "dataverse", account)
    from_bc = link(sales, "bc", customer["id"])

    assert from_sales["coupled"] is from_bc["coupled"] is True
    assert (from_sales["partner"], from_sales["record"]) == (from_bc["record"], from_bc["partner"])
    assert from_sales["partner"]["id"] == customer["id"]
    card = urlsplit(from_sales["partner"]["url"])
    settings = world.stack.fleet.credentials
    assert card.netloc == "businesscentral.dynamics.com"
    assert card.path.startswith(f"/{settings.tenant_id}/")
    assert parse_qs(card.query) == {
        "company": [world.customers.company.name],
        "page": ["21"],
        "filter": ["'No.' IS '''A&B <1>'''"],
    }
    form = urlsplit(from_bc["partner"]["url"])
    assert f"https://{form.netloc}" == world.stack.fleet.dataverse_server.url
    assert (form.path, parse_qs(form.query)) == (
        "/main.aspx",
        {"appid": [APP], "pagetype": ["entityrecord"], "etn": ["account"], "id": [account]},
    )


def test_a_browser_is_led_to_the_coupled_record(world: Surroundings, sales: Salesperson) -> None:
    customer = world.customers.add("Adatum")
    world.full_sync()
    world.start_app(LINKS_COMPANY="CRONUS & Söhne", LINKS_WEB_CLIENT_URL="bc.example.com")
    account = world.partner(customer)["accountid"]
    options: Json = {"params": {"redirect": "true"}, "allow_redirects": False}

    to_bc = sales.call(f"links/customer/dataverse/{account}", **options)
    to_sales = sales.call(f"links/customer/bc/{customer['id']}", **options)
    nowhere = sales.call(f"links/customer/bc/{uuid4()}", **options)

    assert (to_bc.status_code, to_sales.status_code, to_bc.content) == (302, 302, b"")
    assert to_bc.headers["Location"].startswith("https://bc.example.com/")
    assert "company=CRONUS%20%26%20S%C3%B6hne&page=21" in to_bc.headers["Location"]
    assert to_sales.headers["Location"] == link(sales, "bc", customer["id"])["partner"]["url"]
    assert (nowhere.status_code, nowhere.json()["code"]) == (409, "record_not_coupled")


def test_what_is_not_coupled_says_so_and_an_administrator_is_offered_to_couple_it(
    world: Surroundings, sales: Salesperson
) -> None:
    customer, account = world.customers.add("Adatum"), world.accounts.add("Adatum Inc.")
    ids = {"bc": customer["id"], "dataverse": account["accountid"]}

    told = link(sales, "dataverse", ids["dataverse"])
    offered = {side: world.get(f"links/customer/{side}/{ids[side]}")["offers"] for side in ids}

    assert (told["coupled"], told["partner"], told["offers"]) == (False, None, None)
    assert told["problem"]["code"] == "record_not_coupled"
    assert "CUSTOMER" in told["problem"]["detail"]
    assert told["record"]["url"]
    couple = offered["bc"]["couple"]
    [pair] = couple["body"]["pairs"]
    assert pair == {"bc_id": ids["bc"], "dataverse_id": None}
    create = offered["bc"]["create"]
    assert create["body"] == {"records": [ids["bc"]], "direction": "to_dataverse"}
    assert offered["dataverse"]["create"]["body"]["direction"] == "from_dataverse"
    done = world.call(
        couple["method"],
        couple["href"].removeprefix("/api/"),
        json={"pairs": [pair | {"dataverse_id": ids["dataverse"]}]},
    )
    assert done.status_code == 202
    world.stack.host.drain_queues(include_delayed=True)
    assert link(sales, "bc", ids["bc"])["partner"]["id"] == ids["dataverse"]


def test_the_offered_creation_gives_an_account_a_customer(world: Surroundings) -> None:
    account = world.accounts.add("Adatum")["accountid"]

    create = world.get(f"links/customer/dataverse/{account}")["offers"]["create"]
    done = world.call(create["method"], create["href"].removeprefix("/api/"), json=create["body"])
    world.stack.host.drain_queues(include_delayed=True)

    assert done.status_code == 202
    [customer] = world.customers.all()
    assert world.get(f"links/customer/dataverse/{account}")["partner"]["id"] == customer["id"]


def test_while_business_central_does_not_answer_the_way_to_sales_is_told_all_the_same(
    world: Surroundings, sales: Salesperson
) -> None:
    customer = world.customers.add("Adatum")
    world.full_sync()
    world.server(Side.BC).journal.clear()
    world.fault(Side.BC, "status", status=503, times=None)

    told = link(sales, "bc", customer["id"])

    assert told["partner"]["url"]
    assert (told["record"]["url"], told["record"]["problem"]["code"]) == (None, "links_not_now")
    world.server(Side.BC).faults.clear()
    world.clock.sleep(10)
    assert link(sales, "bc", customer["id"])["record"]["url"]
    world.customers.delete(customer)
    world.clock.sleep(120)
    gone = link(sales, "bc", customer["id"])
    assert (gone["record"]["problem"]["code"], gone["coupled"]) == ("record_gone", True)


def test_where_there_is_no_page_to_lead_to_that_is_said(
    world: Surroundings, sales: Salesperson
) -> None:
    world.bring("payment_terms")
    world.adjust("currency", bc={"entity": "currencies"})

    choice = link(sales, "dataverse", uuid4(), "payment-terms")
    cardless = link(sales, "bc", uuid4(), "currency")
    nameless = sales.call("links/customer/bc/C00010")
    unknown = sales.call(f"links/customers/bc/{uuid4()}")

    assert choice["record"]["problem"]["code"] == "no_page"
    assert cardless["record"]["problem"]["code"] == "no_page"
    assert (nameless.status_code, nameless.json()["code"]) == (400, "request_invalid")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "mapping_unknown")


def test_who_has_no_role_is_led_nowhere_and_business_central_is_not_asked(
    world: Surroundings,
) -> None:
    stranger = Salesperson(world, hire(world.stack.fleet, "Some Stranger"))
    world.server(Side.BC).journal.clear()

    answer = stranger.call(f"links/customer/bc/{uuid4()}")

    assert (answer.status_code, answer.json()["code"]) == (403, "role_missing")
    assert asked_of_bc(world, but="nothing") == []
