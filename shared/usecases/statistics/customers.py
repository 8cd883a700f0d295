"""Which mappings couple customers with accounts."""

from shared.domain.mapping import TableMapping
from shared.usecases.engine import Engine

ACCOUNT = "account"
_CUSTOMERS = "customers"


def customer_mappings(engine: Engine) -> list[TableMapping]:
    """Return those that ship and a customer's own, in the order of their slugs."""
    found = (
        mapping
        for mapping in engine.mappings.values()
        if mapping.bc.standard == _CUSTOMERS and mapping.dataverse.table == ACCOUNT
    )
    return sorted(found, key=lambda mapping: mapping.slug)
