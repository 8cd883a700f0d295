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
    (RETIRED, ACTIVE): "0x8004F977",
    (DRAFT, RETIRED): "0x8004F978",
    (RETIRED, DRAFT): "0x8004F979",
}


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
    _settle(status, values, current)
    if table.name == "product" and rules.restrict_product_states and "statecode" in values:
        _check_product(current["statecode"], values["statecode"])


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


def _check_product(current: Stored, state: Stored) -> None:
    move = (int(current or 0), int(state or 0))
    if move in _ILLEGAL_PRODUCT_MOVES:
        message = f"A product cannot move from state {move[0]} to {move[1]}."
        raise bad_argument(message, _ILLEGAL_PRODUCT_MOVES[move])
