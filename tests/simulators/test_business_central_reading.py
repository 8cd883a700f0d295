import pytest

from dev.simulators.business_central.loading import load_model
from dev.simulators.business_central.model import EntitySet
from dev.simulators.callers import Caller
from tests.simulators.business_central import BASE, ROOT, TENANT, BusinessCentral

EVERYTHING = Caller(
    TENANT, "o", "c", is_app=True, roles=("API.ReadWrite.All", "Automation.ReadWrite.All")
)
ID = "11111111-2222-3333-4444-555555555555"
SETS = [
    each
    for sets in load_model().routes.values()
    for each in sets.values()
    if each.name not in ("companies", "subscriptions")
]


def of_all_routes() -> BusinessCentral:
    """Return a company whose caller may use all routes."""
    bc = BusinessCentral()
    bc.verifier.callers["Bearer good"] = EVERYTHING
    return bc


@pytest.fixture(scope="module")
def untouched() -> BusinessCentral:
    """One for many tests, only for reading."""
    return of_all_routes()


@pytest.mark.wire("A.1")
def test_the_root_answers_the_service_document_with_every_set_of_the_route() -> None:
    bc = BusinessCentral()

    document = bc.get(ROOT).json

    names = {entry["name"] for entry in document["value"]}
    assert {"companies", "customers", "items", "salesOrders", "generalLedgerEntries"} <= names
    assert len(names) == len(load_model().routes["v2.0"])


@pytest.mark.wire("A.1")
def test_the_metadata_is_csdl_with_keys_types_and_navigation() -> None:
    bc = BusinessCentral()

    answer = bc.get(f"{ROOT}/$metadata")

    csdl = answer.body.decode()
    assert answer.headers["Content-Type"] == "application/xml"
    assert '<Property Name="displayName" Type="Edm.String" MaxLength="100" />' in csdl
    assert '<Property Name="blocked" Type="Microsoft.NAV.customerBlocked" />' in csdl
    assert '<NavigationProperty Name="currency" Type="Microsoft.NAV.currency" />' in csdl


@pytest.mark.wire("A.3")
@pytest.mark.parametrize("entity_set", SETS, ids=lambda each: each.name)
def test_every_entity_set_can_be_read_on_its_route_with_all_its_navigation(
    untouched: BusinessCentral, entity_set: EntitySet
) -> None:
    bc = untouched
    needs = [f"{name} eq 5de545bc-f6f9-ef11-9344-6045bdc8c234" for name in entity_set.rules.needs]
    options = [f"$filter={' and '.join(needs)}"] if needs else []
    options += [f"$expand={','.join(entity_set.navigation)}"] if entity_set.navigation else []
    root = ROOT.removesuffix("v2.0") + entity_set.route

    answer = bc.get(f"{root}/{bc.company}/{entity_set.name}", "&".join(options))

    assert answer.status == 200
    assert isinstance(answer.value, list)


@pytest.mark.wire("A.1")
def test_the_company_can_be_named_in_the_query_and_the_tenant_left_out() -> None:
    bc = BusinessCentral()
    company = bc.records.companies[0]

    answers = [
        bc.get(f"{ROOT}/customers", f"company={company.id}"),
        bc.get(f"{ROOT}/customers", "company=CRONUS%20International%20Ltd."),
        bc.get(f"/v2.0/Production/api/v2.0/companies({company.id})/customers"),
    ]

    assert [answer.status for answer in answers] == [200, 200, 200]


@pytest.mark.wire("A.8")
def test_an_unknown_company_is_not_found() -> None:
    bc = BusinessCentral()

    by_id = bc.get(f"{ROOT}/companies(00000000-0000-0000-0000-000000000001)/customers")
    by_name = bc.get(f"{ROOT}/customers", "company=Nobody")

    assert [by_id.code, by_name.code] == ["Internal_CompanyNotFound"] * 2


@pytest.mark.wire("A.1")
def test_companies_are_listed_with_their_times() -> None:
    bc = BusinessCentral()

    [company] = bc.get(f"{ROOT}/companies").value

    assert company["name"] == "CRONUS International Ltd."
    assert company["systemModifiedAt"].endswith("Z")
    assert bc.call("POST", f"{ROOT}/companies", body={"name": "x"}).status == 405


@pytest.mark.wire("A.8")
def test_an_unknown_segment_is_refused_as_resource_not_found() -> None:
    bc = BusinessCentral()

    answer = bc.get("kustomers")

    assert (answer.status, answer.code) == (404, "BadRequest_ResourceNotFound")
    assert "  CorrelationId:  " in answer.json["error"]["message"]


@pytest.mark.wire("A.4")
def test_a_list_has_a_context_etags_and_milliseconds() -> None:
    bc = BusinessCentral()
    bc.records.add("customers", {"displayName": "Adatum"})

    answer = bc.get("customers")

    assert answer.headers["OData-Version"] == "4.0"
    assert answer.headers["Content-Type"].startswith("application/json; odata.metadata=minimal")
    assert answer.json["@odata.context"] == f"{BASE}{ROOT}/$metadata#{bc.company}/customers"
    [row] = answer.value
    assert row["@odata.etag"].startswith('W/"')
    assert len(row["lastModifiedDateTime"]) == len("2024-05-02T08:11:04.203Z")


@pytest.mark.wire("A.4")
def test_one_record_has_the_entity_context_and_an_unknown_id_is_not_found() -> None:
    bc = BusinessCentral()
    adatum = bc.records.add("customers", {"displayName": "Adatum"})

    found = bc.get(f"customers({adatum['id']})")
    lost = bc.get("customers(00000000-0000-0000-0000-000000000001)")

    assert found.json["@odata.context"].endswith("/customers/$entity")
    assert found.json["displayName"] == "Adatum"
    assert lost.status == 404


@pytest.mark.wire("A.4")
def test_select_shows_only_what_was_asked_for_and_unknown_names_are_refused() -> None:
    bc = BusinessCentral()
    bc.records.add("customers", {"displayName": "Adatum", "number": "10000"})

    [row] = bc.get("customers", "$select=number,displayName").value
    unknown = bc.get("customers", "$select=nombre")

    assert set(row) == {"@odata.etag", "number", "displayName"}
    assert unknown.status == 400


@pytest.mark.wire("A.4")
def test_expand_hangs_related_records_below_with_their_own_options() -> None:
    bc = BusinessCentral()
    terms = bc.records.rows("paymentTerms")[0]
    customer = {"displayName": "Adatum", "paymentTermsId": terms["id"], "currencyCode": "USD"}
    adatum = bc.records.add("customers", customer)
    dimension = bc.records.add("dimensions", {"code": "AREA"})
    values = {"parentType": "Customer", "parentId": adatum["id"], "dimensionId": dimension["id"]}
    bc.records.add("defaultDimensions", values)

    expand = (
        "currency,paymentTerm($select=code),paymentMethod,"
        "defaultDimensions($filter=dimensionCode eq 'AREA';$expand=dimension($select=code))"
    )
    [row] = bc.get("customers", f"$expand={expand}&$select=number").value

    assert row["currency"]["code"] == "USD"
    assert row["paymentTerm"].keys() == {"@odata.etag", "code"}
    assert row["paymentMethod"] is None
    assert row["defaultDimensions"][0]["dimension"]["code"] == "AREA"


@pytest.mark.wire("A.4")
def test_a_navigation_in_the_path_leads_to_the_related_records() -> None:
    bc = BusinessCentral()
    item = bc.records.add("items", {"displayName": "Chair", "baseUnitOfMeasureCode": "PCS"})
    bc.records.add("itemVariants", {"itemId": item["id"], "code": "RED"})
    bc.records.add("itemVariants", {"itemId": item["id"], "code": "BLUE"})

    unit = bc.get(f"items({item['id']})/unitOfMeasure")
    variants = bc.get(f"items({item['id']})/itemVariants", "$orderby=code")
    counted = bc.get(f"items({item['id']})/itemVariants/$count")

    assert unit.json["code"] == "PCS"
    assert [row["code"] for row in variants.value] == ["BLUE", "RED"]
    assert counted.body == b"2"


@pytest.mark.wire("A.3")
def test_blanks_are_shown_as_zero_guid_first_member_and_the_year_one() -> None:
    bc = BusinessCentral()
    adatum = bc.records.add("customers", {"displayName": "Adatum"})
    order = bc.records.add("salesOrders", {"customerId": adatum["id"]})

    assert adatum["currencyId"] == "00000000-0000-0000-0000-000000000000"
    assert adatum["blocked"] == "_x0020_"
    assert order["requestedDeliveryDate"] == "0001-01-01"


@pytest.mark.wire("A.4")
def test_flow_fields_change_without_moving_modified_time_or_etag() -> None:
    bc = BusinessCentral()
    before = bc.records.add("customers", {"displayName": "Adatum"})
    bc.records.set_calculated("customers", before["id"], {"balanceDue": 12})

    after = bc.records.read("customers", before["id"])

    assert after == before | {"balanceDue": 12}


@pytest.mark.wire("A.3")
def test_every_customer_has_financial_details_under_the_same_id() -> None:
    bc = BusinessCentral()
    adatum = bc.records.add("customers", {"displayName": "Adatum"})
    for entry in (
        {"amount": 119, "sales": 100, "dueDate": "2020-02-01"},
        {"amount": 238, "sales": 200, "dueDate": "2999-01-01"},
        {"amount": -107, "dueDate": "2020-02-01"},
    ):
        bc.records.add("customerEntries", {"customerNumber": adatum["number"], **entry})

    details = bc.get(f"customerFinancialDetails({adatum['id']})").json
    [expanded] = bc.get("customers", "$expand=customerFinancialDetail").value

    assert (details["number"], details["overdueAmount"]) == (adatum["number"], 12)
    assert (details["balance"], details["totalSalesExcludingTax"]) == (250, 300)
    assert expanded["customerFinancialDetail"]["id"] == adatum["id"]
    assert bc.delete(f"customerFinancialDetails({adatum['id']})").status == 405


@pytest.mark.wire("A.4")
def test_api_queries_come_in_their_own_order_only() -> None:
    bc = BusinessCentral()

    answer = bc.get("customerSales", "$orderby=name")

    assert (answer.status, answer.code) == (501, "BadRequest_MethodNotImplemented")


@pytest.mark.wire("A.4")
def test_expand_counts_and_cuts_below_each_record() -> None:
    bc = BusinessCentral()
    item = bc.records.add("items", {"displayName": "Chair"})
    for code in "ABCD":
        bc.records.add("itemVariants", {"itemId": item["id"], "code": code})

    inner = "$orderby=code desc;$skip=1;$top=2;$count=true;$select=code"
    [row] = bc.get("items", f"$expand=itemVariants({inner})").value

    assert row["itemVariants@odata.count"] == 4
    assert [variant["code"] for variant in row["itemVariants"]] == ["C", "B"]


@pytest.mark.wire("A.4")
@pytest.mark.parametrize(
    "option",
    [
        "$expand=nowhere",
        "$expand=currency(",
        "$expand=currency($select=nothing)",
        "$expand=currency(select=code)",
        "$orderby=nothing",
        "$orderby=number up",
        "$orderby=currencyCode",
        "$top=-1",
        "$skip=x",
        "$count=yes",
    ],
)
def test_an_option_that_cannot_be_read_is_refused(option: str) -> None:
    assert BusinessCentral().get("customers", option).status == 400


@pytest.mark.wire("A.3")
def test_keys_of_several_parts_are_named_and_texts_are_quoted() -> None:
    bc = of_all_routes()
    root = f"{ROOT.removesuffix('v2.0')}microsoft/automation/v2.0/{bc.company}"
    values = {"userSecurityId": ID, "securityGroupCode": "it's"}
    bc.records.add("securityGroupMembers", values)

    member = f"userSecurityId={ID},securityGroupCode='it''s'"
    found = bc.get(f"{root}/securityGroupMembers({member})")
    incomplete = bc.get(f"{root}/securityGroupMembers({ID})")
    unquoted = bc.get(f"{root}/securityGroupMembers({member.replace(chr(39), '')})")

    assert found.json["securityGroupCode"] == "IT'S"
    assert (incomplete.status, unquoted.status) == (400, 400)


@pytest.mark.wire("A.8")
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("customers('10000')", 400),
        ("customers()", 400),
        ("customers/number", 404),
        ("currencies({id})/number", 404),
        ("currencies({id})/code", 501),
        ("currencies({id})/$count", 404),
        ("currencies/$count/x", 404),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(path: str, status: int) -> None:
    bc = BusinessCentral()
    currency = bc.records.rows("currencies")[0]

    assert bc.get(path.replace("{id}", currency["id"])).status == status
