"""What has to be true of both sides and of the app's own account, once all is quiet."""

from tests.surroundings import Json, Surroundings

FIELDS = {
    "displayName": "name",
    "addressLine1": "address1_line1",
    "city": "address1_city",
    "country": "address1_country",
    "phoneNumber": "telephone1",
    "email": "emailaddress1",
}
"""Text that the mapping of customers carries both ways."""
_ENDINGS = (
    "inserted",
    "modified",
    "deleted",
    "uncoupled",
    "unchanged",
    "skipped",
    "failed",
    "filtered",
)


def differences(world: Surroundings) -> list[str]:
    """Compare all customers with all accounts, as the couplings pair them, and see the list."""
    customers = {row["id"]: row for row in world.customers.all()}
    accounts = {row["accountid"]: row for row in world.accounts.all()}
    pairs = [(pair["bc_id"], pair["dataverse_id"]) for pair in world.couplings()]
    bc_ids, dataverse_ids = [bc for bc, _ in pairs], [dataverse for _, dataverse in pairs]
    found = [f"'{row['displayName']}' has no account" for row in _missing(customers, bc_ids)]
    found += [f"'{row['name']}' has no customer" for row in _missing(accounts, dataverse_ids)]
    found += [f"a record of {len(pairs)} couplings has several"] * (not _is_one_to_one(pairs))
    found += [f"listed: {entry['cause']}, {entry['title']}" for entry in world.pending()]
    for customer_id, account_id in pairs:
        if customer_id in customers and account_id in accounts:
            found += _differing(customers[customer_id], accounts[account_id])
        else:
            found.append(f"half a pair is gone: {customer_id in customers=}")
    return found


def _missing(rows: dict[str, Json], coupled: list[str]) -> list[Json]:
    return [row for id_, row in rows.items() if id_ not in coupled]


def _is_one_to_one(pairs: list[tuple[str, str]]) -> bool:
    return all(len({pair[side] for pair in pairs}) == len(pairs) for side in (0, 1))


def _differing(customer: Json, account: Json) -> list[str]:
    return [
        f"{here} of '{customer['displayName']}': {customer[here]!r} and {account[there]!r}"
        for here, there in FIELDS.items()
        if (customer[here] or "") != (account[there] or "")
    ]


def miscounted(world: Surroundings) -> list[str]:
    """Return the jobs that have lost a record on the way."""
    jobs = world.get("jobs", top=10)["value"]
    return [f"{job['id']}: {job['counters']}" for job in jobs if not is_conserved(job)]


def is_conserved(job: Json) -> bool:
    counters = job["counters"]
    match job["type"]:
        case "coupling":
            endings = {*_ENDINGS, "coupled"}
        case "uncoupling":
            endings = {*_ENDINGS} - {"modified"}
        case _:
            endings = {*_ENDINGS}
    return bool(counters["read"] == sum(counters[ending] for ending in endings))


def is_silent(world: Surroundings) -> bool:
    """Return whether one more run ends well, writes to neither service and moves no watermark."""
    before = versions(world), world.watermarks()
    world.stack.host.fire_timer("sync_customer")
    jobs = world.get("jobs", mapping="customer", top=1)["value"]
    assert {job["state"] for job in jobs} == {"finished"}, [job["message"] for job in jobs]
    return before == (versions(world), world.watermarks())


def versions(world: Surroundings) -> dict[str, str]:
    """Return the ETag of every record on both sides: equal ones mean that nothing was written."""
    rows = [*world.customers.all(), *world.accounts.all()]
    return {row.get("id") or row["accountid"]: row["@odata.etag"] for row in rows}
