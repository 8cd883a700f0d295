"""POST /api/setup: from nothing to syncing. GET /api/setup: how far it is. And the main switch."""

from datetime import timedelta
from urllib.parse import urlsplit

import azure.functions as func
from pydantic import BaseModel, ConfigDict, Field, SecretStr, StrictBool

from shared.adapters.default_mappings import restore_defaults
from shared.bootstrap import app, restart
from shared.domain.callers import Caller, Role
from shared.domain.installation import Ownership
from shared.errors import RequestError
from shared.functions import presenting
from shared.functions.answers import answer, parse, parse_query
from shared.functions.describing import described
from shared.functions.gate import allowed, caller_of, holds, signed_in
from shared.functions.sync import Nothing
from shared.usecases.setup.context import Options
from shared.usecases.setup.setting_up import STEPS, introduce, look, set_up
from shared.usecases.setup.switching import disable, enable

bp = func.Blueprint()
_BUDGET = timedelta(seconds=110)
"""An HTTP answer has to be there after 230 seconds, and a step's last change can take 100."""


class SetupRequest(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    ownership: Ownership | None = None
    """Who owns the rows that the app creates; left out, it stays as it is: team at first."""
    couple_salespeople: StrictBool = False
    """Couple salespeople with the Sales users that have their e-mail address."""
    grant_roles: StrictBool = True
    """Give the caller the role Business Central Integration Administrator."""
    enable: StrictBool = True
    """Switch synchronization on at the end."""

    accept_environments: str = Field(default="", max_length=64)
    """What a former call said: go on with these environments in the place of those before."""

    @property
    def options(self) -> Options:
        return Options(
            self.ownership,
            self.couple_salespeople,
            self.grant_roles,
            self.enable,
            self.accept_environments,
        )


class Disabling(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: str = Field(default="Somebody switched it off.", min_length=1, max_length=500)
    """Shown by GET /api/setup until synchronization is switched on again."""


class SetupQuery(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    check: bool = False
    """Look at everything, and change nothing."""


@bp.function_name("set_up")
@bp.route(route="setup", methods=["POST"])
@signed_in
@described(
    "Set everything up in the name of the caller, or see what that would make",
    query=SetupQuery,
    body=SetupRequest,
    or_status=202,
    refusals=(403, 409),
)
def post_setup(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    """Carry out the steps of setup in the name of the caller; repeated, it goes on."""
    only_look = parse_query(req, SetupQuery).check
    asked = parse(req, SetupRequest)
    current = app()
    with current.setting_up(_token_of(caller_of(req)), asked.options, _place_of(req)) as setting:
        if only_look:
            report = look(setting)
        else:
            report = set_up(setting, current.engine.clock.now() + _BUDGET)
            current.roles.forget()
    shown = presenting.setup(report)
    problem = report.problem
    if problem is not None and not only_look:
        raise RequestError(
            f"Setup has not come to its end. {problem.what} {problem.fix}",
            code=problem.code,
            status=409,
            details=shown,
        )
    return answer(shown, 200 if only_look or report.complete else 202)


@bp.function_name("get_setup")
@bp.route(route="setup", methods=["GET"])
@signed_in
@described("How far setup is", refusals=(403,))
def get_setup(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    """Show who runs the app, or could set it up, how far it is, and what each step said last."""
    current = app()
    if not holds(req, Role.ADMINISTRATOR):
        token = _token_of(caller_of(req))
        with current.setting_up(token, Options(), _place_of(req)) as setting:
            introduce(setting)
    return answer(presenting.installation(current.engine.installations.latest()))


@bp.function_name("enable")
@bp.route(route="setup/enable", methods=["POST"])
@allowed(Role.ADMINISTRATOR)
@described("Switch synchronization on", body=Nothing, refusals=(409,))
def enable_all(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    """Switch synchronization on; unfinished runs go on."""
    parse(req, Nothing)
    return answer(presenting.installation(enable(app().engine, [step.name for step in STEPS])))


@bp.function_name("disable")
@bp.route(route="setup/disable", methods=["POST"])
@allowed(Role.ADMINISTRATOR)
@described("Switch synchronization off", body=Disabling, refusals=(409,))
def disable_all(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    """Stop every timer, queue message and notification."""
    reason = parse(req, Disabling).reason
    return answer(presenting.installation(disable(app().engine, reason)))


@bp.function_name("restore_mappings")
@bp.route(route="setup/restore-mappings", methods=["POST"])
@allowed(Role.ADMINISTRATOR)
@described("Restore the default mappings", body=Nothing)
def restore_mappings(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    """Make the default mappings as they were released; mappings by other names stay.

    Those of the customer's own folder stay, too, and in the place of what they replace.
    """
    parse(req, Nothing)
    restored = restore_defaults(app().settings.sync.mapping_folder)
    if restored:
        restart()
    replacing = app().mapping_set.replacing
    return answer({"restored": restored, "restart_needed": bool(restored), "own": list(replacing)})


def _place_of(req: func.HttpRequest) -> str:
    """Return where the caller finds the app."""
    called = urlsplit(req.url)
    return f"{called.scheme}://{called.netloc}"


def _token_of(caller: Caller) -> SecretStr:
    if caller.is_app or caller.token is None:
        raise RequestError(
            "Setup works in the name of a person: call it with the bearer token of an "
            "administrator for this app, as python -m dev setup does.",
            code="person_needed",
            status=403,
        )
    return caller.token
