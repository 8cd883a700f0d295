"""What people see of the directory. Whoever they pick, they are: nobody has a password."""

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urlencode

from dev.simulators.entra.directory import Tenant, User
from dev.simulators.http import Response

_STYLE = """
:root { color-scheme: light dark; font: 15px/1.4 "Segoe UI", system-ui, sans-serif; }
body { display: grid; min-height: 90vh; place-items: center; }
main { width: min(24rem, 90vw); }
h1 { font-size: 1.4rem; font-weight: 600; }
ul { list-style: none; padding: 0; }
a { border-top: 1px solid #8884; display: block; padding: .7rem; }
a { color: inherit; text-decoration: none; }
a:hover, a:focus-visible { background: #8882; }
small { display: block; opacity: .75; }
"""


def accounts(tenant: Tenant, query: Mapping[str, str]) -> Response:
    """Answer a request to sign in by asking who it is; each choice repeats it with that name."""
    hint = query.get("login_hint")
    unknown = f"<p role=alert>There is no account {escape(hint)}.</p>" if hint else ""
    rest = {name: value for name, value in query.items() if name not in ("prompt", "login_hint")}
    items = "".join(_choice(user, rest) for user in _by_name(tenant.users))
    return _page("Pick an account", f"{unknown}<ul>{items}</ul>")


def signed_out() -> Response:
    return _page("You are signed out", "<p>You can close this window.</p>")


def home() -> Response:
    """Answer who looks whether their browser trusts the simulator's certificate."""
    told = "<p>Your browser trusts its certificate now. Go back to where you came from.</p>"
    return _page("A simulated Entra ID", told)


def _by_name(users: Iterable[User]) -> list[User]:
    return sorted(users, key=lambda user: user.name)


def _choice(user: User, rest: Mapping[str, str]) -> str:
    again = escape(urlencode({**rest, "login_hint": user.principal_name}))
    name, principal = escape(user.name), escape(user.principal_name)
    return f'<li><a href="?{again}">{name}<small>{principal}</small></a></li>'


def _page(title: str, content: str) -> Response:
    text = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        f"<style>{_STYLE}</style><main><h1>{title}</h1>{content}</main></html>"
    )
    headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
    return Response(200, headers, text.encode())
