"""What a person's browser gets of the organisation beside the Web API: forms and web resources."""

from dev.simulators.dataverse.web_client.client import WebClient
from dev.simulators.dataverse.web_client.forms import Form

__all__ = ["Form", "WebClient"]
