"""All other mappings, each after those that its records point to."""

from collections.abc import Mapping
from decimal import Decimal

from dev.demo.invoicing import check_invoices
from dev.demo.public_api import Json
from dev.demo.stage import Stage, counters


def synchronize_everything(stage: Stage) -> None:
    narrator = stage.narrator
    narrator.chapter("Everything else follows, in the order of what points to what")
    runs = stage.full_sync_of_all()
    order = " -> ".join(run["mapping"] for run in runs)
    narrator.say(f"The order was derived from the mappings' lookups: {order}.")
    stage.none_failed(*runs)
    # The file lets credit limits travel to Dataverse only, so that customers which came from
    # there begin with Business Central's.
    [customers] = [run for run in runs if run["mapping"] == "customer"]
    new = len(stage.plan.accounts)
    narrator.equal(
        f"{new} accounts got the credit limit of the customer that was made of them.",
        counters(customers, "to_dataverse").get("modified", 0),
        new,
    )
    _check_contacts(stage)
    _check_products(stage)
    _check_opportunities(stage)
    check_invoices(stage)


def rest_in_everything(stage: Stage) -> None:
    narrator = stage.narrator
    narrator.chapter("A second full synchronization finds nothing to do")
    totals = stage.totals()
    runs = stage.full_sync_of_all()
    narrator.equal("Neither service saw a change.", _changes(stage, totals), [])
    touched = {
        run["mapping"]: done
        for run in runs
        for leg in ("to_dataverse", "from_dataverse")
        if (done := counters(run, leg)).keys() - {"read", "unchanged", "skipped", "filtered"}
    }
    narrator.equal("What was read was unchanged, or takes no part.", touched, {})


def _changes(stage: Stage, totals: tuple[int, int]) -> list[str]:
    """Return the writing requests; a batch of readings is none."""
    return [each for each in stage.writes_since(totals) if not each.endswith("$batch")]


def _couplings(stage: Stage, mapping: str) -> Mapping[str, str]:
    """Return Dataverse ids by Business Central ids."""
    listed = stage.operator.listed(f"mappings/{mapping}/couplings")
    return {coupling["bc_id"]: coupling["dataverse_id"] for coupling in listed}


def _check_contacts(stage: Stage) -> None:
    coupled, rows = _couplings(stage, "contact"), stage.dataverse.rows("contacts")
    by_id = {row["contactid"]: row for row in rows}
    people = [row for row in stage.bc.rows("contacts") if row["type"] == "Person"]
    owners = {row["number"]: row for row in stage.bc.rows("contacts") if row["type"] == "Company"}
    firms = {
        row["displayName"]: partner
        for entity, mapping in (("customers", "customer"), ("vendors", "vendor"))
        for row in stage.bc.rows(entity)
        if (partner := _couplings_once(stage, mapping).get(row["id"]))
    }
    wrong = [
        person["displayName"]
        for person in people
        if not _is_contact(person, by_id.get(coupled.get(person["id"], "")), owners, firms)
    ]
    stage.narrator.equal(
        f"{len(people)} people are contacts of their firms' accounts, under the same names.",
        wrong,
        [],
    )


def _couplings_once(stage: Stage, mapping: str) -> Mapping[str, str]:
    known = stage.known_couplings
    if mapping not in known:
        known[mapping] = _couplings(stage, mapping)
    return known[mapping]


def _is_contact(
    person: Json, contact: Json | None, owners: Mapping[str, Json], firms: Mapping[str, str]
) -> bool:
    if contact is None:
        return False
    parts = (contact["firstname"], contact["middlename"], contact["lastname"])
    firm = firms.get(owners[person["companyNumber"]]["displayName"])
    joined = " ".join(part for part in parts if part)
    return bool(joined == person["displayName"] and contact["_parentcustomerid_value"] == firm)


def _check_products(stage: Stage) -> None:
    items = {row["number"]: row for row in stage.bc.rows("items") if not row["blocked"]}
    products = {row["productnumber"]: row for row in stage.dataverse.rows("products")}
    wrong = [
        number
        for number, item in items.items()
        if number not in products
        or products[number]["statecode"] != 0
        or products[number]["name"] != item["displayName"]
        or Decimal(products[number]["price"]) != item["unitPrice"]
    ]
    narrator = stage.narrator
    narrator.equal(f"{len(items)} items are active products with their prices.", wrong, [])
    narrator.equal("Blocked items have got no product.", products.keys() - items.keys(), set())
    prices = {
        row["_productid_value"]: Decimal(row["amount"])
        for row in stage.dataverse.rows("productpricelevels")
    }
    expected = {products[n]["productid"]: items[n]["unitPrice"] for n in items if n in products}
    narrator.equal("Each has its price in the default price list, once.", prices, expected)


def _check_opportunities(stage: Stage) -> None:
    contacts = _couplings(stage, "contact")
    numbers = {row["number"]: contacts.get(row["id"]) for row in stage.bc.rows("contacts")}
    wanted = sorted(
        (row["description"], str(numbers[row["contactNumber"]]))
        for row in stage.bc.rows("opportunities")
    )
    found = sorted(
        (row["name"], str(row["_parentcontactid_value"]))
        for row in stage.dataverse.rows("opportunities")
    )
    stage.narrator.equal(f"{len(wanted)} opportunities follow their people.", found, wanted)
