"""GET /api/openapi.json: the API's description, made of routes, gates and pydantic models.

https://spec.openapis.org/oas/v3.1.0
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import azure.functions as func
from azure.functions.decorators.http import HttpTrigger
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from shared.adapters.page_files import MEDIA_TYPES
from shared.functions.answers import answer, answering
from shared.functions.describing import Description, described, description_of
from shared.functions.gate import Gate, gate_of

Json = dict[str, Any]

_PARAMETER = re.compile(r"\{\*?(\w+)\}")
_UUID = {"type": "string", "format": "uuid"}
_NAME = {"type": "string", "pattern": "^[0-9A-Za-z.-]+$", "maxLength": 200}
_PATH_SCHEMAS: dict[str, Json] = {
    "id": _UUID,
    "path": {"type": "string", "pattern": "^[0-9A-Za-z/._-]+$", "maxLength": 200},
    "side": {"type": "string", "enum": ["bc", "dataverse"]},
}
"""Of parameters that are more than a name."""
_SECURITY = "entra"
_REFERENCE = "#/components/schemas/{model}"
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence that says what to change."},
        "code": {"type": "string", "description": "Explained in docs/errors.md."},
        "instance": {"type": "string", "description": "The invocation's id in the app's log."},
    },
}
_LIST = {
    "type": "object",
    "required": ["value"],
    "properties": {"value": {"type": "array", "items": {"type": "object"}}},
}
_PAGE = _LIST | {
    "properties": _LIST["properties"]  # type: ignore[operator]
    | {"continuation": {"type": "string", "description": "Asks for what follows."}}
}
_ANSWERS: dict[str, Json] = {
    "object": {"application/json": {"schema": {"type": "object"}}},
    "page": {"application/json": {"schema": _PAGE}},
    "list": {"application/json": {"schema": _LIST}},
    "file": {media_type: {} for media_type in MEDIA_TYPES},
    "nothing": {},
}
_REFUSED = {
    400: "The request is not understood.",
    401: "Nobody is signed in, or the token is refused.",
    403: "The caller lacks the role, or the secret.",
    404: "There is no such thing.",
    409: "It cannot be done as things stand.",
    413: "The body is too long.",
    500: "The app is not set up correctly.",
    503: "A service that is needed does not answer now.",
}


def blueprint(others: Sequence[func.Blueprint]) -> func.Blueprint:
    """Return the route that describes *others* and itself."""
    bp = func.Blueprint()

    @bp.function_name("describe_api")
    @bp.route(route="openapi.json", methods=["GET"])
    @answering
    @described("This description")
    def describe_api(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
        return answer(made())

    @cache
    def made() -> Json:
        return description([*others, bp])

    return bp


@dataclass(frozen=True)
class _Operation:
    function: str
    method: str
    path: str
    gate: Gate
    described: Description


def description(blueprints: Sequence[func.Blueprint]) -> Json:
    operations = [*_operations(blueprints)]
    models = {each.described.body for each in operations if each.described.body}
    _, schemas = models_json_schema(
        [(model, "validation") for model in sorted(models, key=lambda model: model.__name__)],
        ref_template=_REFERENCE,
    )
    paths: dict[str, Json] = {}
    for each in sorted(operations, key=lambda each: (each.path, each.method)):
        paths.setdefault(f"/api/{each.path}", {})[each.method.lower()] = _operation(each)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Business Central and Dataverse in step", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": {"Problem": _PROBLEM, **schemas.get("$defs", {})},
            "securitySchemes": {
                _SECURITY: {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "A token of Entra ID for this app.",
                }
            },
        },
    }


def _operations(blueprints: Sequence[func.Blueprint]) -> Iterator[_Operation]:
    # Blueprints tell their functions only to an app; this one is not the platform's.
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
    for each in blueprints:
        app.register_functions(each)
    for function in app.get_functions():
        trigger, name = function.get_trigger(), str(function.get_function_name())
        if isinstance(trigger, HttpTrigger):
            handler: Callable[..., object] = function.get_user_function()
            told = description_of(handler) or Description(name)
            for method in trigger.methods or ():
                path = _PARAMETER.sub(r"{\1}", str(trigger.route))
                yield _Operation(name, str(method.value), path, gate_of(handler), told)


def _operation(each: _Operation) -> Json:
    gate, told = each.gate, each.described
    content: Json = {
        "operationId": f"{each.method.lower()}_{each.function}",
        "summary": told.summary,
        "parameters": [*_path_parameters(each.path), *_query_parameters(told.query)],
        "responses": {str(status): content for status, content in _responses(each)},
    }
    if told.body is not None and each.method != "GET":
        schema = {"$ref": _REFERENCE.format(model=told.body.__name__)}
        content["requestBody"] = {"content": {"application/json": {"schema": schema}}}
    if gate.identity:
        content["security"] = [{_SECURITY: []}]
        content["x-roles"] = [role.value for role in gate.roles]
    return content


def _path_parameters(path: str) -> Iterator[Json]:
    for name in _PARAMETER.findall(path):
        schema = _PATH_SCHEMAS.get(name, _NAME)
        yield {"name": name, "in": "path", "required": True, "schema": schema}


def _query_parameters(query: type[BaseModel] | None) -> Iterator[Json]:
    if query is None:
        return
    schema = query.model_json_schema(ref_template=_REFERENCE)
    for name, content in schema["properties"].items():
        required = name in schema.get("required", ())
        yield {"name": name, "in": "query", "required": required, "schema": _given(content)}


def _given(schema: Json) -> Json:
    """A query option that is not given is left out; there is no null."""
    variants = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    rest = {name: value for name, value in schema.items() if name not in ("anyOf", "default")}
    if len(variants) == 1:
        return {**rest, **variants[0]}
    return schema


def _responses(each: _Operation) -> Iterator[tuple[int, Json]]:
    told = each.described
    for status in filter(None, (told.status, told.or_status)):
        content = {} if status == 304 else _ANSWERS[told.answers]
        yield status, {"description": told.summary, **({"content": content} if content else {})}
    for status in sorted(_refusals(each)):
        schema = {"$ref": _REFERENCE.format(model="Problem")}
        content = {"application/problem+json": {"schema": schema}}
        yield status, {"description": _REFUSED[status], "content": content}


def _refusals(each: _Operation) -> set[int]:
    told = each.described
    found = {500, *told.refusals}
    if each.gate.identity:
        found |= {401, 503}
    if each.gate.roles:
        found.add(403)
    if told.query or told.body:
        found.add(400)
    if told.body:
        found.add(413)
    if "{" in each.path:
        found |= {400, 404}
    return found
