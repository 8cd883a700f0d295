"""Alerts ask for what the app really logs, in the words in which it logs it."""

import json
import logging
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dev.bicep.reading import text_of
from shared.domain.jobs import Counters, State, SyncJob
from shared.domain.sides import Leg
from shared.usecases.telling import tell_ended
from tests.infrastructure.template import QUERIES, ROOT, template
from tests.surroundings import Surroundings

NAMED = sorted(path.name for path in QUERIES.glob("*.kql"))
_PARSED = re.compile(r"parse Message with (.+)$", re.MULTILINE)


def query(name: str) -> str:
    return (QUERIES / f"{name}.kql").read_text("utf-8")


def parsed(pattern: str, message: str) -> dict[str, str] | None:
    """Do what Kusto's ``parse`` does: take a text apart at literals, with names in between."""
    expression = ""
    for part in re.findall(r'"[^"]*"|\S+', pattern):
        if part == "*":
            expression += ".*?"
        elif part.startswith('"'):
            expression += re.escape(part.strip('"'))
        else:
            expression += f"(?P<{part.partition(':')[0]}>.*?)"
    found = re.fullmatch(expression, message, re.DOTALL)
    return found.groupdict() if found else None


def ended_job(caplog: pytest.LogCaptureFixture) -> str:
    """Return the line of a job that ended, with counts that tell one another apart."""
    caplog.set_level(logging.INFO)
    at = datetime(2026, 11, 28, tzinfo=UTC)
    counters = Counters(read=5, inserted=1, modified=2, failed=1, unchanged=1)
    job = SyncJob("1-a", "item-product", Leg.TO_DATAVERSE, State.FINISHED, at, at, counters)
    tell_ended(job, 7)
    return caplog.messages[-1]


def code() -> str:
    return "\n".join(path.read_text("utf-8") for path in (ROOT / "shared").rglob("*.py"))


def test_the_line_of_an_ended_job_is_taken_apart_as_it_is_written(
    caplog: pytest.LogCaptureFixture,
) -> None:
    message = ended_job(caplog)

    told: dict[str, str] = {}
    for pattern in _PARSED.findall(query("skipped")):
        found = parsed(pattern, message)
        assert found is not None, message
        told |= found
    expected = {"Mapping": "item-product", "Leg": "to_dataverse", "Kind": "synchronization"}
    assert told == expected | {"State": "finished", "Skipped": "7"}


def test_the_line_of_a_lag_is_taken_apart_as_it_is_written(
    world: Surroundings, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        world.stack.host.fire_timer("report_lag")
    [message] = [each for each in caplog.messages if each.startswith("mapping lag: mapping=cust")]

    [behind], [late] = (_PARSED.findall(query(name)) for name in ("behind", "late"))

    told = {"Mapping": "customer", "Seconds": "unknown", "State": "new", "Pending": "0"}
    assert parsed(behind, message) == told
    assert parsed(late, message) == {"Mapping": "customer", "Intervals": "unknown"}


def test_the_line_of_a_repeated_request_is_taken_apart_as_it_is_written() -> None:
    facts = re.search(r'"request is repeated",\s+extra=\{(.+?)\}', code(), re.DOTALL)
    assert facts is not None
    names = re.findall(r'"(\w+)":', facts[1])
    values = ["Business Central", "service_busy", "1", "2.5"]
    message = "request is repeated: " + " ".join(
        f"{name}={value}" for name, value in zip(names, values, strict=True)
    )

    [pattern] = _PARSED.findall(query("throttled"))

    assert parsed(pattern, message) == {"Service": "Business Central", "Reason": "service_busy"}


@pytest.mark.parametrize("name", [path.removesuffix(".kql") for path in NAMED])
def test_each_message_and_each_function_that_is_asked_for_exists(name: str) -> None:
    written = code()

    for message in re.findall(r'Message startswith "([^"]+): "', query(name)):
        assert f'"{message}"' in written
    for function in re.findall(r'Name == "(\w+)"', query(name)):
        assert f'function_name("{function}")' in written


def test_each_query_belongs_to_one_alert_and_its_numbers_are_filled_in() -> None:
    told = text_of(template("modules/alerts").root)

    used = re.findall(r"loadTextContent\('\.\./queries/(\w+\.kql)'\)", told)
    assert sorted(used) == NAMED
    filled = dict(re.findall(r"queries/(\w+)\.kql'\), '(\{\w+\})'", told))
    for name in NAMED:
        blanks = set(re.findall(r"\{\w+\}", (QUERIES / name).read_text("utf-8")))
        assert blanks == ({filled[Path(name).stem]} if Path(name).stem in filled else set())


def test_the_platform_takes_no_sample_of_the_lines_that_alerts_and_the_workbook_count() -> None:
    content = json.loads((ROOT / "host.json").read_text("utf-8"))
    sampling = content["logging"]["applicationInsights"]["samplingSettings"]

    assert {"Trace", "Request"} <= {*sampling["excludedTypes"].split(";")}
