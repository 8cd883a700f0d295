"""The pages on the forms of the simulated Sales app: as an administrator puts them there."""

from urllib.parse import urlencode
from uuid import UUID

from dev.simulators.dataverse.web_client import Form
from dev.simulators.fleet import Fleet
from shared.adapters.dataverse.administration.web_resources import kind_of
from shared.adapters.form_files import form_files
from shared.adapters.solution_files import SolutionFiles
from shared.domain.customization import WebFile
from shared.domain.form_places import with_app

_FOLDER = "bcsync_/pages/forms"
_PAGES = {
    "account": "customer.html",
    "opportunity": "availability.html",
    "product": "availability.html",
    "quote": "availability.html",
    "salesorder": "availability.html",
}


def put_on_forms(fleet: Fleet) -> None:
    """Embed the web resources that setup has made, or will."""
    for table, page in _PAGES.items():
        fleet.dataverse.web_client.forms[table] = Form(
            (f"{_FOLDER}/{page}",), (f"{_FOLDER}/onload.js",), ("BusinessCentral.onLoad",)
        )


def deploy(fleet: Fleet, app: str, *companies: UUID) -> None:
    """Leave the web resources behind as setup does, for those who begin after setup.

    :param app: the app's address, without a path.
    :param companies: whose app it is; the first one's unless given.
    """
    publisher = SolutionFiles().customization.publisher
    places: bytes | None = None
    for company in companies or (UUID(fleet.company_id),):
        places = with_app(places, company, app)
    assert places is not None
    own = WebFile(publisher.page("forms/places.js"), "Business Central apps", places)
    files = (*form_files(publisher), own)
    rows = [{"name": file.name, "webresourcetype": kind_of(file)} for file in files]
    with fleet.dataverse_server.lock:
        there = {row["name"]: row["webresourceid"] for row in fleet.dataverse.rows("webresource")}
        for row, file in zip(rows, files, strict=True):
            content = {"content": file.base64}
            if file.name in there:
                fleet.dataverse.change("webresource", there[file.name], content)
            else:
                fleet.dataverse.add("webresource", row | content)


def form_address(fleet: Fleet, table: str, record: str = "") -> str:
    """Return where a browser finds the form of a record, or of a new one."""
    query = {"pagetype": "entityrecord", "etn": table, "id": record}
    return f"{fleet.dataverse_server.url}/main.aspx?{urlencode(query)}"
