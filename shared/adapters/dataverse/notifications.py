"""What Dataverse sends to a registered webhook."""

from pydantic import BaseModel, ConfigDict, Field


class RemoteExecutionContext(BaseModel):
    """One changed row: only its table is of interest, since polling reads what has changed.

    https://learn.microsoft.com/power-apps/developer/data-platform/use-webhooks
    """

    model_config = ConfigDict(frozen=True)  # Dataverse sends much more.

    table: str = Field(alias="PrimaryEntityName")
