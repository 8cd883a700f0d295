"""What the shipped mappings carry, which records take part, and in which order they run."""

import pytest

from shared.domain.installation import Ownership
from tests.mappings.books import Books
from tests.surroundings import Json

TO, BACK, BOTH = "to_dataverse", "from_dataverse", "bidirectional"
ADDRESS = {
    "address1_line1",
    "address1_line2",
    "address1_postalcode",
    "address1_city",
    "address1_stateorprovince",
    "address1_country",
}
REACHED = {"telephone1", "emailaddress1", "websiteurl"}
COLUMNS: dict[str, tuple[str, set[str]]] = {
    "contact": (
        BOTH,
        {"firstname middlename lastname", *ADDRESS, *REACHED, "mobilephone", "parentcustomerid"},
    ),
    "item-product": (
        BOTH,
        {"productnumber", "name", "statecode", "price", "standardcost", "currentcost"}
        | {"quantityonhand", "defaultuomid", "defaultuomscheduleid", "transactioncurrencyid"}
        | {"producttypecode", "productstructure", "quantitydecimal"},
    ),
    "opportunity": (
        BOTH,
        {"name", "parentcontactid", "parentaccountid", "estimatedvalue", "estimatedclosedate"}
        | {"transactioncurrencyid"},
    ),
    "unit-of-measure": (TO, {"name", "baseuomname"}),
}
"""The direction of mappings, and the columns of their fields that are enabled."""
ACTIVE = "statecode eq 0"
SCOPES: dict[str, Json] = {
    "vendor": {
        "direction": BOTH,
        "only_coupled": True,
        "bc": "blocked eq ' '",
        "dataverse": f"{ACTIVE} and customertypecode eq 11",
        "company": "own_or_empty",
    },
    "contact": {
        "direction": BOTH,
        "only_coupled": True,
        "bc": "type eq 'Person' and companyNumber ne ''",
        "dataverse": f"{ACTIVE} and _parentcustomerid_value ne null",
        "company": "own_or_empty",
    },
    "item-product": {
        "direction": BOTH,
        "only_coupled": True,
        "bc": None,
        "dataverse": f"producttypecode eq 1 and ({ACTIVE} or statecode eq 1)",
        "company": "own_or_empty",
    },
    "opportunity": {
        "direction": BOTH,
        "only_coupled": False,
        "bc": "status eq 'Not_x0020_Started' or status eq 'In_x0020_Progress'",
        "dataverse": ACTIVE,
        "company": "own_or_empty",
    },
    "unit-of-measure": {
        "direction": TO,
        "only_coupled": False,
        "bc": None,
        "dataverse": None,
        "company": None,
    },
}
"""Which records take part."""


def configuration(books: Books, mapping: str) -> Json:
    return dict(books.world.get(f"mappings/{mapping}")["configuration"])


@pytest.mark.scenario(
    "CRMIntegrationMapping.ContactMappedToCRMContact",
    "CRMIntegrationMapping.ItemMappedToCRMProduct",
    "CRMIntegrationMapping.OpportunityMappedToCRMOpportunity",
    "CRMIntegrationMapping.UnitOfMeasureMappedToCRMUomschedule",
)
def test_each_shipped_mapping_carries_its_fields_by_a_timer_of_its_own(books: Books) -> None:
    """Ours: as many as the API has fields for; docs/mappings.md tells each of the original's.

    The owner is no field but a key.
    """
    shown = {}
    for mapping in COLUMNS:
        whole = configuration(books, mapping)
        enabled = [field for field in whole["fields"] if field["enabled"]]
        columns = {field["dataverse"] for field in enabled if "dataverse" in field}
        shown[mapping] = (whole["direction"], columns)

    assert shown == COLUMNS
    assert configuration(books, "opportunity")["owner"]["bc"] == "salespersonCode"
    for mapping, (direction, _) in COLUMNS.items():
        ways = {job["direction"] for job in books.tick_one(mapping)["jobs"]}
        assert ways == ({TO, BACK} if direction == BOTH else {TO})


@pytest.mark.scenario(
    "CRMIntegrationMgtTest.DefaultTableMappingContact",
    "CRMIntegrationMgtTest.DefaultTableMappingItem",
    "CRMIntegrationMgtTest.DefaultTableMappingOpportunity",
    "CRMIntegrationMgtTest.DefaultTableMappingUnitOfMeasure",
    "CRMIntegrationMgtTest.DefaultTableMappingVendor",
)
@pytest.mark.parametrize("mapping", SCOPES)
def test_each_shipped_mapping_takes_the_records_that_it_is_for(books: Books, mapping: str) -> None:
    """Ours: blocked items and retired products take part, so that each follows the other, but
    neither gets a new partner; and units get their groups by themselves, since items wait for them.

    Whether a contact's parent is an account, and one that is coupled, the lookup decides.
    """
    shown = configuration(books, mapping)

    bc, dataverse = shown["bc"], shown["dataverse"]
    assert {
        "direction": shown["direction"],
        "only_coupled": shown["only_coupled"],
        "bc": bc.get("filter"),
        "dataverse": dataverse.get("filter"),
        "company": dataverse.get("company"),
    } == SCOPES[mapping]
    if mapping == "item-product":
        assert bc["new_where"] == {"blocked": False}
        assert dataverse["new_where"] == {"statecode": 0}


# The order


def review(books: Books) -> dict[str, set[str]]:
    """Return what each mapping of a full synchronization waits for, in its order."""
    listed = books.world.get("sync/full")["review"]
    return {each["mapping"]: set(each["waits_for"]) for each in listed}


@pytest.mark.scenario("CRMFullSynchronization.T100_Wave1TablesHaveBlankDependencyFilter")
def test_salespeople_currencies_and_units_wait_for_nothing(books: Books) -> None:
    books.world.install(ownership=Ownership.PERSON)

    waits_for = review(books)

    first = ("salespeople", "currency", "unit-of-measure", "payment-terms", "shipment-method")
    assert all(waits_for[mapping] == set() for mapping in first)


def test_each_mapping_waits_for_those_that_its_records_point_to(books: Books) -> None:
    books.world.install(ownership=Ownership.PERSON)

    waits_for = review(books)

    terms = {"PAYMENT TERMS", "SHIPMENT METHOD"}
    assert waits_for["customer"] == {"SALESPEOPLE", "CURRENCY", *terms}
    assert waits_for["contact"] == {"CUSTOMER", "VENDOR"}
    assert waits_for["opportunity"] >= {"CONTACT"}
    assert waits_for["item-product"] >= {"UNIT OF MEASURE", "CURRENCY"}
    assert waits_for["default-price-list"] == {"CURRENCY"}
    assert waits_for["item-price"] >= {"DEFAULT PRICE LIST", "ITEM-PRODUCT"}


@pytest.mark.scenario("CRMIntegrationMapping.PrioritizedMappingListOrder")
def test_a_full_synchronization_goes_from_what_is_pointed_to_to_what_points(books: Books) -> None:
    """Ours: derived from the lookups, whatever mappings there are."""
    books.world.install(ownership=Ownership.PERSON)
    order = [*review(books)]
    for file in books.world.folder.glob("*.yaml"):
        file.unlink()
    books.world.start_app()

    assert review(books) == {}
    assert {*order[:5]} == {
        "salespeople",
        "currency",
        "unit-of-measure",
        "payment-terms",
        "shipment-method",
    }
    assert order.index("customer") < order.index("contact") < order.index("opportunity")


# The schedules


@pytest.mark.scenario(
    "CDSIntegrationMgtTest.DefaultInactivityTimeoutPeriodOwnershipModelTeam",
    "CDSIntegrationMgtTest.DefaultInactivityTimeoutPeriodOwnershipModelPerson",
    "CRMIntegrationMgtTest.DefaultInactivityTimeoutPeriod",
)
@pytest.mark.parametrize("ownership", Ownership)
def test_all_mappings_run_every_five_minutes_and_salespeople_with_owners_only(
    books: Books, ownership: Ownership
) -> None:
    """Ours: the original runs every half hour, and stops for half a day or one after quiet runs."""
    books.world.install(ownership=ownership)

    listed = books.world.get("mappings")["value"]
    slugs = [each["slug"] for each in listed if each["part_of"] is None]
    schedules = {slug: books.world.get(f"mappings/{slug}")["schedule"] for slug in slugs}

    assert schedules.keys() >= {"customer", "vendor", "contact", "currency", "salespeople"}
    assert schedules.keys() >= {"item-product", "resource-product", "unit-of-measure"}
    assert schedules.keys() >= {"postedsalesinv-inv"}
    assert {*schedules.values()} == {"0 */5 * * * *"}
    assert ("salespeople" in review(books)) == (ownership is Ownership.PERSON)
