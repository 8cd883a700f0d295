"""Which records belong together: partners that are created on request, and couplings looked up."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
import yaml

from tests.scenarios.contacts import Contacts
from tests.surroundings import Json, Surroundings, counters

TO, BACK = "to_dataverse", "from_dataverse"
MANY = 210
"""More than one request asks either service for."""


def create(world: Surroundings, direction: str, *records: str) -> Json:
    """Ask for partners of chosen records, and return the run."""
    return world.sync(direction=direction, full=True, records=list(records))


def coupled(world: Surroundings, mapping: str = "customer", **by: object) -> list[Json]:
    return list(world.get(f"mappings/{mapping}/couplings", **by)["value"])


# Partners created on request


@pytest.mark.scenario("CRMCouplingTest.CreateCustomerFromCRM")
def test_a_customer_is_created_for_a_chosen_account(world: Surroundings) -> None:
    account, _ = world.accounts.add("Adatum"), world.accounts.add("Litware")

    run = create(world, BACK, account["accountid"])

    assert counters(run, BACK) == {"read": 1, "inserted": 1}
    [customer] = world.customers.all()
    [coupling] = world.couplings()
    pair = (coupling["bc_id"], coupling["dataverse_id"])
    assert pair == (customer["id"], account["accountid"])


@pytest.mark.scenario(
    "CRMIntegrationMgtTest.CreateNewRecordInCRM",
    "CRMCouplingRecord.CRMCouplingRecordCreateNewEnabledForNotCoupledRecord",
    "CRMCouplingRecord.CRMCouplingRecordCreateNewDisabledForCoupledRecord",
)
def test_a_customer_gets_one_account_however_often_it_is_asked_for(world: Surroundings) -> None:
    """Ours: the coupled customer is compared, not refused; nothing is created."""
    customer = world.customers.add("Adatum")

    first = create(world, TO, customer["id"])
    couplings = world.couplings()
    again = create(world, TO, customer["id"])

    assert counters(first) == {"read": 1, "inserted": 1}
    assert counters(again) == {"read": 1, "unchanged": 1}
    assert len(world.accounts.all()) == 1
    assert world.couplings() == couplings


@pytest.mark.scenario("CRMIntegrationMgtTest.CreateNewRecordsInCRMForMany")
def test_many_chosen_customers_get_their_accounts_in_one_job(world: Surroundings) -> None:
    customers = world.customers.add_many([f"Customer {n}" for n in range(MANY)])

    run = create(world, TO, *(customer["id"] for customer in customers))

    assert counters(run) == {"read": MANY, "inserted": MANY}
    assert len(run["jobs"]) == 1
    assert len(world.accounts.all()) == len(world.couplings()) == MANY


@pytest.mark.scenario("CRMIntegrationMgtTest.CreateNewRecordsFromCRMForMany")
def test_many_chosen_accounts_get_their_customers_in_one_job(world: Surroundings) -> None:
    accounts = [world.accounts.add(f"Account {n}") for n in range(MANY)]

    run = create(world, BACK, *(account["accountid"] for account in accounts))

    assert counters(run, BACK) == {"read": MANY, "inserted": MANY}
    assert len(run["jobs"]) == 1
    assert len(world.customers.all()) == len(world.couplings()) == MANY


@pytest.mark.scenario(
    "CRMCouplingRecord.CRMCouplingRecordCreateNewDisabledForFromIntegrationTableDirection"
)
def test_no_account_is_created_against_the_mappings_direction(world: Surroundings) -> None:
    world.adjust(direction=BACK)
    customer = world.customers.add("Adatum")

    run = create(world, TO, customer["id"])

    assert run["message"] == "CUSTOMER does not synchronize to Dataverse; nothing was done."
    assert not world.accounts.all()
    assert not world.couplings()


@pytest.mark.scenario("CRMSynchJobScenarios.SynchUncoupledCRMAccountToCustomer")
def test_an_uncoupled_account_gets_a_customer_where_the_mapping_creates(
    world: Surroundings,
) -> None:
    world.adjust(only_coupled=False)
    account = world.accounts.add("Adatum")

    run = world.tick()

    assert counters(run, BACK) == {"read": 1, "inserted": 1}
    [customer] = world.customers.all()
    [coupling] = coupled(world, dataverse_id=account["accountid"])
    assert coupling["bc_id"] == customer["id"]


# Couplings with one end missing


@pytest.fixture
def pair(world: Surroundings) -> Json:
    """A customer coupled with an account, and in step."""
    customer = world.customers.add("Adatum", city="Berlin")
    world.full_sync()
    return customer


@pytest.mark.scenario("CRMCouplingTest.SyncAccountWithCorruptCouplingToNewCustomer")
def test_an_account_whose_customer_was_deleted_gets_a_new_one_on_request(
    world: Surroundings, pair: Json
) -> None:
    account = world.partner(pair)
    world.customers.delete(pair)
    world.accounts.change(account, address1_city="Paris")
    world.tick()
    [entry] = world.pending()

    run = world.resolve(entry, "restore")

    assert counters(run, BACK)["inserted"] == 1
    [customer] = world.customers.all()
    assert customer["id"] != pair["id"]
    [coupling] = world.couplings()
    ends = (coupling["bc_id"], coupling["dataverse_id"])
    assert ends == (customer["id"], account["accountid"])


# Couplings looked up


@pytest.mark.scenario(
    "CRMIntegrationRecordTest.SimpleNAVToCRMLookup",
    "CRMIntegrationRecordTest.SimpleCRMToNAVLookup",
    "CRMCouplingRecord.GetCRMIDAfterOpenPageForCoupledCustomer",
    "CRMIntegrationMgtTest.OpenCustomerCardPageForCoupledCRMAccount",
)
def test_a_coupling_is_found_by_the_id_of_either_record(world: Surroundings, pair: Json) -> None:
    world.customers.add("Contoso")
    world.full_sync()
    account = world.partner(pair)

    [by_customer] = coupled(world, bc_id=pair["id"])
    [by_account] = coupled(world, dataverse_id=account["accountid"])

    assert by_customer == by_account
    assert by_customer["dataverse_id"] == account["accountid"]
    assert by_account["bc_id"] == pair["id"]
    assert coupled(world, dataverse_id=uuid4()) == []
    assert coupled(world, "currency", dataverse_id=account["accountid"]) == []


@pytest.mark.scenario("IntegrationRecordMgmtTest.CannotFindIntegrationTableUidByRecordId")
def test_an_uncoupled_customer_has_no_account(world: Surroundings) -> None:
    customer = world.customers.add("Adatum")

    assert coupled(world, bc_id=customer["id"]) == []


@pytest.mark.scenario("CRMIntegrationMgtTest.OpenCurrencyCardPageForCoupledCRMCurrency")
def test_a_currency_is_found_by_the_id_of_its_counterpart(world: Surroundings) -> None:
    row = world.accounts.add_currency("USD", "US dollar")
    world.sync("currency", full=True)

    [found] = coupled(world, "currency", dataverse_id=row["transactioncurrencyid"])

    assert found["bc_id"] == world.customers.currency("USD")["id"]


@pytest.mark.scenario("CRMIntegrationMgtTest.OpenContactCardPageForCoupledCRMContact")
def test_a_contact_is_found_by_the_id_of_its_counterpart(world: Surroundings) -> None:
    contacts = Contacts(world)
    person, _ = contacts.add("Ada"), contacts.add("Grace")
    world.sync("contact", full=True)
    counterpart = next(row for row in contacts.in_dataverse() if row["lastname"] == "Ada")

    [found] = coupled(world, "contact", dataverse_id=counterpart["contactid"])

    assert found["bc_id"] == person["id"]


@pytest.fixture
def product(world: Surroundings) -> Iterator[Json]:
    """A product of Dataverse, and a mapping made for the test that finds its item by number."""
    dataverse = world.stack.fleet.dataverse
    group = dataverse.add("uomschedule", {"name": "Default", "baseuomname": "Piece"})
    unit = dataverse.rows("uom", f"_uomscheduleid_value eq {group['uomscheduleid']}")[0]
    values = {
        "name": "Chair",
        "productnumber": "CHAIR",
        "quantitydecimal": 0,
        "defaultuomscheduleid@odata.bind": f"uomschedules({group['uomscheduleid']})",
        "defaultuomid@odata.bind": f"uoms({unit['uomid']})",
    }
    mapping = {
        "name": "ITEM",
        "bc": {"entity": "items"},
        "dataverse": {"table": "product"},
        "direction": TO,
        "fields": [{"bc": "number", "dataverse": "productnumber", "match": 1}],
    }
    (world.folder / "item.yaml").write_text(yaml.safe_dump(mapping), "utf-8")
    world.adjust()
    product = dataverse.add("product", values)
    yield product
    dataverse.delete("product", product["productid"])


@pytest.mark.scenario("CRMIntegrationMgtTest.OpenItemCardPageForCoupledCRMProduct")
def test_an_item_is_found_by_the_id_of_its_product(world: Surroundings, product: Json) -> None:
    chair = {"number": "CHAIR", "displayName": "Chair"}
    item = world.stack.fleet.business_central.add("items", chair, company=world.customers.company)
    world.sync("item", direction=TO, full=True, records=[item["id"]])

    [found] = coupled(world, "item", dataverse_id=product["productid"])

    assert found["bc_id"] == item["id"]
