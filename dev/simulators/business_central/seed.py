"""What a new company holds before anybody has entered anything."""

from typing import Any
from uuid import UUID, uuid5

import msgspec

from dev.simulators.business_central.loading import DATA
from dev.simulators.business_central.model import Model
from dev.simulators.business_central.paths import PLATFORM, Company
from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.business_central.store import Store
from dev.simulators.business_central.writing import Writer

SPACE = UUID("5de545bc-f6f9-ef11-9344-6045bdc8c234")
"""Ids of seeded records derive from it, so that they are the same in every run."""
VERSION = "26.0.0.0"


def seeded_id(*names: str) -> str:
    return str(uuid5(SPACE, "/".join(names)))


def seed_company(
    model: Model,
    store: Store,
    writer: Writer,
    company: Company,
    settings: BusinessCentralSettings,
) -> None:
    """Enter the company itself, its set-up, and the codes that every company has."""
    row = {"id": company.id, "name": company.name, "displayName": company.name}
    row["systemVersion"] = VERSION
    setup = {"localCurrencyCode": settings.local_currency, "allowQueryFromConsolidation": False}
    records: dict[str, list[dict[str, Any]]] = msgspec.json.decode(
        (DATA / "seed.json").read_bytes()
    )
    records["generalLedgerSetup"] = [setup]
    with store.transaction():
        writer.create(PLATFORM, model.sets["companies"], row, trusted=True)
        for name, rows in records.items():
            for number, values in enumerate(rows):
                code = str(values.get("code") or values.get("number") or number)
                known = {"id": seeded_id(company.name, name, code)}
                content = known | values if "id" in model.sets[name].fields else values
                writer.create(company.number, model.sets[name], content, trusted=True)
