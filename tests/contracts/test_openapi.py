"""GET /api/openapi.json says what the code does: every route, its gate, its models."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from function_app import blueprints
from shared.functions import openapi
from shared.functions.describing import description_of
from tests.contracts.documented_settings import ROOT
from tests.contracts.routes import Route, routes

FUNCTIONS = ROOT / "shared" / "functions"


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    return openapi.description(blueprints)


def operation(description: dict[str, Any], route: Route) -> dict[str, Any]:
    found: dict[str, Any] = description["paths"][route.address][route.method.lower()]
    return found


def test_it_lists_every_route_and_no_other(description: dict[str, Any]) -> None:
    listed = {
        f"{method.upper()} {path}"
        for path, methods in description["paths"].items()
        for method in methods
    }

    assert listed == {f"{route.method} {route.address}" for route in routes()}


def test_each_operation_names_the_roles_of_its_gate(description: dict[str, Any]) -> None:
    for route in routes():
        told = operation(description, route)

        assert ("security" in told) == route.identity, route
        assert tuple(told.get("x-roles", ())) == route.roles, route
        refused = {"401", "503"} | ({"403"} if route.roles else set())
        assert not route.identity or refused <= told["responses"].keys(), route


def handlers() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield each function of the route modules, with its module."""
    for path in sorted(FUNCTIONS.glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and _is_route(node):
                yield f"shared.functions.{path.stem}", node


def _is_route(node: ast.FunctionDef) -> bool:
    return any("route" in ast.unparse(decorator) for decorator in node.decorator_list)


def _parsed(node: ast.FunctionDef, parser: str) -> list[str]:
    calls = (each for each in ast.walk(node) if isinstance(each, ast.Call))
    return [ast.unparse(each.args[1]) for each in calls if ast.unparse(each.func) == parser]


def test_each_handler_is_described_and_parses_the_models_that_it_says() -> None:
    found = list(handlers())
    assert len(found) > 10

    for module, node in found:
        handler = getattr(importlib.import_module(module), node.name)
        told = description_of(inspect.unwrap(_user_function(handler)))
        assert told is not None, f"{module}.{node.name} lacks @described"
        assert _parsed(node, "parse") == ([told.body.__name__] if told.body else []), node.name
        query = [told.query.__name__] if told.query else []
        assert _parsed(node, "parse_query") == query, node.name


def _user_function(builder: Any) -> Any:
    """The platform's decorators leave a builder under the handler's name."""
    return builder._function.get_user_function()


def test_unknown_properties_are_refused_where_people_write(description: dict[str, Any]) -> None:
    schemas = description["components"]["schemas"]
    bodies = {
        route["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for methods in description["paths"].values()
        for route in methods.values()
        if "requestBody" in route and "security" in route
    }

    assert bodies
    assert all(schemas[name]["additionalProperties"] is False for name in bodies)
