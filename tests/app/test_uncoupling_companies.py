"""Uncoupled accounts belong to no company: another one may take them over."""

import json
from uuid import UUID

import pytest

from shared.domain.sides import Side
from tests.companies import COMPANY, Companies
from tests.coupling import couple, create, only_counters, pair, pairs, refusal, uncouple
from tests.customers import Customers
from tests.surroundings import Json, Surroundings


@pytest.fixture
def three(world: Surroundings, companies: Companies) -> list[Json]:
    """Three customers, each with an account of the app's own company."""
    world.sync("currency", full=True)
    customers = world.customers.add_many(["Adatum", "Contoso", "Fabrikam"])
    world.sync(direction="to_dataverse", full=True)
    world.tick()
    assert {row[COMPANY] for row in world.accounts.all()} == {companies.own}
    return customers


def company_of(world: Surroundings, account: Json) -> str | None:
    found: str | None = world.accounts.read(account["accountid"])[COMPANY]
    return found


def refuse_changes(world: Surroundings, account: Json) -> None:
    """Let a plug-in of Dataverse refuse each change of an account, where it comes alone."""
    error = {"error": {"code": "0x80040265", "message": "The plug-in says no."}}
    part = (
        "--answers",
        "Content-Type: application/http",
        "Content-Transfer-Encoding: binary",
        "",
        "HTTP/1.1 400 Bad Request",
        "Content-Type: application/json; odata.metadata=minimal",
        "",
        json.dumps(error),
        "--answers--",
        "",
    )
    world.fault(
        Side.DATAVERSE,
        "status",
        path=r"\$batch",
        body_contains=f"PATCH /api/data/v9.2/accounts({account['accountid']})",
        status=200,
        body="\r\n".join(part),
        content_type="multipart/mixed; boundary=answers",
        times=None,
    )


@pytest.mark.scenario("CDSUncoupling.CustomerListUncoupleMultiple")
def test_uncoupled_accounts_lose_their_company_and_the_others_keep_it(
    world: Surroundings, companies: Companies, three: list[Json]
) -> None:
    world.customers.add("Uncoupled")
    accounts = [world.partner(customer) for customer in three]

    run = uncouple(world, records=[customer["id"] for customer in three[:2]])

    assert only_counters(run) == {"read": 2, "uncoupled": 2, "modified": 2}
    assert [company_of(world, each) for each in accounts] == [None, None, companies.own]
    assert {p[0] for p in pairs(world)} == {three[2]["id"]}
    names = {row["name"] for row in world.accounts.all()}
    assert names == {"Adatum", "Contoso", "Fabrikam"}


@pytest.mark.scenario(
    "CDSUncoupling.CustomerListUncoupleSingle", "CDSUncoupling.CustomerCardUncouple"
)
def test_a_customer_that_is_uncoupled_by_its_id_frees_only_its_own_account(
    world: Surroundings, companies: Companies, three: list[Json]
) -> None:
    accounts = [world.partner(customer) for customer in three]

    answer = world.call("DELETE", f"mappings/customer/couplings/{three[1]['id']}")

    assert only_counters(answer.json()) == {"read": 1, "uncoupled": 1, "modified": 1}
    kept = companies.own
    assert [company_of(world, each) for each in accounts] == [kept, None, kept]
    assert {p[0] for p in pairs(world)} == {three[0]["id"], three[2]["id"]}


@pytest.mark.scenario(
    "CDSUncoupling.CRMSkippedRecordsUncoupleSingleInBackground",
    "CDSUncoupling.IntegrationSynchJobErrorsUncoupleSingleInBackground",
    "CRMSynchSkippedRecords.T126_DeleteCouplingActionDeletesCouplingRecord",
)
def test_a_skipped_customer_that_is_uncoupled_leaves_the_list_and_the_others_stay(
    world: Surroundings, companies: Companies, three: list[Json]
) -> None:
    accounts = [world.partner(customer) for customer in three]
    for account in accounts:
        world.accounts.change(account, name="Too long for Business Central " * 5)
    run = world.tick()
    world.tick()
    assert all(coupling["skipped"] for coupling in world.couplings())
    [chosen] = [e for e in world.errors(run) if e["record"] == accounts[0]["accountid"]]

    uncoupled = uncouple(world, records=[chosen["record"]], side="dataverse")

    assert only_counters(uncoupled) == {"read": 1, "uncoupled": 1, "modified": 1}
    assert company_of(world, accounts[0]) is None
    assert {entry["record"] for entry in world.pending()} == {
        account["accountid"] for account in accounts[1:]
    }
    assert [coupling["skipped"] for coupling in world.couplings()] == [True, True]


def test_an_account_of_another_company_keeps_it(
    world: Surroundings, companies: Companies, three: list[Json]
) -> None:
    account = world.partner(three[0])
    companies.move(account, companies.other)

    run = uncouple(world, records=[three[0]["id"]])

    assert only_counters(run) == {"read": 1, "uncoupled": 1}
    assert company_of(world, account) == companies.other


def test_a_deleted_account_is_uncoupled_without_failing(
    world: Surroundings, three: list[Json]
) -> None:
    world.accounts.delete(world.partner(three[0]))

    run = uncouple(world, records=[customer["id"] for customer in three])

    assert only_counters(run) == {"read": 3, "uncoupled": 3, "modified": 2}
    assert not pairs(world)


@pytest.mark.scenario("CDSUncoupling.IntegarionTableMappingListUncoupleSingleInBackground")
def test_uncoupling_a_whole_mapping_frees_accounts_that_were_stuck_with_the_company(
    world: Surroundings, companies: Companies, three: list[Json]
) -> None:
    stuck = companies.account("Stuck", companies.own)
    foreign = companies.account("Foreign", companies.other)

    run = uncouple(world, all=True)

    assert only_counters(run) == {"read": 3, "uncoupled": 3, "modified": 4}
    assert not pairs(world)
    assert company_of(world, stuck) is None
    assert company_of(world, foreign) == companies.other
    assert {row[COMPANY] for row in world.accounts.all()} == {None, companies.other}


def test_a_mapping_that_only_reads_from_dataverse_leaves_the_company_alone(
    world: Surroundings, companies: Companies, three: list[Json]
) -> None:
    account = world.partner(three[0])
    world.adjust(direction="from_dataverse")

    run = uncouple(world, records=[three[0]["id"]])

    assert only_counters(run) == {"read": 1, "uncoupled": 1}
    assert company_of(world, account) == companies.own


def test_an_account_that_dataverse_refuses_to_change_stays_coupled_and_is_listed(
    world: Surroundings, three: list[Json]
) -> None:
    world.start_app(DATAVERSE_BATCH_SIZE="1")
    refuse_changes(world, world.partner(three[0]))

    run = uncouple(world, records=[customer["id"] for customer in three])

    assert only_counters(run) == {"read": 3, "uncoupled": 2, "modified": 2, "failed": 1}
    [error] = world.errors(run)
    assert error["record"] == three[0]["id"]
    assert {p[0] for p in pairs(world)} == {three[0]["id"]}


def test_an_account_of_another_company_is_not_coupled(
    world: Surroundings, companies: Companies
) -> None:
    customer = world.customers.add("Adatum")
    foreign, free = companies.account("Foreign", companies.other), companies.account("Free")

    assert refusal(world, pair(customer, foreign)) == (409, "other_company")
    assert not pairs(world)

    couple(world, pair(customer, free), initial="none")
    assert len(pairs(world)) == 1


@pytest.mark.scenario(
    "CDSIntegrationMgtTest.CleanCDSIntegrationCleansCompanySelectedViaChangeCompany"
)
def test_uncoupling_all_of_one_company_leaves_the_couplings_of_another(
    world: Surroundings, companies: Companies, three: list[Json]
) -> None:
    """Two apps share a storage account, each with a company of its own."""
    first, theirs = world.customers, pairs(world)
    world.customers = Customers(world.stack, "Fabrikam")
    world.start_app(BC_COMPANY_ID=str(world.customers.company.id))
    world.install(company_row=UUID(companies.other))
    world.sync("currency", full=True)
    world.customers.add_many(["Litware", "Proseware"])
    world.sync(direction="to_dataverse", full=True)
    ours = pairs(world)

    uncouple(world, all=True)
    left = pairs(world)
    world.customers = first
    world.start_app(BC_COMPANY_ID=str(first.company.id))

    assert len(ours) == 2
    assert left == set()
    assert pairs(world) == theirs
    assert len(theirs) == 3
    by_name = {row["name"]: row[COMPANY] for row in world.accounts.all()}
    assert {by_name[row["displayName"]] for row in three} == {companies.own}
    assert {by_name[name] for name in ("Litware", "Proseware")} == {None}


@pytest.mark.scenario(
    "CDSIntegrationMgtTest.CleanCDSIntegrationRemovesCRMIntegrationRecordsForCurrentCompany"
)
def test_after_uncoupling_all_and_switching_off_no_coupling_is_left_and_nothing_runs(
    world: Surroundings, companies: Companies
) -> None:
    """The original forgets its setup, too; here that stays, for it to be switched on again."""
    world.sync("currency", full=True)
    world.customers.add_many(["Adatum", "Contoso", "Fabrikam", "Litware", "Proseware"])
    world.sync(direction="to_dataverse", full=True)
    before = pairs(world)

    uncouple(world, all=True)
    uncouple(world, "currency", all=True)
    world.call("POST", "setup/disable", json={})

    assert len(before) == 5
    assert pairs(world) == pairs(world, "currency") == set()
    refused = world.call("POST", "mappings/customer/sync", json={"full": True})
    assert refused.json()["code"] == "switched_off"


def test_a_customers_former_account_that_another_company_has_taken_over_stays_with_that_company(
    world: Surroundings, companies: Companies, three: list[Json]
) -> None:
    """The id of a created account is derived from the customer's, and so the same once more."""
    former = world.partner(three[0])
    uncouple(world, records=[three[0]["id"]])
    companies.move(former, companies.other)
    world.accounts.change(former, name="Fabrikam's own")

    run = create(world, records=[three[0]["id"]])

    assert only_counters(run) == {"read": 1, "inserted": 1}
    assert world.partner(three[0])["accountid"] != former["accountid"]
    assert world.partner(three[0])["name"] == "Adatum"
    assert company_of(world, former) == companies.other
    assert world.accounts.read(former["accountid"])["name"] == "Fabrikam's own"
