"""Whose the rows of Dataverse are: which company's, and which team's or user's."""

from dataclasses import dataclass
from uuid import UUID

from shared.domain.installation import Installation, Ownership
from shared.domain.mapping import TableMapping
from shared.domain.mapping_fields import OWNER
from shared.domain.mapping_sides import COMPANY, CompanyRule
from shared.domain.sides import Side
from shared.domain.stamps import Row, Stamp

COMPANY_TABLE = "bcsync_company"
COMPANY_NAME = "bcsync_name"
TEAM_TABLE = "team"


@dataclass(frozen=True)
class Belonging:
    """Which rows of a table take part: those of the app's company, and perhaps of none."""

    company: UUID
    rule: CompanyRule


def belonging(mapping: TableMapping, installation: Installation) -> Belonging | None:
    """None where the mapping does not ask, or setup has made no company row."""
    rule, row = mapping.dataverse.company, installation.company_row
    return None if rule is None or row is None else Belonging(row, rule)


def stamp_of(mapping: TableMapping, installation: Installation) -> Stamp:
    """Return the stamp of a mapping, as it is :meth:`TableMapping.under` its ownership model."""
    belongs = belonging(mapping, installation)
    company = {COMPANY: Row(COMPANY_TABLE, belongs.company)} if belongs else {}
    team = installation.owning_team
    if team is None or not _falls_to_team(mapping, installation.ownership):
        return Stamp(company, company)
    return Stamp({**company, OWNER: Row(TEAM_TABLE, team)}, company)


def _falls_to_team(mapping: TableMapping, ownership: Ownership) -> bool:
    """Return whether a new row that gets no user belongs to the team.

    Where the mapping of salespeople is missing, nobody knows whether a user should have it.
    """
    if mapping.owner is None:
        return False
    by_person = ownership is Ownership.PERSON and mapping.owner.bc is not None
    return not by_person or OWNER in mapping.columns(Side.DATAVERSE)
