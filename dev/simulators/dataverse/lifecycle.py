"""Which states and status reasons a row may have, and how it may move between them."""

from collections.abc import Mapping

from dev.simulators.dataverse.errors import bad_argument
from dev.simulators.dataverse.rules import Rules
from dev.simulators.dataverse.schema import Column, Table
from dev.simulators.dataverse.storage import Row
from dev.simulators.dataverse.values import Stored

ACTIVE, RETIRED, DRAFT, REVISED = range(4)
FIRST_STATE = {"product": DRAFT}
"""Tables whose rows do not start in state 0."""

_ILLEGAL_PRODUCT_MOVES = {
    (ACTIVE, DRAFT): "0x8004F912",
    (DRAFT, REVISED): "0x8004F913",
    (DRAFT, RETIRED): "0x8004F978",
    (RETIRED, DRAFT): "0x8004F979",
}
_RETURN = "0x8004F977"
_NOT_NOW = "0x8004F995"
"""Of a change to a product in a state in which it cannot be changed [R]."""


def first_state(table: Table, values: Row) -> None:
    """Fill state and status reason of a new row.

    :raises DataverseError: they do not go together.
    """
    status = table.columns.get("statuscode")
    if status is None or not status.state_of:
        return
    values.setdefault("statecode", FIRST_STATE.get(table.name, 0))
    _settle(status, values, {})


def next_state(table: Table, values: Row, current: Mapping[str, Stored], rules: Rules) -> None:
    """Check and complete state and status reason of a change.

    :raises DataverseError: they do not go together, or the row may not move there.
    """
    status = table.columns.get("statuscode")
    if status is None or not status.state_of:
        return
    if table.name == "product" and rules.restrict_product_states:
        _check_product(current, values, rules)
    _settle(status, values, current)


def _settle(status: Column, values: Row, current: Mapping[str, Stored]) -> None:
    if values.get("statecode") is None and values.get("statuscode") is None:
        return
    state = values.get("statecode")
    if state is None:
        state = current.get("statecode")
    reason = values.get("statuscode")
    if reason is None:
        values["statuscode"] = min(r for r, belongs in status.state_of.items() if belongs == state)
    elif status.state_of[int(reason)] != state:
        message = f"{reason} is no status reason for the state {state}."
        raise bad_argument(message, "0x80048408")


def _check_product(current: Mapping[str, Stored], values: Row, rules: Rules) -> None:
    """A retired product can only be activated again, by a change that does nothing else [R]."""
    before = int(current["statecode"] or 0)
    if before == RETIRED and not values.keys() <= {"statecode", "statuscode"}:
        raise bad_argument("A retired product cannot be changed: activate it first.", _NOT_NOW)
    if values.get("statecode") is None:
        return
    move = (before, int(values["statecode"] or 0))
    illegal = dict(_ILLEGAL_PRODUCT_MOVES)
    if not rules.retired_products_return:
        illegal[RETIRED, ACTIVE] = _RETURN
    if move in illegal:
        message = f"A product cannot move from state {move[0]} to {move[1]}."
        raise bad_argument(message, illegal[move])
