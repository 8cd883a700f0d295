"""Change tracking: what was written and deleted since a delta token."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote, urlencode

from dev.simulators.clock import SimulatorClock
from dev.simulators.dataverse.calls import Call, applied, content
from dev.simulators.dataverse.cookies import Cookie
from dev.simulators.dataverse.errors import DataverseError, bad_query, denied
from dev.simulators.dataverse.expansions import Rendering
from dev.simulators.dataverse.options import LARGEST_PAGE, Options
from dev.simulators.dataverse.rights import GLOBAL
from dev.simulators.dataverse.rules import Rules
from dev.simulators.dataverse.schema import Table
from dev.simulators.dataverse.storage import Storage
from dev.simulators.http import Response

_TIME = "%m/%d/%Y %H:%M:%S"


class Tracking:
    """Pages go by version: first the rows written since the token, then the tombstones.

    The upper bound of the first page holds for all pages, so that a row changed while a client
    pages is in the next delta and nothing is missed.
    """

    def __init__(self, storage: Storage, clock: SimulatorClock, rules: Rules) -> None:
        self._storage = storage
        self._clock = clock
        self._rules = rules

    def concerns(self, call: Call, options: Options) -> bool:
        is_paging = options.cookie is not None and options.cookie.is_tracking
        return call.preferences.track_changes or is_paging or options.delta_token is not None

    def changes(self, call: Call, table: Table, options: Options, rendering: Rendering) -> Response:
        """Answer the first read, a delta, or a further page of either."""
        if not table.change_tracking:
            raise bad_query(f"Change tracking is not enabled for {table.name}.")
        _check_depth(call, table)
        if options.filter or options.order or options.expansions or options.top:
            raise bad_query("With change tracking, only $select is allowed.")
        since, until, after = self._bounds(options)
        size = min(call.preferences.page_size or LARGEST_PAGE, LARGEST_PAGE)
        value, last = self._page(call, table, options, rendering, (since, until, after, size))
        is_delta = since > 0
        body: dict[str, Any] = {
            "@odata.context": call.context(_fragment(table, options, is_delta=is_delta)),
            "value": value,
        }
        if last is None:
            token = f"{until}!{self._clock.now().strftime(_TIME)}"
            body["@odata.deltaLink"] = _link(call, "$deltatoken", token)
        else:
            page = options.cookie.page + 1 if options.cookie else 2
            bounds = (("since", since), ("until", until), ("after", last))
            body["@odata.nextLink"] = _link(
                call, "$skiptoken", Cookie(page, bounds, is_tracking=True).text()
            )
        return content(200, body, applied(call))

    def count(self, call: Call, table: Table, token: str) -> int:
        """Return how many rows were written or deleted since a token."""
        _check_depth(call, table)
        since = self._since(token)
        written = self._storage.query(
            f'SELECT count(*) FROM "{table.name}" WHERE versionnumber > ?', [since]
        )
        deleted = self._storage.query(
            f"SELECT count(*) FROM deleted WHERE {_gone(table)}", [table.name, since]
        )
        return int(written[0][0] or 0) + int(deleted[0][0] or 0)

    def _bounds(self, options: Options) -> tuple[int, int, int]:
        """Return the versions since which and until which to read, and the last one shown.

        A negative last one is that of a tombstone.
        """
        if options.cookie is not None:
            found = dict(options.cookie.last)
            return int(found["since"] or 0), int(found["until"] or 0), int(found["after"] or 0)
        since = self._since(options.delta_token) if options.delta_token is not None else 0
        return since, self._storage.version, since

    def _since(self, token: str) -> int:
        version, _, time = unquote(token).partition("!")
        try:
            since, given = int(version), datetime.strptime(f"{time}+0000", f"{_TIME}%z")
        except ValueError:
            raise bad_query("The delta token is malformed.") from None
        # Tokens carry whole seconds.
        if self._clock.now().replace(microsecond=0) - given > timedelta(days=self._days()):
            message = "The delta token has expired: read everything anew."
            raise DataverseError(HTTPStatus.BAD_REQUEST, "0x80044352", message)
        return since

    def _days(self) -> int:
        found = self._storage.query("SELECT expirechangetrackingindays FROM organization")
        return int(found[0][0] or 0) if found and found[0][0] else self._rules.deleted_kept_days

    def _page(
        self,
        call: Call,
        table: Table,
        options: Options,
        rendering: Rendering,
        bounds: tuple[int, int, int, int],
    ) -> tuple[list[dict[str, Any]], int | None]:
        """Return the page's content and the last version on it; None if nothing follows."""
        since, until, after, size = bounds
        value: list[dict[str, Any]] = []
        if after >= 0:
            shape = rendering.shape(table, options)
            rows = self._storage.query(
                f'SELECT {", ".join(shape.sql)} FROM "{table.name}" t'
                " WHERE versionnumber > ? AND versionnumber <= ? ORDER BY versionnumber"
                f" LIMIT {size + 1}",
                [after, until],
            )
            value = rendering.render(shape, options, rows[:size])
            if len(rows) > size:
                return value, int(rows[size - 1][0] or 0)
            after = -since
        return self._tombstones(call, table, value, (-after, until, size))

    def _tombstones(
        self,
        call: Call,
        table: Table,
        value: list[dict[str, Any]],
        bounds: tuple[int, int, int],
    ) -> tuple[list[dict[str, Any]], int | None]:
        """Fill the page up; the first read of all, which has no token, shows no tombstones."""
        after, until, size = bounds
        if after == 0:
            return value, None
        left = size - len(value)
        rows = self._storage.query(
            f"SELECT version, id FROM deleted WHERE {_gone(table)} AND version <= ?"
            f" ORDER BY version LIMIT {left + 1}",
            [table.name, after, until],
        )
        context = call.context(f"{table.entity_set}/$deletedEntity")
        value += [
            {"@odata.context": context, "id": row_id, "reason": "deleted"}
            for _, row_id in rows[:left]
        ]
        if len(rows) <= left:
            return value, None
        return value, -int(rows[left - 1][0] or 0) if left else -after


def _check_depth(call: Call, table: Table) -> None:
    if call.rights.depth("Read", table) < GLOBAL:
        raise denied(f"Change tracking of {table.name} needs the right to read all its rows.")


def _gone(table: Table) -> str:
    """Tombstones of a table since a version, without those of rows created anew."""
    again = f'SELECT 1 FROM "{table.name}" WHERE "{table.primary_id}" = deleted.id'
    return f"name = ? AND version > ? AND NOT EXISTS ({again})"


def _fragment(table: Table, options: Options, *, is_delta: bool) -> str:
    names = ",".join(column.wire_name for column in options.select or ())
    return table.entity_set + (f"({names})" if names else "") + ("/$delta" if is_delta else "")


def _link(call: Call, name: str, value: str) -> str:
    kept = {k: v for k, v in call.query.items() if k not in ("$skiptoken", "$deltatoken")}
    kept[name] = value
    encoded = urlencode(kept, quote_via=quote, safe="$,@()*")
    return f"{call.request.base}{call.request.path}?{encoded}"
