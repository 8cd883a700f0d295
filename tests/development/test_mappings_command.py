"""``python -m dev mappings``, as whoever writes a mapping runs it."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from dev.__main__ import main
from dev.simulators.fleet import Fleet
from dev.stack import app_settings

MAPPING: dict[str, Any] = {
    "name": "PLACE",
    "bc": {"entity": "locations"},
    "dataverse": {"table": "contact"},
    "fields": [
        {"bc": "code", "dataverse": "lastname", "match": 1},
        {"bc": "displayName", "dataverse": "jobtitle"},
    ],
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "ours"
    folder.mkdir()
    return folder


def write(folder: Path, **keys: Any) -> None:
    (folder / "place.yaml").write_text(yaml.safe_dump(MAPPING | keys), "utf-8")


def called(*arguments: object) -> int:
    return main(["mappings", *map(str, arguments)])


def test_the_order_is_shown_with_what_each_mapping_waits_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = called("--graph", "text")

    shown = capsys.readouterr().out.splitlines()
    assert code == 0
    names = [line.split("  after ")[0].split(maxsplit=1)[1].strip() for line in shown]
    assert names.index("CURRENCY") < names.index("CUSTOMER") < names.index("CONTACT")
    [customer] = [line for line in shown if "  CUSTOMER  " in line]
    assert "after CURRENCY (currencyId), " in customer
    assert "SALESPEOPLE (salespersonCode)" in customer


def test_what_breaks_a_circle_is_shown_in_the_picture_and_in_the_text(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lookup = {"mapping": "CUSTOMER", "by": "number", "uncoupled": "later"}
    fields = [*MAPPING["fields"], {"bc": "city", "dataverse": "parentcustomerid", "lookup": lookup}]
    write(own, fields=fields, depends_on=["VENDOR"])

    called("--own", own, "--graph", "text")
    text = capsys.readouterr().out
    called("--own", own, "--graph", "mermaid")
    picture = capsys.readouterr().out

    [line] = [line for line in text.splitlines() if "  PLACE  " in line]
    assert line.endswith("after VENDOR (depends_on); without waiting for CUSTOMER (city)")
    assert "  customer -.->|city| place" in picture.splitlines()
    assert "  vendor -->|depends_on| place" in picture.splitlines()


def test_the_mappings_that_ship_fit_the_simulators(capsys: pytest.CaptureFixture[str]) -> None:
    before = dict(os.environ)

    code = called()

    assert code == 0, capsys.readouterr().out
    assert "0 to be corrected" in capsys.readouterr().out
    assert dict(os.environ) == before


def test_each_problem_is_told_with_file_and_key_and_what_to_do(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fields = [
        {"bc": "cod", "dataverse": "lastname"},
        {"bc": "displayName", "dataverse": "parentcustomerid"},
    ]
    write(own, fields=fields)

    code = called("--own", own, "place")

    shown = capsys.readouterr().out.splitlines()
    assert code == 1
    assert shown == [
        'ours/place.yaml: fields[0].bc: Business Central\'s locations has no "cod". '
        'Did you mean "code"? Correct the name.',
        "ours/place.yaml: fields[1].lookup: contact.parentcustomerid points to account or "
        "contact. Say with lookup which mapping couples those rows.",
        "Checked against the simulators: 0 mappings fit, 1 to be corrected.",
    ]


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"bc": {"entity": "places"}}, "bc.entity: Business Central's API has no entity set \"pl"),
        ({"bc": {"entity": "a/b/c/d"}}, "bc.entity: Business Central's environment Production"),
        (
            {"bc": {"entity": "bcsync/sync/v1.0/shippingAgents", "same_as": "shipmentMethod"}},
            'bc.same_as: Business Central\'s API has no entity set "shipmentMethod". Did you mean '
            '"shipmentMethods"?',
        ),
        ({"dataverse": {"table": "x_y"}}, 'dataverse.table: Dataverse has no table "x_y".'),
        ({"bc": {"entity": "locations", "filter": "cod eq 1"}}, "bc.filter: "),
        ({"dataverse": {"table": "contact", "filter": "x eq 1"}}, "dataverse.filter: "),
    ],
)
def test_a_table_or_filter_that_does_not_fit_is_told(
    own: Path, keys: dict[str, Any], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write(own, **keys)

    code = called("--own", own, "PLACE")

    assert code == 1
    assert f"ours/place.yaml: {told}" in capsys.readouterr().out


def test_an_optional_mapping_without_its_entity_is_off_and_no_problem(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(own, optional=True, bc={"entity": "no/such/v1.0/things"})

    code = called("--own", own, "place")

    assert code == 0
    assert "ours/place.yaml: off, since it is optional" in capsys.readouterr().out


def test_a_file_with_a_mistake_and_a_name_that_nobody_has_are_told(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(own, direction="sideways")

    code = called("--own", own, "place")

    told = capsys.readouterr().err
    assert code == 2
    assert "ours/place.yaml: direction: " in told
    assert "There is no usable mapping place." in told


def test_it_checks_against_the_environment_of_the_settings(
    own: Path, fleet: Fleet, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(own)
    for name, value in app_settings(fleet, "UseDevelopmentStorage=true").items():
        monkeypatch.setenv(name, value)

    code = called("--own", own, "--live", "place")

    assert code == 0
    shown = capsys.readouterr().out
    assert shown == (
        "Checked against the environment of the settings: 1 mapping fits, 0 to be corrected.\n"
    )


def test_settings_that_are_missing_are_named(
    own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(own)
    for name in [*os.environ]:
        if name.startswith(("BC_", "DATAVERSE_", "ENTRA_")):
            monkeypatch.delenv(name)

    code = called("--own", own, "--live")

    assert code == 2
    assert "BC_TENANT_ID is missing" in capsys.readouterr().err


# Prices in further currencies


def test_the_files_for_prices_in_a_currency_are_written_and_fit(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = called("--own", own, "--prices-in", "gbp")

    price_list, prices = own / "price_list_gbp.yaml", own / "item_price_gbp.yaml"
    assert code == 0
    assert capsys.readouterr().out.splitlines() == [
        f"Written: {price_list}",
        f"Written: {prices}",
        "Checked against the simulators: 2 mappings fit, 0 to be corrected.",
    ]
    for file in (price_list, prices):
        assert "USD" not in file.read_text("utf-8")
    written = [yaml.safe_load(file.read_text("utf-8")) for file in (price_list, prices)]
    assert [each["name"] for each in written] == ["PRICE LIST GBP", "ITEM-PRICE GBP"]
    assert written[0]["bc"]["filter"] == "code eq 'GBP'"
    assert written[1]["bc"]["computed"][0]["currency"] == "GBP"


def test_a_price_file_that_is_there_is_kept_and_the_other_is_not_written(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own / "item_price_gbp.yaml").write_text("name: OURS", "utf-8")

    code = called("--own", own, "--prices-in", "GBP")

    assert code == 2
    assert f"Already there: {own / 'item_price_gbp.yaml'}. Nothing was" in capsys.readouterr().err
    assert (own / "item_price_gbp.yaml").read_text("utf-8") == "name: OURS"
    assert [file.name for file in own.iterdir()] == ["item_price_gbp.yaml"]


@pytest.mark.parametrize("code", ["pound", "", "../", "GB"])
def test_what_is_no_currencys_code_writes_nothing(
    own: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = called("--own", own, f"--prices-in={code}")

    assert status == 2
    assert "is no currency's code" in capsys.readouterr().err
    assert not list(own.iterdir())


def test_without_a_folder_of_ones_own_no_price_files_are_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SYNC_OWN_MAPPING_FOLDER", raising=False)

    status = called("--prices-in", "GBP")

    assert status == 2
    assert "SYNC_OWN_MAPPING_FOLDER" in capsys.readouterr().err
