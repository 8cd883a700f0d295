"""What Business Central sends to its subscribers."""

import re
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

_RESOURCE = re.compile(r"\bcompanies\(([0-9a-f-]{36})\)/(\w{1,100})", re.IGNORECASE)


class Notification(BaseModel):
    """One changed record, or, as a *collection*, a whole set with a filter behind it."""

    model_config = ConfigDict(frozen=True)  # Members that are not used may be added to any time.

    client_state: str = Field(default="", alias="clientState")
    resource: str


class Notifications(BaseModel):
    model_config = ConfigDict(frozen=True)

    value: tuple[Notification, ...]

    def entities(self, company_id: UUID) -> frozenset[str]:
        """Return the entity sets of a company in which something changed."""
        found = (entity_of(notification.resource, company_id) for notification in self.value)
        return frozenset(entity for entity in found if entity is not None)


def entity_of(resource: str, company_id: UUID) -> str | None:
    """Return the entity set that a resource is, or belongs to; None if it is another company's."""
    match = _RESOURCE.search(resource)
    if match is None or match[1].lower() != str(company_id):
        return None
    return match[2]
