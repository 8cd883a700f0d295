"""OWASP API 1, 2 and 5 (2023): authorization by object and by function, and authentication."""

from collections.abc import Callable
from typing import Any

import pytest
from requests import Response

from dev.people import Person, hire
from dev.simulators.fleet import Fleet
from shared.domain.callers import Role, may
from tests import forging
from tests.security.calling import GATED, call, problem
from tests.security.conftest import People
from tests.surroundings import Surroundings

# API1: broken object level authorization


def test_what_belongs_to_another_company_is_not_there(world: Surroundings) -> None:
    world.customers.add("Adatum")
    run = world.sync("currency", full=True)
    [job, *_] = run["jobs"]

    world.move()

    for path in (f"runs/{run['id']}", f"jobs/{job['id']}", f"jobs/{job['id']}/errors"):
        assert world.call("GET", path).status_code == 404
    assert world.call("POST", f"runs/{run['id']}/approve", json={}).status_code == 404
    assert world.get("jobs")["value"] == []
    assert world.get("mappings/currency/couplings")["value"] == []


# API2: broken authentication


def test_no_gated_route_answers_to_who_has_not_signed_in(world: Surroundings) -> None:
    for route in GATED:
        answer = call(world, route, None)

        problem(answer, 401, "not_signed_in")
        assert answer.headers["WWW-Authenticate"] == "Bearer"


FORGERIES: dict[str, Callable[[Fleet, str], str]] = {
    "expired": forging.expired,
    "for another app": forging.for_another_app,
    "of another tenant": forging.of_another_tenant,
    "without the scope": forging.without_the_scope,
    "signed by somebody": lambda fleet, user: forging.with_another_key(fleet.user_token(user)),
    "not signed": lambda fleet, user: forging.unsigned(fleet.user_token(user)),
    "HS256 with the public key": lambda fleet, user: forging.signed_with_the_public_key(
        fleet, fleet.user_token(user)
    ),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_an_administrators_token_that_is_not_good_opens_nothing(
    world: Surroundings, people: People, forge: Callable[[Fleet, str], str]
) -> None:
    token = forge(world.stack.fleet, people[Role.ADMINISTRATOR].object_id)

    answer = world.call("GET", "jobs", headers={"Authorization": f"Bearer {token}"})

    problem(answer, 401, "sign_in_refused")
    assert token not in answer.text


@pytest.mark.wire("C.3")
def test_the_platforms_header_opens_nothing_where_no_platform_has_written_it(
    world: Surroundings, people: People
) -> None:
    forged = forging.principal(world.stack.fleet, people[Role.ADMINISTRATOR].object_id)
    headers = {"X-MS-CLIENT-PRINCIPAL": forged, "Authorization": ""}

    problem(world.call("GET", "jobs", headers=headers), 401, "not_signed_in")


@pytest.mark.wire("C.3")
def test_behind_the_platform_the_one_who_signed_in_counts_and_no_header_of_theirs(
    guarded: Surroundings, people: People
) -> None:
    forged = forging.principal(guarded.stack.fleet, people[Role.ADMINISTRATOR].object_id)

    def ask(role: Role | None) -> int:
        headers = {"X-MS-CLIENT-PRINCIPAL": forged, **people[role].headers}
        return guarded.call("GET", "jobs", headers=headers).status_code

    assert ask(Role.USER) == 200
    assert ask(None) == 403
    unsigned = {"X-MS-CLIENT-PRINCIPAL": forged, "Authorization": ""}
    assert guarded.call("GET", "jobs", headers=unsigned).status_code == 401
    assert guarded.call("GET", "health", headers=unsigned).json() == {"status": "alive"}


def test_who_has_a_role_learns_from_health_whether_the_app_can_work(
    guarded: Surroundings, people: People
) -> None:
    alive = {"status": "alive"}

    def health(headers: dict[str, str]) -> Any:
        return guarded.call("GET", "health", headers=headers).json()

    assert health({"Authorization": ""}) == health(people[None].headers) == alive
    for role in Role:
        assert health(people[role].headers)["status"] == "ready"


@pytest.mark.wire("C.3")
def test_where_an_app_role_is_asked_for_a_role_in_dataverse_alone_opens_nothing(
    guarded: Surroundings, people: People
) -> None:
    """The two locks are Entra ID's and Dataverse's, whoever checks the token."""
    fleet = guarded.stack.fleet
    both = hire(fleet, "Holder of Both", Role.USER, app_roles=["Sync.Administer", "Sync.Read"])
    other = hire(fleet, "Holder of Another", Role.USER, app_roles=["Sync.Administer"])
    unknown = hire(fleet, "Holder of None", app_roles=["Sync.Read"])
    guarded.put_setting("ACCESS_APP_ROLE", "Sync.Read")

    for checking in ("false", "true"):
        guarded.start_app(ACCESS_VALIDATE_TOKENS=checking)

        def ask(person: Person) -> Response:
            return guarded.call("GET", "jobs", headers=person.headers)

        assert ask(both).status_code == 200
        for person in (other, people[Role.ADMINISTRATOR]):
            assert "'Sync.Read'" in problem(ask(person), 403, "app_role_missing")
        problem(ask(unknown), 403, "role_missing")


def test_as_a_second_line_the_app_checks_the_token_behind_the_platform(
    guarded: Surroundings, people: People
) -> None:
    guarded.start_app(ACCESS_VALIDATE_TOKENS="true")

    answer = guarded.call("GET", "jobs", headers=people[Role.USER].headers)

    assert answer.status_code == 200


@pytest.mark.wire("C.3")
def test_a_session_of_a_browser_looks_and_does_nothing(world: Surroundings, people: People) -> None:
    world.start_app(WEBSITE_AUTH_ENABLED="true")
    admin = people[Role.ADMINISTRATOR]
    session = {"X-MS-CLIENT-PRINCIPAL": forging.principal(world.stack.fleet, admin.object_id)}

    assert world.call("GET", "jobs", headers={**session, "Authorization": ""}).status_code == 200
    for route in (route for route in GATED if route.method != "GET"):
        problem(call(world, route, None, headers=session), 403, "token_needed")
        answer = call(world, route, admin.token, headers=session, json={"unknown": 1})
        assert answer.json().get("code") != "token_needed", route


# API5: broken function level authorization


@pytest.mark.parametrize("held", [*Role, None], ids=lambda role: role.name if role else "no role")
def test_each_route_is_open_to_its_roles_only_and_says_which_it_needs(
    world: Surroundings, people: People, held: Role | None
) -> None:
    for route in (route for route in GATED if route.roles):
        needed = [Role(name) for name in route.roles]

        answer = call(world, route, people[held].token, json={"unknown": 1})

        if may([held] if held else [], needed):
            assert answer.status_code not in (401, 403), route
        else:
            told = problem(answer, 403, "role_missing")
            assert all(role.value in told for role in needed), route
            assert "administrator" in told


def test_a_disabled_user_is_let_in_no_longer(world: Surroundings) -> None:
    fleet = world.stack.fleet
    eva = hire(fleet, "Eva Example", Role.USER)
    world.start_app(ACCESS_ROLES_SECONDS="0")
    assert world.call("GET", "jobs", headers=eva.headers).status_code == 200

    with fleet.dataverse_server.lock:
        fleet.dataverse.change("systemuser", eva.user_id, {"isdisabled": True})

    problem(world.call("GET", "jobs", headers=eva.headers), 403, "role_missing")
