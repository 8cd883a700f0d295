"""Business Central's promise to tell this app of changes in one of its entity sets."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Subscription:
    id: str
    revision: str
    """The version that a renewal or a removal must still find."""
    entity: str
    expires_at: datetime
    """In Business Central's clock."""
    carries_secret: bool
    """Whether its notifications will prove themselves by the secret of now."""
