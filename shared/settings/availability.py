"""How people's questions about stock are answered."""

from pydantic import Field

from shared.domain.availability.figures import SourceName
from shared.settings.kinds import FromEnvironment, Schedule, config

DEFAULT_ORDERS_SCHEDULE = "0 */15 * * * *"


class AvailabilitySettings(FromEnvironment):
    model_config = config("AVAILABILITY_")

    source: SourceName | None = None
    """companion, analytics or v2.0; unless set, the first of them that the environment offers."""
    cache_seconds: int = Field(default=30, ge=0, le=600)
    """How long figures are told again without asking Business Central."""
    stale_seconds: int = Field(default=14400, ge=0, le=86400)
    """How old figures may be that are told while Business Central does not answer."""
    timeout_seconds: int = Field(default=10, ge=1, le=100)
    """How long somebody waits for Business Central, until older figures or none are told."""
    orders_at: Schedule = DEFAULT_ORDERS_SCHEDULE
    """When open orders are read through, where the source is v2.0: six fields, in UTC."""
