from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from tests.simulators.business_central import BASE, ROOT, BusinessCentral

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ID = "11111111-2222-3333-4444-555555555555"


@pytest.mark.wire("A.4")
def test_a_post_answers_201_with_the_record_and_its_place() -> None:
    bc = BusinessCentral()

    answer = bc.post("customers", {"displayName": "Adatum", "creditLimit": Decimal("1234.56")})

    created = answer.json
    assert answer.status == 201
    assert created["creditLimit"] == Decimal("1234.56")
    place = f"{BASE}{ROOT}/{bc.company}/customers({created['id']})"
    assert answer.headers["Location"] == place
    assert bc.records.read("customers", created["id"]) is not None


@pytest.mark.wire("A.4")
def test_a_patch_answers_200_with_the_changed_record_and_a_new_etag() -> None:
    bc = BusinessCentral()
    before = bc.post("customers", {"displayName": "Adatum", "city": "Bonn"}).json

    answer = bc.patch(f"customers({before['id']})", {"city": "Ulm"}, before["@odata.etag"])

    assert answer.status == 200
    assert answer.json["city"] == "Ulm"
    assert answer.json["displayName"] == "Adatum"
    assert answer.json["@odata.etag"] != before["@odata.etag"]


@pytest.mark.wire("A.4")
def test_a_patch_without_if_match_is_refused() -> None:
    bc = BusinessCentral()
    adatum = bc.records.add("customers", {"displayName": "Adatum"})

    answer = bc.patch(f"customers({adatum['id']})", {"city": "Ulm"}, if_match=None)

    assert (answer.status, answer.code) == (400, "BadRequest_InvalidToken")
    assert bc.records.read("customers", adatum["id"]) == adatum


@pytest.mark.wire("A.4")
def test_a_stale_etag_is_refused_on_patch_and_delete() -> None:
    bc = BusinessCentral()
    old = bc.records.add("customers", {"displayName": "Adatum"})
    bc.records.change("customers", old["id"], {"city": "Ulm"})

    patched = bc.patch(f"customers({old['id']})", {"city": "Bonn"}, old["@odata.etag"])
    deleted = bc.delete(f"customers({old['id']})", old["@odata.etag"])

    assert (patched.status, patched.code) == (409, "Request_EntityChanged")
    assert (deleted.status, deleted.code) == (409, "Request_EntityChanged")


@pytest.mark.wire("A.4")
def test_a_delete_answers_204_and_needs_no_if_match() -> None:
    bc = BusinessCentral()
    adatum = bc.records.add("customers", {"displayName": "Adatum"})

    answer = bc.delete(f"customers({adatum['id']})")

    assert (answer.status, answer.body) == (204, b"")
    assert bc.get(f"customers({adatum['id']})").status == 404
    assert bc.delete(f"customers({adatum['id']})").status == 404


@pytest.mark.wire("A.4")
def test_a_patch_on_a_collection_is_not_allowed() -> None:
    bc = BusinessCentral()

    answer = bc.patch("customers", {"city": "Ulm"})

    assert (answer.status, answer.code) == (405, "BadRequest_MethodNotAllowed")


@pytest.mark.wire("A.8")
def test_a_post_to_a_read_only_set_is_not_allowed() -> None:
    bc = BusinessCentral()

    answer = bc.post("itemLedgerEntries", {"quantity": 1})

    assert (answer.status, answer.code) == (405, "BadRequest_MethodNotAllowed")


@pytest.mark.wire("A.3")
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"displayName": 5}, "BadRequest"),
        ({"creditLimit": "5"}, "BadRequest"),
        ({"creditLimit": True}, "BadRequest"),
        ({"taxLiable": "true"}, "BadRequest"),
        ({"currencyId": "no guid"}, "BadRequest"),
        ({"blocked": "Sometimes"}, "BadRequest"),
        ({"nombre": "x"}, "BadRequest"),
        ({"currency": {"code": "USD"}}, "BadRequest_MethodNotImplemented"),
        ({"displayName": "x" * 101}, "Application_StringExceededLength"),
        ({"displayName": "😀" * 51}, "Application_StringExceededLength"),
        ({"balanceDue": 5}, "BadRequest_InvalidOperation"),
        ({"displayName": ""}, "Application_DialogException"),
        ({"displayName": None}, "Application_DialogException"),
    ],
)
def test_a_customer_that_does_not_fit_is_refused_and_not_created(
    values: dict[str, object], code: str
) -> None:
    bc = BusinessCentral()

    answer = bc.post("customers", {"displayName": "Adatum"} | values)

    assert answer.code == code
    assert bc.records.rows("customers") == []


@pytest.mark.wire("A.3")
@pytest.mark.parametrize(
    "values",
    [
        {"orderDate": "1.1.2026"},
        {"orderDate": "20260101"},
        {"orderDate": "2026-02-30"},
        {"partialShipping": 1},
    ],
)
def test_dates_and_booleans_have_one_spelling_only(values: dict[str, object]) -> None:
    bc = BusinessCentral()
    adatum = bc.records.add("customers", {"displayName": "Adatum"})

    answer = bc.post("salesOrders", {"customerId": adatum["id"]} | values)

    assert (answer.status, answer.code) == (400, "BadRequest")


@pytest.mark.wire("A.3")
def test_a_body_that_is_not_a_json_object_is_refused() -> None:
    bc = BusinessCentral()

    assert bc.post("customers", ["x"]).code == "BadRequest"
    assert bc.post("customers").code == "BadRequest"


@pytest.mark.wire("A.3")
def test_a_number_is_given_from_the_series_unless_the_caller_brings_one() -> None:
    bc = BusinessCentral()
    bc.records.add("customers", {"displayName": "Taken", "number": "c00011"})

    numbers = [bc.post("customers", {"displayName": name}).json["number"] for name in "AB"]

    assert numbers == ["C00010", "C00012"]


@pytest.mark.parametrize("name", ["x" * 100, "ü" * 100, "😀" * 50])
def test_a_text_may_fill_its_field_counted_in_utf_16(name: str) -> None:
    bc = BusinessCentral()

    assert bc.post("customers", {"displayName": name}).json["displayName"] == name


def test_codes_are_kept_in_upper_case_without_outer_blanks_and_text_without_those_at_its_end() -> (
    None
):
    bc = BusinessCentral()
    values = {"displayName": " Adatum ", "number": " a1 ", "postalCode": "sw1a 1aa"}

    created = bc.post("customers", values).json

    assert (created["number"], created["postalCode"]) == ("A1", "SW1A 1AA")
    assert created["displayName"] == " Adatum"


@pytest.mark.wire("A.8")
def test_a_second_record_with_the_same_number_is_refused_in_any_case() -> None:
    bc = BusinessCentral()
    bc.records.add("customers", {"displayName": "Adatum", "number": "ABC"})

    posted = bc.post("customers", {"displayName": "Other", "number": "abc"})
    other = bc.records.add("customers", {"displayName": "Other", "number": "X"})
    renamed = bc.patch(f"customers({other['id']})", {"number": "ABC"})

    assert posted.code == renamed.code == "Internal_EntityWithSameKeyExists"


@pytest.mark.wire("A.3")
@pytest.mark.parametrize("choice", ["accept", "refuse", "ignore"])
def test_an_id_chosen_by_the_client_is_treated_as_configured(choice: str) -> None:
    bc = BusinessCentral(client_ids=choice)

    answer = bc.post("customers", {"id": ID, "displayName": "Adatum"})

    if choice == "refuse":
        assert answer.code == "BadRequest_InvalidOperation"
    else:
        assert (answer.json["id"] == ID) == (choice == "accept")


@pytest.mark.wire("A.3")
def test_an_accepted_id_is_not_accepted_twice() -> None:
    bc = BusinessCentral(client_ids="accept", duplicate_status=409)
    bc.post("customers", {"id": ID, "displayName": "Adatum"})

    again = bc.post("customers", {"id": ID, "displayName": "Adatum"})

    assert (again.status, again.code) == (409, "Internal_EntityWithSameKeyExists")


@pytest.mark.wire("A.3")
def test_an_id_cannot_be_changed() -> None:
    bc = BusinessCentral(client_ids="accept")
    adatum = bc.records.add("customers", {"displayName": "Adatum"})

    answer = bc.patch(f"customers({adatum['id']})", {"id": ID})

    assert answer.code == "BadRequest_InvalidOperation"


@pytest.mark.wire("A.4")
def test_nested_collections_are_created_with_their_parent_or_not_at_all() -> None:
    bc = BusinessCentral()
    dimension = bc.records.add("dimensions", {"code": "AREA"})
    good = {"dimensionId": dimension["id"]}
    bad = {"dimensionId": ID}

    kept = bc.post("customers", {"displayName": "A", "defaultDimensions": [good]})
    lost = bc.post("customers", {"displayName": "B", "defaultDimensions": [good, bad]})

    assert (kept.status, lost.status) == (201, 400)
    assert [row["displayName"] for row in bc.records.rows("customers")] == ["A"]
    [nested] = bc.records.rows("defaultDimensions")
    assert nested["parentId"] == kept.json["id"]
    assert nested["parentType"] == "Customer"


@pytest.mark.wire("A.4")
def test_a_patch_of_nested_collections_is_refused() -> None:
    bc = BusinessCentral()
    adatum = bc.records.add("customers", {"displayName": "Adatum"})

    answer = bc.patch(f"customers({adatum['id']})", {"defaultDimensions": []})

    assert answer.status == 400


@pytest.mark.wire("A.4")
def test_a_post_below_a_record_links_to_it() -> None:
    bc = BusinessCentral()
    item = bc.records.add("items", {"displayName": "Chair"})

    answer = bc.post(f"items({item['id']})/itemVariants", {"code": "RED"})

    assert answer.json["itemId"] == item["id"]
    assert answer.json["itemNumber"] == item["number"]


@pytest.mark.parametrize("moves", [True, False])
def test_a_patch_that_changes_nothing_moves_the_modified_time_as_configured(moves: bool) -> None:
    bc = BusinessCentral(unchanged_patch_moves_modified=moves)
    before = bc.records.add("customers", {"displayName": "Adatum"}, modified_at=NOON)

    after = bc.patch(f"customers({before['id']})", {"displayName": "Adatum"}).json

    assert (after["lastModifiedDateTime"] != before["lastModifiedDateTime"]) == moves
    assert (after["@odata.etag"] != before["@odata.etag"]) == moves


@pytest.mark.wire("A.6")
def test_modified_times_come_from_the_clock_and_may_be_rounded_as_sql_does() -> None:
    exact, rounding = BusinessCentral(), BusinessCentral(sql_rounding=True)
    times = []
    for bc in (exact, rounding):
        bc.clock.set(NOON + timedelta(milliseconds=5))
        times.append(bc.records.add("customers", {"displayName": "A"})["lastModifiedDateTime"])

    assert times == ["2026-01-01T12:00:00.005Z", "2026-01-01T12:00:00.007Z"]


@pytest.mark.wire("A.3")
def test_decimals_keep_all_their_digits() -> None:
    bc = BusinessCentral()
    limit = Decimal("123456789012345.12345")

    created = bc.post("customers", {"displayName": "Adatum", "creditLimit": limit})

    assert created.json["creditLimit"] == limit
    assert b'"creditLimit":123456789012345.12345,' in created.body


@pytest.mark.wire("A.4")
def test_a_modification_with_read_only_intent_is_refused() -> None:
    bc = BusinessCentral()
    headers = {"data-access-intent": "ReadOnly"}

    answer = bc.call("POST", "customers", body={"displayName": "A"}, headers=headers)

    assert answer.status == 400
    assert bc.get("customers", headers=headers).status == 200


def test_a_failed_bulk_entry_leaves_nothing_behind() -> None:
    bc = BusinessCentral()
    rows = [{"displayName": "A"}, {"displayName": ""}]

    with pytest.raises(Exception, match="displayName"):
        bc.records.add_many("customers", rows)

    assert bc.records.rows("customers") == []
