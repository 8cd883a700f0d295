"""The one gate in front of every route that is not open to all.

A route has exactly one of three decorators: ``@answering`` where it is open, ``@signed_in`` where
anybody known to Entra ID may ask, ``@allowed(Role.USER)`` where a role decides.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import azure.functions as func

from shared.bootstrap import app
from shared.domain.callers import Caller, Role, may
from shared.errors import ConfigurationError, IntegrationError, RequestError
from shared.functions.answers import Handler, answering
from shared.log import get_logger

PRINCIPAL = "x-ms-client-principal"
_MARK = "__gate__"
"""Kept by functools.wraps, and so by the decorators around."""
log = get_logger(__name__)
_callers: "WeakKeyDictionary[func.HttpRequest, Caller]" = WeakKeyDictionary()


@dataclass(frozen=True)
class Gate:
    """Who gets through to a route."""

    identity: bool
    """Whether Entra ID has to know the caller."""
    roles: tuple[Role, ...] = ()
    """One of which the caller has to have; empty where Entra ID's word is enough."""


def gate_of(handler: Callable[..., object]) -> Gate:
    """Return what stands in front of a registered function."""
    found = getattr(handler, _MARK, None)
    return found if isinstance(found, Gate) else Gate(identity=False)


def caller_of(req: func.HttpRequest) -> Caller:
    """Return who sent a request that has passed the gate."""
    return _callers[req]


def signed_in(handler: Handler) -> Handler:
    """Let in whom Entra ID knows; what they may is for the handler to find out."""
    return _behind(Gate(identity=True), handler)


def allowed(*roles: Role) -> Callable[[Handler], Handler]:
    """Let in who has one of *roles*, or a role that includes one."""
    return functools.partial(_behind, Gate(identity=True, roles=roles))


def holds(req: func.HttpRequest, *roles: Role) -> bool:
    """Return whether the caller of a route that lets in others, too, has one of *roles*.

    Where that cannot be found out, it is no: before setup, say, or while Dataverse is silent.
    """
    try:
        return may(app().roles.of(_identify(req)), roles)
    except IntegrationError:
        return False


def _behind(gate: Gate, handler: Handler) -> Handler:
    @functools.wraps(handler)
    def gated(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
        _callers[req] = _identify(req)
        _check_deliberate(req, _callers[req])
        if gate.roles:
            _check(_callers[req], gate.roles)
        return handler(req, context)

    setattr(gated, _MARK, gate)
    return answering(gated)


def _identify(req: func.HttpRequest) -> Caller:
    principal, token = (req.headers.get(name) for name in (PRINCIPAL, "authorization"))
    return app().callers.identify(principal, token)


def _check_deliberate(req: func.HttpRequest, caller: Caller) -> None:
    """Let nothing be done by who is known to the platform by a session alone.

    A browser sends its cookie along whatever page makes it call; a bearer token is sent on purpose.
    """
    if req.method != "GET" and caller.token is None:
        raise RequestError(
            "Whoever is signed in by a session of the browser may only look. Send a bearer token "
            "of Entra ID for this app with whatever changes something.",
            code="token_needed",
            status=403,
        )


def _check(caller: Caller, needed: tuple[Role, ...]) -> None:
    try:
        held = app().roles.of(caller)
    except ConfigurationError as error:
        installation = app().engine.installations.current()
        if installation.enabled or installation.off_because:
            raise
        raise RequestError(
            "The app cannot look roles up in Dataverse before it is set up. An administrator of "
            "Dataverse calls POST /api/setup first.",
            code="setup_incomplete",
            status=409,
        ) from error
    if may(held, needed):
        return
    log.warning("role missing", extra={"caller": caller.object_id, "is_app": caller.is_app})
    named = " or ".join(role.value for role in needed)
    access = app().settings.access
    seconds = access.roles_seconds if held else access.no_roles_seconds
    raise RequestError(
        f"This needs the security role {named}. A Dataverse administrator assigns it, to you or to "
        f"a team of yours; that counts within {seconds} seconds.",
        code="role_missing",
        status=403,
    )
