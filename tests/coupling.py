"""Coupling and uncoupling as an administrator asks for it, over HTTP."""

from collections.abc import Mapping
from typing import Any

import requests

from tests.surroundings import Json, Surroundings

Row = Mapping[str, Any]


def pair(customer: Row, account: Row) -> Json:
    return {"bc_id": customer["id"], "dataverse_id": account["accountid"]}


def ask(
    world: Surroundings, what: str, mapping: str = "customer", **body: Any
) -> requests.Response:
    """Ask for something of a mapping's couplings, and nothing more."""
    return world.call("POST", f"mappings/{mapping}/couplings{what}", json=body)


def couple(world: Surroundings, *pairs: Json, mapping: str = "customer", **body: Any) -> Json:
    """Couple pairs, let their values follow, and return what was answered."""
    answer = ask(world, "", mapping, pairs=list(pairs), **body)
    assert answer.status_code in (200, 201, 202), answer.text
    world.stack.host.drain_queues(include_delayed=True)
    return dict(answer.json())


def refusal(world: Surroundings, *pairs: Json, **body: Any) -> tuple[int, str]:
    answer = ask(world, "", pairs=list(pairs), **body)
    return answer.status_code, answer.json()["code"]


def preview(world: Surroundings, *pairs: Json, **body: Any) -> list[Json]:
    answer = ask(world, "?preview=true", pairs=list(pairs), **body)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["value"])


def run_of(world: Surroundings, answer: requests.Response) -> Json:
    """Return the run that was answered with, carried to its end."""
    assert answer.status_code == 202, answer.text
    world.stack.host.drain_queues(include_delayed=True)
    return world.get(answer.headers["Location"].removeprefix("/api/"))


def match(world: Surroundings, mapping: str = "customer", **body: Any) -> Json:
    return run_of(world, ask(world, "/match", mapping, **body))


def create(world: Surroundings, mapping: str = "customer", **body: Any) -> Json:
    return run_of(world, ask(world, "/create", mapping, **body))


def uncouple(world: Surroundings, mapping: str = "customer", **body: Any) -> Json:
    """Uncouple what fits into a call, and let cascades follow."""
    answer = ask(world, "/uncouple", mapping, **body)
    if answer.status_code == 202:
        return run_of(world, answer)
    assert answer.status_code == 200, answer.text
    world.stack.host.drain_queues(include_delayed=True)
    return dict(answer.json())


def pairs(world: Surroundings, mapping: str = "customer") -> set[tuple[str, str]]:
    """Return the ids of what is coupled, Business Central's in front."""
    listed = world.get(f"mappings/{mapping}/couplings", top=1000)["value"]
    return {(coupling["bc_id"], coupling["dataverse_id"]) for coupling in listed}


def ids(customer: Row, account: Row) -> tuple[str, str]:
    return customer["id"], account["accountid"]


def only_counters(run: Json) -> Json:
    """Return the counters of a run's only job, without those that are zero."""
    [job] = run["jobs"]
    return {name: count for name, count in job["counters"].items() if count}
