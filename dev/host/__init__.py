"""A local host for the function app: what Azure Functions does for it, as far as tests need it.

Imitated: indexing (what makes the platform refuse an app is refused here, in the same places),
routes with constraints and their precedence, methods, keys, request and response conversion,
errors, CORS and App Service authentication of APIs, the load balancer's time limit, timers on
schedule and on demand, disabled functions, queue triggers with batches, retries, renewal and poison
queues, invocation by hand under ``/admin``.

Not imitated:

- App Service authentication ("EasyAuth") for people with a browser: sessions, redirects, the token
  store. Where it is off, its headers are passed on as any caller sends them, as in Azure.
- Input and output bindings besides the trigger and the HTTP answer; retry policies; other triggers.
- Scale-out, cold start, ``functionTimeout``, worker restarts, the timer's lock and its memory of
  missed runs (``past_due`` is always false), host.json's HTTP limits, dynamic concurrency.
- Identity-based connections: every queue trigger uses the one connection string given here.
- Route defaults (``{id=1}``) and the ``regex`` and ``datetime`` constraints; an app that uses them
  is refused rather than served differently.
- Management under ``/admin`` besides invocation, the home page, key stores.

A passing run here is therefore no proof about those.
"""

from dev.host.authentication import Authentication
from dev.host.errors import HostRefusedError
from dev.host.keys import HostKeys
from dev.host.local import LocalHost
from dev.host.settings import HostSettings, QueueSettings

__all__ = [
    "Authentication",
    "HostKeys",
    "HostRefusedError",
    "HostSettings",
    "LocalHost",
    "QueueSettings",
]
