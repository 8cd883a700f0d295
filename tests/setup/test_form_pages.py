"""Setup leaves the pages for forms in Dataverse, as they are, and where they find the app."""

from base64 import b64decode, b64encode

import pytest

from dev.simulators.http import Request
from shared.adapters.form_files import form_files
from shared.adapters.solution_files import SolutionFiles
from tests.setup.firm import Firm, step

FOLDER = "bcsync_/pages/"
PLACES = f"{FOLDER}forms/places.js"
ANOTHER = 'export const APPS = {\n  "another": "https://another.example/api/"\n};\n'


def contents(firm: Firm) -> dict[str, bytes]:
    rows = firm.rows("webresource", f"startswith(name,'{FOLDER}')")
    return {row["name"]: b64decode(row["content"]) for row in rows}


@pytest.mark.wire("B.10")
def test_setup_makes_each_file_of_the_pages_a_web_resource_and_tells_them_where_the_app_is(
    firm: Firm,
) -> None:
    firm.set_up()

    found = contents(firm)

    places = found.pop(PLACES).decode()
    assert f'"{firm.fleet.company_id}": "{firm.url}/api/"' in places
    wanted = form_files(SolutionFiles().customization.publisher)
    assert found == {file.name: file.content for file in wanted}


def test_only_what_has_changed_is_written_again_and_another_companys_app_stays(
    firm: Firm,
) -> None:
    firm.set_up()
    [places] = firm.rows("webresource", f"name eq '{PLACES}'")
    other = {"content": b64encode(ANOTHER.encode()).decode()}
    firm.dataverse("PATCH", f"webresourceset({places['webresourceid']})", other)
    firm.fleet.dataverse_server.journal.clear()

    report = firm.set_up()

    assert step(report, "pages")["outcome"] == "done"
    writes = [each for each in firm.requests_to_dataverse() if not each.startswith("GET")]
    assert [each.rpartition("/")[2] for each in writes] == ["$batch", "PublishXml"]
    kept = contents(firm)[PLACES].decode()
    assert "https://another.example/api/" in kept
    assert firm.fleet.company_id in kept


def test_a_file_that_vanishes_before_it_is_written_is_named_and_made_by_the_next_call(
    firm: Firm,
) -> None:
    firm.set_up()
    [places] = firm.rows("webresource", f"name eq '{PLACES}'")
    row = places["webresourceid"]
    firm.dataverse("PATCH", f"webresourceset({row})", {"content": ""})
    dataverse = firm.fleet.dataverse_server

    def delete(request: Request) -> None:
        if request.path.endswith("$batch"):
            dataverse.watch = None
            firm.fleet.dataverse.delete("webresource", row)

    dataverse.watch = delete
    refused = firm.call("POST", "setup", json={}).json()
    repeated = firm.set_up()

    [finding] = [each for each in step(refused, "pages")["findings"] if each.get("code")]
    assert finding["what"].startswith(f"Dataverse refuses to write the web resource {PLACES}: ")
    assert repeated["complete"]
    assert str(firm.fleet.company_id).encode() in contents(firm)[PLACES]


def test_pages_find_the_app_at_its_public_address_wherever_setup_was_called(firm: Firm) -> None:
    firm.start_app(
        SYNC_PUBLIC_URL="https://app.example",
        SYNC_NOTIFICATION_SECRET="a secret of sixteen letters".replace(" ", "-"),
    )

    firm.call("POST", "setup", json={})

    assert b'"https://app.example/api/"' in contents(firm)[PLACES]
