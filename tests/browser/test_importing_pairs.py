"""An administrator takes over in the console what another integration has coupled."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.visitor import Visitor
from tests.coupling import ids, pairs
from tests.surroundings import Surroundings

PASTE = "or pasted lines, each with the two ids of a pair"


@pytest.fixture(autouse=True)
def euro(world: Surroundings) -> None:
    world.sync("currency", full=True)


def test_pasted_pairs_are_shown_imported_once_somebody_agrees_and_the_rest_is_told(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    customer = world.customers.add("Adatum", city="Berlin")
    account = world.accounts.add("Contoso", address1_city="Prague")
    nobody = str(uuid4())
    visitor.sign_in(place="#/mappings/customer")
    page.get_by_role("link", name="Import couplings").press("Enter")

    page.get_by_label(PASTE).fill(
        f"{{{customer['id'].upper()}}};{account['accountid']}\n{nobody};{uuid4()}\nnobody;nothing\n"
    )
    expect(page.get_by_text("2 pairs.")).to_be_visible()
    expect(page.get_by_text("1 row holds no two ids, and is left out: row 3.")).to_be_visible()
    assert visitor.barriers() == []
    importing = page.get_by_role("button", name="Import", exact=True)
    importing.click()
    expect(page.locator("fluent-dialog")).to_contain_text("no value is changed")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert pairs(world) == set()
    importing.press("Enter")
    visitor.agree("Import")

    expect(page.get_by_role("heading", name="2 of 2 pairs")).to_be_visible()
    expect(page.get_by_role("row", name=nobody).last).to_contain_text("not there")
    expect(page.get_by_role("link", name=customer["id"])).to_be_visible()
    assert visitor.barriers() == []
    assert pairs(world) == {ids(customer, account)}
    assert world.accounts.read(account["accountid"])["address1_city"] == "Prague"


def test_a_file_of_another_integration_is_imported_as_its_columns_are_chosen(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    customer = world.customers.add("Adatum", city="Berlin")
    account = world.accounts.add("Contoso", address1_city="Prague")
    row = {"integrationId": customer["id"], "crmId": account["accountid"]}
    others = {"tableId": 5050, "integrationId": str(uuid4()), "crmId": str(uuid4())}
    content = json.dumps({"value": [{"tableId": 18, **row}, others]}).encode()
    visitor.sign_in(place="#/mappings/customer/import")

    page.get_by_label("A file, CSV or JSON").set_input_files(
        FilePayload(name="couplings.json", mimeType="application/json", buffer=content)
    )
    expect(page.get_by_text("2 pairs.")).to_be_visible()
    expect(page.get_by_label("Id in Dataverse")).to_have_value("crmId")
    page.get_by_label("Only rows where").select_option("tableId")
    page.get_by_label("is", exact=True).press_sequentially("18")
    expect(page.get_by_text("1 pair.")).to_be_visible()
    page.get_by_label("Where values differ").select_option("Business Central's values win")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator("fluent-dialog")).to_contain_text("which cannot be undone")
    visitor.agree("Import")
    expect(page.get_by_role("link", name="A run carries over what differs.")).to_be_visible()
    world.stack.host.drain_queues(include_delayed=True)

    assert pairs(world) == {ids(customer, account)}
    assert world.accounts.read(account["accountid"])["address1_city"] == "Berlin"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"value": 3}', "There is no list of rows."),
        ("[1, 2", "This is neither CSV nor JSON"),
        ("one,other\n1,2\n", "No pair."),
    ],
)
def test_what_holds_no_pairs_is_said_and_nothing_can_be_imported(
    visitor: Visitor, text: str, told: str
) -> None:
    page = visitor.page
    visitor.sign_in(place="#/mappings/customer/import")

    page.get_by_label(PASTE).fill(text)

    expect(page.get_by_text(told)).to_be_visible()
    importing = page.get_by_role("button", name="Import", exact=True)
    assert importing.count() == 0 or importing.is_disabled()
    assert visitor.barriers() == []


def test_names_in_quotes_and_lines_of_windows_hinder_nothing(visitor: Visitor) -> None:
    page = visitor.page
    one, other = str(uuid4()), str(uuid4())
    visitor.sign_in(place="#/mappings/customer/import")

    page.get_by_label(PASTE).fill(
        f'"name","Integration ID","CRM ID"\r\n"Adatum, ""Ltd""","{one}","{other}"\r\n'
    )

    expect(page.get_by_role("row", name=one)).to_contain_text(other)
    expect(page.get_by_label("Id in Business Central")).to_have_value("Integration ID")


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("name;id;id\r{rows}", ["name", "id", "id (3)"]),
        ("\ufeff\n\tbc_id\tdataverse_id\n{rows}", ["(1)", "bc_id", "dataverse_id"]),
    ],
)
def test_no_row_is_lost_whatever_ends_its_line_and_whatever_its_columns_are_called(
    visitor: Visitor, text: str, columns: list[str]
) -> None:
    page = visitor.page
    separator, end = (";", "\r") if ";" in text else ("\t", "\n")
    ids = [(str(uuid4()), str(uuid4())) for _ in range(3)]
    rows = end.join(separator.join((f"=1+{n}", *pair)) for n, pair in enumerate(ids))
    visitor.sign_in(place="#/mappings/customer/import")

    page.get_by_label("A file, CSV or JSON").set_input_files(
        FilePayload(name="pairs.csv", mimeType="text/csv", buffer=text.format(rows=rows).encode())
    )

    expect(page.get_by_text("3 pairs.")).to_be_visible()
    expect(page.get_by_label("Id in Dataverse").locator("option")).to_have_text(columns)
    for one, other in ids:
        expect(page.get_by_role("row", name=one)).to_contain_text(other)


def test_a_file_that_was_taken_away_is_told_and_what_was_pasted_since_counts(
    visitor: Visitor, tmp_path: Path
) -> None:
    page = visitor.page
    file = tmp_path / "pairs.csv"
    file.write_text(f"{uuid4()},{uuid4()}\n", "utf-8")
    visitor.sign_in(place="#/mappings/customer/import")
    chosen = page.get_by_label("A file, CSV or JSON")
    chosen.set_input_files(file)
    expect(page.get_by_text("1 pair.")).to_be_visible()
    file.unlink()

    chosen.dispatch_event("change")
    expect(page.get_by_text("The file cannot be read")).to_be_visible()
    page.get_by_label(PASTE).fill(f"{uuid4()},{uuid4()}\n{uuid4()},{uuid4()}\n")

    expect(page.get_by_text("2 pairs.")).to_be_visible()
    assert visitor.barriers() == []


def test_all_parts_of_an_import_do_what_was_agreed_to_whatever_is_chosen_meanwhile(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    customer = world.customers.add("Adatum", city="Berlin")
    account = world.accounts.add("Contoso", address1_city="Prague")
    strangers = [f"{uuid4()},{uuid4()}" for _ in range(1000)]
    last = f"{customer['id']},{account['accountid']}"
    visitor.sign_in(place="#/mappings/customer/import")
    content = "\n".join([*strangers, last]).encode()
    page.get_by_label("A file, CSV or JSON").set_input_files(
        FilePayload(name="pairs.csv", mimeType="text/csv", buffer=content)
    )
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator("fluent-dialog")).to_contain_text("no value is changed")

    visitor.agree("Import")
    page.get_by_label("Where values differ").select_option("Business Central's values win")

    expect(page.get_by_role("heading", name="1,001 of 1,001 pairs")).to_be_visible()
    assert page.get_by_role("link", name="A run carries over what differs.").count() == 0
    world.stack.host.drain_queues(include_delayed=True)
    assert pairs(world) == {ids(customer, account)}
    assert world.accounts.read(account["accountid"])["address1_city"] == "Prague"
