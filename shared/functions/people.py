"""GET /api/sign-in: where people sign in to the pages. GET /api/me: who has, and what they may."""

import azure.functions as func

from shared.bootstrap import app
from shared.errors import ConfigurationError
from shared.functions.answers import answer, answering
from shared.functions.describing import described
from shared.functions.gate import caller_of, signed_in

bp = func.Blueprint()
SCOPE = "user_impersonation"
"""What the app registration exposes to people's clients."""


@bp.function_name("sign_in")
@bp.route(route="sign-in", methods=["GET"])
@answering
@described("Where people sign in, for pages")
def sign_in(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    """Show what a page needs to have people sign in; nothing of it is secret."""
    known = app().settings.sign_in
    if known.client_id is None:
        raise ConfigurationError(
            "Nobody can sign in: set ENTRA_CLIENT_ID or ACCESS_CLIENT_ID to the client id of the "
            "app registration that people sign in to.",
            code="sign_in_not_set_up",
        )
    content = {
        "authority": f"{known.authority}/{known.tenant}",
        "client_id": known.client_id,
        "scope": f"{known.audiences[-1]}/{SCOPE}",
    }
    return answer(content)


@bp.function_name("me")
@bp.route(route="me", methods=["GET"])
@signed_in
@described("Who calls, and which roles they have")
def me(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    """Show the caller; roles are null where they cannot be looked up before setup."""
    caller = caller_of(req)
    return answer({"name": caller.name, "id": str(caller.object_id), "roles": _roles(req)})


def _roles(req: func.HttpRequest) -> list[str] | None:
    try:
        return sorted(role.value for role in app().roles.of(caller_of(req)))
    except ConfigurationError:
        installation = app().engine.installations.current()
        if installation.enabled or installation.off_because:
            raise
        return None
