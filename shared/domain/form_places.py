"""Where pages on forms find the app of a record's company: a script that setup writes.

Several companies of Business Central can share one organization, each with an app of its own.
"""

import json
from uuid import UUID

_BEGIN, _END = "export const APPS = ", ";\n"


def with_app(present: bytes | None, company: UUID, app: str) -> bytes:
    """Return the script with this company's app in it, beside those of others.

    :param present: the script that is there; what is none of ours is begun anew.
    :param app: the app's address, without a path.
    """
    apps = {**_apps(present), str(company): f"{app}/api/"}
    return f"{_BEGIN}{json.dumps(apps, indent=2, sort_keys=True)}{_END}".encode()


def _apps(present: bytes | None) -> dict[str, str]:
    text = (present or b"").decode("utf-8", "replace")
    try:
        apps = json.loads(text.removeprefix(_BEGIN).removesuffix(_END))
    except ValueError:
        return {}
    if not isinstance(apps, dict):
        return {}
    return {name: app for name, app in apps.items() if isinstance(app, str)}
