"""What can be chosen about the simulated Business Central.

The defaults are what the documentation says; where it says nothing, a default is a guess that no
client may depend on, and the docstring says "recalled".
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class BusinessCentralSettings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    tenant_id: str | None = None
    """The only tenant whose callers are let in; None lets callers of every tenant in."""
    environment: str = "Production"
    applications: frozenset[str] | None = None
    """Client ids entered and enabled in the page "Microsoft Entra applications"; None: all."""
    company: str = "CRONUS International Ltd."
    local_currency: str = "EUR"
    """The code that stands for "no currency" (LCY)."""
    company_contacts: bool = True
    """Whether Marketing Setup names business-relation codes for customers and vendors, so that each
    new one gets a contact of its own."""
    opportunities_need_contacts: bool = True
    """Whether an opportunity is refused without a contact (recalled)."""
    companion: bool = False
    """Whether our companion extension is installed, with its route ``bcsync/sync/v1.0``."""
    analytics: bool = True
    """Whether Microsoft's app for Power BI is installed, with its route
    ``microsoft/analytics/v1.0``, as it is from version 25 on (recalled)."""
    client_ids: Literal["accept", "refuse", "ignore"] = "refuse"
    """What a create does with an id that the client has chosen (the documentation disagrees)."""
    blank_member: str = "_x0020_"
    """How the blank member of an enum is written; both spellings are read (unsettled)."""
    case_sensitive: bool = False
    """Whether text comparisons tell upper from lower case (recalled; only ASCII letters count)."""
    unchanged_patch_moves_modified: bool = True
    """Whether a PATCH that changes nothing still counts as a modification (recalled)."""
    sql_rounding: bool = False
    """Whether modified times are rounded to 1/300 s, as SQL's datetime does (recalled)."""
    batch_stops_at_first_failure: bool = True
    """Unless the caller prefers odata.continue-on-error (recalled)."""
    duplicate_status: Literal[400, 409] = 400
    """The status of Internal_EntityWithSameKeyExists (recalled)."""
    tax_percent: int = Field(default=0, ge=0, le=100)
    """The tax on all document lines; the demonstration company's tax set-up is not simulated."""
