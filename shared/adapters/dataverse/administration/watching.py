"""What lets the app know of changes: change tracking, and a webhook where it has an address."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

from shared.adapters import odata
from shared.adapters.dataverse.administration.tables import Tables, address
from shared.adapters.dataverse.administration.web_api import Row, WebApi
from shared.ports.administration import Change, Listener, Remark

_NAME = "Business Central Sync"
_WEBHOOK, _IN_HEADER = 8, 5
_ASYNCHRONOUS, _AFTER, _ON_SERVER = 1, 40, 0
MESSAGES = ("Create", "Update", "Delete")
SECRET_HEADER = "x-sync-secret"  # noqa: S105


class Watching:
    def __init__(self, api: WebApi, tables: Tables) -> None:
        self._api, self._tables = api, tables
        self._filters: dict[str, Mapping[str, Row]] = {}

    def tracking(self, table: str) -> Iterator[Remark]:
        found = self._tables.find(table)
        if found is None or found["ChangeTrackingEnabled"]:
            return  # What there is no table for, the check of the mappings names.
        track = self._tables.changing(table, partial(self._track, table))
        yield Change(f"Changes of {table} are not tracked.", track)

    def _track(self, table: str) -> None:
        path = address(table)
        definition = {
            name: value
            for name, value in self._api.get(path).items()
            if not name.startswith("@odata.context")
        }
        self._api.replace(path, definition | {"ChangeTrackingEnabled": True})
        self._api.publish("entity", table)

    def webhook(self, listener: Listener, tables: Sequence[str]) -> Iterator[Remark]:
        name = f"{_NAME} ({listener.company})"
        endpoint = self._endpoint(name)
        body = {
            "url": listener.address,
            "authtype": _IN_HEADER,
            "authvalue": _auth_value(listener.secret),
        }
        if endpoint is None:
            created = {**body, "name": name, "contract": _WEBHOOK}
            yield Change(
                "The webhook that tells the app of changes is missing.",
                lambda: self._api.create("serviceendpoints", created, in_solution=True),
            )
            endpoint = self._endpoint(name)
        elif endpoint["url"] != listener.address or listener.is_new:
            path = f"serviceendpoints({endpoint['serviceendpointid']})"
            wrong = (
                "does not have the app's secret"
                if endpoint["url"] == listener.address
                else f"leads to {endpoint['url']}"
            )
            yield Change(f"The webhook {wrong}.", partial(self._api.change, path, body))
        if endpoint is None:
            return
        told = self._told(endpoint)
        for table in tables:
            for message in MESSAGES:
                filter_ = self._offered(message).get(table)
                if filter_ is not None and filter_["sdkmessagefilterid"] not in told:
                    step = _step(table, message, filter_, endpoint)
                    yield Change(
                        f"The webhook does not tell of {message.lower()}s of {table}.",
                        partial(
                            self._api.create, "sdkmessageprocessingsteps", step, in_solution=True
                        ),
                    )

    def untaken(self, messages: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
        """Return the pairs of table and message that are not on offer."""
        return [
            (table, message)
            for table, names in messages.items()
            for message in names
            if table not in self._offered(message)
        ]

    def _endpoint(self, name: str) -> Row | None:
        return self._api.one(
            "serviceendpoints",
            select="serviceendpointid,url",
            filter=f"name eq {odata.literal(name)} and contract eq {_WEBHOOK}",
        )

    def _told(self, endpoint: Row) -> set[str]:
        steps = self._api.rows(
            "sdkmessageprocessingsteps",
            select="_sdkmessagefilterid_value",
            filter=f"_eventhandler_value eq {endpoint['serviceendpointid']}",
        )
        return {str(step["_sdkmessagefilterid_value"]) for step in steps}

    def _offered(self, message: str) -> Mapping[str, Row]:
        """Return what stands for a message of a table, by table; read once, for all tables."""
        if message not in self._filters:
            rows = self._api.rows(
                "sdkmessagefilters",
                select="sdkmessagefilterid,_sdkmessageid_value,primaryobjecttypecode",
                filter=f"sdkmessageid/name eq {odata.literal(message)}",
            )
            self._filters[message] = {str(row["primaryobjecttypecode"]): row for row in rows}
        return self._filters[message]


def _step(table: str, message: str, filter_: Row, endpoint: Row) -> dict[str, Any]:
    return {
        "name": f"{_NAME}: {message} of {table}",
        "mode": _ASYNCHRONOUS,
        "stage": _AFTER,
        "supporteddeployment": _ON_SERVER,
        "rank": 1,
        "asyncautodelete": True,
        "sdkmessageid@odata.bind": f"/sdkmessages({filter_['_sdkmessageid_value']})",
        "sdkmessagefilterid@odata.bind": f"/sdkmessagefilters({filter_['sdkmessagefilterid']})",
        "eventhandler_serviceendpoint@odata.bind": (
            f"/serviceendpoints({endpoint['serviceendpointid']})"
        ),
    }


def _auth_value(secret: str) -> str:
    return f'<settings><setting name="{SECRET_HEADER}" value="{escape(secret)}" /></settings>'
