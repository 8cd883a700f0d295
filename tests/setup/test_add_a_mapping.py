"""docs/add-a-mapping.md, followed word by word."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from azure.identity import ClientSecretCredential

from dev.simulators.ready_made import BUSINESS_CENTRAL
from tests.setup.firm import Firm
from tests.setup.follow import Page, Section, Shell, follow

ROOT = Path(__file__).parents[2]
TABLE = "contoso_warehouse"
LABEL = {"LocalizedLabels": [{"Label": "Warehouse", "LanguageCode": 1033}]}


@pytest.fixture
def page() -> Page:
    return Page(ROOT / "docs" / "add-a-mapping.md")


@pytest.fixture
def shell(firm: Firm, tmp_path: Path) -> Iterator[Shell]:
    """A terminal with what the page's introduction asks for."""
    folder = tmp_path / "app"
    folder.mkdir()
    company = f"{firm.fleet.business_central_api}/companies({firm.fleet.company_id})"
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "CURL_CA_BUNDLE": str(firm.fleet.certificate_authority),
        "APP": firm.url,
        "TOKEN": firm.admin.token,
        "DATAVERSE": firm.fleet.dataverse_api,
        "DATAVERSE_TOKEN": firm.dataverse_token(),
        "BC": company,
        "BC_TOKEN": _bc_token(firm),
    }
    with Shell(folder, environment) as shell:
        yield shell


def test_a_customers_own_table_is_mapped_there_and_back_as_the_page_says(
    firm: Firm, page: Page, shell: Shell, tmp_path: Path
) -> None:
    table, rights, file, app, there, back = (page.section(name) for name in page.headings)
    firm.set_up()

    _make_table(firm, table)
    _give_rights(firm, rights)
    for name, content in file.files().items():
        assert len(content.splitlines()) <= 10
        path = tmp_path / "app" / name
        path.parent.mkdir()
        path.write_text(content, encoding="utf-8")
    follow(file, shell, firm.drain)
    assert "`SYNC_OWN_MAPPING_FOLDER=mappings`" in app.text
    firm.start_app(SYNC_OWN_MAPPING_FOLDER=str(tmp_path / "app" / "mappings"))
    for section in (app, there, back):
        follow(section, shell, firm.drain)

    listed = firm.call("GET", "mappings").json()["value"]
    [shown] = [each for each in listed if each["name"] == "WAREHOUSE"]
    assert (shown["file"], shown["own"]) == ("mappings/warehouse.yaml", True)
    assert firm.call("GET", "pending", params={"mapping": "warehouse"}).json()["value"] == []


def test_setup_names_each_right_that_the_page_tells_to_give(
    firm: Firm, page: Page, tmp_path: Path
) -> None:
    table, rights, file, *_ = (page.section(name) for name in page.headings)
    firm.set_up()
    _make_table(firm, table)
    own = tmp_path / "own"
    own.mkdir()
    for name, content in file.files().items():
        (own / Path(name).name).write_text(content, encoding="utf-8")
    firm.start_app(SYNC_OWN_MAPPING_FOLDER=str(own))

    refused = firm.refused()

    [step] = [each for each in refused["steps"] if each["step"] == "mappings"]
    missing = {each["what"] for each in step["findings"] if each["code"] == "privilege_missing"}
    told = {f"prv{right}contoso_Warehouse" for right, *_ in rights.table()}
    assert {name for name in told if any(name in what for what in missing)} == told
    assert len(missing) == len(told)


def _make_table(firm: Firm, section: Section) -> None:
    """Do in Dataverse what the page's table says, as Power Apps does."""
    columns = [
        {
            "@odata.type": "Microsoft.Dynamics.CRM.StringAttributeMetadata",
            "SchemaName": logical,
            "DisplayName": LABEL,
            "MaxLength": int(longest),
            "IsPrimaryName": "primary" in name,
            "RequiredLevel": {"Value": "None"},
        }
        for name, logical, longest in section.table()
    ]
    definition: dict[str, Any] = {
        "@odata.type": "Microsoft.Dynamics.CRM.EntityMetadata",
        "SchemaName": "contoso_Warehouse",
        "DisplayName": LABEL,
        "DisplayCollectionName": LABEL,
        "OwnershipType": "UserOwned",
        "HasNotes": False,
        "HasActivities": False,
        "Attributes": columns,
    }
    firm.dataverse("POST", "EntityDefinitions", definition)
    assert firm.dataverse("GET", f"EntityDefinitions(LogicalName='{TABLE}')")


def _give_rights(firm: Firm, section: Section) -> None:
    names = [f"prv{right}contoso_Warehouse" for right, level, _ in section.table()]
    assert {level for _, level, _ in section.table()} == {"Organization"}
    with firm.fleet.dataverse_server.lock:
        firm.fleet.dataverse.add_role("Warehouses", dict.fromkeys(names, "Global"))
    firm.give(
        firm.app_user()["systemuserid"], "Warehouses", firm.app_user()["_businessunitid_value"]
    )


def _bc_token(firm: Firm) -> str:
    known = firm.fleet.credentials
    credential = ClientSecretCredential(
        known.tenant_id,
        known.client_id,
        known.client_secret,
        authority=firm.fleet.authority,
        disable_instance_discovery=True,
    )
    return credential.get_token(f"{BUSINESS_CENTRAL}/.default").token
