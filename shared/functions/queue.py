"""The queue carries on what did not fit into one call."""

import os

import azure.functions as func
import msgspec
from pydantic import TypeAdapter, ValidationError

from shared.bootstrap import app
from shared.errors import ConfigurationError
from shared.functions.invoking import invoked
from shared.log import get_logger
from shared.settings import DEFAULT_QUEUE_NAME, QueueName
from shared.usecases.runs import carry_on as carry_on_run
from shared.usecases.runs import poisoned

bp = func.Blueprint()
log = get_logger(__name__)


def _queue_name() -> str:
    """Return the queue to listen to; a wrong name, loudly left out, must not stop the app."""
    name = os.environ.get("SYNC_QUEUE_NAME") or DEFAULT_QUEUE_NAME
    try:
        return TypeAdapter(QueueName).validate_python(name)
    except ValidationError:
        log.error("queue name ignored", extra={"setting": "SYNC_QUEUE_NAME"})
        return DEFAULT_QUEUE_NAME


_queue = _queue_name()


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    run: str
    attempt: int = 0


@bp.function_name("carry_on")
@bp.queue_trigger(arg_name="message", queue_name=_queue, connection="AzureWebJobsStorage")
def carry_on(message: func.QueueMessage, context: func.Context) -> None:
    current = app()
    work = msgspec.json.decode(message.get_body(), type=Message)
    with invoked(context):
        carry_on_run(current.engine, work.run, work.attempt, current.budget)


@bp.function_name("report_poisoned")
@bp.queue_trigger(
    arg_name="message", queue_name=f"{_queue}-poison", connection="AzureWebJobsStorage"
)
def report_poisoned(message: func.QueueMessage) -> None:
    """Make a run that nobody could carry on a visible failure."""
    try:
        work = msgspec.json.decode(message.get_body(), type=Message)
    except (msgspec.DecodeError, UnicodeDecodeError):
        # Raised again it would come back for days: a poison queue has no poison queue.
        log.error("foreign message removed from the queue", extra={"message_id": message.id})
        return
    try:
        poisoned(app().engine, work.run)
    except ConfigurationError as error:
        if error.code != "row_unreadable":
            raise
        log.error("run cannot be ended", extra={"run": work.run, "problem": error.message})
