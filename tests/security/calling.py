"""Every route of the app, called from outside."""

from typing import Any

import requests

from tests.contracts.routes import Route, routes
from tests.surroundings import Surroundings

AN_ID = "53c557e0-462f-4eeb-b9b6-5cadcdc67f02"
BY_NAME = {
    "mapping": "customer",
    "side": "bc",
    "id": AN_ID,
    "bc_id": AN_ID,
    "product": "1000",
    "account": AN_ID,
    "run": AN_ID,
    "job": AN_ID,
}
GATED = [route for route in routes() if route.identity]


def path_of(route: Route) -> str:
    return route.path.format_map(BY_NAME)


def call(world: Surroundings, route: Route, token: str | None, **options: Any) -> requests.Response:
    """Call a route as whoever has *token*; None for nobody."""
    given = {**options.pop("headers", {}), "Authorization": f"Bearer {token}" if token else ""}
    return world.call(route.method, path_of(route), headers=given, **options)


def problem(answer: requests.Response, status: int, code: str) -> str:
    """Return the sentence of a problem, once it is known to be one and to say nothing more."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    told = answer.json()
    assert told["code"] == code
    assert told.keys() == {"type", "title", "status", "detail", "code", "instance"}
    assert "Traceback" not in answer.text
    sentence: str = told["detail"]
    return sentence
