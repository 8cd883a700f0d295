"""Control routes of the directory: who sits at the screen, and which terminals wait for a code.

person
    GET or PUT ``{"user": "ada@contoso.example"}``: who signs in at once wherever somebody is asked
    to; null for nobody.
sign-ins
    GET: the codes that terminals wait with.
    POST ``{"user_code": "ABCDEFGHI", "user": "ada@contoso.example"}``: type a code in and sign in;
    with null as user, decline. 204.
"""

from collections.abc import Callable

from pydantic import BaseModel, ConfigDict

from dev.simulators.entra.directory import Directory, User
from dev.simulators.entra.sign_in import SignIn
from dev.simulators.http import Request, Response, json_response


class _Person(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    user: str | None


class _Decision(_Person):
    user_code: str


class PeopleControl:
    def __init__(self, sign_in: SignIn, directory: Callable[[], Directory]) -> None:
        self._sign_in, self._directory = sign_in, directory
        self.routes: dict[tuple[str, str], Callable[[Request], Response]] = {
            ("GET", "person"): self._show_person,
            ("PUT", "person"): self._choose_person,
            ("GET", "sign-ins"): self._list,
            ("POST", "sign-ins"): self._decide,
        }

    def _show_person(self, _request: Request) -> Response:
        person = self._sign_in.person
        return json_response(200, {"user": person.principal_name if person else None})

    def _choose_person(self, request: Request) -> Response:
        chosen = _Person.model_validate_json(request.body).user
        self._sign_in.person = None if chosen is None else self._user(chosen)
        return self._show_person(request)

    def _list(self, _request: Request) -> Response:
        waiting = [
            {"user_code": device.user_code, "client_id": device.client}
            for device in self._sign_in.devices.values()
            if device.user is None and not device.declined
        ]
        return json_response(200, waiting)

    def _decide(self, request: Request) -> Response:
        decision = _Decision.model_validate_json(request.body)
        user = None if decision.user is None else self._user(decision.user)
        try:
            self._sign_in.decide(decision.user_code, user)
        except LookupError as error:
            raise ValueError(str(error)) from error
        return Response(204)

    def _user(self, name: str) -> User:
        """:raises ValueError: the directory has no such user."""
        for tenant in self._directory().tenants:
            if user := tenant.user_named(name):
                return user
        raise ValueError(f"the directory has no user {name}")
