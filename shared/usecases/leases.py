"""Work of a caller that needs a mapping for itself for a moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from shared.errors import RequestError
from shared.ports import Lease
from shared.usecases.engine import Engine

_SOON = 15.0


@contextmanager
def lease_of(engine: Engine, mapping: str, called: str = "") -> Iterator[Lease]:
    """Hold a mapping's lease for a block, perhaps between two calls of a run.

    :param called: what the caller is told to be at work; the mapping unless given.
    :raises RequestError: a run is at work; the caller asks again a little later.
    """
    with engine.progress.lease(mapping, f"call-{uuid4().hex[:8]}", between=True) as lease:
        if lease is None:
            raise RequestError(
                f"{called or f'The mapping {mapping}'} is at work right now. "
                "Ask again in a moment.",
                code="mapping_busy",
                status=409,
                retry_after=_SOON,
            )
        yield lease
