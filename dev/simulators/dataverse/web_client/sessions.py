"""Who sits at a browser. Whoever they pick, they are: nobody has a password."""

import secrets
from collections.abc import Iterable
from html import escape
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlencode

from dev.simulators.dataverse.storage import Storage
from dev.simulators.dataverse.web_client.pages import leading, page
from dev.simulators.http import Request, Response

SIGN_IN = "/_client/sign-in"
_COOKIE = "CrmOwinAuth"


class Sessions:
    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._users: dict[str, str] = {}
        """Rows of systemuser by session."""

    def user_of(self, request: Request) -> str | None:
        """Return the id of the user whose session a request belongs to."""
        try:
            cookies = SimpleCookie(request.headers.get("cookie", ""))
        except CookieError:
            return None
        found = cookies.get(_COOKIE)
        return self._users.get(found.value) if found else None

    def sign_in(self, request: Request) -> Response:
        """Ask who it is, or lead back to where the browser was going."""
        back = request.query.get("back", "/")
        if not back.startswith("/") or back.startswith("//"):
            return Response(400)
        people = dict(self._people())
        user = request.query.get("user")
        if user not in people:
            return page("Who are you?", f"<ul>{self._choices(people.items(), back)}</ul>")
        session = secrets.token_urlsafe(24)
        self._users[session] = user
        cookie = f"{_COOKIE}={session}; Path=/; Secure; HttpOnly; SameSite=None"
        return leading(back, {"Set-Cookie": cookie})

    def ask(self, request: Request) -> Response:
        """Lead a browser without a session to where it gets one."""
        back = request.path + (f"?{request.query_string}" if request.query_string else "")
        return leading(f"{SIGN_IN}?{urlencode({'back': back})}")

    def _people(self) -> Iterable[tuple[str, str]]:
        rows = self._storage.query(
            "SELECT systemuserid, fullname FROM systemuser WHERE applicationid IS NULL "
            "AND azureactivedirectoryobjectid IS NOT NULL AND isdisabled = 0 ORDER BY fullname",
            [],
        )
        return [(str(user), str(name)) for user, name in rows]

    @staticmethod
    def _choices(people: Iterable[tuple[str, str]], back: str) -> str:
        links = (
            (escape(f"{SIGN_IN}?{urlencode({'user': user, 'back': back})}"), escape(name))
            for user, name in people
        )
        return "".join(f'<li><a href="{address}">{name}</a></li>' for address, name in links)
