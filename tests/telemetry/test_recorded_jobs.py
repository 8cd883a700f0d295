"""A run is told as a tree: the job, its pages, and each request, with what the services call it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from shared.domain.sides import Side
from shared.telemetry import Metric
from shared.telemetry import Span as Named
from tests.notified import Notified
from tests.statistics.rows import Statistics
from tests.surroundings import Json, Surroundings, counters
from tests.telemetry.recorded import Recorded, Span, within


def jobs(spans: list[Span]) -> list[Span]:
    return [span for span in spans if span.is_job]


def calls(spans: list[Span], job: Json | None = None) -> list[Span]:
    found = [span for span in spans if span.is_call]
    return [c for c in found if job is None or c.facts.get("sync.job.id") == job["id"]]


def test_the_requests_of_a_job_are_told_within_its_pages_in_one_trace(
    world: Surroundings, recorded: Recorded
) -> None:
    world.customers.add_many(["Adatum", "Contoso"])

    run = world.full_sync()

    spans = recorded.spans()
    assert [job.name for job in jobs(spans)] == [
        "job customer to_dataverse",
        "job customer from_dataverse",
    ]
    for job, span in zip(run["jobs"], jobs(spans), strict=True):
        below = within(span, spans)
        assert {each.trace for each in below} == {span.trace}
        assert any(each.is_page for each in below)
        assert len([each for each in below if each.is_call]) == job["requests"]
        assert len(calls(spans, job)) == job["requests"]
        assert span.facts["sync.job.outcome"] == "finished"
        assert span.facts["sync.trigger"] == "request"
        assert span.facts["sync.run.id"] == run["id"]
    assert jobs(spans)[0].facts["sync.records.inserted"] == 2


def test_requests_of_several_threads_are_told_within_their_job(
    world: Surroundings, recorded: Recorded
) -> None:
    world.start_app(BC_BATCH_SIZE="1", DATAVERSE_BULK_SIZE="1", DATAVERSE_BATCH_SIZE="1")
    world.customers.add_many([f"Customer {number}" for number in range(8)])

    run = world.full_sync()

    spans = recorded.spans()
    job = run["jobs"][0]
    assert len(calls(spans, job)) == job["requests"] > 8
    [span] = [each for each in jobs(spans) if each.facts["sync.job.id"] == job["id"]]
    assert len([each for each in within(span, spans) if each.is_call]) == job["requests"]


@pytest.mark.wire("B.1")
def test_dataverse_and_the_app_call_each_request_by_the_same_names(
    world: Surroundings, recorded: Recorded
) -> None:
    world.customers.add("Adatum")
    journal = world.server(Side.DATAVERSE).journal
    seen = journal.total

    run = world.full_sync()

    named = [entry.named for entry in journal.last(journal.total - seen)]
    told = calls(recorded.spans())
    ours = {call.facts["sync.request.id"]: call for call in told if "sync.request.id" in call.facts}
    for names in named:
        call = ours[names["x-ms-client-request-id"]]
        assert call.facts["sync.service.request.id"] == names["x-ms-service-request-id"]
        assert call.facts.get("sync.correlation.id") == names.get("x-ms-correlation-id")
    correlations = {names.get("x-ms-correlation-id") for names in named} - {None}
    assert correlations == {job["correlation_id"] for job in run["jobs"]}


@pytest.mark.wire("B.1")
def test_dataverse_is_told_what_a_request_belongs_to_where_nobody_listens(
    world: Surroundings,
) -> None:
    world.customers.add("Adatum")
    journal = world.server(Side.DATAVERSE).journal
    seen = journal.total

    run = world.full_sync()

    named = [entry.named for entry in journal.last(journal.total - seen)]
    assert len({names["x-ms-client-request-id"] for names in named}) == len(named)
    correlations = {names.get("x-ms-correlation-id") for names in named} - {None}
    assert correlations == {job["correlation_id"] for job in run["jobs"]}


def test_a_refused_request_to_business_central_is_told_with_its_correlation_id(
    world: Surroundings, recorded: Recorded
) -> None:
    world.fault(Side.BC, "status", method="GET", status=503, times=1)

    world.tick()

    refused = [call for call in calls(recorded.spans()) if call.failed]
    assert refused
    assert all(call.facts["sync.service"] == "bc" for call in refused)
    assert {call.facts["http.response.status_code"] for call in refused} == {503}


def test_a_job_that_goes_on_in_the_queue_is_told_once_for_each_call(
    world: Surroundings, recorded: Recorded
) -> None:
    world.start_app(BC_PAGE_SIZE="1", SYNC_TIME_BUDGET_SECONDS="1")
    world.customers.add_many(["Adatum", "Contoso", "Fabrikam"])
    world.clock.hurry(timedelta(seconds=0.2))

    run = world.full_sync()

    world.clock.hurry(timedelta())
    job = run["jobs"][0]
    told = [each for each in jobs(recorded.spans()) if each.facts["sync.job.id"] == job["id"]]
    outcomes = [each.facts["sync.job.outcome"] for each in told]
    assert set(outcomes[:-1]) == {"out_of_time"}
    assert outcomes[-1] == "finished"
    assert told[-1].facts["sync.records.inserted"] == 3


def test_what_a_call_does_belongs_to_the_callers_trace(
    world: Surroundings, recorded: Recorded
) -> None:
    customer = world.customers.add("Adatum")
    world.full_sync()
    trace = uuid4().hex

    answer = world.call(
        "POST",
        "mappings/customer/couplings/uncouple",
        json={"side": "bc", "records": [customer["id"]]},
        headers={**world.stack.administrator.headers, "traceparent": f"00-{trace}-{'a' * 16}-00"},
    )

    assert answer.status_code == 200
    [job] = [each for each in jobs(recorded.spans()) if each.facts["sync.kind"] == "uncoupling"]
    assert job.trace == trace
    assert job.parent == "a" * 16


def test_all_requests_of_an_invocation_belong_to_its_trace_whatever_triggers_it(
    world: Surroundings, recorded: Recorded
) -> None:
    world.customers.add("Adatum")
    notified, statistics = Notified(world), Statistics(world)

    world.full_sync()
    world.tick()
    notified.subscribe()
    statistics.note()
    world.stack.host.fire_timer("note_open_orders")

    spans = recorded.spans()
    routes = {str(span.facts.get("url.template")).rpartition("/")[2] for span in spans}
    assert routes >= {"subscriptions", "bcsync_accountstatisticses"}
    assert {span.name for span in spans if span.parent is None} == set()


def test_a_job_that_fails_is_told_with_a_code_and_without_a_sentence(
    world: Surroundings, recorded: Recorded
) -> None:
    world.customers.add("Adatum")
    world.fault(Side.DATAVERSE, "status", method="POST", status=403, times=100)

    run = world.full_sync()

    assert run["state"] == "failed"
    spans = recorded.spans()
    failed = [job for job in jobs(spans) if job.failed]
    assert {job.facts["sync.job.outcome"] for job in failed} == {"failed"}
    assert {job.facts["error.type"] for job in failed} == {"access_denied"}


def test_nothing_is_told_but_what_has_a_name_and_a_meaning(
    world: Surroundings, recorded: Recorded
) -> None:
    world.customers.add("Adatum")
    world.fault(Side.DATAVERSE, "status", method="POST", status=429, retry_after=2, times=1)
    world.full_sync()
    world.stack.host.fire_timer("report_lag")

    lines = recorded.lines()

    metrics = {metric.key: {each.key for each in metric.attributes} for metric in Metric}
    told = [line for line in lines if line["signal"] == "metric"]
    assert {line["name"] for line in told} == metrics.keys()
    for line in told:
        assert line["attributes"].keys() <= metrics[line["name"]], line["name"]
    of_spans = {span: {each.key for each in span.attributes} for span in Named}
    for span in (line for line in lines if line["signal"] == "span"):
        name = {"page": Named.PAGE}.get(span["name"])
        name = name or (Named.JOB if span["name"].startswith("job ") else Named.CALL)
        keys = {
            "sync.records.*" if key.startswith("sync.records.") else key
            for key in span["attributes"]
        }
        assert keys <= of_spans[name], span["name"]


def test_records_are_counted_by_mapping_direction_and_outcome(
    world: Surroundings, recorded: Recorded
) -> None:
    world.customers.add_many(["Adatum", "Contoso"])
    world.accounts.add("Fabrikam", address1_country="a country that is too long")

    run = world.full_sync()

    for direction in ("to_dataverse", "from_dataverse"):
        counted = counters(run, direction)
        for ending in ("inserted", "unchanged", "failed"):
            facts = {"mapping": "customer", "direction": direction, "record__outcome": ending}
            assert recorded.metric("sync.records", **facts) == counted.get(ending, 0)


def test_the_lag_of_each_mapping_is_a_number(world: Surroundings, recorded: Recorded) -> None:
    world.full_sync()
    world.clock.advance(timedelta(minutes=10))

    world.stack.host.fire_timer("report_lag")

    assert 600 <= recorded.metric("sync.lag", mapping="customer") < 660
    assert recorded.metric("sync.pending", mapping="customer") == 0


def test_pairs_that_are_coupled_by_their_ids_and_imported_are_jobs_as_well(
    world: Surroundings, recorded: Recorded
) -> None:
    pairs = [
        {"bc_id": world.customers.add(name)["id"], "dataverse_id": account["accountid"]}
        for name in ("Adatum", "Contoso")
        for account in [world.accounts.add(name)]
    ]
    couplings = "mappings/customer/couplings"
    coupled = world.call("POST", couplings, json={"pairs": pairs[:1], "initial": "none"})
    imported = world.call(
        "POST", f"{couplings}/import", json={"pairs": pairs[1:], "initial": "none"}
    )
    again = world.call(
        "POST", couplings, json={"pairs": [{**pairs[0], "bc_id": pairs[1]["bc_id"]}]}
    )
    ran = [job["id"] for job in world.get("jobs", mapping="customer")["value"]]

    spans = recorded.spans()

    assert (coupled.status_code, imported.status_code, again.status_code) == (201, 200, 409)
    first, second, refused = jobs(spans)
    assert {first.facts["sync.job.id"], second.facts["sync.job.id"]} == {*ran}
    for span in (first, second):
        assert span.facts["sync.kind"] == "coupling"
        assert span.facts["sync.job.outcome"] == "finished"
        assert span.facts["sync.records.coupled"] == 1
        assert any(each.is_call for each in within(span, spans))
    assert (refused.failed, refused.facts["sync.job.outcome"]) == (True, "failed")
