"""Import couplings from a file: pairs of ids, as another integration's list of them was saved."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

import requests

Json = dict[str, Any]
_AT_ONCE = 1000
"""As many pairs as one call takes."""
_LONGEST_CALL = 240


@dataclass(frozen=True)
class Columns:
    """Where a file has what, by the names in its first line, or of its JSON members."""

    bc: str = "bc_id"
    dataverse: str = "dataverse_id"
    where: tuple[str, str] | None = None
    """A column, and the value that a row must have there."""


@dataclass
class Totals:
    agreed: int = 0
    differing: int = 0
    already: int = 0
    refused: int = 0


def read_pairs(path: Path, columns: Columns) -> Iterator[Json]:
    """Yield the pairs of a CSV file, or of a JSON file as an OData service answers.

    :raises ValueError: names the row that cannot be understood.
    """
    for number, row in enumerate(_rows(path), 1):
        if columns.where is not None and str(row.get(columns.where[0])) != columns.where[1]:
            continue
        try:
            ids = [UUID(str(row[name]).strip()) for name in (columns.bc, columns.dataverse)]
        except KeyError as error:
            raise ValueError(f"Row {number} has no column {error}.") from error
        except ValueError as error:
            raise ValueError(f"Row {number} has no id where one should be.") from error
        yield {"bc_id": str(ids[0]), "dataverse_id": str(ids[1])}


def _rows(path: Path) -> Iterable[Mapping[str, Any]]:
    text = path.read_text("utf-8-sig")
    if path.suffix.lower() != ".json":
        return csv.DictReader(text.splitlines())
    content = json.loads(text)
    rows: Iterable[Mapping[str, Any]] = content["value"] if isinstance(content, dict) else content
    return rows


class ImportClient:
    """Calls the app in the name of the person whose token it is given."""

    def __init__(self, app_url: str, token: Callable[[], str], tell: Callable[[str], None]) -> None:
        self._url, self._token, self._tell = app_url.rstrip("/"), token, tell

    def run(self, mapping: str, pairs: Sequence[Json], initial: str) -> bool:
        """Import all pairs, some after the others; return whether all of them are coupled now.

        Broken off, the same file does the rest: what is coupled already is left as it is.
        """
        totals = Totals()
        for start in range(0, len(pairs), _AT_ONCE):
            told = self._post(mapping, pairs[start : start + _AT_ONCE], initial)
            if told is None:
                return False
            self._add(totals, told)
        self._tell(
            f"{totals.agreed} coupled that agree, {totals.differing} that differ, "
            f"{totals.already} were coupled before, {totals.refused} not importable."
        )
        return not totals.refused

    def _post(self, mapping: str, pairs: Sequence[Json], initial: str) -> Json | None:
        answer = requests.post(
            f"{self._url}/api/mappings/{quote(mapping, safe='')}/couplings/import",
            json={"pairs": pairs, "initial": initial},
            headers={"Authorization": f"Bearer {self._token()}"},
            timeout=_LONGEST_CALL,
            allow_redirects=False,
        )
        try:
            content = answer.json()
        except ValueError:
            content = {}
        if answer.status_code in (200, 202) and isinstance(content, dict):
            return content
        told = content.get("detail") if isinstance(content, dict) else None
        self._tell(f"The app refused (HTTP {answer.status_code}). {told or 'Check the address.'}")
        return None

    def _add(self, totals: Totals, told: Json) -> None:
        totals.agreed += told["agreed"]
        totals.differing += len(told["differing"])
        totals.already += told["already"]
        totals.refused += len(told["refused"])
        for each in told["refused"]:
            self._tell(f"{each['bc_id']},{each['dataverse_id']}: {each['reason']}")
