"""Turn what a usecase returns, or raises, into HTTP."""

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, get_args

import azure.functions as func
import msgspec
from pydantic import BaseModel, ValidationError

from shared.errors import (
    ChangedError,
    ConfigurationError,
    FuseError,
    IntegrationError,
    RecordError,
    RequestError,
    SwitchedOffError,
    TransientError,
)
from shared.functions.invoking import invoked
from shared.log import get_logger

log = get_logger(__name__)
_encode = msgspec.json.Encoder(decimal_format="number").encode
_MIB = 1024 * 1024
_LONGEST_BODY = _MIB
_MOST_PROBLEMS = 5
_UNKNOWN = "extra_forbidden"
_SAFE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

Model = TypeVar("Model", bound=BaseModel)
Handler = Callable[[func.HttpRequest, func.Context], func.HttpResponse]


def answering(handler: Handler) -> Handler:
    """Answer errors with problem+json: one sentence, a code, the invocation; no trace."""

    @functools.wraps(handler)
    def answered(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
        try:
            with invoked(context):
                return handler(req, context)
        except IntegrationError as error:
            log.warning("request not carried out", extra={"code": error.code})
            return _problem(error, context.invocation_id)
        except Exception:
            log.exception("request failed")
            unexpected = IntegrationError(
                "An unexpected error occurred; the app's log has the details under this "
                "invocation's id.",
                code="unexpected",
            )
            return _problem(unexpected, context.invocation_id)

    return answered


def answer(
    content: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> func.HttpResponse:
    return func.HttpResponse(
        _encode(content),
        status_code=status,
        mimetype="application/json",
        headers=_SAFE | dict(headers or {}),
    )


def leading(address: str) -> func.HttpResponse:
    """Lead a browser elsewhere."""
    return func.HttpResponse(status_code=302, headers=_SAFE | {"Location": address})


def listing(value: Sequence[object], continuation: str | None) -> func.HttpResponse:
    """Answer with one page of a list; *continuation* asks for the next one."""
    content: dict[str, object] = {"value": value}
    if continuation is not None:
        content["continuation"] = continuation
    return answer(content)


def parse(req: func.HttpRequest, model: type[Model], *, longest: int = _LONGEST_BODY) -> Model:
    """Return the request's body as *model*; an empty body is an empty object.

    :param longest: in bytes, whole MiB.
    :raises RequestError: names what is wrong, and where.
    """
    body = req.get_body() or b"{}"
    if len(body) > longest:
        raise RequestError(
            f"The request's body is longer than {longest // _MIB} MiB.",
            code="too_large",
            status=413,
        )
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise _invalid(error, model) from error


def parse_query(req: func.HttpRequest, model: type[Model]) -> Model:
    """Return the request's query as *model*; *code* is the platform's, for a function key."""
    asked = {name: value for name, value in req.params.items() if name != "code"}
    try:
        return model.model_validate(asked)
    except ValidationError as error:
        raise _invalid(error, model) from error


def _invalid(error: ValidationError, model: type[BaseModel]) -> RequestError:
    found = error.errors(include_url=False, include_input=False, include_context=False)
    # Of what is wrong with a list, its items tell: without them, it seems too short, for example.
    outer = {each["loc"][:depth] for each in found for depth in range(len(each["loc"]))}
    problems = [each for each in found if each["loc"] not in outer]
    told = "; ".join(
        f"{'.'.join(map(str, problem['loc'])) or 'request'}: {_complaint(problem)}"
        for problem in problems[:_MOST_PROBLEMS]
    )
    if len(problems) > _MOST_PROBLEMS:
        told += f"; and {len(problems) - _MOST_PROBLEMS} more"
    unknown = next((each["loc"] for each in problems if each["type"] == _UNKNOWN), None)
    known = "" if unknown is None else f" {_known(model, unknown[:-1])}"
    return RequestError(f"The request is not understood: {told}.{known}", code="request_invalid")


def _complaint(problem: Mapping[str, Any]) -> str:
    if problem["type"] == _UNKNOWN:
        return "there is no such key"
    return str(problem["msg"]).removeprefix("Value error, ")


def _known(model: type[BaseModel], place: Sequence[int | str]) -> str:
    """Name the keys that there are at a place of a request."""
    for step in place:
        if isinstance(step, str):
            annotation = model.model_fields[step].annotation
            model = next(
                each
                for each in (annotation, *get_args(annotation))
                if isinstance(each, type) and issubclass(each, BaseModel)
            )
    names = [field.alias or name for name, field in model.model_fields.items()]
    return f"There are {', '.join(names)}." if names else "Nothing is to be given."


def _problem(error: IntegrationError, invocation_id: str) -> func.HttpResponse:
    status = _status(error)
    headers = dict(_SAFE)
    retry_after = getattr(error, "retry_after", None)
    if retry_after is not None:
        headers["Retry-After"] = str(int(retry_after) + 1)
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    content = dict(getattr(error, "details", {})) | {
        "type": "about:blank",
        "title": "Unexpected error" if type(error) is IntegrationError else _TITLES[status],
        "status": status,
        "detail": error.message,
        "code": error.code,
        "instance": invocation_id,
    }
    return func.HttpResponse(
        _encode(content),
        status_code=status,
        mimetype="application/problem+json",
        headers=headers,
    )


def _status(error: IntegrationError) -> int:
    match error:
        case RequestError():
            return error.status
        case TransientError():
            return 503
        case RecordError():
            return 422
        case ChangedError() | FuseError() | SwitchedOffError():
            return 409
        case ConfigurationError():
            return 500
        case _:
            return 500


_TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Forbidden",
    404: "Not found",
    409: "Conflict",
    413: "Too large",
    422: "Record refused",
    500: "Not set up correctly",
    503: "Not available now",
}
