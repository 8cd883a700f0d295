"""Files of pairs, imported from a terminal."""

import json
from pathlib import Path

import pytest

from dev.importing import Columns, ImportClient, read_pairs
from tests.coupling import ids, pairs
from tests.surroundings import Surroundings

OTHERS = Columns("integrationId", "crmId", ("tableId", "18"))


def test_a_saved_list_of_another_integrations_couplings_is_imported(
    world: Surroundings, tmp_path: Path
) -> None:
    customer, account = world.customers.add("Adatum"), world.accounts.add("Adatum")
    row = {"integrationId": customer["id"], "crmId": account["accountid"].upper()}
    rows = [{"tableId": 18, **row}, {"tableId": 5050, **row}]
    file = tmp_path / "couplings.json"
    file.write_text(json.dumps({"value": rows}))
    told: list[str] = []
    token = world.stack.administrator.headers["Authorization"].removeprefix("Bearer ")
    client = ImportClient(world.stack.host.url, lambda: token, told.append)

    first = client.run("customer", list(read_pairs(file, OTHERS)), "none")
    again = client.run("customer", list(read_pairs(file, OTHERS)), "none")
    unknown = client.run("nobody", list(read_pairs(file, OTHERS)), "none")

    assert (first, again, unknown) == (True, True, False)
    assert pairs(world) == {ids(customer, account)}
    assert "1 were coupled before" in told[1]
    assert "no usable mapping" in told[2]


def test_a_csv_file_is_read_by_the_names_in_its_first_line(tmp_path: Path) -> None:
    one, other = "7ab1a5f2-0c5a-4d8e-9a58-5f6f0c1d2e01", "7ab1a5f2-0c5a-4d8e-9a58-5f6f0c1d2e02"
    file = tmp_path / "couplings.csv"
    file.write_text(f"\ufeffbc_id,dataverse_id\n{{{one}}},{other}\n", "utf-8")

    assert list(read_pairs(file, Columns())) == [{"bc_id": one, "dataverse_id": other}]


@pytest.mark.parametrize("line", ["x,y", "7ab1a5f2-0c5a-4d8e-9a58-5f6f0c1d2e01,"])
def test_a_row_without_ids_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "couplings.csv"
    file.write_text(f"bc_id,dataverse_id\n{line}\n", "utf-8")

    with pytest.raises(ValueError, match="Row 1"):
        list(read_pairs(file, Columns()))
