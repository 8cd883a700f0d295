"""The simulated organisation: the service that the server carries, and the door for tests."""

from math import ceil
from time import perf_counter
from uuid import uuid4

from dev.simulators.callers import TokenRefusedError, TokenVerifier
from dev.simulators.clock import SimulatorClock
from dev.simulators.dataverse.addresses import API, Addresses
from dev.simulators.dataverse.batch import Batch
from dev.simulators.dataverse.bulk import Bulk
from dev.simulators.dataverse.calls import Call
from dev.simulators.dataverse.direct import DirectAccess
from dev.simulators.dataverse.errors import DataverseError, no_resource, not_built
from dev.simulators.dataverse.facts import load_schema
from dev.simulators.dataverse.functions import Functions
from dev.simulators.dataverse.metadata import Metadata
from dev.simulators.dataverse.queries import Queries
from dev.simulators.dataverse.records import Records
from dev.simulators.dataverse.refusals import protection_refusal, refusal, unauthorized
from dev.simulators.dataverse.remaining import Remaining
from dev.simulators.dataverse.routes import Routes
from dev.simulators.dataverse.rules import Rules
from dev.simulators.dataverse.seeds import Currency, plant
from dev.simulators.dataverse.storage import Storage
from dev.simulators.dataverse.tracking import Tracking
from dev.simulators.dataverse.users import Users
from dev.simulators.dataverse.webhooks import Webhooks
from dev.simulators.dataverse.writes import Writes
from dev.simulators.http import Request, Response
from dev.simulators.limits import Exceeded, Limits
from dev.simulators.outgoing import Send, send

_IMPERSONATION = frozenset(("callerobjectid", "mscrmcallerid"))


class DataverseSimulator(DirectAccess):
    """One organisation, with the rows that every organisation has and no others."""

    name = "dataverse"

    def __init__(
        self,
        verifier: TokenVerifier,
        clock: SimulatorClock,
        organization_url: str,
        limits: Limits | None = None,
        *,
        rules: Rules | None = None,
        non_standard: bool = False,
        base_currency: Currency | None = None,
        send: Send = send,
    ) -> None:
        """:param organization_url: the audience of the tokens that are accepted.
        :param non_standard: also show the columns of Microsoft's own integration solution.
        :param send: carries the calls to registered webhooks.
        """
        self.clock = clock
        self.limits = limits or Limits.off()
        self.organization_url = organization_url.rstrip("/")
        self._verifier = verifier
        schema = load_schema(non_standard=non_standard)
        storage = Storage(schema)
        records = Records(schema, storage, clock, rules or Rules())
        super().__init__(schema, storage, records)
        self._users = Users(storage)
        self._routes = self._build_routes(records.rules)
        self._batch = Batch(storage, self._routes.answer, refusal, records.rules)
        self._remaining = Remaining(self.limits)
        plant(schema, storage, records, base_currency or Currency())
        self._webhooks = Webhooks(storage, clock, self._lock, send)

    def _build_routes(self, rules: Rules) -> Routes:
        schema, storage = self._schema, self._storage
        addresses = Addresses(schema, storage)
        writes = Writes(schema, storage, self._records)
        return Routes(
            schema,
            addresses,
            Queries(schema, storage, Tracking(storage, self.clock, rules)),
            writes,
            Bulk(addresses, self._records, writes),
            Functions(storage, self.organization_url),
            Metadata(schema),
        )

    def handle(self, request: Request) -> Response:
        started = perf_counter()
        with self._lock:
            call, response = self._answer(request)
        request_id = str(uuid4())
        headers = {
            **response.headers,
            "x-ms-service-request-id": request_id,
            "REQ_ID": request_id,
            **self._remaining.after(call.user_id, self.clock.now(), perf_counter() - started),
        }
        return Response(response.status, headers, response.body)

    def principal(self, request: Request) -> str:
        try:
            with self._lock:
                return self._verify(request)
        except (TokenRefusedError, DataverseError):
            return ""

    def refuse(self, exceeded: Exceeded) -> Response:
        return protection_refusal(exceeded.kind, ceil(exceeded.retry_after))

    def deliver_due(self) -> int:
        """Call the registered webhooks for what has changed; return how many calls."""
        return self._webhooks.deliver_due()

    def _verify(self, request: Request) -> str:
        """Return the id of the user behind the token.

        :raises TokenRefusedError: there is no valid token.
        :raises DataverseError: the organisation does not let the caller in.
        """
        authorization = request.headers.get("authorization")
        caller = self._verifier.verify(authorization, self.organization_url, self.clock.now())
        return self._users.of(caller)

    def _answer(self, request: Request) -> tuple[Call, Response]:
        """Return the request with its user, who is empty if not known, and the answer."""
        call = Call(request, "")
        try:
            call = Call(request, self._verify(request))
            return call, self._carry_out(call)
        except TokenRefusedError as error:
            return call, unauthorized(str(error), self.organization_url)
        except DataverseError as error:
            return call, refusal(call, error)

    def _carry_out(self, call: Call) -> Response:
        path = call.request.path
        if API.match(path) is None:
            raise no_resource(path)
        if not _IMPERSONATION.isdisjoint(call.request.headers):
            raise not_built("acting on behalf of another user")
        if path.rstrip("/").endswith("/$batch"):
            return self._batch.answer(call)
        with self._storage.transaction():
            return self._routes.answer(call)
