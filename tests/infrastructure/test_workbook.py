"""The workbook asks for what the app really logs and sends, by the names that the code has."""

import logging
import re
from pathlib import Path

import pytest

from dev.bicep.reading import text_of
from shared.telemetry import Attribute, Metric
from tests.infrastructure.template import template
from tests.infrastructure.test_alert_queries import code, ended_job, parsed
from tests.infrastructure.workbook import FILE, content, items, queries
from tests.surroundings import Surroundings

_PARSED = re.compile(r"parse Message with (.+)$", re.MULTILINE)
_TABLES = {"AppTraces", "AppMetrics", "AppDependencies"}
_OF_THE_EXPORTER = ("http.", "url.", "server.", "error.")
"""Azure Monitor's exporter takes these of spans for its own columns, and drops them."""


def asking(message: str) -> list[str]:
    """Return how the queries that ask for a line take it apart."""
    asked = [query for query in queries() if f'startswith "{message}: "' in query]
    assert asked
    return [pattern for query in asked for pattern in _PARSED.findall(query)]


def test_the_line_of_an_ended_job_is_taken_apart_as_it_is_written(
    caplog: pytest.LogCaptureFixture,
) -> None:
    message = ended_job(caplog)

    for pattern in asking("job ended"):
        assert parsed(pattern, message) == {
            "Mapping": "item-product",
            "Leg": "to_dataverse",
            "Kind": "synchronization",
            "State": "finished",
            "Job": "1-a.item-product.to_dataverse",
            "Read": "5",
            "Inserted": "1",
            "Modified": "2",
            "Failed": "1",
            "LeftSkipped": "7",
            "Requests": "0",
        }


def test_the_line_of_a_lag_is_taken_apart_as_it_is_written(
    world: Surroundings, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        world.stack.host.fire_timer("report_lag")
    [message] = [each for each in caplog.messages if each.startswith("mapping lag: mapping=cust")]

    for pattern in asking("mapping lag"):
        found = parsed(pattern, message)
        assert found is not None
        assert (found["Mapping"], found["Skipped"]) == ("customer", "0")


def test_the_line_of_a_repeated_request_is_taken_apart_as_it_is_written() -> None:
    facts = re.search(r'"request is repeated",\s+extra=\{(.+?)\}', code(), re.DOTALL)
    assert facts is not None
    names = re.findall(r'"(\w+)":', facts[1])
    values = ["Business Central", "service_busy", "1", "2.5"]
    told = zip(names, values, strict=True)
    message = "request is repeated: " + " ".join(f"{name}={value}" for name, value in told)

    for pattern in asking("request is repeated"):
        expected = dict(zip(("Service", "Reason", "Attempt", "Pause"), values, strict=True))
        assert parsed(pattern, message) == expected


@pytest.mark.parametrize("query", queries(), ids=[item["name"] for item in items()])
def test_each_table_metric_and_attribute_that_is_asked_for_exists(query: str) -> None:
    metrics = {metric.key: metric for metric in Metric}
    table = query.partition("\n")[0]
    asked = [metrics[name] for name in re.findall(r'Name == "([^"]+)"', query)]
    properties = set(re.findall(r'Properties\["([^"]+)"\]', query))

    assert table in _TABLES
    for message in re.findall(r'Message startswith "([^"]+): "', query):
        assert f'"{message}"' in code()
    known = {each.key for each in Attribute}
    if table == "AppMetrics":
        assert asked
        known = {each.key for metric in asked for each in metric.attributes}
    else:
        assert not any(name.startswith(_OF_THE_EXPORTER) for name in properties)
    assert properties - known == set()


def test_each_part_is_asked_of_the_workspace_for_the_time_that_is_chosen() -> None:
    for item in items():
        asked = item["content"]
        assert asked["timeContextFromParameter"] == "Range"
        assert asked["resourceType"] == "microsoft.operationalinsights/workspaces"
    names = [item["name"] for item in content()["items"]]
    assert len(names) == len(set(names))


def test_the_template_deploys_it_under_a_name_that_stays_the_same() -> None:
    module = template("modules/workbook")
    told = text_of(module.root)

    [loaded] = re.findall(r"loadTextContent\('([^']+)'\)", told)
    assert (module.path.parent / loaded).resolve() == Path(FILE).resolve()
    assert "guid(workspaceId, 'sync-workbook')" in told
    assert "modules/workbook.bicep" in text_of(template("main").root)
