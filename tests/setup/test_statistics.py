"""What setup makes is enough for the rows of statistics, and for those who ask and look."""

from shared.domain.callers import Role
from tests.setup.firm import Firm


def test_after_setup_the_timer_writes_rows_and_a_salesperson_is_told_the_same(firm: Firm) -> None:
    bc = firm.fleet.business_central
    [customer] = bc.add_many("customers", [{"displayName": "Adatum"}])
    bc.add("customerEntries", {"customerNumber": customer["number"], "amount": 119})
    firm.set_up()
    sally = firm.hire("Sally Sales", "Salesperson", Role.PRODUCT_AVAILABILITY)
    firm.call("POST", "sync/full", json={})
    firm.drain()

    firm.fire_timer("note_statistics")

    [row], [account] = firm.rows("bcsync_accountstatistics"), firm.rows("account")
    assert row["_bcsync_accountid_value"] == account["accountid"]
    assert row["bcsync_balance"] == 119
    path = f"accounts/{account['accountid']}/statistics"
    unseen = firm.call("GET", path, by=sally)
    with firm.fleet.dataverse_server.lock:
        firm.fleet.dataverse.associate(
            "systemuser", sally.user_id, "teammembership_association", account["_ownerid_value"]
        )
    firm.clock.sleep(60)
    told = firm.call("GET", path, by=sally)
    assert (unseen.status_code, unseen.json()["code"]) == (404, "account_unknown")
    assert told.json()["balance"] == 119
    link = firm.call("GET", f"links/customer/dataverse/{account['accountid']}", by=sally)
    assert link.json()["partner"]["id"] == customer["id"]
