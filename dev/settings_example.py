"""local.settings.example.json: every setting, with a sample, its default, or blank."""

import json
from typing import Any

from dev.settings_table import ROOT, default_of, fields

FILE = ROOT / "local.settings.example.json"


def _is_left_out(name: str) -> bool:
    """Some the platform alone sets; or it reads them itself, blank or not, for an identity that
    opens the storage in place of a connection string."""
    return name == "WEBSITE_AUTH_ENABLED" or name.startswith("AzureWebJobsStorage__")


def completed(text: str) -> str:
    """Return the example with each setting; one that it lacks gets its default, or a blank.

    What stands there stays as it is; what the app does not read comes first or last.
    """
    content: dict[str, Any] = json.loads(text)
    given: dict[str, str] = content["Values"]
    known = [(name, field) for name, field in fields() if not _is_left_out(name)]
    names = {name for name, _ in known}
    first = {name: value for name, value in given.items() if name.startswith("FUNCTIONS_")}
    settings = {name: given.get(name, default_of(field)) for name, field in known}
    last = {n: value for n, value in given.items() if n not in names and n not in first}
    return json.dumps(content | {"Values": first | settings | last}, indent=2) + "\n"
