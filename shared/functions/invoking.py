"""What the platform tells of an invocation."""

from contextlib import AbstractContextManager

import azure.functions as func

from shared.telemetry import within


def invoked(context: func.Context) -> AbstractContextManager[None]:
    """Let spans belong to the invocation's trace, to which the platform's own entries belong."""
    return within(context.trace_context.trace_parent or "")
