"""Where people look at records: the web client of Business Central, the Sales app."""

from uuid import UUID

from pydantic import Field

from shared.settings.kinds import Address, Connection, config


class LinkSettings(Connection):
    model_config = config("LINKS_")
    address_setting = "LINKS_WEB_CLIENT_URL"

    web_client_url: Address = "https://businesscentral.dynamics.com"
    """Where people open Business Central; only sovereign clouds and partners' own apps differ."""
    company: str | None = Field(None, min_length=1, max_length=30)
    """The company's name in links; unless set, Business Central is asked for it."""
    sales_app_id: UUID | None = None
    """The id of the model-driven app that links to Dataverse open; the person's own unless set."""

    def address(self) -> str:
        return self.web_client_url
