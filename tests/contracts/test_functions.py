"""functions.json lists what the platform is told of each function; nothing changes unnoticed."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from shared.settings import DEFAULT_MAPPING_FOLDER
from tests.contracts.documented_settings import ROOT

LIST = Path(__file__).with_name("functions.json")
UPDATE = "If the change is meant: .venv/bin/python -m tests.contracts.test_functions"
INDEX = """
import json, os
from dev.host.functions import load_functions
from function_app import app
functions = load_functions(app, os.environ)
print(json.dumps({function.name: function.bindings for function in functions}))
"""
TIMERS = {
    f"sync_{path.stem}"
    for path in DEFAULT_MAPPING_FOLDER.glob("*.yaml")
    if "\npart_of:" not in path.read_text(encoding="utf-8")
}
"""Those of the mapping files that ship; lines travel with their documents."""
BROKEN_MAPPING = "name: 2020-99-99\n"
NAMED_LIKE_A_ROUTE = """
name: MAPPING
bc: { entity: customers }
dataverse: { table: account }
fields: [ { bc: displayName, dataverse: name } ]
"""


def indexed(**settings: str) -> dict[str, list[dict[str, Any]]]:
    """Return each function's bindings; a process of its own, since an app is asked but once."""
    environment = {"PATH": os.environ["PATH"], **settings}
    done = subprocess.run(
        [sys.executable, "-c", INDEX], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    functions: dict[str, list[dict[str, Any]]] = json.loads(done.stdout)
    return functions


@cache
def indexed_without_settings() -> dict[str, list[dict[str, Any]]]:
    return indexed()


def test_each_function_is_bound_as_the_list_has_it() -> None:
    listed = json.loads(LIST.read_text(encoding="utf-8"))

    now = indexed_without_settings()

    changed = {name for name in listed.keys() | now.keys() if listed.get(name) != now.get(name)}
    assert not changed, f"{LIST.name} differs for {', '.join(sorted(changed))}. {UPDATE}"


def test_wrong_settings_leave_all_functions_as_they_are() -> None:
    wrong = {
        "SYNC_QUEUE_NAME": "No Queue",
        "SYNC_CUSTOMER_SCHEDULE": "every minute",
        "SYNC_RENEW_SUBSCRIPTIONS_AT": "now and then",
        "BC_COMPANY_ID": "CRONUS",
        "ENTRA_AUTHORITY": "x y",
        "AzureWebJobsStorage": "x",
    }

    assert indexed(**wrong) == indexed_without_settings()


def test_mapping_files_can_neither_stop_nor_replace_the_other_functions(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text(BROKEN_MAPPING)
    (tmp_path / "mapping.yaml").write_text(NAMED_LIKE_A_ROUTE)

    names = indexed(SYNC_MAPPING_FOLDER=str(tmp_path)).keys()

    assert names == indexed_without_settings().keys() - TIMERS | {"sync_mapping"}


def test_own_mapping_files_add_timers_and_cost_at_most_those_of_their_mappings(
    tmp_path: Path,
) -> None:
    (tmp_path / "broken.yaml").write_text(BROKEN_MAPPING)
    (tmp_path / "currency.yaml").write_text("name: CURRENCY\nbc: [")
    (tmp_path / "mapping.yaml").write_text(NAMED_LIKE_A_ROUTE)

    names = indexed(SYNC_OWN_MAPPING_FOLDER=str(tmp_path)).keys()

    assert names - indexed_without_settings().keys() == {"sync_mapping"}
    gone = indexed_without_settings().keys() - names
    assert "sync_currency" in gone
    assert gone <= TIMERS
    assert "sync_salespeople" in names


def test_without_own_mapping_files_in_their_folder_all_but_the_timers_remain(
    tmp_path: Path,
) -> None:
    names = indexed(SYNC_OWN_MAPPING_FOLDER=str(tmp_path / "nowhere")).keys()

    assert names == indexed_without_settings().keys() - TIMERS


def test_without_mapping_files_all_but_the_timers_remain(tmp_path: Path) -> None:
    names = indexed(SYNC_MAPPING_FOLDER=str(tmp_path / "nowhere")).keys()

    assert names == indexed_without_settings().keys() - TIMERS


if __name__ == "__main__":
    LIST.write_text(json.dumps(indexed(), indent=2, sort_keys=True) + "\n", encoding="utf-8")
