from collections.abc import Iterator
from pathlib import Path

import pytest

from dev.simulators.fleet import FleetOptions
from dev.stack import LocalStack
from tests.setup.firm import Firm


@pytest.fixture
def firm(stack: LocalStack, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Firm]:
    options = getattr(request, "param", FleetOptions())
    with pytest.MonkeyPatch.context() as env:
        firm = Firm(stack, tmp_path, env.setenv, options)
        try:
            yield firm
        finally:
            firm.close()
