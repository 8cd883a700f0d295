"""The queue carries on what did not fit into one call."""

import os

import azure.functions as func
import msgspec

from shared.bootstrap import app
from shared.settings import DEFAULT_QUEUE_NAME
from shared.usecases.runs import carry_on as carry_on_run
from shared.usecases.runs import poisoned

bp = func.Blueprint()
_queue = os.environ.get("SYNC_QUEUE_NAME") or DEFAULT_QUEUE_NAME


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    run: str
    attempt: int = 0


@bp.function_name("carry_on")
@bp.queue_trigger(arg_name="message", queue_name=_queue, connection="AzureWebJobsStorage")
def carry_on(message: func.QueueMessage) -> None:
    current = app()
    work = msgspec.json.decode(message.get_body(), type=Message)
    carry_on_run(current.engine, work.run, work.attempt, current.budget)


@bp.function_name("report_poisoned")
@bp.queue_trigger(
    arg_name="message", queue_name=f"{_queue}-poison", connection="AzureWebJobsStorage"
)
def report_poisoned(message: func.QueueMessage) -> None:
    """Make a run that nobody could carry on a visible failure."""
    work = msgspec.json.decode(message.get_body(), type=Message)
    poisoned(app().engine, work.run)
