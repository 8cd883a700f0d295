"""The roles of this app that Dataverse has assigned to a user, directly or through teams.

A role exists once for each business unit; all copies name the one in the root unit as their root,
and only that one counts: whoever may make roles in a unit of their own cannot make up ours there.
"""

from collections.abc import Callable, Iterator, Mapping
from threading import Condition
from time import monotonic
from typing import Generic, TypeVar
from urllib.parse import urljoin
from uuid import UUID

import msgspec
from cachetools import TLRUCache, cached

from shared.adapters import odata
from shared.adapters.dataverse.organization import HEADERS
from shared.adapters.dataverse.refusals import ACCESS_HINT, read_refused
from shared.adapters.identity import Tokens
from shared.adapters.ledger import Budget
from shared.adapters.messages import Call, Tally, reading_json
from shared.adapters.pace import Pace
from shared.adapters.patience import Patience
from shared.adapters.service import Endpoint, ServiceSession
from shared.adapters.slots import LocalSlots
from shared.adapters.trail import Trail
from shared.domain.callers import Caller, Role
from shared.domain.sides import Side
from shared.errors import TransientError
from shared.ports import Clock
from shared.settings import AccessSettings, DataverseSettings

_MOST_REMEMBERED = 10_000
_AT_ONCE = 4
_PATIENCE = Patience(attempts=2, longest_wait=3.0, first_pause=0.2, connect=5.0, read=10.0)
"""Somebody waits for the answer."""
_RETRY_AFTER = 5.0
_BY_NAME = {role.value.casefold(): role for role in Role}
"""Dataverse compares texts without regard to case."""
_ROLE = "$select=roleid,_parentrootroleid_value"
_Row = TypeVar("_Row")


class DataverseRoles:
    """One per process. It has connections and requests of its own: people do not wait for runs."""

    def __init__(
        self,
        settings: DataverseSettings,
        access: AccessSettings,
        tokens: Tokens,
        clock: Clock,
        timer: Callable[[], float] = monotonic,
    ) -> None:
        """:param timer: seconds, from any moment on."""
        self._api = settings.api_url
        endpoint = Endpoint(
            "Dataverse", self._api, f"{settings.url}/.default", "DATAVERSE_URL", ACCESS_HINT
        )
        budget = Budget(settings.requests_per_window, settings.seconds_per_window)
        pace = Pace(Side.DATAVERSE, LocalSlots(), clock, _AT_ONCE, budget)
        pace.join()
        self._session = ServiceSession(endpoint, tokens, clock, pace, _PATIENCE)

        def until(_key: object, found: frozenset[Role] | Mapping[UUID, Role], now: float) -> float:
            return now + (access.roles_seconds if found else access.no_roles_seconds)

        # With a condition, whoever asks the same meanwhile waits for the answer.
        self.remembered = TLRUCache(_MOST_REMEMBERED, until, timer)
        self._look_up = cached(self.remembered, condition=Condition())(self._read)
        self._roots = cached(TLRUCache(1, until, timer), condition=Condition())(self._read_roots)

    def of(self, caller: Caller) -> frozenset[Role]:
        column = "applicationid" if caller.is_app else "azureactivedirectoryobjectid"
        try:
            value = UUID(caller.client_id) if caller.is_app else caller.object_id
        except ValueError:
            return frozenset()
        return self._look_up(column, value)

    def forget(self) -> None:
        self._look_up.cache_clear()
        self._roots.cache_clear()

    def _read(self, column: str, value: UUID) -> frozenset[Role]:
        """:param column: of the user, that holds *value*."""
        try:
            return frozenset(self._held(f"{column} eq {value} and isdisabled eq false"))
        except TransientError as error:
            raise TransientError(
                f"Which roles you have cannot be found out now: {error.message}",
                code="roles_unknown",
                answer=error.answer,
                retry_after=error.retry_after or _RETRY_AFTER,
            ) from error

    def _held(self, who: str) -> Iterator[Role]:
        roots = self._roots()
        if not roots:
            return
        options = {
            "$select": "systemuserid",
            "$filter": who,
            "$expand": f"systemuserroles_association({_ROLE})",
        }
        for user in self._follow(self._url("systemusers", options), _User):
            held = [*user.roles, *self._further(user.more)]
            teams = f"systemusers({user.id})/teammembership_association"
            expand = {"$select": "teamid", "$expand": f"teamroles_association({_ROLE})"}
            for team in self._follow(self._url(teams, expand), _Team):
                held += [*team.roles, *self._further(team.more)]
            yield from (roots[role.root_id] for role in held if role.root_id in roots)

    def _read_roots(self) -> Mapping[UUID, Role]:
        """Return the roles in the root business unit by their ids."""
        options = {
            "$select": "roleid,name",
            "$filter": " or ".join(f"name eq {odata.literal(role.value)}" for role in Role),
            "$expand": "businessunitid($select=_parentbusinessunitid_value)",
        }
        return {
            row.id: _BY_NAME[row.name.casefold()]
            for row in self._follow(self._url("roles", options), _NamedRole)
            if row.unit.parent is None and row.name.casefold() in _BY_NAME
        }

    def _url(self, resource: str, options: Mapping[str, str]) -> str:
        return odata.url(f"{self._api}/{resource}", options)

    def _further(self, link: str | None) -> Iterator["_Assigned"]:
        """Yield what Dataverse gives only a link to, of what was expanded."""
        return iter(()) if link is None else self._follow(link, _Assigned)

    def _follow(self, url: str, kind: type[_Row]) -> Iterator[_Row]:
        following: str | None = url
        trail = Trail()
        while following:
            link = self._session.continue_at(urljoin(self._api, following))
            answer = self._session.send(Call("GET", link, HEADERS), Tally())
            if not answer.ok:
                raise read_refused(answer, "users and their roles")
            try:
                with reading_json():
                    page = msgspec.json.decode(answer.content, type=_Page[kind])  # type: ignore[valid-type]
            except msgspec.DecodeError as error:
                raise answer.unusable("users and roles in another form than asked for") from error
            yield from page.value
            following = page.next
            if trail.leads_back(link, urljoin(self._api, following) if following else None):
                raise answer.unusable("a page of users and roles that leads to itself")


class _Page(msgspec.Struct, Generic[_Row], frozen=True):
    value: list[_Row]
    next: str | None = msgspec.field(name="@odata.nextLink", default=None)


class _Assigned(msgspec.Struct, frozen=True):
    id: UUID = msgspec.field(name="roleid")
    root: UUID | None = msgspec.field(name="_parentrootroleid_value", default=None)

    @property
    def root_id(self) -> UUID:
        return self.root or self.id


class _User(msgspec.Struct, frozen=True):
    id: UUID = msgspec.field(name="systemuserid")
    roles: list[_Assigned] = msgspec.field(name="systemuserroles_association", default_factory=list)
    more: str | None = msgspec.field(
        name="systemuserroles_association@odata.nextLink", default=None
    )


class _Team(msgspec.Struct, frozen=True):
    roles: list[_Assigned] = msgspec.field(name="teamroles_association", default_factory=list)
    more: str | None = msgspec.field(name="teamroles_association@odata.nextLink", default=None)


class _Unit(msgspec.Struct, frozen=True):
    parent: UUID | None = msgspec.field(name="_parentbusinessunitid_value", default=None)


class _NamedRole(msgspec.Struct, frozen=True):
    id: UUID = msgspec.field(name="roleid")
    name: str
    unit: _Unit = msgspec.field(name="businessunitid")
