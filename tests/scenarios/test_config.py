"""What the shipped mappings say, and which way their fields travel."""

import pytest

from tests.surroundings import Json, Surroundings, counters

TO, BACK, BOTH = "to_dataverse", "from_dataverse", "bidirectional"
NAME: Json = {"bc": "displayName", "dataverse": "name", "match": 2}


# The shipped mappings


def enabled(world: Surroundings, mapping: str) -> list[Json]:
    fields: list[Json] = world.get(f"mappings/{mapping}")["configuration"]["fields"]
    return [field for field in fields if field["enabled"]]


@pytest.mark.scenario(
    "CRMIntegrationMapping.CurrencyMappedToCRMTransactioncurrency",
    "CRMIntegrationMapping.FieldMappingListPageShownFromTableMapping",
)
def test_currencies_bring_code_symbol_and_name_to_dataverse_by_one_timer(
    world: Surroundings,
) -> None:
    fields = enabled(world, "currency")

    assert {(field["bc"], field["dataverse"]) for field in fields} == {
        ("code", "isocurrencycode"),
        ("symbolOrCode", "currencysymbol"),
        ("displayName", "currencyname"),
        ("exchangeRate", "exchangerate"),
        ("amountDecimalPlaces", "currencyprecision"),
    }
    shown = world.get("mappings/currency")
    assert shown["configuration"]["direction"] == TO
    assert [job["direction"] for job in world.tick("currency")["jobs"]] == [TO]


@pytest.mark.scenario("CRMIntegrationMgtTest.DefaultTableMappingCurrency")
def test_all_currencies_go_to_dataverse(world: Surroundings) -> None:
    """Ours: uncoupled ones find their partners by their codes, and hold no customer up."""
    configuration = world.get("mappings/currency")["configuration"]

    assert configuration["direction"] == TO
    assert "filter" not in configuration["bc"] | configuration["dataverse"]
    assert configuration["only_coupled"] is False

    world.accounts.add_currency("USD", "US dollar")
    assert counters(world.tick("currency"))["coupled"] == 1


@pytest.mark.scenario(
    "CRMEntitySynchTest.CRMSetupDefaultMakesCustomerCountryCodeMappingDirectionBidirectional"
)
def test_a_customers_country_travels_both_ways(world: Surroundings) -> None:
    there, back = world.customers.add_many(["Adatum", "Contoso"])
    world.full_sync()
    world.customers.change(there, country="FR")
    world.accounts.change(world.partner(back), address1_country="DE")

    world.tick()

    assert world.partner(there)["address1_country"] == "FR"
    assert world.customers.read(back["id"])["country"] == "DE"


def told_as(world: Surroundings, mapping: str) -> tuple[object, object, object, list[str]]:
    """Return an option mapping's entity, column and direction, and its timer's jobs."""
    told = world.get(f"mappings/{mapping}")["configuration"]
    world.stack.host.fire_timer(f"sync_{mapping.replace('-', '_')}")
    world.stack.host.drain_queues()
    jobs = world.get("jobs", mapping=mapping)["value"]
    column = f"{told['dataverse']['table']}.{told['dataverse']['choice']}"
    return told["bc"]["entity"], column, told["direction"], sorted(j["direction"] for j in jobs)


@pytest.mark.scenario("CRMIntegrationMapping.PaymentTermsMappedToPaymentTermsCodeEnum")
def test_payment_terms_are_values_of_the_accounts_payment_terms(world: Surroundings) -> None:
    """Ours: both ways, by one timer."""
    world.bring("payment_terms")

    told = told_as(world, "payment-terms")

    assert told == ("paymentTerms", "account.paymenttermscode", BOTH, [BACK, TO])


@pytest.mark.scenario("CRMIntegrationMapping.ShipmentMethodMappedToFreightTermsCodeEnum")
def test_shipment_methods_are_values_of_the_accounts_freight_terms(world: Surroundings) -> None:
    """Ours: both ways, by one timer."""
    world.bring("shipment_method")

    told = told_as(world, "shipment-method")

    assert told == ("shipmentMethods", "account.address1_freighttermscode", BOTH, [BACK, TO])


@pytest.mark.scenario("CRMIntegrationMapping.CustomerMappedToCRMAccount")
def test_customers_carry_what_the_api_has_of_them_both_ways_by_one_timer(
    world: Surroundings,
) -> None:
    """Ours: the fields are those of the API, which has no fax and no shipping agent."""
    world.bring("customer", "payment_terms", "shipment_method")

    fields = {field.get("bc"): field["dataverse"] for field in enabled(world, "customer")}
    told = world.get("mappings/customer")["configuration"]

    assert len(fields) == 15
    assert fields["state"] == "address1_stateorprovince"
    assert fields["paymentTermsId"] == "paymenttermscode"
    assert fields["shipmentMethodId"] == "address1_freighttermscode"
    assert told["owner"]["bc"] == "salespersonCode"
    assert told["direction"] == BOTH
    assert [job["direction"] for job in world.tick()["jobs"]] == [TO, BACK]


# Mappings that lack something


@pytest.mark.scenario(
    "CDSIntegrationMgtTest.ManIntTableMappingEmptyIntegrationMappingName",
    "CDSIntegrationMgtTest.ManIntTableMappingEmptyIntegrationTableID",
    "CDSIntegrationMgtTest.ManIntTableMappingEmptyTableId",
    "CRMSetupTest.IntegrationTableMappingNameCannotBeBlank",
)
@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ({"name": ""}, "name"),
        ({"bc": {"filter": "blocked eq ' '"}}, "bc.entity"),
        ({"bc": {"entity": ""}}, "bc.entity"),
        ({"dataverse": {"filter": "statecode eq 0"}}, "dataverse.table"),
        ({"dataverse": {"table": ""}}, "dataverse.table"),
    ],
)
def test_a_mapping_needs_a_name_an_entity_and_a_table(
    world: Surroundings, keys: Json, place: str
) -> None:
    """Ours: a mapping is a file, and the mistake is listed with the mappings."""
    world.adjust(**keys)

    [mistake] = [each for each in world.get("mappings")["value"] if not each["usable"]]

    assert mistake["mistake"].startswith(f"customer.yaml: {place}: ")
    assert world.call("POST", "mappings/customer/sync", json={}).status_code == 404


# Which way a field travels


def travel(world: Surroundings, mapping: str, field: str) -> tuple[bool, bool]:
    """Return whether a field travels to Dataverse, and from it, in a mapping of a direction."""
    city = {"bc": "city", "dataverse": "address1_city", "direction": field}
    there, back = world.customers.add_many(["Adatum", "Contoso"])
    world.full_sync()
    partner = world.partner(back)
    world.adjust(fields=[NAME, city], direction=mapping)
    world.sync(unconditional=True)

    world.customers.change(there, city="Berlin")
    world.accounts.change(partner, address1_city="Paris")
    world.tick()

    arrived = world.partner(there)["address1_city"] == "Berlin"
    return arrived, world.customers.read(back["id"])["city"] == "Paris"


@pytest.mark.scenario(
    "CRMIntegrationMapping.IntegrationTableMappingTestIsEnabledForBidirectionalTableAndField"
)
def test_a_both_ways_field_of_a_both_ways_mapping_travels_both_ways(world: Surroundings) -> None:
    assert travel(world, BOTH, BOTH) == (True, True)


@pytest.mark.scenario(
    "CRMIntegrationMapping.IntegrationTableMappingTestIsEnabledForFromIntegrationTableAndField"
)
def test_a_mapping_from_dataverse_moves_its_field_only_that_way(world: Surroundings) -> None:
    assert travel(world, BACK, BACK) == (False, True)


@pytest.mark.scenario(
    "CRMIntegrationMapping.IntegrationTableMappingTestIsEnabledForToIntegrationTableAndField"
)
def test_a_mapping_to_dataverse_moves_its_field_only_that_way(world: Surroundings) -> None:
    assert travel(world, TO, TO) == (True, False)


@pytest.mark.scenario(
    "CRMIntegrationMapping.IntegrationTableMappingTestIsEnabledForToIntegrationTableAndBidirectionalField"
)
def test_a_one_way_mapping_limits_a_both_ways_field(world: Surroundings) -> None:
    assert travel(world, TO, BOTH) == (True, False)


@pytest.mark.scenario(
    "CRMIntegrationMapping.IntegrationTableMappingTestIsEnabledForToIntegrationTableAndFromField"
)
def test_a_field_against_its_mappings_direction_never_travels(world: Surroundings) -> None:
    assert travel(world, TO, BACK) == (False, False)


@pytest.mark.scenario("CRMIntegrationMgtTest.DefaultTableMappingCustomer")
def test_coupled_customers_that_are_not_blocked_meet_active_customer_accounts_both_ways(
    world: Surroundings,
) -> None:
    configuration = world.get("mappings/customer")["configuration"]

    assert configuration["direction"] == "bidirectional"
    assert configuration["only_coupled"] is True
    assert configuration["bc"]["filter"] == "blocked eq ' '"
    assert configuration["dataverse"]["filter"] == "statecode eq 0 and customertypecode eq 3"
    assert configuration["dataverse"]["company"] == "own_or_empty"


@pytest.mark.scenario(
    "CDSIntegrationMgtTest.DefaultTableMappingSalesPerson",
    "CRMIntegrationMgtTest.DefaultTableMappingSalesPerson",
    "CRMIntegrationMapping.SalesPersonMappedToCRMSystemuser",
)
def test_coupled_users_who_can_sign_in_bring_three_fields_to_their_salespeople(
    world: Surroundings,
) -> None:
    configuration = world.get("mappings/salespeople")["configuration"]

    assert configuration["direction"] == BACK
    assert configuration["only_coupled"] is True
    assert configuration["dataverse"]["table"] == "systemuser"
    assert configuration["dataverse"]["filter"] == (
        "isdisabled eq false and islicensed eq true and isintegrationuser eq false"
    )
    enabled = {each["bc"] for each in configuration["fields"] if each["enabled"]}
    assert enabled == {"displayName", "email", "phoneNo"}
