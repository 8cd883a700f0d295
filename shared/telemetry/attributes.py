"""What spans and metrics are told with. No value of a record is among them, and no person's name.

Names without ``sync.`` are OpenTelemetry's: https://opentelemetry.io/docs/specs/semconv/.
"""

from enum import Enum


class Attribute(Enum):
    def __init__(self, key: str, meaning: str) -> None:
        self.key = key
        self.meaning = meaning

    MAPPING = "sync.mapping", "the mapping, as it is called in addresses"
    DIRECTION = "sync.direction", "`to_dataverse` or `from_dataverse`"
    KIND = "sync.kind", "`synchronization`, `coupling` or `uncoupling`"
    TRIGGER = "sync.trigger", "`timer`, `request` or `notification`"
    RUN = "sync.run.id", "the run, as `GET /api/runs/{run}` has it"
    JOB = "sync.job.id", "the job, as `GET /api/jobs/{job}` has it"
    OUTCOME = (
        "sync.job.outcome",
        "`finished` or `failed`; else why it did not go on in this call: `out_of_time`, `waits`, "
        "`stopped` by the fuse, `switched_off`, `lost` to another run",
    )
    REQUESTS = "sync.requests", "how many requests the job has sent so far"
    RECORDS = "sync.records.*", "how many records ended so: the counters of a job, each of them"
    ENDING = "sync.record.outcome", "how records ended: a job's counters, but for `read`"
    PAGE = "sync.page", "which page of this call it is, from 1 on"
    SERVICE = "sync.service", "`bc` or `dataverse`"
    ATTEMPT = "sync.attempt", "1 where the request is sent for the first time"
    WAITED = "sync.waited", "seconds in which it waited for its turn, before it was sent"
    WHY_WAITED = (
        "sync.wait.reason",
        "`turn`: for the app's own limits; `service`: since the service asked for a pause; "
        "`repetition`: before a failed request is sent again",
    )
    REQUEST_ID = "sync.request.id", "what the app calls the request to the service"
    CORRELATION_ID = "sync.correlation.id", "what the app calls the job to the service"
    SERVICE_REQUEST_ID = "sync.service.request.id", "what the service calls the request"
    METHOD = "http.request.method", "the request's method"
    STATUS = "http.response.status_code", "the answer's status; left out where there is none"
    REQUEST_SIZE = "http.request.body.size", "bytes"
    RESPONSE_SIZE = "http.response.body.size", "bytes, unpacked"
    ROUTE = "url.template", "the address below the API's root: no id, no key, no query"
    URL = "url.full", "the whole address, scrubbed in the same way"
    SCHEME = "url.scheme", "`https`"
    HOST = "server.address", "the service's host"
    PORT = "server.port", "its port"
    ERROR = "error.type", "the [code](errors.md) of what went wrong; left out where nothing did"


class Resource(Enum):
    """Who tells it."""

    def __init__(self, key: str, meaning: str) -> None:
        self.key = key
        self.meaning = meaning

    NAME = "service.name", "the function app's name; on your machine `business-central-sync`"
    INSTANCE = (
        "service.instance.id",
        "the instance, of which there are several in Azure; elsewhere made up at each start",
    )


COUNTERS = (
    "read",
    "inserted",
    "modified",
    "deleted",
    "uncoupled",
    "unchanged",
    "skipped",
    "failed",
    "filtered",
    "coupled",
)
"""Of a job, as :class:`shared.domain.jobs.Counters` has them."""
ENDINGS = tuple(name for name in COUNTERS if name not in ("read", "coupled"))
"""Those that add up to what was read; of a coupling job, ``coupled`` is one of them, too."""


def counted(counter: str) -> str:
    """Return the attribute of one of a job's counters."""
    return Attribute.RECORDS.key.replace("*", counter)
