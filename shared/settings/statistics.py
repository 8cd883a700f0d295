"""How figures of customers are told, and noted in Dataverse."""

from pydantic import Field

from shared.settings.kinds import FromEnvironment, Schedule, config

DEFAULT_STATISTICS_SCHEDULE = "0 */30 * * * *"


class StatisticsSettings(FromEnvironment):
    model_config = config("STATISTICS_")

    cache_seconds: int = Field(default=30, ge=0, le=600)
    """How long a customer's figures are told again without asking Business Central."""
    stale_seconds: int = Field(default=14400, ge=0, le=86400)
    """How old a customer's figures may be that are told while Business Central does not answer."""
    timeout_seconds: int = Field(default=10, ge=1, le=100)
    """How long somebody waits for a customer's figures, until older ones or none are told."""
    at: Schedule = DEFAULT_STATISTICS_SCHEDULE
    """When rows of customers that had movements are written to Dataverse: six fields, in UTC."""
    all_hours: int = Field(default=24, ge=1, le=720)
    """How often the rows of all coupled customers are compared, whether or not anything moved."""
