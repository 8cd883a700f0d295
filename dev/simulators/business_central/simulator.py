"""Business Central as a service: the environment of a tenant, its companies, its API."""

from functools import lru_cache
from typing import Any
from uuid import UUID

import jwt
import msgspec

from dev.simulators.business_central.addresses import Call, Root, split_root
from dev.simulators.business_central.authorization import Authorization
from dev.simulators.business_central.batch import BatchReader, run_batch
from dev.simulators.business_central.errors import (
    BusinessCentralError,
    bad_request,
    method_not_allowed,
    unknown_environment,
)
from dev.simulators.business_central.operations import Operations, Reply
from dev.simulators.business_central.paths import Company, Paths
from dev.simulators.business_central.permissions import Permissions
from dev.simulators.business_central.queries import Query, QueryReader
from dev.simulators.business_central.records import Records
from dev.simulators.business_central.rows import Json
from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.business_central.subscriptions import Deliveries, Subscriptions
from dev.simulators.business_central.workings import equip
from dev.simulators.callers import TokenVerifier
from dev.simulators.clock import SimulatorClock
from dev.simulators.http import Request, Response, to_json
from dev.simulators.limits import Exceeded, Limits
from dev.simulators.outgoing import Send, send

JSON = "application/json; odata.metadata=minimal"
STREAMED = f"{JSON}; odata.streaming=true"
MAXIMUM_BODY = 350 * 1024 * 1024
ENVIRONMENTS = "/environments/v1.2"


def documented_limits(*, enabled: bool) -> Limits:
    """Return what every caller is allowed online: 6,000 requests in 5 minutes, 5 at once, 95 queued
    for up to 8 minutes.
    """
    return Limits(
        window_seconds=300,
        requests=6000,
        concurrent=5,
        queued=95,
        queue_seconds=480,
        enabled=enabled,
    )


class BusinessCentralSimulator(Records):
    """Answers requests, and lets tests and demo data work on the records directly."""

    name = "business_central"

    def __init__(
        self,
        verifier: TokenVerifier,
        clock: SimulatorClock,
        limits: Limits | None = None,
        settings: BusinessCentralSettings | None = None,
        send: Send = send,
    ) -> None:
        """*send* carries the calls that the service makes by itself: handshakes, notifications."""
        super().__init__(clock, settings or BusinessCentralSettings())
        self.limits = limits or documented_limits(enabled=False)
        self._authorization = Authorization(verifier, clock, self.settings)
        paths = Paths(self._model, self._store, self.companies)
        self.permissions = Permissions()
        self._operations = Operations(
            self._model,
            paths,
            QueryReader(self._model, self.settings.case_sensitive),
            self._reader,
            self._writer,
            self.permissions,
            equip(self._model, self._store, self._writer, clock, self.settings),
        )
        self._subscriptions = Subscriptions(self._model, self._store, paths, clock, send)
        self._subscriptions.watch(self._writer)
        self._deliveries = Deliveries(self._subscriptions, clock, self._lock, send)

    def handle(self, request: Request) -> Response:
        """Answer one request."""
        with self._lock:
            try:
                return _response(self._answer(request))
            except BusinessCentralError as error:
                return _refusal(error)

    def principal(self, request: Request) -> str:
        """Return the object id that the token claims, whether or not the token is genuine."""
        return _claimed_object(request.headers.get("authorization", ""))

    def refuse(self, exceeded: Exceeded) -> Response:
        """429 carries no Retry-After; too long in the queue is 503 and does.

        The codes are recalled.
        """
        if exceeded.kind == "queue_wait":
            headers = {"Retry-After": str(round(exceeded.retry_after))}
            message = "The request has waited too long for its turn."
            return _refusal(BusinessCentralError(503, "ServiceUnavailable", message, headers))
        message = "Too many requests: wait, then send fewer at a time."
        return _refusal(BusinessCentralError(429, "Application_TooManyRequests", message))

    def subscriptions(self) -> list[Json]:
        """Return the webhook subscriptions as the API shows them."""
        with self._lock:
            self._subscriptions.expire()
            entity_set = self._model.sets["subscriptions"]
            rows = self._subscriptions.all()
            return [self._reader.shown(entity_set, row, Query()) for row in rows]

    def act(
        self, entity_set: str, record_id: UUID | str, action: str, *, company: Company | None = None
    ) -> Json:
        """Carry out a bound action of a record, and return the record that comes of it."""
        with self._lock:
            row = self._row(entity_set, record_id, company)
            result, found = self._operations.act(entity_set, action, self._number(company), row)
            return self._reader.shown(self._model.sets[result], found, Query())

    def deliver_due(self) -> int:
        """Send the change notifications that are due by the clock; return how many calls."""
        return self._deliveries.deliver_due()

    def _answer(self, request: Request) -> Reply:
        if request.path == ENVIRONMENTS:
            return self._environments(request)
        root, path = split_root(request.path, self._model)
        self._authorization.admit(request, root.tenant, root.route)
        if root.environment.lower() != self.settings.environment.lower():
            raise unknown_environment(root.environment)
        self._subscriptions.expire()
        url = request.base + root.path
        call = Call(request.method, path, request.query_string, request.headers, _content(request))
        if path == "$batch":
            return self._batch(url, root, call)
        return self._operations.perform(url, root.route, call)

    def _batch(self, url: str, root: Root, call: Call) -> Reply:
        if call.method != "POST":
            raise method_not_allowed(call.method, "$batch")
        goes_on = "continue-on-error" in call.headers.get("prefer", "")
        content = run_batch(
            self._store,
            BatchReader(url, root.path, call.headers).read(call.content),
            lambda part: self._operations.perform(url, root.route, part),
            snapshot=call.headers.get("isolation", "").lower() == "snapshot",
            stops=self.settings.batch_stops_at_first_failure and not goes_on,
        )
        return Reply(200, content)

    def _environments(self, request: Request) -> Reply:
        caller = self._authorization.admit(request, None, "v2.0")
        environment = {
            "aadTenantId": caller.tenant_id,
            "applicationFamily": "BusinessCentral",
            "type": "Production",
            "name": self.settings.environment,
            "countryCode": "W1",
            "webServiceUrl": request.base,
            "webClientLoginUrl": f"{request.base}/{caller.tenant_id}/{self.settings.environment}",
            "ringName": "Production",
        }
        return Reply(200, {"value": [environment]})


def _content(request: Request) -> Any:
    if not request.body:
        return None
    if len(request.body) > MAXIMUM_BODY:
        raise BusinessCentralError(413, "RequestEntityTooLarge", "The body is too large.")
    try:
        return request.json()
    except msgspec.DecodeError as error:
        raise bad_request(f"The body is not JSON: {error}.") from error


def _response(reply: Reply) -> Response:
    headers = {"OData-Version": "4.0", **reply.headers}
    match reply.content:
        case None:
            return Response(reply.status, headers)
        case str(xml):
            return Response(
                reply.status, headers | {"Content-Type": "application/xml"}, xml.encode()
            )
        case int(count):
            return Response(
                reply.status, headers | {"Content-Type": "text/plain"}, str(count).encode()
            )
        case content:
            kind = STREAMED if "value" in content else JSON
            return Response(reply.status, headers | {"Content-Type": kind}, to_json(content))


def _refusal(error: BusinessCentralError) -> Response:
    headers = {"Content-Type": JSON, "OData-Version": "4.0", **error.headers}
    return Response(error.status, headers, to_json(error.body()))


@lru_cache(maxsize=256)
def _claimed_object(authorization: str) -> str:
    token = authorization.removeprefix("Bearer ")
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
    except jwt.PyJWTError:
        return token
    return str(claims.get("oid", ""))
