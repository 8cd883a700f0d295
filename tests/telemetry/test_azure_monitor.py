"""Microsoft's exporter sends what the workbook asks for."""

import re
from collections.abc import Iterator
from pathlib import Path

import jwt
import pytest

from dev.simulators.certificates import CertificateAuthority
from dev.simulators.ready_made import AZURE_MONITOR
from shared.domain.sides import Side
from tests.infrastructure.workbook import queries
from tests.surroundings import Surroundings
from tests.telemetry.ingestion import Ingestion, ingesting

_PROPERTY = re.compile(r'Properties\["([\w.]+)"\]')
_NAME = re.compile(r'Name == "(sync\.[\w.]+)"')


@pytest.fixture
def sent(world: Surroundings) -> Iterator[Ingestion]:
    """What was sent of a throttled full synchronization."""
    with ingesting() as ingestion:
        world.start_app(
            TELEMETRY_AZURE_MONITOR="true",
            TELEMETRY_INTERVAL_SECONDS="600",
            APPLICATIONINSIGHTS_CONNECTION_STRING=ingestion.connection_string,
            WEBSITE_SITE_NAME="func-sync",
            WEBSITE_INSTANCE_ID="instance-1",
        )
        world.customers.add_many(["Adatum", "Contoso"])
        world.fault(Side.DATAVERSE, "status", method="POST", status=429, retry_after=2, times=1)
        world.full_sync()
        world.stack.host.fire_timer("report_lag")
        world.start_app(TELEMETRY_AZURE_MONITOR="")
        yield ingestion


def test_every_span_and_metric_that_the_workbook_asks_for_is_sent_with_what_it_asks_of_it(
    sent: Ingestion,
) -> None:
    dependencies = sent.of("RemoteDependencyData")
    metrics = {
        metric["name"]: data["properties"]
        for data in sent.of("MetricData")
        for metric in data["metrics"]
    }
    of_spans = {name for each in dependencies for name in each["properties"]}

    asked = [query for query in queries() if "AppMetrics" in query or "AppDependencies" in query]
    assert len(asked) >= 6
    for query in asked:
        properties = set(_PROPERTY.findall(query))
        names = set(_NAME.findall(query))
        assert names <= metrics.keys()
        there = {p for name in names for p in metrics[name]} if names else of_spans
        assert properties - there == set(), query


def test_a_request_is_a_dependency_of_its_service_by_its_route(sent: Ingestion) -> None:
    dependencies = sent.of("RemoteDependencyData")

    [throttled] = [each for each in dependencies if each["resultCode"] == "429"]
    assert throttled["type"] == "HTTP"
    assert throttled["success"] is False
    assert throttled["target"].startswith("localhost")
    assert re.fullmatch(r"POST /api/data/v9\.2/[\w.$/]+", throttled["name"])
    assert "?" not in throttled["data"]
    jobs = [each for each in dependencies if each["name"].startswith("job customer")]
    assert [job["type"] for job in jobs] == ["InProc", "InProc"]


def test_the_function_app_and_its_instance_are_named(sent: Ingestion) -> None:
    tags = [each["tags"] for each in sent.taken]

    assert {each["ai.cloud.role"] for each in tags} == {"func-sync"}
    assert {each["ai.cloud.roleInstance"] for each in tags} == {"instance-1"}
    assert sent.paths == {"/v2.1/track"}


@pytest.mark.wire("C.2")
def test_the_managed_identity_opens_application_insights(
    world: Surroundings, tmp_path: Path
) -> None:
    authority, known = CertificateAuthority(tmp_path / "own"), world.stack.fleet.credentials
    trusted = tmp_path / "trusted.pem"
    files = (authority.file, world.stack.fleet.certificate_authority)
    trusted.write_text("".join(file.read_text("utf-8") for file in files), "utf-8")
    with ingesting(authority.server_context()) as ingestion:
        world.start_app(
            REQUESTS_CA_BUNDLE=str(trusted),
            IDENTITY_ENDPOINT=world.stack.fleet.identity_endpoint,
            IDENTITY_HEADER=known.identity_header,
            TELEMETRY_AZURE_MONITOR="true",
            APPLICATIONINSIGHTS_CONNECTION_STRING=ingestion.connection_string,
            APPLICATIONINSIGHTS_AUTHENTICATION_STRING=(
                f"Authorization=AAD;ClientId={known.identity_client_id}"
            ),
        )
        world.full_sync()
        world.start_app(TELEMETRY_AZURE_MONITOR="")

    assert ingestion.of("RemoteDependencyData")
    [token] = ingestion.tokens
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims["aud"].rstrip("/") == AZURE_MONITOR
    assert claims["appid"] == known.identity_client_id
