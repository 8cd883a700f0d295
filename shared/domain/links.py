"""Addresses at which people look at records: the web client of Business Central, a Sales app.

https://learn.microsoft.com/dynamics365/business-central/dev-itpro/developer/devenv-web-client-urls
https://learn.microsoft.com/power-apps/developer/model-driven-apps/open-forms-views-dialogs-reports-url
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

_MEANS_SOMETHING = frozenset("<>=|&.*?@()'")
"""In a filter of the web client, unless it stands in quotes."""


@dataclass(frozen=True)
class WebClient:
    url: str
    tenant: str
    environment: str

    def card(self, company: str, page: int, field: str, value: str) -> str:
        """Return the address of a page, filtered to the one record."""
        chosen = f"'{_quoted(field)}' IS '{_quoted(_literally(value))}'"
        place = "/".join((self.url, _escaped(self.tenant), _escaped(self.environment)))
        options = (("company", company), ("page", str(page)), ("filter", chosen))
        return f"{place}/?{_query(options)}"


@dataclass(frozen=True)
class SalesApp:
    url: str
    """Of the Dataverse environment."""
    app: UUID | None
    """None for the app that the person used last, or chooses."""

    def record(self, table: str, id_: UUID) -> str:
        options = [("pagetype", "entityrecord"), ("etn", table), ("id", str(id_))]
        if self.app is not None:
            options.insert(0, ("appid", str(self.app)))
        return f"{self.url}/main.aspx?{_query(options)}"


def _query(options: Iterable[tuple[str, str]]) -> str:
    return "&".join(f"{name}={_escaped(value)}" for name, value in options)


def _escaped(text: str) -> str:
    return quote(text, safe="")


def _literally(value: str) -> str:
    """Return a value as a filter that finds nothing else."""
    return f"'{_quoted(value)}'" if _MEANS_SOMETHING & set(value) else value


def _quoted(text: str) -> str:
    return text.replace("'", "''")
