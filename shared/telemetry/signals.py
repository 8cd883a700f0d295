"""Every span and every metric, with what it means: docs/telemetry.md is made of this."""

from collections.abc import Sequence
from enum import Enum

from shared.telemetry.attributes import Attribute


class Span(Enum):
    def __init__(
        self, title: str, kind: str, meaning: str, attributes: Sequence[Attribute]
    ) -> None:
        self.title = title
        """With blanks that are filled in."""
        self.kind = kind
        self.meaning = meaning
        self.attributes = attributes

    JOB = (
        "job {mapping} {direction}",
        "internal",
        "a job, as far as one call carried it: a mapping in one direction",
        (
            Attribute.MAPPING,
            Attribute.DIRECTION,
            Attribute.KIND,
            Attribute.TRIGGER,
            Attribute.RUN,
            Attribute.JOB,
            Attribute.OUTCOME,
            Attribute.RECORDS,
            Attribute.REQUESTS,
            Attribute.CORRELATION_ID,
            Attribute.ERROR,
        ),
    )
    PAGE = (
        "page",
        "internal",
        "a page of a job: what is done between two times when it remembers how far it is",
        (
            Attribute.MAPPING,
            Attribute.DIRECTION,
            Attribute.JOB,
            Attribute.CORRELATION_ID,
            Attribute.PAGE,
            Attribute.RECORDS,
            Attribute.ERROR,
        ),
    )
    CALL = (
        "{method} {route}",
        "client",
        "one request to a service; sent again, it is another one",
        (
            Attribute.SERVICE,
            Attribute.METHOD,
            Attribute.ROUTE,
            Attribute.URL,
            Attribute.SCHEME,
            Attribute.HOST,
            Attribute.PORT,
            Attribute.STATUS,
            Attribute.ERROR,
            Attribute.ATTEMPT,
            Attribute.WAITED,
            Attribute.REQUEST_SIZE,
            Attribute.RESPONSE_SIZE,
            Attribute.SERVICE_REQUEST_ID,
            Attribute.REQUEST_ID,
            Attribute.CORRELATION_ID,
            Attribute.MAPPING,
            Attribute.DIRECTION,
            Attribute.JOB,
        ),
    )


class Instrument(Enum):
    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


class Metric(Enum):
    """Units are those of https://ucum.org, as OpenTelemetry wants them."""

    def __init__(
        self, key: str, kind: Instrument, unit: str, meaning: str, attributes: Sequence[Attribute]
    ) -> None:
        self.key = key
        self.kind = kind
        self.unit = unit
        self.meaning = meaning
        self.attributes = attributes

    LAG = (
        "sync.lag",
        Instrument.GAUGE,
        "s",
        "the age of the oldest change that may not have been carried over, an upper bound",
        (Attribute.MAPPING,),
    )
    PENDING = (
        "sync.pending",
        Instrument.GAUGE,
        "{record}",
        "how many records are not in order",
        (Attribute.MAPPING,),
    )
    SKIPPED = (
        "sync.skipped",
        Instrument.GAUGE,
        "{record}",
        "how many of those are left to a person",
        (Attribute.MAPPING,),
    )
    RECORDS = (
        "sync.records",
        Instrument.COUNTER,
        "{record}",
        "records that jobs were done with, by how they ended",
        (Attribute.MAPPING, Attribute.DIRECTION, Attribute.ENDING),
    )
    JOB_DURATION = (
        "sync.job.duration",
        Instrument.HISTOGRAM,
        "s",
        "how long jobs took from beginning to end, waits included",
        (Attribute.MAPPING, Attribute.DIRECTION, Attribute.KIND, Attribute.OUTCOME),
    )
    REQUEST_DURATION = (
        "sync.request.duration",
        Instrument.HISTOGRAM,
        "s",
        "how long services took to answer; its count is that of the requests",
        (Attribute.SERVICE, Attribute.METHOD, Attribute.STATUS, Attribute.ERROR),
    )
    THROTTLES = (
        "sync.throttles",
        Instrument.COUNTER,
        "{answer}",
        "answers by which a service wants to be left alone: 429, or 503 with `Retry-After`",
        (Attribute.SERVICE, Attribute.STATUS),
    )
    WAITED = (
        "sync.wait.time",
        Instrument.COUNTER,
        "s",
        "how long requests waited before they were sent, all of them added",
        (Attribute.SERVICE, Attribute.WHY_WAITED),
    )
    CONCURRENCY = (
        "sync.concurrency",
        Instrument.GAUGE,
        "{request}",
        "how many requests this instance may send at once",
        (Attribute.SERVICE,),
    )
    BUDGET_REQUESTS = (
        "sync.budget.requests",
        Instrument.GAUGE,
        "{request}",
        "how many more requests fit into this instance's share of five minutes",
        (Attribute.SERVICE,),
    )
    BUDGET_TIME = (
        "sync.budget.time",
        Instrument.GAUGE,
        "s",
        "the same of the service's own time, which Dataverse counts",
        (Attribute.SERVICE,),
    )
    REMAINING_REQUESTS = (
        "sync.service.budget.requests",
        Instrument.GAUGE,
        "{request}",
        "how many more requests Dataverse says that it takes",
        (Attribute.SERVICE,),
    )
    REMAINING_TIME = (
        "sync.service.budget.time",
        Instrument.GAUGE,
        "s",
        "how much more of its time Dataverse says that there is",
        (Attribute.SERVICE,),
    )
