"""Salespeople with the role, while an administrator lets them."""

import pytest

from dev.people import hire
from shared.domain.callers import Role
from shared.domain.sides import Side
from tests.availability.warehouse import Salesperson, Warehouse, asked_of_bc
from tests.surroundings import Surroundings

AN_ID = "53c557e0-462f-4eeb-b9b6-5cadcdc67f02"
ROUTES = [
    ("GET", "products/1000/availability", None),
    ("POST", "availability", {"products": [{"product": "1000"}]}),
    ("GET", f"quotes/{AN_ID}/availability", None),
    ("GET", f"orders/{AN_ID}/availability", None),
    ("GET", f"opportunities/{AN_ID}/availability", None),
]


@pytest.mark.parametrize("role", [None, Role.USER, Role.ADMINISTRATOR])
def test_without_the_role_nobody_is_told_and_business_central_is_not_asked(
    world: Surroundings, role: Role | None
) -> None:
    person = hire(world.stack.fleet, "Somebody Else", *([role] if role else []))
    asker = Salesperson(world, person)
    world.server(Side.BC).journal.clear()

    for method, path, body in ROUTES:
        answer = asker.call(path, method, json=body)

        assert (answer.status_code, answer.json()["code"]) == (403, "role_missing")
        assert "Business Central Product Availability User" in answer.json()["detail"]
    assert asked_of_bc(world, but="nothing") == []


@pytest.mark.scenario("CRMSetupTest.EnableDisableCRMItemAvailabilityWebService")
def test_switched_off_nobody_is_told_until_it_is_switched_on_again(
    world: Surroundings, sales: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()
    assert world.get("setup")["availability"] is True

    off = world.call("POST", "setup/availability", json={"enabled": False})
    world.server(Side.BC).journal.clear()
    for method, path, body in ROUTES:
        answer = sales.call(path, method, json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, "availability_off")
    asked = asked_of_bc(world, but="nothing")
    world.start_app()
    still_off = world.get("setup")["availability"]
    world.stack.host.fire_timer("note_open_orders")
    on = world.call("POST", "setup/availability", json={"enabled": True})

    assert (off.json()["availability"], still_off, on.json()["availability"]) == (
        False,
        False,
        True,
    )
    assert off.json()["enabled"] is True
    assert asked == []
    assert sales.ask(chair["number"])["on_hand"] == 0


@pytest.mark.parametrize("almost", [0, 1, "yes", "true", None])
def test_the_switch_takes_nothing_but_true_and_false(world: Surroundings, almost: object) -> None:
    answer = world.call("POST", "setup/availability", json={"enabled": almost})

    assert answer.status_code == 400
    assert "enabled" in answer.json()["detail"]


def test_a_salesperson_does_not_switch_it(sales: Salesperson) -> None:
    answer = sales.call("setup/availability", "POST", json={"enabled": False})

    assert (answer.status_code, answer.json()["code"]) == (403, "role_missing")
