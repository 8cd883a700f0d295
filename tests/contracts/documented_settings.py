"""The settings as the models have them, in the administrator's words."""

from pathlib import Path

from dev.settings_table import fields

ROOT = Path(__file__).parents[2]
TOGETHER_NEEDED = {"ENTRA_TENANT_ID", "ENTRA_CLIENT_ID", "AzureWebJobsStorage"}
"""Optional for themselves, but needed with a client secret, and with Azurite."""


def required() -> set[str]:
    return {name for name, field in fields() if field.is_required()}
