"""Pages of the organization may read what the app answers; pages of nobody else may."""

import pytest

from tests.surroundings import Surroundings

PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type",
}


@pytest.mark.parametrize("path", ["sign-in", "me", "mappings/customer/sync"])
def test_a_form_of_the_organization_may_ask(world: Surroundings, path: str) -> None:
    origin = world.stack.fleet.dataverse_server.url

    asked = world.call("OPTIONS", path, headers={"Authorization": "", "Origin": origin} | PREFLIGHT)

    assert asked.headers["Access-Control-Allow-Origin"] == origin
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]
    assert "authorization" in asked.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in asked.headers


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost"])
def test_a_page_of_another_origin_is_told_nothing(world: Surroundings, origin: str) -> None:
    headers = {"Origin": origin}
    answers = [
        world.call("GET", "sign-in", headers=headers),
        world.call("GET", "mappings", headers=headers),
        world.call("OPTIONS", "mappings", headers=headers | PREFLIGHT),
    ]

    assert [each.headers.get("Access-Control-Allow-Origin") for each in answers] == [None] * 3
