"""Business Central and Dataverse say that something changed; that only wakes the mapping's queue.

Nobody signs in to call these routes: a shared secret stands in each notification.
"""

import re
from hmac import compare_digest

import azure.functions as func

from shared.adapters.business_central.notifications import Notifications
from shared.adapters.dataverse.notifications import RemoteExecutionContext
from shared.bootstrap import App, app
from shared.domain.sides import Side
from shared.errors import RequestError
from shared.functions.answers import answering, parse
from shared.functions.describing import described
from shared.functions.invoking import invoked
from shared.functions.schedules import override_of
from shared.settings import DEFAULT_RENEWAL
from shared.usecases.notifications import wake
from shared.usecases.subscriptions import keep_subscriptions

bp = func.Blueprint()
_LONGEST_BODY = 16 * 1024 * 1024
"""Business Central sends up to 1,000 entries for each of 22 sets, and unsubscribes who refuses."""
_TOKEN = re.compile(r"[!-~]{1,1000}")
_HEADER = "x-sync-secret"


@bp.function_name("notify_bc")
@bp.route(route="notifications/bc", methods=["GET", "POST"])
@answering
@described(
    "Business Central says that something changed, or confirms a subscription",
    body=Notifications,
    answers="nothing",
    status=202,
    or_status=200,
    refusals=(403, 404, 503),
)
def notify_bc(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    secret = _secret(current)
    token = req.params.get("validationToken")
    if token is not None:
        return _shake_hands(token)
    notifications = parse(req, Notifications, longest=_LONGEST_BODY)
    # No short cut: the time must not tell how many of them were right.
    right = [_equal(each.client_state, secret) for each in notifications.value]
    if not all(right):
        raise _refused()
    entities = notifications.entities(current.engine.company_id)
    wake(current.engine, Side.BC, entities, current.gathering)
    return func.HttpResponse(status_code=202)


@bp.function_name("notify_dataverse")
@bp.route(route="notifications/dataverse", methods=["POST"])
@answering
@described(
    "Dataverse says that something changed",
    body=RemoteExecutionContext,
    answers="nothing",
    status=202,
    refusals=(403, 404, 503),
)
def notify_dataverse(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    given = req.headers.get(_HEADER) or req.params.get("code") or ""
    if not _equal(given, _secret(current)):
        raise _refused()
    changed = parse(req, RemoteExecutionContext)
    wake(current.engine, Side.DATAVERSE, {changed.table}, current.gathering)
    return func.HttpResponse(status_code=202)


@bp.function_name("renew_subscriptions")
@bp.timer_trigger(
    arg_name="timer",
    schedule=override_of("SYNC_RENEW_SUBSCRIPTIONS_AT", DEFAULT_RENEWAL),
    run_on_startup=False,
)
def renew_subscriptions(timer: func.TimerRequest, context: func.Context) -> None:
    current = app()
    if current.subscriptions is not None and not current.engine.installations.current().met:
        with invoked(context):
            keep_subscriptions(current.subscriptions, current.usable)


def _shake_hands(token: str) -> func.HttpResponse:
    """Confirm a subscription: its answer is the token, as plain text and nothing else."""
    if not _TOKEN.fullmatch(token):
        raise RequestError(
            "The validation token is longer than 1,000 characters, or not plain text.",
            code="request_invalid",
        )
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return func.HttpResponse(token, status_code=200, mimetype="text/plain", headers=headers)


def _secret(current: App) -> str:
    secret = current.settings.notifications.notification_secret
    if secret is None:
        raise RequestError(
            "This app takes no notifications: SYNC_NOTIFICATION_SECRET is not set.",
            code="notifications_off",
            status=404,
        )
    return secret.get_secret_value()


def _equal(given: str, secret: str) -> bool:
    return compare_digest(given.encode(errors="replace"), secret.encode())


def _refused() -> RequestError:
    return RequestError(
        "The notification does not carry the secret in SYNC_NOTIFICATION_SECRET.",
        code="notification_refused",
        status=403,
    )
