"""Names and ids that are derived rather than chosen."""

import re
from uuid import UUID, uuid5

_NAMESPACE = UUID("6c0d6f0e-5b3c-4c59-9d4e-2f6e3f2b8a11")


def slug(mapping_name: str) -> str:
    """Return the form of a name in routes, timers and keys: PAYMENT TERMS is payment-terms."""
    return re.sub(r"[ -]+", "-", mapping_name.lower()).strip("-")


def id_of(text: str) -> UUID | None:
    """Return the id that a text is, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def derived_id(company_id: UUID, mapping_slug: str, source_id: UUID, generation: int) -> UUID:
    """Return the id that a create sends, so that repeating it cannot make a second record.

    A record that is coupled anew after its partner was removed has a higher generation, and so
    never meets the old partner's id again.
    """
    return uuid5(_NAMESPACE, f"{company_id}/{mapping_slug}/{source_id}/{generation}")


def aside(id_: UUID) -> str:
    """Return what a record is called while others trade their values: ten characters, as short as
    codes are, that no user has chosen. Should a run end in the middle, the next one knows them."""
    return f"~{id_.hex[:9]}".upper()
