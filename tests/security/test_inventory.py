"""OWASP API 9 (2023), improper inventory: what is described is what there is, whatever is sent.

schemathesis makes requests of the description, good and bad ones, and holds the answers against it.
"""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks

from tests.soaking import SOAKING
from tests.surroundings import Surroundings

HELD = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.ignored_auth,
]
"""Not among them: the platform answers an unknown method with 404 rather than 405."""


EXAMPLES = settings(
    max_examples=100 if SOAKING else 3,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[*HealthCheck],
)


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: f"{mode.value} requests")
def test_every_answer_is_one_that_the_description_has(
    world: Surroundings, mode: GenerationMode
) -> None:
    world.start_app(SYNC_NOTIFICATION_SECRET="a-secret-made-up-at-random")
    described = world.call("GET", "openapi.json", headers={"Authorization": ""})
    assert described.status_code == 200
    schema = schemathesis.openapi.from_dict(described.json())
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    takers = [each for each in operations if _takes_something(each.definition.raw)]
    assert len(operations) > len(takers) > 10

    # Where nothing is taken, nothing can be wrong.
    for operation in operations if mode is GenerationMode.POSITIVE else takers:

        @EXAMPLES
        @given(case=operation.as_strategy(generation_mode=mode))
        def hold(case: Any) -> None:
            # No client sends a parameter without a name, so nothing would be wrong with the rest.
            assume("" not in (case.query or {}))
            case.call_and_validate(
                base_url=world.stack.host.url,
                headers=world.stack.administrator.headers,
                checks=HELD,
            )

        hold()
    world.stack.host.drain_queues(include_delayed=True)


def _takes_something(operation: dict[str, Any]) -> bool:
    return bool(operation["parameters"]) or "requestBody" in operation
