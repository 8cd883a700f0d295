"""One timer per mapping, so that each can be scheduled and disabled alone; and one that tidies."""

import os

import azure.functions as func

from shared.adapters.mapping_files import load_mappings
from shared.bootstrap import app
from shared.domain.mapping import TableMapping
from shared.functions.invoking import invoked
from shared.functions.schedules import schedule_of
from shared.log import get_logger
from shared.settings import mapping_folders
from shared.usecases.runs import tick
from shared.usecases.shadowing import forget_old, look
from shared.usecases.tidying import tidy_up

log = get_logger(__name__)
bp = func.Blueprint()


def function_name(slug: str) -> str:
    return f"sync_{slug.replace('-', '_')}"


def _register(mapping: TableMapping) -> None:
    slug = mapping.slug

    @bp.function_name(function_name(slug))
    @bp.timer_trigger(arg_name="timer", schedule=schedule_of(mapping), run_on_startup=False)
    def synchronize_mapping(timer: func.TimerRequest, context: func.Context) -> None:
        with invoked(context):
            current = app()
            if current.engine.installations.current().shadow:
                deadline = current.engine.clock.now() + current.budget
                look(current.engine, current.looks, current.mapping(slug), deadline)
            else:
                tick(current.engine, current.mapping(slug), current.budget)


@bp.function_name("tidy_up")
@bp.timer_trigger(arg_name="timer", schedule="0 17 3 * * *", run_on_startup=False)
def remove_old_runs(timer: func.TimerRequest) -> None:
    current = app()
    tidy_up(current.engine)
    forget_old(current.engine, current.looks)


# Functions are registered when the app is indexed, when other settings may still be wrong: only
# the folders are read here, and a mistake in a mapping file costs that mapping's timer alone.
_set = load_mappings(*mapping_folders(os.environ))
for _mistake in _set.mistakes:
    log.error("mapping switched off", extra={"mistake": _mistake.text})
for _mapping in _set.mappings.values():
    _register(_mapping)
