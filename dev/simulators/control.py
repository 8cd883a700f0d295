"""The control routes of a running simulator, for tests and people in another process.

All are JSON, below /_simulator/, open to anyone on this machine, and touched by no limit or fault.

clock
    GET: ``{"now": "2026-01-31T12:00:00+00:00"}``.
    PUT one of ``{"set": "2026-01-31T12:00:00Z"}`` (and stop there), ``{"advance_seconds": 60}``,
    ``{"skew_seconds": -30}`` (run, that far ahead of this machine) or ``{"run": true}``.
faults
    GET: the rules with their ids and how often each has matched and been applied.
    POST a :class:`~dev.simulators.faults.Fault`: 201 with its id.
    DELETE all of them, or ``faults/{id}``: 204.
limits
    GET: ``{"enabled": true, "allowance": {...}}``.
    PUT ``enabled``, ``allowance`` or both, see :class:`~dev.simulators.limits.Allowance`; members
    of the allowance that are left out keep their value.
requests
    GET: number of requests, by status, the last of them (``?last=50``), and the behaviour of each
    principal, see :class:`~dev.simulators.limits.Behaviour`.
    DELETE: forget them: 204.

The directory has further ones, see :mod:`dev.simulators.entra.people`.

A route that does not exist is answered with 404, a body that is not as above with 400.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any, Self

import msgspec
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError, model_validator

from dev.simulators.clock import SimulatorClock
from dev.simulators.faults import Fault, Faults
from dev.simulators.http import Request, Response, json_response
from dev.simulators.journal import Journal
from dev.simulators.limits import Allowance, Limits
from dev.simulators.service import Service

_DEFAULT_LAST = 50
Routes = Mapping[tuple[str, str], Callable[[Request], Response]]


class ClockChange(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    set: AwareDatetime | None = None
    advance_seconds: float | None = None
    skew_seconds: float | None = None
    run: bool = False

    @model_validator(mode="after")
    def _is_one_change(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError("give one of set, advance_seconds, skew_seconds, run")
        return self

    def apply(self, clock: SimulatorClock) -> None:
        if self.set is not None:
            clock.set(self.set)
        elif self.advance_seconds is not None:
            clock.advance(timedelta(seconds=self.advance_seconds))
        else:
            clock.skew(timedelta(seconds=self.skew_seconds or 0.0))


class LimitsChange(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    enabled: bool | None = None
    allowance: dict[str, float | None] = {}

    def apply(self, limits: Limits) -> None:
        """Change all or, where the allowance is not one, nothing."""
        limits.allowance = Allowance.model_validate(limits.allowance.model_dump() | self.allowance)
        if self.enabled is not None:
            limits.enabled = self.enabled


class Control:
    """Answers the control routes of one server."""

    def __init__(
        self, service: Service, faults: Faults, journal: Journal, further: Routes | None = None
    ) -> None:
        """:param further: the service's own control routes, by method and name."""
        self._clock = service.clock
        self._limits = service.limits
        self._faults = faults
        self._journal = journal
        self._routes: Routes = {
            ("GET", "clock"): self._show_clock,
            ("PUT", "clock"): self._change_clock,
            ("GET", "faults"): self._list_faults,
            ("POST", "faults"): self._add_fault,
            ("DELETE", "faults"): self._remove_faults,
            ("GET", "limits"): self._show_limits,
            ("PUT", "limits"): self._change_limits,
            ("GET", "requests"): self._show_requests,
            ("DELETE", "requests"): self._forget_requests,
            **(further or {}),
        }

    def handle(self, request: Request) -> Response:
        name = "/".join(request.segments[1:2])
        route = self._routes.get((request.method, name))
        if route is None:
            return _error(404, f"no control route {request.method} {request.path}")
        try:
            return route(request)
        except (ValidationError, msgspec.DecodeError, ValueError) as error:
            return _error(400, str(error))

    def _show_clock(self, _request: Request) -> Response:
        return json_response(200, {"now": self._clock.now().isoformat()})

    def _change_clock(self, request: Request) -> Response:
        ClockChange.model_validate_json(request.body).apply(self._clock)
        return self._show_clock(request)

    def _list_faults(self, _request: Request) -> Response:
        rules = [
            {
                "id": rule.id,
                "seen": rule.seen,
                "applied": rule.applied,
                "fault": rule.fault.model_dump(),
            }
            for rule in self._faults.report()
        ]
        return json_response(200, rules)

    def _add_fault(self, request: Request) -> Response:
        rule_id = self._faults.add(Fault.model_validate_json(request.body))
        return json_response(201, {"id": rule_id})

    def _remove_faults(self, request: Request) -> Response:
        match request.segments[2:]:
            case []:
                self._faults.clear()
                return Response(204)
            case [rule_id] if rule_id.isdecimal() and self._faults.remove(int(rule_id)):
                return Response(204)
            case _:
                return _error(404, "no such fault")

    def _show_limits(self, _request: Request) -> Response:
        allowance = self._limits.allowance.model_dump()
        return json_response(200, {"enabled": self._limits.enabled, "allowance": allowance})

    def _change_limits(self, request: Request) -> Response:
        LimitsChange.model_validate_json(request.body).apply(self._limits)
        return self._show_limits(request)

    def _show_requests(self, request: Request) -> Response:
        last = int(request.query.get("last", _DEFAULT_LAST))
        statuses = self._journal.statuses.items()
        content: dict[str, Any] = {
            "total": self._journal.total,
            "statuses": {str(status or "unanswered"): number for status, number in statuses},
            "last": [asdict(entry) for entry in self._journal.last(last)],
            "behaviour": {who: asdict(b) for who, b in self._limits.behaviours().items()},
        }
        return json_response(200, content)

    def _forget_requests(self, _request: Request) -> Response:
        self._journal.clear()
        self._limits.forget()
        return Response(204)


def _error(status: int, message: str) -> Response:
    return json_response(status, {"error": message})
