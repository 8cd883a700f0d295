"""Answers that got lost or spoilt on their way to setup: named, and a repeated call finishes."""

import pytest

from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.faults import Fault
from dev.simulators.fleet import FleetOptions
from tests.setup.firm import Firm, step
from tests.soaking import SOAKING


@pytest.mark.soak(but=[0, 3])
@pytest.mark.parametrize("body", ["{}", '{"value": []}', '{"value": [null]}', "[]"])
def test_an_answer_that_setup_can_make_nothing_of_is_named_and_a_repeated_call_finishes(
    firm: Firm, body: str
) -> None:
    for nth in range(0, 12, 1 if SOAKING else 3):
        fault = Fault(kind="status", status=200, body=body, method="GET", skip=nth)
        firm.fleet.dataverse_server.faults.clear()
        firm.fleet.dataverse_server.faults.add(fault)

        answer = firm.call("POST", "setup", params={"check": "true"}, json={})

        assert answer.json().get("code") != "unexpected", (nth, answer.text)
    firm.fleet.dataverse_server.faults.clear()
    assert firm.set_up()["complete"]


def test_a_list_that_leads_to_itself_does_not_keep_setup_reading(firm: Firm) -> None:
    link = f"{firm.fleet.dataverse_api}/roles?$skiptoken=1"
    body = f'{{"value": [], "@odata.nextLink": "{link}"}}'
    fault = Fault(kind="status", status=200, body=body, method="GET", times=None, path="/roles")
    firm.fleet.dataverse_server.faults.add(fault)

    answer = firm.call("POST", "setup", params={"check": "true"}, json={})
    firm.fleet.dataverse_server.faults.clear()

    assert "leads to itself" in answer.text
    assert firm.set_up()["complete"]


@pytest.mark.parametrize(
    "firm",
    [FleetOptions(business_central=BusinessCentralSettings(client_ids="accept"))],
    indirect=True,
)
def test_a_shipment_method_that_a_broken_probe_left_behind_is_deleted(firm: Firm) -> None:
    simulator = firm.fleet.business_central
    before = simulator.rows("shipmentMethods")
    lost = Fault(kind="cut_body", method="POST", path="/shipmentMethods")
    firm.fleet.business_central_server.faults.add(lost)

    problem = firm.refused()
    left = simulator.rows("shipmentMethods")
    firm.set_up()

    assert step(problem, "chosen_ids")["outcome"] == "failed"
    assert len(left) == len(before) + 1
    assert simulator.rows("shipmentMethods") == before
