"""The simulated organisation: the service that the server carries, and the door for tests."""

from math import ceil
from time import perf_counter
from uuid import uuid4

from dev.simulators.callers import TokenRefusedError, TokenVerifier
from dev.simulators.clock import SimulatorClock
from dev.simulators.dataverse.actions import Actions
from dev.simulators.dataverse.addresses import API, Addresses
from dev.simulators.dataverse.alterations import Alterations
from dev.simulators.dataverse.batch import Batch
from dev.simulators.dataverse.bulk import Bulk
from dev.simulators.dataverse.calls import Call
from dev.simulators.dataverse.choice_actions import ChoiceActions
from dev.simulators.dataverse.customizing import Customizing
from dev.simulators.dataverse.direct import DirectAccess
from dev.simulators.dataverse.errors import DataverseError, denied, no_resource
from dev.simulators.dataverse.facts import load_schema
from dev.simulators.dataverse.functions import Functions
from dev.simulators.dataverse.insistence import ObjectIds, no_object_id
from dev.simulators.dataverse.keys import Keys
from dev.simulators.dataverse.metadata import Metadata
from dev.simulators.dataverse.principals import Principals
from dev.simulators.dataverse.queries import Queries
from dev.simulators.dataverse.records import Records
from dev.simulators.dataverse.refusals import protection_refusal, refusal, unauthorized
from dev.simulators.dataverse.remaining import Remaining
from dev.simulators.dataverse.rights import Rights
from dev.simulators.dataverse.role_actions import RoleActions
from dev.simulators.dataverse.routes import Routes
from dev.simulators.dataverse.rules import Rules
from dev.simulators.dataverse.seeds import Currency, plant
from dev.simulators.dataverse.solutions import Solutions
from dev.simulators.dataverse.storage import Storage
from dev.simulators.dataverse.tracking import Tracking
from dev.simulators.dataverse.users import Users
from dev.simulators.dataverse.web_client import WebClient
from dev.simulators.dataverse.webhooks import Webhooks
from dev.simulators.dataverse.writes import Writes
from dev.simulators.http import Request, Response
from dev.simulators.limits import Exceeded, Limits
from dev.simulators.outgoing import Send, send


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
        object_ids: ObjectIds = no_object_id,
        send: Send = send,
    ) -> None:
        """:param organization_url: the audience of the tokens that are accepted.
        :param non_standard: also show the columns of Microsoft's own integration solution.
        :param object_ids: what Entra ID tells of applications that become users.
        :param send: carries the calls to registered webhooks.
        """
        self.clock = clock
        self.limits = limits or Limits.off()
        self.organization_url = organization_url.rstrip("/")
        self._verifier = verifier
        schema = load_schema(non_standard=non_standard)
        storage = Storage(schema)
        records = Records(schema, storage, clock, rules or Rules(), object_ids)
        super().__init__(schema, storage, records)
        self.is_in_administration_mode = False
        """Whether only administrators and customizers are let in [R]."""
        self.web_client = WebClient(schema, storage, self.read)
        self._users = Users(storage)
        self._principals = Principals(storage)
        self._keys = Keys(schema, storage, clock, records.rules)
        self._routes = self._build_routes(records.rules)
        self._batch = Batch(storage, self._routes.answer, refusal, records.rules)
        self._remaining = Remaining(self.limits)
        plant(schema, storage, records, base_currency or Currency())
        self._webhooks = Webhooks(storage, clock, self._lock, send)

    def _build_routes(self, rules: Rules) -> Routes:
        schema, storage = self._schema, self._storage
        addresses = Addresses(schema, storage)
        solutions = Solutions(schema, storage, self._records)
        writes = Writes(schema, storage, self._records, solutions)
        alterations = Alterations(schema, storage)
        return Routes(
            schema,
            addresses,
            Queries(schema, storage, Tracking(storage, self.clock, rules)),
            writes,
            Bulk(addresses, self._records, writes),
            Functions(storage, self.organization_url),
            Metadata(schema),
            Customizing(schema, self._records, alterations, self._keys, solutions, self.clock),
            Actions(schema, ChoiceActions(schema, alterations, rules), self._keys, solutions),
            RoleActions(schema, storage, self._records, self.clock),
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
        browsing = None if authorization else self.web_client.user_of(request)
        if browsing is not None:
            return self._users.enabled(browsing)
        caller = self._verifier.verify(authorization, self.organization_url, self.clock.now())
        return self._users.of(caller)

    def _answer(self, request: Request) -> tuple[Call, Response]:
        """Return the request with its user, who is empty if not known, and the answer."""
        call = Call(request, "")
        shown = self.web_client.answer(request)
        if shown is not None:
            return call, shown
        try:
            call = Call(request, self._verify(request))
            call = self._admitted(call)
            return call, self._carry_out(call)
        except TokenRefusedError as error:
            return call, unauthorized(str(error), self.organization_url)
        except DataverseError as error:
            return call, refusal(call, error)

    def _admitted(self, call: Call) -> Call:
        """Return the request with the rights that it is carried out with.

        :raises DataverseError: the user is kept out, or may not act for another.
        """
        principal = self._principals.find("systemuser", call.user_id)
        if self.is_in_administration_mode and not principal.is_administrator:
            raise denied("The environment is in administration mode.", "0x80048405")
        rights = Rights(principal)
        other_id = self._users.named_by(call.request.headers)
        if other_id is None:
            return Call(call.request, call.user_id, rights=rights)
        rights.need("prvActOnBehalfOfAnotherUser")
        other = self._principals.find("systemuser", other_id).limited_by(principal)
        return Call(call.request, other_id, rights=Rights(other), by=call.user_id)

    def _carry_out(self, call: Call) -> Response:
        path = call.request.path
        if API.match(path) is None:
            raise no_resource(path)
        self._keys.settle()
        if path.rstrip("/").endswith("/$batch"):
            return self._batch.answer(call)
        with self._storage.transaction():
            return self._routes.answer(call)
